/* test_message.c: writing to a partnership and reporting a wrong detail, in process. */
#include "tests/core/core.h"

#include "app/house.h"
#include "app/jobs.h"
#include "core/base/limits.h"
#include "core/base/rand.h"
#include "modules/audit/audit.h"
#include "modules/partnerships/message.h"

#include <dirent.h>

#define KNOWN "/partnerships/inverclyde/contact" /* a mailbox is known there */
#define UNKNOWN "/partnerships/fife/contact"     /* none is */
#define MAILBOX "community.justice@inverclyde.gov.uk"
#define FIELDS                                                                                 \
    "name=Mairi+Sample&organisation=Sample+Group&email=reader%40example.org"                   \
    "&message=How+do+we+take+part%3F%0D%0AWe+are+five."

static const char *const with_contact[] = { "--contact-mail", "desk@cj.example", "--reply-to",
                                            "people@cj.example", NULL };

static const char *joined(struct core *core, struct str tokens, const char *fields)
{
    return str_z(core->arena, str_printf(core->arena, "%.*s&%s", STR_ARG(tokens), fields));
}

/* Fills the form of `at`, presses Continue, then Send on the check page. */
static struct answer send_message(struct core *core, const char *at, const char *fields)
{
    const char *check = str_z(core->arena, str_printf(core->arena, "%s&step=check", fields));
    struct answer page = core_fill(core, at, check);
    struct str tokens = core_tokens(core, page.body);
    const char *send = str_z(core->arena, str_printf(core->arena, "%s&step=send", fields));
    return core_post(core, at, joined(core, tokens, send));
}

/* The one mail to that address, or empty. */
static struct str mail_to(struct str all, const char *to)
{
    char line[300];
    snprintf(line, sizeof line, "\r\nTo: %s\r\n", to);
    for (;;) {
        size_t end = str_find(all, STR("\n=== end\n"));
        if (end == STR_NONE)
            return (struct str){ 0 };
        struct str one = str_sub(all, 0, end);
        if (has(one, line))
            return one;
        all = str_sub(all, end + 9, all.n);
    }
}

/* --- a message --- */

static void test_form(struct core *core)
{
    struct answer a = core_get(core, KNOWN, NULL);
    is_i64(a.status, 200, "[1.14] the form is there");
    ok(has(a.body, "name=\"name\"") && has(a.body, "name=\"organisation\"") &&
           has(a.body, "name=\"email\"") && has(a.body, "name=\"message\""),
       "[1.14] it asks name, organisation, email and message");
    ok(!has(a.body, MAILBOX), "[1.14] the mailbox stands nowhere on the page");
    ok(has(a.body, "name=\"website\""), "[12.1] [S47] (ASVS 2.4.1) it holds the trap");
    ok(!has(a.body, "captcha") && !has(a.body, "sign in"), "[12.1] no puzzle, no account");
    ok(!has(a.body, "hold no address"), "a mailbox is known");
    ok(has(core_get(core, UNKNOWN, NULL).body, "We hold no address for this partnership"),
       "[1.14] where none is known the page says so");
    is_i64(core_get(core, "/partnerships/nowhere/contact", NULL).status, 404, "no such place");
    ok(has(core_get(core, "/partnerships/ayrshire/contact?area=east-ayrshire", NULL).body,
           "action=\"/partnerships/ayrshire/contact?area=east-ayrshire\""),
       "the council by which a reader came is kept");
    ok(has(core_get(core, "/partnerships/east-ayrshire/contact", NULL).body, "Ayrshire"),
       "a council's own address leads to its partnership's form");
}

static void test_errors(struct core *core)
{
    struct answer a = core_fill(core, KNOWN,
                                "name=&organisation=Sample+Group&email=reader&message=&step="
                                "check");
    is_i64(a.status, 422, "[8.3] a form with errors");
    ok(has(a.body, "<title>Error: "), "[8.3] the title says so");
    ok(has(a.body, "There is a problem"), "[8.3] the summary leads");
    ok(has(a.body, "href=\"#name\">Enter your name<") &&
           has(a.body, "href=\"#message\">Enter your message<"),
       "[8.3] it links to the fields");
    ok(has(a.body, "Enter an email address in the correct format, like name@example.com"),
       "[8.3] in the words agreed");
    ok(has(a.body, "id=\"email-error\"") && has(a.body, "aria-invalid=\"true\""),
       "[8.3] and stands beside the field");
    ok(has(a.body, "value=\"Sample Group\"") && has(a.body, "value=\"reader\""),
       "[8.3] nothing that was typed is lost");
    char *longer = arena_alloc(core->arena, 5000);
    size_t n = (size_t)snprintf(longer, 5000, "name=A&email=a%%40example.org&message=");
    memset(longer + n, 'x', 4212);
    a = core_fill(core, KNOWN, longer);
    ok(has(a.body, "Your message must be 4,000 characters or fewer. You have written 4,212"),
       "[8.3] too long, with both numbers");
    is_i64(core_count(core, "SELECT count(*) FROM message"), 0, "nothing is stored");
}

