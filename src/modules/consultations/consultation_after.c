/*
 * consultation_after.c: what is done with a published consultation: more time (3.3), taking it
 * back, putting it away. Each with its reason in the public history.
 */
#include "modules/consultations/consultation_setup.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "core/web/form_date.h"
#include "core/web/form_time.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_dates.h"
#include "modules/consultations/consultation_setup_words.h"
#include "modules/consultations/consultation_told.h"

static const struct form_date closes_date = { "closes_day", "closes_month", "closes_year" };
static const struct form_date results_date = { "results_day", "results_month", "results_year" };

/* Only in these states; else as if there were no such page. */
static enum err after_open(struct ctx *c, const char *title, const char *ending,
                           struct setup *k)
{
    enum err e = setup_open_step(c, title, ending, k);
    return !e && !k->is_published ? ERR_NOT_FOUND : e;
}

static bool is_in(const struct setup *k, enum consultation_state a, enum consultation_state b)
{
    enum consultation_state is = consultation_state(&k->x, k->c->now_s);
    return is == a || is == b;
}

static struct str done_path(const struct setup *k, const char *done)
{
    return url_query(k->c->arena, setup_path(k, ""), STR("done"), str_from(done));
}

static void judge_why(struct setup *k, struct str message)
{
    form_required(k->f, "reason", message);
    form_length(k->f, "reason", CONSULTATION_REASON_CHARS, STR(PUBLISH_REASON));
}

/* --- extending --- */

static void fill_results(struct setup *k)
{
    struct arena *a = k->c->arena;
    struct date d;
    if (!date_parse(k->x.results_by, &d))
        return;
    form_set(k->f, results_date.day, str_printf(a, "%d", d.day));
    form_set(k->f, results_date.month, str_printf(a, "%d", d.month));
    form_set(k->f, results_date.year, str_printf(a, "%d", d.year));
}

static enum err show_extend(struct setup *k)
{
    form_set(k->f, "closes_time", consultation_time_words(k->c->arena, k->x.closes_at_s - 60));
    form_date_field(k->f, S(closes_date), &closes_date);
    form_field(k->f, S(closes_time), "closes_time");
    form_date_field(k->f, S(results_date), &results_date);
    view_str(k->page, S(closes_words),
             consultation_closes_words(k->c->arena, k->x.closes_at_s));
    return setup_render(k, "consultations/extend");
}

static enum err extend_open(struct ctx *c, struct setup *k)
{
    enum err e = after_open(c, EXTEND_TITLE, "/extend", k);
    if (!e && !is_in(k, CONSULTATION_FORTHCOMING, CONSULTATION_OPEN))
        e = ERR_NOT_FOUND;
    return e;
}

enum err consultation_extend_page(struct ctx *c)
{
    struct setup k;
    enum err e = extend_open(c, &k);
    if (e)
        return e;
    fill_results(&k);
    return show_extend(&k);
}

static void judge_closing(struct setup *k, struct consultation *to)
{
    struct arena *a = k->c->arena;
    struct date d;
    int minute = CONSULTATION_CLOSES_MINUTE;
    enum form_date_is is = form_date_read(a, k->f, &closes_date, &d);
    if (form_value(k->f, "closes_time").n)
        (void)form_time_read(k->f, "closes_time", STR(DATES_CLOSES_TIME), &minute);
    if (is == FORM_DATE_EMPTY)
        form_error(k->f, closes_date.day, STR(PUBLISH_ENTER_CLOSES));
    if (is != FORM_DATE_GOOD)
        return;
    to->closes_at_s = consultation_closes_from(d, minute);
    if (to->closes_at_s <= k->x.closes_at_s)
        form_error(k->f, closes_date.day,
                   str_printf(a, PUBLISH_LATER,
                              STR_ARG(consultation_closes_words(a, k->x.closes_at_s))));
}

