/* test_merge.c: two entries of one organisation made one, in two steps, with a trace on both.
 */
#include "tests/core/body_help.h"
#include "tests/core/core_people.h"

#include "app/house.h"
#include "core/base/rand.h"
#include "modules/bodies/body_merge.h"
#include "modules/bodies/contact_event.h"

#define MANY 3000 /* contacts of one entry */

static struct core *core;
static struct someone fife, angus, admin;

static const char *at(int64_t id, const char *ending)
{
    return str_z(core->arena,
                 str_printf(core->arena, "/coordinator/bodies/%lld%s", (long long)id, ending));
}

static const char *check_at(int64_t id, int64_t other)
{
    return at(id, str_z(core->arena, str_printf(core->arena, "/merge/%lld", (long long)other)));
}

/* "#" stands for the id. */
static int64_t count(const char *sql, int64_t id)
{
    struct str all = str_from(sql);
    size_t mark = str_find_char(all, '#');
    struct str asked = str_printf(core->arena, "%.*s%lld%.*s", STR_ARG(str_sub(all, 0, mark)),
                                  (long long)id, STR_ARG(str_sub(all, mark + 1, all.n)));
    return core_count(core, str_z(core->arena, asked));
}

static struct str seen_of(const struct answer *a)
{
    return between(a->body, "name=\"seen\" value=\"", "\"");
}

/* Looks at both, and merges with these choices. */
static struct answer merge(const struct someone *who, int64_t id, int64_t other,
                           const char *choices)
{
    struct answer page = core_get_as(core, who, check_at(id, other));
    const char *fields = str_z(
        core->arena, str_printf(core->arena, "%s&seen=%.*s", choices, STR_ARG(seen_of(&page))));
    return core_fill_as(core, who, check_at(id, other), fields);
}

static struct body drop_in(void)
{
    struct body b = body_help_sample("Sample Drop-in");
    b.website = STR("https://dropin.example.org");
    b.contact_email = STR("hello@dropin.example.org");
    b.contact_role = STR("Office");
    b.topics = STR("housing");
    b.purposes = STR("A warm room.");
    b.own_name = STR("Sample Person");
    return b;
}

static struct body drop_in_centre(void)
{
    struct body b = body_help_sample("Sample Drop-in Centre");
    b.charity_number = STR("SC012345");
    b.website = STR("https://www.dropin.example.org/about");
    b.contact_email = STR("post@dropin.example.org");
    b.topics = STR("families");
    b.languages = STR("Polish");
    b.other_names = STR("The Centre");
    b.consent = STR("given");
    return b;
}

/* --- the list of tables --- */

static bool is_listed(struct str table)
{
    for (size_t i = 0; body_merge_table(i); i++)
        if (str_eq(table, str_from(body_merge_table(i))))
            return true;
    return false;
}

static void test_tables(void)
{
    size_t n = 0;
    struct stmt *s =
        db_query(core->worker->db_all,
                 "SELECT /*scan*/ name FROM sqlite_master WHERE type = 'table' AND (sql "
                 "LIKE '%REFERENCES body (id)%' OR sql LIKE '%REFERENCES "
                 "body_public (%')",
                 NO_BINDS);
    while (db_row(s)) {
        struct str table = db_text(s, 0, core->arena);
        ok(is_listed(table), "[2.10] merging knows the table %.*s", STR_ARG(table));
        n++;
    }
    is_i64(db_done(s, OK), OK, "all tables that name a body");
    ok(n >= 14, "there are some: %zu", n);
}

/* --- two steps --- */

