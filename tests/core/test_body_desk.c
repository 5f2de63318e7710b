/* test_body_desk.c: the register as coordinators and administrators keep it: add, show, edit.
 */
#include "tests/core/core_people.h"

static const char *const options[] = {
    "--contact-mail", "desk@cj.example", "--limit-posts", "0", "--limit-pages", "0", NULL
};

static struct core *core;
static struct someone coordinator, second, neighbour, analyst, admin;

#define REGISTER "/coordinator/bodies"
#define NEW REGISTER "/new"
#define KITCHEN                                                                                \
    "name=Sample+Kitchen&kind=charity&charity_number=SC900011&web=kitchen.example.org&"        \
    "purposes=Cooks+with+people+on+release&grounds=service&topics=housing&areas=fife&"         \
    "contact_role=Volunteer+coordinator&contact_email=office%40kitchen.example.org&"           \
    "contact_phone=01592+555010"

static const char *at(int64_t id, const char *ending)
{
    return str_z(core->arena,
                 str_printf(core->arena, REGISTER "/%lld%s", (long long)id, ending));
}

static int64_t id_of(const char *name)
{
    return core_count(
        core, str_z(core->arena, str_printf(core->arena,
                                            "SELECT coalesce(max(id), 0) FROM body WHERE name "
                                            "= '%s'",
                                            name)));
}

static const char *seen_in(struct str page)
{
    return str_z(core->arena, between(page, "name=\"seen\" value=\"", "\""));
}

/* Opens a part of the entry and sends it with what was seen there. */
static struct answer edit(const struct someone *who, const char *target, const char *fields)
{
    struct answer a = core_get_as(core, who, target);
    return core_fill_as(
        core, who, target,
        str_z(core->arena, str_printf(core->arena, "%s&seen=%s", fields, seen_in(a.body))));
}

/* --- adding --- */

static void test_add(void)
{
    struct answer a = core_get_as(core, &coordinator, NEW);
    ok(a.status == 200 && has(a.body, "Name of the organisation") &&
           has(a.body, "value=\"fife\" checked"),
       "[2.2] a new entry is asked for, with the own area ticked");
    ok(has(a.body, "<option value=\"peer_group\">") && has(a.body, "<option value=\"group\">"),
       "[2.3] of every kind, groups without a legal form too");
    a = core_fill_as(core, &coordinator, NEW,
                     "name=&kind=&charity_number=12&web=&purposes=&contact_role=&contact_email="
                     "&contact_phone=");
    ok(a.status == 422 && has(a.body, "href=\"#name\">Enter the name") &&
           has(a.body, "href=\"#kind\">Select what kind") && has(a.body, "href=\"#areas\">"),
       "[8.3] what is missing is said beside the fields");
    ok(has(a.body, "href=\"#charity_number\">A Scottish charity number is SC and 6 digits"),
       "[2.4] so is a number of the wrong form, and the number stays as typed");
    a = core_fill_as(core, &coordinator, NEW, KITCHEN);
    ok(a.status == 303 && has(a.location, "done=added"), "[2.10] an entry is added");
    int64_t id = id_of("Sample Kitchen");
    is_i64(core_count(core,
                      "SELECT count(*) FROM body_partnership x JOIN partnership p ON p.id "
                      "= x.partnership_id JOIN body b ON b.id = x.body_id WHERE b.name = "
                      "'Sample Kitchen' AND p.slug = 'fife' AND x.accepted_at_s > 0"),
           1, "and taken in by the partnership that entered it");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'body.add' AND actor "
                            "LIKE 'account:%'"),
           1, "[S41] with its record");
    a = core_get_as(core, &coordinator, at(id, ""));
    ok(a.status == 200 && has(a.body, "Sample Kitchen") && has(a.body, "Housing") &&
           has(a.body, "Entered by the coordinator of Fife"),
       "its page shows what is held, and where it came from");
    a = core_fill_as(core, &coordinator, NEW,
                     "name=Elsewhere&kind=group&charity_number=&web=&areas=angus");
    ok(a.status == 422 && has(a.body, "Select at least one of your own areas"),
       "[S10] an entry that does not work in the own areas is not a coordinator's to add");
}

