/*
 * percent.h: percent-decoding (RFC 3986 2.1), for the target and for urlencoded forms. Nothing
 * else decodes.
 */
#ifndef CORE_HTTP_PERCENT_H
#define CORE_HTTP_PERCENT_H

#include "core/base/err.h"
#include "core/base/str.h"

enum plus { PLUS_STAYS, PLUS_IS_SPACE };

/*
 * Decodes once. ERR_BAD_REQUEST: a '%' without two hex digits after it, a NUL, or a result that
 * is not UTF-8. ERR_LIMIT: no memory. Text with nothing to decode is returned as it is, not
 * copied.
 */
enum err percent_decode(struct arena *a, struct str s, enum plus plus,
                        struct str *out) MUST_CHECK;

#endif
