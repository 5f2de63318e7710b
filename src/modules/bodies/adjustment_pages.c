#include "modules/bodies/adjustment_pages.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "core/http/target.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/bodies/adjustment_words.h"
#include "modules/bodies/contact_pages.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/partnerships/route_edit.h"
#include "modules/people/visitor.h"

static const struct form_option answers[] = {
    { STR_INIT("agreed"), STR_INIT(NEED_TO_AGREED), { 0 } },
    { STR_INIT("done"), STR_INIT(NEED_TO_DONE), { 0 } },
    { STR_INIT("not_possible"), STR_INIT(NEED_TO_NOT_POSSIBLE), { 0 } },
    { STR_INIT("ended"), STR_INIT(NEED_TO_ENDED), { 0 } },
};
#define N_ANSWERS (sizeof answers / sizeof *answers)

static struct str need_path(struct ctx *c, const struct own_body *b, int64_t id)
{
    return own_body_path(c, b,
                         str_z(c->arena, str_printf(c->arena, "/needs/%lld", (long long)id)));
}

static struct str day(struct ctx *c, struct str iso)
{
    struct date d;
    return date_parse(iso, &d) ? date_short(c->arena, d) : (struct str){ 0 };
}

static void show(struct ctx *c, struct view *v, const struct adjustment *d)
{
    struct str state = d->state;
    view_str(v, S(request), d->request);
    view_text(v, S(response), d->response);
    view_str(v, S(state_label), body_word_label(&adjustment_states, state));
    view_bool(v, S(is_asked), str_eq(state, STR("asked")));
    view_bool(v, S(is_good), str_eq(state, STR("agreed")) || str_eq(state, STR("done")));
    view_bool(v, S(is_refused), str_eq(state, STR("not_possible")));
    view_str(v, S(asked), day(c, d->asked_on));
    view_str(v, S(asked_iso), d->asked_on);
    view_text(v, S(answered), day(c, d->answered_on));
    view_str(v, S(by), d->by_role);
    view_text(v, S(where), d->partnership_name);
}

/* --- the list --- */

static enum err show_all(struct ctx *c, const struct own_body *b, struct view *page)
{
    struct adjustment *item = arena_array(c->arena, ADJUSTMENTS_MAX, sizeof *item);
    struct list *needs = view_list(page, S(needs));
    size_t n = 0;
    enum err e = item ? adjustment_list(c->db, c->arena, b->body.id, item, &n) : ERR_LIMIT;
    for (size_t i = 0; i < n; i++) {
        struct view *v = list_add(needs);
        show(c, v, &item[i]);
        view_str(v, S(href), need_path(c, b, item[i].id));
    }
    view_bool(page, S(has_needs), n > 0);
    view_str(page, S(new_need_href), own_body_path(c, b, "/needs/new"));
    return e;
}

enum err need_panel(struct ctx *c, const struct own_body *b, struct view *page)
{
    bool may = b->own.partnership.id &&
               actor_may(&c->visitor->actor, CAP_BODY_NEEDS, b->own.partnership.id);
    view_bool(page, S(shows_needs), may);
    if (may)
        return show_all(c, b, page);
    view_bool(page, S(has_needs), false);
    return OK;
}

enum err need_list_page(struct ctx *c)
{
    struct own_body b;
    enum err e = own_body_load(c, CAP_BODY_NEEDS, &b);
    if (e)
        return e;
    struct view *v = own_body_page(c, &b);
    struct str done = param_str(c, "done");
    view_bool(v, S(was_saved), str_eq(done, STR("saved")));
    e = show_all(c, &b, v);
    return e ? e : ctx_render(c, "bodies/needs", v);
}

/* --- a new one, and the answer --- */

struct need_form {
    struct ctx *c;
    struct own_body b;
    struct adjustment was; /* id 0: a new one */
    struct view *v;
    struct form *f;
};

static enum err need_open(struct ctx *c, bool is_new, struct need_form *k)
{
    *k = (struct need_form){ .c = c };
    enum err e = own_body_load(c, CAP_BODY_NEEDS, &k->b);
    if (!e && !is_new)
        e = adjustment_find(c->db, c->arena, k->b.body.id, param_i64(c, "need", 0), &k->was);
    if (e)
        return e;
    k->v = own_body_page(c, &k->b);
    page_back(c, own_body_path(c, &k->b, "/needs"));
    k->f = form_new(c, k->v);
    view_bool(k->v, S(is_overtaken), false);
    return k->f ? OK : ERR_LIMIT;
}

