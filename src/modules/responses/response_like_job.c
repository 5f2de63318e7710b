/*
 * response_like_job.c: looks at the responses that have no print yet, a batch at a time: reads
 * and compares outside the writer, then stores prints and links in one short write.
 */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/rand.h"
#include "modules/responses/response_like.h"
#include "modules/responses/response_rows.h"

#define BATCH 10
#define CANDIDATES_MAX 30 /* that one response is compared with */
#define CONSULTATIONS_MAX 5000
#define TEXT_BYTES ((size_t)512 * 1024)
#define BATCH_ARENA_BYTES ((size_t)256 * 1024 * 1024)
#define LINKS_MAX ((size_t)BATCH * CANDIDATES_MAX * 3)

enum {
    Q_NEW,
    Q_TEXT,
    Q_SAME_TEXT,
    Q_BAND,
    Q_SAME_BODY,
    Q_ADD_TEXT,
    Q_ADD_BAND,
    Q_ADD_LIKE,
    Q_CONSULTATIONS,
    Q_PARTNERSHIP
};

/* clang-format off */
static const char *const sql[] = {
    [Q_NEW] = "SELECT r.id, coalesce(r.body_id, 0) FROM response r WHERE r.consultation_id = $1 AND r.is_live = 1 AND NOT EXISTS "
              "(SELECT 1 FROM response_text t WHERE t.response_id = r.id) LIMIT $2",
    [Q_TEXT] = "SELECT a.value, a.other FROM answer a JOIN question q ON q.id = a.question_id WHERE a.response_id = $1 AND "
               "q.type IN ('short', 'long', 'paragraph') ORDER BY a.question_id",
    [Q_SAME_TEXT] = "SELECT response_id FROM response_text WHERE consultation_id = $1 AND text_hash = $2 AND n_words > 0 LIMIT $3",
    [Q_BAND] = "SELECT response_id FROM response_band WHERE consultation_id = $1 AND band = $2 LIMIT $3",
    [Q_SAME_BODY] = "SELECT id FROM response WHERE body_id = $2 AND consultation_id = $1 AND is_live = 1 AND "
                    "counting <> 'withdrawn' LIMIT $3",
    [Q_ADD_TEXT] = "INSERT INTO response_text (response_id, consultation_id, n_words, text_hash, minhash) VALUES "
                   "($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
    [Q_ADD_BAND] = "INSERT INTO response_band (consultation_id, band, response_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
    [Q_ADD_LIKE] = "INSERT INTO response_like (id, response_id, other_id, why, share, state) VALUES ($1, $2, $3, $4, $5, 'open') "
                   "ON CONFLICT DO NOTHING",
    [Q_CONSULTATIONS] = "SELECT /*scan*/ id FROM consultation WHERE stage = 'published' ORDER BY id LIMIT $1",
    [Q_PARTNERSHIP] = "SELECT partnership_id FROM consultation WHERE id = $1",
};
/* clang-format on */
const struct sql_list response_like_job_sql = SQL_LIST("response_like_job", sql);

struct fresh {
    int64_t id, body_id;
    struct str text;
    struct like_print print;
};

struct link {
    int64_t one, other, share;
    const char *why;
};

struct batch {
    struct job_env *env;
    struct arena *a;
    int64_t consultation_id, partnership_id;
    struct fresh *item;
    size_t n;
    struct link *link;
    size_t n_links;
};

/* --- what came since --- */

static enum err text_of(struct batch *b, int64_t response_id, struct str *out)
{
    struct buf *text = buf_in(b->a, TEXT_BYTES);
    struct stmt *s = db_query(b->env->db, sql[Q_TEXT], BINDS(bi(response_id)));
    while (db_row(s)) {
        buf_str(text, db_text(s, 0, b->a));
        buf_char(text, ' ');
        buf_str(text, db_text(s, 1, b->a));
        buf_char(text, ' ');
    }
    *out = buf_view(text);
    return db_done(s, arena_failed(b->a) ? ERR_LIMIT : OK);
}

static enum err load_batch(struct batch *b)
{
    struct stmt *s = db_query(b->env->db, sql[Q_NEW], BINDS(bi(b->consultation_id), bi(BATCH)));
    while (b->n < BATCH && db_row(s))
        b->item[b->n++] = (struct fresh){ .id = db_i64(s, 0), .body_id = db_i64(s, 1) };
    enum err e = db_done(s, OK);
    for (size_t i = 0; !e && i < b->n; i++) {
        e = text_of(b, b->item[i].id, &b->item[i].text);
        if (!e)
            e = like_print_of(b->a, b->item[i].text, &b->item[i].print);
    }
    return e;
}

