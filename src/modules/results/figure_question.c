/*
 * figure_question.c: what was chosen in closed questions, and how many answered open ones. Of
 * equality questions the same from their own rows, which belong to no response.
 */
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "modules/framework/list.h"
#include "modules/responses/response_counted.h"
#include "modules/results/figure_inside.h"
#include "modules/results/figure_words.h"

#define ROUNDS_MAX 8
#define MONTHS_MAX 36 /* of a date: what comes after stands with the last */
#define MONTH_SIGNS (sizeof "2026-10" - 1)
#define TENTHS 10

enum { Q_ANSWERS, Q_EQUALITY };

static const char *const sql[] = {
    [Q_ANSWERS] = "SELECT a.question_id, CASE WHEN q.type IN ('one', 'several', 'scale', "
                  "'date', 'number') THEN a.value ELSE '' END AS chosen, count(*) FROM "
                  "response r JOIN answer a ON a.response_id = r.id JOIN question q ON q.id = "
                  "a.question_id WHERE r.consultation_id = $1 AND " RESPONSE_COUNTED
                  " AND (a.value <> '' OR a.other <> '') GROUP BY a.question_id, chosen ORDER "
                  "BY a.question_id, chosen",
    [Q_EQUALITY] = "SELECT question_id, value, count(*) FROM equality_answer WHERE "
                   "consultation_id = $1 AND value <> '' GROUP BY question_id, value ORDER BY "
                   "question_id, value",
};
const struct sql_list figure_question_sql = SQL_LIST("figure_question", sql);

/* What was answered to one question. */
struct tally {
    const struct question *q;
    int64_t n_answered, sum;    /* sum: of numbers, or of places on a scale */
    int64_t *chosen;            /* by option; then "something else", then options of before */
    struct figure_label *month; /* of a date, in their order */
    int64_t *of_month;
    size_t n_months;
};

struct tallies {
    struct tally *item;
    size_t n;
};

static bool is_choice(const struct question *q)
{
    return q->type == QUESTION_ONE || q->type == QUESTION_SEVERAL || q->type == QUESTION_SCALE;
}

static bool tally_begin(struct arena *a, const struct question *q, struct tally *t)
{
    *t = (struct tally){ .q = q };
    t->chosen = arena_array(a, q->n_options + 2, sizeof *t->chosen);
    if (q->type == QUESTION_DATE) {
        t->month = arena_array(a, MONTHS_MAX, sizeof *t->month);
        t->of_month = arena_array(a, MONTHS_MAX, sizeof *t->of_month);
    }
    return t->chosen && (q->type != QUESTION_DATE || (t->month && t->of_month));
}

static void chosen_add(struct tally *t, struct str code, int64_t n)
{
    size_t i = 0;
    while (i < t->q->n_options && !str_eq(t->q->option[i].code, code))
        i++;
    if (i < t->q->n_options)
        t->sum += (int64_t)(i + 1) * n;
    else if (!str_eq(code, STR("other")))
        i++;
    t->chosen[i] += n;
}

/* Months come in their order; after too many of them all the rest stands as the last. */
static void month_add(struct arena *a, struct tally *t, struct str value, int64_t n)
{
    struct date d;
    if (!date_parse(value, &d))
        return;
    struct str code = str_sub(date_iso(a, d), 0, MONTH_SIGNS);
    if (t->n_months == 0 ||
        (!str_eq(t->month[t->n_months - 1].code, code) && t->n_months < MONTHS_MAX))
        t->month[t->n_months++] = (struct figure_label){ code, date_month_year(a, d) };
    t->of_month[t->n_months - 1] += n;
}

static void tally_add(struct arena *a, struct tally *t, struct str value, int64_t n)
{
    t->n_answered += n;
    int64_t number = 0;
    struct str rest = value, piece;
    if (t->q->type == QUESTION_DATE)
        month_add(a, t, value, n);
    else if (t->q->type == QUESTION_NUMBER && str_to_i64(value, &number))
        t->sum += number * n;
    while (is_choice(t->q) && str_cut(&rest, ';', &piece))
        chosen_add(t, piece, n);
}

static enum err tallies_read(struct figure_work *w, const char *query, bool is_equality,
                             struct tallies *out)
{
    out->item = arena_array(w->arena, w->form.n + 1, sizeof *out->item);
    if (!out->item)
        return ERR_LIMIT;
    for (size_t i = 0; i < w->form.n; i++)
        if (w->form.question[i].is_equality == is_equality &&
            !tally_begin(w->arena, &w->form.question[i], &out->item[out->n++]))
            return ERR_LIMIT;
    struct stmt *s = db_query(w->db, query, BINDS(bi(w->x->id)));
    while (db_row(s)) {
        const int64_t id = db_i64(s, 0);
        for (size_t i = 0; i < out->n; i++)
            if (out->item[i].q->id == id)
                tally_add(w->arena, &out->item[i], db_text(s, 1, w->arena), db_i64(s, 2));
    }
    return db_done(s, OK);
}