static void test_likely(void)
{
    struct answer a = core_fill_as(core, &coordinator, NEW,
                                   "name=The+Sample+Kitchen&kind=group&charity_number=&web=&"
                                   "areas=fife&contact_phone=");
    ok(a.status == 422 && has(a.body, "This may be in the register already") &&
           has(a.body, at(id_of("Sample Kitchen"), "")) && has(a.body, "Add it anyway"),
       "[2.10] the same name in other words comes back with the entry that may be the same");
    ok(has(a.body, "value=\"The Sample Kitchen\""), "[2.10] and everything typed kept");
    a = core_fill_as(core, &coordinator, NEW,
                     "name=Cooks+Together&kind=group&charity_number=&web=&areas=fife&"
                     "contact_phone=01592+555+010");
    ok(has(a.body, "the same phone number"), "[2.10] by the phone number too");
    a = core_fill_as(core, &coordinator, NEW,
                     "name=Kitchen+Tables&kind=group&charity_number=&areas=fife&"
                     "web=https%3A%2F%2Fwww.kitchen.example.org%2Fabout&contact_phone=");
    ok(has(a.body, "the same website or mailbox"), "[2.10] by the domain");
    a = core_fill_as(core, &coordinator, NEW, "name=Sample+Kitchin&kind=&step=look");
    ok(a.status == 200 && has(a.body, "This may be in the register already") &&
           !has(a.body, "There is a problem"),
       "[2.10] a button looks for duplicates without script, before all is filled in");
    a = core_fill_as(core, &coordinator, NEW, "name=Quite+Another&step=look");
    ok(a.status == 200 && has(a.body, "Nothing like it is in the register"),
       "[2.10] and says when there are none");
    a = core_post_as(core, &coordinator, REGISTER "/likely", "name=Sample+Kitchen");
    ok(a.status == 200 && has(a.body, "Sample Kitchen") && !has(a.body, "<html"),
       "[2.10] while typing the list comes alone");
    a = core_fill_as(core, &coordinator, NEW,
                     "name=The+Sample+Kitchen&kind=group&charity_number=&web=&areas=fife&"
                     "contact_phone=&step=anyway");
    is_i64(a.status, 303, "[2.10] it can be added anyway");
    a = core_fill_as(core, &coordinator, NEW,
                     "name=Not+It&kind=group&charity_number=sc+900011&web=&areas=fife&"
                     "step=anyway");
    ok(a.status == 422 && has(a.body, "has this charity number already"),
       "[2.4] a charity number is in the register once");
}

/* --- editing --- */

static void test_edit(void)
{
    int64_t id = id_of("Sample Kitchen");
    struct answer a = core_get_as(core, &coordinator, at(id, "/edit"));
    ok(a.status == 200 && has(a.body, "value=\"SC900011\"") &&
           has(a.body, "value=\"charity\" selected"),
       "the form of a part holds what is stored");
    a = edit(&coordinator, at(id, "/edit"),
             "name=Sample+Kitchen&other_names=Cidsin&kind=scio&charity_number=SC900011&"
             "company_number=&size_band=small&web=kitchen.example.org&languages=Gaelic");
    ok(a.status == 303, "and saves it");
    a = edit(&coordinator, at(id, "/edit/work"),
             "purposes=Cooks&grounds=service&grounds=interests_families&community=yes&"
             "topics=housing&topics=families&outcomes=2023-no1");
    is_i64(a.status, 303, "what it does");
    ok(str_eq(core_text(core, "SELECT grounds || ' ' || topics || ' ' || outcomes FROM body "
                              "WHERE name = 'Sample Kitchen'"),
              STR("service;interests_families housing;families 2023:NO1")),
       "[2.1] grounds, topics and outcomes are stored as codes");
    a = edit(&coordinator, at(id, "/edit/areas"),
             "areas=fife&areas=angus&community_areas=fife&office=Kirkcaldy");
    is_i64(a.status, 303, "where it works");
    is_i64(core_count(core, "SELECT count(*) FROM body_area a JOIN body b ON b.id = a.body_id "
                            "WHERE b.name = 'Sample Kitchen'"),
           2, "[2.2] areas of operation are held apart from the registered office");
    a = core_get_as(core, &coordinator, at(id, "?done=saved"));
    ok(has(a.body, "SCIO") && has(a.body, "Angus, Fife") && has(a.body, "Kirkcaldy") &&
           has(a.body, "Gaelic") && has(a.body, "Your changes have been saved"),
       "the page shows the new words");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'body.change'"), 3,
           "[S41] each change has its record");
}

