/*
 * db.c: statements: the cache, binding, rows, errors.
 */
#include "core/store/db.h"

#include "core/store/inside.h"

/* --- errors
 * ---------------------------------------------------------------------------------------- */

enum err db_map(int rc)
{
    if (rc == SQLITE_IOERR_NOMEM)
        return ERR_BUSY;
    switch (rc & 0xff) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
        return OK;
    case SQLITE_CONSTRAINT:
        return ERR_CONFLICT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_NOMEM:
    case SQLITE_INTERRUPT:
        return ERR_BUSY;
    case SQLITE_FULL:
    case SQLITE_IOERR:
        return ERR_FULL;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ERR_DAMAGED;
    default:
        return ERR_INTERNAL;
    }
}

enum err db_error(struct db *db, int rc, const char *sql)
{
    const enum err e = db_map(rc);
    if (e == ERR_DAMAGED && db->store)
        atomic_store(&db->store->is_damaged, true);
    int first = rc & 0xff;
    if (e != OK && first != SQLITE_CONSTRAINT && first != SQLITE_BUSY)
        log_error("db.error", "code=%d what=%s sql=%.120s", rc, sqlite3_errstr(rc), sql);
    return e;
}

static void stmt_fail(struct stmt *s, int rc)
{
    if (s->rc)
        return;
    s->rc = rc;
    if (s->db->is_in_fn)
        s->db->fn_rc = rc;
    db_error(s->db, rc, s->sql ? s->sql : "");
}

/* --- the cache
 * ------------------------------------------------------------------------------------- */

/* Where each $n stands among SQLite's own indexes, which go by first appearance. */
static bool stmt_learn_params(struct stmt *s)
{
    s->n_params = sqlite3_bind_parameter_count(s->h);
    if (s->n_params > DB_PARAMS_MAX)
        return false;
    for (int i = 0; i < s->n_params; i++) {
        const char name[4] = { '$', (char)(i < 9 ? '1' + i : '0' + (i + 1) / 10),
                               (char)(i < 9 ? '\0' : '0' + (i + 1) % 10), '\0' };
        int index = sqlite3_bind_parameter_index(s->h, name);
        if (index == 0)
            return false;
        s->param[i] = (unsigned char)index;
    }
    return true;
}

static int stmt_prepare(struct stmt *s)
{
    struct db *db = s->db;
    const char *tail = "";
    db->preparing = s;
    int rc = sqlite3_prepare_v3(db->h, s->sql, -1, SQLITE_PREPARE_PERSISTENT, &s->h, &tail);
    db->preparing = NULL;
    if (rc == SQLITE_OK && (!s->h || *tail || !stmt_learn_params(s)))
        rc = SQLITE_MISUSE;
#ifdef CJ_DEBUG
    if (rc == SQLITE_ERROR || rc == SQLITE_MISUSE)
        die("bad SQL (%s): %s", sqlite3_errmsg(db->h), s->sql);
#endif
    if (rc != SQLITE_OK) {
        sqlite3_finalize(s->h);
        s->h = NULL;
    }
    return rc;
}

static size_t slot_of(const char *sql)
{
    uintptr_t address = (uintptr_t)sql;
    return (address ^ address >> 8 ^ address >> 16) % DB_CACHE_SLOTS;
}

/* A statement not in use for this literal; a second one while the first is open. */
static struct stmt *cache_take(struct db *db, const char *sql, int *rc)
{
    const size_t slot = slot_of(sql);
    for (struct stmt *s = db->slot[slot]; s; s = s->next) {
        if (s->sql == sql && !s->is_open)
            return s;
    }
    struct stmt *s = sqlite3_malloc64(sizeof *s);
    if (!s) {
        *rc = SQLITE_NOMEM;
        return NULL;
    }
    *s = (struct stmt){ .db = db, .sql = sql };
    *rc = stmt_prepare(s);
    if (*rc != SQLITE_OK) {
        sqlite3_free(s);
        return NULL;
    }
    s->next = db->slot[slot];
    db->slot[slot] = s;
    return s;
}

void db_forget_statements(struct db *db)
{
    for (size_t i = 0; i < DB_CACHE_SLOTS; i++) {
        while (db->slot[i]) {
            struct stmt *s = db->slot[i];
            db->slot[i] = s->next;
            sqlite3_finalize(s->h);
            sqlite3_free(s);
        }
    }
}

