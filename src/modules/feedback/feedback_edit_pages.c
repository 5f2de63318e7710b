/*
 * feedback_edit_pages.c: one answer: writing it, changing it, taking it down. What is published
 * changes only with a reason that everybody can read (7.4).
 */
#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/feedback/feedback_desk.h"
#include "modules/feedback/feedback_page_words.h"
#include "modules/feedback/feedback_pages.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/people/visitor.h"

#define OVERTAKEN 409
#define DECISIONS_MAX 8

struct writing {
    struct feedback_desk d;
    struct feedback_item is; /* as it stands; id 0: a new one */
    struct feedback_item to; /* as it was typed */
    struct str seen_now;     /* after somebody else was first */
};

/* The one of the address; one that was taken down too, for what was typed meanwhile. */
static enum err load_item(struct ctx *c, struct writing *k)
{
    enum err e = feedback_load(c->db, c->arena, param_i64(c, "id", 0), &k->is);
    return e ? e : k->is.consultation_id == k->d.x.id ? OK : ERR_NOT_FOUND;
}

static enum err writing_open(struct ctx *c, bool is_new, struct writing *k)
{
    *k = (struct writing){ 0 };
    enum err e = feedback_desk_open(&k->d, c);
    if (!e && !is_new)
        e = load_item(c, k);
    if (e)
        return e;
    page_back(c, feedback_desk_path(&k->d, ""));
    view_str(k->d.page, S(action), c->path);
    view_bool(k->d.page, S(is_new), is_new);
    view_bool(k->d.page, S(is_published), k->is.published_at_s && !k->is.removed_at_s);
    view_str(k->d.page, S(heading), is_new ? STR("") : feedback_label(c->arena, &k->is));
    return OK;
}

/* --- showing --- */

static struct str number(struct arena *a, int64_t n)
{
    return n ? str_printf(a, "%lld", (long long)n) : (struct str){ 0 };
}

static void fill(struct writing *k, const struct feedback_item *x)
{
    struct form *f = k->d.form;
    form_set(f, "theme", number(k->d.c->arena, x->theme_id));
    form_set(f, "asked", x->we_asked);
    form_set(f, "said", x->you_said);
    form_set(f, "decision", x->decision);
    form_set(f, "did", x->we_did);
    form_set(f, "reason", x->reason);
    form_set(f, "plan", x->plan_reference);
    form_set(f, "plan_url", x->plan_url);
    form_set(f, "seen", number(k->d.c->arena, x->version));
}

/* Those that are offered, and the one that it has. */
static enum err offer_themes(struct writing *k)
{
    struct feedback_desk *d = &k->d;
    struct arena *a = d->c->arena;
    struct form_option *option = arena_array(a, d->n_themes + 1, sizeof *option);
    size_t n = 0;
    if (!option)
        return ERR_LIMIT;
    option[n++] = (struct form_option){ STR(""), STR(FEEDBACK_NO_THEME_OPTION), { 0 } };
    for (size_t i = 0; i < d->n_themes; i++) {
        const struct theme *t = &d->theme[i];
        if (!t->is_ended || t->id == k->is.theme_id)
            option[n++] = (struct form_option){
                .value = number(a, t->id),
                .label = str_printf(a, FEEDBACK_THEME_OPTION, STR_ARG(t->name),
                                    (long long)t->n_answers),
            };
    }
    form_options(d->form, S(theme_field), "theme", option, n);
    return OK;
}

static void offer_decisions(struct writing *k)
{
    struct form_option option[DECISIONS_MAX];
    size_t n = 0;
    for (const struct consultation_word *w = feedback_decisions; w->code; w++)
        option[n++] = (struct form_option){ str_from(w->code), str_from(w->label), { 0 } };
    form_options(k->d.form, S(decision_field), "decision", option, n);
}

static enum err edit_show(struct writing *k, int status)
{
    struct form *f = k->d.form;
    enum err e = offer_themes(k);
    if (e)
        return e;
    offer_decisions(k);
    form_field_most(f, S(asked_field), "asked", FEEDBACK_ASKED_CHARS);
    form_field_most(f, S(said_field), "said", FEEDBACK_SAID_CHARS);
    form_field_most(f, S(did_field), "did", FEEDBACK_DID_CHARS);
    form_field_most(f, S(reason_field), "reason", FEEDBACK_REASON_CHARS);
    form_field(f, S(plan_field), "plan");
    form_field(f, S(url_field), "plan_url");
    form_field_most(f, S(why_field), "why", FEEDBACK_WHY_CHARS);
    view_str(k->d.page, S(seen_now), k->seen_now.n ? k->seen_now : form_value(f, "seen"));
    return status ? form_render_status(f, status, "feedback/edit")
                  : form_render(f, "feedback/edit");
}

