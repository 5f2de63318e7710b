/*
 * test_moderation.c: a coordinator reads the answers of those who agreed, keeps, shortens or
 * withholds each; a second person releases; everybody reads what is left; consent taken back
 * takes it down everywhere.
 */
#include "tests/consultation_help.h"
#include "tests/core/body_help.h"
#include "tests/core/core_people.h"
#include "tests/response_help.h"

#include "app/house.h"
#include "core/base/hash.h"
#include "core/base/rand.h"
#include "modules/people/link_session.h"
#include "core/base/buf.h"

#define WORDS                                                                                  \
    "Ask Sample Jones of Leven, jones@example.org or 01333 555 777. Jones knows KY8 4AB well."

static const char *const options[] = {
    "--contact-mail", "desk@cj.example", "--limit-posts", "0", "--limit-pages", "0", NULL
};
static struct core *core;
static struct help_asks h;
static struct consultation x;
static struct someone one, two, foreign;
static int64_t q_long;
static struct str named, nameless, refused; /* receipts */
static const char *queue, *list, *nameless_link;

static const char *text_of(const char *format, ...) __attribute__((format(printf, 1, 2)));
static const char *text_of(const char *format, ...)
{
    va_list ap;
    struct buf *b = buf_in(core->arena, 4096);
    va_start(ap, format);
    buf_vprintf(b, format, ap);
    va_end(ap);
    return str_z(core->arena, buf_view(b));
}
#define text(format, s) text_of(format, STR_ARG(s))

static int64_t count(const char *sql)
{
    return core_count(core, sql);
}

static const char *link_path; /* of the last response that was sent */

static struct str send(const char *name, const char *choice, const char *words)
{
    const struct response_answer answer = { .question_id = q_long,
                                            .wording = 1,
                                            .value = str_from(words) };
    struct response_new new = help_response(x.id, name, &answer);
    struct str key = rand_key(core->arena);
    new.response.publish_choice = str_from(choice);
    new.key = link_key_hash(key);
    new.has_key = true;
    link_path = text("/r/%.*s", key);
    return help_response_add(h.store, h.a, &new, h.now_s);
}

static void set_up(void)
{
    core = core_start_with(options);
    h = help_asks(core->app->store, core->worker->db_all, core->arena);
    x = help_consultation(&h, "fife", "A sample draft plan");
    q_long = help_question(&h, &x, help_section(&h, &x, "Your views", false),
                           (struct help_ask){ .type = "long", .title = "What is missing?" });
    help_publish(&h, &x);
    body_help_add(core, body_help_sample("Sample Trust"), "fife");
    one = core_person(core, "one", "coordinator", "fife");
    two = core_person(core, "two", "coordinator", "fife");
    foreign = core_person(core, "foreign", "coordinator", "angus");
    named = send("Sample Jones", "publish_with_name", WORDS);
    nameless = send("Sample other", "publish_anonymous", "=Help with work by Sample Trust.");
    nameless_link = link_path;
    refused = send("Sample third", "do_not_publish", "Marked words of a refusal");
    queue = text("/coordinator/consultations/%.*s/moderation", x.slug);
    list = text("/consultations/%.*s/responses", x.slug);
}

static void close_it(void)
{
    x.closes_at_s = h.now_s - 60;
    help_change(&h, &x);
}

static const char *redact(struct str receipt)
{
    return text("/coordinator/responses/%.*s/redact", receipt);
}

static struct str hidden(struct str page, const char *ending)
{
    const char *before =
        str_z(core->arena,
              str_printf(core->arena, "name=\"q%lld_%s\" value=\"", (long long)q_long, ending));
    return between(page, before, "\"");
}

/* The form of the one answer, with what the page says was seen. */
static struct answer decide(const struct someone *who, struct str receipt, const char *fields)
{
    struct answer a = core_get_as(core, who, redact(receipt));
    struct str version = hidden(a.body, "version"), seen = hidden(a.body, "seen");
    struct str form =
        str_printf(core->arena, "q%lld_version=%.*s&q%lld_seen=%.*s&%s", (long long)q_long,
                   STR_ARG(version), (long long)q_long, STR_ARG(seen), fields);
    return core_fill_as(core, who, redact(receipt), str_z(core->arena, form));
}

static const char *way(const char *choice, const char *rest)
{
    return str_z(core->arena, str_printf(core->arena, "do=save&q%lld=%s%s", (long long)q_long,
                                         choice, rest));
}

