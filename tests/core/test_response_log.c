/* Responses that come another way: staff log a letter, a call, an event, on the form that
 * respondents have. */
#include "app/house.h"
#include "core/base/buf.h"
#include "tests/core/body_help.h"
#include "tests/core/core_people.h"

#include "tests/consultation_help.h"

static struct core *core;
static struct someone fife, angus, reader;
static struct help_asks h;
static struct consultation x;
static int64_t clear, long_one, choice, equal;
static const char *at;

#define HOW                                                                                    \
    "channel=letter&received_day=20&received_month=11&received_year=2026&who=individual&"      \
    "publish=not_asked"

/* Fields of a form, with numbers in place of "#". */
static const char *with(const char *format, int64_t a, int64_t b)
{
    struct buf *out = buf_in(core->arena, 8192);
    for (const char *p = format; *p; p++) {
        if (*p != '#') {
            buf_char(out, *p);
            continue;
        }
        buf_printf(out, "%lld", (long long)a);
        a = b;
    }
    return str_z(core->arena, buf_view(out));
}

static void make(void)
{
    h = help_asks(app_store(core->app), core->worker->db_all, core->arena);
    x = help_consultation(&h, "fife", "Sample plan");
    int64_t views = help_section(&h, &x, "Your views", false);
    clear = help_question(&h, &x, views,
                          (struct help_ask){ .type = "one",
                                             .title = "Is it clear?",
                                             .options = "yes\tYes\nno\tNo\n",
                                             .is_required = true });
    long_one = help_question(&h, &x, views,
                             (struct help_ask){ .type = "long", .title = "What is missing?" });
    choice = help_question(&h, &x, views,
                           (struct help_ask){ .type = "several",
                                              .title = "What helps?",
                                              .options = "bus\tBuses\nhome\tHomes\n",
                                              .has_other = true });
    int64_t about = help_section(&h, &x, "About you", true);
    equal = help_question(&h, &x, about,
                          (struct help_ask){ .type = "one",
                                             .title = "Your age",
                                             .options = "a\tUnder 25\nb\t25 or more\n" });
    help_publish(&h, &x);
    at = str_z(core->arena,
               str_join(core->arena, STR("/coordinator/responses/new?consultation="), x.slug));
}

static struct answer send_log(const char *fields)
{
    struct arena *a = core->arena;
    return core_fill_as(core, &fife, at, str_z(a, str_printf(a, "%s&step=send", fields)));
}

static void test_who_may(void)
{
    struct answer a = core_get_as(core, &fife, at);
    ok(a.status == 200 && has(a.body, "Is it clear?") && has(a.body, "What is missing?") &&
           has(a.body, "Your age"),
       "[3.25] staff have the questions that respondents have: %d", a.status);
    a = core_get_as(core, &fife, "/coordinator/responses/new");
    ok(a.status == 200 && has(a.body, "Sample plan"), "and choose the consultation first");
    is_i64(core_get_as(core, &angus, at).status, 404,
           "[S10] (ASVS 8.2.2) another partnership's staff do not");
    is_i64(core_get_as(core, &reader, at).status, 403, "[S9] nor whoever has no role");
}

static void test_faults(void)
{
    struct answer a = core_fill_as(core, &fife, at, "channel=&step=check");
    ok(a.status == 422 && has(a.body, "Select how the response came") &&
           has(a.body, "Enter the date on which it came") &&
           has(a.body, "Select who answers") && has(a.body, "Enter what they say") &&
           has(a.body, "Select what they said about publishing the response"),
       "[3.25] what is missing is said at once");
    a = core_fill_as(core, &fife, at,
                     "channel=phone&received_day=1&received_month=1&received_year=2029&"
                     "who=organisation&email=nobody&represents=many&letter=Kept+words&"
                     "publish=maybe&step=check");
    ok(a.status == 422 && has(a.body, "must be today or in the past"),
       "[3.26] a date in the future is none");
    ok(has(a.body, "Select whether you read your note back"), "a call was read back or not");
    ok(has(a.body, "Enter the name of the organisation") &&
           has(a.body, "Enter an email address in the correct format") &&
           has(a.body, "Enter a whole number of people") &&
           has(a.body, "Select one of the answers offered"),
       "and every other fault");
    ok(has(a.body, "Kept words"), "[S26] (ASVS 2.3.1) what was typed is still there");
    a = core_fill_as(core, &fife, at,
                     with(HOW "&q#=maybe&letter=x&letter_to=q#&step=check", clear, long_one));
    ok(a.status == 422 && has(a.body, "Select one of the answers offered"),
       "[3.25] answers are judged as respondents' are");
}

