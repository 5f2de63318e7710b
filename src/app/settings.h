/*
 * settings.h: the setting rows: what an administrator changes on /admin/settings while the
 * program runs. A row that is not empty stands over the configuration's value or ours.
 */
#ifndef APP_SETTINGS_H
#define APP_SETTINGS_H

#include "modules/audit/change.h"

/* In the order of their names, as a record lists them. */
enum setting {
    SETTING_CONTACT_MAIL,
    SETTING_FOOTER_LINE,
    SETTING_LIMIT_PAGES, /* requests at once of one address (security.md S48); 0: no limit */
    SETTING_LIMIT_POSTS,
    SETTING_LIMIT_SEARCHES,
    SETTING_REPLY_TO,
    SETTING_SERVICE_NAME,
    SETTING_TAGLINE,
    SETTING_TRUSTED_RANGES, /* "192.0.2.0/24 2001:db8::/48": not counted */
    SETTING__MAX
};

struct settings {
    struct str value[SETTING__MAX]; /* empty: no row */
    bool is_sample;                 /* a database of marked sample content */
};

extern const struct sql_list settings_sql;

const char *setting_name(enum setting s); /* of its row, its form field, its config key */

enum err settings_read(struct db *db, struct arena *a, struct settings *out) MUST_CHECK;

/* Inside a store_write fn: writes the values that differ, in one record. ERR_CONFLICT:
 * a row is not what `before` says, somebody else was faster. *n_changed may be 0. */
struct settings_change {
    const struct settings *before, *after;
    struct act act;
    int64_t n_changed;
};
enum err settings_change_fn(struct db *db, void *settings_change) MUST_CHECK;

/* Inside a store_write fn: from now on this is a database of sample content, for good. */
enum err settings_mark_sample(struct db *db, const struct act *act) MUST_CHECK;

#endif
