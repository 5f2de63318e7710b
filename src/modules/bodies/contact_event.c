#include "modules/bodies/contact_event.h"

#include "core/base/arena.h"
#include "modules/bodies/body_key.h"
#include "modules/bodies/contact_words.h"

#define SEEN_BYTES 16

#define COLS                                                                                   \
    "e.id, e.body_id, e.partnership_id, e.kind, e.channel, e.direction, e.happened_on, "       \
    "e.summary, e.outcome, e.next_step, e.next_on, e.is_done, e.object_kind, e.object_id, "    \
    "coalesce(e.by_account, 0), e.by_role, coalesce(a.name, ''), b.name, e.created_at_s, "     \
    "coalesce(e.removed_at_s, 0)"
#define FROM                                                                                   \
    " FROM contact_event e JOIN body b ON b.id = e.body_id LEFT JOIN account a ON a.id = "     \
    "e.by_account "
#define OF_BODY "WHERE e.body_id = $1 AND e.partnership_id = $2 AND e.removed_at_s IS NULL "
#define NEWEST "ORDER BY e.happened_on DESC, e.created_at_s DESC, e.id LIMIT $3 OFFSET $4"
#define DUE                                                                                    \
    "WHERE e.partnership_id = $1 AND e.next_on <> '' AND e.next_on <= $2 AND e.is_done = 0 "   \
    "AND e.removed_at_s IS NULL "

enum {
    Q_ADD,
    Q_FIND,
    Q_LIST,
    Q_LIST_KIND,
    Q_COUNT,
    Q_COUNT_KIND,
    Q_DUE,
    Q_COUNT_DUE,
    Q_CHANGE,
    Q_REMOVE,
    Q_TAKE_BACK,
    Q_DONE
};

/* Counts stop at CONTACT_COUNT_MAX + 1. */
static const char *const sql[] = {
    [Q_ADD] = "INSERT INTO contact_event (id, body_id, partnership_id, kind, channel, "
              "direction, happened_on, summary, outcome, next_step, next_on, is_done, "
              "object_kind, object_id, by_account, by_role, created_at_s) VALUES ($1, $2, $3, "
              "$4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
    [Q_FIND] = "SELECT " COLS FROM "WHERE e.id = $1 AND e.partnership_id = $2",
    [Q_LIST] = "SELECT " COLS FROM OF_BODY NEWEST,
    [Q_LIST_KIND] = "SELECT " COLS FROM OF_BODY "AND e.kind = $5 " NEWEST,
    [Q_COUNT] =
        "SELECT /*scan*/ count(*) FROM (SELECT 1 FROM contact_event e " OF_BODY "LIMIT 1001) x",
    [Q_COUNT_KIND] = "SELECT /*scan*/ count(*) FROM (SELECT 1 FROM contact_event e " OF_BODY
                     "AND e.kind = $3 LIMIT 1001) x",
    [Q_DUE] = "SELECT " COLS FROM DUE "ORDER BY e.next_on, e.id LIMIT $3 OFFSET $4",
    [Q_COUNT_DUE] =
        "SELECT /*scan*/ count(*) FROM (SELECT 1 FROM contact_event e " DUE "LIMIT 1001) x",
    [Q_CHANGE] = "UPDATE contact_event SET kind = $2, channel = $3, direction = $4, "
                 "happened_on = $5, summary = $6, outcome = $7, next_step = $8, next_on = $9, "
                 "is_done = $10 WHERE id = $1",
    [Q_REMOVE] = "UPDATE contact_event SET removed_at_s = $2 WHERE id = $1",
    [Q_TAKE_BACK] =
        "UPDATE contact_event SET removed_at_s = $7 WHERE id IN (SELECT min(e.id) FROM "
        "contact_event e WHERE e.body_id = $1 AND e.kind = $2 AND e.channel = $3 AND "
        "e.happened_on = $4 AND e.object_kind = $5 AND e.object_id = $6 AND e.by_account "
        "IS NULL AND e.removed_at_s IS NULL GROUP BY e.partnership_id)",
    [Q_DONE] = "UPDATE contact_event SET is_done = $2 WHERE id = $1",
};
const struct sql_list contact_event_sql = SQL_LIST("contact_event", sql);

