/*
 * postcode_import.h: which council each postcode lies in: the shipped sector and outward code
 * tables, or Ordnance Survey's Code-Point Open for exact answers (domain README, "Postcode
 * data").
 */
#ifndef MODULES_PARTNERSHIPS_POSTCODE_IMPORT_H
#define MODULES_PARTNERSHIPS_POSTCODE_IMPORT_H

#include "modules/work/import_job.h"

/*
 * outcodes.csv and postcode_sectors.csv together (columns outcode or sector, gss, postcodes).
 * An exact list that is live stays in use. ERR_INVALID: job->errors says why; nothing was
 * changed.
 */
enum err postcode_import_parts(struct import_job *job, const struct import_file *file,
                               size_t n_files) MUST_CHECK;

/*
 * Code-Point Open, one file or its many: no header; postcode first, district code ninth. Rows
 * without a Scottish district are left out; codes of before 2019 are read as today's. Sectors
 * and outward codes are counted anew.
 */
enum err postcode_import_exact(struct import_job *job, const struct import_file *file,
                               size_t n_files) MUST_CHECK;

/* Does the text begin with a header line of the tables (rather than being Code-Point Open)? */
bool postcode_is_parts_file(struct str text);

extern const struct sql_list postcode_import_sql;

#endif
