/*
 * audit_filter.h: which records a page of the record is asked for, from the parameters of its
 * address; what was ignored, and the choices there are.
 */
#ifndef APP_AUDIT_FILTER_H
#define APP_AUDIT_FILTER_H

#include "core/web/ctx.h"
#include "modules/audit/audit_list.h"

/* The parameters of a row that shows a filtered list. */
#define AUDIT_PARAMS                                                                           \
    Q_LINE("who", 40), Q_WORD("group"), Q_WORD("kind"), Q_LINE("object", 80),                  \
        Q_LINE("request", 40), Q_WORD("when"), Q_LINE("from_day", 12),                         \
        Q_LINE("from_month", 12), Q_LINE("from_year", 12), Q_LINE("to_day", 12),               \
        Q_LINE("to_month", 12), Q_LINE("to_year", 12)

struct audit_query {
    struct audit_filter filter;
    bool is_own; /* in: AUDIT_OWN_PARAMS, not AUDIT_PARAMS */
    struct str
        path; /* the list's own address with its filters: pages, CSV and forms go there */
    bool is_filtered; /* any was given and understood */
};

/* The parameters of a partnership's own record: who did what elsewhere is not for it. */
#define AUDIT_OWN_PARAMS                                                                       \
    Q_WORD("group"), Q_WORD("when"), Q_LINE("from_day", 12), Q_LINE("from_month", 12),         \
        Q_LINE("from_year", 12), Q_LINE("to_day", 12), Q_LINE("to_month", 12),                 \
        Q_LINE("to_year", 12)

/*
 * Reads the filters; what cannot be understood is left out and named. `base` is the list's path
 * with the parameters it needs of its own ("/coordinator/record?partnership=fife"); *out holds
 * is_own, all else zero. On the page:
 * ignored [.], has_ignored; active [.], is_filtered, clear_href.
 */
enum err audit_query_read(struct ctx *c, struct str base, struct view *page,
                          struct audit_query *out) MUST_CHECK;

/* The form of the filters: groups and whens, for the whole record also who and kinds: each
 * [value, label, is_chosen]; and what was typed: object_typed, request_typed, from_day …
 * to_year, has_dates. */
enum err audit_query_show(struct ctx *c, const struct audit_query *q,
                          struct view *page) MUST_CHECK;

#endif
