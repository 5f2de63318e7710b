/*
 * response_act_page.c: what a coordinator decides about a response: its status, how it counts,
 * whether a late one is taken in; a question to whoever sent it; a note.
 */
#include "core/base/arena.h"
#include "core/base/rand.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/responses/response_act.h"
#include "modules/responses/response_desk.h"
#include "modules/responses/response_desk_words.h"
#include "modules/responses/response_rows.h"
#include "modules/partnerships/message_page.h"
#include "modules/people/visitor.h"

#define MAIL_BYTES ((size_t)32 * 1024)

enum action { DO_STATUS, DO_COUNTING, DO_LATE, DO_ASK, DO_NOTE, DO__MAX };

static const struct {
    const char *name;
    symbol as;
} actions[DO__MAX] = { [DO_STATUS] = { "status", S(is_status) },
                       [DO_COUNTING] = { "counting", S(is_counting) },
                       [DO_LATE] = { "late", S(is_late) },
                       [DO_ASK] = { "ask", S(is_ask) },
                       [DO_NOTE] = { "note", S(is_note) } };

struct act_page {
    struct response_desk d;
    struct arena *a;
    enum action what;
    struct form *f;
    struct response_acting x;
    struct mail mail;
};

static enum action action_of(struct ctx *c)
{
    enum action k = 0;
    while (k < DO__MAX && !str_eq(param_str(c, "action"), str_from(actions[k].name)))
        k++;
    return k;
}

/* --- the form --- */

static void offer_words(struct act_page *k, symbol as, const char *name,
                        const struct consultation_word *list)
{
    struct form_option *option = arena_array(k->a, 10, sizeof *option);
    size_t n = 0;
    for (; option && list->code; list++)
        if (!str_eq(str_from(list->code), STR("late_out")))
            option[n++] = (struct form_option){ .value = str_from(list->code),
                                                .label = str_from(list->label) };
    form_options(k->f, as, name, option, option ? n : 0);
}

static void offer_late(struct act_page *k)
{
    const struct form_option option[] = {
        { .value = STR("in"), .label = STR(RESPONSE_TAKE_IN) },
        { .value = STR("out"), .label = STR(RESPONSE_LEAVE_OUT) },
    };
    form_options(k->f, S(late_field), "late", option, 2);
}

static bool can_mail(const struct act_page *k)
{
    const struct response *r = &k->d.r;
    return r->may_contact && mail_address_is_valid(r->respondent.email) &&
           mail_may_write_to(k->d.c->db, r->respondent.email, k->d.c->now_s);
}

static enum err open_act(struct ctx *c, struct act_page *k)
{
    *k = (struct act_page){ .a = c->arena, .what = action_of(c) };
    enum err e =
        k->what == DO__MAX ? ERR_NOT_FOUND : response_desk_open(c, CAP_RESPONSE_LOG, &k->d);
    if (e)
        return e;
    if (k->what == DO_LATE && !k->d.r.late.n)
        return ERR_NOT_FOUND;
    page_crumb(c, k->d.r.receipt, response_desk_path(k->a, k->d.r.receipt, ""));
    k->f = form_new(c, k->d.page);
    return k->f ? OK : ERR_LIMIT;
}

static void show_conflict(struct act_page *k, bool is_conflict)
{
    const struct response *r = &k->d.r;
    struct view *v = k->d.page;
    view_bool(v, S(is_overtaken), is_conflict);
    view_str(v, S(mine_status),
             consultation_label(consultation_handlings, form_value(k->f, "status")));
    view_str(v, S(mine_counting),
             consultation_label(consultation_countings, form_value(k->f, "counting")));
    view_str(v, S(mine_late), response_late_words(form_value(k->f, "late")));
    view_str(v, S(theirs_status), consultation_label(consultation_handlings, r->handling));
    view_str(v, S(theirs_counting), consultation_label(consultation_countings, r->counting));
    view_str(v, S(theirs_reason), message_for_staff(k->a, r->counting_reason));
    view_str(v, S(theirs_late), response_late_words(r->late));
    view_str(v, S(mine_words), form_value(k->f, "words"));
}

