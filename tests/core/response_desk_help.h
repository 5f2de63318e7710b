/*
 * response_desk_help.h: a consultation of Fife with an online response, a letter and a late
 * one, and who works with them; one include a program.
 */
#ifndef TESTS_CORE_RESPONSE_DESK_HELP_H
#define TESTS_CORE_RESPONSE_DESK_HELP_H

#include "tests/body_help.h"
#include "app/house.h"
#include "tests/consultation_help.h"
#include "tests/response_help.h"
#include "tests/core/core_people.h"

static const char *const response_desk_options[] = { "--limit-posts", "0", "--limit-pages", "0",
                                                     NULL };

static struct core *core;
static struct someone fife, analyst, neighbour;
static struct consultation x;
static int64_t q_text, q_one;
static struct str web, letter, late;

static inline const char *at(struct str receipt, const char *ending)
{
    return str_z(core->arena, str_printf(core->arena, "/coordinator/responses/%.*s%s",
                                         STR_ARG(receipt), ending));
}

static inline const char *list_at(const char *filter)
{
    return str_z(core->arena,
                 str_printf(core->arena, "/coordinator/responses?consultation=%.*s%s",
                            STR_ARG(x.slug), filter));
}

static inline int64_t count(const char *sql)
{
    return core_count(core, sql);
}

static inline struct str add(struct response_new *new)
{
    return help_response_add(app_store(core->app), core->arena, new, clock_now_s());
}

static inline struct response_answer *words(const char *text)
{
    struct response_answer *a = ARENA_NEW(core->arena, struct response_answer);
    *a = (struct response_answer){ .question_id = q_text,
                                   .wording = 1,
                                   .value = str_from(text) };
    return a;
}

static inline void make_consultation(void)
{
    struct help_asks h = help_asks(app_store(core->app), core->worker->db_all, core->arena);
    x = help_consultation(&h, "fife", "A sample draft plan");
    int64_t views = help_section(&h, &x, "Your views", false);
    q_text = help_question(&h, &x, views,
                           (struct help_ask){ .type = "long", .title = "What is missing?" });
    q_one = help_question(&h, &x, views,
                          (struct help_ask){ .type = "one",
                                             .title = "Is it clear?",
                                             .options = "yes\tYes\nno\tNo\n",
                                             .has_other = true });
    help_publish(&h, &x);
}

static inline void make_responses(void)
{
    struct response_new one =
        help_response(x.id, "Sample Person", words("Housing on release\xE2\x80\xAEtxet"));
    one.response.respondent.email = STR("person@example.org");
    one.response.may_contact = true;
    web = add(&one);
    struct response_new two = help_response(x.id, "", words("More buses"));
    two.response.who = STR("organisation");
    two.response.respondent.organisation = STR("Sample Harbour Trust");
    two.response.channel = STR("letter");
    two.response.entered_by = fife.account_id;
    two.response.entered_role = STR("Coordinator");
    two.response.source_ref = STR("Box 4, letter 12");
    two.response.received_on = STR("2026-11-20");
    two.response.handling = STR("identity_check");
    letter = add(&two);
    struct response_new three = help_response(x.id, "Sample Late", words("Too late"));
    three.response.late = STR("waiting");
    three.response.counting = STR("late_out");
    late = add(&three);
}

/* The site, its people and the responses. */
static inline void response_desk_begin(void)
{
    core = core_start_with(response_desk_options);
    fife = core_person(core, "fife", "coordinator", "fife");
    analyst = core_person(core, "analyst", "analyst", "fife");
    neighbour = core_person(core, "neighbour", "coordinator", "highland");
    make_consultation();
    make_responses();
}

#endif
