#include "app/settings.h"

#include "core/base/arena.h"
#include "core/base/limits.h"

enum { Q_ALL, Q_SET };

static const char *const sql[] = {
    [Q_ALL] = "SELECT name, value FROM setting ORDER BY name /*scan*/",
    [Q_SET] = "INSERT INTO setting (name, value) VALUES ($1, $2) "
              "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
};

const struct sql_list settings_sql = SQL_LIST("settings", sql);

static const char *const names[SETTING__MAX] = {
    [SETTING_SERVICE_NAME] = "service_name",
    [SETTING_TAGLINE] = "tagline",
    [SETTING_FOOTER_LINE] = "footer_line",
    [SETTING_CONTACT_MAIL] = "contact_mail",
    [SETTING_REPLY_TO] = "reply_to",
    [SETTING_LIMIT_POSTS] = "limit_posts",
    [SETTING_LIMIT_SEARCHES] = "limit_searches",
    [SETTING_LIMIT_PAGES] = "limit_pages",
    [SETTING_TRUSTED_RANGES] = "trusted_ranges",
};

const char *setting_name(enum setting s)
{
    return names[s];
}

static void take(struct settings *out, struct str name, struct str value)
{
    for (enum setting s = 0; s < SETTING__MAX; s++)
        if (str_eq(name, str_from(names[s])))
            out->value[s] = value;
    if (str_eq(name, STR("is_sample")))
        out->is_sample = str_eq(value, STR("1"));
}

enum err settings_read(struct db *db, struct arena *a, struct settings *out)
{
    *out = (struct settings){ 0 };
    struct stmt *s = db_query(db, sql[Q_ALL], NO_BINDS);
    while (db_row(s))
        take(out, db_text(s, 0, a), db_text(s, 1, a));
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

/* --- changing --- */

static enum err write_changed(struct db *db, struct settings_change *x, struct change *c)
{
    enum err e = OK;
    for (enum setting s = 0; !e && s < SETTING__MAX; s++) {
        struct str old = x->before->value[s], new = x->after->value[s];
        if (str_eq(old, new))
            continue;
        x->n_changed++;
        change_text(c, names[s], old, new);
        e = db_exec(db, sql[Q_SET], BINDS(bt(str_from(names[s])), bt(new)));
    }
    return e;
}

static enum err change_all(struct db *db, struct settings_change *x)
{
    struct change c;
    change_begin(&c);
    enum err e = write_changed(db, x, &c);
    if (!e && x->n_changed)
        return change_record(db, &c, &x->act,
                             &(struct change_of){ STR("settings.change"), STR("setting"), 0 });
    change_end(&c);
    return e;
}

static bool are_as_before(const struct settings *now, const struct settings *before)
{
    for (enum setting s = 0; s < SETTING__MAX; s++)
        if (!str_eq(now->value[s], before->value[s]))
            return false;
    return true;
}

enum err settings_change_fn(struct db *db, void *settings_change)
{
    struct settings_change *x = settings_change;
    struct arena *a = arena_new(256 * KIB);
    struct settings now;
    x->n_changed = 0;
    enum err e = settings_read(db, a, &now);
    if (!e && !are_as_before(&now, x->before))
        e = ERR_CONFLICT;
    if (!e)
        e = change_all(db, x);
    arena_free(a);
    return e;
}

enum err settings_mark_sample(struct db *db, const struct act *act)
{
    struct change c;
    change_begin(&c);
    change_text(&c, "is_sample", (struct str){ 0 }, STR("1"));
    enum err e = db_exec(db, sql[Q_SET], BINDS(bt(STR("is_sample")), bt(STR("1"))));
    if (!e)
        return change_record(db, &c, act,
                             &(struct change_of){ STR("settings.change"), STR("setting"), 0 });
    change_end(&c);
    return e;
}