static void test_contact(void)
{
    int64_t id = id_of("Sample Kitchen");
    const char *contact = at(id, "/edit/contact");
    struct answer a = edit(&coordinator, contact,
                           "contact_role=Manager&contact_email=mairi.sample%40example.org&"
                           "contact_phone=01592+555010");
    ok(a.status == 422 && has(a.body, "This looks like one person’s address"),
       "[2.14] a public mailbox that looks like one person's is asked about");
    a = edit(&coordinator, contact,
             "contact_role=Manager&contact_email=mairi.sample%40example.org&"
             "contact_phone=01592+555010&mailbox=own");
    is_i64(a.status, 303, "[2.14] and kept out of public pages");
    a = core_get_as(core, &coordinator, at(id, ""));
    ok(has(a.body, "mairi.sample@example.org") && has(a.body, "Contact that is not public"),
       "[2.14] the coordinator who took it in sees it");
    is_i64(core_count(core, "SELECT count(*) FROM body_public WHERE contact_email <> '' AND "
                            "name = 'Sample Kitchen'"),
           0, "[2.14] nobody else does");
    is_i64(edit(&coordinator, at(id, "/edit/own"),
                "own_name=Sample+Person&own_email=mairi.sample%40example.org&own_phone=")
               .status,
           303, "[2.14] the contact that is not public has a form of its own");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE detail LIKE '%mairi.sample%'"), 0,
           "[S42] no record holds it in clear");
}

static void test_status(void)
{
    int64_t id = id_of("Sample Kitchen");
    const char *status = at(id, "/edit/status");
    struct answer a = edit(&coordinator, status,
                           "named=no&description=&consent=given&consent_day=31&consent_month=2&"
                           "consent_year=2026&state=active");
    ok(a.status == 422 && has(a.body, "href=\"#description\">") &&
           has(a.body, "href=\"#consent_day\">"),
       "an entry that may not be named needs a description, and a date is a date");
    a = edit(&coordinator, status,
             "named=no&description=a+community+kitchen&consent=given&consent_day=1&"
             "consent_month=11&consent_year=2026&state=active&reviewed=yes");
    is_i64(a.status, 303, "it is stored");
    a = core_get_as(core, &coordinator, at(id, ""));
    ok(has(a.body, "Not named in public") && has(a.body, "1 November 2026"),
       "and said on the page");
    is_i64(core_count(core, "SELECT count(*) FROM body_public WHERE name = 'Sample Kitchen'"),
           0, "nothing public names it");
    edit(
        &coordinator, status,
        "named=yes&description=&consent=given&consent_day=1&consent_month=11&consent_year=2026&"
        "state=active");
}

static void test_conflict(void)
{
    int64_t id = id_of("Sample Kitchen");
    const char *work = at(id, "/edit/work");
    struct str mine = core_get_as(core, &coordinator, work).body;
    const char *seen = seen_in(mine);
    edit(&second, work, "purposes=Theirs&grounds=service&topics=housing&community=yes");
    struct answer a = core_fill_as(
        core, &coordinator, work,
        str_z(core->arena, str_printf(core->arena,
                                      "purposes=Mine&grounds=service&topics=housing&community="
                                      "yes&seen=%s",
                                      seen)));
    ok(a.status == 409 && has(a.body, "Someone else changed this") && has(a.body, "Theirs") &&
           has(a.body, "Mine"),
       "[8.6] two editors at once: both versions are shown");
    a = core_fill_as(
        core, &coordinator, work,
        str_z(core->arena, str_printf(core->arena,
                                      "purposes=Mine&grounds=service&topics=housing&community="
                                      "yes&seen=%s",
                                      seen_in(a.body))));
    is_i64(a.status, 303, "[8.6] and mine can stand over theirs");
    seen = seen_in(core_get_as(core, &coordinator, work).body);
    edit(&second, at(id, "/edit/contact"),
         "contact_role=Desk&contact_email=&contact_phone=01592+555010");
    a = core_fill_as(
        core, &coordinator, work,
        str_z(core->arena, str_printf(core->arena,
                                      "purposes=Again&grounds=service&topics=housing&community="
                                      "yes&seen=%s",
                                      seen)));
    is_i64(a.status, 303, "[8.6] another part of the entry is nobody's conflict");
    ok(str_eq(core_text(core, "SELECT contact_role || ' ' || purposes FROM body WHERE name = "
                              "'Sample Kitchen'"),
              STR("Desk Again")),
       "[8.6] both changes stand");
}

