/*
 * redact_page.c: the open answers of one response beside what the public will read of them:
 * each is kept, shortened or withheld.
 */
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/moderation/moderation_hint.h"
#include "modules/moderation/moderation_pages.h"
#include "modules/moderation/moderation_tell.h"
#include "modules/moderation/moderation_words.h"
#include "modules/partnerships/message_page.h"
#include "modules/people/visitor.h"
#include "modules/responses/published_rows.h"
#include "modules/responses/response_desk.h"

struct redact {
    struct response_desk d;
    struct arena *a;
    bool may, is_closed, needs_release;
    struct moderation_item *item;
    struct moderation_decision *decision; /* as posted; of those that change */
    size_t n, n_decisions;
    struct form *f;
    bool is_posted;
};

/* The name of a field of that answer: "q12", "q12_cuts". */
static const char *field_of(const struct redact *k, const struct moderation_item *x,
                            const char *ending)
{
    return str_z(k->a, str_printf(k->a, "q%lld%s", (long long)x->question_id, ending));
}

static enum err open_redact(struct ctx *c, struct redact *k)
{
    struct published_facts facts = { 0 };
    *k = (struct redact){ .a = c->arena };
    enum err e = response_desk_open(c, CAP_ANSWER_PUBLISH, &k->d);
    if (!e)
        e = published_facts(c->db, k->a, k->d.r.id, &facts);
    if (!e)
        e = moderation_items(c->db, k->a, k->d.r.id, &k->item, &k->n);
    if (!e)
        e = moderation_needs_release(c->db, k->d.x.id, &k->needs_release);
    if (e)
        return e;
    k->may = facts.may;
    k->is_closed = moderation_is_closed(c, &k->d.x);
    k->f = form_new(c, k->d.page);
    k->decision = arena_array(k->a, k->n + 1, sizeof *k->decision);
    return k->f && k->decision ? OK : ERR_LIMIT;
}

/* --- what is shown --- */

/* Other words of the author wait, or are those that were decided on. */
static bool may_take(const struct moderation_item *x)
{
    return str_eq(x->mend_state, STR("waiting")) || str_eq(x->mend_state, STR("taken"));
}

static struct str choice_of(const struct moderation_item *x)
{
    if (str_eq(x->mend_state, STR("taken")))
        return STR("mend");
    return str_eq(x->state, STR("approved"))   ? STR("keep")
           : str_eq(x->state, STR("redacted")) ? STR("remove")
           : str_eq(x->state, STR("withheld")) ? STR("withhold")
                                               : STR("");
}

static void show_choice(struct redact *k, const struct moderation_item *x, struct view *v)
{
    const struct form_option way[] = {
        { .value = STR("keep"), .label = STR(DECIDE_KEEP) },
        { .value = STR("remove"), .label = STR(DECIDE_REMOVE) },
        { .value = STR("withhold"), .label = STR(DECIDE_WITHHOLD) },
        { .value = STR("undo"), .label = STR(DECIDE_UNDO) },
        { .value = STR("mend"), .label = STR(DECIDE_MEND) },
    };
    struct form_option offered[5];
    size_t n_ways = 0;
    if (may_take(x))
        offered[n_ways++] = way[4];
    for (size_t i = 0; i < (x->version ? 4 : 3); i++)
        offered[n_ways++] = way[i];
    struct form_option reason[8] = { { .value = STR(""), .label = STR(REASON_CHOOSE) } };
    size_t n = 1;
    for (const struct consultation_word *w = moderation_reasons; w->code; w++)
        reason[n++] =
            (struct form_option){ .value = str_from(w->code), .label = str_from(w->label) };
    form_set(k->f, field_of(k, x, ""), choice_of(x));
    form_set(k->f, field_of(k, x, "_cuts"), moderation_passages(k->a, x));
    form_set(k->f, field_of(k, x, "_reason"), x->reason);
    form_set(k->f, field_of(k, x, "_note"), x->note);
    view_view(v, S(choice), form_options(k->f, S(choice), field_of(k, x, ""), offered, n_ways));
    view_view(v, S(reason_field),
              form_options(k->f, S(reason_field), field_of(k, x, "_reason"), reason, n));
    view_view(v, S(cuts_field), form_field(k->f, S(cuts_field), field_of(k, x, "_cuts")));
    view_view(
        v, S(note_field),
        form_field_most(k->f, S(note_field), field_of(k, x, "_note"), MODERATION_NOTE_CHARS));
}

