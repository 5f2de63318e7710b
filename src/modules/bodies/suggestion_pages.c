/*
 * suggestion_pages.c: "this organisation is missing": the public form, with a hint where it may
 * be in the register already.
 */
#include "modules/bodies/suggestion_pages.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/rand.h"
#include "core/http/target.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/bodies/body.h"
#include "modules/bodies/suggestion.h"
#include "modules/bodies/suggestion_words.h"
#include "modules/partnerships/area.h"
#include "modules/partnerships/partnership.h"
#include "modules/people/visitor.h"

#define MATCHES_MAX 20
#define MATCHES_SHOWN 5
#define MAIL_TEXT_BYTES ((size_t)16 * 1024)
#define AREAS_BYTES 4096
#define SENT "suggestion "

struct suggesting {
    struct ctx *c;
    struct view *v;
    struct form *f;
    struct area_list areas;
    struct suggestion s; /* as typed, cleaned */
};

static enum err suggest_open(struct ctx *c, struct suggesting *k)
{
    *k = (struct suggesting){ .c = c };
    enum err e = area_list(c->db, c->arena, &k->areas);
    if (e)
        return e;
    k->v = page_new(c, "partnerships");
    page_back(c, STR("/bodies"));
    view_list(k->v, S(likely));
    view_bool(k->v, S(has_likely), false);
    k->f = form_new(c, k->v);
    return k->f ? OK : ERR_LIMIT;
}

static void show_fields(struct suggesting *k)
{
    struct form_option option[AREAS_MAX];
    size_t n = 0;
    for (; n < k->areas.n && n < AREAS_MAX; n++)
        option[n] = (struct form_option){ k->areas.item[n].slug, k->areas.item[n].name, { 0 } };
    form_field(k->f, S(name), "name");
    form_field(k->f, S(charity_number), "charity_number");
    form_field(k->f, S(web), "web");
    form_options(k->f, S(areas), "areas", option, n);
    form_field_most(k->f, S(words), "words", SUGGESTION_WORDS_CHARS);
    form_field(k->f, S(email), "email");
}

/* --- what was typed --- */

static struct str with_scheme(struct arena *a, struct str web)
{
    return !web.n || str_find(web, STR("://")) != STR_NONE ? web
                                                           : str_join(a, STR("https://"), web);
}

/* The areas chosen, ";" between; the partnership of the first one. */
static void read_areas(struct suggesting *k)
{
    struct str chosen[AREAS_MAX];
    size_t n = param_list(k->c, "areas", chosen, AREAS_MAX);
    struct buf *out = buf_in(k->c->arena, AREAS_BYTES);
    for (size_t i = 0; i < n; i++) {
        const struct area *area = area_named(&k->areas, chosen[i]);
        if (!area)
            continue;
        if (out->n)
            buf_char(out, ';');
        else
            k->s.partnership_id = area->partnership_id;
        buf_str(out, area->slug);
    }
    k->s.areas = buf_view(out);
}

static bool is_filled_in(struct suggesting *k)
{
    struct form *f = k->f;
    struct arena *a = k->c->arena;
    form_required(f, "name", STR(SUGGEST_ENTER_NAME));
    form_length(f, "name", BODY_NAME_CHARS, STR(SUGGEST_NAME));
    form_length(f, "words", SUGGESTION_WORDS_CHARS, STR(SUGGEST_WORDS));
    form_email(f, "email", STR(SUGGEST_EMAIL_FORM));
    if (!body_charity_number(a, form_value(f, "charity_number"), &k->s.charity_number))
        form_error(f, "charity_number", STR(SUGGEST_NUMBER_FORM));
    k->s.website = with_scheme(a, form_value(f, "web"));
    if (k->s.website.n && !url_is_http(k->s.website))
        form_error(f, "web", STR(SUGGEST_WEB_FORM));
    read_areas(k);
    k->s.name = form_value(f, "name");
    k->s.words = form_value(f, "words");
    k->s.email = form_value(f, "email");
    return !form_failed(f);
}

/* --- is it there already? --- */

static void match_view(struct ctx *c, const struct body_match *m, struct view *v)
{
    view_str(v, S(name), m->name);
    view_str(v, S(href), url_path(c->arena, "/bodies/%", m->slug));
    view_str(v, S(number), m->charity_number);
}

