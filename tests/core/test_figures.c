/* test_figures.c: figures are those of a ledger kept beside, and what is hidden in one table no
 * other one gives back (modules/results/figure.h). */
#include "app/house.h"
#include "modules/results/figure.h"
#include "tests/core/figure_help.h"

#include <string.h>

#define N_CONSULTATIONS 24
#define KEYS_MAX 1200
#define LINES_MAX 300
#define ROUNDS 40
#define MANY 1000000

static struct core *core;
static struct help_figures made;

static bool counts(const struct help_counted *x, size_t i, bool is_once)
{
    bool is_first = true;
    for (size_t k = 0; is_once && x->is_campaign && k < i; k++)
        is_first = is_first && !(made.item[k].is_campaign && made.item[k].counting == 0);
    return x->counting == 0 && is_first;
}

/* --- beside the ledger --- */

static int64_t cell(const struct figures *f, const char *code, const char *row, const char *col)
{
    const struct figure_table *t = figure_named(f, str_from(code));
    const struct small_cell *x = t ? figure_cell(t, row, col) : NULL;
    return x ? x->n : -1;
}

static size_t wrong_account(const struct figures *f)
{
    int64_t n[4][5] = { { 0 } }, marks[3] = { 0 }, received = 0;
    for (size_t i = 0; i < made.n; i++) {
        const struct help_counted *x = &made.item[i];
        n[x->channel][x->counting]++;
        received++;
        marks[0] += x->counting == 0 && x->is_campaign;
        marks[1] += x->is_late_in;
        marks[2] += x->counting == 0 && x->is_joint;
    }
    size_t wrong = cell(f, "account", "total", "received") != received;
    for (int c = 0; c < 4; c++)
        for (int k = 0; k < 5; k++)
            wrong += cell(f, "account", help_channels[c], help_countings[k]) != n[c][k];
    wrong += cell(f, "of_which", "campaign", "") != marks[0];
    wrong += cell(f, "of_which", "late_in", "") != marks[1];
    return wrong + (cell(f, "of_which", "joint", "") != marks[2]);
}

/* -1: the table was left out. */
static bool differs(int64_t is, int64_t meant)
{
    return is != -1 && is != meant;
}

static size_t wrong_answers(const struct figures *f)
{
    int64_t counted = 0, who[3] = { 0 }, one[4] = { 0 }, several[5] = { 0 }, theme[HELP_THEMES];
    int64_t scale = 0, n_scale = 0, n_only = 0;
    memset(theme, 0, sizeof theme);
    bool once = made.is_once;
    for (size_t i = 0; i < made.n; i++) {
        const struct help_counted *x = &made.item[i];
        if (!counts(x, i, once))
            continue;
        counted++;
        who[x->who]++;
        one[x->one]++;
        scale += x->scale;
        n_scale += x->scale > 0;
        n_only += x->only > 0;
        for (int k = 0; k < 5; k++)
            several[k] += x->several >> k & 1;
        for (int k = 0; k < HELP_THEMES; k++)
            theme[k] += x->theme[k];
    }
    size_t wrong = f->n_counted != counted;
    char code[40], row[40];
    for (int k = 0; k < 3; k++)
        wrong += differs(cell(f, "who", help_whos[k], ""), who[k]);
    snprintf(code, sizeof code, "q%lld", (long long)made.one);
    for (int k = 1; k < 4; k++)
        wrong += differs(cell(f, code, help_ones[k], ""), one[k]);
    wrong += differs(cell(f, code, "none", ""), one[0]);
    snprintf(code, sizeof code, "q%lld", (long long)made.several);
    for (int k = 0; k < 5; k++) {
        snprintf(row, sizeof row, "%c", 'a' + k);
        wrong += differs(cell(f, code, row, ""), several[k]);
    }
    for (int k = 0; k < HELP_THEMES; k++) {
        snprintf(row, sizeof row, "theme:%lld", (long long)made.theme[k]);
        wrong += theme[k] && differs(cell(f, "kind:themes", row, "total"), theme[k]);
    }
    snprintf(code, sizeof code, "q%lld", (long long)made.scale);
    const struct figure_table *t = figure_named(f, str_from(code));
    wrong +=
        t && t->mean_tenths >= 0 && t->mean_tenths != (scale * 20 + n_scale) / (n_scale * 2);
    snprintf(code, sizeof code, "q%lld", (long long)made.only);
    t = figure_named(f, str_from(code));
    return wrong + (t && t->n_answered != n_only);
}

/* --- somebody who lays all tables over each other --- */