/* --- running
 * --------------------------------------------------------------------------------------- */

static int bind_one(sqlite3_stmt *h, int index, const struct bind *b)
{
    switch (b->kind) {
    case BIND_NULL:
        return sqlite3_bind_null(h, index);
    case BIND_INT:
        return sqlite3_bind_int64(h, index, b->as.i);
    case BIND_DOUBLE:
        return sqlite3_bind_double(h, index, b->as.d);
    case BIND_TEXT:
        return sqlite3_bind_text64(h, index, b->as.s.n ? b->as.s.p : "", b->as.s.n,
                                   SQLITE_STATIC, SQLITE_UTF8);
    case BIND_BLOB:
        return sqlite3_bind_blob64(h, index, b->as.s.n ? b->as.s.p : "", b->as.s.n,
                                   SQLITE_STATIC);
    }
    return SQLITE_MISUSE;
}

static int bind_all(struct stmt *s, struct binds binds)
{
    if (binds.n != (size_t)s->n_params) {
#ifdef CJ_DEBUG
        die("%zu values for the %d parameters of: %s", binds.n, s->n_params, s->sql);
#endif
        return SQLITE_MISUSE;
    }
    int rc = SQLITE_OK;
    for (size_t i = 0; i < binds.n && rc == SQLITE_OK; i++)
        rc = bind_one(s->h, s->param[i], &binds.b[i]);
    return rc;
}

struct stmt *db_query(struct db *db, const char *sql, struct binds binds)
{
    int rc = SQLITE_OK;
    struct stmt *s = NULL;
    db->open_cursors++;
    /* Without its transaction a fn would commit each statement by itself. */
    if (db->is_in_fn && sqlite3_get_autocommit(db->h))
        rc = db->fn_rc ? db->fn_rc : SQLITE_ABORT;
    else
        s = cache_take(db, sql, &rc);
    if (!s) {
        db->failed = (struct stmt){ .db = db, .sql = sql };
        s = &db->failed;
        stmt_fail(s, rc);
        return s;
    }
    s->rc = SQLITE_OK;
    s->is_open = true;
    s->is_finished = false;
    s->changes_before = sqlite3_total_changes64(db->h);
    rc = bind_all(s, binds);
    if (rc != SQLITE_OK)
        stmt_fail(s, rc);
    return s;
}

bool db_row(struct stmt *s)
{
    if (s->rc || s->is_finished)
        return false;
    int rc = sqlite3_step(s->h);
    if (rc == SQLITE_ROW)
        return true;
    if (rc != SQLITE_DONE)
        stmt_fail(s, rc);
    s->is_finished = true;
    return false;
}

/* What the statement changed counts for the record and the content version. */
static void stmt_note_changes(struct stmt *s)
{
    struct db *db = s->db;
    if (!s->writes || sqlite3_total_changes64(db->h) == s->changes_before)
        return;
    db->changed_public = db->changed_public || s->writes_public;
    db->changed_private = db->changed_private || s->writes_private;
}

enum err db_done(struct stmt *s, enum err e)
{
    struct db *db = s->db;
    if (s->h) {
        while (s->writes && db_row(s))
            ; /* a RETURNING read only in part still does all of its work */
        sqlite3_reset(s->h);
        sqlite3_clear_bindings(s->h);
        stmt_note_changes(s);
    }
    s->is_open = false;
    db->open_cursors--;
    return s->rc ? db_map(s->rc) : e;
}

void db_reset_cursors(struct db *db)
{
    for (size_t i = 0; i < DB_CACHE_SLOTS; i++) {
        for (struct stmt *s = db->slot[i]; s; s = s->next) {
            sqlite3_reset(s->h);
            sqlite3_clear_bindings(s->h);
            s->is_open = false;
        }
    }
    db->open_cursors = 0;
}

/* --- values
 * ---------------------------------------------------------------------------------------- */

int64_t db_i64(struct stmt *s, int col)
{
    return s->h ? sqlite3_column_int64(s->h, col) : 0;
}

double db_double(struct stmt *s, int col)
{
    return s->h ? sqlite3_column_double(s->h, col) : 0;
}

bool db_bool(struct stmt *s, int col)
{
    return db_i64(s, col) != 0;
}

bool db_is_null(struct stmt *s, int col)
{
    return !s->h || sqlite3_column_type(s->h, col) == SQLITE_NULL;
}

