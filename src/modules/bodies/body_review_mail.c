/*
 * body_review_mail.c: the mails of the review: to whoever may say that an entry is right, and
 * to coordinators whose entries became overdue.
 */
#include "core/base/arena.h"
#include "core/base/rand.h"
#include "core/web/ctx.h"
#include "gen/symbols.h"
#include "modules/bodies/body_review.h"
#include "modules/bodies/body_review_words.h"

#define MAIL_TEXT_BYTES ((size_t)64 * 1024)
#define NAMES_MAX 25 /* of overdue entries in one mail */
#define TOLD_MAX 20  /* coordinators of one partnership */
#define TELL_MAILS_MAX 400

enum { Q_EDITORS, Q_WHERE, Q_NAMES, Q_COUNT, Q_COORDINATORS, Q_TOLD };

#define IN_FORCE "g.from_s <= $2 AND (g.until_s IS NULL OR g.until_s > $2)"
#define UNTOLD "r.stage = 'overdue' AND r.next_at_s <= "

static const char *const sql[] = {
    [Q_EDITORS] =
        "SELECT a.email FROM role_grant g JOIN account a ON a.id = g.account_id WHERE "
        "g.body_id = $1 AND " IN_FORCE " AND a.closed_at_s IS NULL ORDER BY g.is_lead "
        "DESC, g.from_s, g.id LIMIT $3",
    [Q_WHERE] = "SELECT DISTINCT p.id, p.name, p.slug FROM body_review r CROSS JOIN "
                "body_partnership bp CROSS JOIN partnership p WHERE bp.body_id = r.body_id AND "
                "p.id = bp.partnership_id AND " UNTOLD "$1 ORDER BY p.id",
    [Q_NAMES] = "SELECT b.name FROM body_review r JOIN body_partnership bp ON bp.body_id = "
                "r.body_id JOIN body b ON b.id = r.body_id WHERE " UNTOLD "$1 AND "
                "bp.partnership_id = $2 ORDER BY b.sort_key, b.id LIMIT $3",
    [Q_COUNT] = "SELECT count(*) FROM body_review r JOIN body_partnership bp ON bp.body_id = "
                "r.body_id WHERE " UNTOLD "$1 AND bp.partnership_id = $2",
    [Q_COORDINATORS] = "SELECT a.email FROM role_grant g JOIN account a ON a.id = g.account_id "
                       "WHERE g.partnership_id = $1 AND " IN_FORCE " AND g.role = "
                       "'coordinator' AND a.closed_at_s IS NULL ORDER BY g.from_s, g.id LIMIT "
                       "$3",
    [Q_TOLD] = "UPDATE body_review SET next_at_s = NULL WHERE stage = 'overdue' AND next_at_s "
               "<= $1",
};
const struct sql_list body_review_mail_sql = SQL_LIST("body_review_mail", sql);

static enum err list_addresses(const struct job_env *env, int of, int64_t id, size_t max,
                               struct str *out, size_t *n)
{
    struct stmt *s =
        db_query(env->db, sql[of], BINDS(bi(id), bi(env->now_s), bi((int64_t)max)));
    *n = 0;
    while (*n < max && db_row(s))
        out[(*n)++] = db_text(s, 0, env->arena);
    return db_done(s, OK);
}

static struct view *mail_view(const struct job_env *env)
{
    struct view *v = view_in(env->arena);
    view_str(v, S(service_name), env->site->service_name);
    view_str(v, S(origin), env->site->origin);
    return v;
}

static enum err render(const struct job_env *env, struct str name, const struct view *v,
                       struct str *out)
{
    struct buf *text = buf_in(env->arena, MAIL_TEXT_BYTES);
    enum err e = tpl_render_text(env->templates, name, v, env->arena, text);
    *out = buf_view(text);
    return e ? e : text->failed ? ERR_LIMIT : OK;
}

/* --- to whoever knows --- */

static const char *subject_of(enum review_stage stage)
{
    switch (stage) {
    case REVIEW_FIRST:
        return SUBJECT_REVIEW_FIRST;
    case REVIEW_REMINDER:
        return SUBJECT_REVIEW_REMINDER;
    case REVIEW_URGENT:
    case REVIEW_OVERDUE:
    case REVIEW_STAGE__MAX:
        break;
    }
    return SUBJECT_REVIEW_URGENT;
}

/* Its editors; without any its public mailbox, else its own contact. */
static enum err who_is_asked(const struct job_env *env, const struct body *b,
                             struct str out[REVIEW_MAILS_MAX], size_t *n, bool *are_editors)
{
    enum err e = list_addresses(env, Q_EDITORS, b->id, REVIEW_MAILS_MAX, out, n);
    *are_editors = !e && *n > 0;
    if (e || *n || str_eq(b->consent, STR("refused")))
        return e;
    struct str address = b->contact_email.n ? b->contact_email : b->own_email;
    if (address.n)
        out[(*n)++] = address;
    return OK;
}