/* What a paste brings along costs a sign, never the text. */
static void test_pasted(struct core *core)
{
    struct answer a = core_fill(core, KNOWN,
                                "name=Mairi&email=m%40example.org&step=check"
                                "&message=What%C2%92s+new%0B%3F+Bha+%C3%A0+ann%C2%A0.");
    ok(a.status == 200 && has(a.body, "What s new ? Bha à ann\xC2\xA0."),
       "[S3] [S26] control signs of a paste become spaces: %d", a.status);
}

static void test_check(struct core *core)
{
    struct answer a = core_fill(core, KNOWN, FIELDS "&step=check");
    is_i64(a.status, 200, "[1.14] the check page");
    ok(has(a.body, "Check your message") && has(a.body, "How do we take part?"),
       "[1.14] shows what was typed");
    ok(has(a.body, "value=\"send\"") && has(a.body, "value=\"change\""),
       "and sends or goes back");
    is_i64(core_count(core, "SELECT count(*) FROM message"), 0, "nothing is stored yet");
    struct str tokens = core_tokens(core, a.body);
    a = core_post(core, KNOWN, joined(core, tokens, FIELDS "&step=change"));
    ok(a.status == 200 && has(a.body, "value=\"Mairi Sample\"") &&
           has(a.body, "\nHow do we take part?\nWe are five.</textarea>"),
       "[8.3] back at the form everything is there");
    ok(str_eq(core_tokens(core, a.body), tokens), "it is still the same form");
}

static void check_mails(struct core *core, struct str reference)
{
    struct str all = core_mails(core), out = mail_to(all, MAILBOX),
               copy = mail_to(all, "reader@example.org");
    ok(has(out, "\r\nReply-To: reader@example.org\r\n"), "[1.14] replies go to the sender");
    ok(has(out, "How do we take part?\r\nWe are five.\r\n"), "[1.14] the message is whole");
    ok(has(out, "Mairi Sample of Sample Group"), "with who wrote");
    ok(has(out, "\r\nSubject: Message for ") && has(out, str_z(core->arena, reference)),
       "[S6] the subject is ours, with the reference");
    ok(has(copy, "\r\nReply-To: people@cj.example\r\n"), "replies to the copy reach a person");
    ok(has(copy, str_z(core->arena, reference)) && has(copy, "22 November 2026"),
       "[1.14] the sender is told reference and time");
    ok(copy.n && !has(copy, "take part?") && !has(copy, "Mairi") && !has(copy, MAILBOX),
       "[S6] but nothing that was typed, unless asked for");
    ok(!has(all, "desk@cj.example"), "the operator gets nothing");
}

static void test_send(struct core *core)
{
    struct answer a = send_message(core, KNOWN, FIELDS);
    is_i64(a.status, 303, "[1.14] sent");
    ok(str_starts(a.location, STR(KNOWN "/sent?r=")), "leads to the page that says so");
    is_i64(core_count(core, "SELECT count(*) FROM message"), 1, "[1.14] it is stored");
    ok(str_eq(core_text(core, "SELECT body FROM message"),
              STR("How do we take part?\nWe are five.")),
       "[S3] as typed, with LF");
    ok(str_eq(core_text(core, "SELECT sent_to FROM message"), STR("partnership")), "for whom");
    struct str reference = core_text(core, "SELECT reference FROM message"), canonical;
    ok(str_starts(reference, STR("IVC-")) && receipt_parse(core->arena, reference, &canonical),
       "its reference begins with the council's code and has its check sign");
    is_i64(core_count(core,
                      "SELECT count(*) FROM audit WHERE action = 'message.send' AND actor = "
                      "'public'"),
           1, "[S41] with its record");
    ok(!has(a.location, str_z(core->arena, reference)), "the address does not show it");
    struct answer sent = core_get(core, str_z(core->arena, a.location), NULL);
    ok(sent.status == 200 && has(sent.body, str_z(core->arena, reference)),
       "[1.14] the page shows the reference");
    is_str(sent.cache, "no-store", "[S22] and is not kept");
    ok(has(sent.body, "shared mailbox"), "and says where it went");
    struct str elsewhere =
        str_printf(core->arena, "%s/sent?r=%.*s", UNKNOWN,
                   STR_ARG(str_sub(a.location, sizeof KNOWN "/sent?r=" - 1, a.location.n)));
    ok(!has(core_get(core, str_z(core->arena, elsewhere), NULL).body,
            str_z(core->arena, reference)),
       "the same value on another partnership's page shows nothing");
    is_i64(core_get(core, KNOWN "/sent?r=00ff", NULL).status, 303,
           "a made-up value: nothing was sent, and no page says so");
    check_mails(core, reference);
}

