/*
 * sql_lists.c: a module that has statements stands here.
 */
#include "app/sql_lists.h"

#include "app/settings.h"
#include "core/store/store.h"
#include "core/web/once.h"
#include "modules/audit/audit.h"

const struct sql_list *const sql_lists[] = {
    &store_sql,
    &once_sql,
    &audit_sql,
    &settings_sql,
};
const size_t n_sql_lists = sizeof sql_lists / sizeof sql_lists[0];
