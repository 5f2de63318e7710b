/*
 * plan_gap_pages.c: what is still to be done so that all reasonable efforts were made
 * (s.20(4)(b), P.6), and whom the plan would leave out (s.20(6)(b), P.9). From both lists the
 * same try can be logged for several at once.
 */
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/desk_bulk.h"
#include "modules/plans/plan_pages.h"
#include "modules/plans/plan_try_form.h"
#include "modules/plans/plan_view.h"
#include "modules/plans/plan_words.h"

#define TICKED_MAX 100 /* at one time */

struct gap {
    struct plan_desk d;
    struct plan_bodies all;
    struct plan_dates dates;
    bool is_missing; /* else: efforts */
};

struct effort {
    const struct plan_body *x;
    struct plan_due due;
};

static enum err gap_open(struct ctx *c, bool is_missing, struct gap *g)
{
    g->is_missing = is_missing;
    enum err e = plan_desk_open_one(c, &g->d);
    if (!e)
        e = plan_bodies_load(c->db, c->arena, &g->d.p, &g->all);
    return e ? e : plan_dates_load(c->db, c->arena, g->d.p.id, &g->dates);
}

/* What has no day comes last. */
static int by_day(const void *one, const void *other)
{
    const struct effort *x = one, *y = other;
    if (!x->due.due_on.n != !y->due.due_on.n)
        return x->due.due_on.n ? -1 : 1;
    int n = str_cmp(x->due.due_on, y->due.due_on);
    return n ? n : (x->x > y->x) - (x->x < y->x);
}

static bool is_listed(const struct gap *g, const struct effort *x)
{
    if (g->is_missing)
        return plan_status_is_missing(x->x->status);
    return x->due.what == NEXT_INVITE || x->due.what == NEXT_TRY_AGAIN ||
           x->due.what == NEXT_CLOSE;
}

static bool is_ticked(struct ctx *c, int64_t body_id)
{
    int64_t id[TICKED_MAX];
    size_t n = c->req->method == METHOD_POST ? desk_ticked(c, id, TICKED_MAX) : 0;
    for (size_t i = 0; i < n; i++)
        if (id[i] == body_id)
            return true;
    return false;
}

static enum err rows_view(struct gap *g)
{
    struct plan_desk *d = &g->d;
    struct effort *row = arena_array(d->c->arena, g->all.n + 1, sizeof *row);
    struct list *list = view_list(d->page, S(rows));
    size_t n = 0, n_excepted = 0;
    if (!row)
        return ERR_LIMIT;
    for (size_t i = 0; i < g->all.n; i++) {
        row[n].x = &g->all.at[i];
        row[n].due = plan_due_of(d->c->arena, &d->p, &g->dates, row[n].x);
        n += is_listed(g, &row[n]);
    }
    if (n)
        qsort(row, n, sizeof *row, by_day);
    for (size_t i = 0; i < n; i++) {
        struct view *v = list_add(list);
        plan_body_view(d, row[i].x, v);
        view_str(v, S(next_label), plan_next_label(row[i].due.what));
        plan_desk_day(d, v, S(next_on), row[i].due.due_on);
        view_bool(v, S(is_overdue),
                  row[i].due.due_on.n && str_cmp(row[i].due.due_on, d->today) < 0);
        view_bool(v, S(has_exception), row[i].x->except_role.n > 0);
        view_bool(v, S(checked), is_ticked(d->c, row[i].x->id));
        n_excepted += row[i].x->except_role.n > 0;
    }
    view_bool(d->page, S(has_rows), n > 0);
    view_int(d->page, S(count), (int64_t)(g->is_missing ? n - n_excepted : n));
    view_int(d->page, S(n_exceptions), (int64_t)n_excepted);
    view_bool(d->page, S(has_bodies), g->all.n > 0);
    return OK;
}

static const char *ending(const struct gap *g)
{
    return g->is_missing ? "/missing" : "/efforts";
}

static enum err show(struct gap *g, int status)
{
    struct plan_desk *d = &g->d;
    enum err e = rows_view(g);
    plan_try_fields(d, g->is_missing ? "draft" : "invitation");
    form_field(d->f, S(body_field), "body");
    view_int(d->page, S(n_tries), d->p.n_tries);
    view_str(d->page, S(action), plan_desk_path_of(d, d->p.id, ending(g)));
    view_str(d->page, S(add_href), plan_desk_path_of(d, d->p.id, "/bodies/add"));
    page_back(d->c, plan_desk_path_of(d, d->p.id, ""));
    return e ? e
             : form_render_status(d->f, status,
                                  g->is_missing ? "plans/missing" : "plans/efforts");
}

enum err plan_efforts_page(struct ctx *c)
{
    struct gap g = { 0 };
    enum err e = gap_open(c, false, &g);
    return e ? e : show(&g, 200);
}

enum err plan_missing_page(struct ctx *c)
{
    struct gap g = { 0 };
    enum err e = gap_open(c, true, &g);
    return e ? e : show(&g, 200);
}

static enum err log_try(struct ctx *c, bool is_missing)
{
    struct gap g = { 0 };
    int64_t id[TICKED_MAX];
    enum err e = gap_open(c, is_missing, &g);
    if (e)
        return e;
    struct plan_try x = { .as = plan_desk_body_write(&g.d) };
    x.as.body_id = id;
    x.as.n = desk_ticked(c, id, TICKED_MAX);
    if (!x.as.n)
        form_error(g.d.f, "body", STR(PLAN_SELECT_BODIES));
    if (!plan_try_read(&g.d, &x))
        return show(&g, 422);
    x.has_answer = false; /* what one of them says is logged with that one */
    e = form_send_once(g.d.f, plan_try_fn, &x, plan_desk_done(&g.d, ending(&g), "saved"));
    return e == ERR_CONFLICT ? show(&g, 422) : e;
}

enum err plan_efforts_post_page(struct ctx *c)
{
    return log_try(c, false);
}

enum err plan_missing_post_page(struct ctx *c)
{
    return log_try(c, true);
}
