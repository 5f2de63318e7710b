/*
 * framework_import.h: `cjengage import framework`: the sets of data/framework.csv (code, kind,
 * parent, framework_version, seq, text, unit, data_source_hint, verified).
 *
 * What an administrator changed stays, and nothing is taken away: items are named by what is
 * marked with them. Where no version is current yet, the newest one of the file that has
 * outcomes becomes it.
 */
#ifndef MODULES_FRAMEWORK_FRAMEWORK_IMPORT_H
#define MODULES_FRAMEWORK_FRAMEWORK_IMPORT_H

#include "core/store/db.h"
#include "modules/work/import_job.h"

enum err framework_import(struct import_job *job, const struct import_file *file) MUST_CHECK;

extern const struct sql_list framework_import_sql;

#endif
