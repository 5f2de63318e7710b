/*
 * own_response_pages.c: one's own response, for whoever has opened its private link.
 */
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "gen/symbols.h"
#include "modules/responses/own_response.h"
#include "modules/responses/own_response_words.h"
#include "modules/responses/respond_words.h"
#include "modules/responses/response_act.h"
#include "modules/responses/response_file.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/people/visitor.h"

enum { Q_TOLD };

static const char *const sql[] = {
    [Q_TOLD] = "SELECT count(*) FROM moderation WHERE response_id = $1 AND told_on <> ''",
};
const struct sql_list own_pages_sql = SQL_LIST("own_pages", sql);

#define OPEN "/r/open"
#define AT_HOME "/body/responses" /* of the organisation whose response it is */

struct own_response {
    struct respond k;
    struct response r;
    bool is_open, is_withdrawn; /* open: everything may change still */
    bool is_ours;               /* official: an editor of its organisation looks at it */
    struct view *v;
    struct form *f;
};

static struct str day_words(struct arena *a, struct str day)
{
    struct date d;
    return date_parse(day, &d) ? date_long(a, d) : (struct str){ NULL, 0 };
}

static enum err open_own(struct ctx *c, struct own_response *o)
{
    *o = (struct own_response){ .k = { .c = c } };
    enum err e =
        response_load(c->db, c->arena, link_session_object(c, LINK_KIND_RESPONSE), &o->r);
    if (!e)
        e = consultation_load(c->db, c->arena, o->r.consultation_id, &o->k.x);
    if (e)
        return e == ERR_NOT_FOUND ? ERR_LINK : e;
    o->is_withdrawn = o->r.withdrawn_on.n > 0;
    o->is_open =
        !o->is_withdrawn && consultation_takes(&o->k.x, c->req->arrived_at_s, c->now_s);
    o->is_ours = !o->r.is_official ||
                 actor_may_for_body(&c->visitor->actor, CAP_RESPONSE_OWN, o->r.body_id);
    o->v = page_new(c, "");
    o->f = form_new(c, o->v);
    if (!o->f)
        return ERR_LIMIT;
    view_str(o->v, S(consultation), o->k.x.title);
    view_str(o->v, S(receipt), o->r.receipt);
    view_str(o->v, S(closes), consultation_closes_words(c->arena, o->k.x.closes_at_s));
    view_bool(o->v, S(is_open), o->is_open);
    view_bool(o->v, S(noindex), true);
    view_str(o->v, S(action), c->path);
    view_bool(o->v, S(is_official), o->r.is_official);
    view_bool(o->v, S(is_ours), o->is_ours);
    view_str(o->v, S(organisation), o->r.respondent.organisation);
    view_str(o->v, S(editor), c->visitor->account.name);
    return OK;
}

/* --- what may be done, or where who may not is led --- */

/* What an organisation says needs a named person: not whoever holds the link that was mailed
 * (security.md section 2). */
static const char *stops_change(const struct own_response *o)
{
    if (!o->is_open)
        return OPEN;
    return o->r.is_official ? AT_HOME : NULL; /* body_change.h: signed off again */
}

/* The publication choice, and taking it back. */
static const char *stops_consent(const struct own_response *o)
{
    if (o->is_withdrawn)
        return OPEN;
    return o->is_ours ? NULL : AT_HOME;
}

static const char *stops_reply(const struct own_response *o)
{
    bool is_asked = !o->is_withdrawn && str_eq(o->r.handling, STR("clarify"));
    return is_asked ? NULL : OPEN;
}

static enum err open_to(struct ctx *c, const char *(*stops)(const struct own_response *),
                        struct own_response *o, bool *is_answered)
{
    enum err e = open_own(c, o);
    const char *to = e ? NULL : stops(o);
    *is_answered = to != NULL;
    return to ? ctx_see_other(c, str_from(to)) : e;
}

static enum err save(struct own_response *o, struct response_acting *x)
{
    struct ctx *c = o->k.c;
    x->arena = c->arena;
    x->act = o->r.is_official && o->is_ours
                 ? ctx_act(c)
                 : (struct act){ .actor = STR("link"), .now_s = c->now_s };
    x->changes = true;
    enum err e = form_send_once(o->f, response_act_fn, x, STR(OPEN));
    return e == ERR_CONFLICT ? ctx_see_other(c, STR(OPEN)) : e;
}

