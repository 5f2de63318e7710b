/* test_route_refused.c: changes of a contact route that are not taken: foreign, overtaken,
 * filled in wrongly. */
#include "tests/core/route_help.h"

/* --- whose --- */

static void test_foreign(void)
{
    int64_t theirs = step_id("angus", "tsi"),
            rows = core_count(core, "SELECT count(*) FROM route_change");
    const char *named =
        str_z(arena(), str_printf(arena(), "%s?partnership=angus", step_path(theirs)));
    is_i64(core_get_as(core, &fife, PAGE "?partnership=angus").status, 404,
           "[S10] (ASVS 8.2.2) another partnership's page: as if it did not exist");
    is_i64(core_get_as(core, &fife, step_path(theirs)).status, 404,
           "[S10] (ASVS 8.2.2) another's step, by its number");
    is_i64(core_get_as(core, &fife, named).status, 404, "[S10] (ASVS 8.2.2) and by its name");
    is_i64(core_get_as(core, &fife, step_path(999999999)).status, 404,
           "[S10] as one that does not exist");
    struct answer own = core_get_as(core, &fife, step_path(step_id("fife", "tsi")));
    const char *body =
        str_z(arena(), str_printf(arena(),
                                  "%.*s&role=A&organisation=B&email=&phone=&url=&detail=&seen="
                                  "%.*s" FOUND,
                                  STR_ARG(core_tokens(core, own.body)), STR_ARG(seen_of(own))));
    is_i64(core_post_as(core, &fife, step_path(theirs), body).status, 404,
           "[S10] (ASVS 8.2.2) nor with a form of one's own");
    is_i64(press(&fife, pressed("up", theirs)).status, 404,
           "[S11] (ASVS 8.2.3) a forged number");
    is_i64(press(&fife, pressed("check", theirs)).status, 404,
           "[S11] (ASVS 8.2.3) in any button");
    is_i64(press(&fife, "check-0").status, 400, "[S11] a number that is none");
    is_i64(press(&fife, "sell").status, 400, "[S11] a button that is not there");
    is_i64(save(&fife, NEW,
                "kind=seat&area=angus&role=&organisation=&email=&phone=&url=&detail=One"
                "&partnership=angus&checked_by_role=king&seq=1" FOUND)
               .status,
           303, "[S11] (ASVS 15.3.3) fields that the form does not have");
    is_i64(core_count(
               core,
               "SELECT count(*) FROM route_step t JOIN partnership p ON p.id = "
               "t.partnership_id WHERE p.slug = 'fife' AND t.kind = 'seat' AND t.area_id IS "
               "NULL AND t.checked_by_role = 'coordinator'"),
           1, "[S11] (ASVS 15.3.3) count for nothing");
    is_i64(core_count(core, "SELECT count(*) FROM route_change"), rows + 1,
           "[S10] nothing of Angus moved");
    (void)!jobs_run_once(core->app);
    ok(core_count(core, "SELECT count(*) FROM audit WHERE action = 'access.refused'") > 0,
       "[S41] refusals are recorded");
}

/* --- two at once --- */

static void test_overtaken(void)
{
    const char *at = step_path(step_id("fife", "tsi"));
    struct answer mine = core_get_as(core, &fife, at),
                  theirs = core_get_as(core, &colleague, at);
    const char *fields = "role=TSI&organisation=Theirs&email=&phone=&url=&detail=" FOUND;
    is_i64(core_fill_as(core, &colleague, at, with_seen(fields, theirs)).status, 303,
           "a colleague saves first");
    fields = "role=TSI&organisation=Mine&email=&phone=0131+496+0777&url=&detail=Two%0D%"
             "0Alines" FOUND;
    struct answer a = core_fill_as(core, &fife, at, with_seen(fields, mine));
    is_i64(a.status, 409, "two at once: the second is told");
    ok(has(a.body, "Someone else changed this") && has(a.body, "Theirs") &&
           has(a.body, "Mine") && has(a.body, "0131 496 0777"),
       "with both versions");
    ok(has(a.body, "Keep mine") && has(a.body, "Keep theirs"), "and the choice");
    is_i64(core_count(core, "SELECT count(*) FROM route_step WHERE organisation = 'Theirs'"), 1,
           "nothing was overwritten");
    const char *again =
        str_z(arena(), str_printf(arena(), "%.*s&%s", STR_ARG(core_tokens(core, a.body)),
                                  with_seen(fields, a)));
    is_i64(core_post_as(core, &fife, at, again).status, 303, "keep mine");
    is_i64(core_count(core,
                      "SELECT count(*) FROM route_step WHERE organisation = 'Mine' AND phone = "
                      "'0131 496 0777'"),
           1, "saves it whole");
    is_i64(core_post_as(core, &fife, at, again).status, 303, "[S26] sent twice");
    is_i64(core_count(core, "SELECT count(*) FROM route_change_field WHERE new_value = 'Mine'"),
           1, "[S26] counts once");
}