struct attack {
    struct str key[KEYS_MAX];
    int64_t is[KEYS_MAX], lo[KEYS_MAX], hi[KEYS_MAX];
    bool is_hidden[KEYS_MAX];
    size_t n;
    int sum[LINES_MAX][400]; /* key + 1, negative: subtracted; 0: the end */
    size_t n_lines;
    bool knows_zero; /* some zero is hidden */
};
static struct attack attack;

/* The same number in several tables is one. */
static struct str key_of(const struct figure_table *t, struct str row, struct str col)
{
    static const char *const same[][2] = { { "counts/responses/", "V" },
                                           { "who/total/", "V" },
                                           { "area/total/", "V" },
                                           { "weeks/total/", "V" },
                                           { "kinds/total/", "who/organisation/" } };
    struct str k =
        str_printf(core->arena, "%.*s/%.*s/%.*s", STR_ARG(t->code), STR_ARG(row), STR_ARG(col));
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
        if (str_eq(k, str_from(same[i][0])))
            return str_from(same[i][1]);
    bool is_theme = str_starts(row, STR("theme:"));
    if (is_theme && (!col.n || str_eq(col, STR("total")))) /* all words are of one question */
        return row;
    bool is_question = str_starts(t->code, STR("q")) && t->question.n > 0;
    if (is_question && t->s.has_total_row && str_eq(row, STR("total")) &&
        small_cell_at(&t->s, t->s.n_rows - 1, 0)->is_fixed)
        return STR("V");
    return k;
}

static int know(struct str key, int64_t is, bool is_hidden)
{
    size_t i = 0;
    while (i < attack.n && !str_eq(attack.key[i], key))
        i++;
    if (i == attack.n) {
        attack.n++;
        attack.key[i] = key;
        attack.is[i] = is;
        attack.is_hidden[i] = true;
    }
    attack.is_hidden[i] = attack.is_hidden[i] && is_hidden;
    if (attack.is[i] != is)
        printf("# %.*s is %lld and %lld\n", STR_ARG(key), (long long)attack.is[i],
               (long long)is);
    return (int)i + 1;
}

static int know_cell(const struct figure_table *t, size_t r, size_t k)
{
    const struct small_cell *x = small_cell_at(&t->s, r, k);
    attack.knows_zero |= x->is_hidden && x->n == 0;
    return know(key_of(t, t->row[r].code, t->col[k].code), x->n, x->is_hidden);
}

static void know_table(const struct figure_table *t)
{
    for (size_t r = 0; r < t->s.n_rows; r++) {
        int *sum = attack.sum[attack.n_lines];
        for (size_t k = 0; k < t->s.n_cols; k++)
            sum[k] = (k == t->s.n_cols - 1 ? -1 : 1) * know_cell(t, r, k);
        sum[t->s.n_cols] = 0;
        attack.n_lines += t->s.has_total_col;
    }
    for (size_t k = 0; t->s.has_total_row && k < t->s.n_cols; k++) {
        int *sum = attack.sum[attack.n_lines++];
        for (size_t r = 0; r < t->s.n_rows; r++)
            sum[r] = (r == t->s.n_rows - 1 ? -1 : 1) * know_cell(t, r, k);
        sum[t->s.n_rows] = 0;
    }
}

static void know_sum(int a, int b, int total)
{
    int *sum = attack.sum[attack.n_lines++];
    sum[0] = a;
    sum[1] = b;
    sum[2] = -total;
    sum[3] = 0;
}

/* What is known beyond the tables' own sums. */
static void know_more(const struct figures *f)
{
    int all = know(STR("V"), f->n_counted, false), none = know(STR("nothing"), 0, false);
    const struct figure_table *t = figure_named(f, STR("counts"));
    const struct figure_table *who = figure_named(f, STR("who"));
    if (t && who)
        know_sum(know_cell(t, 1, 0), know_cell(who, 0, 0), all);
    char one[40], only[40];
    snprintf(one, sizeof one, "q%lld", (long long)made.one);
    snprintf(only, sizeof only, "q%lld", (long long)made.only);
    for (size_t i = 0; i < f->n; i++) {
        t = &f->table[i];
        if (!t->question.n || str_starts(t->code, STR("themes:")) || t->n_answered == 12)
            continue;
        int answered = know(str_join(core->arena, t->code, STR("#n")), t->n_answered,
                            t->is_answered_hidden);
        struct str silent = str_join(core->arena, t->code, STR("/none/"));
        know_sum(answered, know(silent, f->n_counted - t->n_answered, true), all);
        if (t->s.n_rows == 1)
            know_sum(answered, none, know_cell(t, 0, 0));
        t = str_eq(t->code, str_from(only)) ? figure_named(f, str_from(one)) : NULL;
        /* whoever chose "yes" had to answer the other question */
        for (size_t r = 0; t && r < t->s.n_rows; r++)
            if (str_eq(t->row[r].code, STR("yes")))
                know_sum(answered, none, know_cell(t, r, 0));
    }
}

