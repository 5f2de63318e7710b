#include "modules/moderation/published_list.h"

#include "core/base/arena.h"
#include "modules/consultations/question.h"
#include "modules/moderation/moderation_pages.h"

enum { Q_FIND, Q_COUNT, Q_BY_NO, Q_ANSWERS, Q_KINDS, Q_QUESTIONS };

#define FITS                                                                                   \
    "r.consultation_id = $1 AND ($2 = '' OR instr(r.words, $2) > 0) AND ($3 = '' OR "          \
    "r.who = $3 OR r.kind = $3) AND ($4 = 0 OR EXISTS (SELECT 1 FROM published_answer o "      \
    "WHERE o.published_id = r.id AND o.question_id = $4))"

/* clang-format off */
static const char *const sql[] = {
    [Q_FIND] = "SELECT r.id, r.no, r.who, r.name, r.kind, coalesce(b.slug, '') FROM published_response r "
               "LEFT JOIN body_public b ON b.slug = r.body_slug WHERE " FITS " ORDER BY r.no LIMIT $5 OFFSET $6",
    [Q_COUNT] = "SELECT count(*) FROM published_response r WHERE " FITS,
    [Q_BY_NO] = "SELECT r.id, r.no, r.who, r.name, r.kind, coalesce(b.slug, '') FROM published_response r "
                "LEFT JOIN body_public b ON b.slug = r.body_slug WHERE r.consultation_id = $1 AND r.no = $2",
    [Q_ANSWERS] = "SELECT question_id, question, state, text FROM published_answer WHERE published_id = $1 AND "
                  "($2 = 0 OR question_id = $2) ORDER BY seq, question_id",
    [Q_KINDS] = "SELECT DISTINCT kind FROM published_response WHERE consultation_id = $1 AND kind <> '' ORDER BY kind",
    [Q_QUESTIONS] = "SELECT question_id, max(question), '', '' FROM published_answer WHERE consultation_id = $1 "
                    "GROUP BY question_id ORDER BY min(seq), question_id",
};
/* clang-format on */
const struct sql_list published_list_sql = SQL_LIST("published_list", sql);

static void read_one(struct stmt *s, struct arena *a, struct published_one *out)
{
    *out = (struct published_one){ .id = db_i64(s, 0),
                                   .no = db_i64(s, 1),
                                   .who = db_text(s, 2, a),
                                   .name = db_text(s, 3, a),
                                   .kind = db_text(s, 4, a),
                                   .body_slug = db_text(s, 5, a) };
}

enum err published_find(struct db *db, struct arena *a, const struct published_filter *f,
                        int64_t skip, int64_t most, struct published_one *out, size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_FIND],
                              BINDS(bi(f->consultation_id), bt(f->words), bt(f->kind),
                                    bi(f->question_id), bi(most), bi(skip)));
    for (*n = 0; *n < (size_t)most && db_row(s); (*n)++)
        read_one(s, a, &out[*n]);
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err published_find_count(struct db *db, const struct published_filter *f, int64_t *n)
{
    return db_one_i64(
        db, sql[Q_COUNT],
        BINDS(bi(f->consultation_id), bt(f->words), bt(f->kind), bi(f->question_id)), n);
}

enum err published_by_no(struct db *db, struct arena *a, int64_t consultation_id, int64_t no,
                         struct published_one *out)
{
    struct stmt *s = db_query(db, sql[Q_BY_NO], BINDS(bi(consultation_id), bi(no)));
    bool is = db_row(s);
    if (is)
        read_one(s, a, out);
    enum err e = db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
    return e ? e : is ? OK : ERR_NOT_FOUND;
}

static enum err load_words(struct db *db, struct arena *a, const char *statement,
                           struct binds binds, struct published_words **out, size_t *n)
{
    struct published_words *x = arena_array(a, QUESTIONS_MAX, sizeof *x);
    *out = x;
    *n = 0;
    if (!x)
        return ERR_LIMIT;
    struct stmt *s = db_query(db, statement, binds);
    while (*n < QUESTIONS_MAX && db_row(s))
        x[(*n)++] = (struct published_words){ .question_id = db_i64(s, 0),
                                              .question = db_text(s, 1, a),
                                              .state = db_text(s, 2, a),
                                              .text = db_text(s, 3, a) };
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err published_answers(struct db *db, struct arena *a, int64_t id, int64_t question_id,
                           struct published_words **out, size_t *n)
{
    return load_words(db, a, sql[Q_ANSWERS], BINDS(bi(id), bi(question_id)), out, n);
}

enum err published_questions(struct db *db, struct arena *a, int64_t consultation_id,
                             struct published_words **out, size_t *n)
{
    return load_words(db, a, sql[Q_QUESTIONS], BINDS(bi(consultation_id)), out, n);
}

enum err published_kinds(struct db *db, struct arena *a, int64_t consultation_id,
                         struct str out[PUBLISHED_KINDS_MAX], size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_KINDS], BINDS(bi(consultation_id)));
    for (*n = 0; *n < PUBLISHED_KINDS_MAX && db_row(s); (*n)++)
        out[*n] = db_text(s, 0, a);
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}
