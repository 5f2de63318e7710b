/*
 * test_report.c: the report of a consultation (3.40): before publication for its coordinator
 * with the figures as they are, afterwards for everybody as it was frozen.
 */
#include "app/house.h"
#include "modules/results/result.h"
#include "tests/core/figure_help.h"

static const char *const options[] = { "--limit-posts", "0", "--limit-pages", "0", NULL };

static struct core *core;
static struct someone fife, angus;
static struct help_figures made;
static const char *base, *desk;

static const char *at(const char *of, const char *ending)
{
    return str_z(core->arena, str_printf(core->arena, "%s%s", of, ending));
}

static void write_results(void)
{
    clock_set_s(made.x.closes_at_s + HELP_DAY_S);
    core_sign_in(core, &fife);
    core_sign_in(core, &angus);
    is_i64(core_fill_as(core, &fife, desk,
                        "title=What+people+told+us&summary=Most+**want**+housing.&method=Two+"
                        "people+read+them.&seen=0")
               .status,
           303, "title, summary and method are kept");
    char table[80];
    snprintf(table, sizeof table, "%s/tables/q%lld", desk, (long long)made.one);
    is_i64(core_fill_as(core, &fife, table, "finding=Nearly+all+find+it+clear&words=Our+text")
               .status,
           303, "a chart has its finding and its text");
}

/* The parts in their order: each begins after the one before it. */
static bool in_order(struct str body)
{
    static const char *const part[] = { "id=\"summary\"", "id=\"part-how\"", "id=\"part-who\"",
                                        "id=\"part-questions\"", "id=\"limits\"" };
    size_t before = 0;
    for (size_t i = 0; i < sizeof part / sizeof part[0]; i++) {
        size_t now = str_find(body, str_from(part[i]));
        if (now == STR_NONE || now < before)
            return false;
        before = now;
    }
    return true;
}

static void preview(void)
{
    struct answer p = core_get_as(core, &fife, at(desk, "/report"));
    ok(p.status == 200 && in_order(p.body) && has(p.body, "Most <strong>want</strong> housing"),
       "[3.40] the coordinator looks at the report before it is published");
    ok(has(p.body, "Nearly all find it clear") && has(p.body, "Our text") &&
           has(p.body, "Two people read them") && has(p.body, "How responses came"),
       "[3.40] with findings, texts, method and accounting");
    ok(has(p.body, "hidden"), "[S55] small numbers are hidden there too");
    is_i64(core_get_as(core, &angus, at(desk, "/report")).status, 404,
           "[S10] nobody else sees it");
    is_i64(core_get_as(core, &angus, at(desk, "/report.odt")).status, 404, "nor as a text");
    p = core_get(core, at(base, "/report"), NULL);
    ok(p.status == 200 && has(p.body, "Results are due by") &&
           !has(p.body, "Nearly all find it clear"),
       "[3.40] before that its address says when results are due");
    is_i64(core_get(core, at(base, "/report.odt?version=1"), NULL).status, 404,
           "and there is no text");
}

static void published(void)
{
    is_i64(core_fill_as(core, &fife, at(desk, "/publish"), "note=").status, 303, "published");
    atomic_fetch_add(&core->app->generation, 1);
    struct answer p = core_get(core, at(base, "/report"), NULL);
    ok(p.status == 200 && in_order(p.body) && has(p.body, "Nearly all find it clear") &&
           has(p.body, "What people told us"),
       "[3.40] [8.5] then everybody reads it, as one page with headings and tables");
    ok(has(p.body, "do not add up") && has(p.body, "do not stand for everyone"),
       "[3.40] with what its figures cannot tell");
    ok(has(core_get(core, at(base, "/results"), NULL).body, "/report\""),
       "the results lead to it");
    p = core_get(core, at(base, "/report.odt"), NULL);
    ok(p.status == 200 && str_starts(p.body, STR("PK")) &&
           has(p.type, "application/vnd.oasis.opendocument.text"),
       "[3.40] and as a text to edit");
    is_i64(core_get(core, at(base, "/report?version=2"), NULL).status, 404,
           "a version that is not there");
    is_i64(core_fill_as(core, &fife, desk, "title=Another+title&summary=Other&method=&seen=1")
               .status,
           303, "what is written afterwards");
    atomic_fetch_add(&core->app->generation, 1);
    p = core_get(core, at(base, "/report"), NULL);
    ok(has(p.body, "What people told us") && !has(p.body, "Another title"),
       "[S56] does not change what was published");
}

int main(void)
{
    core = core_start_with(options);
    fife = core_person(core, "fife", "coordinator", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    struct help_asks h = help_asks(app_store(core->app), core->worker->db_all, core->arena);
    help_figures(&h, &made, 240, 9);
    base = str_z(core->arena,
                 str_printf(core->arena, "/consultations/%.*s", STR_ARG(made.x.slug)));
    desk = str_z(core->arena,
                 str_printf(core->arena, "/coordinator/results/%.*s", STR_ARG(made.x.slug)));
    write_results();
    preview();
    published();
    core_stop(core);
    return done_testing();
}
