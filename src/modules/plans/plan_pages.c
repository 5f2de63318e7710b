/* plan_pages.c: one plan: where it stands, its dates, the figures of both facts, what to do. */
#include "modules/plans/plan_pages.h"

#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/partnerships/area.h"
#include "modules/plans/plan_desk.h"
#include "modules/plans/plan_words.h"

static enum err areas_view(struct plan_desk *d)
{
    struct area_list areas;
    struct list *list = view_list(d->page, S(areas));
    enum err e = area_list_of(d->c->db, d->c->arena, d->own.partnership.id, &areas);
    for (size_t i = 0; !e && i < d->p.n_areas; i++) {
        const struct area *x = area_in(&areas, d->p.area[i]);
        if (x)
            view_str(list_add(list), S(name), x->name);
    }
    return e;
}

static enum err dates_view(struct plan_desk *d)
{
    struct arena *a = d->c->arena;
    struct plan_dates dates;
    struct list *list = view_list(d->page, S(steps));
    enum err e = plan_dates_load(d->c->db, a, d->p.id, &dates);
    for (int i = 0; !e && i < PLAN_STEPS; i++) {
        enum plan_step step = (enum plan_step)i;
        struct str due = dates.at[i].due_on, done = dates.at[i].done_on;
        if (plan_is_made_before(&d->p) && !due.n && !done.n)
            continue;
        struct view *v = list_add(list);
        view_str(v, S(label), plan_step_label(step));
        view_str(v, S(hint), plan_step_hint(step));
        plan_desk_day(d, v, S(due), due);
        plan_desk_day(d, v, S(done), done);
        view_bool(v, S(is_done), done.n > 0);
        view_bool(v, S(is_overdue), !done.n && due.n && str_cmp(due, d->today) < 0);
        const char *at = str_z(a, str_printf(a, "/dates/%s", plan_step_name(step)));
        view_str(v, S(href), plan_desk_path_of(d, d->p.id, at ? at : ""));
    }
    return e;
}

static enum err figures_view(struct plan_desk *d)
{
    struct plan_bodies all;
    enum err e = plan_bodies_load(d->c->db, d->c->arena, &d->p, &all);
    if (e)
        return e;
    struct plan_count n = plan_count_of(&all);
    struct list *list = view_list(d->page, S(statuses));
    for (int i = 0; i < STATUS__MAX; i++) {
        struct view *v;
        if (!n.n_status[i])
            continue;
        v = list_add(list);
        view_str(v, S(label), plan_status_label((enum plan_status)i));
        view_int(v, S(n), n.n_status[i]);
        view_str(v, S(href),
                 url_query(d->c->arena, plan_desk_path_of(d, d->p.id, "/bodies"), STR("status"),
                           plan_status_name((enum plan_status)i)));
    }
    view_int(d->page, S(n), n.n);
    view_int(d->page, S(n_in_scope), n.n_in_scope);
    view_bool(d->page, S(has_out), n.n > n.n_in_scope);
    view_int(d->page, S(n_undecided), n.n_undecided);
    view_int(d->page, S(n_missing), n.n_missing);
    view_int(d->page, S(n_participating), n.n_status[STATUS_PARTICIPATING]);
    view_int(d->page, S(n_consulted), n.n_status[STATUS_CONSULTED]);
    view_bool(d->page, S(has_bodies), n.n > 0);
    return OK;
}

static void links_view(struct plan_desk *d)
{
    struct view *v = d->page;
    view_str(v, S(bodies_href), plan_desk_path_of(d, d->p.id, "/bodies"));
    view_str(v, S(add_href), plan_desk_path_of(d, d->p.id, "/bodies/add"));
    view_str(v, S(efforts_href), plan_desk_path_of(d, d->p.id, "/efforts"));
    view_str(v, S(missing_href), plan_desk_path_of(d, d->p.id, "/missing"));
    view_str(v, S(publish_href), plan_desk_path_of(d, d->p.id, "/publish"));
    view_str(v, S(copies_href), plan_desk_path_of(d, d->p.id, "/copies"));
    view_str(v, S(public_href), str_printf(d->c->arena, "/plans/%lld", (long long)d->p.id));
    view_str(v, S(edit_href), plan_desk_path_of(d, d->p.id, "/edit"));
    view_str(v, S(action), plan_desk_path_of(d, d->p.id, ""));
    view_int(v, S(version), d->p.version);
    view_str(v, S(url), d->p.url);
    view_str(v, S(framework), d->p.framework);
    view_str(v, S(reason), plan_word_label(plan_reasons, n_plan_reasons, d->p.reason));
    plan_desk_day(d, v, S(published_on), d->p.published_on);
    plan_desk_day(d, v, S(publish_on), d->p.publish_on);
}

