#include "modules/responses/response_note.h"

#include "core/base/arena.h"
#include "modules/responses/response_rows.h"

enum { Q_ADD, Q_LIST, Q_EARLIER, Q_TITLE };

static const char *const sql[] = {
    [Q_ADD] = "INSERT INTO response_note (response_id, kind, words, by_account, by_role, "
              "made_on) VALUES ($1, $2, $3, $4, $5, $6)",
    [Q_LIST] = "SELECT response_id, coalesce(by_account, 0), kind, words, by_role, made_on "
               "FROM response_note WHERE response_id = $1 ORDER BY id DESC LIMIT $2",
    [Q_EARLIER] = "SELECT e.answer_id, e.value, e.other, e.reason, e.by_role, e.until_on FROM "
                  "answer a JOIN answer_earlier e ON e.answer_id = a.id WHERE a.response_id = "
                  "$1 ORDER BY e.until_on, e.id LIMIT $2",
    [Q_TITLE] = "SELECT title FROM question_wording WHERE question_id = $1 AND version = $2",
};
const struct sql_list response_note_sql = SQL_LIST("response_note", sql);

enum err response_note_add(struct db *db, struct arena *a, const struct response_note *note,
                           int64_t now_s)
{
    return db_exec(db, sql[Q_ADD],
                   BINDS(bi(note->response_id), bt(note->kind), bt(note->words),
                         response_id_bind(note->by_account), bt(note->by_role),
                         bt(response_day(a, now_s))));
}

enum err response_notes(struct db *db, struct arena *a, int64_t response_id,
                        struct response_note *out, size_t max, size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_LIST], BINDS(bi(response_id), bi((int64_t)max)));
    *n = 0;
    while (*n < max && db_row(s))
        out[(*n)++] = (struct response_note){ .response_id = db_i64(s, 0),
                                              .by_account = db_i64(s, 1),
                                              .kind = db_text(s, 2, a),
                                              .words = db_text(s, 3, a),
                                              .by_role = db_text(s, 4, a),
                                              .made_on = db_text(s, 5, a) };
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err response_earlier_texts(struct db *db, struct arena *a, int64_t response_id,
                                struct response_earlier *out, size_t max, size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_EARLIER], BINDS(bi(response_id), bi((int64_t)max)));
    *n = 0;
    while (*n < max && db_row(s))
        out[(*n)++] = (struct response_earlier){ .answer_id = db_i64(s, 0),
                                                 .value = db_text(s, 1, a),
                                                 .other = db_text(s, 2, a),
                                                 .reason = db_text(s, 3, a),
                                                 .by_role = db_text(s, 4, a),
                                                 .until_on = db_text(s, 5, a) };
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err response_question_title(struct db *db, struct arena *a,
                                 const struct response_answer *x, struct str *out)
{
    return db_one_text(db, sql[Q_TITLE], BINDS(bi(x->question_id), bi(x->wording)), a, out);
}
