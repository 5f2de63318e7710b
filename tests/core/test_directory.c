/* test_directory.c: the directory's pages and data, in process: finder, list, route, card,
 * vCard, map, JSON, CSV. */
#include "tests/core/core.h"

#include "app/house.h"
#include "core/base/log.h"
#include "modules/partnerships/area.h"
#include "tests/directory_help.h"

#include <dirent.h>

static struct core *core;

static struct answer get(const char *target)
{
    return core_get(core, target, NULL);
}

static size_t count_of(struct str s, const char *needle)
{
    size_t n = 0;
    struct str mark = str_from(needle);
    for (size_t at; (at = str_find(s, mark)) != STR_NONE; n++)
        s = str_sub(s, at + mark.n, s.n);
    return n;
}

/* --- the finder --- */

struct leads {
    const char *row, *typed, *to;
};

static const struct leads STRAIGHT[] = {
    { "1.1", "KA1+1AA", "/partnerships/ayrshire?area=east-ayrshire" },
    { "1.1", "KY1+1LW", "/partnerships/fife" },
    { "1.2", "ky11lw", "/partnerships/fife" },
    { "1.2", "++kY1++1Lw+", "/partnerships/fife" },
    { "1.2", "KYI+ILW", "/partnerships/fife" },
    { "1.5", "KY1+1LWB", "/partnerships/fife" },
    { "1.1", "Western+Isles", "/partnerships/na-h-eileanan-siar" },
    { "1.1", "Edinbrugh", "/partnerships/edinburgh" },
    { "1.7", "North+Ayrshire", "/partnerships/ayrshire?area=north-ayrshire" },
    { "1.7", "Ayrshire", "/partnerships/ayrshire" },
    { "1.1", "Scotland", "/partnerships" },
};

static void test_straight(void)
{
    for (size_t i = 0; i < sizeof STRAIGHT / sizeof STRAIGHT[0]; i++) {
        const struct leads *l = &STRAIGHT[i];
        const char *form = str_z(core->arena, str_printf(core->arena, "q=%s", l->typed));
        const char *target =
            str_z(core->arena, str_printf(core->arena, "/partnerships/find?q=%s", l->typed));
        struct answer posted = core_post(core, "/partnerships/find", form);
        struct answer got = get(target);
        ok(posted.status == 303 && str_eq(posted.location, str_from(l->to)),
           "[%s] \"%s\" posted leads to %s", l->row, l->typed, l->to);
        ok(got.status == 303 && str_eq(got.location, str_from(l->to)),
           "[%s] and by its address", l->row);
    }
}

struct tells {
    const char *row, *typed, *heading, *also;
};

static const struct tells TOLD[] = {
    { "1.3", "KA1+1A", "<h1>Check the postcode</h1>", "value=\"KA1 1A\"" },
    { "1.3", "SW1A+1AA", "<h1>This postcode is not in Scotland</h1>", "value=\"SW1A 1AA\"" },
    { "1.3", "KA99+9ZZ", "<h1>We do not know this postcode</h1>", "value=\"KA99 9ZZ\"" },
    { "1.3", "Narnia", "<h1>We could not find “Narnia”</h1>", "choose your council area" },
    { "1.4", "AB12", "<h1>Which council area?</h1>", "About 7 in 10 postcodes" },
    { "1.4", "Dunbartonshire", "<h1>Which council area?</h1>", "West Dunbartonshire" },
    { "1.3", "TD15+1", "<h1>Is this your council area?</h1>", "are in England" },
    { "1.3", "", "<h1>Find your local partnership</h1>", "Enter a postcode or council area" },
    { "S1", "%3Cscript%3Ealert(1)%3C/script%3E", "&lt;script&gt;", "Check" },
};

