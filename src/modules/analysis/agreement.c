#include "modules/analysis/agreement.h"

#include "modules/responses/published.h"
#include "modules/responses/response_counted.h"

#define QUESTIONS_MAX 500

enum { Q_BOTH, Q_CODES };

/* From the second readings, which are few, by their index. */
#define READ_TWICE                                                                             \
    "FROM answer_reading s CROSS JOIN answer_reading f ON f.answer_id = s.answer_id AND "      \
    "f.layer = 'first' CROSS JOIN answer a ON a.id = s.answer_id CROSS JOIN response r ON "    \
    "r.id = a.response_id "
#define OF_THOSE "WHERE s.consultation_id = $1 AND s.layer = 'second' AND " RESPONSE_COUNTED

static const char *const sql[] = {
    [Q_BOTH] = "SELECT s.question_id, count(*) " READ_TWICE OF_THOSE
               " GROUP BY s.question_id LIMIT $2",
    [Q_CODES] = "SELECT DISTINCT c.answer_id, s.question_id, c.theme_id, c.layer = "
                "'second' " READ_TWICE "CROSS JOIN answer_code c ON c.answer_id = s.answer_id "
                "AND c.layer <> 'agreed' " OF_THOSE " ORDER BY 1, 3, 4",
};
const struct sql_list agreement_sql = SQL_LIST("agreement", sql);

/* --- the figures --- */

static int64_t sum_of(const struct agreement *x)
{
    return x->both + x->first_only + x->second_only + x->neither;
}

int64_t agreement_per_cent(const struct agreement *x)
{
    int64_t n = sum_of(x);
    return n ? ((x->both + x->neither) * 200 + n) / (2 * n) : 0;
}

/* kappa = (po - pe) / (1 - pe), both sides times n * n so that whole numbers do. */
bool agreement_kappa(const struct agreement *x, int64_t *hundredths)
{
    int64_t n = sum_of(x);
    int64_t first = x->both + x->first_only, second = x->both + x->second_only;
    if (first == 0 || first == n || second == 0 || second == n)
        return false;
    int64_t chance = first * second + (n - first) * (n - second);
    int64_t above = n * (x->both + x->neither) - chance, most = n * n - chance;
    int64_t twice = 200 * above;
    *hundredths = (twice + (above < 0 ? -most : most)) / (2 * most);
    return true;
}

/* --- finding them --- */

struct tally {
    struct arena *arena;
    const struct theme *theme;
    size_t n_themes;
    struct agreement *of; /* as theme */
    struct {
        int64_t question_id, n;
    } asked[QUESTIONS_MAX];
    size_t n_asked;
    struct agreement_found *out;
    int64_t answer_id, theme_id; /* the pair that is being read */
    bool by_first, by_second;
};

static enum err count_both(struct db *db, int64_t consultation_id, struct tally *t)
{
    struct stmt *s = db_query(db, sql[Q_BOTH], BINDS(bi(consultation_id), bi(QUESTIONS_MAX)));
    while (t->n_asked < QUESTIONS_MAX && db_row(s)) {
        t->asked[t->n_asked].question_id = db_i64(s, 0);
        t->asked[t->n_asked].n = db_i64(s, 1);
        t->out->n_both += t->asked[t->n_asked++].n;
    }
    return db_done(s, t->out->n_both > AGREEMENT_ANSWERS_MAX ? ERR_TOO_MANY : OK);
}

/* An answer and one of its themes is whole: by the first, by the second, by both. */
static void add_pair(struct tally *t)
{
    const struct theme *theme = theme_of(t->theme, t->n_themes, t->theme_id);
    struct agreement_found *out = t->out;
    if (!theme)
        return;
    struct agreement *of = &t->of[theme - t->theme];
    of->both += t->by_first && t->by_second;
    of->first_only += t->by_first && !t->by_second;
    of->second_only += !t->by_first && t->by_second;
    if (t->by_first != t->by_second &&
        (!out->n_differ || out->differ[out->n_differ - 1] != t->answer_id))
        out->differ[out->n_differ++] = t->answer_id;
}

static enum err count_codes(struct db *db, int64_t consultation_id, struct tally *t)
{
    struct stmt *s = db_query(db, sql[Q_CODES], BINDS(bi(consultation_id)));
    while (db_row(s)) {
        int64_t answer_id = db_i64(s, 0), theme_id = db_i64(s, 2);
        if (answer_id != t->answer_id || theme_id != t->theme_id) {
            add_pair(t);
            t->by_first = t->by_second = false;
        }
        t->answer_id = answer_id;
        t->theme_id = theme_id;
        *(db_bool(s, 3) ? &t->by_second : &t->by_first) = true;
    }
    add_pair(t);
    return db_done(s, OK);
}

/* To how many answers that both read could the theme be given? */
static int64_t offered_with(const struct tally *t, const struct theme *theme)
{
    for (size_t i = 0; theme->question_id && i < t->n_asked; i++)
        if (t->asked[i].question_id == theme->question_id)
            return t->asked[i].n;
    return theme->question_id ? 0 : t->out->n_both;
}

static void keep_used(struct tally *t)
{
    for (size_t i = 0; i < t->n_themes; i++) {
        struct agreement *x = &t->of[i];
        int64_t n_used = x->both + x->first_only + x->second_only;
        int64_t n = offered_with(t, &t->theme[i]);
        x->neither = n > n_used ? n - n_used : 0;
        if (n_used)
            t->out->theme[t->out->n_themes++] =
                (struct theme_agreement){ .theme = &t->theme[i], .of = *x };
    }
}

enum err agreement_find(struct db *db, struct arena *a, int64_t consultation_id,
                        const struct theme *theme, size_t n_themes, struct agreement_found *out)
{
    struct tally *t = arena_array(a, 1, sizeof *t);
    *out =
        (struct agreement_found){ .theme = arena_array(a, n_themes + 1, sizeof *out->theme) };
    if (!t || !out->theme)
        return ERR_LIMIT;
    *t = (struct tally){ .arena = a,
                         .theme = theme,
                         .n_themes = n_themes,
                         .of = arena_array(a, n_themes + 1, sizeof *t->of),
                         .out = out };
    enum err e = t->of ? count_both(db, consultation_id, t) : ERR_LIMIT;
    if (e)
        return e;
    out->differ = arena_array(a, (size_t)out->n_both + 1, sizeof *out->differ);
    e = out->differ ? count_codes(db, consultation_id, t) : ERR_LIMIT;
    if (!e)
        keep_used(t);
    return e;
}
