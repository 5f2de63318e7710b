#include "modules/partnerships/bounce.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "core/http/target.h"
#include "core/web/ctx.h"
#include "gen/symbols.h"
#include "modules/partnerships/message_words.h"

#define DAY_S 86400
#define MAIL_TEXT_BYTES ((size_t)16 * 1024)

enum {
    Q_LIST,
    Q_COUNT,
    Q_WHOSE_MESSAGE,
    Q_WHOSE_REPORT,
    Q_ADD,
    Q_GOT_THROUGH,
    Q_REFUSED,
    Q_CLEAR,
    Q_MESSAGE
};

static const char *const sql[] = {
    [Q_LIST] = "SELECT b.step_id, t.role, t.organisation, t.email, b.n_refused, b.first_at_s, "
               "b.last_at_s, b.is_shown FROM route_step t JOIN route_bounce b ON b.step_id = "
               "t.id WHERE t.partnership_id = $1 AND t.is_removed = 0 ORDER BY t.seq, t.id",
    [Q_COUNT] = "SELECT count(*) FROM route_step t JOIN route_bounce b ON b.step_id = t.id "
                "WHERE t.partnership_id = $1 AND t.is_removed = 0",
    [Q_WHOSE_MESSAGE] = "SELECT partnership_id FROM message WHERE id = $1",
    [Q_WHOSE_REPORT] = "SELECT partnership_id FROM correction_report WHERE id = $1",
    /* $4: beyond the limit at once */
    [Q_ADD] =
        "INSERT INTO route_bounce (step_id, n_refused, first_at_s, last_at_s, is_shown) "
        "SELECT id, 1, $3, $3, $4 FROM route_step WHERE partnership_id = $1 AND "
        "lower(email) = $2 AND is_removed = 0 ON CONFLICT (step_id) DO UPDATE SET n_refused = "
        "route_bounce.n_refused + 1, last_at_s = $3, is_shown = CASE WHEN "
        "route_bounce.is_shown = 1 OR $4 = 1 OR route_bounce.n_refused + 1 >= $5 THEN 1 "
        "ELSE 0 END",
    [Q_GOT_THROUGH] = "DELETE FROM route_bounce WHERE step_id IN (SELECT id FROM route_step "
                      "WHERE partnership_id = $1 AND lower(email) = $2)",
    [Q_REFUSED] = "UPDATE message SET refused_at_s = $2 WHERE id = $1 AND refused_at_s IS NULL",
    [Q_CLEAR] = "DELETE FROM route_bounce WHERE step_id IN (SELECT id FROM route_step WHERE "
                "id = $1 AND partnership_id = $2)",
    [Q_MESSAGE] = "SELECT m.reference, m.email, p.name, p.slug FROM message m JOIN partnership "
                  "p ON p.id = m.partnership_id WHERE m.id = $1 AND m.erased_at_s IS NULL",
};
const struct sql_list bounce_sql = SQL_LIST("bounce", sql);

enum err bounce_list(struct db *db, struct arena *a, int64_t partnership_id,
                     struct bounce out[BOUNCES_MAX], size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_LIST], BINDS(bi(partnership_id)));
    *n = 0;
    while (*n < BOUNCES_MAX && db_row(s))
        out[(*n)++] = (struct bounce){ .step_id = db_i64(s, 0),
                                       .role = db_text(s, 1, a),
                                       .organisation = db_text(s, 2, a),
                                       .email = db_text(s, 3, a),
                                       .n_refused = db_i64(s, 4),
                                       .first_at_s = db_i64(s, 5),
                                       .last_at_s = db_i64(s, 6),
                                       .is_shown = db_bool(s, 7) };
    return db_done(s, OK);
}

enum err bounce_count(struct db *db, int64_t partnership_id, int64_t *n)
{
    return db_one_i64(db, sql[Q_COUNT], BINDS(bi(partnership_id)), n);
}

/* --- how a mail ended --- */

/* What a mail of ours to a contact route is about; partnership_id 0: it is none. */
struct subject {
    int64_t partnership_id, message_id;
};

static enum err find_subject(struct db *db, const struct mail_end *end, struct subject *out)
{
    bool is_message = str_eq(end->kind, STR("mail/message_to_partnership"));
    bool is_report = str_eq(end->kind, STR("mail/report_to_operator"));
    int64_t id = 0;
    *out = (struct subject){ 0 };
    if ((!is_message && !is_report) || !str_to_i64(end->object_id, &id))
        return OK;
    out->message_id = is_message ? id : 0;
    enum err e = db_one_i64(db, sql[is_message ? Q_WHOSE_MESSAGE : Q_WHOSE_REPORT],
                            BINDS(bi(id)), &out->partnership_id);
    return e == ERR_NOT_FOUND ? OK : e;
}

static enum err record(struct db *db, const char *action, const struct act *act,
                       int64_t partnership_id)
{
    struct change change;
    change_begin(&change);
    change_of_partnership(&change, partnership_id);
    return change_record(db, &change, act,
                         &(struct change_of){ .action = str_from(action),
                                              .object_kind = STR("partnership"),
                                              .object_id = partnership_id });
}

