/* test_framework_pages.c: an administrator extends lists, enters a set of outcomes by hand and
 * chooses the current one. */
#include "tests/core/core_people.h"

#include "app/house.h"
#include "modules/framework/framework.h"
#include "modules/framework/list.h"
#include "tests/core/core_data.h"

#define TOPICS "/admin/lists/topics"
#define HOUSING TOPICS "/words/housing"
#define SET "/admin/framework/fife2019"
#define ITEM "kind=national_outcome&seq=1&parent=&unit=&source=&verified=no"

static const char *const options[] = {
    "--contact-mail", "desk@cj.example", "--limit-posts", "0", "--limit-pages", "0", NULL
};

static struct core *core;
static struct someone admin, coordinator;

static struct answer fill(const char *target, const char *fields)
{
    return core_fill_as(core, &admin, target, fields);
}

static struct str label_of(const char *code)
{
    return core_text(core, str_z(core->arena, str_printf(core->arena,
                                                         "SELECT label FROM list_word WHERE "
                                                         "list = 'topic' AND code = '%s'",
                                                         code)));
}

/* The fields of a form that was shown, with others typed. */
static struct answer send_shown(const struct answer *page, const char *target,
                                const char *fields)
{
    struct str seen = between(page->body, "name=\"seen\" value=\"", "\"");
    struct str form = str_printf(core->arena, "%.*s&seen=%.*s&%s",
                                 STR_ARG(core_tokens(core, page->body)), STR_ARG(seen), fields);
    return core_post_as(core, &admin, target, str_z(core->arena, form));
}

/* --- lists --- */

static void test_who(void)
{
    is_i64(core_get_as(core, &coordinator, "/admin/lists").status, 403,
           "[S9] a coordinator does not keep lists");
    is_i64(core_get_as(core, &coordinator, "/admin/framework").status, 403,
           "[S9] nor outcomes");
    is_i64(core_get_as(core, &admin, "/admin/lists/no-such").status, 404, "no such list");
    is_i64(core_get_as(core, &admin, TOPICS "/words/no_such").status, 404, "no such word");
    is_i64(core_get_as(core, &admin, "/admin/framework/1999").status, 404, "no such set");
    is_i64(core_get_as(core, &admin, "/admin/framework/2023/items/NO99").status, 404,
           "no such item");
}

static void test_lists(void)
{
    struct answer a = core_get_as(core, &admin, "/admin/lists");
    ok(a.status == 200 && has(a.body, "href=\"" TOPICS "\">Topics<") &&
           has(a.body, "kinds-of-organisation"),
       "the lists");
    a = core_get_as(core, &admin, TOPICS);
    ok(a.status == 200 && has(a.body, "23 words") && has(a.body, "Alcohol and drugs") &&
           has(a.body, "<code>substance_use</code>"),
       "one of them, with the codes that stand in data");
}

static void test_add_word(void)
{
    struct answer a = fill(TOPICS "/new", "label=");
    ok(a.status == 422 && has(a.body, "href=\"#label\">Enter the words<"),
       "[8.3] nothing entered");
    a = fill(TOPICS "/new", "label=H%C3%B2using");
    ok(a.status == 422 && has(a.body, "“Housing” is in this list already") &&
           has(a.body, "value=\"Hòusing\""),
       "[8.3] a word that reads the same, with what was typed");
    a = fill(TOPICS "/new", "label=Rural+places+%26+islands");
    ok(a.status == 303 && str_eq(a.location, STR(TOPICS "?done=added")), "a new word");
    is_str(label_of("rural_places_and_islands"), "Rural places & islands",
           "is added with a code made of it");
    ok(has(core_get_as(core, &admin, TOPICS "?done=added").body, "The word is added"),
       "and the list says so");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'list.add'"), 1,
           "[S41] on record");
}

