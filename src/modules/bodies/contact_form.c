/*
 * contact_form.c: writing an entry of the timeline, mending it, taking it out by mistake.
 */
#include "core/base/arena.h"
#include "core/base/rand.h"
#include "core/http/target.h"
#include "core/web/form_date.h"
#include "gen/symbols.h"
#include "modules/bodies/contact_pages.h"
#include "modules/bodies/contact_words.h"
#include "modules/partnerships/route_edit.h"
#include "modules/people/visitor.h"

/* What a person may write down: a channel of a contact, or another kind. */
static const struct form_option type_options[] = {
    { STR_INIT("phone"), STR_INIT(CONTACT_BY_PHONE), { 0 } },
    { STR_INIT("meeting"), STR_INIT(CONTACT_BY_MEETING), { 0 } },
    { STR_INIT("email"), STR_INIT(CONTACT_BY_EMAIL), { 0 } },
    { STR_INIT("letter"), STR_INIT(CONTACT_BY_LETTER), { 0 } },
    { STR_INIT("event"), STR_INIT(CONTACT_BY_EVENT), { 0 } },
    { STR_INIT("via_tsi"), STR_INIT(CONTACT_BY_TSI), { 0 } },
    { STR_INIT("commitment"), STR_INIT(CONTACT_COMMITMENT), { 0 } },
    { STR_INIT("note"), STR_INIT(CONTACT_NOTE), { 0 } },
};
#define N_TYPES (sizeof type_options / sizeof *type_options)

static const struct form_option direction_options[] = {
    { STR_INIT("out"), STR_INIT(CONTACT_WE), { 0 } },
    { STR_INIT("in"), STR_INIT(CONTACT_THEY), { 0 } },
};

static const struct form_date on_date = { "day", "month", "year" };
static const struct form_date next_date = { "next_day", "next_month", "next_year" };

struct entry_form {
    struct ctx *c;
    struct own_body b;
    struct contact_event was; /* id 0: a new one */
    struct view *v;
    struct form *f;
};

/* --- opening and showing --- */

static enum err entry_open(struct ctx *c, bool is_new, struct entry_form *k)
{
    *k = (struct entry_form){ .c = c };
    enum err e =
        is_new ? own_body_load(c, CAP_BODY_TIMELINE, &k->b) : contact_open(c, &k->b, &k->was);
    if (!e && !is_new && (!contact_event_is_own(&k->was) || k->was.removed_at_s))
        e = ERR_NOT_FOUND;
    if (e)
        return e;
    k->v = own_body_page(c, &k->b);
    page_back(c, is_new ? own_body_path(c, &k->b, "/timeline")
                        : contact_path(c, &k->b, k->was.id, ""));
    view_bool(k->v, S(is_new), is_new);
    view_null(k->v, S(theirs));
    k->f = form_new(c, k->v);
    return k->f ? OK : ERR_LIMIT;
}

static enum err show(struct entry_form *k, int status)
{
    struct form *f = k->f;
    form_options(f, S(type), "type", type_options, N_TYPES);
    form_options(f, S(direction_field), "direction", direction_options, 2);
    form_date_field(f, S(on_field), &on_date);
    form_field_most(f, S(summary), "summary", CONTACT_SUMMARY_CHARS);
    form_field_most(f, S(outcome), "outcome", CONTACT_OUTCOME_CHARS);
    form_field(f, S(next_step), "next_step");
    form_date_field(f, S(next_field), &next_date);
    form_field(f, S(seen), "seen");
    return status ? form_render_status(f, status, "bodies/timeline_form")
                  : form_render(f, "bodies/timeline_form");
}

static void set_date(struct entry_form *k, const struct form_date *names, struct str iso)
{
    struct arena *a = k->c->arena;
    struct date d;
    if (!date_parse(iso, &d))
        return;
    form_set(k->f, names->day, str_printf(a, "%d", d.day));
    form_set(k->f, names->month, str_printf(a, "%d", d.month));
    form_set(k->f, names->year, str_printf(a, "%d", d.year));
}

