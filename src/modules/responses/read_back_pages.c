/*
 * read_back_pages.c: what the respondent sees: the link's button, what staff typed, "This is
 * right", and the form that corrects it.
 */
#include "modules/responses/read_back.h"

#include "core/base/arena.h"
#include "gen/symbols.h"
#include "modules/responses/read_back_words.h"
#include "modules/responses/response_fields.h"
#include "modules/responses/response_rows.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/people/visitor.h"

#define READ_BACK "/read-back"
#define NOT_ASKED "not_asked"

struct read_back {
    struct ctx *c;
    struct consultation x;
    struct response r;
    struct response_answer *stored;
    size_t n_stored;
    struct view *v;
    struct form *f;
    struct response_fields fields;
};

/* --- the link --- */

static enum err read_back_over(struct ctx *c)
{
    struct view *v = page_new(c, "");
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    return ctx_render_status(c, 404, "responses/read_back_over", v);
}

static enum err typed_by_key(struct ctx *c, struct response *r, bool *is_there)
{
    enum err e = response_by_key(c->db, c->arena, param_str(c, "key"), r);
    *is_there = !e && r->entered_by != 0 && !r->withdrawn_on.n;
    return e == ERR_NOT_FOUND ? OK : e;
}

enum err read_back_key_page(struct ctx *c)
{
    struct response r;
    bool is_there;
    enum err e = typed_by_key(c, &r, &is_there);
    if (e || !is_there)
        return e ? e : read_back_over(c);
    struct view *v = page_new(c, "");
    struct form *f = form_new(c, v);
    view_str(v, S(action), c->path);
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    return form_render(f, "responses/read_back_key");
}

enum err read_back_key_post_page(struct ctx *c)
{
    struct response r;
    struct link_session_new open;
    bool is_there;
    enum err e = typed_by_key(c, &r, &is_there);
    if (e || !is_there)
        return e ? e : read_back_over(c);
    link_session_prepare(c, LINK_KIND_READ_BACK, 0, r.id, &open);
    return link_session_open(c, &open, STR(READ_BACK));
}

/* --- what staff typed --- */

static enum err read_back_open(struct ctx *c, struct read_back *k)
{
    *k = (struct read_back){ .c = c };
    enum err e =
        response_load(c->db, c->arena, link_session_object(c, LINK_KIND_READ_BACK), &k->r);
    if (!e)
        e = consultation_load(c->db, c->arena, k->r.consultation_id, &k->x);
    if (!e)
        e = response_answers(c->db, c->arena, k->r.id, &k->stored, &k->n_stored);
    if (!e && k->r.withdrawn_on.n)
        e = ERR_GONE;
    if (e)
        return e;
    k->v = page_new(c, "");
    k->f = form_new(c, k->v);
    e = response_fields_open(&k->fields, c, k->f, k->v, k->x.id);
    k->fields.stored = k->stored;
    k->fields.n_stored = k->n_stored;
    k->fields.has_no_equality = true;
    view_str(k->v, S(consultation), k->x.title);
    view_str(k->v, S(action), c->path);
    return e;
}

static void show_publish(struct read_back *k)
{
    bool is_person = str_eq(k->r.who, STR("individual"));
    bool is_group = str_eq(k->r.who, STR("group"));
    const struct form_option option[] = {
        { .value = STR("publish_with_name"),
          .label = is_person  ? STR(READ_BACK_WITH_NAME)
                   : is_group ? STR(READ_BACK_WITH_GROUP_NAME)
                              : STR(READ_BACK_WITH_BODY_NAME) },
        { .value = STR("publish_anonymous"),
          .label = is_person ? STR(READ_BACK_WITHOUT_NAME) : STR(READ_BACK_WITHOUT_BODY_NAME) },
        { .value = STR("do_not_publish"), .label = STR(READ_BACK_NOT_PUBLISHED) },
    };
    view_bool(k->v, S(asks_publish), str_eq(k->r.publish_choice, STR(NOT_ASKED)));
    form_options(k->f, S(publish), "publish", option, sizeof option / sizeof option[0]);
}

