/* consultation_setup_tasks.c: the page of one consultation: its task list before it is
 * published, and what is missing; its figures after it. */
#include "modules/consultations/consultation_setup.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_dates.h"
#include "modules/consultations/consultation_setup_words.h"
#include "modules/consultations/question.h"

enum { Q_PAPERS, Q_FORMATS, Q_RESPONSES, Q_CHANNELS, Q_LATE, Q_DRAFTS };

static const char *const sql[] = {
    [Q_PAPERS] = "SELECT count(*) FROM consultation_document WHERE consultation_id = $1 AND "
                 "removed_at_s IS NULL AND replaced_by IS NULL AND of_document IS NULL",
    [Q_FORMATS] = "SELECT count(*) FROM consultation_document WHERE consultation_id = $1 AND "
                  "removed_at_s IS NULL AND replaced_by IS NULL AND kind IN ('easy_read', "
                  "'bsl', 'large_print', 'gaelic')",
    [Q_RESPONSES] = "SELECT count(*) FROM response WHERE consultation_id = $1 AND is_live = 1",
    [Q_CHANNELS] = "SELECT channel, count(*) FROM response WHERE consultation_id = $1 AND "
                   "is_live = 1 GROUP BY channel ORDER BY 2 DESC, channel",
    [Q_LATE] = "SELECT count(*) FROM response WHERE consultation_id = $1 AND is_live = 1 AND "
               "late = 'waiting'",
    [Q_DRAFTS] = "SELECT count(*) FROM response_draft WHERE consultation_id = $1",
};
const struct sql_list consultation_setup_sql = SQL_LIST("consultation_setup", sql);

/* --- what is missing --- */

static void miss(struct setup_check *check, bool is_missing, enum setup_task task,
                 const char *words)
{
    if (is_missing && check->n_missing < SETUP_MISSING_MAX)
        check->missing[check->n_missing++] = (struct setup_missing){ task, words };
}

static void warn_of(struct setup_check *check, bool is, enum setup_task task, const char *words)
{
    if (is && check->n_warnings < SETUP_MISSING_MAX)
        check->warning[check->n_warnings++] = (struct setup_missing){ task, words };
}

static void check_about(const struct consultation *x, struct setup_check *check)
{
    miss(check, !x->summary.n, SETUP_ABOUT, MISSING_SUMMARY);
    miss(check, !x->overview.n, SETUP_ABOUT, MISSING_OVERVIEW);
    miss(check, !x->why.n, SETUP_ABOUT, MISSING_WHY);
    miss(check, !x->next.n, SETUP_ABOUT, MISSING_NEXT);
    miss(check, !x->areas.n, SETUP_ABOUT, MISSING_AREAS);
    miss(check, !x->audiences.n, SETUP_ABOUT, MISSING_AUDIENCES);
}

static bool results_come_late(const struct consultation *x)
{
    struct date d;
    return date_parse(x->results_by, &d) &&
           date_to_days(d) > date_to_days(consultation_last_day(x->closes_at_s));
}

static void check_dates(const struct consultation *x, int64_t now_s, struct setup_check *check)
{
    static const char *const words[] = { LENGTH_SHORT_WORDS, LENGTH_JULY_WORDS,
                                         LENGTH_WINTER_WORDS };
    bool is_whole = x->opens_at_s && x->closes_at_s;
    bool is_draft = is_whole && !x->published_at_s;
    unsigned length =
        is_draft ? consultation_length_from(x->opens_at_s, x->closes_at_s, now_s) : 0;
    miss(check, !x->opens_at_s, SETUP_DATES, MISSING_OPENS);
    miss(check, !x->closes_at_s, SETUP_DATES, MISSING_CLOSES);
    miss(check, is_whole && x->closes_at_s <= x->opens_at_s, SETUP_DATES, MISSING_ORDER);
    miss(check, x->closes_at_s && x->closes_at_s <= now_s, SETUP_DATES, MISSING_PAST);
    miss(check, !x->closes_at_s || !results_come_late(x), SETUP_DATES, MISSING_RESULTS);
    miss(check, length && !x->length_reason.n, SETUP_DATES, MISSING_REASON);
    warn_of(check, is_draft && x->opens_at_s < now_s, SETUP_DATES, WARN_AT_ONCE);
    for (unsigned i = 0; i < 3; i++)
        warn_of(check, length & (1u << i), SETUP_DATES, words[i]);
}

