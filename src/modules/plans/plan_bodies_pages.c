/* plan_bodies_pages.c: the long list: who stands on it, what was decided on each, decisions on
 * several at once (P.2, P.4). */
#include "core/base/utf8.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/desk_bulk.h"
#include "modules/plans/plan_desk.h"
#include "modules/plans/plan_pages.h"
#include "modules/plans/plan_view.h"
#include "modules/plans/plan_words.h"

#define ROWS 50

struct long_list {
    struct plan_desk d;
    struct plan_bodies all;
    struct str status, likely, words; /* asked for; empty: any */
};

static enum err list_open(struct ctx *c, struct long_list *k)
{
    enum err e = plan_desk_open_one(c, &k->d);
    if (!e)
        e = plan_bodies_load(c->db, c->arena, &k->d.p, &k->all);
    k->status = param_str(c, "status");
    k->likely = param_str(c, "likely");
    k->words = utf8_fold(c->arena, param_str(c, "words"));
    return e;
}

static bool fits(const struct long_list *k, const struct plan_body *x)
{
    struct str undecided = STR("undecided");
    if (k->status.n && !str_eq(plan_status_name(x->status), k->status))
        return false;
    if (k->likely.n &&
        !(str_eq(k->likely, undecided) ? !x->likely.n : str_eq(x->likely, k->likely)))
        return false;
    return !k->words.n || str_find(utf8_fold(k->d.c->arena, x->name), k->words) != STR_NONE;
}

static struct str list_path(const struct long_list *k)
{
    struct arena *a = k->d.c->arena;
    struct str path = plan_desk_path_of(&k->d, k->d.p.id, "/bodies");
    struct str words = param_str(k->d.c, "words");
    if (k->status.n)
        path = url_query(a, path, STR("status"), k->status);
    if (k->likely.n)
        path = url_query(a, path, STR("likely"), k->likely);
    return words.n ? url_query(a, path, STR("words"), words) : path;
}

static bool is_ticked(const int64_t *id, size_t n, int64_t body_id)
{
    for (size_t i = 0; i < n; i++)
        if (id[i] == body_id)
            return true;
    return false;
}

static void filters_view(struct long_list *k)
{
    struct view *page = k->d.page;
    struct list *list = view_list(page, S(status_options));
    for (int i = 0; i < STATUS__MAX; i++) {
        struct view *v = list_add(list);
        view_str(v, S(value), plan_status_name((enum plan_status)i));
        view_str(v, S(label), plan_status_label((enum plan_status)i));
        view_bool(v, S(checked), str_eq(k->status, plan_status_name((enum plan_status)i)));
    }
    static const struct plan_word likely[] = {
        { STR_INIT("undecided"), STR_INIT(PLAN_LIKELY_UNDECIDED) },
        { STR_INIT("yes"), STR_INIT(PLAN_LIKELY_YES) },
        { STR_INIT("no"), STR_INIT(PLAN_LIKELY_NO) },
    };
    list = view_list(page, S(likely_options));
    for (size_t i = 0; i < 3; i++) {
        struct view *v = list_add(list);
        view_str(v, S(value), likely[i].code);
        view_str(v, S(label), likely[i].label);
        view_bool(v, S(checked), str_eq(k->likely, likely[i].code));
    }
    view_str(page, S(words), param_str(k->d.c, "words"));
    view_bool(page, S(is_filtered), k->status.n || k->likely.n || k->words.n);
}

static void rows_view(struct long_list *k, const int64_t *ticked, size_t n_ticked)
{
    struct plan_desk *d = &k->d;
    struct list *list = view_list(d->page, S(rows));
    int64_t page = param_i64(d->c, "page", 1), n = 0;
    for (size_t i = 0; i < k->all.n; i++) {
        const struct plan_body *x = &k->all.at[i];
        if (!fits(k, x) || n++ / ROWS != page - 1)
            continue;
        struct view *v = list_add(list);
        plan_body_view(d, x, v);
        view_bool(v, S(checked), is_ticked(ticked, n_ticked, x->id));
    }
    view_int(d->page, S(count), n);
    view_bool(d->page, S(has_rows), list_len(list) > 0);
    view_bool(d->page, S(has_bodies), k->all.n > 0);
    page_steps(d->c, d->page,
               &(struct page_steps){
                   .base = list_path(k), .now = page, .last = (n + ROWS - 1) / ROWS });
}