/* --- reading --- */

static bool is_decision(struct str code)
{
    for (const struct consultation_word *w = feedback_decisions; w->code; w++)
        if (str_eq(code, str_from(w->code)))
            return true;
    return false;
}

static void judge_lengths(struct form *f)
{
    form_length(f, "asked", FEEDBACK_ASKED_CHARS, STR(FEEDBACK_NOUN_ASKED));
    form_length(f, "said", FEEDBACK_SAID_CHARS, STR(FEEDBACK_NOUN_SAID));
    form_length(f, "did", FEEDBACK_DID_CHARS, STR(FEEDBACK_NOUN_DID));
    form_length(f, "reason", FEEDBACK_REASON_CHARS, STR(FEEDBACK_NOUN_REASON));
    form_length(f, "plan", FEEDBACK_PLAN_CHARS, STR(FEEDBACK_NOUN_PLAN));
    form_length(f, "plan_url", FEEDBACK_URL_CHARS, STR(FEEDBACK_NOUN_URL));
    form_length(f, "why", FEEDBACK_WHY_CHARS, STR(FEEDBACK_NOUN_WHY));
}

/* Each decision has to say something: what was done, or why not. */
static void judge_decision(struct form *f, const struct feedback_item *x)
{
    if (!is_decision(x->decision))
        form_error(f, "decision", STR(FEEDBACK_SELECT_DECISION));
    else if (str_eq(x->decision, STR("not_changed")))
        form_required(f, "reason", STR(FEEDBACK_ENTER_REASON));
    else if (str_eq(x->decision, STR("for_others")))
        form_required(f, "reason", STR(FEEDBACK_ENTER_OTHERS));
    else
        form_required(f, "did", STR(FEEDBACK_ENTER_DID));
}

static bool edit_read(struct writing *k)
{
    struct form *f = k->d.form;
    struct feedback_item *x = &k->to;
    *x = (struct feedback_item){ .id = k->is.id,
                                 .theme_id = param_i64(k->d.c, "theme", 0),
                                 .made_by = k->d.c->visitor->account.id,
                                 .we_asked = form_value(f, "asked"),
                                 .you_said = form_value(f, "said"),
                                 .decision = form_value(f, "decision"),
                                 .we_did = form_value(f, "did"),
                                 .reason = form_value(f, "reason"),
                                 .plan_reference = form_value(f, "plan"),
                                 .plan_url = form_value(f, "plan_url") };
    (void)str_to_i64(form_value(f, "seen"), &x->version);
    form_required(f, "said", STR(FEEDBACK_ENTER_SAID));
    judge_decision(f, x);
    if (x->plan_url.n && !url_is_http(x->plan_url))
        form_error(f, "plan_url", STR(FEEDBACK_ENTER_URL));
    if (x->plan_url.n)
        form_required(f, "plan", STR(FEEDBACK_ENTER_PLAN));
    if (k->is.published_at_s && !k->is.removed_at_s)
        form_required(f, "why", STR(FEEDBACK_ENTER_WHY));
    judge_lengths(f);
    return !form_failed(f);
}

/* --- saving --- */

static struct str theme_name(const struct feedback_desk *d, int64_t id)
{
    const struct theme *t = theme_of(d->theme, d->n_themes, id);
    return t ? t->name : (struct str){ 0 };
}

static void compare(struct writing *k)
{
    struct overtaken *o = &k->d.overtaken;
    const struct feedback_item *mine = &k->to, *is = &k->is;
    overtaken_compare(o, FEEDBACK_ROW_THEME, theme_name(&k->d, mine->theme_id),
                      theme_name(&k->d, is->theme_id));
    overtaken_compare(o, FEEDBACK_ROW_ASKED, mine->we_asked, is->we_asked);
    overtaken_compare(o, FEEDBACK_ROW_SAID, mine->you_said, is->you_said);
    overtaken_compare(o, FEEDBACK_ROW_DECISION,
                      consultation_label(feedback_decisions, mine->decision),
                      consultation_label(feedback_decisions, is->decision));
    overtaken_compare(o, FEEDBACK_ROW_DID, mine->we_did, is->we_did);
    overtaken_compare(o, FEEDBACK_ROW_REASON, mine->reason, is->reason);
    overtaken_compare(o, FEEDBACK_ROW_PLAN, mine->plan_reference, is->plan_reference);
    overtaken_compare(o, FEEDBACK_ROW_URL, mine->plan_url, is->plan_url);
}

