#include "modules/responses/response_import.h"

#include "core/base/arena.h"
#include "modules/bodies/body_cells.h"
#include "modules/responses/response_import_tie.h"
#include "modules/responses/response_import_words.h"
#include "modules/work/job_run.h"

#define GO_ON_ARENA_BYTES ((size_t)64 * 1024 * 1024)
#define JOB_AFTER_S 120 /* a job goes on with it, should the page be cut off */
#define CHECK_BATCH 200

enum {
    Q_ONE,
    Q_LIST,
    Q_BAD,
    Q_GOOD,
    Q_ALL,
    Q_MOVE,
    Q_COLUMNS,
    Q_CHECKED,
    Q_PROBLEM,
    Q_TAKE_ROW,
    Q_COUNT_ADDED,
    Q_PARTNERSHIP,
    Q_DROP_ROWS
};

#define COLS                                                                                   \
    "id, consultation_id, file_name, source, comment, columns, state, by_role, header, "       \
    "n_rows, n_added, n_failed, by_account, made_at_s"

/* clang-format off */
static const char *const sql[] = {
    [Q_ONE] = "SELECT " COLS " FROM response_import WHERE id = $1",
    [Q_LIST] = "SELECT " COLS " FROM response_import WHERE consultation_id = $1 AND n_rows > 0 ORDER BY id DESC LIMIT $2",
    [Q_BAD] = "SELECT line, cells, problem FROM response_import_row WHERE import_id = $1 AND line > $2 AND problem <> '' "
              "ORDER BY line LIMIT $3",
    [Q_GOOD] = "SELECT line, cells, problem FROM response_import_row WHERE import_id = $1 AND line > $2 AND problem = '' "
               "ORDER BY line LIMIT $3",
    [Q_ALL] = "SELECT line, cells, problem FROM response_import_row WHERE import_id = $1 AND line > $2 ORDER BY line LIMIT $3",
    [Q_MOVE] = "UPDATE response_import SET state = $3, changed_at_s = $4 WHERE id = $1 AND instr($2, ';' || state || ';') > 0",
    [Q_COLUMNS] = "UPDATE response_import SET columns = $2 WHERE id = $1",
    [Q_CHECKED] = "UPDATE response_import SET n_failed = $2 WHERE id = $1",
    [Q_PROBLEM] = "UPDATE response_import_row SET problem = $3 WHERE import_id = $1 AND line = $2",
    [Q_TAKE_ROW] = "DELETE FROM response_import_row WHERE import_id = $1 AND line = $2",
    [Q_COUNT_ADDED] = "UPDATE response_import SET n_added = n_added + $2, changed_at_s = $3 WHERE id = $1 AND state = 'writing'",
    [Q_PARTNERSHIP] = "SELECT c.partnership_id FROM response_import i JOIN consultation c ON c.id = i.consultation_id "
                      "WHERE i.id = $1",
    [Q_DROP_ROWS] = "DELETE FROM response_import_row WHERE import_id = $1 AND line IN (SELECT line FROM response_import_row "
                    "WHERE import_id = $1 LIMIT 500)",
};
/* clang-format on */
const struct sql_list response_import_sql = SQL_LIST("response_import", sql);

/* --- reading --- */

static enum err import_from_row(struct stmt *s, struct arena *a, struct response_import *out)
{
    struct str header;
    *out = (struct response_import){ .id = db_i64(s, 0), .consultation_id = db_i64(s, 1) };
    struct str *const text[] = { &out->file_name, &out->source,  &out->comment, &out->columns,
                                 &out->state,     &out->by_role, &header };
    for (size_t i = 0; i < sizeof text / sizeof text[0]; i++)
        *text[i] = db_text(s, (int)i + 2, a);
    int64_t *const number[] = { &out->n_rows, &out->n_added, &out->n_failed, &out->by_account,
                                &out->made_at_s };
    for (size_t i = 0; i < sizeof number / sizeof number[0]; i++)
        *number[i] = db_i64(s, (int)i + 9);
    out->header = arena_array(a, RESPONSE_IMPORT_COLUMNS, sizeof *out->header);
    if (!out->header)
        return ERR_LIMIT;
    out->n_header = body_cells_read(a, header, out->header, RESPONSE_IMPORT_COLUMNS);
    return OK;
}

