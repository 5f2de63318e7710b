#include "modules/feedback/feedback_public.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "core/http/target.h"
#include "core/md/md.h"
#include "gen/symbols.h"
#include "modules/feedback/feedback_words.h"
#include "modules/partnerships/partnership_page.h"

#define COLS                                                                                   \
    "f.item_id, f.consultation_id, f.partnership_id, f.seq, f.published_at_s, "                \
    "f.changed_at_s, f.theme, f.outcome, f.we_asked, f.you_said, f.decision, f.we_did, "       \
    "f.reason, f.plan_reference, f.plan_url "
#define FROM                                                                                   \
    "FROM feedback_public f JOIN consultation_public c ON c.consultation_id = "                \
    "f.consultation_id "
/* Across Scotland any of them may fit: read newest first until the page is full, and to the end
 * for their number. There are tens a year, and the page is remembered. */
#define FITS                                                                                   \
    "($1 = 0 OR EXISTS (SELECT 1 FROM consultation_public_partnership w WHERE "                \
    "w.consultation_id = f.consultation_id AND w.partnership_id = $1)) AND ($2 = '' OR "       \
    "f.outcome = $2) AND ($3 = '' OR f.decision = $3) AND " HOLDS("4") " AND " HOLDS(          \
        "5") " AND " HOLDS("6") " AND " HOLDS("7") " AND " MAY_BE_READ
/* At the beginning of a word: folded words hold no sign that LIKE would read. */
#define HOLDS(n) "($" n " = '' OR ' ' || f.words LIKE '% ' || $" n " || '%') "
#define MAY_BE_READ "c.withdrawn_at_s IS NULL AND c.is_invited_only = 0 "

enum { Q_DROP, Q_WORDS, Q_PUT, Q_LIST, Q_FIND, Q_CHANGED, Q_COUNT, Q_OUTCOMES, Q_PARTNERSHIPS };

/* clang-format off */
static const char *const sql[] = {
    [Q_DROP] = "DELETE FROM feedback_public WHERE item_id = $1",
    [Q_WORDS] = "SELECT coalesce((SELECT t.name FROM theme t WHERE t.id = f.theme_id), '') || ' ' || f.we_asked || ' ' || "
                "f.you_said || ' ' || f.we_did || ' ' || f.reason || ' ' || f.plan_reference || ' ' || c.title FROM "
                "feedback_item f JOIN consultation c ON c.id = f.consultation_id WHERE f.id = $1 AND f.published_at_s IS "
                "NOT NULL AND f.removed_at_s IS NULL AND c.is_invited_only = 0",
    [Q_PUT] = "INSERT INTO feedback_public (item_id, consultation_id, partnership_id, seq, theme, outcome, we_asked, "
              "you_said, decision, we_did, reason, plan_reference, plan_url, words, published_at_s, changed_at_s) SELECT "
              "f.id, f.consultation_id, c.partnership_id, f.seq, coalesce(t.name, ''), coalesce(t.outcome, ''), "
              "f.we_asked, f.you_said, f.decision, f.we_did, f.reason, f.plan_reference, f.plan_url, $2, "
              "f.published_at_s, f.changed_at_s FROM feedback_item f JOIN consultation c ON c.id = f.consultation_id "
              "LEFT JOIN theme t ON t.id = f.theme_id WHERE f.id = $1",
    [Q_LIST] = "SELECT " COLS FROM "WHERE f.consultation_id = $1 AND " MAY_BE_READ "ORDER BY f.seq, f.item_id LIMIT $2",
    [Q_FIND] = "SELECT " COLS ", c.slug, c.title, p.slug, p.short_name, c.results_at_s IS NOT NULL " FROM "JOIN "
               "partnership p ON p.id = f.partnership_id WHERE " FITS "ORDER BY f.published_at_s DESC, f.item_id DESC "
               "LIMIT $8 OFFSET $9 /*scan*/",
    [Q_CHANGED] = "SELECT " COLS ", c.slug, c.title, p.slug, p.short_name, c.results_at_s IS NOT NULL " FROM "JOIN "
                  "partnership p ON p.id = f.partnership_id WHERE " FITS "ORDER BY f.changed_at_s DESC, f.item_id DESC "
                  "LIMIT $8 OFFSET $9 /*scan*/",
    [Q_COUNT] = "SELECT count(*) " FROM "WHERE " FITS "/*scan*/",
    [Q_OUTCOMES] = "SELECT DISTINCT f.outcome " FROM "WHERE f.outcome <> '' AND " MAY_BE_READ "ORDER BY f.outcome /*scan*/",
    [Q_PARTNERSHIPS] = "SELECT DISTINCT p.slug, p.short_name " FROM "JOIN consultation_public_partnership w ON "
                       "w.consultation_id = f.consultation_id JOIN partnership p ON p.id = w.partnership_id WHERE " MAY_BE_READ "ORDER BY p.sort_key /*scan*/",
};
/* clang-format on */
const struct sql_list feedback_public_sql = SQL_LIST("feedback_public", sql);

enum err feedback_public_renew(struct db *db, struct arena *a, int64_t item_id)
{
    struct str words;
    enum err e = db_exec(db, sql[Q_DROP], BINDS(bi(item_id)));
    if (!e)
        e = db_one_text(db, sql[Q_WORDS], BINDS(bi(item_id)), a, &words);
    if (e)
        return e == ERR_NOT_FOUND ? OK : e; /* a draft, taken down, or for those invited */
    return db_exec(db, sql[Q_PUT], BINDS(bi(item_id), bt(utf8_fold(a, words))));
}

