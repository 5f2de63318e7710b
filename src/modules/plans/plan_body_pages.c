/* plan_body_pages.c: one organisation of a plan: the two facts, what to do next, decisions,
 * what was done, history; and logging a try. */
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/plans/plan_contact.h"
#include "modules/plans/plan_pages.h"
#include "modules/plans/plan_try_form.h"
#include "modules/plans/plan_view.h"
#include "modules/plans/plan_words.h"

struct one {
    struct plan_desk d;
    struct plan_bodies all;
    const struct plan_body *x;
    struct plan_dates dates;
};

static enum err one_open(struct ctx *c, struct one *o)
{
    enum err e = plan_desk_open_one(c, &o->d);
    if (!e)
        e = plan_bodies_load(c->db, c->arena, &o->d.p, &o->all);
    o->x = e ? NULL : plan_body_of(&o->all, param_i64(c, "body", 0));
    if (!e && !o->x)
        e = ERR_NOT_FOUND;
    return e ? e : plan_dates_load(c->db, c->arena, o->d.p.id, &o->dates);
}

/* --- showing --- */

static struct str value_label(struct str kind, struct str value)
{
    enum participation p;
    if (participation_from_name(value, &p))
        return participation_label(p);
    if (str_eq(kind, STR("naming")))
        return str_eq(value, STR("yes"))        ? STR(PLAN_NAME_YES)
               : str_eq(value, STR("describe")) ? STR(PLAN_NAME_DESCRIBE)
                                                : STR(PLAN_NAME_NO);
    if (str_eq(kind, STR("likely")))
        return str_eq(value, STR("yes"))  ? STR(PLAN_LIKELY_YES)
               : str_eq(value, STR("no")) ? STR(PLAN_LIKELY_NO)
                                          : STR(PLAN_LIKELY_UNDECIDED);
    return value;
}

static struct str change_words(struct arena *a, const struct plan_body_change *x)
{
    static const struct plan_word kinds[] = {
        { STR_INIT("likely"), STR_INIT(PLAN_CHANGED_LIKELY) },
        { STR_INIT("suitable"), STR_INIT(PLAN_CHANGED_SUITABLE) },
        { STR_INIT("participation"), STR_INIT(PLAN_CHANGED_PART) },
        { STR_INIT("taken_back"), STR_INIT(PLAN_CHANGED_BACK) },
        { STR_INIT("naming"), STR_INIT(PLAN_CHANGED_NAMING) },
        { STR_INIT("exception"), STR_INIT(PLAN_CHANGED_EXCEPT) },
    };
    if (str_eq(x->kind, STR("added")))
        return STR(PLAN_CHANGED_ADDED);
    struct str label = plan_word_label(kinds, sizeof kinds / sizeof *kinds, x->kind);
    if (str_eq(x->kind, STR("exception")))
        return label;
    struct str from = value_label(x->kind, x->old_value),
               to = value_label(x->kind, x->new_value);
    return str_printf(a, PLAN_CHANGE_WORDS, STR_ARG(label), STR_ARG(from), STR_ARG(to));
}

static enum err history_view(struct one *o)
{
    struct ctx *c = o->d.c;
    struct plan_body_change *x = arena_array(c->arena, PLAN_CHANGES_MAX, sizeof *x);
    struct list *list = view_list(o->d.page, S(history));
    bool has_part = false, was_back = false;
    size_t n = 0;
    enum err e = x ? plan_body_history(c->db, c->arena, o->d.p.id, o->x->id, x, &n) : ERR_LIMIT;
    for (size_t i = 0; i < n; i++) {
        struct view *v = list_add(list);
        was_back = was_back || str_eq(x[i].kind, STR("taken_back"));
        has_part = has_part || (!was_back && str_eq(x[i].kind, STR("participation")));
        view_str(v, S(words), change_words(c->arena, &x[i]));
        view_str(v, S(reason), x[i].reason);
        view_str(v, S(by_role), x[i].by_role);
        view_str(v, S(on), date_long(c->arena, london_from_s(x[i].changed_at_s).date));
    }
    view_bool(o->d.page, S(can_take_back), has_part);
    return e;
}

static enum err contacts_view(struct one *o)
{
    struct ctx *c = o->d.c;
    struct plan_contact *x = arena_array(c->arena, PLAN_CONTACTS_MAX, sizeof *x);
    struct list *list = view_list(o->d.page, S(contacts));
    size_t n = 0;
    enum err e = x ? plan_contacts(c->db, c->arena, o->d.p.id, o->x->id, x, &n) : ERR_LIMIT;
    for (size_t i = 0; i < n; i++) {
        struct view *v = list_add(list);
        const struct contact_event as = { .kind = STR("contact"), .channel = x[i].channel };
        view_str(v, S(label), plan_word_label(plan_whats, n_plan_whats, x[i].what));
        view_str(v, S(channel), contact_event_label(&as));
        plan_desk_day(&o->d, v, S(on), x[i].happened_on);
        view_str(v, S(summary), x[i].summary);
        view_str(v, S(by_role), x[i].by_role);
        view_bool(v, S(came_back), str_eq(x[i].delivery, STR("refused")));
        view_bool(v, S(arrived), str_eq(x[i].delivery, STR("delivered")));
    }
    view_bool(o->d.page, S(has_contacts), n > 0);
    return e;
}

