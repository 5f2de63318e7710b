#include "modules/plans/plan_body.h"

#include "modules/responses/response_counted.h"

enum { Q_ALL, Q_CONTACTS, Q_INVITED, Q_REPLIED, Q_HISTORY, Q_SOURCES };

/* clang-format off */
static const char *const sql[] = {
    [Q_ALL] = "SELECT b.id, b.name, b.kind, b.grounds, b.topics, b.outcomes, b.size_band, b.is_named, b.description, b.is_community, "
              "b.state = 'closed', CASE WHEN b.own_email <> '' THEN b.own_email ELSE b.contact_email END, l.source, pb.is_suitable, "
              "pb.unsuitable_reason, pb.likely, pb.likely_reason, pb.decided_on, pb.participation, pb.participation_on, pb.took_part, "
              "pb.stages, pb.naming, pb.except_role, pb.except_reason, pb.except_on, pb.version FROM plan_body pb CROSS JOIN body b ON "
              "b.id = pb.body_id CROSS JOIN plan_list l ON l.id = pb.list_id WHERE pb.plan_id = $1 AND b.merged_into IS NULL ORDER BY "
              "b.position LIMIT $2",
    [Q_CONTACTS] = "SELECT e.body_id, p.what, e.channel, e.direction, e.happened_on, CASE WHEN p.delivery = '' AND o.state = 'failed' THEN "
                   "'refused' WHEN p.delivery = '' AND p.outbox_id IS NOT NULL AND o.state <> 'sent' THEN 'waiting' ELSE p.delivery END FROM "
                   "plan_contact p CROSS JOIN contact_event e ON e.id = p.contact_event_id LEFT JOIN outbox_state o ON o.outbox_id = "
                   "p.outbox_id WHERE p.plan_id = $1 AND e.removed_at_s IS NULL ORDER BY e.happened_on, e.id",
    /* Whoever was asked to answer a consultation on the draft was sent the draft. */
    [Q_INVITED] = "SELECT i.body_id, i.channel, i.invited_on, CASE WHEN i.outbox_id IS NULL THEN '' WHEN o.state = 'failed' THEN 'refused' "
                  "WHEN o.state = 'sent' OR o.state IS NULL THEN '' ELSE 'waiting' END, i.declined_on FROM plan_consultation c CROSS JOIN "
                  "consultation k ON k.id = c.consultation_id AND k.kind = 'plan_draft' CROSS JOIN invitation i ON i.consultation_id = k.id "
                  "LEFT JOIN outbox_state o ON o.outbox_id = i.outbox_id WHERE c.plan_id = $1 AND i.partnership_id = $2",
    [Q_REPLIED] = "SELECT r.body_id, r.received_on FROM plan_consultation c CROSS JOIN consultation k ON k.id = c.consultation_id AND k.kind = "
                  "'plan_draft' CROSS JOIN response r ON r.consultation_id = k.id WHERE c.plan_id = $1 AND r.body_id IS NOT NULL AND "
                  RESPONSE_COUNTED " UNION ALL SELECT x.body_id, r.received_on FROM plan_consultation c CROSS JOIN consultation k ON k.id = "
                  "c.consultation_id AND k.kind = 'plan_draft' CROSS JOIN response r ON r.consultation_id = k.id CROSS JOIN response_body x "
                  "ON x.response_id = r.id WHERE c.plan_id = $1 AND x.body_id IS NOT NULL AND " RESPONSE_COUNTED,
    [Q_HISTORY] = "SELECT kind, old_value, new_value, reason, by_role, changed_at_s FROM plan_body_change WHERE plan_id = $1 AND body_id = $2 "
                  "ORDER BY id DESC LIMIT $3",
    [Q_SOURCES] = "SELECT source, filter, by_role, n_added, n_before, added_at_s FROM plan_list WHERE plan_id = $1 ORDER BY id LIMIT $2",
};
/* clang-format on */
const struct sql_list plan_body_sql = SQL_LIST("plan_body", sql);

/* --- the rows --- */

static void body_columns(struct stmt *s, struct arena *a, struct plan_body *x)
{
    *x = (struct plan_body){ .id = db_i64(s, 0),
                             .name = db_text(s, 1, a),
                             .kind = db_text(s, 2, a),
                             .grounds = db_text(s, 3, a),
                             .topics = db_text(s, 4, a),
                             .outcomes = db_text(s, 5, a),
                             .size_band = db_text(s, 6, a),
                             .is_named = db_bool(s, 7),
                             .description = db_text(s, 8, a),
                             .is_community = db_bool(s, 9),
                             .is_closed = db_bool(s, 10),
                             .email = db_text(s, 11, a),
                             .source = db_text(s, 12, a) };
}

