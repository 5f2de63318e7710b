#include "modules/results/quote_pick.h"

#include "core/base/arena.h"
#include "core/base/rand.h"

enum { Q_FIND, Q_COUNT, Q_ONE, Q_SOURCE, Q_MANY, Q_PICK, Q_QUOTE, Q_DROP_PICK, Q_DROP_QUOTE };

#define FITS                                                                                   \
    "FROM published_answer a JOIN published_response r ON r.id = a.published_id WHERE "        \
    "a.consultation_id = $1 AND ($2 = 0 OR a.question_id = $2) AND ($3 = '' OR "               \
    "instr(r.words, $3) > 0) "

/* clang-format off */
static const char *const sql[] = {
    [Q_FIND] = "SELECT a.id, r.no, a.text " FITS "ORDER BY r.no, a.seq, a.id LIMIT $4 OFFSET $5",
    [Q_COUNT] = "SELECT count(*) " FITS,
    [Q_ONE] = "SELECT a.id, r.no, a.text FROM published_answer a JOIN published_response r ON r.id = a.published_id WHERE "
              "a.id = $2 AND a.consultation_id = $1",
    [Q_SOURCE] = "SELECT o.id FROM published_answer a JOIN response_published x ON x.published_id = a.published_id JOIN answer o ON "
                 "o.response_id = x.response_id AND o.question_id = a.question_id WHERE a.id = $1",
    [Q_MANY] = "SELECT count(*) FROM published_quote WHERE consultation_id = $1",
    [Q_PICK] = "INSERT INTO quote_pick (id, consultation_id, answer_id, code, start_at, n_chars, seq) VALUES ($1, $2, $3, $4, $5, $6, "
               "$7) ON CONFLICT DO NOTHING",
    [Q_QUOTE] = "INSERT INTO published_quote (id, consultation_id, published_answer_id, code, start_at, n_chars, seq) VALUES ($1, $2, "
                "$3, $4, $5, $6, $7)",
    [Q_DROP_PICK] = "DELETE FROM quote_pick WHERE id = $1 AND consultation_id = $2",
    [Q_DROP_QUOTE] = "DELETE FROM published_quote WHERE id = $1 AND consultation_id = $2",
};
/* clang-format on */
const struct sql_list quote_pick_sql = SQL_LIST("quote_pick", sql);

static struct quotable from_row(struct stmt *s, struct arena *a)
{
    return (struct quotable){ db_i64(s, 0), db_i64(s, 1), db_text(s, 2, a) };
}

enum err quotable_find(struct db *db, struct arena *a, const struct quotable_filter *f,
                       int64_t skip, struct quotable out[QUOTE_ROWS], size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_FIND],
                              BINDS(bi(f->consultation_id), bi(f->question_id), bt(f->words),
                                    bi(QUOTE_ROWS), bi(skip)));
    for (*n = 0; *n < QUOTE_ROWS && db_row(s); (*n)++)
        out[*n] = from_row(s, a);
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err quotable_count(struct db *db, const struct quotable_filter *f, int64_t *n)
{
    return db_one_i64(db, sql[Q_COUNT],
                      BINDS(bi(f->consultation_id), bi(f->question_id), bt(f->words)), n);
}

enum err quotable_load(struct db *db, struct arena *a, int64_t consultation_id, int64_t id,
                       struct quotable *out)
{
    struct stmt *s = db_query(db, sql[Q_ONE], BINDS(bi(consultation_id), bi(id)));
    bool found = db_row(s);
    if (found)
        *out = from_row(s, a);
    return db_done(s, !found ? ERR_NOT_FOUND : arena_failed(a) ? ERR_LIMIT : OK);
}

/* --- writing --- */

static enum err record(struct db *db, const struct quote_write *w, const char *action)
{
    struct change change;
    change_begin(&change);
    change_of_partnership(&change, w->partnership_id);
    change_text(&change, "chart", STR(""), w->code);
    return change_record(db, &change, &w->act,
                         &(struct change_of){ .action = str_from(action),
                                              .object_kind = STR("consultation"),
                                              .object_id = w->consultation_id });
}

/* It stands open with the words that were shown. */
static enum err still_open(struct db *db, const struct quote_write *w)
{
    struct quotable now = { 0 };
    int64_t n = 0;
    enum err e = quotable_load(db, w->arena, w->consultation_id, w->answer_id, &now);
    if (e)
        return e == ERR_NOT_FOUND ? ERR_CONFLICT : e;
    const struct hash is = hash_of(now.words);
    if (!hash_equal(&is, &w->seen))
        return ERR_CONFLICT;
    e = db_one_i64(db, sql[Q_MANY], BINDS(bi(w->consultation_id)), &n);
    return e ? e : n >= RESULT_QUOTES_MAX ? ERR_LIMIT : OK;
}

enum err quote_pick_fn(struct db *db, void *arg)
{
    const struct quote_write *w = arg;
    int64_t id = rand_id(), source = 0;
    enum err e = still_open(db, w);
    if (!e)
        e = db_one_i64(db, sql[Q_SOURCE], BINDS(bi(w->answer_id)), &source);
    if (!e)
        e = db_exec(db, sql[Q_PICK],
                    BINDS(bi(id), bi(w->consultation_id), bi(source), bt(w->code),
                          bi(w->where.start_at), bi(w->where.n_chars), bi(w->act.now_s)));
    if (!e && db_changes(db) == 0)
        e = ERR_CONFLICT; /* quoted there already */
    if (!e)
        e = db_exec(db, sql[Q_QUOTE],
                    BINDS(bi(id), bi(w->consultation_id), bi(w->answer_id), bt(w->code),
                          bi(w->where.start_at), bi(w->where.n_chars), bi(w->act.now_s)));
    if (e)
        return e == ERR_NOT_FOUND ? ERR_CONFLICT : e;
    return record(db, w, "results.quote");
}

enum err quote_drop_fn(struct db *db, void *arg)
{
    const struct quote_write *w = arg;
    enum err e = db_exec(db, sql[Q_DROP_QUOTE], BINDS(bi(w->quote_id), bi(w->consultation_id)));
    if (!e)
        e = db_exec(db, sql[Q_DROP_PICK], BINDS(bi(w->quote_id), bi(w->consultation_id)));
    return e ? e : record(db, w, "results.unquote");
}
