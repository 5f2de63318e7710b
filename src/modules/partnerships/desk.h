/*
 * desk.h: what the pages of those who work on the directory share: whose things a page shows,
 * pages of a long list, dates. Part of modules/partnerships.
 */
#ifndef MODULES_PARTNERSHIPS_DESK_H
#define MODULES_PARTNERSHIPS_DESK_H

#include "core/web/ctx.h"
#include "modules/partnerships/message_desk.h"
#include "modules/partnerships/own.h"

#define DESK_PAGE_ROWS 25 /* interface.md section 6 */

struct desk {
    bool is_admin;     /* under /admin: the things of all partnerships */
    struct own own;    /* else of this one */
    struct view *page; /* made, with partnership_name and the switcher */
};

/* Of a list page. ERR_NOT_FOUND: not this person's. An administrator without a partnership is
 * shown the way to /admin by ERR_NOT_FOUND too: no link leads there. */
enum err desk_open(struct ctx *c, enum capability cap, struct desk *out) MUST_CHECK;

/* May this person see a thing of that partnership here? Else the answer of what does not exist,
 * with its record. */
enum err desk_ask_for(struct ctx *c, enum capability cap, int64_t partnership_id) MUST_CHECK;

/* The list's ask: its partnership, "waiting" or all (?show=all), its page. */
enum err desk_ask_read(struct ctx *c, const struct desk *d, struct desk_ask *out) MUST_CHECK;

/*
 * Under the list: from, to, count ("148", "more than 1,000"); has_pages, pages [href, label,
 * is_current], prev_href, next_href; shows_all, waiting_href, all_href. ERR_NOT_FOUND: there is
 * no such page.
 */
enum err desk_pages(struct ctx *c, const struct desk *d, const struct desk_ask *ask,
                    int64_t n) MUST_CHECK;

/* "22 Nov 2026" and its machine form, under `date` and `iso`; null where at_s is 0. */
struct desk_date {
    symbol date, iso;
};
void desk_date(struct ctx *c, struct view *v, struct desk_date name, int64_t at_s);

/* "22 November 2026, 10:42am" */
struct str desk_moment(struct arena *a, int64_t at_s);

/* A reference as typed by hand in an address: capitals. */
struct str desk_reference(struct ctx *c);

#endif
