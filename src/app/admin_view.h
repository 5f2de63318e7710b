/*
 * admin_view.h: what the pages of whoever keeps the service share: sizes, spans and times in
 * words, pages of a list.
 */
#ifndef APP_ADMIN_VIEW_H
#define APP_ADMIN_VIEW_H

#include "core/web/ctx.h"

struct str admin_bytes(struct arena *a, int64_t bytes);  /* "1.4 GB", "812 KB" */
struct str admin_span(struct arena *a, int64_t seconds); /* "3 days", "4 hours" */
/* "Today, 10:53am", "22 Nov 2026, 11am"; 0: "Never". */
struct str admin_when(const struct ctx *c, int64_t at_s);
/* "1,204", "more than 1,000" for what was counted up to there. */
struct str admin_count(struct arena *a, int64_t n);

/* The page that ?page= asks for: 1 and up to LIST_MAX_ROWS rows. ERR_NOT_FOUND: there is none.
 */
struct admin_pages {
    int64_t page, n_rows; /* n_rows: counted up to LIST_MAX_ROWS + 1 */
    size_t skip;
    struct str path;  /* with its filters: "/admin/jobs?state=failed" */
    const char *mark; /* "#mail": where the list begins */
};
enum err admin_pages_ask(struct ctx *c, struct admin_pages *p) MUST_CHECK;
/* Under the list: from, to, count, has_rows; has_pages, pages, prev_href, next_href. */
void admin_pages_show(struct ctx *c, const struct admin_pages *p, struct view *v);

#endif
