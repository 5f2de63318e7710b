#include "modules/bodies/claim.h"

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/base/rand.h"
#include "modules/people/link.h"
#include "modules/work/retain.h"

#define DAY_S 86400
#define DRAWS_MAX 8

#define COLS                                                                                   \
    "c.id, c.reference, coalesce(c.body_id, 0), coalesce(b.name, ''), coalesce(b.slug, ''), "  \
    "c.new_name, c.charity_number, c.detail, c.person_name, c.email, c.role_title, c.words, "  \
    "c.proof, c.state, coalesce(c.partnership_id, 0), coalesce(p.short_name, ''), c.reason, "  \
    "c.claimed_at_s, coalesce(c.decided_at_s, 0), coalesce(a.name, ''), "                      \
    "c.erased_at_s IS NOT NULL"
#define FROM                                                                                   \
    " FROM body_claim c LEFT JOIN body b ON b.id = c.body_id LEFT JOIN partnership p ON "      \
    "p.id = c.partnership_id LEFT JOIN account a ON a.id = c.decided_by "

enum {
    Q_ADD,
    Q_FIND,
    Q_FIND_ID,
    Q_REFERENCES,
    Q_COUNT,
    Q_COUNT_WAITING,
    Q_COUNT_ALL,
    Q_COUNT_ALL_WAITING,
    Q_LIST,
    Q_LIST_WAITING,
    Q_LIST_ALL,
    Q_LIST_ALL_WAITING,
    Q_LIST_FOR_LEAD,
    Q_ERASE
};

static const char *const sql[] = {
    [Q_ADD] = "INSERT INTO body_claim (id, reference, body_id, new_name, charity_number, "
              "detail, person_name, email, role_title, words, proof, state, partnership_id, "
              "reason, claimed_at_s) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
              "$12, $13, '', $14)",
    [Q_FIND] = "SELECT " COLS FROM "WHERE c.reference = $1",
    [Q_FIND_ID] = "SELECT " COLS FROM "WHERE c.id = $1",
    [Q_REFERENCES] = "SELECT count(*) FROM body_claim WHERE reference = $1",
    [Q_COUNT] = "SELECT /*scan*/ count(*) FROM (SELECT 1 FROM body_claim WHERE "
                "partnership_id = $1 LIMIT 1001) x",
    [Q_COUNT_WAITING] = "SELECT /*scan*/ count(*) FROM (SELECT 1 FROM body_claim WHERE "
                        "partnership_id = $1 AND state = 'pending' LIMIT 1001) x",
    [Q_COUNT_ALL] = "SELECT /*scan*/ count(*) FROM (SELECT 1 FROM body_claim WHERE "
                    "claimed_at_s > 0 LIMIT 1001) x",
    [Q_COUNT_ALL_WAITING] = "SELECT /*scan*/ count(*) FROM (SELECT 1 FROM body_claim WHERE "
                            "state = 'pending' LIMIT 1001) x",
    [Q_LIST] = "SELECT " COLS FROM "WHERE c.partnership_id = $3 ORDER BY c.claimed_at_s DESC "
               "LIMIT $1 OFFSET $2",
    [Q_LIST_WAITING] = "SELECT " COLS FROM "WHERE c.partnership_id = $3 AND c.state = "
                       "'pending' ORDER BY c.claimed_at_s DESC LIMIT $1 OFFSET $2",
    [Q_LIST_ALL] = "SELECT " COLS FROM "WHERE c.claimed_at_s > 0 ORDER BY c.claimed_at_s DESC "
                   "LIMIT $1 OFFSET $2",
    [Q_LIST_ALL_WAITING] = "SELECT " COLS FROM "WHERE c.state = 'pending' ORDER BY "
                           "c.claimed_at_s DESC LIMIT $1 OFFSET $2",
    [Q_LIST_FOR_LEAD] = "SELECT " COLS FROM "WHERE c.body_id = $1 AND c.proof = 'lead' AND "
                        "c.state = 'pending' ORDER BY c.claimed_at_s LIMIT $2",
    [Q_ERASE] = "UPDATE body_claim SET person_name = '', email = '', role_title = '', "
                "words = '', reason = '', erased_at_s = $1 WHERE id IN (SELECT id FROM "
                "body_claim WHERE erased_at_s IS NULL AND claimed_at_s <= $2 AND "
                "(decided_at_s <= $3 OR state = 'unconfirmed') ORDER BY claimed_at_s LIMIT $4)",
};
const struct sql_list claim_sql = SQL_LIST("claim", sql);

/* --- codes --- */

