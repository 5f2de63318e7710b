#include "modules/analysis/reading.h"

#include "core/base/arena.h"
#include "modules/responses/published.h"
#include "modules/responses/response_counted.h"

enum {
    Q_ONE,
    Q_NEXT_OF_QUESTION,
    Q_NEXT_OF_ALL,
    Q_NEXT_SECOND,
    Q_NEXT_DIFFERENT,
    Q_CODES,
    Q_NOTES,
    Q_ANSWERED,
    Q_READ,
    Q_READ_IN_VAIN,
    Q_ANALYSTS
};

#define UNREAD                                                                                 \
    "NOT EXISTS (SELECT 1 FROM answer_reading x WHERE x.answer_id = a.id AND x.layer = "       \
    "'first') AND " OPEN_WORDS " <> '' AND " RESPONSE_COUNTED
/* What this person reads in a layer is another's to read in the other. */
#define NOT_MINE(layer, me)                                                                    \
    "NOT EXISTS (SELECT 1 FROM answer_reading y WHERE y.answer_id = a.id AND y.layer = "       \
    "'" layer "' AND y.by_account = " me ")"
#define CODED(layer)                                                                           \
    "SELECT c.theme_id FROM answer_code c WHERE c.answer_id = a.id AND c.layer = '" layer "'"

/* clang-format off */
static const char *const sql[] = {
    [Q_ONE] = "SELECT a.id, a.question_id, r.id, " OPEN_WORDS ", r.who, coalesce(b.kind, ''), r.areas, r.receipt, r.received_on, "
              "coalesce(x.version, 0), coalesce(x.by_account, 0), x.text_hash FROM answer a JOIN question q ON q.id = a.question_id JOIN response r "
              "ON r.id = a.response_id LEFT JOIN body b ON b.id = r.body_id LEFT JOIN answer_reading x ON x.answer_id = a.id AND "
              "x.layer = $3 WHERE a.id = $2 AND r.consultation_id = $1 AND " OPEN_WORDS " <> '' AND " RESPONSE_COUNTED,
    [Q_NEXT_OF_QUESTION] = "SELECT a.id FROM answer a JOIN response r ON r.id = a.response_id JOIN question q ON q.id = a.question_id "
                           "WHERE a.question_id = $1 AND a.id > $2 AND " UNREAD " AND " NOT_MINE("second", "$3") " ORDER BY a.id LIMIT 1",
    [Q_NEXT_OF_ALL] = "SELECT a.id FROM response r JOIN answer a ON a.response_id = r.id JOIN question q ON q.id = a.question_id "
                      "WHERE r.consultation_id = $1 AND (r.received_on, r.id) >= ($2, $3) AND q.removed_at_s IS NULL AND " UNREAD " AND "
                      "a.id <> $4 AND " NOT_MINE("second", "$5") " ORDER BY r.received_on, r.id, a.question_id LIMIT 1",
    [Q_NEXT_SECOND] = "SELECT s.answer_id FROM answer_sample s CROSS JOIN answer a ON a.id = s.answer_id CROSS JOIN question q ON q.id = "
                      "a.question_id CROSS JOIN response r ON r.id = a.response_id WHERE s.consultation_id = $1 AND s.answer_id > $2 AND "
                      "NOT EXISTS (SELECT 1 FROM answer_reading x WHERE x.answer_id = a.id AND x.layer = 'second') AND "
                      NOT_MINE("first", "$3") " AND " OPEN_WORDS " <> '' AND " RESPONSE_COUNTED " ORDER BY s.answer_id LIMIT 1",
    [Q_NEXT_DIFFERENT] = "SELECT a.id FROM answer_reading s CROSS JOIN answer_reading f ON f.answer_id = s.answer_id AND f.layer = 'first' "
                         "CROSS JOIN answer a ON a.id = s.answer_id CROSS JOIN response r ON r.id = a.response_id WHERE s.consultation_id = "
                         "$1 AND s.layer = 'second' AND a.id > $2 AND NOT EXISTS (SELECT 1 FROM answer_reading x WHERE x.answer_id = a.id "
                         "AND x.layer = 'agreed') AND (EXISTS (" CODED("first") " EXCEPT " CODED("second") ") OR EXISTS (" CODED("second")
                         " EXCEPT " CODED("first") ")) AND " RESPONSE_COUNTED " ORDER BY a.id LIMIT 1",
    [Q_CODES] = "SELECT id, theme_id, start_at, n_chars FROM answer_code WHERE answer_id = $1 AND layer = $2 ORDER BY start_at, n_chars, "
                "theme_id LIMIT $3",
    [Q_NOTES] = "SELECT id, kind = 'extract', words, by_role, made_on FROM answer_note WHERE answer_id = $1 AND ($3 = 0 OR by_account = $3) "
                "ORDER BY made_on, id LIMIT $2",
    /* Response by response: whether it counts is asked once for all its answers */
    [Q_ANSWERED] = "SELECT a.question_id, sum(a.value <> ''), sum(a.other <> '') FROM response r CROSS JOIN answer a ON a.response_id = r.id "
                   "WHERE r.consultation_id = $1 AND " RESPONSE_COUNTED " GROUP BY a.question_id",
    /* All readings from their index, less the few of responses that no longer count */
    [Q_READ] = "SELECT count(*) FROM answer_reading WHERE question_id = $1 AND layer = 'first'",
    [Q_READ_IN_VAIN] = "SELECT x.question_id, count(*) FROM response r CROSS JOIN answer a ON a.response_id = r.id CROSS JOIN answer_reading x ON "
                       "x.answer_id = a.id AND x.layer = 'first' WHERE r.consultation_id = $1 AND NOT (" RESPONSE_COUNTED ") GROUP BY "
                       "x.question_id",
    [Q_ANALYSTS] = "SELECT x.by_account, p.name, count(*) FROM answer_reading x JOIN account p ON p.id = x.by_account WHERE "
                   "x.consultation_id = $1 AND x.layer = $3 GROUP BY x.by_account, p.name ORDER BY count(*) DESC, p.name LIMIT $2",
};
/* clang-format on */
const struct sql_list reading_sql = SQL_LIST("reading", sql);