enum err response_import_find(struct db *db, struct arena *a, int64_t id,
                              int64_t consultation_id, struct response_import *out)
{
    struct stmt *s = db_query(db, sql[Q_ONE], BINDS(bi(id)));
    enum err e = db_row(s) ? import_from_row(s, a, out) : ERR_NOT_FOUND;
    e = db_done(s, e);
    if (!e && consultation_id && out->consultation_id != consultation_id)
        e = ERR_NOT_FOUND;
    return !e && arena_failed(a) ? ERR_LIMIT : e;
}

enum err response_import_list(struct db *db, struct arena *a, int64_t consultation_id,
                              struct response_import *out, size_t max, size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_LIST], BINDS(bi(consultation_id), bi((int64_t)max)));
    enum err e = OK;
    *n = 0;
    while (!e && *n < max && db_row(s))
        e = import_from_row(s, a, &out[(*n)++]);
    return db_done(s, !e && arena_failed(a) ? ERR_LIMIT : e);
}

struct rows_ask {
    int64_t id, after;
    int query;
    size_t max;
};

static enum err load_rows(struct db *db, struct arena *a, const struct rows_ask *ask,
                          struct response_import_row *out, size_t *n)
{
    struct stmt *s = db_query(db, sql[ask->query],
                              BINDS(bi(ask->id), bi(ask->after), bi((int64_t)ask->max)));
    *n = 0;
    while (*n < ask->max && db_row(s)) {
        struct response_import_row *row = &out[(*n)++];
        row->line = db_i64(s, 0);
        row->problem = db_text(s, 2, a);
        row->cell = arena_array(a, RESPONSE_IMPORT_COLUMNS, sizeof *row->cell);
        if (row->cell)
            row->n_cells =
                body_cells_read(a, db_text(s, 1, a), row->cell, RESPONSE_IMPORT_COLUMNS);
    }
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err response_import_rows(struct db *db, struct arena *a,
                              const struct response_rows_ask *ask,
                              struct response_import_row *out, size_t *n)
{
    const struct rows_ask of = { ask->import_id, ask->after, ask->is_bad ? Q_BAD : Q_GOOD,
                                 ask->max };
    return load_rows(db, a, &of, out, n);
}

/* --- steps --- */

static enum err record_step(struct db *db, const struct response_import_step *x,
                            struct str action)
{
    int64_t partnership = 0;
    struct change change;
    enum err e = db_one_i64(db, sql[Q_PARTNERSHIP], BINDS(bi(x->id)), &partnership);
    if (e)
        return e;
    change_begin(&change);
    change_of_partnership(&change, partnership);
    return change_record(db, &change, &x->act,
                         &(struct change_of){ .action = action,
                                              .object_kind = STR("response_import"),
                                              .object_id = x->id });
}

static enum err move_to(struct db *db, const struct response_import_step *x, const char *from,
                        const char *to)
{
    enum err e =
        db_exec(db, sql[Q_MOVE],
                BINDS(bi(x->id), bt(str_from(from)), bt(str_from(to)), bi(x->act.now_s)));
    return e ? e : db_changes(db) ? OK : ERR_CONFLICT;
}

static enum err queue_job(struct db *db, const struct response_import_step *x)
{
    char subject[24];
    int n = snprintf(subject, sizeof subject, "%lld", (long long)x->id);
    return job_queue(db, &(struct job_new){ .kind = STR(RESPONSE_IMPORT_JOB),
                                            .subject = { subject, (size_t)n },
                                            .due_at_s = x->act.now_s + JOB_AFTER_S,
                                            .now_s = x->act.now_s });
}

enum err response_import_ready_fn(struct db *db, void *step)
{
    const struct response_import_step *x = step;
    enum err e = move_to(db, x, ";given_up;", "matching");
    return e ? e : record_step(db, x, STR("import.ready"));
}

enum err response_import_match_fn(struct db *db, void *step)
{
    const struct response_import_step *x = step;
    enum err e = move_to(db, x, ";matching;checked;", "matching");
    if (!e)
        e = db_exec(db, sql[Q_COLUMNS], BINDS(bi(x->id), bt(x->columns)));
    return e ? e : record_step(db, x, STR("import.match"));
}

enum err response_import_give_up_fn(struct db *db, void *step)
{
    const struct response_import_step *x = step;
    enum err e = move_to(db, x, ";matching;checked;", "given_up");
    if (!e)
        e = queue_job(db, x);
    return e ? e : record_step(db, x, STR("import.give_up"));
}

enum err response_import_start_fn(struct db *db, void *step)
{
    const struct response_import_step *x = step;
    enum err e = move_to(db, x, ";checked;", "writing");
    if (!e)
        e = queue_job(db, x);
    return e ? e : record_step(db, x, STR("import.start"));
}

enum err response_import_undo_fn(struct db *db, void *step)
{
    const struct response_import_step *x = step;
    enum err e = move_to(db, x, ";live;", "undone");
    if (!e)
        e = queue_job(db, x);
    return e ? e : record_step(db, x, STR("import.undo"));
}

static enum err checked_fn(struct db *db, void *step)
{
    const struct response_import_step *x = step;
    enum err e = move_to(db, x, ";matching;", "checked");
    if (!e)
        e = db_exec(db, sql[Q_CHECKED], BINDS(bi(x->id), bi(x->n_failed)));
    return e ? e : record_step(db, x, STR("import.check"));
}

enum err response_import_live_fn(struct db *db, void *step)
{
    const struct response_import_step *x = step;
    enum err e = move_to(db, x, ";writing;", "live");
    return e ? e : record_step(db, x, STR("import.flip"));
}

/* --- going on --- */

struct going {
    const struct response_import_run *run;
    struct arena *a, *batch;
    struct response_import of;
    struct consultation x;
    struct question_form form;
    struct response_reader reader;
};

static enum err going_open(struct going *g, int64_t id)
{
    struct db *db = g->run->db;
    enum err e = response_import_find(db, g->a, id, 0, &g->of);
    if (!e)
        e = consultation_load(db, g->a, g->of.consultation_id, &g->x);
    if (!e)
        e = question_form_load(db, g->a, g->x.id, &g->form);
    if (!e)
        e = response_columns_read(g->a, &g->form, g->of.columns, &g->reader.columns);
    g->reader.x = &g->x;
    g->reader.form = &g->form;
    g->reader.now_s = g->run->act.now_s;
    return e;
}

struct problems {
    int64_t id;
    struct response_import_row row[CHECK_BATCH];
    size_t n;
};

static enum err problems_fn(struct db *db, void *arg)
{
    const struct problems *p = arg;
    enum err e = OK;
    for (size_t i = 0; !e && i < p->n; i++)
        e = db_exec(db, sql[Q_PROBLEM],
                    BINDS(bi(p->id), bi(p->row[i].line), bt(p->row[i].problem)));
    return e;
}

static enum err check_batch(struct going *g, struct problems *p, int64_t *n_failed)
{
    enum err e = OK;
    for (size_t i = 0; !e && i < p->n; i++) {
        struct response_new new;
        e = response_row_read(&g->reader, g->batch, &p->row[i], &new, &p->row[i].problem);
        *n_failed += p->row[i].problem.n > 0;
    }
    return e ? e : p->n ? store_write(g->run->store, problems_fn, p) : OK;
}

static enum err check_all(struct going *g)
{
    struct problems *p = ARENA_NEW(g->a, struct problems);
    struct response_import_step step = { .id = g->of.id, .act = g->run->act };
    struct rows_ask ask = { g->of.id, 0, Q_ALL, CHECK_BATCH };
    enum err e = p ? OK : ERR_LIMIT;
    while (!e) {
        arena_reset(g->batch);
        p->id = g->of.id;
        e = load_rows(g->run->db, g->batch, &ask, p->row, &p->n);
        if (!e && !p->n)
            break;
        if (!e)
            e = check_batch(g, p, &step.n_failed);
        if (!e)
            ask.after = p->row[p->n - 1].line;
    }
    return e ? e : store_write(g->run->store, checked_fn, &step);
}

struct adding {
    struct going *g;
    struct response_new new[RESPONSE_IMPORT_BATCH];
    int64_t line[RESPONSE_IMPORT_BATCH];
    size_t n;
};

static enum err add_rows_fn(struct db *db, void *arg)
{
    struct adding *x = arg;
    const struct going *g = x->g;
    enum err e = db_exec(db, sql[Q_COUNT_ADDED],
                         BINDS(bi(g->of.id), bi((int64_t)x->n), bi(g->run->act.now_s)));
    if (!e && !db_changes(db))
        e = ERR_CONFLICT;
    for (size_t i = 0; !e && i < x->n; i++) {
        e = db_exec(db, sql[Q_TAKE_ROW], BINDS(bi(g->of.id), bi(x->line[i])));
        if (!e && !db_changes(db)) /* another run was first */
            e = ERR_CONFLICT;
        if (!e)
            e = response_add(db, g->batch, &x->new[i], &g->run->act);
    }
    return e;
}

static enum err read_rows(struct going *g, struct adding *x, struct response_import_row *row)
{
    enum err e = OK;
    for (size_t i = 0; !e && i < x->n; i++) {
        struct response_new *new = &x->new[i];
        struct str problem;
        e = response_row_read(&g->reader, g->batch, &row[i], new, &problem);
        new->response.import_id = g->of.id;
        new->response.entered_by = g->of.by_account;
        x->line[i] = row[i].line;
        const struct response_named named = response_row_named(&g->reader.columns, &row[i]);
        if (!e)
            e = response_tie_row(g->run->db, g->batch, &named, &new->response);
        if (!e)
            e = consultation_code(g->run->db, g->batch, &g->x, &new->code);
    }
    return e;
}

static enum err add_all(struct going *g)
{
    struct adding *x = ARENA_NEW(g->a, struct adding);
    struct response_import_row *row = arena_array(g->a, RESPONSE_IMPORT_BATCH, sizeof *row);
    const struct rows_ask ask = { g->of.id, 0, Q_GOOD, RESPONSE_IMPORT_BATCH };
    enum err e = x && row ? OK : ERR_LIMIT;
    while (!e) {
        arena_reset(g->batch);
        x->g = g;
        e = load_rows(g->run->db, g->batch, &ask, row, &x->n);
        if (!e && !x->n)
            break;
        if (!e)
            e = read_rows(g, x, row);
        if (!e)
            e = store_write(g->run->store, add_rows_fn, x);
    }
    return e ? e : response_import_show(g->run, &g->of);
}

static enum err drop_rows_fn(struct db *db, void *arg)
{
    return db_exec(db, sql[Q_DROP_ROWS], BINDS(bi(*(const int64_t *)arg)));
}

static enum err drop_rows(struct going *g)
{
    enum err e = OK;
    for (int i = 0; !e && i <= RESPONSE_IMPORT_ROWS / 500; i++)
        e = store_write(g->run->store, drop_rows_fn, &g->of.id);
    return e;
}

static enum err go_on(struct going *g, bool checks)
{
    struct str state = g->of.state;
    if (checks)
        return str_eq(state, STR("matching")) ? check_all(g) : OK;
    if (str_eq(state, STR("writing")))
        return add_all(g);
    if (str_eq(state, STR("undone")))
        return response_import_remove(g->run, g->of.id);
    return str_eq(state, STR("given_up")) ? drop_rows(g) : OK;
}

static enum err run_it(const struct response_import_run *run, int64_t id, bool checks)
{
    struct going g = { .run = run,
                       .a = arena_new(GO_ON_ARENA_BYTES),
                       .batch = arena_new(GO_ON_ARENA_BYTES) };
    enum err e = going_open(&g, id);
    if (!e)
        e = go_on(&g, checks);
    arena_free(g.batch);
    arena_free(g.a);
    return e == ERR_CONFLICT ? OK : e; /* another run has done it */
}

enum err response_import_check(const struct response_import_run *run, int64_t id)
{
    return run_it(run, id, true);
}

enum err response_import_go_on(const struct response_import_run *run, int64_t id)
{
    return run_it(run, id, false);
}

enum err response_import_job(struct job_env *env, struct str subject)
{
    int64_t id = 0;
    const struct response_import_run run = {
        .store = env->store, .db = env->db, .act = { .actor = STR("job"), .now_s = env->now_s }
    };
    if (!str_to_i64(subject, &id))
        return ERR_INVALID;
    enum err e = response_import_go_on(&run, id);
    return e == ERR_NOT_FOUND ? OK : e;
}
