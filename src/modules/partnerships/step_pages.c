#include "modules/partnerships/step_pages.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/partnerships/area.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/partnerships/route_form.h"
#include "modules/partnerships/step_check.h"
#include "modules/partnerships/step_words.h"

#define AREA_ALL "all"

static const struct form_option kind_options[STEP__MAX] = {
    [STEP_COORDINATOR] = { STR_INIT("coordinator"), STR_INIT(KIND_COORDINATOR), { 0 } },
    [STEP_TSI] = { STR_INIT("tsi"), STR_INIT(KIND_TSI), { 0 } },
    [STEP_FORUM] = { STR_INIT("forum"), STR_INIT(KIND_FORUM), { 0 } },
    [STEP_SEAT] = { STR_INIT("seat"), STR_INIT(KIND_SEAT), { 0 } },
    [STEP_MAILING_LIST] = { STR_INIT("mailing_list"), STR_INIT(KIND_MAILING_LIST), { 0 } },
    [STEP_NEXT_MEETING] = { STR_INIT("next_meeting"), STR_INIT(KIND_NEXT_MEETING), { 0 } },
    [STEP_COUNCIL] = { STR_INIT("council"), STR_INIT(KIND_COUNCIL), { 0 } },
};

struct step_form {
    struct ctx *c;
    struct own own;
    struct route_step was; /* id 0: a new one */
    struct area_list areas;
    struct view *v;
    struct form *f;
};

/* --- opening --- */

static enum err step_load(struct step_form *k)
{
    struct ctx *c = k->c;
    int64_t id = param_i64(c, "id", 0);
    bool is_read = c->req->method != METHOD_POST;
    enum err e = route_step_find(c->db, c->arena, k->own.partnership.id, id, &k->was);
    if (e == ERR_NOT_FOUND)
        return route_not_found(c, route_step_whose(c->db, id));
    return !e && is_read && k->was.is_removed ? ERR_NOT_FOUND : e;
}

static const struct area *area_of(const struct step_form *k)
{
    return k->was.area_id ? area_in(&k->areas, k->was.area_id) : NULL;
}

static enum err step_open(struct ctx *c, bool is_new, struct step_form *k)
{
    *k = (struct step_form){ .c = c };
    enum err e = own_partnership_load(c, CAP_ROUTE_EDIT, &k->own);
    if (!e)
        e = area_list_of(c->db, c->arena, k->own.partnership.id, &k->areas);
    if (!e && !is_new)
        e = step_load(k);
    if (e)
        return e;
    const struct area *area = area_of(k);
    k->v = route_form_page(c, &k->own);
    view_bool(k->v, S(is_new), is_new);
    view_bool(k->v, S(asks_area), is_new && k->areas.n > 1);
    view_str(k->v, S(title), is_new ? (struct str){ 0 } : step_title(&k->was));
    view_text(k->v, S(area_name), area && k->areas.n > 1 ? area->name : (struct str){ 0 });
    view_str(k->v, S(kind_label), kind_options[k->was.kind].label);
    k->f = form_new(c, k->v);
    return k->f ? OK : ERR_LIMIT;
}

/* --- showing --- */

static void show_kind(struct step_form *k)
{
    struct form_option option[AREAS_MAX + 1] = { { STR(AREA_ALL), STR(STEP_AREA_ALL), { 0 } } };
    size_t n = 1;
    for (size_t i = 0; i < k->areas.n && n <= AREAS_MAX; i++)
        option[n++] =
            (struct form_option){ k->areas.item[i].slug, k->areas.item[i].name, { 0 } };
    form_options(k->f, S(kind), "kind", kind_options, STEP__MAX);
    form_options(k->f, S(area), "area", option, n);
}

static void show_fields(struct step_form *k)
{
    static const struct form_option shared = { STR_INIT("yes"),
                                               STR_INIT(STEP_EMAIL_SHARED),
                                               { 0 } };
    struct form *f = k->f;
    if (!k->was.id)
        show_kind(k);
    form_field(f, S(role), "role");
    form_field(f, S(organisation), "organisation");
    form_field(f, S(email), "email");
    form_options(f, S(shared), "shared", &shared, 1);
    form_field(f, S(phone), "phone");
    form_field(f, S(url), "url");
    form_field_most(f, S(detail), "detail", STEP_DETAIL_CHARS);
    route_source_show(f);
    view_bool(k->v, S(asks_shared), mailbox_looks_personal(form_value(f, "email")));
}