static void test_copy(struct core *core)
{
    struct answer a = send_message(core, KNOWN,
                                   "name=Mairi+Sample&email=copy%40example.org&copy=yes"
                                   "&message=A+%3Cb%3E+%26+%22quoted%22%0A.%0Aend");
    is_i64(a.status, 303, "sent with a copy asked for");
    struct str copy = mail_to(core_mails(core), "copy@example.org");
    ok(has(copy, "A <b> & \"quoted\"\r\n=2E\r\nend"),
       "[1.14] the copy holds the message as it was typed");
    ok(has(copy, "Hello Mairi Sample"), "and the name");
}

static void test_operator(struct core *core)
{
    struct answer a =
        send_message(core, UNKNOWN, "name=A&email=two%40example.org&message=Who+leads%3F");
    is_i64(a.status, 303, "a message where no mailbox is known");
    struct str m = mail_to(core_mails(core), "desk@cj.example");
    ok(has(m, "We hold no address for") && has(m, "Who leads?"),
       "[1.14] goes to the people who run the site");
    ok(str_eq(core_text(core, "SELECT sent_to FROM message WHERE email = 'two@example.org'"),
              STR("operator")),
       "[1.14] and is kept for the coordinator");
}

static void test_not_offered(void)
{
    struct core *core = core_start();
    is_i64(core_get(core, UNKNOWN, NULL).status, 404,
           "[1.14] nowhere to send it: there is no form");
    is_i64(core_post(core, UNKNOWN, FIELDS).status, 403, "nor without its tokens");
    is_i64(core_get(core, KNOWN, NULL).status, 200, "where a mailbox is known there is");
    ok(!message_is_offered((struct str){ 0 }, (struct str){ 0 }) &&
           message_is_offered(STR("a@b.example"), (struct str){ 0 }) &&
           message_is_offered((struct str){ 0 }, STR("a@b.example")) &&
           !message_is_offered(STR("not an address"), (struct str){ 0 }),
       "as the button is told");
    core_stop(core);
}

static void test_marks(struct core *core)
{
    struct answer a = send_message(
        core, KNOWN, "name=A%E2%80%AEB&email=m%40example.org&message=ok+%E2%81%A6x");
    is_i64(a.status, 303, "text that turns the direction of writing is taken");
    struct str m = mail_to(core_mails(core), MAILBOX);
    ok(has(m, "A[U+202E]B") && has(m, "ok [U+2066]x"), "[S3] staff see where it turns");
    ok(str_eq(core_text(core, "SELECT sender_name FROM message WHERE email = 'm@example.org'"),
              STR("A\xE2\x80\xAE"
                  "B")),
       "[S3] it is kept as typed");
}

/* --- sent once --- */

static void test_once(struct core *core)
{
    const char *fields = "name=A&email=once%40example.org&message=Once";
    const char *sql = "SELECT count(*) FROM message WHERE email = 'once@example.org'";
    struct answer page = core_fill(core, KNOWN, fields);
    struct str tokens = core_tokens(core, page.body);
    const char *send =
        joined(core, tokens, "name=A&email=once%40example.org&message=Once&step=send");
    struct answer a = core_post(core, KNOWN, send), b = core_post(core, KNOWN, send);
    ok(a.status == 303 && b.status == 303 && str_eq(a.location, b.location),
       "[S26] [D3] sent twice: the first answer again");
    is_i64(core_count(core, sql), 1, "[S26] [D3] stored once");
    core_restart(core);
    b = core_post(core, KNOWN, send);
    ok(b.status == 303 && str_eq(a.location, b.location), "[D3] also after a restart");
    a = core_post(
        core, KNOWN,
        joined(core, tokens, "name=A&email=once%40example.org&message=Changed&step=send"));
    ok(a.status == 422 && has(a.body, "You have sent this form already") &&
           has(a.body, "value=\"Changed\""),
       "[S26] other words under the same id: asked, with the words kept");
    is_i64(core_count(core, sql), 1, "[S26] and not stored");
    struct str other = core_tokens(core, a.body);
    ok(other.n && !str_eq(other, tokens), "[S26] the form has a new id");
    a = core_post(
        core, KNOWN,
        joined(core, other, "name=A&email=once%40example.org&message=Changed&step=send"));
    is_i64(a.status, 303, "[S26] sent as another");
    is_i64(core_count(core, sql), 2, "[S26] it is stored");
    is_i64(
        core_count(core, "SELECT count(*) FROM outbox WHERE to_address = 'once@example.org'"),
        2, "[D3] with one receipt each");
    a = core_post(core, "/partnerships/falkirk/contact", send);
    is_i64(a.status, 303, "the id is the form's");
    ok(str_starts(a.location, STR("/partnerships/inverclyde/")),
       "[S26] it leads to its first answer wherever it is sent");
}

