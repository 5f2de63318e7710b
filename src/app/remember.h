/*
 * remember.h: public pages kept ready to send, plain and gzipped (architecture, decision 3).
 *
 * An entry is valid while the content version and epoch are those of its rendering and the
 * clock is before valid_until. Keyed by path and declared query. Bounded by REMEMBER_MAX_BYTES
 * and REMEMBER_MAX_PAGES; the longest unused goes first. Thread safe; an entry in use lives
 * until released.
 */
#ifndef APP_REMEMBER_H
#define APP_REMEMBER_H

#include "core/http/resp.h"

struct remember;

struct remembered {
    struct str key;
    int status;
    struct header header[RESP_HEADERS_MAX]; /* of the plain answer, without Content-Encoding */
    size_t n_headers;
    struct str etag;
    struct str plain, gzip; /* gzip empty: not worth it */
    int64_t version, epoch, valid_until_s;
    _Atomic int references;
    int64_t last_used;
    struct remembered *next;
};

struct remember *remember_new(size_t max_bytes, size_t max_pages);
void remember_free(struct remember *r);

/* Held until remember_release; NULL when there is none that is valid now. */
struct remembered *remember_find(struct remember *r, struct str key, int64_t version,
                                 int64_t epoch, int64_t now_s);
void remember_release(void *remembered);

/* Copies the answer. Does nothing when memory ends. */
void remember_add(struct remember *r, struct str key, const struct resp *resp, struct str gzip,
                  int64_t version, int64_t epoch, int64_t valid_until_s);
size_t remember_bytes(struct remember *r);

#endif
