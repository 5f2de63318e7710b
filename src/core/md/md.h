/*
 * md.h: Markdown to HTML through libcmark in safe mode (security.md S2). The only cmark user.
 */
#ifndef CORE_MD_MD_H
#define CORE_MD_MD_H

#include "core/base/str.h"

/*
 * HTML for text of at most MD_MAX_BYTES (longer: the empty text, logged). Raw HTML in the source is dropped;
 * links only http, https, mailto or our own paths ("/..."), outside ones with rel="noopener noreferrer nofollow"
 * unless `trusted`; images only our own files; heading levels pushed down by `heading_shift` (1: "#" becomes
 * h2), headings get ids made from their words; tables are not part of CommonMark and stay text. Output is at
 * most 4 times the input plus 64 KiB, nesting bounded.
 */
struct str md_render(struct arena *a, struct str source, int heading_shift, bool trusted);

struct md_heading {
    int level;
    struct str id, text;
};
/* The headings of level 2 after the shift, for a contents list; at most `max`. */
size_t md_headings(struct arena *a, struct str source, int heading_shift, struct md_heading *out, size_t max);

#endif