/* Only what may be shown to everybody. *n: how many. */
static enum err show_likely(struct suggesting *k, size_t *n)
{
    struct ctx *c = k->c;
    struct body_match match[MATCHES_MAX];
    size_t n_all = 0;
    const struct body_likeness like = { .name = k->s.name,
                                        .charity_number = k->s.charity_number,
                                        .website = k->s.website };
    struct list *likely = view_list(k->v, S(likely));
    enum err e = body_likely(c->db, c->arena, &like, match, MATCHES_MAX, &n_all);
    *n = 0;
    for (size_t i = 0; !e && i < n_all && *n < MATCHES_SHOWN; i++)
        if (match[i].is_public) {
            match_view(c, &match[i], list_add(likely));
            (*n)++;
        }
    view_bool(k->v, S(has_likely), *n > 0);
    return e;
}

/* --- sending --- */

static enum err make_mail(struct suggesting *k, struct mail *out)
{
    struct ctx *c = k->c;
    struct buf *text = buf_in(c->arena, MAIL_TEXT_BYTES);
    struct view *v = view_in(c->arena);
    view_str(v, S(service_name), c->site->service_name);
    view_str(v, S(origin), c->site->origin);
    view_str(v, S(reference), k->s.reference);
    enum err e =
        tpl_render_text(c->templates, STR("mail/suggestion_received"), v, c->arena, text);
    *out = (struct mail){
        .id = rand_id(),
        .queued_at_s = c->now_s,
        .kind = STR("mail/suggestion_received"),
        .object_kind = STR("body_suggestion"),
        .object_id = str_printf(c->arena, "%lld", (long long)k->s.id),
        .to = k->s.email,
        .subject = str_printf(c->arena, SUBJECT_SUGGESTION_RECEIVED, STR_ARG(k->s.reference)),
        .body = buf_view(text),
    };
    return e;
}

static enum err partnership_code(struct suggesting *k, struct str *code)
{
    struct partnership_list all;
    *code = STR(SUGGEST_CODE_ANY);
    enum err e = partnership_list(k->c->db, k->c->arena, &all);
    for (size_t i = 0; !e && i < all.n; i++)
        if (all.item[i].id == k->s.partnership_id)
            *code = all.item[i].code;
    return e;
}

static enum err send(struct suggesting *k)
{
    struct ctx *c = k->c;
    struct suggestion_send x = { .act = ctx_act(c) };
    struct str code;
    k->s.id = rand_id();
    enum err e = partnership_code(k, &code);
    if (!e)
        e = suggestion_new_reference(c->db, c->arena, code, &k->s.reference);
    if (!e && k->s.email.n)
        e = make_mail(k, &x.mail);
    if (e)
        return e;
    x.suggestion = k->s;
    struct str sealed = ctx_seal(c, str_join(c->arena, STR(SENT), k->s.reference));
    return form_send_once(k->f, suggestion_send_fn, &x,
                          url_query(c->arena, STR("/bodies/suggest/sent"), STR("r"), sealed));
}

/* --- pages --- */

enum err suggest_page(struct ctx *c)
{
    struct suggesting *k = ARENA_NEW(c->arena, struct suggesting);
    enum err e = k ? suggest_open(c, k) : ERR_LIMIT;
    if (e)
        return e;
    show_fields(k);
    return form_render(k->f, "bodies/suggest");
}

enum err suggest_post_page(struct ctx *c)
{
    struct suggesting *k = ARENA_NEW(c->arena, struct suggesting);
    enum err e = k ? suggest_open(c, k) : ERR_LIMIT;
    if (e)
        return e;
    bool is_anyway = param_has(c, "anyway");
    size_t n_likely = 0;
    if (is_filled_in(k) && form_looks_human(k->f)) {
        if (!is_anyway)
            e = show_likely(k, &n_likely);
        if (!e && !n_likely)
            e = send(k);
        if (!n_likely && e != ERR_CONFLICT)
            return e;
        if (e && e != ERR_CONFLICT)
            return e;
    }
    show_fields(k);
    return n_likely ? form_render_next(k->f, "bodies/suggest")
                    : form_render(k->f, "bodies/suggest");
}

enum err suggest_sent_page(struct ctx *c)
{
    struct str text;
    if (!ctx_unseal(c, param_str(c, "r"), &text) || !str_starts(text, STR(SENT)))
        return ctx_see_other(c, STR("/bodies"));
    struct view *v = page_new(c, "partnerships");
    view_str(v, S(reference), str_sub(text, sizeof SENT - 1, text.n));
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    return ctx_render(c, "bodies/suggest_sent", v);
}