static enum err check_questions(struct setup *k, struct setup_check *check)
{
    struct question_form form;
    enum err e = question_form_load(k->c->db, k->c->arena, k->x.id, &form);
    int64_t n_required = 0;
    for (size_t i = 0; !e && i < form.n; i++)
        n_required += form.question[i].is_required;
    if (e)
        return e;
    check->n_questions = (int64_t)question_count(&form);
    miss(check, !form.n, SETUP_QUESTIONS, MISSING_QUESTIONS);
    const char *words =
        str_z(k->c->arena, str_printf(k->c->arena, WARN_REQUIRED, (long long)n_required));
    warn_of(check, n_required > 5 && words, SETUP_QUESTIONS, words);
    return OK;
}

static enum err check_papers(struct setup *k, struct setup_check *check)
{
    int64_t n_formats = 0;
    enum err e = db_one_i64(k->c->db, sql[Q_PAPERS], BINDS(bi(k->x.id)), &check->n_papers);
    if (!e)
        e = db_one_i64(k->c->db, sql[Q_FORMATS], BINDS(bi(k->x.id)), &n_formats);
    warn_of(check, !check->n_papers, SETUP_PAPERS, WARN_PAPER);
    warn_of(check, !n_formats, SETUP_PAPERS, WARN_FORMATS);
    return e;
}

static enum setup_state state_of(const struct setup *k, const struct setup_check *check,
                                 enum setup_task task)
{
    for (size_t i = 0; i < check->n_missing; i++)
        if (check->missing[i].task == task)
            return SETUP_TODO;
    return task == SETUP_PAPERS && !check->n_papers && k ? SETUP_CHOICE : SETUP_DONE;
}

enum err setup_check_load(struct setup *k, struct setup_check *out)
{
    const struct consultation *x = &k->x;
    *out = (struct setup_check){ .n_missing = 0 };
    check_about(x, out);
    check_dates(x, k->c->now_s, out);
    enum err e = check_questions(k, out);
    if (!e)
        e = check_papers(k, out);
    miss(out, !x->contact_role.n || !x->contact_email.n, SETUP_WAYS, MISSING_CONTACT);
    warn_of(out, !x->other_ways.n && !x->post_address.n && !x->contact_phone.n, SETUP_WAYS,
            WARN_WAYS);
    miss(out, !x->privacy.n, SETUP_PRIVACY, MISSING_PRIVACY);
    for (enum setup_task t = 0; t < SETUP__MAX; t++)
        out->state[t] = state_of(k, out, t);
    return e;
}

/* --- showing --- */

static void show_tasks(struct setup *k, const struct setup_check *check)
{
    struct list *list = view_list(k->page, S(tasks));
    for (enum setup_task t = 0; t < SETUP__MAX; t++) {
        struct view *v = list_add(list);
        view_lit(v, S(label), setup_tasks[t].label);
        view_str(v, S(href), setup_path(k, setup_tasks[t].ending));
        view_bool(v, S(is_done), check->state[t] == SETUP_DONE);
        view_bool(v, S(is_choice), check->state[t] == SETUP_CHOICE);
    }
    view_int(k->page, S(n_missing), (int64_t)check->n_missing);
    view_bool(k->page, S(is_complete), check->n_missing == 0);
}

static void show_dates(struct setup *k, enum consultation_state state)
{
    struct arena *a = k->c->arena;
    const struct consultation *x = &k->x;
    struct view *v = k->page;
    struct date d;
    bool was_moved = x->first_closes_at_s && x->first_closes_at_s != x->closes_at_s;
    view_str(v, S(opens_words), consultation_opens_words(a, x->opens_at_s));
    view_str(v, S(closes_words), consultation_closes_words(a, x->closes_at_s));
    view_bool(v, S(was_moved), was_moved);
    view_str(v, S(first_closes_words),
             was_moved ? consultation_closes_words(a, x->first_closes_at_s)
                       : (struct str){ 0 });
    view_str(v, S(results_words),
             date_parse(x->results_by, &d) ? date_long(a, d) : (struct str){ 0 });
    view_bool(v, S(is_withdrawn), state == CONSULTATION_WITHDRAWN);
    view_bool(v, S(can_extend),
              state == CONSULTATION_FORTHCOMING || state == CONSULTATION_OPEN);
    view_bool(v, S(has_opened), k->is_published && state != CONSULTATION_FORTHCOMING);
    view_bool(v, S(can_archive), state == CONSULTATION_CLOSED || state == CONSULTATION_RESULTS);
    view_str(v, S(public_href), url_path(a, "/consultations/%", x->slug));
}