static void test_two_steps(void)
{
    int64_t one = body_help_add(core, drop_in(), "fife"),
            other = body_help_add(core, drop_in_centre(), "fife;angus");
    struct answer a = core_get_as(core, &fife, at(one, ""));
    ok(has(a.body, "This is the same organisation as another entry"),
       "[2.10] the page of an entry leads to merging");
    a = core_get_as(core, &fife, at(one, "/merge"));
    ok(a.status == 200 && has(a.body, "Sample Drop-in Centre") &&
           has(a.body, "Looks like the same"),
       "[2.10] step one: what looks like the same is offered, by its domain");
    a = core_get_as(core, &fife, at(one, "/merge?q=centre"));
    ok(has(a.body, "<h2>Found</h2>"), "[2.10] or it is found by its name");
    a = core_get_as(core, &fife, check_at(one, other));
    ok(a.status == 200 && has(a.body, "Stays: Sample Drop-in<") &&
           has(a.body, "Goes: Sample Drop-in Centre<"),
       "[2.10] step two: both side by side");
    ok(has(a.body, "Which name?") && has(a.body, "Which public contact?") &&
           !has(a.body, "Which charity number?"),
       "[2.10] a choice where they clash, and nowhere else");
    ok(!has(a.body, "Sample Person"), "[S9] what was not taken in shows no private contact");
    a = merge(&fife, one, other, "name=other&reason=");
    ok(a.status == 422 && has(a.body, "Enter why these are one organisation") &&
           has(a.body, "value=\"other\" checked"),
       "[8.3] without a reason it comes back, with what was chosen");
    a = core_fill_as(core, &fife, check_at(one, other), "reason=Same&seen=9-9");
    ok(a.status == 409 && has(a.body, "Nothing is merged yet"),
       "[2.10] [S50] (ASVS 2.3.3) what changed meanwhile is looked at again: %d", a.status);
    a = merge(&fife, one, other, "name=other&contact=this&website_of=this&reason=Same+charity");
    is_i64(a.status, 303, "[2.10] they are merged");
    a = core_get_as(core, &fife, at(one, "?done=merged"));
    ok(has(a.body, "The entries are merged") && has(a.body, "Sample Drop-in Centre") &&
           has(a.body, "SC012345") && has(a.body, "hello@dropin.example.org") &&
           has(a.body, "Polish"),
       "[2.10] the one that stays has what was chosen, and what only the other had");
    ok(has(a.body, "Merged into this entry") && has(a.body, "Same charity") &&
           has(a.body, "coordinator, Fife"),
       "[2.10] with the trace: which, when, by whom, why");
    a = core_get_as(core, &angus, at(other, ""));
    ok(a.status == 200 && has(a.body, "Merged into the other entry") &&
           has(a.body, "post@dropin.example.org"),
       "[2.10] the one that went keeps the trace, and what it said");
    is_i64(count("SELECT count(*) FROM body_area WHERE body_id = #", one), 2,
           "[2.10] the areas are united");
    ok(count("SELECT count(*) FROM body WHERE id = # AND topics LIKE '%housing%' AND topics "
             "LIKE '%families%' AND other_names LIKE '%The Centre%' AND other_names LIKE "
             "'%Sample Drop-in%' AND consent = 'given'",
             one) == 1,
       "[2.10] topics and names too; consent as given");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'body.merge'"), 2,
           "[S41] both are on record");
    is_i64(core_get_as(core, &fife, check_at(one, other)).status, 404, "it goes once");
}

static void test_address(void)
{
    int64_t id = 0;
    struct db *db = core->worker->db_all;
    is_i64(body_id_by_slug(db, STR("sample-drop-in-centre"), &id), OK,
           "[2.10] the address of the one that went leads on");
    is_i64(id, core_count(core, "SELECT id FROM body WHERE slug = 'sample-drop-in'"),
           "[2.10] to the one that stays");
    is_i64(
        core_count(core, "SELECT count(*) FROM body_public WHERE name LIKE 'Sample Drop-in%'"),
        1, "[2.10] the public sees one entry");
    is_i64(core_count(core, "SELECT count(*) FROM body_slug s JOIN body b ON b.id = s.body_id "
                            "WHERE s.slug = 'sample-drop-in-centre' AND b.merged_into IS NULL"),
           1, "[2.10] the old address stands in the public list of addresses");
}

/* --- everything that hangs on it --- */

struct hang {
    int64_t body_id, n;
    struct act act;
    int64_t fife, angus;
};

static enum err hang_fn(struct db *db, void *arg)
{
    const struct hang *h = arg;
    enum err e = OK;
    for (int64_t i = 0; i < h->n && !e; i++)
        e = contact_event_add(
            db,
            &(struct contact_event){ .id = rand_id(),
                                     .body_id = h->body_id,
                                     .partnership_id = i % 2 ? h->fife : h->angus,
                                     .kind = STR("contact"),
                                     .channel = STR("phone"),
                                     .happened_on = STR("2026-11-20"),
                                     .summary = STR("A call"),
                                     .by_role = STR("coordinator") },
            &h->act);
    return e;
}

static void add_calls(int64_t body_id, int64_t n)
{
    struct hang h = { .body_id = body_id,
                      .act = { .actor = STR("cli:0"), .now_s = clock_now_s() },
                      .fife =
                          core_count(core, "SELECT id FROM partnership WHERE slug = 'fife'"),
                      .angus =
                          core_count(core, "SELECT id FROM partnership WHERE slug = 'angus'") };
    for (int64_t left = n; left > 0; left -= 100) {
        h.n = left < 100 ? left : 100;
        if (store_write(app_store(core->app), hang_fn, &h) != OK)
            ok(false, "calls");
    }
}

static const char *id_text(int64_t id)
{
    return str_z(core->arena, str_printf(core->arena, "%lld", (long long)id));
}