/* --- words --- */

static const struct body_word kind_words[] = {
    { STR_INIT("contact"), STR_INIT(CONTACT_KIND_CONTACT) },
    { STR_INIT("commitment"), STR_INIT(CONTACT_KIND_COMMITMENT) },
    { STR_INIT("note"), STR_INIT(CONTACT_KIND_NOTE) },
    { STR_INIT("interest"), STR_INIT(CONTACT_KIND_INTEREST) },
    { STR_INIT("register"), STR_INIT(CONTACT_KIND_REGISTER) },
    { STR_INIT("sent"), STR_INIT(CONTACT_KIND_SENT) },
    { STR_INIT("response"), STR_INIT(CONTACT_KIND_RESPONSE) },
};
const struct body_words contact_kinds = { kind_words, sizeof kind_words / sizeof *kind_words };
#define N_OWN_KINDS 3 /* the first ones: what people write down here */

static const struct body_word channel_words[] = {
    { STR_INIT("phone"), STR_INIT(CONTACT_BY_PHONE) },
    { STR_INIT("meeting"), STR_INIT(CONTACT_BY_MEETING) },
    { STR_INIT("email"), STR_INIT(CONTACT_BY_EMAIL) },
    { STR_INIT("letter"), STR_INIT(CONTACT_BY_LETTER) },
    { STR_INIT("event"), STR_INIT(CONTACT_BY_EVENT) },
    { STR_INIT("via_tsi"), STR_INIT(CONTACT_BY_TSI) },
};
const struct body_words contact_channels = { channel_words,
                                             sizeof channel_words / sizeof *channel_words };

bool contact_event_is_own(const struct contact_event *e)
{
    for (size_t i = 0; i < N_OWN_KINDS; i++)
        if (str_eq(e->kind, kind_words[i].code))
            return true;
    return false;
}

struct str contact_event_label(const struct contact_event *e)
{
    bool is_contact = str_eq(e->kind, STR("contact")) && e->channel.n;
    return is_contact ? body_word_label(&contact_channels, e->channel)
                      : body_word_label(&contact_kinds, e->kind);
}

struct str contact_event_step(const struct contact_event *e)
{
    return e->next_step.n ? e->next_step : e->summary;
}

struct str contact_event_seen(struct arena *a, const struct contact_event *e)
{
    const struct str part[] = {
        e->kind,        e->channel, e->direction,
        e->happened_on, e->summary, e->outcome,
        e->next_step,   e->next_on, e->is_done ? STR("1") : STR("0"),
    };
    struct hash h = hash_parts(NULL, part, sizeof part / sizeof *part);
    return hash_hex(a, &h, SEEN_BYTES);
}

/* --- reading --- */

static void from_row(struct contact_event *out, struct stmt *s, struct arena *a)
{
    *out = (struct contact_event){
        .id = db_i64(s, 0),
        .body_id = db_i64(s, 1),
        .partnership_id = db_i64(s, 2),
        .kind = db_text(s, 3, a),
        .channel = db_text(s, 4, a),
        .direction = db_text(s, 5, a),
        .happened_on = db_text(s, 6, a),
        .summary = db_text(s, 7, a),
        .outcome = db_text(s, 8, a),
        .next_step = db_text(s, 9, a),
        .next_on = db_text(s, 10, a),
        .is_done = db_bool(s, 11),
        .object_kind = db_text(s, 12, a),
        .object_id = db_i64(s, 13),
        .by_account = db_i64(s, 14),
        .by_role = db_text(s, 15, a),
        .by_name = db_text(s, 16, a),
        .body_name = db_text(s, 17, a),
        .created_at_s = db_i64(s, 18),
        .removed_at_s = db_i64(s, 19),
    };
}

