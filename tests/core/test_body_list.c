/* test_body_list.c: the staff's list of the register: filters, pages, saved lists, bulk work.
 */
#include "tests/core/core_people.h"

#include "tests/core/body_help.h"

static const char *const options[] = {
    "--contact-mail", "desk@cj.example", "--limit-posts", "0", "--limit-pages", "0", NULL
};

static struct core *core;
static struct someone coordinator, neighbour, admin;

#define LIST "/coordinator/bodies"
#define N_MANY 30

static const char *text(const char *format, ...) __attribute__((format(printf, 1, 2)));
static const char *text(const char *format, ...)
{
    char out[1000];
    va_list ap;
    va_start(ap, format);
    vsnprintf(out, sizeof out, format, ap);
    va_end(ap);
    return str_z(core->arena, str_from(out));
}

static int64_t kitchen, archive, hidden, elsewhere;

static void add_bodies(void)
{
    struct body b = body_help_sample("Sample Kitchen");
    b.topics = STR("housing");
    b.grounds = STR("service");
    kitchen = body_help_add(core, b, "fife");
    b = body_help_sample("Sample Archive");
    b.kind = STR("group");
    b.state = STR("dormant");
    archive = body_help_add(core, b, "fife;angus");
    b = body_help_sample("Sample Refuge");
    b.is_named = false;
    b.description = STR("a support group");
    hidden = body_help_add(core, b, "fife");
    elsewhere = body_help_add(core, body_help_sample("Sample Elsewhere"), "angus");
}

static void test_empty(void)
{
    struct answer a = core_get_as(core, &coordinator, LIST);
    ok(a.status == 200 && has(a.body, "There is no organisation here yet") &&
           has(a.body, "add the first one"),
       "[2.12] an empty register says what to do next");
    ok(has(a.body, "Organisations</a>"), "the side navigation leads to it");
    a = core_get_as(core, &coordinator, LIST "/lists");
    ok(a.status == 200 && has(a.body, "There is no saved list yet"), "[2.12] so do its lists");
}

static void test_filters(void)
{
    struct answer a = core_get_as(core, &coordinator, LIST);
    ok(has(a.body, "Showing 1 to 3 of 3 organisations") && has(a.body, "Sample Kitchen") &&
           has(a.body, "Not named in public") && !has(a.body, "Sample Elsewhere"),
       "[S10] the list holds what works in the own areas, and nothing else");
    a = core_get_as(core, &coordinator, LIST "?kind=group");
    ok(has(a.body, "Showing 1 to 1 of 1 organisation<") && has(a.body, "Sample Archive") &&
           has(a.body, "Kind: Group with no legal form") && has(a.body, "Clear all filters"),
       "[2.3] a filter by kind, repeated in words");
    a = core_get_as(core, &coordinator, LIST "?topic=housing&ground=service");
    ok(has(a.body, "of 1 organisation<") && has(a.body, "Topic: Housing"),
       "by topic and ground");
    a = core_get_as(core, &coordinator, LIST "?state=dormant");
    ok(has(a.body, "of 1 organisation<") && has(a.body, "Sample Archive"), "by status");
    a = core_get_as(core, &coordinator, LIST "?words=refuge");
    ok(has(a.body, "of 1 organisation<") && has(a.body, "Sample Refuge"),
       "by words, also of what is not named in public");
    a = core_get_as(core, &coordinator, LIST "?last=none");
    ok(has(a.body, "Showing 1 to 3 of 3") && has(a.body, "Last contact: None yet"),
       "by the last contact: none yet");
    a = core_get_as(core, &coordinator, LIST "?last=old&kind=charity");
    ok(has(a.body, "No organisation fits"), "over six months ago: nothing");
    a = core_get_as(core, &coordinator, LIST "?stale=yes");
    ok(has(a.body, "No organisation fits") && has(a.body, "Review overdue"), "overdue ones");
    a = core_get_as(core, &coordinator, LIST "?kind=nonsense&area=angus");
    ok(a.status == 200 && has(a.body, "Left out, because it could not be understood") &&
           has(a.body, "Showing 1 to 3 of 3"),
       "what is no filter is left out, and said so");
    is_i64(core_get_as(core, &coordinator, LIST "?page=2").status, 404,
           "there is no second page");
    a = core_get_as(core, &admin, "/admin/bodies?area=angus");
    ok(a.status == 200 && has(a.body, "Sample Elsewhere") && has(a.body, "Showing 1 to 2 of 2"),
       "an administrator has all of Scotland");
}

/* Ticks those in the list and goes on to the check page; its tokens with what is kept there. */
static struct answer check(const struct someone *who, const char *fields)
{
    struct answer page = core_get_as(core, who, LIST);
    return core_post_as(core, who, LIST,
                        text("%.*s&%s", STR_ARG(core_tokens(core, page.body)), fields));
}

