/*
 * token.h: the CSRF token of a form (security.md S25c): time of issue, and a keyed hash over
 * route, time and what it is bound to: the session, else the draft or link cookie, else the
 * form_id. Good for TOKEN_LIFE_S.
 */
#ifndef CORE_WEB_TOKEN_H
#define CORE_WEB_TOKEN_H

#include "core/base/hash.h"

struct arena;

struct str token_make(struct arena *a, const struct hash_key *key, struct str route,
                      struct str bound_to, int64_t now_s);
/* True and *issued_s when it is ours, for this route and binding, and not too old or from the
 * future. */
bool token_check(struct arena *a, const struct hash_key *key, struct str route,
                 struct str bound_to, int64_t now_s, struct str token, int64_t *issued_s);

#endif
