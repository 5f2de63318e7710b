#include "app/job_kinds.h"

#include "app/app_words.h"
#include "app/audit_check_job.h"
#include "app/house.h"
#include "core/web/once.h"
#include "modules/bodies/body_import.h"
#include "modules/responses/response_import.h"
#include "modules/bodies/body_review.h"
#include "modules/bodies/suggestion.h"
#include "modules/bodies/interest_retain.h"
#include "modules/responses/response_retain.h"
#include "modules/bodies/claim.h"
#include "modules/responses/draft.h"
#include "modules/responses/draft_remind.h"
#include "modules/consultations/consultation_news.h"
#include "modules/feedback/feedback_told.h"
#include "modules/feedback/promise_due.h"
#include "modules/files/file_scan.h"
#include "modules/invitations/invited_job.h"
#include "modules/responses/response_like.h"
#include "modules/partnerships/bounce.h"
#include "modules/partnerships/message_desk.h"
#include "modules/partnerships/subscription_news.h"
#include "modules/people/dormant.h"
#include "modules/people/retention.h"

#define DAY_S 86400
#define FORM_USE_DAYS 5 /* longer than a token lives (TOKEN_LIFE_S) */

static enum err forget_fn(struct db *db, void *arg)
{
    const int64_t *now_s = arg;
    return job_forget_old(db, *now_s);
}

/* What is kept no longer: used forms, texts of mails, sessions and links that are over, old
 * rows of this table. */
static enum err sweep_job(struct job_env *env, struct str subject)
{
    (void)subject;
    int64_t now_s = env->now_s;
    enum err e = once_forget_before(env->store, date_from_days(now_s / DAY_S - FORM_USE_DAYS));
    if (!e)
        e = mail_erase_old(env->store, env->db, now_s);
    if (!e)
        e = people_retain(env->store, now_s);
    if (!e)
        e = message_retain(env->store, now_s);
    if (!e)
        e = suggestion_retain(env->store, now_s);
    if (!e)
        e = interest_retain(env->store, now_s);
    if (!e)
        e = response_retain(env->store, now_s);
    if (!e)
        e = subscription_sweep(env->store, now_s);
    if (!e)
        e = draft_sweep(env->store, now_s);
    if (!e)
        e = body_import_sweep(
            &(struct body_import_run){ .store = env->store,
                                       .db = env->db,
                                       .act = { .actor = STR("job"), .now_s = now_s },
                                       .is_stopping = env->is_stopping,
                                       .stop_arg = env->stop_arg });
    if (!e)
        e = claim_retain(env->store, now_s);
    if (!e)
        e = file_sweep(env->store, env->db, now_s);
    return e ? e : store_write(env->store, forget_fn, &now_s);
}

static enum err news_job(struct job_env *env, struct str subject)
{
    (void)subject;
    const struct app *app = env->app;
    return subscription_run_due(&(struct subscription_run){ .store = env->store,
                                                            .db = env->db,
                                                            .templates = env->templates,
                                                            .site = env->site,
                                                            .link_key = &app->people.link_key,
                                                            .now_s = env->now_s,
                                                            .is_stopping = env->is_stopping,
                                                            .stop_arg = env->stop_arg });
}

static enum err reminders_job(struct job_env *env, struct str subject)
{
    (void)subject;
    const struct app *app = env->app;
    enum err e = invited_remind_due(env, &app->people.link_key);
    return e ? e : draft_remind_due(env, &app->people.link_key);
}

static enum err scan_job(struct job_env *env, struct str subject)
{
    const struct app *app = env->app;
    return file_scan_due(env, subject, app->config.clamd_socket);
}

/* clang-format off */
const struct job_kind job_kinds[] = {
    /* name            function           daily at (minutes)  label */
    { "daily_sweep",   sweep_job,         60,                 JOB_DAILY_SWEEP },
    { "audit_check",   audit_check_job,   150,                JOB_AUDIT_CHECK },
    { "dormant",       dormant_job,       540,                JOB_DORMANT },
    { BODY_REVIEW_JOB, body_review_job,   480,                JOB_BODY_REVIEW },
    { INVITED_JOB,     reminders_job,     570,                JOB_REMINDERS },
    { FILE_SCAN_JOB,   scan_job,          240,                JOB_FILE_SCAN },
    { BOUNCE_TELL_KIND, bounce_tell_job,   0,                  JOB_MESSAGE_REFUSED },
    { SUBSCRIPTION_JOB, news_job,          0,                 JOB_SUBSCRIPTION_NEWS },
    { CONSULTATION_NEWS_JOB, consultation_news_job, 0,         JOB_CONSULTATION_NEWS },
    { FEEDBACK_TOLD_JOB, feedback_told_job, 0,                 JOB_FEEDBACK_TOLD },
    { "promise_due",   promise_due_job,   555,                JOB_PROMISE_DUE },
    { BODY_IMPORT_JOB, body_import_job,    0,                 JOB_BODY_IMPORT },
    { RESPONSE_IMPORT_JOB, response_import_job, 0,             JOB_RESPONSE_IMPORT },
    { "responses_alike", response_like_all_job, 200,          JOB_RESPONSES_ALIKE },
    { "response_alike", response_like_one_job, 0,             JOB_RESPONSE_ALIKE },
};
/* clang-format on */
const size_t n_job_kinds = sizeof job_kinds / sizeof job_kinds[0];