static enum err note_through(struct db *db, const struct mail_end *end, const struct subject *s)
{
    const struct act act = { .actor = STR("job"), .now_s = end->now_s };
    enum err e = db_exec(db, sql[Q_GOT_THROUGH], BINDS(bi(s->partnership_id), bt(end->to_key)));
    return e || !db_changes(db) ? e : record(db, "route.mail_through", &act, s->partnership_id);
}

static enum err note_message(struct db *db, const struct mail_end *end, const struct subject *s)
{
    char id[24];
    int n = snprintf(id, sizeof id, "%lld", (long long)s->message_id);
    enum err e = db_exec(db, sql[Q_REFUSED], BINDS(bi(s->message_id), bi(end->now_s)));
    return e || !db_changes(db)
               ? e
               : job_queue(db, &(struct job_new){ .kind = STR(BOUNCE_TELL_KIND),
                                                  .subject = { id, (size_t)n },
                                                  .due_at_s = end->now_s,
                                                  .now_s = end->now_s });
}

static enum err note_refusal(struct db *db, const struct mail_end *end, const struct subject *s)
{
    const struct act act = { .actor = STR("job"), .now_s = end->now_s };
    bool got_through = false;
    enum err e = mail_got_through(db, end->to_key, end->now_s - (int64_t)BOUNCE_DAYS * DAY_S,
                                  &got_through);
    if (!e)
        e = db_exec(db, sql[Q_ADD],
                    BINDS(bi(s->partnership_id), bt(end->to_key), bi(end->now_s),
                          bi(!got_through), bi(BOUNCE_LIMIT)));
    if (!e && s->message_id)
        e = note_message(db, end, s);
    return e ? e : record(db, "route.mail_refused", &act, s->partnership_id);
}

enum err bounce_mail_end(struct db *db, const struct mail_end *end)
{
    struct subject s;
    enum err e = find_subject(db, end, &s);
    if (e || !s.partnership_id)
        return e;
    return end->was_refused ? note_refusal(db, end, &s) : note_through(db, end, &s);
}

/* --- the staff --- */

enum err bounce_clear_fn(struct db *db, void *bounce_clear)
{
    const struct bounce_clear *x = bounce_clear;
    if (!actor_may(x->actor, CAP_ROUTE_EDIT, x->partnership_id))
        return ERR_NOT_FOUND;
    enum err e = db_exec(db, sql[Q_CLEAR], BINDS(bi(x->step_id), bi(x->partnership_id)));
    return e || !db_changes(db) ? e
                                : record(db, "route.mail_works", &x->act, x->partnership_id);
}

/* --- the sender --- */

struct tell {
    struct mail mail;
};

static enum err tell_fn(struct db *db, void *arg)
{
    const struct tell *t = arg;
    enum err e = mail_queue(db, &t->mail);
    if (e == ERR_TOO_MANY || e == ERR_INVALID) /* the words are kept all the same */
        return OK;
    return e ? e
             : store_record(db, &(struct store_record){ .actor = STR("job"),
                                                        .action = STR("message.tell_refused"),
                                                        .object_kind = STR("message"),
                                                        .object_id = t->mail.object_id,
                                                        .at_s = t->mail.queued_at_s });
}

static enum err make_mail(const struct job_env *env, struct stmt *s, struct str subject,
                          struct tell *out)
{
    struct arena *a = env->arena;
    struct str reference = db_text(s, 0, a), name = db_text(s, 2, a);
    struct buf *text = buf_in(a, MAIL_TEXT_BYTES);
    struct view *v = view_in(a);
    view_str(v, S(service_name), env->site->service_name);
    view_str(v, S(origin), env->site->origin);
    view_str(v, S(partnership_name), name);
    view_str(v, S(partnership_url),
             str_join(a, env->site->origin, url_path(a, "/partnerships/%", db_text(s, 3, a))));
    view_str(v, S(reference), reference);
    enum err e = tpl_render_text(env->templates, STR("mail/message_refused"), v, a, text);
    out->mail = (struct mail){
        .id = rand_id(),
        .queued_at_s = env->now_s,
        .kind = STR("mail/message_refused"),
        .object_kind = STR("message"),
        .object_id = subject,
        .to = db_text(s, 1, a),
        .subject = str_printf(a, SUBJECT_MESSAGE_REFUSED, STR_ARG(name), STR_ARG(reference)),
        .body = buf_view(text),
    };
    return e;
}

enum err bounce_tell_job(struct job_env *env, struct str subject)
{
    struct tell t = { 0 };
    int64_t id = 0;
    if (!str_to_i64(subject, &id))
        return ERR_INVALID;
    struct stmt *s = db_query(env->db, sql[Q_MESSAGE], BINDS(bi(id)));
    bool found = db_row(s);
    enum err e = found ? make_mail(env, s, subject, &t) : OK;
    e = db_done(s, e);
    return e || !found ? e : store_write(env->store, tell_fn, &t);
}
