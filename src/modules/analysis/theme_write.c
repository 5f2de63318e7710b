#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "modules/analysis/theme.h"

enum {
    Q_HAS_OUTCOME,
    Q_ADD,
    Q_NEXT,
    Q_COUNT,
    Q_CHANGE,
    Q_END,
    Q_MERGED,
    Q_RESTORE,
    Q_MOVE,
    Q_DOUBLES,
    Q_NOTE
};

/* clang-format off */
static const char *const sql[] = {
    [Q_HAS_OUTCOME] = "SELECT id FROM theme WHERE consultation_id = $1 AND outcome = $2 LIMIT 1",
    [Q_ADD] = "INSERT INTO theme (consultation_id, question_id, outcome, name, definition, seq, version) VALUES "
              "($1, $2, $3, $4, $5, $6, 1) RETURNING id",
    [Q_NEXT] = "SELECT coalesce(max(seq), 0) + 1 FROM theme WHERE consultation_id = $1",
    [Q_COUNT] = "SELECT count(*) FROM theme WHERE consultation_id = $1",
    [Q_CHANGE] = "UPDATE theme SET name = $3, definition = $4, version = version + 1 WHERE id = $1 AND version = $2",
    [Q_END] = "UPDATE theme SET removed_at_s = $3, version = version + 1 WHERE id = $1 AND version = $2",
    [Q_MERGED] = "UPDATE theme SET removed_at_s = $3, merged_into = $4, version = version + 1 WHERE id = $1 AND version = $2",
    [Q_RESTORE] = "UPDATE theme SET removed_at_s = NULL, version = version + 1 WHERE id = $1 AND version = $2",
    [Q_MOVE] = "UPDATE OR IGNORE answer_code SET theme_id = $2 WHERE theme_id = $1",
    [Q_DOUBLES] = "DELETE FROM answer_code WHERE theme_id = $1",
    [Q_NOTE] = "INSERT INTO theme_change (theme_id, kind, old_value, new_value, n_codes, reason, by_account, by_role, changed_at_s) "
               "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
};
/* clang-format on */
const struct sql_list theme_write_sql = SQL_LIST("theme_write", sql);

/* What one change says in the theme's history and in the record. */
struct said {
    struct str action; /* its kind in the history is what follows the dot */
    struct str old, new;
    int64_t n_codes;
};

static enum err say(struct db *db, const struct theme_write *w, const struct said *x)
{
    enum err e = db_exec(
        db, sql[Q_NOTE],
        BINDS(bi(w->to.id), bt(str_sub(x->action, STR("theme.").n, x->action.n)), bt(x->old),
              bt(x->new), bi(x->n_codes), bt(w->reason),
              w->by_account ? bi(w->by_account) : bn(), bt(w->by_role), bi(w->act.now_s)));
    if (e)
        return e;
    struct change change;
    change_begin(&change);
    change_new_i64(&change, "consultation", w->consultation_id);
    change_text(&change, "theme", x->old, x->new);
    change_of_partnership(&change, w->partnership_id);
    return change_record(db, &change, &w->act,
                         &(struct change_of){ .action = x->action,
                                              .object_kind = STR("theme"),
                                              .object_id = w->to.id });
}

static enum err put(struct db *db, struct theme_write *w, const struct theme *t)
{
    int64_t seq = 0;
    enum err e = db_one_i64(db, sql[Q_NEXT], BINDS(bi(w->consultation_id)), &seq);
    if (!e)
        e = db_one_i64(db, sql[Q_ADD],
                       BINDS(bi(w->consultation_id), t->question_id ? bi(t->question_id) : bn(),
                             bt(t->outcome), bt(t->name), bt(t->definition), bi(seq)),
                       &w->to.id);
    return e ? e : say(db, w, &(struct said){ .action = STR("theme.made"), .new = t->name });
}

enum err theme_begin_fn(struct db *db, void *theme_write)
{
    struct theme_write *w = theme_write;
    enum err e = OK;
    for (size_t i = 0; !e && i < w->n_standing; i++) {
        int64_t known = 0;
        e = db_one_i64(db, sql[Q_HAS_OUTCOME],
                       BINDS(bi(w->consultation_id), bt(w->standing[i].outcome)), &known);
        if (e == ERR_NOT_FOUND)
            e = put(db, w, &w->standing[i]);
    }
    return e;
}