static void test_letter(void)
{
    struct answer a = core_fill_as(
        core, &fife, at,
        with(HOW "&source_ref=Box+4%2C+letter+12&name=Sample+Person&letter=More+homes%0AMore+"
                 "buses&letter_to=q#&q#=b&step=check",
             long_one, equal));
    ok(a.status == 200 && has(a.body, "Check the response") &&
           has(a.body, "Box 4, letter 12") && has(a.body, "More homes") &&
           has(a.body, "20 November 2026"),
       "[3.25] what was typed is checked first: %d", a.status);
    is_i64(core_count(core, "SELECT count(*) FROM response"), 0, "nothing is stored yet");
    ok(has(a.body, "value=\"More homes\nMore buses\""), "the letter's lines are carried");
    struct str tokens = core_tokens(core, a.body);
    const char *fields = str_z(
        core->arena,
        str_printf(core->arena,
                   "%.*s&" HOW "&source_ref=Box+4%%2C+letter+12&name=Sample+Person&q%lld=More+"
                   "homes%%0AMore+buses&q%lld=b&step=send",
                   STR_ARG(tokens), (long long)long_one, (long long)equal));
    a = core_post_as(core, &fife, at, fields);
    is_i64(a.status, 303, "[3.25] and then stored");
    struct answer done = core_get_as(core, &fife, str_z(core->arena, a.location));
    ok(done.status == 200 && has(done.body, "FIF-") && has(done.body, "Log another"),
       "[3.25] its receipt number is shown, to be written on the letter");
    is_i64(core_post_as(core, &fife, at, fields).status, 303, "[D3] sent twice");
    is_i64(core_count(core, "SELECT count(*) FROM response"), 1, "[D3] it is stored once");
    is_i64(core_count(core, "SELECT count(*) FROM response WHERE channel = 'letter' AND "
                            "received_on = '2026-11-20' AND entered_on > received_on AND "
                            "entered_by IS NOT NULL AND entered_role = 'Coordinator' AND "
                            "source_ref = 'Box 4, letter 12' AND publish_choice = 'not_asked' "
                            "AND key_hash IS NULL"),
           1, "[3.26] channel, date received, who typed it and where the original is");
    is_i64(core_count(core, "SELECT count(*) FROM answer WHERE value = 'More homes\nMore "
                            "buses'"),
           1, "the whole text answers the question that was chosen");
    is_i64(core_count(core, "SELECT count(*) FROM equality_answer WHERE value = 'b'"), 1,
           "equality answers stand apart");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'response.log'"), 1,
           "[S41] with its record");
}

/* The check page's form with a file, as a browser sends it. */
static struct answer send_original(struct str page, const char *name, const char *bytes)
{
    const struct {
        const char *name;
        struct str value;
    } field[] = { { "csrf", between(page, "name=\"csrf\" value=\"", "\"") },
                  { "form_id", between(page, "name=\"form_id\" value=\"", "\"") },
                  { "channel", STR("letter") },
                  { "received_day", STR("20") },
                  { "received_month", STR("11") },
                  { "received_year", STR("2026") },
                  { "who", STR("individual") },
                  { "publish", STR("not_asked") },
                  { with("q#", long_one, 0), STR("As in the letter") },
                  { "step", STR("send") } };
    struct buf *b = buf_in(core->arena, 65536);
    clock_set_s(clock_now_s() + 60);
    for (size_t i = 0; i < sizeof field / sizeof field[0]; i++)
        buf_printf(b, "--mark\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%.*s\r\n",
                   field[i].name, STR_ARG(field[i].value));
    buf_printf(b,
               "--mark\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
               "Content-Type: text/plain\r\n\r\n%s\r\n--mark--\r\n",
               name, bytes);
    const char *headers =
        str_z(core->arena, str_printf(core->arena,
                                      "%s\nSec-Fetch-Site: same-origin\nContent-Type: "
                                      "multipart/form-data; boundary=mark",
                                      fife.cookie));
    return core_ask(core, "POST", at, headers, buf_view(b));
}

