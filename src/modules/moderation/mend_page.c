/*
 * mend_page.c: for whoever has opened the private link of a response: what of it everybody may
 * read, why parts are not, and other words for it (12.3).
 */
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "gen/symbols.h"
#include "modules/moderation/mend.h"
#include "modules/moderation/moderation_pages.h"
#include "modules/moderation/moderation_words.h"
#include "modules/people/link_session.h"
#include "modules/people/visitor.h"
#include "modules/responses/published_rows.h"

#define HERE "/r/open/mend"

struct mending {
    struct ctx *c;
    struct arena *a;
    struct response r;
    struct consultation x;
    struct moderation_item *item; /* those that were told of, or were mended */
    size_t n;
    struct mend *mend;
    size_t n_mends;
    struct str today;
    bool may, is_ours;
    struct view *v;
    struct form *f;
};

static const char *field_of(const struct mending *k, const struct moderation_item *x,
                            const char *ending)
{
    return str_z(k->a, str_printf(k->a, "q%lld%s", (long long)x->question_id, ending));
}

/* Nothing is said of a decision before its author was told. */
static enum err load_items(struct mending *k)
{
    size_t n = 0;
    enum err e = moderation_items(k->c->db, k->a, k->r.id, &k->item, &n);
    for (size_t i = 0; !e && i < n; i++)
        if (k->item[i].told_on.n || (k->item[i].mend_state.n && k->item[i].version))
            k->item[k->n++] = k->item[i];
    k->mend = arena_array(k->a, k->n + 1, sizeof *k->mend);
    return e ? e : k->mend ? OK : ERR_LIMIT;
}

static enum err open_mending(struct ctx *c, struct mending *k)
{
    struct published_facts facts = { 0 };
    *k = (struct mending){ .c = c, .a = c->arena };
    enum err e = response_load(c->db, k->a, link_session_object(c, LINK_KIND_RESPONSE), &k->r);
    if (!e)
        e = consultation_load(c->db, k->a, k->r.consultation_id, &k->x);
    if (e)
        return e == ERR_NOT_FOUND ? ERR_LINK : e;
    e = published_facts(c->db, k->a, k->r.id, &facts);
    k->may = facts.may;
    k->today = date_iso(k->a, london_from_s(c->now_s).date);
    /* What an organisation says needs a named person (own_response_pages.c). */
    k->is_ours = !k->r.is_official ||
                 actor_may_for_body(&c->visitor->actor, CAP_RESPONSE_OWN, k->r.body_id);
    if (!e && k->may)
        e = load_items(k);
    k->v = page_new(c, "");
    k->f = form_new(c, k->v);
    return e ? e : k->f ? OK : ERR_LIMIT;
}

/* --- what is shown --- */

static struct str day_words(struct arena *a, struct str day)
{
    struct date d;
    return date_parse(day, &d) ? date_long(a, d) : (struct str){ 0 };
}

static bool may_mend(const struct mending *k, const struct moderation_item *x)
{
    return k->is_ours && mend_may(k->a, x, k->today);
}

static void show_mend(struct mending *k, const struct moderation_item *x, struct view *v)
{
    bool may = may_mend(k, x), is_waiting = str_eq(x->mend_state, STR("waiting"));
    view_str(v, S(until), day_words(k->a, mend_until(k->a, x)));
    view_bool(v, S(may_mend), may);
    view_bool(v, S(is_over),
              !may && x->told_on.n && str_cmp(k->today, mend_until(k->a, x)) > 0);
    view_bool(v, S(is_waiting), is_waiting);
    view_bool(v, S(is_refused), str_eq(x->mend_state, STR("refused")));
    view_str(v, S(mend_on), day_words(k->a, x->mend_on));
    view_str(v, S(mend_words), x->mend_words);
    if (!may)
        return;
    const char *name = field_of(k, x, "");
    form_set(k->f, name, is_waiting ? x->mend_words : x->words);
    view_view(v, S(words_field), form_field_most(k->f, S(words_field), name, MEND_CHARS));
}

