/*
 * body_import_write.c: the rows to add, into a set that nobody sees, and the small write that
 * shows it. Places are found beforehand: the register's order is read once, and the new names
 * stand evenly in its gaps.
 */
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "modules/bodies/body_import_rows.h"
#include "modules/bodies/body_place.h"
#include "modules/bodies/body_rows.h"
#include "modules/bodies/body_write.h"

#include <stdlib.h>

#define PLACES_ARENA_BYTES ((size_t)256 * 1024 * 1024)
#define BATCH_ARENA_BYTES ((size_t)128 * 1024 * 1024)

enum { Q_NAMES, Q_WAITS, Q_MADE, Q_TURNED, Q_DONE };

static const char *const sql[] = {
    [Q_NAMES] = "SELECT sort_key, position FROM body ORDER BY sort_key, id /*scan*/",
    [Q_WAITS] = "SELECT count(*) FROM body_import_row r JOIN body_import i ON "
                "i.id = r.import_id WHERE r.import_id = $1 AND r.line = $2 AND "
                "r.outcome = 'add' AND r.body_id IS NULL AND i.state = 'writing'",
    [Q_MADE] = "UPDATE body_import_row SET body_id = $3 WHERE import_id = $1 AND line = $2",
    [Q_TURNED] = "UPDATE body_import_row SET outcome = $3, body_id = $4, problem = $5 "
                 "WHERE import_id = $1 AND line = $2",
    [Q_DONE] = "UPDATE body_import SET n_done = n_done + $2, changed_at_s = $3 WHERE id = $1",
};
const struct sql_list body_import_write_sql = SQL_LIST("body_import_write", sql);

/* --- places --- */

struct place {
    struct str key;
    int64_t line;
    int64_t place; /* 0: none was free */
};

struct places {
    struct place *item; /* by key while they are found, then by line */
    size_t n;
};

static int by_key(const void *x, const void *y)
{
    const struct place *a = x, *b = y;
    int order = str_cmp(a->key, b->key);
    return order ? order : (a->line > b->line) - (a->line < b->line);
}

static int by_line(const void *x, const void *y)
{
    const struct place *a = x, *b = y;
    return (a->line > b->line) - (a->line < b->line);
}

/* The names from `from` on that stand before `end`, evenly between two places. */
static void spread(struct place *from, size_t n, int64_t before, int64_t after)
{
    int64_t step = (after - before) / ((int64_t)n + 1);
    for (size_t i = 0; i < n && step > 0; i++)
        from[i].place = before + step * ((int64_t)i + 1);
}

/* Walks the register and the new names side by side. */
static enum err find_places(struct db *db, struct arena *a, struct places *p)
{
    int64_t before = 0;
    size_t i = 0;
    struct stmt *s = db_query(db, sql[Q_NAMES], NO_BINDS);
    while (i < p->n && db_row(s)) {
        struct str key = db_text(s, 0, a);
        int64_t place = body_place(db_i64(s, 1));
        size_t from = i;
        while (i < p->n && str_cmp(p->item[i].key, key) < 0)
            i++;
        spread(p->item + from, i - from, before, place);
        before = place;
    }
    enum err e = db_done(s, OK);
    spread(p->item + i, p->n - i, before, BODY_PLACE_MAX);
    return e;
}

static enum err add_names(const struct body_import_run *run, const struct body_import *of,
                          struct arena *a, struct places *p)
{
    struct body_import_rows_ask ask = { .import_id = of->id, .outcome = BODY_ROW_ADD };
    struct body_import_row *row = arena_array(a, BODY_IMPORT_BATCH, sizeof *row);
    struct arena *batch = arena_new(BATCH_ARENA_BYTES);
    size_t n = BODY_IMPORT_BATCH, at = of->columns.at[BODY_COLUMN_NAME];
    enum err e = row ? OK : ERR_LIMIT;
    while (!e && n == BODY_IMPORT_BATCH) {
        arena_reset(batch);
        e = body_import_rows(run->db, batch, &ask, BODY_IMPORT_BATCH, row, &n);
        for (size_t i = 0; i < n && !e; i++) {
            bool waits = !row[i].body_id && p->n < (size_t)of->n_rows && at < row[i].n_cells;
            if (waits)
                p->item[p->n++] = (struct place){ .key = body_sort_key(a, row[i].cell[at]),
                                                  .line = row[i].line };
        }
        ask.after = n ? row[n - 1].line : 0;
    }
    arena_free(batch);
    return e;
}