/* Another one that is offered has that name, for the same question. */
static enum err check_name(struct db *db, struct theme_write *w)
{
    struct theme *all;
    size_t n = 0;
    struct str key = utf8_fold(w->arena, w->to.name);
    enum err e = theme_list(db, w->arena, w->consultation_id, &all, &n);
    for (size_t i = 0; !e && i < n; i++)
        if (all[i].id != w->to.id && !all[i].is_ended &&
            all[i].question_id == w->to.question_id &&
            str_eq(utf8_fold(w->arena, all[i].name), key))
            w->is_taken = true;
    return !e && w->is_taken ? ERR_CONFLICT : e;
}

enum err theme_add_fn(struct db *db, void *theme_write)
{
    struct theme_write *w = theme_write;
    int64_t n = 0;
    w->to.id = 0;
    w->is_taken = false;
    enum err e = check_name(db, w);
    if (!e)
        e = db_one_i64(db, sql[Q_COUNT], BINDS(bi(w->consultation_id)), &n);
    if (!e && n >= THEMES_MAX)
        e = ERR_TOO_MANY;
    const struct theme new = { .question_id = w->to.question_id,
                               .name = w->to.name,
                               .definition = w->to.definition };
    return e ? e : put(db, w, &new);
}

/* The theme as it stands, if nobody changed it since it was seen. */
static enum err open_one(struct db *db, struct theme_write *w, struct theme *was)
{
    w->is_late = w->is_taken = false;
    enum err e = theme_load(db, w->arena, w->consultation_id, w->to.id, was);
    w->is_late = !e && was->version != w->to.version;
    return w->is_late ? ERR_CONFLICT : e;
}

enum err theme_change_fn(struct db *db, void *theme_write)
{
    struct theme_write *w = theme_write;
    struct theme was;
    enum err e = open_one(db, w, &was);
    if (!e && (was.outcome.n || was.is_ended))
        e = ERR_INVALID;
    if (e)
        return e;
    w->to.question_id = was.question_id;
    bool is_renamed = !str_eq(was.name, w->to.name);
    bool is_defined = !str_eq(was.definition, w->to.definition);
    if (is_renamed)
        e = check_name(db, w);
    if (!e)
        e = db_exec(db, sql[Q_CHANGE],
                    BINDS(bi(was.id), bi(was.version), bt(w->to.name), bt(w->to.definition)));
    if (!e && is_renamed)
        e = say(db, w, &(struct said){ STR("theme.renamed"), was.name, w->to.name, 0 });
    if (!e && (is_defined || !is_renamed))
        e = say(db, w,
                &(struct said){ STR("theme.defined"), was.definition, w->to.definition, 0 });
    return e;
}

enum err theme_merge_fn(struct db *db, void *theme_write)
{
    struct theme_write *w = theme_write;
    struct theme was, into;
    int64_t n_moved = 0;
    enum err e = open_one(db, w, &was);
    if (!e)
        e = theme_load(db, w->arena, w->consultation_id, w->into, &into);
    if (!e && (was.outcome.n || was.is_ended || into.is_ended || was.id == into.id ||
               (into.question_id && into.question_id != was.question_id)))
        e = ERR_INVALID;
    if (!e)
        e = db_exec(db, sql[Q_MOVE], BINDS(bi(was.id), bi(into.id)));
    if (!e)
        n_moved = db_changes(db);
    if (!e)
        e = db_exec(db, sql[Q_DOUBLES], BINDS(bi(was.id)));
    if (!e)
        e = db_exec(db, sql[Q_MERGED],
                    BINDS(bi(was.id), bi(was.version), bi(w->act.now_s), bi(into.id)));
    return e ? e
             : say(db, w, &(struct said){ STR("theme.merged"), was.name, into.name, n_moved });
}

enum err theme_end_fn(struct db *db, void *theme_write)
{
    struct theme_write *w = theme_write;
    struct theme was;
    enum err e = open_one(db, w, &was);
    if (!e && was.is_ended)
        e = ERR_INVALID;
    if (!e)
        e = db_exec(db, sql[Q_END], BINDS(bi(was.id), bi(was.version), bi(w->act.now_s)));
    return e ? e
             : say(db, w, &(struct said){ .action = STR("theme.removed"), .old = was.name });
}

enum err theme_restore_fn(struct db *db, void *theme_write)
{
    struct theme_write *w = theme_write;
    struct theme was;
    enum err e = open_one(db, w, &was);
    if (!e && (!was.is_ended || was.merged_into))
        e = ERR_INVALID;
    w->to.name = e ? w->to.name : was.name;
    w->to.question_id = e ? 0 : was.question_id;
    if (!e)
        e = check_name(db, w);
    if (!e)
        e = db_exec(db, sql[Q_RESTORE], BINDS(bi(was.id), bi(was.version)));
    return e ? e
             : say(db, w, &(struct said){ .action = STR("theme.restored"), .new = was.name });
}
