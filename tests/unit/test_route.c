/* test_route.c: contact routes: order, honesty about sources, freshness
 * (modules/partnerships/contact_route.h). */
#include "tests/tap.h"

#include "tests/directory_help.h"

#include "modules/partnerships/area.h"
#include "modules/partnerships/contact_route.h"
#include "modules/partnerships/partnership.h"

static struct arena *a;
static struct store *s;
static struct db *db;

static struct contact_route load(const char *partnership, const char *area_slug)
{
    struct partnership p;
    struct area area = { 0 };
    struct contact_route r = { 0 };
    if (partnership_find_by_slug(db, a, str_from(partnership), &p) != OK ||
        (area_slug && area_find_by_slug(db, a, str_from(area_slug), &area) != OK) ||
        contact_route_load(db, a, p.id, area.id, HELP_NOW_S, &r) != OK)
        die("no route of %s", partnership);
    return r;
}

/* "coordinator tsi:CVO East Ayrshire council": the own steps in their order. */
static struct str order(const struct contact_route *r)
{
    struct buf *b = buf_in(a, 4096);
    for (size_t i = 0; i < r->n_own; i++)
        buf_printf(b, "%s%s", i ? " " : "", step_kind_name(r->step[i].kind));
    return buf_view(b);
}

static void test_order(void)
{
    struct contact_route r = load("fife", NULL);
    is_str(order(&r), "coordinator tsi council",
           "[1.9] who to contact first, the Third Sector Interface, the council");
    is_i64((int64_t)r.n, 3, "and no step of others");
    r = load("aberdeen-city", NULL);
    is_str(order(&r), "coordinator tsi forum council", "[1.9] and a forum where one is known");
    r = load("edinburgh", NULL);
    is_str(order(&r), "tsi council coordinator",
           "[1.9] a role that cannot be reached comes last");
    r = load("ayrshire", "north-ayrshire");
    is_str(order(&r), "coordinator tsi council", "[1.7] the asked council's steps first");
    is_str(r.step[1].organisation, "The Ayrshire Community Trust (with Arran CVS)",
           "[1.7] its own TSI");
    is_str(r.step[2].organisation, "North Ayrshire Council", "[1.7] its own council");
    is_i64((int64_t)r.n, 7, "[1.7] the two other councils' after");
    r = load("ayrshire", NULL);
    is_i64((int64_t)r.n_own, 7, "asked for no council: all are shown alike");
}

static void test_source(void)
{
    struct contact_route r = load("inverclyde", NULL);
    ok(r.first && str_eq(r.mailbox, STR("community.justice@inverclyde.gov.uk")),
       "one of the three known mailboxes");
    ok(r.first && step_confirms(r.first, STR("email")),
       "[1.10] its address was seen in the source");
    ok(r.first && !step_confirms(r.first, STR("role")), "[1.10] its role was not");
    ok(r.first && r.first->freshness == FRESH_UNCONFIRMED,
       "[1.10] nobody there has confirmed it");
    is_str(r.first->source, "inverclyde.gov.uk community justice partnership page",
           "[1.10] its source, without that of the postcodes");
    is_str(route_date(a, r.first->source_on), "November 2026", "[1.10] and its month in words");
    r = load("ayrshire", "east-ayrshire");
    is_str(r.step[1].source, "general knowledge",
           "[1.10] what was not seen in the source does not name it");
    r = load("fife", NULL);
    ok(r.mailbox.n == 0, "no mailbox is made up where none is known");
}

struct fresh {
    const char *checked_on;
    int64_t now_s;
    enum freshness want;
};

static void test_freshness(void)
{
    const struct fresh sample[] = {
        { "", HELP_NOW_S, FRESH_UNCONFIRMED },
        { "nonsense", HELP_NOW_S, FRESH_UNCONFIRMED },
        { "2026-11-03", HELP_NOW_S, FRESH_CHECKED },
        { "2026-05-22", HELP_NOW_S, FRESH_CHECKED }, /* six months to the day */
        { "2026-05-21", HELP_NOW_S, FRESH_OLD },
        { "2025-11-22", HELP_NOW_S, FRESH_OLD }, /* a year to the day */
        { "2025-11-21", HELP_NOW_S, FRESH_STALE },
        { "2026-08-31", 1803810600,
          FRESH_CHECKED }, /* 28 February 2027: the last day of the sixth month */
        { "2026-08-31", 1803810600 + 86400, FRESH_OLD },
    };
    for (size_t i = 0; i < sizeof sample / sizeof sample[0]; i++)
        ok(route_freshness(str_from(sample[i].checked_on), sample[i].now_s) == sample[i].want,
           "[1.10] checked on \"%s\", looked at %lld", sample[i].checked_on,
           (long long)sample[i].now_s);
    is_str(route_date(a, STR("2026-11-03")), "3 November 2026", "a day in words");
}

static enum err check_long_ago(struct db *w, void *arg)
{
    const char *const sql =
        "UPDATE route_step SET checked_on = '2025-01-10', checked_by_role = 'coordinator' "
        "WHERE kind = 'coordinator' AND partnership_id = "
        "(SELECT id FROM partnership WHERE slug = 'fife')";
    (void)arg;
    enum err e = db_exec(w, sql, NO_BINDS);
    return e ? e
             : store_record(w, &(struct store_record){ .actor = STR("job"),
                                                       .action = STR("route.check") });
}

static void test_stale(void)
{
    is_i64(store_write(s, check_long_ago, NULL), OK, "a step checked long ago");
    struct contact_route r = load("fife", NULL);
    is_str(order(&r), "tsi council coordinator",
           "[1.10] after a year the TSI and the council lead");
    ok(r.first && r.first->freshness == FRESH_STALE, "[1.10] and the step says so");
}

int main(void)
{
    a = arena_new((size_t)256 * 1024 * 1024);
    const char *dir = help_dir(a);
    s = help_store(a, dir);
    db = store_reader_open(s, READER_PUBLIC);
    struct db *all = store_reader_open(s, READER_ALL);
    help_directory(a, s, all);
    test_order();
    test_source();
    test_freshness();
    test_stale();
    store_reader_close(all);
    store_reader_close(db);
    store_close(s);
    help_remove(a, dir);
    arena_free(a);
    return done_testing();
}