static void test_guards(struct core *core)
{
    int64_t before = core_count(core, "SELECT count(*) FROM message");
    struct answer page = core_get(core, KNOWN, NULL);
    struct str tokens = core_tokens(core, page.body);
    struct answer a = core_post(core, KNOWN, joined(core, tokens, FIELDS "&step=send"));
    ok(a.status == 422 && has(a.body, "This has not been sent yet"),
       "[12.1] [S47] too quick: not sent, and said so");
    ok(has(a.body, "value=\"Mairi Sample\""), "[S47] [S26] with what was typed");
    clock_set_s(clock_now_s() + FORM_LEAST_S);
    a = core_post(core, KNOWN,
                  joined(core, core_tokens(core, a.body), FIELDS "&step=send&website=x"));
    ok(a.status == 422 && has(a.body, "This has not been sent yet"),
       "[12.1] [S47] the trap filled: not sent, and said so");
    is_i64(core_count(core, "SELECT count(*) FROM message"), before, "[S47] nothing is stored");
    a = core_post(core, KNOWN, joined(core, core_tokens(core, a.body), FIELDS "&step=send"));
    is_i64(a.status, 303, "[S47] sent again by hand it goes");
    a = core_post(core, KNOWN, FIELDS "&step=send");
    ok(a.status == 403 && has(a.body, "How do we take part?"),
       "[S25] without a token: not sent, the text kept");
    a = core_post(
        core, KNOWN,
        joined(core,
               core_tokens(core, core_get(core, "/partnerships/inverclyde/report", NULL).body),
               FIELDS "&step=send"));
    is_i64(a.status, 403, "[S25] another form's token does not serve");
}

static enum err record_nothing(struct db *db, const struct store_record *r)
{
    (void)db;
    (void)r;
    return ERR_INTERNAL;
}

static void test_unexpected(struct core *core)
{
    struct str tokens = core_tokens(core, core_get(core, KNOWN, NULL).body);
    clock_set_s(clock_now_s() + 60);
    store_set_recorder(core->app->store, record_nothing);
    struct answer a = core_post(core, KNOWN, joined(core, tokens, FIELDS "&step=send"));
    store_set_recorder(core->app->store, audit_record);
    ok(a.status == 500 && has(a.body, "How do we take part?"),
       "[S26] [S46] what nobody expected: 500 with the text: %d", a.status);
    ok(str_eq(core_tokens(core, a.body), tokens), "[S26] under the same id");
    a = core_post(core, KNOWN, joined(core, core_tokens(core, a.body), FIELDS "&step=send"));
    is_i64(a.status, 303, "[S26] and its button works when all is well again");
}

static void test_bucket(struct core *core)
{
    struct answer a = { 0 };
    core->peer = STR("192.0.2.77");
    struct str tokens = core_tokens(core, core_get(core, KNOWN, NULL).body);
    clock_set_s(clock_now_s() + 60);
    for (int i = 0; i <= POST_BUCKET_SIZE; i++)
        a = core_post(core, KNOWN, joined(core, tokens, FIELDS "&step=check"));
    ok(a.status == 429 && has(a.body, "How do we take part?"),
       "[12.1] [S48] too many: 429, with the text");
    ok(resp_header(&a.resp, STR("Retry-After")).n > 0, "[S48] and when to try again");
    core->peer = STR("192.0.2.1");
}

