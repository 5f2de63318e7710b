#include "modules/people/dormant.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "modules/people/account.h"
#include "modules/people/notice.h"

#define DAY_S 86400
#define PART_MAX 50 /* accounts listed at a time; the arena holds their mails */
#define DAY_MAX 500 /* accounts of one day and step: the rest tomorrow */

/* One person and one step, on its way into the database. */
struct step {
    enum dormant what;
    int64_t id, now_s;
    struct arena *arena;
    struct mail mail; /* of a warning or a closing */
    bool is_late;     /* they signed in meanwhile, or another process was faster */
};

static int64_t awake_s(const struct account *p)
{
    return p->last_sign_in_at_s ? p->last_sign_in_at_s : p->created_at_s;
}

/* The same question as that of the list, asked again in the write. */
static bool is_due(const struct step *s, const struct account *p)
{
    int64_t asleep_days = (s->now_s - awake_s(p)) / DAY_S;
    switch (s->what) {
    case DORMANT_WARN:
        return !p->closed_at_s && !p->warned_at_s && asleep_days >= DORMANT_WARN_DAYS;
    case DORMANT_CLOSE:
        return !p->closed_at_s && p->warned_at_s && asleep_days >= DORMANT_CLOSE_DAYS;
    case DORMANT_ERASE:
        return p->closed_at_s && p->email.n && asleep_days >= DORMANT_ERASE_DAYS;
    }
    return false;
}

static enum err change(struct db *db, const struct step *s, const struct act *act)
{
    switch (s->what) {
    case DORMANT_WARN:
        return account_note_warned(db, s->id, act);
    case DORMANT_CLOSE:
        return account_close(db, s->id, act);
    case DORMANT_ERASE:
        return account_erase(db, s->id, act);
    }
    return ERR_INTERNAL;
}

static enum err step_fn(struct db *db, void *arg)
{
    struct step *s = arg;
    const struct act act = { .actor = STR("job"), .now_s = s->now_s };
    struct account p;
    enum err e = account_find(db, s->arena, s->id, &p);
    if (e)
        return e;
    s->is_late = !is_due(s, &p);
    if (s->is_late)
        return OK;
    e = account_keeps_admin(db, s->id, s->now_s);
    if (!e)
        e = change(db, s, &act);
    return e || s->what == DORMANT_ERASE ? e : mail_queue(db, &s->mail);
}

/* The day on which it is closed: a year after the last sign-in, and a month after the mail. */
static struct str closing_day(struct arena *a, const struct account *p, int64_t now_s)
{
    int64_t year_s = awake_s(p) + (int64_t)DORMANT_CLOSE_DAYS * DAY_S;
    int64_t month_s = now_s + (int64_t)DORMANT_NOTICE_DAYS * DAY_S;
    return date_with_day(a, london_from_s(year_s > month_s ? year_s : month_s).date);
}

static enum err write_mail(const struct job_env *env, struct step *s)
{
    const struct notice_from from = { .arena = env->arena,
                                      .templates = env->templates,
                                      .origin = env->site->origin,
                                      .service_name = env->site->service_name,
                                      .now_s = env->now_s };
    struct account p;
    if (s->what == DORMANT_ERASE)
        return OK;
    enum err e = account_find(env->db, env->arena, s->id, &p);
    if (e)
        return e;
    const struct notice_of of = { .what =
                                      s->what == DORMANT_WARN ? NOTICE_SLEEPS : NOTICE_CLOSED,
                                  .account = &p,
                                  .closes_on = closing_day(env->arena, &p, env->now_s) };
    return notice_make(&from, &of, &s->mail);
}

/* The last administrator is left alone: ERR_CONFLICT. */
static enum err take_step(const struct job_env *env, enum dormant what, int64_t id)
{
    struct step s = { .what = what, .id = id, .now_s = env->now_s, .arena = env->arena };
    enum err e = write_mail(env, &s);
    if (!e)
        e = store_write(env->store, step_fn, &s);
    return e == ERR_CONFLICT ? OK : e;
}

/* *more: the list was full, and not only of those who are left alone. */
static enum err take_part(const struct job_env *env, enum dormant what, bool *more)
{
    int64_t id[PART_MAX], again[PART_MAX];
    size_t n = 0, n_again = 0;
    enum err e = account_list_dormant(env->db, what, env->now_s, id, PART_MAX, &n);
    for (size_t i = 0; !e && i < n; i++) {
        e = take_step(env, what, id[i]);
        arena_reset(env->arena);
    }
    *more = !e && n == PART_MAX;
    if (*more)
        e = account_list_dormant(env->db, what, env->now_s, again, PART_MAX, &n_again);
    if (*more && !e && n_again == n && !memcmp(id, again, n * sizeof id[0]))
        *more = false;
    return e;
}

static enum err take_all(const struct job_env *env, enum dormant what)
{
    bool more = true;
    enum err e = OK;
    for (int i = 0; !e && more && i < DAY_MAX / PART_MAX; i++) {
        more = !(env->is_stopping && env->is_stopping(env->stop_arg));
        if (more)
            e = take_part(env, what, &more);
    }
    return e;
}

enum err dormant_job(struct job_env *env, struct str subject)
{
    (void)subject;
    enum err e = take_all(env, DORMANT_WARN);
    if (!e)
        e = take_all(env, DORMANT_CLOSE);
    return e ? e : take_all(env, DORMANT_ERASE);
}
