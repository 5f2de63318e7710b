/*
 * body_import_check.c: row by row: to add, in the register already, or wrong. Reads only, but
 * for what it says of each row.
 */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "modules/bodies/body_import_rows.h"
#include "modules/bodies/body_import_words.h"
#include "modules/bodies/body_index.h"

#define ROW_PROBLEM_BYTES 16384
#define BATCH_ARENA_BYTES ((size_t)128 * 1024 * 1024)
#define SEEN_ARENA_BYTES ((size_t)64 * 1024 * 1024)

enum { Q_MARKED, Q_STATE, Q_SAY };

static const char *const sql[] = {
    [Q_MARKED] = "SELECT m.body_id, coalesce(b.charity_number, '') FROM body_mark m "
                 "JOIN body b ON b.id = m.body_id WHERE m.mark = $1 AND EXISTS "
                 "(SELECT 1 FROM body_set t WHERE t.id = b.set_id AND t.is_live = 1) LIMIT 20",
    [Q_STATE] = "SELECT count(*) FROM body_import WHERE id = $1 AND state = 'checking'",
    [Q_SAY] = "UPDATE body_import_row SET outcome = $3, body_id = $4, problem = $5 "
              "WHERE import_id = $1 AND line = $2",
};
const struct sql_list body_import_check_sql = SQL_LIST("body_import_check", sql);

/* --- in the register already? --- */

static bool is_number(struct str mark)
{
    return str_starts(mark, STR("charity:"));
}

static bool is_name(struct str mark)
{
    return str_starts(mark, STR("name:"));
}

/* Of the same name and with another number it is another one. */
static bool are_apart(struct str a, struct str b)
{
    return a.n && b.n && !str_eq(a, b);
}

static enum err marked(struct db *db, struct arena *a, const struct body *b, struct str mark,
                       int64_t *body_id)
{
    struct stmt *s = db_query(db, sql[Q_MARKED], BINDS(bt(mark)));
    while (!*body_id && db_row(s)) {
        if (!are_apart(db_text(s, 1, a), b->charity_number))
            *body_id = db_i64(s, 0);
    }
    return db_done(s, OK);
}

static size_t marks_of(struct arena *a, const struct body *b, struct str mark[BODY_MARKS_MAX])
{
    const struct body_likeness like = { .name = b->name, .charity_number = b->charity_number };
    return body_marks(a, &like, mark);
}

enum err body_import_known(struct db *db, struct arena *a, const struct body *b,
                           int64_t *body_id)
{
    struct str mark[BODY_MARKS_MAX];
    size_t n = marks_of(a, b, mark);
    enum err e = OK;
    *body_id = 0;
    for (size_t i = 0; i < n && !e && !*body_id; i++) {
        if (is_number(mark[i]) || is_name(mark[i]))
            e = marked(db, a, b, mark[i], body_id);
    }
    return e;
}

/* --- one row --- */

static struct str label_of(const char *field)
{
    for (int c = 0; c < BODY_COLUMN__MAX; c++) {
        if (str_eq(body_column_name((enum body_column)c), str_from(field)))
            return body_column_label((enum body_column)c);
    }
    return str_from(field);
}

static void add_faults(struct buf *problem, const struct body_fault *fault, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct str label = label_of(fault[i].field);
        bool is_said = str_find(buf_view(problem), label) != STR_NONE;
        if (is_said)
            continue;
        if (problem->n)
            buf_char(problem, '\n');
        buf_printf(problem, ROW_PROBLEM, STR_ARG(label), STR_ARG(fault[i].message));
    }
}

static void conclude(struct body_import_row *row, enum body_row_outcome outcome,
                     int64_t body_id, struct str problem)
{
    row->outcome = outcome;
    row->body_id = body_id;
    row->problem = problem;
}

enum err body_import_judge(const struct body_reader *r, struct db *db, struct arena *a,
                           struct body_import_row *row, struct body *b)
{
    struct buf *problem = buf_in(a, ROW_PROBLEM_BYTES);
    struct body_fault fault[BODY_FAULTS_MAX];
    struct str number;
    size_t n = 0;
    int64_t known = 0;
    enum err e = body_reader_read(r, a, row, b, problem);
    if (e)
        return e;
    if (body_charity_number(a, b->charity_number, &number))
        b->charity_number = number;
    if (b->name.n)
        e = body_import_known(db, a, b, &known);
    if (!e && known) {
        conclude(row, BODY_ROW_KNOWN, known, (struct str){ NULL, 0 });
        return OK;
    }
    if (!e && !str_eq(buf_view(problem), STR(ROW_TOO_MANY_CELLS)))
        e = body_judge(db, a, b, fault, &n);
    add_faults(problem, fault, n);
    conclude(row, problem->n ? BODY_ROW_FAILED : BODY_ROW_ADD, 0, buf_view(problem));
    return e;
}

/* --- the same body twice in one file --- */

struct seen_mark {
    uint64_t key;    /* of the mark; 0: free */
    uint64_t number; /* of the charity number; 0: none */
    int64_t line;
};

struct seen {
    struct seen_mark *item;
    size_t mask;
};

static uint64_t key_of(struct str s)
{
    struct hash h = hash_of(s);
    uint64_t key;
    memcpy(&key, h.byte, sizeof key);
    return key ? key : 1;
}

