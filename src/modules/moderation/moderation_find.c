/*
 * moderation_find.c: the queue: open answers of those who agreed, by question and state.
 */
#include "core/base/arena.h"
#include "modules/consultations/question.h"
#include "modules/moderation/moderation.h"
#include "modules/responses/published.h"

enum {
    Q_QUESTIONS,
    Q_FIND,
    Q_COUNT,
    Q_NEXT,
    Q_COUNTS,
    Q_NEEDS,
    Q_DUE_READ,
    Q_DUE_RELEASE,
    Q_DUE_MENDED
};

#define MAY_BE_PUBLISHED RESPONSE_RELEASABLE " AND " OPEN_WORDS " <> '' "
#define NEEDS_RELEASE                                                                          \
    "coalesce((SELECT g.needs_release FROM moderation_choice g WHERE g.consultation_id = "     \
    "$1), 0) = 1"
/* By the questions in their order and the index of each: nothing is sorted, and a page ends the
 * reading (CROSS JOIN keeps that order). $4: with hints. They are looked for in full where an
 * answer is shown: moderation_hint.h. */
#define OF_QUESTION                                                                            \
    "FROM answer a CROSS JOIN response r ON r.id = a.response_id JOIN question q ON q.id = "   \
    "a.question_id LEFT JOIN moderation m ON m.answer_id = a.id LEFT JOIN moderation_mend d "  \
    "ON d.answer_id = a.id LEFT JOIN respondent p ON p.response_id = r.id WHERE "              \
    "a.question_id = $2 AND r.consultation_id = $1 "                                           \
    "AND " MAY_BE_PUBLISHED
#define OF_ALL                                                                                 \
    "FROM question q JOIN question_section s ON s.id = q.section_id CROSS JOIN answer a ON "   \
    "a.question_id = q.id CROSS JOIN response r ON r.id = a.response_id LEFT JOIN moderation " \
    "m ON m.answer_id = a.id LEFT JOIN moderation_mend d ON d.answer_id = a.id WHERE "         \
    "q.consultation_id = $1 AND s.is_equality = 0 "                                            \
    "AND " MAY_BE_PUBLISHED
/* Addresses, telephone numbers and postcodes: where they may be; moderation_hint.h looks
 * closer. */
#define HAS(sign) OPEN_WORDS " LIKE '%" sign "%' OR "
#define FITS                                                                                   \
    "AND CASE $3 WHEN '' THEN 1 WHEN 'to_read' THEN m.answer_id IS NULL "                      \
    "WHEN 'mended' THEN coalesce(d.state, '') = 'waiting' "                                    \
    "WHEN 'release' THEN m.state <> 'withheld' AND m.released_at_s IS NULL "                   \
    "AND " NEEDS_RELEASE " ELSE coalesce(m.state, '') = $3 END "                               \
    "AND ($4 = 0 OR " HAS("@") HAS("0") HAS("1") HAS("2") HAS("3") HAS("4") HAS("5") HAS("6")  \
        HAS("7") HAS("8") HAS(                                                                 \
            "9") "(p.name <> '' AND "                                                          \
                 "instr(lower(" OPEN_WORDS                                                     \
                 "), lower(p.name)) > 0) OR (p.organisation <> '' AND instr(lower(" OPEN_WORDS \
                 "), lower(p.organisation)) > 0)) "

#define YEAR_S ((int64_t)365 * 86400)
#define OF_LATELY                                                                              \
    "FROM consultation c JOIN response r ON r.consultation_id = c.id "                         \
    "JOIN answer a ON a.response_id = r.id JOIN question q ON q.id = a.question_id "           \
    "JOIN question_section s ON s.id = q.section_id "                                          \
    "LEFT JOIN moderation m ON m.answer_id = a.id "                                            \
    "LEFT JOIN moderation_choice g ON g.consultation_id = c.id "                               \
    "LEFT JOIN moderation_mend d ON d.answer_id = a.id "                                       \
    "WHERE c.partnership_id = $1 AND c.stage = 'published' AND c.closes_at_s > $2 AND "        \
    "c.closes_at_s <= $3 AND " RESPONSE_RELEASABLE " AND s.is_equality = 0 AND " OPEN_WORDS    \
    " <> '' "