static const char *way_cuts(const char *passages)
{
    long long q = q_long;
    return str_z(core->arena,
                 str_printf(core->arena,
                            "do=save&q%lld=remove&q%lld_cuts=%s&q%lld_reason=identifies", q, q,
                            passages, q));
}

static void test_before_closing(void)
{
    struct answer a = core_get_as(core, &one, queue);
    ok(a.status == 200 && has(a.body, "The consultation closes at"),
       "[3.43] before it closes the queue says when answers are read");
    a = core_get_as(core, &one, redact(named));
    ok(a.status == 200 && has(a.body, "The consultation is open"), "[3.43] and so the page");
    close_it();
}

static void test_queue(void)
{
    struct answer a = core_get_as(core, &one, queue);
    ok(a.status == 200 && has(a.body, "2 answers") && has(a.body, "=Help with work"),
       "[3.43] the answers of those who agreed wait");
    ok(!has(a.body, "Marked words"), "[S53] (ASVS 14.2.6) and of nobody else");
    ok(has(a.body, "jones@example.org") && has(a.body, "email address") &&
           has(a.body, "phone number") && has(a.body, "postcode") &&
           has(a.body, "name of the sender") && has(a.body, "name in the register"),
       "[3.45] with what may tell who somebody is");
    a = core_get_as(core, &one, text("%.*s?hints=yes", str_from(queue)));
    ok(has(a.body, "1 answer") && !has(a.body, "=Help with work"),
       "[3.45] those with hints alone");
    ok(core_get_as(core, &foreign, queue).status == 404,
       "[S53] another partnership's coordinator finds nothing");
    ok(core_get_as(core, &foreign, redact(named)).status == 404, "[S53] nor a response");
    a = core_get_as(core, &one, redact(refused));
    ok(a.status == 200 && has(a.body, "Nothing of this response can be published") &&
           !has(a.body, "Marked words"),
       "[S53] of a refusal there is nothing to decide");
}

static void test_redact(void)
{
    struct answer a = decide(&one, named, way("remove", ""));
    ok(a.status == 422 && has(a.body, "Enter the words to remove") &&
           has(a.body, "Select a reason"),
       "[3.44] without words and reason: errors at the answer");
    a = decide(&one, named, way_cuts("Smith"));
    ok(a.status == 422 && has(a.body, "does not hold"), "[3.44] words that stand nowhere");
    a = decide(&one, named, way_cuts("jones%40example.org%0D%0Ajones%0D%0A01333+555+777"));
    ok(a.status == 303, "[3.44] parts removed");
    is_str(core_text(core, "SELECT public_text FROM moderation"),
           "Ask Sample [removed: could identify a person] of Leven, [removed: could identify a "
           "person] or [removed: could identify a person]. [removed: could identify a person] "
           "knows KY8 4AB well.",
           "[3.44] [S53] wherever they stand");
    is_str(core_text(core, "SELECT value FROM answer WHERE value LIKE 'Ask%'"), WORDS,
           "[3.44] [B.16] the original is untouched");
    a = core_get_as(core, &one, redact(named));
    ok(has(a.body, "<del>") && has(a.body, "[removed: could identify a person] knows") &&
           has(a.body, "Sample one"),
       "[3.44] before and after side by side, and who did it");
    a = decide(&one, named, way("undo", ""));
    ok(a.status == 303 && count("SELECT count(*) FROM moderation") == 0 &&
           count("SELECT count(*) FROM moderation_change WHERE kind = 'undone'") == 1,
       "[3.44] undone, and logged");
    decide(&one, named, way_cuts("jones%0D%0Ajones%40example.org%0D%0A01333+555+777"));
}

static void test_two_at_once(void)
{
    struct answer a = core_get_as(core, &two, redact(named));
    struct str tokens = core_tokens(core, a.body);
    struct str version = hidden(a.body, "version"), seen = hidden(a.body, "seen");
    decide(&one, named,
           way_cuts("jones%0D%0Ajones%40example.org%0D%0A01333+555+777%0D%0Aleven"));
    a = core_post_as(
        core, &two, redact(named),
        str_z(core->arena, str_printf(core->arena, "%.*s&q%lld_version=%.*s&q%lld_seen=%.*s&%s",
                                      STR_ARG(tokens), (long long)q_long, STR_ARG(version),
                                      (long long)q_long, STR_ARG(seen), way("keep", ""))));
    ok(a.status == 409 && has(a.body, "Someone else decided on this") &&
           count("SELECT count(*) FROM moderation WHERE state = 'redacted'") == 1,
       "[S26] who was overtaken is told, and nothing is stored");
}

