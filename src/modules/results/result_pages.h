/*
 * result_pages.h: the pages of results: as everybody reads them, as data and pictures, and as
 * the coordinator writes them.
 */
#ifndef MODULES_RESULTS_RESULT_PAGES_H
#define MODULES_RESULTS_RESULT_PAGES_H

#include "core/web/ctx.h"
#include "modules/consultations/consultation_shown.h"
#include "modules/results/result.h"

/* result_show_page.c: remembered, public tables only */
enum err result_show_page(struct ctx *c) MUST_CHECK;
enum err result_svg_page(struct ctx *c) MUST_CHECK;
/* quote_pages.c */
enum err quotes_page(struct ctx *c) MUST_CHECK;
enum err quotes_post_page(struct ctx *c) MUST_CHECK;
/* result_report_page.c */
enum err result_report_page(struct ctx *c) MUST_CHECK;
enum err result_report_odt_page(struct ctx *c) MUST_CHECK;
enum err result_preview_page(struct ctx *c) MUST_CHECK;
enum err result_preview_odt_page(struct ctx *c) MUST_CHECK;
/* result_data.c */
enum err result_csv_page(struct ctx *c) MUST_CHECK;
enum err result_table_csv_page(struct ctx *c) MUST_CHECK;
enum err result_json_page(struct ctx *c) MUST_CHECK;
/* result_desk_pages.c */
enum err result_desk_page(struct ctx *c) MUST_CHECK;
enum err result_desk_post_page(struct ctx *c) MUST_CHECK;
enum err result_table_page(struct ctx *c) MUST_CHECK;
enum err result_table_post_page(struct ctx *c) MUST_CHECK;
enum err result_publish_page(struct ctx *c) MUST_CHECK;
enum err result_publish_post_page(struct ctx *c) MUST_CHECK;

/* The consultation and the newest version, or that of ?version=. ERR_NOT_FOUND also where there
 * are no results yet: then x is set, x->id is not 0. */
struct result_open {
    struct consultation_shown x;
    struct result r;
    struct str moved_to; /* another address: lead there */
};
enum err result_open(struct ctx *c, const char *pattern, struct result_open *out) MUST_CHECK;
/* A page of the results with its crumbs and the addresses of the others; and the whole page of
 * results that are not there yet. */
struct view *result_public_page(struct ctx *c, const struct consultation_shown *x);
enum err result_none_page(struct ctx *c, const struct consultation_shown *x) MUST_CHECK;
/* The table that an address names: "q12", "of-which". NULL: none. */
const struct figure_table *result_table_named(struct ctx *c, const struct figures *f,
                                              struct str name);
struct str result_table_id(struct arena *a, const struct figure_table *t);

#endif
