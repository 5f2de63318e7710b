/*
 * moderation_find.c: the queue: open answers of those who agreed, by question and state.
 */
#include "core/base/arena.h"
#include "modules/moderation/moderation.h"
#include "modules/responses/published.h"

enum { Q_FIND, Q_COUNT, Q_NEXT, Q_COUNTS, Q_NEEDS, Q_DUE_READ, Q_DUE_RELEASE, Q_DUE_MENDED };

/* $4: with hints. They are looked for in full where an answer is shown: moderation_hint.h. */
#define OF_QUEUE                                                                               \
    "FROM response r JOIN answer a ON a.response_id = r.id "                                   \
    "JOIN question q ON q.id = a.question_id "                                                 \
    "JOIN question_section s ON s.id = q.section_id "                                          \
    "LEFT JOIN moderation m ON m.answer_id = a.id "                                            \
    "LEFT JOIN moderation_mend d ON d.answer_id = a.id "                                       \
    "LEFT JOIN moderation_choice g ON g.consultation_id = r.consultation_id "                  \
    "LEFT JOIN respondent p ON p.response_id = r.id "                                          \
    "WHERE r.consultation_id = $1 AND " RESPONSE_RELEASABLE " AND s.is_equality = 0 "          \
    "AND " OPEN_WORDS " <> '' "
/* Addresses, telephone numbers and postcodes: where they may be; moderation_hint.h looks
 * closer. */
#define HAS(sign) OPEN_WORDS " LIKE '%" sign "%' OR "
#define FITS                                                                                   \
    "AND ($2 = 0 OR q.id = $2) AND CASE $3 WHEN '' THEN 1 "                                    \
    "WHEN 'to_read' THEN m.answer_id IS NULL "                                                 \
    "WHEN 'mended' THEN coalesce(d.state, '') = 'waiting' "                                    \
    "WHEN 'release' THEN m.state <> 'withheld' AND m.released_at_s IS NULL AND "               \
    "coalesce(g.needs_release, 0) = 1 ELSE coalesce(m.state, '') = $3 END "                    \
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
    [Q_FIND] = "SELECT a.id, a.question_id, w.title, q.paragraph, q.type, " OPEN_WORDS ", coalesce(m.version, 0), "
               "coalesce(m.state, ''), coalesce(m.reason, ''), r.id, r.receipt, coalesce(m.public_text, ''), "
               "coalesce(m.by_account, 0), m.released_at_s IS NOT NULL, coalesce(d.state, ''), "
               "coalesce(d.words, '') FROM (SELECT a.id " OF_QUEUE FITS
               "ORDER BY s.seq, q.seq, r.id LIMIT $5 OFFSET $6) f JOIN answer a ON a.id = f.id "
               "JOIN response r ON r.id = a.response_id JOIN question q ON q.id = a.question_id "
               "JOIN question_section s ON s.id = q.section_id "
               "JOIN question_wording w ON w.question_id = q.id AND w.version = a.wording "
               "LEFT JOIN moderation_mend d ON d.answer_id = a.id "
               "LEFT JOIN moderation m ON m.answer_id = a.id ORDER BY s.seq, q.seq, r.id /*scan*/", /* of the page's few rows */
    [Q_COUNT] = "SELECT count(*) " OF_QUEUE FITS,
    [Q_NEXT] = "SELECT r.receipt " OF_QUEUE "AND m.answer_id IS NULL AND r.id <> $2 ORDER BY r.id LIMIT 1",
    [Q_COUNTS] = "SELECT sum(m.answer_id IS NULL), sum(m.state = 'approved'), sum(m.state = 'redacted'), "
                 "sum(m.state = 'withheld'), sum(m.state <> 'withheld' AND m.released_at_s IS NULL AND "
                 "coalesce(g.needs_release, 0) = 1), sum(coalesce(d.state, '') = 'waiting') " OF_QUEUE,
    [Q_NEEDS] = "SELECT needs_release FROM moderation_choice WHERE consultation_id = $1",
    [Q_DUE_READ] = "SELECT count(*) " OF_LATELY "AND m.answer_id IS NULL",
    [Q_DUE_RELEASE] = "SELECT count(*) " OF_LATELY "AND g.needs_release = 1 AND m.state <> 'withheld' AND "
                      "m.released_at_s IS NULL AND coalesce(m.by_account, 0) <> $4",
    [Q_DUE_MENDED] = "SELECT count(*) " OF_LATELY "AND d.state = 'waiting'",
};
/* clang-format on */
const struct sql_list moderation_find_sql = SQL_LIST("moderation_find", sql);

enum err moderation_find(struct db *db, struct arena *a, const struct moderation_filter *f,
                         int64_t skip, struct moderation_item *out, size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_FIND],
                              BINDS(bi(f->consultation_id), bi(f->question_id), bt(f->state),
                                    bi(f->has_hints), bi(MODERATION_ROWS), bi(skip)));
    for (*n = 0; *n < MODERATION_ROWS && db_row(s); (*n)++) {
        struct question q = { .title = db_text(s, 2, a), .paragraph = db_i64(s, 3) };
        question_type_from(db_text(s, 4, a), &q.type);
        out[*n] = (struct moderation_item){ .answer_id = db_i64(s, 0),
                                            .question_id = db_i64(s, 1),
                                            .question = question_called(a, &q),
                                            .words = db_text(s, 5, a),
                                            .version = db_i64(s, 6),
                                            .state = db_text(s, 7, a),
                                            .reason = db_text(s, 8, a),
                                            .response_id = db_i64(s, 9),
                                            .receipt = db_text(s, 10, a),
                                            .public_text = db_text(s, 11, a),
                                            .by_account = db_i64(s, 12),
                                            .is_released = db_bool(s, 13),
                                            .mend_state = db_text(s, 14, a),
                                            .mend_words = db_text(s, 15, a) };
    }
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err moderation_find_count(struct db *db, const struct moderation_filter *f, int64_t *n)
{
    return db_one_i64(
        db, sql[Q_COUNT],
        BINDS(bi(f->consultation_id), bi(f->question_id), bt(f->state), bi(f->has_hints)), n);
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
