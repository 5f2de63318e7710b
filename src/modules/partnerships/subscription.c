#include "modules/partnerships/subscription.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "modules/partnerships/area.h"
#include "modules/partnerships/partnership.h"
#include "modules/partnerships/subscription_words.h"
#include "modules/people/link.h"

#define SUBJECT_PREFIX "subscription:" /* of the link to a request */
#define WORDING 1 /* of templates/partnership/subscribe: what is agreed to */
#define CHOICE_BYTES 4096

/* clang-format off */
static const struct {
    const char *name, *label;
    bool is_built;
} topics[TOPIC__MAX] = {
    [TOPIC_CONTACT_ROUTE] = { "contact_route", TOPIC_CONTACT_ROUTE_LABEL, true },
    [TOPIC_CONSULTATIONS] = { "consultations", TOPIC_CONSULTATIONS_LABEL, true },
    [TOPIC_RESULTS]       = { "results", TOPIC_RESULTS_LABEL, false },
    [TOPIC_PLANS]         = { "plans", TOPIC_PLANS_LABEL, false },
    [TOPIC_REPORTS]       = { "reports", TOPIC_REPORTS_LABEL, false },
    [TOPIC_EVENTS]        = { "events", TOPIC_EVENTS_LABEL, false },
};
/* clang-format on */

enum {
    Q_REQUEST_ADD,
    Q_REQUEST_BY_ID,
    Q_REQUEST_BY_EMAIL,
    Q_REQUEST_DROP,
    Q_REQUEST_SWEEP,
    Q_BY_KEY,
    Q_BY_ID,
    Q_BY_EMAIL,
    Q_TOPICS,
    Q_AREAS,
    Q_ADD,
    Q_CHANGE,
    Q_TOPIC_ADD,
    Q_AREA_ADD,
    Q_STATE_ADD,
    Q_RESUME,
    Q_KEY_ADD,
    Q_DROP_TOPICS,
    Q_DROP_AREAS,
    Q_DROP_KEYS,
    Q_DROP_STATE,
    Q_DROP,
    Q_COUNT,
    Q_COUNT_EVERYWHERE
};

#define COLS                                                                                   \
    "s.id, s.email, s.audit_key, s.is_everywhere, s.confirmed_at_s, (SELECT t.paused_at_s "    \
    "FROM subscription_state t WHERE t.subscription_id = s.id)"
#define REQUEST_COLS "id, email, topics, areas"

