/*
 * test_mend.c: whose answer is withheld or cut is told with the reason, once, and may send
 * other words for publication; they are decided like any other; the public counts.
 */
#include "tests/consultation_help.h"
#include "tests/core/core_people.h"
#include "tests/response_help.h"

#include "app/house.h"
#include "core/base/buf.h"
#include "core/base/hash.h"
#include "core/base/rand.h"
#include "modules/people/link_session.h"

#define FIRST_WORDS "Ask Marked Jones of Leven about the bus."
#define OTHER_WORDS "Ask the driver about the bus."
#define DAY_S 86400

static const char *const options[] = {
    "--contact-mail", "desk@cj.example", "--limit-posts", "0", "--limit-pages", "0", NULL
};
static struct core *core;
static struct help_asks h;
static struct consultation x;
static struct someone one, two, author;
static int64_t q_long;
static struct str told, untold;
static const char *queue, *list, *redact_told, *redact_untold, *old_link;

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

static int64_t count(const char *sql)
{
    return core_count(core, sql);
}

static struct str send(const char *name, const char *email, const char *words)
{
    const struct response_answer answer = { .question_id = q_long,
                                            .wording = 1,
                                            .value = str_from(words) };
    struct response_new new = help_response(x.id, name, &answer);
    struct str key = rand_key(core->arena);
    new.response.publish_choice = STR("publish_anonymous");
    new.response.may_contact = true;
    new.response.respondent.email = str_from(email);
    new.key = link_key_hash(key);
    new.has_key = true;
    old_link = text_of("/r/%.*s", STR_ARG(key));
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
    one = core_person(core, "one", "coordinator", "fife");
    two = core_person(core, "two", "coordinator", "fife");
    untold = send("Sample third", "", "Words of nobody to be told");
    told = send("Sample Jones", "author@example.org", FIRST_WORDS);
    x.closes_at_s = h.now_s - 60;
    help_change(&h, &x);
    queue = text_of("/coordinator/consultations/%.*s/moderation", STR_ARG(x.slug));
    list = text_of("/consultations/%.*s/responses", STR_ARG(x.slug));
    redact_told = text_of("/coordinator/responses/%.*s/redact", STR_ARG(told));
    redact_untold = text_of("/coordinator/responses/%.*s/redact", STR_ARG(untold));
}

static struct str hidden(struct str page, const char *ending)
{
    return between(page, text_of("name=\"q%lld_%s\" value=\"", (long long)q_long, ending),
                   "\"");
}

/* The form of the one answer as it stands, filled in. */
static const char *form_of(struct str page, const char *way, const char *rest)
{
    struct str version = hidden(page, "version"), seen = hidden(page, "seen");
    long long q = q_long;
    return text_of("q%lld_version=%.*s&q%lld_seen=%.*s&do=save&q%lld=%s%s", q, STR_ARG(version),
                   q, STR_ARG(seen), q, way, rest);
}

static struct answer decide(const struct someone *who, const char *redact, const char *way,
                            const char *rest)
{
    struct answer a = core_get_as(core, who, redact);
    return core_fill_as(core, who, redact, form_of(a.body, way, rest));
}

static const char *because(const char *reason)
{
    long long q = q_long;
    return text_of("&q%lld_reason=%s&q%lld_note=Please+leave+out+the+name", q, reason, q);
}

/* --- telling --- */

static void test_to_be_told(void)
{
    struct answer a = core_get_as(core, &one, queue);
    ok(has(a.body, "Nobody is to be told now"), "[12.3] nothing is decided: nobody is told");
    decide(&one, redact_told, "withhold", because("identifies"));
    decide(&one, redact_untold, "withhold", because("offensive"));
    a = core_get_as(core, &one, queue);
    ok(has(a.body, "1 author is to be told") && has(a.body, "1 author cannot be told"),
       "[12.3] who can be told, and who cannot");
    a = core_get_as(core, &one, redact_untold);
    ok(has(a.body, "Nobody can be told"), "[12.3] a response without address says so");
    a = core_fill_as(core, &one, redact_untold, "do=tell");
    ok(a.status == 409 && count("SELECT count(*) FROM outbox") == 0,
       "[12.3] and a form that was kept tells nobody");
    a = core_fill(core, old_link, "");
    ok(a.status == 303 && core_take_cookie(core, &author, &a), "the first link opens");
    a = core_get_as(core, &author, "/r/open");
    ok(!has(a.body, "not published as you wrote"), "[12.3] before the mail nothing is said");
    a = core_get_as(core, &author, "/r/open/mend");
    ok(a.status == 200 && !has(a.body, "Jones") && has(a.body, "nothing here that you have"),
       "[12.3] nor on the page itself");
}