/* clang-format off */
static const char *const sql[] = {
    [Q_QUESTIONS] = "SELECT q.id FROM question q JOIN question_section s ON s.id = q.section_id WHERE q.consultation_id = $1 "
                    "AND s.is_equality = 0 AND ($2 = 0 OR q.id = $2) ORDER BY s.seq, q.seq, q.id",
    [Q_FIND] = "SELECT a.id, a.question_id, q.paragraph, q.type, " OPEN_WORDS ", coalesce(m.version, 0), "
               "coalesce(m.state, ''), coalesce(m.reason, ''), r.id, r.receipt, coalesce(m.public_text, ''), "
               "coalesce(m.by_account, 0), m.released_at_s IS NOT NULL, (SELECT w.title FROM question_wording w WHERE "
               "w.question_id = q.id AND w.version = a.wording), coalesce(d.state, ''), coalesce(d.words, '') " OF_QUESTION FITS "ORDER BY a.id LIMIT $5 OFFSET $6",
    [Q_COUNT] = "SELECT count(*) " OF_QUESTION FITS,
    [Q_NEXT] = "SELECT r.receipt " OF_ALL "AND m.answer_id IS NULL AND r.id <> $2 LIMIT 1",
    [Q_COUNTS] = "SELECT sum(m.answer_id IS NULL), sum(m.state = 'approved'), sum(m.state = 'redacted'), "
                 "sum(m.state = 'withheld'), sum(m.state <> 'withheld' AND m.released_at_s IS NULL AND "
                 NEEDS_RELEASE "), sum(coalesce(d.state, '') = 'waiting') " OF_ALL,
    [Q_NEEDS] = "SELECT needs_release FROM moderation_choice WHERE consultation_id = $1",
    [Q_DUE_READ] = "SELECT count(*) " OF_LATELY "AND m.answer_id IS NULL",
    [Q_DUE_RELEASE] = "SELECT count(*) " OF_LATELY "AND g.needs_release = 1 AND m.state <> 'withheld' AND "
                      "m.released_at_s IS NULL AND coalesce(m.by_account, 0) <> $4",
    [Q_DUE_MENDED] = "SELECT count(*) " OF_LATELY "AND d.state = 'waiting'",
};
/* clang-format on */
const struct sql_list moderation_find_sql = SQL_LIST("moderation_find", sql);

static void item_row(struct stmt *s, struct arena *a, struct moderation_item *out)
{
    struct question q = { .paragraph = db_i64(s, 2), .title = db_text(s, 13, a) };
    question_type_from(db_text(s, 3, a), &q.type);
    *out = (struct moderation_item){ .answer_id = db_i64(s, 0),
                                     .question_id = db_i64(s, 1),
                                     .question = question_called(a, &q),
                                     .words = db_text(s, 4, a),
                                     .version = db_i64(s, 5),
                                     .state = db_text(s, 6, a),
                                     .reason = db_text(s, 7, a),
                                     .response_id = db_i64(s, 8),
                                     .receipt = db_text(s, 9, a),
                                     .public_text = db_text(s, 10, a),
                                     .by_account = db_i64(s, 11),
                                     .is_released = db_bool(s, 12),
                                     .mend_state = db_text(s, 14, a),
                                     .mend_words = db_text(s, 15, a) };
}

static enum err question_ids(struct db *db, const struct moderation_filter *f,
                             int64_t out[QUESTIONS_MAX], size_t *n)
{
    struct stmt *s =
        db_query(db, sql[Q_QUESTIONS], BINDS(bi(f->consultation_id), bi(f->question_id)));
    for (*n = 0; *n < QUESTIONS_MAX && db_row(s); (*n)++)
        out[*n] = db_i64(s, 0);
    return db_done(s, OK);
}

static enum err count_of(struct db *db, const struct moderation_filter *f, int64_t question_id,
                         int64_t *n)
{
    return db_one_i64(
        db, sql[Q_COUNT],
        BINDS(bi(f->consultation_id), bi(question_id), bt(f->state), bi(f->has_hints)), n);
}

struct finding {
    struct db *db;
    struct arena *a;
    const struct moderation_filter *f;
    struct moderation_item *out;
    size_t n;
};

/* Those of one question, after the first `skip`, up to a page in all. */
static enum err find_of(struct finding *k, int64_t question_id, int64_t skip)
{
    const struct moderation_filter *f = k->f;
    struct stmt *s = db_query(k->db, sql[Q_FIND],
                              BINDS(bi(f->consultation_id), bi(question_id), bt(f->state),
                                    bi(f->has_hints), bi(MODERATION_ROWS), bi(skip)));
    while (k->n < MODERATION_ROWS && db_row(s))
        item_row(s, k->a, &k->out[k->n++]);
    return db_done(s, arena_failed(k->a) ? ERR_LIMIT : OK);
}