static void test_change_word(void)
{
    struct answer first = core_get_as(core, &admin, HOUSING);
    ok(first.status == 200 && has(first.body, "value=\"Housing\""), "a word to change");
    struct answer second = core_get_as(core, &admin, HOUSING);
    struct answer a = send_shown(&first, HOUSING, "label=Home+and+housing&offered=yes");
    ok(a.status == 303 && str_eq(label_of("housing"), STR("Home and housing")), "is renamed");
    a = send_shown(&second, HOUSING, "label=Houses&offered=yes");
    ok(a.status == 409 && has(a.body, "It now says “Home and housing”") &&
           has(a.body, "value=\"Houses\""),
       "[S50] who was second is told, and keeps what was typed");
    a = send_shown(&a, HOUSING, "label=Houses&offered=yes");
    ok(a.status == 303 && str_eq(label_of("housing"), STR("Houses")),
       "[S50] and saves it knowingly");
    a = fill(HOUSING, "label=Houses");
    ok(a.status == 422 && has(a.body, "Select whether people can choose it"),
       "[8.3] nothing chosen");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'list.change'"), 2,
           "[S41] on record");
}

static void test_retire_word(void)
{
    struct answer page = core_get_as(core, &admin, TOPICS "/words/women");
    struct answer a = send_shown(&page, TOPICS "/words/women", "label=Women&offered=no");
    ok(a.status == 303 && has(core_get_as(core, &admin, TOPICS).body, "Retired"),
       "a word is retired");
    a = fill(TOPICS "/new", "label=women");
    ok(a.status == 422 && has(a.body, "already, but retired"),
       "and cannot come a second time beside itself");
    page = core_get_as(core, &admin, TOPICS "/words/women");
    a = send_shown(&page, TOPICS "/words/women", "label=Women&offered=yes");
    ok(a.status == 303 &&
           core_count(core, "SELECT count(*) FROM list_word WHERE is_retired = 1") == 0,
       "it is offered again");
}

static struct str first_topics(void)
{
    return core_text(core, "SELECT group_concat(code, ' ') FROM (SELECT code FROM list_word "
                           "WHERE list = 'topic' ORDER BY seq LIMIT 3)");
}

static void test_move_word(void)
{
    is_i64(fill(TOPICS, "do=up-arrest").status, 303, "a word is moved up");
    is_str(first_topics(), "arrest diversion bail_remand", "the order of forms");
    is_i64(fill(TOPICS, "do=up-arrest").status, 303, "at the beginning");
    is_str(first_topics(), "arrest diversion bail_remand", "it stays");
    is_i64(fill(TOPICS, "do=down-arrest").status, 303, "and down again");
    is_str(first_topics(), "diversion arrest bail_remand", "as it was");
    is_i64(fill(TOPICS, "do=sideways-arrest").status, 400, "no other way");
    is_i64(fill(TOPICS, "do=up-no_such").status, 404, "no other word");
    core_data_load(core);
    is_str(label_of("housing"), "Houses", "an import of the shipped lists leaves what was set");
    is_i64(core_count(core, "SELECT count(*) FROM list_word WHERE list = 'topic' AND "
                            "is_retired = 0"),
           24, "and what was added");
}

/* --- outcomes --- */

static void test_sets(void)
{
    struct answer a = core_get_as(core, &admin, "/admin/framework");
    ok(a.status == 200 && has(a.body, "Community Justice Performance Framework 2023") &&
           has(a.body, "National Strategy for Community Justice 2022"),
       "[P.15] the national sets");
    a = core_get_as(core, &admin, "/admin/framework/2023");
    ok(a.status == 200 && has(a.body, "This is the current set") && has(a.body, "NI10"),
       "[P.15] the set of 2023 with its items is current");
    a = fill("/admin/framework/new", "code=New+One&name=");
    ok(a.status == 422 && has(a.body, "at most 20 small letters and digits") &&
           has(a.body, "href=\"#name\">Enter the name of the set<") &&
           has(a.body, "value=\"New One\""),
       "[8.3] errors beside their fields, with what was typed");
    is_i64(fill("/admin/framework/new", "code=2023&name=Again").status, 422,
           "a code that is taken");
    is_i64(fill("/admin/framework/new", "code=new&name=New").status, 422,
           "a code that is an address of ours");
    a = fill("/admin/framework/new", "code=fife2019&name=Fife+outcomes+2019");
    ok(a.status == 303 && str_eq(a.location, STR(SET "?done=saved")),
       "[P.15] an older local set is entered by hand");
    ok(!has(core_get_as(core, &admin, SET).body, "Make this the current set"),
       "[P.15] without outcomes it is not to be made current");
}

