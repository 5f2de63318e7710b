/*
 * body_import.c: the import itself: which there are, and the small writes from state to state.
 */
#include "modules/bodies/body_import.h"

#include "core/base/arena.h"
#include "modules/bodies/body_cells.h"
#include "modules/bodies/body_import_rows.h"
#include "modules/work/job.h"

enum {
    Q_FIND,
    Q_LIST,
    Q_LIST_OF,
    Q_N_CHECKED,
    Q_BEGIN,
    Q_LAST_ALIKE,
    Q_READY,
    Q_MATCH,
    Q_RESET_ROWS,
    Q_CHECKED,
    Q_N_BUSY,
    Q_ADD_SET,
    Q_START,
    Q_LIVE_SET,
    Q_LIVE,
    Q_UNDO,
    Q_HIDE_SET,
    Q_UNDONE,
    Q_DROP_SET,
    Q_GIVE_UP,
    Q_PARTNERSHIP
};

#define COLS                                                                                   \
    "i.id, coalesce(i.partnership_id, 0), i.kind, i.file_name, i.source, i.source_on, "        \
    "i.comment, i.header, i.columns, i.default_areas, i.state, i.error, "                      \
    "coalesce(i.set_id, 0), i.n_rows, i.n_done, i.n_added, i.n_known, i.n_flagged, "           \
    "i.n_failed, i.n_kept, coalesce(a.name, ''), i.by_role, i.made_at_s, i.changed_at_s "      \
    "FROM body_import i LEFT JOIN account a ON a.id = i.by_account "

/* clang-format off */
static const char *const sql[] = {
    [Q_FIND] = "SELECT " COLS "WHERE i.id = $1",
    [Q_LIST] = "SELECT " COLS "WHERE i.id < $1 AND i.state <> 'loading' ORDER BY i.id DESC LIMIT $2",
    [Q_LIST_OF] = "SELECT " COLS "WHERE i.partnership_id = $3 AND i.id < $1 AND i.state <> 'loading' "
                  "ORDER BY i.id DESC LIMIT $2",
    [Q_N_CHECKED] = "SELECT count(*) FROM body_import_row WHERE import_id = $1 AND outcome > ''",
    [Q_BEGIN] = "INSERT INTO body_import (partnership_id, kind, file_name, source, source_on, comment, header, columns, "
                "default_areas, state, error, n_rows, content_hash, by_account, by_role, made_at_s, changed_at_s) "
                "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'loading', '', $10, $11, $12, $13, $14, $14) RETURNING id",
    [Q_LAST_ALIKE] = "SELECT columns, default_areas FROM body_import WHERE coalesce(partnership_id, 0) = $1 AND "
                     "kind = $2 AND header = $3 AND state IN ('checked', 'writing', 'live', 'undone') "
                     "ORDER BY id DESC LIMIT 1 /*scan*/",
    [Q_READY] = "UPDATE body_import SET state = 'matching', changed_at_s = $2 WHERE id = $1 AND state = 'loading'",
    [Q_MATCH] = "UPDATE body_import SET state = 'checking', columns = $3, default_areas = $4, n_added = 0, n_known = 0, "
                "n_failed = 0, n_flagged = 0, changed_at_s = $2 WHERE id = $1 AND state IN ('matching', 'checked')",
    [Q_RESET_ROWS] = "UPDATE body_import_row SET outcome = '', problem = '', body_id = NULL WHERE import_id = $1",
    [Q_CHECKED] = "UPDATE body_import SET state = 'checked', n_added = $3, n_known = $4, n_failed = $5, changed_at_s = $2 "
                  "WHERE id = $1 AND state = 'checking'",
    [Q_N_BUSY] = "SELECT count(*) FROM body_import WHERE state IN ('writing', 'undoing') AND changed_at_s > $1",
    [Q_ADD_SET] = "INSERT INTO body_set (is_live) VALUES (0) RETURNING id",
    [Q_START] = "UPDATE body_import SET state = 'writing', set_id = $3, n_done = 0, changed_at_s = $2 "
                "WHERE id = $1 AND state = 'checked' AND n_added > 0",
    [Q_LIVE_SET] = "UPDATE body_set SET is_live = 1 WHERE id = $1",
    [Q_LIVE] = "UPDATE body_import SET state = 'live', n_added = $3, n_known = $4, n_failed = $5, changed_at_s = $2 "
               "WHERE id = $1 AND state = 'writing'",
    [Q_UNDO] = "UPDATE body_import SET state = 'undoing', n_done = 0, n_kept = 0, changed_at_s = $2 "
               "WHERE id = $1 AND state = 'live' AND kind = 'list'",
    [Q_HIDE_SET] = "UPDATE body_set SET is_live = 0 WHERE id = $1",
    [Q_UNDONE] = "UPDATE body_import SET state = 'undone', set_id = NULL, changed_at_s = $2 WHERE id = $1 AND state = 'undoing'",
    [Q_DROP_SET] = "DELETE FROM body_set WHERE id = $1",
    [Q_GIVE_UP] = "UPDATE body_import SET state = 'given_up', changed_at_s = $2 "
                  "WHERE id = $1 AND state IN ('loading', 'matching', 'checking', 'checked')",
    [Q_PARTNERSHIP] = "SELECT coalesce(partnership_id, 0) FROM body_import WHERE id = $1",
};
/* clang-format on */
const struct sql_list body_import_sql = SQL_LIST("body_import", sql);