static enum err places_open(const struct body_import_run *run, const struct body_import *of,
                            struct arena *a, struct places *p)
{
    *p = (struct places){ .item = arena_array(a, (size_t)of->n_rows + 1, sizeof *p->item) };
    enum err e = p->item ? add_names(run, of, a, p) : ERR_LIMIT;
    if (e)
        return e;
    qsort(p->item, p->n, sizeof *p->item, by_key);
    e = find_places(run->db, a, p);
    qsort(p->item, p->n, sizeof *p->item, by_line);
    return e ? e : arena_failed(a) ? ERR_LIMIT : OK;
}

static int64_t place_of(const struct places *p, int64_t line)
{
    const struct place wanted = { .line = line };
    const struct place *found = bsearch(&wanted, p->item, p->n, sizeof *p->item, by_line);
    return found ? found->place : 0;
}

/* --- a batch --- */

struct writing {
    const struct body_import_run *run;
    const struct body_import *of;
    const struct body_reader *reader;
    struct places places;
    struct arena *a; /* of a batch */
    struct body_import_row *row;
    struct body *body; /* of each row of the batch */
    size_t n;
    size_t from, done; /* of the batch: where this write begins, and ended */
    size_t worded;     /* up to there the words stand in the text index */
    bool is_added[BODY_IMPORT_BATCH];
    size_t n_written; /* of all */
};

static enum err add_words(struct db *db, struct writing *w, size_t end)
{
    enum err e = OK;
    for (; w->worded < end && !e; w->worded++) {
        if (w->is_added[w->worded])
            e = body_index_words(db, w->a, &w->body[w->worded]);
    }
    return e;
}

/* Where somebody stands in its place meanwhile, others may have to move: theirs must be whole.
 */
static enum err add_body(struct db *db, struct writing *w, size_t i)
{
    struct body *b = &w->body[i];
    int64_t place = place_of(&w->places, w->row[i].line), now_s = w->run->act.now_s;
    enum err e = place ? body_add_rows_at(db, w->a, b, place, now_s) : ERR_CONFLICT;
    w->is_added[i] = !e;
    if (e != ERR_CONFLICT)
        return e;
    e = add_words(db, w, i);
    return e ? e : body_add_at(db, w->a, b, 0, now_s);
}

/* Somebody may have entered it since it was checked. */
static enum err write_one(struct db *db, struct writing *w, size_t i, struct hash *sum)
{
    struct body_import_row *row = &w->row[i];
    struct body *b = &w->body[i];
    struct bind id = bi(w->of->id), line = bi(row->line);
    int64_t waits = 0, known = 0;
    w->is_added[i] = false;
    enum err e = db_one_i64(db, sql[Q_WAITS], BINDS(id, line), &waits);
    if (e || !waits)
        return e;
    if (row->outcome == BODY_ROW_ADD)
        e = body_import_known(db, w->a, b, &known);
    if (e)
        return e;
    if (known || row->outcome != BODY_ROW_ADD) {
        enum body_row_outcome o = known ? BODY_ROW_KNOWN : row->outcome;
        struct bind body = known ? bi(known) : row->body_id ? bi(row->body_id) : bn();
        struct str problem = known ? (struct str){ NULL, 0 } : row->problem;
        return db_exec(db, sql[Q_TURNED],
                       BINDS(id, line, bt(body_row_outcome_name(o)), body, bt(problem)));
    }
    e = add_body(db, w, i);
    const struct str part[] = { hash_view(sum), b->slug };
    *sum = hash_parts(NULL, part, 2);
    if (!e && w->of->partnership_id) /* who brings it in sees its contact that is not public */
        e = body_accept(db, b->id, w->of->partnership_id, w->run->act.now_s);
    return e ? e : db_exec(db, sql[Q_MADE], BINDS(id, line, bi(b->id)));
}

