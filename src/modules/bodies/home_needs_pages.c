/*
 * home_needs_pages.c: what one's own organisation needs to take part (P.7): asked for once,
 * seen and answered by every partnership in whose areas it works.
 */
#include "core/base/arena.h"
#include "core/base/rand.h"
#include "core/http/target.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/bodies/adjustment.h"
#include "modules/bodies/adjustment_words.h"
#include "modules/bodies/home_body.h"
#include "modules/bodies/home_pages.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/people/visitor.h"

struct needs {
    struct ctx *c;
    struct home_body h;
    struct view *v;
    struct form *f;
};

static void show_one(struct ctx *c, struct view *v, const struct adjustment *d)
{
    struct date asked;
    struct str state = d->state;
    view_str(v, S(request), d->request);
    view_text(v, S(response), d->response);
    view_str(v, S(state_label), body_word_label(&adjustment_states, state));
    view_bool(v, S(is_asked), str_eq(state, STR("asked")));
    view_bool(v, S(is_good), str_eq(state, STR("agreed")) || str_eq(state, STR("done")));
    view_bool(v, S(is_refused), str_eq(state, STR("not_possible")));
    view_str(v, S(asked),
             date_parse(d->asked_on, &asked) ? date_short(c->arena, asked) : STR(""));
    view_str(v, S(asked_iso), d->asked_on);
    view_text(v, S(where), d->partnership_name);
}

static enum err render(struct needs *k)
{
    struct ctx *c = k->c;
    struct adjustment *item = arena_array(c->arena, ADJUSTMENTS_MAX, sizeof *item);
    struct list *needs = view_list(k->v, S(needs));
    size_t n = 0;
    if (!item)
        return ERR_LIMIT;
    enum err e = adjustment_list(c->db, c->arena, k->h.body.id, item, &n);
    if (e)
        return e;
    for (size_t i = 0; i < n; i++)
        show_one(c, list_add(needs), &item[i]);
    view_bool(k->v, S(has_needs), n > 0);
    view_bool(k->v, S(was_saved), str_eq(param_str(c, "done"), STR("saved")));
    view_str(k->v, S(action), home_path(c, &k->h, "/body/needs"));
    form_field_most(k->f, S(request), "request", ADJUSTMENT_REQUEST_CHARS);
    return form_render(k->f, "bodies/home_needs");
}

static enum err open(struct ctx *c, struct needs *k)
{
    *k = (struct needs){ .c = c };
    enum err e = home_body_load(c, CAP_BODY_NEEDS, &k->h);
    if (e)
        return e;
    k->v = home_body_view(c, &k->h);
    k->f = form_new(c, k->v);
    return k->f ? OK : ERR_LIMIT;
}

enum err home_needs_page(struct ctx *c)
{
    struct needs k;
    enum err e = open(c, &k);
    return e ? e : render(&k);
}

enum err home_needs_post_page(struct ctx *c)
{
    struct needs k;
    enum err e = open(c, &k);
    if (e)
        return e;
    form_required(k.f, "request", STR(NEED_ENTER_REQUEST));
    form_length(k.f, "request", ADJUSTMENT_REQUEST_CHARS, STR(NEED_REQUEST));
    if (form_failed(k.f))
        return render(&k);
    struct adjustment_edit edit = {
        .actor = &c->visitor->actor,
        .act = ctx_act(c),
        .arena = c->arena,
        .to = { .id = rand_id(),
                .body_id = k.h.body.id,
                .by_role = STR("body editor"),
                .asked_on = date_iso(c->arena, london_from_s(c->now_s).date),
                .request = form_value(k.f, "request") },
    };
    e = form_send_once(
        k.f, adjustment_add_fn, &edit,
        url_query(c->arena, home_path(c, &k.h, "/body/needs"), STR("done"), STR("saved")));
    if (e == ERR_TOO_MANY)
        form_error(k.f, "request", STR(NEED_TOO_MANY));
    return e == ERR_TOO_MANY || e == ERR_CONFLICT ? render(&k) : e;
}