static void plan_columns(struct stmt *s, struct arena *a, struct plan_body *x)
{
    x->is_suitable = db_bool(s, 13);
    x->unsuitable_reason = db_text(s, 14, a);
    x->likely = db_text(s, 15, a);
    x->likely_reason = db_text(s, 16, a);
    x->decided_on = db_text(s, 17, a);
    if (!participation_from_name(db_text(s, 18, a), &x->participation))
        x->participation = PART_NOT_ASKED;
    x->participation_on = db_text(s, 19, a);
    x->took_part = db_text(s, 20, a);
    x->stages = db_text(s, 21, a);
    x->naming = db_text(s, 22, a);
    x->except_role = db_text(s, 23, a);
    x->except_reason = db_text(s, 24, a);
    x->except_on = db_text(s, 25, a);
    x->version = db_i64(s, 26);
}

static enum err load_rows(struct db *db, struct arena *a, int64_t plan_id,
                          struct plan_bodies *out)
{
    struct stmt *s = db_query(db, sql[Q_ALL], BINDS(bi(plan_id), bi(PLAN_BODIES_MAX + 1)));
    while (out->n < PLAN_BODIES_MAX && db_row(s)) {
        body_columns(s, a, &out->at[out->n]);
        plan_columns(s, a, &out->at[out->n++]);
    }
    bool has_more = out->n == PLAN_BODIES_MAX && db_row(s);
    return db_done(s, has_more ? ERR_TOO_MANY : OK);
}

/* --- what was done to reach them --- */

/* The place in the list of a body's id: sorted, as rows come by name. */
struct place {
    int64_t id;
    size_t at;
};

struct reach {
    struct arena *arena;
    struct plan_bodies *all;
    struct place *place;
    struct channels {
        unsigned asked, refused, draft; /* a bit each channel */
    } * by;                             /* as all->at */
};

static int by_id(const void *one, const void *other)
{
    const struct place *x = one, *y = other;
    return (x->id > y->id) - (x->id < y->id);
}

static bool find_place(const struct reach *r, int64_t body_id, size_t *at)
{
    const struct place key = { .id = body_id };
    const struct place *found =
        r->all->n ? bsearch(&key, r->place, r->all->n, sizeof key, by_id) : NULL;
    if (found)
        *at = found->at;
    return found != NULL;
}

static unsigned channel_bit(struct str channel)
{
    static const char *const all[] = {
        "email", "letter", "phone", "meeting", "event", "via_tsi"
    };
    for (unsigned i = 0; i < sizeof all / sizeof *all; i++)
        if (str_eq(channel, str_from(all[i])))
            return 1u << i;
    return 0;
}

static int n_bits(unsigned bits)
{
    int n = 0;
    for (; bits; bits &= bits - 1)
        n++;
    return n;
}

/* A mail that was not refused, a letter, what was handed over or read out. What a Third Sector
 * Interface was asked to pass on has arrived where it said so. */
static bool arrives(struct str channel, struct str delivery)
{
    if (str_eq(delivery, STR("delivered")))
        return true;
    return !delivery.n && !str_eq(channel, STR("via_tsi"));
}

static void sent_draft(struct reach *r, size_t at, struct str channel, struct str on,
                       struct str delivery)
{
    struct plan_body *x = &r->all->at[at];
    x->tries.has_draft = true;
    x->tries.is_draft_delivered = x->tries.is_draft_delivered || arrives(channel, delivery);
    r->by[at].draft |= channel_bit(channel);
    if (str_cmp(on, x->draft_on) > 0)
        x->draft_on = on;
}

static void replied(struct plan_body *x, struct str on)
{
    x->tries.has_replied = true;
    if (str_cmp(on, x->replied_on) > 0)
        x->replied_on = on;
}

static void asked(struct reach *r, size_t at, struct str channel, struct str on,
                  struct str delivery)
{
    struct plan_body *x = &r->all->at[at];
    r->by[at].asked |= channel_bit(channel);
    if (str_eq(delivery, STR("refused")))
        x->tries.n_refused++;
    if (str_cmp(on, x->last_try_on) > 0)
        x->last_try_on = on;
}

static void add_contact(struct reach *r, struct stmt *s)
{
    size_t at;
    struct arena *a = r->arena;
    struct str what = db_text(s, 1, a), channel = db_text(s, 2, a), on = db_text(s, 4, a);
    struct str delivery = db_text(s, 5, a);
    bool is_theirs = str_eq(db_text(s, 3, a), STR("in"));
    if (!find_place(r, db_i64(s, 0), &at))
        return;
    if (str_eq(what, STR("draft")) && !is_theirs)
        sent_draft(r, at, channel, on, delivery);
    else if (str_eq(what, STR("reply")) && r->all->at[at].tries.has_draft)
        replied(&r->all->at[at], on);
    else if (!is_theirs && (str_eq(what, STR("invitation")) || str_eq(what, STR("reminder"))))
        asked(r, at, channel, on, delivery);
}

static enum err load_contacts(struct db *db, const struct plan *p, struct reach *r)
{
    struct stmt *s = db_query(db, sql[Q_CONTACTS], BINDS(bi(p->id)));
    while (db_row(s))
        add_contact(r, s);
    return db_done(s, OK);
}

