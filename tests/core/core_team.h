/*
 * core_team.h: the people of the tests that look after people, and what is asked about them.
 */
#ifndef TESTS_CORE_CORE_TEAM_H
#define TESTS_CORE_CORE_TEAM_H

#include "tests/core/core_people.h"

#include "app/house.h"
#include "modules/people/account.h"
#include "modules/people/person.h"

/* Two administrators, the coordinators of Fife and Angus, somebody without a role. */
static struct core *core;
static struct someone admin, other, fife, angus, reader;

static inline const char *text_of(const char *format, int64_t n)
{
    struct str f = str_from(format);
    size_t gap = str_find_char(f, '#');
    return str_z(core->arena,
                 str_printf(core->arena, "%.*s%lld%.*s", STR_ARG(str_sub(f, 0, gap)),
                            (long long)n, STR_ARG(str_sub(f, gap + 1, f.n))));
}

static inline int64_t count(const char *sql)
{
    int64_t n = -1;
    return db_one_i64(core->worker->db_all, sql, NO_BINDS, &n) ? -1 : n;
}

static inline int64_t id_of(const char *email)
{
    struct account account;
    enum err e =
        account_find_by_email(core->worker->db_all, core->arena, str_from(email), &account);
    return e ? 0 : account.id;
}

static inline const char *person_at(const struct someone *who, const char *ending)
{
    struct str end = str_from(ending);
    return str_z(core->arena, str_printf(core->arena, "/admin/people/%lld%.*s",
                                         (long long)who->account_id, STR_ARG(end)));
}

static inline int64_t grant_of(int64_t account_id, enum role role)
{
    struct grant g[ACTOR_GRANTS_MAX];
    size_t n = 0;
    enum err e =
        person_roles(core->worker->db_all, account_id, clock_now_s(), g, ACTOR_GRANTS_MAX, &n);
    for (size_t i = 0; i < n && !e; i++)
        if (g[i].role == role)
            return g[i].id;
    return 0;
}

static inline const char *end_at(const struct someone *who, enum role role)
{
    return text_of(person_at(who, "/roles/#/end"), grant_of(who->account_id, role));
}

/* The form of `at`, Continue, then Send on the check page. */
static inline struct answer invite(const struct someone *who, const char *at,
                                   const char *fields)
{
    struct arena *a = core->arena;
    struct str f = str_from(fields);
    struct answer page =
        core_fill_as(core, who, at, str_z(a, str_printf(a, "%.*s&step=check", STR_ARG(f))));
    struct str tokens = core_tokens(core, page.body);
    return core_post_as(
        core, who, at,
        str_z(a, str_printf(a, "%.*s&%.*s&step=send", STR_ARG(tokens), STR_ARG(f))));
}

static inline struct answer follow(const struct someone *who, const struct answer *a)
{
    return core_get_as(core, who, str_z(core->arena, a->location));
}

static inline int64_t london_day(const char *iso, int plus)
{
    struct date d = { 0 };
    (void)date_parse(str_from(iso), &d);
    return london_to_s(date_from_days(date_to_days(d) + plus), 0, 0);
}

/* Time goes on, and everybody signs in again. */
static inline void sign_in_all(void)
{
    struct someone *all[] = { &admin, &other, &fife, &angus, &reader };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        core_sign_in(core, all[i]);
}

static inline void start_people(void)
{
    static const char *const options[] = {
        "--limit-posts", "0", "--limit-searches", "0", "--limit-pages", "0", NULL
    };
    core = core_start_with(options);
    admin = core_person(core, "admin", "admin", NULL);
    other = core_person(core, "other", "admin", NULL);
    fife = core_person(core, "fife", "coordinator", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    reader = core_person(core, "reader", NULL, NULL);
}

#endif