static const char *const state_names[BODY_IMPORT_STATE__MAX] = {
    [BODY_IMPORT_LOADING] = "loading",   [BODY_IMPORT_MATCHING] = "matching",
    [BODY_IMPORT_CHECKING] = "checking", [BODY_IMPORT_CHECKED] = "checked",
    [BODY_IMPORT_WRITING] = "writing",   [BODY_IMPORT_LIVE] = "live",
    [BODY_IMPORT_UNDOING] = "undoing",   [BODY_IMPORT_UNDONE] = "undone",
    [BODY_IMPORT_GIVEN_UP] = "given_up", [BODY_IMPORT_FAILED] = "failed",
};

struct str body_import_state_name(enum body_import_state s)
{
    return str_from(state_names[s]);
}

/* --- reading --- */

static enum body_import_state state_from(struct str name)
{
    for (int s = 0; s < BODY_IMPORT_STATE__MAX; s++) {
        if (str_eq(str_from(state_names[s]), name))
            return (enum body_import_state)s;
    }
    return BODY_IMPORT_FAILED;
}

static void import_from_row(struct body_import *out, struct stmt *s, struct arena *a)
{
    *out = (struct body_import){ .id = db_i64(s, 0), .partnership_id = db_i64(s, 1) };
    struct str *const text[] = { &out->kind, &out->file_name, &out->source, &out->source_on,
                                 &out->comment };
    for (int i = 0; i < 5; i++)
        *text[i] = db_text(s, 2 + i, a);
    out->header = arena_array(a, BODY_IMPORT_COLUMNS_MAX, sizeof *out->header);
    if (out->header)
        out->n_header =
            body_cells_read(a, db_text(s, 7, a), out->header, BODY_IMPORT_COLUMNS_MAX);
    body_columns_read(db_text(s, 8, a), &out->columns);
    out->default_areas = db_text(s, 9, a);
    out->state = state_from(db_text(s, 10, a));
    out->error = db_text(s, 11, a);
    int64_t *const number[] = { &out->set_id,  &out->n_rows,    &out->n_done,   &out->n_added,
                                &out->n_known, &out->n_flagged, &out->n_failed, &out->n_kept };
    for (int i = 0; i < 8; i++)
        *number[i] = db_i64(s, 12 + i);
    out->by_name = db_text(s, 20, a);
    out->by_role = db_text(s, 21, a);
    out->made_at_s = db_i64(s, 22);
    out->changed_at_s = db_i64(s, 23);
}

enum err body_import_find(struct db *db, struct arena *a, int64_t id, int64_t partnership_id,
                          struct body_import *out)
{
    struct stmt *s = db_query(db, sql[Q_FIND], BINDS(bi(id)));
    bool found = db_row(s);
    if (found)
        import_from_row(out, s, a);
    enum err e = db_done(s, found ? OK : ERR_NOT_FOUND);
    if (!e && partnership_id >= 0 && out->partnership_id != partnership_id)
        e = ERR_NOT_FOUND;
    if (!e && out->state == BODY_IMPORT_CHECKING)
        e = db_one_i64(db, sql[Q_N_CHECKED], BINDS(bi(id)), &out->n_done);
    return e;
}

