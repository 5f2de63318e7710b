/*
 * figure_account.c: response accounting that adds up (B.14), who answered, where and when, and
 * people at events.
 */
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "modules/bodies/body_view.h"
#include "modules/consultations/event.h"
#include "modules/responses/response_counted.h"
#include "modules/results/figure_inside.h"
#include "modules/results/figure_words.h"

#define ROWS_MAX 1000 /* of a list read for one table */
#define WEEKS_MAX 26  /* more of them stand as months */
#define DAYS_OF_WEEK 7
#define MONDAY_FIRST 3 /* 1970-01-01 was a Thursday */

enum { Q_ACCOUNT, Q_MARKS, Q_COUNTED, Q_WHO, Q_AREAS, Q_DAYS, Q_PEOPLE, Q_EVENTS };

static const char *const sql[] = {
    [Q_ACCOUNT] = "SELECT channel, counting, count(*) FROM response WHERE consultation_id = $1 "
                  "AND is_live = 1 GROUP BY channel, counting",
    [Q_MARKS] = "SELECT coalesce(sum(campaign_id IS NOT NULL), 0), coalesce(sum(late = 'in'), "
                "0), coalesce(sum(is_joint), 0), coalesce(sum(is_official), 0) FROM response "
                "WHERE consultation_id = $1 AND is_live = 1 AND counting = 'valid'",
    [Q_COUNTED] = "SELECT count(*) FROM response r WHERE r.consultation_id = $1 "
                  "AND " RESPONSE_COUNTED,
    [Q_WHO] = "SELECT r.who, coalesce(b.kind, '') AS of_kind, count(*) FROM response r LEFT "
              "JOIN body b ON b.id = r.body_id AND r.who = 'organisation' WHERE "
              "r.consultation_id = $1 AND " RESPONSE_COUNTED " GROUP BY r.who, of_kind",
    [Q_AREAS] = "SELECT r.areas, count(*) FROM response r WHERE r.consultation_id = $1 "
                "AND " RESPONSE_COUNTED " GROUP BY r.areas",
    [Q_DAYS] = "SELECT r.received_on, count(*) FROM response r WHERE r.consultation_id = $1 "
               "AND " RESPONSE_COUNTED " GROUP BY r.received_on ORDER BY r.received_on",
    [Q_PEOPLE] = "SELECT h.kind, sum(h.n) FROM event e JOIN event_headcount h ON h.event_id = "
                 "e.id WHERE e.consultation_id = $1 AND e.state = 'held' GROUP BY h.kind",
    [Q_EVENTS] = "SELECT count(*) FROM event WHERE consultation_id = $1 AND state = 'held'",
};
const struct sql_list figure_account_sql = SQL_LIST("figure_account", sql);

/* --- accounting --- */

static const struct {
    const char *code, *words;
} countings[] = {
    { "valid", FIGURE_VALID },         { "late_out", FIGURE_LATE_OUT },
    { "duplicate", FIGURE_DUPLICATE }, { "withdrawn", FIGURE_WITHDRAWN },
    { "not_valid", FIGURE_NOT_VALID },
};
#define N_COUNTINGS (sizeof countings / sizeof countings[0])

static size_t n_words(const struct consultation_word *list)
{
    size_t n = 0;
    while (list[n].code)
        n++;
    return n;
}

static void account_label(struct figure_table *t)
{
    size_t last = t->s.n_rows - 1;
    for (size_t i = 0; i < last; i++)
        t->row[i] = (struct figure_label){ str_from(consultation_channels[i].code),
                                           str_from(consultation_channels[i].label) };
    t->row[last] = (struct figure_label){ STR(FIGURE_TOTAL), STR(FIGURE_ALL) };
    for (size_t k = 0; k < N_COUNTINGS; k++)
        t->col[k] =
            (struct figure_label){ str_from(countings[k].code), str_from(countings[k].words) };
    t->col[N_COUNTINGS] = (struct figure_label){ STR("received"), STR(FIGURE_RECEIVED) };
    t->s.has_total_row = t->s.has_total_col = true;
}

