/*
 * published.c: what is published of responses, and what every write of them does to it.
 */
#include "core/base/arena.h"
#include "core/base/rand.h"
#include "modules/responses/published_rows.h"

#define OPEN_AT_ONCE 50 /* responses to a write: far below the writer's 50 ms */
#define OPEN_ARENA_BYTES ((size_t)64 * 1024 * 1024)

enum {
    Q_DROP_MENDS,
    Q_OF_BODY,
    Q_WAITING,
    Q_WAITING_IDS,
    Q_MARK_OPEN,
    Q_COUNT_RESPONSES,
    Q_COUNT_ANSWERS,
    Q_PUBLISHED_OF,
    Q_PARTNERSHIP,
    Q_FORGET
};

#define WAITING                                                                                \
    "FROM moderation m JOIN response r ON r.id = m.response_id "                               \
    "JOIN answer a ON a.id = m.answer_id "                                                     \
    "LEFT JOIN moderation_choice g ON g.consultation_id = m.consultation_id "                  \
    "LEFT JOIN response_published x ON x.response_id = m.response_id "                         \
    "LEFT JOIN published_answer o ON o.published_id = x.published_id "                         \
    "AND o.question_id = a.question_id "                                                       \
    "WHERE m.consultation_id = $1 AND m.state <> 'withheld' AND m.public_text <> '' "          \
    "AND (m.released_at_s IS NOT NULL OR coalesce(g.needs_release, 0) = 0) "                   \
    "AND o.id IS NULL AND " RESPONSE_RELEASABLE

/* clang-format off */
static const char *const sql[] = {
    [Q_DROP_MENDS] = "DELETE FROM moderation_mend WHERE state <> 'taken' AND answer_id IN (SELECT a.id FROM response r "
                     "JOIN answer a ON a.response_id = r.id WHERE r.id = $1 AND "
                     "r.publish_choice NOT IN ('publish_with_name', 'publish_anonymous'))",
    [Q_OF_BODY] = "SELECT r.id FROM response r JOIN response_published x ON x.response_id = r.id WHERE r.body_id = $1",
    [Q_WAITING] = "SELECT count(*) " WAITING,
    [Q_WAITING_IDS] = "SELECT DISTINCT m.response_id " WAITING,
    [Q_MARK_OPEN] = "INSERT INTO moderation_choice (consultation_id, needs_release, published_at_s, last_no) "
                    "VALUES ($1, 0, $2, 0) ON CONFLICT (consultation_id) DO UPDATE SET "
                    "published_at_s = coalesce(published_at_s, $2)",
    [Q_COUNT_RESPONSES] = "SELECT count(*) FROM published_response WHERE consultation_id = $1",
    [Q_COUNT_ANSWERS] = "SELECT count(*) FROM published_answer WHERE consultation_id = $1",
    [Q_PUBLISHED_OF] = "SELECT published_id, consultation_id FROM response_published WHERE response_id = $1",
    [Q_PARTNERSHIP] = "SELECT partnership_id FROM consultation WHERE id = $1",
    [Q_FORGET] = "DELETE FROM moderation_change WHERE response_id = $1",
};
/* clang-format on */
const struct sql_list published_sql = SQL_LIST("published", sql);

enum err published_obey(struct db *db, struct arena *a, int64_t response_id, int64_t now_s)
{
    struct published_facts f = { .now_s = now_s };
    int64_t n;
    enum err e = published_facts(db, a, response_id, &f);
    if (!e)
        e = published_drop_stale(db, a, &f);
    if (!e && !f.may) /* other words for the public end with the consent */
        e = db_exec(db, sql[Q_DROP_MENDS], BINDS(bi(response_id)));
    if (e || !f.published_id)
        return e == ERR_NOT_FOUND ? OK : e;
    return f.may ? published_match(db, a, &f, false, &n) : published_take_down(db, &f);
}

static enum err put_counted(struct db *db, struct arena *a, int64_t response_id, int64_t now_s,
                            int64_t *n)
{
    struct published_facts f = { .now_s = now_s };
    *n = 0;
    enum err e = published_facts(db, a, response_id, &f);
    if (!e)
        e = published_drop_stale(db, a, &f);
    return e || !f.may ? e : published_match(db, a, &f, true, n);
}

enum err published_put(struct db *db, struct arena *a, int64_t response_id, int64_t now_s)
{
    int64_t n;
    return put_counted(db, a, response_id, now_s, &n);
}

enum err published_forget(struct db *db, int64_t response_id)
{
    struct published_facts f = { .response_id = response_id };
    struct stmt *s = db_query(db, sql[Q_PUBLISHED_OF], BINDS(bi(response_id)));
    if (db_row(s)) {
        f.published_id = db_i64(s, 0);
        f.consultation_id = db_i64(s, 1);
    }
    enum err e = db_done(s, OK);
    if (!e && f.published_id)
        e = published_take_down(db, &f);
    return e ? e : db_exec(db, sql[Q_FORGET], BINDS(bi(response_id)));
}

