/* test_suggestion.c: an organisation that is missing is named, looked at, answered. */
#include "tests/core/body_help.h"
#include "tests/core/core_people.h"

#include "modules/bodies/suggestion.h"

static const char *const options[] = {
    "--contact-mail", "desk@cj.example", "--limit-posts", "0", "--limit-pages", "0", NULL
};

static struct core *core;
static struct someone coordinator, neighbour, admin;

#define FORM "/bodies/suggest"

static const char *one(const char *part, struct str reference)
{
    return str_z(core->arena,
                 str_printf(core->arena, "%s/suggestions/%.*s", part, STR_ARG(reference)));
}

static struct str last_reference(void)
{
    return core_text(core, "SELECT reference FROM body_suggestion ORDER BY received_at_s DESC, "
                           "rowid DESC LIMIT 1");
}

/* --- naming one --- */

static void test_form(void)
{
    struct answer a = core_get(core, FORM, NULL);
    ok(a.status == 200 && has(a.body, "Name of the organisation") && has(a.body, "(optional)"),
       "[2.9] the form asks for little");
    a = core_fill(core, FORM, "name=&charity_number=SC12&web=a+b&email=x&words=Kept");
    ok(a.status == 422 && has(a.body, "Enter the name of the organisation") &&
           has(a.body, "like SC012345") && has(a.body, "format, like www.example.org") &&
           has(a.body, "like name@example.com") && has(a.body, "Kept</textarea>"),
       "[2.9] each mistake is said, what was typed stays");
    is_i64(core_count(core, "SELECT count(*) FROM body_suggestion"), 0, "nothing is stored");
    a = core_fill(core, FORM, "name=Sample+Robot&website=http%3A%2F%2Fspam.example");
    ok(a.status == 422 && core_count(core, "SELECT count(*) FROM body_suggestion") == 0,
       "[12.1] a filled trap field stores nothing");
}

static void test_hint(void)
{
    struct answer a = core_fill(core, FORM, "name=the+sample+KITCHEN&areas=fife");
    ok(a.status == 200 && has(a.body, "Is it one of these?") &&
           has(a.body, "/bodies/sample-kitchen") && has(a.body, "Send anyway"),
       "[2.9] a likely duplicate is shown before anything is sent");
    is_i64(core_count(core, "SELECT count(*) FROM body_suggestion"), 0,
           "nothing is stored yet");
    a = core_fill(core, FORM, "name=Sample+Refuge&areas=fife");
    ok(!has(a.body, "Is it one of these?") && a.status == 303,
       "[P.12] one that may not be named is no hint");
    a = core_fill(core, FORM, "name=the+sample+KITCHEN&areas=fife&anyway=yes");
    ok(a.status == 303, "[2.9] it can be sent anyway");
    is_i64(core_count(core, "SELECT count(*) FROM body_suggestion"), 2, "and is stored");
}

static void test_send(void)
{
    struct answer a = core_fill(core, FORM,
                                "name=Sample+New+Group&charity_number=sc+900099&"
                                "web=new.example.org&areas=fife&areas=angus&words=Walks&"
                                "email=who%40example.org");
    ok(a.status == 303 && has(a.location, "/bodies/suggest/sent?r="), "[2.9] it is sent");
    struct str reference = last_reference();
    ok(has(core_get(core, str_z(core->arena, a.location), NULL).body, "Thank you") &&
           has(core_get(core, str_z(core->arena, a.location), NULL).body,
               str_z(core->arena, reference)),
       "[2.9] with thanks and a reference");
    is_str(core_text(core, "SELECT charity_number || ' ' || website || ' ' || areas FROM "
                           "body_suggestion WHERE name = 'Sample New Group'"),
           "SC900099 https://new.example.org fife;angus", "[2.4] the number in its form");
    struct str mails = core_mails(core);
    ok(has(mails, "To: who@example.org") && has(mails, str_z(core->arena, reference)) &&
           !has(mails, "New Group"),
       "[2.9] [S6] a receipt goes to the address, with nothing that was typed");
}

/* --- answering --- */

static void test_who(struct str reference)
{
    ok(has(core_get_as(core, &coordinator, "/coordinator/suggestions").body,
           "Sample New Group"),
       "[2.9] the coordinator of the first area sees it");
    ok(!has(core_get_as(core, &neighbour, "/coordinator/suggestions").body,
            "Sample New Group") &&
           core_get_as(core, &neighbour, one("/coordinator", reference)).status == 404,
       "[S10] (ASVS 8.2.2) the coordinator of another does not");
    ok(has(core_get_as(core, &admin, "/admin/suggestions").body, "Sample New Group"),
       "[2.9] an administrator sees all");
    ok(has(core_get_as(core, &coordinator, "/coordinator").body,
           "Suggested organisations to answer"),
       "[2.9] it stands among what is to do");
}

