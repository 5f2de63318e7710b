/*
 * body_history_page.h: what was changed in the entry of one's own organisation, for its editors
 * (security.md section 2: "own entry's history").
 */
#ifndef APP_BODY_HISTORY_PAGE_H
#define APP_BODY_HISTORY_PAGE_H

#include "core/web/ctx.h"

enum err body_history_page(struct ctx *c) MUST_CHECK;

#endif