/* n to the cell, its row, its column and all. */
static void account_add(struct figure_table *t, struct str channel, struct str counting,
                        int64_t n)
{
    size_t row = 0, col = 0, last = t->s.n_rows - 1;
    while (row < last && !str_eq(t->row[row].code, channel))
        row++;
    while (col < N_COUNTINGS && !str_eq(t->col[col].code, counting))
        col++;
    if (row == last || col == N_COUNTINGS)
        return;
    small_cell_at(&t->s, row, col)->n += n;
    small_cell_at(&t->s, row, N_COUNTINGS)->n += n;
    small_cell_at(&t->s, last, col)->n += n;
    small_cell_at(&t->s, last, N_COUNTINGS)->n += n;
}

/*
 * How many came and how many are valid are told wherever they are no small numbers; what became
 * of the others is hidden where need be. Between valid ones and those that count lies a
 * campaign that counts once: where that is a small number, how many are valid is not told.
 */
static void account_fix(struct figure_work *w, struct figure_table *t)
{
    size_t last = t->s.n_rows - 1;
    struct small_cell *valid = small_cell_at(&t->s, last, 0);
    struct small_cell *received = small_cell_at(&t->s, last, N_COUNTINGS);
    received->is_fixed = !small_number_is(received->n);
    valid->is_hidden = small_number_is(valid->n - w->n_counted);
    valid->is_fixed = !valid->is_hidden && !small_number_is(valid->n);
}

/* Of the valid ones so many are marked: neither those nor the others may be a small number. */
static bool mark_hides(struct figure_work *w, const struct small_cell *valid, int64_t n)
{
    struct small_cell cell[3] = {
        { .n = n },
        { .n = valid->n - n, .is_unprinted = true },
        { .n = valid->n, .is_hidden = valid->is_hidden, .is_fixed = !valid->is_hidden }
    };
    struct small_table s = { .n_rows = 3, .n_cols = 1, .has_total_row = true, .cell = cell };
    return !small_numbers_hide(w->arena, &s) || cell[0].is_hidden;
}

static enum err figures_marks(struct figure_work *w, const struct small_cell *valid)
{
    static const struct figure_label marks[] = {
        { STR_INIT("campaign"), STR_INIT(FIGURE_CAMPAIGN) },
        { STR_INIT("late_in"), STR_INIT(FIGURE_LATE_IN) },
        { STR_INIT("joint"), STR_INIT(FIGURE_JOINT) },
        { STR_INIT("official"), STR_INIT(FIGURE_OFFICIAL) },
    };
    const size_t n = sizeof marks / sizeof marks[0];
    struct figure_table *t = figure_new(w, STR("of_which"), FIGURE_TABLE, n, 1);
    if (!t)
        return ERR_LIMIT;
    t->n_answered = valid->n;
    t->is_answered_hidden = valid->is_hidden;
    struct stmt *s = db_query(w->db, sql[Q_MARKS], BINDS(bi(w->x->id)));
    bool has = db_row(s);
    for (size_t i = 0; has && i < n; i++) {
        figure_row(t, i, marks[i].code, marks[i].words, db_i64(s, (int)i));
        t->s.cell[i].is_hidden = mark_hides(w, valid, t->s.cell[i].n);
    }
    enum err e = db_done(s, OK);
    if (!e && has)
        figure_keep(w, t);
    return e;
}

enum err figures_account(struct figure_work *w)
{
    enum err e = db_one_i64(w->db, sql[Q_COUNTED], BINDS(bi(w->x->id)), &w->n_counted);
    size_t rows = n_words(consultation_channels) + 1;
    struct figure_table *t =
        e ? NULL : figure_new(w, STR("account"), FIGURE_TABLE, rows, N_COUNTINGS + 1);
    if (!t)
        return e ? e : ERR_LIMIT;
    account_label(t);
    struct stmt *s = db_query(w->db, sql[Q_ACCOUNT], BINDS(bi(w->x->id)));
    while (db_row(s))
        account_add(t, db_text(s, 0, w->arena), db_text(s, 1, w->arena), db_i64(s, 2));
    e = db_done(s, OK);
    if (e)
        return e;
    account_fix(w, t);
    struct small_cell valid = *small_cell_at(&t->s, rows - 1, 0);
    t->n_answered = small_cell_at(&t->s, rows - 1, N_COUNTINGS)->n;
    if (figure_keep(w, t))
        valid = *small_cell_at(&t->s, rows - 1, 0);
    t->is_answered_hidden = small_cell_at(&t->s, rows - 1, N_COUNTINGS)->is_hidden;
    return figures_marks(w, &valid);
}