static void test_answer(void)
{
    struct str reference = core_text(
        core, "SELECT reference FROM body_suggestion WHERE name = 'Sample New Group'");
    const char *at = one("/coordinator", reference);
    test_who(reference);
    struct answer a = core_get_as(core, &coordinator, at);
    ok(has(a.body, "/coordinator/bodies/new?partnership=fife&amp;name=Sample%20New%20Group&amp;"
                   "charity_number=SC900099"),
       "[2.9] it leads to the form that adds it, filled in");
    ok(has(core_get_as(core, &coordinator,
                       "/coordinator/bodies/new?partnership=fife&name=Sample%20New%20Group")
               .body,
           "value=\"Sample New Group\""),
       "[2.9] which has the name");
    a = core_fill_as(core, &coordinator, at, "answer=added&reason=");
    ok(a.status == 422 && has(a.body, "If it is not listed, add it first"),
       "[2.9] added without an entry is no answer");
    a = core_fill_as(core, &coordinator, at, "answer=declined&reason=");
    ok(a.status == 422 && has(a.body, "Enter why"), "[2.9] nor declined without a reason");
    int64_t id = body_help_add(core, body_help_sample("Sample New Group"), "fife");
    a = core_fill_as(
        core, &coordinator, at,
        str_z(core->arena,
              str_printf(core->arena, "answer=added&entry=%lld&reason=Thanks", (long long)id)));
    ok(a.status == 303, "[2.9] added: answered");
    struct str mails = core_mails(core);
    ok(has(mails, "It is in the register now.") && has(mails, "/bodies/sample-new-group") &&
           has(mails, "Thanks"),
       "[2.9] and mailed, with the page of the entry");
    is_i64(core_count(core, "SELECT count(*) FROM body_suggestion WHERE state = 'added' AND "
                            "body_id IS NOT NULL AND answered_by IS NOT NULL"),
           1, "what became of it is kept");
    ok(core_count(core, "SELECT count(*) FROM audit WHERE action = 'suggestion.answer'") == 1,
       "with its record");
}

static void test_decline(void)
{
    struct answer a = core_fill(core, FORM, "name=Sample+Nowhere+Group&email=x%40example.org");
    struct str reference = core_text(
        core, "SELECT reference FROM body_suggestion WHERE name = 'Sample Nowhere Group'");
    ok(a.status == 303 && str_starts(reference, STR("SCO-")), "without an area");
    ok(core_get_as(core, &coordinator, one("/coordinator", reference)).status == 404,
       "[2.9] no coordinator sees it");
    a = core_fill_as(core, &admin, one("/admin", reference),
                     "answer=declined&reason=It+closed+in+2019");
    ok(a.status == 303 && has(core_mails(core), "It closed in 2019"),
       "[2.9] an administrator answers it, with the reason");
    a = core_get_as(core, &admin, one("/admin", reference));
    ok(has(a.body, "Not taken in") && has(a.body, "It closed in 2019") &&
           !has(a.body, "Send the answer"),
       "[2.9] once");
}

static void test_retention(void)
{
    int64_t later = clock_now_s() + (int64_t)MESSAGE_KEEP_MOST_DAYS * 86400 + 86400;
    is_i64(suggestion_retain(app_store(core->app), later), OK, "the time is over");
    is_i64(core_count(core,
                      "SELECT count(*) FROM body_suggestion WHERE words <> '' OR email <> "
                      "'' OR erased_at_s IS NULL"),
           0, "[2.9] words and addresses are erased, the fact stays");
}

int main(void)
{
    core = core_start_with(options);
    coordinator = core_person(core, "fife", "coordinator", "fife");
    neighbour = core_person(core, "angus", "coordinator", "angus");
    admin = core_person(core, "admin", "admin", NULL);
    (void)body_help_add(core, body_help_sample("Sample Kitchen"), "fife");
    struct body refuge = body_help_sample("Sample Refuge");
    refuge.is_named = false;
    refuge.description = STR("a support group");
    (void)body_help_add(core, refuge, "fife");
    test_form();
    test_hint();
    test_send();
    test_answer();
    test_decline();
    test_retention();
    core_stop(core);
    return done_testing();
}