static void test_told(void)
{
    struct answer a = core_fill_as(core, &one, queue, "do=tell");
    ok(a.status == 303, "[12.3] Tell the author now");
    is_i64(count("SELECT count(*) FROM outbox WHERE kind = 'mail/response_moderated' AND "
                 "to_address = 'author@example.org'"),
           1, "[12.3] one mail for the response");
    struct str mail = core_text(core, "SELECT body FROM outbox");
    ok(has(mail, "It could identify a person") && has(mail, "Please leave out the name") &&
           has(mail, "Not published"),
       "[12.3] with the reason and the coordinator's words");
    ok(!has(mail, "Jones") && !has(mail, "bus"), "[S6] and nothing that the author typed");
    ok(core_get(core, old_link, NULL).status == 404, "[S51] the link before opens nothing");
    core_fill_as(core, &one, queue, "do=tell");
    is_i64(count("SELECT count(*) FROM outbox"), 1, "[12.3] told once");
    struct str link = between(mail, "/r/", "\n");
    a = core_fill(core, text_of("/r/%.*s", STR_ARG(link)), "");
    ok(a.status == 303 && core_take_cookie(core, &author, &a), "[12.3] the link of the mail");
    a = core_get_as(core, &author, "/r/open");
    ok(has(a.body, "/r/open/mend"), "[12.3] leads to the response, which says more");
    a = core_get_as(core, &author, "/r/open/mend");
    ok(has(a.body, FIRST_WORDS) && has(a.body, "It could identify a person") &&
           has(a.body, "Please leave out the name") && has(a.body, "Other words for everybody"),
       "[12.3] what is not published, why, and until when it can be mended");
}

/* --- mending --- */

static const char *mended_form(struct str page, const char *words)
{
    struct str version = hidden(page, "version");
    return text_of("q%lld_version=%.*s&q%lld=%s", (long long)q_long, STR_ARG(version),
                   (long long)q_long, words);
}

static struct answer mend(const char *words)
{
    struct answer a = core_get_as(core, &author, "/r/open/mend");
    return core_fill_as(core, &author, "/r/open/mend", mended_form(a.body, words));
}

static void test_mended(void)
{
    struct answer a = mend("Ask+Marked+Jones+of+Leven+about+the+bus.");
    ok(a.status == 422 && has(a.body, "Change the words"),
       "[12.3] the same words are no others");
    struct answer shown = core_get_as(core, &one, redact_told);
    a = mend("Ask+the+driver+about+the+bus.");
    ok(a.status == 303, "[12.3] other words are sent");
    is_str(core_text(core, "SELECT value FROM answer WHERE value LIKE 'Ask%'"), FIRST_WORDS,
           "[12.3] [B.16] the answer stays as it was sent");
    is_i64(
        count("SELECT count(*) FROM moderation_change WHERE kind = 'mended' AND by_account IS "
              "NULL AND changed_at_s % 86400 = 0"),
        1, "[12.5] [S41] logged, with the day");
    a = core_post_as(core, &one, redact_told,
                     text_of("%.*s&%s", STR_ARG(core_tokens(core, shown.body)),
                             form_of(shown.body, "withhold", because("offensive"))));
    ok(a.status == 409 && has(a.body, OTHER_WORDS),
       "[S26] who decides while they come is told, and reads them");
    a = core_get_as(core, &one, text_of("%s?state=mended", queue));
    ok(has(a.body, "1 answer") && has(a.body, "Mended by the author") &&
           has(a.body, OTHER_WORDS) && has(a.body, FIRST_WORDS),
       "[12.3] they wait in the queue, beside the first ones");
    a = core_get_as(core, &one, "/coordinator");
    ok(has(a.body, "Answers mended by their authors"), "[12.3] and among what is to do");
    ok(!has(core_get(core, list, NULL).body, "driver"), "[S53] nothing is published by itself");
}

static void test_refused_and_again(void)
{
    struct answer a = decide(&one, redact_told, "withhold", because("offensive"));
    ok(a.status == 303 &&
           count("SELECT count(*) FROM moderation_change WHERE kind = 'mend_refused'") == 1,
       "[12.3] other words are not taken");
    a = mend("Ask+the+driver.");
    ok(a.status == 409 &&
           count("SELECT count(*) FROM moderation_mend WHERE state = 'waiting'") == 0,
       "[S26] the author's page says that it changed");
    core_fill_as(core, &one, redact_told, "do=tell");
    is_i64(count("SELECT count(*) FROM outbox WHERE kind = 'mail/response_moderated'"), 2,
           "[12.3] decided anew, told anew");
    struct str mail =
        core_text(core, "SELECT body FROM outbox ORDER BY queued_at_s DESC LIMIT 1");
    struct str link = between(mail, "/r/", "\n");
    a = core_fill(core, text_of("/r/%.*s", STR_ARG(link)), "");
    core_take_cookie(core, &author, &a);
    a = mend("Ask+the+driver+about+the+bus.");
    ok(a.status == 303, "[12.3] and mended anew");
}

