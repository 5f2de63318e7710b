/* history_pages.h: how a contact route has changed, for everybody and as a feed; in the
 * workspace with the copies kept, and the way back. */
#ifndef MODULES_PARTNERSHIPS_HISTORY_PAGES_H
#define MODULES_PARTNERSHIPS_HISTORY_PAGES_H

#include "core/web/ctx.h"

enum err route_history_page(struct ctx *c) MUST_CHECK;      /* /partnerships/:slug/history */
enum err route_history_feed_page(struct ctx *c) MUST_CHECK; /* .atom */
enum err route_changes_page(struct ctx *c) MUST_CHECK;      /* in the workspace */
enum err route_change_page(struct ctx *c) MUST_CHECK; /* one change, and "Put this back" */
enum err route_change_post_page(struct ctx *c) MUST_CHECK;

#endif
