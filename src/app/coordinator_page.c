#include "app/coordinator_page.h"

#include "app/app_words.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/contact_pages.h"
#include "modules/bodies/suggestion.h"
#include "modules/bodies/interest_desk.h"
#include "modules/consultations/consultation_desk.h"
#include "modules/feedback/feedback.h"
#include "modules/moderation/moderation.h"
#include "modules/partnerships/bounce.h"
#include "modules/partnerships/contact_route.h"
#include "modules/partnerships/message_desk.h"
#include "modules/partnerships/own.h"
#include "modules/partnerships/subscription.h"
#include "modules/people/recovery.h"
#include "modules/people/visitor.h"
#include "modules/results/result.h"

#define PROMISE_DAYS 14
#define CODES_FEW 3 /* recovery.h: pages ask for new ones below that */

typedef enum err (*todo_count)(struct ctx *c, int64_t partnership_id, int64_t *n);

static enum err count_route(struct ctx *c, int64_t partnership_id, int64_t *n)
{
    struct route_due due;
    enum err e = route_due(c->db, c->arena, partnership_id, c->now_s, &due);
    *n = (int64_t)(due.n_never + due.n_old + due.n_stale);
    return e;
}

static enum err count_corrections(struct ctx *c, int64_t partnership_id, int64_t *n)
{
    return report_count(c->db, &(struct desk_ask){ partnership_id, true, 0, 0 }, n);
}

static enum err count_messages(struct ctx *c, int64_t partnership_id, int64_t *n)
{
    return message_count(c->db, &(struct desk_ask){ partnership_id, true, 0, 0 }, n);
}

static enum err count_interest(struct ctx *c, int64_t partnership_id, int64_t *n)
{
    return interest_count(c->db, &(struct desk_ask){ partnership_id, true, 0, 0 }, n);
}

static enum err count_bounces(struct ctx *c, int64_t partnership_id, int64_t *n)
{
    return bounce_count(c->db, partnership_id, n);
}

static enum err count_suggestions(struct ctx *c, int64_t partnership_id, int64_t *n)
{
    return suggestion_count(c->db, &(struct desk_ask){ partnership_id, true, 0, 0 }, n);
}

/* Promised up to two weeks from now, and not published. */
static enum err count_results(struct ctx *c, int64_t partnership_id, int64_t *n)
{
    struct date day = date_from_days(date_to_days(london_from_s(c->now_s).date) + PROMISE_DAYS);
    return results_due_count(c->db, partnership_id, c->now_s, date_iso(c->arena, day), n);
}

static enum err count_feedback(struct ctx *c, int64_t partnership_id, int64_t *n)
{
    return feedback_drafts_count(c->db, partnership_id, n);
}

static struct moderation_due answers_due(const struct ctx *c, int64_t partnership_id)
{
    return (struct moderation_due){ partnership_id, c->visitor->account.id, c->now_s };
}

static enum err count_to_read(struct ctx *c, int64_t partnership_id, int64_t *n)
{
    const struct moderation_due x = answers_due(c, partnership_id);
    return moderation_due_to_read(c->db, &x, n);
}

static enum err count_to_release(struct ctx *c, int64_t partnership_id, int64_t *n)
{
    const struct moderation_due x = answers_due(c, partnership_id);
    return moderation_due_release(c->db, &x, n);
}

static enum err count_mended(struct ctx *c, int64_t partnership_id, int64_t *n)
{
    const struct moderation_due x = answers_due(c, partnership_id);
    return moderation_due_mended(c->db, &x, n);
}

/* The person's own, wherever they work. */
static enum err count_codes(struct ctx *c, int64_t partnership_id, int64_t *n)
{
    int64_t left = 0;
    (void)partnership_id;
    *n = 0;
    if (!c->visitor->account.totp_secret.n)
        return OK;
    enum err e = recovery_left(c->db, c->visitor->account.id, &left);
    *n = left < CODES_FEW;
    return e;
}

