/*
 * queue_page.c: the answers of a consultation that wait for a decision, and those that have one
 * (3.43); several at once with one reason (12.2); and the button that publishes them.
 */
#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/moderation/moderation_hint.h"
#include "modules/moderation/moderation_pages.h"
#include "modules/moderation/moderation_tell.h"
#include "modules/moderation/moderation_words.h"
#include "modules/partnerships/message_page.h"
#include "modules/people/visitor.h"
#include "modules/responses/published.h"
#include "modules/responses/response_desk.h"

struct queue {
    struct ctx *c;
    struct arena *a;
    struct consultation x;
    struct moderation_filter f;
    struct question_form form;
    struct moderation_item item[MODERATION_ROWS];
    size_t n;
    int64_t number, n_all;
    struct moderation_counts counts;
    bool is_closed;
    struct view *v;
    struct form *form_of;
};

static const struct consultation_word states[] = {
    { "to_read", FILTER_TO_READ },
    { "mended", MEND_WAITS },
    { "approved", DECIDED_KEEP },
    { "redacted", DECIDED_REMOVE },
    { "withheld", DECIDED_WITHHOLD },
    { "release", DECIDED_NOT_RELEASED },
    { "all", FILTER_ALL },
    { NULL, NULL },
};

struct str moderation_state_label(struct str state)
{
    return str_eq(state, STR("approved"))   ? STR(DECIDED_KEEP)
           : str_eq(state, STR("redacted")) ? STR(DECIDED_REMOVE)
           : str_eq(state, STR("withheld")) ? STR(DECIDED_WITHHOLD)
                                            : STR(DECIDED_NOT);
}

const char *moderation_state_tag(struct str state)
{
    return str_eq(state, STR("approved"))   ? "ds_tag--green"
           : str_eq(state, STR("redacted")) ? "ds_tag--yellow"
           : str_eq(state, STR("withheld")) ? "ds_tag--grey"
                                            : "ds_tag--blue";
}

struct str moderation_queue_path(struct arena *a, struct str slug)
{
    return url_path(a, "/coordinator/consultations/%/moderation", slug);
}

bool moderation_is_closed(const struct ctx *c, const struct consultation *x)
{
    enum consultation_state s = consultation_state(x, c->now_s);
    return s == CONSULTATION_CLOSED || s == CONSULTATION_RESULTS || s == CONSULTATION_ARCHIVED;
}

enum err moderation_open(struct ctx *c, enum capability cap, struct consultation *out)
{
    enum err e = consultation_load_for(c, cap, param_str(c, "slug"), out);
    return e ? e : str_eq(out->stage, STR("published")) ? OK : ERR_NOT_FOUND;
}

/* --- which --- */

static void read_filter(struct queue *k)
{
    struct str state = param_str(k->c, "state");
    k->f =
        (struct moderation_filter){ .consultation_id = k->x.id,
                                    .question_id = param_i64(k->c, "question", 0),
                                    .state = STR("to_read"),
                                    .has_hints = str_eq(param_str(k->c, "hints"), STR("yes")) };
    if (consultation_knows(states, state))
        k->f.state = str_eq(state, STR("all")) ? STR("") : state;
    k->number = param_i64(k->c, "page", 1);
}

static struct str queue_path(const struct queue *k)
{
    struct str path = moderation_queue_path(k->a, k->x.slug);
    path = url_query(k->a, path, STR("state"), k->f.state.n ? k->f.state : STR("all"));
    if (k->f.question_id)
        path = url_query(k->a, path, STR("question"),
                         str_printf(k->a, "%lld", (long long)k->f.question_id));
    if (k->f.has_hints)
        path = url_query(k->a, path, STR("hints"), STR("yes"));
    return path;
}

/* And the page of it that was open. */
static struct str queue_here(const struct queue *k)
{
    return k->number > 1 ? url_query(k->a, queue_path(k), STR("page"),
                                     str_printf(k->a, "%lld", (long long)k->number))
                         : queue_path(k);
}

