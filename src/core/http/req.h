/*
 * req.h: one request, the same from every door.
 *
 * A door fills method, raw target, headers, peer, arrived_at_s and the body, all in `arena`;
 * app/dispatch fills `target` and `route`. Everything lives until the arena is reset, after the
 * answer's last byte.
 */
#ifndef CORE_HTTP_REQ_H
#define CORE_HTTP_REQ_H

#include "core/base/arena.h"
#include "core/http/target.h"

enum method { METHOD_GET = 1, METHOD_HEAD, METHOD_POST, METHOD_OTHER };
enum door { DOOR_HTTP, DOOR_FCGI, DOOR_CGI, DOOR_TEST };

struct header {
    struct str name, value;
};

struct req {
    struct arena *arena;
    enum door door;
    enum method method;
    struct str method_text;
    struct str target_raw; /* as sent: "/partnerships/fife?area=x" */
    struct header *header;
    size_t n_headers;
    struct str body; /* in memory, up to BODY_MEMORY_BYTES; else empty and body_fd is set */
    int body_fd;     /* unlinked file, or -1; the door closes it */
    uint64_t body_len;
    bool body_too_big;    /* passed the route's limit: drained, not kept */
    bool is_kept_alive;   /* HTTP/1.1 with keep-alive, for HEAD-less framing checks in tests */
    struct str peer;      /* client address as text, after trusted_proxy */
    int64_t arrived_at_s; /* when the first byte was seen (security.md S52) */
    int64_t arrived_mono_us;

    void *remembered;     /* by dispatch: a page kept ready that may answer, or NULL */
    struct target target; /* by dispatch */
    void *route;          /* by dispatch: its match, or NULL when the target is malformed */
};

/* "GET" and so on; anything unknown METHOD_OTHER. Case matters (RFC 9110 9.1). */
enum method method_from(struct str text);

/* The first header of that name (ASCII case-insensitive), empty when absent. */
struct str req_header(const struct req *r, struct str name);
size_t req_header_count(const struct req *r, struct str name);
/* A cookie's value, empty when absent; the first of several. At most COOKIES_MAX are looked at.
 */
struct str req_cookie(const struct req *r, struct str name);

#endif
