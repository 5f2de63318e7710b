/*
 * vfs_record.c: recording, and rebuilding by playing the log on two images (database and WAL).
 */
#include "tests/fault/vfs_record.h"

#include "core/base/log.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>

#define SECTOR_BYTES 512 /* the smallest that a disk writes at once */
#define N_FILES 2        /* 0 the database, 1 its WAL */

struct event {
    enum shim_op op;
    int file;   /* -1: a mark */
    int number; /* of a mark */
    size_t offset, n;
    unsigned char *data;
};

struct image {
    unsigned char *p;
    size_t n, cap;
};

struct record {
    char path[N_FILES][4096];
    struct image start[N_FILES];
    struct event *event;
    size_t n, cap;
    /* The images as of the last sync before event `at`: rebuilding goes forwards. */
    struct image synced[N_FILES];
    size_t at;
    pthread_mutex_t mutex;
};

uint64_t lot_next(uint64_t *state)
{
    uint64_t x = *state += 0x9E3779B97F4A7C15U; /* splitmix64 */
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9U;
    x = (x ^ x >> 27) * 0x94D049BB133111EBU;
    return x ^ x >> 31;
}

static void *need(void *p)
{
    if (!p)
        die("no memory for the log");
    return p;
}

/* --- images
 * ------------------------------------------------------------------------------------------------
 */

static void image_resize(struct image *i, size_t n)
{
    if (n > i->cap) {
        i->cap = n * 2;
        i->p = need(realloc(i->p, i->cap));
    }
    if (n > i->n)
        memset(i->p + i->n, 0, n - i->n);
    i->n = n;
}

static void image_write(struct image *i, size_t offset, const unsigned char *p, size_t n)
{
    if (offset + n > i->n)
        image_resize(i, offset + n);
    memcpy(i->p + offset, p, n);
}

static void image_copy(struct image *to, const struct image *from)
{
    to->n = 0;
    image_resize(to, from->n);
    if (from->n)
        memcpy(to->p, from->p, from->n);
}

static void image_load(struct image *i, const char *path)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    if (fstat(fd, &st) != 0)
        die("cannot look at %s", path);
    image_resize(i, (size_t)st.st_size);
    if (read(fd, i->p, i->n) != (ssize_t)i->n)
        die("cannot read %s", path);
    close(fd);
}

static void image_store(const struct image *i, const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0 || (i->n && write(fd, i->p, i->n) != (ssize_t)i->n))
        die("cannot write %s", path);
    close(fd);
}

/* --- recording
 * ---------------------------------------------------------------------------------------------
 */

static void add(struct record *r, struct event e)
{
    pthread_mutex_lock(&r->mutex);
    if (r->n == r->cap) {
        r->cap = r->cap ? r->cap * 2 : 256;
        r->event = need(realloc(r->event, r->cap * sizeof *r->event));
    }
    r->event[r->n++] = e;
    pthread_mutex_unlock(&r->mutex);
}

static int on_event(void *arg, const struct shim_event *e)
{
    struct record *r = arg;
    for (int file = 0; file < N_FILES; file++) {
        if (strcmp(e->path, r->path[file]) != 0)
            continue;
        struct event log = {
            .op = e->op, .file = file, .offset = (size_t)e->offset, .n = (size_t)e->n
        };
        if (e->op == SHIM_WRITE) {
            log.data = need(malloc(log.n));
            memcpy(log.data, e->data, log.n);
        }
        add(r, log);
    }
    return SQLITE_OK;
}

struct record *record_start(const char *path)
{
    struct record *r = need(calloc(1, sizeof *r));
    snprintf(r->path[0], sizeof r->path[0], "%s", path);
    snprintf(r->path[1], sizeof r->path[1], "%s-wal", path);
    pthread_mutex_init(&r->mutex, NULL);
    for (int file = 0; file < N_FILES; file++) {
        image_load(&r->start[file], r->path[file]);
        image_copy(&r->synced[file], &r->start[file]);
    }
    shim_set(on_event, r, true);
    return r;
}

void record_stop(struct record *r)
{
    (void)r;
    shim_set(NULL, NULL, false);
}

void record_mark(struct record *r, int number)
{
    add(r, (struct event){ .file = -1, .number = number });
}

void record_free(struct record *r)
{
    for (size_t i = 0; i < r->n; i++)
        free(r->event[i].data);
    free(r->event);
    for (int file = 0; file < N_FILES; file++) {
        free(r->start[file].p);
        free(r->synced[file].p);
    }
    pthread_mutex_destroy(&r->mutex);
    free(r);
}

size_t record_length(const struct record *r)
{
    return r->n;
}

size_t record_database_writes(const struct record *r)
{
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++)
        n += r->event[i].file == 0 && r->event[i].op == SHIM_WRITE;
    return n;
}

int record_marked(const struct record *r, size_t k)
{
    for (size_t i = k; i-- > 0;) {
        if (r->event[i].file < 0)
            return r->event[i].number;
    }
    return 0;
}

/* --- rebuilding
 * ---------------------------------------------------------------------------------------------
 */

static void apply(struct image *image, const struct event *e)
{
    if (e->op == SHIM_WRITE)
        image_write(image, e->offset, e->data, e->n);
    else if (e->op == SHIM_TRUNCATE)
        image_resize(image, e->offset);
    else if (e->op == SHIM_DELETE)
        image_resize(image, 0);
}

/* Each sector of a write by lot; a truncation or deletion as a whole. */
static void apply_some(struct image *image, const struct event *e, uint64_t *lot)
{
    if (e->op != SHIM_WRITE) {
        if (lot_next(lot) % 2)
            apply(image, e);
        return;
    }
    size_t i = 0;
    while (i < e->n) {
        size_t end = (e->offset + i) / SECTOR_BYTES * SECTOR_BYTES + SECTOR_BYTES - e->offset;
        if (end > e->n)
            end = e->n;
        if (lot_next(lot) % 2)
            image_write(image, e->offset + i, e->data + i, end - i);
        i = end;
    }
}

static size_t last_sync(const struct record *r, int file, size_t k)
{
    for (size_t i = k; i-- > 0;) {
        if (r->event[i].file == file && r->event[i].op == SHIM_SYNC)
            return i;
    }
    return 0;
}

/* Brings the synced image of a file to its last sync before k. */
static void advance(struct record *r, int file, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        if (r->event[i].file == file)
            apply(&r->synced[file], &r->event[i]);
    }
}

void record_rebuild(struct record *r, size_t k, uint64_t seed, const char *path)
{
    char name[4200];
    if (k < r->at)
        die("rebuilding goes forwards");
    for (int file = 0; file < N_FILES; file++) {
        const size_t before = last_sync(r, file, r->at), now = last_sync(r, file, k);
        advance(r, file, before, now);
        struct image image = { 0 };
        image_copy(&image, &r->synced[file]);
        uint64_t lot = seed;
        for (size_t i = now; i < k && seed > 0; i++) {
            if (r->event[i].file != file)
                continue;
            if (seed == 1)
                apply(&image, &r->event[i]);
            else
                apply_some(&image, &r->event[i], &lot);
        }
        snprintf(name, sizeof name, file ? "%s-wal" : "%s", path);
        image_store(&image, name);
        free(image.p);
    }
    r->at = k;
}
