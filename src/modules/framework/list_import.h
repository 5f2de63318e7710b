/*
 * list_import.h: `cjengage import lists`: the words of data/lists.csv (list, code, label; in
 * the order of pages).
 *
 * A word that an administrator added or changed stays as it is, and so does the order of a list
 * in which anything was changed: new words come at its end. A word that the file does not hold
 * any more is retired, never removed: its code stands with what it describes.
 */
#ifndef MODULES_FRAMEWORK_LIST_IMPORT_H
#define MODULES_FRAMEWORK_LIST_IMPORT_H

#include "core/store/db.h"
#include "modules/work/import_job.h"

enum err list_import(struct import_job *job, const struct import_file *file) MUST_CHECK;

extern const struct sql_list list_import_sql;

#endif
