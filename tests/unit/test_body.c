/* Entries of the register: adding, changing, their place by name, their public rows, likely
 * duplicates. */
#include "modules/bodies/body_place.h"
#include "modules/bodies/body_rows.h"
#include "tests/body_help.h"
#include "tests/directory_help.h"
#include "tests/tap.h"

static struct arena *a;
static struct store *s;
static struct db *db;

static int64_t count(const char *sql)
{
    int64_t n = -1;
    return db_one_i64(db, sql, NO_BINDS, &n) == OK ? n : -1;
}

static struct body add(const char *name, const char *areas)
{
    struct body b = help_body(db, a, name, areas);
    help_body_add(s, a, &b);
    return b;
}

static void test_number(void)
{
    static const struct {
        const char *typed, *read;
    } good[] = { { "SC012345", "SC012345" },
                 { "sc 012 345", "SC012345" },
                 { "SC12345", "SC012345" },
                 { "Sc-012345", "SC012345" },
                 { "", "" } };
    static const char *const bad[] = { "012345", "SC1234", "SC0123456", "SCO12345",
                                       "XX012345" };
    struct str out;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        ok(body_charity_number(a, str_from(good[i].typed), &out), "[2.4] \"%s\" is a number",
           good[i].typed);
        is_str(out, good[i].read, "[2.4] read as");
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ok(!body_charity_number(a, str_from(bad[i]), &out), "[2.4] \"%s\" is none", bad[i]);
}

static void test_add(void)
{
    struct body b = help_body(db, a, "The Sample Throughcare Project", "fife;angus");
    b.charity_number = STR("SC012345");
    b.grounds = STR("service;pre_release");
    b.topics = STR("throughcare;housing");
    b.own_email = STR("own@example.org");
    help_body_add(s, a, &b);
    struct body got;
    ok(body_load(db, a, b.id, &got) == OK, "an entry is found again");
    is_str(got.slug, "the-sample-throughcare-project", "under its address");
    is_i64((int64_t)got.n_areas, 2, "[2.2] with the areas where it works");
    is_str(got.area[0].slug, "angus", "by name");
    is_i64(
        count("SELECT count(*) FROM body_public WHERE slug = 'the-sample-throughcare-project'"),
        1, "everybody may read it");
    is_i64(count("SELECT count(*) FROM body_search WHERE body_search MATCH "
                 "'{name words} : throughcare AND terms : pub AND terms : thousing'"),
           1, "it is found by its words and topics");
    is_i64(count("SELECT count(*) FROM body_search WHERE body_search MATCH 'words : angus'"), 1,
           "[2.1] and by the names of its areas");
    is_i64(count("SELECT count(*) FROM body_search WHERE body_search MATCH 'words : own'"), 0,
           "what is not public stands in no public word");
    is_i64(count("SELECT count(*) FROM body_partnership"), 2, "in two partnerships");
    is_i64(count("SELECT count(*) FROM audit WHERE action = 'body.add'"), 1, "with its record");
    is_i64(count("SELECT count(*) FROM audit WHERE detail LIKE '%own@example.org%'"), 0,
           "which holds no private address");
    const struct str part[] = { STR("own_email"), STR("own@example.org") };
    struct hash h = hash_parts(&got.audit_key, part, 2);
    is_i64(count(str_z(a, str_printf(a,
                                     "SELECT count(*) FROM audit WHERE action = 'body.add' "
                                     "AND detail LIKE '%%%.*s%%'",
                                     STR_ARG(hash_hex(a, &h, 16))))),
           1, "[S42] but its hash under the key of the entry");
}

static void test_change(void)
{
    struct body b = add("Sample Hub", "fife"), other = b;
    b.name = STR("Aardvark Sample Hub");
    ok(help_body_change(s, a, &b) == OK, "an entry is changed");
    struct body got;
    ok(body_load(db, a, b.id, &got) == OK && got.version == 2, "its version rises");
    is_str(got.slug, "sample-hub", "[10.5] a new name keeps the address");
    is_i64(count("SELECT count(*) FROM body WHERE position < (SELECT position FROM body WHERE "
                 "slug = 'sample-hub')"),
           0, "and stands where the name belongs");
    other.purposes = STR("Something else");
    is_i64(help_body_change(s, a, &other), ERR_CONFLICT,
           "whoever read it before cannot change it any more");
    is_i64(count("SELECT count(*) FROM body_search WHERE body_search MATCH 'aardvark'"), 1,
           "the words of the index are the new ones");
}

static void test_hidden(void)
{
    struct body b = help_body(db, a, "Sample Refuge", "angus");
    b.is_named = false;
    b.description = STR("a women's support group");
    help_body_add(s, a, &b);
    is_i64(count("SELECT count(*) FROM body_public WHERE name LIKE '%Refuge%'"), 0,
           "[P.12] an entry that may not be named has no public row");
    is_i64(
        count(
            "SELECT count(*) FROM body_search WHERE body_search MATCH '{name words} : refuge'"),
        0, "[P.12] and no public word");
    is_i64(count("SELECT count(*) FROM body_search WHERE body_search MATCH 'own : refuge'"), 1,
           "staff find it");
    b.is_stale = true;
    ok(help_body_change(s, a, &b) == OK && body_load(db, a, b.id, &b) == OK &&
           b.position >= BODY_PLACE_MAX,
       "[2.8] a stale entry stands after the others");
}

