#include "modules/plans/plan.h"

#include "modules/plans/plan_words.h"

enum { Q_ONE, Q_LIST, Q_AREAS, Q_OVERLAP, Q_DATES };

#define COLS                                                                                   \
    "p.id, p.partnership_id, p.title, p.starts_on, p.ends_on, p.reason, p.stage, "             \
    "p.publish_on, p.published_on, p.summary, p.url, p.framework_id, f.name, p.n_tries, "      \
    "p.version FROM plan p JOIN framework_version f ON f.id = p.framework_id"

static const char *const sql[] = {
    [Q_ONE] = "SELECT " COLS " WHERE p.id = $1 AND p.partnership_id = $2",
    [Q_LIST] = "SELECT " COLS " WHERE p.partnership_id = $1 ORDER BY p.starts_on DESC, p.id "
               "DESC LIMIT $2",
    [Q_AREAS] = "SELECT area_id FROM plan_area WHERE plan_id = $1 ORDER BY area_id LIMIT $2",
    [Q_OVERLAP] = "SELECT p.title FROM plan p JOIN plan_area a ON a.plan_id = p.id WHERE "
                  "p.partnership_id = $1 AND p.id <> $2 AND p.starts_on <= $4 AND p.ends_on >= "
                  "$3 AND a.area_id = $5 ORDER BY p.starts_on LIMIT 1",
    [Q_DATES] = "SELECT step, due_on, done_on FROM plan_date WHERE plan_id = $1",
};
const struct sql_list plan_sql = SQL_LIST("plan", sql);

const struct plan_word plan_stages[] = {
    { STR_INIT("preparing"), STR_INIT(PLAN_STAGE_PREPARING) },
    { STR_INIT("drafting"), STR_INIT(PLAN_STAGE_DRAFTING) },
    { STR_INIT("consulting"), STR_INIT(PLAN_STAGE_CONSULTING) },
    { STR_INIT("approving"), STR_INIT(PLAN_STAGE_APPROVING) },
    { STR_INIT("published"), STR_INIT(PLAN_STAGE_PUBLISHED) },
    { STR_INIT("superseded"), STR_INIT(PLAN_STAGE_SUPERSEDED) },
    { STR_INIT("made_before"), STR_INIT(PLAN_STAGE_MADE_BEFORE) },
};
const size_t n_plan_stages = sizeof plan_stages / sizeof *plan_stages;

const struct plan_word plan_reasons[] = {
    { STR_INIT("expiry"), STR_INIT(PLAN_REASON_EXPIRY) },
    { STR_INIT("strategy"), STR_INIT(PLAN_REASON_STRATEGY) },
    { STR_INIT("framework"), STR_INIT(PLAN_REASON_FRAMEWORK) },
    { STR_INIT("loip"), STR_INIT(PLAN_REASON_LOIP) },
    { STR_INIT("first"), STR_INIT(PLAN_REASON_FIRST) },
    { STR_INIT("other"), STR_INIT(PLAN_REASON_OTHER) },
};
const size_t n_plan_reasons = sizeof plan_reasons / sizeof *plan_reasons;

struct str plan_word_label(const struct plan_word *all, size_t n, struct str code)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(all[i].code, code))
            return all[i].label;
    return code;
}

bool plan_word_is(const struct plan_word *all, size_t n, struct str code)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(all[i].code, code))
            return true;
    return false;
}

bool plan_is_made_before(const struct plan *p)
{
    return str_eq(p->stage, STR("made_before"));
}

bool plan_is_open(const struct plan *p)
{
    return !p->published_on.n;
}

/* --- reading --- */

static void plan_row(struct stmt *s, struct arena *a, struct plan *p)
{
    *p = (struct plan){ .id = db_i64(s, 0),
                        .partnership_id = db_i64(s, 1),
                        .title = db_text(s, 2, a),
                        .starts_on = db_text(s, 3, a),
                        .ends_on = db_text(s, 4, a),
                        .reason = db_text(s, 5, a),
                        .stage = db_text(s, 6, a),
                        .publish_on = db_text(s, 7, a),
                        .published_on = db_text(s, 8, a),
                        .summary = db_text(s, 9, a),
                        .url = db_text(s, 10, a),
                        .framework_id = db_i64(s, 11),
                        .framework = db_text(s, 12, a),
                        .n_tries = db_i64(s, 13),
                        .version = db_i64(s, 14) };
}

static enum err load_areas(struct db *db, struct plan *p)
{
    struct stmt *s = db_query(db, sql[Q_AREAS], BINDS(bi(p->id), bi(PLAN_AREAS_MAX)));
    while (p->n_areas < PLAN_AREAS_MAX && db_row(s))
        p->area[p->n_areas++] = db_i64(s, 0);
    return db_done(s, OK);
}

enum err plan_load(struct db *db, struct arena *a, int64_t partnership_id, int64_t id,
                   struct plan *out)
{
    struct stmt *s = db_query(db, sql[Q_ONE], BINDS(bi(id), bi(partnership_id)));
    bool is_there = db_row(s);
    if (is_there)
        plan_row(s, a, out);
    enum err e = db_done(s, is_there ? OK : ERR_NOT_FOUND);
    return e ? e : load_areas(db, out);
}

enum err plan_list(struct db *db, struct arena *a, int64_t partnership_id,
                   struct plan out[PLANS_MAX], size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_LIST], BINDS(bi(partnership_id), bi(PLANS_MAX)));
    for (*n = 0; *n < PLANS_MAX && db_row(s); (*n)++)
        plan_row(s, a, &out[*n]);
    enum err e = db_done(s, OK);
    for (size_t i = 0; !e && i < *n; i++)
        e = load_areas(db, &out[i]);
    return e;
}

enum err plan_overlap(struct db *db, struct arena *a, const struct plan *p, struct str *title)
{
    enum err e = OK;
    *title = (struct str){ 0 };
    for (size_t i = 0; !e && !title->n && i < p->n_areas; i++) {
        e = db_one_text(db, sql[Q_OVERLAP],
                        BINDS(bi(p->partnership_id), bi(p->id), bt(p->starts_on),
                              bt(p->ends_on), bi(p->area[i])),
                        a, title);
        e = e == ERR_NOT_FOUND ? OK : e;
    }
    return e;
}

enum err plan_dates_load(struct db *db, struct arena *a, int64_t plan_id,
                         struct plan_dates *out)
{
    struct stmt *s = db_query(db, sql[Q_DATES], BINDS(bi(plan_id)));
    *out = (struct plan_dates){ 0 };
    while (db_row(s)) {
        enum plan_step step;
        if (!plan_step_from_name(db_text(s, 0, a), &step))
            continue;
        out->at[step].due_on = db_text(s, 1, a);
        out->at[step].done_on = db_text(s, 2, a);
    }
    return db_done(s, OK);
}
