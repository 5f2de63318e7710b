/*
 * consultation_setup.h: the pages on which a coordinator sets a consultation up: a task list,
 * and a page for each task (interface.md 4.4). Each page keeps what is typed on it; what it may
 * not change stands on others.
 *
 * Once it is published the same pages change what the public reads: each change then asks for
 * its reason, which stands in the public history (B.23).
 */
#ifndef MODULES_CONSULTATIONS_CONSULTATION_SETUP_H
#define MODULES_CONSULTATIONS_CONSULTATION_SETUP_H

#include "core/web/form.h"
#include "modules/consultations/consultation_public.h"
#include "modules/consultations/overtaken.h"
#include "modules/mail/mail.h"
#include "modules/partnerships/partnership.h"

enum setup_task {
    SETUP_ABOUT,
    SETUP_PARTNERSHIPS,
    SETUP_DATES,
    SETUP_PAPERS,
    SETUP_QUESTIONS,
    SETUP_WAYS,
    SETUP_PRIVACY,
    SETUP_WHO,
    SETUP__MAX
};
struct setup_task_row {
    const char *ending, *label;
};
extern const struct setup_task_row setup_tasks[SETUP__MAX];

/* One consultation on one of these pages. */
struct setup {
    struct ctx *c;
    struct consultation x;
    struct partnership lead;
    struct view *page;
    struct form *f;
    bool is_published;
    bool is_overtaken; /* after setup_save: somebody else changed it meanwhile */
    bool is_gone;      /* the part that the form is of was taken away meanwhile */
    struct overtaken overtaken;
    struct str seen_now; /* with is_overtaken: what stands there now */
};

/*
 * By the row's `slug`. page: partnership_name, consultation_title, base_href (its task list).
 * ERR_NOT_FOUND: none, or not this person's by `cap`, which is recorded.
 */
enum err setup_open(struct ctx *c, enum capability cap, struct setup *k) MUST_CHECK;
/* The same with a form of the task: task, action, seen, reason, asks_reason, overtaken of
 * templates/consultations/setup_form.mustache. A withdrawn one is ERR_NOT_FOUND. */
enum err setup_open_task(struct ctx *c, enum setup_task task, struct setup *k) MUST_CHECK;
/* The same for a page with a form that is no task: `label` its heading, `ending` its address.
 */
enum err setup_open_step(struct ctx *c, const char *label, const char *ending,
                         struct setup *k) MUST_CHECK;
/* What templates/consultations/asked.mustache needs: of every page on which one is changed. */
void setup_show_asked(struct ctx *c, const struct consultation *x, struct view *page);
/* "/coordinator/consultations/plan-2027" and the ending */
struct str setup_path(const struct setup *k, const char *ending);

/* Shows the task's form; on a POST with 422, or 409 when it was overtaken. */
enum err setup_render(struct setup *k, const char *template_name) MUST_CHECK;
/* Judges `reason` where it is asked for. */
void setup_judge_reason(struct setup *k);
/*
 * Keeps `to` (setup.x with changes), once, with the note in the public history, and goes on to
 * the task list. ERR_CONFLICT: the form is to be shown again (setup_render).
 */
enum err setup_save(struct setup *k, const struct consultation *to,
                    enum setup_task task) MUST_CHECK;

/* What `mine` would make of it beside what stands there now (k->x), as rows of the page. */
enum err setup_compare(struct setup *k, const struct consultation *mine) MUST_CHECK;

/* One change with what belongs into its write. */
struct setup_write {
    struct arena *arena;
    struct act act;
    struct consultation to;
    struct str action;
    struct consultation_change note; /* kind NULL: none */
    const struct mail *mail;         /* queued with it */
    size_t n_mails;
    bool is_extended; /* subscribers hear of it */
    bool is_overtaken;
};
enum err setup_write_fn(struct db *db, void *setup_write);
struct setup_write setup_write_of(const struct setup *k, const struct consultation *to,
                                  struct str action);
/* The same, for pages with a button of their own. */
enum err setup_write(struct setup *k, struct setup_write *x, struct str there) MUST_CHECK;
/* By whom, for the public history: "coordinator". */
struct str setup_by_role(const struct setup *k);

/* --- what is missing before it can be published (consultation_setup_tasks.c) --- */

enum setup_state { SETUP_TODO, SETUP_DONE, SETUP_CHOICE /* not asked for */ };
struct setup_missing {
    enum setup_task task;
    const char *words;
};
#define SETUP_MISSING_MAX 20
struct setup_check {
    enum setup_state state[SETUP__MAX];
    struct setup_missing missing[SETUP_MISSING_MAX]; /* it cannot be published without */
    size_t n_missing;
    struct setup_missing warning[SETUP_MISSING_MAX]; /* it can */
    size_t n_warnings;
    int64_t n_questions, n_papers;
};
enum err setup_check_load(struct setup *k, struct setup_check *out) MUST_CHECK;

extern const struct sql_list consultation_setup_sql;

/* Radios of the kinds. */
void consultation_kind_field(struct form *f);

/* --- pages --- */
enum err consultation_list_desk_page(struct ctx *c) MUST_CHECK;
enum err consultation_new_page(struct ctx *c) MUST_CHECK;
enum err consultation_new_post_page(struct ctx *c) MUST_CHECK;
enum err consultation_show_desk_page(struct ctx *c) MUST_CHECK;
enum err consultation_about_page(struct ctx *c) MUST_CHECK;
enum err consultation_about_post_page(struct ctx *c) MUST_CHECK;
enum err consultation_partnerships_page(struct ctx *c) MUST_CHECK;
enum err consultation_partnerships_post_page(struct ctx *c) MUST_CHECK;
enum err consultation_dates_page(struct ctx *c) MUST_CHECK;
enum err consultation_dates_post_page(struct ctx *c) MUST_CHECK;
enum err consultation_ways_page(struct ctx *c) MUST_CHECK;
enum err consultation_ways_post_page(struct ctx *c) MUST_CHECK;
enum err consultation_privacy_page(struct ctx *c) MUST_CHECK;
enum err consultation_privacy_post_page(struct ctx *c) MUST_CHECK;
enum err consultation_who_page(struct ctx *c) MUST_CHECK;
enum err consultation_who_post_page(struct ctx *c) MUST_CHECK;
enum err consultation_papers_page(struct ctx *c) MUST_CHECK;
enum err consultation_paper_new_page(struct ctx *c) MUST_CHECK;
enum err consultation_paper_new_post_page(struct ctx *c) MUST_CHECK;
enum err consultation_paper_page(struct ctx *c) MUST_CHECK;
enum err consultation_paper_post_page(struct ctx *c) MUST_CHECK;
enum err consultation_paper_remove_page(struct ctx *c) MUST_CHECK;
enum err consultation_paper_remove_post_page(struct ctx *c) MUST_CHECK;
enum err consultation_publish_page(struct ctx *c) MUST_CHECK;
enum err consultation_publish_post_page(struct ctx *c) MUST_CHECK;
enum err consultation_extend_page(struct ctx *c) MUST_CHECK;
enum err consultation_extend_post_page(struct ctx *c) MUST_CHECK;
enum err consultation_withdraw_page(struct ctx *c) MUST_CHECK;
enum err consultation_withdraw_post_page(struct ctx *c) MUST_CHECK;
enum err consultation_archive_page(struct ctx *c) MUST_CHECK;
enum err consultation_archive_post_page(struct ctx *c) MUST_CHECK;

#endif