static void forms_view(struct one *o)
{
    static const struct form_option yes_no[] = {
        { STR_INIT("yes"), STR_INIT(PLAN_LIKELY_YES), { 0 } },
        { STR_INIT("no"), STR_INIT(PLAN_LIKELY_NO), { 0 } },
    };
    static const struct form_option names[] = {
        { STR_INIT("yes"), STR_INIT(PLAN_NAME_YES), { 0 } },
        { STR_INIT("describe"), STR_INIT(PLAN_NAME_DESCRIBE), { 0 } },
        { STR_INIT("no"), STR_INIT(PLAN_NAME_NO), { 0 } },
    };
    struct form *f = o->d.f;
    struct form_option act[PLAN_ACTS];
    for (int i = 0; i < PLAN_ACTS; i++)
        act[i] = (struct form_option){ plan_act_name((enum plan_act)i),
                                       plan_act_label((enum plan_act)i),
                                       { 0 } };
    form_set(f, "likely", o->x->likely);
    form_set(f, "likely_reason", o->x->likely_reason);
    form_set(f, "naming", o->x->naming);
    form_set(f, "took_part", o->x->took_part);
    form_set(f, "stages", o->x->stages);
    form_set(f, "except_reason", o->x->except_reason);
    form_set(f, "suitable_reason", o->x->unsuitable_reason);
    form_options(f, S(likely_field), "likely", yes_no, 2);
    form_options(f, S(act_field), "act", act, PLAN_ACTS);
    form_options(f, S(naming_field), "naming", names, 3);
    form_field(f, S(likely_reason_field), "likely_reason");
    form_field(f, S(act_reason_field), "act_reason");
    form_field(f, S(took_part_field), "took_part");
    form_field(f, S(stages_field), "stages");
    form_field(f, S(except_field), "except_reason");
    form_field(f, S(suitable_field), "suitable_reason");
}

static enum err show(struct one *o, int status)
{
    struct plan_desk *d = &o->d;
    struct arena *a = d->c->arena;
    struct view *v = d->page;
    struct plan_due due = plan_due_of(a, &d->p, &o->dates, o->x);
    plan_body_view(d, o->x, v);
    forms_view(o);
    enum err e = history_view(o);
    if (!e)
        e = contacts_view(o);
    view_str(v, S(next_label), plan_next_label(due.what));
    plan_desk_day(d, v, S(next_on), due.due_on);
    view_bool(v, S(is_suitable), o->x->is_suitable);
    view_bool(v, S(is_missing), plan_status_is_missing(o->x->status));
    view_bool(v, S(has_exception), o->x->except_role.n > 0);
    view_bool(v, S(is_overtaken), status == 409);
    view_int(v, S(version), o->x->version);
    view_str(v, S(description), o->x->description);
    view_bool(v, S(is_named), o->x->is_named);
    view_str(v, S(action), plan_desk_body_path(d, o->x->id));
    view_str(v, S(try_href),
             str_printf(a, "/coordinator/plans/%lld/bodies/%lld/try%.*s", (long long)d->p.id,
                        (long long)o->x->id, STR_ARG(d->own.query)));
    view_str(v, S(register_href),
             str_printf(a, "/coordinator/bodies/%lld%.*s", (long long)o->x->id,
                        STR_ARG(d->own.query)));
    page_back(d->c, plan_desk_path_of(d, d->p.id, "/bodies"));
    return e ? e : form_render_status(d->f, status, "plans/body");
}

enum err plan_body_page(struct ctx *c)
{
    struct one o = { 0 };
    enum err e = one_open(c, &o);
    return e ? e : show(&o, 200);
}

/* --- what a button asks for --- */

static store_write_fn ask_likely(struct one *o, struct plan_body_write *w)
{
    struct form *f = o->d.f;
    w->value = form_value(f, "likely");
    w->reason = form_value(f, "likely_reason");
    form_required(f, "likely", STR(PLAN_SELECT_LIKELY));
    form_length(f, "likely_reason", PLAN_REASON_CHARS, STR(PLAN_THE_REASON));
    if (str_eq(w->value, STR("no")))
        form_required(f, "likely_reason", STR(PLAN_ENTER_UNLIKELY));
    return plan_body_likely_fn;
}

static store_write_fn ask_act(struct one *o, struct plan_body_write *w)
{
    struct form *f = o->d.f;
    if (!plan_act_from_name(form_value(f, "act"), &w->does))
        form_error(f, "act", STR(PLAN_SELECT_ACT));
    form_length(f, "act_reason", PLAN_REASON_CHARS, STR(PLAN_THE_REASON));
    form_length(f, "took_part", PLAN_PART_CHARS, STR(PLAN_THE_PART));
    form_length(f, "stages", PLAN_PART_CHARS, STR(PLAN_THE_STAGES));
    w->reason = form_value(f, "act_reason");
    w->took_part = form_value(f, "took_part");
    w->stages = form_value(f, "stages");
    return plan_body_act_fn;
}

