#include "modules/analysis/theme.h"

#include "core/base/arena.h"

enum { Q_ALL, Q_ONE, Q_HISTORY };

#define COUNTS                                                                                 \
    "(SELECT count(DISTINCT c.answer_id) FROM answer_code c WHERE c.theme_id = t.id AND "      \
    "c.layer = CASE WHEN EXISTS (SELECT 1 FROM answer_reading x WHERE x.answer_id = "          \
    "c.answer_id AND x.layer = 'agreed') THEN 'agreed' ELSE 'first' END)"
#define THEME_COLUMNS                                                                          \
    "t.id, t.consultation_id, coalesce(t.question_id, 0), t.outcome, t.name, t.definition, "   \
    "t.seq, t.version, coalesce(t.merged_into, 0), t.removed_at_s IS NOT NULL, " COUNTS

/* clang-format off */
static const char *const sql[] = {
    [Q_ALL] = "SELECT " THEME_COLUMNS " FROM theme t WHERE t.consultation_id = $1 ORDER BY t.removed_at_s IS NOT NULL, "
              "t.outcome = '', t.seq, t.id LIMIT $2",
    [Q_ONE] = "SELECT " THEME_COLUMNS " FROM theme t WHERE t.id = $2 AND t.consultation_id = $1",
    [Q_HISTORY] = "SELECT kind, old_value, new_value, reason, by_role, n_codes, changed_at_s FROM theme_change WHERE theme_id = $1 "
                  "ORDER BY id DESC LIMIT $2",
};
/* clang-format on */
const struct sql_list theme_sql = SQL_LIST("theme", sql);

static void theme_row(struct stmt *s, struct arena *a, struct theme *t)
{
    *t = (struct theme){ .id = db_i64(s, 0),
                         .consultation_id = db_i64(s, 1),
                         .question_id = db_i64(s, 2),
                         .outcome = db_text(s, 3, a),
                         .name = db_text(s, 4, a),
                         .definition = db_text(s, 5, a),
                         .seq = db_i64(s, 6),
                         .version = db_i64(s, 7),
                         .merged_into = db_i64(s, 8),
                         .is_ended = db_bool(s, 9),
                         .n_answers = db_i64(s, 10) };
}

enum err theme_list(struct db *db, struct arena *a, int64_t consultation_id, struct theme **out,
                    size_t *n)
{
    *n = 0;
    *out = arena_array(a, THEMES_MAX, sizeof **out);
    if (!*out)
        return ERR_LIMIT;
    struct stmt *s = db_query(db, sql[Q_ALL], BINDS(bi(consultation_id), bi(THEMES_MAX)));
    while (*n < THEMES_MAX && db_row(s))
        theme_row(s, a, &(*out)[(*n)++]);
    return db_done(s, OK);
}

enum err theme_load(struct db *db, struct arena *a, int64_t consultation_id, int64_t id,
                    struct theme *out)
{
    struct stmt *s = db_query(db, sql[Q_ONE], BINDS(bi(consultation_id), bi(id)));
    bool is_there = db_row(s);
    if (is_there)
        theme_row(s, a, out);
    return db_done(s, is_there ? OK : ERR_NOT_FOUND);
}

const struct theme *theme_of(const struct theme *all, size_t n, int64_t id)
{
    for (size_t i = 0; i < n; i++)
        if (all[i].id == id)
            return &all[i];
    return NULL;
}

enum err theme_history(struct db *db, struct arena *a, int64_t theme_id,
                       struct theme_event out[THEME_EVENTS_MAX], size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_HISTORY], BINDS(bi(theme_id), bi(THEME_EVENTS_MAX)));
    for (*n = 0; *n < THEME_EVENTS_MAX && db_row(s); (*n)++)
        out[*n] = (struct theme_event){ .kind = db_text(s, 0, a),
                                        .old_value = db_text(s, 1, a),
                                        .new_value = db_text(s, 2, a),
                                        .reason = db_text(s, 3, a),
                                        .by_role = db_text(s, 4, a),
                                        .n_codes = db_i64(s, 5),
                                        .changed_at_s = db_i64(s, 6) };
    return db_done(s, OK);
}
