/*
 * inside.h: what the files of core/store share and nobody else sees.
 */
#ifndef CORE_STORE_INSIDE_H
#define CORE_STORE_INSIDE_H

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/clock.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/store/lock.h"
#include "core/store/store_words.h"
#include "core/store/write.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>

#define DB_CACHE_SLOTS                                                                         \
    256 /* chains of prepared statements; a program of some hundred statements */
#define DB_PARAMS_MAX 64 /* parameters of one statement */

struct stmt {
    struct db *db;
    struct stmt *next; /* in its cache slot */
    const char *sql;   /* the literal: the key */
    sqlite3_stmt *h;
    int rc; /* first error since db_query */
    bool is_open, is_finished;
    bool writes_public, writes_private, writes; /* learnt from the authorizer */
    sqlite3_int64 changes_before;
    int n_params;
    unsigned char param[DB_PARAMS_MAX]; /* param[n-1]: index of $n */
};

struct db {
    sqlite3 *h;
    struct store *store;
    enum reader reader;
    bool is_writer;
    bool is_internal; /* the store's own statements: transactions, pragmas, the version */
    bool is_in_fn;    /* a fn of the writer runs: needs the transaction to stand */
    bool is_recorded;
    bool changed_public, changed_private; /* by the fn that runs */
    int fn_rc;                            /* last error within the fn that runs */
    int open_cursors;
    int64_t until_ms;       /* of the monotonic clock: statements end then; db_time_limit */
    int wal_pages;          /* after the last commit, from the hook */
    struct stmt *preparing; /* whose tables the authorizer notes */
    struct stmt failed;     /* handed out when there is nothing better: memory ended */
    struct stmt *slot[DB_CACHE_SLOTS];
};

struct table_entry {
    const char *name;
    enum table_mark mark;
};

struct waiter;

struct store {
    char *path;
    struct store_config config;
    struct table_entry *table;
    size_t n_tables;
    int migrated_from;
    struct store_lock *lock;
    store_recorder recorder;
    store_verifier verifier;
    atomic_bool is_damaged;

    struct db *writer; /* the leader's; NULL after a failed reopening */
    int checkpoint_at; /* the leader's: pages of WAL at which it checkpoints next */

    pthread_mutex_t mutex; /* over what follows */
    struct waiter *first, *last;
    bool is_led;
    pthread_t leader;
    struct store_stats stats;
    int64_t
        seen_version;  /* data_version at the writer's last batch: moves when others commit */
    int64_t foreign;   /* batches of this process before which another one had written */
    int64_t step_mark; /* writes and foreign, at the end of the last step (store_write_step) */
};

/* db.c */
enum err db_error(struct db *db, int rc, const char *sql); /* maps, logs, notes damage */
enum err db_map(int rc);
void db_forget_statements(struct db *db);
void db_reset_cursors(struct db *db);

/* conn.c: a connection with its pragmas, limits and authorizer. NULL: *rc says why. */
struct db *conn_open(struct store *s, bool is_writer, enum reader reader, int *rc);
void conn_close(struct db *db);
int conn_exec(struct db *db, const char *sql); /* the store's own literal, nothing cached */
/* PRAGMA integrity_check and quick_check are longer than any statement of ours may be: let them
 * through, and take it back after. */
void conn_let_check(sqlite3 *h, bool is_let);
/* First column of the first row of the store's own literal; rc, SQLITE_DONE without a row. */
int conn_number(sqlite3 *h, const char *sql, int64_t *out);
struct str conn_text(sqlite3 *h, const char *sql, struct arena *a, int *rc);
/* A bare connection for backup, restore and comparison: no store, no authorizer. */
int conn_open_bare(const char *path, int flags, const char *vfs, sqlite3 **out);

/* schema.c */
int schema_number(struct str schema); /* its PRAGMA user_version; 0: none */
#define SCHEMA_APPLICATION_ID 1128940910
enum err schema_create(struct db *db, struct str *why);
enum err schema_load_marks(struct store *s, struct arena *a, struct str *why);
enum table_mark schema_mark_of(const struct store *s, struct str table);
/* Tables, indexes, triggers of a database, one a line, without comments and spare white space.
 */
enum err schema_describe(sqlite3 *h, struct arena *a, struct buf *out);
/* Each difference from schema.sql as a line. */
enum err schema_compare_with(const struct store *s, sqlite3 *h, struct arena *a,
                             struct buf *out);

/* migrate.c */
extern const struct store_migration store_migrations[];
extern const size_t n_store_migrations;
extern const char store_schema_2[]; /* migrate_people.c */
extern const char store_schema_3[]; /* migrate_workspace.c */
extern const char store_schema_4[]; /* migrate_bodies.c */
extern const char store_schema_5[]; /* migrate_consultations.c */
extern const char store_schema_6[]; /* migrate_results.c */
extern const char store_schema_7[]; /* migrate_plans.c */
enum err migrate(struct store *s, struct db *db, struct arena *a, struct str *why);

/* backup.c */
enum err backup_checked(struct store *s, sqlite3 *from, const char *file, struct arena *a,
                        struct str *why);
int backup_copy(sqlite3 *from, const char *file, const char *vfs);
enum err backup_check_file(sqlite3 *h, struct arena *a, struct str *why);
bool file_sync(const char *path);
bool file_sync_dir(struct arena *a, const char *path);
bool file_make_private(const char *path); /* new and empty, 0600 */

/* write.c */
enum err writer_open(struct store *s);
void writer_close(struct store *s);

#endif