/* --- links --- */

static bool is_linked(const struct batch *b, int64_t one, int64_t other)
{
    for (size_t i = 0; i < b->n_links; i++)
        if (b->link[i].one == one && b->link[i].other == other)
            return true;
    return false;
}

static void add_link(struct batch *b, int64_t id, int64_t other_id, struct link how)
{
    how.one = id < other_id ? id : other_id;
    how.other = id < other_id ? other_id : id;
    if (id != other_id && b->n_links < LINKS_MAX && !is_linked(b, how.one, how.other))
        b->link[b->n_links++] = how;
}

static enum err add_ids(struct batch *b, const struct fresh *x, struct stmt *s, struct link how)
{
    while (db_row(s))
        add_link(b, x->id, db_i64(s, 0), how);
    return db_done(s, OK);
}

static bool has_id(const int64_t *list, size_t n, int64_t id)
{
    for (size_t i = 0; i < n; i++)
        if (list[i] == id)
            return true;
    return false;
}

static enum err candidates(struct batch *b, const struct fresh *x, int64_t *out, size_t *n)
{
    enum err e = OK;
    *n = 0;
    for (size_t k = 0; !e && k < LIKE_BANDS; k++) {
        struct stmt *s = db_query(
            b->env->db, sql[Q_BAND],
            BINDS(bi(b->consultation_id), bi(like_band(&x->print, k)), bi(CANDIDATES_MAX)));
        while (*n < CANDIDATES_MAX && db_row(s))
            if (!has_id(out, *n, db_i64(s, 0)))
                out[(*n)++] = db_i64(s, 0);
        e = db_done(s, OK);
    }
    return e;
}

static enum err compare(struct batch *b, const struct fresh *x, int64_t other_id,
                        struct str other)
{
    enum like_kind kind;
    int64_t share;
    enum err e = like_compare(b->a, x->text, other, &kind, &share);
    if (!e && kind != LIKE_NOT)
        add_link(
            b, x->id, other_id,
            (struct link){ .share = share, .why = kind == LIKE_NEAR ? "near" : "same_text" });
    return e;
}

static enum err link_near(struct batch *b, const struct fresh *x)
{
    int64_t id[CANDIDATES_MAX];
    struct str text;
    size_t n = 0;
    enum err e = x->print.n_words < LIKE_WORDS_LEAST ? OK : candidates(b, x, id, &n);
    for (size_t i = 0; !e && i < n; i++) {
        bool is_done = id[i] == x->id || is_linked(b, id[i] < x->id ? id[i] : x->id,
                                                   id[i] < x->id ? x->id : id[i]);
        e = is_done ? OK : text_of(b, id[i], &text);
        if (!e && !is_done)
            e = compare(b, x, id[i], text);
    }
    return e;
}

static bool shares_band(const struct fresh *x, const struct fresh *y)
{
    for (size_t k = 0; k < LIKE_BANDS; k++)
        if (like_band(&x->print, k) == like_band(&y->print, k))
            return true;
    return false;
}

/* With those of the same batch, which have no stored print yet. */
static enum err link_inside(struct batch *b, size_t at)
{
    const struct fresh *x = &b->item[at];
    enum err e = OK;
    for (size_t i = 0; !e && i < at; i++) {
        const struct fresh *y = &b->item[i];
        bool is_same = x->print.n_words && hash_equal(&x->print.hash, &y->print.hash);
        bool may_be_near = x->print.n_words >= LIKE_WORDS_LEAST &&
                           y->print.n_words >= LIKE_WORDS_LEAST && shares_band(x, y);
        if (is_same || may_be_near)
            e = compare(b, x, y->id, y->text);
    }
    return e;
}

static enum err link_one(struct batch *b, size_t at)
{
    const struct fresh *x = &b->item[at];
    struct db *db = b->env->db;
    enum err e = OK;
    if (x->print.n_words)
        e = add_ids(b, x,
                    db_query(db, sql[Q_SAME_TEXT],
                             BINDS(bi(b->consultation_id), bb(hash_view(&x->print.hash)),
                                   bi(CANDIDATES_MAX))),
                    (struct link){ .share = 100, .why = "same_text" });
    if (!e)
        e = link_inside(b, at);
    if (!e)
        e = link_near(b, x);
    if (!e && x->body_id)
        e = add_ids(b, x,
                    db_query(db, sql[Q_SAME_BODY],
                             BINDS(bi(b->consultation_id), bi(x->body_id), bi(CANDIDATES_MAX))),
                    (struct link){ .why = "same_body" });
    return e;
}

