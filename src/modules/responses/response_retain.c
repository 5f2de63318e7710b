/*
 * response_retain.c: what tells who sent a response goes, and the key under which records hold
 * it.
 */
#include "modules/responses/response_retain.h"

#include "core/base/rand.h"
#include "modules/work/retain.h"

#define DAY_S 86400

enum { Q_ERASE, Q_ERASE_INVITATIONS };

/* clang-format off */
static const char *const sql[] = {
    [Q_ERASE] = "UPDATE respondent SET name = '', role_title = '', email = '', phone = '', address = '', "
                "name_key = lower(organisation), audit_key = $3 WHERE response_id IN "
                "(SELECT r.id FROM consultation c JOIN response r ON r.consultation_id = c.id "
                "JOIN respondent p ON p.response_id = r.id WHERE c.stage = 'published' AND c.closes_at_s <= $1 "
                "AND (p.name <> '' OR p.role_title <> '' OR p.email <> '' OR p.phone <> '' OR p.address <> '') LIMIT $2)",
    [Q_ERASE_INVITATIONS] = "UPDATE invitation SET email = '' WHERE id IN (SELECT i.id FROM consultation c "
                            "JOIN invitation i ON i.consultation_id = c.id WHERE c.stage = 'published' "
                            "AND c.closes_at_s <= $1 AND i.email <> '' LIMIT $2)",
};
/* clang-format on */
const struct sql_list response_retain_sql = SQL_LIST("response_retain", sql);

static int64_t closed_before(const struct retain *x)
{
    return x->now_s - (int64_t)RESPONDENT_KEEP_DAYS * DAY_S;
}

static enum err erase_fn(struct db *db, void *arg)
{
    struct retain *x = arg;
    unsigned char fresh[32];
    rand_bytes(fresh, sizeof fresh);
    enum err e = db_exec(db, sql[Q_ERASE],
                         BINDS(bi(closed_before(x)), bi(RETAIN_ROWS),
                               bb((struct str){ (const char *)fresh, sizeof fresh })));
    x->n = e ? 0 : db_changes(db);
    return e || !x->n ? e : retain_record(db, x, STR("response.retain"), STR("response"));
}

static enum err erase_invitations_fn(struct db *db, void *arg)
{
    struct retain *x = arg;
    enum err e =
        db_exec(db, sql[Q_ERASE_INVITATIONS], BINDS(bi(closed_before(x)), bi(RETAIN_ROWS)));
    x->n = e ? 0 : db_changes(db);
    return e || !x->n ? e : retain_record(db, x, STR("response.retain"), STR("invitation"));
}

enum err response_retain(struct store *store, int64_t now_s)
{
    enum err e = retain_rounds(store, erase_fn, now_s);
    return e ? e : retain_rounds(store, erase_invitations_fn, now_s);
}
