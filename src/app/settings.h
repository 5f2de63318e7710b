/*
 * settings.h: the public setting rows as what every page knows of the site.
 */
#ifndef APP_SETTINGS_H
#define APP_SETTINGS_H

#include "core/store/db.h"

struct app;

extern const struct sql_list settings_sql;

enum err site_load(struct app *app, struct db *db) MUST_CHECK;

#endif
