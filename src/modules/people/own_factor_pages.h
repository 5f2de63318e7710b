/*
 * own_factor_pages.h: the second factor of a person's own sign-in: set up, replaced, and its
 * recovery codes (security.md S17).
 *
 * The secret that is not yet in use travels sealed in the form, for this account and for
 * FACTOR_PENDING_S; the first code shows that the app has it. Recovery codes are drawn and
 * stored by the POST, and shown by the page that it leads to: sealed in its address for the
 * same session and FACTOR_CODES_S, so that a page that did not arrive can be asked for again,
 * and nobody else can read them.
 */
#ifndef MODULES_PEOPLE_OWN_FACTOR_PAGES_H
#define MODULES_PEOPLE_OWN_FACTOR_PAGES_H

#include "core/web/ctx.h"

#define FACTOR_PENDING_S 3600
#define FACTOR_CODES_S 900
#define FACTOR_CODE_CHARS 20 /* six digits, and spaces that people type */

enum err own_factor_page(struct ctx *c) MUST_CHECK;             /* GET /account/second-factor */
enum err own_factor_set_up_page(struct ctx *c) MUST_CHECK;      /* GET .../set-up */
enum err own_factor_set_up_post_page(struct ctx *c) MUST_CHECK; /* POST */
enum err own_codes_page(struct ctx *c) MUST_CHECK;              /* GET .../codes */
enum err own_new_codes_page(struct ctx *c) MUST_CHECK;          /* GET .../new-codes */
enum err own_new_codes_post_page(struct ctx *c) MUST_CHECK;

#endif
