/* test_finder.c: what people type and where it leads (modules/partnerships/finder.h). */
#include "tests/tap.h"

#include "tests/directory_help.h"

#include "modules/partnerships/area.h"
#include "modules/partnerships/finder.h"
#include "modules/partnerships/partnership.h"
#include "modules/partnerships/place_import.h"

static struct arena *a;
static struct store *s;
static struct db *db;
static struct area_list areas;
static struct partnership_list partnerships;

static const char *const KIND[] = { "nothing", "one",       "several",      "everywhere",
                                    "unknown", "malformed", "not-scottish", "not-in-data" };

/* "one fife", "several fife perth-and-kinross": kind and slugs in order. */
static struct str found(const char *typed)
{
    struct find_result r;
    struct buf *b = buf_in(a, 8192);
    enum err e = finder_find(db, a, str_from(typed), &r);
    if (e)
        return str_from(err_name(e));
    buf_str(b, str_from(KIND[r.kind]));
    for (size_t i = 0; i < r.n; i++) {
        const struct area *area = area_in(&areas, r.item[i].area_id);
        struct str slug = area ? area->slug : STR("?");
        for (size_t k = 0; !area && k < partnerships.n; k++)
            if (partnerships.item[k].id == r.item[i].partnership_id)
                slug = str_join(a, STR("partnership:"), partnerships.item[k].slug);
        buf_char(b, ' ');
        buf_str(b, slug);
    }
    return buf_view(b);
}

struct sample {
    const char *row, *typed, *want;
};

static const struct sample TYPED[] = {
    { "1.1", "ky11lw", "one fife" },
    { "1.1", "Fife", "one fife" },
    { "1.1", "  fIFE ", "one fife" },
    { "1.1", "Fife Council", "one fife" },
    { "1.1", "east-ayrshire", "one east-ayrshire" },
    { "1.7", "East Ayrshire Council", "one east-ayrshire" },
    { "1.7", "Ayrshire", "one partnership:ayrshire" },
    { "1.7", "Community Justice Ayrshire", "one partnership:ayrshire" },
    { "1.1", "Western Isles", "one na-h-eileanan-siar" },
    { "1.1", "outer hebrides", "one na-h-eileanan-siar" },
    { "1.1", "Comhairle nan Eilean Siar", "one na-h-eileanan-siar" },
    { "1.1", "Na h-Eileanan Siar", "one na-h-eileanan-siar" },
    { "1.1", "na heileanan siar", "one na-h-eileanan-siar" },
    { "1.1", "Dùn Dè", "one dundee-city" },
    { "1.1", "dun eideann", "one edinburgh" },
    { "1.1", "Glaschu", "one glasgow" },
    { "1.1", "Edinburgh", "one edinburgh" },
    { "1.1", "Edinbrugh", "one edinburgh" },
    { "1.1", "City of Glasgow Council", "one glasgow" },
    { "1.1", "glasgwo", "one glasgow" },
    { "1.1", "Dumfries", "one dumfries-and-galloway" },
    { "1.1", "Dumfries & Galloway", "one dumfries-and-galloway" },
    { "1.1", "dumfreis and galoway", "one dumfries-and-galloway" },
    { "1.1", "The Borders", "one scottish-borders" },
    { "1.1", "CJED", "one east-dunbartonshire" },
    { "1.1", "ROAR", "one fife" },
    { "1.1", "clakmananshire", "one clackmannanshire" },
    { "1.1", "Orkney", "one orkney" },
    { "1.1", "shetland islands council", "one shetland" },
    { "1.4", "Dunbartonshire", "several east-dunbartonshire west-dunbartonshire" },
    { "1.4", "Lanarkshire", "several north-lanarkshire south-lanarkshire" },
    { "1.1", "Scotland", "everywhere" },
    { "1.3", "Narnia", "unknown" },
    { "1.3", "x", "unknown" },
    { "1.3", "<script>", "unknown" },
    { "1.3", "' OR 1=1 --", "malformed" },
    { "1.3", "' UNION SELECT 1 FROM audit --", "unknown" },
    { "1.3", "", "nothing" },
    { "1.3", "   ", "nothing" },
    { "1.3", "SW1A 1AA", "not-scottish" },
    { "1.3", "KA1 1", "one east-ayrshire" },
    { "1.3", "KA99 9ZZ", "not-in-data" },
    { "1.3", "KA1 1A", "malformed" },
    { "1.5", "KY1 1LWB", "one fife" },
    { "1.2", "KYI ILW", "one fife" },
};

