#include "modules/plans/plan_desk.h"

#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/people/visitor.h"
#include "modules/plans/plan_words.h"

static struct str today(const struct ctx *c)
{
    return date_iso(c->arena, london_from_s(c->now_s).date);
}

enum err plan_desk_open(struct ctx *c, struct plan_desk *out)
{
    *out = (struct plan_desk){ .c = c, .today = today(c) };
    enum err e = own_partnership_load(c, CAP_PLAN_DECIDE, &out->own);
    if (e)
        return e;
    out->page = page_new(c, "");
    out->f = form_new(c, out->page);
    if (!out->f)
        return ERR_LIMIT;
    view_str(out->page, S(done), param_str(c, "done"));
    view_bool(out->page, S(was_saved), param_str(c, "done").n > 0);
    return own_partnership_show(c, &out->own, CAP_PLAN_DECIDE, out->page);
}

enum err plan_desk_open_one(struct ctx *c, struct plan_desk *out)
{
    enum err e = plan_desk_open(c, out);
    if (!e)
        e = plan_load(c->db, c->arena, out->own.partnership.id, param_i64(c, "id", 0), &out->p);
    if (e)
        return e;
    struct view *v = out->page;
    view_str(v, S(plan_title), out->p.title);
    view_str(v, S(period), plan_period(c->arena, &out->p));
    view_str(v, S(stage_label), plan_word_label(plan_stages, n_plan_stages, out->p.stage));
    view_str(v, S(plan_href), plan_desk_path_of(out, out->p.id, ""));
    view_bool(v, S(is_open), plan_is_open(&out->p));
    view_bool(v, S(is_made_before), plan_is_made_before(&out->p));
    return OK;
}

static struct str with_partnership(const struct plan_desk *d, struct str path)
{
    return str_printf(d->c->arena, "%.*s%.*s", STR_ARG(path), STR_ARG(d->own.query));
}

struct str plan_desk_path(const struct plan_desk *d, const char *ending)
{
    return with_partnership(d, str_printf(d->c->arena, "/coordinator/plans%s", ending));
}

struct str plan_desk_path_of(const struct plan_desk *d, int64_t plan_id, const char *ending)
{
    return with_partnership(
        d, str_printf(d->c->arena, "/coordinator/plans/%lld%s", (long long)plan_id, ending));
}

struct str plan_desk_body_path(const struct plan_desk *d, int64_t body_id)
{
    return with_partnership(d, str_printf(d->c->arena, "/coordinator/plans/%lld/bodies/%lld",
                                          (long long)d->p.id, (long long)body_id));
}

struct str plan_desk_done(const struct plan_desk *d, const char *ending, const char *done)
{
    return url_query(d->c->arena, plan_desk_path_of(d, d->p.id, ending), STR("done"),
                     str_from(done));
}

struct plan_write plan_desk_write(const struct plan_desk *d)
{
    return (struct plan_write){ .arena = d->c->arena,
                                .act = ctx_act(d->c),
                                .by_account = d->c->visitor->account.id,
                                .by_role = STR(PLAN_ROLE_COORDINATOR),
                                .to = d->p };
}

struct plan_body_write plan_desk_body_write(const struct plan_desk *d)
{
    return (struct plan_body_write){ .arena = d->c->arena,
                                     .act = ctx_act(d->c),
                                     .by_account = d->c->visitor->account.id,
                                     .by_role = STR(PLAN_ROLE_COORDINATOR),
                                     .plan_id = d->p.id,
                                     .partnership_id = d->own.partnership.id,
                                     .today = d->today,
                                     .n_tries = d->p.n_tries };
}

/* --- days --- */

static struct str long_day(struct arena *a, struct str iso)
{
    struct date day;
    return date_parse(iso, &day) ? date_long(a, day) : STR("");
}

void plan_desk_day(const struct plan_desk *d, struct view *v, symbol name, struct str iso)
{
    view_str(v, name, long_day(d->c->arena, iso));
}

struct str plan_period(struct arena *a, const struct plan *p)
{
    struct str from = long_day(a, p->starts_on), to = long_day(a, p->ends_on);
    return str_printf(a, PLAN_PERIOD, STR_ARG(from), STR_ARG(to));
}

void plan_set_date(const struct plan_desk *d, const struct form_date *names, struct str iso)
{
    struct arena *a = d->c->arena;
    struct date day;
    if (!date_parse(iso, &day))
        return;
    form_set(d->f, names->day, str_printf(a, "%d", day.day));
    form_set(d->f, names->month, str_printf(a, "%d", day.month));
    form_set(d->f, names->year, str_printf(a, "%d", day.year));
}

struct str plan_typed_date(const struct plan_desk *d, const struct form_date *names,
                           const char *if_empty)
{
    struct date day;
    enum form_date_is is = form_date_read(d->c->arena, d->f, names, &day);
    if (is == FORM_DATE_EMPTY && if_empty)
        form_error(d->f, names->day, str_from(if_empty));
    return is == FORM_DATE_GOOD ? date_iso(d->c->arena, day) : STR("");
}

static bool is_address(struct str s)
{
    return !s.n || ((str_starts(s, STR("https://")) || str_starts(s, STR("http://"))) &&
                    str_find_char(s, '.') != STR_NONE && str_find_char(s, ' ') == STR_NONE);
}

/* "www.example.org" is an address too. */
static struct str whole_address(struct arena *a, struct str typed)
{
    bool has_scheme = str_find(typed, STR("://")) != STR_NONE;
    return typed.n && !has_scheme ? str_printf(a, "https://%.*s", STR_ARG(typed)) : typed;
}

struct str plan_typed_address(const struct plan_desk *d, const char *name)
{
    struct str url = whole_address(d->c->arena, form_value(d->f, name));
    form_length(d->f, name, PLAN_URL_CHARS, STR(PLAN_THE_URL));
    if (!is_address(url))
        form_error(d->f, name, STR(PLAN_URL_WRONG));
    return url;
}