static enum err load_queue(struct ctx *c, struct queue *k)
{
    *k = (struct queue){ .c = c, .a = c->arena };
    enum err e = moderation_open(c, CAP_ANSWER_PUBLISH, &k->x);
    if (!e)
        e = question_form_load(c->db, k->a, k->x.id, &k->form);
    if (e)
        return e;
    read_filter(k);
    if (k->number < 1)
        k->number = 1;
    k->is_closed = moderation_is_closed(c, &k->x);
    k->v = page_new(c, "");
    page_crumb(c, k->x.title, url_path(k->a, "/coordinator/consultations/%", k->x.slug));
    k->form_of = form_new(c, k->v);
    e = k->form_of ? moderation_counts(c->db, k->x.id, &k->counts) : ERR_LIMIT;
    if (!e)
        e = moderation_find_count(c->db, &k->f, &k->counts, &k->n_all);
    return e ? e
             : moderation_find(c->db, k->a, &k->f, (k->number - 1) * MODERATION_ROWS, k->item,
                               &k->n);
}

/* --- what is shown --- */

static void choice_add(struct list *to, struct str value, struct str label, struct str now)
{
    struct view *o = list_add(to);
    view_str(o, S(value), value);
    view_str(o, S(label), label);
    view_bool(o, S(checked), str_eq(value, now));
}

static void show_filters(struct queue *k)
{
    struct list *questions = view_list(k->v, S(question_options));
    struct list *of_state = view_list(k->v, S(state_options));
    struct list *hints = view_list(k->v, S(hint_options));
    struct str now = str_printf(k->a, "%lld", (long long)k->f.question_id);
    choice_add(questions, STR(""), STR(FILTER_ANY_QUESTION), now);
    for (size_t i = 0; i < k->form.n; i++) {
        const struct question *q = &k->form.question[i];
        bool is_open = q->type == QUESTION_SHORT || q->type == QUESTION_LONG ||
                       q->type == QUESTION_PARAGRAPH || q->has_other;
        if (is_open && !q->is_equality)
            choice_add(questions, str_printf(k->a, "%lld", (long long)q->id),
                       question_called(k->a, q), now);
    }
    for (const struct consultation_word *w = states; w->code; w++)
        choice_add(of_state, str_from(w->code), str_from(w->label),
                   k->f.state.n ? k->f.state : STR("all"));
    choice_add(hints, STR(""), STR(FILTER_HINTS), k->f.has_hints ? STR("yes") : STR(""));
    choice_add(hints, STR("yes"), STR(FILTER_HINTS_ONLY),
               k->f.has_hints ? STR("yes") : STR(""));
}

/* The answer, the version of its decision and its words, as they were seen. */
static struct str key_of(const struct queue *k, const struct moderation_item *x)
{
    struct hash seen = hash_of(x->words);
    struct str mark = hash_hex(k->a, &seen, 6);
    return str_printf(k->a, "%lld-%lld-%.*s", (long long)x->answer_id, (long long)x->version,
                      STR_ARG(mark));
}

static enum err show_row(struct queue *k, const struct moderation_item *x, struct view *v)
{
    struct moderation_hint *hint = arena_array(k->a, MODERATION_HINTS_MAX, sizeof *hint);
    struct response r = { 0 };
    size_t n = 0;
    enum err e = hint ? response_load(k->c->db, k->a, x->response_id, &r) : ERR_LIMIT;
    if (!e)
        e = moderation_hints(k->c->db, k->a, x->words, &r.respondent, hint, &n);
    struct list *hints = view_list(v, S(hints));
    for (size_t i = 0; i < n; i++) {
        struct view *o = list_add(hints);
        view_str(o, S(kind), hint[i].kind);
        view_str(o, S(text), message_for_staff(k->a, hint[i].text));
    }
    view_bool(v, S(has_hints), n > 0);
    view_str(v, S(key), key_of(k, x));
    view_str(v, S(reference), x->receipt);
    view_str(v, S(href), response_desk_path(k->a, x->receipt, "/redact"));
    view_str(v, S(question), x->question);
    view_str(v, S(words), message_for_staff(k->a, x->words));
    bool is_waiting = str_eq(x->mend_state, STR("waiting"));
    view_str(v, S(mended),
             is_waiting ? message_for_staff(k->a, x->mend_words) : (struct str){ 0 });
    view_str(v, S(tag_label),
             is_waiting                            ? STR(MEND_WAITS)
             : str_eq(x->mend_state, STR("taken")) ? STR(MEND_TAKEN)
                                                   : moderation_state_label(x->state));
    view_lit(v, S(tag), is_waiting ? "ds_tag--blue" : moderation_state_tag(x->state));
    return e;
}

