/*
 * own_account_pages.h: a person's own account: what it holds, what they may do, and giving up a
 * role (security.md section 2, S12, S19).
 */
#ifndef MODULES_PEOPLE_OWN_ACCOUNT_PAGES_H
#define MODULES_PEOPLE_OWN_ACCOUNT_PAGES_H

#include "core/web/ctx.h"

enum err own_account_page(struct ctx *c) MUST_CHECK; /* GET /account */
enum err own_welcome_page(struct ctx *c) MUST_CHECK; /* GET /account/welcome: a first sign-in */

/* /account/roles/:id/give-up */
enum err own_role_page(struct ctx *c) MUST_CHECK;
enum err own_role_post_page(struct ctx *c) MUST_CHECK;

#endif
