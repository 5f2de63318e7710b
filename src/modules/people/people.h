/*
 * people.h: what the pages of signing in need of the program, made by app at start; and the two
 * cookies (security.md S16, S19).
 *
 * The session cookie is `__Host-cj`, the known device `__Host-cjd`; on loopback http they are
 * plain `cj` and `cjd` without Secure, decided by the configured origin and by nothing that a
 * client sends.
 */
#ifndef MODULES_PEOPLE_PEOPLE_H
#define MODULES_PEOPLE_PEOPLE_H

#include "core/web/ctx.h"
#include "modules/people/session.h"

struct hasher;

struct people {
    struct hasher *hasher;
    struct hash_key link_key; /* of back-off's hashes and of what is kept over a sign-in */
    /* A GET row answers that target of ours, open to everybody or to some who sign in: where
     * `next` may lead (S29). */
    bool (*is_page)(struct str target);
    /* Of rooms above: the name of a partnership, of a body; and names of places, partnerships
     * and councils, of which no password may be made (S14). */
    enum err (*partnership_name)(struct db *db, struct arena *a, int64_t id, struct str *out);
    enum err (*body_name)(struct db *db, struct arena *a, int64_t id, struct str *out);
    enum err (*places)(struct db *db, struct arena *a, struct str *out, size_t max, size_t *n);
};

/* The cookies of a request: false when there is none of the right form. */
bool session_cookie_read(const struct ctx *c, struct session_value *out);
bool device_cookie_read(const struct ctx *c, struct session_value *out);
/* Of the answer. False: no room for headers. */
bool session_cookie_set(struct ctx *c, const struct session_value *v);
bool session_cookie_drop(struct ctx *c);
bool device_cookie_set(struct ctx *c, const struct session_value *v);

/* `next` when it is a page of ours, else `otherwise` (S29). */
struct str people_next(struct ctx *c, struct str next, const char *otherwise);

#endif