static enum err show_counts(struct queue *k)
{
    const struct moderation_counts n = k->counts;
    struct published_count open;
    int64_t waiting = 0;
    bool needs = false;
    struct tell_counts tell = { 0 };
    struct db *db = k->c->db;
    enum err e = published_waiting(db, k->x.id, &waiting);
    if (!e)
        e = published_count(db, k->x.id, &open);
    if (!e)
        e = moderation_needs_release(db, k->x.id, &needs);
    if (!e)
        e = moderation_tell_counts(db, k->x.id, &tell);
    if (e)
        return e;
    view_int(k->v, S(n_mended), n.mended);
    view_int(k->v, S(n_tell), tell.may);
    view_bool(k->v, S(is_one_tell), tell.may == 1);
    view_int(k->v, S(n_untold), tell.cannot);
    view_bool(k->v, S(is_one_untold), tell.cannot == 1);
    view_int(k->v, S(n_to_read), n.to_read);
    view_int(k->v, S(n_approved), n.approved);
    view_int(k->v, S(n_redacted), n.redacted);
    view_int(k->v, S(n_withheld), n.withheld);
    view_int(k->v, S(n_to_release), n.to_release);
    view_int(k->v, S(n_waiting), waiting);
    view_bool(k->v, S(is_one_waiting), waiting == 1);
    view_int(k->v, S(n_published), open.answers);
    view_int(k->v, S(n_responses), open.responses);
    view_bool(k->v, S(needs_release), needs);
    view_bool(k->v, S(has_published), open.answers > 0);
    return OK;
}

static void show_bulk(struct queue *k)
{
    const struct form_option way[] = {
        { .value = STR("keep"), .label = STR(DECIDE_KEEP) },
        { .value = STR("withhold"), .label = STR(DECIDE_WITHHOLD) },
    };
    struct form_option reason[8] = { { .value = STR(""), .label = STR(REASON_CHOOSE) } };
    size_t n = 1;
    for (const struct consultation_word *w = moderation_reasons; w->code; w++)
        reason[n++] =
            (struct form_option){ .value = str_from(w->code), .label = str_from(w->label) };
    form_options(k->form_of, S(way_field), "way", way, 2);
    form_options(k->form_of, S(reason_field), "reason", reason, n);
    form_field(k->form_of, S(answer_field), "answer");
}

static enum err show_queue(struct queue *k, int status)
{
    struct ctx *c = k->c;
    struct view *v = k->v;
    struct list *rows = view_list(v, S(rows));
    enum err e = show_counts(k);
    for (size_t i = 0; !e && k->is_closed && i < k->n; i++) {
        struct view *row = list_add(rows);
        view_int(row, S(number), (int64_t)i + 1);
        e = show_row(k, &k->item[i], row);
    }
    show_filters(k);
    page_steps(
        k->c, v,
        &(struct page_steps){ .base = queue_path(k),
                              .now = k->number,
                              .last = (k->n_all + MODERATION_ROWS - 1) / MODERATION_ROWS });
    show_bulk(k);
    view_str(v, S(consultation_title), k->x.title);
    view_str(v, S(reference), k->x.reference);
    view_str(v, S(closes), consultation_closes_words(k->a, k->x.closes_at_s));
    view_bool(v, S(is_closed), k->is_closed);
    view_bool(v, S(has_rows), k->n > 0);
    view_int(v, S(count), k->n_all);
    view_bool(v, S(is_one), k->n_all == 1);
    view_str(v, S(action), queue_here(k));
    view_str(v, S(filter_action), moderation_queue_path(k->a, k->x.slug));
    view_str(v, S(release_href),
             url_path(k->a, "/coordinator/consultations/%/release", k->x.slug));
    view_str(v, S(public_href), url_path(k->a, "/consultations/%/responses", k->x.slug));
    view_bool(v, S(is_overtaken), status == 409);
    view_bool(v, S(done_saved), str_eq(param_str(c, "done"), STR("saved")));
    view_bool(v, S(done_told), str_eq(param_str(c, "done"), STR("told")));
    view_bool(v, S(done_published), str_eq(param_str(c, "done"), STR("published")));
    return e ? e : form_render_status(k->form_of, status, "moderation/queue");
}

enum err moderation_queue_page(struct ctx *c)
{
    struct queue *k = ARENA_NEW(c->arena, struct queue);
    enum err e = k ? load_queue(c, k) : ERR_LIMIT;
    if (!e && k->number > 1 && !k->n)
        e = ERR_NOT_FOUND;
    return e ? e : show_queue(k, 200);
}

/* --- several at once --- */

static const struct moderation_item *chosen_item(const struct queue *k, struct str key)
{
    for (size_t i = 0; i < k->n; i++)
        if (str_eq(key_of(k, &k->item[i]), key))
            return &k->item[i];
    return NULL;
}