static enum err show_act(struct act_page *k, int status)
{
    struct view *v = k->d.page;
    form_set(k->f, "status", k->d.r.handling);
    form_set(k->f, "counting",
             str_eq(k->d.r.counting, STR("late_out")) ? STR("") : k->d.r.counting);
    form_set(k->f, "late", str_eq(k->d.r.late, STR("waiting")) ? STR("") : k->d.r.late);
    offer_words(k, S(status_field), "status", consultation_handlings);
    offer_words(k, S(counting_field), "counting", consultation_countings);
    offer_late(k);
    form_field(k->f, S(of), "of");
    form_field_most(k->f, S(words_field), "words", RESPONSE_REASON_CHARS);
    for (enum action a = 0; a < DO__MAX; a++)
        view_bool(v, actions[a].as, a == k->what);
    view_str(v, S(action),
             response_desk_path(k->a, k->d.r.receipt,
                                str_z(k->a, str_printf(k->a, "/%s", actions[k->what].name))));
    view_int(v, S(version), k->d.r.version);
    view_bool(v, S(can_mail), can_mail(k));
    show_conflict(k, status == 409);
    return form_render_status(k->f, status, "coordinator/response_act");
}

enum err response_act_page(struct ctx *c)
{
    struct act_page k;
    enum err e = open_act(c, &k);
    return e ? e : show_act(&k, 200);
}

/* --- what was posted --- */

static struct str words(struct act_page *k)
{
    return form_value(k->f, "words");
}

static void say(struct act_page *k, const char *kind, struct str text)
{
    k->x.note.kind = str_from(kind);
    k->x.note.words = text;
}

static void take_status(struct act_page *k)
{
    struct str status = form_value(k->f, "status");
    struct str label = consultation_label(consultation_handlings, status);
    if (!consultation_knows(consultation_handlings, status))
        form_error(k->f, "status", STR(RESPONSE_SELECT_STATUS));
    k->x.to.handling = status;
    k->x.action = STR("response.decide");
    say(k, "decision",
        words(k).n ? str_printf(k->a, NOTE_STATUS_WHY, STR_ARG(label), STR_ARG(words(k)))
                   : str_printf(k->a, NOTE_STATUS, STR_ARG(label)));
}

/* Of which response it is the duplicate. */
static enum err take_of(struct act_page *k)
{
    struct str typed = form_value(k->f, "of"), receipt;
    struct response other;
    if (!form_required(k->f, "of", STR(RESPONSE_ENTER_OF)))
        return OK;
    enum err e = receipt_parse(k->a, typed, &receipt)
                     ? response_by_receipt(k->d.c->db, k->a, receipt, &other)
                     : ERR_NOT_FOUND;
    bool is_good = !e && other.consultation_id == k->d.x.id && other.id != k->d.r.id;
    if (!is_good && (!e || e == ERR_NOT_FOUND))
        form_error(k->f, "of", STR(RESPONSE_OF_UNKNOWN));
    if (is_good &&
        str_eq(other.counting, STR("duplicate"))) /* two of each other would both be lost */
        form_error(k->f, "of", STR(RESPONSE_OF_DUPLICATE));
    else if (is_good)
        k->x.to.duplicate_of = other.id;
    return e == ERR_NOT_FOUND ? OK : e;
}

static enum err take_counting(struct act_page *k)
{
    struct str counting = form_value(k->f, "counting");
    struct response *to = &k->x.to;
    bool is_duplicate = str_eq(counting, STR("duplicate"));
    bool is_late = str_eq(to->late, STR("waiting")) || str_eq(to->late, STR("out"));
    if (!consultation_knows(consultation_countings, counting) ||
        str_eq(counting, STR("late_out")))
        form_error(k->f, "counting", STR(RESPONSE_SELECT_COUNTING));
    else if (is_late && str_eq(counting, STR("valid")))
        form_error(k->f, "counting", STR(RESPONSE_DECIDE_LATE));
    form_required(k->f, "words", STR(RESPONSE_ENTER_REASON));
    to->counting = counting;
    to->counting_reason = words(k);
    to->duplicate_of = 0;
    to->withdrawn_on = !str_eq(counting, STR("withdrawn")) ? STR("")
                       : to->withdrawn_on.n                ? to->withdrawn_on
                                                           : response_day(k->a, k->d.c->now_s);
    k->x.action = STR("response.decide");
    say(k, "decision",
        str_printf(k->a, NOTE_COUNTING,
                   STR_ARG(consultation_label(consultation_countings, counting)),
                   STR_ARG(words(k))));
    return is_duplicate ? take_of(k) : OK;
}