static void show_day(struct read_back *k, symbol as, struct str iso)
{
    struct date d;
    struct str shown = date_parse(iso, &d) ? date_long(k->c->arena, d) : iso;
    view_text(k->v, as, shown);
}

static enum err show_typed(struct read_back *k)
{
    const struct response *r = &k->r;
    struct str choice = r->publish_choice;
    k->fields.shows_stored = true;
    response_fields_read(&k->fields);
    response_fields_say(&k->fields);
    view_str(k->v, S(channel), consultation_label(consultation_channels, r->channel));
    show_day(k, S(received_on), r->received_on);
    show_day(k, S(confirmed_on), r->confirmed_on);
    show_day(k, S(corrected_on), r->corrected_on);
    view_bool(k->v, S(is_done), r->confirmed_on.n || r->corrected_on.n);
    view_str(k->v, S(choice), consultation_label(consultation_choices, choice));
    view_text(k->v, S(name), r->respondent.name);
    view_text(k->v, S(organisation), r->respondent.organisation);
    show_publish(k);
    return form_render(k->f, "responses/read_back");
}

enum err read_back_page(struct ctx *c)
{
    struct read_back k;
    enum err e = read_back_open(c, &k);
    return e ? e : show_typed(&k);
}

/* --- the reply --- */

static void take_publish(struct read_back *k, struct response *to)
{
    struct str choice = form_value(k->f, "publish");
    if (!str_eq(k->r.publish_choice, STR(NOT_ASKED)))
        return;
    if (!consultation_knows(consultation_choices, choice) || str_eq(choice, STR(NOT_ASKED)))
        form_error(k->f, "publish", STR(READ_BACK_SELECT_PUBLISH));
    to->publish_choice = choice;
    to->publish_wording = RESPONSE_WORDING;
}

static struct read_back_reply reply_of(struct read_back *k)
{
    struct read_back_reply x = { .to = k->r, .act = ctx_act(k->c), .arena = k->c->arena };
    x.act.actor = STR("link");
    return x;
}

/* Somebody else changed it meanwhile: it is shown as it is now. */
static enum err send_reply(struct read_back *k, struct read_back_reply *x)
{
    enum err e = form_send_once(k->f, read_back_reply_fn, x, STR(READ_BACK));
    return e == ERR_CONFLICT ? ctx_see_other(k->c, STR(READ_BACK)) : e;
}

enum err read_back_post_page(struct ctx *c)
{
    struct read_back k;
    enum err e = read_back_open(c, &k);
    if (e)
        return e;
    struct read_back_reply x = reply_of(&k);
    take_publish(&k, &x.to);
    if (form_failed(k.f))
        return show_typed(&k);
    x.to.confirmed_on = response_day(c->arena, c->now_s);
    return send_reply(&k, &x);
}

static enum err show_correct(struct read_back *k)
{
    page_back(k->c, STR(READ_BACK));
    response_fields_show(&k->fields);
    show_publish(k);
    return form_render(k->f, "responses/read_back_correct");
}

enum err read_back_correct_page(struct ctx *c)
{
    struct read_back k;
    enum err e = read_back_open(c, &k);
    if (e)
        return e;
    if (k.r.confirmed_on.n || k.r.corrected_on.n)
        return ctx_see_other(c, STR(READ_BACK));
    response_fields_read(&k.fields);
    return show_correct(&k);
}

enum err read_back_correct_post_page(struct ctx *c)
{
    struct read_back k;
    struct response_new new = { .n_answers = 0 };
    enum err e = read_back_open(c, &k);
    if (e)
        return e;
    struct read_back_reply x = reply_of(&k);
    response_fields_read(&k.fields);
    take_publish(&k, &x.to);
    if (!response_fields_count(&k.fields) && k.fields.form.n)
        form_error(k.f, response_fields_first(&k.fields), STR(READ_BACK_ENTER_ANSWER));
    if (form_failed(k.f))
        return show_correct(&k);
    e = response_fields_answers(&k.fields, &new);
    if (e)
        return e;
    x.answer = new.answer;
    x.n_answers = new.n_answers;
    x.to.confirmed_on = x.to.corrected_on = response_day(c->arena, c->now_s);
    return send_reply(&k, &x);
}
