#include "modules/analysis/coding_export.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/esc.h"
#include "core/base/limits.h"
#include "core/web/spool.h"
#include "modules/analysis/analysis_desk.h"
#include "modules/analysis/reading.h"
#include "modules/analysis/reading_words.h"
#include "modules/responses/published.h"
#include "modules/responses/response_counted.h"

#define MARK "\xEF\xBB\xBF" /* so that spreadsheets take the file for UTF-8 */
#define SLICE_ROWS 100
#define SLICE_BYTES (64 * MIB)
#define EXPORT_MS 60000
#define CELL_BYTES (256 * KIB)

enum { Q_SLICE };

/* clang-format off */
static const char *const sql[] = {
    [Q_SLICE] = "SELECT a.id, r.receipt, r.received_on, r.channel, r.who, coalesce(b.kind, ''), r.areas, " OPEN_WORDS ", coalesce(f.done_at_s, 0), "
                "coalesce(f.by_role, ''), s.answer_id IS NOT NULL, g.answer_id IS NOT NULL FROM question q CROSS JOIN answer a ON a.question_id = "
                "q.id CROSS JOIN response r ON r.id = a.response_id LEFT JOIN body b ON b.id = r.body_id LEFT JOIN answer_reading f ON "
                "f.answer_id = a.id AND f.layer = 'first' LEFT JOIN answer_reading s ON s.answer_id = a.id AND s.layer = 'second' LEFT JOIN "
                "answer_reading g ON g.answer_id = a.id AND g.layer = 'agreed' WHERE q.id = $1 AND a.id > $2 AND " OPEN_WORDS " <> '' AND "
                RESPONSE_COUNTED " ORDER BY a.id LIMIT $3",
};
/* clang-format on */
const struct sql_list coding_export_sql = SQL_LIST("coding_export", sql);

static const char *const columns[] = {
    "reference", "received_on", "channel", "who",      "organisation_kind", "areas",
    "question",  "answer",      "themes",  "outcomes", "passages",          "extracts",
    "notes",     "read_on",     "read_by", "settled",  "first_reader",      "second_reader"
};
#define N_COLUMNS (sizeof columns / sizeof columns[0])

struct export
{
    struct coding k;
    struct ctx slice; /* with the memory of a slice */
    struct spool out;
    const struct question *q;
};

struct codes {
    struct reading_code *code;
    size_t n;
};

/* An answer that is being written. */
struct row {
    int64_t id;
    struct str words;
    bool has_second, is_settled;
    struct codes counting, first, second;
};

/* --- the cells --- */

static void join(struct buf *b, struct str words)
{
    if (buf_view(b).n)
        buf_str(b, STR("; "));
    buf_str(b, words);
}

/* The names of the themes, or of the outcomes, each once, in the frame's order. */
static struct str names(struct export *k, const struct codes *of, bool outcomes)
{
    struct buf *b = buf_in(k->slice.arena, CELL_BYTES);
    for (size_t i = 0; i < k->k.n_themes; i++) {
        const struct theme *t = &k->k.theme[i];
        bool has = false;
        for (size_t j = 0; j < of->n && (t->outcome.n > 0) == outcomes; j++)
            has = has || of->code[j].theme_id == t->id;
        if (has)
            join(b, t->name);
    }
    return buf_view(b);
}

static struct str all_names(struct export *k, const struct codes *of)
{
    struct buf *b = buf_in(k->slice.arena, CELL_BYTES);
    struct str own = names(k, of, false), outcomes = names(k, of, true);
    if (own.n)
        join(b, own);
    if (outcomes.n)
        join(b, outcomes);
    return buf_view(b);
}

static struct str passages(struct export *k, const struct row *x)
{
    struct buf *b = buf_in(k->slice.arena, CELL_BYTES);
    for (size_t i = 0; i < x->counting.n; i++) {
        const struct reading_code *code = &x->counting.code[i];
        const struct theme *t = theme_of(k->k.theme, k->k.n_themes, code->theme_id);
        struct passage at = { code->start_at, code->n_chars };
        struct str words = passage_words(x->words, at);
        if (code->n_chars && t)
            join(b, str_printf(k->slice.arena, READING_PASSAGE_LABEL, STR_ARG(t->name),
                               STR_ARG(words)));
    }
    return buf_view(b);
}

static enum err notes(struct export *k, int64_t answer_id, struct str *extract,
                      struct str *note)
{
    struct reading_note *all;
    size_t n;
    struct buf *extracts = buf_in(k->slice.arena, CELL_BYTES);
    struct buf *rest = buf_in(k->slice.arena, CELL_BYTES);
    enum err e = reading_notes(k->slice.db, k->slice.arena, answer_id, 0, &all, &n);
    for (size_t i = 0; !e && i < n; i++)
        join(all[i].is_extract ? extracts : rest, all[i].words);
    *extract = buf_view(extracts);
    *note = buf_view(rest);
    return e;
}

