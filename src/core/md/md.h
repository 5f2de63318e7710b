/*
 * md.h: Markdown to HTML through libcmark in safe mode (security.md S2). The only cmark user.
 */
#ifndef CORE_MD_MD_H
#define CORE_MD_MD_H

#include "core/base/str.h"

/*
 * HTML for text of at most MD_MAX_BYTES. Raw HTML in the source is dropped; links only http,
 * https, mailto, our own paths ("/...") and places on the page ("#..."), outside ones with
 * rel="noopener noreferrer nofollow" unless `trusted`; images only our own files; heading
 * levels pushed down by `heading_shift` (1: "#" becomes h2), headings get ids made from their
 * words; tables are not part of CommonMark and stay text.
 *
 * The empty text, logged, for a source that is too long, is nested more than 64 deep, holds
 * more than 4,000 opening square brackets, or would make more than 4 times its length and 64
 * KiB of HTML.
 */
struct str md_render(struct arena *a, struct str source, int heading_shift, bool trusted);

/* The heading_shift with which the highest heading of a source becomes h`top`: writers begin
 * with "#" or "##". */
int md_shift_to(struct str source, int top);

struct md_heading {
    int level;
    struct str id, text;
};
/* The headings of level 2 after the shift, for a contents list; at most `max`. */
size_t md_headings(struct arena *a, struct str source, int heading_shift,
                   struct md_heading *out, size_t max);

const char *md_library(void); /* version of libcmark */

#endif
