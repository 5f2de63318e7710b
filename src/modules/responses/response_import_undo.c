/* response_import_undo.c: what an undone import brought is removed, some of it at a time. */
#include "core/base/arena.h"
#include "modules/bodies/contact_event.h"
#include "modules/responses/published.h"
#include "modules/responses/response_import.h"

#define SLICE 25
#define HIDE_AT_ONCE 200
#define REMOVE_ARENA_BYTES ((size_t)1024 * 1024)

enum {
    Q_SHOWN,
    Q_HIDE,
    Q_REMOVED,
    Q_TIED,
    Q_SOME,
    Q_EARLIER,
    Q_ANSWERS,
    Q_NOTES,
    Q_TEXT,
    Q_BANDS,
    Q_LIKES,
    Q_OTHER_LIKES,
    Q_BODIES,
    Q_WHO,
    Q_DUPLICATES,
    Q_RESPONSE
};

/* clang-format off */
static const char *const sql[] = {
    [Q_SHOWN] = "SELECT r.id FROM response r JOIN response_published x ON x.response_id = r.id WHERE r.import_id = $1 "
                "AND r.is_live = 1 LIMIT $2",
    [Q_HIDE] = "UPDATE response SET is_live = 0 WHERE id IN (SELECT id FROM response WHERE import_id = $1 AND is_live = 1 "
               "ORDER BY id LIMIT $2)",
    /* Published figures stand, and say how many answers they counted that are gone (workflows.md, Freezing). */
    [Q_REMOVED] = "UPDATE result_version SET n_removed = n_removed + (SELECT count(*) FROM answer a CROSS JOIN response r ON r.id = "
                  "a.response_id AND r.counting = 'valid' WHERE a.response_id IN (SELECT id FROM response WHERE import_id = $1 AND is_live = 1 "
                  "ORDER BY id LIMIT $2)) WHERE consultation_id = (SELECT consultation_id FROM response_import WHERE id = $1) AND "
                  "published_at_s >= (SELECT made_at_s FROM response_import WHERE id = $1) AND EXISTS (SELECT 1 FROM response WHERE import_id = "
                  "$1 AND is_live = 1)",
    [Q_TIED] = "SELECT body_id, consultation_id, received_on FROM response WHERE id = $1 AND body_id IS NOT NULL",
    [Q_SOME] = "SELECT id FROM response WHERE import_id = $1 AND is_live = 0 LIMIT $2",
    [Q_EARLIER] = "DELETE FROM answer_earlier WHERE answer_id IN (SELECT id FROM answer WHERE response_id = $1)",
    [Q_ANSWERS] = "DELETE FROM answer WHERE response_id = $1",
    [Q_NOTES] = "DELETE FROM response_note WHERE response_id = $1",
    [Q_TEXT] = "DELETE FROM response_text WHERE response_id = $1",
    [Q_BANDS] = "DELETE FROM response_band WHERE response_id = $1",
    [Q_LIKES] = "DELETE FROM response_like WHERE response_id = $1",
    [Q_OTHER_LIKES] = "DELETE FROM response_like WHERE other_id = $1",
    [Q_BODIES] = "DELETE FROM response_body WHERE response_id = $1",
    [Q_WHO] = "DELETE FROM respondent WHERE response_id = $1",
    [Q_DUPLICATES] = "UPDATE response SET duplicate_of = NULL WHERE duplicate_of = $1",
    [Q_RESPONSE] = "DELETE FROM response WHERE id = $1",
};
/* clang-format on */
const struct sql_list response_import_undo_sql = SQL_LIST("response_import_undo", sql);

struct removing {
    const struct response_import_run *run;
    int64_t id;
    struct arena *a;
    size_t n; /* hidden or removed by the last write */
};

/* Its entries in the timeline of its body: none was shown, none is taken back. */
static enum err take_back(struct db *db, struct removing *x, int64_t id)
{
    struct contact_event like = { .kind = STR("response"), .object_kind = STR("consultation") };
    struct stmt *s = db_query(db, sql[Q_TIED], BINDS(bi(id)));
    bool is_tied = db_row(s);
    if (is_tied) {
        like.body_id = db_i64(s, 0);
        like.object_id = db_i64(s, 1);
        like.happened_on = db_text(s, 2, x->a);
    }
    enum err e = db_done(s, arena_failed(x->a) ? ERR_LIMIT : OK);
    return e || !is_tied ? e : contact_event_take_back(db, &like, x->run->act.now_s);
}

static enum err remove_one(struct db *db, struct removing *x, int64_t id)
{
    enum err e = take_back(db, x, id);
    if (!e)
        e = published_forget(db, id);
    for (int q = Q_EARLIER; !e && q <= Q_RESPONSE; q++)
        e = db_exec(db, sql[q], BINDS(bi(id)));
    return e;
}

static enum err record_some(struct db *db, const struct removing *x, struct str action)
{
    struct change change;
    change_begin(&change);
    change_new_i64(&change, "removed", (int64_t)x->n);
    return change_record(db, &change, &x->run->act,
                         &(struct change_of){ .action = action,
                                              .object_kind = STR("response_import"),
                                              .object_id = x->id });
}

/* What the public reads of them goes first. */
static enum err unpublish_some_fn(struct db *db, void *arg)
{
    struct removing *x = arg;
    int64_t id[SLICE];
    size_t n = 0;
    struct stmt *s = db_query(db, sql[Q_SHOWN], BINDS(bi(x->id), bi(SLICE)));
    while (n < SLICE && db_row(s))
        id[n++] = db_i64(s, 0);
    enum err e = db_done(s, OK);
    for (size_t i = 0; !e && i < n; i++)
        e = published_forget(db, id[i]);
    x->n = n;
    return e || !n ? e : record_some(db, x, STR("import.hide"));
}

static enum err hide_some_fn(struct db *db, void *arg)
{
    struct removing *x = arg;
    enum err e = db_exec(db, sql[Q_REMOVED], BINDS(bi(x->id), bi(HIDE_AT_ONCE)));
    if (!e)
        e = db_exec(db, sql[Q_HIDE], BINDS(bi(x->id), bi(HIDE_AT_ONCE)));
    x->n = e ? 0 : (size_t)db_changes(db);
    return e || !x->n ? e : record_some(db, x, STR("import.hide"));
}

static enum err remove_some_fn(struct db *db, void *arg)
{
    struct removing *x = arg;
    int64_t id[SLICE];
    size_t n = 0;
    arena_reset(x->a);
    struct stmt *s = db_query(db, sql[Q_SOME], BINDS(bi(x->id), bi(SLICE)));
    while (n < SLICE && db_row(s))
        id[n++] = db_i64(s, 0);
    enum err e = db_done(s, OK);
    for (size_t i = 0; !e && i < n; i++)
        e = remove_one(db, x, id[i]);
    x->n = n;
    return e || !n ? e : record_some(db, x, STR("import.remove"));
}

enum err response_import_remove(const struct response_import_run *run, int64_t id)
{
    struct removing x = { .run = run, .id = id, .a = arena_new(REMOVE_ARENA_BYTES), .n = 1 };
    enum err e = x.a ? OK : ERR_LIMIT;
    while (!e && x.n)
        e = store_write(run->store, unpublish_some_fn, &x);
    for (x.n = 1; !e && x.n;)
        e = store_write(run->store, hide_some_fn, &x);
    for (x.n = 1; !e && x.n;)
        e = store_write(run->store, remove_some_fn, &x);
    arena_free(x.a);
    return e;
}
