/* plan_list_pages.c: the plans of a partnership, and the form of one: new, changed, or made
 * before this record. */
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/framework/framework.h"
#include "modules/partnerships/area.h"
#include "modules/plans/plan_desk.h"
#include "modules/plans/plan_pages.h"
#include "modules/plans/plan_words.h"

/* --- all of them --- */

/* The first step that is due and not done. */
static enum err next_step_view(struct plan_desk *d, const struct plan *p, struct view *v)
{
    struct plan_dates dates;
    enum err e = plan_dates_load(d->c->db, d->c->arena, p->id, &dates);
    int next = -1;
    for (int i = 0; !e && i < PLAN_STEPS; i++) {
        struct str due = dates.at[i].due_on;
        if (due.n && !dates.at[i].done_on.n &&
            (next < 0 || str_cmp(due, dates.at[next].due_on) < 0))
            next = i;
    }
    view_bool(v, S(has_next), next >= 0);
    if (next >= 0) {
        view_str(v, S(next_label), plan_step_label((enum plan_step)next));
        plan_desk_day(d, v, S(next_on), dates.at[next].due_on);
        view_bool(v, S(is_overdue), str_cmp(dates.at[next].due_on, d->today) < 0);
    }
    return e;
}

enum err plan_list_page(struct ctx *c)
{
    struct plan_desk d;
    struct plan *all = arena_array(c->arena, PLANS_MAX, sizeof *all);
    size_t n = 0;
    enum err e = all ? plan_desk_open(c, &d) : ERR_LIMIT;
    if (!e)
        e = plan_list(c->db, c->arena, d.own.partnership.id, all, &n);
    struct list *list = e ? NULL : view_list(d.page, S(plans));
    for (size_t i = 0; !e && i < n; i++) {
        struct view *v = list_add(list);
        view_str(v, S(plan_title), all[i].title);
        view_str(v, S(period), plan_period(c->arena, &all[i]));
        view_str(v, S(stage_label), plan_word_label(plan_stages, n_plan_stages, all[i].stage));
        view_str(v, S(href), plan_desk_path_of(&d, all[i].id, ""));
        e = next_step_view(&d, &all[i], v);
    }
    if (e)
        return e;
    view_bool(d.page, S(has_plans), n > 0);
    view_str(d.page, S(new_href), plan_desk_path(&d, "/new"));
    view_str(d.page, S(before_href),
             url_query(c->arena, plan_desk_path(&d, "/new"), STR("made"), STR("before")));
    return ctx_render(c, "plans/list", d.page);
}

/* --- the form --- */

static const struct form_date start_date = { "start_day", "start_month", "start_year" };
static const struct form_date end_date = { "end_day", "end_month", "end_year" };
static const struct form_date publish_date = { "publish_day", "publish_month", "publish_year" };

struct plan_form {
    struct plan_desk d;
    struct area_list areas;
    bool is_before; /* made before this record */
};

static enum err form_open(struct ctx *c, bool is_new, struct plan_form *k)
{
    enum err e = is_new ? plan_desk_open(c, &k->d) : plan_desk_open_one(c, &k->d);
    if (!e)
        e = area_list_of(c->db, c->arena, k->d.own.partnership.id, &k->areas);
    k->is_before = is_new ? str_eq(param_str(c, "made"), STR("before"))
                          : !e && plan_is_made_before(&k->d.p);
    if (!e)
        page_back(c,
                  is_new ? plan_desk_path(&k->d, "") : plan_desk_path_of(&k->d, k->d.p.id, ""));
    return e;
}

static struct str area_words(const struct plan_form *k, const struct plan *p)
{
    struct arena *a = k->d.c->arena;
    struct str out = { 0 };
    for (size_t i = 0; i < p->n_areas; i++) {
        const struct area *x = area_in(&k->areas, p->area[i]);
        if (x)
            out = str_printf(a, "%.*s%s%.*s", STR_ARG(out), out.n ? ";" : "", STR_ARG(x->slug));
    }
    return out;
}

