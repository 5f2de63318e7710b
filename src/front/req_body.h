/*
 * req_body.h: a request's body as it arrives: in memory up to BODY_MEMORY_BYTES, beyond that in
 * an unlinked file in DATA/tmp; past the route's limit it is drained and forgotten (security.md
 * S34). The same for all doors.
 */
#ifndef FRONT_REQ_BODY_H
#define FRONT_REQ_BODY_H

#include "core/http/req.h"

struct buf;

struct req_body {
    const char *tmp_dir;
    size_t max;       /* the plan's body_max */
    struct buf *text; /* in the request's arena; NULL until the first byte */
    int fd;           /* -1: in memory */
    uint64_t n;
    bool is_too_big, has_failed;
    int64_t drain_since_ms;
};

void req_body_begin(struct req_body *b, size_t max, const char *tmp_dir);

/* What a Content-Length promises: too big at once, so that nothing of it is kept. */
void req_body_announce(struct req_body *b, uint64_t length);

/* False: drained DRAIN_MAX_BYTES or DRAIN_MAX_MS and there is still more; end the connection.
 */
bool req_body_add(struct req_body *b, struct arena *a, struct str piece);

/* Hands it to the request: body, body_fd, body_len, body_too_big. False: it could not be kept
 * (503). */
bool req_body_finish(struct req_body *b, struct req *r);

/* Closes the file. After the answer. */
void req_body_end(struct req_body *b);

#endif
