/* test_directory_import.c: areas.csv in: what stands there afterwards, again, changed, and
 * wrong. */
#include "tests/tap.h"

#include "tests/directory_help.h"

#include "modules/partnerships/area.h"
#include "modules/partnerships/partner.h"
#include "modules/partnerships/partnership.h"

static struct arena *a;
static const char *dir;
static struct store *s;
static struct db *db;
static struct str real;

static enum err import(struct import_job *job, struct str text, bool dry_run)
{
    *job = help_job(a, s, db);
    job->dry_run = dry_run;
    const struct import_file file = { STR("areas.csv"), text };
    return directory_import(job, &file);
}

/* The real file with the first `from` put as `to`. */
static struct str changed(const char *from, const char *to)
{
    size_t at = str_find(real, str_from(from));
    if (at == STR_NONE)
        die("the test's text \"%s\" is not in areas.csv", from);
    struct buf *b = buf_in(a, real.n + 1000);
    buf_str(b, str_sub(real, 0, at));
    buf_str(b, str_from(to));
    buf_str(b, str_sub(real, at + str_from(from).n, STR_NONE));
    return buf_view(b);
}

static bool says(const struct buf *b, const char *text)
{
    return str_find(buf_view(b), str_from(text)) != STR_NONE;
}

static void test_dry_run(void)
{
    struct import_job job;
    is_i64(import(&job, real, true), OK, "a dry run reads the real file");
    is_i64(help_count(db, "SELECT count(*) FROM area"), 0, "and changes nothing");
    ok(says(job.out, "added area S12000008"), "it says which areas it would add");
    ok(says(job.out, "added partnership ayrshire"), "and which partnerships");
    is_i64((int64_t)job.n_known_gss, 32, "32 areas");
}

static void test_import(void)
{
    struct import_job job;
    is_i64(import(&job, real, false), OK, "the real file is imported");
    is_i64(help_count(db, "SELECT count(*) FROM area"), 32, "[1.6] 32 council areas");
    is_i64(help_count(db, "SELECT count(*) FROM partnership"), 30,
           "[1.7] 30 partnerships: Ayrshire shares");
    is_i64(help_count(db, "SELECT count(*) FROM route_step WHERE checked_on IS NOT NULL"), 0,
           "[1.10] nothing imported is checked");
    is_i64(help_count(db, "SELECT count(*) FROM audit"), 1, "[S41] one record");
    int64_t version = help_count(db, "SELECT version FROM content_version");
    is_i64(import(&job, real, false), OK, "imported again");
    is_i64((int64_t)(job.n_added + job.n_changed + job.n_removed), 0, "nothing changes");
    is_i64(help_count(db, "SELECT version FROM content_version"), version,
           "not even the content version");
    is_i64(help_count(db, "SELECT count(*) FROM audit"), 1, "no second record");
}

static void test_changes(void)
{
    struct import_job job;
    struct str text = changed("CVO East Ayrshire", "CVO Somewhere");
    is_i64(import(&job, text, true), OK, "a changed file, dry");
    ok(says(job.out,
            "changed route step ayrshire S12000008 tsi: organisation is now \"CVO Somewhere\", "
            "was \"CVO East Ayrshire\""),
       "says what would change, from what to what");
    is_i64((int64_t)job.n_changed, 1, "one row");
    is_i64(import(&job, text, false), OK, "done");
    is_i64(
        help_count(db, "SELECT count(*) FROM route_step WHERE organisation = 'CVO Somewhere'"),
        1, "it stands there");
    text = changed("Fife Integration Joint Board", "");
    is_i64(import(&job, text, false), OK, "an area without an integration joint board");
    ok(says(job.out, "removed statutory partner S12000047 IJB"), "loses that partner");
    is_i64(import(&job, real, false), OK, "and gets it back");
}

/* A record stands beside the change, as everywhere. */
static enum err confirm(struct db *w, void *arg)
{
    (void)arg;
    enum err e = db_exec(
        w,
        "UPDATE route_step SET checked_on = '2026-11-03', checked_by_role = 'coordinator', "
        "email = 'justice@fife.example' WHERE kind = 'coordinator' AND partnership_id = "
        "(SELECT id FROM partnership WHERE slug = 'fife')",
        NO_BINDS);
    return e ? e
             : store_record(w, &(struct store_record){ .actor = STR("job"),
                                                       .action = STR("route.check") });
}

static void test_confirmed(void)
{
    struct import_job job;
    is_i64(store_write(s, confirm, NULL), OK, "a coordinator confirms a step");
    is_i64(import(&job, changed("Safer Communities Team", "Another Team"), false), OK,
           "an import with another role");
    ok(says(job.out, "left as the partnership confirmed it: route step fife coordinator"),
       "leaves it and says so");
    is_i64(
        help_count(db, "SELECT count(*) FROM route_step WHERE email = 'justice@fife.example'"),
        1, "[1.10] what a partnership confirmed is not overwritten");
}

static void test_bare(void)
{
    struct import_job job;
    struct buf *b = buf_in(a, real.n + 1);
    struct str rest = real, line;
    /* The columns of our own at the end cut off: what they said stays. */
    while (str_cut(&rest, '\n', &line)) {
        size_t cut = line.n;
        for (int commas = 0; cut > 0 && commas < 6; cut--)
            commas += line.p[cut - 1] == ',';
        buf_str(b, str_sub(line, 0, cut));
        buf_char(b, '\n');
    }
    is_i64(import(&job, buf_view(b), true), OK, "a file without the columns of our own");
    is_i64((int64_t)(job.n_added + job.n_removed + job.n_changed), 0, "keeps what they said");
}

