/*
 * backup.c: a copy in one pass, checked before it gets its name; and a copy put in place.
 */
#include "core/store/inside.h"

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/base/rand.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#define READ_WRITE (SQLITE_OPEN_READWRITE | SQLITE_OPEN_PRIVATECACHE)

/* --- files
 * ---------------------------------------------------------------------------------------------
 */

bool file_make_private(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    return fd >= 0 && close(fd) == 0;
}

static bool fd_sync_close(int fd)
{
    if (fd < 0)
        return false;
    bool ok = fsync(fd) == 0;
    int kept = errno;
    close(fd);
    errno = kept;
    return ok;
}

bool file_sync(const char *path)
{
    return fd_sync_close(open(path, O_RDONLY | O_CLOEXEC));
}

bool file_sync_dir(struct arena *a, const char *path)
{
    const char *slash = strrchr(path, '/');
    struct str dir = slash ? (struct str){ path, (size_t)(slash - path) + 1 } : STR(".");
    const char *name = str_z(a, dir);
    return name && fd_sync_close(open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

static bool file_write(const char *path, struct str text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    bool ok = fd_write_all(fd, text);
    return fd_sync_close(fd) && ok;
}

/* --- the copy
 * --------------------------------------------------------------------------------------------
 */

/* All pages in one step: stepwise would begin again at each foreign write. Not a WAL database
 * when done. */
int backup_copy(sqlite3 *from, const char *file, const char *vfs)
{
    sqlite3 *to = NULL;
    int rc = sqlite3_open_v2(file, &to, READ_WRITE | SQLITE_OPEN_NOMUTEX, vfs);
    if (rc == SQLITE_OK) {
        sqlite3_backup *b = sqlite3_backup_init(to, "main", from, "main");
        if (b) {
            sqlite3_backup_step(b, -1);
            rc = sqlite3_backup_finish(b);
        } else {
            rc = sqlite3_extended_errcode(to);
        }
    }
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(to, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
    int end = sqlite3_close(to);
    return rc ? rc : end;
}

enum err backup_check_file(sqlite3 *h, struct arena *a, struct str *why)
{
    int rc = SQLITE_OK;
    conn_let_check(h, true);
    struct str line = conn_text(h, "PRAGMA integrity_check(1)", a, &rc);
    conn_let_check(h, false);
    if (rc == SQLITE_OK && !str_eq(line, STR("ok")))
        rc = SQLITE_CORRUPT;
    if (rc == SQLITE_OK)
        line = conn_text(h, "PRAGMA foreign_key_check", a, &rc);
    if (rc == SQLITE_DONE)
        return OK;
    if (rc == SQLITE_OK)
        line = str_printf(a, STORE_POINTS_NOWHERE, str_z(a, line));
    else if (line.n == 0)
        line = str_from(sqlite3_errstr(rc));
    *why = str_printf(a, STORE_COPY_BAD, str_z(a, line));
    return ERR_DAMAGED;
}

/* FILE.head: the audit table's last number and hash, so that a tail cut off later shows. */
static bool write_head(sqlite3 *h, const char *file, struct arena *a)
{
    int64_t number = 0;
    int rc = conn_number(h, "SELECT number FROM audit ORDER BY number DESC LIMIT 1", &number);
    if (rc != SQLITE_OK && rc != SQLITE_DONE)
        return false;
    struct str hash = { 0 };
    if (rc == SQLITE_OK)
        hash = conn_text(h, "SELECT lower(hex(hash)) FROM audit ORDER BY number DESC LIMIT 1",
                         a, &rc);
    const char *name = str_z(a, str_printf(a, "%s.head", file));
    struct str text =
        str_printf(a, "number=%lld\nhash=%.*s\n", (long long)number, STR_ARG(hash));
    return name && file_write(name, text);
}

/* Opens the copy, checks it, writes its head. The verifier wants a db: a reading one without a
 * store's marks. */
static enum err check_part(struct store *s, const char *part, const char *file, struct arena *a,
                           struct str *why)
{
    struct db *db = sqlite3_malloc64(sizeof *db);
    if (!db)
        return ERR_BUSY;
    *db = (struct db){ .store = NULL, .reader = READER_ALL };
    int rc = conn_open_bare(part, READ_WRITE, s->config.vfs, &db->h);
    enum err e = rc == SQLITE_OK ? backup_check_file(db->h, a, why) : db_map(rc);
    if (e == OK && s->verifier)
        e = s->verifier(db, a, why);
    if (e == OK && !write_head(db->h, file, a))
        e = ERR_FULL;
    conn_close(db);
    return e;
}

enum err backup_checked(struct store *s, sqlite3 *from, const char *file, struct arena *a,
                        struct str *why)
{
    struct str what = { 0 };
    const char *part = str_z(a, str_printf(a, "%s.part", file));
    if (!part)
        return ERR_LIMIT;
    unlink(part);
    enum err e = OK;
    int rc = SQLITE_OK;
    errno = 0;
    if (!file_make_private(part))
        e = ERR_FULL;
    if (e == OK)
        rc = backup_copy(from, part, s->config.vfs);
    if (e == OK && rc != SQLITE_OK) {
        what = str_from(sqlite3_errstr(rc));
        e = db_map(rc);
    }
    if (e == OK)
        e = check_part(s, part, file, a, &what);
    if (e == OK && !(file_sync(part) && rename(part, file) == 0 && file_sync_dir(a, file)))
        e = ERR_FULL;
    if (e == OK)
        return OK;
    if (what.n == 0)
        what = str_from(errno ? strerror(errno) : err_name(e));
    unlink(part);
    *why = str_printf(a, STORE_BACKUP_FAILED, file, str_z(a, what));
    return e;
}

enum err store_backup(struct store *s, const char *file, struct arena *a, struct str *why)
{
    *why = (struct str){ 0 };
    struct db *db = store_reader_open(s, READER_ALL);
    if (!db)
        return ERR_INTERNAL;
    db->is_internal = true;
    enum err e = backup_checked(s, db->h, file, a, why);
    store_reader_close(db);
    return e;
}

/* --- restoring
 * ---------------------------------------------------------------------------------------------
 */

static enum err restore_failed(const char *path, const char *what, struct arena *a,
                               struct str *why)
{
    *why = str_printf(a, STORE_RESTORE_FAILED, path, what);
    return ERR_FULL;
}

/* The backup itself: ours, not newer than the program, whole. */
static enum err check_backup(sqlite3 *h, const char *backup, struct arena *a, struct str *why)
{
    int64_t application = 0, number = 0;
    const int newest = schema_number(schema_sql);
    int rc = conn_number(h, "PRAGMA application_id", &application);
    if (rc == SQLITE_OK)
        rc = conn_number(h, "PRAGMA user_version", &number);
    if (rc != SQLITE_OK) {
        *why = str_printf(a, STORE_DAMAGED, backup, sqlite3_errmsg(h));
        return ERR_DAMAGED;
    }
    if (application != SCHEMA_APPLICATION_ID) {
        *why = str_printf(a, STORE_NOT_OURS, backup);
        return ERR_CONFLICT;
    }
    if (number > newest) {
        *why = str_printf(a, STORE_NEWER, backup, (long long)number, newest);
        return ERR_CONFLICT;
    }
    struct str what = { 0 };
    if (backup_check_file(h, a, &what) == OK)
        return OK;
    *why = str_printf(a, STORE_DAMAGED, backup, str_z(a, what));
    return ERR_DAMAGED;
}

/* A new epoch, so that no page remembered anywhere passes for one of the restored database. */
static int renew_epoch(const char *part)
{
    sqlite3 *h = NULL;
    sqlite3_stmt *st = NULL;
    int rc = conn_open_bare(part, READ_WRITE, NULL, &h);
    if (rc == SQLITE_OK)
        rc = sqlite3_prepare_v2(
            h, "UPDATE content_version SET epoch = $1, version = version + 1", -1, &st, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_bind_int64(st, 1, rand_id());
    if (rc == SQLITE_OK)
        rc = sqlite3_step(st);
    int end = sqlite3_finalize(st);
    sqlite3_close(h);
    return rc == SQLITE_DONE ? end : rc;
}

/* The old database keeps its name with the time; its WAL is worked in first, or kept beside it
 * too. */
static bool keep_old(const char *path, struct arena *a)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return errno == ENOENT;
    sqlite3 *old = NULL;
    if (conn_open_bare(path, READ_WRITE, NULL, &old) == SQLITE_OK)
        sqlite3_exec(old, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL);
    sqlite3_close(old);
    const long long now = (long long)clock_now_s();
    const char *kept = str_z(a, str_printf(a, "%s.before-restore-%lld", path, now));
    const char *wal = str_z(a, str_printf(a, "%s-wal", path));
    const char *kept_wal = str_z(a, str_printf(a, "%s.before-restore-%lld-wal", path, now));
    const char *shm = str_z(a, str_printf(a, "%s-shm", path));
    if (!kept || !wal || !kept_wal || !shm)
        return false;
    if (rename(wal, kept_wal) != 0 && errno != ENOENT)
        return false;
    unlink(shm);
    return link(path, kept) == 0;
}

static enum err put_in_place(sqlite3 *from, const char *path, struct arena *a, struct str *why)
{
    const char *part = str_z(a, str_printf(a, "%s.part", path));
    if (!part)
        return ERR_LIMIT;
    unlink(part);
    if (!file_make_private(part))
        return restore_failed(path, strerror(errno), a, why);
    int rc = backup_copy(from, part, NULL);
    if (rc == SQLITE_OK)
        rc = renew_epoch(part);
    if (rc != SQLITE_OK) {
        unlink(part);
        return restore_failed(path, sqlite3_errstr(rc), a, why);
    }
    if (file_sync(part) && keep_old(path, a) && rename(part, path) == 0 &&
        file_sync_dir(a, path))
        return OK;
    unlink(part);
    return restore_failed(path, strerror(errno), a, why);
}

enum err store_restore(const char *backup, const char *path, struct arena *a, struct str *why)
{
    *why = (struct str){ 0 };
    struct stat st;
    const char *lock_name = str_z(a, str_printf(a, "%s.lock", path));
    if (stat(backup, &st) != 0) {
        *why = str_printf(a, STORE_CANNOT_OPEN, backup, strerror(errno));
        return ERR_NOT_FOUND;
    }
    sqlite3 *from = NULL;
    int rc = conn_open_bare(backup, SQLITE_OPEN_READONLY, NULL, &from);
    enum err e = rc == SQLITE_OK ? check_backup(from, backup, a, why) : db_map(rc);
    struct store_lock *lock = e == OK && lock_name ? store_lock_open(lock_name) : NULL;
    if (e == OK && !lock)
        e = restore_failed(path, strerror(errno), a, why);
    if (e == OK && !store_lock_present(lock, true)) {
        *why = str_printf(a, STORE_IN_USE, path);
        e = ERR_CONFLICT;
    }
    if (e == OK)
        e = put_in_place(from, path, a, why);
    if (lock)
        store_lock_close(lock);
    sqlite3_close(from);
    return e;
}