static enum err load_layer(struct export *k, int64_t answer_id, const char *layer,
                           struct codes *out)
{
    return reading_codes(k->slice.db, k->slice.arena, answer_id, str_from(layer), &out->code,
                         &out->n);
}

static enum err load_codes(struct export *k, struct row *x)
{
    enum err e = load_layer(k, x->id, "first", &x->first);
    if (!e && x->has_second)
        e = load_layer(k, x->id, "second", &x->second);
    x->counting = x->first;
    return e || !x->is_settled ? e : load_layer(k, x->id, "agreed", &x->counting);
}

static enum err add_row(struct export *k, struct str cell[N_COLUMNS], struct row *x,
                        int64_t read_at_s)
{
    struct arena *a = k->slice.arena;
    enum err e = load_codes(k, x);
    if (!e)
        e = notes(k, x->id, &cell[11], &cell[12]);
    if (e)
        return e;
    cell[6] = question_called(a, k->q);
    cell[7] = x->words;
    cell[8] = names(k, &x->counting, false);
    cell[9] = names(k, &x->counting, true);
    cell[10] = passages(k, x);
    cell[13] = read_at_s ? date_iso(a, london_from_s(read_at_s).date) : STR("");
    cell[15] = x->is_settled ? STR("yes") : STR("no");
    cell[16] = x->has_second ? all_names(k, &x->first) : STR("");
    cell[17] = x->has_second ? all_names(k, &x->second) : STR("");
    esc_csv_row(k->out.text, cell, N_COLUMNS);
    return spool_row(&k->out);
}

/* --- the file --- */

static enum err add_slice(struct export *k, int64_t *after, bool *has_more)
{
    struct arena *a = k->slice.arena;
    struct stmt *s =
        db_query(k->slice.db, sql[Q_SLICE], BINDS(bi(k->q->id), bi(*after), bi(SLICE_ROWS)));
    int64_t n = 0;
    enum err e = OK;
    while (!e && db_row(s)) {
        struct str cell[N_COLUMNS] = { 0 };
        struct row x = { .id = db_i64(s, 0),
                         .words = db_text(s, 7, a),
                         .has_second = db_bool(s, 10),
                         .is_settled = db_bool(s, 11) };
        for (int i = 0; i < 6; i++)
            cell[i] = db_text(s, i + 1, a);
        cell[14] = db_text(s, 9, a);
        e = add_row(k, cell, &x, db_i64(s, 8));
        *after = x.id;
        n++;
    }
    e = db_done(s, e);
    *has_more = n == SLICE_ROWS;
    if (!e && arena_failed(a))
        e = ERR_LIMIT;
    arena_reset(a);
    return e;
}

static enum err fill(struct export *k)
{
    struct str name[N_COLUMNS];
    const int64_t until_ms = clock_mono_ms() + EXPORT_MS;
    enum err e = OK;
    for (size_t i = 0; i < N_COLUMNS; i++)
        name[i] = str_from(columns[i]);
    buf_lit(k->out.text, MARK);
    esc_csv_row(k->out.text, name, N_COLUMNS);
    for (size_t i = 0; !e && i < k->k.form.n; i++) {
        int64_t after = 0;
        bool has_more = reading_has_words(&k->k.form.question[i]);
        k->q = &k->k.form.question[i];
        while (!e && has_more) {
            e = add_slice(k, &after, &has_more);
            if (!e && has_more && clock_mono_ms() > until_ms)
                e = ERR_BUSY;
        }
    }
    return e;
}

static enum err record_fn(struct db *db, void *arg)
{
    const struct theme_write *w = arg;
    struct change change;
    change_begin(&change);
    change_of_partnership(&change, w->partnership_id);
    return change_record(db, &change, &w->act,
                         &(struct change_of){ .action = STR("answer.export"),
                                              .object_kind = STR("consultation"),
                                              .object_id = w->consultation_id });
}

enum err coding_export_post_page(struct ctx *c)
{
    struct export k = { 0 };
    enum err e = coding_open(c, &k.k);
    if (!e && !str_eq(param_str(c, "do"), STR("csv")))
        e = ERR_INVALID;
    if (e)
        return e;
    struct theme_write w = coding_theme_write(&k.k);
    e = store_write(c->store, record_fn, &w);
    if (e)
        return e;
    spool_begin(c, &k.out);
    k.slice = *c;
    k.slice.arena = arena_new(SLICE_BYTES);
    e = fill(&k);
    if (!e)
        e = spool_send(&k.out, STR("text/csv; charset=utf-8"),
                       str_printf(c->arena, "analysis-%.*s.csv", STR_ARG(k.k.x.reference)));
    spool_end(&k.out);
    arena_free(k.slice.arena);
    return e;
}
