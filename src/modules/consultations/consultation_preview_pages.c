/*
 * consultation_preview_pages.c: making and ending links to look at a consultation before it
 * opens, the link itself (one button, as at /r/{key}), and what is seen by it: the overview and
 * the questions as a respondent gets them, where nothing is saved.
 */
#include "modules/consultations/consultation_preview.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "core/http/target.h"
#include "core/md/md.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_document.h"
#include "modules/consultations/consultation_setup.h"
#include "modules/consultations/consultation_setup_words.h"
#include "modules/consultations/question.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/people/link_session.h"
#include "modules/people/visitor.h"

#define DAY_S ((int64_t)86400)

/* --- making and ending links --- */

static struct str moment(struct arena *a, int64_t at_s)
{
    struct civil t = london_from_s(at_s);
    return str_printf(a, "%.*s, %.*s", STR_ARG(date_long(a, t.date)),
                      STR_ARG(time_of_day(a, t)));
}

static enum err show_links(struct setup *k, struct str made_key)
{
    struct arena *a = k->c->arena;
    struct consultation_preview *all = arena_array(a, PREVIEWS_MAX, sizeof *all);
    struct list *rows = view_list(k->page, S(previews));
    size_t n = 0;
    enum err e = all ? preview_list(k->c->db, a, k->x.id, all, &n) : ERR_LIMIT;
    for (size_t i = 0; !e && i < n; i++) {
        struct view *v = list_add(rows);
        view_int(v, S(id), all[i].id);
        view_str(v, S(note), all[i].note);
        view_str(v, S(expires), moment(a, all[i].expires_at_s));
        view_bool(v, S(is_good), preview_is_good(&all[i], k->c->now_s));
        view_bool(v, S(is_ended), all[i].ended_at_s > 0);
    }
    view_bool(k->page, S(has_previews), n > 0);
    view_str(k->page, S(made_url),
             made_key.n ? str_printf(a, "%.*s/preview/%.*s", STR_ARG(k->c->site->origin),
                                     STR_ARG(made_key))
                        : made_key);
    bool is_read = k->c->req->method != METHOD_POST;
    view_bool(k->page, S(was_ended), is_read && str_eq(param_str(k->c, "done"), STR("ended")));
    form_field(k->f, S(note_field), "note");
    form_field(k->f, S(days), "days");
    return e;
}

static enum err links_open(struct ctx *c, struct setup *k)
{
    enum err e = setup_open_step(c, PREVIEW_LINKS, "/previews", k);
    if (!e)
        form_set(k->f, "days", STR("14"));
    return e;
}

static enum err links_render(struct setup *k)
{
    enum err e = show_links(k, (struct str){ 0 });
    return e ? e : form_render(k->f, "consultations/previews");
}

/* The key of a link just made comes sealed in the address: it is shown once, and stored as its
 * hash alone. */
enum err preview_list_page(struct ctx *c)
{
    struct setup k;
    struct str key = { 0 };
    enum err e = links_open(c, &k);
    if (e)
        return e;
    if (!ctx_unseal(c, param_str(c, "made"), &key) || !key_is_valid(key))
        key = (struct str){ 0 };
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    e = show_links(&k, key);
    return e ? e : form_render(k.f, "consultations/previews");
}

static struct preview_write write_of(const struct setup *k)
{
    return (struct preview_write){ .act = ctx_act(k->c),
                                   .partnership_id = k->x.partnership_id,
                                   .preview = { .consultation_id = k->x.id,
                                                .by_account = k->c->visitor->account.id,
                                                .made_at_s = k->c->now_s } };
}

static enum err make_link(struct setup *k)
{
    struct preview_write w = write_of(k);
    int64_t days = 0;
    w.preview.note = form_value(k->f, "note");
    form_required(k->f, "note", STR(PREVIEW_ENTER_NOTE));
    form_length(k->f, "note", PREVIEW_NOTE_CHARS, STR(PREVIEW_NOTE));
    if (!str_to_i64(form_value(k->f, "days"), &days) || days < 1 || days > PREVIEW_DAYS_MOST)
        form_error(k->f, "days", STR(PREVIEW_DAYS));
    if (form_failed(k->f))
        return links_render(k);
    struct str key = rand_key(k->c->arena);
    w.key = link_key_hash(key);
    w.preview.expires_at_s = k->c->now_s + days * DAY_S;
    enum err e = form_send_once(
        k->f, preview_add_fn, &w,
        url_query(k->c->arena, setup_path(k, "/previews"), STR("made"), ctx_seal(k->c, key)));
    return e == ERR_CONFLICT ? links_render(k) : e;
}

