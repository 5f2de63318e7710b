/* test_directory_edit.c: what administrators change in the directory, and what an import
 * leaves. */
#include "tests/core/core_people.h"

#include "app/house.h"
#include "tests/core/core_data.h"

#define INVERCLYDE "/admin/partnerships/inverclyde"
#define EAST "/admin/areas/east-ayrshire"

static const char *const options[] = {
    "--contact-mail", "desk@cj.example", "--limit-posts", "0", "--limit-pages", "0", NULL
};

static struct core *core;
static struct someone admin, coordinator;

static bool leads(const char *from, const char *to)
{
    struct answer a = core_get(core, from, NULL);
    bool good = a.status == 301 && str_eq(a.location, str_from(to));
    if (!good)
        printf("# %s: %d %.*s\n", from, a.status, STR_ARG(a.location));
    return good;
}

static void test_list(void)
{
    struct answer a = core_get_as(core, &admin, "/admin/partnerships");
    ok(a.status == 200 && has(a.body, "30 partnerships") && has(a.body, "Not yet confirmed"),
       "the directory's 30 partnerships, and how their details stand");
    ok(has(a.body, "href=\"/coordinator/partnership?partnership=fife\""),
       "each with the way to its details");
    ok(has(a.body, "East Ayrshire, North Ayrshire, South Ayrshire"), "and its council areas");
    is_i64(core_get_as(core, &coordinator, "/admin/partnerships").status, 403,
           "[S9] a coordinator does not keep the directory");
    is_i64(core_get_as(core, &coordinator, "/admin/areas").status, 403, "[S9] nor the map");
}

static void test_rename(void)
{
    struct answer a = core_fill_as(core, &admin, INVERCLYDE, "short_name=&address=Inver+Clyde");
    ok(a.status == 422 && has(a.body, "href=\"#short_name\">Enter the short name<") &&
           has(a.body, "href=\"#address\">Use small letters"),
       "[8.3] errors beside their fields");
    ok(has(a.body, "value=\"Inver Clyde\""), "[8.3] with what was typed");
    static const char *const taken[] = { "fife", "east-ayrshire", "find" };
    for (size_t i = 0; i < 3; i++) {
        const char *fields = str_z(
            core->arena, str_printf(core->arena, "short_name=Inverclyde&address=%s", taken[i]));
        is_i64(core_fill_as(core, &admin, INVERCLYDE, fields).status, 422,
               "[10.5] an address of others is not given away");
    }
    a = core_fill_as(core, &admin, INVERCLYDE,
                     "short_name=Inverclyde+area&address=inver-clyde");
    is_i64(a.status, 303, "[10.5] a partnership gets another address");
    ok(has(core_get(core, "/partnerships/inver-clyde", NULL).body, "Inverclyde area"),
       "[10.5] where its page is now");
    ok(leads("/partnerships/inverclyde.json", "/partnerships/inver-clyde.json") &&
           leads("/partnerships/inverclyde.vcf", "/partnerships/inver-clyde.vcf") &&
           leads("/partnerships/inverclyde/card", "/partnerships/inver-clyde/card") &&
           leads("/partnerships/inverclyde/contact", "/partnerships/inver-clyde/contact") &&
           leads("/partnerships/inverclyde/report", "/partnerships/inver-clyde/report"),
       "[10.5] the old address leads there, whatever follows it");
    ok(leads("/partnerships/inverclyde", "/partnerships/inver-clyde"), "[10.5] for ever");
    ok(has(core_get(core, "/partnerships/inver-clyde/contact", NULL).body, "Your message"),
       "the contact details stay");
    is_i64(core_get_as(core, &coordinator, "/coordinator/corrections?partnership=inverclyde")
               .status,
           200, "[10.5] addresses of the workspace go on too");
    is_i64(core_fill_as(core, &admin, "/admin/partnerships/fife",
                        "short_name=Fife&address=inverclyde")
               .status,
           422, "[10.5] nobody else gets the old one");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'partnership.edit'"), 1,
           "[S41] on record");
    a = core_fill_as(core, &admin, "/admin/partnerships/inver-clyde",
                     "short_name=Inverclyde+area&address=third");
    ok(a.status == 303 && leads("/partnerships/inverclyde", "/partnerships/third") &&
           leads("/partnerships/inver-clyde", "/partnerships/third"),
       "[10.5] after another change both lead on");
    a = core_fill_as(core, &admin, "/admin/partnerships/third",
                     "short_name=Inverclyde+area&address=inver-clyde");
    ok(a.status == 303 && leads("/partnerships/third", "/partnerships/inver-clyde") &&
           core_get(core, "/partnerships/inver-clyde", NULL).status == 200,
       "[10.5] and back to a former one");
}

