/* test_consultation_second.c: what a second person was asked to publish is what is published:
 * any change of it, of its questions and papers too, takes the request back (3.9). */
#include "tests/core/question_help.h"

static struct someone fife, second;
static struct consultation x;
static int64_t section, question;

#define ONE "/coordinator/consultations/sample-plan"

static const char *z_of(const char *format, int64_t id)
{
    return str_z(core->arena, str_printf(core->arena, "%s%lld", format, (long long)id));
}

static int64_t version(void)
{
    return core_count(core, "SELECT version FROM consultation");
}

static struct answer send_as(const struct someone *who, const char *ending, const char *fields)
{
    struct arena *a = core->arena;
    const char *at = str_z(a, str_printf(a, ONE "%s", ending));
    return core_fill_seen(core, who, at, fields);
}

static struct answer build(const char *ending, const char *fields)
{
    const char *at = str_z(core->arena, str_printf(core->arena, ONE "/questions%s", ending));
    return core_fill_as(core, &fife, at, fields);
}

static void make_draft(void)
{
    x = consultation_made("Sample plan");
    section = section_made(x.id, "Sample section", false);
    question = question_made(x.id,
                             (struct question){ .section_id = section,
                                                .type = QUESTION_LONG,
                                                .title = STR("What is missing?") },
                             "");
    const char *about = "title=Sample+plan&ending=sample-plan&kind=plan_draft&summary=Sample&"
                        "overview=Sample&why=Sample&next=Sample&areas=fife&audiences=public&"
                        "minutes=";
    is_i64(send_as(&fife, "/about", about).status, 303, "about");
    is_i64(send_as(&fife, "/contact",
                   "contact_role=Coordinator&contact_email=justice%40example.org")
               .status,
           303, "contact");
    is_i64(send_as(&fife, "/privacy", "privacy=Sample+notice").status, 303, "privacy");
    is_i64(send_as(&fife, "/who", "who=everybody&second=two").status, 303,
           "[3.9] a second person is asked for");
}

static void ask(const char *what)
{
    is_i64(send_as(&fife, "/publish", "do=ask").status, 303, what);
    is_str(core_text(core, "SELECT stage FROM consultation"), "waiting", "it waits");
}

/* After the change of that name: the second person cannot publish what they were not shown. */
static void is_taken_back(struct answer a, const char *what)
{
    is_i64(a.status, 303, what);
    is_str(core_text(core, "SELECT stage FROM consultation"), "draft",
           "[3.9] it has to be asked for again");
    is_i64(core_fill_as(core, &second, ONE "/publish",
                        str_z(core->arena, str_printf(core->arena, "do=publish&seen=%lld",
                                                      (long long)version())))
               .status,
           422, "[3.9] so the second one does not publish it");
    ask("asked again");
}

static void test_said(void)
{
    ask("[3.9] asked for");
    struct answer a = core_get_as(core, &fife, ONE "/questions");
    ok(has(a.body, "they have to be asked again"),
       "[3.9] before a change it is said what it does");
    ok(has(core_get_as(core, &second, "/coordinator/consultations").body,
           "Waits for a second coordinator"),
       "[3.9] the list says what waits");
    const struct answer was = core_get_as(core, &second, ONE "/publish");
    ok(has(was.body, "value=\"publish\""), "[3.9] the second one looks at it");
    a = build(z_of("/", question), "type=long&title=What+else+is+missing%3F&section=");
    is_i64(a.status, 303, "meanwhile a question gets other words");
    a = core_post_as(
        core, &second, ONE "/publish",
        str_z(core->arena,
              str_printf(core->arena, "%.*s&do=publish&seen=%.*s",
                         STR_ARG(core_tokens(core, was.body)),
                         STR_ARG(between(was.body, "name=\"seen\" value=\"", "\"")))));
    ok(a.status == 422 && core_count(core, "SELECT count(*) FROM consultation_public") == 0,
       "[3.9] what was looked at is not what there is: nothing is published");
    a = core_get_as(core, &fife, ONE);
    ok(has(a.body, "changed after a second coordinator was asked") &&
           has(a.body, "href=\"" ONE "/publish\""),
       "[3.9] and the first one is told to ask again");
    ask("asked again");
}