static void from_row(struct feedback_public *x, struct stmt *s, struct arena *a)
{
    int i = 0;
    *x = (struct feedback_public){ 0 };
    int64_t *const number[] = { &x->id,  &x->consultation_id, &x->partnership_id,
                                &x->seq, &x->published_at_s,  &x->changed_at_s };
    struct str *const text[] = { &x->theme,    &x->outcome,        &x->we_asked,
                                 &x->you_said, &x->decision,       &x->we_did,
                                 &x->reason,   &x->plan_reference, &x->plan_url };
    for (size_t k = 0; k < sizeof number / sizeof *number; k++)
        *number[k] = db_i64(s, i++);
    for (size_t k = 0; k < sizeof text / sizeof *text; k++)
        *text[k] = db_text(s, i++, a);
}

enum err feedback_public_list(struct db *db, struct arena *a, int64_t consultation_id,
                              struct feedback_public out[FEEDBACK_ITEMS_MAX], size_t *n)
{
    *n = 0;
    struct stmt *s =
        db_query(db, sql[Q_LIST], BINDS(bi(consultation_id), bi(FEEDBACK_ITEMS_MAX)));
    while (*n < FEEDBACK_ITEMS_MAX && db_row(s))
        from_row(&out[(*n)++], s, a);
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

/* --- across Scotland --- */

enum { AFTER_COLS = 15, WORDS_MAX = 4 /* further ones are not looked for */ };

static void cut_words(struct str folded, struct str word[WORDS_MAX])
{
    size_t n = 0;
    while (n < WORDS_MAX && str_cut(&folded, ' ', &word[n]))
        n += word[n].n > 0;
    while (n < WORDS_MAX)
        word[n++] = STR("");
}

#define FILTER_BINDS(f, w)                                                                     \
    bi((f)->partnership_id), bt((f)->outcome), bt((f)->decision), bt((w)[0]), bt((w)[1]),      \
        bt((w)[2]), bt((w)[3])

enum err feedback_find(struct db *db, struct arena *a, const struct feedback_filter *f,
                       int64_t skip, int64_t most, struct feedback_found *out, size_t *n)
{
    struct str w[WORDS_MAX];
    cut_words(f->words, w);
    struct stmt *s = db_query(db, sql[f->by_change ? Q_CHANGED : Q_FIND],
                              BINDS(FILTER_BINDS(f, w), bi(most), bi(skip)));
    for (*n = 0; *n < (size_t)most && db_row(s); (*n)++) {
        from_row(&out[*n].x, s, a);
        out[*n].consultation_slug = db_text(s, AFTER_COLS, a);
        out[*n].consultation_title = db_text(s, AFTER_COLS + 1, a);
        out[*n].partnership_slug = db_text(s, AFTER_COLS + 2, a);
        out[*n].partnership_name = db_text(s, AFTER_COLS + 3, a);
        out[*n].has_results = db_i64(s, AFTER_COLS + 4) != 0;
    }
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err feedback_find_count(struct db *db, const struct feedback_filter *f, int64_t *n)
{
    struct str w[WORDS_MAX];
    cut_words(f->words, w);
    return db_one_i64(db, sql[Q_COUNT], BINDS(FILTER_BINDS(f, w)), n);
}

enum err feedback_outcomes(struct db *db, struct arena *a,
                           struct str out[FEEDBACK_OUTCOMES_MAX], size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_OUTCOMES], NO_BINDS);
    for (*n = 0; *n < FEEDBACK_OUTCOMES_MAX && db_row(s); (*n)++)
        out[*n] = db_text(s, 0, a);
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err feedback_partnerships(struct db *db, struct arena *a,
                               struct feedback_partnership out[FEEDBACK_PARTNERSHIPS_MAX],
                               size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_PARTNERSHIPS], NO_BINDS);
    for (*n = 0; *n < FEEDBACK_PARTNERSHIPS_MAX && db_row(s); (*n)++)
        out[*n] = (struct feedback_partnership){ db_text(s, 0, a), db_text(s, 1, a) };
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

/* --- as pages show it --- */

static void text_view(struct arena *a, struct view *v, symbol name, struct str text, int level)
{
    if (text.n)
        view_html(v, name, md_render(a, text, md_shift_to(text, level), false));
    else
        view_null(v, name);
}

static void day_view(struct arena *a, struct view *v, symbol words, symbol iso, int64_t at_s)
{
    struct date d = london_from_s(at_s).date;
    view_str(v, words, date_long(a, d));
    view_str(v, iso, date_iso(a, d));
}

void feedback_public_view(struct arena *a, const struct outcomes *outcomes,
                          const struct feedback_public *x, int level, struct view *v)
{
    bool is_outcome = x->outcome.n && outcomes;
    view_str(v, S(anchor), str_printf(a, "answer-%lld", (long long)x->id));
    view_str(v, S(heading), x->theme.n ? x->theme : STR(FEEDBACK_NO_THEME));
    view_text(v, S(outcome),
              is_outcome ? outcome_label(outcomes, x->outcome) : (struct str){ 0 });
    view_str(v, S(decision), consultation_label(feedback_decisions, x->decision));
    view_lit(v, S(decision_tag), feedback_decision_tag(x->decision));
    text_view(a, v, S(asked), x->we_asked, level);
    text_view(a, v, S(said), x->you_said, level);
    text_view(a, v, S(did), x->we_did, level);
    text_view(a, v, S(reason), x->reason, level);
    view_text(v, S(plan), x->plan_reference);
    view_text(v, S(plan_href), url_is_http(x->plan_url) ? x->plan_url : (struct str){ 0 });
    day_view(a, v, S(published_on), S(published_iso), x->published_at_s);
    view_null(v, S(changed_on));
    view_null(v, S(changed_iso));
    if (x->changed_at_s > x->published_at_s)
        day_view(a, v, S(changed_on), S(changed_iso), x->changed_at_s);
}
