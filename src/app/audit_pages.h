/*
 * audit_pages.h: the record of changes (features 7.3, 7.5): for an administrator all of it, for
 * a coordinator what is of their own partnership.
 *
 * An export is asked for by a button (POST), which leaves the record of it (security.md S41)
 * and leads to the file: a GET writes nothing (S24). The address of the file holds a sealed
 * ticket, for that person and those filters, good for AUDIT_TICKET_S.
 */
#ifndef APP_AUDIT_PAGES_H
#define APP_AUDIT_PAGES_H

#include "app/audit_filter.h"

#define AUDIT_PAGE_ROWS 50
#define AUDIT_TICKET_S 600

enum err audit_list_page(struct ctx *c);
enum err audit_record_page(struct ctx *c); /* one record */
enum err audit_post_page(struct ctx *c);   /* do=csv: export; do=check: walk the chain now */
enum err audit_csv_page(struct ctx *c);
enum err audit_own_page(struct ctx *c); /* /coordinator/record */

/* The whole record is an administrator's alone; else the answer of what does not exist. */
enum err audit_ask_whole(struct ctx *c) MUST_CHECK;

/* audit_export.c, audit_check.c */
enum err audit_export(struct ctx *c) MUST_CHECK;
enum err audit_check_now(struct ctx *c) MUST_CHECK;
/* The state of the chain: is_checked, is_good, checked_at, n_checked, first_bad, from_number,
 * has_earlier, is_asked. */
enum err audit_check_show(struct ctx *c, struct view *page) MUST_CHECK;

#endif