static void test_told(void)
{
    for (size_t i = 0; i < sizeof TOLD / sizeof TOLD[0]; i++) {
        const struct tells *t = &TOLD[i];
        const char *form = str_z(core->arena, str_printf(core->arena, "q=%s", t->typed));
        struct answer a = core_post(core, "/partnerships/find", form);
        ok(a.status == 200 && has(a.body, t->heading) && has(a.body, t->also),
           "[%s] \"%s\": %s", t->row, t->typed, t->heading);
        ok(has(a.body, "href=\"/partnerships/ayrshire?area=east-ayrshire\"") &&
               has(a.body, "noindex"),
           "[1.6] with all areas below; not for search engines");
        is_str(a.cache, "private, no-cache", "[S22] and never kept");
    }
    struct answer a = core_post(core, "/partnerships/find", "q=KA1+1A");
    ok(has(a.body, "aria-invalid=\"true\"") && has(a.body, "id=\"q-error\""),
       "[8.3] the message stands at the field");
    a = core_ask(core, "POST", "/partnerships/find",
                 "Content-Type: application/x-www-form-urlencoded\nSec-Fetch-Site: cross-site",
                 STR("q=fife"));
    is_i64(a.status, 403, "[S25] not from another site's page");
}

/* Every file of the application, as bytes. */
static bool files_hold(const char *dir, const char *needle)
{
    bool found = false;
    DIR *d = opendir(dir);
    for (struct dirent *e; d && (e = readdir(d));) {
        const char *path = str_z(core->arena, str_printf(core->arena, "%s/%s", dir, e->d_name));
        if (e->d_name[0] == '.')
            continue;
        if (e->d_type == DT_DIR)
            found = found || files_hold(path, needle);
        else
            found = found || has(help_read(core->arena, path), needle);
    }
    if (d)
        closedir(d);
    return found;
}

static void test_nothing_kept(void)
{
    get("/partnerships/find?q=KA1+1AA");
    get("/api/v1/route?postcode=KA1+1AA");
    core_post(core, "/partnerships/find", "q=KA1+1AA");
    core_restart(core);
    const char *dir = str_z(core->arena, core->dir);
    ok(files_hold(dir, "Kilmarnock") || files_hold(dir, "East Ayrshire"),
       "what is stored would be seen");
    ok(!files_hold(dir, "KA1 1AA") && !files_hold(dir, "KA1+1AA") && !files_hold(dir, "KA11AA"),
       "[S23] a postcode is neither stored nor logged");
    struct answer a = get("/api/v1/route?postcode=KA1+1AA");
    is_str(a.cache, "no-store", "[S23] nor kept by a cache on the way");
}

/* --- pages --- */

static void test_list(void)
{
    struct answer a = get("/partnerships");
    is_i64(a.status, 200, "[1.6] the list");
    is_i64((int64_t)count_of(a.body, "class=\"cj-map__tile"), 32,
           "[1.8] 32 tiles, each a link");
    struct str az = between(a.body, "id=\"az-h\"", "</ul>");
    is_i64((int64_t)count_of(az, "<li><a href=\"/partnerships/"), 32,
           "[1.8] and the same 32 in a list after it");
    ok(has(a.body, "30 partnerships cover"), "[1.7] 30 partnerships");
    ok(has(az, "lang=\"gd\">Na h-Eileanan Siar</a>"), "the Gaelic name is marked");
    a = get("/map.svg");
    ok(a.status == 200 && has(a.type, "image/svg+xml") && !has(a.body, "<a "),
       "[1.8] the drawing without links");
    ok(str_starts(str_trim(a.body), STR("<?xml")), "as a document of its own");
}