struct wrong {
    const char *from, *to, *says;
};

static const struct wrong WRONG[] = {
    { "S12000033,", "S1200003,", "areas.csv, line 2: \"S1200003\" is not a council area code" },
    { "S12000034,", "S12000033,",
      "areas.csv, line 3: the gss \"S12000033\" is also on line 2" },
    { ",aberdeenshire,ABD", ",Aberdeenshire!,ABD",
      "areas.csv, line 3: \"Aberdeenshire!\" is not a short name" },
    { "communityplanning@falkirk.gov.uk", "falkirk", "\"falkirk\" is not an email address" },
    { "https://www.angus.gov.uk,", "javascript:alert(1),",
      "\"council_website\" is \"javascript:alert(1)\"" },
    { "https://www.angus.gov.uk,", "\"https://www.angus.gov.uk/\nTEL:1\",",
      "\"council_website\" is \"https://www.angus.gov.uk/" },
    { ",acvo.org.uk,", ",acvo,", "\"tsi_domain\" is \"acvo\"" },
    { "01259 450000", "01259 ask", "\"01259 ask\" is not a telephone number" },
    { ",227800,", ",many,", "\"population\" is \"many\", not a number" },
    { "gss;name;health_board;health_board_gss;outcodes;partnership", "gss;nonsense",
      "verified_fields names \"nonsense\"" },
    { ",iso_code,", ",isocode,", "areas.csv, line 1: there is no column \"iso_code\"" },
    { "Angus Community Justice Partnership,angus", ",angus",
      "areas.csv, line 4: \"partnership\" is empty" },
    { "Partnership Support Team", "Another team", "shares the partnership \"ayrshire\"" },
    { ",2026-11\n", ",November\n", "source_on is \"November\"" },
    { "forum: The Third", "club: The Third", "ways holds \"club: The Third" },
    { ",en,", ",fr,", "lang is \"fr\"" },
    { "\"Grampian, High", "\"Grampian\" High",
      "areas.csv, line 2: text after the closing quotation mark" },
};

static void test_wrong(void)
{
    int64_t audits = help_count(db, "SELECT count(*) FROM audit");
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++) {
        struct import_job job;
        enum err e = import(&job, changed(WRONG[i].from, WRONG[i].to), false);
        if (!ok(e == ERR_INVALID && says(job.errors, WRONG[i].says), "refused: %s",
                WRONG[i].says))
            printf("#   err %s; %.*s\n", err_name(e), STR_ARG(buf_view(job.errors)));
    }
    is_i64(help_count(db, "SELECT count(*) FROM audit"), audits, "no error changed anything");
    struct import_job job;
    is_i64(import(&job, STR(""), false), ERR_INVALID, "an empty file is refused");
}

static void test_partners(void)
{
    struct area area;
    struct partner_list p;
    is_i64(area_find_by_slug(db, a, STR("east-ayrshire"), &area), OK, "East Ayrshire");
    is_str(area.partnership_slug, "ayrshire", "[1.7] shares the Ayrshire partnership");
    ok(area.is_shared, "[1.7] and says so");
    is_str(area_path(a, &area), "/partnerships/ayrshire?area=east-ayrshire",
           "[1.7] its address names the council");
    is_i64(partner_list(db, a, area.id, &p), OK, "its statutory partners");
    is_i64((int64_t)p.n, PARTNER_CLASSES + 2, "eight classes and two representatives");
    ok(str_eq(p.item[0].class, STR("LA")) &&
           str_eq(p.item[0].name, STR("East Ayrshire Council")),
       "the council first");
    ok(str_eq(p.item[8].represents, STR("SM")), "the Prison Service represents the Ministers");
    is_i64(area_find_by_slug(db, a, STR("highland"), &area), OK, "Highland");
    is_i64(partner_list(db, a, area.id, &p), OK, "its partners");
    is_i64((int64_t)p.n, PARTNER_CLASSES + 1, "no integration joint board there");
    is_i64(area_find_by_slug(db, a, STR("na-h-eileanan-siar"), &area), OK,
           "Na h-Eileanan Siar");
    is_str(area.lang, "gd", "has a Gaelic name");
    is_str(area.council_name, "Comhairle nan Eilean Siar", "and a council of that name");
    struct partnership ayrshire;
    is_i64(partnership_find_by_slug(db, a, STR("ayrshire"), &ayrshire), OK, "Ayrshire");
    is_str(ayrshire.code, "EAY", "bears its first council's code");
    is_str(ayrshire.short_name, "Ayrshire", "and is called Ayrshire for short");
}

int main(void)
{
    a = arena_new((size_t)256 * 1024 * 1024);
    dir = help_dir(a);
    s = help_store(a, dir);
    db = store_reader_open(s, READER_ALL);
    real = help_read(a, "data/areas.csv");
    test_dry_run();
    test_import();
    test_partners();
    test_changes();
    test_confirmed();
    test_bare();
    test_wrong();
    store_reader_close(db);
    store_close(s);
    help_remove(a, dir);
    arena_free(a);
    return done_testing();
}
