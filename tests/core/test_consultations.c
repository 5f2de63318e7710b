/* test_consultations.c: consultations as everybody sees them: the list and its filters, the
 * page in each state that the clock gives it, its history, the pages that gather them. */
#include "tests/core/core.h"

#include "app/house.h"
#include "modules/consultations/consultation_public.h"
#include "tests/consultation_help.h"

#define DAY ((int64_t)HELP_DAY_S)

static const char *const options[] = { "--limit-searches", "0", "--limit-pages", "0", NULL };

static struct core *core;
static struct help_asks h;
static struct consultation plan, soon, later, invited;
static int64_t opens_s, closes_s;

static struct answer get(const char *target)
{
    return core_get(core, target, NULL);
}

/* At that moment: the clock of the program and of what is written. */
static void at(int64_t now_s)
{
    clock_set_s(now_s);
    h.now_s = now_s;
}

static void written(void)
{
    atomic_fetch_add(&core->app->generation, 1); /* past dispatch */
}

/* A consultation is asked for from 10am on 5 October 2026 to 11:59pm on 11 December 2026. */
static void add_all(void)
{
    opens_s = london_to_s((struct date){ 2026, 10, 5 }, 10, 0);
    closes_s = london_to_s((struct date){ 2026, 12, 12 }, 0, 0);
    at(opens_s - 3 * DAY);
    h = help_asks(app_store(core->app), core->worker->db_all, core->arena);
    plan = help_consultation(&h, "fife", "Sample draft plan 2027 to 2032");
    plan.opens_at_s = opens_s;
    plan.closes_at_s = closes_s;
    plan.results_by = STR("2027-01-29");
    plan.topics = STR("housing;families");
    plan.audiences = STR("third_sector;public");
    plan.overview = STR("The **draft** is here.");
    plan.why = STR("You know what helps.");
    plan.next = STR("We publish what you said.");
    plan.other_ways = STR("Come to the drop-in on Tuesdays.");
    plan.contact_phone = STR("0131 496 0123");
    int64_t section = help_section(&h, &plan, "Your views", false);
    help_question(&h, &plan, section,
                  (struct help_ask){ .type = "one",
                                     .title = "Is it clear?",
                                     .options = "yes\tYes\nno\tNo\n" });
    help_question(&h, &plan, section,
                  (struct help_ask){ .type = "long", .title = "What is missing?" });
    help_document(&h, &plan, "Sample draft plan", "# Aims\n\nTo help.");
    help_publish(&h, &plan);
    soon = help_consultation(&h, "angus", "Sample yearly report of Angus");
    soon.kind = STR("annual_report");
    soon.topics = STR("housing");
    soon.opens_at_s = opens_s - 30 * DAY;
    soon.closes_at_s = closes_s - 20 * DAY;
    help_publish(&h, &soon);
    later = help_consultation(&h, "highland", "Sample early views");
    later.opens_at_s = closes_s + 30 * DAY;
    later.closes_at_s = closes_s + 90 * DAY;
    help_publish(&h, &later);
    invited = help_consultation(&h, "fife", "Sample asked apart");
    invited.is_invited_only = true;
    invited.opens_at_s = opens_s;
    invited.closes_at_s = closes_s - DAY;
    invited.summary = STR("Sample apart summary");
    invited.overview = invited.why = invited.next = STR("Sample apart text");
    invited.other_ways = STR("Sample apart text");
    int64_t apart = help_section(&h, &invited, "Sample apart question", false);
    help_question(&h, &invited, apart,
                  (struct help_ask){ .type = "long", .title = "Sample apart question" });
    help_document(&h, &invited, "Sample apart text", "Sample apart text");
    help_publish(&h, &invited);
    struct consultation draft = help_consultation(&h, "fife", "Sample secret draft");
    help_change(&h, &draft);
    written();
}

/* --- what changes --- */

struct note {
    struct consultation_change x;
};