/* --- the write --- */

static enum err add_print(struct db *db, const struct batch *b, const struct fresh *x)
{
    char least[LIKE_HASHES * 4];
    bool has_least = x->print.n_words >= LIKE_WORDS_LEAST;
    for (size_t i = 0; i < LIKE_HASHES; i++)
        for (size_t k = 0; k < 4; k++)
            least[i * 4 + k] = (char)(x->print.least[i] >> (24 - 8 * k));
    enum err e = db_exec(db, sql[Q_ADD_TEXT],
                         BINDS(bi(x->id), bi(b->consultation_id), bi((int64_t)x->print.n_words),
                               bb(hash_view(&x->print.hash)),
                               bb((struct str){ least, has_least ? sizeof least : 0 })));
    for (size_t i = 0; !e && has_least && i < LIKE_BANDS; i++)
        e = db_exec(db, sql[Q_ADD_BAND],
                    BINDS(bi(b->consultation_id), bi(like_band(&x->print, i)), bi(x->id)));
    return e;
}

static enum err store_fn(struct db *db, void *arg)
{
    const struct batch *b = arg;
    enum err e = OK;
    for (size_t i = 0; !e && i < b->n; i++)
        e = add_print(db, b, &b->item[i]);
    for (size_t i = 0; !e && i < b->n_links; i++)
        e = db_exec(db, sql[Q_ADD_LIKE],
                    BINDS(bi(rand_id()), bi(b->link[i].one), bi(b->link[i].other),
                          bt(str_from(b->link[i].why)), bi(b->link[i].share)));
    if (e)
        return e;
    const struct act act = { .actor = STR("job"), .now_s = b->env->now_s };
    struct change change;
    change_begin(&change);
    change_of_partnership(&change, b->partnership_id);
    change_new_i64(&change, "found", (int64_t)b->n_links);
    return change_record(db, &change, &act,
                         &(struct change_of){ .action = STR("response.compare"),
                                              .object_kind = STR("consultation"),
                                              .object_id = b->consultation_id });
}

static enum err run_batch(struct job_env *env, struct arena *a, int64_t consultation_id,
                          bool *has_more)
{
    struct batch b = { .env = env,
                       .a = a,
                       .consultation_id = consultation_id,
                       .item = arena_array(a, BATCH, sizeof *b.item),
                       .link = arena_array(a, LINKS_MAX, sizeof *b.link) };
    enum err e = b.item && b.link ? db_one_i64(env->db, sql[Q_PARTNERSHIP],
                                               BINDS(bi(consultation_id)), &b.partnership_id)
                                  : ERR_LIMIT;
    if (!e)
        e = load_batch(&b);
    for (size_t i = 0; !e && i < b.n; i++)
        e = link_one(&b, i);
    *has_more = b.n == BATCH;
    return e || !b.n ? e : store_write(env->store, store_fn, &b);
}

static enum err run_consultation(struct job_env *env, int64_t id)
{
    struct arena *a = arena_new(BATCH_ARENA_BYTES);
    bool has_more = true;
    enum err e = OK;
    while (!e && has_more && !(env->is_stopping && env->is_stopping(env->stop_arg))) {
        e = run_batch(env, a, id, &has_more);
        arena_reset(a);
    }
    arena_free(a);
    return e;
}

enum err response_like_all_job(struct job_env *env, struct str subject)
{
    int64_t *id = arena_array(env->arena, CONSULTATIONS_MAX, sizeof *id);
    size_t n = 0;
    (void)subject;
    if (!id)
        return ERR_LIMIT;
    struct stmt *s = db_query(env->db, sql[Q_CONSULTATIONS], BINDS(bi(CONSULTATIONS_MAX)));
    while (n < CONSULTATIONS_MAX && db_row(s))
        id[n++] = db_i64(s, 0);
    enum err e = db_done(s, OK);
    for (size_t i = 0; !e && i < n; i++)
        e = run_consultation(env, id[i]);
    return e;
}

enum err response_like_one_job(struct job_env *env, struct str subject)
{
    struct str kind;
    int64_t id;
    if (!str_cut(&subject, ':', &kind) || !str_to_i64(subject, &id))
        return ERR_INVALID;
    return run_consultation(env, id);
}