static void test_show(void)
{
    struct answer a = get("/partnerships/ayrshire?area=east-ayrshire");
    struct str route = between(a.body, "<section class=\"cj-route\"", "</section>");
    is_i64(a.status, 200, "[1.7] Ayrshire for East Ayrshire");
    ok(has(route, "CVO East Ayrshire") && has(route, "East Ayrshire Council"),
       "[1.7] own TSI and council first");
    ok(!has(route, "South Ayrshire"), "[1.7] the others not among them");
    ok(has(a.body, "Show South Ayrshire first"), "[1.7] but below");
    is_i64((int64_t)count_of(route, "<li class=\"cj-route__who\">"), 3,
           "[1.9] three ordered steps");
    ok(has(route, "From communityjusticeayrshire.org.uk, November 2026. Not yet confirmed by "
                  "the partnership"),
       "[1.10] where it is from");
    ok(!has(a.body, "hecked on"), "[1.10] never checked");
    ok(has(route, "(not confirmed)"), "[1.10] a field that was not seen in the source says so");
    ok(has(a.body, "No consultations are open in Ayrshire."), "no blank section");
    struct answer moved = get("/partnerships/east-ayrshire");
    ok(moved.status == 301 &&
           str_eq(moved.location, STR("/partnerships/ayrshire?area=east-ayrshire")),
       "[10.5] a council's own name moves there for good");
    is_i64(get("/partnerships/nowhere").status, 404, "no such partnership");
    is_i64(get("/partnerships/ayrshire?area=fife").status, 200,
           "a council of elsewhere is ignored");
}

static void test_blank(void)
{
    struct answer a = get("/partnerships/edinburgh");
    ok(has(a.body, "The partnership has not said who to contact first. Ask the Third Sector "
                   "Interface."),
       "[1.9] no contact known: a sentence and the next best step");
    ok(has(a.body, "We hold no address or telephone number for this role."),
       "[1.9] and the role says so");
    ok(!has(a.body, "Send a message"), "[1.14] no form where a message has nowhere to go");
    a = get("/partnerships/inverclyde");
    ok(has(a.body, "Send a message") && !has(a.body, "@inverclyde"),
       "[1.14] a known mailbox is not shown to scrapers");
    ok(!has(get("/partnerships/inverclyde.json").body, "@inverclyde"),
       "[1.14] nor in the data");
    ok(!has(get("/partnerships/inverclyde.vcf").body, "@inverclyde"), "[1.14] nor on the card");
    a = get("/partnerships/north-lanarkshire");
    ok(has(a.body, "href=\"tel:+441698403986\"") && has(a.body, "01698\xC2\xA0"
                                                                "403986"),
       "a telephone number that dials");
    a = get("/partnerships/na-h-eileanan-siar");
    ok(has(a.body, "<h1 class=\"ds_page-header__title\" lang=\"gd\">Na h-Eileanan Siar</h1>"),
       "a Gaelic name is marked");
    a = get("/partnerships/aberdeen-city");
    ok(has(a.body, "Third sector forum") && has(a.body, "runs a community justice forum"),
       "[1.9] a forum where one is known");
    a = get("/partnerships/highland");
    ok(has(a.body, "Not every area has one"), "an area without an integration joint board");
}

struct check {
    const char *on;
};

static enum err check_fife(struct db *db, void *arg)
{
    const struct check *c = arg;
    enum err e = db_exec(
        db,
        "UPDATE route_step SET checked_on = $1, checked_by_role = 'coordinator' WHERE kind = "
        "'coordinator' AND partnership_id = (SELECT id FROM partnership WHERE slug = 'fife')",
        BINDS(bt(str_from(c->on))));
    return e ? e
             : store_record(db, &(struct store_record){ .actor = STR("job"),
                                                        .action = STR("route.check") });
}

/* Once somebody of the partnership has confirmed it. */
static struct str checked_on(const char *on)
{
    struct check c = { on };
    if (store_write(core->app->store, check_fife, &c))
        return (struct str){ 0 };
    atomic_fetch_add(&core->app->generation, 1);
    return get("/partnerships/fife").body;
}