static enum err note_fn(struct db *db, void *arg)
{
    const struct note *n = arg;
    enum err e = consultation_change_note(db, &n->x);
    return e ? e
             : store_record(db, &(struct store_record){ .actor = STR("cli:0"),
                                                        .action = STR("consultation.change"),
                                                        .object_kind = STR("consultation"),
                                                        .at_s = n->x.now_s });
}

static void note(int64_t id, const char *kind, const char *old, const char *now,
                 const char *reason)
{
    struct note n = { { .consultation_id = id,
                        .kind = kind,
                        .old_value = str_from(old),
                        .new_value = str_from(now),
                        .reason = str_from(reason),
                        .by_role = STR("coordinator"),
                        .now_s = h.now_s } };
    ok(store_write(app_store(core->app), note_fn, &n) == OK, "noted: %s", kind);
}

/* How far into the page each stands; STR_NONE: it is not there. */
static bool in_order(struct str page, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t found = str_find(page, str_from(words[i]));
        if (found == STR_NONE) {
            tap_show("not there, or not in order", str_from(words[i]));
            return false;
        }
        page = str_sub(page, found, STR_NONE);
    }
    return true;
}

static void test_list(void)
{
    static const char *const order[] = { "Sample yearly report of Angus", "Sample asked apart",
                                         "Sample draft plan 2027", "Sample early views" };
    at(closes_s - 25 * DAY);
    struct answer a = get("/consultations");
    ok(a.status == 200 && in_order(a.body, order, 4),
       "[3.1] open ones first, closing soonest first, then those to come");
    ok(has(a.body,
           "<strong>Closes in 24 days</strong>: <time datetime=\"2026-12-11T23:59:00Z\">"
           "11:59pm on Friday 11 December 2026</time>"),
       "[3.2] how long it is open, with the full date beside");
    ok(has(a.body, "2 questions, about"), "[8.10] how many questions, and how long they take");
    ok(!has(a.body, "Sample secret draft"), "[3.1] a draft is in no public list");
    ok(has(get("/consultations?area=angus").body, "Showing 1 to 1 of 1 consultation<"),
       "a filter by area");
    a = get("/consultations?topic=families");
    ok(has(a.body, "Sample draft plan") && !has(a.body, "Sample yearly") &&
           has(a.body, "Topic: Families."),
       "a filter by topic, said above the list");
    ok(has(get("/consultations?state=forthcoming").body, "Sample early views"),
       "a filter by state");
    a = get("/consultations?q=DRAFT+pl%C3%A0n");
    ok(has(a.body, "Sample draft plan") && has(a.body, "1 to 1 of 1"),
       "words, whatever their case and accents");
    a = get("/consultations?closing=week");
    ok(has(a.body, "Sample yearly report") && has(a.body, "1 to 1 of 1"), "what closes soon");
    a = get("/consultations?q=zebra");
    ok(a.status == 200 && has(a.body, "No consultations match.") &&
           has(a.body, "href=\"/consultations\">Clear filters</a>"),
       "an empty list says so, and the way on");
    ok(has(get("/consultations?state=upside-down").body, "It was left out"),
       "a filter that is none of ours is ignored, and said so");
    is_i64(get("/consultations?page=2").status, 404, "there is no second page");
}

static void test_page_order(void)
{
    static const char *const order[] = { "Overview",
                                         "<strong>draft</strong>",
                                         "Why your views matter",
                                         "What happens next",
                                         "Give us your views",
                                         "Papers",
                                         "Other ways to give your views",
                                         "What it is about",
                                         "Areas",
                                         "Audiences",
                                         "Topics",
                                         "Dates",
                                         "Results promised by",
                                         "Contact" };
    at(closes_s - 25 * DAY);
    struct answer a = get("/consultations/sample-draft-plan-2027-to-2032");
    ok(a.status == 200 && in_order(a.body, order, sizeof order / sizeof *order),
       "[3.4] the page in the order that people know");
    ok(has(a.body, "class=\"ds_button\" href=\"/consultations/sample-draft-plan-2027-to-2032/"
                   "respond\">Start</a>"),
       "[3.1] open: it can be answered");
    ok(has(a.body, "href=\"/guidance/words-explained\""),
       "[8.10] the words are explained before starting");
    ok(has(a.body, ">Open</span>") && has(a.body, "CJC-FIF-2026-01"), "state and reference");
    ok(has(a.body, "href=\"/documents/"), "[8.7] a paper is a page first");
    ok(has(a.body, "mailto:views@example.org") && has(a.body, "29 January 2027"),
       "[3.4] contact, and the day promised for results");
}