static void fill_fields(struct step_form *k)
{
    const struct route_step *s = &k->was;
    form_set(k->f, "area", STR(AREA_ALL));
    form_set(k->f, "role", s->role);
    form_set(k->f, "organisation", s->organisation);
    form_set(k->f, "email", s->email);
    form_set(k->f, "phone", s->phone);
    form_set(k->f, "url", s->url);
    form_set(k->f, "detail", s->detail);
    form_set(k->f, "seen", s->id ? route_seen(k->c->arena, s, 1) : (struct str){ 0 });
}

static enum err show(struct step_form *k)
{
    show_fields(k);
    return form_render(k->f, "coordinator/step");
}

/* --- checking --- */

static bool read_kind(struct step_form *k, struct route_step *out)
{
    struct str slug = form_value(k->f, "area");
    const struct area *area = area_named(&k->areas, slug);
    bool is_known = step_kind_from_name(form_value(k->f, "kind"), &out->kind);
    if (!is_known)
        form_error(k->f, "kind", STR(STEP_SELECT_KIND));
    if (k->areas.n > 1 && !area && !str_eq(slug, STR(AREA_ALL)))
        form_error(k->f, "area", STR(STEP_SELECT_AREA));
    out->area_id = k->areas.n > 1 && area ? area->id : 0;
    return is_known;
}

static void check_who(struct step_form *k, const struct route_step *to)
{
    struct form *f = k->f;
    if (step_kind_is_way(to->kind) && !to->detail.n && !to->organisation.n)
        form_error(f, "detail", STR(STEP_ENTER_WAY));
    if (!step_kind_is_way(to->kind) && !to->role.n && !to->organisation.n)
        form_error(f, "role", STR(STEP_ENTER_WHO));
}

static void check_fields(struct step_form *k, const struct route_step *to)
{
    struct form *f = k->f;
    bool is_new_email = !str_eq_nocase(to->email, k->was.email);
    form_length(f, "role", STEP_ROLE_CHARS, STR(STEP_ROLE));
    form_length(f, "organisation", STEP_ORGANISATION_CHARS, STR(STEP_ORGANISATION));
    form_email(f, "email", STR(STEP_EMAIL_FORM));
    if (is_new_email && mailbox_looks_personal(to->email) &&
        !str_eq(form_value(f, "shared"), STR("yes")))
        form_error(f, "email", STR(STEP_EMAIL_PERSON));
    if (to->phone.n && !phone_looks_right(to->phone))
        form_error(f, "phone", STR(STEP_PHONE_FORM));
    if (to->url.n && (!url_is_http(to->url) || to->url.n > STEP_URL_CHARS))
        form_error(f, "url", STR(STEP_URL_FORM));
    form_length(f, "detail", STEP_DETAIL_CHARS, STR(STEP_DETAIL));
}

static bool same_words(const struct route_step *a, const struct route_step *b)
{
    return str_eq(a->role, b->role) && str_eq(a->organisation, b->organisation) &&
           str_eq(a->email, b->email) && str_eq(a->phone, b->phone) && str_eq(a->url, b->url) &&
           str_eq(a->detail, b->detail);
}

static bool is_filled_in(struct step_form *k, struct route_step *to)
{
    struct form *f = k->f;
    *to = (struct route_step){ .kind = k->was.kind };
    bool knows_kind = k->was.id || read_kind(k, to);
    to->role = form_value(f, "role");
    to->organisation = form_value(f, "organisation");
    to->email = form_value(f, "email");
    to->phone = form_value(f, "phone");
    to->url = form_value(f, "url");
    to->detail = form_value(f, "detail");
    if (knows_kind)
        check_who(k, to);
    check_fields(k, to);
    route_source_check(f);
    bool says_nothing = k->was.id && !k->was.is_removed && same_words(&k->was, to) &&
                        route_source_from(form_value(f, "source")) != SOURCE_PARTNERSHIP;
    if (says_nothing && !form_failed(f))
        form_error(f, "source", STR(STEP_NOTHING_CHANGED));
    return !form_failed(f);
}

/* --- somebody else was first --- */

static void compare_row(struct list *rows, const char *label, struct str mine,
                        struct str theirs)
{
    if (!mine.n && !theirs.n)
        return;
    struct view *row = list_add(rows);
    view_lit(row, S(label), label);
    view_str(row, S(mine), mine);
    view_str(row, S(theirs), theirs);
    view_bool(row, S(differs), !str_eq(mine, theirs));
}

