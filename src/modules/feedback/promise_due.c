#include "modules/feedback/promise_due.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/rand.h"
#include "gen/symbols.h"
#include "modules/audit/change.h"
#include "modules/consultations/consultation.h"
#include "modules/feedback/feedback_words.h"
#include "modules/mail/mail.h"
#include "modules/people/editor.h"
#include "modules/responses/response_counted.h"

#define MAIL_BYTES ((size_t)16 * 1024)
#define OWNERS_MAX 10
#define FIRST_DAYS 14
#define SECOND_DAYS 3
#define MONTH_DAYS 30
#define DAY_SECONDS 86400

enum { Q_NEXT, Q_SENT, Q_WAITING };

/* clang-format off */
static const char *const sql[] = {
    [Q_NEXT] = "SELECT c.id FROM consultation c WHERE c.id > $1 AND c.stage = 'published' AND c.closes_at_s <= $2 AND c.results_by <> '' AND "
               "c.results_by <= $3 AND c.results_at_s IS NULL AND c.archived_at_s IS NULL AND NOT EXISTS (SELECT 1 FROM feedback_public f WHERE "
               "f.consultation_id = c.id) ORDER BY c.id LIMIT 1",
    [Q_SENT] = "SELECT count(*) FROM outbox WHERE object_kind = 'promise' AND object_id = $1",
    [Q_WAITING] = "SELECT count(*) FROM response r WHERE r.consultation_id = $1 AND " RESPONSE_COUNTED,
};
/* clang-format on */
const struct sql_list promise_due_sql = SQL_LIST("promise_due", sql);

int promise_mail_of(int64_t days_left)
{
    if (days_left > FIRST_DAYS)
        return 0;
    if (days_left > SECOND_DAYS)
        return FIRST_DAYS;
    if (days_left >= 0)
        return SECOND_DAYS;
    return -1 - (int)((-days_left - 1) / MONTH_DAYS);
}

struct promise {
    struct job_env *env;
    struct consultation x;
    int64_t days_left, n_responses;
    struct str object_id; /* "12 2026-12-01 14": of this mail, in the outbox */
    struct mail mail[OWNERS_MAX];
    size_t n;
};

/* --- the mail --- */

static enum err write_mail(struct promise *p, struct str to)
{
    struct arena *a = p->env->arena;
    struct buf *text = buf_in(a, MAIL_BYTES);
    struct view *v = view_in(a);
    struct date day;
    struct mail *m = &p->mail[p->n];
    struct str path = str_printf(a, "/coordinator/results/%.*s", STR_ARG(p->x.slug));
    *m = (struct mail){ .id = rand_id(),
                        .queued_at_s = p->env->now_s,
                        .kind = STR("mail/promise_due"),
                        .object_kind = STR("promise"),
                        .object_id = p->object_id,
                        .to = to,
                        .is_to_confirmed = true,
                        .subject = str_printf(
                            a, p->days_left < 0 ? PROMISE_SUBJECT_LATE : PROMISE_SUBJECT,
                            STR_ARG(p->x.reference)) };
    view_str(v, S(service_name), p->env->site->service_name);
    view_str(v, S(origin), p->env->site->origin);
    view_str(v, S(consultation_title), p->x.title);
    view_str(v, S(results), date_parse(p->x.results_by, &day) ? date_long(a, day) : STR(""));
    view_bool(v, S(is_overdue), p->days_left < 0);
    view_int(v, S(n_responses), p->n_responses);
    view_str(v, S(url), str_join(a, p->env->site->origin, path));
    enum err e = tpl_render_text(p->env->templates, m->kind, v, a, text);
    m->body = buf_view(text);
    p->n += !e;
    return e;
}

static enum err write_mails(struct promise *p)
{
    struct str to[OWNERS_MAX];
    size_t n = 0;
    enum err e = editor_coordinators(p->env->db, p->env->arena, p->x.partnership_id,
                                     p->env->now_s, to, OWNERS_MAX, &n);
    for (size_t i = 0; !e && i < n; i++)
        e = write_mail(p, to[i]);
    return e;
}

/* Another process may have sent it since it was written. */
static enum err send_fn(struct db *db, void *promise)
{
    const struct promise *p = promise;
    const struct act act = { .actor = STR("job"), .now_s = p->env->now_s };
    struct change change;
    int64_t n_sent = 0;
    enum err e = db_one_i64(db, sql[Q_SENT], BINDS(bt(p->object_id)), &n_sent);
    if (e || n_sent)
        return e;
    for (size_t i = 0; !e && i < p->n; i++) {
        e = mail_queue(db, &p->mail[i]);
        e = e == ERR_INVALID ? OK : e;
    }
    if (e)
        return e;
    change_begin(&change);
    change_new_i64(&change, "mails", (int64_t)p->n);
    change_of_partnership(&change, p->x.partnership_id);
    return change_record(db, &change, &act,
                         &(struct change_of){ .action = STR("results.remind"),
                                              .object_kind = STR("consultation"),
                                              .object_id = p->x.id });
}

/* --- the job --- */

static enum err remind_of(struct promise *p, int64_t id)
{
    struct job_env *env = p->env;
    struct date promised;
    int64_t n_sent = 0;
    enum err e = consultation_load(env->db, env->arena, id, &p->x);
    if (e || !date_parse(p->x.results_by, &promised))
        return e == ERR_NOT_FOUND ? OK : e;
    p->days_left = date_to_days(promised) - date_to_days(london_from_s(env->now_s).date);
    int which = promise_mail_of(p->days_left);
    p->object_id =
        str_printf(env->arena, "%lld %.*s %d", (long long)id, STR_ARG(p->x.results_by), which);
    if (!which)
        return OK;
    e = db_one_i64(env->db, sql[Q_SENT], BINDS(bt(p->object_id)), &n_sent);
    if (e || n_sent)
        return e;
    e = db_one_i64(env->db, sql[Q_WAITING], BINDS(bi(id)), &p->n_responses);
    if (!e)
        e = write_mails(p);
    return e || !p->n ? e : store_write(env->store, send_fn, p);
}

enum err promise_due_job(struct job_env *env, struct str subject)
{
    (void)subject;
    int64_t id = 0;
    struct str last = date_iso(
        env->arena, london_from_s(env->now_s + (int64_t)FIRST_DAYS * DAY_SECONDS).date);
    for (;;) {
        enum err e =
            db_one_i64(env->db, sql[Q_NEXT], BINDS(bi(id), bi(env->now_s), bt(last)), &id);
        if (e)
            return e == ERR_NOT_FOUND ? OK : e;
        struct promise p = { .env = env };
        e = remind_of(&p, id);
        if (e)
            return e;
    }
}
