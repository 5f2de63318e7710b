/*
 * feedback_desk_pages.c: all answers of a consultation, drafts among them: their order, which
 * themes have none yet, and publishing the drafts after looking at them.
 */
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_desk.h"
#include "modules/consultations/consultation_view.h"
#include "modules/feedback/feedback_desk.h"
#include "modules/feedback/feedback_page_words.h"
#include "modules/feedback/feedback_pages.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/partnerships/route_edit.h"
#include "modules/people/visitor.h"

#define HEADING_LEVEL 5 /* inside the texts of an answer */
#define OVERTAKEN 409

/* --- opening --- */

struct str feedback_desk_path(const struct feedback_desk *d, const char *ending)
{
    return str_join(d->c->arena,
                    url_path(d->c->arena, "/coordinator/results/%/feedback", d->x.slug),
                    str_from(ending));
}

struct str feedback_desk_item_path(const struct feedback_desk *d, int64_t id,
                                   const char *ending)
{
    return str_printf(d->c->arena, "%.*s/%lld%s", STR_ARG(feedback_desk_path(d, "")),
                      (long long)id, ending);
}

const struct feedback_item *feedback_desk_item(const struct feedback_desk *d, int64_t id)
{
    for (size_t i = 0; i < d->n; i++)
        if (d->item[i].id == id)
            return &d->item[i];
    return NULL;
}

static enum err load_all(struct feedback_desk *d)
{
    struct ctx *c = d->c;
    d->item = arena_array(c->arena, FEEDBACK_ITEMS_MAX, sizeof *d->item);
    enum err e = d->item ? feedback_list(c->db, c->arena, d->x.id, d->item, &d->n) : ERR_LIMIT;
    return e ? e : theme_list(c->db, c->arena, d->x.id, &d->theme, &d->n_themes);
}

enum err feedback_desk_open(struct feedback_desk *d, struct ctx *c)
{
    *d = (struct feedback_desk){ .c = c };
    enum err e = consultation_load_for(c, CAP_CONSULTATION_EDIT, param_str(c, "slug"), &d->x);
    if (!e && !feedback_is_time(&d->x, c->now_s))
        e = ERR_NOT_FOUND;
    if (!e)
        e = load_all(d);
    if (e)
        return e;
    d->page = page_new(c, "");
    d->form = form_new(c, d->page);
    d->overtaken = overtaken_none(d->page, feedback_desk_path(d, ""));
    view_str(d->page, S(consultation_title), d->x.title);
    view_str(d->page, S(reference), d->x.reference);
    view_str(d->page, S(base_href), feedback_desk_path(d, ""));
    view_str(d->page, S(results_href), url_path(c->arena, "/coordinator/results/%", d->x.slug));
    view_bool(d->page, S(is_invited_only), d->x.is_invited_only);
    return d->form ? OK : ERR_LIMIT;
}

struct feedback_write feedback_desk_write(const struct feedback_desk *d)
{
    return (struct feedback_write){ .actor = &d->c->visitor->actor,
                                    .act = ctx_act(d->c),
                                    .arena = d->c->arena,
                                    .by_role = route_by_role(&d->c->visitor->actor,
                                                             d->x.partnership_id),
                                    .consultation_id = d->x.id };
}

struct feedback_public feedback_as_public(const struct feedback_desk *d,
                                          const struct feedback_item *x)
{
    return (struct feedback_public){ .id = x->id,
                                     .consultation_id = x->consultation_id,
                                     .partnership_id = d->x.partnership_id,
                                     .theme = x->theme,
                                     .outcome = x->outcome,
                                     .we_asked = x->we_asked,
                                     .you_said = x->you_said,
                                     .decision = x->decision,
                                     .we_did = x->we_did,
                                     .reason = x->reason,
                                     .plan_reference = x->plan_reference,
                                     .plan_url = x->plan_url,
                                     .published_at_s =
                                         x->published_at_s ? x->published_at_s : d->c->now_s,
                                     .changed_at_s =
                                         x->published_at_s ? x->changed_at_s : d->c->now_s };
}

/* --- the list --- */