static const char *const proof_names[CLAIM_PROOF__MAX] = {
    [CLAIM_BY_DOMAIN] = "domain",
    [CLAIM_BY_COORDINATOR] = "coordinator",
    [CLAIM_BY_LEAD] = "lead",
};
static const char *const state_names[CLAIM_STATE__MAX] = {
    [CLAIM_UNCONFIRMED] = "unconfirmed",
    [CLAIM_PENDING] = "pending",
    [CLAIM_APPROVED] = "approved",
    [CLAIM_DENIED] = "denied",
};

const char *claim_state_name(enum claim_state state)
{
    return state < CLAIM_STATE__MAX ? state_names[state] : "";
}

static size_t position_in(const char *const *names, size_t n, struct str name)
{
    size_t i = 0;
    while (i + 1 < n && !str_eq(name, str_from(names[i])))
        i++;
    return i;
}

/* --- rows --- */

/* A line each: kind, website, areas; then what it does. */
static void read_detail(struct claim *out, struct str detail)
{
    struct str rest = detail;
    (void)str_cut(&rest, '\n', &out->kind);
    (void)str_cut(&rest, '\n', &out->site);
    (void)str_cut(&rest, '\n', &out->areas);
    out->what = rest;
}

static struct str write_detail(struct arena *a, const struct claim *c)
{
    if (c->body_id)
        return (struct str){ 0 };
    return str_printf(a, "%.*s\n%.*s\n%.*s\n%.*s", STR_ARG(c->kind), STR_ARG(c->site),
                      STR_ARG(c->areas), STR_ARG(c->what));
}

static void from_row(struct claim *out, struct stmt *s, struct arena *a)
{
    *out = (struct claim){
        .id = db_i64(s, 0),
        .reference = db_text(s, 1, a),
        .body_id = db_i64(s, 2),
        .body_name = db_text(s, 3, a),
        .body_slug = db_text(s, 4, a),
        .new_name = db_text(s, 5, a),
        .charity_number = db_text(s, 6, a),
        .person_name = db_text(s, 8, a),
        .email = db_text(s, 9, a),
        .role_title = db_text(s, 10, a),
        .words = db_text(s, 11, a),
        .proof =
            (enum claim_proof)position_in(proof_names, CLAIM_PROOF__MAX, db_text(s, 12, a)),
        .state =
            (enum claim_state)position_in(state_names, CLAIM_STATE__MAX, db_text(s, 13, a)),
        .partnership_id = db_i64(s, 14),
        .partnership_name = db_text(s, 15, a),
        .reason = db_text(s, 16, a),
        .claimed_at_s = db_i64(s, 17),
        .decided_at_s = db_i64(s, 18),
        .decided_name = db_text(s, 19, a),
        .is_erased = db_bool(s, 20),
    };
    read_detail(out, db_text(s, 7, a));
}

static enum err one(struct arena *a, struct stmt *s, struct claim *out)
{
    bool found = db_row(s);
    if (found)
        from_row(out, s, a);
    return db_done(s, arena_failed(a) ? ERR_LIMIT : found ? OK : ERR_NOT_FOUND);
}

enum err claim_find(struct db *db, struct arena *a, struct str reference, struct claim *out)
{
    return one(a, db_query(db, sql[Q_FIND], BINDS(bt(reference))), out);
}

enum err claim_find_id(struct db *db, struct arena *a, int64_t id, struct claim *out)
{
    return one(a, db_query(db, sql[Q_FIND_ID], BINDS(bi(id))), out);
}

enum err claim_count(struct db *db, const struct claim_ask *ask, int64_t *n)
{
    bool waiting = ask->is_waiting_only;
    if (!ask->partnership_id)
        return db_one_i64(db, sql[waiting ? Q_COUNT_ALL_WAITING : Q_COUNT_ALL], NO_BINDS, n);
    return db_one_i64(db, sql[waiting ? Q_COUNT_WAITING : Q_COUNT],
                      BINDS(bi(ask->partnership_id)), n);
}

