/*
 * angus_help.h: what a neighbour has: one of everything that staff of a partnership see, in
 * Angus.
 */
#ifndef TESTS_CORE_ANGUS_HELP_H
#define TESTS_CORE_ANGUS_HELP_H

#include "app/house.h"
#include "modules/bodies/interest.h"
#include "modules/consultations/event.h"
#include "tests/consultation_help.h"
#include "tests/core/body_help.h"
#include "tests/core/core_people.h"
#include "tests/response_help.h"

static inline enum err angus_offer_fn(struct db *db, void *arg)
{
    const struct hash key = hash_of(STR("any"));
    const struct interest i = { .id = 1,
                                .reference = STR("ANS-7K3M-92Q2"),
                                .name = STR("Sample"),
                                .channel = STR("email"),
                                .sent_at_s = 1 };
    struct interest_area area = { .areas = STR("angus") };
    const struct store_record record = { .actor = STR("cli:0"),
                                         .action = STR("interest.send") };
    enum err e = db_one_i64(db, arg, NO_BINDS, &area.partnership_id);
    if (!e)
        e = interest_add(db, &i, &key);
    if (!e)
        e = interest_area_add(db, i.id, &area);
    return e ? e : store_record(db, &record);
}

/* What somebody wrote to Angus. */
static inline void angus_write(struct core *core)
{
    struct answer a =
        core_fill(core, "/partnerships/angus/report", "what=other&details=Sample&email=");
    ok(a.status == 303, "a report about Angus");
    a = core_fill(core, "/partnerships/angus/contact",
                  "name=Sample&email=reader%40example.org&message=Sample&step=send");
    ok(a.status == 303, "a message to Angus");
    a = core_fill(core, "/bodies/suggest", "name=Sample+Missing+Group&areas=angus");
    ok(a.status == 303, "an organisation named for Angus");
    static char angus[] = "SELECT id FROM partnership WHERE slug = 'angus'";
    is_i64(store_write(app_store(core->app), angus_offer_fn, angus), OK, "an offer to Angus");
    ok(body_help_add(core, body_help_sample("Sample of Angus"), "angus") > 0,
       "an organisation in Angus");
    int64_t body = body_help_add(core, body_help_sample("Sample of Angus"), "angus");
    ok(body > 0, "an organisation in Angus");
    (void)core_person(core, "editor", "body_editor",
                      str_z(core->arena, str_printf(core->arena, "%lld", (long long)body)));
    a = core_fill(core, "/body/join",
                  "q=x&body=sample-of-angus&person=Sample&role=Sample&email=reader%40example."
                  "org&step=send");
    ok(a.status == 303, "somebody asks to look after its entry");
}

/* A consultation of Angus that has not been published, and a response to it. */
static inline void angus_ask(struct core *core)
{
    struct help_asks h = help_asks(app_store(core->app), core->worker->db_all, core->arena);
    struct consultation x = help_consultation(&h, "angus", "Sample of Angus");
    struct response_new r = help_response(x.id, "Sample", NULL);
    ok(help_response_add(h.store, h.a, &r, h.now_s).n > 0, "a response to one of Angus");
    ok(help_consultation(&h, "angus", "Sample of Angus").id > 0, "a consultation of Angus");
    struct someone angus = core_person(core, "asks", "coordinator", "angus");
    static const char at[] = "/coordinator/consultations/sample-of-angus/questions";
    const char *sets = str_z(core->arena, str_printf(core->arena, "%s/sets", at));
    is_i64(core_fill_as(core, &angus, sets, "do=add&set=event").status, 303, "its questions");
    is_i64(core_fill_as(core, &angus, sets, "do=save&section=&name=Sample&note=").status, 303,
           "a set of Angus");
}

/* A plan of Angus. */
static inline void angus_plan(struct core *core)
{
    struct someone angus = core_person(core, "plans", "coordinator", "angus");
    is_i64(core_fill_as(core, &angus, "/coordinator/plans/new",
                        "title=Sample+of+Angus&area=angus&start_day=1&start_month=4&start_year="
                        "2027&end_day=31&end_month=3&end_year=2030&publish_day=1&publish_month="
                        "4&publish_year=2027&reason=expiry&tries=2&summary=&url=")
               .status,
           303, "a plan of Angus");
}

/* An event of Angus that only it sees. */
static inline enum err angus_event_fn(struct db *db, void *arg)
{
    struct core *core = arg;
    const struct act act = { .actor = STR("cli:0"), .now_s = clock_now_s() };
    struct event e = { .title = STR("Sample of Angus"),
                       .place = STR("Forfar"),
                       .starts_at_s = act.now_s - 7200,
                       .ends_at_s = act.now_s - 3600 };
    enum err err = db_one_i64(db, "SELECT id FROM partnership WHERE slug = 'angus'", NO_BINDS,
                              &e.partnership_id);
    return err ? err : event_add(db, core->arena, &e, &act);
}

static inline void angus_meet(struct core *core)
{
    is_i64(store_write(app_store(core->app), angus_event_fn, core), OK, "an event of Angus");
}

/* What somebody there changed on its page. */
static inline void angus_change(struct core *core)
{
    struct someone angus = core_person(core, "angus", "coordinator", "angus");
    struct answer page = core_get_as(core, &angus, "/coordinator/partnership");
    const char *form = str_z(
        core->arena, str_printf(core->arena, "do=check&seen=%.*s",
                                STR_ARG(between(page.body, "name=\"seen\" value=\"", "\""))));
    struct answer a = core_fill_as(core, &angus, "/coordinator/partnership", form);
    ok(a.status == 303, "the details of Angus are checked");
    a = core_fill_as(core, &angus, "/coordinator/bodies/lists", "name=Sample+group&filter=");
    ok(a.status == 303, "a list of Angus");
}

static inline void angus_fill(struct core *core)
{
    angus_write(core);
    angus_change(core);
    angus_meet(core);
    angus_ask(core);
    angus_plan(core);
}

#endif