static const char *const sql[] = {
    [Q_REQUEST_ADD] =
        "INSERT INTO subscription_request (id, email, email_key, topics, areas, asked_at_s) "
        "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (email_key) DO UPDATE SET email = $2, "
        "topics = $4, areas = $5, asked_at_s = $6 RETURNING id",
    [Q_REQUEST_BY_ID] = "SELECT " REQUEST_COLS " FROM subscription_request WHERE id = $1",
    [Q_REQUEST_BY_EMAIL] =
        "SELECT " REQUEST_COLS " FROM subscription_request WHERE email_key = $1",
    [Q_REQUEST_DROP] = "DELETE FROM subscription_request WHERE id = $1",
    [Q_REQUEST_SWEEP] = "DELETE FROM subscription_request WHERE asked_at_s <= $1",
    [Q_BY_KEY] = "SELECT " COLS " FROM subscription_key k JOIN subscription s "
                 "ON s.id = k.subscription_id WHERE k.key_hash = $1",
    [Q_BY_ID] = "SELECT " COLS " FROM subscription s WHERE s.id = $1",
    [Q_BY_EMAIL] = "SELECT " COLS " FROM subscription s WHERE s.email_key = $1",
    [Q_TOPICS] = "SELECT topic FROM subscription_topic WHERE subscription_id = $1",
    [Q_AREAS] = "SELECT p.slug FROM subscription_area a JOIN partnership p "
                "ON p.id = a.partnership_id WHERE a.subscription_id = $1 ORDER BY p.sort_key",
    [Q_ADD] = "INSERT INTO subscription (id, email, email_key, audit_key, is_everywhere, "
              "wording, confirmed_at_s, changed_at_s) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)",
    [Q_CHANGE] = "UPDATE subscription SET is_everywhere = $2, wording = $3, changed_at_s = $4 "
                 "WHERE id = $1",
    [Q_TOPIC_ADD] = "INSERT INTO subscription_topic (subscription_id, topic) VALUES ($1, $2)",
    [Q_AREA_ADD] = "INSERT INTO subscription_area (subscription_id, partnership_id) SELECT $1, "
                   "id FROM partnership WHERE slug = $2",
    [Q_STATE_ADD] = "INSERT INTO subscription_state (subscription_id, told_until, told_at_s, "
                    "n_refused) SELECT $1, coalesce(max(id), 0), 0, 0 FROM subscription_news",
    [Q_RESUME] = "UPDATE subscription_state SET n_refused = 0, paused_at_s = NULL "
                 "WHERE subscription_id = $1",
    [Q_KEY_ADD] = "INSERT INTO subscription_key (key_hash, subscription_id) VALUES ($1, $2) "
                  "ON CONFLICT (key_hash) DO NOTHING",
    [Q_DROP_TOPICS] = "DELETE FROM subscription_topic WHERE subscription_id = $1",
    [Q_DROP_AREAS] = "DELETE FROM subscription_area WHERE subscription_id = $1",
    [Q_DROP_KEYS] = "DELETE FROM subscription_key WHERE subscription_id = $1",
    [Q_DROP_STATE] = "DELETE FROM subscription_state WHERE subscription_id = $1",
    [Q_DROP] = "DELETE FROM subscription WHERE id = $1",
    [Q_COUNT] = "SELECT count(*) FROM subscription_area a JOIN subscription_topic t "
                "ON t.subscription_id = a.subscription_id AND t.topic = $2 "
                "WHERE a.partnership_id = $1",
    [Q_COUNT_EVERYWHERE] = "SELECT count(*) FROM subscription_topic t JOIN subscription s "
                           "ON s.id = t.subscription_id WHERE t.topic = $1 AND "
                           "s.is_everywhere = 1",
};
const struct sql_list subscription_sql = SQL_LIST("subscription", sql);

/* --- choices --- */

const char *topic_name(enum topic topic)
{
    return topics[topic].name;
}

bool topic_is_built(enum topic topic)
{
    return topics[topic].is_built;
}

const char *topic_label(enum topic topic)
{
    return topics[topic].label;
}

static void add_word(struct buf *list, struct str word)
{
    if (list->n)
        buf_char(list, ';');
    buf_str(list, word);
}

static struct str join_topics(struct arena *a, struct str one, struct str other)
{
    struct buf *list = buf_in(a, CHOICE_BYTES);
    for (enum topic t = 0; t < TOPIC__MAX; t++) {
        struct str name = str_from(topics[t].name);
        if (list_holds(one, name) || list_holds(other, name))
            add_word(list, name);
    }
    return buf_view(list);
}

enum err subscription_choice_join(struct db *db, struct arena *a,
                                  const struct subscription_choice *one,
                                  const struct subscription_choice *other,
                                  struct subscription_choice *out)
{
    struct partnership_list all;
    struct str everywhere = STR(SUBSCRIPTION_EVERYWHERE);
    bool has_everywhere =
        list_holds(one->areas, everywhere) || list_holds(other->areas, everywhere);
    out->topics = join_topics(a, one->topics, other->topics);
    if (has_everywhere) {
        out->areas = everywhere;
        return OK;
    }
    enum err e = partnership_list(db, a, &all);
    struct buf *list = buf_in(a, CHOICE_BYTES);
    for (size_t i = 0; !e && i < all.n; i++)
        if (list_holds(one->areas, all.item[i].slug) ||
            list_holds(other->areas, all.item[i].slug))
            add_word(list, all.item[i].slug);
    out->areas = buf_view(list);
    return e;
}

/* --- keys --- */

struct str subscription_key(struct arena *a, const struct hash_key *link_key, int64_t id)
{
    const struct hash_key key = hash_subkey(link_key, "subscrib");
    const struct hash h = hash_keyed(&key, str_printf(a, "%lld", (long long)id));
    return key_from_bytes(a, h.byte);
}