static store_write_fn ask_suitable(struct one *o, struct plan_body_write *w)
{
    struct form *f = o->d.f;
    w->value = o->x->is_suitable ? STR("no") : STR("yes");
    w->reason = form_value(f, "suitable_reason");
    form_length(f, "suitable_reason", PLAN_REASON_CHARS, STR(PLAN_THE_REASON));
    if (o->x->is_suitable)
        form_required(f, "suitable_reason", STR(PLAN_ENTER_UNSUITABLE));
    return plan_body_suitable_fn;
}

static store_write_fn ask_except(struct one *o, struct plan_body_write *w)
{
    struct form *f = o->d.f;
    bool is_taken_back = str_eq(param_str(o->d.c, "do"), STR("no_exception"));
    w->reason = is_taken_back ? STR("") : form_value(f, "except_reason");
    form_length(f, "except_reason", PLAN_REASON_CHARS, STR(PLAN_THE_REASON));
    if (!is_taken_back)
        form_required(f, "except_reason", STR(PLAN_ENTER_EXCEPTION));
    return plan_body_except_fn;
}

static store_write_fn asked_for(struct one *o, struct plan_body_write *w)
{
    struct str does = param_str(o->d.c, "do");
    if (str_eq(does, STR("likely")))
        return ask_likely(o, w);
    if (str_eq(does, STR("act")))
        return ask_act(o, w);
    if (str_eq(does, STR("take_back")))
        return plan_body_take_back_fn;
    if (str_eq(does, STR("suitable")))
        return ask_suitable(o, w);
    if (str_eq(does, STR("exception")) || str_eq(does, STR("no_exception")))
        return ask_except(o, w);
    if (!str_eq(does, STR("naming")))
        return NULL;
    w->value = form_value(o->d.f, "naming");
    if (!str_eq(w->value, STR("yes")) && !str_eq(w->value, STR("describe")) &&
        !str_eq(w->value, STR("no")))
        form_error(o->d.f, "naming", STR(PLAN_SELECT_NAMING));
    return plan_body_naming_fn;
}

enum err plan_body_post_page(struct ctx *c)
{
    struct one o = { 0 };
    enum err e = one_open(c, &o);
    if (e)
        return e;
    struct plan_body_write w = plan_desk_body_write(&o.d);
    w.body_id = &o.x->id;
    w.n = 1;
    w.version = param_i64(c, "version", 0);
    store_write_fn fn = asked_for(&o, &w);
    if (!fn)
        return ERR_INVALID;
    if (form_failed(o.d.f))
        return show(&o, 422);
    e = form_send_once(
        o.d.f, fn, &w,
        url_query(c->arena, plan_desk_body_path(&o.d, o.x->id), STR("done"), STR("saved")));
    if (e != ERR_CONFLICT)
        return e;
    if (w.refusal)
        plan_try_refused(&o.d, w.refusal, "act");
    return show(&o, w.is_late ? 409 : 422);
}

/* --- logging a try --- */

static enum err show_try(struct one *o, int status)
{
    struct plan_desk *d = &o->d;
    const char *what = o->x->participation == PART_NOT_ASKED ? "invitation"
                       : o->x->participation == PART_ASKED   ? "reminder"
                                                             : "draft";
    plan_try_fields(d, what);
    plan_body_view(d, o->x, d->page);
    view_str(d->page, S(action),
             str_printf(d->c->arena, "/coordinator/plans/%lld/bodies/%lld/try%.*s",
                        (long long)d->p.id, (long long)o->x->id, STR_ARG(d->own.query)));
    page_back(d->c, plan_desk_body_path(d, o->x->id));
    return form_render_status(d->f, status, "plans/try");
}

enum err plan_try_page(struct ctx *c)
{
    struct one o = { 0 };
    enum err e = one_open(c, &o);
    return e ? e : show_try(&o, 200);
}

enum err plan_try_post_page(struct ctx *c)
{
    struct one o = { 0 };
    enum err e = one_open(c, &o);
    if (e)
        return e;
    struct plan_try x = { .as = plan_desk_body_write(&o.d) };
    x.as.body_id = &o.x->id;
    x.as.n = 1;
    if (!plan_try_read(&o.d, &x))
        return show_try(&o, 422);
    e = form_send_once(
        o.d.f, plan_try_fn, &x,
        url_query(c->arena, plan_desk_body_path(&o.d, o.x->id), STR("done"), STR("saved")));
    if (e != ERR_CONFLICT)
        return e;
    if (x.as.refusal)
        plan_try_refused(&o.d, x.as.refusal, "answer");
    return show_try(&o, 422);
}