static void fill(struct entry_form *k)
{
    const struct contact_event *e = &k->was;
    bool is_contact = str_eq(e->kind, STR("contact"));
    form_set(k->f, "type", e->id ? (is_contact ? e->channel : e->kind) : param_str(k->c, "as"));
    form_set(k->f, "direction", e->direction);
    set_date(k, &on_date, e->id ? e->happened_on : contact_today(k->c));
    form_set(k->f, "summary", e->summary);
    form_set(k->f, "outcome", e->outcome);
    form_set(k->f, "next_step", e->next_step);
    set_date(k, &next_date, e->next_on);
    form_set(k->f, "seen", e->id ? contact_event_seen(k->c->arena, e) : (struct str){ 0 });
}

/* --- reading --- */

static void read_type(struct entry_form *k, struct contact_event *to)
{
    struct str type = form_value(k->f, "type"), direction = form_value(k->f, "direction");
    bool is_known = false;
    for (size_t i = 0; i < N_TYPES; i++)
        is_known = is_known || str_eq(type, type_options[i].value);
    bool is_channel = body_word_is(&contact_channels, type);
    bool has_side = str_eq(direction, STR("out")) || str_eq(direction, STR("in"));
    bool needs_side =
        is_channel && !str_eq(type, STR("meeting")) && !str_eq(type, STR("event"));
    to->kind = is_channel ? STR("contact") : type;
    to->channel = is_channel ? type : (struct str){ 0 };
    to->direction = has_side && !str_eq(type, STR("note")) ? direction : (struct str){ 0 };
    if (!is_known)
        form_error(k->f, "type", STR(CONTACT_SELECT_TYPE));
    else if (!has_side && (needs_side || str_eq(type, STR("commitment"))))
        form_error(k->f, "direction", STR(CONTACT_SELECT_DIRECTION));
}

static void read_day(struct entry_form *k, struct contact_event *to)
{
    struct date d;
    enum form_date_is is = form_date_read(k->c->arena, k->f, &on_date, &d);
    if (is == FORM_DATE_EMPTY)
        form_error(k->f, on_date.day, STR(CONTACT_ENTER_DATE));
    if (is != FORM_DATE_GOOD)
        return;
    to->happened_on = date_iso(k->c->arena, d);
    if (str_cmp(to->happened_on, contact_today(k->c)) > 0)
        form_error(k->f, on_date.day, STR(CONTACT_DATE_AHEAD));
}

/* A step has a day; of a commitment the day is what counts. */
static void read_next(struct entry_form *k, struct contact_event *to)
{
    struct form *f = k->f;
    struct date d;
    bool is_promise = str_eq(to->kind, STR("commitment"));
    enum form_date_is is = form_date_read(k->c->arena, f, &next_date, &d);
    to->next_step = form_value(f, "next_step");
    form_length(f, "next_step", CONTACT_STEP_CHARS, STR(CONTACT_STEP));
    if (is == FORM_DATE_GOOD)
        to->next_on = date_iso(k->c->arena, d);
    if (is == FORM_DATE_EMPTY && (is_promise || to->next_step.n))
        form_error(f, next_date.day,
                   is_promise ? STR(CONTACT_ENTER_DUE) : STR(CONTACT_ENTER_STEP_DATE));
    if (is == FORM_DATE_GOOD && !is_promise && !to->next_step.n)
        form_error(f, "next_step", STR(CONTACT_ENTER_STEP));
}

static bool is_filled_in(struct entry_form *k, struct contact_event *to)
{
    struct form *f = k->f;
    *to = (struct contact_event){ .id = k->was.id ? k->was.id : rand_id(),
                                  .body_id = k->b.body.id,
                                  .partnership_id = k->b.own.partnership.id,
                                  .by_account = k->c->visitor->account.id,
                                  .by_role = route_by_role(&k->c->visitor->actor,
                                                           k->b.own.partnership.id) };
    read_type(k, to);
    read_day(k, to);
    form_required(f, "summary", STR(CONTACT_ENTER_SUMMARY));
    form_length(f, "summary", CONTACT_SUMMARY_CHARS, STR(CONTACT_SUMMARY));
    form_length(f, "outcome", CONTACT_OUTCOME_CHARS, STR(CONTACT_OUTCOME));
    to->summary = form_value(f, "summary");
    to->outcome = form_value(f, "outcome");
    read_next(k, to);
    return !form_failed(f);
}