static enum err show_new(struct need_form *k)
{
    form_field_most(k->f, S(request), "request", ADJUSTMENT_REQUEST_CHARS);
    return form_render(k->f, "bodies/need_new");
}

static enum err show_answer(struct need_form *k, int status)
{
    struct form_option offered[N_ANSWERS];
    size_t n = 0;
    for (size_t i = 0; i < N_ANSWERS; i++)
        if (adjustment_may_become(k->was.state, answers[i].value))
            offered[n++] = answers[i];
    show(k->c, view_sub(k->v, S(need)), &k->was);
    form_options(k->f, S(state), "state", offered, n);
    form_field_most(k->f, S(response), "response", ADJUSTMENT_RESPONSE_CHARS);
    view_str(k->v, S(seen_now), k->was.state);
    return status ? form_render_status(k->f, status, "bodies/need")
                  : form_render(k->f, "bodies/need");
}

static struct adjustment_edit edit_of(const struct need_form *k)
{
    struct ctx *c = k->c;
    int64_t where = k->b.own.partnership.id;
    return (struct adjustment_edit){
        .actor = &c->visitor->actor,
        .act = ctx_act(c),
        .arena = c->arena,
        .to = { .id = k->was.id ? k->was.id : rand_id(),
                .body_id = k->b.body.id,
                .partnership_id = where,
                .by_role = route_by_role(&c->visitor->actor, where),
                .asked_on = contact_today(c),
                .answered_on = contact_today(c),
                .request = k->was.id ? k->was.request : form_value(k->f, "request"),
                .response = k->was.id ? form_value(k->f, "response") : (struct str){ 0 },
                .state = k->was.id ? form_value(k->f, "state") : (struct str){ 0 } },
        .seen = k->was.id ? form_value(k->f, "seen") : (struct str){ 0 },
    };
}

static struct str done_path(struct need_form *k)
{
    return url_query(k->c->arena, own_body_path(k->c, &k->b, "/needs"), STR("done"),
                     STR("saved"));
}

enum err need_new_page(struct ctx *c)
{
    struct need_form k;
    enum err e = need_open(c, true, &k);
    return e ? e : show_new(&k);
}

enum err need_new_post_page(struct ctx *c)
{
    struct need_form k;
    enum err e = need_open(c, true, &k);
    if (e)
        return e;
    form_required(k.f, "request", STR(NEED_ENTER_REQUEST));
    form_length(k.f, "request", ADJUSTMENT_REQUEST_CHARS, STR(NEED_REQUEST));
    if (form_failed(k.f))
        return show_new(&k);
    struct adjustment_edit edit = edit_of(&k);
    e = form_send_once(k.f, adjustment_add_fn, &edit, done_path(&k));
    if (e == ERR_TOO_MANY)
        form_error(k.f, "request", STR(NEED_TOO_MANY));
    return e == ERR_TOO_MANY || e == ERR_CONFLICT ? show_new(&k) : e;
}

enum err need_show_page(struct ctx *c)
{
    struct need_form k;
    enum err e = need_open(c, false, &k);
    if (e)
        return e;
    form_set(k.f, "response", k.was.response);
    return show_answer(&k, 0);
}

static bool is_answered(struct need_form *k)
{
    struct form *f = k->f;
    struct str to = form_value(f, "state");
    if (str_eq(form_value(f, "seen"), k->was.state) && !adjustment_may_become(k->was.state, to))
        form_error(f, "state", STR(NEED_SELECT));
    if (str_eq(to, STR("not_possible")))
        form_required(f, "response", STR(NEED_ENTER_REASON));
    form_length(f, "response", ADJUSTMENT_RESPONSE_CHARS, STR(NEED_RESPONSE));
    return !form_failed(f);
}

enum err need_answer_page(struct ctx *c)
{
    struct need_form k;
    enum err e = need_open(c, false, &k);
    if (e)
        return e;
    if (!is_answered(&k))
        return show_answer(&k, 0);
    struct adjustment_edit edit = edit_of(&k);
    e = form_send_once(k.f, adjustment_answer_fn, &edit, done_path(&k));
    if (e == ERR_CONFLICT && edit.is_overtaken) {
        view_bool(k.v, S(is_overtaken), true);
        return show_answer(&k, 409);
    }
    return e == ERR_CONFLICT ? show_answer(&k, 0) : e;
}
