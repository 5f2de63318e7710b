/* plan_publish_pages.c: the gate and publication of a plan (P.9), and the copies that Community
 * Justice Scotland is sent (P.13). */
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/people/visitor.h"
#include "modules/plans/plan_desk.h"
#include "modules/plans/plan_pages.h"
#include "modules/plans/plan_publish.h"
#include "modules/plans/plan_words.h"

static const struct form_date published_date = { "published_day", "published_month",
                                                 "published_year" };
static const struct form_date sent_date = { "sent_day", "sent_month", "sent_year" };

struct publishing {
    struct plan_desk d;
    struct plan_gate gate;
};

static enum err publishing_open(struct ctx *c, struct publishing *k)
{
    enum err e = plan_desk_open_one(c, &k->d);
    if (!e && plan_is_made_before(&k->d.p))
        e = ERR_NOT_FOUND;
    return e ? e : plan_gate_load(c->db, c->arena, &k->d.p, &k->gate);
}

static struct plan_publish publish_of(const struct plan_desk *d)
{
    return (struct plan_publish){ .as = plan_desk_write(d) };
}

/* --- publishing --- */

static enum err show_publish(struct publishing *k, int status)
{
    struct plan_desk *d = &k->d;
    struct view *v = d->page;
    form_set(d->f, "url", d->p.url);
    plan_set_date(d, &published_date, d->today);
    form_field(d->f, S(url_field), "url");
    form_date_field(d->f, S(published_field), &published_date);
    view_bool(v, S(has_bodies), k->gate.n_bodies > 0);
    view_int(v, S(n_missing), k->gate.n_missing);
    view_int(v, S(n_exceptions), k->gate.n_exceptions);
    view_bool(v, S(has_draft_copy), k->gate.has_draft_copy);
    view_bool(v, S(can_publish), plan_is_open(&d->p) && plan_gate_is_open(&k->gate));
    view_bool(v, S(is_overtaken), status == 409);
    view_int(v, S(version), d->p.version);
    view_str(v, S(add_href), plan_desk_path_of(d, d->p.id, "/bodies/add"));
    view_str(v, S(missing_href), plan_desk_path_of(d, d->p.id, "/missing"));
    view_str(v, S(copies_href), plan_desk_path_of(d, d->p.id, "/copies"));
    view_str(v, S(action), plan_desk_path_of(d, d->p.id, "/publish"));
    view_str(v, S(public_href), str_printf(d->c->arena, "/plans/%lld", (long long)d->p.id));
    plan_desk_day(d, v, S(published_on), d->p.published_on);
    page_back(d->c, plan_desk_path_of(d, d->p.id, ""));
    return form_render_status(d->f, status, "plans/publish");
}

enum err plan_publish_page(struct ctx *c)
{
    struct publishing k = { 0 };
    enum err e = publishing_open(c, &k);
    return e ? e : show_publish(&k, 200);
}

enum err plan_publish_post_page(struct ctx *c)
{
    struct publishing k = { 0 };
    enum err e = publishing_open(c, &k);
    if (e)
        return e;
    struct plan_publish x = publish_of(&k.d);
    x.as.to.version = param_i64(c, "version", 0);
    x.as.to.published_on = plan_typed_date(&k.d, &published_date, PLAN_ENTER_PUBLISHED);
    x.as.to.url = plan_typed_address(&k.d, "url");
    if (str_cmp(x.as.to.published_on, k.d.today) > 0)
        form_error(k.d.f, published_date.day, STR(PLAN_PUBLISHED_AHEAD));
    if (form_failed(k.d.f))
        return show_publish(&k, 422);
    e = form_send_once(k.d.f, plan_publish_fn, &x,
                       plan_desk_done(&k.d, "/publish", "published"));
    if (e != ERR_CONFLICT)
        return e;
    k.gate = x.is_shut ? x.gate : k.gate;
    return show_publish(&k, x.as.is_late ? 409 : 422);
}

/* --- copies --- */

