#include "modules/results/result.h"

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "modules/framework/list.h"
#include "modules/results/result_words.h"

#define TABLES_MOST FIGURE_TABLES_MAX
#define VERSION_COLUMNS                                                                        \
    "id, n, n_removed, published_at_s, note, title, summary, method, by_role"

enum {
    Q_DRAFT,
    Q_DRAFT_TABLES,
    Q_NEWEST,
    Q_VERSION,
    Q_VERSIONS,
    Q_TABLES,
    Q_SIZE,
    Q_FIGURES,
    Q_CAN_BE_READ,
    Q_QUOTES
};

static const char *const sql[] = {
    [Q_DRAFT] = "SELECT version, title, summary, method FROM result_draft WHERE "
                "consultation_id = $1",
    [Q_DRAFT_TABLES] = "SELECT code, finding, words, is_left_out FROM result_draft_table WHERE "
                       "consultation_id = $1 ORDER BY code LIMIT $2",
    [Q_NEWEST] = "SELECT " VERSION_COLUMNS " FROM result_version WHERE consultation_id = $1 "
                 "ORDER BY n DESC LIMIT 1",
    [Q_VERSION] = "SELECT " VERSION_COLUMNS " FROM result_version WHERE consultation_id = $1 "
                  "AND n = $2",
    [Q_VERSIONS] = "SELECT " VERSION_COLUMNS " FROM result_version WHERE consultation_id = $1 "
                   "ORDER BY n DESC LIMIT $2",
    [Q_TABLES] = "SELECT code, shape, finding, question, words, n_answered FROM result_table "
                 "WHERE version_id = $1 ORDER BY seq, code LIMIT $2",
    [Q_SIZE] = "SELECT coalesce(max(row_seq), -1) + 1, coalesce(max(col_seq), -1) + 1 FROM "
               "result_figure WHERE version_id = $1 AND code = $2 AND row <> 'mean'",
    [Q_FIGURES] = "SELECT row, col, row_seq, col_seq, row_words, col_words, n FROM "
                  "result_figure WHERE version_id = $1 AND code = $2",
    [Q_CAN_BE_READ] = "SELECT count(*) FROM published_response WHERE consultation_id = $1",
    [Q_QUOTES] =
        "SELECT q.code, q.start_at, q.n_chars, a.text, p.who, p.name, p.kind, p.no, q.id "
        "FROM published_quote q JOIN published_answer a ON a.id = "
        "q.published_answer_id JOIN published_response p ON p.id = a.published_id "
        "WHERE q.consultation_id = $1 ORDER BY q.code, q.seq, q.id LIMIT $2",
};
const struct sql_list result_sql = SQL_LIST("result", sql);

/* --- the draft --- */

enum err result_draft_load(struct db *db, struct arena *a, int64_t consultation_id,
                           struct result_draft *out)
{
    *out = (struct result_draft){ 0 };
    struct stmt *s = db_query(db, sql[Q_DRAFT], BINDS(bi(consultation_id)));
    if (db_row(s))
        *out = (struct result_draft){ db_i64(s, 0), db_text(s, 1, a), db_text(s, 2, a),
                                      db_text(s, 3, a) };
    return db_done(s, OK);
}

enum err result_draft_tables(struct db *db, struct arena *a, int64_t consultation_id,
                             struct result_draft_table **out, size_t *n)
{
    *n = 0;
    *out = arena_array(a, TABLES_MOST, sizeof **out);
    if (!*out)
        return ERR_LIMIT;
    struct stmt *s =
        db_query(db, sql[Q_DRAFT_TABLES], BINDS(bi(consultation_id), bi(TABLES_MOST)));
    while (db_row(s))
        (*out)[(*n)++] = (struct result_draft_table){ db_text(s, 0, a), db_text(s, 1, a),
                                                      db_text(s, 2, a), db_bool(s, 3) };
    return db_done(s, OK);
}

void result_words_set(struct figures *f, const struct result_draft_table *table, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < f->n; i++) {
        struct figure_table *t = &f->table[i];
        bool is_left_out = false;
        for (size_t k = 0; k < n; k++)
            if (str_eq(table[k].code, t->code)) {
                t->finding = table[k].finding;
                t->words = table[k].words;
                is_left_out = table[k].is_left_out;
            }
        if (!is_left_out)
            f->table[kept++] = *t;
    }
    f->n = kept;
}

/* --- versions --- */

static struct result_version version_read(struct stmt *s, struct arena *a)
{
    return (struct result_version){ .id = db_i64(s, 0),
                                    .n = db_i64(s, 1),
                                    .n_removed = db_i64(s, 2),
                                    .published_at_s = db_i64(s, 3),
                                    .note = db_text(s, 4, a),
                                    .title = db_text(s, 5, a),
                                    .summary = db_text(s, 6, a),
                                    .method = db_text(s, 7, a),
                                    .by_role = db_text(s, 8, a) };
}

enum err result_versions(struct db *db, struct arena *a, int64_t consultation_id,
                         struct result_version **out, size_t *n)
{
    *n = 0;
    *out = arena_array(a, RESULT_VERSIONS_MAX, sizeof **out);
    if (!*out)
        return ERR_LIMIT;
    struct stmt *s =
        db_query(db, sql[Q_VERSIONS], BINDS(bi(consultation_id), bi(RESULT_VERSIONS_MAX)));
    while (db_row(s))
        (*out)[(*n)++] = version_read(s, a);
    return db_done(s, OK);
}

