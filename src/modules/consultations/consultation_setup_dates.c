/* consultation_setup_dates.c: when a consultation opens and closes, and when results are
 * promised (3.2). Once published the closing date moves by an extension alone. */
#include "modules/consultations/consultation_setup.h"

#include "core/base/arena.h"
#include "core/web/form_date.h"
#include "core/web/form_time.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_dates.h"
#include "modules/consultations/consultation_setup_words.h"

#define OFFERED_DAYS 7 /* from today to the opening that is offered */

static const struct form_date opens_date = { "opens_day", "opens_month", "opens_year" };
static const struct form_date closes_date = { "closes_day", "closes_month", "closes_year" };
static const struct form_date results_date = { "results_day", "results_month", "results_year" };

struct typed_dates {
    bool has_opens, has_closes, has_results, is_bad;
    struct date opens, closes, results;
    int opens_minute, closes_minute;
};

static void set_date(struct setup *k, const struct form_date *names, struct date d)
{
    struct arena *a = k->c->arena;
    form_set(k->f, names->day, str_printf(a, "%d", d.day));
    form_set(k->f, names->month, str_printf(a, "%d", d.month));
    form_set(k->f, names->year, str_printf(a, "%d", d.year));
}

/* For a draft plan eight weeks are offered, from a Monday at least a week off. */
static void offer(struct setup *k)
{
    if (!str_eq(k->x.kind, STR("plan_draft")) || k->x.opens_at_s || k->x.closes_at_s)
        return;
    int64_t day = date_to_days(london_from_s(k->c->now_s).date) + OFFERED_DAYS;
    while (date_weekday(date_from_days(day)) != 1)
        day++;
    int64_t opens_at_s =
        consultation_opens_from(date_from_days(day), CONSULTATION_OPENS_MINUTE);
    set_date(k, &opens_date, date_from_days(day));
    set_date(k, &closes_date, consultation_closes_offered(opens_at_s, CONSULTATION_WEEKS));
    view_bool(k->page, S(is_offered), true);
}

static void fill(struct setup *k)
{
    const struct consultation *x = &k->x;
    struct arena *a = k->c->arena;
    struct date d;
    if (x->opens_at_s)
        set_date(k, &opens_date, london_from_s(x->opens_at_s).date);
    if (x->closes_at_s)
        set_date(k, &closes_date, consultation_last_day(x->closes_at_s));
    if (date_parse(x->results_by, &d))
        set_date(k, &results_date, d);
    form_set(k->f, "opens_time",
             x->opens_at_s ? consultation_time_words(a, x->opens_at_s) : STR("9am"));
    form_set(k->f, "closes_time",
             x->closes_at_s ? consultation_time_words(a, x->closes_at_s - 60) : STR("11:59pm"));
    form_set(k->f, "length", x->length_reason);
    offer(k);
}

/* warnings: what the form shows above the reason; of what stands or was typed. */
static void show_warnings(struct setup *k, int64_t opens_at_s, int64_t closes_at_s)
{
    static const char *const words[] = { LENGTH_SHORT_WORDS, LENGTH_JULY_WORDS,
                                         LENGTH_WINTER_WORDS };
    struct list *list = view_list(k->page, S(warnings));
    bool is_past = !k->is_published && opens_at_s && opens_at_s < k->c->now_s;
    view_bool(k->page, S(opens_at_once), is_past);
    unsigned is = opens_at_s && closes_at_s
                      ? consultation_length_from(opens_at_s, closes_at_s, k->c->now_s)
                      : 0;
    for (unsigned i = 0; i < 3; i++)
        if (is & (1u << i))
            list_add_str(list, str_from(words[i]));
    view_bool(k->page, S(has_warnings), is != 0);
}

static enum err show(struct setup *k)
{
    struct form *f = k->f;
    bool is_open =
        k->is_published && consultation_state(&k->x, k->c->now_s) != CONSULTATION_FORTHCOMING;
    form_date_field(f, S(opens_date), &opens_date);
    form_field(f, S(opens_time), "opens_time");
    form_date_field(f, S(closes_date), &closes_date);
    form_field(f, S(closes_time), "closes_time");
    form_date_field(f, S(results_date), &results_date);
    form_field_most(f, S(length), "length", CONSULTATION_REASON_CHARS);
    view_bool(k->page, S(is_published), k->is_published);
    view_bool(k->page, S(has_opened), is_open);
    view_str(k->page, S(opens_words), consultation_opens_words(k->c->arena, k->x.opens_at_s));
    view_str(k->page, S(closes_words),
             consultation_closes_words(k->c->arena, k->x.closes_at_s));
    view_str(k->page, S(extend_href), setup_path(k, "/extend"));
    return setup_render(k, "consultations/setup_dates");
}