/* Forward in time only: a page that is kept does not expect the clock to go back. */
static void test_to_come(void)
{
    const char *page = "/consultations/sample-draft-plan-2027-to-2032";
    at(opens_s - 1);
    struct answer a = get(page);
    ok(has(a.body, "This consultation is not open yet. It opens at") &&
           has(a.body, "10am on Monday 5 October 2026") && !has(a.body, ">Start<") &&
           has(a.body, "Opens on 5 October 2026"),
       "[3.1] to come: when it opens, a calendar link, and no button");
    at(opens_s);
    ok(has(get(page).body, ">Start<"), "[3.2] open to the second, kept page or not");
}

static void test_closing(void)
{
    const char *page = "/consultations/sample-plan";
    at(closes_s - 1);
    struct answer a = get(page);
    ok(has(a.body, "Closes today") && has(a.body, ">Start<"), "[3.2] the last second counts");
    at(closes_s);
    a = get(page);
    ok(!has(a.body, ">Start<") && has(a.body, "This consultation closed at") &&
           has(a.body, "Results are due by") && has(a.body, "/partnerships/fife/subscribe"),
       "[3.2] closed to the second: when, when results are due, and how to hear of them");
    ok(has(get("/consultations?state=closed").body, "Results promised by"),
       "the list says it too");
    a = get("/consultations/sample-plan/other-ways");
    ok(has(a.body, "This consultation closed at"), "and the page of other ways");
    int64_t promised_s = london_to_s((struct date){ 2027, 1, 30 }, 0, 0);
    at(promised_s - 1);
    ok(has(get(page).body, "Results are due by") && !has(get(page).body, ">Overdue<") &&
           has(get("/consultations/sample-plan.json").body, "\"results_overdue\":false"),
       "[B.13] the day promised still counts");
    at(promised_s);
    a = get(page);
    ok(has(a.body, "Results were promised by <time datetime=\"2027-01-29\">29 January 2027") &&
           has(a.body, ">Overdue</span>"),
       "[B.13] the day after, the page says that they are overdue, by the clock");
    ok(has(get("/consultations?state=closed").body, ">Overdue</span>") &&
           has(get("/consultations/sample-plan.json").body, "\"results_overdue\":true"),
       "[B.13] and so do the list and the data");
}

static void test_invited(void)
{
    at(closes_s - 25 * DAY);
    struct answer a = get("/consultations/sample-asked-apart");
    ok(has(a.body, "for organisations that were invited") && !has(a.body, ">Start<") &&
           !has(a.body, "/questions\""),
       "[3.13] by invitation: said, no button, no questions");
    note(invited.id, "question_changed", "Sample old words", "Sample new words", "Sample why");
    written();
    static const char *const where[] = { "/consultations/sample-asked-apart",
                                         "/consultations/sample-asked-apart/history",
                                         "/consultations/sample-asked-apart/other-ways",
                                         "/consultations/sample-asked-apart/questions",
                                         "/consultations/sample-asked-apart.json",
                                         "/consultations/sample-asked-apart.ics",
                                         "/consultations",
                                         "/consultations.json",
                                         "/consultations.csv",
                                         "/consultations.atom",
                                         "/consultations.ics",
                                         "/search?q=asked+apart",
                                         "/sitemap.xml",
                                         "/" };
    for (size_t i = 0; i < sizeof where / sizeof *where; i++) {
        a = get(where[i]);
        ok(a.status == 200 && !has(a.body, "Sample apart summary") &&
               !has(a.body, "Sample apart text") && !has(a.body, "Sample apart question") &&
               !has(a.body, "Sample old words") && !has(a.body, "Sample new words"),
           "[3.13] [B.23] %s: title and dates, nothing of what is asked", where[i]);
    }
    ok(!has(get("/search?q=summary").body, "Sample asked apart"),
       "[3.13] nor is it found by words of it");
    is_i64(core_count(core, "SELECT count(*) FROM consultation_public_document d JOIN "
                            "consultation_public c ON c.consultation_id = d.consultation_id "
                            "WHERE c.is_invited_only = 1"),
           0, "[3.13] none of its papers");
    is_i64(get("/consultations/nothing-of-that-name").status, 404, "an unknown one");
}

