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
struct route;

struct remembered {
    struct str key;
    const struct route *route; /* for the log */
    int status;
    struct header header[RESP_HEADERS_MAX]; /* of the plain answer, without Content-Encoding */
    size_t n_headers;
    struct str etag;
    struct str plain, gzip; /* gzip empty: not worth it */
    struct resp_ready ready_plain, ready_gzip;
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
/* Held as well, valid or not: see remembered_is_valid. */
struct remembered *remember_peek(struct remember *r, struct str key);
bool remembered_is_valid(const struct remembered *e, int64_t version, int64_t epoch,
                         int64_t now_s);
void remember_release(void *remembered);

/* What is kept beside the answer itself. */
struct remember_terms {
    struct str key;
    const struct route *route;
    struct str gzip; /* of the body; empty: not worth it */
    int64_t version, epoch, valid_until_s;
};
/* Copies the answer. Does nothing when memory ends. */
void remember_add(struct remember *r, const struct remember_terms *terms,
                  const struct resp *resp);
size_t remember_bytes(struct remember *r);

#endif