static void judge_results(struct setup *k, struct consultation *to)
{
    struct date d;
    enum form_date_is is = form_date_read(k->c->arena, k->f, &results_date, &d);
    if (is == FORM_DATE_EMPTY)
        form_error(k->f, results_date.day, STR(MISSING_RESULTS));
    if (is != FORM_DATE_GOOD)
        return;
    to->results_by = date_iso(k->c->arena, d);
    if (date_to_days(d) <= date_to_days(consultation_last_day(to->closes_at_s)))
        form_error(k->f, results_date.day, STR(EXTEND_RESULTS));
}

static struct str seconds(struct arena *a, int64_t s)
{
    return str_printf(a, "%lld", (long long)s);
}

enum err consultation_extend_post_page(struct ctx *c)
{
    struct setup k;
    enum err e = extend_open(c, &k);
    if (e)
        return e;
    struct consultation to = k.x;
    judge_closing(&k, &to);
    judge_results(&k, &to);
    judge_why(&k, STR(EXTEND_ENTER_REASON));
    if (form_failed(k.f))
        return show_extend(&k);
    struct setup_write x = setup_write_of(&k, &to, STR("consultation.extend"));
    x.note.kind = "extended";
    x.note.subject = consultation_tell_results(c->arena, &k.x, &to);
    x.note.old_value = seconds(c->arena, k.x.closes_at_s);
    x.note.new_value = seconds(c->arena, to.closes_at_s);
    x.note.reason = form_value(k.f, "reason");
    x.is_extended = true;
    e = setup_write(&k, &x, done_path(&k, "extended"));
    return e == ERR_CONFLICT ? show_extend(&k) : e;
}

/* --- withdrawing --- */

static enum err show_withdraw(struct setup *k)
{
    return setup_render(k, "consultations/withdraw");
}

enum err consultation_withdraw_page(struct ctx *c)
{
    struct setup k;
    enum err e = after_open(c, WITHDRAW_TITLE, "/withdraw", &k);
    return e ? e : show_withdraw(&k);
}

enum err consultation_withdraw_post_page(struct ctx *c)
{
    struct setup k;
    enum err e = after_open(c, WITHDRAW_TITLE, "/withdraw", &k);
    if (e)
        return e;
    struct consultation to = k.x;
    judge_why(&k, STR(PUBLISH_ENTER_REASON));
    if (form_failed(k.f))
        return show_withdraw(&k);
    to.stage = STR("withdrawn");
    struct setup_write x = setup_write_of(&k, &to, STR("consultation.withdraw"));
    x.note.kind = "withdrawn";
    x.note.reason = form_value(k.f, "reason");
    e = setup_write(&k, &x, done_path(&k, "withdrawn"));
    return e == ERR_CONFLICT ? show_withdraw(&k) : e;
}

/* --- archiving --- */

static enum err archive_open(struct ctx *c, struct setup *k)
{
    enum err e = after_open(c, ARCHIVE_TITLE, "/archive", k);
    return !e && !is_in(k, CONSULTATION_CLOSED, CONSULTATION_RESULTS) ? ERR_NOT_FOUND : e;
}

static enum err show_archive(struct setup *k)
{
    view_bool(k->page, S(has_results), k->x.results_at_s > 0);
    return setup_render(k, "consultations/archive");
}

enum err consultation_archive_page(struct ctx *c)
{
    struct setup k;
    enum err e = archive_open(c, &k);
    return e ? e : show_archive(&k);
}

enum err consultation_archive_post_page(struct ctx *c)
{
    struct setup k;
    enum err e = archive_open(c, &k);
    if (e)
        return e;
    struct consultation to = k.x;
    to.archived_at_s = c->now_s;
    struct setup_write x = setup_write_of(&k, &to, STR("consultation.archive"));
    x.note.kind = "archived";
    e = setup_write(&k, &x, done_path(&k, "archived"));
    return e == ERR_CONFLICT ? show_archive(&k) : e;
}
