#include "modules/analysis/sample.h"

#include "core/base/rand.h"
#include "modules/responses/published.h"
#include "modules/responses/response_counted.h"

enum { Q_COUNT, Q_CAN_BE_DRAWN, Q_OF_QUESTION, Q_OF_ALL, Q_ADD, Q_TAKE_BACK, Q_STAND };

#define NOT_DRAWN "NOT EXISTS (SELECT 1 FROM answer_sample s WHERE s.answer_id = a.id)"
#define WITH_WORDS "q.removed_at_s IS NULL AND " OPEN_WORDS " <> '' AND " RESPONSE_COUNTED
#define LEFT                                                                                   \
    "FROM question q CROSS JOIN answer a ON a.question_id = q.id CROSS JOIN response r ON "    \
    "r.id = a.response_id WHERE "

/* clang-format off */
static const char *const sql[] = {
    [Q_COUNT] = "SELECT count(*), count(x.answer_id), count(y.answer_id) FROM answer_sample s CROSS JOIN answer a ON a.id = s.answer_id CROSS "
                "JOIN question q ON q.id = a.question_id CROSS JOIN response r ON r.id = a.response_id LEFT JOIN answer_reading x ON "
                "x.answer_id = s.answer_id AND x.layer = 'second' LEFT JOIN answer_reading y ON y.answer_id = s.answer_id AND y.layer = "
                "'agreed' WHERE s.consultation_id = $1 AND " WITH_WORDS,
    [Q_CAN_BE_DRAWN] = "SELECT 1 " LEFT "q.consultation_id = $1 AND " WITH_WORDS " AND " NOT_DRAWN " LIMIT 1",
    [Q_OF_QUESTION] = "SELECT a.id " LEFT "q.id = $2 AND q.consultation_id = $1 AND " WITH_WORDS " AND " NOT_DRAWN,
    [Q_OF_ALL] = "SELECT a.id " LEFT "q.consultation_id = $1 AND " WITH_WORDS " AND " NOT_DRAWN,
    [Q_ADD] = "INSERT INTO answer_sample (answer_id, consultation_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
    [Q_TAKE_BACK] = "DELETE FROM answer_sample WHERE consultation_id = $1 AND NOT EXISTS (SELECT 1 FROM answer_reading x WHERE "
                    "x.answer_id = answer_sample.answer_id AND x.layer = 'second')",
    [Q_STAND] = "SELECT coalesce(f.by_account, 0), coalesce(f.done_at_s, 0), coalesce(x.by_account, 0), coalesce(x.done_at_s, 0), "
                "s.answer_id IS NOT NULL, y.answer_id IS NOT NULL FROM answer a LEFT JOIN answer_reading f ON f.answer_id = a.id "
                "AND f.layer = 'first' LEFT JOIN answer_reading x ON x.answer_id = a.id AND x.layer = 'second' LEFT JOIN answer_reading y "
                "ON y.answer_id = a.id AND y.layer = 'agreed' LEFT JOIN answer_sample s ON s.answer_id = a.id "
                "WHERE a.id = $1",
};
/* clang-format on */
const struct sql_list reading_sample_sql = SQL_LIST("reading_sample", sql);

enum err sample_count(struct db *db, int64_t consultation_id, struct sample_count *out)
{
    struct stmt *s = db_query(db, sql[Q_COUNT], BINDS(bi(consultation_id)));
    *out = (struct sample_count){ 0 };
    if (db_row(s)) {
        out->n_drawn = db_i64(s, 0);
        out->n_second = db_i64(s, 1);
        out->n_settled = db_i64(s, 2);
    }
    enum err e = db_done(s, OK);
    int64_t one = 0;
    if (!e)
        e = db_one_i64(db, sql[Q_CAN_BE_DRAWN], BINDS(bi(consultation_id)), &one);
    out->can_be_drawn = !e;
    return e == ERR_NOT_FOUND ? OK : e;
}