static enum err dates_open(struct ctx *c, struct setup *k)
{
    enum err e = setup_open_task(c, SETUP_DATES, k);
    if (!e)
        view_bool(k->page, S(is_offered), false);
    return e;
}

enum err consultation_dates_page(struct ctx *c)
{
    struct setup k;
    enum err e = dates_open(c, &k);
    if (e)
        return e;
    fill(&k);
    show_warnings(&k, k.x.opens_at_s, k.x.closes_at_s);
    return show(&k);
}

/* --- reading --- */

static bool read_date(struct setup *k, const struct form_date *names, struct date *out,
                      bool *is_bad)
{
    enum form_date_is is = form_date_read(k->c->arena, k->f, names, out);
    *is_bad = *is_bad || is == FORM_DATE_BAD;
    return is == FORM_DATE_GOOD;
}

static void read_time(struct setup *k, const char *name, struct str fault, int *minute)
{
    if (form_value(k->f, name).n)
        (void)form_time_read(k->f, name, fault, minute);
}

/* A draft may lack any of them; what is there has to fit. */
static struct typed_dates read_all(struct setup *k)
{
    struct typed_dates t = { .opens_minute = CONSULTATION_OPENS_MINUTE,
                             .closes_minute = CONSULTATION_CLOSES_MINUTE };
    if (!k->is_published) {
        t.has_opens = read_date(k, &opens_date, &t.opens, &t.is_bad);
        t.has_closes = read_date(k, &closes_date, &t.closes, &t.is_bad);
        read_time(k, "opens_time", STR(DATES_OPENS_TIME), &t.opens_minute);
        read_time(k, "closes_time", STR(DATES_CLOSES_TIME), &t.closes_minute);
    }
    t.has_results = read_date(k, &results_date, &t.results, &t.is_bad);
    return t;
}

static void take_window(struct setup *k, const struct typed_dates *t, struct consultation *to)
{
    if (k->is_published)
        return;
    to->opens_at_s = t->has_opens ? consultation_opens_from(t->opens, t->opens_minute) : 0;
    to->closes_at_s = t->has_closes ? consultation_closes_from(t->closes, t->closes_minute) : 0;
    if (to->opens_at_s && to->closes_at_s && to->closes_at_s <= to->opens_at_s)
        form_error(k->f, closes_date.day, STR(DATES_ORDER));
    else if (to->closes_at_s && to->closes_at_s <= k->c->now_s)
        form_error(k->f, closes_date.day, STR(DATES_PAST));
}

static void take_results(struct setup *k, const struct typed_dates *t, struct consultation *to)
{
    struct form *f = k->f;
    bool is_gone = k->is_published && !t->has_results && !t->is_bad;
    to->results_by = t->has_results ? date_iso(k->c->arena, t->results) : (struct str){ 0 };
    if (is_gone)
        form_error(f, results_date.day, STR(MISSING_RESULTS));
    if (t->has_results && to->closes_at_s &&
        date_to_days(t->results) <= date_to_days(consultation_last_day(to->closes_at_s)))
        form_error(f, results_date.day, STR(DATES_RESULTS_ORDER));
}

enum err consultation_dates_post_page(struct ctx *c)
{
    struct setup k;
    enum err e = dates_open(c, &k);
    if (e)
        return e;
    struct consultation to = k.x;
    struct typed_dates t = read_all(&k);
    take_window(&k, &t, &to);
    take_results(&k, &t, &to);
    form_length(k.f, "length", CONSULTATION_REASON_CHARS, STR(DATES_REASON));
    if (!k.is_published)
        to.length_reason = form_value(k.f, "length");
    if (!k.is_published && to.opens_at_s && to.closes_at_s > to.opens_at_s &&
        consultation_length_from(to.opens_at_s, to.closes_at_s, c->now_s))
        form_required(k.f, "length", STR(DATES_ENTER_REASON));
    setup_judge_reason(&k);
    show_warnings(&k, to.opens_at_s, to.closes_at_s);
    if (form_failed(k.f))
        return show(&k);
    e = setup_save(&k, &to, SETUP_DATES);
    return e == ERR_CONFLICT ? show(&k) : e;
}