enum err review_mails_make(const struct job_env *env, const struct body *b,
                           enum review_stage stage, struct str key, struct review_mails *out)
{
    struct str to[REVIEW_MAILS_MAX], body;
    struct arena *a = env->arena;
    bool are_editors = false;
    out->n = 0;
    enum err e = who_is_asked(env, b, to, &out->n, &are_editors);
    if (e || !out->n)
        return e;
    struct view *v = mail_view(env);
    view_str(v, S(body_name), b->name);
    view_str(
        v, S(link),
        str_printf(a, "%.*s/bodies/review/%.*s", STR_ARG(env->site->origin), STR_ARG(key)));
    view_bool(v, S(is_urgent), stage == REVIEW_URGENT);
    view_bool(v, S(is_reminder), stage == REVIEW_REMINDER);
    view_int(v, S(days), REVIEW_OVERDUE_DAYS);
    view_bool(v, S(are_editors), are_editors);
    e = render(env, STR("mail/body_review"), v, &body);
    for (size_t i = 0; i < out->n && !e; i++)
        out->mail[i] = (struct mail){ .id = rand_id(),
                                      .queued_at_s = env->now_s,
                                      .kind = STR("mail/body_review"),
                                      .object_kind = STR("body"),
                                      .object_id = str_printf(a, "%lld", (long long)b->id),
                                      .to = to[i],
                                      .is_to_confirmed = are_editors,
                                      .subject = str_from(subject_of(stage)),
                                      .body = body,
                                      .holds_key = true };
    return e;
}

/* --- to coordinators --- */

#define PLACES_MAX 64
struct partnership_row {
    int64_t id;
    struct str name, slug;
};

struct telling {
    const struct job_env *env;
    struct mail mail[TELL_MAILS_MAX];
    size_t n;
};

static enum err add_names(const struct job_env *env, int64_t partnership_id, struct view *v)
{
    struct list *names = view_list(v, S(names));
    int64_t n = 0;
    enum err e =
        db_one_i64(env->db, sql[Q_COUNT], BINDS(bi(env->now_s), bi(partnership_id)), &n);
    if (e)
        return e;
    struct stmt *s = db_query(env->db, sql[Q_NAMES],
                              BINDS(bi(env->now_s), bi(partnership_id), bi(NAMES_MAX)));
    while (db_row(s))
        view_str(list_add(names), S(name), db_text(s, 0, env->arena));
    view_int(v, S(n_more), n > NAMES_MAX ? n - NAMES_MAX : 0);
    return db_done(s, OK);
}

static enum err tell_partnership(struct telling *t, const struct partnership_row *p)
{
    const struct job_env *env = t->env;
    struct str to[TOLD_MAX], body;
    size_t n = 0;
    enum err e = list_addresses(env, Q_COORDINATORS, p->id, TOLD_MAX, to, &n);
    if (e || !n)
        return e;
    struct view *v = mail_view(env);
    view_str(v, S(partnership_name), p->name);
    view_str(v, S(link),
             str_printf(env->arena, "%.*s/coordinator/bodies?partnership=%.*s",
                        STR_ARG(env->site->origin), STR_ARG(p->slug)));
    e = add_names(env, p->id, v);
    if (!e)
        e = render(env, STR("mail/body_review_told"), v, &body);
    for (size_t i = 0; i < n && t->n < TELL_MAILS_MAX && !e; i++)
        t->mail[t->n++] =
            (struct mail){ .id = rand_id(),
                           .queued_at_s = env->now_s,
                           .kind = STR("mail/body_review_told"),
                           .object_kind = STR("partnership"),
                           .object_id = str_printf(env->arena, "%lld", (long long)p->id),
                           .to = to[i],
                           .is_to_confirmed = true,
                           .subject = STR(SUBJECT_REVIEW_TOLD),
                           .body = body };
    return e;
}

static enum err told_fn(struct db *db, void *arg)
{
    const struct telling *t = arg;
    const struct act act = { .actor = STR("job"), .now_s = t->env->now_s };
    struct change c;
    enum err e = OK;
    for (size_t i = 0; i < t->n && !e; i++) {
        e = mail_queue(db, &t->mail[i]);
        if (e == ERR_INVALID || e == ERR_TOO_MANY)
            e = OK;
    }
    if (!e)
        e = db_exec(db, sql[Q_TOLD], BINDS(bi(act.now_s)));
    if (e)
        return e;
    change_begin(&c);
    change_new_i64(&c, "entries", db_changes(db));
    change_new_i64(&c, "mails", (int64_t)t->n);
    return change_record(
        db, &c, &act,
        &(struct change_of){ .action = STR("review.tell"), .object_kind = STR("body") });
}

enum err review_tell(const struct job_env *env)
{
    struct partnership_row place[PLACES_MAX];
    struct telling *t = ARENA_NEW(env->arena, struct telling);
    size_t n = 0;
    if (!t)
        return ERR_LIMIT;
    t->env = env;
    struct stmt *s = db_query(env->db, sql[Q_WHERE], BINDS(bi(env->now_s)));
    while (n < PLACES_MAX && db_row(s)) {
        place[n++] = (struct partnership_row){ db_i64(s, 0), db_text(s, 1, env->arena),
                                               db_text(s, 2, env->arena) };
    }
    enum err e = db_done(s, OK);
    for (size_t i = 0; i < n && !e; i++)
        e = tell_partnership(t, &place[i]);
    return e || !n ? e : store_write(env->store, told_fn, t);
}
