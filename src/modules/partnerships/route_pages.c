#include "modules/partnerships/route_pages.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/partnerships/route_form.h"
#include "modules/partnerships/step_words.h"
#include "modules/people/visitor.h"

#define NAME_CHARS 200

struct route_page {
    struct ctx *c;
    struct own own;
    struct area_list areas;
    struct contact_route route;
    struct view *v;
    struct form *f;
};

/* --- which partnership: an administrator has a right in all of them --- */

static bool is_unchosen(struct ctx *c)
{
    int64_t mine[ACTOR_GRANTS_MAX];
    const struct actor *actor = &c->visitor->actor;
    return !param_has(c, "partnership") && actor_may(actor, CAP_ROUTE_EDIT, 0) &&
           !actor_partnerships(actor, CAP_ROUTE_EDIT, mine, ACTOR_GRANTS_MAX);
}

static enum err show_choice(struct ctx *c)
{
    struct partnership_list all;
    struct view *v = page_new(c, "");
    struct list *list = view_list(v, S(partnerships));
    enum err e = partnership_list(c->db, c->arena, &all);
    for (size_t i = 0; i < all.n && !e; i++) {
        struct view *item = list_add(list);
        view_str(item, S(name), all.item[i].short_name);
        view_bool(item, S(lang_gd), str_eq(all.item[i].lang, STR("gd")));
        view_str(item, S(href),
                 url_query(c->arena, c->path, STR("partnership"), all.item[i].slug));
    }
    return e ? e : ctx_render(c, "coordinator/route_choose", v);
}

/* --- the page --- */

static struct str state_of(struct ctx *c, const struct route_step *s, const char *field)
{
    if (s->checked_on.n)
        return str_printf(c->arena, FIELD_CHECKED,
                          STR_ARG(route_date(c->arena, s->checked_on)));
    return step_confirms(s, str_from(field)) ? STR(FIELD_SEEN) : STR(FIELD_UNCONFIRMED);
}

static void fields_view(struct ctx *c, const struct route_step *s, struct str href,
                        struct view *v)
{
    const struct {
        const char *name, *label;
        struct str value;
    } row[] = {
        { "role", LABEL_ROLE, s->role },
        { "organisation", LABEL_ORGANISATION, s->organisation },
        { "email", LABEL_EMAIL, s->email },
        { "phone", LABEL_PHONE, s->phone },
        { "url", LABEL_URL, s->url },
        { "detail", LABEL_DETAIL, s->detail },
    };
    struct list *fields = view_list(v, S(fields));
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        struct view *field = list_add(fields);
        view_lit(field, S(label), row[i].label);
        view_text(field, S(value), row[i].value);
        view_str(field, S(state), state_of(c, s, row[i].name));
        view_str(field, S(href), str_printf(c->arena, "%.*s#%s", STR_ARG(href), row[i].name));
    }
}

static void step_view(struct route_page *k, size_t i, struct view *v)
{
    struct ctx *c = k->c;
    const struct route_step *s = &k->route.step[i];
    const struct area *area = s->area_id ? area_in(&k->areas, s->area_id) : NULL;
    long long id = (long long)s->id;
    const char *at = str_z(c->arena, str_printf(c->arena, "/steps/%lld", id));
    const char *remove = str_z(c->arena, str_printf(c->arena, "/steps/%lld/remove", id));
    struct str href = route_edit_path(c, &k->own, at ? at : "");
    view_int(v, S(id), s->id);
    view_str(v, S(title), step_title(s));
    view_text(v, S(area_name), area && k->areas.n > 1 ? area->name : (struct str){ 0 });
    view_bool(v, S(is_way), step_kind_is_way(s->kind));
    view_bool(v, S(can_up), i > 0);
    view_bool(v, S(can_down), i + 1 < k->route.n);
    view_bool(v, S(is_checked), s->checked_on.n > 0);
    view_bool(v, S(is_old), s->freshness == FRESH_OLD);
    view_bool(v, S(is_stale), s->freshness == FRESH_STALE);
    view_text(v, S(checked_on),
              s->checked_on.n ? route_date(c->arena, s->checked_on) : s->checked_on);
    view_text(v, S(checked_iso), s->checked_on);
    view_text(v, S(checked_by), s->checked_by_role);
    view_int(v, S(n_refused), s->n_refused);
    view_bool(v, S(is_refused), s->n_refused > 0);
    view_bool(v, S(is_bouncing), s->is_bouncing);
    view_str(v, S(source_line), source_line(c->arena, s->source, s->source_on));
    view_str(v, S(remove_href), route_edit_path(c, &k->own, remove ? remove : ""));
    fields_view(c, s, href, v);
}