static void test_checked(void)
{
    ok(has(get("/partnerships/fife").body, "Not yet confirmed by the partnership"),
       "[1.10] imported: not confirmed");
    struct str page = checked_on("2026-11-03");
    ok(has(page, "Last checked on <time datetime=\"2026-11-03\">3 November 2026</time> by the "
                 "coordinator"),
       "[1.10] when and by which role, for everyone to see");
    ok(!has(page, "They may be out of date"), "[1.10] fresh: no warning");
    page = checked_on("2026-05-02");
    ok(has(page, "These details were last checked on 2 May 2026. They may be out of date."),
       "[1.10] old after 6 months");
    page = checked_on("2025-11-02");
    struct str first = between(page, "<li class=\"cj-route__who\">", "</li>");
    ok(has(first, "Third Sector Interface"),
       "[1.10] after a year the Third Sector Interface leads");
    ok(!has(page, "The partnership has not said who to contact first"),
       "[1.10] and that is not blamed on the partnership");
}

/* Every partnership's page and card: no empty step, no name of a template's value left open. */
static void test_every_page(void)
{
    struct area_list areas;
    size_t good = 0;
    if (area_list(core->worker->db_all, core->arena, &areas))
        return;
    for (size_t i = 0; i < areas.n; i++) {
        struct str path = area_path(core->arena, &areas.item[i]);
        struct answer a = core_get(core, str_z(core->arena, path), NULL);
        struct str card = areas.item[i].is_shared
                              ? STR("/partnerships/ayrshire/card?area=east-ayrshire")
                              : str_join(core->arena, path, STR("/card"));
        struct answer b = core_get(core, str_z(core->arena, card), NULL);
        good += a.status == 200 && b.status == 200 && has(a.body, "Third Sector Interface") &&
                !has(a.body, "{{") && !has(a.body, "<dl>\n</dl>") && !has(a.body, "<p></p>");
    }
    is_i64((int64_t)good, 32, "[1.9] all 32 areas have a whole page and a card");
}

static void test_card(void)
{
    struct answer a = get("/partnerships/ayrshire/card?area=east-ayrshire");
    ok(has(a.body, "CVO East Ayrshire") && !has(a.body, "CVO South"),
       "[1.16] the card has the reader's own steps");
    ok(has(between(a.body, "Newest version: ", "</p>"),
           "/partnerships/ayrshire?area=east-ayrshire"),
       "[1.16] and its address");
    a = get("/partnerships/ayrshire.vcf?area=east-ayrshire");
    is_str(a.type, "text/vcard; charset=utf-8", "[1.16] a contact card");
    ok(str_starts(a.body, STR("BEGIN:VCARD\r\nVERSION:4.0\r\n")) &&
           str_ends(a.body, STR("END:VCARD\r\n")),
       "[1.16] in the form of RFC 6350");
    bool folded = true;
    struct str rest = a.body;
    struct str line;
    while (str_cut(&rest, '\n', &line))
        folded = folded && line.n <= 76;
    ok(folded, "[1.16] no line over 75 bytes");
}

/* --- data --- */