static void test_rights(void)
{
    int64_t id = id_of("Sample Kitchen"), other = id_of("The Sample Kitchen");
    struct answer a = core_get_as(core, &neighbour, at(id, ""));
    ok(a.status == 200 && has(a.body, "Take this organisation in") &&
           !has(a.body, "mairi.sample"),
       "[S10] another area where it works sees the entry, not the private contact");
    is_i64(core_get_as(core, &neighbour, at(id, "/edit/own")).status, 404,
           "[S10] nor its form");
    is_i64(core_fill_as(core, &neighbour, at(id, ""), "do=accept").status, 303,
           "until that partnership takes it in");
    ok(has(core_get_as(core, &neighbour, at(id, "")).body, "mairi.sample@example.org"),
       "then it does");
    is_i64(core_get_as(core, &neighbour, at(other, "")).status, 404,
           "[S10] an entry of other areas does not exist for a coordinator");
    is_i64(core_get_as(core, &neighbour, at(other, "/edit")).status, 404, "[S10] nor its form");
    is_i64(core_get_as(core, &analyst, REGISTER "/new").status, 403,
           "[S10] an analyst adds nothing");
    const char *there =
        str_z(core->arena, str_printf(core->arena, "/admin/bodies/%lld", (long long)id));
    a = core_get_as(core, &admin, there);
    ok(a.status == 200 && has(a.body, "Sample Kitchen") && !has(a.body, "mairi.sample") &&
           !has(a.body, "Add tag"),
       "[S10] an administrator sees it too, without private contact and tags");
    is_i64(core_get_as(core, &coordinator, there).status, 404,
           "[S10] the pages of administrators are not a coordinator's");
}

static void test_tag(void)
{
    int64_t id = id_of("Sample Kitchen");
    struct answer a = core_fill_as(core, &coordinator, at(id, ""), "do=tag&tag=");
    ok(a.status == 422 && has(a.body, "href=\"#tag\">Enter a tag"), "[2.12] a tag has a name");
    a = core_fill_as(core, &coordinator, at(id, ""), "do=tag&tag=Women%27s+network");
    is_i64(a.status, 303, "[2.12] an entry gets a tag");
    ok(has(core_get_as(core, &coordinator, at(id, "")).body, "Women&#39;s network"),
       "[2.12] which its page shows");
    ok(!has(core_get_as(core, &neighbour, at(id, "")).body, "Women&#39;s"),
       "[2.12] to the own partnership only");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'body.tag'"), 1,
           "[S41] with its record");
    struct str tag =
        between(core_get_as(core, &coordinator, at(id, "")).body, "value=\"untag-", "\"");
    a = core_fill_as(
        core, &coordinator, at(id, ""),
        str_z(core->arena, str_printf(core->arena, "do=untag-%.*s&tag=", STR_ARG(tag))));
    is_i64(a.status, 303, "[2.12] it is taken away");
    is_i64(core_count(core, "SELECT count(*) FROM body_tag"), 0,
           "[2.12] and forgotten with its last entry");
}

int main(void)
{
    clock_set_s(1794787200); /* 16 November 2026 */
    core = core_start_with(options);
    coordinator = core_person(core, "coordinator", "coordinator", "fife");
    second = core_person(core, "second", "coordinator", "fife");
    neighbour = core_person(core, "neighbour", "coordinator", "angus");
    analyst = core_person(core, "analyst", "analyst", "fife");
    admin = core_person(core, "admin", "admin", NULL);
    test_add();
    test_likely();
    test_edit();
    test_contact();
    test_status();
    test_conflict();
    test_rights();
    test_tag();
    core_stop(core);
    return done_testing();
}
