/*
 * directory_import.h: areas, partnerships, statutory partners and first route steps from
 * areas.csv.
 *
 * The columns are those of the file in data/ (domain README); tile_label, lang, council_name,
 * other_names and source_on may be absent, and then keep what is stored. Running it again
 * changes nothing. A step that somebody has changed, moved, removed or checked here is left as
 * it is, and so are the order of steps, a name that was given to a partnership, and what an
 * administrator has set (directory_edit.h). Areas and
 * partnerships that are not in the file stay.
 */
#ifndef MODULES_PARTNERSHIPS_DIRECTORY_IMPORT_H
#define MODULES_PARTNERSHIPS_DIRECTORY_IMPORT_H

#include "modules/work/import_job.h"

/*
 * ERR_INVALID: a row or the file is wrong, job->errors says where, nothing was changed. Sets
 * job->known_gss.
 */
enum err directory_import(struct import_job *job, const struct import_file *file) MUST_CHECK;

extern const struct sql_list directory_import_sql;
extern const struct sql_list directory_edited_sql;

#endif