static enum err many(struct arena *a, struct stmt *s, struct claim *out, size_t max, size_t *n)
{
    *n = 0;
    while (*n < max && db_row(s))
        from_row(&out[(*n)++], s, a);
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err claim_list(struct db *db, struct arena *a, const struct claim_ask *ask,
                    struct claim *out, size_t *n)
{
    bool waiting = ask->is_waiting_only;
    const struct bind b[] = { bi(ask->max), bi(ask->first), bi(ask->partnership_id) };
    const char *own = sql[waiting ? Q_LIST_WAITING : Q_LIST];
    const char *all = sql[waiting ? Q_LIST_ALL_WAITING : Q_LIST_ALL];
    struct stmt *s = ask->partnership_id ? db_query(db, own, (struct binds){ b, 3 })
                                         : db_query(db, all, (struct binds){ b, 2 });
    return many(a, s, out, (size_t)ask->max, n);
}

enum err claim_list_for_lead(struct db *db, struct arena *a, int64_t body_id, struct claim *out,
                             size_t max, size_t *n)
{
    return many(a, db_query(db, sql[Q_LIST_FOR_LEAD], BINDS(bi(body_id), bi((int64_t)max))),
                out, max, n);
}

bool claim_may_decide(const struct actor *actor, const struct claim *claim)
{
    bool leads =
        claim->proof == CLAIM_BY_LEAD && claim->body_id && actor_leads(actor, claim->body_id);
    return leads || actor_may(actor, CAP_BODY_APPROVE, claim->partnership_id);
}

/* --- writing --- */

enum err claim_new_reference(struct db *db, struct arena *a, struct str code, struct str *out)
{
    for (int i = 0; i < DRAWS_MAX; i++) {
        int64_t n = 0;
        *out = receipt_new(a, code);
        if (!out->n)
            return ERR_LIMIT;
        enum err e = db_one_i64(db, sql[Q_REFERENCES], BINDS(bt(*out)), &n);
        if (e || !n)
            return e;
    }
    return ERR_INTERNAL;
}

#define SUBJECT "claim:"

struct str claim_subject(struct arena *a, int64_t id)
{
    return str_printf(a, SUBJECT "%lld", (long long)id);
}

int64_t claim_of_subject(struct str subject)
{
    int64_t id = 0;
    struct str mark = STR(SUBJECT);
    bool is = str_starts(subject, mark) && str_to_i64(str_sub(subject, mark.n, subject.n), &id);
    return is ? id : 0;
}

enum err claim_queue_mails(struct db *db, const struct claim_mails *mails)
{
    enum err e = OK;
    for (size_t i = 0; !e && i < mails->n; i++) {
        e = mail_queue(db, &mails->at[i]);
        if (e == ERR_TOO_MANY || e == ERR_INVALID)
            e = OK; /* the claim itself counts, whatever the address takes */
    }
    return e;
}

static enum err insert(struct db *db, struct arena *a, const struct claim *c, int64_t now_s)
{
    return db_exec(db, sql[Q_ADD],
                   BINDS(bi(c->id), bt(c->reference), c->body_id ? bi(c->body_id) : bn(),
                         bt(c->new_name), bt(c->charity_number), bt(write_detail(a, c)),
                         bt(c->person_name), bt(c->email), bt(c->role_title), bt(c->words),
                         bt(str_from(proof_names[c->proof])),
                         bt(str_from(state_names[c->state])),
                         c->partnership_id ? bi(c->partnership_id) : bn(), bi(now_s)));
}

static enum err record_send(struct db *db, const struct claim_send *s)
{
    struct change change;
    change_begin(&change);
    if (s->claim.body_id)
        change_new_i64(&change, "body", s->claim.body_id);
    change_text(&change, "proof", STR(""), str_from(proof_names[s->claim.proof]));
    change_of_partnership(&change, s->claim.partnership_id);
    return change_record(
        db, &change, &s->act,
        &(struct change_of){ STR("claim.send"), STR("body_claim"), s->claim.id });
}

enum err claim_send_fn(struct db *db, void *claim_send)
{
    const struct claim_send *s = claim_send;
    struct arena *a = arena_new(ARENA_BLOCK_BYTES);
    const struct link_new link = { .purpose = LINK_CONFIRM,
                                   .key = s->key,
                                   .subject = claim_subject(a, s->claim.id),
                                   .now_s = s->act.now_s };
    enum err e = insert(db, a, &s->claim, s->act.now_s);
    if (!e && s->claim.state == CLAIM_UNCONFIRMED)
        e = link_make(db, &link);
    arena_free(a);
    if (!e)
        e = claim_queue_mails(db, &s->mails);
    return e ? e : record_send(db, s);
}

/* --- keeping --- */

static enum err erase_fn(struct db *db, void *arg)
{
    struct retain *r = arg;
    enum err e =
        db_exec(db, sql[Q_ERASE],
                BINDS(bi(r->now_s), bi(r->now_s - CLAIM_KEEP_UNCONFIRMED * DAY_S),
                      bi(r->now_s - (int64_t)CLAIM_KEEP_DAYS * DAY_S), bi(RETAIN_ROWS)));
    r->n = e ? 0 : db_changes(db);
    if (e || !r->n)
        return e;
    return retain_record(db, r, STR("claim.erase"), STR("body_claim"));
}

enum err claim_retain(struct store *store, int64_t now_s)
{
    return retain_rounds(store, erase_fn, now_s);
}