/* Every one has the same chance, whatever their number, which is not known before. */
enum err sample_choose(struct db *db, int64_t consultation_id, int64_t question_id, size_t n,
                       int64_t id[SAMPLE_DRAW_MAX], size_t *n_chosen)
{
    int64_t n_seen = 0;
    struct stmt *s = question_id ? db_query(db, sql[Q_OF_QUESTION],
                                            BINDS(bi(consultation_id), bi(question_id)))
                                 : db_query(db, sql[Q_OF_ALL], BINDS(bi(consultation_id)));
    n = n < SAMPLE_DRAW_MAX ? n : SAMPLE_DRAW_MAX;
    *n_chosen = 0;
    while (n && db_row(s)) {
        int64_t at = rand_id() % ++n_seen;
        if (*n_chosen < n)
            id[(*n_chosen)++] = db_i64(s, 0);
        else if (at < (int64_t)n)
            id[at] = db_i64(s, 0);
    }
    return db_done(s, OK);
}

static enum err record(struct db *db, const struct sample_write *w, const char *action,
                       int64_t n)
{
    struct change change;
    change_begin(&change);
    change_new_i64(&change, "answers", n);
    change_of_partnership(&change, w->partnership_id);
    return change_record(db, &change, &w->act,
                         &(struct change_of){ .action = str_from(action),
                                              .object_kind = STR("consultation"),
                                              .object_id = w->consultation_id });
}

enum err sample_draw_fn(struct db *db, void *sample_write)
{
    const struct sample_write *w = sample_write;
    enum err e = OK;
    for (size_t i = 0; !e && i < w->n; i++)
        e = db_exec(db, sql[Q_ADD], BINDS(bi(w->id[i]), bi(w->consultation_id)));
    return e ? e : record(db, w, "answer.sample", (int64_t)w->n);
}

enum err sample_take_back_fn(struct db *db, void *sample_write)
{
    const struct sample_write *w = sample_write;
    enum err e = db_exec(db, sql[Q_TAKE_BACK], BINDS(bi(w->consultation_id)));
    return e ? e : record(db, w, "answer.unsample", db_changes(db));
}

enum err reading_stand(struct db *db, int64_t answer_id, struct reading_stand *out)
{
    struct stmt *s = db_query(db, sql[Q_STAND], BINDS(bi(answer_id)));
    *out = (struct reading_stand){ 0 };
    if (db_row(s))
        *out = (struct reading_stand){ .first_by = db_i64(s, 0),
                                       .first_at_s = db_i64(s, 1),
                                       .second_by = db_i64(s, 2),
                                       .second_at_s = db_i64(s, 3),
                                       .is_drawn = db_bool(s, 4),
                                       .is_settled = db_bool(s, 5) };
    return db_done(s, OK);
}

static bool stands(const struct reading_stand *x, int64_t own_at_s, int64_t now_s)
{
    return x->first_by && x->second_by &&
           (x->is_settled || now_s - own_at_s >= READING_STANDS_S);
}

static enum reading_bar bar_of_second(const struct reading_stand *x, int64_t me, int64_t now_s)
{
    if (!x->is_drawn)
        return READING_NOT_DRAWN;
    if (x->first_by == me)
        return READING_OWN;
    if (x->second_by && x->second_by != me)
        return READING_OF_OTHER;
    return stands(x, x->second_at_s, now_s) ? READING_STANDS : READING_OPEN;
}

static enum reading_bar bar_of_first(const struct reading_stand *x, int64_t me, int64_t now_s)
{
    if (x->second_by == me)
        return READING_OWN;
    if (x->is_drawn && x->first_by && x->first_by != me && !x->second_by)
        return READING_UNSEEN;
    if (x->second_by && x->first_by && x->first_by != me)
        return READING_STANDS;
    return stands(x, x->first_at_s, now_s) ? READING_STANDS : READING_OPEN;
}

enum reading_bar reading_bar(const struct reading_stand *x, struct str layer,
                             int64_t account_id, int64_t now_s)
{
    if (str_eq(layer, STR("second")))
        return bar_of_second(x, account_id, now_s);
    if (str_eq(layer, STR("agreed")))
        return x->first_by && x->second_by ? READING_OPEN : READING_NOT_BOTH;
    return bar_of_first(x, account_id, now_s);
}
