/*
 * desk_rows.h: a table of entries as staff see it, and the pages under it: of the list, of a
 * group, of a check page.
 */
#ifndef MODULES_BODIES_DESK_ROWS_H
#define MODULES_BODIES_DESK_ROWS_H

#include "modules/bodies/desk_filter.h"

/* rows [id, name, href, kind, areas, last, last_iso (null: none), tags [.], state_label,
 * is_active, is_stale, is_hidden, reviewed, reviewed_iso]; has_rows, asks_last. Entries that
 * are gone are left out. */
enum err desk_rows_show(const struct body_desk *d, const int64_t *id, size_t n,
                        struct view *page) MUST_CHECK;

/* caption: from, to, count ("148", "more than 1,000"), is_after; has_pages, pages, prev_href,
 * next_href, first_href. path: of the list with its filters. ERR_NOT_FOUND: no such page. */
struct desk_paging {
    struct str path;
    int64_t page, after;
    bool can_after; /* beyond 1,000: in the order of the register only */
};
enum err desk_pages_show(const struct body_desk *d, const struct desk_paging *at,
                         const struct desk_found *found, struct view *page) MUST_CHECK;

#endif
