/*
 * qr.h: a text as a QR code (ISO/IEC 18004), drawn as one path of an SVG. The only user of
 * libqrencode.
 *
 * Level M: a sixth of the code may be hidden or blurred. The template draws it: a square
 * viewBox of `size` units with the quiet zone of four modules that readers ask for, and `path`
 * for what is dark.
 */
#ifndef CORE_BASE_QR_H
#define CORE_BASE_QR_H

#include "core/base/err.h"
#include "core/base/str.h"

#define QR_TEXT_MAX                                                                            \
    500 /* bytes: at most 85 modules a side, and what a telephone still reads                  \
         */

struct qr {
    int size;        /* of the viewBox, quiet zone included */
    struct str path; /* "M4 4h7v1h-7z...": numbers and letters of ours only */
};

/* ERR_LIMIT: no text, longer than QR_TEXT_MAX, or no memory. */
enum err qr_draw(struct arena *a, struct str text, struct qr *out) MUST_CHECK;

const char *qr_library(void); /* version of libqrencode */

#endif