static void fill(struct plan_form *k, bool is_new)
{
    struct plan_desk *d = &k->d;
    const struct plan *p = &d->p;
    struct arena *a = d->c->arena;
    struct str all = { 0 };
    for (size_t i = 0; i < k->areas.n; i++)
        all = str_printf(a, "%.*s%s%.*s", STR_ARG(all), i ? ";" : "",
                         STR_ARG(k->areas.item[i].slug));
    form_set(d->f, "area", is_new ? all : area_words(k, p));
    form_set(
        d->f, "tries",
        str_printf(a, "%lld", is_new ? (long long)PLAN_TRIES_AT_FIRST : (long long)p->n_tries));
    if (is_new)
        return;
    form_set(d->f, "title", p->title);
    form_set(d->f, "summary", p->summary);
    form_set(d->f, "url", p->url);
    form_set(d->f, "reason", p->reason);
    plan_set_date(d, &start_date, p->starts_on);
    plan_set_date(d, &end_date, p->ends_on);
    plan_set_date(d, &publish_date, p->publish_on);
}

static enum err show_form(struct plan_form *k, bool is_new, int status)
{
    struct plan_desk *d = &k->d;
    struct arena *a = d->c->arena;
    struct form_option *area = arena_array(a, k->areas.n + 1, sizeof *area);
    struct form_option *reason = arena_array(a, n_plan_reasons, sizeof *reason);
    if (!area || !reason)
        return ERR_LIMIT;
    for (size_t i = 0; i < k->areas.n; i++)
        area[i] = (struct form_option){ k->areas.item[i].slug, k->areas.item[i].name, { 0 } };
    for (size_t i = 0; i < n_plan_reasons; i++)
        reason[i] = (struct form_option){ plan_reasons[i].code, plan_reasons[i].label, { 0 } };
    fill(k, is_new);
    form_field(d->f, S(title_field), "title");
    form_field_most(d->f, S(summary_field), "summary", PLAN_SUMMARY_CHARS);
    form_field(d->f, S(url_field), "url");
    form_field(d->f, S(tries_field), "tries");
    form_options(d->f, S(area_field), "area", area, k->areas.n);
    form_options(d->f, S(reason_field), "reason", reason, n_plan_reasons);
    form_date_field(d->f, S(start_field), &start_date);
    form_date_field(d->f, S(end_field), &end_date);
    form_date_field(d->f, S(publish_field), &publish_date);
    view_bool(d->page, S(is_new), is_new);
    view_bool(d->page, S(is_before), k->is_before);
    view_bool(d->page, S(is_overtaken), status == 409);
    view_int(d->page, S(version), d->p.version);
    struct str action =
        is_new ? plan_desk_path(d, "/new") : plan_desk_path_of(d, d->p.id, "/edit");
    view_str(d->page, S(action),
             is_new && k->is_before ? url_query(a, action, STR("made"), STR("before"))
                                    : action);
    return form_render_status(d->f, status, "plans/form");
}

enum err plan_new_page(struct ctx *c)
{
    struct plan_form k = { 0 };
    enum err e = form_open(c, true, &k);
    return e ? e : show_form(&k, true, 200);
}

enum err plan_edit_page(struct ctx *c)
{
    struct plan_form k = { 0 };
    enum err e = form_open(c, false, &k);
    return e ? e : show_form(&k, false, 200);
}

/* --- what was typed --- */

static void read_areas(struct plan_form *k, struct plan *to)
{
    struct str ticked[PLAN_AREAS_MAX];
    size_t n = param_list(k->d.c, "area", ticked, PLAN_AREAS_MAX);
    to->n_areas = 0;
    for (size_t i = 0; i < n; i++) {
        const struct area *x = area_named(&k->areas, ticked[i]);
        if (x)
            to->area[to->n_areas++] = x->id;
    }
    if (!to->n_areas)
        form_error(k->d.f, "area", STR(PLAN_SELECT_AREA));
}

