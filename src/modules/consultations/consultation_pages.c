/*
 * consultation_pages.c: one consultation as everybody may see it, in the order that people know
 * from Citizen Space (features.md, part D); other ways to answer; its public history.
 */
#include "modules/consultations/consultation_pages.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/http/target.h"
#include "core/md/md.h"
#include "core/web/web_words.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_page_words.h"
#include "modules/consultations/consultation_told.h"
#include "modules/consultations/consultation_view.h"
#include "modules/consultations/event_pages.h"
#include "modules/files/file.h"
#include "modules/partnerships/partnership_page.h"

#define GONE 410

/* --- which one, and until when --- */

enum err consultation_open_shown(struct ctx *c, const char *pattern,
                                 struct consultation_shown *out, struct str *moved_to)
{
    struct str slug = param_str(c, "slug");
    enum err e = consultation_shown_by_slug(c->db, c->arena, slug, c->now_s, out);
    bool is_moved = !e && !str_eq(out->slug, slug);
    *moved_to = is_moved ? url_path(c->arena, pattern, out->slug) : (struct str){ 0 };
    if (!e)
        ctx_valid_until(c, consultation_shown_until(out, c->now_s));
    return e;
}

enum err consultation_list_shown(struct ctx *c, const struct consultation_filter *f,
                                 struct consultation_shown_list *out)
{
    enum err e = consultation_shown_all(c->db, c->arena, f, c->now_s, out);
    if (!e)
        ctx_valid_until(c, out->until_s);
    return e;
}

/* --- parts that several pages show --- */

static struct str path_of(struct ctx *c, const struct consultation_shown *x, const char *ending)
{
    return str_join(c->arena, url_path(c->arena, "/consultations/%", x->slug),
                    str_from(ending));
}

static struct str day_of(struct ctx *c, int64_t at_s)
{
    return at_s ? date_long(c->arena, london_from_s(at_s).date) : (struct str){ 0 };
}

static void crumbs(struct ctx *c, const struct consultation_shown *x, bool is_below)
{
    page_crumb(c, STR(WEB_NAV_HOME), STR("/"));
    page_crumb(c, STR(NAV_CONSULTATIONS_HERE), STR("/consultations"));
    if (is_below)
        page_crumb(c, x->title, path_of(c, x, ""));
}

static void contact_view(struct ctx *c, const struct consultation_shown *x, struct view *v)
{
    struct arena *a = c->arena;
    view_text(v, S(contact_role), x->contact_role);
    view_text(v, S(contact_email), x->contact_email);
    view_str(v, S(contact_email_href), str_join(a, STR("mailto:"), x->contact_email));
    view_text(v, S(contact_phone), phone_shown(a, x->contact_phone));
    view_str(v, S(contact_phone_href), phone_link(a, x->contact_phone));
    view_text(v, S(post_address), x->post_address);
    view_bool(v, S(has_contact), x->contact_role.n || x->contact_email.n || x->contact_phone.n);
    view_str(v, S(message_href), url_path(a, "/partnerships/%/contact", x->partnership_slug));
}

/* What every page of it says: whose it is, how it stands, where its other pages are. */
static struct view *page_of(struct ctx *c, const struct consultation_shown *x)
{
    struct view *v = page_new(c, "consultations");
    view_str(v, S(title), x->title);
    view_str(v, S(summary), x->summary);
    view_str(v, S(reference), x->reference);
    view_str(v, S(show_href), path_of(c, x, ""));
    view_str(v, S(respond_href), path_of(c, x, "/respond"));
    view_str(v, S(questions_href), path_of(c, x, "/questions"));
    view_str(v, S(ways_href), path_of(c, x, "/other-ways"));
    view_str(v, S(history_href), path_of(c, x, "/history"));
    view_str(v, S(published_href), path_of(c, x, "/responses"));
    view_str(v, S(results_href), path_of(c, x, "/results"));
    view_str(v, S(ics_href), path_of(c, x, ".ics"));
    view_str(v, S(json_href), path_of(c, x, ".json"));
    view_str(v, S(subscribe_href),
             url_path(c->arena, "/partnerships/%/subscribe", x->partnership_slug));
    view_bool(v, S(is_to_come), x->state == CONSULTATION_FORTHCOMING);
    view_bool(v, S(is_open), x->state == CONSULTATION_OPEN);
    view_bool(v, S(is_closed), x->state == CONSULTATION_CLOSED);
    view_bool(v, S(takes_views),
              x->state == CONSULTATION_OPEN || x->state == CONSULTATION_FORTHCOMING);
    view_bool(v, S(has_results), x->state == CONSULTATION_RESULTS);
    view_bool(v, S(is_archived), x->state == CONSULTATION_ARCHIVED);
    view_bool(v, S(is_invited_only), x->is_invited_only);
    view_bool(v, S(has_questions), x->n_questions > 0 && !x->is_invited_only);
    consultation_state_view(c, x, v);
    contact_view(c, x, v);
    return v;
}