/* --- reading --- */

/* What the coordinator asked, and what was replied; the last one is asked still while the
 * response waits for it. */
static enum err talk_view(struct own_response *o)
{
    struct ctx *c = o->k.c;
    struct response_note *note = arena_array(c->arena, RESPONSE_NOTES_MAX, sizeof *note);
    size_t n = 0;
    enum err e = note ? response_notes(c->db, c->arena, o->r.id, note, RESPONSE_NOTES_MAX, &n)
                      : ERR_LIMIT;
    struct list *talk = view_list(o->v, S(talk));
    for (size_t i = n; !e && i-- > 0;) {
        bool is_asked = str_eq(note[i].kind, STR("asked"));
        if (!is_asked && !str_eq(note[i].kind, STR("replied")))
            continue;
        struct view *v = list_add(talk);
        view_bool(v, S(is_asked), is_asked);
        view_str(v, S(words), note[i].words);
        view_str(v, S(day), day_words(c->arena, note[i].made_on));
    }
    view_bool(o->v, S(has_talk), list_len(talk) > 0);
    view_bool(o->v, S(can_reply), !stops_reply(o));
    return e;
}

static enum err files_view(struct own_response *o)
{
    struct ctx *c = o->k.c;
    struct file *f;
    size_t n = 0;
    enum err e = file_list(c->db, c->arena, STR("response"), o->r.id, &f, &n);
    if (!e)
        response_file_view(c, f, n, STR(OPEN "/files"), o->v);
    return e;
}

enum err own_open_page(struct ctx *c)
{
    struct own_response o;
    int64_t n_told = 0;
    enum err e = open_own(c, &o);
    if (!e)
        e = respond_as_draft(&o.k, &o.r);
    if (!e)
        e = respond_view_answers(&o.k, o.v);
    if (!e)
        e = files_view(&o);
    if (!e)
        e = talk_view(&o);
    if (!e)
        e = db_one_i64(c->db, sql[Q_TOLD], BINDS(bi(o.r.id)), &n_told);
    if (e)
        return e;
    bool is_shown = !str_eq(o.r.publish_choice, STR("do_not_publish")) &&
                    !str_eq(o.r.publish_choice, STR("not_asked"));
    view_bool(o.v, S(is_final), true);
    view_bool(o.v, S(has_told), n_told > 0 && is_shown);
    view_bool(o.v, S(is_changed), str_eq(param_str(c, "done"), STR("changed")));
    view_str(o.v, S(received_on), day_words(c->arena, o.r.received_on));
    view_text(o.v, S(withdrawn_on), day_words(c->arena, o.r.withdrawn_on));
    view_bool(o.v, S(is_late), str_eq(o.r.late, STR("waiting")));
    view_bool(o.v, S(may_narrow), !o.is_withdrawn && (o.is_open || is_shown));
    if (o.r.is_official && o.is_ours)
        page_back(c, STR(AT_HOME));
    return ctx_render(c, "respond/own", o.v);
}

enum err own_file_page(struct ctx *c)
{
    struct own_response o;
    struct file f;
    enum err e = open_own(c, &o);
    if (!e)
        e = file_by_code(c->db, c->arena, param_str(c, "code"), &f);
    if (!e && (!str_eq(f.owner_kind, STR("response")) || f.owner_id != o.r.id))
        e = ERR_NOT_FOUND;
    return e ? e : file_send(c, &f);
}

/* --- changing the answers --- */

enum err own_change_page(struct ctx *c)
{
    struct own_response o;
    bool is_answered;
    enum err e = open_to(c, stops_change, &o, &is_answered);
    if (e || is_answered)
        return e;
    page_back(c, STR(OPEN));
    return form_render(o.f, "respond/own_change");
}

enum err own_change_post_page(struct ctx *c)
{
    struct own_response o;
    bool is_answered;
    enum err e = open_to(c, stops_change, &o, &is_answered);
    return e || is_answered ? e : respond_reopen(&o.k, &o.r);
}

/* --- the publication choice --- */

/* The widest first; after closing no step back to a wider one. */
static int width_of(struct str choice)
{
    return str_eq(choice, STR("publish_with_name"))   ? 2
           : str_eq(choice, STR("publish_anonymous")) ? 1
                                                      : 0;
}

static bool may_choose(const struct own_response *o, struct str choice)
{
    return o->is_open || width_of(choice) <= width_of(o->r.publish_choice);
}