static void test_names(void)
{
    for (size_t i = 0; i < sizeof TYPED / sizeof TYPED[0]; i++) {
        struct str got = found(TYPED[i].typed);
        if (!ok(str_eq(got, str_from(TYPED[i].want)), "[%s] \"%s\"", TYPED[i].row,
                TYPED[i].typed))
            printf("#   got \"%.*s\", want \"%s\"\n", STR_ARG(got), TYPED[i].want);
    }
    struct find_result r;
    is_i64(finder_find(db, a, STR("Edinbrugh"), &r), OK, "a misspelling");
    ok(r.is_guess, "[1.1] is known to be a guess");
    is_i64(finder_find(db, a, STR("AB12"), &r), OK, "an outward code of two councils");
    is_i64(r.kind, FIND_SEVERAL, "[1.4] gives both");
    is_i64((int64_t)r.n, 2, "[1.4] and no more");
    ok(r.item[0].share > 0.69 && r.item[0].share < 0.71 && r.item[1].share > 0.29,
       "[1.4] most likely first, with how likely");
    is_i64(finder_find(db, a, STR("TD15 1"), &r), OK, "a sector at the border");
    ok(r.postcode.is_at_border && r.kind != FIND_ONE,
       "[1.3] never goes straight: it may be in England");
}

/* All names of all areas lead to their area: no name is taken by another. */
static void test_every_area(void)
{
    size_t straight = 0;
    for (size_t i = 0; i < areas.n; i++) {
        struct find_result r;
        if (finder_find(db, a, areas.item[i].name, &r) == OK && r.kind == FIND_ONE &&
            r.item[0].area_id == areas.item[i].id)
            straight++;
    }
    is_i64((int64_t)straight, 32, "[1.6] each of 32 names leads straight to its area");
}

/* Code-Point Open: no header, ten columns. */
static const char CODE_POINT[] =
    "\"KA1 "
    "1AA\",10,242800,637900,\"S92000003\",\"\",\"S08000015\",\"\",\"S12000008\",\"S13002750\"\n"
    "\"KA3 "
    "5AB\",10,242800,637900,\"S92000003\",\"\",\"S08000015\",\"\",\"S12000011\",\"S13002750\"\n"
    "\"KA3 "
    "5AA\",10,242800,637900,\"S92000003\",\"\",\"S08000015\",\"\",\"S12000008\",\"S13002750\"\n"
    "\"KY1 "
    "1LW\",10,327900,691500,\"S92000003\",\"\",\"S08000029\",\"\",\"S12000015\",\"S13002750\"\n"
    "\"TD15 "
    "1TA\",10,327900,691500,\"S92000003\",\"\",\"S08000029\",\"\",\"S12000026\",\"S13002750\"\n"
    "\"TD151UZ\",10,399800,653000,\"E92000001\",\"E19000001\",\"E18000001\",\"\",\"E06000057\","
    "\"E05008018\"\n"
    "\"KA1 1ZZ\",90,0,0,\"S92000003\",\"\",\"\",\"\",\"\",\"\"\n";

static enum err import_exact(struct import_job *job, const char *text)
{
    *job = help_job(a, s, db);
    const struct import_file file = { STR("ka.csv"), str_from(text) };
    return postcode_import_exact(job, &file, 1);
}