static enum err partnerships_view(struct ctx *c, const struct consultation_shown *x,
                                  struct view *v)
{
    struct shown_partnership p[CONSULTATION_PARTNERSHIPS_MAX];
    size_t n = 0;
    struct list *all = view_list(v, S(partnerships));
    enum err e = consultation_shown_partnerships(c->db, c->arena, x, p,
                                                 CONSULTATION_PARTNERSHIPS_MAX, &n);
    for (size_t i = 0; i < n; i++) {
        struct view *item = list_add(all);
        view_str(item, S(name), p[i].name);
        view_str(item, S(href), url_path(c->arena, "/partnerships/%", p[i].slug));
        view_bool(item, S(is_first), i == 0);
    }
    return e;
}

/* 410 with who took it back, when and why: the last of its history. */
static enum err withdrawn(struct ctx *c, const struct consultation_shown *x)
{
    struct shown_change *change;
    size_t n = 0, i = 0;
    struct view *v = page_of(c, x);
    crumbs(c, x, false);
    enum err e = consultation_shown_changes(c->db, c->arena, x->id, &change, &n);
    if (!e)
        e = partnerships_view(c, x, v);
    if (e)
        return e;
    while (i < n && !str_eq(change[i].kind, STR("withdrawn")))
        i++;
    view_text(v, S(reason), i < n ? change[i].reason : (struct str){ 0 });
    view_text(v, S(by_role), i < n ? change[i].by_role : (struct str){ 0 });
    view_str(v, S(withdrawn_on), day_of(c, x->withdrawn_at_s));
    return ctx_render_status(c, GONE, "consultations/withdrawn", v);
}

/* --- dates --- */

static void moment_view(struct ctx *c, struct view *v, symbol words, symbol iso, int64_t at_s,
                        bool is_close)
{
    view_str(v, words,
             is_close ? consultation_closes_words(c->arena, at_s)
                      : consultation_opens_words(c->arena, at_s));
    view_str(v, iso, time_iso(c->arena, is_close ? at_s - 60 : at_s));
}

/* "Extended from … because …": the newest move of the closing moment; and what changed last. */
static enum err changes_view(struct ctx *c, const struct consultation_shown *x, struct view *v)
{
    struct shown_change *change;
    size_t n = 0;
    int64_t from_s = 0;
    enum err e = consultation_shown_changes(c->db, c->arena, x->id, &change, &n);
    view_null(v, S(extended_from));
    view_null(v, S(extended_reason));
    for (size_t i = 0; !e && i < n; i++) {
        if (!str_eq(change[i].kind, STR("extended")) ||
            !str_to_i64(change[i].old_value, &from_s))
            continue;
        view_str(v, S(extended_from), consultation_closes_words(c->arena, from_s));
        view_text(v, S(extended_reason), change[i].reason);
        break;
    }
    if (!e)
        consultation_changes_view(c->arena, change, n, v);
    return e;
}