/* --- who --- */

enum { WHO_INDIVIDUAL, WHO_ORGANISATION, WHO_GROUP, WHO__MAX };

static const struct figure_label whos[WHO__MAX] = {
    { STR_INIT("individual"), STR_INIT(FIGURE_INDIVIDUALS) },
    { STR_INIT("organisation"), STR_INIT(FIGURE_ORGANISATIONS) },
    { STR_INIT("group"), STR_INIT(FIGURE_GROUPS) },
};

/* Individuals, groups, and organisations of each kind; in columns by who, so that kinds and
 * their sum are hidden together. */
struct who {
    struct small_table s;
    struct str *kind; /* code of each row; of others empty */
    size_t n;         /* rows before that of totals */
};

static void who_add(struct who *p, size_t who, struct str kind, int64_t n)
{
    for (size_t k = 0; k <= WHO__MAX; k++)
        *small_cell_at(&p->s, p->n, k) = (struct small_cell){ .is_fixed = true };
    *small_cell_at(&p->s, p->n, who) = (struct small_cell){ .n = n };
    *small_cell_at(&p->s, p->n, WHO__MAX) = (struct small_cell){ .n = n };
    p->kind[p->n++] = kind;
}

static enum err who_read(struct figure_work *w, struct who *p)
{
    p->s.cell = arena_array(w->arena, (size_t)ROWS_MAX * (WHO__MAX + 1), sizeof *p->s.cell);
    p->kind = arena_array(w->arena, ROWS_MAX, sizeof *p->kind);
    if (!p->s.cell || !p->kind)
        return ERR_LIMIT;
    p->s.n_cols = WHO__MAX + 1;
    struct stmt *s = db_query(w->db, sql[Q_WHO], BINDS(bi(w->x->id)));
    while (db_row(s) && p->n < ROWS_MAX - 1)
        for (size_t k = 0; k < WHO__MAX; k++)
            if (str_eq(whos[k].code, db_text(s, 0, w->arena)))
                who_add(p, k, db_text(s, 1, w->arena), db_i64(s, 2));
    enum err e = db_done(s, OK);
    p->s.n_rows = p->n + 1;
    p->s.has_total_row = p->s.has_total_col = true;
    for (size_t i = 0; i < p->n; i++)
        for (size_t k = 0; k <= WHO__MAX; k++)
            small_cell_at(&p->s, p->n, k)->n += small_cell_at(&p->s, i, k)->n;
    small_cell_at(&p->s, p->n, WHO__MAX)->is_fixed = true;
    return e;
}

static enum err who_table(struct figure_work *w, const struct who *p)
{
    struct figure_table *t = figure_new(w, STR("who"), FIGURE_BARS, WHO__MAX + 1, 1);
    if (!t)
        return ERR_LIMIT;
    for (size_t k = 0; k < WHO__MAX; k++) {
        const struct small_cell *x = small_cell_at(&p->s, p->n, k);
        figure_row(t, k, whos[k].code, whos[k].words, x->n);
        t->s.cell[k].is_hidden = x->is_hidden;
    }
    figure_total(t, STR(FIGURE_ALL), w->n_counted, true);
    t->n_answered = w->n_counted;
    w->out->n++;
    return OK;
}