static void items_view(struct feedback_desk *d)
{
    struct list *rows = view_list(d->page, S(rows));
    for (size_t i = 0; i < d->n; i++) {
        const struct feedback_item *x = &d->item[i];
        struct view *v = list_add(rows);
        view_int(v, S(id), x->id);
        view_int(v, S(number), (int64_t)i + 1);
        view_str(v, S(heading), feedback_label(d->c->arena, x));
        view_str(v, S(href), feedback_desk_item_path(d, x->id, ""));
        view_str(v, S(remove_href), feedback_desk_item_path(d, x->id, "/remove"));
        view_str(v, S(decision), consultation_label(feedback_decisions, x->decision));
        view_lit(v, S(decision_tag), feedback_decision_tag(x->decision));
        view_bool(v, S(is_published), x->published_at_s > 0);
        view_bool(v, S(is_first), i == 0);
        view_bool(v, S(is_last), i + 1 == d->n);
    }
    view_bool(d->page, S(has_rows), d->n > 0);
}

static bool is_answered(const struct feedback_desk *d, const struct theme *t)
{
    for (size_t i = 0; i < d->n; i++)
        if (d->item[i].theme_id == t->id)
            return true;
    return false;
}

/* A theme of its own, or an outcome that people wrote about. */
static bool is_to_answer(const struct theme *t)
{
    return !t->is_ended && (t->n_answers || !t->outcome.n);
}

/* Those that nobody has answered yet. */
static void open_themes_view(struct feedback_desk *d)
{
    struct list *list = view_list(d->page, S(unanswered));
    bool has_themes = false;
    for (size_t i = 0; i < d->n_themes; i++) {
        const struct theme *t = &d->theme[i];
        if (!is_to_answer(t))
            continue;
        has_themes = true;
        if (is_answered(d, t))
            continue;
        struct view *v = list_add(list);
        view_str(v, S(label), t->name);
        view_int(v, S(n), t->n_answers);
        view_bool(v, S(is_one), t->n_answers == 1);
        view_str(v, S(href),
                 url_query(d->c->arena, feedback_desk_path(d, "/new"), STR("theme"),
                           str_printf(d->c->arena, "%lld", (long long)t->id)));
    }
    view_bool(d->page, S(has_themes), has_themes);
    view_bool(d->page, S(has_unanswered), list_len(list) > 0);
}

/* When results or the first answers were published, whichever came first; 0: neither. */
static int64_t met_at_s(const struct feedback_desk *d)
{
    int64_t met_s = d->x.results_at_s;
    for (size_t i = 0; i < d->n; i++) {
        int64_t s = d->item[i].published_at_s;
        if (s && (!met_s || s < met_s))
            met_s = s;
    }
    return met_s;
}

/* "Results are promised by …": to come, overdue, kept, or kept late. */
static void promise_view(struct feedback_desk *d)
{
    struct date by;
    bool has = date_parse(d->x.results_by, &by);
    int64_t met_s = met_at_s(d);
    struct date day = london_from_s(met_s ? met_s : d->c->now_s).date;
    bool is_past = has && date_to_days(by) < date_to_days(day);
    bool is_closed = consultation_state(&d->x, d->c->now_s) == CONSULTATION_CLOSED;
    view_text(d->page, S(results),
              has && (is_closed || met_s) ? date_long(d->c->arena, by) : (struct str){ 0 });
    view_text(d->page, S(met_on), met_s ? date_long(d->c->arena, day) : (struct str){ 0 });
    view_bool(d->page, S(is_late), met_s && is_past);
    view_bool(d->page, S(is_overdue), is_past && is_closed && !met_s);
}

static size_t count_drafts(const struct feedback_desk *d)
{
    size_t n = 0;
    for (size_t i = 0; i < d->n; i++)
        n += !d->item[i].published_at_s;
    return n;
}