static enum err load_invited(struct db *db, const struct plan *p, struct reach *r)
{
    struct stmt *s = db_query(db, sql[Q_INVITED], BINDS(bi(p->id), bi(p->partnership_id)));
    while (db_row(s)) {
        size_t at;
        struct str declined = db_text(s, 4, r->arena);
        if (!find_place(r, db_i64(s, 0), &at))
            continue;
        sent_draft(r, at, db_text(s, 1, r->arena), db_text(s, 2, r->arena),
                   db_text(s, 3, r->arena));
        if (declined.n) /* an answer of any kind */
            replied(&r->all->at[at], declined);
    }
    return db_done(s, OK);
}

static enum err load_replies(struct db *db, const struct plan *p, struct reach *r)
{
    struct stmt *s = db_query(db, sql[Q_REPLIED], BINDS(bi(p->id)));
    while (db_row(s)) {
        size_t at;
        if (find_place(r, db_i64(s, 0), &at))
            replied(&r->all->at[at], db_text(s, 1, r->arena));
    }
    return db_done(s, OK);
}

static enum err make_places(struct reach *r)
{
    size_t n = r->all->n;
    r->place = arena_array(r->arena, n + 1, sizeof *r->place);
    r->by = arena_array(r->arena, n + 1, sizeof *r->by);
    if (!r->place || !r->by)
        return ERR_LIMIT;
    for (size_t i = 0; i < n; i++) {
        r->place[i] = (struct place){ r->all->at[i].id, i };
        r->by[i] = (struct channels){ 0 };
    }
    if (n)
        qsort(r->place, n, sizeof *r->place, by_id);
    return OK;
}

static void settle(const struct plan *p, struct reach *r)
{
    for (size_t i = 0; i < r->all->n; i++) {
        struct plan_body *x = &r->all->at[i];
        x->tries.n_channels = n_bits(r->by[i].asked);
        x->tries.n_draft_channels = n_bits(r->by[i].draft);
        x->consulted = plan_consulted_of(&x->tries, p->n_tries);
        x->status = plan_status_of(x->is_suitable, x->participation, x->consulted);
    }
}

enum err plan_bodies_load(struct db *db, struct arena *a, const struct plan *p,
                          struct plan_bodies *out)
{
    struct reach r = { .arena = a, .all = out };
    *out = (struct plan_bodies){ .at = arena_array(a, PLAN_BODIES_MAX, sizeof *out->at) };
    enum err e = out->at ? load_rows(db, a, p->id, out) : ERR_LIMIT;
    if (!e)
        e = make_places(&r);
    if (!e)
        e = load_contacts(db, p, &r);
    if (!e)
        e = load_invited(db, p, &r);
    if (!e)
        e = load_replies(db, p, &r);
    if (!e)
        settle(p, &r);
    return e;
}

const struct plan_body *plan_body_of(const struct plan_bodies *all, int64_t body_id)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->at[i].id == body_id)
            return &all->at[i];
    return NULL;
}

/* --- figures --- */

bool plan_body_holds_up(const struct plan_body *b)
{
    return !plan_status_is_missing(b->status) || b->except_role.n > 0;
}

struct plan_count plan_count_of(const struct plan_bodies *all)
{
    struct plan_count c = { .n = (int64_t)all->n };
    for (size_t i = 0; i < all->n; i++) {
        const struct plan_body *x = &all->at[i];
        c.n_status[x->status]++;
        c.n_in_scope += x->is_suitable;
        c.n_undecided += x->is_suitable && !x->likely.n;
        c.n_likely += x->is_suitable && str_eq(x->likely, STR("yes"));
        c.n_missing += !plan_body_holds_up(x);
        c.n_exceptions += plan_status_is_missing(x->status) && x->except_role.n > 0;
    }
    return c;
}

enum err plan_body_history(struct db *db, struct arena *a, int64_t plan_id, int64_t body_id,
                           struct plan_body_change out[PLAN_CHANGES_MAX], size_t *n)
{
    struct stmt *s =
        db_query(db, sql[Q_HISTORY], BINDS(bi(plan_id), bi(body_id), bi(PLAN_CHANGES_MAX)));
    for (*n = 0; *n < PLAN_CHANGES_MAX && db_row(s); (*n)++)
        out[*n] = (struct plan_body_change){ .kind = db_text(s, 0, a),
                                             .old_value = db_text(s, 1, a),
                                             .new_value = db_text(s, 2, a),
                                             .reason = db_text(s, 3, a),
                                             .by_role = db_text(s, 4, a),
                                             .changed_at_s = db_i64(s, 5) };
    return db_done(s, OK);
}

enum err plan_sources(struct db *db, struct arena *a, int64_t plan_id,
                      struct plan_source out[PLAN_SOURCES_MAX], size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_SOURCES], BINDS(bi(plan_id), bi(PLAN_SOURCES_MAX)));
    for (*n = 0; *n < PLAN_SOURCES_MAX && db_row(s); (*n)++)
        out[*n] = (struct plan_source){ .source = db_text(s, 0, a),
                                        .filter = db_text(s, 1, a),
                                        .by_role = db_text(s, 2, a),
                                        .n_added = db_i64(s, 3),
                                        .n_before = db_i64(s, 4),
                                        .added_at_s = db_i64(s, 5) };
    return db_done(s, OK);
}