static bool has_closed(enum consultation_state state)
{
    return state == CONSULTATION_CLOSED || state == CONSULTATION_RESULTS ||
           state == CONSULTATION_ARCHIVED;
}

/* What is done with its responses stands on pages of their own. */
static void show_ways_on(struct setup *k)
{
    struct arena *a = k->c->arena;
    struct str of = k->x.slug, name = STR("consultation");
    view_bool(k->page, S(may_read), consultation_may(k->c, &k->x, CAP_RESPONSE_READ));
    view_bool(k->page, S(may_log), consultation_may(k->c, &k->x, CAP_RESPONSE_LOG));
    view_bool(k->page, S(can_answer),
              has_closed(consultation_state(&k->x, k->c->now_s)) &&
                  consultation_may(k->c, &k->x, CAP_CONSULTATION_EDIT));
    view_str(k->page, S(results_href), url_path(a, "/coordinator/results/%", k->x.slug));
    view_str(k->page, S(responses_href), url_query(a, STR("/coordinator/responses"), name, of));
    view_str(k->page, S(log_href), url_query(a, STR("/coordinator/responses/new"), name, of));
}

static enum err show_figures(struct setup *k)
{
    struct db *db = k->c->db;
    struct arena *a = k->c->arena;
    int64_t n = 0, n_late = 0, n_drafts = 0;
    enum err e = db_one_i64(db, sql[Q_RESPONSES], BINDS(bi(k->x.id)), &n);
    if (!e)
        e = db_one_i64(db, sql[Q_LATE], BINDS(bi(k->x.id)), &n_late);
    if (!e)
        e = db_one_i64(db, sql[Q_DRAFTS], BINDS(bi(k->x.id)), &n_drafts);
    if (e)
        return e;
    view_int(k->page, S(n_responses), n);
    view_int(k->page, S(n_late), n_late);
    view_int(k->page, S(n_drafts), n_drafts);
    struct list *list = view_list(k->page, S(channels));
    struct stmt *s = db_query(db, sql[Q_CHANNELS], BINDS(bi(k->x.id)));
    while (db_row(s)) {
        struct view *v = list_add(list);
        view_str(v, S(label), consultation_label(consultation_channels, db_text(s, 0, a)));
        view_int(v, S(n), db_i64(s, 1));
    }
    view_bool(k->page, S(has_channels), list_len(list) > 0);
    return db_done(s, OK);
}

enum err consultation_show_desk_page(struct ctx *c)
{
    struct setup k;
    struct setup_check check;
    enum err e = setup_open(c, CAP_ANSWER_TAG, &k);
    if (e)
        return e;
    if (!str_eq(k.x.slug, param_str(c, "slug")))
        return ctx_moved(c, setup_path(&k, ""));
    enum consultation_state state = consultation_state(&k.x, c->now_s);
    struct str done = param_str(c, "done");
    page_back(c, STR("/coordinator/consultations"));
    view_bool(k.page, S(may_edit), consultation_may(c, &k.x, CAP_CONSULTATION_EDIT));
    view_str(k.page, S(state_label), consultation_state_label(state));
    view_lit(k.page, S(state_tag), consultation_state_tag(state));
    view_str(k.page, S(reference), k.x.reference);
    view_bool(k.page, S(was_saved), str_eq(done, STR("saved")));
    view_bool(k.page, S(was_published), str_eq(done, STR("published")));
    view_bool(k.page, S(was_extended), str_eq(done, STR("extended")));
    view_bool(k.page, S(is_published), k.is_published);
    e = setup_check_load(&k, &check);
    if (!e)
        show_tasks(&k, &check);
    show_dates(&k, state);
    show_ways_on(&k);
    if (!e)
        e = show_figures(&k);
    return e ? e : form_render(k.f, "consultations/desk_show");
}
