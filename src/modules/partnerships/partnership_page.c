#include "modules/partnerships/partnership_page.h"

#include "gen/symbols.h"
#include "modules/partnerships/partnership_words.h"
#include "modules/partnerships/message.h"

void view_text(struct view *v, symbol name, struct str s)
{
    if (s.n)
        view_str(v, name, s);
    else
        view_null(v, name);
}

/* The council's own address, when the slug is that of one in a shared partnership. */
static enum err look_for_area(struct ctx *c, struct str slug, struct str *moved_to)
{
    struct area area;
    enum err e = area_find_by_slug(c->db, c->arena, slug, &area);
    if (e)
        return e;
    *moved_to = area_path(c->arena, &area);
    return ERR_NOT_FOUND;
}

/* The same page under the address that the partnership has now (10.5). */
static struct str path_now(struct ctx *c, const struct partnership *p, struct str slug)
{
    size_t at = sizeof "/partnerships/" - 1 + slug.n;
    struct str path = str_printf(c->arena, "/partnerships/%.*s%.*s", STR_ARG(p->slug),
                                 STR_ARG(str_sub(c->path, at, c->path.n)));
    return param_has(c, "area") ? url_query(c->arena, path, STR("area"), param_str(c, "area"))
                                : path;
}

enum err shown_load(struct ctx *c, struct shown *out, struct str *moved_to)
{
    struct str slug = param_str(c, "slug");
    *out = (struct shown){ 0 };
    *moved_to = (struct str){ 0 };
    enum err e = partnership_find_by_slug(c->db, c->arena, slug, &out->p);
    if (e == ERR_NOT_FOUND)
        return look_for_area(c, slug, moved_to);
    if (!e && !str_eq(out->p.slug, slug)) {
        *moved_to = path_now(c, &out->p, slug);
        out->is_renamed = true;
        return ERR_NOT_FOUND;
    }
    if (!e)
        e = area_list_of(c->db, c->arena, out->p.id, &out->areas);
    if (e)
        return e;
    out->is_shared = out->areas.n > 1;
    if (out->areas.n == 1)
        out->area = &out->areas.item[0];
    else
        out->area = area_named(&out->areas, param_str(c, "area"));
    e = contact_route_load(c->db, c->arena, out->p.id, out->area ? out->area->id : 0, c->now_s,
                           &out->route);
    out->can_send = message_is_offered(out->route.mailbox, c->site->contact_mail);
    return e;
}

struct str shown_path(struct ctx *c, const struct shown *s, const char *ending)
{
    struct str path = str_printf(c->arena, "/partnerships/%.*s%s", STR_ARG(s->p.slug), ending);
    return s->is_shared && s->area ? url_query(c->arena, path, STR("area"), s->area->slug)
                                   : path;
}

struct str shown_covers(struct arena *a, const struct area_list *areas)
{
    struct buf *b = buf_in(a, 8192);
    for (size_t i = 0; i < areas->n; i++) {
        if (i && i + 1 == areas->n)
            buf_lit(b, COVERS_AND);
        else if (i)
            buf_lit(b, ", ");
        buf_str(b, areas->item[i].name);
    }
    return str_printf(a, areas->n == 1 ? COVERS_ONE : COVERS_MANY, STR_ARG(buf_view(b)));
}

struct str source_line(struct arena *a, struct str source, struct str on)
{
    return str_printf(a, SOURCE_LINE, STR_ARG(source), STR_ARG(route_date(a, on)));
}

struct str phone_shown(struct arena *a, struct str phone)
{
    struct buf *b = buf_in(a, 4 * phone.n + 8);
    for (size_t i = 0; i < phone.n; i++) {
        if (phone.p[i] == ' ')
            buf_lit(b, "\xC2\xA0");
        else
            buf_char(b, phone.p[i]);
    }
    return buf_view(b);
}

struct str phone_link(struct arena *a, struct str phone)
{
    struct buf *b = buf_in(a, phone.n + 16);
    bool is_national = phone.n && phone.p[0] == '0';
    buf_str(b, is_national ? STR("tel:+44") : STR("tel:"));
    for (size_t i = is_national ? 1 : 0; i < phone.n; i++)
        if (phone.p[i] != ' ')
            buf_char(b, phone.p[i]);
    return buf_view(b);
}

struct str host_of(struct str url)
{
    size_t at = str_find(url, STR("://"));
    struct str rest = at == STR_NONE ? url : str_sub(url, at + 3, url.n);
    struct str host = { 0 };
    str_cut(&rest, '/', &host);
    return str_starts(host, STR("www.")) ? str_sub(host, 4, host.n) : host;
}

struct str step_link_label(struct ctx *c, const struct route_step *s)
{
    struct str host = host_of(s->url);
    return s->kind == STEP_COORDINATOR ? str_printf(c->arena, STEP_PAGE_LINK, STR_ARG(host))
                                       : host;
}