struct str db_text(struct stmt *s, int col, struct arena *a)
{
    if (db_is_null(s, col))
        return (struct str){ 0 };
    const unsigned char *p = sqlite3_column_text(s->h, col);
    if (!p) {
        stmt_fail(s, SQLITE_NOMEM);
        return (struct str){ 0 };
    }
    return str_dup(a, (struct str){ (const char *)p, (size_t)sqlite3_column_bytes(s->h, col) });
}

struct str db_blob(struct stmt *s, int col, struct arena *a)
{
    if (db_is_null(s, col))
        return (struct str){ 0 };
    const char *p = sqlite3_column_blob(s->h, col);
    size_t n = (size_t)sqlite3_column_bytes(s->h, col);
    if (!p || n == 0) /* an empty blob has no address */
        return (struct str){ 0 };
    return str_dup(a, (struct str){ p, n });
}

/* --- short forms
 * ----------------------------------------------------------------------------------- */

enum err db_exec(struct db *db, const char *sql, struct binds binds)
{
    struct stmt *s = db_query(db, sql, binds);
    while (db_row(s))
        ;
    return db_done(s, OK);
}

enum err db_one_i64(struct db *db, const char *sql, struct binds binds, int64_t *out)
{
    struct stmt *s = db_query(db, sql, binds);
    bool found = db_row(s);
    if (found)
        *out = db_i64(s, 0);
    return db_done(s, found ? OK : ERR_NOT_FOUND);
}

enum err db_one_text(struct db *db, const char *sql, struct binds binds, struct arena *a,
                     struct str *out)
{
    struct stmt *s = db_query(db, sql, binds);
    bool found = db_row(s);
    if (found)
        *out = db_text(s, 0, a);
    return db_done(s, found ? OK : ERR_NOT_FOUND);
}

int db_open_cursors(const struct db *db)
{
    return db->open_cursors;
}

int64_t db_changes(struct db *db)
{
    return sqlite3_changes64(db->h);
}

/* --- the store's own statements
 * ---------------------------------------------------------------------- */

static enum err exec_internal(struct db *db, const char *sql)
{
    int rc = conn_exec(db, sql);
    return rc == SQLITE_OK ? OK : db_error(db, rc, sql);
}

enum err db_snapshot_begin(struct db *db)
{
    INVARIANT(!db->is_writer);
    return exec_internal(db, "BEGIN");
}

void db_snapshot_end(struct db *db)
{
    if (exec_internal(db, "COMMIT") == OK)
        return;
    conn_exec(db, "ROLLBACK");
}

static struct str plan_text(sqlite3_stmt *h, struct arena *a, int *rc)
{
    struct buf *out = buf_in(a, 64 * KIB);
    while ((*rc = sqlite3_step(h)) == SQLITE_ROW) {
        buf_str(out, str_from((const char *)sqlite3_column_text(h, 3)));
        buf_char(out, '\n');
    }
    return buf_view(out);
}

enum err db_prepare_only(struct db *db, const char *sql, struct arena *a,
                         struct str *plan_or_error)
{
    sqlite3_stmt *h = NULL;
    int rc = sqlite3_prepare_v2(db->h, sql, -1, &h, NULL);
    sqlite3_finalize(h);
    if (rc == SQLITE_OK) {
        const char *explain = str_z(a, str_join(a, STR("EXPLAIN QUERY PLAN "), str_from(sql)));
        rc = explain ? sqlite3_prepare_v2(db->h, explain, -1, &h, NULL) : SQLITE_NOMEM;
    }
    if (rc != SQLITE_OK) {
        *plan_or_error = str_dup(a, str_from(sqlite3_errmsg(db->h)));
        return ERR_INTERNAL;
    }
    *plan_or_error = plan_text(h, a, &rc);
    sqlite3_finalize(h);
    return rc == SQLITE_DONE ? OK : db_map(rc);
}

/* --- a limit of time --- */

#define STEPS_BETWEEN_LOOKS 10000

static int is_over_time(void *db)
{
    return clock_mono_ms() > ((const struct db *)db)->until_ms;
}

void db_time_limit(struct db *db, int64_t ms)
{
    db->until_ms = clock_mono_ms() + ms;
    sqlite3_progress_handler(db->h, ms ? STEPS_BETWEEN_LOOKS : 0, ms ? is_over_time : NULL, db);
}
