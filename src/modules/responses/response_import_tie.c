#include "modules/responses/response_import_tie.h"

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "modules/bodies/body.h"

#define ROWS_AT_ONCE 100
#define BATCH_BYTES ((size_t)64 * 1024 * 1024)
#define NAMED_MAX 20 /* entries with that name, or one that sorts like it */

enum { Q_NUMBER, Q_NAME, Q_STORED };

/* $1: the consultation */
#define WORKS_THERE                                                                            \
    "b.state <> 'merged' AND EXISTS (SELECT 1 FROM body_set t WHERE t.id = b.set_id AND "      \
    "t.is_live = 1) AND EXISTS (SELECT 1 FROM consultation_partnership c JOIN "                \
    "body_partnership p ON p.partnership_id = c.partnership_id AND p.body_id = b.id WHERE "    \
    "c.consultation_id = $1)"

static const char *const sql[] = {
    [Q_NUMBER] = "SELECT b.id, b.name FROM body b WHERE b.charity_number = $2 AND " WORKS_THERE
                 " LIMIT $3",
    [Q_NAME] =
        "SELECT b.id, b.name FROM body b WHERE b.sort_key = $2 AND " WORKS_THERE " LIMIT $3",
    [Q_STORED] = "SELECT count(*) FROM response WHERE import_id = $1 AND body_id IS NOT NULL",
};
const struct sql_list response_import_tie_sql = SQL_LIST("response_import_tie", sql);

struct entry {
    int64_t id;
    struct str name;
};

/* Those of that number, or, where `name` is given, of exactly that name. */
static enum err entries(struct stmt *s, struct arena *a, struct str name,
                        struct entry out[NAMED_MAX], size_t *n)
{
    struct str folded = utf8_fold(a, name);
    for (*n = 0; *n < NAMED_MAX && db_row(s);) {
        out[*n] = (struct entry){ db_i64(s, 0), db_text(s, 1, a) };
        *n += !name.n || str_eq(utf8_fold(a, out[*n].name), folded);
    }
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

struct found {
    struct entry by_number[NAMED_MAX], by_name[NAMED_MAX];
    size_t n_number, n_name;
};

static enum err look_up(struct db *db, struct arena *a, int64_t consultation_id,
                        const struct response_named *named, struct found *f)
{
    struct str number;
    enum err e = OK;
    if (body_charity_number(a, named->number, &number) && number.n)
        e = entries(
            db_query(db, sql[Q_NUMBER], BINDS(bi(consultation_id), bt(number), bi(NAMED_MAX))),
            a, (struct str){ NULL, 0 }, f->by_number, &f->n_number);
    if (!e && named->organisation.n)
        e = entries(db_query(db, sql[Q_NAME],
                             BINDS(bi(consultation_id),
                                   bt(body_sort_key(a, named->organisation)), bi(NAMED_MAX))),
                    a, named->organisation, f->by_name, &f->n_name);
    return e;
}

static bool is_among(const struct entry *x, const struct entry *all, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (all[i].id == x->id)
            return true;
    return false;
}

enum err response_tie_find(struct db *db, struct arena *a, int64_t consultation_id,
                           const struct response_named *named, struct response_tie *out)
{
    struct found f = { .n_number = 0 };
    *out = (struct response_tie){ .name = named->organisation.n ? named->organisation
                                                                : named->number };
    if (!out->name.n)
        return OK;
    enum err e = look_up(db, a, consultation_id, named, &f);
    const struct entry *one = f.n_number == 1                ? &f.by_number[0]
                              : f.n_name == 1 && !f.n_number ? &f.by_name[0]
                                                             : NULL;
    if (f.n_number == 1 && f.n_name && !is_among(one, f.by_name, f.n_name))
        out->how = RESPONSE_TIE_APART;
    else if (one)
        *out = (struct response_tie){ RESPONSE_TIE_BODY, one->id, one->name };
    else
        out->how = f.n_number || f.n_name ? RESPONSE_TIE_SEVERAL : RESPONSE_TIE_UNKNOWN;
    return e;
}

enum err response_tie_row(struct db *db, struct arena *a, const struct response_named *named,
                          struct response *r)
{
    struct response_tie tie;
    enum err e = response_tie_find(db, a, r->consultation_id, named, &tie);
    if (e || tie.how != RESPONSE_TIE_BODY)
        return e;
    r->body_id = tie.body_id;
    if (!r->respondent.organisation.n)
        r->respondent.organisation = tie.name;
    return OK;
}

/* --- the dry run --- */

struct counting {
    struct db *db;
    struct arena *a, *batch;
    const struct response_columns *columns;
    int64_t consultation_id;
    struct response_tie_count *out;
};

/* What is shown outlives the rows that it was read with. */
static enum err count_row(struct counting *x, const struct response_import_row *row)
{
    const struct response_named named = response_row_named(x->columns, row);
    struct response_tie_count *out = x->out;
    struct response_tie tie;
    enum err e = response_tie_find(x->db, x->batch, x->consultation_id, &named, &tie);
    if (e)
        return e;
    out->n[tie.how]++;
    if (tie.how > RESPONSE_TIE_BODY && out->n_shown < RESPONSE_TIE_SHOWN) {
        tie.name = str_printf(x->a, "%.*s", STR_ARG(tie.name));
        out->untied[out->n_shown++] = (struct response_tie_row){ row->line, tie };
    }
    return OK;
}

static enum err count_all(struct counting *x, int64_t import_id)
{
    struct response_import_row *row = arena_array(x->a, ROWS_AT_ONCE, sizeof *row);
    struct response_rows_ask ask = { import_id, 0, false, ROWS_AT_ONCE };
    size_t n = 1;
    enum err e = row ? OK : ERR_LIMIT;
    while (!e && n) {
        arena_reset(x->batch);
        e = response_import_rows(x->db, x->batch, &ask, row, &n);
        for (size_t i = 0; !e && i < n; i++)
            e = count_row(x, &row[i]);
        if (!e && n)
            ask.after = row[n - 1].line;
    }
    return e;
}

enum err response_tie_count(struct db *db, struct arena *a, const struct response_import *of,
                            const struct response_columns *columns,
                            struct response_tie_count *out)
{
    struct counting x = { .db = db,
                          .a = a,
                          .batch = arena_new(BATCH_BYTES),
                          .columns = columns,
                          .consultation_id = of->consultation_id,
                          .out = out };
    *out = (struct response_tie_count){ .n_shown = 0 };
    enum err e = count_all(&x, of->id);
    arena_free(x.batch);
    return e;
}

enum err response_tie_stored(struct db *db, int64_t import_id, int64_t *n)
{
    return db_one_i64(db, sql[Q_STORED], BINDS(bi(import_id)), n);
}