/* --- tables --- */

static size_t choice_rows(struct figure_work *w, struct figure_table *t, const struct tally *x)
{
    const struct question *q = x->q;
    size_t at = 0;
    for (; at < q->n_options; at++)
        figure_row(t, at, q->option[at].code, question_option_offered(w->arena, q, at),
                   x->chosen[at]);
    if (q->has_other || x->chosen[q->n_options] > 0)
        figure_row(t, at++, STR("other"), STR(FIGURE_OTHER), x->chosen[q->n_options]);
    if (x->chosen[q->n_options + 1] > 0)
        figure_row(t, at++, STR("before"), STR(FIGURE_BEFORE), x->chosen[q->n_options + 1]);
    return at;
}

static enum figure_shape shape_of(const struct question *q)
{
    const enum figure_shape of[QUESTION_TYPE__MAX] = { [QUESTION_ONE] = FIGURE_BARS,
                                                       [QUESTION_SEVERAL] = FIGURE_BARS,
                                                       [QUESTION_SCALE] = FIGURE_SCALE,
                                                       [QUESTION_DATE] = FIGURE_TABLE };
    return of[q->type];
}

/* Its rows, without totals; they are counted as they come. NULL: out of room. */
static struct figure_table *tally_table(struct figure_work *w, const struct tally *x)
{
    size_t most = is_choice(x->q) ? x->q->n_options + 2 : x->n_months;
    struct figure_table *t =
        figure_new(w, question_name(w->arena, x->q), shape_of(x->q), most + 2, 1);
    if (!t)
        return NULL;
    t->question = question_called(w->arena, x->q);
    t->n_answered = x->n_answered;
    if (is_choice(x->q))
        t->s.n_rows = choice_rows(w, t, x);
    else
        t->s.n_rows = x->n_months;
    for (size_t i = 0; i < x->n_months; i++)
        figure_row(t, i, x->month[i].code, x->month[i].words, x->of_month[i]);
    return t;
}

static bool adds_up(const struct question *q)
{
    return q->type == QUESTION_ONE || q->type == QUESTION_SCALE || q->type == QUESTION_DATE;
}

/* Those who answered, those who did not, all: where either is a small number both are hidden.
 */
static void answered_hide(struct figure_work *w, struct figure_table *t)
{
    int64_t silent = w->n_counted - t->n_answered;
    t->is_answered_hidden |= small_number_is(t->n_answered) || small_number_is(silent);
}

/*
 * Answers and those who gave none are all responses that count. How many answered is kept where
 * it can be: it is hidden only where it would give something back.
 */
static bool question_hide(struct figure_work *w, struct figure_table *t)
{
    if (!t->s.has_total_row) {
        answered_hide(w, t);
        if (t->shape == FIGURE_NUMBERS)
            t->s.cell[0].is_hidden |= t->is_answered_hidden;
        return small_numbers_hide(w->arena, &t->s);
    }
    size_t n = t->s.n_rows;
    struct small_cell *silent = &t->s.cell[n - 2], *before;
    before = arena_array(w->arena, n, sizeof *before);
    for (size_t i = 0; before && i < n; i++)
        before[i] = t->s.cell[i];
    answered_hide(w, t);
    silent->is_hidden |= t->is_answered_hidden;
    silent->is_fixed = !silent->is_hidden;
    bool is_kept = small_numbers_hide(w->arena, &t->s);
    if (before && silent->is_fixed && (!is_kept || t->s.is_tight)) {
        for (size_t i = 0; i < n; i++)
            t->s.cell[i] = before[i];
        silent->is_fixed = false;
        is_kept = small_numbers_hide(w->arena, &t->s);
    }
    silent->is_fixed = false;
    t->is_answered_hidden = silent->is_hidden;
    return is_kept;
}

static struct figure_table *question_table(struct figure_work *w, const struct tally *x)
{
    struct figure_table *t = tally_table(w, x);
    if (!t)
        return NULL;
    if (!is_choice(x->q) && x->q->type != QUESTION_DATE) {
        t->shape = FIGURE_NUMBERS;
        t->s.n_rows = 1;
        figure_row(t, 0, STR("answered"), STR(FIGURE_ANSWERED), x->n_answered);
    } else if (adds_up(x->q)) {
        figure_row(t, t->s.n_rows++, STR(FIGURE_SILENT), STR(FIGURE_NO_ANSWER),
                   w->n_counted - x->n_answered);
        t->s.n_rows++;
        figure_total(t, STR(FIGURE_ALL), w->n_counted, true);
    }
    return t;
}

/* --- questions that hang on another's answer --- */