static void due_view(struct route_page *k)
{
    size_t n_never = 0, n_old = 0, n_stale = 0;
    for (size_t i = 0; i < k->route.n; i++) {
        n_never += k->route.step[i].freshness == FRESH_UNCONFIRMED;
        n_old += k->route.step[i].freshness == FRESH_OLD;
        n_stale += k->route.step[i].freshness == FRESH_STALE;
    }
    view_int(k->v, S(n_never), (int64_t)n_never);
    view_bool(k->v, S(has_never), n_never > 0);
    view_bool(k->v, S(is_old), n_old + n_stale > 0);
    view_bool(k->v, S(is_stale), n_stale > 0);
}

static void done_view(struct route_page *k)
{
    struct str done = param_str(k->c, "done");
    bool is_done = true;
    static const struct {
        const char *word;
        symbol name;
    } known[] = { { "saved", S(done_saved) },     { "added", S(done_added) },
                  { "removed", S(done_removed) }, { "moved", S(done_moved) },
                  { "checked", S(done_checked) }, { "back", S(done_back) } };
    struct view *v = view_sub(k->v, S(done));
    is_done = false;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        bool is_this = str_eq(done, str_from(known[i].word));
        view_bool(v, known[i].name, is_this);
        is_done = is_done || is_this;
    }
    view_bool(k->v, S(is_done), is_done && k->c->req->method != METHOD_POST);
}

static enum err page_open(struct ctx *c, struct route_page *k)
{
    *k = (struct route_page){ .c = c };
    enum err e = own_partnership_load(c, CAP_ROUTE_EDIT, &k->own);
    if (!e)
        e = area_list_of(c->db, c->arena, k->own.partnership.id, &k->areas);
    if (!e)
        e = contact_route_list(c->db, c->arena, k->own.partnership.id, c->now_s, &k->route);
    if (e)
        return e;
    k->v = page_new(c, "");
    k->f = form_new(c, k->v);
    return k->f ? OK : ERR_LIMIT;
}

static enum err page_show(struct route_page *k, bool is_overtaken)
{
    struct ctx *c = k->c;
    const struct partnership *p = &k->own.partnership;
    struct view *v = k->v;
    struct list *steps = view_list(v, S(steps));
    for (size_t i = 0; i < k->route.n; i++)
        step_view(k, i, list_add(steps));
    view_bool(v, S(has_steps), k->route.n > 0);
    view_str(v, S(name), p->name);
    view_str(v, S(name_state), p->is_name_confirmed ? STR(FIELD_SEEN) : STR(FIELD_UNCONFIRMED));
    view_str(v, S(name_href), route_edit_path(c, &k->own, "/name"));
    view_str(v, S(new_href), route_edit_path(c, &k->own, "/steps/new"));
    view_str(v, S(history_href), route_edit_path(c, &k->own, "/history"));
    view_str(v, S(public_href), url_path(c->arena, "/partnerships/%", p->slug));
    view_str(v, S(bounces_href),
             url_query(c->arena, STR("/coordinator/corrections"), STR("partnership"), p->slug));
    view_str(v, S(action), str_join(c->arena, c->path, k->own.query));
    view_str(v, S(seen), route_seen(c->arena, k->route.step, k->route.n));
    view_bool(v, S(is_overtaken), is_overtaken);
    due_view(k);
    done_view(k);
    enum err e = own_partnership_show(c, &k->own, CAP_ROUTE_EDIT, v);
    if (e)
        return e;
    return form_render_status(k->f, is_overtaken ? 409 : 200, "coordinator/route");
}

