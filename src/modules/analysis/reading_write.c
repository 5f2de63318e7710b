#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/rand.h"
#include "modules/analysis/reading.h"
#include "modules/analysis/sample.h"

enum { Q_CLEAR, Q_ADD_CODE, Q_PUT, Q_ADD_NOTE };

/* clang-format off */
static const char *const sql[] = {
    [Q_CLEAR] = "DELETE FROM answer_code WHERE answer_id = $1 AND layer = $2",
    [Q_ADD_CODE] = "INSERT INTO answer_code (id, answer_id, theme_id, layer, start_at, n_chars) VALUES ($1, $2, $3, $4, $5, $6) "
                   "ON CONFLICT DO NOTHING",
    [Q_PUT] = "INSERT INTO answer_reading (answer_id, layer, consultation_id, question_id, text_hash, by_account, by_role, done_at_s, version) "
              "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1) ON CONFLICT (answer_id, layer) DO UPDATE SET text_hash = excluded.text_hash, "
              "by_account = excluded.by_account, by_role = excluded.by_role, done_at_s = excluded.done_at_s, version = version + 1",
    [Q_ADD_NOTE] = "INSERT INTO answer_note (id, answer_id, kind, words, by_account, by_role, made_on) VALUES ($1, $2, $3, $4, $5, $6, $7)",
};
/* clang-format on */
const struct sql_list reading_write_sql = SQL_LIST("reading_write", sql);

/* Is it still what was read? */
static enum err check_seen(struct db *db, struct reading_write *w, struct reading_answer *is)
{
    struct reading_stand stand;
    w->is_late = w->is_changed = w->is_barred = false;
    enum err e = reading_load(db, w->arena, w->layer, w->consultation_id, w->answer_id, is);
    if (e)
        return e;
    w->is_changed = !hash_equal(&is->words_hash, &w->words_hash);
    w->is_late = !w->is_changed && is->version != w->version;
    if (w->is_changed || w->is_late)
        return ERR_CONFLICT;
    e = reading_stand(db, w->answer_id, &stand);
    w->is_barred = !e && reading_bar(&stand, w->layer, w->by_account, w->act.now_s);
    return w->is_barred ? ERR_CONFLICT : e;
}

static enum err put_codes(struct db *db, const struct reading_write *w)
{
    enum err e = db_exec(db, sql[Q_CLEAR], BINDS(bi(w->answer_id), bt(w->layer)));
    for (size_t i = 0; !e && i < w->n_codes; i++)
        e = db_exec(db, sql[Q_ADD_CODE],
                    BINDS(bi(rand_id()), bi(w->answer_id), bi(w->code[i].theme_id),
                          bt(w->layer), bi(w->code[i].start_at), bi(w->code[i].n_chars)));
    return e;
}

static enum err put_note(struct db *db, const struct reading_write *w, const char *kind,
                         struct str words)
{
    struct str day = date_iso(w->arena, london_from_s(w->act.now_s).date);
    return words.n ? db_exec(db, sql[Q_ADD_NOTE],
                             BINDS(bi(rand_id()), bi(w->answer_id), bt(str_from(kind)),
                                   bt(words), bi(w->by_account), bt(w->by_role), bt(day)))
                   : OK;
}

/* The record names the question and how many themes it got, never the answer. */
static enum err record(struct db *db, const struct reading_write *w, int64_t question_id)
{
    struct change change;
    change_begin(&change);
    change_new_i64(&change, "codes", (int64_t)w->n_codes);
    change_text(&change, "layer", STR(""), w->layer);
    change_new_i64(&change, "question", question_id);
    change_of_partnership(&change, w->partnership_id);
    return change_record(db, &change, &w->act,
                         &(struct change_of){ .action = STR("answer.read"),
                                              .object_kind = STR("consultation"),
                                              .object_id = w->consultation_id });
}

enum err reading_save_fn(struct db *db, void *reading_write)
{
    struct reading_write *w = reading_write;
    struct reading_answer is;
    enum err e = check_seen(db, w, &is);
    if (!e)
        e = put_codes(db, w);
    if (!e)
        e = db_exec(db, sql[Q_PUT],
                    BINDS(bi(w->answer_id), bt(w->layer), bi(w->consultation_id),
                          bi(is.question_id), bb(hash_view(&w->words_hash)), bi(w->by_account),
                          bt(w->by_role), bi(w->act.now_s)));
    if (!e)
        e = put_note(db, w, "note", w->note);
    if (!e)
        e = put_note(db, w, "extract", w->extract);
    return e ? e : record(db, w, is.question_id);
}