static enum err desk_show(struct feedback_desk *d, int status)
{
    struct str done = param_str(d->c, "done");
    size_t n_drafts = count_drafts(d);
    page_back(d->c, url_path(d->c->arena, "/coordinator/results/%", d->x.slug));
    items_view(d);
    open_themes_view(d);
    promise_view(d);
    view_int(d->page, S(n_drafts), (int64_t)n_drafts);
    view_bool(d->page, S(is_one), n_drafts == 1);
    view_bool(d->page, S(is_full), d->n >= FEEDBACK_ITEMS_MAX);
    view_bool(d->page, S(has_published), n_drafts < d->n);
    view_bool(d->page, S(was_saved), str_eq(done, STR("saved")));
    view_bool(d->page, S(was_removed), str_eq(done, STR("removed")));
    view_bool(d->page, S(was_published), str_eq(done, STR("published")));
    view_str(d->page, S(new_href), feedback_desk_path(d, "/new"));
    view_str(d->page, S(publish_href), feedback_desk_path(d, "/publish"));
    view_str(d->page, S(public_href),
             url_path(d->c->arena, "/consultations/%/results#feedback", d->x.slug));
    return status ? form_render_status(d->form, status, "feedback/desk")
                  : form_render(d->form, "feedback/desk");
}

enum err feedback_desk_page(struct ctx *c)
{
    struct feedback_desk d;
    enum err e = feedback_desk_open(&d, c);
    return e ? e : desk_show(&d, 0);
}

/* One up or down. */
enum err feedback_desk_post_page(struct ctx *c)
{
    struct feedback_desk d;
    enum err e = feedback_desk_open(&d, c);
    if (e)
        return e;
    struct feedback_write w = feedback_desk_write(&d);
    w.is_up = param_has(c, "up");
    w.to.id = param_i64(c, w.is_up ? "up" : "down", 0);
    e = form_send_once(
        d.form, feedback_move_fn, &w,
        url_query(c->arena, feedback_desk_path(&d, ""), STR("done"), STR("saved")));
    return e == ERR_CONFLICT ? desk_show(&d, OVERTAKEN) : e;
}

/* --- publishing --- */

static struct str mark_of_drafts(struct feedback_desk *d, const struct outcomes *outcomes,
                                 struct list *rows)
{
    struct feedback_item *draft = arena_array(d->c->arena, d->n + 1, sizeof *draft);
    size_t n = 0;
    for (size_t i = 0; draft && i < d->n; i++) {
        if (d->item[i].published_at_s)
            continue;
        draft[n++] = d->item[i];
        const struct feedback_public x = feedback_as_public(d, &d->item[i]);
        feedback_public_view(d->c->arena, outcomes, &x, HEADING_LEVEL, list_add(rows));
    }
    return draft && n ? feedback_mark(d->c->arena, draft, n) : (struct str){ 0 };
}

static enum err publish_show(struct feedback_desk *d, int status)
{
    struct outcomes outcomes;
    struct list *rows = view_list(d->page, S(feedback));
    enum err e = outcomes_load(d->c->db, d->c->arena, &outcomes);
    if (e)
        return e;
    view_str(d->page, S(seen), mark_of_drafts(d, &outcomes, rows));
    view_bool(d->page, S(has_rows), list_len(rows) > 0);
    view_int(d->page, S(n), (int64_t)list_len(rows));
    view_bool(d->page, S(is_one), list_len(rows) == 1);
    view_bool(d->page, S(is_late), status == OVERTAKEN);
    page_back(d->c, feedback_desk_path(d, ""));
    return status ? form_render_status(d->form, status, "feedback/publish")
                  : form_render(d->form, "feedback/publish");
}

enum err feedback_publish_page(struct ctx *c)
{
    struct feedback_desk d;
    enum err e = feedback_desk_open(&d, c);
    return e ? e : publish_show(&d, 0);
}

enum err feedback_publish_post_page(struct ctx *c)
{
    struct feedback_desk d;
    enum err e = feedback_desk_open(&d, c);
    if (e)
        return e;
    struct feedback_write w = feedback_desk_write(&d);
    w.seen = param_str(c, "seen");
    e = form_send_once(
        d.form, feedback_publish_fn, &w,
        url_query(c->arena, feedback_desk_path(&d, ""), STR("done"), STR("published")));
    if (e != ERR_CONFLICT)
        return e;
    e = load_all(&d); /* as they stand now */
    return e ? e : publish_show(&d, OVERTAKEN);
}