static enum err dates_view(struct ctx *c, const struct consultation_shown *x, struct view *v)
{
    const struct consultation_when when = consultation_when(c->arena, x, c->now_s);
    struct date promised;
    bool has_promise = date_parse(x->results_by, &promised);
    moment_view(c, v, S(opens), S(opens_iso), x->opens_at_s, false);
    moment_view(c, v, S(closes), S(closes_iso), x->closes_at_s, true);
    view_str(v, S(when), when.words);
    view_text(v, S(results), has_promise ? date_long(c->arena, promised) : (struct str){ 0 });
    view_str(v, S(results_iso), x->results_by);
    view_bool(v, S(is_overdue), consultation_is_overdue(x, c->now_s));
    view_text(v, S(results_on), day_of(c, x->results_at_s));
    view_text(v, S(archived_on), day_of(c, x->archived_at_s));
    view_text(v, S(length_reason), x->length_reason);
    view_str(v, S(asks), consultation_asks(c->arena, x));
    return changes_view(c, x, v);
}

/* --- papers --- */

static void document_view(struct ctx *c, const struct shown_document *d, struct view *v)
{
    struct arena *a = c->arena;
    struct str label = consultation_label(consultation_documents, d->kind);
    bool is_page = d->has_text || d->has_file;
    if (d->language.n)
        label = str_printf(a, "%.*s: %.*s", STR_ARG(label), STR_ARG(d->language));
    view_str(v, S(title), d->title);
    view_str(v, S(kind), label);
    if (is_page)
        view_str(v, S(href), str_printf(a, "/documents/%lld", (long long)d->id));
    else
        view_text(v, S(href), url_is_http(d->url) ? d->url : (struct str){ 0 });
    view_bool(v, S(is_elsewhere), !is_page);
    view_text(v, S(file),
              d->has_file ? file_words(a, d->file_kind, d->n_bytes, d->n_pages)
                          : (struct str){ 0 });
    view_bool(v, S(has_text), d->has_text);
    view_text(v, S(access_note), d->access_note);
    view_bool(v, S(is_for_comment), d->is_for_comment);
}

static enum err documents_view(struct ctx *c, const struct consultation_shown *x,
                               struct view *v)
{
    struct shown_document *d;
    size_t n = 0;
    struct list *papers = view_list(v, S(papers));
    enum err e = consultation_shown_documents(c->db, c->arena, x->id, &d, &n);
    for (size_t i = 0; !e && i < n; i++) {
        if (d[i].of_document || d[i].replaced_by)
            continue;
        struct view *paper = list_add(papers);
        struct list *formats = view_list(paper, S(formats));
        document_view(c, &d[i], paper);
        for (size_t k = 0; k < n; k++)
            if (d[k].of_document == d[i].id && !d[k].replaced_by)
                document_view(c, &d[k], list_add(formats));
        view_bool(paper, S(has_formats), list_len(formats) > 0);
    }
    view_bool(v, S(has_papers), list_len(papers) > 0);
    return e;
}

/* --- areas, audiences, topics --- */

static void codes_view(struct ctx *c, const struct consultation_labels *labels,
                       const struct consultation_shown *x, struct view *v)
{
    struct arena *a = c->arena;
    struct list *topics = view_list(v, S(topics)), *outcomes = view_list(v, S(outcomes));
    struct str rest = x->topics, code;
    while (str_cut(&rest, ';', &code)) {
        struct view *t = list_add(topics);
        view_str(t, S(label), list_label(&labels->all.topics, code));
        view_str(t, S(href), url_query(a, STR("/consultations"), STR("topic"), code));
    }
    rest = x->outcomes;
    while (str_cut(&rest, ';', &code))
        view_str(list_add(outcomes), S(label), outcome_label(&labels->all.outcomes, code));
    view_bool(v, S(has_topics), list_len(topics) > 0);
    view_bool(v, S(has_outcomes), list_len(outcomes) > 0);
    view_text(v, S(audiences), list_labels(a, &labels->audiences, x->audiences));
}

static void areas_view(struct ctx *c, const struct consultation_labels *labels,
                       const struct consultation_shown *x, struct view *v)
{
    struct list *areas = view_list(v, S(areas));
    struct str rest = x->areas, slug;
    while (str_cut(&rest, ';', &slug)) {
        const struct area *area = area_named(&labels->all.areas, slug);
        if (!area)
            continue;
        struct view *item = list_add(areas);
        view_str(item, S(name), area->name);
        view_str(item, S(href), area_path(c->arena, area));
        view_bool(item, S(lang_gd), str_eq(area->lang, STR("gd")));
    }
    view_bool(v, S(has_areas), list_len(areas) > 0);
}