static enum err show_hints(struct redact *k, const struct moderation_item *x, struct view *v)
{
    struct moderation_hint *hint = arena_array(k->a, MODERATION_HINTS_MAX, sizeof *hint);
    size_t n = 0;
    enum err e =
        hint ? moderation_hints(k->d.c->db, k->a, x->words, &k->d.r.respondent, hint, &n)
             : ERR_LIMIT;
    struct list *list = view_list(v, S(hints));
    for (size_t i = 0; i < n; i++) {
        struct view *o = list_add(list);
        view_str(o, S(kind), hint[i].kind);
        view_str(o, S(text), hint[i].text);
    }
    view_bool(v, S(has_hints), n > 0);
    return e;
}

void moderation_show_sides(struct view *v, const struct moderation_item *x, struct str after,
                           struct arena *a)
{
    struct list *before = view_list(v, S(before));
    size_t from = 0;
    for (size_t i = 0; i <= x->n_cuts; i++) {
        size_t at = i < x->n_cuts ? x->cut[i].at : x->words.n;
        struct view *plain = list_add(before);
        view_str(plain, S(text), message_for_staff(a, str_sub(x->words, from, at - from)));
        view_bool(plain, S(is_cut), false);
        if (i == x->n_cuts)
            break;
        struct view *gone = list_add(before);
        view_str(gone, S(text), message_for_staff(a, str_sub(x->words, at, x->cut[i].n)));
        view_bool(gone, S(is_cut), true);
        from = at + x->cut[i].n;
    }
    view_str(v, S(after), message_for_staff(a, after));
}

/* What was posted of it, else what is decided. */
static const struct moderation_decision *posted_of(const struct redact *k,
                                                   const struct moderation_item *x)
{
    for (size_t i = 0; i < k->n_decisions; i++)
        if (k->decision[i].answer_id == x->answer_id)
            return &k->decision[i];
    return NULL;
}

static struct str day_short(struct arena *a, struct str day)
{
    struct date d;
    return date_parse(day, &d) ? date_short(a, d) : (struct str){ 0 };
}

static void show_decided(struct redact *k, const struct moderation_item *x, struct view *v)
{
    bool is_waiting = str_eq(x->mend_state, STR("waiting"));
    bool is_taken = str_eq(x->mend_state, STR("taken"));
    view_str(v, S(tag_label),
             is_waiting ? STR(MEND_WAITS)
             : is_taken ? STR(MEND_TAKEN)
                        : moderation_state_label(x->state));
    view_lit(v, S(tag), is_waiting ? "ds_tag--blue" : moderation_state_tag(x->state));
    view_bool(v, S(is_mend_waiting), is_waiting);
    view_bool(v, S(is_mend_taken), is_taken);
    view_str(v, S(mended), message_for_staff(k->a, x->mend_words));
    view_str(v, S(mended_on), day_short(k->a, x->mend_on));
    view_str(v, S(told), day_short(k->a, x->told_on));
    view_bool(v, S(is_decided), x->version > 0);
    view_str(v, S(by_name), x->by_name);
    view_str(v, S(by_role), x->by_role);
    view_str(v, S(decided),
             x->decided_at_s ? date_short(k->a, london_from_s(x->decided_at_s).date)
                             : (struct str){ 0 });
    view_bool(v, S(is_published), x->is_published);
    view_bool(v, S(waits),
              k->needs_release && x->version && !x->is_released &&
                  !str_eq(x->state, STR("withheld")));
    view_str(v, S(sent_back), message_for_staff(k->a, x->sent_back));
}