/* --- two persons, publishing --- */

static void test_released_and_published(void)
{
    const char *release = text_of("/coordinator/consultations/%.*s/release", STR_ARG(x.slug));
    core_fill_as(core, &one, queue, "do=two&two=yes");
    struct answer a = decide(&one, redact_told, "mend", "");
    ok(a.status == 303 &&
           count("SELECT count(*) FROM moderation_change WHERE kind = 'mend_taken'") == 1,
       "[12.3] other words are taken");
    core_fill_as(core, &one, queue, "do=publish");
    ok(!has(core_get(core, list, NULL).body, "driver"), "[S53] a second person releases them");
    a = core_get_as(core, &two, release);
    ok(has(a.body, OTHER_WORDS) && !has(a.body, "Jones"), "[S53] who reads the mended words");
    struct str key = between(a.body, "name=\"answer\" value=\"", "\"");
    a = core_fill_as(core, &two, release,
                     text_of("answer=%.*s&do=back&words=Not+yet", STR_ARG(key)));
    ok(a.status == 303 &&
           count("SELECT count(*) FROM moderation_mend WHERE state = 'waiting'") == 1,
       "[S53] sent back: the author's words are not lost, they wait");
    decide(&one, redact_told, "mend", "");
    a = core_get_as(core, &two, release);
    key = between(a.body, "name=\"answer\" value=\"", "\"");
    a = core_fill_as(core, &two, release, text_of("answer=%.*s&do=release", STR_ARG(key)));
    ok(a.status == 303, "[S53] released");
    core_fill_as(core, &one, queue, "do=publish&tell=yes");
    a = core_get(core, list, NULL);
    ok(has(a.body, OTHER_WORDS) && !has(a.body, "Jones") && has(a.body, "mended by the author"),
       "[12.3] [S54] published as mended and marked, and never the first words");
}

static void test_counts(void)
{
    struct answer a = core_get(core, list, NULL);
    ok(has(a.body, "<dt>words mended by the author</dt><dd>1</dd>") &&
           has(a.body, "<dt>not published: offensive</dt><dd>1 to 4</dd>") &&
           has(a.body, "<dt>not published: live court case</dt><dd>0</dd>"),
       "[12.5] [S55] what was kept, mended and withheld, small numbers hidden");
    a = core_get(core, "/moderation-policy", NULL);
    ok(has(a.body, "<dt>not published: offensive</dt><dd>1 to 4</dd>"),
       "[12.5] and of all consultations on the page of the rules");
    is_i64(count("SELECT count(*) FROM moderation_count WHERE n BETWEEN 1 AND 4"), 0,
           "[S55] no public row holds a small number");
}

/* --- what ends it --- */

static void test_consent_ends_it(void)
{
    struct answer a = core_fill_as(core, &author, "/r/open/publish", "publish=do_not_publish");
    ok(a.status == 303, "[3.47] consent is taken back");
    ok(!has(core_get(core, list, NULL).body, "driver"), "[3.47] mended words go at once");
    a = core_get_as(core, &author, "/r/open/mend");
    ok(has(a.body, "nothing to mend") && !has(a.body, "<textarea"),
       "[3.47] and nothing is mended");
}

static void test_time_is_over(void)
{
    struct str late = send("Sample fourth", "late@example.org", "Marked words of one more");
    const char *redact = text_of("/coordinator/responses/%.*s/redact", STR_ARG(late));
    core_fill_as(core, &one, queue, "do=two&two=no");
    decide(&one, redact, "withhold", because("identifies"));
    core_fill_as(core, &one, redact, "do=tell");
    struct str mail =
        core_text(core, "SELECT body FROM outbox ORDER BY queued_at_s DESC LIMIT 1");
    struct str link = between(mail, "/r/", "\n");
    clock_set_s(clock_now_s() + (int64_t)29 * DAY_S);
    struct answer a = core_fill(core, text_of("/r/%.*s", STR_ARG(link)), "");
    core_take_cookie(core, &author, &a);
    a = core_get_as(core, &author, "/r/open/mend");
    ok(a.status == 200 && has(a.body, "could be sent until") && !has(a.body, "<textarea"),
       "[12.3] after 28 days the page says so");
    a = core_fill_as(core, &author, "/r/open/mend", mended_form(a.body, "Late"));
    ok(a.status == 409 &&
           count("SELECT count(*) FROM moderation_mend WHERE words = 'Late'") == 0,
       "[12.3] and takes nothing");
}

int main(void)
{
    set_up();
    test_to_be_told();
    test_told();
    test_mended();
    test_refused_and_again();
    test_released_and_published();
    test_counts();
    test_consent_ends_it();
    test_time_is_over();
    core_stop(core);
    return done_testing();
}
