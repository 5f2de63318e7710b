/*
 * audit_check_job.c: the chain of records walked daily and on the button, and its head sent to
 * the witness (security.md S43).
 */
#include "app/audit_check_job.h"

#include "app/audit_pages.h"
#include "app/house.h"
#include "app/jobs.h"
#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/base/rand.h"
#include "gen/symbols.h"
#include "modules/audit/audit_check.h"
#include "modules/audit/audit_words.h"
#include "modules/partnerships/desk.h"
#include "modules/people/visitor.h"

#define NOW_MS 5000 /* what somebody may wait for; longer chains are left to the job */
#define MAIL_TEXT_BYTES (16 * KIB)
#define SUBJECT_NOW "now" /* of a job that somebody has asked for */

/* --- the job --- */

struct witness {
    struct mail mail;
    struct audit_checked found;
    int64_t now_s;
};

static enum err witness_fn(struct db *db, void *arg)
{
    const struct witness *w = arg;
    const struct act act = { .actor = STR("job"), .now_s = w->now_s };
    struct change change;
    enum err e = mail_queue(db, &w->mail);
    if (e)
        return e;
    change_begin(&change);
    change_new_i64(&change, "record", w->found.head.number);
    return change_record(
        db, &change, &act,
        &(struct change_of){ .action = STR("audit.witness"), .object_kind = STR("audit") });
}

static enum err make_text(struct job_env *env, struct witness *w)
{
    struct view *v = view_in(env->arena);
    struct buf *text = buf_in(env->arena, MAIL_TEXT_BYTES);
    view_str(v, S(service_name), env->site->service_name);
    view_str(v, S(origin), env->site->origin);
    view_str(v, S(head), audit_head_text(env->arena, &w->found.head));
    view_int(v, S(first_bad), w->found.first_bad);
    view_bool(v, S(is_good), !w->found.first_bad);
    enum err e = tpl_render_text(env->templates, w->mail.kind, v, env->arena, text);
    w->mail.body = buf_view(text);
    return e ? e : text->failed ? ERR_LIMIT : OK;
}

static enum err send_to_witness(struct job_env *env, const struct audit_checked *found)
{
    const struct app *app = env->app;
    struct witness w = { .found = *found, .now_s = env->now_s };
    if (!app->config.audit_witness || !found->head.number)
        return OK;
    w.mail = (struct mail){ .id = rand_id(),
                            .queued_at_s = env->now_s,
                            .kind = STR("mail/audit_witness"),
                            .object_kind = STR("audit"),
                            .to = str_from(app->config.audit_witness),
                            .is_to_confirmed = true,
                            .subject = found->first_bad ? STR(AUDIT_WITNESS_BAD)
                                                        : STR(AUDIT_WITNESS_SUBJECT) };
    w.mail.object_id = str_printf(env->arena, "%lld", (long long)found->head.number);
    enum err e = make_text(env, &w);
    return e ? e : store_write(env->store, witness_fn, &w);
}

enum err audit_check_job(struct job_env *env, struct str subject)
{
    struct audit_checked found;
    enum err e = audit_check_run(env->store, env->db, env->now_s, 0, &found);
    if (e || str_eq(subject, STR(SUBJECT_NOW)))
        return e;
    return send_to_witness(env, &found);
}

/* --- the button --- */

static enum err queue_fn(struct db *db, void *arg)
{
    const int64_t *now_s = arg;
    const struct job_new job = { .kind = STR("audit_check"),
                                 .subject = STR(SUBJECT_NOW),
                                 .due_at_s = *now_s,
                                 .now_s = *now_s };
    return job_queue(db, &job);
}

enum err audit_check_now(struct ctx *c)
{
    struct audit_checked found;
    struct app *app = c->app;
    enum err e = slots_take(&app->costly, c->visitor->account.id);
    if (e)
        return e;
    e = audit_check_run(c->store, c->db, c->now_s, clock_mono_ms() + NOW_MS, &found);
    slots_give(&app->costly, c->visitor->account.id);
    if (!e)
        return ctx_see_other(c, STR("/admin/audit?checked=now"));
    if (e != ERR_BUSY)
        return e;
    e = store_write(c->store, queue_fn, &c->now_s);
    jobs_wake(app);
    return e ? e : ctx_see_other(c, STR("/admin/audit?checked=later"));
}

enum err audit_check_show(struct ctx *c, struct view *page)
{
    struct audit_checked last;
    struct str asked = param_str(c, "checked");
    enum err e = audit_check_last(c->db, &last);
    bool is_checked = e == OK;
    if (e && e != ERR_NOT_FOUND)
        return e;
    view_bool(page, S(is_checked), is_checked);
    view_bool(page, S(is_good), is_checked && !last.first_bad);
    view_str(page, S(checked_at),
             is_checked ? desk_moment(c->arena, last.at_s) : (struct str){ 0 });
    view_int(page, S(n_checked), last.n_rows);
    view_int(page, S(first_bad), last.first_bad);
    view_int(page, S(from_number), last.from_number);
    view_bool(page, S(has_earlier), last.from_number > 1);
    view_bool(page, S(was_checked), str_eq(asked, STR("now")));
    view_bool(page, S(is_asked), str_eq(asked, STR("later")));
    return OK;
}