static struct hash hash_of_key(struct str key)
{
    const struct str part[] = { STR("subscription"), key };
    return hash_parts(NULL, part, 2);
}

enum err subscription_key_keep(struct db *db, struct str key, int64_t id)
{
    const struct hash h = hash_of_key(key);
    return db_exec(db, sql[Q_KEY_ADD], BINDS(bb(hash_view(&h)), bi(id)));
}

/* --- reading --- */

static enum err load_list(struct db *db, struct arena *a, const char *query, int64_t id,
                          struct str *out)
{
    struct buf *list = buf_in(a, CHOICE_BYTES);
    struct stmt *s = db_query(db, query, BINDS(bi(id)));
    while (db_row(s))
        add_word(list, db_text(s, 0, a));
    *out = buf_view(list);
    return db_done(s, OK);
}

/* Of a query of COLS. */
static enum err load(struct db *db, struct arena *a, struct stmt *s, struct subscription *out)
{
    bool found = db_row(s), is_everywhere = false;
    *out = (struct subscription){ 0 };
    if (found) {
        struct str key = db_blob(s, 2, a);
        out->id = db_i64(s, 0);
        out->email = db_text(s, 1, a);
        is_everywhere = db_bool(s, 3);
        out->confirmed_at_s = db_i64(s, 4);
        out->paused_at_s = db_i64(s, 5);
        if (key.n == sizeof out->audit_key.byte)
            memcpy(out->audit_key.byte, key.p, key.n);
    }
    enum err e = db_done(s, found ? OK : ERR_NOT_FOUND);
    struct str named = { 0 };
    if (!e)
        e = load_list(db, a, sql[Q_TOPICS], out->id, &named);
    if (!e) {
        out->choice.topics = join_topics(a, named, (struct str){ 0 });
        e = load_list(db, a, sql[Q_AREAS], out->id, &out->choice.areas);
    }
    if (is_everywhere)
        out->choice.areas = STR(SUBSCRIPTION_EVERYWHERE);
    return !e && arena_failed(a) ? ERR_LIMIT : e;
}

enum err subscription_find_by_key(struct db *db, struct arena *a, struct str key,
                                  struct subscription *out)
{
    const struct hash h = hash_of_key(key);
    if (!key_is_valid(key))
        return ERR_NOT_FOUND;
    return load(db, a, db_query(db, sql[Q_BY_KEY], BINDS(bb(hash_view(&h)))), out);
}

enum err subscription_find(struct db *db, struct arena *a, int64_t id, struct subscription *out)
{
    return load(db, a, db_query(db, sql[Q_BY_ID], BINDS(bi(id))), out);
}

enum err subscription_find_by_email(struct db *db, struct arena *a, struct str email,
                                    struct subscription *out)
{
    struct str key = str_lower(a, email);
    return load(db, a, db_query(db, sql[Q_BY_EMAIL], BINDS(bt(key))), out);
}

enum err subscription_count(struct db *db, int64_t partnership_id, enum topic topic,
                            struct subscription_count *out)
{
    struct str name = str_from(topics[topic].name);
    int64_t here = 0;
    *out = (struct subscription_count){ 0 };
    enum err e = db_one_i64(db, sql[Q_COUNT_EVERYWHERE], BINDS(bt(name)), &out->n_everywhere);
    if (!e)
        e = db_one_i64(db, sql[Q_COUNT], BINDS(bi(partnership_id), bt(name)), &here);
    out->n = here + out->n_everywhere;
    return e;
}

/* --- requests --- */

static enum err load_request(struct arena *a, struct stmt *s, struct subscription_request *out)
{
    bool found = db_row(s);
    *out = (struct subscription_request){ 0 };
    if (found) {
        out->id = db_i64(s, 0);
        out->email = db_text(s, 1, a);
        out->choice.topics = db_text(s, 2, a);
        out->choice.areas = db_text(s, 3, a);
    }
    return db_done(s, !found ? ERR_NOT_FOUND : arena_failed(a) ? ERR_LIMIT : OK);
}

