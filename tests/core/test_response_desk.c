/* test_response_desk.c: responses as the coordinators work on them: the list and its figures,
 * one response, what is decided about it, the file. */
#include "tests/core/response_desk_help.h"

static struct str twin;

/* --- the list --- */

static void test_list(void)
{
    struct answer a = core_get_as(core, &fife, "/coordinator/responses");
    ok(a.status == 200 && has(a.body, "A sample draft plan"),
       "[3.26] without a consultation: the newest that is open");
    ok(has(a.body, "<dd>3</dd>") && has(a.body, "Showing 1 to 3 of 3 responses, newest first"),
       "[3.26] how many there are");
    ok(has(a.body, "Sample Harbour Trust") && has(a.body, ">Letter<") &&
           has(a.body, "20 Nov 2026"),
       "[3.26] from whom, how, when");
    ok(has(a.body, "Check for identity") && has(a.body, "Late, to be decided"),
       "[3.30] a late one is flagged; one in an organisation's name is to be checked");
    ok(has(a.body, "/coordinator/responses/new?consultation="),
       "[3.26] the way to log another");
    a = core_get_as(core, &fife, list_at("&channel=letter"));
    ok(has(a.body, "Sample Harbour Trust") && !has(a.body, "Sample Person") &&
           has(a.body, "Clear the filters"),
       "[3.26] by how it came");
    a = core_get_as(core, &fife, list_at("&status=waiting"));
    ok(has(a.body, "of 3 responses"), "[3.26] what waits for the coordinator");
    a = core_get_as(core, &fife, list_at("&late=waiting"));
    ok(has(a.body, "Sample Late") && has(a.body, "1 to 1 of 1 response"),
       "[3.30] the late ones");
    a = core_get_as(core, &fife, list_at("&page=2"));
    is_i64(a.status, 404, "[3.26] a page that is not there");
    a = core_get_as(core, &fife, list_at("&counting=not_valid"));
    ok(has(a.body, "No response fits"), "[3.26] nothing fits: said, with the way back");
}

static void test_find(void)
{
    const char *find = str_z(
        core->arena, str_printf(core->arena, "/coordinator/responses/find?consultation=%.*s",
                                STR_ARG(x.slug)));
    struct answer a = core_post_as(core, &fife, find, "q=harbour&status=&channel=");
    ok(a.status == 200 && has(a.body, "Sample Harbour Trust") && !has(a.body, "Sample Person"),
       "[S23] (ASVS 14.2.1) a name is posted, not put in an address");
    a = core_post_as(core, &fife, find,
                     str_z(core->arena, str_printf(core->arena, "q=%.*s", STR_ARG(web))));
    ok(has(a.body, "Sample Person") && !has(a.body, "Sample Harbour Trust"),
       "[3.26] a reference is found");
    a = core_post_as(core, &fife, find, "q=&status=new&channel=web");
    ok(a.status == 303 && has(a.location, "status=new") && has(a.location, "channel=web"),
       "[3.26] filters alone are an address to keep");
}

static void test_scope(void)
{
    struct answer a = core_get_as(core, &neighbour, list_at(""));
    is_i64(a.status, 404, "[S10] (ASVS 8.2.2) another partnership's consultation is not there");
    is_i64(core_get_as(core, &neighbour, at(web, "")).status, 404,
           "[S10] (ASVS 8.2.2) nor is a response to it");
    is_i64(core_get_as(core, &neighbour, at(web, "/status")).status, 404,
           "[S10] (ASVS 8.2.2) nor what is decided about it");
    a = core_get_as(core, &analyst, at(web, ""));
    ok(a.status == 200 && has(a.body, "Housing on release") &&
           !has(a.body, "person@example.org") && !has(a.body, "Save the status"),
       "[3.26] an analyst reads it, without the contact and without deciding");
    is_i64(core_get_as(core, &analyst, at(web, "/status")).status, 403,
           "[S10] (ASVS 8.2.2) an analyst decides nothing");
    a = core_get_as(core, &neighbour, "/coordinator/responses");
    ok(a.status == 200 && has(a.body, "No consultation has been published yet"),
       "[3.26] without a consultation: what will stand here");
}

/* --- one --- */

