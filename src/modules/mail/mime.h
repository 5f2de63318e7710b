/*
 * mime.h: one mail as it travels: header lines and a quoted-printable text (RFC 5322, 2045,
 * 2047).
 */
#ifndef MODULES_MAIL_MIME_H
#define MODULES_MAIL_MIME_H

#include "core/base/buf.h"
#include "core/base/err.h"

struct mime_mail {
    int64_t id, date_s;
    struct str from, from_name, to, reply_to, subject, body;
    struct str
        list_stop; /* address that stops such mails by one POST (RFC 8058); may be empty */
};

/* CRLF lines. ERR_INVALID: a value cannot stand in a header. ERR_LIMIT: too large. */
enum err mime_write(struct buf *out, const struct mime_mail *m) MUST_CHECK;

/* Can it stand between < and > in a header line: visible ASCII, not too long? Empty can. */
bool mime_is_address(struct str url);

/* Lines of at most 76 signs; LF becomes CRLF, white space at the end of a line is written out.
 */
void mime_quoted_printable(struct buf *out, struct str text);

#endif