static enum err take_rows(struct stmt *s, struct arena *a, int64_t max,
                          struct contact_event *out, size_t *n)
{
    *n = 0;
    while ((int64_t)*n < max && db_row(s))
        from_row(&out[(*n)++], s, a);
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err contact_event_find(struct db *db, struct arena *a, const struct contact_find *find,
                            struct contact_event *out)
{
    size_t n = 0;
    struct stmt *s = db_query(db, sql[Q_FIND], BINDS(bi(find->id), bi(find->partnership_id)));
    enum err e = take_rows(s, a, 1, out, &n);
    bool is_it = n && (!find->body_id || out->body_id == find->body_id);
    return e ? e : is_it ? OK : ERR_NOT_FOUND;
}

enum err contact_event_list(struct db *db, struct arena *a, const struct contact_ask *ask,
                            struct contact_event *out, size_t *n)
{
    struct bind body = bi(ask->body_id), where = bi(ask->partnership_id), max = bi(ask->max),
                first = bi(ask->first);
    struct stmt *s = ask->kind.n ? db_query(db, sql[Q_LIST_KIND],
                                            BINDS(body, where, max, first, bt(ask->kind)))
                                 : db_query(db, sql[Q_LIST], BINDS(body, where, max, first));
    return take_rows(s, a, ask->max, out, n);
}

enum err contact_event_count(struct db *db, const struct contact_ask *ask, int64_t *n)
{
    struct bind body = bi(ask->body_id), where = bi(ask->partnership_id);
    return ask->kind.n ? db_one_i64(db, sql[Q_COUNT_KIND], BINDS(body, where, bt(ask->kind)), n)
                       : db_one_i64(db, sql[Q_COUNT], BINDS(body, where), n);
}

enum err contact_event_list_due(struct db *db, struct arena *a, const struct contact_due *ask,
                                struct contact_event *out, size_t *n)
{
    struct stmt *s =
        db_query(db, sql[Q_DUE],
                 BINDS(bi(ask->partnership_id), bt(ask->until), bi(ask->max), bi(ask->first)));
    return take_rows(s, a, ask->max, out, n);
}

enum err contact_event_count_due(struct db *db, int64_t partnership_id, struct str until,
                                 int64_t *n)
{
    return db_one_i64(db, sql[Q_COUNT_DUE], BINDS(bi(partnership_id), bt(until)), n);
}

/* --- writing --- */

static enum err record(struct db *db, const struct contact_event *was,
                       const struct contact_event *now, const struct act *act,
                       const char *action)
{
    struct hash_key key = { 0 };
    struct change c;
    enum err e = body_key_load(db, now->body_id, &key);
    if (e)
        return e;
    change_begin(&c);
    change_new_i64(&c, "body", now->body_id);
    change_text(&c, "channel", was->channel, now->channel);
    change_text(&c, "direction", was->direction, now->direction);
    change_i64(&c, "done", was->is_done, now->is_done);
    change_text(&c, "happened_on", was->happened_on, now->happened_on);
    change_text(&c, "kind", was->kind, now->kind);
    change_text(&c, "next_on", was->next_on, now->next_on);
    change_personal(&c, "next_step", &key, was->next_step, now->next_step);
    change_personal(&c, "outcome", &key, was->outcome, now->outcome);
    change_new_i64(&c, "partnership", now->partnership_id);
    change_personal(&c, "summary", &key, was->summary, now->summary);
    secret_wipe(&key, sizeof key);
    return change_record(db, &c, act,
                         &(struct change_of){ .action = str_from(action),
                                              .object_kind = STR("contact_event"),
                                              .object_id = now->id });
}

/* A note and a promise are no contact. */
static bool is_contact(const struct contact_event *e)
{
    return !str_eq(e->kind, STR("note")) && !str_eq(e->kind, STR("commitment")) &&
           !str_eq(e->kind, STR("register"));
}

static enum err touch(struct db *db, const struct contact_event *e)
{
    return is_contact(e) ? body_touch(db, e->body_id, e->partnership_id, e->happened_on) : OK;
}

enum err contact_event_add(struct db *db, const struct contact_event *e, const struct act *act)
{
    const struct contact_event none = { 0 };
    enum err err = db_exec(db, sql[Q_ADD],
                           BINDS(bi(e->id), bi(e->body_id), bi(e->partnership_id), bt(e->kind),
                                 bt(e->channel), bt(e->direction), bt(e->happened_on),
                                 bt(e->summary), bt(e->outcome), bt(e->next_step),
                                 bt(e->next_on), bi(e->is_done), bt(e->object_kind),
                                 bi(e->object_id), e->by_account ? bi(e->by_account) : bn(),
                                 bt(e->by_role), bi(act->now_s)));
    if (!err)
        err = touch(db, e);
    return err ? err : record(db, &none, e, act, "contact.add");
}

enum err contact_event_take_back(struct db *db, const struct contact_event *like, int64_t now_s)
{
    return db_exec(db, sql[Q_TAKE_BACK],
                   BINDS(bi(like->body_id), bt(like->kind), bt(like->channel),
                         bt(like->happened_on), bt(like->object_kind), bi(like->object_id),
                         bi(now_s)));
}

static bool may(const struct contact_edit *k)
{
    return actor_may(k->actor, CAP_BODY_TIMELINE, k->to.partnership_id);
}

enum err contact_event_add_fn(struct db *db, void *contact_edit)
{
    struct contact_edit *k = contact_edit;
    return may(k) ? contact_event_add(db, &k->to, &k->act) : ERR_NOT_FOUND;
}

/* The entry as it stands; ERR_CONFLICT: not as the person saw it. */
static enum err load(struct db *db, struct contact_edit *k, struct contact_event *was)
{
    const struct contact_find find = { k->to.id, k->to.body_id, k->to.partnership_id };
    enum err e = may(k) ? contact_event_find(db, k->arena, &find, was) : ERR_NOT_FOUND;
    k->is_overtaken = false;
    if (!e && was->removed_at_s)
        e = ERR_NOT_FOUND;
    return e;
}

static enum err load_seen(struct db *db, struct contact_edit *k, struct contact_event *was)
{
    enum err e = load(db, k, was);
    if (!e && !contact_event_is_own(was))
        e = ERR_NOT_FOUND;
    if (e || str_eq(contact_event_seen(k->arena, was), k->seen))
        return e;
    k->is_overtaken = true;
    k->theirs = *was;
    return ERR_CONFLICT;
}

enum err contact_event_change_fn(struct db *db, void *contact_edit)
{
    struct contact_edit *k = contact_edit;
    struct contact_event was;
    enum err e = load_seen(db, k, &was);
    if (e)
        return e;
    struct contact_event to = k->to;
    to.is_done = was.is_done && str_eq(was.next_on, to.next_on);
    e = db_exec(db, sql[Q_CHANGE],
                BINDS(bi(to.id), bt(to.kind), bt(to.channel), bt(to.direction),
                      bt(to.happened_on), bt(to.summary), bt(to.outcome), bt(to.next_step),
                      bt(to.next_on), bi(to.is_done)));
    if (!e)
        e = touch(db, &to);
    return e ? e : record(db, &was, &to, &k->act, "contact.change");
}

enum err contact_event_remove_fn(struct db *db, void *contact_edit)
{
    struct contact_edit *k = contact_edit;
    struct contact_event was;
    enum err e = load_seen(db, k, &was);
    if (!e)
        e = db_exec(db, sql[Q_REMOVE], BINDS(bi(was.id), bi(k->act.now_s)));
    return e ? e : record(db, &was, &was, &k->act, "contact.remove");
}

enum err contact_event_done_fn(struct db *db, void *contact_edit)
{
    struct contact_edit *k = contact_edit;
    struct contact_event was, now;
    enum err e = load(db, k, &was);
    if (e)
        return e;
    now = was;
    now.is_done = k->to.is_done;
    e = db_exec(db, sql[Q_DONE], BINDS(bi(now.id), bi(now.is_done)));
    return e ? e : record(db, &was, &now, &k->act, "contact.done");
}