/* --- pages --- */

static struct contact_edit edit_of(const struct entry_form *k, const struct contact_event *to)
{
    return (struct contact_edit){ .actor = &k->c->visitor->actor,
                                  .act = ctx_act(k->c),
                                  .arena = k->c->arena,
                                  .to = *to,
                                  .seen = form_value(k->f, "seen") };
}

/* Somebody else mended it meanwhile: theirs is shown, what was typed is kept, and sending it
 * again replaces theirs. */
static enum err show_overtaken(struct entry_form *k, const struct contact_event *theirs)
{
    contact_show(k->c, view_sub(k->v, S(theirs)), theirs, true);
    form_set(k->f, "seen", contact_event_seen(k->c->arena, theirs));
    return show(k, 409);
}

static enum err save(struct entry_form *k, const struct contact_event *to)
{
    struct contact_edit edit = edit_of(k, to);
    struct str there = url_query(k->c->arena, contact_path(k->c, &k->b, to->id, ""),
                                 STR("done"), STR("saved"));
    enum err e = form_send_once(
        k->f, k->was.id ? contact_event_change_fn : contact_event_add_fn, &edit, there);
    if (e == ERR_CONFLICT && edit.is_overtaken)
        return show_overtaken(k, &edit.theirs);
    return e == ERR_CONFLICT ? show(k, 0) : e;
}

static enum err open_and_show(struct ctx *c, bool is_new)
{
    struct entry_form k;
    enum err e = entry_open(c, is_new, &k);
    if (e)
        return e;
    fill(&k);
    return show(&k, 0);
}

static enum err open_and_save(struct ctx *c, bool is_new)
{
    struct entry_form k;
    struct contact_event to;
    enum err e = entry_open(c, is_new, &k);
    if (e)
        return e;
    return is_filled_in(&k, &to) ? save(&k, &to) : show(&k, 0);
}

enum err contact_new_page(struct ctx *c)
{
    return open_and_show(c, true);
}

enum err contact_new_post_page(struct ctx *c)
{
    return open_and_save(c, true);
}

enum err contact_edit_page(struct ctx *c)
{
    return open_and_show(c, false);
}

enum err contact_edit_post_page(struct ctx *c)
{
    return open_and_save(c, false);
}

/* --- entered by mistake --- */

static enum err show_remove(struct entry_form *k, bool is_overtaken)
{
    contact_show(k->c, k->v, &k->was, true);
    view_str(k->v, S(seen_now), contact_event_seen(k->c->arena, &k->was));
    view_str(k->v, S(href), contact_path(k->c, &k->b, k->was.id, ""));
    view_bool(k->v, S(is_overtaken), is_overtaken);
    return is_overtaken ? form_render_status(k->f, 409, "bodies/timeline_remove")
                        : form_render(k->f, "bodies/timeline_remove");
}

enum err contact_remove_page(struct ctx *c)
{
    struct entry_form k;
    enum err e = entry_open(c, false, &k);
    return e ? e : show_remove(&k, false);
}

enum err contact_remove_post_page(struct ctx *c)
{
    struct entry_form k;
    enum err e = entry_open(c, false, &k);
    if (e)
        return e;
    struct contact_edit edit = edit_of(&k, &k.was);
    e = form_send_once(
        k.f, contact_event_remove_fn, &edit,
        url_query(c->arena, own_body_path(c, &k.b, "/timeline"), STR("done"), STR("removed")));
    if (e != ERR_CONFLICT)
        return e;
    if (edit.is_overtaken)
        k.was = edit.theirs;
    return show_remove(&k, edit.is_overtaken);
}