/* Somebody else changed it, or took it down: then what was typed can be kept as a new one. */
static enum err overtaken_show(struct writing *k)
{
    struct ctx *c = k->d.c;
    enum err e = feedback_load(c->db, c->arena, k->is.id, &k->is);
    if (e)
        return e;
    if (k->is.removed_at_s) {
        k->seen_now = STR(OVERTAKEN_GONE);
        overtaken_gone(&k->d.overtaken);
    } else {
        k->seen_now = number(c->arena, k->is.version);
        overtaken_set(&k->d.overtaken);
        compare(k);
    }
    view_bool(k->d.page, S(is_published), k->is.published_at_s && !k->is.removed_at_s);
    return edit_show(k, OVERTAKEN);
}

static enum err edit_save(struct writing *k)
{
    struct feedback_write w = feedback_desk_write(&k->d);
    struct str there =
        url_query(k->d.c->arena, feedback_desk_path(&k->d, ""), STR("done"), STR("saved"));
    w.to = k->to;
    if (k->is.removed_at_s && str_eq(form_value(k->d.form, "seen"), STR(OVERTAKEN_GONE)))
        w.to.id = 0; /* kept as a new one */
    w.why = form_value(k->d.form, "why");
    enum err e = form_send_once(k->d.form, feedback_save_fn, &w, there);
    if (e == ERR_CONFLICT && w.is_overtaken)
        return overtaken_show(k);
    if (e == ERR_LIMIT && !w.to.id && k->d.n >= FEEDBACK_ITEMS_MAX) {
        form_error(k->d.form, "said", STR(FEEDBACK_MANY));
        e = ERR_CONFLICT;
    }
    return e == ERR_CONFLICT ? edit_show(k, 0) : e;
}

enum err feedback_new_page(struct ctx *c)
{
    struct writing k;
    enum err e = writing_open(c, true, &k);
    if (e)
        return e;
    form_set(k.d.form, "theme", number(c->arena, param_i64(c, "theme", 0)));
    return edit_show(&k, 0);
}

enum err feedback_new_post_page(struct ctx *c)
{
    struct writing k;
    enum err e = writing_open(c, true, &k);
    if (e)
        return e;
    return edit_read(&k) ? edit_save(&k) : edit_show(&k, 0);
}

enum err feedback_edit_page(struct ctx *c)
{
    struct writing k;
    enum err e = writing_open(c, false, &k);
    if (!e && k.is.removed_at_s)
        e = ERR_NOT_FOUND;
    if (e)
        return e;
    fill(&k, &k.is);
    return edit_show(&k, 0);
}

enum err feedback_edit_post_page(struct ctx *c)
{
    struct writing k;
    enum err e = writing_open(c, false, &k);
    if (e)
        return e;
    return edit_read(&k) ? edit_save(&k) : edit_show(&k, 0);
}

/* --- taking down --- */

static enum err remove_show(struct writing *k, int status)
{
    form_field_most(k->d.form, S(why_field), "why", FEEDBACK_WHY_CHARS);
    view_int(k->d.page, S(version), k->is.version);
    view_bool(k->d.page, S(is_late), status == OVERTAKEN);
    return status ? form_render_status(k->d.form, status, "feedback/remove")
                  : form_render(k->d.form, "feedback/remove");
}

enum err feedback_remove_page(struct ctx *c)
{
    struct writing k;
    enum err e = writing_open(c, false, &k);
    if (!e && k.is.removed_at_s)
        e = ERR_NOT_FOUND;
    return e ? e : remove_show(&k, 0);
}

enum err feedback_remove_post_page(struct ctx *c)
{
    struct writing k;
    enum err e = writing_open(c, false, &k);
    if (e || k.is.removed_at_s) /* gone already, as was asked */
        return e ? e : ctx_see_other(c, feedback_desk_path(&k.d, ""));
    if (k.is.published_at_s)
        form_required(k.d.form, "why", STR(FEEDBACK_ENTER_WHY_REMOVED));
    form_length(k.d.form, "why", FEEDBACK_WHY_CHARS, STR(FEEDBACK_NOUN_WHY));
    if (form_failed(k.d.form))
        return remove_show(&k, 0);
    struct feedback_write w = feedback_desk_write(&k.d);
    w.to = k.is;
    w.to.version = param_i64(c, "seen", 0);
    w.why = form_value(k.d.form, "why");
    e = form_send_once(
        k.d.form, feedback_remove_fn, &w,
        url_query(c->arena, feedback_desk_path(&k.d, ""), STR("done"), STR("removed")));
    return e == ERR_CONFLICT ? remove_show(&k, w.is_overtaken ? OVERTAKEN : 0) : e;
}
