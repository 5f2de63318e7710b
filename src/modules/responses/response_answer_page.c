/*
 * response_answer_page.c: a coordinator mends one answer: the earlier text is kept with the
 * reason.
 */
#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/consultations/question_words.h"
#include "modules/responses/response_act.h"
#include "modules/responses/response_desk.h"
#include "modules/responses/response_desk_words.h"
#include "modules/partnerships/message_page.h"
#include "modules/people/visitor.h"

struct answer_page {
    struct response_desk d;
    struct arena *a;
    struct question_form form;
    const struct question *q;
    struct response_answer *answer; /* all of the response */
    size_t n_answers;
    struct response_answer now;    /* the one that is mended */
    const char *name, *other_name; /* of the fields: "q12", "q12_other" */
    struct form *f;
};

bool response_answer_is_mended(const struct question *q)
{
    return q && !q->is_equality && q->type != QUESTION_INFORMATION && q->type != QUESTION_FILE;
}

static enum err open_answer(struct ctx *c, struct answer_page *k)
{
    *k = (struct answer_page){ .a = c->arena };
    enum err e = response_desk_open(c, CAP_RESPONSE_LOG, &k->d);
    if (!e)
        e = question_form_load(c->db, k->a, k->d.x.id, &k->form);
    if (!e)
        e = response_answers(c->db, k->a, k->d.r.id, &k->answer, &k->n_answers);
    if (e)
        return e;
    k->q = question_find(&k->form, param_i64(c, "question", 0));
    if (!response_answer_is_mended(k->q))
        return ERR_NOT_FOUND;
    k->now = (struct response_answer){ .question_id = k->q->id, .wording = k->q->wording };
    for (size_t i = 0; i < k->n_answers; i++)
        if (k->answer[i].question_id == k->q->id)
            k->now = k->answer[i];
    struct str name = question_name(k->a, k->q);
    k->name = str_z(k->a, name);
    k->other_name = str_z(k->a, str_join(k->a, name, STR("_other")));
    if (!k->name || !k->other_name)
        return ERR_LIMIT;
    page_crumb(c, k->d.r.receipt, response_desk_path(k->a, k->d.r.receipt, ""));
    k->f = form_new(c, k->d.page);
    return k->f ? OK : ERR_LIMIT;
}

static void offer_options(struct answer_page *k)
{
    struct form_option *option = arena_array(k->a, QUESTION_OPTIONS_MAX + 2, sizeof *option);
    size_t n = 0;
    for (size_t i = 0; option && i < k->q->n_options && i < QUESTION_OPTIONS_MAX; i++)
        option[n++] = (struct form_option){ .value = k->q->option[i].code,
                                            .label = k->q->option[i].label };
    if (option && k->q->has_other)
        option[n++] =
            (struct form_option){ .value = STR("other"), .label = STR(QUESTION_OTHER_LABEL) };
    form_options(k->f, S(options_field), k->name, option, option ? n : 0);
}

static enum err show_form(struct answer_page *k, int status)
{
    const struct question *q = k->q;
    struct view *v = k->d.page;
    bool is_several = q->type == QUESTION_SEVERAL;
    bool is_one = q->type == QUESTION_ONE || q->type == QUESTION_SCALE;
    bool is_text = q->type == QUESTION_LONG || q->type == QUESTION_PARAGRAPH;
    form_set(k->f, k->name, k->now.value);
    form_set(k->f, k->other_name, k->now.other);
    view_str(v, S(question_title), question_called(k->a, q));
    view_bool(v, S(is_several), is_several);
    view_bool(v, S(is_one), is_one);
    view_bool(v, S(is_text), is_text);
    view_bool(v, S(is_line), !is_several && !is_one && !is_text);
    view_null(v, S(value_field));
    if (is_several || is_one)
        offer_options(k);
    else
        form_field(k->f, S(value_field), k->name);
    view_bool(v, S(has_other), q->has_other && (is_several || is_one));
    form_field(k->f, S(other_field), k->other_name);
    form_field_most(k->f, S(words_field), "words", RESPONSE_REASON_CHARS);
    view_str(
        v, S(theirs),
        message_for_staff(k->a, question_answer_words(k->a, q, k->now.value, k->now.other)));
    view_int(v, S(version), k->d.r.version);
    view_bool(v, S(is_overtaken), status == 409);
    view_str(v, S(action), k->d.c->req->target_raw);
    return form_render_status(k->f, status, "coordinator/response_answer");
}

