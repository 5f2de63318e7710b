/*
 * resp.h: one answer, before a door turns it into bytes.
 */
#ifndef CORE_HTTP_RESP_H
#define CORE_HTTP_RESP_H

#include "core/http/req.h"

#define RESP_HEADERS_MAX 24

/*
 * An answer that is sent many times: a door keeps its own finished form of it here, made once.
 * `end` frees it when the answer is forgotten.
 */
struct resp_ready {
    _Atomic(void *) made;
    void (*_Atomic end)(void *made);
};

struct resp {
    int status;
    struct header header[RESP_HEADERS_MAX];
    size_t n_headers;
    struct str body; /* in the arena, static, or held by `release` */
    int fd;          /* -1, or an unlinked file whose bytes are the body; the door closes it */
    uint64_t fd_from, fd_len;
    void (*release)(
        void *arg); /* called once when the last byte was sent or the connection ended */
    void *release_arg;
    struct resp_ready *ready; /* of an answer held by `release`; else NULL */
    bool is_head;             /* Content-Length of the body, no body */
    bool close;               /* end the connection afterwards */
};

void resp_init(struct resp *r);
/* Sets or replaces. False (and nothing set) for CR, LF, NUL in either, or when there is no
 * room: libfcgi would send them. Content-Length, Connection, Date and Transfer-Encoding belong
 * to the doors. */
bool resp_header_set(struct resp *r, struct str name, struct str value);
/* One more of that name (Set-Cookie). */
bool resp_header_add(struct resp *r, struct str name, struct str value);
void resp_header_drop(struct resp *r, struct str name);
struct str resp_header(const struct resp *r, struct str name);
uint64_t resp_length(const struct resp *r);

const char *status_reason(int status); /* RFC 9110 15; "Unknown" */

/* If-None-Match against our ETag, weak comparison (RFC 9110 13.1.2); "*" matches. */
bool etag_matches(struct str if_none_match, struct str etag);

/* Does Accept-Encoding take gzip (q above 0; "*" counts)? */
bool accepts_gzip(struct str accept_encoding);
/* gzip of text at the given level into the arena; empty on failure. */
struct str gzip_bytes(struct arena *a, struct str plain, int level);

enum range_result { RANGE_NONE, RANGE_OK, RANGE_UNSATISFIABLE };
/* One byte range of a body of `length` (RFC 9110 14.2). Several ranges or bad syntax:
 * RANGE_NONE. */
enum range_result range_parse(struct str header, uint64_t length, uint64_t *from, uint64_t *n);

const char *gzip_library(void); /* version of zlib */

#endif
