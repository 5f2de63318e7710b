/*
 * moderation_count.c: counting for the public.
 */
#include "modules/moderation/moderation_count.h"

#include "gen/symbols.h"
#include "modules/moderation/moderation.h"
#include "modules/moderation/moderation_words.h"
#include "modules/responses/published.h"
#include "modules/responses/small_numbers.h"

#define REASONS_MAX 8

enum { Q_IS_OPEN, Q_WITHHELD, Q_PUT, Q_STATES, Q_ALL_STATES, Q_REASONS, Q_ALL_REASONS };

/* clang-format off */
static const char *const sql[] = {
    [Q_IS_OPEN] = "SELECT count(*) FROM moderation_choice WHERE consultation_id = $1 AND published_at_s IS NOT NULL",
    [Q_WITHHELD] = "SELECT m.reason, count(*) FROM moderation m JOIN response r ON r.id = m.response_id "
                   "WHERE m.consultation_id = $1 AND m.state = 'withheld' AND " RESPONSE_RELEASABLE " GROUP BY m.reason",
    [Q_PUT] = "INSERT INTO moderation_count (consultation_id, reason, n) VALUES ($1, $2, $3) ON CONFLICT "
              "(consultation_id, reason) DO UPDATE SET n = excluded.n",
    [Q_STATES] = "SELECT coalesce(sum(state = 'approved'), 0), coalesce(sum(state = 'redacted'), 0), "
                 "coalesce(sum(state = 'mended'), 0) FROM published_answer WHERE consultation_id = $1",
    [Q_ALL_STATES] = "SELECT coalesce(sum(state = 'approved'), 0), coalesce(sum(state = 'redacted'), 0), "
                     "coalesce(sum(state = 'mended'), 0) FROM published_answer /*scan*/",
    [Q_REASONS] = "SELECT reason, n, n = -1 FROM moderation_count WHERE consultation_id = $1",
    [Q_ALL_REASONS] = "SELECT reason, sum(max(n, 0)), max(n = -1) FROM moderation_count GROUP BY reason /*scan*/",
};
/* clang-format on */
const struct sql_list moderation_count_sql = SQL_LIST("moderation_count", sql);

static size_t place_of(struct str reason)
{
    size_t i = 0;
    while (moderation_reasons[i].code && !str_eq(reason, str_from(moderation_reasons[i].code)))
        i++;
    return i;
}

/* --- counting --- */

static enum err load_withheld(struct db *db, struct arena *a, int64_t consultation_id,
                              struct small_cell cell[REASONS_MAX])
{
    struct stmt *s = db_query(db, sql[Q_WITHHELD], BINDS(bi(consultation_id)));
    while (db_row(s)) {
        size_t i = place_of(db_text(s, 0, a));
        if (i + 1 < REASONS_MAX)
            cell[i].n = db_i64(s, 1);
    }
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err moderation_recount(struct db *db, struct arena *a, int64_t consultation_id)
{
    struct small_cell cell[REASONS_MAX] = { { 0 } };
    struct small_table t = { .n_rows = 1, .cell = cell };
    int64_t is_open = 0;
    enum err e = db_one_i64(db, sql[Q_IS_OPEN], BINDS(bi(consultation_id)), &is_open);
    if (e || !is_open)
        return e;
    while (moderation_reasons[t.n_cols].code)
        t.n_cols++;
    e = load_withheld(db, a, consultation_id, cell);
    if (!e && !small_numbers_hide(a, &t))
        e = ERR_LIMIT;
    for (size_t i = 0; !e && i < t.n_cols; i++) {
        bool is_hidden = cell[i].is_hidden || small_number_is(cell[i].n);
        e = db_exec(db, sql[Q_PUT],
                    BINDS(bi(consultation_id), bt(str_from(moderation_reasons[i].code)),
                          bi(is_hidden ? -1 : cell[i].n)));
    }
    return e;
}

/* --- showing --- */

struct counted {
    int64_t n;
    bool has_few; /* of one consultation: 1 to 4; of all: these come to it */
};

static void add_count(struct list *to, const char *label, struct counted x, bool is_all)
{
    struct view *v = list_add(to);
    view_lit(v, S(label), label);
    view_int(v, S(n), x.n);
    view_bool(v, S(is_few), x.has_few && (!is_all || !x.n));
    view_bool(v, S(is_more), x.has_few && is_all && x.n);
}

static enum err show_states(struct ctx *c, int64_t consultation_id, struct list *to)
{
    static const char *const label[] = { COUNT_KEPT, COUNT_REMOVED, COUNT_MENDED };
    struct stmt *s = consultation_id
                         ? db_query(c->db, sql[Q_STATES], BINDS(bi(consultation_id)))
                         : db_query(c->db, sql[Q_ALL_STATES], NO_BINDS);
    if (db_row(s))
        for (int i = 0; i < 3; i++)
            if (i < 2 || db_i64(s, i))
                add_count(to, label[i], (struct counted){ .n = db_i64(s, i) },
                          !consultation_id);
    return db_done(s, OK);
}

enum err moderation_counts_show(struct ctx *c, int64_t consultation_id, struct view *v)
{
    static const char *const label[] = { COUNT_IDENTIFIES, COUNT_OFFENSIVE, COUNT_LIVE_CASE,
                                         COUNT_COPYRIGHT };
    struct counted of[REASONS_MAX] = { { 0 } };
    bool is_any = false;
    struct stmt *s = consultation_id
                         ? db_query(c->db, sql[Q_REASONS], BINDS(bi(consultation_id)))
                         : db_query(c->db, sql[Q_ALL_REASONS], NO_BINDS);
    while (db_row(s)) {
        size_t i = place_of(db_text(s, 0, c->arena));
        if (i + 1 < REASONS_MAX)
            of[i] = (struct counted){ db_i64(s, 1) > 0 ? db_i64(s, 1) : 0, db_bool(s, 2) };
        is_any = true;
    }
    enum err e = db_done(s, arena_failed(c->arena) ? ERR_LIMIT : OK);
    view_bool(v, S(has_counts), is_any);
    if (e || !is_any)
        return e;
    struct list *to = view_list(v, S(counts));
    e = show_states(c, consultation_id, to);
    for (size_t i = 0; i < sizeof label / sizeof label[0]; i++)
        add_count(to, label[i], of[i], !consultation_id);
    return e;
}
