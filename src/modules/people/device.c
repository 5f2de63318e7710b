#include "modules/people/device.h"

#include "core/base/hash.h"
#include "modules/people/session.h"

#define DAY_S 86400
#define SWEEP_MAX 200 /* rows of one write */

enum { Q_KNOWN, Q_NOTE, Q_FORGET, Q_SWEEP };

static const char *const sql[] = {
    [Q_KNOWN] = "SELECT last_used_at_s FROM known_device WHERE id_hash = $1 AND "
                "account_id = $2",
    [Q_NOTE] = "INSERT INTO known_device (id_hash, account_id, made_at_s, last_used_at_s) "
               "VALUES ($1, $2, $3, $3) ON CONFLICT (id_hash) DO UPDATE SET "
               "last_used_at_s = excluded.last_used_at_s WHERE "
               "known_device.account_id = excluded.account_id RETURNING account_id",
    [Q_FORGET] = "DELETE FROM known_device WHERE account_id = $1",
    [Q_SWEEP] = "DELETE FROM known_device WHERE id_hash IN (SELECT id_hash FROM known_device "
                "WHERE last_used_at_s <= $1 ORDER BY last_used_at_s LIMIT $2)",
};
const struct sql_list device_sql = SQL_LIST("device", sql);

static struct hash id_hash(const struct session_value *v)
{
    const struct str part[] = { STR("device"), { (const char *)v->byte, sizeof v->byte } };
    return hash_parts(NULL, part, 2);
}

bool device_is_known(struct db *db, const struct session_value *v, int64_t account_id,
                     int64_t now_s)
{
    const struct hash h = id_hash(v);
    int64_t used_s = 0;
    return db_one_i64(db, sql[Q_KNOWN], BINDS(bb(hash_view(&h)), bi(account_id)), &used_s) ==
               OK &&
           now_s < used_s + DEVICE_KEEP_DAYS * (int64_t)DAY_S;
}

enum err device_note(struct db *db, const struct session_value *v, int64_t account_id,
                     int64_t now_s)
{
    const struct hash h = id_hash(v);
    int64_t owner = 0;
    enum err e = db_one_i64(db, sql[Q_NOTE],
                            BINDS(bb(hash_view(&h)), bi(account_id), bi(now_s)), &owner);
    return e == ERR_NOT_FOUND ? ERR_CONFLICT : e;
}

enum err device_forget_all(struct db *db, int64_t account_id)
{
    return db_exec(db, sql[Q_FORGET], BINDS(bi(account_id)));
}

enum err device_sweep(struct db *db, int64_t now_s)
{
    return db_exec(db, sql[Q_SWEEP],
                   BINDS(bi(now_s - DEVICE_KEEP_DAYS * (int64_t)DAY_S), bi(SWEEP_MAX)));
}
