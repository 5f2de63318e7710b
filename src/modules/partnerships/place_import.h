/*
 * place_import.h: towns, villages and suburbs with their council, from Ordnance Survey's OS
 * Open Names.
 *
 * The CSV has no header; columns by the product's technical specification: 3 NAME1, 5 NAME2, 7
 * TYPE, 8 LOCAL_TYPE, 25 COUNTY_UNITARY, 30 COUNTRY. A first line that names columns is taken
 * as a header. Rows of other types and of other countries are left out.
 */
#ifndef MODULES_PARTNERSHIPS_PLACE_IMPORT_H
#define MODULES_PARTNERSHIPS_PLACE_IMPORT_H

#include "modules/work/import_job.h"

/* ERR_INVALID: job->errors says why; nothing was changed. */
enum err place_import(struct import_job *job, const struct import_file *file,
                      size_t n_files) MUST_CHECK;

extern const struct sql_list place_import_sql;

#endif
