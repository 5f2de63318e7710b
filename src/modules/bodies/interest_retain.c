/*
 * interest_retain.c: how long expressions of interest are kept (docs/decisions/
 * how-long-messages-are-kept.md): a year after every area has decided, at the latest two years
 * after they were sent, what is personal is emptied. That an organisation asked, where, and
 * what became of it stays: the statutory record tells it.
 */
#include "modules/bodies/interest.h"
#include "modules/bodies/interest_draft.h"
#include "modules/bodies/interest_retain.h"

#define DAY_S 86400
#define ERASE_MAX 100  /* rows of one write (architecture, decision 2) */
#define ROUNDS_MAX 500 /* writes of one day */

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

struct erasing {
    int64_t now_s;
    int64_t n;
};

static enum err erase_fn(struct db *db, void *arg)
{
    struct erasing *x = arg;
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
    char detail[40];
    int n = snprintf(detail, sizeof detail, "{\"rows\":%lld}", (long long)x->n);
    return store_record(db, &(struct store_record){ .actor = STR("job"),
                                                    .action = STR("interest.erase"),
                                                    .object_kind = STR("interest"),
                                                    .detail = { detail, (size_t)n },
                                                    .at_s = x->now_s });
}

static enum err sweep_fn(struct db *db, void *arg)
{
    struct erasing *x = arg;
    enum err e = interest_draft_sweep(db, x->now_s);
    x->n = e ? 0 : db_changes(db);
    return e;
}

static enum err rounds(struct store *store, store_write_fn fn, int64_t now_s)
{
    struct erasing x = { .now_s = now_s, .n = 1 };
    enum err e = OK;
    for (int i = 0; !e && x.n && i < ROUNDS_MAX; i++)
        e = store_write(store, fn, &x);
    return e;
}

enum err interest_retain(struct store *store, int64_t now_s)
{
    enum err e = rounds(store, erase_fn, now_s);
    return e ? e : rounds(store, sweep_fn, now_s);
}