static void take_late(struct act_page *k)
{
    struct str late = form_value(k->f, "late");
    bool is_in = str_eq(late, STR("in")), is_out = str_eq(late, STR("out"));
    struct response *to = &k->x.to;
    bool moves = str_eq(to->counting, STR("valid")) || str_eq(to->counting, STR("late_out"));
    if (!is_in && !is_out)
        form_error(k->f, "late", STR(RESPONSE_SELECT_LATE));
    form_required(k->f, "words", STR(RESPONSE_ENTER_REASON));
    to->late = late;
    to->late_reason = words(k);
    if (moves) /* withdrawn and not valid stay so */
        to->counting = is_in ? STR("valid") : STR("late_out");
    k->x.action = STR("response.decide");
    say(k, "decision",
        str_printf(k->a, is_in ? NOTE_LATE_IN : NOTE_LATE_OUT, STR_ARG(words(k))));
}

static enum err make_mail(struct act_page *k)
{
    struct ctx *c = k->d.c;
    struct view *v = view_in(k->a);
    struct buf *text = buf_in(k->a, MAIL_BYTES);
    view_str(v, S(service_name), c->site->service_name);
    view_str(v, S(origin), c->site->origin);
    view_str(v, S(consultation_title), k->d.x.title);
    view_str(v, S(reference), k->d.r.receipt);
    view_str(v, S(words), words(k));
    view_str(v, S(contact_role), k->d.x.contact_role);
    enum err e = tpl_render_text(c->templates, STR("mail/response_clarify"), v, k->a, text);
    struct str reply = k->d.x.contact_email;
    k->mail =
        (struct mail){ .id = rand_id(),
                       .queued_at_s = c->now_s,
                       .kind = STR("mail/response_clarify"),
                       .object_kind = STR("consultation"),
                       .object_id = str_printf(k->a, "%lld", (long long)k->d.x.id),
                       .to = k->d.r.respondent.email,
                       .reply_to = mail_address_is_valid(reply) ? reply : (struct str){ 0 },
                       .subject = str_printf(k->a, SUBJECT_RESPONSE_CLARIFY,
                                             STR_ARG(k->d.x.reference)),
                       .body = buf_view(text) };
    k->x.mail = &k->mail;
    return e;
}

static enum err take_ask(struct act_page *k)
{
    form_required(k->f, "words", STR(RESPONSE_ENTER_QUESTION));
    k->x.to.handling = STR("clarify");
    k->x.action = STR("response.ask");
    say(k, "asked", words(k));
    return can_mail(k) ? make_mail(k) : OK;
}

static enum err take(struct act_page *k)
{
    switch (k->what) {
    case DO_STATUS:
        take_status(k);
        break;
    case DO_COUNTING:
        return take_counting(k);
    case DO_LATE:
        take_late(k);
        break;
    case DO_ASK:
        return take_ask(k);
    case DO_NOTE:
        form_required(k->f, "words", STR(RESPONSE_ENTER_NOTE));
        k->x.action = STR("response.note");
        k->x.changes = false;
        say(k, "note", words(k));
        break;
    case DO__MAX:
        break;
    }
    return OK;
}

static struct str next_path(const struct act_page *k)
{
    const char *done = k->what != DO_ASK ? "saved" : k->x.mail ? "asked" : "held";
    return url_query(k->a, response_desk_path(k->a, k->d.r.receipt, ""), STR("done"),
                     str_from(done));
}

enum err response_act_post_page(struct ctx *c)
{
    struct act_page k;
    enum err e = open_act(c, &k);
    if (e)
        return e;
    k.x = (struct response_acting){ .arena = k.a,
                                    .act = ctx_act(c),
                                    .to = k.d.r,
                                    .changes = true,
                                    .note = { .by_account = c->visitor->account.id,
                                              .by_role = STR(RESPONSE_ROLE) } };
    k.x.to.version = param_i64(c, "version", 0);
    form_length(k.f, "words", RESPONSE_REASON_CHARS,
                k.what == DO_ASK    ? STR(RESPONSE_QUESTION_NOUN)
                : k.what == DO_NOTE ? STR(RESPONSE_NOTE_NOUN)
                                    : STR(RESPONSE_REASON_NOUN));
    e = take(&k);
    if (e)
        return e;
    if (form_failed(k.f))
        return show_act(&k, 422);
    e = form_send_once(k.f, response_act_fn, &k.x, next_path(&k));
    if (e != ERR_CONFLICT)
        return e;
    e = response_load(c->db, k.a, k.d.r.id, &k.d.r);
    return e ? e : show_act(&k, 409);
}