static enum err decide_chosen(struct queue *k, const struct moderation_item *x, bool keeps,
                              struct moderation_deciding *out)
{
    struct moderation_decision *d = ARENA_NEW(k->a, struct moderation_decision);
    if (!d)
        return ERR_LIMIT;
    *d = (struct moderation_decision){ .answer_id = x->answer_id,
                                       .question_id = x->question_id,
                                       .version = x->version,
                                       .seen = hash_of(x->words),
                                       .state = keeps ? STR("approved") : STR("withheld"),
                                       .public_text = keeps ? x->words : STR(""),
                                       .reason =
                                           keeps ? STR("") : form_value(k->form_of, "reason") };
    *out = (struct moderation_deciding){ .arena = k->a,
                                         .act = ctx_act(k->c),
                                         .by_account = k->c->visitor->account.id,
                                         .decision = d,
                                         .n = 1,
                                         .is_bulk = true };
    return response_load(k->c->db, k->a, x->response_id, &out->r);
}

static enum err bulk_send(struct queue *k)
{
    struct str key[MODERATION_ROWS];
    struct moderation_deciding each[MODERATION_ROWS];
    struct moderation_bulk bulk = { .each = each };
    bool keeps = str_eq(form_value(k->form_of, "way"), STR("keep")), is_overtaken = false;
    enum err e = OK;
    size_t n = param_list(k->c, "answer", key, MODERATION_ROWS);
    if (!n)
        form_error(k->form_of, "answer", STR(SELECT_ANSWERS));
    if (!keeps && !str_eq(form_value(k->form_of, "way"), STR("withhold")))
        form_error(k->form_of, "way", STR(SELECT_WHAT));
    else if (!keeps &&
             !consultation_knows(moderation_reasons, form_value(k->form_of, "reason")))
        form_error(k->form_of, "reason", STR(SELECT_REASON));
    if (form_failed(k->form_of))
        return show_queue(k, 422);
    for (size_t i = 0; !e && i < n; i++) {
        const struct moderation_item *x = chosen_item(k, key[i]);
        is_overtaken |= !x;
        if (x)
            e = decide_chosen(k, x, keeps, &each[bulk.n++]);
    }
    struct str next = url_query(k->a, queue_path(k), STR("done"), STR("saved"));
    if (!e)
        e = is_overtaken ? ERR_CONFLICT
                         : form_send_once(k->form_of, moderation_bulk_fn, &bulk, next);
    return e == ERR_CONFLICT ? show_queue(k, 409) : e;
}

static enum err choose_send(struct queue *k)
{
    struct moderation_choosing x = { .act = ctx_act(k->c),
                                     .consultation_id = k->x.id,
                                     .partnership_id = k->x.partnership_id,
                                     .needs_release =
                                         str_eq(form_value(k->form_of, "two"), STR("yes")) };
    struct str next = url_query(k->a, queue_path(k), STR("done"), STR("saved"));
    return form_send_once(k->form_of, moderation_choose_fn, &x, next);
}

static enum err tell_send(struct queue *k)
{
    int64_t n = 0;
    enum err e = moderation_tell(k->c, &k->x, 0, &n);
    return e ? e
             : ctx_see_other(k->c, url_query(k->a, queue_path(k), STR("done"), STR("told")));
}

static enum err publish_send(struct queue *k)
{
    const struct act act = ctx_act(k->c);
    int64_t n = 0;
    enum err e = published_open(k->c->store, k->c->db, k->x.id, &act, &n);
    if (!e && str_eq(param_str(k->c, "tell"), STR("yes")))
        e = moderation_tell(k->c, &k->x, 0, &n);
    return e ? e
             : ctx_see_other(k->c,
                             url_query(k->a, queue_path(k), STR("done"), STR("published")));
}

enum err moderation_queue_post_page(struct ctx *c)
{
    struct queue *k = ARENA_NEW(c->arena, struct queue);
    enum err e = k ? load_queue(c, k) : ERR_LIMIT;
    if (e)
        return e;
    struct str what = param_str(c, "do");
    if (str_eq(what, STR("two")))
        return choose_send(k);
    if (str_eq(what, STR("log")))
        return moderation_log_send(c, &k->x);
    if (!k->is_closed)
        return show_queue(k, 409);
    if (str_eq(what, STR("tell")))
        return tell_send(k);
    return str_eq(what, STR("publish")) ? publish_send(k) : bulk_send(k);
}
