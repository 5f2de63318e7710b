/*
 * subscription_help.h: how tests of updates by email ask, open the mailed links and press their
 * buttons.
 */
#ifndef TESTS_CORE_SUBSCRIPTION_HELP_H
#define TESTS_CORE_SUBSCRIPTION_HELP_H

#include "tests/core/core_people.h"

#include "app/current.h"
#include "app/house.h"
#include "app/jobs.h"
#include "core/base/limits.h"
#include "core/base/rand.h"
#include "modules/audit/audit.h"
#include "modules/partnerships/subscription_news.h"

#define FIFE "/partnerships/fife/subscribe"
#define ANGUS "/partnerships/angus/subscribe"
#define DAY_S 86400
#define CHOICE "topics=contact_route&areas=fife"

static inline const char *z(struct core *core, struct str s)
{
    return str_z(core->arena, s);
}

static inline int n_mails(struct str all)
{
    int n = 0;
    for (size_t at; (at = str_find(all, STR("\n=== end\n"))) != STR_NONE; n++)
        all = str_sub(all, at + 9, all.n);
    return n;
}

/* The 26 signs after "/subscriptions/confirm/" and so on. */
static inline struct str key_in(struct str mail, const char *page)
{
    char mark[60];
    snprintf(mark, sizeof mark, "/subscriptions/%s/", page);
    size_t at = str_find(mail, str_from(mark));
    return at == STR_NONE ? (struct str){ 0 } : str_sub(mail, at + strlen(mark), 26);
}

static inline const char *path_of(struct core *core, const char *page, struct str key)
{
    return z(core, str_printf(core->arena, "/subscriptions/%s/%.*s", page, STR_ARG(key)));
}

/* From another address each time: so many posts of one would be held up (S48). */
static inline struct answer fill(struct core *core, const char *target, const char *fields)
{
    static int n;
    core->peer = str_printf(core->arena, "198.51.100.%d", ++n % 250);
    struct answer a = core_fill(core, target, fields);
    core->peer = STR("192.0.2.1");
    return a;
}

/* Asks at that page and gives the link's key. */
static inline struct str ask(struct core *core, const char *at, const char *choice,
                             const char *email)
{
    const char *fields =
        z(core, str_printf(core->arena, "%s&email=%s%%40example.org", choice, email));
    struct answer a = fill(core, at, fields);
    if (a.status != 303)
        ok(false, "asking at %s for %s: %d", at, email, a.status);
    return key_in(core_mails(core), "confirm");
}

static inline struct answer press(struct core *core, const char *path)
{
    return fill(core, path, "");
}

/* A subscription that runs; the key of its mails. */
static inline struct str start(struct core *core, const char *at, const char *choice,
                               const char *email)
{
    struct str link = ask(core, at, choice, email);
    struct answer a = press(core, path_of(core, "confirm", link));
    if (a.status != 303)
        ok(false, "confirming for %s: %d", email, a.status);
    return key_in(core_mails(core), "stop");
}

/* No link to another site tells it this page's address (S23). */
static inline bool tells_nobody(struct str page)
{
    for (size_t at; (at = str_find(page, STR("<a href=\"http"))) != STR_NONE;) {
        page = str_sub(page, at + 1, page.n);
        if (str_find(str_sub(page, 0, str_find_char(page, '>')), STR("noreferrer")) == STR_NONE)
            return false;
    }
    return true;
}

#endif
