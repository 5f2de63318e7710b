/*
 * directory_help.h: a test's database with the real directory, lists and outcomes in it, read
 * from data/ (tests run at the repository's root).
 */
#ifndef TESTS_DIRECTORY_HELP_H
#define TESTS_DIRECTORY_HELP_H

#include "core/base/buf.h"
#include "modules/framework/framework_import.h"
#include "modules/framework/list_import.h"
#include "modules/partnerships/directory_import.h"
#include "modules/partnerships/postcode_import.h"
#include "tests/store_help.h"

#include <fcntl.h>

/* 22 November 2026, 10:53 UTC. */
#define HELP_NOW_S 1795344780

static inline struct str help_read(struct arena *a, const char *path)
{
    struct buf *b = buf_in(a, (size_t)32 * 1024 * 1024);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        die("cannot read %s", path);
    char part[16384];
    for (ssize_t n; (n = read(fd, part, sizeof part)) > 0;)
        buf_add(b, part, (size_t)n);
    close(fd);
    return buf_view(b);
}

static inline struct import_job help_job(struct arena *a, struct store *s, struct db *db)
{
    struct import_job job = {
        .store = s, .db = db, .arena = a, .actor = STR("cli:0"), .now_s = HELP_NOW_S
    };
    import_job_begin(&job);
    return job;
}

/* Areas, partnerships, sectors and outward codes. */
static inline void help_directory(struct arena *a, struct store *s, struct db *db)
{
    struct import_job job = help_job(a, s, db);
    const struct import_file areas = { STR("areas.csv"), help_read(a, "data/areas.csv") };
    const struct import_file parts[] = {
        { STR("outcodes.csv"), help_read(a, "data/outcodes.csv") },
        { STR("postcode_sectors.csv"), help_read(a, "data/postcode_sectors.csv") },
    };
    if (directory_import(&job, &areas) != OK || postcode_import_parts(&job, parts, 2) != OK)
        die("directory: %.*s", STR_ARG(buf_view(job.errors)));
}

/* Lists and outcomes. */
static inline void help_framework(struct arena *a, struct store *s, struct db *db)
{
    struct import_job lists = help_job(a, s, db), framework = help_job(a, s, db);
    const struct import_file list_file = { STR("lists.csv"), help_read(a, "data/lists.csv") };
    const struct import_file item_file = { STR("framework.csv"),
                                           help_read(a, "data/framework.csv") };
    if (list_import(&lists, &list_file) != OK)
        die("lists: %.*s", STR_ARG(buf_view(lists.errors)));
    if (framework_import(&framework, &item_file) != OK)
        die("framework: %.*s", STR_ARG(buf_view(framework.errors)));
}

#endif