static void test_mail_limit(struct core *core)
{
    const char *fields = "name=A&email=often%40example.org&message=Often";
    struct answer a = { 0 };
    for (int i = 0; i < MAIL_UNCONFIRMED_A_DAY; i++)
        a = send_message(core, KNOWN, fields);
    ok(has(core_get(core, str_z(core->arena, a.location), NULL).body, "to your email address"),
       "the third is still confirmed by mail");
    a = send_message(core, KNOWN, fields);
    is_i64(a.status, 303, "[S6] the fourth message of a day is taken");
    is_i64(core_count(core, "SELECT count(*) FROM message WHERE email = 'often@example.org'"),
           4, "[S6] and kept");
    is_i64(
        core_count(core, "SELECT count(*) FROM outbox WHERE to_address = 'often@example.org'"),
        3, "[S6] but its address is not written to again");
    ok(!has(core_get(core, str_z(core->arena, a.location), NULL).body, "We send the reference"),
       "[S6] nor is that promised");
}

/* --- a report --- */

#define REPORT "/partnerships/inverclyde/report"

static void test_report(struct core *core)
{
    struct answer a = core_get(core, REPORT, NULL);
    ok(a.status == 200 && has(a.body, "value=\"wrong_person\"") &&
           has(a.body, "value=\"wrong_number\"") && has(a.body, "value=\"broken_link\"") &&
           has(a.body, "value=\"other\""),
       "[1.11] what is wrong can be chosen");
    a = core_fill(core, REPORT, "details=&email=x");
    ok(a.status == 422 && has(a.body, "href=\"#what\">Select what is wrong<") &&
           has(a.body, "href=\"#details\"") && has(a.body, "href=\"#email\""),
       "[8.3] errors are linked to their fields");
    core_mails(core); /* those of the tests before */
    a = core_fill(core, REPORT,
                  "what=broken_link&details=The+page+moved&email=finder%40example.org");
    is_i64(a.status, 303, "[1.11] a report is sent");
    is_i64(core_count(core,
                      "SELECT count(*) FROM correction_report WHERE state = 'new' AND what = "
                      "'broken_link'"),
           1, "[1.11] and kept with its state");
    struct str reference = core_text(core, "SELECT reference FROM correction_report");
    ok(has(core_get(core, str_z(core->arena, a.location), NULL).body,
           str_z(core->arena, reference)),
       "[1.11] its reference is shown");
    struct str all = core_mails(core), desk = mail_to(all, "desk@cj.example"),
               office = mail_to(all, MAILBOX), finder = mail_to(all, "finder@example.org");
    ok(has(desk, "A link does not work") && has(desk, "The page moved") &&
           has(desk, "result: finder@example.org"),
       "[1.11] the people who run the site are told, and whom to answer");
    ok(has(office, "The page moved") && !has(office, "finder@"),
       "[1.11] the partnership is told, without that address");
    ok(has(finder, str_z(core->arena, reference)) && !has(finder, "The page moved"),
       "[1.11] [S6] the reporter gets the reference and nothing that was typed");
    a = core_fill(core, "/partnerships/fife/report", "what=other&details=No+answer");
    is_i64(a.status, 303, "[1.11] without an address too");
    all = core_mails(core);
    ok(has(mail_to(all, "desk@cj.example"), "They gave no email address"), "and said so");
}

/* --- nothing of it leaks --- */

static void test_quiet(struct core *core)
{
    struct str path = str_printf(core->arena, "%.*s/log", STR_ARG(core->dir));
    FILE *in = fopen(str_z(core->arena, path), "r");
    char *log = arena_alloc(core->arena, 1 << 20);
    struct str all = { log, in ? fread(log, 1, 1 << 20, in) : 0 };
    if (in)
        fclose(in);
    ok(all.n > 100 && has(all, "mail.sent"), "the log tells that mails were sent");
    ok(!has(all, "@") && !has(all, "Mairi") && !has(all, "take part"),
       "[S45] without an address, a name or a word of them");
    ok(has(all, "refused code=") && has(all, " source=") && !has(all, "192.0.2."),
       "[S45] refusals with a source that is nobody's address");
    is_i64(core_count(core,
                      "SELECT count(*) FROM audit WHERE detail LIKE '%@%' OR object_id LIKE "
                      "'%@%'"),
           0, "[S41] nor does the record hold one");
}

int main(void)
{
    struct core *core = core_start_with(with_contact);
    test_form(core);
    test_errors(core);
    test_pasted(core);
    test_check(core);
    test_send(core);
    test_copy(core);
    test_operator(core);
    test_marks(core);
    core_restart(core);
    test_once(core);
    test_guards(core);
    test_unexpected(core);
    core_restart(core); /* a full bucket of posts for each group */
    test_bucket(core);
    test_mail_limit(core);
    test_report(core);
    test_quiet(core);
    core_stop(core);
    test_not_offered();
    return done_testing();
}