static enum err tables_load(struct db *db, struct arena *a, struct result *r)
{
    struct figures *f = &r->figures;
    f->table = arena_array(a, TABLES_MOST, sizeof *f->table);
    if (!f->table)
        return ERR_LIMIT;
    struct stmt *s = db_query(db, sql[Q_TABLES], BINDS(bi(r->version.id), bi(TABLES_MOST)));
    while (db_row(s)) {
        struct figure_table *t = &f->table[f->n];
        *t = (struct figure_table){ .code = db_text(s, 0, a),
                                    .finding = db_text(s, 2, a),
                                    .question = db_text(s, 3, a),
                                    .words = db_text(s, 4, a),
                                    .n_answered = db_i64(s, 5),
                                    .is_answered_hidden = db_is_null(s, 5),
                                    .mean_tenths = -1 };
        f->n += figure_shape_from(db_text(s, 1, a), &t->shape);
    }
    return db_done(s, OK);
}

/* What is hidden has no number here: nobody can let it slip. */
static void cell_read(struct stmt *s, struct arena *a, struct figure_table *t)
{
    struct str row = db_text(s, 0, a);
    size_t r = (size_t)db_i64(s, 2), k = (size_t)db_i64(s, 3);
    if (str_eq(row, STR(FIGURE_MEAN))) {
        t->mean_tenths = db_i64(s, 6);
        return;
    }
    t->row[r] = (struct figure_label){ row, db_text(s, 4, a) };
    t->col[k] = (struct figure_label){ db_text(s, 1, a), db_text(s, 5, a) };
    *small_cell_at(&t->s, r, k) =
        (struct small_cell){ .n = db_i64(s, 6), .is_hidden = db_is_null(s, 6) };
}

static enum err cells_load(struct db *db, struct arena *a, int64_t version_id,
                           struct figure_table *t)
{
    struct stmt *s = db_query(db, sql[Q_SIZE], BINDS(bi(version_id), bt(t->code)));
    if (db_row(s))
        t->s = (struct small_table){ .n_rows = (size_t)db_i64(s, 0),
                                     .n_cols = (size_t)db_i64(s, 1) };
    enum err e = db_done(s, OK);
    if (e)
        return e;
    t->row = arena_array(a, t->s.n_rows + 1, sizeof *t->row);
    t->col = arena_array(a, t->s.n_cols + 1, sizeof *t->col);
    t->s.cell = arena_array(a, t->s.n_rows * t->s.n_cols + 1, sizeof *t->s.cell);
    if (!t->row || !t->col || !t->s.cell)
        return ERR_LIMIT;
    s = db_query(db, sql[Q_FIGURES], BINDS(bi(version_id), bt(t->code)));
    while (db_row(s))
        cell_read(s, a, t);
    t->s.has_total_row =
        t->s.n_rows > 0 && str_eq(t->row[t->s.n_rows - 1].code, STR(FIGURE_TOTAL));
    return db_done(s, OK);
}

enum err result_load(struct db *db, struct arena *a, int64_t consultation_id, int64_t n,
                     struct result *out)
{
    *out = (struct result){ 0 };
    struct stmt *s = n ? db_query(db, sql[Q_VERSION], BINDS(bi(consultation_id), bi(n)))
                       : db_query(db, sql[Q_NEWEST], BINDS(bi(consultation_id)));
    bool has = db_row(s);
    if (has)
        out->version = version_read(s, a);
    enum err e = db_done(s, has ? OK : ERR_NOT_FOUND);
    if (!e)
        e = tables_load(db, a, out);
    for (size_t i = 0; !e && i < out->figures.n; i++)
        e = cells_load(db, a, out->version.id, &out->figures.table[i]);
    if (!e)
        e = db_one_i64(db, sql[Q_CAN_BE_READ], BINDS(bi(consultation_id)), &out->n_can_be_read);
    const struct figure_table *counts = figure_named(&out->figures, STR("counts"));
    out->figures.n_counted = counts ? counts->n_answered : 0;
    return e;
}

/* --- quotations --- */

/* n characters from that one on. */
static struct str characters(struct str s, size_t from, size_t n)
{
    size_t at = 0;
    while (from-- > 0 && at < s.n)
        (void)utf8_next(s, &at);
    size_t begin = at;
    while (n-- > 0 && at < s.n)
        (void)utf8_next(s, &at);
    return str_sub(s, begin, at - begin);
}

static struct str quote_by(struct arena *a, const struct list_words *kinds, struct stmt *s)
{
    struct str who = db_text(s, 4, a), name = db_text(s, 5, a), kind = db_text(s, 6, a);
    if (name.n)
        return name;
    if (str_eq(who, STR("organisation")))
        return kind.n ? str_printf(a, QUOTE_ORGANISATION_OF, STR_ARG(list_label(kinds, kind)))
                      : STR(QUOTE_ORGANISATION);
    return str_eq(who, STR("group")) ? STR(QUOTE_GROUP) : STR(QUOTE_INDIVIDUAL);
}

enum err result_quotes(struct db *db, struct arena *a, int64_t consultation_id,
                       struct result_quote **out, size_t *n)
{
    struct list_words kinds;
    enum err e = list_load(db, a, "body_kind", &kinds);
    *n = 0;
    *out = arena_array(a, RESULT_QUOTES_MAX, sizeof **out);
    if (e || !*out)
        return e ? e : ERR_LIMIT;
    struct stmt *s =
        db_query(db, sql[Q_QUOTES], BINDS(bi(consultation_id), bi(RESULT_QUOTES_MAX)));
    while (db_row(s))
        (*out)[(*n)++] = (struct result_quote){
            .code = db_text(s, 0, a),
            .words = characters(db_text(s, 3, a), (size_t)db_i64(s, 1), (size_t)db_i64(s, 2)),
            .by = quote_by(a, &kinds, s),
            .no = db_i64(s, 7),
            .id = db_i64(s, 8),
        };
    return db_done(s, OK);
}
