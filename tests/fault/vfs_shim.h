/*
 * vfs_shim.h: SQLite's file layer with a hook in front: tests record, delay or fail what
 * reaches the disk.
 */
#ifndef TESTS_FAULT_VFS_SHIM_H
#define TESTS_FAULT_VFS_SHIM_H

#include <sqlite3.h>
#include <stdbool.h>

enum shim_op { SHIM_WRITE, SHIM_TRUNCATE, SHIM_SYNC, SHIM_DELETE };

struct shim_event {
    enum shim_op op;
    const char *path; /* of a database or WAL; a temporary file has none and is not reported */
    sqlite3_int64 offset; /* of a write; the new size of a truncation */
    const void *data;
    int n;
};

/* Before each event, on whichever thread: SQLITE_OK lets it happen, another code is returned in
 * its place. */
typedef int (*shim_hook)(void *arg, const struct shim_event *e);

#define SHIM_NAME "shim"

/* Registers the file layer; name it as store_config.vfs. Before threads. */
void shim_register(void);
/* One hook at a time; NULL none. With skip_sync the real fsync is left out: faster, the hook
 * still hears of it. */
void shim_set(shim_hook hook, void *arg, bool skip_sync);

#endif
