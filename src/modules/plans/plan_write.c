#include "core/base/rand.h"
#include "modules/plans/plan.h"
#include "modules/plans/plan_public.h"

enum { Q_ADD, Q_CHANGE, Q_STAGE, Q_NO_AREAS, Q_ADD_AREA, Q_PUT_DATE };

static const char *const sql[] = {
    [Q_ADD] = "INSERT INTO plan (id, partnership_id, title, starts_on, ends_on, reason, "
              "framework_id, stage, publish_on, published_on, summary, url, n_tries, version, "
              "created_at_s, changed_at_s) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
              "$11, $12, $13, 1, $14, $14)",
    [Q_CHANGE] = "UPDATE plan SET title = $3, starts_on = $4, ends_on = $5, reason = $6, "
                 "publish_on = $7, published_on = CASE WHEN stage = 'made_before' THEN $7 ELSE "
                 "published_on END, summary = $8, url = $9, n_tries = $10, changed_at_s = $11, "
                 "version = version + 1 WHERE id = $1 AND version = $2 AND partnership_id = "
                 "$12",
    [Q_STAGE] = "UPDATE plan SET stage = $3, changed_at_s = $4, version = version + 1 WHERE id "
                "= $1 AND version = $2 AND partnership_id = $5 AND published_on = ''",
    [Q_NO_AREAS] = "DELETE FROM plan_area WHERE plan_id = $1",
    [Q_ADD_AREA] = "INSERT INTO plan_area (plan_id, area_id) VALUES ($1, $2)",
    [Q_PUT_DATE] = "INSERT INTO plan_date (plan_id, step, due_on, done_on) VALUES ($1, $2, $3, "
                   "$4) ON CONFLICT (plan_id, step) DO UPDATE SET due_on = excluded.due_on, "
                   "done_on = excluded.done_on",
};
const struct sql_list plan_write_sql = SQL_LIST("plan_write", sql);

static enum err record(struct db *db, const struct plan_write *w, const char *action,
                       struct change *change)
{
    change_of_partnership(change, w->to.partnership_id);
    return change_record(db, change, &w->act,
                         &(struct change_of){ .action = str_from(action),
                                              .object_kind = STR("plan"),
                                              .object_id = w->to.id });
}

static enum err put_areas(struct db *db, const struct plan *p)
{
    enum err e = db_exec(db, sql[Q_NO_AREAS], BINDS(bi(p->id)));
    for (size_t i = 0; !e && i < p->n_areas; i++)
        e = db_exec(db, sql[Q_ADD_AREA], BINDS(bi(p->id), bi(p->area[i])));
    return e;
}

static enum err put_date(struct db *db, int64_t plan_id, enum plan_step step, struct str due_on,
                         struct str done_on)
{
    return db_exec(
        db, sql[Q_PUT_DATE],
        BINDS(bi(plan_id), bt(str_from(plan_step_name(step))), bt(due_on), bt(done_on)));
}

/* Of a plan made before, what lies behind it is not asked for. */
static enum err put_dates(struct db *db, const struct plan_write *w)
{
    const struct plan *p = &w->to;
    bool is_before = plan_is_made_before(p);
    enum err e = OK;
    for (int i = 0; !e && i < PLAN_STEPS; i++) {
        enum plan_step step = (enum plan_step)i;
        if (is_before && step < STEP_REVIEW)
            continue;
        e = put_date(db, p->id, step, plan_step_due(w->arena, step, p->publish_on), STR(""));
    }
    return e;
}

enum err plan_add_fn(struct db *db, void *plan_write)
{
    struct plan_write *w = plan_write;
    struct plan *p = &w->to;
    struct change change;
    p->id = w->made_id = rand_id();
    enum err e = db_exec(db, sql[Q_ADD],
                         BINDS(bi(p->id), bi(p->partnership_id), bt(p->title), bt(p->starts_on),
                               bt(p->ends_on), bt(p->reason), bi(p->framework_id), bt(p->stage),
                               bt(p->publish_on), bt(p->published_on), bt(p->summary),
                               bt(p->url), bi(p->n_tries), bi(w->act.now_s)));
    if (!e)
        e = put_areas(db, p);
    if (!e)
        e = put_dates(db, w);
    if (!e)
        e = plan_public_put(db, p->id, p->partnership_id);
    if (e)
        return e;
    change_begin(&change);
    change_text(&change, "stage", STR(""), p->stage);
    change_text(&change, "title", STR(""), p->title);
    return record(db, w, "plan.add", &change);
}

static enum err was_late(struct db *db, struct plan_write *w)
{
    w->is_late = db_changes(db) == 0;
    return w->is_late ? ERR_CONFLICT : OK;
}

enum err plan_change_fn(struct db *db, void *plan_write)
{
    struct plan_write *w = plan_write;
    const struct plan *p = &w->to;
    struct change change;
    enum err e =
        db_exec(db, sql[Q_CHANGE],
                BINDS(bi(p->id), bi(p->version), bt(p->title), bt(p->starts_on), bt(p->ends_on),
                      bt(p->reason), bt(p->publish_on), bt(p->summary), bt(p->url),
                      bi(p->n_tries), bi(w->act.now_s), bi(p->partnership_id)));
    if (!e)
        e = was_late(db, w);
    if (!e)
        e = put_areas(db, p);
    if (!e)
        e = plan_public_put(db, p->id, p->partnership_id);
    if (e)
        return e;
    change_begin(&change);
    change_text(&change, "title", STR(""), p->title);
    return record(db, w, "plan.change", &change);
}

enum err plan_stage_fn(struct db *db, void *plan_write)
{
    struct plan_write *w = plan_write;
    const struct plan *p = &w->to;
    struct change change;
    bool is_working = str_eq(p->stage, STR("preparing")) || str_eq(p->stage, STR("drafting")) ||
                      str_eq(p->stage, STR("consulting")) || str_eq(p->stage, STR("approving"));
    if (!is_working)
        return ERR_INVALID;
    enum err e = db_exec(db, sql[Q_STAGE],
                         BINDS(bi(p->id), bi(p->version), bt(p->stage), bi(w->act.now_s),
                               bi(p->partnership_id)));
    if (!e)
        e = was_late(db, w);
    if (e)
        return e;
    change_begin(&change);
    change_text(&change, "stage", STR(""), p->stage);
    return record(db, w, "plan.stage", &change);
}

enum err plan_date_fn(struct db *db, void *plan_write)
{
    struct plan_write *w = plan_write;
    struct change change;
    enum err e = put_date(db, w->to.id, w->step, w->due_on, w->done_on);
    if (e)
        return e;
    change_begin(&change);
    change_text(&change, "done", STR(""), w->done_on);
    change_text(&change, "due", STR(""), w->due_on);
    change_text(&change, "step", STR(""), str_from(plan_step_name(w->step)));
    return record(db, w, "plan.date", &change);
}
