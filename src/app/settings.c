#include "app/settings.h"

#include "app/app_words.h"
#include "app/house.h"

enum { Q_ALL };

static const char *const sql[] = {
    [Q_ALL] = "SELECT name, value FROM setting ORDER BY name /*scan*/",
};

const struct sql_list settings_sql = SQL_LIST("settings", sql);

static void take(struct site *site, struct str name, struct str value)
{
    const struct {
        struct str name;
        struct str *to;
    } known[] = {
        { STR("service_name"), &site->service_name },
        { STR("tagline"), &site->tagline },
        { STR("footer_line"), &site->footer_line },
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (str_eq(known[i].name, name) && value.n)
            *known[i].to = value;
    if (str_eq(name, STR("is_sample")))
        site->is_sample = str_eq(value, STR("1"));
}

enum err site_load(struct app *app, struct db *db)
{
    struct site *site = &app->site;
    site->service_name = STR(APP_SERVICE_NAME);
    site->tagline = STR(APP_TAGLINE);
    site->footer_line = STR(APP_FOOTER_LINE);
    struct stmt *s = db_query(db, sql[Q_ALL], NO_BINDS);
    while (db_row(s))
        take(site, db_text(s, 0, app->arena), db_text(s, 1, app->arena));
    return db_done(s, OK);
}