/* Shown to whoever has the right in that partnership. */
static const struct todo_line {
    enum capability capability;
    todo_count count;
    const char *label, *href;
    bool is_figure; /* stands among the figures too, and its page takes ?partnership= */
} lines[] = {
    { CAP_ROUTE_EDIT, count_route, TODO_ROUTE, "/coordinator/partnership", true },
    { CAP_ROUTE_EDIT, count_corrections, TODO_CORRECTIONS, "/coordinator/corrections", true },
    { CAP_BODY_EDIT, count_suggestions, TODO_SUGGESTIONS, "/coordinator/suggestions", true },
    { CAP_MESSAGE_READ, count_messages, TODO_MESSAGES, "/coordinator/messages", true },
    { CAP_INTEREST_READ, count_interest, TODO_INTEREST, "/coordinator/interest", true },
    { CAP_ROUTE_EDIT, count_bounces, TODO_BOUNCES, "/coordinator/corrections", true },
    { CAP_BODY_TIMELINE, contact_due_today, TODO_DUE, "/coordinator/due", true },
    { CAP_ANSWER_PUBLISH, count_results, TODO_RESULTS, "/coordinator/consultations", true },
    { CAP_ANSWER_PUBLISH, count_to_read, TODO_TO_READ, "/coordinator/consultations", true },
    { CAP_RELEASE_SECOND, count_to_release, TODO_TO_RELEASE, "/coordinator/consultations",
      true },
    { CAP_ANSWER_PUBLISH, count_mended, TODO_MENDED, "/coordinator/consultations", true },
    { CAP_CONSULTATION_EDIT, count_feedback, TODO_FEEDBACK, "/coordinator/consultations",
      true },
    { CAP_ANSWER_TAG, count_codes, TODO_CODES, "/account", false },
};
#define N_LINES (sizeof lines / sizeof lines[0])

static void add_line(struct ctx *c, struct list *list, const struct todo_line *line,
                     const struct own *own, int64_t n)
{
    struct view *v = list_add(list);
    struct str href = str_from(line->href);
    view_lit(v, S(label), line->label);
    view_int(v, S(n), n);
    view_bool(v, S(has_count), line->is_figure);
    view_str(v, S(href),
             line->is_figure
                 ? url_query(c->arena, href, STR("partnership"), own->partnership.slug)
                 : href);
}

static enum err add_lines(struct ctx *c, const struct own *own, struct view *v)
{
    struct list *figures = view_list(v, S(figures)), *todo = view_list(v, S(todo));
    int64_t where = own->partnership.id;
    for (size_t i = 0; i < N_LINES; i++) {
        int64_t n = 0;
        if (!actor_may(&c->visitor->actor, lines[i].capability, where))
            continue;
        enum err e = lines[i].count(c, where, &n);
        if (e)
            return e;
        if (lines[i].is_figure)
            add_line(c, figures, &lines[i], own, n);
        if (n)
            add_line(c, todo, &lines[i], own, n);
    }
    view_bool(v, S(has_figures), list_len(figures) > 0);
    view_bool(v, S(has_todo), list_len(todo) > 0);
    return OK;
}

/* How many addresses get mail about each topic: numbers only. */
static enum err add_followers(struct ctx *c, const struct own *own, struct view *v)
{
    struct list *followers = view_list(v, S(followers));
    enum err e = OK;
    for (enum topic t = 0; !e && t < TOPIC__MAX; t++) {
        struct subscription_count n;
        if (!topic_is_built(t))
            continue;
        e = subscription_count(c->db, own->partnership.id, t, &n);
        struct view *one = list_add(followers);
        view_lit(one, S(label), topic_label(t));
        view_int(one, S(n), n.n);
        view_bool(one, S(is_one), n.n == 1);
        view_int(one, S(n_everywhere), n.n_everywhere);
    }
    return e;
}

enum err coordinator_home_page(struct ctx *c)
{
    struct own own;
    enum err e = own_partnership_load(c, CAP_ANSWER_TAG, &own);
    if (e)
        return e;
    struct view *v = page_new(c, "");
    view_str(v, S(partnership_href),
             url_path(c->arena, "/partnerships/%", own.partnership.slug));
    e = own_partnership_show(c, &own, CAP_ANSWER_TAG, v);
    if (!e)
        e = add_lines(c, &own, v);
    if (!e)
        e = consultation_desk_open_ones(c, &own, v);
    if (!e)
        e = add_followers(c, &own, v);
    return e ? e : ctx_render(c, "coordinator/home", v);
}
