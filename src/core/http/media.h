/*
 * media.h: header values of the shape `word; name=value; name="value"` (RFC 9110 5.6.6), walked
 * piece by piece. Content-Type and a part's Content-Disposition are read with it.
 */
#ifndef CORE_HTTP_MEDIA_H
#define CORE_HTTP_MEDIA_H

#include "core/base/str.h"

/* What stands before the first ';', trimmed; *rest is what follows it. */
struct str media_word(struct str value, struct str *rest);

/*
 * Takes the next parameter off *rest. Of a quoted value what stands between the quotes, as
 * sent. False at the end, and for anything that is not a parameter (*rest is then not empty).
 */
bool media_param(struct str *rest, struct str *name, struct str *value);

#endif