static void test_what_hangs_on_it(void)
{
    int64_t one = body_help_add(core, body_help_sample("Sample Shed"), "fife"),
            other = body_help_add(core, body_help_sample("Sample Sheds"), "fife;angus");
    add_calls(other, 20);
    is_i64(core_fill_as(core, &angus, at(other, "/needs/new"), "request=Large+print").status,
           303, "a need");
    is_i64(core_fill_as(core, &fife, at(other, ""), "do=tag&tag=Women").status, 303, "a tag");
    is_i64(core_fill_as(core, &fife, at(one, ""), "do=tag&tag=Women").status, 303, "on both");
    is_i64(core_fill_as(core, &fife, at(other, ""), "do=tag&tag=Rural").status, 303,
           "and another");
    is_i64(core_fill_as(core, &angus, at(other, ""), "do=accept").status, 303, "taken in");
    struct someone editor = core_person(core, "editor", "body_editor", id_text(other));
    struct someone both = core_person(core, "both", "body_editor", id_text(other));
    core_give(core, &both, "body_editor", id_text(one));
    is_i64(core_get_as(core, &admin, check_at(one, other)).status, 404,
           "an administrator's way is under /admin");
    is_i64(merge(&fife, one, other, "reason=One+shed").status, 303, "they are merged");
    is_i64(count("SELECT count(*) FROM contact_event WHERE body_id = #", one), 20,
           "[2.10] the timeline moves");
    is_i64(count("SELECT count(*) FROM adjustment WHERE body_id = #", one), 1, "needs move");
    is_i64(count("SELECT count(*) FROM body_tagged WHERE body_id = #", one), 2,
           "tags move, each once");
    is_i64(count("SELECT count(*) FROM role_grant WHERE body_id = # AND until_s IS NULL", one),
           2, "editors move, each with one role");
    is_i64(count("SELECT count(*) FROM body_partnership WHERE body_id = # AND accepted_at_s IS "
                 "NOT NULL AND last_contact_on = '2026-11-20'",
                 one),
           1, "who took it in still sees it, with the last contact");
    is_i64(core_get_as(core, &editor, "/account").status, 303,
           "[S19] (ASVS 7.2.4) the editor's session ended: signs in with the new rights");
    ok(has(core_get_as(core, &angus, at(one, "/timeline")).body, "of 10 entries"),
       "[2.10] each partnership finds its own contacts there");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'body.merge_rows' AND "
                            "detail LIKE '%\"contact_event\":20%'"),
           1, "[S41] the record says what moved");
}

static void test_scope(void)
{
    int64_t one = body_help_add(core, body_help_sample("Sample Kitchen"), "fife"),
            far = body_help_add(core, body_help_sample("Sample Kitchens"), "moray");
    ok(!has(core_get_as(core, &fife, at(one, "/merge")).body, "Sample Kitchens"),
       "[2.10] [S10] (ASVS 8.2.2) an entry of other areas is not offered");
    is_i64(core_get_as(core, &fife, check_at(one, far)).status, 404, "[S10] nor shown");
    const char *as_admin =
        str_z(core->arena, str_printf(core->arena, "/admin/bodies/%lld/merge/%lld",
                                      (long long)one, (long long)far));
    struct answer a = core_get_as(core, &admin, as_admin);
    is_i64(a.status, 200, "[2.10] an administrator merges everywhere");
    is_i64(core_fill_as(core, &admin, as_admin,
                        str_z(core->arena, str_printf(core->arena, "reason=One&seen=%.*s",
                                                      STR_ARG(seen_of(&a)))))
               .status,
           303, "[2.10] and does");
    ok(has(core_get_as(core, &fife, at(one, "")).body, "site administrator"),
       "[2.10] which the trace says");
}

/* An entry of which a national body was asked and told for years. */
static void test_many(void)
{
    int64_t one = body_help_add(core, body_help_sample("Sample National"), "fife"),
            other = body_help_add(core, body_help_sample("Sample Nationals"), "fife;angus");
    add_calls(other, MANY);
    struct answer page = core_get_as(core, &fife, check_at(one, other));
    ok(page.status == 200, "both");
    is_i64(merge(&fife, one, other, "reason=One").status, 303, "merged");
    is_i64(count("SELECT count(*) FROM contact_event WHERE body_id = #", one), MANY,
           "[2.10] all of them moved");
    is_i64(count("SELECT count(*) FROM contact_event WHERE body_id = #", other), 0,
           "[2.10] and none stayed behind");
}

int main(void)
{
    static const char *const options[] = {
        "--limit-posts", "0", "--limit-pages", "0", "--limit-searches", "0", NULL
    };
    core = core_start_with(options);
    clock_set_s(1795344780); /* 22 November 2026, 10:53 */
    fife = core_person(core, "fife", "coordinator", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    admin = core_person(core, "admin", "admin", NULL);
    test_tables();
    test_two_steps();
    test_address();
    test_what_hangs_on_it();
    test_scope();
    test_many();
    core_stop(core);
    return done_testing();
}