static void test_show(void)
{
    struct answer a = core_get_as(core, &fife, at(letter, ""));
    ok(a.status == 200 && has(a.body, "Box 4, letter 12") && has(a.body, "Logged on") &&
           has(a.body, "More buses") && has(a.body, "No answer"),
       "[3.26] every answer, how it came, who logged it, where the original is");
    ok(has(a.body, "somebody who does not look after its entry"),
       "[3.19] why it is to be checked");
    a = core_get_as(core, &fife, at(web, ""));
    ok(has(a.body, "person@example.org") && !has(a.body, "\xE2\x80\xAE"),
       "[S3] (ASVS 1.1.1) what turns the direction of writing is a visible mark");
    is_i64(core_get_as(core, &fife, "/coordinator/responses/FIF-0000-0000").status, 404,
           "[3.26] a reference that there is not");
}

static const char *with_version(struct str receipt, const char *fields)
{
    const char *sql =
        str_z(core->arena, str_printf(core->arena,
                                      "SELECT version FROM response WHERE receipt "
                                      "= '%.*s'",
                                      STR_ARG(receipt)));
    return str_z(core->arena,
                 str_printf(core->arena, "version=%lld&%s", (long long)count(sql), fields));
}

static void test_status(void)
{
    struct answer a =
        core_fill_as(core, &fife, at(web, "/status"), with_version(web, "status=&words="));
    ok(a.status == 422 && has(a.body, "Select a status"), "[8.3] no status chosen");
    const char *mine = with_version(web, "status=accepted&words=Good+one");
    a = core_fill_as(core, &fife, at(web, "/status"),
                     with_version(web, "status=in_review&words="));
    ok(a.status == 303, "[3.26] the status is saved");
    a = core_fill_as(core, &fife, at(web, "/status"), mine);
    ok(a.status == 409 && has(a.body, "Someone else changed this response") &&
           has(a.body, "In review") && has(a.body, "Good one") &&
           has(a.body, "value=\"accepted\" checked"),
       "[S50] (ASVS 2.3.3) whoever read it before sees both versions, and loses nothing");
    a = core_fill_as(core, &fife, at(web, "/status"),
                     with_version(web, "status=accepted&words="));
    a = core_get_as(core, &fife, at(web, ""));
    ok(has(a.body, "Status: In review") && has(a.body, "Status: Accepted"),
       "[3.26] the history says what was decided");
}

static void test_counting(void)
{
    struct answer a = core_fill_as(core, &fife, at(letter, "/counting"),
                                   with_version(letter, "counting=duplicate&words=&of="));
    ok(a.status == 422 && has(a.body, "Enter a reason") &&
           has(a.body, "Enter the reference of the response that counts"),
       "[3.42] what is left out needs a reason");
    a = core_fill_as(core, &fife, at(letter, "/counting"),
                     with_version(letter, "counting=not_valid&words=A+test+of+ours&of="));
    ok(a.status == 303, "[3.42] it is left out, with the reason");
    a = core_get_as(core, &fife, at(letter, ""));
    ok(has(a.body, "A test of ours"), "[3.42] the reason stands beside it");
    a = core_fill_as(core, &fife, at(late, "/counting"),
                     with_version(late, "counting=valid&words=Yes&of="));
    ok(a.status == 422 && has(a.body, "Decide first"),
       "[3.30] a late one counts only by the decision about it");
}

static void test_late(void)
{
    struct answer a =
        core_fill_as(core, &fife, at(late, "/late"), with_version(late, "late=in&words="));
    ok(a.status == 422 && has(a.body, "Enter a reason"),
       "[3.30] late: in or out with a reason");
    a = core_fill_as(core, &fife, at(late, "/late"),
                     with_version(late, "late=in&words=The+post+was+slow"));
    ok(a.status == 303, "[3.30] it is taken in");
    is_i64(count("SELECT count(*) FROM response WHERE late = 'in' AND counting = 'valid'"), 1,
           "[3.30] and counts");
    a = core_get_as(core, &fife, at(late, ""));
    ok(has(a.body, "Late, taken in") && has(a.body, "The post was slow"),
       "[3.30] the decision and its reason are recorded");
    is_i64(core_get_as(core, &fife, at(web, "/late")).status, 404,
           "[3.30] one that came in time has no such page");
}

static void account_is(struct str page, const char *label, const char *figures)
{
    static const char *const columns[] = { "Received",
                                           "Valid",
                                           "Late, left out",
                                           "Duplicate, left out",
                                           "Withdrawn",
                                           "Not valid",
                                           "Of the valid: late, taken in" };
    struct str row = between(page, label, "</tr>"), rest = str_from(figures), n;
    for (size_t i = 0; str_cut(&rest, ' ', &n); i++) {
        struct str cell =
            str_printf(core->arena, "data-label=\"%s\">%.*s<", columns[i], STR_ARG(n));
        ok(has(row, str_z(core->arena, cell)), "[3.42] %s %s: %.*s", label, columns[i],
           STR_ARG(n));
    }
}

