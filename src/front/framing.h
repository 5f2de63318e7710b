/*
 * framing.h: is the framing of an HTTP/1 request beyond doubt (security.md S31)?
 *
 * libmicrohttpd accepts requests whose end two programs may see differently, and goes on with
 * the connection. The embedded door asks here before it does anything; what is refused gets 400
 * and the connection is closed.
 */
#ifndef FRONT_FRAMING_H
#define FRONT_FRAMING_H

#include "core/http/req.h"

/* version: "HTTP/1.1" as libmicrohttpd tells it. */
bool framing_is_plain(const struct req *r, struct str version);

/* A Content-Length of 1 to 18 digits (no sign, no list). */
bool content_length_parse(struct str s, uint64_t *out);

#endif