static enum err kinds_table(struct figure_work *w, const struct who *p,
                            const struct list_words *kinds)
{
    size_t n = 0;
    for (size_t i = 0; i < p->n; i++)
        n += small_cell_at(&p->s, i, WHO_ORGANISATION)->n > 0;
    if (n < 2)
        return OK;
    struct figure_table *t = figure_new(w, STR("kinds"), FIGURE_BARS, n + 1, 1);
    if (!t)
        return ERR_LIMIT;
    size_t at = 0;
    for (size_t i = 0; i < p->n; i++) {
        const struct small_cell *x = small_cell_at(&p->s, i, WHO_ORGANISATION);
        if (x->n == 0)
            continue;
        bool is_hidden = x->is_hidden || small_cell_at(&p->s, i, WHO__MAX)->is_hidden;
        figure_row(t, at, p->kind[i].n ? p->kind[i] : STR("not_known"),
                   p->kind[i].n ? list_label(kinds, p->kind[i]) : STR(FIGURE_NO_KIND), x->n);
        t->s.cell[at++].is_hidden = is_hidden;
    }
    const struct small_cell *all = small_cell_at(&p->s, p->n, WHO_ORGANISATION);
    figure_total(t, STR(FIGURE_ALL), all->n, true);
    t->s.cell[at].is_hidden = t->is_answered_hidden = all->is_hidden;
    t->n_answered = all->n;
    w->out->n++;
    return OK;
}

/* The numbers that the page begins with. Organisations and groups are all but individuals. */
static enum err counts_table(struct figure_work *w, const struct small_cell *individuals)
{
    struct figure_table *t = figure_new(w, STR("counts"), FIGURE_NUMBERS, 2, 1);
    if (!t)
        return ERR_LIMIT;
    int64_t others = w->n_counted - individuals->n;
    figure_row(t, 0, STR("responses"), STR(FIGURE_RESPONSES), w->n_counted);
    figure_row(t, 1, STR("bodies"), STR(FIGURE_BODIES), others);
    t->s.cell[1].is_hidden = individuals->is_hidden || small_number_is(others);
    t->n_answered = w->n_counted;
    w->out->n++;
    return OK;
}

enum err figures_who(struct figure_work *w)
{
    struct who p = { 0 };
    struct list_words kinds;
    enum err e = list_load(w->db, w->arena, "body_kind", &kinds);
    if (!e)
        e = who_read(w, &p);
    struct small_cell individuals = { .is_hidden = true };
    bool is_kept = !e && small_numbers_hide(w->arena, &p.s);
    if (is_kept)
        individuals = *small_cell_at(&p.s, p.n, WHO_INDIVIDUAL);
    if (!e)
        e = counts_table(w, &individuals);
    if (!e && is_kept)
        e = who_table(w, &p);
    return e || !is_kept ? e : kinds_table(w, &p, &kinds);
}

/* --- where and when --- */

/* Each response in one row: of its area, or of several. */
static enum err areas_table(struct figure_work *w)
{
    struct area_list areas;
    enum err e = area_list(w->db, w->arena, &areas);
    int64_t *n = arena_array(w->arena, areas.n + 1, sizeof *n);
    if (e || !n)
        return e ? e : ERR_LIMIT;
    struct stmt *s = db_query(w->db, sql[Q_AREAS], BINDS(bi(w->x->id)));
    while (db_row(s)) {
        const struct area *one = area_named(&areas, db_text(s, 0, w->arena));
        n[one ? (size_t)(one - areas.item) : areas.n] += db_i64(s, 1);
    }
    e = db_done(s, OK);
    size_t rows = 0, at = 0;
    for (size_t i = 0; i <= areas.n; i++)
        rows += n[i] > 0;
    if (e || rows < 2)
        return e;
    struct figure_table *t = figure_new(w, STR("area"), FIGURE_BARS, rows + 1, 1);
    if (!t)
        return ERR_LIMIT;
    for (size_t i = 0; i <= areas.n; i++)
        if (n[i] > 0)
            figure_row(t, at++, i < areas.n ? areas.item[i].slug : STR("several"),
                       i < areas.n ? areas.item[i].name : STR(FIGURE_AREAS), n[i]);
    figure_total(t, STR(FIGURE_ALL), w->n_counted, true);
    t->n_answered = w->n_counted;
    figure_keep(w, t);
    return OK;
}