static bool is_text(const struct question *q)
{
    return q->type == QUESTION_SHORT || q->type == QUESTION_LONG ||
           q->type == QUESTION_PARAGRAPH;
}

bool reading_has_words(const struct question *q)
{
    return !q->is_equality && (is_text(q) || q->has_other);
}

static void answer_row(struct stmt *s, struct arena *a, struct reading_answer *x)
{
    struct str hash = db_blob(s, 11, a);
    *x = (struct reading_answer){ .id = db_i64(s, 0),
                                  .question_id = db_i64(s, 1),
                                  .response_id = db_i64(s, 2),
                                  .words = db_text(s, 3, a),
                                  .who = db_text(s, 4, a),
                                  .kind = db_text(s, 5, a),
                                  .areas = db_text(s, 6, a),
                                  .receipt = db_text(s, 7, a),
                                  .received_on = db_text(s, 8, a),
                                  .version = db_i64(s, 9),
                                  .by_account = db_i64(s, 10) };
    x->words_hash = hash_of(x->words);
    x->is_changed = x->version && !str_eq(hash, hash_view(&x->words_hash));
}

enum err reading_load(struct db *db, struct arena *a, struct str layer, int64_t consultation_id,
                      int64_t answer_id, struct reading_answer *out)
{
    struct stmt *s =
        db_query(db, sql[Q_ONE], BINDS(bi(consultation_id), bi(answer_id), bt(layer)));
    bool is_there = db_row(s);
    if (is_there)
        answer_row(s, a, out);
    return db_done(s, is_there ? OK : ERR_NOT_FOUND);
}

static enum err none_is_0(enum err e, int64_t *id)
{
    if (e == ERR_NOT_FOUND)
        *id = 0;
    return e == ERR_NOT_FOUND ? OK : e;
}

struct reading_from {
    int64_t of, after; /* ids */
};

/* Whoever settles may be one of the two readers. */
static enum err first_after(struct db *db, const struct reading_next *x, const char *text,
                            struct reading_from at, int64_t *id)
{
    bool is_anybody = str_eq(x->layer, STR("agreed"));
    enum err e = is_anybody ? db_one_i64(db, text, BINDS(bi(at.of), bi(at.after)), id)
                            : db_one_i64(db, text,
                                         BINDS(bi(at.of), bi(at.after), bi(x->by_account)), id);
    return none_is_0(e, id);
}

/* The first id after that one, else from the start; *id 0: there is no other. */
static enum err next_by_id(struct db *db, const struct reading_next *x, const char *text,
                           struct reading_from at, int64_t *id)
{
    enum err e = first_after(db, x, text, at, id);
    if (e || *id || !at.after)
        return e;
    e = first_after(db, x, text, (struct reading_from){ .of = at.of }, id);
    if (*id == at.after) /* skipped: there is no other */
        *id = 0;
    return e;
}

static enum err next_of_all(struct db *db, const struct reading_next *x, int64_t *id)
{
    struct str day = x->after ? x->after->received_on : STR("");
    int64_t response = x->after ? x->after->response_id : 0;
    int64_t but = x->after ? x->after->id : 0;
    enum err e = none_is_0(db_one_i64(db, sql[Q_NEXT_OF_ALL],
                                      BINDS(bi(x->consultation_id), bt(day), bi(response),
                                            bi(but), bi(x->by_account)),
                                      id),
                           id);
    if (e || *id || !x->after)
        return e;
    return none_is_0(db_one_i64(db, sql[Q_NEXT_OF_ALL],
                                BINDS(bi(x->consultation_id), bt(STR("")), bi(0), bi(but),
                                      bi(x->by_account)),
                                id),
                     id);
}

