/*
 * own_session_pages.h: where a person is signed in, and signing out from afar (security.md
 * S19; ASVS 7.4.5, 7.5.2).
 */
#ifndef MODULES_PEOPLE_OWN_SESSION_PAGES_H
#define MODULES_PEOPLE_OWN_SESSION_PAGES_H

#include "core/web/ctx.h"

/* GET and POST /account/sessions; the form's `session` is a number of the list, or "others". */
enum err own_session_page(struct ctx *c) MUST_CHECK;
enum err own_session_post_page(struct ctx *c) MUST_CHECK;

#endif