struct days {
    int64_t day[ROWS_MAX], n[ROWS_MAX];
    size_t n_days;
};

/* The number of a day's column: weeks begin on Monday. */
static int64_t column_of(int64_t day, bool is_month)
{
    const struct date d = date_from_days(day);
    return is_month ? (int64_t)d.year * 12 + d.month - 1 : (day + MONDAY_FIRST) / DAYS_OF_WEEK;
}

static struct figure_label column_label(struct arena *a, int64_t column, bool is_month)
{
    if (is_month) {
        const struct date d = { (int)(column / 12), (int)(column % 12) + 1, 1 };
        return (struct figure_label){ str_sub(date_iso(a, d), 0, sizeof "2026-10" - 1),
                                      date_month_year(a, d) };
    }
    const struct date d = date_from_days(column * DAYS_OF_WEEK - MONDAY_FIRST);
    struct str words = date_short(a, d);
    return (struct figure_label){ date_iso(a, d),
                                  str_sub(words, 0, words.n - (sizeof " 2026" - 1)) };
}

enum err figures_when(struct figure_work *w)
{
    enum err e = areas_table(w);
    struct days *x = ARENA_NEW(w->arena, struct days);
    if (e || !x)
        return e ? e : ERR_LIMIT;
    struct stmt *s = db_query(w->db, sql[Q_DAYS], BINDS(bi(w->x->id)));
    while (db_row(s) && x->n_days < ROWS_MAX) {
        struct date d;
        if (date_parse(db_text(s, 0, w->arena), &d)) {
            x->day[x->n_days] = date_to_days(d);
            x->n[x->n_days++] = db_i64(s, 1);
        }
    }
    e = db_done(s, OK);
    if (e || x->n_days == 0)
        return e;
    int64_t from = x->day[0], to = x->day[x->n_days - 1];
    bool is_month = (to - from) / DAYS_OF_WEEK >= WEEKS_MAX;
    int64_t first = column_of(from, is_month);
    size_t rows = (size_t)(column_of(to, is_month) - first) + 1;
    struct figure_table *t =
        figure_new(w, is_month ? STR("months") : STR("weeks"), FIGURE_COLUMNS, rows + 1, 1);
    if (!t)
        return ERR_LIMIT;
    for (size_t i = 0; i < rows; i++)
        t->row[i] = column_label(w->arena, first + (int64_t)i, is_month);
    for (size_t i = 0; i < x->n_days; i++)
        t->s.cell[column_of(x->day[i], is_month) - first].n += x->n[i];
    figure_total(t, STR(FIGURE_ALL), w->n_counted, true);
    t->n_answered = w->n_counted;
    figure_keep(w, t);
    return OK;
}

/* --- people at events: another figure, never added to responses --- */

enum err figures_events(struct figure_work *w)
{
    size_t n = n_words(event_kinds);
    int64_t all = 0, events = 0;
    enum err e = db_one_i64(w->db, sql[Q_EVENTS], BINDS(bi(w->x->id)), &events);
    struct figure_table *t = e ? NULL : figure_new(w, STR("people"), FIGURE_TABLE, n + 1, 1);
    if (!t)
        return e ? e : ERR_LIMIT;
    for (size_t i = 0; i < n; i++)
        figure_row(t, i, str_from(event_kinds[i].code), str_from(event_kinds[i].label), 0);
    struct stmt *s = db_query(w->db, sql[Q_PEOPLE], BINDS(bi(w->x->id)));
    while (db_row(s)) {
        struct str kind = db_text(s, 0, w->arena);
        for (size_t i = 0; i < n; i++)
            if (str_eq(t->row[i].code, kind)) {
                t->s.cell[i].n += db_i64(s, 1);
                all += db_i64(s, 1);
            }
    }
    e = db_done(s, OK);
    if (e || events == 0)
        return e;
    figure_total(t, STR(FIGURE_PEOPLE), all, false);
    t->n_answered = all;
    if (figure_keep(w, t))
        t->is_answered_hidden = t->s.cell[n].is_hidden;
    return OK;
}