static void test_crowd(void)
{
    char name[64];
    for (int i = 0; i < 120; i++) { /* each between the one before and "Sample crowd z" */
        if (i == 0)
            (void)add("Sample crowd z", "fife");
        snprintf(name, sizeof name, "Sample crowd m %03d", i);
        (void)add(name, "fife");
    }
    is_i64(
        count("SELECT count(*) FROM (SELECT position, lag(position) OVER (ORDER BY sort_key, "
              "id) AS before FROM body WHERE is_stale = 0) WHERE position <= before"),
        0, "places rise with the names, also where many crowd");
    is_i64(count("SELECT count(*) FROM body b WHERE NOT EXISTS (SELECT 1 FROM body_search s "
                 "WHERE s.rowid = b.position)"),
           0, "each has its words at its place");
    is_i64(count("SELECT count(*) FROM body b JOIN body_partnership p ON p.body_id = b.id "
                 "WHERE p.position <> b.position"),
           0, "and its rows by partnership");
}

static unsigned why(const struct body_likeness *like, const char *name)
{
    struct body_match match[10];
    size_t n = 0;
    ok(body_likely(db, a, like, match, 10, &n) == OK, "likely ones are looked for");
    for (size_t i = 0; i < n; i++) {
        if (str_eq(match[i].name, str_from(name)))
            return match[i].why;
    }
    return 0;
}

static void test_likely(void)
{
    struct body b = help_body(db, a, "Sample Families Outside Fife Ltd", "fife");
    b.charity_number = STR("SC099999");
    b.website = STR("https://www.families.example.org/about");
    b.contact_phone = STR("+44 131 496 0123");
    b.contact_email = STR("sample.families@gmail.com");
    help_body_add(s, a, &b);
    const char *name = "Sample Families Outside Fife Ltd";
    is_i64(why(&(struct body_likeness){ .charity_number = STR("SC099999") }, name),
           BODY_SAME_NUMBER, "[2.10] the same number");
    is_i64(
        why(&(struct body_likeness){ .name = STR("Fife: families (outside), sample") }, name),
        BODY_SAME_NAME, "[2.10] the same words in another order");
    is_i64(why(&(struct body_likeness){ .name = STR("Sample Familes Outside Fife") }, name),
           BODY_SAME_NAME, "[2.10] a letter missing");
    is_i64(why(&(struct body_likeness){ .email = STR("desk@families.example.org") }, name),
           BODY_SAME_DOMAIN, "[2.10] a mailbox at its domain");
    is_i64(why(&(struct body_likeness){ .phone = STR("0131 496 0123") }, name), BODY_SAME_PHONE,
           "[2.10] the same telephone");
    is_i64(why(&(struct body_likeness){ .email = STR("other@gmail.com") }, name), 0,
           "[2.10] a domain that everybody has tells nothing");
    is_i64(why(&(struct body_likeness){ .name = str_from(name), .except_id = b.id }, name), 0,
           "an entry is no duplicate of itself");
}

static void test_judge(void)
{
    struct body_fault fault[BODY_FAULTS_MAX];
    size_t n = 0;
    struct body b = help_body(db, a, "", "fife");
    b.charity_number = STR("SC09");
    b.company_number = STR("12");
    b.website = STR("nowhere");
    b.contact_email = STR("not an address");
    b.is_named = false;
    b.grounds = STR("nonsense");
    b.n_areas = 0;
    ok(body_judge(db, a, &b, fault, &n) == OK, "an entry is judged");
    is_i64((int64_t)n, 8, "each fault once");
    b = help_body(db, a, "Sample Good", "fife");
    b.website = STR("www.good.example.org");
    b.grounds = STR("interests_victims;service");
    b.charity_number = STR("sc 99998");
    ok(body_judge(db, a, &b, fault, &n) == OK && n == 0, "a good one has none");
    is_str(b.website, "https://www.good.example.org", "addresses get their scheme");
    is_str(b.grounds, "service;interests_victims", "codes their order");
    is_str(b.charity_number, "SC099998", "numbers their form");
}

static enum err kinds_fn(struct db *into, void *arg)
{
    (void)arg;
    const struct store_record r = { .actor = STR("cli:0"), .action = STR("import.lists") };
    enum err e = db_exec(into,
                         "INSERT INTO list_word (list, code, label, seq) VALUES "
                         "('body_kind', 'charity', 'Charity', 1) ON CONFLICT DO NOTHING",
                         NO_BINDS);
    return e ? e : store_record(into, &r);
}

int main(void)
{
    a = arena_new(HELP_ARENA_BYTES);
    const char *dir = help_dir(a);
    log_open(help_path(a, dir, "log"));
    s = help_store(a, dir);
    db = store_reader_open(s, READER_ALL);
    help_directory(a, s, db);
    ok(store_write(s, kinds_fn, NULL) == OK, "a kind of body");
    test_number();
    test_add();
    test_change();
    test_hidden();
    test_crowd();
    test_likely();
    test_judge();
    store_reader_close(db);
    store_close(s);
    help_remove(a, dir);
    arena_free(a);
    return done_testing();
}
