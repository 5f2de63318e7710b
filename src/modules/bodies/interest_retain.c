/*
 * interest_retain.c: how long expressions of interest are kept (docs/decisions/
 * how-long-messages-are-kept.md): a year after every area has decided, at the latest two years
 * after they were sent, what is personal is emptied. That an organisation asked, where, and
 * what became of it stays: the statutory record tells it.
 */
#include "modules/bodies/interest.h"
#include "modules/bodies/interest_draft.h"
#include "modules/bodies/interest_retain.h"
#include "modules/work/retain.h"

#define DAY_S 86400
#define ERASE_MAX 100 /* rows of one write (architecture, decision 2) */

enum { Q_ERASE, Q_ERASE_AREAS };

/* The longest kept first; one that is due was sent at least INTEREST_KEEP_DONE_DAYS ago. */
static const char *const sql[] = {
    [Q_ERASE] =
        "UPDATE expression_of_interest SET needs = '', contact_name = '', contact_email = '', "
        "contact_phone = '', contact_address = '', erased_at_s = $1 WHERE id IN (SELECT i.id "
        "FROM expression_of_interest i WHERE i.erased_at_s IS NULL AND i.sent_at_s <= $2 AND "
        "(i.sent_at_s <= $3 OR NOT EXISTS (SELECT 1 FROM interest_area x WHERE x.interest_id "
        "= i.id AND (x.state IN ('waiting', 'asked', 'replied') OR x.answered_at_s > $2))) "
        "ORDER BY i.sent_at_s LIMIT $4)",
    [Q_ERASE_AREAS] =
        "UPDATE interest_area SET words = '', reply = '' WHERE interest_id IN (SELECT i.id "
        "FROM expression_of_interest i WHERE i.sent_at_s <= $2 AND i.erased_at_s = $1) AND "
        "(words <> '' OR reply <> '')",
};
const struct sql_list interest_retain_sql = SQL_LIST("interest_retain", sql);

static enum err erase_fn(struct db *db, void *arg)
{
    struct retain *x = arg;
    int64_t done = x->now_s - (int64_t)INTEREST_KEEP_DONE_DAYS * DAY_S,
            most = x->now_s - (int64_t)INTEREST_KEEP_MOST_DAYS * DAY_S;
    enum err e =
        db_exec(db, sql[Q_ERASE], BINDS(bi(x->now_s), bi(done), bi(most), bi(ERASE_MAX)));
    x->n = e ? 0 : db_changes(db);
    if (e || !x->n)
        return e;
    e = db_exec(db, sql[Q_ERASE_AREAS], BINDS(bi(x->now_s), bi(done)));
    if (e)
        return e;
    return retain_record(db, x, STR("interest.erase"), STR("interest"));
}

static enum err sweep_fn(struct db *db, void *arg)
{
    struct retain *x = arg;
    enum err e = interest_draft_sweep(db, x->now_s);
    x->n = e ? 0 : db_changes(db);
    return e;
}

enum err interest_retain(struct store *store, int64_t now_s)
{
    enum err e = retain_rounds(store, erase_fn, now_s);
    return e ? e : retain_rounds(store, sweep_fn, now_s);
}
