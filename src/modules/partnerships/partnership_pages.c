#include "modules/partnerships/partnership_pages.h"

#include "core/base/esc.h"
#include "gen/symbols.h"
#include "modules/partnerships/map_view.h"
#include "modules/partnerships/partner.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/partnerships/partnership_words.h"

#define VCARD_MAX_BYTES 8192
#define VCARD_LINE_BYTES 75 /* RFC 6350 3.2, without the line break */

static void crumbs(struct ctx *c, bool below_list)
{
    page_crumb(c, STR(CRUMB_HOME), STR("/"));
    if (below_list)
        page_crumb(c, STR(CRUMB_PARTNERSHIPS), STR("/partnerships"));
}

/* 301 where a council's name stands for its shared partnership's; else the error as it is. */
static enum err moved_or(struct ctx *c, enum err e, struct str moved_to)
{
    return e == ERR_NOT_FOUND && moved_to.n ? ctx_moved(c, moved_to) : e;
}

/* --- the list --- */

enum err partnership_list_page(struct ctx *c)
{
    struct partnership_list all;
    struct view *v = page_new(c, "partnerships");
    crumbs(c, false);
    page_alternate(c, STR("application/json"), STR(ALTERNATE_LIST_JSON),
                   STR("/partnerships.json"));
    page_alternate(c, STR("text/csv"), STR(ALTERNATE_LIST_CSV), STR("/partnerships.csv"));
    enum err e = map_view_fill(c, v);
    if (!e)
        e = partnership_list(c->db, c->arena, &all);
    if (e)
        return e;
    struct list *shared = view_list(v, S(shared));
    view_int(v, S(n_partnerships), (int64_t)all.n);
    for (size_t i = 0; i < all.n && !e; i++) {
        struct area_list areas;
        if (all.item[i].n_areas < 2)
            continue;
        e = area_list_of(c->db, c->arena, all.item[i].id, &areas);
        struct view *item = list_add(shared);
        view_str(item, S(href), url_path(c->arena, "/partnerships/%", all.item[i].slug));
        view_str(item, S(name), all.item[i].name);
        view_str(item, S(covers), shown_covers(c->arena, &areas));
    }
    return e ? e : ctx_render(c, "partnership/index", v);
}

/* --- one partnership --- */

static void way_view(struct ctx *c, const struct route_step *step, struct view *way)
{
    bool has_both = step->detail.n && step->organisation.n;
    view_str(way, S(label), step_title(step));
    view_str(way, S(text), step->detail.n ? step->detail : step->organisation);
    view_text(way, S(who), has_both ? step->organisation : (struct str){ 0 });
    view_text(way, S(href), step->url);
    view_str(way, S(link_label), step_link_label(c, step));
    view_text(way, S(phone), phone_shown(c->arena, step->phone));
    view_str(way, S(phone_href), phone_link(c->arena, step->phone));
    view_bool(way, S(is_confirmed), step->checked_on.n > 0);
    view_text(way, S(checked_iso), step->checked_on);
    view_text(way, S(checked_on),
              step->checked_on.n ? route_date(c->arena, step->checked_on) : step->checked_on);
    view_text(way, S(checked_by), step->checked_by_role);
    view_str(way, S(source_line), source_line(c->arena, step->source, step->source_on));
}

static void ways_view(struct ctx *c, const struct shown *s, struct view *v)
{
    struct list *ways = view_list(v, S(ways));
    for (size_t i = 0; i < s->route.n_own; i++)
        if (step_kind_is_way(s->route.step[i].kind))
            way_view(c, &s->route.step[i], list_add(ways));
    view_bool(v, S(has_ways), list_len(ways) > 0);
}

/* Adds a name to a list of distinct ones. */
static void add_name(struct buf *b, struct str name)
{
    if (!name.n || str_find(buf_view(b), name) != STR_NONE)
        return;
    if (b->n)
        buf_lit(b, "; ");
    buf_str(b, name);
}

struct class_row {
    const char *class, *label;
};