static void test_exact(void)
{
    struct import_job job;
    is_i64(import_exact(&job,
                        "\"KA1 1AA\",10,1,1,\"S92000003\",\"\",\"\",\"\",\"S12999999\",\"\"\n"),
           ERR_INVALID, "a district that is no area is refused");
    ok(str_find(buf_view(job.errors),
                STR("ka.csv, line 1: no area has the code \"S12999999\"")) == 0,
       "with its line");
    is_i64(
        import_exact(&job, "\"KA1\",10,1,1,\"S92000003\",\"\",\"\",\"\",\"S12000008\",\"\"\n"),
        ERR_INVALID, "half a postcode is refused");
    is_i64(import_exact(&job, CODE_POINT), OK, "exact postcodes are imported");
    is_i64(help_count(db, "SELECT count(*) FROM dataset WHERE kind = 'postcodes'"), 1,
           "the old set is gone");
    is_i64(help_count(db, "SELECT n_rows FROM dataset WHERE is_live = 1"), 5,
           "five lie in Scotland");
    ok(postcode_is_exact(db), "[1.1] the look-up is exact now");
    is_str(found("ka3 5aa"), "one east-ayrshire",
           "[1.1] an exact postcode of a divided sector");
    is_str(found("KA35AB"), "one east-renfrewshire",
           "[1.1] and its neighbour of the other council");
    is_str(found("KA3 5AD"), "several east-ayrshire east-renfrewshire",
           "[1.4] one not in the list: both");
    is_str(found("KY1 1LW"), "one fife", "[1.1] a code of before 2018 is today's Fife");
    is_str(found("TD15 1TA"), "one scottish-borders",
           "[1.3] an exact Scottish postcode at the border goes straight");
    is_str(found("TD15 1UZ"), "several scottish-borders",
           "[1.3] an English one there does not");
    is_i64(import_exact(&job, CODE_POINT), OK, "imported again");
    is_i64((int64_t)job.n_added, 0, "changes nothing");
    const struct import_file parts = { STR("outcodes.csv"), help_read(a, "data/outcodes.csv") };
    job = help_job(a, s, db);
    is_i64(postcode_import_parts(&job, &parts, 1), OK, "the shipped tables afterwards");
    ok(postcode_is_exact(db), "do not take the exact list's place");
}

static const char PLACES[] =
    "osgb1,http://x,Kilmarnock,,,,populatedPlace,Town,242,637,1,1,,,,,KA1,,,,,,,,East "
    "Ayrshire,,,Scotland,,Scotland,,,,\n"
    "osgb2,http://"
    "x,Stornoway,eng,Steòrnabhagh,gla,populatedPlace,Town,142,932,1,1,,,,,HS1,,,,,,,,"
    "Na h-Eileanan an Iar,,,Scotland,,Scotland,,,,\n"
    "osgb3,http://x,Newton,,,,populatedPlace,Village,1,1,1,1,,,,,G72,,,,,,,,South "
    "Lanarkshire,,,Scotland,,Scotland,,,,\n"
    "osgb4,http://x,Newton,,,,populatedPlace,Hamlet,1,1,1,1,,,,,EH52,,,,,,,,West "
    "Lothian,,,Scotland,,Scotland,,,,\n"
    "osgb5,http://"
    "x,Newton,,,,populatedPlace,Town,1,1,1,1,,,,,CB1,,,,,,,,Cambridgeshire,,,Eastern,,England,,"
    ",,\n"
    "osgb6,http://x,A77,,,,transportNetwork,Numbered Road,1,1,1,1,,,,,KA1,,,,,,,,East "
    "Ayrshire,,,Scotland,,Scotland,,,,\n";

static void test_places(void)
{
    struct import_job job = help_job(a, s, db);
    const struct import_file file = { STR("names.csv"), str_from(PLACES) };
    ok(!finder_has_places(db), "no places before");
    is_str(found("Kilmarnock"), "unknown", "a town is unknown while none are loaded");
    is_i64(place_import(&job, &file, 1), OK, "places are imported");
    is_i64(help_count(db, "SELECT count(*) FROM place"), 5,
           "one under two names; English ones and roads left out");
    ok(finder_has_places(db), "the hint may say town");
    is_str(found("kilmarnock"), "one east-ayrshire", "[1.1] a town leads to its council");
    is_str(found("Kilmarnok"), "one east-ayrshire", "[1.1] misspelt too");
    is_str(found("steornabhagh"), "one na-h-eileanan-siar", "[1.1] by its Gaelic name");
    is_str(found("Newton"), "several south-lanarkshire west-lothian",
           "[1.4] one name in two councils gives both");
    is_str(found("Fife"), "one fife", "[1.1] councils still come first");
}

int main(void)
{
    a = arena_new((size_t)256 * 1024 * 1024);
    const char *dir = help_dir(a);
    s = help_store(a, dir);
    db = store_reader_open(s, READER_ALL);
    help_directory(a, s, db);
    if (area_list(db, a, &areas) != OK || partnership_list(db, a, &partnerships) != OK)
        die("no areas");
    test_names();
    test_every_area();
    test_places();
    test_exact();
    ok(db_open_cursors(db) == 0, "no cursor is left open");
    store_reader_close(db);
    store_close(s);
    help_remove(a, dir);
    arena_free(a);
    return done_testing();
}
