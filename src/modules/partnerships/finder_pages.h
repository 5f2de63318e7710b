/*
 * finder_pages.h: /partnerships/find. The form posts, so that no postcode stands in a history
 * or a log; GET ?q= answers too, for browsers' search boxes and links (security.md S23). Never
 * remembered, never logged.
 */
#ifndef MODULES_PARTNERSHIPS_FINDER_PAGES_H
#define MODULES_PARTNERSHIPS_FINDER_PAGES_H

#include "core/web/ctx.h"

enum err finder_page(struct ctx *c);

#endif
