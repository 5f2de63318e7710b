/*
 * published_rows.c: the copies of one response beside the decisions on its answers.
 */
#include "modules/responses/published_rows.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/hash.h"
#include "core/base/rand.h"
#include "core/base/utf8.h"
#include "modules/consultations/question.h"

#define DAY_SECONDS 86400
#define ANSWERS_MAX QUESTIONS_MAX

enum {
    Q_FACTS,
    Q_DECIDED,
    Q_DROP_MEND,
    Q_DROP_DECISION,
    Q_LOG,
    Q_MAY_STAND,
    Q_STANDS,
    Q_NEXT_NO,
    Q_ADD,
    Q_ADD_LINK,
    Q_SET,
    Q_ADD_ANSWER,
    Q_SET_ANSWER,
    Q_DROP_QUOTES,
    Q_DROP_PICKS,
    Q_DROP_ANSWER,
    Q_LOG_ALL,
    Q_DROP_ALL_QUOTES,
    Q_DROP_ALL_PICKS,
    Q_DROP_ALL_ANSWERS,
    Q_DROP_LINK,
    Q_DROP
};

/* clang-format off */
static const char *const sql[] = {
    [Q_FACTS] = "SELECT r.consultation_id, coalesce(x.published_id, 0), (" RESPONSE_RELEASABLE "), r.who, "
                "r.publish_choice = 'publish_with_name' AND coalesce(b.is_named, 1) = 1, "
                "CASE WHEN r.who = 'individual' THEN coalesce(p.name, '') ELSE coalesce(p.organisation, '') END, "
                "CASE WHEN r.who = 'individual' THEN '' ELSE coalesce(b.kind, '') END, coalesce(b.slug, '') "
                "FROM response r LEFT JOIN respondent p ON p.response_id = r.id LEFT JOIN body b ON b.id = r.body_id "
                "LEFT JOIN response_published x ON x.response_id = r.id WHERE r.id = $1",
    [Q_DECIDED] = "SELECT m.answer_id, m.text_hash, a.question_id, " OPEN_WORDS " FROM moderation m "
                  "JOIN answer a ON a.id = m.answer_id JOIN question q ON q.id = a.question_id WHERE m.response_id = $1",
    [Q_DROP_MEND] = "DELETE FROM moderation_mend WHERE answer_id = $1",
    [Q_DROP_DECISION] = "DELETE FROM moderation WHERE answer_id = $1",
    [Q_LOG] = "INSERT INTO moderation_change (consultation_id, response_id, question_id, kind, reason, n_cuts, is_bulk, "
              "by_account, by_role, changed_at_s) VALUES ($1, $2, $3, 'undone', '', 0, 0, NULL, '', $4)",
    [Q_MAY_STAND] = "SELECT a.question_id, CASE WHEN d.state = 'taken' THEN 'mended' ELSE m.state END, m.public_text, "
                    "w.title, q.paragraph, q.type, s.seq * 1000 + q.seq FROM moderation m JOIN answer a ON a.id = m.answer_id "
                    "JOIN question q ON q.id = a.question_id JOIN question_section s ON s.id = q.section_id "
                    "JOIN question_wording w ON w.question_id = q.id AND w.version = a.wording "
                    "LEFT JOIN moderation_mend d ON d.answer_id = m.answer_id "
                    "LEFT JOIN moderation_choice g ON g.consultation_id = m.consultation_id "
                    "WHERE m.response_id = $1 AND m.state <> 'withheld' AND m.public_text <> '' AND s.is_equality = 0 "
                    "AND (m.released_at_s IS NOT NULL OR coalesce(g.needs_release, 0) = 0) ORDER BY s.seq, q.seq",
    [Q_STANDS] = "SELECT id, question_id, state, text FROM published_answer WHERE published_id = $1",
    [Q_NEXT_NO] = "INSERT INTO moderation_choice (consultation_id, needs_release, published_at_s, last_no) "
                  "VALUES ($1, 0, NULL, 1) ON CONFLICT (consultation_id) DO UPDATE SET last_no = last_no + 1 "
                  "RETURNING last_no",
    [Q_ADD] = "INSERT INTO published_response (id, consultation_id, no, who, name, kind, body_slug, words) VALUES "
              "($1, $2, $3, $4, '', '', '', '')",
    [Q_ADD_LINK] = "INSERT INTO response_published (response_id, published_id, consultation_id) VALUES ($1, $2, $3)",
    [Q_SET] = "UPDATE published_response SET who = $2, name = $3, kind = $4, body_slug = $5, words = $6 WHERE id = $1 "
              "AND (who <> $2 OR name <> $3 OR kind <> $4 OR body_slug <> $5 OR words <> $6)",
    [Q_ADD_ANSWER] = "INSERT INTO published_answer (id, published_id, consultation_id, question_id, question, seq, state, "
                     "text) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    [Q_SET_ANSWER] = "UPDATE published_answer SET state = $2, text = $3 WHERE id = $1",
    [Q_DROP_QUOTES] = "DELETE FROM published_quote WHERE published_answer_id = $1",
    [Q_DROP_PICKS] = "DELETE FROM quote_pick WHERE answer_id IN (SELECT id FROM answer WHERE response_id = $1 "
                     "AND question_id = $2)",
    [Q_DROP_ANSWER] = "DELETE FROM published_answer WHERE id = $1",
    [Q_LOG_ALL] = "INSERT INTO moderation_change (consultation_id, response_id, question_id, kind, reason, n_cuts, is_bulk, "
                  "by_account, by_role, changed_at_s) SELECT consultation_id, $2, question_id, 'consent_changed', '', 0, 0, "
                  "NULL, '', $3 FROM published_answer WHERE published_id = $1",
    [Q_DROP_ALL_QUOTES] = "DELETE FROM published_quote WHERE published_answer_id IN (SELECT id FROM published_answer "
                          "WHERE published_id = $1)",
    [Q_DROP_ALL_PICKS] = "DELETE FROM quote_pick WHERE answer_id IN (SELECT a.id FROM response_published x "
                         "JOIN answer a ON a.response_id = x.response_id WHERE x.published_id = $1)",
    [Q_DROP_ALL_ANSWERS] = "DELETE FROM published_answer WHERE published_id = $1",
    [Q_DROP_LINK] = "DELETE FROM response_published WHERE published_id = $1",
    [Q_DROP] = "DELETE FROM published_response WHERE id = $1",
};
/* clang-format on */
const struct sql_list published_rows_sql = SQL_LIST("published_rows", sql);