static void test_items(void)
{
    struct answer a = fill(SET "/items/new", "kind=goal&seq=0&code=O+1&text=&parent=PA99");
    ok(a.status == 422 && has(a.body, "Select what kind of item it is") &&
           has(a.body, "letters, digits and hyphens") &&
           has(a.body, "Enter the words of the item") &&
           has(a.body, "There is no item with the code “PA99”") &&
           has(a.body, "whole number from 1 to 9,999") && has(a.body, "value=\"O 1\""),
       "[8.3] errors beside their fields");
    a = fill(SET "/items/new", ITEM "&code=O1&text=Fewer+people+are+held+on+remand");
    ok(a.status == 303 && str_eq(a.location, STR(SET "?done=added")),
       "[P.15] an outcome, item by item");
    is_i64(fill(SET "/items/new", ITEM "&code=o1&text=Again").status, 422,
           "a code that is taken, in whatever letters");
    a = fill(SET "/items/new", "kind=national_indicator&seq=1&parent=O1&unit=number&source="
                               "Council&verified=yes&code=I1&text=People+on+remand");
    ok(a.status == 303 && has(core_get_as(core, &admin, SET).body, "Council (number)"),
       "[P.15] an indicator under it");
}

static void test_change_item(void)
{
    const char *at = SET "/items/O1";
    struct answer first = core_get_as(core, &admin, at), second = first;
    ok(first.status == 200 && has(first.body, "Fewer people are held on remand"),
       "an item to change");
    second = core_get_as(core, &admin, at);
    struct answer a = send_shown(&first, at, ITEM "&text=Fewer+on+remand");
    is_i64(a.status, 303, "is changed");
    a = send_shown(&second, at, ITEM "&text=Other+words");
    ok(a.status == 409 && has(a.body, "It now says “Fewer on remand”") &&
           has(a.body, "Other words"),
       "[S50] who was second is told, and keeps what was typed");
    a = fill(SET "/name", "name=");
    is_i64(a.status, 422, "[8.3] a set has a name");
    struct answer name = core_get_as(core, &admin, SET "/name");
    a = send_shown(&name, SET "/name", "name=Fife+outcomes");
    ok(a.status == 303 && has(core_get_as(core, &admin, SET).body, "Fife outcomes<"),
       "which may change");
}

static void test_choose(void)
{
    struct outcomes all;
    struct answer a = fill(SET, "");
    ok(a.status == 303 && str_eq(a.location, STR("/admin/framework?done=chosen")),
       "[P.15] the current set is chosen");
    ok(outcomes_load(core->worker->db_all, core->arena, &all) == OK && all.n == 10 &&
           all.item[0].is_offered && !all.item[1].is_offered &&
           str_eq(all.item[0].key, STR("fife2019:O1")),
       "[P.15] forms offer its outcomes; the others stay known");
    core_data_load(core);
    is_i64(core_count(core, "SELECT count(*) FROM framework_version WHERE is_current = 1 AND "
                            "code = 'fife2019'"),
           1, "[P.15] an import leaves the choice");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action LIKE 'framework.%'"), 6,
           "[S41] on record");
    struct answer other = core_get_as(core, &admin, "/admin/framework/2023");
    a = core_post_as(core, &admin, "/admin/framework/2022",
                     str_z(core->arena, core_tokens(core, other.body)));
    ok(a.status == 409 && has(a.body, "This set has no outcome yet"),
       "[P.15] nor by a form of another set");
    is_i64(fill("/admin/framework/2023", "").status, 303, "and back");
}

int main(void)
{
    core = core_start_with(options);
    admin = core_person(core, "admin", "admin", NULL);
    coordinator = core_person(core, "coordinator", "coordinator", "fife");
    test_who();
    test_lists();
    test_add_word();
    test_change_word();
    test_retire_word();
    test_move_word();
    test_sets();
    test_items();
    test_change_item();
    test_choose();
    core_stop(core);
    return done_testing();
}
