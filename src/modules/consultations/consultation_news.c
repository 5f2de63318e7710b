#include "modules/consultations/consultation_news.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "modules/consultations/consultation_dates.h"
#include "modules/consultations/consultation_setup_words.h"
#include "modules/partnerships/subscription_news.h"

#define SOON_HOUR (NEWS_HOUR - 1) /* in the mail of that morning */

enum moment { MOMENT_OPENED, MOMENT_CLOSING, MOMENT_CLOSED, MOMENT__MAX };
static const char *const moments[MOMENT__MAX] = { "opened", "closing", "closed" };

static int64_t soon_s(const struct consultation *x)
{
    int64_t day = date_to_days(consultation_last_day(x->closes_at_s));
    return london_to_s(date_from_days(day - CONSULTATION_SOON_DAYS), SOON_HOUR, 0);
}

/* 0: does not come, because it would stand before the opening. */
static int64_t moment_s(const struct consultation *x, enum moment m)
{
    switch (m) {
    case MOMENT_OPENED:
        return x->opens_at_s;
    case MOMENT_CLOSING:
        return soon_s(x) > x->opens_at_s ? soon_s(x) : 0;
    case MOMENT_CLOSED:
        return x->closes_at_s;
    case MOMENT__MAX:
        break;
    }
    return 0;
}

static bool is_told(const struct consultation *x)
{
    return str_eq(x->stage, STR("published")) && !x->is_invited_only && !x->archived_at_s;
}

/* What is past is not told: but that it opened, when it is published after its opening. */
static bool lies_ahead(const struct consultation *x, enum moment m, int64_t now_s)
{
    int64_t at_s = moment_s(x, m);
    bool is_open_now = m == MOMENT_OPENED && now_s < x->closes_at_s &&
                       x->published_at_s >= at_s && x->published_at_s == now_s;
    return at_s && (at_s > now_s || is_open_now);
}

enum err consultation_news_plan(struct db *db, struct arena *a, const struct consultation *x,
                                int64_t now_s)
{
    enum err e = OK;
    for (enum moment m = 0; !e && is_told(x) && m < MOMENT__MAX; m++) {
        if (!lies_ahead(x, m, now_s))
            continue;
        int64_t at_s = moment_s(x, m);
        const struct job_new n = { .kind = STR(CONSULTATION_NEWS_JOB),
                                   .subject = str_printf(a, "%lld:%s:%lld", (long long)x->id,
                                                         moments[m], (long long)at_s),
                                   .due_at_s = at_s > now_s ? at_s : now_s,
                                   .now_s = now_s };
        e = job_queue(db, &n);
    }
    return e;
}

/* --- telling --- */

struct telling {
    struct arena *a;
    const struct consultation *x;
    struct str line;
    int64_t now_s;
};

static enum err tell(struct db *db, const struct telling *t)
{
    enum err e = OK;
    for (size_t i = 0; !e && i < t->x->n_partnerships; i++)
        e = subscription_notify(db, &(struct subscription_news){
                                        .topic = TOPIC_CONSULTATIONS,
                                        .partnership_id = t->x->partnership[i],
                                        .line = t->line,
                                        .path = url_path(t->a, "/consultations/%", t->x->slug),
                                        .now_s = t->now_s });
    return e;
}

enum err consultation_news_tell(struct db *db, struct arena *a, const struct consultation *x,
                                struct str line, int64_t now_s)
{
    const struct telling t = { .a = a, .x = x, .line = line, .now_s = now_s };
    return is_told(x) ? tell(db, &t) : OK;
}

enum err consultation_news_extended(struct db *db, struct arena *a,
                                    const struct consultation *x, int64_t now_s)
{
    const struct telling t = { .a = a,
                               .x = x,
                               .line = str_printf(
                                   a, NEWS_EXTENDED, STR_ARG(x->title),
                                   STR_ARG(consultation_closes_words(a, x->closes_at_s))),
                               .now_s = now_s };
    return is_told(x) ? tell(db, &t) : OK;
}

static struct str line_of(struct arena *a, const struct consultation *x, enum moment m)
{
    struct str closes = consultation_closes_words(a, x->closes_at_s);
    struct date d = { 0 };
    if (m == MOMENT_OPENED)
        return str_printf(a, NEWS_OPENED, STR_ARG(x->title), STR_ARG(closes));
    if (m == MOMENT_CLOSING)
        return str_printf(a, NEWS_CLOSING, STR_ARG(x->title), STR_ARG(closes));
    return date_parse(x->results_by, &d)
               ? str_printf(a, NEWS_CLOSED, STR_ARG(x->title), STR_ARG(date_long(a, d)))
               : (struct str){ 0 };
}

static enum err tell_fn(struct db *db, void *telling)
{
    return tell(db, telling);
}

/* "12:opened:1796000400" */
static bool read_subject(struct str subject, int64_t *id, enum moment *m, int64_t *at_s)
{
    struct str rest = subject, part, name;
    bool is = str_cut(&rest, ':', &part) && str_to_i64(part, id) &&
              str_cut(&rest, ':', &name) && str_to_i64(rest, at_s);
    *m = 0;
    while (is && *m < MOMENT__MAX && !str_eq(name, str_from(moments[*m])))
        ++*m;
    return is && *m < MOMENT__MAX;
}

enum err consultation_news_job(struct job_env *env, struct str subject)
{
    int64_t id = 0, at_s = 0;
    enum moment m;
    struct consultation x;
    if (!read_subject(subject, &id, &m, &at_s))
        return ERR_INVALID;
    enum err e = consultation_load(env->db, env->arena, id, &x);
    if (e)
        return e == ERR_NOT_FOUND ? OK : e;
    if (!is_told(&x) || moment_s(&x, m) != at_s)
        return OK; /* moved, or taken back */
    struct telling t = {
        .a = env->arena, .x = &x, .line = line_of(env->arena, &x, m), .now_s = env->now_s
    };
    return t.line.n ? store_write(env->store, tell_fn, &t) : OK;
}
