#include "modules/analysis/cross_table.h"

#include "core/base/arena.h"
#include "modules/responses/published.h"
#include "modules/responses/response_counted.h"

enum { Q_WHO, Q_KIND, Q_AREA, Q_CHANNEL, Q_THEME, Q_OUTCOME, Q_QUESTION, Q_COUNT };

#define COUNTED "WHERE r.consultation_id = $1 AND " RESPONSE_COUNTED
#define CODES                                                                                  \
    "FROM response r CROSS JOIN answer a ON a.response_id = r.id CROSS JOIN answer_code c ON " \
    "c.answer_id = a.id AND c.layer = CASE WHEN EXISTS (SELECT 1 FROM answer_reading x WHERE " \
    "x.answer_id = a.id AND x.layer = 'agreed') THEN 'agreed' ELSE 'first' END CROSS JOIN "    \
    "theme t ON t.id = c.theme_id " COUNTED

static const char *const sql[] = {
    [Q_WHO] = "SELECT r.id, r.who FROM response r " COUNTED " ORDER BY r.id",
    [Q_KIND] = "SELECT r.id, coalesce(b.kind, '') FROM response r LEFT JOIN body b ON b.id = "
               "r.body_id " COUNTED " ORDER BY r.id",
    [Q_AREA] = "SELECT r.id, r.areas FROM response r " COUNTED " ORDER BY r.id",
    [Q_CHANNEL] = "SELECT r.id, r.channel FROM response r " COUNTED " ORDER BY r.id",
    [Q_THEME] = "SELECT DISTINCT r.id, CAST(c.theme_id AS TEXT) " CODES
                " AND t.outcome = '' ORDER BY r.id",
    [Q_OUTCOME] = "SELECT DISTINCT r.id, CAST(c.theme_id AS TEXT) " CODES
                  " AND t.outcome <> '' ORDER BY r.id",
    [Q_QUESTION] = "SELECT r.id, a.value FROM answer a CROSS JOIN response r ON r.id = "
                   "a.response_id WHERE a.question_id = $2 AND a.value <> '' AND "
                   "r.consultation_id = $1 AND " RESPONSE_COUNTED " ORDER BY r.id",
    [Q_COUNT] = "SELECT count(*) FROM response r " COUNTED,
};
const struct sql_list cross_table_sql = SQL_LIST("cross_table", sql);

/* What one side says of each response, in the order of their ids. */
struct mark {
    int64_t response_id;
    size_t code;
};
struct marks {
    struct mark *at;
    size_t n;
};
#define MARKS_MAX 200000
struct mark_new {
    int64_t response_id;
    struct str code;
};

static bool code_of(struct arena *a, struct cross_side *s, struct str code, size_t *at)
{
    for (*at = 0; *at < s->n; (*at)++)
        if (str_eq(s->code[*at], code))
            return true;
    if (s->n == CROSS_MAX)
        return false;
    s->code[s->n++] = str_printf(a, "%.*s", STR_ARG(code));
    return true;
}

static enum err add_mark(struct arena *a, struct cross_side *s, struct marks *m,
                         const struct mark_new *x)
{
    size_t at;
    if (!code_of(a, s, x->code, &at)) /* more than are shown */
        return OK;
    if (m->n == MARKS_MAX)
        return ERR_TOO_MANY;
    s->is_several = s->is_several || (m->n && m->at[m->n - 1].response_id == x->response_id);
    m->at[m->n++] = (struct mark){ x->response_id, at };
    s->total[at]++;
    return OK;
}

/* Areas and options are lists; no area at all is a row too. */
static enum err add_marks(struct arena *a, struct cross_side *s, struct marks *m,
                          const struct mark_new *x)
{
    struct mark_new one = *x;
    struct str rest = x->code;
    bool is_list = s->by == CROSS_BY_AREA || s->by == CROSS_BY_QUESTION;
    if (!is_list || !x->code.n)
        return add_mark(a, s, m, x);
    enum err e = OK;
    while (!e && str_cut(&rest, ';', &one.code))
        e = one.code.n ? add_mark(a, s, m, &one) : OK;
    return e;
}

static enum err load_side(struct db *db, struct arena *a, int64_t consultation_id,
                          struct cross_side *s, struct marks *m)
{
    *m = (struct marks){ .at = arena_array(a, MARKS_MAX, sizeof *m->at) };
    if (!m->at)
        return ERR_LIMIT;
    struct stmt *st =
        s->by == CROSS_BY_QUESTION
            ? db_query(db, sql[Q_QUESTION], BINDS(bi(consultation_id), bi(s->question_id)))
            : db_query(db, sql[s->by], BINDS(bi(consultation_id)));
    enum err e = OK;
    while (!e && db_row(st))
        e = add_marks(a, s, m, &(struct mark_new){ db_i64(st, 0), db_text(st, 1, a) });
    return db_done(st, e);
}

/* Both sides rise by response: each pair of the same one is a count. */
static void count_pairs(struct cross_table *t, const struct marks *row, const struct marks *col)
{
    size_t from = 0;
    for (size_t i = 0; i < row->n; i++) {
        const struct mark *x = &row->at[i];
        while (from < col->n && col->at[from].response_id < x->response_id)
            from++;
        for (size_t j = from; j < col->n && col->at[j].response_id == x->response_id; j++)
            t->n[x->code][col->at[j].code]++;
    }
}

enum err cross_table_fill(struct db *db, struct arena *a, int64_t consultation_id,
                          struct cross_table *out)
{
    struct marks row, col;
    enum err e = load_side(db, a, consultation_id, &out->row, &row);
    if (!e)
        e = load_side(db, a, consultation_id, &out->col, &col);
    if (!e)
        e = db_one_i64(db, sql[Q_COUNT], BINDS(bi(consultation_id)), &out->n_responses);
    if (!e)
        count_pairs(out, &row, &col);
    return e;
}