static void stages_view(struct plan_desk *d)
{
    struct list *list = view_list(d->page, S(stage_options));
    for (size_t i = 0; i < n_plan_stages && plan_is_open(&d->p); i++) {
        if (str_eq(plan_stages[i].code, STR("published")))
            break;
        struct view *v = list_add(list);
        view_str(v, S(value), plan_stages[i].code);
        view_str(v, S(label), plan_stages[i].label);
        view_bool(v, S(checked), str_eq(plan_stages[i].code, d->p.stage));
    }
}

static enum err show(struct plan_desk *d, int status)
{
    enum err e = areas_view(d);
    if (!e)
        e = dates_view(d);
    if (!e)
        e = figures_view(d);
    struct str other;
    if (!e)
        e = plan_overlap(d->c->db, d->c->arena, &d->p, &other);
    if (e)
        return e;
    view_str(d->page, S(overlaps), other);
    view_bool(d->page, S(is_overtaken), status == 409);
    links_view(d);
    stages_view(d);
    page_back(d->c, plan_desk_path(d, ""));
    return form_render_status(d->f, status, "plans/show");
}

enum err plan_show_page(struct ctx *c)
{
    struct plan_desk d;
    enum err e = plan_desk_open_one(c, &d);
    return e ? e : show(&d, 200);
}

enum err plan_show_post_page(struct ctx *c)
{
    struct plan_desk d;
    enum err e = plan_desk_open_one(c, &d);
    if (e)
        return e;
    struct plan_write w = plan_desk_write(&d);
    w.to.version = param_i64(c, "version", 0);
    w.to.stage = param_str(c, "stage");
    e = form_send_once(d.f, plan_stage_fn, &w, plan_desk_done(&d, "", "saved"));
    return e == ERR_CONFLICT ? show(&d, w.is_late ? 409 : 422) : e;
}

/* --- one date --- */

static const struct form_date due_date = { "due_day", "due_month", "due_year" };
static const struct form_date done_date = { "done_day", "done_month", "done_year" };

struct dating {
    struct plan_desk d;
    enum plan_step step;
    struct plan_dates dates;
};

static enum err dating_open(struct ctx *c, struct dating *k)
{
    enum err e = plan_desk_open_one(c, &k->d);
    if (!e && !plan_step_from_name(param_str(c, "step"), &k->step))
        e = ERR_NOT_FOUND;
    return e ? e : plan_dates_load(c->db, c->arena, k->d.p.id, &k->dates);
}

static enum err show_dating(struct dating *k)
{
    struct plan_desk *d = &k->d;
    struct arena *a = d->c->arena;
    const char *at = str_z(a, str_printf(a, "/dates/%s", plan_step_name(k->step)));
    plan_set_date(d, &due_date, k->dates.at[k->step].due_on);
    plan_set_date(d, &done_date, k->dates.at[k->step].done_on);
    form_date_field(d->f, S(due_field), &due_date);
    form_date_field(d->f, S(done_field), &done_date);
    view_str(d->page, S(label), plan_step_label(k->step));
    view_str(d->page, S(hint), plan_step_hint(k->step));
    view_str(d->page, S(action), plan_desk_path_of(d, d->p.id, at ? at : ""));
    page_back(d->c, plan_desk_path_of(d, d->p.id, ""));
    return form_render(d->f, "plans/date");
}

enum err plan_date_page(struct ctx *c)
{
    struct dating k;
    enum err e = dating_open(c, &k);
    return e ? e : show_dating(&k);
}

enum err plan_date_post_page(struct ctx *c)
{
    struct dating k;
    enum err e = dating_open(c, &k);
    if (e)
        return e;
    struct plan_write w = plan_desk_write(&k.d);
    w.step = k.step;
    w.due_on = plan_typed_date(&k.d, &due_date, NULL);
    w.done_on = plan_typed_date(&k.d, &done_date, NULL);
    if (str_cmp(w.done_on, k.d.today) > 0)
        form_error(k.d.f, done_date.day, STR(PLAN_DONE_AHEAD));
    if (form_failed(k.d.f))
        return show_dating(&k);
    e = form_send_once(k.d.f, plan_date_fn, &w, plan_desk_done(&k.d, "", "saved"));
    return e == ERR_CONFLICT ? show_dating(&k) : e;
}