static const struct figure_table *table_of(struct figure_work *w, int64_t question_id,
                                           size_t *at)
{
    for (size_t i = 0; i < w->form.n; i++)
        if (w->form.question[i].id == question_id) {
            *at = i;
            return w->of_question[i];
        }
    return NULL;
}

static bool any_hidden(const struct figure_table *t)
{
    for (size_t i = 0; i < t->s.n_rows * t->s.n_cols; i++)
        if (t->s.cell[i].is_hidden)
            return true;
    return t->is_answered_hidden;
}

/*
 * Whoever is asked a question because of an answer to another one may be exactly those who gave
 * it: so what is hidden there is not told by how many answered here, nor the other way round.
 * True: something more was hidden.
 */
static bool follow_hide(struct figure_work *w, size_t i)
{
    const struct question *q = &w->form.question[i];
    struct figure_table *t = w->of_question[i];
    size_t at = 0;
    const struct figure_table *of = q->only_if ? table_of(w, q->only_if, &at) : NULL;
    if (!t || !of)
        return false;
    bool did = false;
    if (any_hidden(of) && !t->is_answered_hidden)
        t->is_answered_hidden = did = true;
    for (size_t r = 0; t->is_answered_hidden && r < of->s.n_rows; r++)
        if (codes_hold(q->only_if_options, of->row[r].code) && of->s.cell[r].n > 0 &&
            !of->s.cell[r].is_hidden)
            w->of_question[at]->s.cell[r].is_hidden = did = true;
    return did;
}

/* Over again until nothing more follows; then those that could not be kept go. */
static void questions_hide(struct figure_work *w, size_t first)
{
    bool *is_out = arena_array(w->arena, w->form.n + 1, sizeof *is_out);
    bool did = true;
    for (int round = 0; is_out && did && round < ROUNDS_MAX; round++) {
        did = false;
        for (size_t i = 0; i < w->form.n; i++)
            if (w->of_question[i])
                is_out[i] = !question_hide(w, w->of_question[i]);
        for (size_t i = 0; i < w->form.n; i++)
            did |= follow_hide(w, i);
    }
    size_t kept = first;
    for (size_t i = 0; i < w->form.n; i++)
        if (w->of_question[i] && is_out && !is_out[i] && !did)
            w->out->table[kept++] = *w->of_question[i];
    w->out->n = kept;
}

/* A mean says what is hidden, together with the rest: only where nothing is. */
static void mean_set(struct figure_table *t, const struct tally *x)
{
    bool is_number = x->q->type == QUESTION_NUMBER;
    if ((!is_number && x->q->type != QUESTION_SCALE) || x->n_answered <= SMALL_NUMBER_MOST ||
        x->chosen[x->q->n_options] || x->chosen[x->q->n_options + 1])
        return;
    t->mean_tenths = (x->sum * TENTHS * 2 + x->n_answered) / (x->n_answered * 2);
}

static bool has_answer(const struct question *q)
{
    return q->type != QUESTION_INFORMATION && !q->is_equality;
}

enum err figures_questions(struct figure_work *w)
{
    struct tallies all = { 0 };
    enum err e = tallies_read(w, sql[Q_ANSWERS], false, &all);
    size_t first = w->out->n, at = 0;
    for (size_t i = 0; !e && i < w->form.n; i++) {
        const struct tally *x = w->form.question[i].is_equality ? NULL : &all.item[at++];
        if (!x || !has_answer(x->q))
            continue;
        w->of_question[i] = question_table(w, x);
        if (!w->of_question[i])
            return ERR_LIMIT;
        mean_set(w->of_question[i], x);
        w->out->n++;
    }
    if (!e)
        questions_hide(w, first);
    for (size_t i = first; i < w->out->n; i++)
        if (any_hidden(&w->out->table[i]))
            w->out->table[i].mean_tenths = -1;
    return e;
}

/* --- equality --- */

enum err figures_equality(struct figure_work *w)
{
    struct tallies all = { 0 };
    enum err e = tallies_read(w, sql[Q_EQUALITY], true, &all);
    for (size_t i = 0; !e && i < all.n; i++) {
        const struct tally *x = &all.item[i];
        if (!is_choice(x->q) || x->n_answered == 0)
            continue;
        struct figure_table *t = tally_table(w, x);
        if (!t)
            return ERR_LIMIT;
        t->shape = FIGURE_BARS;
        t->is_answered_hidden = small_number_is(x->n_answered);
        if (adds_up(x->q)) {
            t->s.n_rows++;
            figure_total(t, STR(FIGURE_ALL), x->n_answered, false);
        }
        if (figure_keep(w, t) && t->s.has_total_row)
            t->is_answered_hidden = t->s.cell[t->s.n_rows - 1].is_hidden;
    }
    return e;
}