static struct answer carry_out(const struct someone *who, const struct answer *a,
                               const char *fields)
{
    return core_post_as(core, who, LIST,
                        text("%.*s&step=do&%s", STR_ARG(core_tokens(core, a->body)), fields));
}

static void test_bulk(void)
{
    const char *both =
        text("body=%lld&body=%lld&query=", (long long)kitchen, (long long)archive);
    struct answer a = check(&coordinator, "action=tag&query=");
    ok(a.status == 303 && has(a.location, "done=nothing"),
       "[2.12] without a tick nothing is done");
    a = check(&coordinator, text("%s&action=tag", both));
    ok(a.status == 200 && has(a.body, "Check which organisations") &&
           has(a.body, "Sample Kitchen") && has(a.body, "Add a tag: 2 organisations"),
       "[2.12] the check page says which and what");
    struct answer done = carry_out(&coordinator, &a, text("%s&action=tag&tag=", both));
    ok(done.status == 422 && has(done.body, "Enter a tag"), "[2.12] a tag has a name");
    done = carry_out(&coordinator, &a, text("%s&action=tag&tag=Forum", both));
    ok(done.status == 303 && has(done.location, "done=tagged"), "[2.12] both get the tag");
    int64_t tag = core_count(core, "SELECT id FROM body_tag WHERE name = 'Forum'");
    a = core_get_as(core, &coordinator, text(LIST "?tag=%lld", (long long)tag));
    ok(has(a.body, "Showing 1 to 2 of 2") && has(a.body, "Tag: Forum"),
       "[2.12] and the list can be filtered by it");
    a = check(&coordinator,
              text("%s&action=untag", text("body=%lld&query=", (long long)archive)));
    done = carry_out(&coordinator, &a,
                     text("body=%lld&query=&action=untag&tag=forum", (long long)archive));
    is_i64(done.status, 303, "[2.12] one loses it");
    is_i64(core_count(core, "SELECT count(*) FROM body_tagged"), 1,
           "[2.12] the other keeps it");
    a = check(&coordinator, text("%s&action=review", both));
    done = carry_out(&coordinator, &a, text("%s&action=review", both));
    is_i64(core_count(core, "SELECT count(*) FROM body WHERE reviewed_on <> ''"), 2,
           "[2.12] marked as reviewed");
    a = check(&coordinator, text("%s&action=dormant", both));
    done = carry_out(&coordinator, &a, text("%s&action=dormant", both));
    is_i64(core_count(core, "SELECT count(*) FROM body WHERE state = 'dormant'"), 2,
           "[2.12] set to dormant");
    const char *other = text("body=%lld&query=&action=dormant", (long long)elsewhere);
    a = check(&coordinator, other);
    done = carry_out(&coordinator, &a, other);
    is_i64(core_count(core, "SELECT count(*) FROM body WHERE state = 'dormant'"), 2,
           "[S10] what works elsewhere is left out");
    a = check(&coordinator, "body=1&action=tag&query=%2F%2Fevil.example");
    is_i64(a.status, 400, "[S29] the way back is a query of ours, or nothing");
}

static void test_lists(void)
{
    struct answer a = core_get_as(core, &coordinator, LIST "?kind=group&state=dormant");
    struct str save = between(a.body, "<a href=\"/coordinator/bodies/lists", "\"");
    ok(save.n > 0, "[2.12] a filtered list can be saved");
    a = core_get_as(core, &coordinator,
                    LIST "/lists?partnership=fife&query=kind%3Dgroup%26state%3Ddormant");
    ok(a.status == 200 && has(a.body, "value=\"kind=group&amp;state=dormant\""),
       "[2.12] the filters are kept on the page that names it");
    a = core_fill_as(core, &coordinator, LIST "/lists?query=kind%3Dgroup%26state%3Ddormant",
                     "name=&filter=kind%3Dgroup%26state%3Ddormant");
    ok(a.status == 422 && has(a.body, "Enter a name for the list"), "[2.12] a list has a name");
    a = core_fill_as(core, &coordinator, LIST "/lists",
                     "name=Sleepers&filter=kind%3Dgroup%26state%3Ddormant");
    is_i64(a.status, 303, "[2.12] it is saved");
    int64_t id = core_count(core, "SELECT id FROM saved_list WHERE name = 'Sleepers'");
    a = core_get_as(core, &coordinator, text(LIST "/lists/%lld", (long long)id));
    ok(a.status == 200 && has(a.body, "kind=group&amp;state=dormant") &&
           has(a.body, "Open the list"),
       "[2.12] its page opens it");
    a = core_fill_as(core, &coordinator, LIST "/lists", "name=sleepers&filter=kind%3Dgroup");
    ok(a.status == 422 && has(a.body, "has a list of that name already"),
       "[2.12] two lists of one name are not told apart");
    a = core_fill_as(core, &coordinator, text(LIST "/lists/%lld", (long long)id),
                     "name=Resting&do=rename");
    is_i64(a.status, 303, "[2.12] it can be renamed");
    ok(has(core_get_as(core, &coordinator, LIST "/lists").body, "Resting"), "[2.12] and is");
    is_i64(core_get_as(core, &neighbour, text(LIST "/lists/%lld", (long long)id)).status, 404,
           "[S10] a list is its partnership's alone");
    a = core_fill_as(core, &coordinator, text(LIST "/lists/%lld", (long long)id),
                     "do=ask&name=");
    ok(a.status == 200 && has(a.body, "Remove the list “Resting”"),
       "[2.12] removing is asked on a page of its own");
    a = core_fill_as(core, &coordinator, text(LIST "/lists/%lld", (long long)id),
                     "do=remove&name=");
    is_i64(core_count(core, "SELECT count(*) FROM saved_list"), 0, "[2.12] and done");
}

