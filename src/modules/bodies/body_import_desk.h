/*
 * body_import_desk.h: what the pages of imports share.
 */
#ifndef MODULES_BODIES_BODY_IMPORT_DESK_H
#define MODULES_BODIES_BODY_IMPORT_DESK_H

#include "core/web/form.h"
#include "modules/bodies/body_desk.h"
#include "modules/bodies/body_import_pages.h"

#define BODY_IMPORT_SMALL                                                                      \
    1000 /* so few rows are gone through at once, without waiting for a job */
#define BODY_IMPORT_BACKSTOP_S 120 /* a job goes on with it, should that be cut off */

struct import_page {
    struct ctx *c;
    struct body_desk desk;
    struct body_import of; /* of pages of one */
    struct view *v;
    struct form *f; /* of pages with one */
};

/* Whose imports, and the view. */
enum err import_page_open(struct ctx *c, bool is_list, struct import_page *k) MUST_CHECK;
/* The same and the import of the parameter `id`; one of others is refused as if there were
 * none.
 */
enum err import_page_load(struct ctx *c, struct import_page *k) MUST_CHECK;

/* "/coordinator/bodies/import/12/columns?partnership=fife" for "/columns". */
struct str import_path_of(const struct import_page *k, int64_t id, const char *ending);
struct str import_path(const struct import_page *k, const char *ending);

struct body_import_run import_run(const struct import_page *k);
struct body_import_step import_step(const struct import_page *k, const struct act *act);
/* After the form's write: a small one is gone through at once. */
void import_go_on_if_small(const struct import_page *k);

/* file_name, source, source_on, comment, by_name, by_role, made_at, made_iso, state,
 * state_label and the counts n_rows, n_added, n_known, n_failed, n_kept: of one import. */
void import_show(const struct import_page *k, const struct body_import *of, struct view *v);
const char *import_state_label(enum body_import_state s);
/* "12 of 600 rows are checked"; empty where nothing goes on. */
struct str import_progress_words(struct arena *a, const struct body_import *of);

#endif