enum err reading_next(struct db *db, const struct reading_next *x, int64_t *id)
{
    struct reading_from at = { x->consultation_id, x->after ? x->after->id : 0 };
    if (str_eq(x->layer, STR("second")))
        return next_by_id(db, x, sql[Q_NEXT_SECOND], at, id);
    if (str_eq(x->layer, STR("agreed")))
        return next_by_id(db, x, sql[Q_NEXT_DIFFERENT], at, id);
    if (!x->question_id)
        return next_of_all(db, x, id);
    at.of = x->question_id;
    if (x->after && x->after->question_id != x->question_id)
        at.after = 0;
    return next_by_id(db, x, sql[Q_NEXT_OF_QUESTION], at, id);
}

enum err reading_codes(struct db *db, struct arena *a, int64_t answer_id, struct str layer,
                       struct reading_code **out, size_t *n)
{
    *n = 0;
    *out = arena_array(a, READING_CODES_MAX, sizeof **out);
    if (!*out)
        return ERR_LIMIT;
    struct stmt *s =
        db_query(db, sql[Q_CODES], BINDS(bi(answer_id), bt(layer), bi(READING_CODES_MAX)));
    while (*n < READING_CODES_MAX && db_row(s))
        (*out)[(*n)++] = (struct reading_code){ .id = db_i64(s, 0),
                                                .theme_id = db_i64(s, 1),
                                                .start_at = db_i64(s, 2),
                                                .n_chars = db_i64(s, 3) };
    return db_done(s, OK);
}

enum err reading_notes(struct db *db, struct arena *a, int64_t answer_id, int64_t by_account,
                       struct reading_note **out, size_t *n)
{
    *n = 0;
    *out = arena_array(a, READING_NOTES_MAX, sizeof **out);
    if (!*out)
        return ERR_LIMIT;
    struct stmt *s =
        db_query(db, sql[Q_NOTES], BINDS(bi(answer_id), bi(READING_NOTES_MAX), bi(by_account)));
    while (*n < READING_NOTES_MAX && db_row(s))
        (*out)[(*n)++] = (struct reading_note){ .id = db_i64(s, 0),
                                                .is_extract = db_bool(s, 1),
                                                .words = db_text(s, 2, a),
                                                .by_role = db_text(s, 3, a),
                                                .made_on = db_text(s, 4, a) };
    return db_done(s, OK);
}

static struct reading_progress *progress_of(const struct question_form *form,
                                            struct reading_progress *out, int64_t question_id,
                                            const struct question **q)
{
    for (size_t i = 0; i < form->n; i++)
        if (form->question[i].id == question_id) {
            *q = &form->question[i];
            return &out[i];
        }
    return NULL;
}

static enum err count_answered(struct db *db, const struct question_form *form,
                               struct reading_progress *out)
{
    struct stmt *s = db_query(db, sql[Q_ANSWERED], BINDS(bi(form->consultation_id)));
    while (db_row(s)) {
        const struct question *q;
        struct reading_progress *p = progress_of(form, out, db_i64(s, 0), &q);
        if (p)
            p->n_all = db_i64(s, is_text(q) ? 1 : 2);
    }
    return db_done(s, OK);
}

static enum err take_off_in_vain(struct db *db, const struct question_form *form,
                                 struct reading_progress *out)
{
    struct stmt *s = db_query(db, sql[Q_READ_IN_VAIN], BINDS(bi(form->consultation_id)));
    while (db_row(s)) {
        const struct question *q;
        struct reading_progress *p = progress_of(form, out, db_i64(s, 0), &q);
        if (p)
            p->n_read -= db_i64(s, 1);
    }
    return db_done(s, OK);
}

enum err reading_progress(struct db *db, const struct question_form *form,
                          struct reading_progress *out)
{
    enum err e = OK;
    for (size_t i = 0; i < form->n; i++)
        out[i] = (struct reading_progress){ 0 };
    for (size_t i = 0; !e && i < form->n; i++)
        if (reading_has_words(&form->question[i]))
            e = db_one_i64(db, sql[Q_READ], BINDS(bi(form->question[i].id)), &out[i].n_read);
    if (!e)
        e = take_off_in_vain(db, form, out);
    return e ? e : count_answered(db, form, out);
}

enum err reading_analysts(struct db *db, struct arena *a, int64_t consultation_id,
                          struct str layer, struct reading_analyst out[READING_ANALYSTS_MAX],
                          size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_ANALYSTS],
                              BINDS(bi(consultation_id), bi(READING_ANALYSTS_MAX), bt(layer)));
    for (*n = 0; *n < READING_ANALYSTS_MAX && db_row(s); (*n)++)
        out[*n] = (struct reading_analyst){ .account_id = db_i64(s, 0),
                                            .name = db_text(s, 1, a),
                                            .n_read = db_i64(s, 2) };
    return db_done(s, OK);
}
