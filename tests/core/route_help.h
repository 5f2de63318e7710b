/*
 * route_help.h: how tests of a contact route's pages fill its forms; a coordinator of Fife and
 * others, signed in.
 */
#ifndef TESTS_CORE_ROUTE_HELP_H
#define TESTS_CORE_ROUTE_HELP_H

#include "tests/core/core_people.h"

#include "app/house.h"
#include "app/jobs.h"
#include "modules/partnerships/contact_route.h"
#include "modules/partnerships/directory_import.h"
#include "modules/partnerships/partnership.h"

#define PAGE "/coordinator/partnership"
#define PUBLIC "/partnerships/fife"
#define HISTORY "/partnerships/fife/history"
#define NEW PAGE "/steps/new"
#define FOUND "&source=partnership&source_other=&evidence="
#define AT_COUNCIL "&source=council&source_other=&evidence=Page+says+0131+496+0999"
#define MONTH_S (31 * (int64_t)86400)

static struct core *core;
static struct someone fife, colleague, angus, admin, analyst;

static inline struct arena *arena(void)
{
    return core->arena;
}

static inline const char *join(const char *left, struct str right)
{
    return str_z(arena(), str_printf(arena(), "%s%.*s", left, STR_ARG(right)));
}

static inline int64_t step_id(const char *partnership, const char *kind)
{
    return core_count(
        core, str_z(arena(),
                    str_printf(arena(),
                               "SELECT min(t.id) /*scan*/ FROM route_step t JOIN partnership "
                               "p ON p.id = t.partnership_id WHERE p.slug = '%s' AND "
                               "t.kind = '%s' AND t.is_removed = 0",
                               partnership, kind)));
}

static inline const char *step_path(int64_t id)
{
    return str_z(arena(), str_printf(arena(), PAGE "/steps/%lld", (long long)id));
}

static inline struct str seen_of(struct answer page)
{
    return between(page.body, "name=\"seen\" value=\"", "\"");
}

/* The fields with the mark of what the page shows, as the browser sends them. */
static inline const char *with_seen(const char *fields, struct answer page)
{
    return str_z(arena(), str_printf(arena(), "%s&seen=%.*s", fields, STR_ARG(seen_of(page))));
}

/* Opens the form as that person, types, saves. */
static inline struct answer save(const struct someone *who, const char *path,
                                 const char *fields)
{
    struct answer page = core_get_as(core, who, path);
    return core_fill_as(core, who, path, with_seen(fields, page));
}

static inline struct answer press(const struct someone *who, const char *what)
{
    struct answer page = core_get_as(core, who, PAGE);
    const char *fields = str_z(arena(), str_printf(arena(), "do=%s", what));
    return core_fill_as(core, who, PAGE, with_seen(fields, page));
}

static inline const char *pressed(const char *what, int64_t id)
{
    return str_z(arena(), str_printf(arena(), "%s-%lld", what, (long long)id));
}

static inline struct str page_of(const char *at)
{
    return core_get(core, at, NULL).body;
}

#define MORNING_S 1795345200 /* 22 November 2026, 11:00 */

static inline void route_start(void)
{
    static const char *const options[] = { "--limit-posts", "0", "--limit-pages", "0", NULL };
    core = core_start_with(options);
}

/* Everybody at work. */
static inline void route_people(void)
{
    fife = core_person(core, "coordinator", "coordinator", "fife");
    colleague = core_person(core, "colleague", "coordinator", "fife");
    angus = core_person(core, "neighbour", "coordinator", "angus");
    admin = core_person(core, "admin", "admin", NULL);
    analyst = core_person(core, "analyst", "analyst", "fife");
}

#endif