static void show_item(struct mending *k, const struct moderation_item *x, struct view *v)
{
    bool is_taken = str_eq(x->mend_state, STR("taken"));
    view_str(v, S(question), x->question);
    view_str(v, S(name), str_from(field_of(k, x, "")));
    view_int(v, S(version), x->version);
    view_str(v, S(tag_label), is_taken ? STR(MEND_TAKEN) : moderation_state_label(x->state));
    view_lit(v, S(tag), moderation_state_tag(x->state));
    view_str(v, S(reason),
             x->reason.n ? consultation_label(moderation_reasons, x->reason)
                         : (struct str){ 0 });
    view_str(v, S(note), x->note);
    view_bool(v, S(is_withheld), str_eq(x->state, STR("withheld")));
    view_bool(v, S(is_mended), is_taken);
    moderation_show_sides(v, x, x->public_text, k->a);
    show_mend(k, x, v);
}

static enum err show_mending(struct mending *k, int status)
{
    struct view *v = k->v;
    struct list *items = view_list(v, S(items));
    bool may_any = false;
    for (size_t i = 0; i < k->n; i++) {
        show_item(k, &k->item[i], list_add(items));
        may_any |= may_mend(k, &k->item[i]);
    }
    view_str(v, S(action), STR(HERE));
    view_bool(v, S(noindex), true);
    view_str(v, S(consultation), k->x.title);
    view_str(v, S(receipt), k->r.receipt);
    view_str(v, S(organisation), k->r.respondent.organisation);
    view_bool(v, S(has_items), k->n > 0);
    view_bool(v, S(may_any), may_any);
    view_bool(v, S(is_ours), k->is_ours);
    view_bool(v, S(is_over_consent), !k->may);
    view_bool(v, S(done_sent), str_eq(param_str(k->c, "done"), STR("sent")));
    view_bool(v, S(is_overtaken), status == 409);
    page_back(k->c, STR("/r/open"));
    return form_render_status(k->f, status, "moderation/mend");
}

enum err mend_page(struct ctx *c)
{
    struct mending *k = ARENA_NEW(c->arena, struct mending);
    enum err e = k ? open_mending(c, k) : ERR_LIMIT;
    return e ? e : show_mending(k, 200);
}

/* --- what was posted --- */

/* Words that are others than those that were sent, or wait already. */
static void take_item(struct mending *k, const struct moderation_item *x)
{
    const char *name = field_of(k, x, "");
    struct str words = str_trim(form_value(k->f, name));
    bool is_same = str_eq(words, str_trim(x->words)) ||
                   (str_eq(x->mend_state, STR("waiting")) && str_eq(words, x->mend_words));
    if (!words.n || is_same)
        return;
    struct mend *m = &k->mend[k->n_mends++];
    *m = (struct mend){ .answer_id = x->answer_id,
                        .question_id = x->question_id,
                        .words = words };
    str_to_i64(form_value(k->f, field_of(k, x, "_version")), &m->version);
    form_length(k->f, name, MEND_CHARS, STR(MEND_NOUN));
}

/* Something was typed for an answer that cannot be mended any longer. */
static bool has_late(const struct mending *k)
{
    int64_t version = 0;
    for (size_t i = 0; i < k->n; i++)
        if (!may_mend(k, &k->item[i]) &&
            str_to_i64(form_value(k->f, field_of(k, &k->item[i], "_version")), &version))
            return true;
    return false;
}

enum err mend_post_page(struct ctx *c)
{
    const struct moderation_item *first = NULL;
    struct mending *k = ARENA_NEW(c->arena, struct mending);
    enum err e = k ? open_mending(c, k) : ERR_LIMIT;
    if (e)
        return e;
    for (size_t i = 0; i < k->n; i++) {
        if (!may_mend(k, &k->item[i]))
            continue;
        first = first ? first : &k->item[i];
        take_item(k, &k->item[i]);
    }
    if (!first || has_late(k))
        return show_mending(k, 409);
    if (!k->n_mends)
        form_error(k->f, field_of(k, first, ""), STR(ENTER_MEND));
    if (form_failed(k->f))
        return show_mending(k, 422);
    struct mend_sending x = { .arena = k->a,
                              .response_id = k->r.id,
                              .consultation = &k->x,
                              .mend = k->mend,
                              .n = k->n_mends,
                              .today = k->today,
                              .now_s = c->now_s };
    e = form_send_once(k->f, mend_send_fn, &x, STR(HERE "?done=sent"));
    return e == ERR_CONFLICT ? show_mending(k, 409) : e;
}