/* One class over the councils shown: names, and what to say beside them. */
static void partner_view(struct ctx *c, const struct class_row *row,
                         const struct partner_list *lists, size_t n, struct view *v)
{
    struct buf *who = buf_in(c->arena, 4096);
    struct buf *detail = buf_in(c->arena, 4096);
    struct buf *acts = buf_in(c->arena, 4096);
    bool is_confirmed = true;
    struct str class = str_from(row->class);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < lists[i].n; k++) {
            const struct partner *p = &lists[i].item[k];
            if (str_eq(p->represents, class))
                add_name(acts, p->name);
            if (!str_eq(p->class, class))
                continue;
            add_name(who, p->name);
            add_name(detail, p->detail);
            is_confirmed = is_confirmed && p->is_confirmed;
        }
    struct buf *note = buf_in(c->arena, 4096);
    bool is_ijb = str_eq(class, STR("IJB"));
    if (detail->n)
        buf_printf(note, is_ijb ? PARTNER_NOTE_DELIVERS : "%.*s", STR_ARG(buf_view(detail)));
    if (acts->n)
        buf_printf(note, PARTNER_NOTE_ACTS, STR_ARG(buf_view(acts)));
    if (!who->n && is_ijb)
        buf_lit(note, PARTNER_NOTE_NO_IJB);
    if (who->n && !is_confirmed)
        buf_printf(note, "%s" PARTNER_NOTE_UNCONFIRMED, note->n ? "; " : "");
    view_lit(v, S(label), row->label);
    view_text(v, S(who), buf_view(who));
    view_text(v, S(note), buf_view(note));
}

static enum err partners_view(struct ctx *c, const struct shown *s, struct view *v)
{
    static const struct class_row row[PARTNER_CLASSES] = {
        { "LA", PARTNER_LABEL_LA },     { "HB", PARTNER_LABEL_HB },
        { "POL", PARTNER_LABEL_POL },   { "SFRS", PARTNER_LABEL_SFRS },
        { "SDS", PARTNER_LABEL_SDS },   { "IJB", PARTNER_LABEL_IJB },
        { "SCTS", PARTNER_LABEL_SCTS }, { "SM", PARTNER_LABEL_SM },
    };
    struct partner_list *lists = arena_array(c->arena, s->areas.n + 1, sizeof *lists);
    size_t n = 0;
    if (!lists)
        return ERR_LIMIT;
    for (size_t i = 0; i < s->areas.n; i++) {
        const struct area *area = &s->areas.item[i];
        if (s->area && s->area != area)
            continue;
        enum err e = partner_list(c->db, c->arena, area->id, &lists[n++]);
        if (e)
            return e;
    }
    struct list *partners = view_list(v, S(partners));
    bool is_gaelic = str_eq(s->p.lang, STR("gd"));
    for (size_t i = 0; i < PARTNER_CLASSES; i++) {
        struct view *item = list_add(partners);
        partner_view(c, &row[i], lists, n, item);
        view_bool(item, S(lang_gd), is_gaelic && i == 0); /* the council's own name */
    }
    return OK;
}

static enum err nearby_view(struct ctx *c, const struct shown *s, struct view *v)
{
    struct partnership_list near;
    enum err e = partnership_list_nearby(c->db, c->arena, s->p.id, &near);
    if (e)
        return e;
    struct list *nearby = view_list(v, S(nearby));
    for (size_t i = 0; i < near.n; i++) {
        struct view *item = list_add(nearby);
        view_str(item, S(href), url_path(c->arena, "/partnerships/%", near.item[i].slug));
        view_str(item, S(name), near.item[i].short_name);
        view_bool(item, S(lang_gd), str_eq(near.item[i].lang, STR("gd")));
    }
    view_bool(v, S(has_nearby), near.n > 0);
    return OK;
}

static void links_view(struct ctx *c, const struct shown *s, struct view *v)
{
    struct arena *a = c->arena;
    struct str json = shown_path(c, s, ".json");
    struct str vcf = shown_path(c, s, ".vcf");
    view_text(v, S(contact_href),
              s->can_send ? shown_path(c, s, "/contact") : (struct str){ 0 });
    view_str(v, S(vcf_href), vcf);
    view_str(v, S(card_href), shown_path(c, s, "/card"));
    view_str(v, S(report_href), shown_path(c, s, "/report"));
    view_str(v, S(subscribe_href), shown_path(c, s, "/subscribe"));
    view_str(v, S(interest_href),
             url_query(c->arena, STR("/interest"), STR("area"),
                       s->is_shared && s->area ? s->area->slug : s->p.slug));
    view_str(v, S(json_href), json);
    view_str(v, S(history_href), url_path(a, "/partnerships/%/history", s->p.slug));
    view_str(v, S(plans_href), url_path(a, "/partnerships/%/plans", s->p.slug));
    page_alternate(c, STR("application/atom+xml"),
                   str_printf(a, ALTERNATE_HISTORY, STR_ARG(s->p.short_name)),
                   url_path(a, "/partnerships/%/history.atom", s->p.slug));
    page_alternate(c, STR("application/json"),
                   str_printf(a, ALTERNATE_JSON, STR_ARG(s->p.short_name)), json);
    page_alternate(c, STR("text/vcard"),
                   str_printf(a, ALTERNATE_CARD, STR_ARG(s->p.short_name)), vcf);
}

