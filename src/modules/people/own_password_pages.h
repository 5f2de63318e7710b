/*
 * own_password_pages.h: a person's own password, set or changed (security.md S14, S19).
 *
 * Asks for the present one; who has none must have shown who they are within 15 minutes. Wrong
 * ones are counted like those of signing in. A change ends every other session, kills links to
 * reset, and is told by mail.
 */
#ifndef MODULES_PEOPLE_OWN_PASSWORD_PAGES_H
#define MODULES_PEOPLE_OWN_PASSWORD_PAGES_H

#include "core/web/ctx.h"

/* /account/password, also as a step of /account/welcome */
enum err own_password_page(struct ctx *c) MUST_CHECK;
enum err own_password_post_page(struct ctx *c) MUST_CHECK;

#endif