static bool seen_open(struct seen *seen, struct arena *a, int64_t n_rows)
{
    size_t n = 64;
    while (n < (size_t)n_rows * 4)
        n *= 2;
    seen->item = arena_array(a, n, sizeof *seen->item);
    seen->mask = n - 1;
    return seen->item;
}

/* The line that had it before, or 0; then this one has it. */
static int64_t seen_take(struct seen *seen, struct str mark, uint64_t number, int64_t line)
{
    uint64_t key = key_of(mark);
    size_t at = (size_t)key & seen->mask;
    while (seen->item[at].key && seen->item[at].key != key)
        at = (at + 1) & seen->mask;
    struct seen_mark *m = &seen->item[at];
    bool is_other = m->key && m->number && number && m->number != number;
    if (m->key)
        return is_other ? 0 : m->line;
    *m = (struct seen_mark){ key, number, line };
    return 0;
}

static void look_for_twin(struct seen *seen, struct arena *a, struct body_import_row *row,
                          const struct body *b)
{
    struct str mark[BODY_MARKS_MAX];
    uint64_t number = b->charity_number.n ? key_of(b->charity_number) : 0;
    size_t n = marks_of(a, b, mark);
    int64_t line = 0;
    for (size_t i = 0; i < n && !line; i++) {
        if (is_number(mark[i]) || is_name(mark[i]))
            line = seen_take(seen, mark[i], number, row->line);
    }
    if (line)
        conclude(row, BODY_ROW_FAILED, 0, str_printf(a, ROW_TWICE, (long long)line));
}

/* --- all rows --- */

struct say {
    int64_t import_id;
    const struct body_import_row *row;
    size_t n;
};

static enum err say_fn(struct db *db, void *arg)
{
    const struct say *say = arg;
    int64_t is_checking = 0;
    enum err e = db_one_i64(db, sql[Q_STATE], BINDS(bi(say->import_id)), &is_checking);
    if (!e && !is_checking)
        e = ERR_CONFLICT; /* checked by somebody else, or given up */
    for (size_t i = 0; i < say->n && !e; i++) {
        const struct body_import_row *row = &say->row[i];
        e = db_exec(db, sql[Q_SAY],
                    BINDS(bi(say->import_id), bi(row->line),
                          bt(body_row_outcome_name(row->outcome)),
                          row->body_id ? bi(row->body_id) : bn(), bt(row->problem)));
    }
    return e;
}

struct checking {
    const struct body_import_run *run;
    const struct body_import *of;
    const struct body_reader *reader;
    struct arena *a; /* of a batch */
    struct seen seen;
    struct body_import_end end;
    size_t n_done;
};

static void count(struct body_import_end *end, enum body_row_outcome outcome)
{
    end->n_added += outcome == BODY_ROW_ADD;
    end->n_known += outcome == BODY_ROW_KNOWN;
    end->n_failed += outcome == BODY_ROW_FAILED;
}

static enum err check_batch(struct checking *k, struct body_import_row *row, size_t n)
{
    enum err e = OK;
    for (size_t i = 0; i < n && !e; i++) {
        struct body b;
        e = body_import_judge(k->reader, k->run->db, k->a, &row[i], &b);
        if (!e && row[i].outcome == BODY_ROW_ADD)
            look_for_twin(&k->seen, k->a, &row[i], &b);
        count(&k->end, row[i].outcome);
    }
    struct say say = { k->of->id, row, n };
    if (!e)
        e = arena_failed(k->a) ? ERR_LIMIT : store_write(k->run->store, say_fn, &say);
    k->n_done += n;
    if (k->run->progress)
        k->run->progress(k->run->progress_arg, k->n_done, (size_t)k->of->n_rows);
    return e;
}

static enum err check_all(struct checking *k, struct arena *a)
{
    struct body_import_rows_ask ask = { .import_id = k->of->id };
    struct body_import_row *row = arena_array(a, BODY_IMPORT_BATCH, sizeof *row);
    const struct body_import_run *run = k->run;
    size_t n = BODY_IMPORT_BATCH;
    enum err e = row && seen_open(&k->seen, a, k->of->n_rows) ? OK : ERR_LIMIT;
    while (!e && n == BODY_IMPORT_BATCH) {
        if (run->is_stopping && run->is_stopping(run->stop_arg))
            return ERR_BUSY;
        arena_reset(k->a);
        e = body_import_rows(run->db, k->a, &ask, BODY_IMPORT_BATCH, row, &n);
        if (!e && n)
            e = check_batch(k, row, n);
        ask.after = n ? row[n - 1].line : 0;
    }
    return e ? e : store_write(run->store, body_import_checked_fn, &k->end);
}

enum err body_import_check(const struct body_import_run *run, const struct body_import *of)
{
    struct arena *a = arena_new(SEEN_ARENA_BYTES);
    struct checking k = { .run = run,
                          .of = of,
                          .a = arena_new(BATCH_ARENA_BYTES),
                          .end = { .step = { .id = of->id, .act = &run->act } } };
    struct body_reader *reader = NULL;
    enum err e = body_reader_open(run->db, a, of, &reader);
    k.reader = reader;
    if (!e)
        e = check_all(&k, a);
    arena_free(k.a);
    arena_free(a);
    return e;
}
