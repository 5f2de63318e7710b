/*
 * people_help.h: a test's database with two partnerships and some accounts, and writes on it in
 * one line each.
 */
#ifndef TESTS_PEOPLE_HELP_H
#define TESTS_PEOPLE_HELP_H

#include "core/base/rand.h"
#include "modules/people/account.h"
#include "modules/people/role.h"
#include "tests/store_help.h"

#define HELP_NOW_S 1795344780 /* 22 November 2026, 10:53 UTC */
#define HELP_FIFE 1
#define HELP_ANGUS 2

/* A write whose fn is one call: PEOPLE_FN(close_one, account_close(db, help.id, &help.act)). */
#define PEOPLE_FN(name, call)                                                                  \
    static enum err name(struct db *db, void *arg)                                             \
    {                                                                                          \
        (void)arg;                                                                             \
        return call;                                                                           \
    }

/* What such calls read. */
static struct people_help {
    struct store *store;
    struct db *db;
    struct arena *a;
    struct act act;
    struct account_new account;
    struct actor actor;
    struct grant grant;
    int64_t id;
    struct str text, text2;
} help;

static inline enum err help_run(store_write_fn fn)
{
    return store_write(help.store, fn, NULL);
}

static inline enum err help_partnerships(struct db *db, void *arg)
{
    (void)arg;
    enum err e = db_exec(db,
                         "INSERT INTO partnership (id, slug, name, short_name, sort_key, code, "
                         "is_name_confirmed, source, source_on) VALUES "
                         "(1, 'fife', 'Fife', 'Fife', 'fife', 'FIF', 1, 'test', '2026-11'), "
                         "(2, 'angus', 'Angus', 'Angus', 'angus', 'ANS', 1, 'test', '2026-11')",
                         NO_BINDS);
    const struct store_record r = { .actor = STR("job"), .action = STR("import") };
    return e ? e : store_record(db, &r);
}

static inline enum err help_create(struct db *db, void *arg)
{
    (void)arg;
    return account_create(db, &help.account, &help.act);
}

/* An account; its id is n. */
static inline enum err help_account(int64_t n, const char *email)
{
    help.account =
        (struct account_new){ .id = n, .name = STR("A person"), .email = str_from(email) };
    rand_bytes(&help.account.audit_key, sizeof help.account.audit_key);
    return help_run(help_create);
}

static inline void help_people(struct arena *a, const char *dir)
{
    help = (struct people_help){ .store = help_store(a, dir), .a = a };
    help.db = store_reader_open(help.store, READER_ALL);
    help.act = (struct act){ .actor = STR("cli:0"), .now_s = HELP_NOW_S };
    help.actor = (struct actor){ .kind = ACTOR_OPERATOR };
    if (help_run(help_partnerships))
        die("partnerships");
}

static inline void help_people_end(void)
{
    store_reader_close(help.db);
    store_close(help.store);
}

#endif
