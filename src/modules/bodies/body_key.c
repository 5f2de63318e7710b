#include "modules/bodies/body_key.h"

#include "core/base/arena.h"
#include "core/base/limits.h"

#include <string.h>

static const char *const sql[] = {
    "SELECT audit_key FROM body WHERE id = $1",
};
const struct sql_list body_key_sql = SQL_LIST("body_key", sql);

enum err body_key_load(struct db *db, int64_t body_id, struct hash_key *out)
{
    struct arena *a = arena_new(ARENA_BLOCK_BYTES);
    struct stmt *s = db_query(db, sql[0], BINDS(bi(body_id)));
    bool found = db_row(s);
    struct str key = found ? db_blob(s, 0, a) : (struct str){ 0 };
    if (key.n == sizeof out->byte)
        memcpy(out->byte, key.p, key.n);
    enum err e = db_done(s, found ? OK : ERR_NOT_FOUND);
    arena_free(a);
    return e;
}
