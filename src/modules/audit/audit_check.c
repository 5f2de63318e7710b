#include "modules/audit/audit_check.h"

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/base/log.h"

#define ROW_BYTES (64 * KIB)
#define COLS "at_s, n_rows, first_bad, from_number, head_number, head_hash"

enum { Q_LAST, Q_LAST_GOOD, Q_ADD, Q_FORGET };

static const char *const sql[] = {
    [Q_LAST] = "SELECT " COLS " FROM audit_check ORDER BY at_s DESC LIMIT 1 /*scan*/",
    [Q_LAST_GOOD] = "SELECT " COLS " FROM audit_check WHERE first_bad = 0 ORDER BY at_s DESC "
                    "LIMIT 1 /*scan*/",
    [Q_ADD] = "INSERT INTO audit_check (" COLS ") VALUES ($1, $2, $3, $4, $5, $6) "
              "ON CONFLICT (at_s) DO UPDATE SET n_rows = excluded.n_rows, "
              "first_bad = excluded.first_bad, from_number = excluded.from_number, "
              "head_number = excluded.head_number, head_hash = excluded.head_hash",
    [Q_FORGET] = "DELETE FROM audit_check WHERE at_s < (SELECT at_s FROM audit_check "
                 "ORDER BY at_s DESC LIMIT 1 OFFSET $1) /*scan*/",
};
const struct sql_list audit_check_sql = SQL_LIST("audit_check", sql);

static enum err read_one(struct db *db, const char *query, struct audit_checked *out)
{
    struct arena *a = arena_new(ROW_BYTES);
    struct stmt *s = db_query(db, query, NO_BINDS);
    bool found = db_row(s);
    *out = (struct audit_checked){ 0 };
    if (found) {
        struct str hash = db_blob(s, 5, a);
        *out = (struct audit_checked){ .at_s = db_i64(s, 0),
                                       .n_rows = db_i64(s, 1),
                                       .first_bad = db_i64(s, 2),
                                       .from_number = db_i64(s, 3),
                                       .head = { .number = db_i64(s, 4) } };
        if (hash.n == HASH_BYTES)
            memcpy(out->head.hash.byte, hash.p, HASH_BYTES);
    }
    enum err e = db_done(s, found ? OK : ERR_NOT_FOUND);
    arena_free(a);
    return e;
}

enum err audit_check_last(struct db *db, struct audit_checked *out)
{
    return read_one(db, sql[Q_LAST], out);
}

static enum err store_fn(struct db *db, void *arg)
{
    const struct audit_checked *c = arg;
    enum err e = db_exec(db, sql[Q_ADD],
                         BINDS(bi(c->at_s), bi(c->n_rows), bi(c->first_bad), bi(c->from_number),
                               bi(c->head.number), bb(hash_view(&c->head.hash))));
    return e ? e : db_exec(db, sql[Q_FORGET], BINDS(bi(AUDIT_CHECK_KEEP - 1)));
}

enum err audit_check_run(struct store *store, struct db *db, int64_t now_s, int64_t until_ms,
                         struct audit_checked *out)
{
    struct audit_checked good;
    struct audit_verdict v;
    enum err e = read_one(db, sql[Q_LAST_GOOD], &good);
    if (e && e != ERR_NOT_FOUND)
        return e;
    e = audit_verify_own(db, &good.head, until_ms, &v);
    if (e && e != ERR_DAMAGED)
        return e;
    if (!v.is_whole)
        return ERR_BUSY;
    if (v.first_bad)
        log_error("audit.chain", "first_bad=%lld", (long long)v.first_bad);
    *out = (struct audit_checked){ .at_s = now_s,
                                   .n_rows = v.n_rows,
                                   .first_bad = v.first_bad,
                                   .from_number = audit_first_number(),
                                   .head = v.head };
    return store_write(store, store_fn, out);
}