static void step_view_checked(struct ctx *c, const struct route_step *s, struct view *v)
{
    view_bool(v, S(is_confirmed), s->checked_on.n > 0);
    view_text(v, S(checked_iso), s->checked_on);
    view_text(v, S(checked_on),
              s->checked_on.n ? route_date(c->arena, s->checked_on) : s->checked_on);
    view_text(v, S(checked_by), s->checked_by_role);
    view_str(v, S(source_line), source_line(c->arena, s->source, s->source_on));
}

static void step_view(struct ctx *c, const struct shown *shown, const struct route_step *s,
                      struct view *v)
{
    const struct area *area = area_in(&shown->areas, s->area_id);
    bool may_write = s->kind == STEP_COORDINATOR && shown->can_send;
    view_str(v, S(title), step_title(s));
    view_bool(v, S(title_confirmed),
              s->kind != STEP_COORDINATOR || !s->role.n || step_confirms(s, STR("role")));
    view_text(v, S(who), s->organisation);
    view_bool(v, S(who_confirmed), step_confirms(s, STR("organisation")));
    view_bool(v, S(lang_gd), s->kind == STEP_COUNCIL && area && str_eq(area->lang, STR("gd")));
    view_text(v, S(does), s->kind == STEP_TSI && !s->detail.n ? STR(STEP_TSI_DOES) : s->detail);
    view_text(v, S(phone), phone_shown(c->arena, s->phone));
    view_str(v, S(phone_href), phone_link(c->arena, s->phone));
    view_bool(v, S(phone_confirmed), step_confirms(s, STR("phone")));
    view_text(v, S(href), s->url);
    view_str(v, S(link_label), step_link_label(c, s));
    view_bool(v, S(link_confirmed), step_confirms(s, STR("url")));
    view_text(v, S(message_href),
              may_write ? shown_path(c, shown, "/contact") : (struct str){ 0 });
    view_bool(v, S(has_no_reach), !s->phone.n && !s->url.n && !may_write);
    view_bool(v, S(has_facts),
              s->phone.n || s->url.n || may_write || s->detail.n || s->kind == STEP_TSI);
    view_bool(v, S(is_bouncing), s->is_bouncing && s->email.n);
    step_view_checked(c, s, v);
}

/* The steps of one council, or with area_id 0 those of the whole partnership. */
static void add_steps(struct ctx *c, const struct shown *s, struct list *list, int64_t area_id)
{
    for (size_t i = 0; i < s->route.n; i++) {
        const struct route_step *step = &s->route.step[i];
        if (step->area_id == area_id && !step_kind_is_way(step->kind))
            step_view(c, s, step, list_add(list));
    }
}

void shown_view_steps(struct ctx *c, const struct shown *s, struct view *v)
{
    struct list *steps = view_list(v, S(steps));
    struct list *others = view_list(v, S(others));
    for (size_t i = 0; i < s->route.n; i++) {
        const struct route_step *step = &s->route.step[i];
        bool is_own = step->area_id == 0 || (s->area && step->area_id == s->area->id);
        if (is_own && !step_kind_is_way(step->kind))
            step_view(c, s, step, list_add(steps));
    }
    for (size_t i = 0; i < s->areas.n; i++) {
        const struct area *area = &s->areas.item[i];
        if (area == s->area)
            continue;
        struct view *other = list_add(others);
        view_str(other, S(name), area->name);
        view_bool(other, S(lang_gd), str_eq(area->lang, STR("gd")));
        view_str(other, S(href), area_path(c->arena, area));
        add_steps(c, s, view_list(other, S(steps)), area->id);
    }
    view_bool(v, S(has_others), list_len(others) > 0);
}

void shown_view(struct ctx *c, const struct shown *s, struct view *v)
{
    const struct route_step *first = s->route.first;
    bool is_checked = first && first->checked_on.n;
    bool is_old = first && (first->freshness == FRESH_OLD || first->freshness == FRESH_STALE);
    bool leads = s->route.n && s->route.step[0].kind == STEP_COORDINATOR;
    view_str(v, S(short_name), s->p.short_name);
    view_bool(v, S(short_gd), str_eq(s->p.lang, STR("gd")));
    view_str(v, S(name), s->p.name);
    view_bool(v, S(name_confirmed), s->p.is_name_confirmed);
    view_str(v, S(covers), shown_covers(c->arena, &s->areas));
    view_text(v, S(area), s->is_shared && s->area ? s->area->name : (struct str){ 0 });
    view_bool(v, S(area_gd), s->area && str_eq(s->area->lang, STR("gd")));
    view_text(v, S(source_line),
              is_checked ? (struct str){ 0 }
                         : source_line(c->arena, s->p.source, s->p.source_on));
    view_text(v, S(checked_on),
              is_checked ? route_date(c->arena, first->checked_on) : (struct str){ 0 });
    view_text(v, S(checked_iso), is_checked ? first->checked_on : (struct str){ 0 });
    view_text(v, S(checked_by), is_checked ? first->checked_by_role : (struct str){ 0 });
    view_bool(v, S(is_stale), is_old);
    bool is_ordered = s->route.n && s->route.step[0].checked_on.n;
    view_bool(v, S(has_first_contact),
              leads || is_ordered || (first && first->freshness == FRESH_STALE));
    shown_view_steps(c, s, v);
}