enum err body_import_list(struct db *db, struct arena *a, int64_t partnership_id,
                          int64_t before, size_t max, struct body_import *out, size_t *n)
{
    struct bind from = bi(before ? before : INT64_MAX), most = bi((int64_t)max);
    struct stmt *s = partnership_id >= 0
                         ? db_query(db, sql[Q_LIST_OF], BINDS(from, most, bi(partnership_id)))
                         : db_query(db, sql[Q_LIST], BINDS(from, most));
    *n = 0;
    while (*n < max && db_row(s))
        import_from_row(&out[(*n)++], s, a);
    return db_done(s, OK);
}

/* --- records --- */

static enum err record(struct db *db, const struct body_import_step *step, struct str action)
{
    int64_t partnership_id = 0;
    struct change c;
    enum err e = db_one_i64(db, sql[Q_PARTNERSHIP], BINDS(bi(step->id)), &partnership_id);
    if (e)
        return e;
    change_begin(&c);
    change_of_partnership(&c, partnership_id);
    return change_record(db, &c, step->act,
                         &(struct change_of){ .action = action,
                                              .object_kind = STR("body_import"),
                                              .object_id = step->id });
}

/* An UPDATE that names the state it starts from: ERR_CONFLICT when it was another. */
static enum err move(struct db *db, struct body_import_step *step, int of, struct binds binds)
{
    step->is_done = false;
    enum err e = db_exec(db, sql[of], binds);
    if (!e && db_changes(db) == 0)
        e = ERR_CONFLICT;
    step->is_done = !e;
    return e;
}

static enum err queue(struct db *db, const struct body_import_step *step)
{
    char subject[24];
    int n = snprintf(subject, sizeof subject, "%lld", (long long)step->id);
    const struct job_new job = { .kind = STR(BODY_IMPORT_JOB),
                                 .subject = { subject, (size_t)n },
                                 .due_at_s = step->act->now_s + step->job_after_s,
                                 .now_s = step->act->now_s };
    return job_queue(db, &job);
}

/* --- begin, for body_import_load.c --- */

enum err body_import_begin_fn(struct db *db, void *arg)
{
    struct body_import_begin *b = arg;
    const struct body_import_new *n = b->new;
    struct str columns = b->columns, areas = { NULL, 0 };
    struct stmt *s = db_query(db, sql[Q_LAST_ALIKE],
                              BINDS(bi(n->partnership_id), bt(n->kind), bt(b->header)));
    if (db_row(s)) {
        columns = db_text(s, 0, b->a);
        areas = db_text(s, 1, b->a);
    }
    enum err e = db_done(s, OK);
    if (e)
        return e;
    e = db_one_i64(db, sql[Q_BEGIN],
                   BINDS(n->partnership_id ? bi(n->partnership_id) : bn(), bt(n->kind),
                         bt(n->file_name), bt(n->source), bt(n->source_on), bt(n->comment),
                         bt(b->header), bt(columns), bt(areas), bi(b->n_rows), bt(b->hash),
                         n->by_account ? bi(n->by_account) : bn(), bt(n->by_role),
                         bi(b->act->now_s)),
                   &b->id);
    if (e)
        return e;
    struct change c;
    change_begin(&c);
    change_text(&c, "hash", STR(""), b->hash);
    change_i64(&c, "rows", 0, b->n_rows);
    change_of_partnership(&c, n->partnership_id);
    return change_record(db, &c, b->act,
                         &(struct change_of){ .action = STR("import.begin"),
                                              .object_kind = STR("body_import"),
                                              .object_id = b->id });
}

/* --- steps of people --- */

enum err body_import_ready_fn(struct db *db, void *arg)
{
    struct body_import_step *step = arg;
    enum err e = move(db, step, Q_READY, BINDS(bi(step->id), bi(step->act->now_s)));
    return e ? e : record(db, step, STR("import.ready"));
}

