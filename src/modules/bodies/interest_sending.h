/*
 * interest_sending.h: a filled-in form becomes an expression of interest: its rows and mails,
 * before the write. Part of modules/bodies.
 */
#ifndef MODULES_BODIES_INTEREST_SENDING_H
#define MODULES_BODIES_INTEREST_SENDING_H

#include "modules/bodies/interest_form.h"
#include "modules/bodies/interest_send.h"

/* x->interest, area, mail, key; *key_text is what is mailed, or shown where no address was
 * given. */
enum err interest_sending(struct interest_form *k, struct interest_send *x,
                          struct str *key_text) MUST_CHECK;

/* The partnerships of these council areas (slugs, or "scotland") that are not in `there`; out
 * has room for INTEREST_AREAS_MAX. */
struct interest_spread {
    const struct area_list *all;
    struct str slugs;
    const struct interest_area *there;
    size_t n_there;
};
enum err interest_spread_out(struct ctx *c, const struct interest_spread *spread,
                             struct interest_area *out, size_t *n) MUST_CHECK;

/* The entry with this address when the visitor looks after it, also one that may not be named;
 * 0: it is not theirs. */
int64_t interest_own_body(struct ctx *c, struct str slug);

#endif