static void test_overtaken_check(void)
{
    struct answer page = core_get_as(core, &fife, PAGE);
    const char *at = step_path(step_id("fife", "tsi"));
    is_i64(save(&colleague, at,
                "role=TSI&organisation=Other&email=&phone=&url=&detail=" AT_COUNCIL)
               .status,
           303, "a colleague changes what is on the screen");
    struct answer a = core_fill_as(core, &fife, PAGE, with_seen("do=check", page));
    ok(a.status == 409 && has(a.body, "Someone else changed these details"),
       "[1.10] what was not seen is not marked as right");
    is_i64(core_count(
               core,
               "SELECT count(*) FROM route_step WHERE organisation = 'Other' AND checked_on IS "
               "NOT NULL"),
           0, "[1.10] it stays unconfirmed");
    is_i64(
        core_fill_as(core, &fife, PAGE, with_seen("do=check", core_get_as(core, &fife, PAGE)))
            .status,
        303, "read again, and pressed");
}

static void test_overtaken_remove(void)
{
    int64_t seat = step_id("fife", "seat");
    const char *at = step_path(seat), *remove = join(at, STR("/remove"));
    struct answer form = core_get_as(core, &fife, at), page = core_get_as(core, &fife, remove);
    is_i64(save(&colleague, remove, "source=partnership&evidence=").status, 303,
           "a colleague removes a step");
    const char *again =
        str_z(arena(), str_printf(arena(), "%.*s&%s", STR_ARG(core_tokens(core, page.body)),
                                  with_seen("source=partnership&evidence=", page)));
    struct answer a = core_post_as(core, &fife, remove, again);
    ok(a.status == 303 && has(a.location, "done=removed"), "removed twice: it is removed");
    is_i64(core_count(
               core,
               "SELECT count(*) FROM route_change WHERE act = 'remove' AND title = 'Seat on "
               "the partnership'"),
           1, "[7.4] once");
    const char *fields = "role=&organisation=&email=&phone=&url=&detail=Two+seats" FOUND;
    struct str tokens = core_tokens(core, form.body);
    a = core_post_as(core, &fife, at,
                     str_z(arena(), str_printf(arena(), "%.*s&%s", STR_ARG(tokens),
                                               with_seen(fields, form))));
    ok(a.status == 409 && has(a.body, "was removed"), "changed after it was removed: told");
    is_i64(core_post_as(core, &fife, at,
                        str_z(arena(), str_printf(arena(), "%.*s&%s", STR_ARG(tokens),
                                                  with_seen(fields, a))))
               .status,
           303, "keep mine");
    ok(has(page_of(PUBLIC), "Two seats"), "brings it back");
}

/* --- what is typed --- */

struct wrong {
    const char *fields, *says;
};

