/*
 * target.h: the request target (RFC 9112 3.2), decoded once, for all doors.
 */
#ifndef CORE_HTTP_TARGET_H
#define CORE_HTTP_TARGET_H

#include "core/base/err.h"
#include "core/base/str.h"

struct target {
    struct str path;  /* decoded: starts with '/', valid UTF-8 text */
    struct str query; /* still encoded, without '?' */
};

/*
 * Origin form only. ERR_BAD_REQUEST: not starting with '/', bad or incomplete %XX, NUL or
 * control characters, invalid UTF-8, an encoded slash or backslash, "." or ".." as a segment
 * (encoded or not). ERR_TOO_BIG above TARGET_MAX_BYTES (the door answers 414). '+' stays '+' in
 * a path.
 */
enum err target_parse(struct arena *a, struct str raw, struct target *out) MUST_CHECK;

/* "/a/b" with each argument's text encoded as one component: url_path(a, "/partnerships/%",
 * slug). One '%' a part. */
struct str url_path(struct arena *a, const char *pattern, ...); /* arguments: struct str */
/* Adds ?name=value or &name=value, both encoded. */
struct str url_query(struct arena *a, struct str url, struct str name, struct str value);
/* http or https with a host, no control characters or spaces: for links that came from outside.
 */
bool url_is_http(struct str url);

#endif