static void test_release(void)
{
    const char *release = text("/coordinator/consultations/%.*s/release", x.slug);
    struct answer a = core_fill_as(core, &one, queue, "do=two&two=yes");
    ok(a.status == 303, "[3.43] two persons are asked for");
    a = core_get_as(core, &one, release);
    ok(has(a.body, "You decided on some of these yourself") && !has(a.body, "name=\"answer\""),
       "[S53] who decided cannot release");
    a = core_get_as(core, &two, release);
    struct str key = str_printf(core->arena, "answer=%.*s",
                                STR_ARG(between(a.body, "name=\"answer\" value=\"", "\"")));
    a = core_fill_as(core, &one, release, text("%.*s&do=release", key));
    ok(a.status == 409 && count("SELECT count(*) FROM moderation WHERE released_at_s IS NOT "
                                "NULL") == 0,
       "[S53] nor by sending the form all the same");
    decide(&one, named, way_cuts("jones%40example.org"));
    a = core_fill_as(core, &two, release, text("%.*s&do=release", key));
    ok(a.status == 409 && has(a.body, "Nothing is released") &&
           has(a.body, "[removed: could identify a person] or 01333 555 777") &&
           count("SELECT count(*) FROM moderation WHERE released_at_s IS NOT NULL") == 0,
       "[S53] [S26] decided otherwise since it was shown: not released, and shown anew");
    decide(&one, named, way("undo", ""));
    decide(&one, named, way_cuts("leven"));
    a = core_fill_as(core, &two, release, text("%.*s&do=release", key));
    ok(a.status == 409 &&
           count("SELECT count(*) FROM moderation WHERE released_at_s IS NOT NULL") == 0,
       "[S53] [S26] nor undone and decided again, whatever its version is then");
    decide(&one, named, way_cuts("jones%0D%0Ajones%40example.org%0D%0A01333+555+777"));
    a = core_get_as(core, &two, release);
    key = str_printf(core->arena, "answer=%.*s",
                     STR_ARG(between(a.body, "name=\"answer\" value=\"", "\"")));
    a = core_fill_as(core, &two, release, text("%.*s&do=back", key));
    ok(a.status == 422 && has(a.body, "Enter why"), "[S53] sent back with a reason");
    a = core_fill_as(core, &two, release, text("%.*s&do=release", key));
    ok(a.status == 303 && count("SELECT count(*) FROM moderation WHERE released_at_s IS NOT "
                                "NULL") == 1,
       "[S53] another person releases");
    core_fill_as(core, &one, queue, "do=two&two=no");
}

static void test_bulk_and_publish(void)
{
    struct answer a = core_get_as(core, &one, queue);
    struct str key = between(a.body, "name=\"answer\" value=\"", "\"");
    a = core_fill_as(core, &one, queue, text("do=bulk&answer=%.*s&way=withhold", key));
    ok(a.status == 422 && has(a.body, "Select a reason"), "[12.2] one reason for all");
    a = core_fill_as(core, &one, queue, text("do=bulk&answer=%.*s&way=keep", key));
    ok(a.status == 303 &&
           count("SELECT count(*) FROM moderation_change WHERE is_bulk = 1") == 1,
       "[12.2] several are decided at once");
    ok(has(core_get(core, list, NULL).body, "No responses can be read here yet"),
       "[3.46] before publication nothing is read");
    a = core_fill_as(core, &one, queue, "do=publish");
    ok(a.status == 303 && count("SELECT count(*) FROM published_answer") == 2,
       "[S53] published by a button");
}

static struct answer data(const char *ending)
{
    return core_get(core, text("%.*s", str_printf(core->arena, "%s%s", list, ending)), NULL);
}