static enum err show_item(struct redact *k, struct moderation_item *x, size_t number,
                          struct view *v)
{
    const struct moderation_decision *d = posted_of(k, x);
    struct moderation_item shown = d ? d->item : *x;
    bool is_withheld =
        d ? str_eq(d->state, STR("withheld")) : str_eq(x->state, STR("withheld"));
    struct str after = d ? d->public_text : x->version ? x->public_text : x->words;
    struct hash seen = hash_of(x->words);
    shown.words = x->words;
    view_str(v, S(question), x->question);
    view_int(v, S(number), (int64_t)number);
    view_str(v, S(name), str_from(field_of(k, x, "")));
    view_int(v, S(version), x->version);
    view_str(v, S(seen), hash_hex(k->a, &seen, HASH_BYTES));
    view_bool(v, S(is_withheld), is_withheld);
    view_bool(v, S(shows_after), d || x->version > 0);
    view_bool(v, S(is_look), d != NULL);
    moderation_show_sides(v, &shown, is_withheld ? STR("") : after, k->a);
    show_decided(k, x, v);
    show_choice(k, x, v);
    return show_hints(k, x, v);
}

static enum err show_ways_on(struct redact *k)
{
    struct str next;
    struct view *v = k->d.page;
    struct str queue = moderation_queue_path(k->a, k->d.x.slug);
    enum err e = moderation_next(k->d.c->db, k->a, k->d.x.id, k->d.r.id, &next);
    int64_t n_tell = 0;
    bool may_tell = false;
    if (!e)
        e = moderation_tell_one(k->d.c->db, k->d.r.id, &n_tell, &may_tell);
    view_int(v, S(n_tell), n_tell);
    view_bool(v, S(may_tell), may_tell);
    view_bool(v, S(done_told), str_eq(param_str(k->d.c, "done"), STR("told")));
    view_str(v, S(queue_href), queue);
    view_str(v, S(next_href),
             next.n ? response_desk_path(k->a, next, "/redact") : (struct str){ 0 });
    view_str(v, S(action), response_desk_path(k->a, k->d.r.receipt, "/redact"));
    view_bool(v, S(done_saved), str_eq(param_str(k->d.c, "done"), STR("saved")));
    return e;
}

static enum err show_redact(struct redact *k, int status)
{
    struct view *v = k->d.page;
    struct list *items = view_list(v, S(items));
    enum err e = show_ways_on(k);
    bool may = k->may && k->is_closed;
    for (size_t i = 0; !e && may && i < k->n; i++)
        e = show_item(k, &k->item[i], i + 1, list_add(items));
    view_bool(v, S(may_decide), may && k->n > 0);
    view_bool(v, S(is_closed), k->is_closed);
    view_bool(v, S(may_publish), k->may);
    view_str(v, S(publish), response_publish_words(k->d.r.publish_choice));
    view_bool(v, S(is_overtaken), status == 409);
    return e ? e : form_render_status(k->f, status, "moderation/redact");
}

enum err redact_page(struct ctx *c)
{
    struct redact k;
    enum err e = open_redact(c, &k);
    return e ? e : show_redact(&k, 200);
}

/* --- what was posted --- */

static struct str posted(struct redact *k, const struct moderation_item *x, const char *ending)
{
    return form_value(k->f, field_of(k, x, ending));
}

static void judge_reason(struct redact *k, const struct moderation_item *x,
                         struct moderation_decision *d)
{
    d->reason = posted(k, x, "_reason");
    if (!consultation_knows(moderation_reasons, d->reason))
        form_error(k->f, field_of(k, x, "_reason"), STR(SELECT_REASON));
}

static enum err judge_cuts(struct redact *k, const struct moderation_item *x,
                           struct moderation_decision *d)
{
    struct str missing, passages = posted(k, x, "_cuts");
    const char *field = field_of(k, x, "_cuts");
    judge_reason(k, x, d);
    if (!form_required(k->f, field, STR(ENTER_PASSAGES)))
        return OK;
    enum err e = moderation_find_cuts(k->a, x->words, passages, &d->item, &missing);
    if (e == ERR_INVALID)
        form_error(k->f, field, str_printf(k->a, NOT_IN_ANSWER, STR_ARG(missing)));
    if (e == ERR_LIMIT && !arena_failed(k->a))
        form_error(k->f, field, STR(TOO_MANY_PLACES));
    d->public_text = moderation_apply(k->a, &d->item, d->reason);
    return arena_failed(k->a) ? ERR_LIMIT : OK;
}