enum err published_facts(struct db *db, struct arena *a, int64_t response_id,
                         struct published_facts *out)
{
    struct stmt *s = db_query(db, sql[Q_FACTS], BINDS(bi(response_id)));
    *out = (struct published_facts){ .response_id = response_id, .now_s = out->now_s };
    bool is = db_row(s);
    if (is) {
        bool is_named = db_bool(s, 4);
        out->consultation_id = db_i64(s, 0);
        out->published_id = db_i64(s, 1);
        out->may = db_bool(s, 2);
        out->who = db_text(s, 3, a);
        out->name = is_named ? db_text(s, 5, a) : STR("");
        out->kind = db_text(s, 6, a);
        out->slug = is_named && out->name.n ? db_text(s, 7, a) : STR("");
        if (str_eq(out->who, STR("individual")))
            out->slug = STR("");
    }
    enum err e = db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
    return e ? e : is ? OK : ERR_NOT_FOUND;
}

/* The day alone where the respondent's own write led to it: nobody tells them apart here. */
static int64_t published_day_s(const struct published_facts *f)
{
    return f->now_s - f->now_s % DAY_SECONDS;
}

enum err published_take_down(struct db *db, const struct published_facts *f)
{
    enum err e =
        db_exec(db, sql[Q_LOG_ALL],
                BINDS(bi(f->published_id), bi(f->response_id), bi(published_day_s(f))));
    for (int q = Q_DROP_ALL_QUOTES; !e && q <= Q_DROP; q++)
        e = db_exec(db, sql[q], BINDS(bi(f->published_id)));
    return e;
}

