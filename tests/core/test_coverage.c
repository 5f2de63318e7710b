/* test_coverage.c: whom a consultation has heard from against the register (3.56, B.4), with
 * the traps: merged entries, one that moved, a joint response, what does not count. */
#include "app/house.h"
#include "modules/responses/response.h"
#include "tests/consultation_help.h"
#include "tests/core/body_help.h"
#include "tests/core/core_people.h"
#include "tests/response_help.h"

#define AT "/coordinator/consultations/a-sample-draft-plan/coverage"

static struct core *core;
static struct someone fife, angus;
static struct consultation x;

static int64_t add_body(const char *name, const char *kind, const char *areas)
{
    struct body b = body_help_sample(name);
    b.kind = str_from(kind);
    b.outcomes = STR("2023:NO6");
    b.grounds = STR("interests_families");
    return body_help_add(core, b, areas);
}

static void add_response(int64_t body_id, const char *counting)
{
    struct response_new one = help_response(x.id, "Sample Person", NULL);
    one.response.counting = str_from(counting);
    one.response.areas = STR("fife");
    one.response.who = body_id ? STR("organisation") : STR("individual");
    one.response.body_id = body_id;
    ok(help_response_add(app_store(core->app), core->arena, &one, clock_now_s()).n > 0,
       "a response");
}

/* Together with another body. */
static enum err join_fn(struct db *db, void *arg)
{
    const int64_t *id = arg;
    enum err e = db_exec(db,
                         "INSERT INTO response_body (id, response_id, body_id, name, agreed) "
                         "SELECT 77, max(r.id), $1, 'Sample', 1 FROM response r WHERE "
                         "r.body_id IS NOT NULL /*scan*/",
                         BINDS(bi(*id)));
    return e ? e
             : store_record(db, &(struct store_record){ .actor = STR("cli:0"),
                                                        .action = STR("response.change") });
}

static struct str line(struct str body, const char *label)
{
    const char *from = str_z(core->arena, str_printf(core->arena, "\">%s</th>", label));
    return between(body, from, "</tr>");
}

static bool says(struct str row, int n, int n_heard)
{
    const char *all =
        str_z(core->arena, str_printf(core->arena, "\"Register\" class=\"cj-num\">%d<", n));
    const char *heard =
        str_z(core->arena, str_printf(core->arena, "\"Heard\" class=\"cj-num\">%d<", n_heard));
    const char *empty =
        str_z(core->arena, str_printf(core->arena, "\"Heard\" class=\"cj-num\">%d ", n_heard));
    return has(row, all) && (has(row, heard) || has(row, empty));
}

int main(void)
{
    static const char *const options[] = { "--limit-posts", "0", "--limit-pages", "0", NULL };
    core = core_start_with(options);
    fife = core_person(core, "fife", "coordinator", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    struct help_asks h = help_asks(app_store(core->app), core->worker->db_all, core->arena);
    x = help_consultation(&h, "fife", "A sample draft plan");
    (void)help_section(&h, &x, "Your views", false);
    help_publish(&h, &x);
    ok(has(core_get_as(core, &fife, AT).body, "holds no organisation"),
       "[3.56] an empty register says so");
    is_i64(core_get_as(core, &angus, AT).status, 404, "[S10] not another area's");

    /* Fife: charities one, two, five; groups three, four; Angus alone: six */
    int64_t one = add_body("Sample one", "charity", "fife");
    int64_t two = add_body("Sample two", "charity", "fife;angus");
    int64_t three = add_body("Sample three", "group", "fife");
    int64_t four = add_body("Sample four", "group", "fife");
    int64_t five = add_body("Sample five", "charity", "fife");
    int64_t six = add_body("Sample six", "charity", "angus");
    ok(one && two && three && four && five && six, "six organisations");
    add_response(one, "valid");
    is_i64(store_write(app_store(core->app), join_fn, &two), OK, "one together with two");
    add_response(three, "duplicate");
    add_response(0, "valid");
    add_response(six, "valid");

    struct str body = core_get_as(core, &fife, AT).body;
    ok(has(between(body, "in the register", "</div>"), ">5<") &&
           has(between(body, ">heard from", "</div>"), ">2<"),
       "[3.56] [B.4] five work here; a joint response is heard from both, a duplicate, a "
       "person and who works elsewhere are not");
    ok(says(line(body, "Registered charity"), 3, 2) || says(line(body, "Charity"), 3, 2),
       "[3.56] by kind");
    ok(says(line(body, "Fife"), 5, 2), "[3.56] by council area");
    ok(says(line(body, "Speaks for families"), 5, 2), "[3.56] by ground of s.14");
    struct str kinds = between(body, "<h2>Kind of organisation</h2>", "</table>");
    ok(str_find(kinds, STR("Nobody")) < str_find(kinds, STR(">Charity<")),
       "[3.56] [B.4] empty lines come first");

    struct answer a = core_get_as(core, &fife, AT "?by=kind&value=group");
    ok(has(a.body, "Sample three") && has(a.body, "Sample four") &&
           !has(between(a.body, "id=\"names\"", "<h2>"), "Sample one") &&
           has(a.body, "/invitations/new?") && has(a.body, "kind=group"),
       "[3.56] a line leads to who was not heard from, and to inviting them");
    ok(has(core_get_as(core, &fife, AT "?by=size&value=unknown").body, "Sample five"),
       "[3.56] also where the register has no such filter");

    core_stop(core);
    return done_testing();
}