static void test_original(void)
{
    const char *fields = with(HOW "&q#=As+in+the+letter&step=check", long_one, 0);
    struct answer page = core_fill_as(core, &fife, at, fields);
    struct answer a = send_original(page.body, "letter.exe", "MZ");
    ok(a.status == 422 && has(a.body, "Check the response") && has(a.body, "As in the letter"),
       "[3.26] a file that is none of ours is refused, and nothing typed is lost: %d",
       a.status);
    a = send_original(a.body, "letter.txt", "Sample letter, as it came.");
    is_i64(a.status, 303, "[3.26] the original is kept with the record");
    is_i64(core_count(core, "SELECT count(*) FROM file f JOIN response r ON r.id = f.owner_id "
                            "WHERE f.owner_kind = 'original' AND f.name = 'letter.txt' AND "
                            "r.channel = 'letter'"),
           1, "[3.26] for staff");
    struct answer done = core_get_as(core, &fife, str_z(core->arena, a.location));
    const char *show =
        str_z(core->arena, str_join(core->arena, STR("/coordinator/responses/"),
                                    between(done.body, "receipt number is <strong>", "<")));
    ok(has(core_get_as(core, &fife, show).body, "letter.txt"),
       "[3.26] and stands on the page of the response");
}

static void test_organisation(void)
{
    body_help_add(core, body_help_sample("Sample Haven"), "fife");
    const char *fields =
        with("channel=phone&received_day=20&received_month=11&received_year=2026&"
             "who=organisation&organisation=Sample+Haven&read_back=yes&publish="
             "publish_with_name&naming=yes&may_contact=yes&q#=bus&q#=home",
             choice, choice);
    struct answer a = send_log(fields);
    ok(a.status == 422 && has(a.body, "Select which organisation of the register it is") &&
           has(a.body, "sample-haven"),
       "[3.25] an organisation is looked up in the register");
    a = send_log(
        str_z(core->arena, str_printf(core->arena, "%s&body_pick=sample-haven", fields)));
    is_i64(a.status, 303, "and the response tied to its entry");
    is_i64(core_count(core, "SELECT count(*) FROM response r JOIN body b ON b.id = r.body_id "
                            "WHERE b.slug = 'sample-haven' AND r.was_read_back = 1 AND "
                            "r.may_contact = 1 AND r.naming = 'yes'"),
           1, "[3.25] read back to the speaker, with what they agreed to");
    is_i64(core_count(core, "SELECT count(*) FROM answer WHERE value = 'bus;home'"), 1,
           "several choices are one answer");
    a = send_log(str_z(core->arena, str_printf(core->arena, "%s&body_pick=none", fields)));
    is_i64(a.status, 303, "none of these is an answer too");
}

static enum err event_fn(struct db *db, void *arg)
{
    static const char *const made[] = {
        "INSERT INTO event (id, slug, partnership_id, consultation_id, title, summary, "
        "starts_at_s, ends_at_s, place, online, access_note, booking, is_public, state, "
        "cancel_reason, themes, version, created_at_s, changed_at_s) SELECT 5, 'group', "
        "partnership_id, id, 'Sample focus group', '', 1795000000, 1795003600, '', '', '', '', "
        "0, 'held', '', 'Homes first, then buses', 1, 1, 1 FROM consultation",
        "INSERT INTO event_attendance (event_id, body_id, n_people) SELECT 5, id, 2 FROM body",
        "INSERT INTO event_headcount (event_id, kind, n) VALUES (5, 'lived_experience', 9), "
        "(5, "
        "'third_sector', 3)",
    };
    const struct store_record r = { .actor = STR("cli:0"), .action = STR("event.held") };
    enum err e = OK;
    (void)arg;
    for (size_t i = 0; !e && i < sizeof made / sizeof made[0]; i++)
        e = db_exec(db, made[i], NO_BINDS);
    return e ? e : store_record(db, &r);
}