static void test_each(void)
{
    is_taken_back(
        build("/new?type=short", z_of("type=short&title=Who+are+you%3F&section=", section)),
        "a question is added");
    is_taken_back(build("", z_of("do=down-", question)), "moved");
    is_taken_back(
        build(str_z(core->arena, str_printf(core->arena, "/%lld/remove", (long long)question)),
              "reason="),
        "removed");
    is_taken_back(build("/sections/new", "title=Sample+more&intro="), "a section is added");
    is_taken_back(build(z_of("/sections/", section), "title=Sample+words&intro="),
                  "a section is changed");
    is_taken_back(build("/sets", "do=add&set=equality"), "a set is added");
    is_taken_back(
        send_as(&fife, "/papers/new", "kind=plan_draft&title=Sample&of=none&body=Sample"),
        "a paper is added");
    is_taken_back(send_as(&fife,
                          str_z(core->arena, str_printf(core->arena, "/papers/%lld/remove",
                                                        (long long)core_count(
                                                            core, "SELECT id FROM "
                                                                  "consultation_document"))),
                          "reason="),
                  "a paper is taken away");
    is_taken_back(send_as(&fife, "/privacy", "privacy=Sample+other+notice"), "the notice");
    is_i64(build("/sets", "do=save&name=Sample+set&note=&section=").status, 303,
           "questions are saved as a set of the partnership");
    is_str(core_text(core, "SELECT stage FROM consultation"), "waiting",
           "that changes nothing of it");
}

/* Who takes the second person off has not got rid of them. */
static void test_taken_off(void)
{
    static const char *const one = "who=everybody&second=one",
                             *two = "who=everybody&second=two";
    is_i64(send_as(&fife, "/who", one).status, 303, "the first one takes the second off");
    struct answer a = core_get_as(core, &fife, ONE "/publish");
    ok(!has(a.body, "value=\"publish\"") && has(a.body, "you took that back"),
       "[3.9] and has no button to publish it then");
    a = send_as(&fife, "/publish", "do=publish");
    ok(a.status == 422 && has(a.body, "You took the second person off") &&
           core_count(core, "SELECT count(*) FROM consultation_public") == 0,
       "[3.9] nor does the program let them");
    ok(has(core_get_as(core, &second, ONE "/publish").body, "value=\"publish\""),
       "[3.9] another coordinator may");
    is_i64(send_as(&second, "/who", two).status, 303, "who may also put it back");
    is_i64(send_as(&fife, "/publish", "do=publish").status, 422, "[3.9] as it was");
    is_i64(send_as(&second, "/who", one).status, 303, "the other one takes it off");
    ok(has(core_get_as(core, &fife, ONE "/publish").body, "value=\"publish\"") &&
           !has(core_get_as(core, &second, ONE "/publish").body, "value=\"publish\""),
       "[3.9] then two people had to do with it, and the first one publishes");
    ok(has(core_text(core, "SELECT group_concat(detail) FROM audit WHERE action = "
                           "'consultation.change' /*scan*/"),
           "needs_second"),
       "[3.9] the record says who took it off");
    is_i64(send_as(&fife, "/who", two).status, 303, "put back");
    ask("asked again");
}

static void test_published(void)
{
    struct answer a = core_get_as(core, &fife, ONE "/publish");
    ok(has(a.body, "The same person cannot do both") && !has(a.body, "value=\"publish\""),
       "[3.9] the first one has no button");
    is_i64(send_as(&second, "/publish", "do=publish").status, 303,
           "[3.9] the second one publishes what stands there");
    is_i64(core_count(core, "SELECT count(*) FROM consultation_public"), 1, "it is public");
}

int main(void)
{
    core = core_start();
    fife = core_person(core, "fife", "coordinator", "fife");
    second = core_person(core, "second", "coordinator", "fife");
    make_draft();
    test_said();
    test_each();
    test_taken_off();
    test_published();
    core_stop(core);
    return done_testing();
}