static void options(struct form *f, struct arena *a, symbol as, const char *name,
                    const struct plan_word *all, size_t n)
{
    struct form_option *option = arena_array(a, n, sizeof *option);
    for (size_t i = 0; option && i < n; i++)
        option[i] = (struct form_option){ all[i].code, all[i].label, { 0 } };
    form_options(f, as, name, option, option ? n : 0);
}

static enum err show_copies(struct plan_desk *d, int status)
{
    struct arena *a = d->c->arena;
    struct plan_copy *x = arena_array(a, PLAN_COPIES_MAX, sizeof *x);
    struct list *list = view_list(d->page, S(copies));
    size_t n = 0;
    enum err e = x ? plan_copies(d->c->db, a, d->p.id, x, &n) : ERR_LIMIT;
    for (size_t i = 0; i < n; i++) {
        struct view *v = list_add(list);
        view_int(v, S(id), x[i].id);
        view_str(v, S(label), plan_word_label(plan_copy_kinds, n_plan_copy_kinds, x[i].what));
        view_str(v, S(how), plan_word_label(plan_copy_ways, n_plan_copy_ways, x[i].how));
        plan_desk_day(d, v, S(sent_on), x[i].sent_on);
        plan_desk_day(d, v, S(acked_on), x[i].acked_on);
        view_str(v, S(note), x[i].note);
    }
    view_bool(d->page, S(has_copies), n > 0);
    plan_set_date(d, &sent_date, d->today);
    options(d->f, a, S(what_field), "what", plan_copy_kinds, n_plan_copy_kinds);
    options(d->f, a, S(how_field), "how", plan_copy_ways, n_plan_copy_ways);
    form_date_field(d->f, S(sent_field), &sent_date);
    form_field_most(d->f, S(note_field), "note", PLAN_NOTE_CHARS);
    view_str(d->page, S(action), plan_desk_path_of(d, d->p.id, "/copies"));
    page_back(d->c, plan_desk_path_of(d, d->p.id, ""));
    return e ? e : form_render_status(d->f, status, "plans/copies");
}

enum err plan_copies_page(struct ctx *c)
{
    struct plan_desk d;
    enum err e = plan_desk_open_one(c, &d);
    return e ? e : show_copies(&d, 200);
}

static void read_copy(struct plan_desk *d, struct plan_copy *to)
{
    struct form *f = d->f;
    *to = (struct plan_copy){ .what = form_value(f, "what"),
                              .how = form_value(f, "how"),
                              .note = form_value(f, "note") };
    to->sent_on = plan_typed_date(d, &sent_date, PLAN_ENTER_DATE);
    if (!plan_word_is(plan_copy_kinds, n_plan_copy_kinds, to->what))
        form_error(f, "what", STR(PLAN_SELECT_COPY));
    if (!plan_word_is(plan_copy_ways, n_plan_copy_ways, to->how))
        form_error(f, "how", STR(PLAN_SELECT_WAY));
    if (str_cmp(to->sent_on, d->today) > 0)
        form_error(f, sent_date.day, STR(PLAN_TRY_AHEAD));
    form_length(f, "note", PLAN_NOTE_CHARS, STR(PLAN_THE_NOTE));
}

enum err plan_copies_post_page(struct ctx *c)
{
    struct plan_desk d;
    enum err e = plan_desk_open_one(c, &d);
    if (e)
        return e;
    struct str does = param_str(c, "do");
    struct plan_publish x = publish_of(&d);
    store_write_fn fn = str_eq(does, STR("add"))      ? plan_copy_add_fn
                        : str_eq(does, STR("ack"))    ? plan_copy_ack_fn
                        : str_eq(does, STR("remove")) ? plan_copy_remove_fn
                                                      : NULL;
    if (!fn)
        return ERR_INVALID;
    if (fn == plan_copy_add_fn)
        read_copy(&d, &x.copy);
    if (form_failed(d.f))
        return show_copies(&d, 422);
    x.copy.id = param_i64(c, "copy", 0);
    x.copy.acked_on = d.today;
    e = form_send_once(d.f, fn, &x, plan_desk_done(&d, "/copies", "saved"));
    return e == ERR_CONFLICT ? show_copies(&d, 422) : e;
}