static void test_event(void)
{
    is_i64(store_write(app_store(core->app), event_fn, NULL), OK, "a focus group of 12");
    const char *fields =
        with("channel=event&received_day=18&received_month=11&received_year=2026&who=group&"
             "event=5&publish=publish_anonymous&letter_to=q#",
             long_one, 0);
    struct answer a = core_fill_as(
        core, &fife, at, str_z(core->arena, str_printf(core->arena, "%s&step=check", fields)));
    ok(a.status == 200 && has(a.body, "one response for the whole event") &&
           has(a.body, "Sample Haven") && has(a.body, "Homes first, then buses"),
       "[3.29] an event is one response, with its themes and who was there: %d", a.status);
    int64_t before = core_count(core, "SELECT count(*) FROM response");
    is_i64(send_log(fields).status, 303, "[3.29] it is logged");
    is_i64(core_count(core, "SELECT count(*) FROM response") - before, 1,
           "[3.29] once, not once a head");
    is_i64(core_count(core, "SELECT count(*) FROM response r JOIN response_body b ON "
                            "b.response_id = r.id WHERE r.event_id = 5 AND r.represents_n = 12 "
                            "AND r.who = 'group' AND b.name = 'Sample Haven'"),
           1, "[3.29] people are counted at the event, organisations are named");
    is_i64(core_count(core, "SELECT count(*) FROM answer WHERE value = 'Homes first, then "
                            "buses'"),
           1, "its themes are the answer");
    a = send_log(fields);
    ok(a.status == 422 && has(a.body, "This event has its response already"),
       "[3.29] a second one is refused");
}

static void test_late(void)
{
    struct consultation over = x;
    over.opens_at_s = h.now_s - 20 * (int64_t)HELP_DAY_S;
    over.closes_at_s = h.now_s - 10 * (int64_t)HELP_DAY_S;
    help_change(&h, &over);
    const char *fields = with(HOW "&q#=Late+words", long_one, 0);
    struct answer a = send_log(fields);
    ok(a.status == 422 && has(a.body, "Select whether this late response counts"),
       "[3.26] what came after closing is decided at once");
    a = send_log(str_z(core->arena, str_printf(core->arena, "%s&late=in", fields)));
    ok(a.status == 422 && has(a.body, "Enter why it is taken in or left out"), "with a reason");
    a = send_log(str_z(
        core->arena, str_printf(core->arena, "%s&late=in&late_reason=Post+was+slow", fields)));
    is_i64(a.status, 303, "it is taken in");
    a = send_log(str_z(core->arena, str_printf(core->arena, "%s&late=waiting", fields)));
    is_i64(a.status, 303, "or waits");
    is_i64(core_count(core, "SELECT count(*) FROM response WHERE late = 'in' AND counting = "
                            "'valid'"),
           1, "one counts");
    is_i64(core_count(core, "SELECT count(*) FROM response WHERE late = 'waiting' AND "
                            "counting = 'late_out'"),
           1, "one does not yet");
    a = send_log(with("channel=letter&received_day=1&received_month=11&received_year=2026&"
                      "who=individual&publish=do_not_publish&q#=Early",
                      long_one, 0));
    is_i64(a.status, 303, "what came before opening is taken");
    x.version = over.version;
}

/* The sheet as everybody gets it, with something written at three places. */
static struct str filled_sheet(const char *clear_box, const char *words, const char *ending)
{
    const char *txt =
        str_z(core->arena,
              str_printf(core->arena, "/consultations/%.*s/questions.txt", STR_ARG(x.slug)));
    struct str sheet = core_get(core, txt, NULL).body;
    const char *const from[] = { "[ ] Yes", "What is missing?\nAnswer:" };
    const char *const to[] = { clear_box, words };
    for (size_t i = 0; i < 2; i++) {
        size_t where = str_find(sheet, str_from(from[i])), n = str_from(from[i]).n;
        if (!ok(where != STR_NONE, "the sheet has: %s", from[i]))
            return sheet;
        sheet = str_printf(core->arena, "%.*s%s%.*s", STR_ARG(str_sub(sheet, 0, where)), to[i],
                           STR_ARG(str_sub(sheet, where + n, sheet.n)));
    }
    return str_join(core->arena, sheet, str_from(ending));
}

