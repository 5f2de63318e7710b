/*
 * sql_lists.h: every statement of the program, by module, so that a test can prepare all of
 * them.
 */
#ifndef APP_SQL_LISTS_H
#define APP_SQL_LISTS_H

#include "core/store/db.h"

extern const struct sql_list *const sql_lists[];
extern const size_t n_sql_lists;

#endif