enum err subscription_request_find(struct db *db, struct arena *a, struct str subject,
                                   struct subscription_request *out)
{
    struct str prefix = STR(SUBJECT_PREFIX);
    int64_t id = 0;
    *out = (struct subscription_request){ 0 };
    if (!str_starts(subject, prefix) || !str_to_i64(str_sub(subject, prefix.n, subject.n), &id))
        return ERR_NOT_FOUND;
    return load_request(a, db_query(db, sql[Q_REQUEST_BY_ID], BINDS(bi(id))), out);
}

enum err subscription_request_of(struct db *db, struct arena *a, struct str email,
                                 struct subscription_request *out)
{
    struct str key = str_lower(a, email);
    return load_request(a, db_query(db, sql[Q_REQUEST_BY_EMAIL], BINDS(bt(key))), out);
}

static enum err make_link(struct db *db, const struct subscription_ask *ask, int64_t id)
{
    char subject[sizeof SUBJECT_PREFIX + 24];
    int n = snprintf(subject, sizeof subject, SUBJECT_PREFIX "%lld", (long long)id);
    return link_make(db, &(struct link_new){ .purpose = LINK_CONFIRM,
                                             .key = ask->key,
                                             .subject = { subject, (size_t)n },
                                             .detail = ask->place,
                                             .now_s = ask->act.now_s });
}

enum err subscription_ask_fn(struct db *db, void *subscription_ask)
{
    const struct subscription_ask *ask = subscription_ask;
    const struct subscription_request *r = &ask->request;
    int64_t id = 0;
    enum err e = mail_queue(db, &ask->mail);
    if (e)
        return e == ERR_TOO_MANY ? OK : e;
    e = db_one_i64(db, sql[Q_REQUEST_ADD],
                   BINDS(bi(r->id), bt(r->email), bt(str_lower(ask->a, r->email)),
                         bt(r->choice.topics), bt(r->choice.areas), bi(ask->act.now_s)),
                   &id);
    if (!e)
        e = make_link(db, ask, id);
    struct change change;
    change_begin(&change);
    change_text(&change, "areas", (struct str){ 0 }, r->choice.areas);
    change_text(&change, "topics", (struct str){ 0 }, r->choice.topics);
    if (e) {
        change_end(&change);
        return e;
    }
    return change_record(
        db, &change, &ask->act,
        &(struct change_of){ STR("subscription.ask"), STR("subscription_request"), id });
}

static enum err sweep(struct db *db, void *arg)
{
    const int64_t *before_s = arg;
    return db_exec(db, sql[Q_REQUEST_SWEEP], BINDS(bi(*before_s)));
}

enum err subscription_sweep(struct store *store, int64_t now_s)
{
    int64_t before_s = now_s - link_life_s(LINK_CONFIRM);
    return store_write(store, sweep, &before_s);
}

/* --- changing --- */

static enum err drop_choice(struct db *db, int64_t id)
{
    enum err e = db_exec(db, sql[Q_DROP_TOPICS], BINDS(bi(id)));
    return e ? e : db_exec(db, sql[Q_DROP_AREAS], BINDS(bi(id)));
}

static enum err add_choice(struct db *db, int64_t id, const struct subscription_choice *c)
{
    struct str rest = c->topics, word;
    enum err e = OK;
    while (!e && str_cut(&rest, ';', &word))
        e = db_exec(db, sql[Q_TOPIC_ADD], BINDS(bi(id), bt(word)));
    rest = c->areas;
    while (!e && str_cut(&rest, ';', &word))
        e = db_exec(db, sql[Q_AREA_ADD], BINDS(bi(id), bt(word)));
    return e;
}

static bool is_everywhere(const struct subscription_choice *c)
{
    return list_holds(c->areas, STR(SUBSCRIPTION_EVERYWHERE));
}

/* What was wanted and what is; the address as a hash under the key that goes with the row. */
static enum err record(struct db *db, const struct act *act, struct str action,
                       const struct subscription *old, const struct subscription *new)
{
    const struct subscription *s = new->id ? new : old;
    struct change change;
    change_begin(&change);
    change_text(&change, "areas", old->choice.areas, new->choice.areas);
    change_personal(&change, "email", &s->audit_key, old->email, new->email);
    change_text(&change, "topics", old->choice.topics, new->choice.topics);
    return change_record(db, &change, act,
                         &(struct change_of){ action, STR("subscription"), s->id });
}