static enum err record(struct db *db, const struct writing *w, const struct hash *sum)
{
    struct change c;
    change_begin(&c);
    change_text(&c, "hash", STR(""), hash_hex(w->a, sum, 16));
    change_i64(&c, "rows", 0, (int64_t)(w->done - w->from));
    change_of_partnership(&c, w->of->partnership_id);
    return change_record(db, &c, &w->run->act,
                         &(struct change_of){ .action = STR("import.batch"),
                                              .object_kind = STR("body_import"),
                                              .object_id = w->of->id });
}

/* As many rows of the batch as fit into a slice of the writer's time. */
static enum err write_fn(struct db *db, void *arg)
{
    struct writing *w = arg;
    const int64_t begun_us = clock_mono_us();
    struct hash sum = { { 0 } };
    enum err e = OK;
    w->done = w->worded = w->from;
    while (!e && w->done < w->n &&
           (w->done == w->from || clock_mono_us() - begun_us < BODY_IMPORT_SLICE_US))
        e = write_one(db, w, w->done++, &sum);
    if (!e)
        e = add_words(db, w, w->done);
    if (!e)
        e = db_exec(
            db, sql[Q_DONE],
            BINDS(bi(w->of->id), bi((int64_t)(w->done - w->from)), bi(w->run->act.now_s)));
    return e ? e : record(db, w, &sum);
}

static enum err write_batch(struct writing *w)
{
    const struct body_import_run *run = w->run;
    enum err e = OK;
    for (size_t i = 0; i < w->n && !e; i++)
        e = body_import_judge(w->reader, run->db, w->a, &w->row[i], &w->body[i]);
    for (w->from = 0; w->from < w->n && !e; w->from = w->done) {
        if (run->is_stopping && run->is_stopping(run->stop_arg))
            return ERR_BUSY;
        e = store_write_step(run->store, write_fn, w);
        w->n_written += e ? 0 : w->done - w->from;
        if (run->progress)
            run->progress(run->progress_arg, w->n_written, (size_t)w->of->n_added);
    }
    return e;
}

/* Those of the batch that are not written yet. */
static void drop_written(struct writing *w)
{
    size_t n = 0;
    for (size_t i = 0; i < w->n; i++) {
        if (!w->row[i].body_id)
            w->row[n++] = w->row[i];
    }
    w->n = n;
}

static enum err write_all(struct writing *w)
{
    struct body_import_rows_ask ask = { .import_id = w->of->id, .outcome = BODY_ROW_ADD };
    size_t n_read = BODY_IMPORT_BATCH;
    enum err e = OK;
    while (!e && n_read == BODY_IMPORT_BATCH) {
        arena_reset(w->a);
        e = body_import_rows(w->run->db, w->a, &ask, BODY_IMPORT_BATCH, w->row, &w->n);
        n_read = w->n;
        ask.after = w->n ? w->row[w->n - 1].line : 0;
        drop_written(w);
        if (!e && w->n)
            e = write_batch(w);
    }
    return e;
}

static enum err flip(const struct body_import_run *run, const struct body_import *of)
{
    struct body_import_end end = { .step = { .id = of->id, .act = &run->act },
                                   .set_id = of->set_id };
    enum err e = body_import_count(run->db, of->id, BODY_ROW_ADD, &end.n_added);
    if (!e)
        e = body_import_count(run->db, of->id, BODY_ROW_KNOWN, &end.n_known);
    if (!e)
        e = body_import_count(run->db, of->id, BODY_ROW_FAILED, &end.n_failed);
    return e ? e : store_write(run->store, body_import_flip_fn, &end);
}

enum err body_import_write(const struct body_import_run *run, const struct body_import *of)
{
    struct arena *a = arena_new(PLACES_ARENA_BYTES);
    struct writing w = { .run = run, .of = of, .a = arena_new(BATCH_ARENA_BYTES) };
    struct body_reader *reader = NULL;
    w.row = arena_array(a, BODY_IMPORT_BATCH, sizeof *w.row);
    w.body = arena_array(a, BODY_IMPORT_BATCH, sizeof *w.body);
    enum err e = w.row && w.body ? body_reader_open(run->db, a, of, &reader) : ERR_LIMIT;
    w.reader = reader;
    if (!e)
        e = places_open(run, of, a, &w.places);
    if (!e)
        e = write_all(&w);
    if (!e)
        e = flip(run, of);
    arena_free(w.a);
    arena_free(a);
    return e;
}