/* --- lists of responses --- */

static enum err load_ids(struct db *db, struct arena *a, const char *statement, int64_t of,
                         int64_t **out, size_t *n)
{
    size_t room = 256;
    int64_t *id = arena_array(a, room, sizeof *id);
    struct stmt *s = db_query(db, statement, BINDS(bi(of)));
    for (*n = 0; id && db_row(s); (*n)++) {
        if (*n == room) {
            int64_t *more = arena_array(a, room * 2, sizeof *more);
            for (size_t i = 0; more && i < room; i++)
                more[i] = id[i];
            id = more;
            room *= 2;
        }
        if (id)
            id[*n] = db_i64(s, 0);
    }
    *out = id;
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err published_obey_body(struct db *db, struct arena *a, int64_t body_id, int64_t now_s)
{
    int64_t *id;
    size_t n = 0;
    enum err e = load_ids(db, a, sql[Q_OF_BODY], body_id, &id, &n);
    for (size_t i = 0; !e && i < n; i++)
        e = published_obey(db, a, id[i], now_s);
    return e;
}

enum err published_waiting(struct db *db, int64_t consultation_id, int64_t *n)
{
    return db_one_i64(db, sql[Q_WAITING], BINDS(bi(consultation_id)), n);
}

enum err published_count(struct db *db, int64_t consultation_id, struct published_count *out)
{
    enum err e =
        db_one_i64(db, sql[Q_COUNT_RESPONSES], BINDS(bi(consultation_id)), &out->responses);
    return e ? e
             : db_one_i64(db, sql[Q_COUNT_ANSWERS], BINDS(bi(consultation_id)), &out->answers);
}

/* --- publishing --- */

struct opening {
    const struct act *act;
    struct arena *a; /* of one write */
    int64_t consultation_id;
    const int64_t *id;
    size_t n_ids;
    int64_t n; /* answers of this write */
};

/* Which number somebody gets says nothing about who or when: drawn by lot. */
static void draw_lots(int64_t *id, size_t n)
{
    for (size_t i = n; i > 1; i--) {
        size_t j = (size_t)((uint64_t)rand_id() % i);
        int64_t kept = id[i - 1];
        id[i - 1] = id[j];
        id[j] = kept;
    }
}

static enum err record_opened(struct db *db, const struct opening *x)
{
    int64_t partnership = 0;
    enum err e =
        db_one_i64(db, sql[Q_PARTNERSHIP], BINDS(bi(x->consultation_id)), &partnership);
    if (e)
        return e;
    struct change change;
    change_begin(&change);
    change_of_partnership(&change, partnership);
    change_new_i64(&change, "answers", x->n);
    return change_record(db, &change, x->act,
                         &(struct change_of){ .action = STR("moderation.publish"),
                                              .object_kind = STR("consultation"),
                                              .object_id = x->consultation_id });
}

static enum err open_some_fn(struct db *db, void *arg)
{
    struct opening *x = arg;
    x->n = 0;
    arena_reset(x->a);
    enum err e =
        db_exec(db, sql[Q_MARK_OPEN], BINDS(bi(x->consultation_id), bi(x->act->now_s)));
    for (size_t i = 0; !e && i < x->n_ids; i++) {
        int64_t n;
        e = put_counted(db, x->a, x->id[i], x->act->now_s, &n);
        x->n += e ? 0 : n;
    }
    if (!e)
        e = published_open_hear(db, x->a, x->consultation_id);
    return e ? e : record_opened(db, x);
}

static enum err open_all(struct store *store, struct opening *x, int64_t *id, size_t n_all,
                         int64_t *n)
{
    enum err e = OK;
    size_t at = 0;
    *n = 0;
    do {
        x->id = id + at;
        x->n_ids = n_all - at < OPEN_AT_ONCE ? n_all - at : OPEN_AT_ONCE;
        e = store_write_step(store, open_some_fn, x);
        *n += e ? 0 : x->n;
        at += x->n_ids;
    } while (!e && at < n_all);
    return e;
}

enum err published_open(struct store *store, struct db *db, int64_t consultation_id,
                        const struct act *act, int64_t *n)
{
    struct arena *a = arena_new(OPEN_ARENA_BYTES);
    struct opening x = { .act = act,
                         .a = arena_new(OPEN_ARENA_BYTES),
                         .consultation_id = consultation_id };
    int64_t *id = NULL;
    size_t n_all = 0;
    *n = 0;
    enum err e = load_ids(db, a, sql[Q_WAITING_IDS], consultation_id, &id, &n_all);
    if (!e) {
        draw_lots(id, n_all);
        e = open_all(store, &x, id, n_all, n);
    }
    arena_free(x.a);
    arena_free(a);
    return e;
}