static enum err end_link(struct setup *k)
{
    struct preview_write w = write_of(k);
    w.preview.id = param_i64(k->c, "end", 0);
    enum err e = form_send_once(
        k->f, preview_end_fn, &w,
        url_query(k->c->arena, setup_path(k, "/previews"), STR("done"), STR("ended")));
    return e == ERR_CONFLICT ? links_render(k) : e;
}

enum err preview_list_post_page(struct ctx *c)
{
    struct setup k;
    enum err e = links_open(c, &k);
    if (e)
        return e;
    return param_has(c, "end") ? end_link(&k) : make_link(&k);
}

/* --- the link --- */

enum err preview_link_is_over(struct ctx *c)
{
    struct view *v = page_new(c, "");
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    return ctx_render_status(c, 404, "consultations/preview_over", v);
}

/* Unknown, expired and ended ones are told alike. */
static enum err find_link(struct ctx *c, struct consultation_preview *p, struct consultation *x)
{
    enum err e = preview_by_key(c->db, c->arena, param_str(c, "key"), p);
    if (!e && !preview_is_good(p, c->now_s))
        e = ERR_NOT_FOUND;
    return e ? e : consultation_load(c->db, c->arena, p->consultation_id, x);
}

enum err preview_key_page(struct ctx *c)
{
    struct consultation_preview p;
    struct consultation x;
    enum err e = find_link(c, &p, &x);
    if (e)
        return e == ERR_NOT_FOUND ? preview_link_is_over(c) : e;
    struct view *v = page_new(c, "");
    struct form *f = form_new(c, v);
    view_str(v, S(action), c->path);
    view_str(v, S(expires), moment(c->arena, p.expires_at_s));
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    return form_render(f, "consultations/preview_link");
}

enum err preview_key_post_page(struct ctx *c)
{
    struct consultation x;
    struct preview_write w = { .act = ctx_act(c) };
    enum err e = find_link(c, &w.preview, &x);
    if (e)
        return e == ERR_NOT_FOUND ? preview_link_is_over(c) : e;
    link_session_prepare(c, LINK_KIND_PREVIEW, x.id, w.preview.id, &w.open);
    e = store_write(c->store, preview_open_fn, &w);
    if (e)
        return e;
    return link_session_lead(c, &w.open,
                             url_path(c->arena, "/consultations/%/preview", x.slug));
}

/* --- what is seen --- */

static void show_options(const struct question *q, struct view *v)
{
    struct list *list = view_list(v, S(options));
    for (size_t i = 0; i < q->n_options; i++)
        list_add_str(list, q->option[i].label.n ? q->option[i].label : q->option[i].code);
    view_bool(v, S(has_options), q->n_options > 0);
    view_bool(v, S(has_other), q->has_other);
}

static void show_question(struct ctx *c, const struct question_form *form,
                          const struct question *q, struct view *v)
{
    const struct question *on = q->only_if ? question_find(form, q->only_if) : NULL;
    bool is_paragraph = q->type == QUESTION_PARAGRAPH; /* its title is the text */
    struct str body = is_paragraph ? q->title : q->body;
    view_str(v, S(title),
             is_paragraph ? str_printf(c->arena, PREVIEW_PARAGRAPH, (long long)q->paragraph)
                          : q->title);
    view_str(v, S(hint), q->hint);
    view_html(v, S(body), md_render(c->arena, body, md_shift_to(body, 4), false));
    view_str(v, S(type_label), question_type_label(q->type));
    view_bool(v, S(is_answered), q->type != QUESTION_INFORMATION);
    view_bool(v, S(is_required), q->is_required);
    view_str(v, S(after_title), on ? on->title : (struct str){ 0 });
    show_options(q, v);
}

static enum err show_questions(struct ctx *c, int64_t consultation_id, struct view *page)
{
    struct question_form form;
    struct list *sections = view_list(page, S(sections));
    enum err e = question_form_load(c->db, c->arena, consultation_id, &form);
    for (size_t s = 0; !e && s < form.n_sections; s++) {
        struct view *v = list_add(sections);
        struct list *questions = view_list(v, S(questions));
        view_str(v, S(title), form.section[s].title);
        view_html(v, S(intro), md_render(c->arena, form.section[s].intro, 1, false));
        view_bool(v, S(is_equality), form.section[s].is_equality);
        for (size_t i = 0; i < form.n; i++)
            if (form.question[i].section == s)
                show_question(c, &form, &form.question[i], list_add(questions));
    }
    if (e)
        return e;
    view_int(page, S(n_questions), (int64_t)question_count(&form));
    view_int(page, S(minutes), question_minutes(&form));
    return OK;
}

