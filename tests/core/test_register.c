/* test_register.c: the public register: search, filters, pages, one organisation; what may not
 * be named is nowhere. */
#include "tests/core/body_help.h"

static const char *const options[] = { "--contact-mail",
                                       "desk@cj.example",
                                       "--limit-posts",
                                       "0",
                                       "--limit-pages",
                                       "0",
                                       "--limit-searches",
                                       "0",
                                       NULL };

static struct core *core;

static struct str page(const char *target)
{
    struct answer a = core_get(core, target, NULL);
    if (a.status != 200)
        printf("# %s: %d\n", target, a.status);
    return a.status == 200 ? a.body : STR("");
}

static void make_register(void)
{
    struct body kitchen = body_help_sample("Sample Women's Kitchen");
    kitchen.charity_number = STR("SC900011");
    kitchen.purposes = STR("Cooks with people on release. Bàrd <b>nights</b>.");
    kitchen.topics = STR("housing;women");
    kitchen.grounds = STR("service");
    kitchen.website = STR("https://kitchen.example.org");
    kitchen.contact_role = STR("Volunteer coordinator");
    kitchen.contact_email = STR("office@kitchen.example.org");
    kitchen.own_email = STR("secret@kitchen.example.org");
    kitchen.office = STR("Perth");
    kitchen.reviewed_on = STR("2026-10-01");
    ok(body_help_add(core, kitchen, "fife;angus") > 0, "one organisation");
    struct body group = body_help_sample("Sample Garden Group");
    group.kind = STR("group");
    group.is_community = true;
    group.purposes = STR("Gardens, and a kitchen on Fridays.");
    ok(body_help_add(core, group, "fife") > 0, "a group without a number");
    struct body stale = body_help_sample("Sample Kitchen of Old");
    stale.is_stale = true;
    ok(body_help_add(core, stale, "orkney") > 0, "one out of date");
    struct body refuge = body_help_sample("Sample Refuge House");
    refuge.is_named = false;
    refuge.description = STR("a women's support group");
    refuge.purposes = STR("Zebrafinch shelter");
    ok(body_help_add(core, refuge, "fife") > 0, "one that may not be named");
    char name[40];
    for (int i = 0; i < 23; i++) {
        snprintf(name, sizeof name, "Sample Many %02d", i);
        (void)body_help_add(core, body_help_sample(str_z(core->arena, str_from(name))),
                            "moray");
    }
}

static void test_search(void)
{
    struct str p = page("/bodies?q=kitchen");
    ok(has(p, "Showing 1 to 3 of 3 organisations"), "[2.1] all that say it are counted");
    size_t women = str_find(p, STR("/bodies/sample-women")),
           group = str_find(p, STR("/bodies/sample-garden")),
           old = str_find(p, STR("/bodies/sample-kitchen-of-old"));
    ok(women < group && group < old,
       "[2.1] a name that says it comes first; [2.8] a stale one last");
    ok(has(p, "<mark>Kitchen</mark>") && has(p, "<mark>kitchen</mark>"),
       "[2.1] the words found are marked");
    ok(has(p, "This entry may be out of date"), "[2.8] a stale entry says so in the list");
    ok(has(page("/bodies?q=womens+KITCH"), "of 1 organisation<"),
       "[2.1] apostrophes, capitals and the ending of the last word do not matter");
    ok(has(page("/bodies?q=b%C3%A0rd"), "of 1 organisation<") &&
           has(page("/bodies?q=bard"), "of 1 organisation<"),
       "[2.1] accents are folded");
    ok(has(page("/bodies?q=SC900011"), "of 1 organisation<"), "[2.4] a number is found");
    p = page("/bodies?q=kichten");
    ok(has(p, "No organisations match") && has(p, "/bodies?q=kitchen\">kitchen</a>"),
       "[2.1] a misspelt word is answered with one that is found");
    p = page("/bodies?q=qqqqqq");
    ok(has(p, "Clear filters") && has(p, "/bodies/suggest") && !has(p, "Did you mean"),
       "[2.1] nothing found: clear the filters, or suggest one");
    ok(has(page("/bodies?q=%22+OR+terms%3Apub+NEAR(*"), "No organisations match"),
       "[S4] (ASVS 1.2.4) signs of a search language are words like others");
    ok(has(page("/bodies?q=**"), "No organisations match"), "[2.1] signs alone find nothing");
}