static struct answer paste(const char *fields, struct str sheet, const char *step)
{
    struct buf *b = buf_in(core->arena, 1000000);
    buf_printf(b, "%s&step=%s&sheet=", fields, step);
    for (size_t i = 0; i < sheet.n; i++)
        buf_printf(b, "%%%02X", (unsigned char)sheet.p[i]);
    return core_fill_as(core, &fife, at, str_z(core->arena, buf_view(b)));
}

static void test_sheet(void)
{
    struct str sheet =
        filled_sheet("[x] Yes", "What is missing?\nAnswer: More homes\nby 2030", "");
    int64_t before = core_count(core, "SELECT count(*) FROM response");
    struct answer a = paste("source_ref=Mail+7&late_reason=Snow", sheet, "sheet");
    ok(a.status == 200 && has(a.body, "2 answers were read from the sheet") &&
           !has(a.body, "could not be placed") && !has(a.body, "There is a problem"),
       "[B.17] staff paste a sheet that came by mail: %d", a.status);
    ok(has(a.body, ">\nMore homes\nby 2030</textarea>") &&
           has(a.body, with("name=\"q#\" value=\"yes\" checked", clear, 0)),
       "[B.17] each answer stands in its field");
    ok(has(a.body, "Mail 7") && has(a.body, "Snow"), "[8.3] what was typed before stays");
    ok(!has(a.body, "Keep the lines that begin with “Question”. ") &&
           !has(a.body, "How to use this sheet"),
       "[B.17] the sheet's own words are nobody's");
    a = paste(with("letter=A+note&q#=Ours", long_one, 0),
              filled_sheet("[x] Yes", "What is missing?\nAnswer: Theirs", ""), "sheet");
    ok(a.status == 200 && has(a.body, "1 answer was read from the sheet") &&
           has(a.body, ">\nOurs</textarea>") &&
           has(a.body, ">\nA note\n\nQuestion 2. What is missing?\nTheirs</textarea>"),
       "[B.17] a field that has words keeps them; the sheet's go into the whole text");
    a = paste("", filled_sheet("[x] Yes\n[x] Perhaps", "What is missing?\nAnswer:", ""),
              "sheet");
    ok(a.status == 200 && has(a.body, "1 answer was read") && has(a.body, "Perhaps"),
       "[B.17] what is not understood is kept");
    a = paste(HOW, STR("A letter of its own"), "sheet");
    ok(a.status == 422 && has(a.body, "No question was found") &&
           has(a.body, ">\nA letter of its own</textarea>"),
       "[8.3] words without questions stay in their box");
    a = paste(HOW, filled_sheet("[ ] Yes", "What is missing?\nAnswer:", ""), "sheet");
    ok(a.status == 422 && has(a.body, "Nothing is written under the questions of this sheet"),
       "[8.3] an empty sheet is told apart");
    is_i64(core_count(core, "SELECT count(*) FROM response") - before, 0, "nothing is stored");
}

/* Pasted and checked in one step. */
static void test_sheet_checked(void)
{
    struct str sheet = filled_sheet("[x] Yes", "What is missing?\nAnswer: In one step", "");
    struct answer a = paste(HOW, sheet, "check");
    ok(a.status == 200 && has(a.body, "Check the response</h1>") &&
           has(a.body, "2 answers were read from the sheet") && has(a.body, "In one step"),
       "[B.17] a sheet may be pasted and checked in one step: %d", a.status);
    a = paste(HOW, filled_sheet("[x] Yes\n[x] Perhaps", "What is missing?\nAnswer: Homes", ""),
              "check");
    ok(a.status == 200 && has(a.body, "Log a response</h1>") &&
           has(a.body, "What could not be placed stands in"),
       "[B.17] unless something is to be placed first");
    a = core_fill_as(core, &fife, at, with(HOW "&q#=Typed&step=sheet&sheet=", long_one, 0));
    ok(a.status == 200 && has(a.body, "Check the response</h1>"),
       "[3.25] without a sheet, Enter in a line checks the response");
}

int main(void)
{
    core = core_start();
    clock_set_s(1795344780); /* 22 November 2026, 10:53 */
    fife = core_person(core, "fife", "coordinator", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    reader = core_person(core, "reader", NULL, NULL);
    make();
    test_who_may();
    test_faults();
    test_letter();
    test_original();
    test_organisation();
    test_event();
    test_sheet();
    test_sheet_checked();
    test_late();
    core_stop(core);
    return done_testing();
}
