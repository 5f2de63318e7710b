#include "modules/feedback/feedback_told.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/limits.h"
#include "core/base/rand.h"
#include "core/base/utf8.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/analysis/reading.h"
#include "modules/consultations/consultation_news.h"
#include "modules/feedback/feedback_words.h"
#include "modules/mail/mail.h"
#include "modules/partnerships/partnership_page.h"
#include "modules/responses/published.h"

#define MAIL_BYTES ((size_t)128 * 1024)
#define DAY_SECONDS 86400
#define BATCH 1000
#define OWN_MAX 60    /* passages of one response */
#define ITEMS_MAX 20  /* of one mail; the rest stands at its address */
#define OWN_CHARS 600 /* of a passage; the rest is cut */

enum { Q_IDS, Q_ADDRESS, Q_OWN, Q_IS_TOLD, Q_TELL };

#define MAY_BE_TOLD                                                                            \
    "r.is_live = 1 AND r.counting = 'valid' AND r.may_contact = 1 AND p.email <> '' "

/* clang-format off */
static const char *const sql[] = {
    [Q_IDS] = "SELECT r.id FROM response r JOIN respondent p ON p.response_id = r.id WHERE r.consultation_id = $1 AND "
              MAY_BE_TOLD "AND r.id > $2 ORDER BY r.id LIMIT $3",
    [Q_ADDRESS] = "SELECT p.email FROM response r JOIN respondent p ON p.response_id = r.id WHERE r.id = $1 AND " MAY_BE_TOLD,
    /* A theme that became part of another has handed its codes on: those of the last one count. */
    [Q_OWN] = "WITH RECURSIVE now(item_id, theme_id) AS (SELECT f.id, f.theme_id FROM feedback_item f WHERE f.consultation_id = $1 "
              "AND f.published_at_s IS NOT NULL AND f.removed_at_s IS NULL AND f.theme_id IS NOT NULL UNION SELECT n.item_id, "
              "t.merged_into FROM now n JOIN theme t ON t.id = n.theme_id WHERE t.merged_into IS NOT NULL) "
              "SELECT n.item_id, c.start_at, c.n_chars, " OPEN_WORDS ", (SELECT x.text_hash FROM answer_reading x WHERE x.answer_id = a.id "
              "AND x.layer = c.layer) FROM answer a JOIN question q ON q.id = a.question_id JOIN "
              "answer_code c ON c.answer_id = a.id JOIN now n ON n.theme_id = c.theme_id WHERE a.response_id = $2 AND c.layer = CASE "
              "WHEN EXISTS (SELECT 1 FROM answer_reading x WHERE x.answer_id = a.id AND x.layer = 'agreed') THEN 'agreed' ELSE "
              "'first' END AND NOT EXISTS (SELECT 1 FROM feedback_told t WHERE t.consultation_id = $1 AND t.response_id = $2 AND "
              "t.item_id = n.item_id AND t.is_own = 1) ORDER BY n.item_id, a.question_id, c.start_at LIMIT $3 /*scan*/",
    [Q_IS_TOLD] = "SELECT count(*) FROM feedback_told WHERE consultation_id = $1 AND response_id = $2",
    [Q_TELL] = "INSERT INTO feedback_told (consultation_id, response_id, item_id, is_own, told_on) VALUES ($1, $2, $3, $4, $5) "
               "ON CONFLICT DO UPDATE SET is_own = 1, told_on = $5 WHERE is_own < $4",
};
/* clang-format on */
const struct sql_list feedback_told_sql = SQL_LIST("feedback_told", sql);

enum err feedback_told_plan(struct db *db, struct arena *a, const struct consultation *of,
                            bool is_first, int64_t now_s)
{
    const struct job_new n = { .kind = STR(FEEDBACK_TOLD_JOB),
                               .subject = str_printf(a, "%lld", (long long)of->id),
                               .due_at_s = now_s + FEEDBACK_TOLD_AFTER_S,
                               .now_s = now_s };
    enum err e = job_queue(db, &n);
    if (e || !is_first)
        return e;
    return consultation_news_tell(db, a, of, str_printf(a, FEEDBACK_NEWS, STR_ARG(of->title)),
                                  now_s);
}

/* --- one response --- */

struct own {
    int64_t item_id;
    struct str words;
};

struct telling {
    const struct job_env *env;
    const struct consultation *x;
    const struct feedback_item *item; /* published ones */
    size_t n;
    int64_t response_id;
    struct str email;
    struct own own[OWN_MAX];
    size_t n_own;
    struct mail mail;
    bool is_over; /* out: the address has had as many mails today as it may */
};

static struct str shortened(struct arena *a, struct str words)
{
    size_t at = 0, n = 0;
    words = str_trim(words);
    while (at < words.n && n++ < OWN_CHARS)
        (void)utf8_next(words, &at);
    return at < words.n ? str_join(a, str_sub(words, 0, at), STR(" …")) : words;
}