/* "/consultations/plan-2027/preview/papers/12" */
static struct str paper_href(struct ctx *c, const struct previewed *p,
                             const struct consultation_document *d)
{
    return str_printf(c->arena, "%.*s/papers/%lld", STR_ARG(p->at), (long long)d->id);
}

static enum err show_papers(struct ctx *c, const struct previewed *p, struct view *page)
{
    struct consultation_document *all = arena_array(c->arena, DOCUMENTS_MAX, sizeof *all);
    struct list *list = view_list(page, S(papers));
    size_t n = 0;
    enum err e = all ? document_list(c->db, c->arena, p->x.id, all, &n) : ERR_LIMIT;
    for (size_t i = 0; !e && i < n; i++) {
        struct view *v = list_add(list);
        view_str(v, S(title), all[i].title);
        view_str(v, S(kind), consultation_label(consultation_documents, all[i].kind));
        view_str(v, S(language), all[i].language);
        view_str(v, S(href), paper_href(c, p, &all[i]));
    }
    view_bool(page, S(has_papers), n > 0);
    return e;
}

enum err preview_show(struct ctx *c, const struct previewed *p)
{
    const struct consultation *x = &p->x;
    struct arena *a = c->arena;
    struct str none = { 0 };
    struct view *v = page_new(c, "");
    view_text(v, S(base_href), p->base_href);
    view_bool(v, S(is_invited), p->is_invited);
    view_str(v, S(sheet_href), str_join(a, p->at, STR("/questions")));
    view_bool(v, S(is_open), consultation_state(x, c->now_s) == CONSULTATION_OPEN);
    view_str(v, S(respond_href), url_path(a, "/consultations/%/respond", x->slug));
    view_str(v, S(consultation_title), x->title);
    view_str(v, S(summary), x->summary);
    view_html(v, S(overview), md_render(a, x->overview, 1, false));
    view_html(v, S(why), md_render(a, x->why, 1, false));
    view_html(v, S(next), md_render(a, x->next, 1, false));
    view_html(v, S(other_ways), md_render(a, x->other_ways, 1, false));
    view_html(v, S(privacy), md_render(a, x->privacy, 1, false));
    view_str(v, S(opens_words),
             x->opens_at_s ? consultation_opens_words(a, x->opens_at_s) : none);
    view_str(v, S(closes_words),
             x->closes_at_s ? consultation_closes_words(a, x->closes_at_s) : none);
    view_str(v, S(contact_role), x->contact_role);
    view_str(v, S(contact_email), x->contact_email);
    enum err e = show_papers(c, p, v);
    if (!e)
        e = show_questions(c, x->id, v);
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    return e ? e : ctx_render(c, "consultations/preview", v);
}

/* The link of that consultation which this browser has opened, as long as it is good. */
enum err preview_by_link(struct ctx *c, struct previewed *p, bool *is_over)
{
    struct consultation_preview link;
    *p = (struct previewed){ .base_href = { NULL, 0 } };
    *is_over = false;
    enum err e = consultation_by_slug(c->db, c->arena, param_str(c, "slug"), &p->x);
    int64_t id = e ? 0 : link_session_object_in(c, LINK_KIND_PREVIEW, p->x.id);
    if (!e)
        e = id ? preview_load(c->db, c->arena, id, &link) : ERR_NOT_FOUND;
    *is_over = !e && !preview_is_good(&link, c->now_s);
    p->at = e ? p->at : url_path(c->arena, "/consultations/%/preview", p->x.slug);
    return e;
}

enum err preview_at_desk(struct ctx *c, struct previewed *p)
{
    *p = (struct previewed){ .base_href = { NULL, 0 } };
    enum err e = consultation_load_for(c, CAP_ANSWER_TAG, param_str(c, "slug"), &p->x);
    if (e)
        return e;
    p->base_href = url_path(c->arena, "/coordinator/consultations/%", p->x.slug);
    p->at = str_join(c->arena, p->base_href, STR("/preview"));
    return OK;
}

enum err preview_show_page(struct ctx *c)
{
    struct previewed p;
    bool is_over;
    enum err e = preview_by_link(c, &p, &is_over);
    if (e)
        return e;
    return is_over ? preview_link_is_over(c) : preview_show(c, &p);
}

enum err preview_show_desk_page(struct ctx *c)
{
    struct previewed p;
    enum err e = preview_at_desk(c, &p);
    return e ? e : preview_show(c, &p);
}
