/*
 * body_export.h: the whole register as one CSV, row by row, for whoever keeps the service: to
 * take it along, to look at it in a spreadsheet, to bring it in again.
 *
 * The columns that an import knows come first, under the names of body_column_name, so that
 * body_import reads its own export without anybody choosing columns. Codes stand as codes,
 * several with ";" between. Formula signs are marked (security.md S7).
 */
#ifndef MODULES_BODIES_BODY_EXPORT_H
#define MODULES_BODIES_BODY_EXPORT_H

#include "core/store/db.h"

extern const struct sql_list body_export_sql;

struct body_export {
    struct db *db;
    bool has_private;                           /* also the contacts that are not public */
    bool (*write)(void *arg, struct str bytes); /* false: cannot; ends it with ERR_FULL */
    void *arg;

    int64_t n_rows; /* out */
};

/* In the order of the register, without what was merged into another entry. Memory does not
 * grow with the register. */
enum err body_export_all(struct body_export *x) MUST_CHECK;

#endif
