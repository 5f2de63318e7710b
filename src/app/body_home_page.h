/* body_home_page.h: the home of an organisation, with what is asked of it. */
#ifndef APP_BODY_HOME_PAGE_H
#define APP_BODY_HOME_PAGE_H

#include "core/web/ctx.h"

enum err body_home_page(struct ctx *c) MUST_CHECK;
enum err body_home_post_page(struct ctx *c) MUST_CHECK; /* "this is right" */

#endif
