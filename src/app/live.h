/*
 * live.h: templates read from disk while somebody edits them (--templates DIR).
 */
#ifndef APP_LIVE_H
#define APP_LIVE_H

#include "app/house.h"

#define START_UP_TEMPLATES_BYTES (16 * MIB)

/* Loads the directory into app->templates when a file is newer or the number of files changed.
 * On an error the old set stays and *why says file, line and tag. The caller holds swap_lock
 * for writing, or runs alone. */
enum err live_templates_load(struct app *app, const struct tpl_options *o, char *why,
                             size_t why_size) MUST_CHECK;

/* Before each request in that mode; does nothing in any other. */
void live_templates_refresh(struct app *app);

#endif