static void test_tiles(void)
{
    struct answer a = core_get_as(core, &admin, "/admin/areas");
    ok(a.status == 200 && has(a.body, "cj-map") && has(a.body, "32 council areas"),
       "the areas, and the map as it is");
    a = core_fill_as(core, &admin, EAST, "column=4&row=4&partnership=ayrshire&was=ayrshire");
    ok(a.status == 422 && has(a.body, "Fife is in column 4, row 4 already"),
       "two tiles in one square: an error that names the other");
    a = core_fill_as(core, &admin, EAST, "column=7&row=x&partnership=ayrshire&was=ayrshire");
    ok(a.status == 422 && has(a.body, "Enter a column from 0 to 6") &&
           has(a.body, "Enter a row from 0 to 7"),
       "[8.3] a square outside the map");
    a = core_fill_as(core, &admin, EAST, "column=6&row=6&partnership=ayrshire&was=ayrshire");
    is_i64(a.status, 303, "a free square");
    is_i64(core_count(core,
                      "SELECT tile_col * 10 + tile_row FROM area WHERE slug = 'east-ayrshire'"),
           66, "is taken");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'area.edit'"), 1,
           "[S41] on record");
}

static void test_move(void)
{
    const char *fields = "column=6&row=6&partnership=glasgow&was=ayrshire";
    struct answer page = core_fill_as(core, &admin, EAST, fields);
    ok(page.status == 200 && has(page.body, "What moves") &&
           has(page.body, "What does not move"),
       "moving an area says first what moves: %d", page.status);
    is_i64(
        core_count(core,
                   "SELECT count(*) FROM area a JOIN partnership p ON p.id = a.partnership_id "
                   "WHERE p.slug = 'ayrshire'"),
        3, "and moves nothing yet");
    int64_t n_steps =
        core_count(core, "SELECT count(*) FROM route_step WHERE area_id = (SELECT id FROM "
                         "area WHERE slug = 'east-ayrshire')");
    struct answer a = core_post_as(
        core, &admin, EAST,
        str_z(core->arena, str_printf(core->arena, "%.*s&%s&step=move",
                                      STR_ARG(core_tokens(core, page.body)), fields)));
    is_i64(a.status, 303, "the second button moves it");
    is_i64(
        core_count(core,
                   "SELECT count(*) FROM area a JOIN partnership p ON p.id = a.partnership_id "
                   "WHERE p.slug = 'ayrshire'"),
        2, "it has left");
    is_i64(core_count(core, "SELECT count(*) FROM route_step t JOIN partnership p ON p.id = "
                            "t.partnership_id JOIN area a ON a.id = t.area_id WHERE p.slug = "
                            "'glasgow' AND a.slug = 'east-ayrshire'"),
           n_steps, "with its own steps");
    ok(n_steps > 0 && has(core_get(core, "/partnerships/glasgow?area=east-ayrshire", NULL).body,
                          "East Ayrshire"),
       "and stands on the page of the other");
    ok(leads("/partnerships/east-ayrshire", "/partnerships/glasgow?area=east-ayrshire"),
       "[10.5] its own address leads there");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'area.edit'"), 3,
           "[S41] on record for both");
    a = core_fill_as(core, &admin, EAST, fields);
    ok(a.status == 422 && has(a.body, "Someone else moved this area meanwhile"),
       "[S50] who saw it elsewhere is told");
    a = core_fill_as(core, &admin, "/admin/areas/fife",
                     "column=4&row=4&partnership=ayrshire&was=fife&step=move");
    ok(a.status == 422 && has(a.body, "is the only council area of its partnership"),
       "no partnership is left without an area");
}

/* The same file once more. */
static void test_import(void)
{
    core_data_load(core);
    is_i64(core_count(core, "SELECT count(*) FROM partnership"), 30,
           "[10.5] an import brings no partnership again under its old address");
    ok(str_eq(core_text(core, "SELECT short_name FROM partnership WHERE slug = 'inver-clyde'"),
              STR("Inverclyde area")),
       "a name that was set here stays");
    is_i64(core_count(core,
                      "SELECT tile_col * 10 + tile_row FROM area WHERE slug = 'east-ayrshire'"),
           66, "a square too");
    ok(str_eq(
           core_text(core,
                     "SELECT p.slug FROM area a JOIN partnership p ON p.id = a.partnership_id "
                     "WHERE a.slug = 'east-ayrshire'"),
           STR("glasgow")),
       "and the partnership of an area");
    is_i64(
        core_count(core,
                   "SELECT count(*) FROM route_step t JOIN partnership p ON p.id = "
                   "t.partnership_id JOIN area a ON a.id = t.area_id WHERE p.slug = 'ayrshire' "
                   "AND a.slug = 'east-ayrshire'"),
        0, "with its steps");
    ok(str_eq(core_text(core,
                        "SELECT organisation FROM route_step WHERE kind = 'coordinator' AND "
                        "partnership_id = (SELECT id FROM partnership WHERE slug = 'glasgow')"),
              core_text(core, "SELECT name FROM partnership WHERE slug = 'glasgow'")),
       "the contact of the partnership is its own, not of the area that came");
}

int main(void)
{
    core = core_start_with(options);
    admin = core_person(core, "admin", "admin", NULL);
    coordinator = core_person(core, "coordinator", "coordinator", "inverclyde");
    test_list();
    test_rename();
    test_tiles();
    test_move();
    test_import();
    core_stop(core);
    return done_testing();
}