/* Received, then the five in which each stands once, then what is late of the valid. */
static void test_accounts(void)
{
    struct answer a = core_get_as(core, &fife, list_at(""));
    account_is(a.body, ">Online</th>", "2 2 0 0 0 0 1");
    account_is(a.body, ">Letter</th>", "1 0 0 0 0 1 0");
    account_is(a.body, ">All</th>", "3 2 0 0 0 1 1");
}

static void test_ask(void)
{
    struct answer a = core_fill_as(core, &fife, at(web, "/ask"), with_version(web, "words="));
    ok(a.status == 422 && has(a.body, "Enter your question"), "[3.18] a question is needed");
    core_mails(core);
    a = core_fill_as(core, &fife, at(web, "/ask"),
                     with_version(web, "words=Which+housing+do+you+mean%3F"));
    ok(a.status == 303 && has(a.location, "done=asked"), "[3.18] they are asked");
    struct str mail = core_mail_to(core, "person@example.org");
    ok(has(mail, "Which housing do you mean?") && !has(mail, "Housing on release"),
       "[S6] the mail holds the question and nothing that they typed");
    is_i64(count("SELECT count(*) FROM outbox WHERE kind = 'mail/response_clarify' AND "
                 "object_kind = 'consultation'"),
           1, "[S41] (ASVS 16.2.1) its row names the consultation only");
    a = core_get_as(core, &fife, at(web, ""));
    ok(has(a.body, "Asked to clarify") && has(a.body, "Asked them"),
       "[3.18] its status says so");
    a = core_get_as(core, &fife, at(letter, "/ask"));
    ok(has(a.body, "It cannot go by email"), "[3.18] without an address the page says so");
}

static void test_note(void)
{
    struct answer a = core_fill_as(core, &fife, at(letter, "/note"),
                                   with_version(letter, "words=Rang+them+today"));
    ok(a.status == 303, "[3.26] a note");
    a = core_get_as(core, &fife, at(letter, ""));
    ok(has(a.body, "Rang them today"), "[3.26] stands with it");
}

static void test_mend(void)
{
    const char *answer_at =
        str_z(core->arena, str_printf(core->arena, "/coordinator/responses/%.*s/answers/%lld",
                                      STR_ARG(letter), (long long)q_text));
    const char *text = str_z(
        core->arena, str_printf(core->arena, "q%lld=More+trains&words=", (long long)q_text));
    struct answer a = core_fill_as(core, &fife, answer_at, with_version(letter, text));
    ok(a.status == 422 && has(a.body, "Enter a reason") && has(a.body, "More trains"),
       "[3.30] an answer is mended with a reason");
    text = str_z(core->arena,
                 str_printf(core->arena, "q%lld=More+trains&words=Misread", (long long)q_text));
    a = core_fill_as(core, &fife, answer_at, with_version(letter, text));
    ok(a.status == 303, "[3.30] it is saved");
    a = core_get_as(core, &fife, at(letter, ""));
    ok(has(a.body, "More trains") && has(a.body, "More buses") && has(a.body, "Misread"),
       "[3.30] the earlier text is kept, with the reason");
    const char *one_at =
        str_z(core->arena, str_printf(core->arena, "/coordinator/responses/%.*s/answers/%lld",
                                      STR_ARG(letter), (long long)q_one));
    text = str_z(core->arena, str_printf(core->arena, "q%lld=maybe&q%lld_other=&words=Left+out",
                                         (long long)q_one, (long long)q_one));
    a = core_fill_as(core, &fife, one_at, with_version(letter, text));
    ok(a.status == 422 && has(a.body, "Select one of the answers offered"),
       "[8.3] a choice is judged as in the form");
    text = str_z(core->arena, str_printf(core->arena, "q%lld=yes&q%lld_other=&words=Left+out",
                                         (long long)q_one, (long long)q_one));
    a = core_fill_as(core, &fife, one_at, with_version(letter, text));
    ok(a.status == 303 && has(core_get_as(core, &fife, at(letter, "")).body, ">Yes<"),
       "[3.26] a choice left out by whoever typed it is put in");
}

/* --- alike --- */

static void post_list(const char *what)
{
    const char *fields = str_z(core->arena, str_printf(core->arena, "do=%s", what));
    struct answer a = core_fill_as(core, &fife, list_at(""), fields);
    ok(a.status == 303, "[3.31] the button leads on: %s", what);
}