static void test_other_ways(void)
{
    at(closes_s - 25 * DAY);
    struct answer a = get("/consultations/sample-draft-plan-2027-to-2032/other-ways");
    ok(a.status == 200 && has(a.body, "Come to the drop-in on Tuesdays.") &&
           has(a.body, "tel:+441314960123") && has(a.body, "large print, easy read"),
       "other ways to answer, and other formats");
}

static const char *seconds(int64_t s)
{
    return str_z(core->arena, str_printf(core->arena, "%lld", (long long)s));
}

static void test_extension(void)
{
    at(closes_s - 5 * DAY);
    plan.closes_at_s = closes_s + 7 * DAY;
    help_change(&h, &plan);
    note(plan.id, "extended", seconds(closes_s), seconds(plan.closes_at_s),
         "The post was late.");
    written();
    struct answer a = get("/consultations/sample-draft-plan-2027-to-2032");
    ok(has(a.body, "11:59pm on Friday 18 December 2026") &&
           has(a.body, "<dt>Extended from</dt><dd>11:59pm on Friday 11 December 2026, because: "
                       "The post was late.</dd>"),
       "[3.3] an extension keeps the old date and says why");
    a = get("/consultations/sample-draft-plan-2027-to-2032/history");
    ok(has(a.body, "Closing moved to a later date") &&
           has(a.body, "Before: <span class=\"cj-typed\">11:59pm on Friday 11 December 2026") &&
           has(a.body, "by the coordinator"),
       "[7.4] [B.23] the public history tells it");
    a = get("/consultations/sample-draft-plan-2027-to-2032");
    ok(has(a.body, "<h2>What has changed</h2>") && has(a.body, "Why: <span class=\"cj-typed\">"
                                                               "The post was late.</span>"),
       "[B.23] the page itself shows what changed last, and why");
    ok(has(get("/consultations/sample-draft-plan-2027-to-2032.json").body,
           "\"before\":\"11:59pm on Friday 11 December 2026\",\"now\":\"11:59pm on Friday 18 "
           "December 2026\",\"reason\":\"The post was late.\""),
       "[B.23] and so does its data");
    plan.closes_at_s = closes_s;
    help_change(&h, &plan);
    written();
}

static void test_old_address(void)
{
    at(closes_s - 4 * DAY);
    plan.slug = STR("sample-plan");
    help_change(&h, &plan);
    written();
    struct answer a = get("/consultations/sample-draft-plan-2027-to-2032");
    ok(a.status == 301 && str_eq(a.location, STR("/consultations/sample-plan")),
       "[10.5] a former address leads to the new one");
    a = get("/consultations/sample-draft-plan-2027-to-2032/history");
    ok(a.status == 301 && str_eq(a.location, STR("/consultations/sample-plan/history")),
       "[10.5] and so do the pages below it");
    is_i64(get("/consultations/sample-draft-plan-2027-to-2032.json").status, 301, "and files");
    is_i64(get("/consultations/sample-plan").status, 200, "there it is");
}