enum err route_edit_page(struct ctx *c)
{
    struct route_page k;
    if (is_unchosen(c))
        return show_choice(c);
    enum err e = page_open(c, &k);
    return e ? e : page_show(&k, false);
}

/* --- its buttons: "check", "check-12", "up-12", "down-12" --- */

static bool button(struct str pressed, const char *word, int64_t *id)
{
    struct str name;
    if (!str_cut(&pressed, '-', &name) || !str_eq(name, str_from(word)))
        return false;
    return !pressed.n || (str_to_i64(pressed, id) && *id > 0);
}

enum err route_edit_post_page(struct ctx *c)
{
    struct route_page k;
    enum err e = page_open(c, &k);
    if (e)
        return e;
    struct route_edit edit = route_edit_new(c, &k.own);
    struct str pressed = form_value(k.f, "do");
    bool checks = button(pressed, "check", &edit.step_id);
    edit.seen = form_value(k.f, "seen");
    edit.up = !checks && button(pressed, "up", &edit.step_id);
    if (!checks && !edit.up && !button(pressed, "down", &edit.step_id))
        return ERR_BAD_REQUEST;
    e = form_send_once(k.f, checks ? route_check_fn : route_step_move_fn, &edit,
                       route_done_path(c, &k.own, checks ? "checked" : "moved", edit.step_id));
    if (e != ERR_CONFLICT)
        return e;
    e = contact_route_list(c->db, c->arena, k.own.partnership.id, c->now_s, &k.route);
    return e ? e : page_show(&k, edit.is_overtaken);
}

/* --- the name --- */

static enum err name_open(struct ctx *c, struct own *own, struct form **f)
{
    enum err e = own_partnership_load(c, CAP_ROUTE_EDIT, own);
    if (e)
        return e;
    *f = form_new(c, route_form_page(c, own));
    return *f ? OK : ERR_LIMIT;
}

static enum err name_show(struct ctx *c, struct form *f, const struct route_edit *overtaken)
{
    form_field(f, S(new_name), "name");
    route_source_show(f);
    view_text(c->page, S(theirs), overtaken ? overtaken->theirs_name : (struct str){ 0 });
    view_text(c->page, S(seen_now),
              overtaken ? route_seen_name(c->arena, overtaken->theirs_name)
                        : (struct str){ 0 });
    return overtaken ? form_render_status(f, 409, "coordinator/route_name")
                     : form_render(f, "coordinator/route_name");
}

enum err route_name_page(struct ctx *c)
{
    struct own own;
    struct form *f;
    enum err e = name_open(c, &own, &f);
    if (e)
        return e;
    form_set(f, "name", own.partnership.name);
    form_set(f, "seen", route_seen_name(c->arena, own.partnership.name));
    return name_show(c, f, NULL);
}

enum err route_name_post_page(struct ctx *c)
{
    struct own own;
    struct form *f;
    enum err e = name_open(c, &own, &f);
    if (e)
        return e;
    form_required(f, "name", STR(STEP_ENTER_NAME));
    form_length(f, "name", NAME_CHARS, STR(NAME_WORDS));
    route_source_check(f);
    if (form_failed(f))
        return name_show(c, f, NULL);
    struct route_edit edit = route_edit_new(c, &own);
    edit.name = form_value(f, "name");
    route_source_read(f, &edit);
    e = form_send_once(f, route_name_save_fn, &edit, route_done_path(c, &own, "saved", 0));
    if (e != ERR_CONFLICT)
        return e;
    return name_show(c, f, edit.is_overtaken ? &edit : NULL);
}
