/*
 * respond_late.c: answers that were not sent before closing: asking the coordinator to accept
 * them late. They are stored as a response that waits for a decision, and count as left out
 * until then.
 */
#include "core/base/arena.h"
#include "gen/symbols.h"
#include "modules/responses/respond.h"
#include "modules/responses/respond_words.h"

/* What is missing is said at once: the page is where it is filled in from. */
static enum err show_late(struct respond *k, const struct draft_outcome *o)
{
    struct ctx *c = k->c;
    page_back(c, respond_path(k, ""));
    view_bool(k->v, S(noindex), true);
    view_str(k->v, S(action), respond_path(k, "/late"));
    view_str(k->v, S(closes), consultation_closes_words(c->arena, k->x.closes_at_s));
    view_str(k->v, S(contact_email), k->x.contact_email);
    view_bool(k->v, S(is_incomplete), o->n_faults > 0);
    struct list *missing = view_list(k->v, S(missing));
    for (size_t i = 0; i < o->n_faults; i++) {
        struct view *one = list_add(missing);
        view_str(one, S(text), respond_fault_words(k, &o->fault[i]));
        view_str(one, S(href), respond_fault_path(k, o->fault[i].field));
    }
    form_field_most(k->f, S(reason), "reason", RESPONSE_REASON_CHARS);
    enum err e = respond_view_answers(k, k->v);
    view_bool(k->v, S(is_final), false);
    return e ? e : form_render(k->f, "respond/late");
}

static enum err open_late(struct ctx *c, struct respond *k, struct draft_outcome *o,
                          bool *is_answered)
{
    enum err e = respond_open(c, k, is_answered);
    if (e || *is_answered)
        return e;
    if (!respond_is_late(k)) {
        *is_answered = true;
        return ctx_see_other(c, respond_path(k, ""));
    }
    return draft_gather(c->db, c->arena, &k->draft, &k->x, &k->form, o);
}

enum err respond_late_page(struct ctx *c)
{
    struct respond k;
    struct draft_outcome o;
    bool is_answered;
    enum err e = open_late(c, &k, &o, &is_answered);
    return e || is_answered ? e : show_late(&k, &o);
}

enum err respond_late_post_page(struct ctx *c)
{
    struct respond k;
    struct draft_outcome o;
    bool is_answered;
    enum err e = open_late(c, &k, &o, &is_answered);
    if (e || is_answered)
        return e;
    form_required(k.f, "reason", STR(RESPOND_ENTER_REASON));
    form_length(k.f, "reason", RESPONSE_REASON_CHARS, STR(RESPOND_REASON_NOUN));
    respond_show_faults(&k, &o);
    if (form_failed(k.f))
        return show_late(&k, &o);
    o.new.response.late = STR("waiting");
    o.new.response.counting = STR("late_out");
    o.new.response.late_reason = form_value(k.f, "reason");
    e = respond_send(&k, &o);
    return e == ERR_CONFLICT ? show_late(&k, &o) : e;
}