static void test_filters(void)
{
    ok(has(page("/bodies?area=fife"), "of 2 organisations"), "[2.1] by area served");
    ok(has(page("/bodies?area=perth-and-kinross"), "No organisations match"),
       "[2.2] where it is registered is no area it serves");
    ok(has(page("/bodies?topic=women&area=angus"), "of 1 organisation<"), "[2.1] by topic");
    ok(has(page("/bodies?ground=community"), "of 1 organisation<") &&
           has(page("/bodies?ground=service"), "of 1 organisation<"),
       "[2.1] by ground, community bodies too");
    ok(has(page("/bodies?kind=group"), "of 1 organisation<"), "[2.1] by kind");
    ok(has(page("/bodies?partnership=fife&q=kitchen"), "of 2 organisations"),
       "[2.1] by partnership, with words");
    struct str p = page("/bodies?area=fife&topic=women");
    ok(has(p, "Works in: Fife. Topic: ") && has(p, "href=\"/bodies\">Clear filters"),
       "[2.1] the filters are said, with a way to clear them");
    ok(has(p, "<option value=\"fife\" selected>"), "[2.1] and stand in the form");
    p = page("/bodies?topic=nonsense");
    ok(has(p, "not one of ours") && has(p, "of 26 organisations"),
       "[2.1] a filter that is none is left out, and said so");
    ok(has(page("/bodies?area=..%2F"), "not one of ours"), "[2.1] so is one of a wrong form");
}

static void test_pages(void)
{
    struct str p = page("/bodies?area=moray");
    ok(has(p, "Showing 1 to 10 of 23 organisations") &&
           has(p, "href=\"/bodies?area=moray&amp;page=2\" rel=\"next\""),
       "[2.1] ten a page, the filter kept");
    p = page("/bodies?area=moray&page=3");
    ok(has(p, "Showing 21 to 23 of 23") && !has(p, "rel=\"next\""), "[2.1] the last page");
    ok(core_get(core, "/bodies?area=moray&page=4", NULL).status == 404,
       "[2.1] there is no page after it");
    int64_t at =
        core_count(core, "SELECT position FROM body_public WHERE name = 'Sample Many 19'");
    p = page(str_z(core->arena,
                   str_printf(core->arena, "/bodies?area=moray&after=%lld", (long long)at)));
    ok(has(p, "Sample Many 20") && has(p, "Sample Many 22") && !has(p, "Sample Many 19"),
       "[2.1] beyond what is counted it goes on after a place");
}

static void test_one(void)
{
    struct str p = page("/bodies/sample-womens-kitchen");
    ok(has(p, "<h2>Where it works</h2>") && has(p, ">Fife</a>") && has(p, ">Angus</a>") &&
           has(p, "Registered office") && has(p, "Perth"),
       "[2.2] areas served stand apart from the registered office");
    ok(has(p, "charity-details?number=SC900011\" rel=\"noreferrer\""),
       "[2.4] the charity number leads to the register of charities");
    ok(has(p, "Volunteer coordinator") && has(p, "mailto:office@kitchen.example.org") &&
           !has(p, "secret@"),
       "[2.14] the public contact is a role; what is not public is not there");
    ok(has(p, "&lt;b&gt;nights"), "[S1] (ASVS 1.2.1) its words are text");
    ok(has(p, "Nothing published yet"), "[P.20] what is published about it: nothing yet");
    ok(has(p, "1 October 2026") && has(p, "Sample entry"),
       "[2.8] when reviewed, and the source");
    ok(has(page("/bodies/sample-garden-group"), "Not a registered charity"),
       "[2.3] a group without a number is labelled");
    ok(has(page("/bodies/sample-kitchen-of-old"), "may be out of date"),
       "[2.8] a stale entry says so");
}

static void test_elsewhere(void)
{
    struct str p = page("/partnerships/fife");
    ok(has(p, "<h2>Organisations</h2>") && has(p, "/bodies/sample-garden-group") &&
           has(p, "/bodies?partnership=fife"),
       "[2.1] the page of a partnership has the first ones, and the way to all");
    ok(!has(p, "Refuge"), "[P.12] but none that may not be named");
    ok(has(page("/partnerships/highland"), "No organisations have been entered"),
       "[2.1] or says that there are none, with the way to suggest one");
    p = page("/search?q=kitchen");
    ok(has(p, ">Organisations</h2>") && has(p, "/bodies/sample-womens-kitchen"),
       "[2.1] the search of the whole site finds them too");
    ok(has(page("/search?q=sample"), "/bodies?q=sample"),
       "[2.1] the first, and the way to all");
    ok(has(page("/search?q=kichten"), "q=kitchen"), "[2.1] and helps with their spelling");
}

static void test_unnamed(void)
{
    ok(core_get(core, "/bodies/sample-refuge-house", NULL).status == 404,
       "[P.12] who may not be named has no page");
    ok(!has(page("/bodies?q=refuge"), "/bodies/sample-refuge") &&
           !has(page("/bodies?q=zebrafinch"), "/bodies/sample-refuge") &&
           !has(page("/bodies?area=fife"), "Refuge"),
       "[P.12] and is in no list, by name or by words");
    ok(!has(page("/bodies?q=zebrafnch"), "zebrafinch"),
       "[P.12] nor do its words help with spelling");
    ok(core_count(core, "SELECT count(*) FROM body WHERE name LIKE '%Refuge%'") == 1,
       "it is in the register");
}

int main(void)
{
    core = core_start_with(options);
    make_register();
    test_search();
    test_filters();
    test_pages();
    test_one();
    test_elsewhere();
    test_unnamed();
    core_stop(core);
    return done_testing();
}
