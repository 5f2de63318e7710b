/*
 * interest_help.h: an offer to be involved, filled in and sent as a browser does (P.17), with
 * three coordinators.
 */
#ifndef TESTS_CORE_INTEREST_HELP_H
#define TESTS_CORE_INTEREST_HELP_H

#include "tests/body_help.h"
#include "tests/core/core_people.h"

#include "app/house.h"
#include "modules/bodies/interest.h"
#include "modules/bodies/interest_retain.h"
#include "core/base/rand.h"

static const char *const options[] = {
    "--contact-mail", "desk@cj.example", "--limit-posts", "0", "--limit-pages", "0", NULL
};

#define DAY_S 86400

static struct core *core;
static struct someone fife, angus, neighbour;

static inline const char *joined(const char *before, struct str after)
{
    return str_z(core->arena, str_printf(core->arena, "%s%.*s", before, STR_ARG(after)));
}

/* --- filling in --- */

/* A browser of its own: nothing yet. */
static inline struct someone browser(void)
{
    return (struct someone){ .cookie = NULL, .form = NULL };
}

static inline struct answer see(struct someone *who, const char *at)
{
    return who->cookie ? core_get_as(core, who, at) : core_get(core, at, NULL);
}

static inline struct answer fill(struct someone *who, const char *at, const char *fields)
{
    struct answer a =
        who->cookie ? core_fill_as(core, who, at, fields) : core_fill(core, at, fields);
    core_take_cookie(core, who, &a);
    return a;
}

#define CONTACT                                                                                \
    "channel=email&contact_name=Sample+Person&contact_role=Chair&contact_phone=&contact_"      \
    "address=&contact_email=%s%%40example.org"

static const struct step {
    const char *at, *fields;
} steps[] = {
    { "/interest/what",
      "what=We+run+a+drop-in%0Aon+Mondays&grounds=service&grounds=community" },
    { "/interest/areas", "areas=fife&areas=angus&areas=moray" },
    { "/interest/how", "how=asked&how=write" },
    { "/interest/needs", "needs=Easy+read" },
    { "/interest/contact", CONTACT },
};
static const char *address = "charity"; /* before the @ */

/* From the start to the check page. */
static inline void fill_all(struct someone *who, const char *name)
{
    struct answer a = fill(who, "/interest", "do=new");
    ok(a.status == 303 && str_eq(a.location, STR("/interest/who")), "[P.17] it begins");
    a = fill(
        who, "/interest/who",
        str_z(core->arena,
              str_printf(core->arena, "name=%s&charity_number=&site=&described_as=", name)));
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        bool has_address = strstr(steps[i].fields, "%s") != NULL;
        const char *f = has_address
                            ? str_z(core->arena, str_printf(core->arena, CONTACT, address))
                            : steps[i].fields;
        a = fill(who, steps[i].at, f);
    }
    ok(a.status == 303 && str_eq(a.location, STR("/interest/check")), "[P.17] up to the check");
}

struct sent {
    struct someone who;
    struct str reference, key;
    const char *email;
};

static inline struct sent send_one(const char *name)
{
    static int n;
    struct sent s = { .who = browser() };
    address = str_z(core->arena, str_printf(core->arena, "charity%d", ++n));
    s.email = str_z(core->arena, str_printf(core->arena, "%s@example.org", address));
    core_sign_in(core, &fife);
    core_sign_in(core, &angus);
    core_sign_in(core, &neighbour);
    core_mails(core);
    fill_all(&s.who, name);
    struct answer a = fill(&s.who, "/interest/check", "");
    ok(a.status == 303 && str_starts(a.location, STR("/interest/sent?r=")),
       "[P.17] it is sent");
    a = see(&s.who, str_z(core->arena, a.location));
    s.reference = between(a.body, "<strong>", "</strong>");
    s.key = str_sub(between(core_mail_to(core, s.email), "/interest/", "\n"), 0, 26);
    return s;
}

static inline void start_interest(void)
{
    core = core_start_with(options);
    fife = core_person(core, "fife", "coordinator", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    neighbour = core_person(core, "neighbour", "coordinator", "highland");
}

#endif
