#include "modules/feedback/feedback.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "modules/consultations/overtaken.h"
#include "modules/feedback/feedback_words.h"

#define LABEL_BYTES 80

#define COLS                                                                                   \
    "f.id, f.consultation_id, f.seq, coalesce(f.theme_id, 0), f.version, "                     \
    "coalesce(f.published_at_s, 0), coalesce(f.removed_at_s, 0), coalesce(f.made_by, 0), "     \
    "f.changed_at_s, f.we_asked, f.you_said, f.decision, f.we_did, f.reason, "                 \
    "f.plan_reference, f.plan_url, coalesce(t.name, ''), coalesce(t.outcome, '') FROM "        \
    "feedback_item f LEFT JOIN theme t ON t.id = f.theme_id "

enum { Q_ONE, Q_LIST, Q_DRAFTS };

static const char *const sql[] = {
    [Q_ONE] = "SELECT " COLS "WHERE f.id = $1",
    [Q_LIST] = "SELECT " COLS "WHERE f.consultation_id = $1 AND f.removed_at_s IS NULL ORDER "
               "BY f.seq, f.id LIMIT $2",
    [Q_DRAFTS] = "SELECT count(*) FROM consultation c JOIN feedback_item f ON "
                 "f.consultation_id = c.id WHERE c.partnership_id = $1 AND c.stage = "
                 "'published' AND f.published_at_s IS "
                 "NULL AND f.removed_at_s IS NULL",
};
const struct sql_list feedback_sql = SQL_LIST("feedback", sql);

const struct consultation_word feedback_decisions[] = {
    { "changed", DECISION_CHANGED },         { "partly", DECISION_PARTLY },
    { "not_changed", DECISION_NOT_CHANGED }, { "already_doing", DECISION_ALREADY },
    { "for_others", DECISION_FOR_OTHERS },   { NULL, NULL },
};

const char *feedback_decision_tag(struct str decision)
{
    return str_eq(decision, STR("changed"))       ? "ds_tag--green"
           : str_eq(decision, STR("partly"))      ? "ds_tag--blue"
           : str_eq(decision, STR("not_changed")) ? "ds_tag--yellow"
                                                  : "ds_tag--grey";
}

struct str feedback_label(struct arena *a, const struct feedback_item *x)
{
    if (x->theme.n)
        return x->theme;
    struct str rest = x->you_said, line;
    while (str_cut(&rest, '\n', &line) && !str_trim(line).n)
        ;
    line = str_trim(line);
    if (line.n <= LABEL_BYTES)
        return line;
    size_t end = LABEL_BYTES;
    while (end && line.p[end] != ' ')
        end--;
    return str_join(a, str_sub(line, 0, end ? end : LABEL_BYTES), STR(" …"));
}

/* --- reading --- */

static void from_row(struct feedback_item *x, struct stmt *s, struct arena *a)
{
    int i = 0;
    *x = (struct feedback_item){ 0 };
    int64_t *const number[] = { &x->id,           &x->consultation_id, &x->seq,
                                &x->theme_id,     &x->version,         &x->published_at_s,
                                &x->removed_at_s, &x->made_by,         &x->changed_at_s };
    struct str *const text[] = { &x->we_asked, &x->you_said, &x->decision,
                                 &x->we_did,   &x->reason,   &x->plan_reference,
                                 &x->plan_url, &x->theme,    &x->outcome };
    for (size_t k = 0; k < sizeof number / sizeof *number; k++)
        *number[k] = db_i64(s, i++);
    for (size_t k = 0; k < sizeof text / sizeof *text; k++)
        *text[k] = db_text(s, i++, a);
}

enum err feedback_load(struct db *db, struct arena *a, int64_t id, struct feedback_item *out)
{
    struct stmt *s = db_query(db, sql[Q_ONE], BINDS(bi(id)));
    bool found = db_row(s);
    if (found)
        from_row(out, s, a);
    return db_done(s, !found ? ERR_NOT_FOUND : arena_failed(a) ? ERR_LIMIT : OK);
}

enum err feedback_list(struct db *db, struct arena *a, int64_t consultation_id,
                       struct feedback_item out[FEEDBACK_ITEMS_MAX], size_t *n)
{
    *n = 0;
    struct stmt *s =
        db_query(db, sql[Q_LIST], BINDS(bi(consultation_id), bi(FEEDBACK_ITEMS_MAX)));
    while (*n < FEEDBACK_ITEMS_MAX && db_row(s))
        from_row(&out[(*n)++], s, a);
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err feedback_drafts_count(struct db *db, int64_t partnership_id, int64_t *n)
{
    return db_one_i64(db, sql[Q_DRAFTS], BINDS(bi(partnership_id)), n);
}

struct str feedback_mark(struct arena *a, const struct feedback_item *x, size_t n)
{
    struct str part[FEEDBACK_ITEMS_MAX];
    for (size_t i = 0; i < n && i < FEEDBACK_ITEMS_MAX; i++)
        part[i] = str_printf(a, "%lld.%lld", (long long)x[i].id, (long long)x[i].version);
    return overtaken_mark(a, part, n);
}

bool feedback_is_time(const struct consultation *x, int64_t now_s)
{
    enum consultation_state is = consultation_state(x, now_s);
    return is == CONSULTATION_CLOSED || is == CONSULTATION_RESULTS ||
           is == CONSULTATION_ARCHIVED;
}
