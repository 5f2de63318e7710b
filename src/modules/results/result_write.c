/*
 * result_write.c: keeping the draft, and publishing: figures become rows.
 */
#include "core/base/arena.h"
#include "modules/consultations/consultation_public.h"
#include "modules/consultations/consultation_news.h"
#include "modules/results/result.h"
#include "modules/results/result_words.h"

enum { Q_ADD, Q_CHANGE, Q_TABLE, Q_VERSION, Q_N, Q_RESULT_TABLE, Q_FIGURE };

static const char *const sql[] = {
    [Q_ADD] = "INSERT INTO result_draft (consultation_id, title, summary, method, version, "
              "changed_at_s) VALUES ($1, $2, $3, $4, 1, $5) ON CONFLICT DO NOTHING",
    [Q_CHANGE] = "UPDATE result_draft SET title = $2, summary = $3, method = $4, version = "
                 "version + 1, changed_at_s = $5 WHERE consultation_id = $1 AND version = $6",
    [Q_TABLE] = "INSERT INTO result_draft_table (consultation_id, code, finding, words, "
                "is_left_out) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (consultation_id, code) "
                "DO UPDATE SET finding = excluded.finding, words = excluded.words, is_left_out "
                "= excluded.is_left_out",
    [Q_N] = "SELECT coalesce(max(n), 0) + 1 FROM result_version WHERE consultation_id = $1",
    [Q_VERSION] = "INSERT INTO result_version (consultation_id, n, note, title, summary, "
                  "method, n_removed, by_role, published_at_s) VALUES ($1, $2, $3, $4, $5, $6, "
                  "0, $7, $8) RETURNING id",
    [Q_RESULT_TABLE] = "INSERT INTO result_table (version_id, code, seq, shape, finding, "
                       "question, words, n_answered) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    [Q_FIGURE] = "INSERT INTO result_figure (version_id, code, row, col, row_seq, col_seq, "
                 "row_words, col_words, n) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
};
const struct sql_list result_write_sql = SQL_LIST("result_write", sql);

static enum err record(struct db *db, const struct result_write *w, struct str action,
                       int64_t version)
{
    struct change change;
    change_begin(&change);
    change_of_partnership(&change, w->x.partnership_id);
    if (version)
        change_new_i64(&change, "version", version);
    return change_record(db, &change, &w->act,
                         &(struct change_of){ .action = action,
                                              .object_kind = STR("consultation"),
                                              .object_id = w->x.id });
}

enum err result_draft_save_fn(struct db *db, void *arg)
{
    struct result_write *w = arg;
    const struct result_draft *d = &w->draft;
    const struct bind b[] = { bi(w->x.id),   bt(d->title),     bt(d->summary),
                              bt(d->method), bi(w->act.now_s), bi(d->version) };
    const size_t n = sizeof b / sizeof b[0];
    enum err e = d->version ? db_exec(db, sql[Q_CHANGE], (struct binds){ b, n })
                            : db_exec(db, sql[Q_ADD], (struct binds){ b, n - 1 });
    if (!e && db_changes(db) == 0) {
        w->is_overtaken = true;
        return ERR_CONFLICT;
    }
    return e ? e : record(db, w, STR("results.change"), 0);
}

enum err result_table_save_fn(struct db *db, void *arg)
{
    struct result_write *w = arg;
    const struct result_draft_table *t = w->table;
    enum err e = db_exec(
        db, sql[Q_TABLE],
        BINDS(bi(w->x.id), bt(t->code), bt(t->finding), bt(t->words), bi(t->is_left_out)));
    return e ? e : record(db, w, STR("results.change"), 0);
}

/* --- publishing --- */

static enum err cell_store(struct db *db, int64_t version_id, const struct figure_table *t,
                           size_t at)
{
    size_t r = at / t->s.n_cols, k = at % t->s.n_cols;
    const struct small_cell *x = &t->s.cell[at];
    return db_exec(db, sql[Q_FIGURE],
                   BINDS(bi(version_id), bt(t->code), bt(t->row[r].code), bt(t->col[k].code),
                         bi((int64_t)r), bi((int64_t)k), bt(t->row[r].words),
                         bt(t->col[k].words), x->is_hidden ? bn() : bi(x->n)));
}

static enum err table_store(struct db *db, int64_t version_id, const struct figure_table *t,
                            size_t seq)
{
    enum err e = db_exec(db, sql[Q_RESULT_TABLE],
                         BINDS(bi(version_id), bt(t->code), bi((int64_t)seq),
                               bt(str_from(figure_shape_name(t->shape))), bt(t->finding),
                               bt(t->question), bt(t->words),
                               t->is_answered_hidden ? bn() : bi(t->n_answered)));
    for (size_t i = 0; !e && i < t->s.n_rows * t->s.n_cols; i++)
        e = cell_store(db, version_id, t, i);
    if (!e && t->mean_tenths >= 0)
        e = db_exec(db, sql[Q_FIGURE],
                    BINDS(bi(version_id), bt(t->code), bt(STR(FIGURE_MEAN)), bt(STR("")),
                          bi((int64_t)t->s.n_rows), bi(0), bt(STR("")), bt(STR("")),
                          bi(t->mean_tenths)));
    return e;
}

static enum err version_store(struct db *db, const struct result_write *w, int64_t n)
{
    int64_t id = 0;
    enum err e = db_one_i64(db, sql[Q_VERSION],
                            BINDS(bi(w->x.id), bi(n), bt(w->note), bt(w->draft.title),
                                  bt(w->draft.summary), bt(w->draft.method), bt(w->by_role),
                                  bi(w->act.now_s)),
                            &id);
    for (size_t i = 0; !e && i < w->figures->n; i++)
        e = table_store(db, id, &w->figures->table[i], i);
    return e;
}

enum err result_publish_fn(struct db *db, void *arg)
{
    struct result_write *w = arg;
    struct consultation to = w->x;
    int64_t n = 0;
    enum err e = db_one_i64(db, sql[Q_N], BINDS(bi(to.id)), &n);
    w->is_overtaken = false;
    if (!e && n > 1 && !w->note.n) { /* somebody else published first: a correction says why */
        w->is_overtaken = true;
        e = ERR_CONFLICT;
    }
    if (!e && n == 1) {
        to.results_at_s = w->act.now_s;
        e = consultation_change(db, w->arena, &to, &w->act, STR("results.publish"));
        w->is_overtaken = e == ERR_CONFLICT;
    }
    if (!e && n == 1)
        e = consultation_news_tell(db, w->arena, &to,
                                   str_printf(w->arena, RESULTS_NEWS, STR_ARG(to.title)),
                                   w->act.now_s);
    if (!e)
        e = version_store(db, w, n);
    if (!e && n > 1)
        e = record(db, w, STR("results.correct"), n);
    const struct consultation_change note = {
        .consultation_id = to.id,
        .kind = n == 1 ? "results_published" : "results_corrected",
        .reason = w->note,
        .by_role = w->by_role,
        .now_s = w->act.now_s,
    };
    return e ? e : consultation_change_note(db, &note);
}