static bool line_narrow(const int *sum)
{
    bool did = false;
    for (size_t i = 0; sum[i]; i++) {
        int64_t lo = 0, hi = 0;
        for (size_t k = 0; sum[k]; k++) {
            size_t at = (size_t)(sum[k] < 0 ? -sum[k] : sum[k]) - 1;
            bool is_minus = (sum[k] < 0) != (sum[i] > 0);
            if (k == i)
                continue;
            lo += is_minus ? -attack.hi[at] : attack.lo[at];
            hi += is_minus ? -attack.lo[at] : attack.hi[at];
        }
        size_t own = (size_t)(sum[i] < 0 ? -sum[i] : sum[i]) - 1;
        if (lo > attack.lo[own])
            attack.lo[own] = lo, did = true;
        if (hi < attack.hi[own])
            attack.hi[own] = hi, did = true;
    }
    return did;
}

/* How many small ones are known for certain; *n_small: how many there are. */
static size_t worked_out(const struct figures *f, size_t *n_small, size_t *n_near)
{
    memset(&attack, 0, sizeof attack);
    for (size_t i = 0; i < f->n; i++)
        know_table(&f->table[i]);
    know_more(f);
    for (size_t i = 0; i < attack.n; i++) {
        attack.lo[i] = attack.is_hidden[i] ? attack.knows_zero ? 0 : 1 : attack.is[i];
        attack.hi[i] = attack.is_hidden[i] ? MANY : attack.is[i];
        if (str_ends(attack.key[i], STR("/none/")) && attack.is_hidden[i])
            attack.lo[i] = 0;
    }
    bool did = true;
    for (int round = 0; did && round < ROUNDS; round++) {
        did = false;
        for (size_t l = 0; l < attack.n_lines; l++)
            did |= line_narrow(attack.sum[l]);
    }
    size_t n = 0;
    for (size_t i = 0; i < attack.n; i++)
        if (small_number_is(attack.is[i])) {
            (*n_small)++;
            n += attack.lo[i] == attack.hi[i];
            *n_near += attack.lo[i] > 1 || attack.hi[i] < SMALL_NUMBER_MOST;
            if (attack.lo[i] == attack.hi[i])
                printf("# %.*s is %lld%s\n", STR_ARG(attack.key[i]), (long long)attack.is[i],
                       attack.is_hidden[i] ? "" : ", shown");
        }
    return n;
}

static size_t small_shown(const struct figures *f)
{
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++) {
        const struct figure_table *t = &f->table[i];
        n += small_number_is(t->n_answered) && !t->is_answered_hidden;
        for (size_t k = 0; k < t->s.n_rows * t->s.n_cols; k++)
            n += small_number_is(t->s.cell[k].n) && !t->s.cell[k].is_hidden;
    }
    return n;
}

int main(void)
{
    core = core_start();
    struct help_asks h = help_asks(app_store(core->app), core->worker->db_all, core->arena);
    size_t wrong_a = 0, wrong_b = 0, shown = 0, out = 0, n_small = 0, n_near = 0, n_tables = 0;
    enum err e = OK;
    for (int i = 0; i < N_CONSULTATIONS; i++) {
        help_figures(&h, &made, (size_t)(8 + help_roll(300)), 2 + help_roll(30));
        struct figures f;
        e = e ? e : figures_compute(core->worker->db_all, core->arena, &made.x, &f);
        if (e)
            break;
        n_tables += f.n;
        wrong_a += wrong_account(&f);
        wrong_b += f.n_counted > SMALL_NUMBER_MOST ? wrong_answers(&f) : 0;
        shown += small_shown(&f);
        out += worked_out(&f, &n_small, &n_near);
    }
    is_i64(e, OK, "figures are computed");
    is_i64(wrong_a, 0, "[3.42] accounting by channel is that of a ledger kept beside");
    is_i64(wrong_b, 0, "[B.14] so are who, chosen answers, means and themes");
    is_i64(shown, 0, "[S55] (ASVS 14.2.6) no table shows a number under 5");
    ok(n_small > 500 && n_tables > 200, "%zu small numbers in %zu tables", n_small, n_tables);
    is_i64(out, 0, "[S55] (ASVS 14.2.6) all tables together give none of them back");
    ok(n_near * 10 < n_small, "nor how large nearly: %zu of %zu", n_near, n_small);
    core_stop(core);
    return done_testing();
}
