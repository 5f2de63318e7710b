#include "modules/plans/plan_contact.h"

#include "core/base/rand.h"
#include "modules/plans/plan_words.h"

enum { Q_ADD, Q_OF_BODY, Q_STANDS };

/* clang-format off */
static const char *const sql[] = {
    [Q_ADD] = "INSERT INTO plan_contact (contact_event_id, plan_id, what, delivery, outbox_id) VALUES ($1, $2, $3, $4, $5)",
    [Q_OF_BODY] = "SELECT p.what, e.channel, e.direction, e.happened_on, CASE WHEN p.delivery = '' AND o.state = 'failed' THEN 'refused' ELSE "
                  "p.delivery END, e.summary, e.outcome, e.by_role FROM contact_event e CROSS JOIN plan_contact p ON p.contact_event_id = e.id "
                  "LEFT JOIN outbox_state o ON o.outbox_id = p.outbox_id WHERE e.body_id = $2 AND p.plan_id = $1 AND e.removed_at_s IS NULL "
                  "ORDER BY e.happened_on DESC, e.created_at_s DESC LIMIT $3",
    [Q_STANDS] = "SELECT 1 FROM plan_body WHERE plan_id = $1 AND body_id = $2",
};
/* clang-format on */
const struct sql_list plan_contact_sql = SQL_LIST("plan_contact", sql);

const struct plan_word plan_whats[] = {
    { STR_INIT("invitation"), STR_INIT(PLAN_WHAT_INVITATION) },
    { STR_INIT("reminder"), STR_INIT(PLAN_WHAT_REMINDER) },
    { STR_INIT("draft"), STR_INIT(PLAN_WHAT_DRAFT) },
    { STR_INIT("reply"), STR_INIT(PLAN_WHAT_REPLY) },
    { STR_INIT("talk"), STR_INIT(PLAN_WHAT_TALK) },
};
const size_t n_plan_whats = sizeof plan_whats / sizeof *plan_whats;

static struct contact_event event_of(const struct plan_try *x, int64_t body_id)
{
    bool is_theirs = str_eq(x->what, STR("reply"));
    return (struct contact_event){ .id = rand_id(),
                                   .body_id = body_id,
                                   .partnership_id = x->as.partnership_id,
                                   .kind = STR("contact"),
                                   .channel = x->channel,
                                   .direction = is_theirs ? STR("in") : STR("out"),
                                   .happened_on = x->on,
                                   .summary = x->summary,
                                   .outcome = x->outcome,
                                   .object_kind = STR("plan"),
                                   .object_id = x->as.plan_id,
                                   .by_account = x->as.by_account,
                                   .by_role = x->as.by_role };
}

/* What the try changes by itself: whoever was asked is asked; whoever takes part stays so. */
static enum err obey(struct db *db, struct plan_try *x, int64_t body_id, int64_t event_id)
{
    struct plan_body_write w = x->as;
    bool asks = str_eq(x->what, STR("invitation")) || str_eq(x->what, STR("reminder"));
    w.body_id = &body_id;
    w.n = 1;
    w.contact_event_id = event_id;
    w.reason = STR("");
    enum err e = OK;
    if (asks) {
        w.does = ACT_INVITED;
        e = plan_body_act_fn(db, &w);
        if (e == ERR_CONFLICT && w.refusal == PLAN_NOT_FROM_THERE) /* it takes part */
            e = OK;
    }
    if (!e && x->has_answer) {
        w.does = x->answer;
        e = plan_body_act_fn(db, &w);
    }
    x->as.refusal = w.refusal;
    return e;
}

static enum err try_one(struct db *db, struct plan_try *x, int64_t body_id)
{
    int64_t stands = 0;
    const struct contact_event event = event_of(x, body_id);
    enum err e = db_one_i64(db, sql[Q_STANDS], BINDS(bi(x->as.plan_id), bi(body_id)), &stands);
    if (!e)
        e = contact_event_add(db, &event, &x->as.act);
    if (!e)
        e = db_exec(db, sql[Q_ADD],
                    BINDS(bi(event.id), bi(x->as.plan_id), bt(x->what), bt(x->delivery),
                          x->outbox_id ? bi(x->outbox_id) : bn()));
    return e ? e : obey(db, x, body_id, event.id);
}

enum err plan_try_fn(struct db *db, void *plan_try)
{
    struct plan_try *x = plan_try;
    enum err e = x->as.n ? OK : ERR_INVALID;
    x->as.refusal = PLAN_MAY;
    for (size_t i = 0; !e && i < x->as.n; i++)
        e = try_one(db, x, x->as.body_id[i]);
    return e;
}

enum err plan_contacts(struct db *db, struct arena *a, int64_t plan_id, int64_t body_id,
                       struct plan_contact out[PLAN_CONTACTS_MAX], size_t *n)
{
    struct stmt *s =
        db_query(db, sql[Q_OF_BODY], BINDS(bi(plan_id), bi(body_id), bi(PLAN_CONTACTS_MAX)));
    for (*n = 0; *n < PLAN_CONTACTS_MAX && db_row(s); (*n)++)
        out[*n] = (struct plan_contact){ .what = db_text(s, 0, a),
                                         .channel = db_text(s, 1, a),
                                         .direction = db_text(s, 2, a),
                                         .happened_on = db_text(s, 3, a),
                                         .delivery = db_text(s, 4, a),
                                         .summary = db_text(s, 5, a),
                                         .outcome = db_text(s, 6, a),
                                         .by_role = db_text(s, 7, a) };
    return db_done(s, OK);
}