static void test_json(void)
{
    struct answer a = get("/api/v1/route?postcode=KA1+1AA");
    ok(a.status == 200 && has(a.type, "application/json"), "[1.15] the look-up by postcode");
    ok(has(a.body, "\"area\":\"east-ayrshire\"") && has(a.body, "\"share\":1"),
       "[1.15] East Ayrshire");
    ok(has(a.body, "\"slug\":\"ayrshire\"") && has(a.body, "CVO East Ayrshire"),
       "[1.15] its partnership and route");
    ok(!has(a.body, "CVO South Ayrshire") && !has(a.body, "KA1 1AA"),
       "[1.15] no other council's steps, no postcode");
    ok(has(a.body, "\"licence\":\"Open Government Licence v3.0\"") &&
           has(a.body, "Contains Royal Mail data"),
       "[10.6] licence and attribution");
    ok(has(resp_header(&a.resp, STR("Access-Control-Allow-Origin")), "*"),
       "[S28] other sites may ask");
    is_i64(core_get(core, "/api/v1/route?postcode=KA1+1AA",
                    str_z(core->arena,
                          str_printf(core->arena, "If-None-Match: %.*s", STR_ARG(a.etag))))
               .status,
           304, "[1.15] 304 while nothing has changed");
    is_i64((int64_t)count_of(get("/api/v1/route?postcode=AB12").body, "\"share\":0."), 2,
           "[1.4] both candidates");
    ok(has(get("/api/v1/route?area=fife").body, "\"basis\":\"area\""), "[1.15] by area");
    is_i64(get("/api/v1/route").status, 400, "[1.15] nothing asked");
    is_i64(get("/api/v1/route?postcode=nonsense").status, 400, "[1.3] malformed");
    ok(has(get("/api/v1/route?postcode=SW1A1AA").body, "\"code\":\"not_scottish\""),
       "[1.3] not Scottish");
    ok(has(get("/api/v1/route?postcode=KA999ZZ").body, "\"code\":\"unknown_postcode\""),
       "[1.3] not in the data");
    is_i64(get("/api/v1/route?area=narnia").status, 404, "[1.15] no such area");
}

/* The field names of the sample on /data stand in the real answer. */
static void test_sample(void)
{
    struct str sample = between(get("/data").body, "<pre class=\"cj-code\"", "</pre>");
    struct str answer = get("/api/v1/route?area=fife").body;
    size_t n = 0;
    size_t found = 0;
    for (size_t at; (at = str_find(sample, STR("&quot;:"))) != STR_NONE ||
                    (at = str_find(sample, STR("\":"))) != STR_NONE;) {
        struct str before = str_sub(sample, 0, at);
        size_t from = before.n;
        while (from && before.p[from - 1] != '"' && before.p[from - 1] != ';')
            from--;
        struct str key =
            str_printf(core->arena, "\"%.*s\":", STR_ARG(str_sub(before, from, before.n)));
        found += str_find(answer, key) != STR_NONE;
        n++;
        sample = str_sub(sample, at + 2, sample.n);
    }
    ok(n > 10 && found == n,
       "[1.15] the %zu fields of the sample are those of the real answer (%zu)", n, found);
}

static void test_lists(void)
{
    struct answer a = get("/partnerships.csv");
    is_str(a.type, "text/csv; charset=utf-8", "[10.1] the list for a spreadsheet");
    ok(str_starts(a.body, STR("\xEF\xBB\xBF\"gss\",\"code\",\"area\"")),
       "[S7] every field in quotation marks");
    is_i64((int64_t)count_of(a.body, "\r\n"), 33, "[10.1] a row for each council area");
    ok(has(resp_header(&a.resp, STR("Content-Disposition")), "attachment"),
       "[S7] as a download");
    a = get("/partnerships.json");
    is_i64((int64_t)count_of(a.body, "\"partnership\":{"), 30, "[10.1] 30 partnerships");
    ok(str_eq(a.body, get("/api/v1/partnerships").body), "the same under both addresses");
    a = get("/api/v1/areas");
    is_i64((int64_t)count_of(a.body, "\"gss\":\"S12"), 32, "[10.1] 32 areas");
    ok(has(get("/partnerships/fife.json").body, "\"class\":\"SPS\",\"represents\":\"SM\""),
       "the Prison Service represents the Ministers, not a class of its own");
    is_i64(get("/partnerships/nowhere.json").status, 404, "no such partnership's data");
}

int main(void)
{
    core = core_start();
    test_straight();
    test_told();
    test_list();
    test_show();
    test_blank();
    test_checked();
    core->peer =
        STR("192.0.2.2"); /* another reader: pages not remembered are counted by address */
    test_every_page();
    core->peer = STR("192.0.2.3");
    test_card();
    test_json();
    test_sample();
    test_lists();
    test_nothing_kept();
    core_stop(core);
    return done_testing();
}