enum err partnership_show_fill(struct ctx *c, struct partnership_shown *out)
{
    struct shown s;
    struct str moved_to;
    *out = (struct partnership_shown){ 0 };
    enum err e = shown_load(c, &s, &moved_to);
    if (e)
        return moved_or(c, e, moved_to);
    struct view *v = page_new(c, "partnerships");
    crumbs(c, true);
    shown_view(c, &s, v);
    links_view(c, &s, v);
    ways_view(c, &s, v);
    e = partners_view(c, &s, v);
    if (!e)
        e = nearby_view(c, &s, v);
    out->v = v;
    out->partnership_id = s.p.id;
    out->slug = s.p.slug;
    return e;
}

enum err partnership_card_page(struct ctx *c)
{
    struct shown s;
    struct str moved_to;
    enum err e = shown_load(c, &s, &moved_to);
    if (e)
        return s.is_renamed ? ctx_moved(c, moved_to) : e;
    struct view *v = page_new(c, "partnerships");
    struct str path = shown_path(c, &s, "");
    crumbs(c, true);
    page_crumb(c, s.p.short_name, path);
    shown_view(c, &s, v);
    view_str(v, S(show_href), path);
    view_str(v, S(show_url), str_join(c->arena, c->site->origin, path));
    return ctx_render(c, "partnership/card", v);
}

/* --- vCard 4.0 (RFC 6350) --- */

struct vcard {
    struct arena *arena;
    struct buf *out;
};

/* "NAME:value", folded: a line of more than 75 bytes goes on after CRLF and a space, never
 * inside a sign. */
static void vcard_line(struct vcard *card, const char *name, struct str value, bool is_text)
{
    struct buf *out = card->out, *line = buf_in(card->arena, VCARD_MAX_BYTES);
    if (!value.n)
        return;
    buf_printf(line, "%s:", name);
    if (is_text)
        esc_ical(line, value);
    else
        buf_str(line, value);
    struct str rest = buf_view(line);
    size_t room = VCARD_LINE_BYTES;
    while (rest.n > room) {
        size_t cut = room;
        while (cut > 1 && ((unsigned char)rest.p[cut] & 0xC0) == 0x80)
            cut--;
        buf_add(out, rest.p, cut);
        buf_lit(out, "\r\n ");
        rest = str_sub(rest, cut, rest.n);
        room = VCARD_LINE_BYTES - 1;
    }
    buf_str(out, rest);
    buf_lit(out, "\r\n");
}

static void vcard_write(struct ctx *c, const struct shown *s, struct buf *b)
{
    struct vcard card = { c->arena, b };
    const struct route_step *first = s->route.first;
    struct str page = str_join(c->arena, c->site->origin, shown_path(c, s, ""));
    struct str note = first && first->checked_on.n
                          ? str_printf(c->arena, CHECKED_LINE,
                                       STR_ARG(route_date(c->arena, first->checked_on)),
                                       STR_ARG(first->checked_by_role))
                          : source_line(c->arena, s->p.source, s->p.source_on);
    buf_lit(b, "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:org\r\n");
    vcard_line(&card, "FN", s->p.name, true);
    vcard_line(&card, "ORG", s->p.name, true);
    if (first) {
        vcard_line(&card, "ROLE", first->role, true);
        vcard_line(&card, "TEL;VALUE=uri",
                   first->phone.n ? phone_link(c->arena, first->phone) : first->phone, false);
        vcard_line(&card, "URL", first->url, false);
    }
    vcard_line(&card, "URL;PREF=1", page, false);
    if (s->can_send)
        vcard_line(&card, "CONTACT-URI",
                   str_join(c->arena, c->site->origin, shown_path(c, s, "/contact")), false);
    vcard_line(&card, "NOTE", note, true);
    vcard_line(&card, "SOURCE", str_join(c->arena, c->site->origin, shown_path(c, s, ".vcf")),
               false);
    buf_lit(b, "END:VCARD\r\n");
}

enum err partnership_vcard_page(struct ctx *c)
{
    struct shown s;
    struct str moved_to;
    enum err e = shown_load(c, &s, &moved_to);
    if (e)
        return s.is_renamed ? ctx_moved(c, moved_to) : e;
    struct buf *b = buf_in(c->arena, VCARD_MAX_BYTES);
    vcard_write(c, &s, b);
    return ctx_send_file(c, STR("text/vcard; charset=utf-8"), buf_view(b),
                         str_printf(c->arena, "%.*s.vcf", STR_ARG(s.p.slug)));
}

enum err partnership_map_page(struct ctx *c)
{
    struct view *v = page_new(c, "");
    enum err e = map_view_fill(c, v);
    if (!e)
        e = ctx_render(c, "partnership/map_svg", v);
    if (e)
        return e;
    return resp_header_set(c->resp, STR("Content-Type"), STR("image/svg+xml; charset=utf-8"))
               ? OK
               : ERR_INTERNAL;
}