static void test_groups(void)
{
    const char *both =
        text("body=%lld&body=%lld&query=", (long long)kitchen, (long long)hidden);
    struct answer a = check(&coordinator, text("%s&action=group", both));
    ok(a.status == 200 && has(a.body, "Name of a new group"), "[2.12] a group of ticked ones");
    a = carry_out(&coordinator, &a,
                  text("%s&action=group&list=&list_name=Housing+forum", both));
    is_i64(a.status, 303, "[2.12] is made");
    int64_t id = core_count(core, "SELECT id FROM saved_list WHERE is_group = 1");
    a = check(&coordinator, text("body=%lld&query=&action=group", (long long)archive));
    a = carry_out(&coordinator, &a,
                  text("body=%lld&query=&action=group&list=%lld&list_name=", (long long)archive,
                       (long long)id));
    is_i64(a.status, 303, "[2.12] another one is put into it");
    const char *at = text(LIST "/lists/%lld", (long long)id);
    a = core_get_as(core, &coordinator, at);
    ok(has(a.body, "Showing 1 to 3 of 3") && has(a.body, "Sample Refuge"),
       "[2.12] the group shows who is in it");
    a = core_fill_as(core, &coordinator, at,
                     text("do=take&name=&body=%lld", (long long)hidden));
    is_i64(a.status, 303, "[2.12] one is taken out");
    is_i64(core_count(core, "SELECT count(*) FROM saved_list_body"), 2, "[2.12] two are left");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action LIKE 'body_list.%' AND "
                            "partnership_id > 0"),
           6, "[S41] every change of a list has its record");
}

static void test_csv(void)
{
    struct body b = body_help_sample("=SUM(A1)");
    b.own_name = STR("Sample Person");
    b.own_email = STR("person@example.org");
    body_help_add(core, b, "fife");
    struct answer a = core_get_as(core, &coordinator, LIST ".csv?partnership=fife");
    ok(a.status == 200 && str_starts(a.body, STR("\xEF\xBB\xBF\"id\",\"name\"")) &&
           has(a.body, "\"Sample Kitchen\"") && has(a.body, "\"Forum\""),
       "[10.2] the list as CSV, with the own tags");
    ok(has(a.body, "\"'=SUM(A1)\""), "[S7] a cell that would be a formula is made safe");
    ok(!has(a.body, "person@example.org") && !has(a.body, "Sample Elsewhere"),
       "[S10] neither what is not public nor what works elsewhere is in it");
    a = core_get_as(core, &coordinator, LIST ".csv?partnership=fife&kind=group");
    ok(has(a.body, "Sample Archive") && !has(a.body, "Sample Kitchen"),
       "[10.2] with the filters of the list");
    ok(has(core_get_as(core, &admin, "/admin/bodies.csv").body, "Sample Elsewhere"),
       "[10.2] an administrator's is of all Scotland");
}

static void test_pages(void)
{
    for (int i = 0; i < N_MANY; i++)
        body_help_add(core, body_help_sample(text("Sample Row %02d", i)), "fife");
    struct answer a = core_get_as(core, &coordinator, LIST);
    ok(has(a.body, "Showing 1 to 25 of 34") && has(a.body, "page=2") &&
           has(a.body, "rel=\"next\""),
       "25 a page");
    a = core_get_as(core, &coordinator, LIST "?page=2&words=row");
    ok(has(a.body, "Showing 26 to 30 of 30") && has(a.body, "words=row"),
       "pages keep the filters");
    a = core_get_as(core, &coordinator, LIST "?page=2&last=none");
    ok(has(a.body, "Showing 26 to 34 of 34"), "also by the last contact");
}

int main(void)
{
    clock_set_s(1794787200); /* 16 November 2026 */
    core = core_start_with(options);
    coordinator = core_person(core, "coordinator", "coordinator", "fife");
    neighbour = core_person(core, "neighbour", "coordinator", "angus");
    admin = core_person(core, "admin", "admin", NULL);
    test_empty();
    add_bodies();
    test_filters();
    test_bulk();
    test_lists();
    test_groups();
    test_csv();
    test_pages();
    core_stop(core);
    return done_testing();
}