static enum err load_own(struct telling *k)
{
    struct arena *a = k->env->arena;
    struct stmt *s =
        db_query(k->env->db, sql[Q_OWN], BINDS(bi(k->x->id), bi(k->response_id), bi(OWN_MAX)));
    while (k->n_own < OWN_MAX && db_row(s)) {
        const struct passage p = { db_i64(s, 1), db_i64(s, 2) };
        struct str words = db_text(s, 3, a), was = db_blob(s, 4, a);
        struct hash now = hash_of(words);
        bool is_as_read = str_eq(was, hash_view(&now)); /* else the passage lies elsewhere */
        k->own[k->n_own++] = (struct own){
            .item_id = db_i64(s, 0),
            .words = shortened(a, p.n_chars && is_as_read ? passage_words(words, p) : words),
        };
    }
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

static bool raised(const struct telling *k, int64_t item_id)
{
    for (size_t i = 0; i < k->n_own; i++)
        if (k->own[i].item_id == item_id)
            return true;
    return false;
}

static struct str answer_url(const struct telling *k, const struct feedback_item *x)
{
    struct arena *a = k->env->arena;
    bool is_shown = consultation_state(k->x, k->env->now_s) == CONSULTATION_RESULTS;
    struct str path = url_path(a, "/consultations/%", k->x->slug);
    if (k->x->is_invited_only)
        return (struct str){ 0 };
    return str_printf(a, "%.*s%.*s%s#answer-%lld", STR_ARG(k->env->site->origin), STR_ARG(path),
                      is_shown ? "/results" : "", (long long)x->id);
}

/* Those that they raised; who raised none sees what there is. */
static void say_items(const struct telling *k, struct view *v)
{
    struct arena *a = k->env->arena;
    struct list *items = view_list(v, S(items));
    for (size_t i = 0; i < k->n && list_len(items) < ITEMS_MAX; i++) {
        const struct feedback_item *x = &k->item[i];
        if (k->n_own && !raised(k, x->id))
            continue;
        struct view *one = list_add(items);
        struct list *own = view_list(one, S(own));
        view_str(one, S(heading), feedback_label(a, x));
        view_str(one, S(decision), consultation_label(feedback_decisions, x->decision));
        view_str(one, S(did), shortened(a, x->we_did));
        view_str(one, S(why), shortened(a, x->reason));
        view_str(one, S(plan), x->plan_reference);
        view_str(one, S(url), answer_url(k, x));
        for (size_t j = 0; j < k->n_own; j++)
            if (k->own[j].item_id == x->id)
                list_add_str(own, k->own[j].words);
    }
}

static enum err write_mail(struct telling *k)
{
    struct arena *a = k->env->arena;
    const struct site *site = k->env->site;
    struct view *v = view_in(a);
    struct buf *text = buf_in(a, MAIL_BYTES);
    struct str reply = k->x->contact_email;
    view_str(v, S(service_name), site->service_name);
    view_str(v, S(origin), site->origin);
    view_str(v, S(consultation_title), k->x->title);
    view_str(v, S(contact_role), k->x->contact_role);
    view_bool(v, S(has_own), k->n_own > 0);
    say_items(k, v);
    enum err e = tpl_render_text(k->env->templates, STR("mail/feedback_told"), v, a, text);
    k->mail = (struct mail){
        .id = rand_id(),
        .kind = STR("mail/feedback_told"),
        .to = k->email,
        .subject = str_printf(a, SUBJECT_FEEDBACK_TOLD, STR_ARG(k->x->title)),
        .queued_at_s = k->env->now_s,
        .object_kind = STR("consultation"),
        .object_id = str_printf(a, "%lld", (long long)k->x->id),
        .reply_to = mail_address_is_valid(reply) ? reply : (struct str){ 0 },
        .body = buf_view(text),
    };
    return e ? e : text->failed ? ERR_LIMIT : OK;
}

/* Keeps of what they were told. *n: answers that another run had not told already. */
static enum err keep_told(struct db *db, const struct telling *k, int64_t *n)
{
    struct str today = date_iso(k->env->arena, london_from_s(k->env->now_s).date);
    enum err e = OK;
    *n = 0;
    for (size_t i = 0; !e && i < k->n; i++) {
        if (k->n_own && !raised(k, k->item[i].id))
            continue;
        e = db_exec(db, sql[Q_TELL],
                    BINDS(bi(k->x->id), bi(k->response_id), bi(k->item[i].id), bi(k->n_own > 0),
                          bt(today)));
        *n += !e && db_changes(db) > 0;
        if (!k->n_own) /* that answers are there is told once */
            break;
    }
    return e;
}

/* Recorded with consultation and day, without the response (S41). */
static enum err tell_fn(struct db *db, void *arg)
{
    struct telling *k = arg;
    const struct act day = { .actor = STR("job"),
                             .now_s = k->env->now_s - k->env->now_s % DAY_SECONDS };
    struct change change;
    struct str email;
    int64_t n = 0;
    enum err e =
        db_one_text(db, sql[Q_ADDRESS], BINDS(bi(k->response_id)), k->env->arena, &email);
    if (e || !str_eq(email, k->email)) /* taken back meanwhile */
        return e == ERR_NOT_FOUND ? OK : e;
    e = keep_told(db, k, &n);
    if (e || !n)
        return e;
    e = mail_queue(db, &k->mail);
    if (e && e != ERR_INVALID)
        return e;
    change_begin(&change);
    change_of_partnership(&change, k->x->partnership_id);
    return change_record(db, &change, &day,
                         &(struct change_of){ .action = STR("feedback.tell"),
                                              .object_kind = STR("consultation"),
                                              .object_id = k->x->id });
}

static enum err tell_one(struct telling *k)
{
    int64_t n_told = 0;
    enum err e = db_one_text(k->env->db, sql[Q_ADDRESS], BINDS(bi(k->response_id)),
                             k->env->arena, &k->email);
    if (!e)
        e = load_own(k);
    if (!e && !k->n_own)
        e = db_one_i64(k->env->db, sql[Q_IS_TOLD], BINDS(bi(k->x->id), bi(k->response_id)),
                       &n_told);
    if (e || n_told)
        return e == ERR_NOT_FOUND ? OK : e;
    e = write_mail(k);
    if (!e)
        e = store_write(k->env->store, tell_fn, k);
    k->is_over = e == ERR_TOO_MANY;
    return k->is_over ? OK : e;
}

/* --- all of them --- */

/* In memory of its own: what one holds is not kept while the next is read. */
static enum err tell_in_own_memory(const struct telling *all, int64_t response_id,
                                   bool *is_over)
{
    struct job_env env = *all->env;
    struct telling k = *all;
    env.arena = arena_new(REQUEST_ARENA_BYTES);
    if (!env.arena)
        return ERR_LIMIT;
    k.env = &env;
    k.response_id = response_id;
    enum err e = tell_one(&k);
    *is_over |= k.is_over;
    arena_free(env.arena);
    return e;
}

static enum err next_ids(const struct telling *all, int64_t after, int64_t id[BATCH], size_t *n)
{
    struct stmt *s =
        db_query(all->env->db, sql[Q_IDS], BINDS(bi(all->x->id), bi(after), bi(BATCH)));
    for (*n = 0; *n < BATCH && db_row(s); (*n)++)
        id[*n] = db_i64(s, 0);
    return db_done(s, OK);
}

static bool is_stopping(const struct job_env *env)
{
    return env->is_stopping && env->is_stopping(env->stop_arg);
}

struct round {
    int64_t id[BATCH];
    size_t n;
    int64_t after;
    bool is_over, is_stopped;
};

static enum err tell_batch(const struct telling *all, struct round *r)
{
    enum err e = next_ids(all, r->after, r->id, &r->n);
    for (size_t i = 0; !e && i < r->n && !r->is_stopped; i++) {
        r->is_stopped = is_stopping(all->env);
        if (!r->is_stopped)
            e = tell_in_own_memory(all, r->id[i], &r->is_over);
        r->after = r->id[i];
    }
    return e;
}

static enum err tell_all(struct job_env *env, const struct telling *all)
{
    struct round *r = ARENA_NEW(env->arena, struct round);
    enum err e = r ? OK : ERR_LIMIT;
    do {
        if (!e)
            e = tell_batch(all, r);
    } while (!e && r->n == BATCH && !r->is_stopped);
    if (!e && r->is_stopped)
        env->again_at_s = env->now_s;
    else if (!e && r->is_over) /* an address has had its mails of today */
        env->again_at_s = env->now_s + DAY_SECONDS;
    return e;
}

enum err feedback_told_job(struct job_env *env, struct str subject)
{
    int64_t id = 0;
    size_t n_all = 0;
    struct consultation x;
    struct telling all = { .env = env, .x = &x };
    if (!str_to_i64(subject, &id))
        return ERR_INVALID;
    struct feedback_item *item = arena_array(env->arena, FEEDBACK_ITEMS_MAX, sizeof *item);
    enum err e = item ? consultation_load(env->db, env->arena, id, &x) : ERR_LIMIT;
    if (!e)
        e = feedback_list(env->db, env->arena, id, item, &n_all);
    if (e || !str_eq(x.stage, STR("published")))
        return e == ERR_NOT_FOUND ? OK : e;
    int64_t next_s = 0;
    for (size_t i = 0; i < n_all; i++) {
        int64_t due_s = item[i].published_at_s + FEEDBACK_TOLD_AFTER_S;
        if (item[i].published_at_s && due_s <= env->now_s)
            item[all.n++] = item[i];
        else if (item[i].published_at_s && (!next_s || due_s < next_s))
            next_s = due_s; /* its hour is not over */
    }
    all.item = item;
    e = all.n ? tell_all(env, &all) : OK;
    if (!e && next_s && !env->again_at_s)
        env->again_at_s = next_s;
    return e;
}