/* --- decisions on words that are others now --- */

struct stale {
    int64_t answer_id, question_id;
};

static size_t stale_find(struct stmt *s, struct arena *a, struct stale *out, size_t max)
{
    size_t n = 0;
    while (n < max && db_row(s)) {
        struct hash now = hash_of(db_text(s, 3, a));
        if (!str_eq(db_blob(s, 1, a), hash_view(&now)))
            out[n++] = (struct stale){ db_i64(s, 0), db_i64(s, 2) };
    }
    return n;
}

enum err published_drop_stale(struct db *db, struct arena *a, const struct published_facts *f)
{
    struct stale *stale = arena_array(a, ANSWERS_MAX, sizeof *stale);
    if (!stale)
        return ERR_LIMIT;
    struct stmt *s = db_query(db, sql[Q_DECIDED], BINDS(bi(f->response_id)));
    size_t n = stale_find(s, a, stale, ANSWERS_MAX);
    enum err e = db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
    for (size_t i = 0; !e && i < n; i++) {
        e = db_exec(db, sql[Q_DROP_MEND], BINDS(bi(stale[i].answer_id)));
        if (!e)
            e = db_exec(db, sql[Q_DROP_DECISION], BINDS(bi(stale[i].answer_id)));
        if (!e)
            e = db_exec(db, sql[Q_LOG],
                        BINDS(bi(f->consultation_id), bi(f->response_id),
                              bi(stale[i].question_id), bi(published_day_s(f))));
    }
    return e;
}

/* --- answers --- */

struct may_stand {
    int64_t question_id, seq;
    struct str state, text, question;
    bool stands;
};

struct matching {
    struct db *db;
    struct arena *a;
    struct published_facts *f;
    struct may_stand *may;
    size_t n_may, n_stand; /* n_stand: in the end */
    int64_t n_added;
};

static enum err load_may_stand(struct matching *k)
{
    struct stmt *s = db_query(k->db, sql[Q_MAY_STAND], BINDS(bi(k->f->response_id)));
    while (k->n_may < ANSWERS_MAX && db_row(s)) {
        struct question q = { .title = db_text(s, 3, k->a), .paragraph = db_i64(s, 4) };
        question_type_from(db_text(s, 5, k->a), &q.type);
        k->may[k->n_may++] = (struct may_stand){ .question_id = db_i64(s, 0),
                                                 .state = db_text(s, 1, k->a),
                                                 .text = db_text(s, 2, k->a),
                                                 .question = question_called(k->a, &q),
                                                 .seq = db_i64(s, 6) };
    }
    return db_done(s, arena_failed(k->a) ? ERR_LIMIT : OK);
}

static enum err unquote(struct matching *k, int64_t answer_id, int64_t question_id)
{
    enum err e = db_exec(k->db, sql[Q_DROP_QUOTES], BINDS(bi(answer_id)));
    return e ? e
             : db_exec(k->db, sql[Q_DROP_PICKS], BINDS(bi(k->f->response_id), bi(question_id)));
}

struct standing {
    int64_t id, question_id;
    struct str state, text;
};

static enum err match_one(struct matching *k, const struct standing *x)
{
    struct may_stand *m = NULL;
    for (size_t i = 0; i < k->n_may; i++)
        if (k->may[i].question_id == x->question_id)
            m = &k->may[i];
    if (!m) {
        enum err e = unquote(k, x->id, x->question_id);
        return e ? e : db_exec(k->db, sql[Q_DROP_ANSWER], BINDS(bi(x->id)));
    }
    m->stands = true;
    k->n_stand++;
    if (str_eq(m->text, x->text) && str_eq(m->state, x->state))
        return OK;
    enum err e = unquote(k, x->id, x->question_id);
    return e ? e
             : db_exec(k->db, sql[Q_SET_ANSWER], BINDS(bi(x->id), bt(m->state), bt(m->text)));
}