static enum err sources_view(struct long_list *k)
{
    struct plan_desk *d = &k->d;
    struct plan_source *x = arena_array(d->c->arena, PLAN_SOURCES_MAX, sizeof *x);
    struct list *list = view_list(d->page, S(sources));
    size_t n = 0;
    enum err e = x ? plan_sources(d->c->db, d->c->arena, d->p.id, x, &n) : ERR_LIMIT;
    for (size_t i = 0; i < n; i++) {
        struct view *v = list_add(list);
        view_str(v, S(label), plan_source_words(d->c->arena, x[i].source, x[i].filter));
        view_int(v, S(n_added), x[i].n_added);
        view_int(v, S(n_before), x[i].n_before);
        view_bool(v, S(has_before), x[i].n_before > 0);
        view_str(v, S(on), date_long(d->c->arena, london_from_s(x[i].added_at_s).date));
        view_str(v, S(by_role), x[i].by_role);
    }
    return e;
}

static enum err show(struct long_list *k, int status)
{
    struct plan_desk *d = &k->d;
    int64_t ticked[ROWS];
    size_t n = d->c->req->method == METHOD_POST ? desk_ticked(d->c, ticked, ROWS) : 0;
    filters_view(k);
    rows_view(k, ticked, n);
    enum err e = sources_view(k);
    form_field_most(d->f, S(reason_field), "reason", PLAN_REASON_CHARS);
    form_field(d->f, S(body_field), "body");
    view_str(d->page, S(action), list_path(k));
    view_str(d->page, S(filter_action), plan_desk_path_of(d, d->p.id, "/bodies"));
    view_str(d->page, S(partnership_slug), d->own.partnership.slug);
    view_str(d->page, S(add_href), plan_desk_path_of(d, d->p.id, "/bodies/add"));
    page_back(d->c, plan_desk_path_of(d, d->p.id, ""));
    return e ? e : form_render_status(d->f, status, "plans/bodies");
}

enum err plan_bodies_page(struct ctx *c)
{
    struct long_list k = { 0 };
    enum err e = list_open(c, &k);
    return e ? e : show(&k, 200);
}

/* The fn of the button, with what it writes. */
static store_write_fn asked_for(struct long_list *k, struct plan_body_write *w)
{
    struct form *f = k->d.f;
    struct str does = param_str(k->d.c, "do");
    form_length(f, "reason", PLAN_REASON_CHARS, STR(PLAN_THE_REASON));
    w->reason = form_value(f, "reason");
    if (str_eq(does, STR("likely"))) {
        w->value = STR("yes");
        return plan_body_likely_fn;
    }
    if (str_eq(does, STR("unlikely"))) {
        form_required(f, "reason", STR(PLAN_ENTER_UNLIKELY));
        w->value = STR("no");
        return plan_body_likely_fn;
    }
    if (str_eq(does, STR("unsuitable"))) {
        form_required(f, "reason", STR(PLAN_ENTER_UNSUITABLE));
        w->value = STR("no");
        return plan_body_suitable_fn;
    }
    return NULL;
}

enum err plan_bodies_post_page(struct ctx *c)
{
    struct long_list k = { 0 };
    int64_t id[ROWS];
    enum err e = list_open(c, &k);
    if (e)
        return e;
    struct plan_body_write w = plan_desk_body_write(&k.d);
    store_write_fn fn = asked_for(&k, &w);
    if (!fn)
        return ERR_INVALID;
    w.body_id = id;
    w.n = desk_ticked(c, id, ROWS);
    if (!w.n)
        form_error(k.d.f, "body", STR(PLAN_SELECT_BODIES));
    if (form_failed(k.d.f))
        return show(&k, 422);
    e = form_send_once(k.d.f, fn, &w,
                       url_query(c->arena, list_path(&k), STR("done"), STR("saved")));
    return e == ERR_CONFLICT ? show(&k, 422) : e;
}