static void test_alike(void)
{
    struct response_new four =
        help_response(x.id, "Sample Twin", words("Housing on release, txet"));
    four.answer = words("More trains");
    twin = add(&four);
    post_list("alike");
    core_mails(core);
    struct answer a = core_get_as(core, &fife, at(twin, ""));
    ok(has(a.body, "This looks like 1 other") && has(a.body, "The same words"),
       "[3.31] the same words are found, and linked");
    a = core_fill_as(core, &fife, at(twin, "/alike"),
                     with_version(twin, "what=&of=&campaign=new&name=&words="));
    ok(a.status == 422 && has(a.body, "Select what it is") && !has(a.body, ", received 2026-"),
       "[8.3] nothing chosen; days in words");
    a = core_fill_as(core, &fife, at(twin, "/alike"),
                     with_version(twin, "what=campaign&of=&campaign=new&name=Sample+postcards&"
                                        "once=once&words="));
    ok(a.status == 303, "[3.31] they are replies of a campaign");
    a = core_get_as(core, &fife, at(letter, ""));
    ok(has(a.body, "Sample postcards"), "[3.31] both are in it");
    is_i64(count("SELECT count(*) FROM audit WHERE action = 'response.decide' AND detail LIKE "
                 "'%campaign%'"),
           2, "[3.31] and the change of each is recorded");
    a = core_get_as(core, &fife, list_at("&campaign=1"));
    ok(has(a.body, "of 2 responses"), "[3.31] the list by campaign");
    const char *fields =
        str_z(core->arena,
              str_printf(core->arena,
                         "what=duplicate&of=%.*s&campaign=new&name=&words=", STR_ARG(letter)));
    a = core_fill_as(core, &fife, at(twin, "/alike"), with_version(twin, fields));
    ok(a.status == 303, "[3.31] or the same response twice");
    is_i64(count("SELECT count(*) FROM response WHERE counting = 'duplicate' AND duplicate_of "
                 "IS NOT NULL"),
           1, "[3.31] left out, linked, and not merged");
    fields =
        str_z(core->arena,
              str_printf(core->arena,
                         "what=duplicate&of=%.*s&campaign=new&name=&words=", STR_ARG(twin)));
    a = core_fill_as(core, &fife, at(letter, "/alike"), with_version(letter, fields));
    ok(a.status == 422 && has(a.body, "left out as a duplicate itself"),
       "[3.31] two are not the duplicates of each other: one of them counts");
}

/* --- the file --- */

static void test_csv(void)
{
    struct answer a = core_fill_as(core, &fife, list_at(""), "do=csv");
    ok(a.status == 303 && has(a.location, "/coordinator/responses.csv"), "[S41] asked for");
    const char *file = str_z(core->arena, a.location);
    a = core_get_as(core, &fife, file);
    ok(a.status == 200 && has(a.type, "text/csv") && has(a.body, "\"person@example.org\"") &&
           has(a.body, "What is missing?\"") && has(a.body, "\"More trains\"") &&
           has(a.body, "Box 4, letter 12"),
       "[S7] (ASVS 1.2.10) a row for each response, a column for each question");
    is_i64(count("SELECT count(*) FROM audit WHERE action = 'response.export'"), 1,
           "[S41] (ASVS 16.2.1) the export is recorded");
    is_i64(core_get_as(core, &analyst, file).status, 303,
           "[S24] the address is good for whoever asked, and nobody else");
    a = core_fill_as(core, &analyst, list_at(""), "do=csv");
    a = core_get_as(core, &analyst, str_z(core->arena, a.location));
    ok(a.status == 200 && has(a.body, "More trains") && !has(a.body, "example.org") &&
           !has(a.body, "Sample Person") && !has(a.body, "Harbour") && !has(a.body, "Box 4") &&
           !has(a.body, "\"gathered\""),
       "[3.26] an analyst's file names nobody: where staff note it neither");
}

int main(void)
{
    response_desk_begin();
    test_list();
    test_find();
    test_scope();
    test_show();
    core_sign_in(core, &fife);
    test_status();
    test_counting();
    test_late();
    test_accounts();
    core_sign_in(core, &fife);
    test_ask();
    test_note();
    test_mend();
    core_sign_in(core, &fife);
    test_alike();
    core_sign_in(core, &fife);
    core_sign_in(core, &analyst);
    test_csv();
    core_stop(core);
    return done_testing();
}