static void test_wrong(void)
{
    static const struct wrong wrong[] = {
        { "kind=&role=A&organisation=&email=&phone=&url=&detail=" FOUND,
          "Select what kind of step this is" },
        { "kind=tsi&role=&organisation=&email=&phone=&url=&detail=" FOUND,
          "Enter a role or an organisation" },
        { "kind=forum&role=&organisation=&email=&phone=&url=&detail=" FOUND,
          "Enter how organisations take part this way" },
        { "kind=tsi&role=A&organisation=&email=nobody&phone=&url=&detail=" FOUND,
          "Enter an email address in the correct format" },
        { "kind=tsi&role=A&organisation=&email=first.last%40example.org&phone=&url=&"
          "detail=" FOUND,
          "This looks like one person’s address" },
        { "kind=tsi&role=A&organisation=&email=&phone=ask+me&url=&detail=" FOUND,
          "Enter a phone number, like 0131 496 0123" },
        { "kind=tsi&role=A&organisation=&email=&phone=&url=javascript%3Aalert%281%29&"
          "detail=" FOUND,
          "Enter a web address that begins with https:// or http://" },
        { "kind=tsi&role=A&organisation=&email=&phone=&url=www.example.org&detail=" FOUND,
          "Enter a web address that begins with https:// or http://" },
        { "kind=tsi&role=A&organisation=&email=&phone=&url=&detail=&source=&evidence=",
          "Select where you found this" },
        { "kind=tsi&role=A&organisation=&email=&phone=&url=&detail=&source=put_back&evidence=",
          "Select where you found this" },
        { "kind=tsi&role=A&organisation=&email=&phone=&url=&detail=&source=other&evidence=B",
          "Enter where you found this" },
        { "kind=tsi&role=A&organisation=&email=&phone=&url=&detail=&source=tsi&evidence=",
          "Copy the words you saw, or the address of the page" },
    };
    int64_t rows = core_count(core, "SELECT count(*) FROM route_change");
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct answer a = core_fill_as(core, &fife, NEW, wrong[i].fields);
        ok(a.status == 422 && has(a.body, wrong[i].says) && has(a.body, "There is a problem"),
           "[8.3] %s (%d)", wrong[i].says, a.status);
    }
    struct answer a = core_fill_as(core, &fife, NEW,
                                   "kind=&role=Kept+role&organisation=Kept+%3Cb%3E&email=kept"
                                   "&phone=kept&url=kept&detail=Kept%0D%0Atwice&source=council"
                                   "&source_other=Kept+note&evidence=Kept+words");
    ok(has(a.body, "value=\"Kept role\"") && has(a.body, "value=\"Kept &lt;b&gt;\"") &&
           has(a.body, "Kept\ntwice</textarea>") && has(a.body, "value=\"Kept note\"") &&
           has(a.body, "Kept words</textarea>") && has(a.body, "value=\"kept\""),
       "[8.3] nothing that was typed is lost");
    char *longer = arena_alloc(arena(), 6000);
    size_t n = (size_t)snprintf(longer, 6000,
                                "kind=tsi&organisation=&role="
                                "%s" FOUND "&detail=",
                                "A");
    memset(longer + n, 'x', 1200);
    a = core_fill_as(core, &fife, NEW, longer);
    ok(has(a.body, "must be 1,000 characters or fewer. You have written 1,200"),
       "[8.3] too long");
    is_i64(core_count(core, "SELECT count(*) FROM route_change"), rows, "nothing is stored");
}

static void test_shared(void)
{
    const char *fields = "kind=mailing_list&role=&organisation=A&email=first.last%40example.org"
                         "&phone=&url=&detail=" FOUND;
    struct answer a = core_fill_as(core, &fife, NEW, fields);
    ok(a.status == 422 && has(a.body, "Yes, this is a shared mailbox"),
       "[1.12] a person's address: asked about");
    is_i64(core_fill_as(core, &fife, NEW, join(fields, STR("&shared=yes"))).status, 303,
           "[1.12] and taken when it is said to be shared");
    const char *at = step_path(step_id("fife", "mailing_list"));
    is_i64(save(&fife, at,
                "role=&organisation=B&email=first.last%40example.org&phone=&url=&detail=" FOUND)
               .status,
           303, "[1.12] and not asked about again");
    is_i64(save(&fife, at,
                "role=&organisation=B&email=first.last%40example.org&phone=&url=&"
                "detail=" AT_COUNCIL)
               .status,
           422, "[1.12] nothing changed: that is said");
}

int main(void)
{
    route_start();
    clock_set_s(MORNING_S);
    route_people();
    test_foreign();
    test_overtaken();
    test_overtaken_check();
    test_overtaken_remove();
    test_wrong();
    test_shared();
    core_stop(core);
    return done_testing();
}
