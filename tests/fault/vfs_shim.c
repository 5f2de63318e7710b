/*
 * vfs_shim.c: each call goes to the hook, then to the file layer that SQLite would have used.
 */
#include "tests/fault/vfs_shim.h"

#include <pthread.h>

struct shim_file {
    sqlite3_file base;
    const char *path; /* lives as long as the file is open (xOpen's promise); NULL: temporary */
    sqlite3_file *real;
};

static struct {
    sqlite3_vfs vfs;
    sqlite3_vfs *real;
    pthread_mutex_t mutex;
    shim_hook hook;
    void *arg;
    bool skip_sync;
} shim = { .mutex = PTHREAD_MUTEX_INITIALIZER };

void shim_set(shim_hook hook, void *arg, bool skip_sync)
{
    pthread_mutex_lock(&shim.mutex);
    shim.hook = hook;
    shim.arg = arg;
    shim.skip_sync = skip_sync;
    pthread_mutex_unlock(&shim.mutex);
}

static int tell(const struct shim_event *e, bool *skip_sync)
{
    pthread_mutex_lock(&shim.mutex);
    shim_hook hook = shim.hook;
    void *arg = shim.arg;
    *skip_sync = shim.skip_sync;
    pthread_mutex_unlock(&shim.mutex);
    return hook && e->path ? hook(arg, e) : SQLITE_OK;
}

static sqlite3_file *real_of(sqlite3_file *f)
{
    return ((struct shim_file *)f)->real;
}

static int shim_close(sqlite3_file *f)
{
    return real_of(f)->pMethods->xClose(real_of(f));
}

static int shim_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at)
{
    return real_of(f)->pMethods->xRead(real_of(f), p, n, at);
}

static int shim_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at)
{
    bool skip;
    const struct shim_event e = {
        .op = SHIM_WRITE, .path = ((struct shim_file *)f)->path, .offset = at, .data = p, .n = n
    };
    int rc = tell(&e, &skip);
    return rc ? rc : real_of(f)->pMethods->xWrite(real_of(f), p, n, at);
}

static int shim_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    bool skip;
    const struct shim_event e = { .op = SHIM_TRUNCATE,
                                  .path = ((struct shim_file *)f)->path,
                                  .offset = size };
    int rc = tell(&e, &skip);
    return rc ? rc : real_of(f)->pMethods->xTruncate(real_of(f), size);
}

static int shim_sync(sqlite3_file *f, int flags)
{
    bool skip;
    const struct shim_event e = { .op = SHIM_SYNC, .path = ((struct shim_file *)f)->path };
    int rc = tell(&e, &skip);
    if (rc || skip)
        return rc;
    return real_of(f)->pMethods->xSync(real_of(f), flags);
}

static int shim_size(sqlite3_file *f, sqlite3_int64 *size)
{
    return real_of(f)->pMethods->xFileSize(real_of(f), size);
}

static int shim_lock(sqlite3_file *f, int level)
{
    return real_of(f)->pMethods->xLock(real_of(f), level);
}

static int shim_unlock(sqlite3_file *f, int level)
{
    return real_of(f)->pMethods->xUnlock(real_of(f), level);
}

static int shim_check_lock(sqlite3_file *f, int *out)
{
    return real_of(f)->pMethods->xCheckReservedLock(real_of(f), out);
}

static int shim_control(sqlite3_file *f, int op, void *arg)
{
    return real_of(f)->pMethods->xFileControl(real_of(f), op, arg);
}

static int shim_sector(sqlite3_file *f)
{
    return real_of(f)->pMethods->xSectorSize(real_of(f));
}

static int shim_device(sqlite3_file *f)
{
    return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
}

static int shim_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **out)
{
    return real_of(f)->pMethods->xShmMap(real_of(f), page, size, extend, out);
}

static int shim_shm_lock(sqlite3_file *f, int offset, int n, int flags)
{
    return real_of(f)->pMethods->xShmLock(real_of(f), offset, n, flags);
}

static void shim_shm_barrier(sqlite3_file *f)
{
    real_of(f)->pMethods->xShmBarrier(real_of(f));
}

static int shim_shm_unmap(sqlite3_file *f, int remove)
{
    return real_of(f)->pMethods->xShmUnmap(real_of(f), remove);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = shim_close,
    .xRead = shim_read,
    .xWrite = shim_write,
    .xTruncate = shim_truncate,
    .xSync = shim_sync,
    .xFileSize = shim_size,
    .xLock = shim_lock,
    .xUnlock = shim_unlock,
    .xCheckReservedLock = shim_check_lock,
    .xFileControl = shim_control,
    .xSectorSize = shim_sector,
    .xDeviceCharacteristics = shim_device,
    .xShmMap = shim_shm_map,
    .xShmLock = shim_shm_lock,
    .xShmBarrier = shim_shm_barrier,
    .xShmUnmap = shim_shm_unmap,
};

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags,
                     int *out_flags)
{
    (void)vfs;
    struct shim_file *mine = (struct shim_file *)f;
    mine->real = (sqlite3_file *)(mine + 1);
    mine->path = flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL) ? name : NULL;
    int rc = shim.real->xOpen(shim.real, name, mine->real, flags, out_flags);
    mine->base.pMethods = mine->real->pMethods ? &methods : NULL;
    return rc;
}

static int shim_delete(sqlite3_vfs *vfs, const char *name, int sync_dir)
{
    (void)vfs;
    bool skip;
    const struct shim_event e = { .op = SHIM_DELETE, .path = name };
    int rc = tell(&e, &skip);
    return rc ? rc : shim.real->xDelete(shim.real, name, sync_dir);
}

void shim_register(void)
{
    if (shim.real)
        return;
    shim.real = sqlite3_vfs_find(NULL);
    shim.vfs = *shim.real;
    shim.vfs.szOsFile = (int)sizeof(struct shim_file) + shim.real->szOsFile;
    shim.vfs.zName = SHIM_NAME;
    shim.vfs.xOpen = shim_open;
    shim.vfs.xDelete = shim_delete;
    sqlite3_vfs_register(&shim.vfs, 0);
}
