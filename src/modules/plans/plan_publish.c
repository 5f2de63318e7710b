#include "modules/plans/plan_publish.h"

#include "modules/plans/plan_public.h"
#include "modules/plans/plan_words.h"

enum { Q_COPIES, Q_HAS_DRAFT, Q_PUBLISH, Q_DONE, Q_ADD, Q_ACK, Q_REMOVE };

/* clang-format off */
static const char *const sql[] = {
    [Q_COPIES] = "SELECT id, what, sent_on, how, acked_on, note, by_role FROM plan_submission WHERE plan_id = $1 AND removed_at_s IS NULL ORDER BY "
                 "sent_on DESC, id DESC LIMIT $2",
    [Q_HAS_DRAFT] = "SELECT count(*) FROM plan_submission WHERE plan_id = $1 AND what = 'draft' AND removed_at_s IS NULL",
    [Q_PUBLISH] = "UPDATE plan SET stage = 'published', published_on = $3, url = $4, changed_at_s = $5, version = version + 1 WHERE id = $1 AND "
                  "version = $2 AND published_on = ''",
    [Q_DONE] = "INSERT INTO plan_date (plan_id, step, due_on, done_on) VALUES ($1, $2, '', $3) ON CONFLICT (plan_id, step) DO UPDATE SET done_on = "
               "excluded.done_on",
    [Q_ADD] = "INSERT INTO plan_submission (plan_id, what, sent_on, how, acked_on, note, by_account, by_role, removed_at_s, created_at_s) VALUES "
              "($1, $2, $3, $4, '', $5, $6, $7, NULL, $8)",
    [Q_ACK] = "UPDATE plan_submission SET acked_on = $3 WHERE id = $1 AND plan_id = $2 AND removed_at_s IS NULL",
    [Q_REMOVE] = "UPDATE plan_submission SET removed_at_s = $3 WHERE id = $1 AND plan_id = $2 AND removed_at_s IS NULL",
};
/* clang-format on */
const struct sql_list plan_publish_sql = SQL_LIST("plan_publish", sql);

const struct plan_word plan_copy_kinds[] = {
    { STR_INIT("draft"), STR_INIT(PLAN_COPY_DRAFT) },
    { STR_INIT("plan"), STR_INIT(PLAN_COPY_PLAN) },
    { STR_INIT("statement"), STR_INIT(PLAN_COPY_STATEMENT) },
    { STR_INIT("review"), STR_INIT(PLAN_COPY_REVIEW) },
};
const size_t n_plan_copy_kinds = sizeof plan_copy_kinds / sizeof *plan_copy_kinds;
const struct plan_word plan_copy_ways[] = {
    { STR_INIT("email"), STR_INIT(PLAN_BY_EMAIL) },
    { STR_INIT("letter"), STR_INIT(PLAN_BY_LETTER) },
    { STR_INIT("meeting"), STR_INIT(PLAN_BY_MEETING) },
};
const size_t n_plan_copy_ways = sizeof plan_copy_ways / sizeof *plan_copy_ways;

enum err plan_copies(struct db *db, struct arena *a, int64_t plan_id,
                     struct plan_copy out[PLAN_COPIES_MAX], size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_COPIES], BINDS(bi(plan_id), bi(PLAN_COPIES_MAX)));
    for (*n = 0; *n < PLAN_COPIES_MAX && db_row(s); (*n)++)
        out[*n] = (struct plan_copy){ .id = db_i64(s, 0),
                                      .what = db_text(s, 1, a),
                                      .sent_on = db_text(s, 2, a),
                                      .how = db_text(s, 3, a),
                                      .acked_on = db_text(s, 4, a),
                                      .note = db_text(s, 5, a),
                                      .by_role = db_text(s, 6, a) };
    return db_done(s, OK);
}

/* --- the gate --- */

enum err plan_gate_load(struct db *db, struct arena *a, const struct plan *p,
                        struct plan_gate *out)
{
    struct plan_bodies all;
    int64_t n_drafts = 0;
    enum err e = plan_bodies_load(db, a, p, &all);
    if (!e)
        e = db_one_i64(db, sql[Q_HAS_DRAFT], BINDS(bi(p->id)), &n_drafts);
    if (e)
        return e;
    const struct plan_count n = plan_count_of(&all);
    *out = (struct plan_gate){ .n_bodies = n.n,
                               .n_missing = n.n_missing,
                               .n_exceptions = n.n_exceptions,
                               .has_draft_copy = n_drafts > 0 };
    return OK;
}