static void texts_view(struct ctx *c, const struct consultation_shown *x, struct view *v)
{
    view_html(v, S(overview),
              md_render(c->arena, x->overview, md_shift_to(x->overview, 3), false));
    view_html(v, S(why), md_render(c->arena, x->why, md_shift_to(x->why, 3), false));
    view_html(v, S(next), md_render(c->arena, x->next, md_shift_to(x->next, 3), false));
    view_bool(v, S(has_overview), x->overview.n > 0);
    view_bool(v, S(has_why), x->why.n > 0);
    view_bool(v, S(has_next), x->next.n > 0);
    view_text(v, S(other_ways), x->other_ways);
    view_str(v, S(kind), consultation_label(consultation_kinds, x->kind));
}

/* By the row's `slug`; v NULL: it was answered that it moved, or was taken back. */
static enum err page_open(struct ctx *c, const char *pattern, struct consultation_shown *x,
                          struct view **v)
{
    struct str moved_to;
    *v = NULL;
    enum err e = consultation_open_shown(c, pattern, x, &moved_to);
    if (e)
        return e;
    if (moved_to.n)
        return ctx_moved(c, moved_to);
    if (x->state == CONSULTATION_WITHDRAWN)
        return withdrawn(c, x);
    *v = page_of(c, x);
    return OK;
}

enum err consultation_show_fill(struct ctx *c, struct view **out, int64_t *consultation_id)
{
    struct consultation_shown x;
    struct view *v;
    struct consultation_labels *labels = ARENA_NEW(c->arena, struct consultation_labels);
    enum err e = labels ? page_open(c, "/consultations/%", &x, &v) : ERR_LIMIT;
    *out = NULL;
    if (e || !v)
        return e;
    *consultation_id = x.id;
    crumbs(c, &x, false);
    page_alternate(c, STR("text/calendar"), STR(ALTERNATE_CONSULTATION_CALENDAR),
                   path_of(c, &x, ".ics"));
    page_alternate(c, STR("application/json"), STR(ALTERNATE_CONSULTATION_JSON),
                   path_of(c, &x, ".json"));
    texts_view(c, &x, v);
    e = consultation_labels_load(c->db, c->arena, labels);
    if (!e)
        e = partnerships_view(c, &x, v);
    if (!e)
        e = dates_view(c, &x, v);
    if (!e)
        e = documents_view(c, &x, v);
    if (!e)
        e = event_panel(c, v, x.id);
    if (e)
        return e;
    codes_view(c, labels, &x, v);
    areas_view(c, labels, &x, v);
    *out = v;
    return OK;
}

/* --- other ways --- */

enum err consultation_other_ways_page(struct ctx *c)
{
    struct consultation_shown x;
    struct view *v;
    enum err e = page_open(c, "/consultations/%/other-ways", &x, &v);
    if (e || !v)
        return e;
    crumbs(c, &x, true);
    texts_view(c, &x, v);
    e = dates_view(c, &x, v);
    if (!e)
        e = documents_view(c, &x, v);
    return e ? e : ctx_render(c, "consultations/other_ways", v);
}

/* --- public history (B.23, 7.4) --- */

enum err consultation_history_page(struct ctx *c)
{
    struct consultation_shown x;
    struct shown_change *change;
    struct view *v;
    size_t n = 0;
    enum err e = page_open(c, "/consultations/%/history", &x, &v);
    if (e || !v)
        return e;
    crumbs(c, &x, true);
    struct list *changes = view_list(v, S(changes));
    e = consultation_shown_changes(c->db, c->arena, x.id, &change, &n);
    for (size_t i = 0; !e && i < n; i++)
        consultation_change_view(c->arena, &change[i], list_add(changes));
    view_bool(v, S(has_changes), n > 0);
    return e ? e : ctx_render(c, "consultations/history", v);
}
