/*
 * body_show_page.c: one organisation over all areas, as everybody may see it (2.2 to 2.4,
 * P.20).
 *
 * What later rooms publish about it stands in sections of its own: docs/rooms-to-come.md.
 */
#include "modules/bodies/body_pages.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/http/target.h"
#include "core/web/web_words.h"
#include "gen/symbols.h"
#include "modules/bodies/body.h"
#include "modules/bodies/body_page_words.h"
#include "modules/bodies/body_view.h"
#include "modules/bodies/oscr.h"
#include "modules/partnerships/contact_route.h"
#include "modules/partnerships/partnership_page.h"

static void text_or_null(struct view *v, symbol name, struct str s)
{
    if (s.n)
        view_str(v, name, s);
    else
        view_null(v, name);
}

static void areas_view(struct ctx *c, const struct body_labels *labels,
                       const struct body_public *p, struct view *v)
{
    struct list *areas = view_list(v, S(areas));
    struct str rest = p->areas, slug;
    while (str_cut(&rest, ';', &slug)) {
        const struct area *area = area_named(&labels->areas, slug);
        if (!area)
            continue;
        struct view *item = list_add(areas);
        view_str(item, S(name), area->name);
        view_str(item, S(href), area_path(c->arena, area));
        view_bool(item, S(lang_gd), str_eq(area->lang, STR("gd")));
    }
    view_bool(v, S(has_areas), list_len(areas) > 0);
    view_bool(v, S(is_everywhere), labels->areas.n > 0 && list_len(areas) == labels->areas.n);
}

/* Each with the list of all that have it. */
static void add_code(struct ctx *c, struct list *items, struct str label, struct str name,
                     struct str word)
{
    struct view *v = list_add(items);
    view_str(v, S(label), label);
    view_str(v, S(href), url_query(c->arena, STR("/bodies"), name, word));
}

static void codes_view(struct ctx *c, const struct body_labels *labels,
                       const struct body_public *p, struct view *v)
{
    struct str rest, code;
    struct list *grounds = view_list(v, S(grounds));
    for (rest = p->grounds; str_cut(&rest, ';', &code);)
        add_code(c, grounds, body_word_label(&body_grounds, code), STR("ground"), code);
    if (p->is_community)
        add_code(c, grounds, STR(GROUND_COMMUNITY), STR("ground"), STR("community"));
    struct list *topics = view_list(v, S(topics));
    for (rest = p->topics; str_cut(&rest, ';', &code);)
        add_code(c, topics, list_label(&labels->topics, code), STR("topic"), code);
    struct list *outcomes = view_list(v, S(outcomes));
    for (rest = p->outcomes; str_cut(&rest, ';', &code);) {
        const struct outcome *o = outcome_of(&labels->outcomes, code);
        if (o)
            add_code(c, outcomes, o->text, STR("outcome"), o->word);
    }
    view_bool(v, S(has_grounds), list_len(grounds) > 0);
    view_bool(v, S(has_topics), list_len(topics) > 0);
    view_bool(v, S(has_outcomes), list_len(outcomes) > 0);
}

static void contact_view(struct ctx *c, const struct body_public *p, struct view *v)
{
    text_or_null(v, S(contact_role), p->contact_role);
    text_or_null(v, S(contact_email), p->contact_email);
    text_or_null(v, S(contact_email_href),
                 p->contact_email.n ? str_join(c->arena, STR("mailto:"), p->contact_email)
                                    : p->contact_email);
    text_or_null(v, S(contact_phone), phone_shown(c->arena, p->contact_phone));
    text_or_null(v, S(contact_phone_href),
                 p->contact_phone.n ? phone_link(c->arena, p->contact_phone)
                                    : p->contact_phone);
    bool is_link = url_is_http(p->website);
    text_or_null(v, S(website), p->website);
    text_or_null(v, S(website_href), is_link ? p->website : (struct str){ 0 });
    view_bool(v, S(has_contact), p->contact_email.n || p->contact_phone.n || p->website.n);
}

static void names_view(const struct body_public *p, struct view *v)
{
    struct list *names = view_list(v, S(other_names));
    struct str rest = p->other_names, line;
    while (str_cut(&rest, '\n', &line))
        if (line.n)
            list_add_str(names, line);
    view_bool(v, S(has_other_names), list_len(names) > 0);
}

static void show(struct ctx *c, const struct body_labels *labels, const struct body_public *p,
                 struct view *v)
{
    bool is_active = str_eq(p->state, STR("active"));
    view_str(v, S(name), p->name);
    view_str(v, S(join_href), url_query(c->arena, STR("/body/join"), STR("entry"), p->slug));
    view_str(v, S(kind), list_label(&labels->kinds, p->kind));
    view_str(v, S(state_label), is_active ? STR("") : body_word_label(&body_states, p->state));
    text_or_null(v, S(charity_number), p->charity_number);
    text_or_null(v, S(charity_href),
                 p->charity_number.n
                     ? str_printf(c->arena, OSCR_REGISTER, STR_ARG(p->charity_number))
                     : p->charity_number);
    text_or_null(v, S(company_number), p->company_number);
    text_or_null(v, S(office), p->office);
    text_or_null(v, S(languages), p->languages);
    text_or_null(v, S(purposes), p->purposes);
    view_bool(v, S(is_stale), p->is_stale);
    view_str(v, S(source), p->source);
    body_date_view(c, v, S(source_on), S(source_iso), p->source_on);
    text_or_null(v, S(attribution),
                 oscr_is_source(p->source) ? oscr_attribution(c->arena, p->source_on)
                                           : (struct str){ NULL, 0 });
    body_date_view(c, v, S(reviewed), S(reviewed_iso), p->reviewed_on);
    body_date_view(c, v, S(changed), S(changed_iso), p->changed_on);
    names_view(p, v);
    areas_view(c, labels, p, v);
    codes_view(c, labels, p, v);
    contact_view(c, p, v);
}

enum err body_show_page(struct ctx *c)
{
    struct body_public p;
    struct body_labels labels;
    struct str slug = param_str(c, "slug");
    enum err e = body_public_by_slug(c->db, c->arena, slug, &p);
    if (e)
        return e; /* none, or one that may not be named: the same answer (P.12) */
    if (!str_eq(p.slug, slug))
        return ctx_moved(c, url_path(c->arena, "/bodies/%", p.slug));
    e = body_labels_load(c->db, c->arena, &labels);
    if (e)
        return e;
    struct view *v = page_new(c, "partnerships");
    page_crumb(c, STR(WEB_NAV_HOME), STR("/"));
    page_crumb(c, STR(WEB_NAV_PARTNERSHIPS), STR("/partnerships"));
    page_crumb(c, STR(REGISTER_TITLE), STR("/bodies"));
    show(c, &labels, &p, v);
    page_alternate(c, STR("application/json"),
                   str_printf(c->arena, ALTERNATE_BODY_JSON, STR_ARG(p.name)),
                   url_path(c->arena, "/bodies/%.json", p.slug));
    page_alternate(c, STR("application/ld+json"),
                   str_printf(c->arena, ALTERNATE_BODY_LD, STR_ARG(p.name)),
                   url_path(c->arena, "/bodies/%.jsonld", p.slug));
    return ctx_render(c, "bodies/show", v);
}