/* Whether the answer is decided otherwise than it was. */
static bool is_other(const struct redact *k, const struct moderation_item *x,
                     const struct moderation_decision *d)
{
    if (!d->state.n)
        return x->version > 0;
    (void)k;
    return !str_eq(d->state, x->state) || !str_eq(d->reason, x->reason) ||
           !str_eq(d->public_text, x->public_text) || !str_eq(d->note, x->note);
}

static enum err take_item(struct redact *k, const struct moderation_item *x)
{
    struct str way = posted(k, x, "");
    struct moderation_decision *d = &k->decision[k->n_decisions];
    int64_t version = 0;
    enum err e = OK;
    str_to_i64(posted(k, x, "_version"), &version);
    *d = (struct moderation_decision){ .answer_id = x->answer_id,
                                       .question_id = x->question_id,
                                       .version = version,
                                       .note = posted(k, x, "_note") };
    if (!hash_from_hex(posted(k, x, "_seen"), &d->seen))
        return OK; /* came since the page was shown */
    form_length(k->f, field_of(k, x, "_note"), MODERATION_NOTE_CHARS, STR(NOTE_NOUN));
    if (str_eq(way, STR("keep"))) {
        d->state = STR("approved");
        d->public_text = x->words;
    } else if (str_eq(way, STR("remove"))) {
        d->state = STR("redacted");
        e = judge_cuts(k, x, d);
    } else if (str_eq(way, STR("withhold"))) {
        d->state = STR("withheld");
        judge_reason(k, x, d);
    } else if (str_eq(way, STR("mend")) && may_take(x)) {
        d->state = STR("approved");
        d->public_text = x->mend_words;
        d->takes_mend = true;
    } else if (!str_eq(way, STR("undo"))) {
        return OK; /* not decided */
    }
    k->n_decisions += is_other(k, x, d);
    return e;
}

static enum err save_redact(struct redact *k)
{
    struct ctx *c = k->d.c;
    struct moderation_deciding x = { .arena = k->a,
                                     .act = ctx_act(c),
                                     .by_account = c->visitor->account.id,
                                     .r = k->d.r,
                                     .decision = k->decision,
                                     .n = k->n_decisions };
    struct str path = response_desk_path(k->a, k->d.r.receipt, "/redact");
    struct str saved = url_query(k->a, path, STR("done"), STR("saved"));
    if (!k->n_decisions)
        return ctx_see_other(c, path);
    return form_send_once(k->f, moderation_decide_fn, &x, saved);
}

static enum err tell_author(struct redact *k)
{
    struct str path = response_desk_path(k->a, k->d.r.receipt, "/redact");
    int64_t n = 0;
    enum err e = moderation_tell(k->d.c, &k->d.x, k->d.r.id, &n);
    if (e)
        return e;
    return n ? ctx_see_other(k->d.c, url_query(k->a, path, STR("done"), STR("told")))
             : show_redact(k, 409);
}

enum err redact_post_page(struct ctx *c)
{
    struct redact k;
    enum err e = open_redact(c, &k);
    if (e)
        return e;
    if (!k.may || !k.is_closed)
        return show_redact(&k, 409);
    if (str_eq(param_str(c, "do"), STR("tell")))
        return tell_author(&k);
    for (size_t i = 0; !e && i < k.n; i++)
        e = take_item(&k, &k.item[i]);
    if (e)
        return e;
    if (form_failed(k.f))
        return show_redact(&k, 422);
    if (str_eq(param_str(c, "do"), STR("look")))
        return show_redact(&k, 200);
    e = save_redact(&k);
    return e == ERR_CONFLICT ? show_redact(&k, 409) : e;
}
