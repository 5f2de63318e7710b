#include "modules/responses/draft_remind.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/limits.h"
#include "core/base/rand.h"
#include "gen/symbols.h"
#include "modules/mail/mail.h"
#include "modules/responses/respond_words.h"

#define MAIL_BYTES ((size_t)16 * 1024)
#define DAY_SECONDS 86400

enum { Q_NEXT, Q_STILL, Q_MARK };

static const char *const sql[] = {
    [Q_NEXT] = "SELECT d.id FROM consultation x JOIN response_draft d ON d.consultation_id = "
               "x.id WHERE x.stage = 'published' AND x.closes_at_s > $1 AND x.closes_at_s <= "
               "$2 AND d.email <> '' AND d.response_id IS NULL AND d.reminded_at_s IS NULL AND "
               "d.touched_at_s <= $3 AND d.id > $4 ORDER BY d.id LIMIT 1",
    [Q_STILL] = "SELECT count(*) FROM response_draft WHERE id = $1 AND email = $2 AND "
                "key_hash = $3 AND reminded_at_s IS NULL",
    [Q_MARK] = "UPDATE response_draft SET reminded_at_s = $2 WHERE id = $1",
};
const struct sql_list draft_remind_sql = SQL_LIST("draft_remind", sql);

struct str draft_mailed_key(struct arena *a, const struct hash_key *link_key, int64_t draft_id,
                            struct str number)
{
    const struct hash_key key = hash_subkey(link_key, "draft");
    const struct hash h =
        hash_keyed(&key, str_printf(a, "%lld %.*s", (long long)draft_id, STR_ARG(number)));
    return key_from_bytes(a, h.byte);
}

struct reminder {
    const struct job_env *env;
    struct draft draft;
    struct consultation x;
    struct hash key; /* of the draft as it was read */
    struct mail mail;
};

/* It was sent, given up or got another link since it was read: nothing is mailed. */
static enum err remind_fn(struct db *db, void *arg)
{
    const struct reminder *r = arg;
    const struct act day = { .actor = STR("job"),
                             .now_s = r->env->now_s - r->env->now_s % DAY_SECONDS };
    struct change change;
    int64_t n = 0;
    enum err e =
        db_one_i64(db, sql[Q_STILL],
                   BINDS(bi(r->draft.id), bt(r->draft.email), bb(hash_view(&r->key))), &n);
    if (e || !n)
        return e;
    e = mail_queue(db, &r->mail);
    if (e == ERR_TOO_MANY)
        return OK;
    if (!e || e == ERR_INVALID)
        e = db_exec(db, sql[Q_MARK], BINDS(bi(r->draft.id), bi(r->env->now_s)));
    if (e)
        return e;
    change_begin(&change);
    change_of_partnership(&change, r->x.partnership_id);
    return change_record(db, &change, &day,
                         &(struct change_of){ .action = STR("draft.remind"),
                                              .object_kind = STR("consultation"),
                                              .object_id = r->x.id });
}

static struct str kept_until(const struct reminder *r)
{
    int64_t by_touch = r->draft.touched_at_s + DRAFT_KEEP_S,
            by_close = r->x.closes_at_s + DRAFT_KEEP_CLOSED_S;
    return date_long(r->env->arena,
                     london_from_s(by_touch > by_close ? by_touch : by_close).date);
}

static enum err write_mail(struct reminder *r, struct str key)
{
    struct arena *a = r->env->arena;
    const struct site *site = r->env->site;
    struct view *v = view_in(a);
    struct buf *text = buf_in(a, MAIL_BYTES);
    r->mail = (struct mail){ .id = rand_id(),
                             .kind = STR("mail/response_reminder"),
                             .to = r->draft.email,
                             .subject = STR(SUBJECT_RESPONSE_REMINDER),
                             .queued_at_s = r->env->now_s,
                             .object_kind = STR("consultation"),
                             .object_id = str_printf(a, "%lld", (long long)r->x.id),
                             .holds_key = key.n > 0 };
    view_str(v, S(service_name), site->service_name);
    view_str(v, S(origin), site->origin);
    view_str(v, S(consultation), r->x.title);
    view_str(v, S(closes), consultation_closes_words(a, r->x.closes_at_s));
    view_str(v, S(kept_until), kept_until(r));
    view_str(v, S(url),
             key.n ? str_printf(a, "%.*s/r/%.*s", STR_ARG(site->origin), STR_ARG(key)) : key);
    enum err e = tpl_render_text(r->env->templates, r->mail.kind, v, a, text);
    r->mail.body = buf_view(text);
    return e ? e : text->failed ? ERR_LIMIT : OK;
}

static enum err mail_one(const struct job_env *env, const struct hash_key *link_key, int64_t id)
{
    struct reminder r = { .env = env };
    enum err e = draft_load(env->db, env->arena, id, &r.draft);
    if (!e)
        e = consultation_load(env->db, env->arena, r.draft.consultation_id, &r.x);
    if (e)
        return e == ERR_NOT_FOUND ? OK : e;
    struct str key =
        draft_mailed_key(env->arena, link_key, id, draft_value(&r.draft, "mailed"));
    const struct hash hash = link_key_hash(key);
    bool is_theirs = hash_equal(&hash, &r.draft.key);
    r.key = r.draft.key;
    e = write_mail(&r, is_theirs ? key : (struct str){ 0 });
    return e ? e : store_write(env->store, remind_fn, &r);
}

/* In memory of its own: what one draft holds is not kept while the next is read. */
static enum err remind_one(const struct job_env *env, const struct hash_key *link_key,
                           int64_t id)
{
    struct job_env own = *env;
    own.arena = arena_new(REQUEST_ARENA_BYTES);
    if (!own.arena)
        return ERR_LIMIT;
    enum err e = mail_one(&own, link_key, id);
    arena_free(own.arena);
    return e;
}

enum err draft_remind_due(const struct job_env *env, const struct hash_key *link_key)
{
    int64_t id = 0;
    enum err e = OK;
    while (!e && !(env->is_stopping && env->is_stopping(env->stop_arg))) {
        e = db_one_i64(env->db, sql[Q_NEXT],
                       BINDS(bi(env->now_s), bi(env->now_s + DRAFT_REMIND_S),
                             bi(env->now_s - DRAFT_REST_S), bi(id)),
                       &id);
        if (!e)
            e = remind_one(env, link_key, id);
    }
    return e == ERR_NOT_FOUND ? OK : e;
}
