/*
 * result_desk.h: what the coordinator's pages of results have in common. Used in this room
 * only.
 */
#ifndef MODULES_RESULTS_RESULT_DESK_H
#define MODULES_RESULTS_RESULT_DESK_H

#include "core/web/form.h"
#include "modules/results/result.h"

struct result_desk {
    struct ctx *c;
    struct consultation x;
    struct result_draft draft;
    struct result_draft_table *table;
    size_t n_tables;
    int64_t n_versions; /* published ones */
    struct view *page;
    struct form *form;
};

/* Opens the page of a consultation in which the visitor may publish answers. */
enum err result_desk_open(struct result_desk *d, struct ctx *c) MUST_CHECK;
/* "/coordinator/results/plan-2027" and the ending. */
struct str result_desk_path(const struct result_desk *d, const char *ending);
/* Closed, and not archived: results can be written. */
bool result_desk_may_write(const struct result_desk *d);
/* Figures as they are now; of an invited-only consultation nothing that tells what it asks. */
enum err result_desk_figures(const struct result_desk *d, struct figures *out) MUST_CHECK;
struct result_write result_desk_write(const struct result_desk *d);
/* Sends the form's effect once; ERR_CONFLICT: somebody else was first, and the form says so. */
enum err result_desk_send(struct result_desk *d, store_write_fn fn, struct result_write *w,
                          struct str there) MUST_CHECK;

#endif
