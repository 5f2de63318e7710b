/*
 * migrate.c: numbered steps from older schemas to the one of schema.sql.
 *
 * Each step runs in one transaction, after a backup beside the database
 * (PATH.before-NUMBER-SECONDS), before the doors open. Foreign keys rest meanwhile, so that a
 * table may be rebuilt, and are checked before the commit.
 */
#include "core/store/inside.h"

/* A step is { 3, "ALTER TABLE ...; PRAGMA user_version = 3;" }; schema 1 was the first. */
const struct store_migration store_migrations[] = {
    { 2, store_schema_2 }, { 3, store_schema_3 }, { 4, store_schema_4 },
    { 5, store_schema_5 }, { 6, store_schema_6 }, { 7, store_schema_7 }
};
const size_t n_store_migrations = sizeof store_migrations / sizeof store_migrations[0];

static const struct store_migration *next_step(const struct store *s, int64_t from)
{
    for (size_t i = 0; i < s->config.n_migrations; i++) {
        if (s->config.migrations[i].number == from + 1)
            return &s->config.migrations[i];
    }
    return NULL;
}

static enum err step_failed(struct db *db, int number, const char *what, struct arena *a,
                            struct str *why)
{
    *why = str_printf(a, STORE_MIGRATION_FAILED, number, what);
    if (!sqlite3_get_autocommit(db->h))
        conn_exec(db, "ROLLBACK");
    return ERR_CONFLICT;
}

static enum err step_run(struct db *db, const struct store_migration *m, struct arena *a,
                         struct str *why)
{
    int64_t number = 0;
    int rc = conn_exec(db, "BEGIN IMMEDIATE");
    if (rc == SQLITE_OK)
        rc = conn_exec(db, m->sql);
    if (rc == SQLITE_OK)
        rc = conn_number(db->h, "PRAGMA user_version", &number);
    if (rc != SQLITE_OK)
        return step_failed(db, m->number, sqlite3_errmsg(db->h), a, why);
    if (number != m->number)
        return step_failed(db, m->number, STORE_MIGRATION_NUMBER, a, why);
    if (conn_number(db->h, "SELECT 1 FROM pragma_foreign_key_check LIMIT 1", &number) !=
        SQLITE_DONE)
        return step_failed(db, m->number, STORE_MIGRATION_KEYS, a, why);
    if (conn_exec(db, "COMMIT") != SQLITE_OK)
        return step_failed(db, m->number, sqlite3_errmsg(db->h), a, why);
    log_info("store.migrated", "to=%d", m->number);
    return OK;
}

static enum err run_steps(struct store *s, struct db *db, int64_t from, struct arena *a,
                          struct str *why)
{
    const int to = schema_number(s->config.schema);
    for (int64_t at = from; at < to; at++) {
        const struct store_migration *m = next_step(s, at);
        if (!m) {
            *why = str_printf(a, STORE_NO_WAY, (long long)at, to);
            return ERR_CONFLICT;
        }
        enum err e = step_run(db, m, a, why);
        if (e)
            return e;
    }
    return OK;
}

enum err migrate(struct store *s, struct db *db, struct arena *a, struct str *why)
{
    int64_t from = 0;
    const int to = schema_number(s->config.schema);
    int rc = conn_number(db->h, "PRAGMA user_version", &from);
    if (rc != SQLITE_OK)
        return db_error(db, rc, "user_version");
    if (from == to)
        return OK;
    if (from > to) {
        *why = str_printf(a, STORE_NEWER, s->path, (long long)from, to);
        return ERR_CONFLICT;
    }
    if (!next_step(s, from)) {
        *why = str_printf(a, STORE_NO_WAY, (long long)from, to);
        return ERR_CONFLICT;
    }
    const char *copy =
        str_z(a, str_printf(a, "%s.before-%d-%lld", s->path, to, (long long)clock_now_s()));
    enum err e = backup_checked(s, db->h, copy ? copy : "", a, why);
    if (e)
        return e;
    rc = conn_exec(db, "PRAGMA foreign_keys=OFF");
    e = rc == SQLITE_OK ? run_steps(s, db, from, a, why) : db_error(db, rc, "foreign_keys");
    rc = conn_exec(db, "PRAGMA foreign_keys=ON");
    if (e == OK && rc == SQLITE_OK)
        s->migrated_from = (int)from;
    return e ? e : db_map(rc);
}
