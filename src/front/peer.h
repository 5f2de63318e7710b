/*
 * peer.h: whose request it is (security.md S30): the address of the connection, or, where that
 * is a configured proxy, the last hop of X-Forwarded-For that is none.
 */
#ifndef FRONT_PEER_H
#define FRONT_PEER_H

#include "core/http/req.h"

/* trusted: addresses with spaces between, or NULL; "unix" stands for connections without an
 * address. */
struct str peer_of(const struct req *r, struct str connection, const char *trusted);

#endif