static enum err match_standing(struct matching *k)
{
    struct standing *x = arena_array(k->a, ANSWERS_MAX, sizeof *x);
    size_t n = 0;
    if (!x)
        return ERR_LIMIT;
    struct stmt *s = db_query(k->db, sql[Q_STANDS], BINDS(bi(k->f->published_id)));
    while (n < ANSWERS_MAX && db_row(s))
        x[n++] = (struct standing){ db_i64(s, 0), db_i64(s, 1), db_text(s, 2, k->a),
                                    db_text(s, 3, k->a) };
    enum err e = db_done(s, arena_failed(k->a) ? ERR_LIMIT : OK);
    for (size_t i = 0; !e && i < n; i++)
        e = match_one(k, &x[i]);
    return e;
}

static enum err begin_response(struct matching *k)
{
    struct published_facts *f = k->f;
    int64_t no = 0;
    enum err e = db_one_i64(k->db, sql[Q_NEXT_NO], BINDS(bi(f->consultation_id)), &no);
    f->published_id = rand_id();
    if (!e)
        e = db_exec(k->db, sql[Q_ADD],
                    BINDS(bi(f->published_id), bi(f->consultation_id), bi(no), bt(f->who)));
    return e ? e
             : db_exec(k->db, sql[Q_ADD_LINK],
                       BINDS(bi(f->response_id), bi(f->published_id), bi(f->consultation_id)));
}

static enum err add_missing(struct matching *k)
{
    enum err e = OK;
    for (size_t i = 0; !e && i < k->n_may; i++) {
        const struct may_stand *m = &k->may[i];
        if (m->stands)
            continue;
        if (!k->f->published_id)
            e = begin_response(k);
        if (!e)
            e = db_exec(k->db, sql[Q_ADD_ANSWER],
                        BINDS(bi(rand_id()), bi(k->f->published_id), bi(k->f->consultation_id),
                              bi(m->question_id), bt(m->question), bi(m->seq), bt(m->state),
                              bt(m->text)));
        k->may[i].stands = true;
        k->n_stand++;
        k->n_added++;
    }
    return e;
}

/* Name and answers, folded. */
static struct str words_for_filter(struct matching *k)
{
    struct buf *b = buf_in(k->a, (size_t)ANSWERS_MAX * QUESTION_LONG_MOST * 4);
    buf_str(b, k->f->name);
    for (size_t i = 0; i < k->n_may; i++) {
        if (!k->may[i].stands)
            continue;
        buf_str(b, STR(" "));
        buf_str(b, k->may[i].text);
    }
    return utf8_fold(k->a, buf_view(b));
}

enum err published_match(struct db *db, struct arena *a, struct published_facts *f, bool adds,
                         int64_t *n)
{
    struct matching k = {
        .db = db, .a = a, .f = f, .may = arena_array(a, ANSWERS_MAX, sizeof(struct may_stand))
    };
    enum err e = k.may ? load_may_stand(&k) : ERR_LIMIT;
    if (!e && f->published_id)
        e = match_standing(&k);
    if (!e && adds)
        e = add_missing(&k);
    *n = k.n_added;
    if (e || !f->published_id)
        return e;
    if (!k.n_stand)
        return published_take_down(db, f);
    struct str words = words_for_filter(&k);
    return arena_failed(a) ? ERR_LIMIT
                           : db_exec(db, sql[Q_SET],
                                     BINDS(bi(f->published_id), bt(f->who), bt(f->name),
                                           bt(f->kind), bt(f->slug), bt(words)));
}