/* The row, new or changed. *old: as it was; empty when there was none. */
static enum err put(struct db *db, const struct subscription_confirm *c,
                    struct subscription *old)
{
    const struct subscription *s = &c->subscription;
    struct str audit_key = { (const char *)s->audit_key.byte, sizeof s->audit_key.byte };
    enum err e = subscription_find_by_email(db, c->a, s->email, old);
    if (!e && old->id != s->id)
        return ERR_BUSY; /* confirmed at the same moment: read again */
    if (!e) {
        e = db_exec(
            db, sql[Q_CHANGE],
            BINDS(bi(s->id), bi(is_everywhere(&s->choice)), bi(WORDING), bi(c->act.now_s)));
        return e ? e : db_exec(db, sql[Q_RESUME], BINDS(bi(s->id)));
    }
    if (e != ERR_NOT_FOUND)
        return e;
    e = db_exec(db, sql[Q_ADD],
                BINDS(bi(s->id), bt(s->email), bt(str_lower(c->a, s->email)), bb(audit_key),
                      bi(is_everywhere(&s->choice)), bi(WORDING), bi(c->act.now_s)));
    return e ? e : db_exec(db, sql[Q_STATE_ADD], BINDS(bi(s->id)));
}

enum err subscription_confirm_fn(struct db *db, void *subscription_confirm)
{
    const struct subscription_confirm *c = subscription_confirm;
    const struct subscription *s = &c->subscription;
    struct subscription old = { 0 };
    struct link link;
    enum err e = link_use(db, c->a, LINK_CONFIRM, c->key, c->act.now_s, &link);
    if (!e)
        e = put(db, c, &old);
    if (!e)
        e = drop_choice(db, s->id);
    if (!e)
        e = add_choice(db, s->id, &s->choice);
    if (!e)
        e = db_exec(db, sql[Q_REQUEST_DROP], BINDS(bi(c->request.id)));
    if (!e)
        e = subscription_key_keep(db, subscription_key(c->a, c->link_key, s->id), s->id);
    if (!e)
        e = mail_queue(db, &c->mail);
    return e ? e : record(db, &c->act, STR("subscription.confirm"), &old, s);
}

enum err subscription_change_fn(struct db *db, void *subscription_change)
{
    const struct subscription_change *c = subscription_change;
    struct subscription old, new;
    enum err e = subscription_find_by_key(db, c->a, c->key, &old);
    if (e)
        return e;
    new = old;
    new.choice = c->choice;
    e = drop_choice(db, old.id);
    if (!e)
        e = add_choice(db, old.id, &new.choice);
    if (!e)
        e = db_exec(
            db, sql[Q_CHANGE],
            BINDS(bi(old.id), bi(is_everywhere(&new.choice)), bi(WORDING), bi(c->act.now_s)));
    if (!e)
        e = db_exec(db, sql[Q_RESUME], BINDS(bi(old.id)));
    return e ? e : record(db, &c->act, STR("subscription.change"), &old, &new);
}

/* Everything that leads to the person; the record's hash means nothing once its key is gone. */
static enum err erase(struct db *db, const struct subscription *s, int64_t now_s)
{
    enum err e = mail_forget(db, s->email, STR("subscription"), now_s);
    if (!e)
        e = mail_forget(db, s->email, STR("subscription_request"), now_s);
    if (!e)
        e = drop_choice(db, s->id);
    static const int drops[] = { Q_DROP_KEYS, Q_DROP_STATE, Q_DROP };
    for (size_t i = 0; !e && i < sizeof drops / sizeof drops[0]; i++)
        e = db_exec(db, sql[drops[i]], BINDS(bi(s->id)));
    return e;
}

enum err subscription_stop_fn(struct db *db, void *subscription_stop)
{
    struct subscription_stop *stop = subscription_stop;
    struct subscription old, none = { 0 };
    enum err e = subscription_find_by_key(db, stop->a, stop->key, &old);
    stop->was_there = e == OK;
    if (e)
        return e == ERR_NOT_FOUND ? OK : e;
    e = erase(db, &old, stop->act.now_s);
    return e ? e : record(db, &stop->act, STR("subscription.stop"), &old, &none);
}
