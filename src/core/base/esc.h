/*
 * esc.h: the escapers. Each exists once; nothing else in the program writes these forms.
 */
#ifndef CORE_BASE_ESC_H
#define CORE_BASE_ESC_H

#include "core/base/buf.h"

/* & < > " ' as entities: for text and quoted attributes alike (security.md S1). */
void esc_html(struct buf *out, struct str s);

/* One component of a URL: everything but unreserved (RFC 3986 2.3) as %XX. */
void esc_url(struct buf *out, struct str s);

/* A JSON string with its quotes (RFC 8259). '<', U+2028, U+2029 as \u escapes; bad UTF-8 as
 * U+FFFD. */
void esc_json(struct buf *out, struct str s);

/*
 * One CSV field (RFC 4180), always quoted, quotes doubled. A first character of = + - @ tab CR
 * LF NUL or a full-width = + - @ gets a leading ' (security.md S7): a spreadsheet must not run
 * it. esc_csv_number writes a number made by us without that mark.
 */
void esc_csv(struct buf *out, struct str s);
void esc_csv_number(struct buf *out, int64_t v);
void esc_csv_row(struct buf *out, const struct str *cell, size_t n); /* with its CR LF */
/* Whether esc_csv marks it. A text that itself begins with such a mark gets one more, so that
 * csv_unmark gives back exactly what was written. */
bool esc_csv_is_formula(struct str s);

/* iCalendar and vCard text value (RFC 5545 3.3.11, RFC 6350 3.4): backslash, comma, semicolon,
 * newline. */
void esc_ical(struct buf *out, struct str s);

/* One value for a log line: control characters, quotes and newlines as \xNN (security.md S45).
 */
void esc_log(struct buf *out, struct str s);

/* A mail header's value: RFC 2047 encoded words (folded lines) where not plain ASCII; refuses
 * CR, LF, NUL: false. */
bool esc_mail_header(struct buf *out, struct str s);

/* XML text and attributes (sitemap, Atom, OpenSearch): as esc_html, and drops characters
 * XML 1.0 forbids. */
void esc_xml(struct buf *out, struct str s);

#endif