enum err response_answer_page(struct ctx *c)
{
    struct answer_page k;
    enum err e = open_answer(c, &k);
    return e ? e : show_form(&k, 200);
}

/* All answers as they will be: the mended one in its place. */
static enum err all_answers(struct answer_page *k, const struct question_answer *is,
                            struct response_rewrite *out)
{
    struct response_answer *list = arena_array(k->a, k->n_answers + 1, sizeof *list);
    size_t n = 0;
    if (!list)
        return ERR_LIMIT;
    for (size_t i = 0; i < k->n_answers; i++)
        if (k->answer[i].question_id != k->q->id)
            list[n++] = k->answer[i];
    list[n++] = (struct response_answer){ .question_id = k->q->id,
                                          .wording = k->q->wording,
                                          .value = is->value,
                                          .other = is->other };
    out->answer = list;
    out->n_answers = n;
    return OK;
}

/* Boxes that were ticked come as several values of one name. */
static struct str posted_value(struct answer_page *k)
{
    struct str chosen[QUESTION_OPTIONS_MAX + 1], out = { 0 };
    if (k->q->type != QUESTION_SEVERAL)
        return form_value(k->f, k->name);
    size_t n = param_list(k->d.c, k->name, chosen, QUESTION_OPTIONS_MAX + 1);
    for (size_t i = 0; i < n; i++)
        out = i ? str_printf(k->a, "%.*s;%.*s", STR_ARG(out), STR_ARG(chosen[i])) : chosen[i];
    return out;
}

static enum err send_answer(struct answer_page *k, const struct question_answer *is)
{
    struct ctx *c = k->d.c;
    struct str reason = form_value(k->f, "words");
    struct response_acting x = {
        .arena = k->a,
        .act = ctx_act(c),
        .action = STR("response.mend"),
        .to = k->d.r,
        .changes = true,
        .rewrites = true,
        .rewrite = { .response_id = k->d.r.id,
                     .keep_earlier = true,
                     .reason = reason,
                     .by_role = STR(RESPONSE_ROLE),
                     .now_s = c->now_s },
        .note = { .by_account = c->visitor->account.id,
                  .by_role = STR(RESPONSE_ROLE),
                  .kind = STR("changed"),
                  .words = str_printf(k->a, NOTE_ANSWER, STR_ARG(question_called(k->a, k->q)),
                                      STR_ARG(reason)) }
    };
    x.to.version = param_i64(c, "version", 0);
    enum err e = all_answers(k, is, &x.rewrite);
    struct str path = response_desk_path(k->a, k->d.r.receipt, "");
    return e ? e
             : form_send_once(k->f, response_act_fn, &x,
                              url_query(k->a, path, STR("done"), STR("saved")));
}

enum err response_answer_post_page(struct ctx *c)
{
    struct answer_page k;
    enum err e = open_answer(c, &k);
    if (e)
        return e;
    struct question_answer is = { .value = posted_value(&k),
                                  .other = form_value(k.f, k.other_name) };
    question_judge(k.a, k.q, false, &is);
    if (is.fault.n)
        form_error(k.f, is.is_fault_of_other ? k.other_name : k.name, is.fault);
    form_required(k.f, "words", STR(RESPONSE_ENTER_REASON));
    form_length(k.f, "words", RESPONSE_REASON_CHARS, STR(RESPONSE_REASON_NOUN));
    if (form_failed(k.f))
        return show_form(&k, 422);
    e = send_answer(&k, &is);
    if (e != ERR_CONFLICT)
        return e;
    e = response_load(c->db, k.a, k.d.r.id, &k.d.r);
    return e ? e : show_form(&k, 409);
}