enum err moderation_find(struct db *db, struct arena *a, const struct moderation_filter *f,
                         int64_t skip, struct moderation_item *out, size_t *n)
{
    struct finding k = { db, a, f, out, 0 };
    int64_t question[QUESTIONS_MAX], n_here = 0;
    size_t n_questions = 0;
    enum err e = question_ids(db, f, question, &n_questions);
    for (size_t i = 0; !e && i < n_questions && k.n < MODERATION_ROWS; i++) {
        if (skip)
            e = count_of(db, f, question[i], &n_here);
        if (!e && (!skip || skip < n_here))
            e = find_of(&k, question[i], skip);
        skip -= skip < n_here ? skip : n_here;
        n_here = 0;
    }
    *n = k.n;
    return e;
}

/* Of a whole consultation it stands in its counts. */
static bool count_is_known(const struct moderation_filter *f, const struct moderation_counts *c,
                           int64_t *n)
{
    struct str is = f->state;
    if (f->question_id || f->has_hints)
        return false;
    *n = str_eq(is, STR("to_read"))    ? c->to_read
         : str_eq(is, STR("approved")) ? c->approved
         : str_eq(is, STR("redacted")) ? c->redacted
         : str_eq(is, STR("withheld")) ? c->withheld
         : str_eq(is, STR("release"))  ? c->to_release
         : str_eq(is, STR("mended"))   ? c->mended
                                       : c->to_read + c->approved + c->redacted + c->withheld;
    return true;
}

enum err moderation_find_count(struct db *db, const struct moderation_filter *f,
                               const struct moderation_counts *counts, int64_t *n)
{
    int64_t question[QUESTIONS_MAX], n_here = 0;
    size_t n_questions = 0;
    if (count_is_known(f, counts, n))
        return OK;
    *n = 0;
    enum err e = question_ids(db, f, question, &n_questions);
    for (size_t i = 0; !e && i < n_questions; i++) {
        e = count_of(db, f, question[i], &n_here);
        *n += n_here;
    }
    return e;
}

enum err moderation_next(struct db *db, struct arena *a, int64_t consultation_id,
                         int64_t not_response_id, struct str *receipt)
{
    *receipt = (struct str){ 0 };
    enum err e = db_one_text(db, sql[Q_NEXT], BINDS(bi(consultation_id), bi(not_response_id)),
                             a, receipt);
    return e == ERR_NOT_FOUND ? OK : e;
}

enum err moderation_counts(struct db *db, int64_t consultation_id,
                           struct moderation_counts *out)
{
    struct stmt *s = db_query(db, sql[Q_COUNTS], BINDS(bi(consultation_id)));
    *out = (struct moderation_counts){ 0 };
    if (db_row(s))
        *out = (struct moderation_counts){ db_i64(s, 0), db_i64(s, 1), db_i64(s, 2),
                                           db_i64(s, 3), db_i64(s, 4), db_i64(s, 5) };
    return db_done(s, OK);
}

enum err moderation_needs_release(struct db *db, int64_t consultation_id, bool *out)
{
    int64_t n = 0;
    enum err e = db_one_i64(db, sql[Q_NEEDS], BINDS(bi(consultation_id)), &n);
    *out = n;
    return e == ERR_NOT_FOUND ? OK : e;
}

enum err moderation_due_to_read(struct db *db, const struct moderation_due *x, int64_t *n)
{
    return db_one_i64(db, sql[Q_DUE_READ],
                      BINDS(bi(x->partnership_id), bi(x->now_s - YEAR_S), bi(x->now_s)), n);
}

enum err moderation_due_release(struct db *db, const struct moderation_due *x, int64_t *n)
{
    return db_one_i64(
        db, sql[Q_DUE_RELEASE],
        BINDS(bi(x->partnership_id), bi(x->now_s - YEAR_S), bi(x->now_s), bi(x->account_id)),
        n);
}

enum err moderation_due_mended(struct db *db, const struct moderation_due *x, int64_t *n)
{
    return db_one_i64(db, sql[Q_DUE_MENDED],
                      BINDS(bi(x->partnership_id), bi(x->now_s - YEAR_S), bi(x->now_s)), n);
}
