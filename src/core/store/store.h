/*
 * store.h: the database file: opening, reading connections, the content version, backup.
 *
 * WAL, synchronous=FULL on the writer, one lock (mutex and flock on <db>.lock) over BEGIN,
 * COMMIT, checkpoint and close (style.md section 8). Schema: schema.sql for an empty file,
 * numbered migrations for an older one, each in one transaction after an automatic backup; a
 * newer database than the program is refused.
 */
#ifndef CORE_STORE_STORE_H
#define CORE_STORE_STORE_H

#include "core/store/db.h"
#include "core/store/schema_embedded.h"

struct store;
extern const struct sql_list store_sql; /* the statements of the store itself */

/* One step from an older schema to `number`; its text ends with PRAGMA user_version = number.
 */
struct store_migration {
    int number;
    const char *sql;
};

enum table_mark { TABLE_UNMARKED, TABLE_PUBLIC, TABLE_PRIVATE, TABLE_STATE };

struct store_config {
    const char *path;    /* database file; made when absent and `create` */
    const char *tmp_dir; /* SQLITE_TMPDIR; made when absent */
    bool create;
    bool check_at_start; /* quick_check before serving */

    /* For tests; empty means what the program carries. `schema` ends with a NUL after its last
     * byte. */
    struct str schema;
    const struct schema_table *tables;
    size_t n_tables;
    const struct store_migration *migrations; /* rising numbers */
    size_t n_migrations;
    const char *vfs;
    int checkpoint_pages;
#ifdef CJ_TEST
    bool sync_off; /* synchronous=OFF: what loses acknowledged writes, so that a test can show
                      it */
#endif
};

/* Opens, makes or migrates. On failure *why is one clear line for the operator (static or in
 * a). */
enum err store_open(const struct store_config *config, struct arena *a, struct store **out,
                    struct str *why) MUST_CHECK;
void store_close(struct store *s); /* no reader may be open */
/* No other process has the database open, nor will one until this one closes it; false: one
 * has. */
bool store_be_alone(struct store *s);
struct str store_path(const struct store *s);
/* The schema number that this opening found and migrated, 0 when it was new or current: for the
 * record. */
int store_migrated_from(const struct store *s);

/* Which tables a reading connection may read. */
enum reader {
    READER_ALL,
    READER_PUBLIC /* only tables marked -- public: remembered pages are rendered on it */
};
struct db *store_reader_open(struct store *s, enum reader reader); /* NULL: logged */
void store_reader_close(struct db *db);

enum table_mark store_table_mark(const struct store *s, struct str table);

/* The content version: moves in a transaction that changed a public table (architecture,
 * decision 3). On a reader it is read in that reader's snapshot. The epoch is random and
 * renewed by restore. */
enum err store_content_version(struct db *db, int64_t *version, int64_t *epoch) MUST_CHECK;
/* The version last committed by this process or seen by a reader: cheap, may lag other
 * processes' writes. */
enum err store_data_version(struct db *db, int64_t *out)
    MUST_CHECK; /* PRAGMA data_version of this connection */

bool store_is_damaged(
    const struct store *s); /* damage found while serving: writes are refused */

/* A further check of a copy or of the database, set once at start: audit's chain. ERR_DAMAGED
 * and *why. */
typedef enum err (*store_verifier)(struct db *db, struct arena *a, struct str *why);
void store_set_verifier(struct store *s, store_verifier verifier);

/* integrity_check, foreign_key_check, schema equals schema.sql, marks, the verifier. Each fault
 * one line into `out`; ERR_DAMAGED when there is one. */
struct buf;
enum err store_check(struct store *s, struct arena *a, struct buf *out) MUST_CHECK;

/* One pass to FILE.part, checks, fsync, rename, fsync of the directory, mode 0600 (security.md
 * section 9). FILE.head gets the audit table's last number and hash. */
enum err store_backup(struct store *s, const char *file, struct arena *a,
                      struct str *why) MUST_CHECK;
/* Puts a backup in place of the database at `path`, keeps the old one beside it as
 * PATH.before-restore-SECONDS, renews the epoch. ERR_CONFLICT while a process has that database
 * open. */
enum err store_restore(const char *backup, const char *path, struct arena *a,
                       struct str *why) MUST_CHECK;

struct store_stats {
    int64_t writes, commits, rolled_back, slow_fns;
    int64_t reruns; /* batches run again because a fn ended their transaction */
    int64_t batch_max;
    int64_t rests;   /* steps of a long job after which it made room for others */
    int64_t waiting; /* in the queue at this moment */
};
struct store_stats store_stats(const struct store *s);

int store_schema_number(void);   /* of schema.sql, which every open database has */
const char *store_library(void); /* version of SQLite, "3.40.1" */

#endif