bool plan_gate_is_open(const struct plan_gate *g)
{
    return g->n_bodies > 0 && !g->n_missing && g->has_draft_copy;
}

static enum err record(struct db *db, const struct plan_publish *x, const char *action,
                       struct str value)
{
    const struct plan *p = &x->as.to;
    struct change change;
    change_begin(&change);
    if (x->gate.n_exceptions)
        change_new_i64(&change, "exceptions", x->gate.n_exceptions);
    change_text(&change, "to", STR(""), value);
    change_of_partnership(&change, p->partnership_id);
    return change_record(db, &change, &x->as.act,
                         &(struct change_of){ .action = str_from(action),
                                              .object_kind = STR("plan"),
                                              .object_id = p->id });
}

enum err plan_publish_fn(struct db *db, void *plan_publish)
{
    struct plan_publish *x = plan_publish;
    const struct plan *p = &x->as.to;
    enum err e = plan_gate_load(db, x->as.arena, p, &x->gate);
    x->is_shut = !e && !plan_gate_is_open(&x->gate);
    if (e || x->is_shut)
        return e ? e : ERR_CONFLICT;
    e = db_exec(
        db, sql[Q_PUBLISH],
        BINDS(bi(p->id), bi(p->version), bt(p->published_on), bt(p->url), bi(x->as.act.now_s)));
    x->as.is_late = !e && !db_changes(db);
    if (x->as.is_late)
        return ERR_CONFLICT;
    if (!e)
        e = db_exec(db, sql[Q_DONE],
                    BINDS(bi(p->id), bt(str_from(plan_step_name(STEP_PUBLICATION))),
                          bt(p->published_on)));
    if (!e)
        e = plan_public_put(db, p->id, p->partnership_id);
    return e ? e : record(db, x, "plan.publish", p->published_on);
}

/* --- copies --- */

/* What of the steps that is: a copy of the draft, or of what was published. */
static enum err step_done(struct db *db, const struct plan_publish *x)
{
    bool is_draft = str_eq(x->copy.what, STR("draft"));
    bool is_plan = str_eq(x->copy.what, STR("plan"));
    if (!is_draft && !is_plan)
        return OK;
    enum plan_step step = is_draft ? STEP_DRAFT_CJS : STEP_COPY_CJS;
    return db_exec(
        db, sql[Q_DONE],
        BINDS(bi(x->as.to.id), bt(str_from(plan_step_name(step))), bt(x->copy.sent_on)));
}

enum err plan_copy_add_fn(struct db *db, void *plan_publish)
{
    struct plan_publish *x = plan_publish;
    const struct plan_copy *c = &x->copy;
    enum err e =
        db_exec(db, sql[Q_ADD],
                BINDS(bi(x->as.to.id), bt(c->what), bt(c->sent_on), bt(c->how), bt(c->note),
                      bi(x->as.by_account), bt(x->as.by_role), bi(x->as.act.now_s)));
    if (!e)
        e = step_done(db, x);
    if (!e)
        e = plan_public_put(db, x->as.to.id, x->as.to.partnership_id);
    return e ? e : record(db, x, "plan.copy", c->what);
}

enum err plan_copy_ack_fn(struct db *db, void *plan_publish)
{
    struct plan_publish *x = plan_publish;
    enum err e =
        db_exec(db, sql[Q_ACK], BINDS(bi(x->copy.id), bi(x->as.to.id), bt(x->copy.acked_on)));
    if (!e && !db_changes(db))
        e = ERR_NOT_FOUND;
    return e ? e : record(db, x, "plan.copy_ack", x->copy.acked_on);
}

enum err plan_copy_remove_fn(struct db *db, void *plan_publish)
{
    struct plan_publish *x = plan_publish;
    enum err e =
        db_exec(db, sql[Q_REMOVE], BINDS(bi(x->copy.id), bi(x->as.to.id), bi(x->as.act.now_s)));
    if (!e && !db_changes(db))
        e = ERR_NOT_FOUND;
    if (!e)
        e = plan_public_put(db, x->as.to.id, x->as.to.partnership_id);
    return e ? e : record(db, x, "plan.copy_remove", STR(""));
}