/* Of a long file the rows keep what the last check said until this one has come to them. */
#define RESET_ROWS_MAX 2000

enum err body_import_match_fn(struct db *db, void *arg)
{
    struct body_import_step *step = arg;
    char text[1024];
    int64_t n_rows = 0;
    struct str columns = body_columns_put(&step->columns, text, sizeof text);
    enum err e =
        move(db, step, Q_MATCH,
             BINDS(bi(step->id), bi(step->act->now_s), bt(columns), bt(step->default_areas)));
    if (!e)
        e = db_one_i64(db, sql[Q_N_CHECKED], BINDS(bi(step->id)), &n_rows);
    if (!e && n_rows && n_rows <= RESET_ROWS_MAX)
        e = db_exec(db, sql[Q_RESET_ROWS], BINDS(bi(step->id)));
    if (!e)
        e = queue(db, step);
    return e ? e : record(db, step, STR("import.match"));
}

/* One that has come no further for so long keeps nobody else waiting. */
#define STUCK_AFTER_S 3600

enum err body_import_start_fn(struct db *db, void *arg)
{
    struct body_import_step *step = arg;
    int64_t n_busy = 0, set_id = 0;
    step->is_done = false;
    enum err e =
        db_one_i64(db, sql[Q_N_BUSY], BINDS(bi(step->act->now_s - STUCK_AFTER_S)), &n_busy);
    if (!e && n_busy)
        e = ERR_CONFLICT;
    if (!e)
        e = db_one_i64(db, sql[Q_ADD_SET], NO_BINDS, &set_id);
    if (!e)
        e = move(db, step, Q_START, BINDS(bi(step->id), bi(step->act->now_s), bi(set_id)));
    if (!e)
        e = queue(db, step);
    return e ? e : record(db, step, STR("import.start"));
}

enum err body_import_undo_fn(struct db *db, void *arg)
{
    struct body_import_step *step = arg;
    enum err e = move(db, step, Q_UNDO, BINDS(bi(step->id), bi(step->act->now_s)));
    if (!e)
        e = queue(db, step);
    return e ? e : record(db, step, STR("import.undo"));
}

enum err body_import_give_up_fn(struct db *db, void *arg)
{
    struct body_import_step *step = arg;
    enum err e = move(db, step, Q_GIVE_UP, BINDS(bi(step->id), bi(step->act->now_s)));
    return e ? e : record(db, step, STR("import.give_up"));
}

/* --- ends of steps --- */

enum err body_import_checked_fn(struct db *db, void *arg)
{
    struct body_import_end *end = arg;
    struct body_import_step *step = &end->step;
    enum err e = move(db, step, Q_CHECKED,
                      BINDS(bi(step->id), bi(step->act->now_s), bi(end->n_added),
                            bi(end->n_known), bi(end->n_failed)));
    return e ? e : record(db, step, STR("import.check"));
}

enum err body_import_flip_fn(struct db *db, void *arg)
{
    struct body_import_end *end = arg;
    struct body_import_step *step = &end->step;
    enum err e = move(db, step, Q_LIVE,
                      BINDS(bi(step->id), bi(step->act->now_s), bi(end->n_added),
                            bi(end->n_known), bi(end->n_failed)));
    if (!e)
        e = db_exec(db, sql[Q_LIVE_SET], BINDS(bi(end->set_id)));
    return e ? e : record(db, step, STR("import.flip"));
}

enum err body_import_hide_fn(struct db *db, void *arg)
{
    struct body_import_end *end = arg;
    enum err e = db_exec(db, sql[Q_HIDE_SET], BINDS(bi(end->set_id)));
    return e ? e : record(db, &end->step, STR("import.hide"));
}

enum err body_import_undone_fn(struct db *db, void *arg)
{
    struct body_import_end *end = arg;
    struct body_import_step *step = &end->step;
    enum err e = move(db, step, Q_UNDONE, BINDS(bi(step->id), bi(step->act->now_s)));
    if (!e)
        e = db_exec(db, sql[Q_DROP_SET], BINDS(bi(end->set_id)));
    return e ? e : record(db, step, STR("import.undone"));
}