static void read_days(struct plan_form *k, struct plan *to)
{
    struct plan_desk *d = &k->d;
    to->starts_on = plan_typed_date(d, &start_date, PLAN_ENTER_START);
    to->ends_on = plan_typed_date(d, &end_date, PLAN_ENTER_END);
    if (to->starts_on.n && to->ends_on.n && str_cmp(to->ends_on, to->starts_on) <= 0)
        form_error(d->f, end_date.day, STR(PLAN_END_BEFORE_START));
    to->publish_on = plan_typed_date(d, &publish_date,
                                     k->is_before ? PLAN_ENTER_PUBLISHED : PLAN_ENTER_PUBLISH);
    if (k->is_before && str_cmp(to->publish_on, d->today) > 0)
        form_error(d->f, publish_date.day, STR(PLAN_PUBLISHED_AHEAD));
}

static void read_form(struct plan_form *k, struct plan *to)
{
    struct form *f = k->d.f;
    form_required(f, "title", STR(PLAN_ENTER_TITLE));
    form_length(f, "title", PLAN_TITLE_CHARS, STR(PLAN_THE_TITLE));
    form_length(f, "summary", PLAN_SUMMARY_CHARS, STR(PLAN_THE_SUMMARY));
    to->title = form_value(f, "title");
    to->summary = form_value(f, "summary");
    to->url = plan_typed_address(&k->d, "url");
    to->reason = k->is_before ? STR("other") : form_value(f, "reason");
    if (!plan_word_is(plan_reasons, n_plan_reasons, to->reason))
        form_error(f, "reason", STR(PLAN_SELECT_REASON));
    to->n_tries = PLAN_TRIES_AT_FIRST;
    if (!k->is_before && (!str_to_i64(form_value(f, "tries"), &to->n_tries) ||
                          to->n_tries < 1 || to->n_tries > PLAN_TRIES_MAX))
        form_error(f, "tries", STR(PLAN_TRIES_WRONG));
    read_areas(k, to);
    read_days(k, to);
}

static enum err current_framework(struct plan_form *k, struct plan *to)
{
    struct framework_versions all;
    enum err e = framework_versions_load(k->d.c->db, k->d.c->arena, &all);
    for (size_t i = 0; !e && i < all.n; i++)
        if (all.item[i].is_current)
            to->framework_id = all.item[i].id;
    return !e && !to->framework_id ? ERR_NOT_FOUND : e;
}

enum err plan_new_post_page(struct ctx *c)
{
    struct plan_form k = { 0 };
    enum err e = form_open(c, true, &k);
    if (e)
        return e;
    struct plan_write w = plan_desk_write(&k.d);
    w.to.partnership_id = k.d.own.partnership.id;
    read_form(&k, &w.to);
    if (form_failed(k.d.f))
        return show_form(&k, true, 422);
    w.to.stage = k.is_before ? STR("made_before") : STR("preparing");
    w.to.published_on = k.is_before ? w.to.publish_on : STR("");
    e = current_framework(&k, &w.to);
    if (!e)
        e = form_send_once(
            k.d.f, plan_add_fn, &w,
            url_query(c->arena, plan_desk_path(&k.d, ""), STR("done"), STR("added")));
    return e == ERR_CONFLICT ? show_form(&k, true, 422) : e;
}

enum err plan_edit_post_page(struct ctx *c)
{
    struct plan_form k = { 0 };
    enum err e = form_open(c, false, &k);
    if (e)
        return e;
    struct plan_write w = plan_desk_write(&k.d);
    w.to.version = param_i64(c, "version", 0);
    read_form(&k, &w.to);
    if (form_failed(k.d.f))
        return show_form(&k, false, 422);
    e = form_send_once(k.d.f, plan_change_fn, &w, plan_desk_done(&k.d, "", "saved"));
    return e == ERR_CONFLICT ? show_form(&k, false, w.is_late ? 409 : 422) : e;
}