static void test_public(void)
{
    struct answer a = core_get(core, list, NULL);
    ok(a.status == 200 && has(a.body, "2 responses") && has(a.body, "Sample Jones") &&
           has(a.body, "[removed: could identify a person]"),
       "[3.46] the list holds those who agreed");
    ok(!has(a.body, "jones@example.org") && !has(a.body, "Marked") &&
           !has(a.body, "Sample other"),
       "[S54] (ASVS 8.2.3) and nothing of the others");
    a = data("?q=help");
    ok(has(a.body, "Showing 1 to 1 of 1") && !has(a.body, "Leven"), "[3.46] by words");
    a = data("?q=marked");
    ok(has(a.body, "No response fits"), "[S54] (ASVS 8.2.3) not by words that were refused");
    a = data("?kind=organisation");
    ok(has(a.body, "No response fits"), "[3.46] by kind");
    a = data("/1");
    ok(a.status == 200 && has(a.body, "Response 1"), "[3.46] each has its address");
    ok(data("/3").status == 404, "[3.46] a number that was never given");
    a = data(".csv");
    ok(a.status == 200 && has(a.body, "\"'=Help with work by Sample Trust.\""),
       "[3.49] [S7] (ASVS 1.2.10) as CSV that no spreadsheet calculates");
    a = data(".json");
    ok(a.status == 200 && has(a.body, "\"answer\":\"=Help with work by Sample Trust.\"") &&
           !has(a.body, "Marked"),
       "[3.49] and as JSON");
    a = core_get(core, "/moderation-policy", NULL);
    ok(a.status == 200 && has(a.body, "Where no choice was made, we do not publish"),
       "[12.4] the rules are public, and the safe setting is the default");
    ok(core_get_as(core, &one, text("%.*s.csv", str_from(queue))).status == 404,
       "[12.5] [S24] the log is asked for by a button, not by a link");
    struct someone fresh = core_person(core, "fresh", "coordinator", "fife");
    a = core_fill_as(core, &one, queue, "do=log");
    ok(a.status == 303 &&
           count("SELECT count(*) FROM audit WHERE action = 'moderation.export'") == 0,
       "[S19] who signed in long ago shows first that it is them");
    a = core_fill_as(core, &fresh, queue, "do=log");
    ok(a.status == 200 && has(a.body, "\"redacted\",\"identifies\"") && !has(a.body, "Leven"),
       "[12.5] the log as CSV holds no words of answers");
    ok(count("SELECT count(*) FROM audit WHERE action = 'moderation.export'") == 1,
       "[12.5] [S24] that it was taken is recorded");
}

static void test_taken_back(void)
{
    struct answer a;
    const char *no = str_z(
        core->arena,
        str_printf(core->arena, "/%lld",
                   (long long)count("SELECT no FROM published_response WHERE name <> ''")));
    a = core_get_as(core, &one, text("/coordinator/responses/%.*s", named));
    struct str version = between(a.body, "name=\"version\" value=\"", "\"");
    a = core_fill_as(core, &one, text("/coordinator/responses/%.*s/counting", named),
                     text("version=%.*s&counting=not_valid&words=Sent+by+mistake", version));
    ok(a.status == 303, "it counts no longer");
    a = core_get(core, list, NULL);
    ok(!has(a.body, "Leven") && !has(a.body, "Sample Jones") && has(a.body, "1 response"),
       "[3.47] taken down from the list, and its count, at once");
    ok(data(no).status == 410, "[3.47] 410 at its address");
    ok(!has(data(".csv").body, "knows") && !has(data(".json").body, "knows"),
       "[3.47] [B.15] and from the files");
    ok(count("SELECT count(*) FROM moderation_change WHERE kind = 'consent_changed'") == 1,
       "[3.47] logged");
}

/* Who sent it does it with the private link. */
static void test_taken_back_by_link(void)
{
    struct someone author = { .cookie = NULL };
    struct answer a = core_fill(core, nameless_link, "");
    ok(a.status == 303 && core_take_cookie(core, &author, &a), "the private link opens");
    a = core_fill_as(core, &author, "/r/open/publish", "publish=publish_with_name");
    ok(a.status == 422, "[3.47] after closing no more can be published");
    a = core_fill_as(core, &author, "/r/open/publish", "publish=do_not_publish");
    ok(a.status == 303, "[3.47] but less");
    a = core_get(core, list, NULL);
    ok(has(a.body, "No responses can be read here yet") && !has(a.body, "Help with"),
       "[3.47] consent taken back by the private link: gone from the list at once");
    ok(!has(data(".csv").body, "Help with") && data("/1").status == 410 &&
           data("/2").status == 410,
       "[3.47] from the file and its address");
    ok(count("SELECT count(*) FROM response WHERE counting = 'valid'") == 2,
       "[3.47] what was received stands");
}

int main(void)
{
    set_up();
    test_before_closing();
    test_queue();
    test_redact();
    test_two_at_once();
    test_release();
    test_bulk_and_publish();
    test_public();
    test_taken_back();
    test_taken_back_by_link();
    core_stop(core);
    return done_testing();
}
