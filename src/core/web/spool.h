/*
 * spool.h: an answer that may grow beyond memory: text at first, an unlinked file in DATA/tmp
 * from 1 MiB on (architecture, decision 12). For exports: rows are added slice by slice, and no
 * read transaction outlives a slice.
 *
 *     struct spool s;
 *     spool_begin(c, &s);
 *     ... write a row into s.text; e = spool_row(&s); ...
 *     e = spool_send(&s, type, file_name);   ends it
 *     spool_end(&s);                         on the paths that do not get there; harmless after
 */
#ifndef CORE_WEB_SPOOL_H
#define CORE_WEB_SPOOL_H

#include "core/base/buf.h"
#include "core/web/ctx.h"

#define SPOOL_MEMORY_BYTES ((size_t)1024 * 1024)

struct spool {
    struct ctx *c;
    struct buf *text; /* what is not in the file yet; at most twice SPOOL_MEMORY_BYTES */
    int fd;
    uint64_t n_bytes; /* in the file */
};

void spool_begin(struct ctx *c, struct spool *s);
/* After each row. ERR_LIMIT: the row did not fit. ERR_FULL: no room on the disk. */
enum err spool_row(struct spool *s) MUST_CHECK;
/* As a download. */
enum err spool_send(struct spool *s, struct str type, struct str file_name) MUST_CHECK;
void spool_end(struct spool *s);

#endif
