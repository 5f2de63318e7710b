#include "modules/bodies/body_review_pages.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/body_form.h"
#include "modules/bodies/body_review_words.h"
#include "modules/partnerships/desk.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/people/visitor.h"

#define DONE "body_review "

struct review {
    struct ctx *c;
    struct body b;
    struct view *v;
    struct form *f;
};

static struct view *private_page(struct ctx *c)
{
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    return page_new(c, "partnerships");
}

static struct str own_path(struct ctx *c, const char *ending)
{
    return str_printf(c->arena, "/bodies/review/%.*s%s", STR_ARG(param_str(c, "key")), ending);
}

/* A link that is not whole, or whose question is over. */
static enum err render_over(struct ctx *c)
{
    return ctx_render_status(c, 404, "bodies/review_over", private_page(c));
}

/* *is_over: the page that says so was the answer. */
static enum err review_open(struct ctx *c, struct review *k, bool *is_over)
{
    *k = (struct review){ .c = c };
    enum err e = body_review_by_key(c->db, c->arena, param_str(c, "key"), &k->b);
    *is_over = e == ERR_NOT_FOUND;
    if (*is_over)
        return render_over(c);
    if (e)
        return e;
    k->v = private_page(c);
    k->f = form_new(c, k->v);
    view_str(k->v, S(body_name), k->b.name);
    view_str(k->v, S(action), own_path(c, ""));
    view_str(k->v, S(changed_href), own_path(c, "/changed"));
    view_bool(k->v, S(is_hidden), !k->b.is_named);
    return k->f ? OK : ERR_LIMIT;
}

/* What everybody may read of it, and nothing else: whoever opens the link may be a stranger. */
static enum err show(struct review *k)
{
    struct body_form bf;
    enum err e = body_form_open(k->c, k->f, 0, &bf);
    if (e)
        return e;
    body_form_rows(&bf, k->v, S(rows), BODY_WHO | BODY_WORK | BODY_AREAS | BODY_CONTACT, &k->b);
    return form_render(k->f, "bodies/review");
}

enum err review_page(struct ctx *c)
{
    struct review k;
    bool is_over;
    enum err e = review_open(c, &k, &is_over);
    return e || is_over ? e : show(&k);
}

static struct body_review_answer answer_of(const struct review *k)
{
    struct ctx *c = k->c;
    struct act act = ctx_act(c);
    act.actor = STR("link");
    return (struct body_review_answer){ .act = act,
                                        .arena = c->arena,
                                        .key = param_str(c, "key"),
                                        .id = rand_id(),
                                        .today =
                                            date_iso(c->arena, london_from_s(c->now_s).date),
                                        .next_step = STR(REVIEW_NEXT_STEP) };
}

/* Its address holds no key (security.md S23). */
static struct str done_path(struct ctx *c, const char *what)
{
    struct str sealed = ctx_seal(c, str_printf(c->arena, DONE "%s", what));
    return str_printf(c->arena, "/bodies/review/done?r=%.*s", STR_ARG(sealed));
}

enum err review_post_page(struct ctx *c)
{
    struct review k;
    bool is_over;
    enum err e = review_open(c, &k, &is_over);
    if (e || is_over)
        return e;
    if (!str_eq(param_str(c, "answer"), STR("right")))
        return ERR_INVALID;
    if (!form_looks_human(k.f))
        return show(&k);
    struct body_review_answer x = answer_of(&k);
    e = form_send_once(k.f, review_right_fn, &x, done_path(c, "right"));
    return e == ERR_CONFLICT ? show(&k) : e;
}

/* --- something has changed --- */

static enum err show_changed(struct review *k)
{
    view_str(k->v, S(action), own_path(k->c, "/changed"));
    page_back(k->c, own_path(k->c, ""));
    view_text(k->v, S(join_href),
              k->b.is_named ? url_query(k->c->arena, STR("/body/join"), STR("entry"), k->b.slug)
                            : (struct str){ 0 });
    form_field_most(k->f, S(words), "words", REVIEW_CHANGED_CHARS);
    return form_render(k->f, "bodies/review_changed");
}

enum err review_changed_page(struct ctx *c)
{
    struct review k;
    bool is_over;
    enum err e = review_open(c, &k, &is_over);
    return e || is_over ? e : show_changed(&k);
}

enum err review_changed_post_page(struct ctx *c)
{
    struct review k;
    bool is_over;
    enum err e = review_open(c, &k, &is_over);
    if (e || is_over)
        return e;
    form_required(k.f, "words", STR(REVIEW_ENTER_CHANGED));
    form_length(k.f, "words", REVIEW_CHANGED_CHARS, STR(REVIEW_CHANGED));
    if (form_failed(k.f) || !form_looks_human(k.f))
        return show_changed(&k);
    struct body_review_answer x = answer_of(&k);
    x.words = form_value(k.f, "words");
    e = form_send_once(k.f, review_changed_fn, &x, done_path(c, "changed"));
    return e == ERR_CONFLICT ? show_changed(&k) : e;
}

enum err review_done_page(struct ctx *c)
{
    struct str text;
    if (!ctx_unseal(c, param_str(c, "r"), &text) || !str_starts(text, STR(DONE)))
        return ctx_see_other(c, STR("/bodies")); /* nothing was done */
    struct view *v = private_page(c);
    view_bool(v, S(is_right), str_eq(text, STR(DONE "right")));
    return ctx_render(c, "bodies/review_done", v);
}

/* --- on the page of one entry --- */

static const char *stage_words(enum review_stage s)
{
    static const char *const words[REVIEW_STAGE__MAX] = {
        [REVIEW_FIRST] = REVIEW_STATE_FIRST,
        [REVIEW_REMINDER] = REVIEW_STATE_REMINDER,
        [REVIEW_URGENT] = REVIEW_STATE_URGENT,
        [REVIEW_OVERDUE] = REVIEW_STATE_OVERDUE,
    };
    return s < REVIEW_STAGE__MAX ? words[s] : "";
}

enum err review_section(struct desk_body *k)
{
    struct ctx *c = k->desk.c;
    struct body_review r = { 0 };
    struct view *v = k->page;
    enum err e = body_review_find(c->db, c->arena, k->one.b.id, &r);
    bool is_asked = !e && !k->one.b.merged_into;
    struct date d;
    bool is_reviewed = date_parse(k->one.b.reviewed_on, &d);
    view_text(v, S(reviewed), is_reviewed ? date_short(c->arena, d) : (struct str){ 0 });
    view_text(v, S(reviewed_iso), k->one.b.reviewed_on);
    view_bool(v, S(is_asked), is_asked);
    view_lit(v, S(review_state), stage_words(r.stage));
    desk_date(c, v, (struct desk_date){ S(asked), S(asked_iso) }, is_asked ? r.asked_at_s : 0);
    return e == ERR_NOT_FOUND ? OK : e;
}
