/*
 * store_help.h: a database of one's own for a test, in a temporary directory, and small writes
 * on it.
 */
#ifndef TESTS_STORE_HELP_H
#define TESTS_STORE_HELP_H

#include "core/base/arena.h"
#include "core/base/log.h"
#include "core/store/write.h"

#include <dirent.h>

#define HELP_ARENA_BYTES ((size_t)64 * 1024 * 1024)

/* A new directory under TMPDIR; the text lives in a. */
static inline const char *help_dir(struct arena *a)
{
    const char *base = getenv("TMPDIR");
    char *path = arena_alloc(a, 4096);
    snprintf(path, 4096, "%s/cj-test-XXXXXX", base ? base : "/tmp");
    if (!mkdtemp(path))
        die("no temporary directory");
    return path;
}

static inline const char *help_path(struct arena *a, const char *dir, const char *name)
{
    return str_z(a, str_printf(a, "%s/%s", dir, name));
}

/* Removes the directory and the files in it. */
static inline void help_remove(struct arena *a, const char *dir)
{
    DIR *d = opendir(dir);
    for (struct dirent *f; d && (f = readdir(d));) {
        const char *path = help_path(a, dir, f->d_name);
        if (unlink(path) != 0)
            rmdir(path);
    }
    if (d)
        closedir(d);
    rmdir(dir);
}

/* A recorder that writes a row without a chain, for tests of the store alone. */
static inline enum err help_recorder(struct db *db, const struct store_record *r)
{
    return db_exec(
        db,
        "INSERT INTO audit (number, at_s, actor, action, object_kind, object_id, request_id, "
        "detail, hash) VALUES ((SELECT coalesce(max(number), 0) + 1 FROM audit), $1, $2, $3, "
        "$4, $5, $6, $7, zeroblob(32))",
        BINDS(bi(r->at_s), bt(r->actor), bt(r->action), bt(r->object_kind), bt(r->object_id),
              bt(r->request_id), bt(r->detail)));
}

static inline struct store *help_open(struct arena *a, const struct store_config *config)
{
    struct store *s = NULL;
    struct str why;
    if (store_open(config, a, &s, &why) != OK)
        die("store_open: %.*s", STR_ARG(why));
    store_set_recorder(s, help_recorder);
    return s;
}

/* The schema of the program, at dir/t.db. */
static inline struct store *help_store(struct arena *a, const char *dir)
{
    return help_open(
        a, &(struct store_config){ .path = help_path(a, dir, "t.db"), .create = true });
}

/* One write: a setting, with or without its record. */
struct help_write {
    struct str name, value;
    bool no_record;
    enum err then; /* what fn returns at its end */
};

static inline enum err help_set(struct db *db, void *arg)
{
    const struct help_write *w = arg;
    enum err e = db_exec(db,
                         "INSERT INTO setting (name, value) VALUES ($1, $2) "
                         "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                         BINDS(bt(w->name), bt(w->value)));
    const struct store_record r = { .actor = STR("job"),
                                    .action = STR("setting.change"),
                                    .object_kind = STR("setting"),
                                    .object_id = w->name };
    if (e == OK && !w->no_record)
        e = store_record(db, &r);
    return e ? e : w->then;
}

static inline int64_t help_count(struct db *db, const char *sql)
{
    int64_t n = -1;
    return db_one_i64(db, sql, NO_BINDS, &n) == OK ? n : -1;
}

#endif