static enum err show_publish(struct own_response *o)
{
    static const char *const choice[] = { "publish_with_name", "publish_anonymous",
                                          "do_not_publish" };
    struct form_option option[3];
    size_t n = 0;
    enum err e = respond_as_draft(&o->k, &o->r);
    if (e)
        return e;
    for (size_t i = 0; i < sizeof choice / sizeof choice[0]; i++) {
        struct str code = str_from(choice[i]);
        if (may_choose(o, code))
            option[n++] = (struct form_option){ .value = code,
                                                .label = respond_publish_words(&o->k, code) };
    }
    form_options(o->f, S(publish), "publish", option, n);
    page_back(o->k.c, STR(OPEN));
    return form_render(o->f, "respond/own_publish");
}

enum err own_publish_page(struct ctx *c)
{
    struct own_response o;
    bool is_answered;
    enum err e = open_to(c, stops_consent, &o, &is_answered);
    if (e || is_answered)
        return e;
    form_set(o.f, "publish", o.r.publish_choice);
    return show_publish(&o);
}

enum err own_publish_post_page(struct ctx *c)
{
    struct own_response o;
    bool is_answered;
    enum err e = open_to(c, stops_consent, &o, &is_answered);
    if (e || is_answered)
        return e;
    struct str choice = form_value(o.f, "publish");
    bool is_known =
        consultation_knows(consultation_choices, choice) && !str_eq(choice, STR("not_asked"));
    if (!is_known || !may_choose(&o, choice)) {
        form_error(o.f, "publish", STR(RESPOND_SELECT_PUBLISH));
        return show_publish(&o);
    }
    struct response_acting x = { .action = STR("response.publish"), .to = o.r };
    x.to.publish_choice = choice;
    x.to.publish_wording = RESPONSE_WORDING;
    return save(&o, &x);
}

/* --- taking it back --- */

enum err own_withdraw_page(struct ctx *c)
{
    struct own_response o;
    bool is_answered;
    enum err e = open_to(c, stops_consent, &o, &is_answered);
    if (e || is_answered)
        return e;
    page_back(c, STR(OPEN));
    return form_render(o.f, "respond/own_withdraw");
}

/* Before closing it leaves every count but "withdrawn"; afterwards the consent to publish it is
 * taken back, and it counts as before. */
enum err own_withdraw_post_page(struct ctx *c)
{
    struct own_response o;
    bool is_answered;
    enum err e = open_to(c, stops_consent, &o, &is_answered);
    if (e || is_answered)
        return e;
    struct response_acting x = { .action = STR("response.withdraw"), .to = o.r };
    x.to.publish_choice = STR("do_not_publish");
    if (o.is_open) {
        x.to.counting = STR("withdrawn");
        x.to.counting_reason = STR(OWN_WITHDRAWN);
        x.to.withdrawn_on = date_iso(c->arena, london_from_s(c->now_s).date);
    }
    return save(&o, &x);
}

/* --- a question of the coordinator --- */

static enum err show_reply(struct own_response *o)
{
    enum err e = talk_view(o);
    form_field_most(o->f, S(reply), "reply", OWN_RESPONSE_REPLY_CHARS);
    page_back(o->k.c, STR(OPEN));
    return e ? e : form_render(o->f, "respond/own_reply");
}

enum err own_reply_page(struct ctx *c)
{
    struct own_response o;
    bool is_answered;
    enum err e = open_to(c, stops_reply, &o, &is_answered);
    return e || is_answered ? e : show_reply(&o);
}

enum err own_reply_post_page(struct ctx *c)
{
    struct own_response o;
    bool is_answered;
    enum err e = open_to(c, stops_reply, &o, &is_answered);
    if (e || is_answered)
        return e;
    form_required(o.f, "reply", STR(OWN_ENTER_REPLY));
    form_length(o.f, "reply", OWN_RESPONSE_REPLY_CHARS, STR(OWN_REPLY_NOUN));
    if (form_failed(o.f))
        return show_reply(&o);
    struct response_acting x = { .action = STR("response.reply"), .to = o.r };
    x.to.handling = STR("in_review");
    x.note = (struct response_note){ .response_id = o.r.id,
                                     .kind = STR("replied"),
                                     .words = form_value(o.f, "reply"),
                                     .by_role = STR(OWN_BY_RESPONDENT) };
    return save(&o, &x);
}