/* Both versions; "Keep mine" sends what was typed again, over what stands there now. */
static enum err show_overtaken(struct step_form *k, const struct route_edit *edit)
{
    const struct route_step *mine = &edit->to, *theirs = &edit->theirs;
    struct list *rows = view_list(k->v, S(rows));
    compare_row(rows, LABEL_ROLE, mine->role, theirs->role);
    compare_row(rows, LABEL_ORGANISATION, mine->organisation, theirs->organisation);
    compare_row(rows, LABEL_EMAIL, mine->email, theirs->email);
    compare_row(rows, LABEL_PHONE, mine->phone, theirs->phone);
    compare_row(rows, LABEL_URL, mine->url, theirs->url);
    compare_row(rows, LABEL_DETAIL, mine->detail, theirs->detail);
    view_bool(k->v, S(is_removed), theirs->is_removed);
    view_str(k->v, S(seen_now), route_seen(k->c->arena, theirs, 1));
    view_str(k->v, S(title), step_title(theirs));
    show_fields(k);
    return form_render_status(k->f, 409, "coordinator/step_overtaken");
}

/* --- pages --- */

static enum err save(struct step_form *k, const struct route_step *to)
{
    struct ctx *c = k->c;
    struct route_edit edit = route_edit_new(c, &k->own);
    edit.step_id = k->was.id;
    edit.to = *to;
    route_source_read(k->f, &edit);
    enum err e =
        form_send_once(k->f, route_step_save_fn, &edit,
                       route_done_path(c, &k->own, k->was.id ? "saved" : "added", k->was.id));
    if (e == ERR_CONFLICT && edit.is_overtaken)
        return show_overtaken(k, &edit);
    if (e == ERR_TOO_MANY)
        form_error(k->f, "kind", STR(STEP_TOO_MANY));
    return e == ERR_CONFLICT || e == ERR_TOO_MANY ? show(k) : e;
}

static enum err open_and_show(struct ctx *c, bool is_new)
{
    struct step_form k;
    enum err e = step_open(c, is_new, &k);
    if (e)
        return e;
    fill_fields(&k);
    return show(&k);
}

static enum err open_and_save(struct ctx *c, bool is_new)
{
    struct step_form k;
    struct route_step to;
    enum err e = step_open(c, is_new, &k);
    if (e)
        return e;
    return is_filled_in(&k, &to) ? save(&k, &to) : show(&k);
}

enum err step_new_page(struct ctx *c)
{
    return open_and_show(c, true);
}

enum err step_new_post_page(struct ctx *c)
{
    return open_and_save(c, true);
}

enum err step_edit_page(struct ctx *c)
{
    return open_and_show(c, false);
}

enum err step_edit_post_page(struct ctx *c)
{
    return open_and_save(c, false);
}

/* --- removing: a page of its own, and its button --- */

static enum err show_remove(struct step_form *k, bool is_overtaken)
{
    view_bool(k->v, S(is_overtaken), is_overtaken);
    view_str(k->v, S(seen_now), route_seen(k->c->arena, &k->was, 1));
    view_str(k->v, S(who), k->was.organisation);
    route_source_show(k->f);
    return is_overtaken ? form_render_status(k->f, 409, "coordinator/step_remove")
                        : form_render(k->f, "coordinator/step_remove");
}

enum err step_remove_page(struct ctx *c)
{
    struct step_form k;
    enum err e = step_open(c, false, &k);
    return e ? e : show_remove(&k, false);
}

enum err step_remove_post_page(struct ctx *c)
{
    struct step_form k;
    enum err e = step_open(c, false, &k);
    if (e)
        return e;
    route_source_check(k.f);
    if (form_failed(k.f))
        return show_remove(&k, false);
    struct route_edit edit = route_edit_new(c, &k.own);
    edit.step_id = k.was.id;
    route_source_read(k.f, &edit);
    e = form_send_once(k.f, route_step_remove_fn, &edit,
                       route_done_path(c, &k.own, "removed", 0));
    if (e == ERR_CONFLICT && edit.is_overtaken && edit.theirs.is_removed)
        return ctx_see_other(c, route_done_path(c, &k.own, "removed", 0));
    if (e != ERR_CONFLICT)
        return e;
    if (edit.is_overtaken)
        k.was = edit.theirs;
    return show_remove(&k, edit.is_overtaken);
}
