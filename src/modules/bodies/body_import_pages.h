/*
 * body_import_pages.h: importing a list of organisations by web page, under /coordinator/bodies
 * (areas of the own partnership only) and /admin/bodies (any).
 *
 * One address for an import, which shows what its state asks for: columns, progress, check,
 * report. Two tabs do no harm: a form of an earlier state leads to the page of the state now.
 */
#ifndef MODULES_BODIES_BODY_IMPORT_PAGES_H
#define MODULES_BODIES_BODY_IMPORT_PAGES_H

#include "modules/bodies/body_import.h"
#include "core/web/ctx.h"

/* Of all columns, in the order of enum body_column: 0 is none, 1 the first of the file. */
#define BODY_IMPORT_COLUMN_PARAM(n) F_INT(n, BODY_IMPORT_COLUMNS_MAX)
#define BODY_IMPORT_COLUMN_PARAMS                                                              \
    BODY_IMPORT_COLUMN_PARAM("col_name"), BODY_IMPORT_COLUMN_PARAM("col_other_names"),         \
        BODY_IMPORT_COLUMN_PARAM("col_charity_number"),                                        \
        BODY_IMPORT_COLUMN_PARAM("col_company_number"), BODY_IMPORT_COLUMN_PARAM("col_kind"),  \
        BODY_IMPORT_COLUMN_PARAM("col_purposes"), BODY_IMPORT_COLUMN_PARAM("col_areas"),       \
        BODY_IMPORT_COLUMN_PARAM("col_town"), BODY_IMPORT_COLUMN_PARAM("col_postcode"),        \
        BODY_IMPORT_COLUMN_PARAM("col_website"), BODY_IMPORT_COLUMN_PARAM("col_contact_role"), \
        BODY_IMPORT_COLUMN_PARAM("col_contact_email"),                                         \
        BODY_IMPORT_COLUMN_PARAM("col_contact_phone"),                                         \
        BODY_IMPORT_COLUMN_PARAM("col_own_name"), BODY_IMPORT_COLUMN_PARAM("col_own_email"),   \
        BODY_IMPORT_COLUMN_PARAM("col_own_phone"), BODY_IMPORT_COLUMN_PARAM("col_topics"),     \
        BODY_IMPORT_COLUMN_PARAM("col_grounds"), BODY_IMPORT_COLUMN_PARAM("col_is_community"), \
        BODY_IMPORT_COLUMN_PARAM("col_size_band"), BODY_IMPORT_COLUMN_PARAM("col_languages")
#define BODY_IMPORT_UPLOAD_PARAMS                                                              \
    F_LINE("file", 200), F_LINE("source", BODY_IMPORT_SOURCE_CHARS), F_LINE("on_day", 10),     \
        F_LINE("on_month", 20), F_LINE("on_year", 10),                                         \
        F_TEXT("comment", BODY_IMPORT_COMMENT_CHARS)

enum err body_import_list_page(struct ctx *c) MUST_CHECK;
enum err body_import_upload_page(struct ctx *c) MUST_CHECK;
enum err body_import_show_page(struct ctx *c) MUST_CHECK;
enum err body_import_do_page(struct ctx *c) MUST_CHECK;
enum err body_import_columns_page(struct ctx *c) MUST_CHECK;
enum err body_import_match_page(struct ctx *c) MUST_CHECK;
enum err body_import_rows_page(struct ctx *c) MUST_CHECK;
enum err body_import_failed_page(struct ctx *c) MUST_CHECK;
enum err body_import_state_page(struct ctx *c) MUST_CHECK;
enum err body_import_undo_page(struct ctx *c) MUST_CHECK;
enum err body_import_undo_post_page(struct ctx *c) MUST_CHECK;

#endif
