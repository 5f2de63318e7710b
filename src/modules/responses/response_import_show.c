/* response_import_show.c: what an import wrote is shown, some of it at a time, and stands in
 * the timelines of the organisations that it is of. */
#include "core/base/arena.h"
#include "modules/responses/body_response.h"
#include "modules/responses/response_import.h"

/* Of one write: far below the writer's 50 ms, also where each of them stands in timelines. */
#define SHOW_PLAIN 200
#define SHOW_TIED 25
#define SHOW_ARENA_BYTES ((size_t)4 * 1024 * 1024)

enum { Q_IS_WRITING, Q_PLAIN, Q_TIED, Q_SHOW_ONE };

/* clang-format off */
static const char *const sql[] = {
    [Q_IS_WRITING] = "SELECT 1 FROM response_import WHERE id = $1 AND state = 'writing'",
    [Q_PLAIN] = "UPDATE response SET is_live = 1 WHERE id IN (SELECT id FROM response WHERE import_id = $1 AND is_live = 0 "
                "AND body_id IS NULL LIMIT $2)",
    [Q_TIED] = "SELECT id, body_id, received_on FROM response WHERE import_id = $1 AND is_live = 0 AND body_id IS NOT NULL "
               "LIMIT $2",
    [Q_SHOW_ONE] = "UPDATE response SET is_live = 1 WHERE id = $1",
};
/* clang-format on */
const struct sql_list response_import_show_sql = SQL_LIST("response_import_show", sql);

struct showing {
    const struct response_import_run *run;
    const struct response_import *of;
    struct arena *a;
    int64_t n; /* shown by the last write */
};

/* The last step of an import has its record; a batch's leaves those of the timelines. */
static enum err record_shown(struct db *db, const struct showing *x)
{
    struct change change;
    change_begin(&change);
    change_new_i64(&change, "shown", x->n);
    return change_record(db, &change, &x->run->act,
                         &(struct change_of){ .action = STR("import.batch"),
                                              .object_kind = STR("response_import"),
                                              .object_id = x->of->id });
}

/* Stopped where it was undone meanwhile. */
static enum err is_writing(struct db *db, const struct showing *x)
{
    int64_t one;
    enum err e = db_one_i64(db, sql[Q_IS_WRITING], BINDS(bi(x->of->id)), &one);
    return e == ERR_NOT_FOUND ? ERR_CONFLICT : e;
}

static enum err show_plain_fn(struct db *db, void *arg)
{
    struct showing *x = arg;
    enum err e = is_writing(db, x);
    if (!e)
        e = db_exec(db, sql[Q_PLAIN], BINDS(bi(x->of->id), bi(SHOW_PLAIN)));
    x->n = e ? 0 : db_changes(db);
    return e || !x->n ? e : record_shown(db, x);
}

static enum err load_tied(struct db *db, struct showing *x, struct response out[SHOW_TIED])
{
    struct stmt *s = db_query(db, sql[Q_TIED], BINDS(bi(x->of->id), bi(SHOW_TIED)));
    for (x->n = 0; x->n < SHOW_TIED && db_row(s); x->n++)
        out[x->n] = (struct response){ .id = db_i64(s, 0),
                                       .body_id = db_i64(s, 1),
                                       .received_on = db_text(s, 2, x->a),
                                       .consultation_id = x->of->consultation_id,
                                       .channel = STR("survey_import"),
                                       .entered_by = x->of->by_account,
                                       .is_live = true };
    return db_done(s, arena_failed(x->a) ? ERR_LIMIT : OK);
}

static enum err show_tied_fn(struct db *db, void *arg)
{
    struct showing *x = arg;
    struct response r[SHOW_TIED];
    arena_reset(x->a);
    enum err e = is_writing(db, x);
    if (!e)
        e = load_tied(db, x, r);
    for (int64_t i = 0; !e && i < x->n; i++) {
        e = db_exec(db, sql[Q_SHOW_ONE], BINDS(bi(r[i].id)));
        if (!e)
            e = body_answered(db, x->a, &r[i], &x->run->act);
    }
    return e || !x->n ? e : record_shown(db, x);
}

enum err response_import_show(const struct response_import_run *run,
                              const struct response_import *of)
{
    struct showing x = { .run = run, .of = of, .a = arena_new(SHOW_ARENA_BYTES), .n = 1 };
    struct response_import_step step = { .id = of->id, .act = run->act };
    enum err e = x.a ? OK : ERR_LIMIT;
    while (!e && x.n)
        e = store_write(run->store, show_tied_fn, &x);
    for (x.n = 1; !e && x.n;)
        e = store_write(run->store, show_plain_fn, &x);
    arena_free(x.a);
    return e ? e : store_write(run->store, response_import_live_fn, &step);
}
