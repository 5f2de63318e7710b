/* response_import_undo.c: what an undone import brought is removed, some of it at a time. */
#include "core/base/arena.h"
#include "modules/responses/response_import.h"

#define SLICE 25

enum {
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
    size_t n; /* removed by the last write */
};

static enum err remove_one(struct db *db, int64_t id)
{
    enum err e = OK;
    for (int q = Q_EARLIER; !e && q <= Q_RESPONSE; q++)
        e = db_exec(db, sql[q], BINDS(bi(id)));
    return e;
}

static enum err remove_some_fn(struct db *db, void *arg)
{
    struct removing *x = arg;
    int64_t id[SLICE];
    size_t n = 0;
    struct stmt *s = db_query(db, sql[Q_SOME], BINDS(bi(x->id), bi(SLICE)));
    while (n < SLICE && db_row(s))
        id[n++] = db_i64(s, 0);
    enum err e = db_done(s, OK);
    for (size_t i = 0; !e && i < n; i++)
        e = remove_one(db, id[i]);
    x->n = n;
    if (e || !n)
        return e;
    struct change change;
    change_begin(&change);
    change_new_i64(&change, "removed", (int64_t)n);
    return change_record(db, &change, &x->run->act,
                         &(struct change_of){ .action = STR("import.remove"),
                                              .object_kind = STR("response_import"),
                                              .object_id = x->id });
}

enum err response_import_remove(const struct response_import_run *run, int64_t id)
{
    struct removing x = { .run = run, .id = id, .n = 1 };
    enum err e = OK;
    while (!e && x.n)
        e = store_write(run->store, remove_some_fn, &x);
    return e;
}