static void test_ends(void)
{
    at(closes_s + 60 * DAY);
    ok(has(get("/consultations/sample-plan").body, ">Overdue</span>"), "[B.13] overdue still");
    plan.results_at_s = h.now_s;
    help_change(&h, &plan);
    written();
    ok(has(get("/consultations/sample-plan").body, "Results were published on") &&
           !has(get("/consultations/sample-plan").body, ">Overdue<"),
       "[3.1] [B.13] results published: said, and no longer overdue");
    plan.archived_at_s = h.now_s;
    help_change(&h, &plan);
    written();
    struct answer a = get("/consultations/sample-plan");
    ok(has(a.body, "This consultation is archived") && has(a.body, ">Archived</span>"),
       "[3.1] archived: said");
    soon.stage = STR("withdrawn");
    help_change(&h, &soon);
    note(soon.id, "withdrawn", "", "", "It was published by mistake.");
    written();
    a = get("/consultations/sample-yearly-report-of-angus");
    ok(a.status == 410 && has(a.body, "This consultation has been withdrawn") &&
           has(a.body, "It was published by mistake.") && has(a.body, "by the coordinator"),
       "[3.1] withdrawn: gone, with the reason and by whom");
    is_i64(get("/consultations/sample-yearly-report-of-angus/history").status, 410,
           "and so are its other pages");
    is_i64(get("/consultations/sample-yearly-report-of-angus.json").status, 410,
           "and its data");
    ok(!has(get("/consultations").body, "Sample yearly report"), "no list holds it");
}

/* --- pages that gather --- */

static void test_gathered(void)
{
    at(closes_s - 25 * DAY);
    struct answer a = get("/");
    ok(has(a.body, "Closing soon") && has(a.body, "3 open consultations") &&
           has(a.body, "Sample yearly report of Angus"),
       "the home page shows what closes soon");
    ok(has(a.body, "Fife (FIF): 2 open consultations") && has(a.body, "cj-map__tile--open") &&
           has(a.body, "2 open consultations</span>"),
       "[1.8] the map and its list say where something is open, and how many");
    ok(has(get("/map.svg").body, "#fdd522"), "the drawing without links too");
    a = get("/partnerships/fife");
    ok(has(a.body, "Sample draft plan") && has(a.body, "Closes in 24 days") &&
           has(a.body, "/partnerships/fife/consultations"),
       "the partnership's page shows what is open there");
    ok(has(get("/partnerships/highland").body, "No consultations are open in Highland") &&
           has(get("/partnerships/highland").body, "Sample early views"),
       "or what is to come");
    a = get("/search?q=early+views");
    ok(has(a.body, "Consultations</h2>") && has(a.body, "/consultations/sample-early-views"),
       "the search finds one by its title");
    a = get("/sitemap.xml");
    ok(has(a.body, "/consultations/sample-draft-plan") && has(a.body, "/consultations</loc>"),
       "the site map knows them");
}

static void test_of_partnership(void)
{
    at(closes_s - 25 * DAY);
    struct answer a = get("/partnerships/fife/consultations");
    ok(a.status == 200 && has(a.body, "Sample draft plan") &&
           has(a.body, "Sample asked apart") && !has(a.body, "Sample yearly"),
       "all consultations of one partnership");
    ok(has(get("/partnerships/fife/consultations?year=2026&state=open").body, "1 to 2 of 2") &&
           has(get("/partnerships/fife/consultations?state=closed").body,
               "No consultations match."),
       "by state and year");
    ok(has(get("/partnerships/fife/consultations?year=1999").body, "It was left out"),
       "a year in which none opened is ignored");
    ok(has(get("/partnerships/orkney/consultations").body,
           "This partnership has not published a consultation here yet."),
       "none yet: said, with the way to hear of one");
    is_i64(get("/partnerships/nowhere/consultations").status, 404, "an unknown partnership");
    is_i64(get("/partnerships/east-ayrshire/consultations").status, 301,
           "a council of a shared one");
}

int main(void)
{
    core = core_start_with(options);
    ok(has(get("/consultations").body, "No partnership has published a consultation here yet."),
       "nothing yet: the list says so");
    ok(has(get("/").body, "Nothing is open now."), "and the home page");
    add_all();
    test_to_come();
    test_list();
    test_page_order();
    test_invited();
    test_other_ways();
    test_gathered();
    test_of_partnership();
    test_extension();
    test_old_address();
    test_closing();
    test_ends();
    clock_set_s(-1);
    core_stop(core);
    return done_testing();
}
