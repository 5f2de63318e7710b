/* Answering a consultation: sending once and in time, what stands afterwards, the way back, and
 * that nothing tells who an anonymous response came from. */
#include "core/base/rand.h"
#include "core/web/arrival.h"
#include "tests/core/respond_help.h"
#include "tests/tap.h"

static struct answer send(struct someone *who)
{
    return fill(who, at("/check"), "");
}

static void test_sent(void)
{
    struct someone who = begin();
    answer_all(&who);
    struct answer page = see(&who, at("/check"));
    struct str tokens = core_tokens(core, page.body);
    struct answer a = core_post_as(core, &who, at("/check"), str_z(core->arena, tokens)),
                  again = core_post_as(core, &who, at("/check"), str_z(core->arena, tokens));
    ok(leads_to(&a, at("/sent?r=")), "[3.14] it is sent");
    ok(again.status == 303 && str_eq(again.location, a.location),
       "[S50] (ASVS 2.3.3, 2.3.4, 15.4.2) sent twice: the first answer again");
    is_i64(core_count(core, "SELECT count(*) FROM response"), 1, "and one response");
    struct answer sent = see(&who, str_z(core->arena, a.location)),
                  reload = see(&who, str_z(core->arena, a.location));
    struct str receipt = core_text(core, "SELECT receipt FROM response");
    ok(has(sent.body, str_z(core->arena, receipt)) && has(sent.body, "Response sent"),
       "[3.17] the receipt number stands there");
    ok(has(sent.body, "We see it every day") && has(sent.body, "Is the draft clear?"),
       "[3.17] with the full answers to keep");
    ok(str_starts(sent.type, STR("text/html")) && has(sent.body, "<h1") &&
           has(sent.body, "<h2>Your response</h2>") && has(sent.body, "<dt ") &&
           has(sent.body, "data-print") && !has(sent.body, ".pdf"),
       "[8.5] the receipt is a page with headings and lists, to keep or print");
    ok(has(sent.body, "/r/") && has(sent.body, "/partnerships/fife/subscribe"),
       "[3.17] the private link, and a way to hear of the results");
    ok(!has(sent.body, "Under 25"), "[9.6] without what is kept apart");
    ok(str_eq(between(reload.body, "<strong>", "</strong>"),
              between(sent.body, "<strong>", "</strong>")),
       "a reload shows the same");
    struct someone stranger = browser();
    a = see(&stranger, str_z(core->arena, a.location));
    ok(a.status == 303, "[S51] in another browser the address opens nothing");
    is_i64(core_count(core, "SELECT count(*) FROM response_draft_field"), 0,
           "the draft's words are gone");
    is_i64(core_count(core, "SELECT count(*) FROM answer"), 2, "what was answered is there");
    is_str(core_text(core, "SELECT publish_choice || ' ' || publish_wording || ' ' || "
                           "privacy_version FROM response"),
           "publish_anonymous 1 1", "[3.23] with the choice, its wording and the notice");
    is_i64(core_count(core, "SELECT count(*) FROM equality_answer"), 1,
           "[9.6] the equality answer in a table of its own");
    is_i64(core_count(core, "SELECT count(*) FROM outbox"), 0, "and no mail to anybody");
}

static void test_mail(void)
{
    struct someone who = begin();
    answer_all(&who);
    fill(&who, at("/you"), "name=&email=receipt%40example.org");
    core_mails(core);
    send(&who);
    struct str mail = core_mail_to(core, "receipt@example.org");
    ok(has(mail, "Your receipt number: FIF-") && has(mail, "/r/"),
       "[3.17] by mail the number and the link");
    ok(!has(mail, "We see it every day"),
       "[S6] (ASVS 1.3.11) and not the answers, which were not asked for");
    who = begin();
    answer_all(&who);
    fill(&who, at("/you"), "name=&email=copy%40example.org&copy=yes");
    send(&who);
    mail = core_mail_to(core, "copy@example.org");
    ok(has(mail, "We see it every day") && !has(mail, "Under 25"),
       "[S6] where it was ticked, the full copy, without what is kept apart");
}

static void test_way_back(void)
{
    struct someone who = begin(), other = browser();
    fill_q(&who, q_first, "yes");
    struct answer a = fill(&who, at("/save"), "do=show");
    a = see(&who, str_z(core->arena, a.location));
    struct str shown = between(a.body, "/r/", "</code>");
    ok(shown.n == KEY_SIGNS, "[3.15] the link is shown to write down, without an address");
    core_mails(core);
    a = fill(&who, at("/save"), "email=back%40example.org");
    ok(leads_to(&a, at("/save?r=")), "[3.15] or mailed");
    struct str key =
        str_sub(between(core_mail_to(core, "back@example.org"), "/r/", "\n"), 0, KEY_SIGNS);
    a = core_get(core, z_printf("/r/%.*s", STR_ARG(shown)), NULL);
    ok(a.status == 404, "[S51] a new link takes the place of the one before");
    const char *link = z_printf("/r/%.*s", STR_ARG(key));
    a = see(&other, link);
    ok(a.status == 200 && has(a.body, "Open my answers") && !a.location.n,
       "[S51] it shows one button");
    a = fill(&other, link, "");
    ok(leads_to(&a, at("")) && !has(a.location, str_z(core->arena, key)),
       "[S51] whose POST leads to an address without the key");
    a = see(&other, q_at(q_first));
    ok(has(a.body, "value=\"yes\" checked"), "[3.15] the answers are there, on another device");
    a = see(&who, q_at(q_first));
    ok(has(a.body, "value=\"yes\" checked"), "and still in the first browser");
    fill(&who, at("/save"), "email=back%40example.org");
    fill(&who, at("/save"), "email=back%40example.org");
    a = fill(&who, at("/save"), "email=back%40example.org");
    a = see(&who, str_z(core->arena, a.location));
    ok(has(a.body, "3 emails from us today"), "[S6] no more than 3 a day to one address");
    a = fill(&who, at("/save"), "email=");
    ok(a.status == 422 && has(a.body, "Enter an email address, or show the link instead"),
       "[8.3] no address: what to do");
}

static void test_no_cookie(void)
{
    struct someone who = browser();
    struct answer a = fill(&who, at(""), "");
    struct someone refused = browser();
    a = see(&refused, str_z(core->arena, a.location));
    ok(has(a.body, "Your browser does not keep our cookie") && has(a.body, "/r/"),
       "[3.15] a refused cookie: said so, with the link to write down");
}

static void test_autosave(void)
{
    struct someone who = begin();
    struct answer a = see(&who, q_at(q_long));
    struct str token = between(a.body, "data-autosave-token=\"", "\"");
    const char *path = z_printf("%s/draft", q_at(q_long));
    a = core_post_as(core, &who, path,
                     z_printf("csrf=%.*s&no=5&q%lld=New", STR_ARG(token), (long long)q_long));
    ok(a.status == 200 && has(a.body, "\"Saved "), "[3.15] the script saves, and says when");
    a = core_post_as(core, &who, path,
                     z_printf("csrf=%.*s&no=4&q%lld=Old", STR_ARG(token), (long long)q_long));
    ok(a.status == 200 && has(a.body, "\"saved\":\"\""),
       "[S25] (ASVS 3.5.1, 2.3.4) a lower number is dropped");
    a = see(&who, q_at(q_long));
    ok(has(a.body, "New</textarea>"), "the newer words stand");
    a = core_post_as(core, &who, path, z_printf("no=9&q%lld=Forged", (long long)q_long));
    ok(a.status == 403, "[S25] without its token nothing is saved");
}

static void move_closing(int64_t closes_at_s)
{
    struct consultation now;
    if (consultation_load(core->worker->db_all, core->arena, asked.id, &now) != OK)
        die("no consultation");
    now.closes_at_s = closes_at_s;
    h.now_s = clock_now_s();
    help_change(&h, &now);
    asked = now;
}

static void test_closing(void)
{
    const int64_t closes = clock_now_s() + 7200;
    int64_t before = core_count(core, "SELECT count(*) FROM response");
    struct someone in_time = begin(), in_grace = begin(), late = begin();
    answer_all(&in_time);
    answer_all(&in_grace);
    answer_all(&late);
    struct answer a = see(&in_time, at("/check"));
    struct str tokens = core_tokens(core, a.body);
    struct answer b = see(&in_grace, at("/check"));
    struct str grace_tokens = core_tokens(core, b.body);
    move_closing(closes);
    clock_set_s(closes - 1);
    a = core_post_as(core, &in_time, at("/check"), str_z(core->arena, tokens));
    ok(leads_to(&a, at("/sent")), "[S52] (ASVS 2.3.2, 2.4.1) a second before closing: in time");
    clock_set_s(closes + 899);
    a = see(&late, at("/you"));
    ok(a.status == 200, "[S52] begun before closing, its pages stay open for 15 minutes");
    a = core_post_as(core, &in_grace, at("/check"), str_z(core->arena, grace_tokens));
    ok(leads_to(&a, at("/sent")), "[S52] and it is sent in time");
    struct someone stranger = browser();
    a = see(&stranger, at(""));
    ok(has(a.body, "This consultation has closed") && has(a.body, "Results are due by"),
       "[3.2] whoever comes now finds it closed, with the date of results");
    clock_set_s(closes + 900);
    a = fill(&late, at("/check"), "");
    is_i64(core_count(core, "SELECT count(*) FROM response"), before + 2,
           "[S52] after the 15 minutes it is late");
    a = see(&late, at(""));
    ok(has(a.body, "Your answers were not sent") && has(a.body, "/respond/late"),
       "the answers are kept, with the way to ask that they are taken late");
    move_closing(clock_now_s() + 27 * (int64_t)HELP_DAY_S);
}

/* A send that we refused for load comes back with its place. */
static void test_refused(void)
{
    const int64_t closes = clock_now_s() + 7200;
    int64_t before = core_count(core, "SELECT count(*) FROM response");
    struct someone who = begin(), forger = begin();
    answer_all(&who);
    answer_all(&forger);
    struct str page = see(&who, at("/check")).body, tokens = core_tokens(core, page),
               others = core_tokens(core, see(&forger, at("/check")).body);
    struct req req = { .arrived_at_s = closes - 1 };
    struct ctx c = { .arena = core->arena,
                     .form_key = &core->app->form_key,
                     .req = &req,
                     .form_id = between(page, "name=\"form_id\" value=\"", "\"") };
    struct str place = arrival_seal(&c);
    move_closing(closes);
    clock_set_s(closes + 5000);
    struct answer a =
        core_post_as(core, &forger, at("/check"),
                     z_printf("%.*s&arrived=%.*s", STR_ARG(others), STR_ARG(place)));
    is_i64(core_count(core, "SELECT count(*) FROM response"), before,
           "[S52] another form's place helps nobody");
    a = core_post_as(core, &who, at("/check"),
                     z_printf("%.*s&arrived=%.*s", STR_ARG(tokens), STR_ARG(place)));
    ok(leads_to(&a, at("/sent")),
       "[S52] refused for load in time, sent again after closing: in time");
    move_closing(clock_now_s() + 27 * (int64_t)HELP_DAY_S);
}

/* 30 drafts from one address, then one a minute; what they send is not counted. */
static void test_limits(void)
{
    struct someone who[31];
    struct answer a = { 0 };
    core_stop(core);
    start_respond_with(NULL);
    for (size_t i = 0; i < 31; i++) {
        who[i] = browser();
        a = core_get(core, at(""), NULL);
        struct str tokens = core_tokens(core, a.body);
        clock_set_s(clock_now_s() + 60);
        a = core_post(core, at(""), str_z(core->arena, tokens));
        core_take_cookie(core, &who[i], &a);
    }
    ok(!who[30].cookie && a.status == 429 && has(a.body, "name=\"arrived\""),
       "[S48] (ASVS 2.4.1, 6.3.1) 30 drafts from one address, and the form comes back");
    ok(who[29].cookie != NULL, "[S48] the thirtieth was begun");
    struct str page = see(&who[0], at("/check")).body, tokens = core_tokens(core, page);
    int64_t refused = 0;
    for (size_t i = 0; i < 200; i++) {
        a = core_post_as(core, &who[0], at("/check"), str_z(core->arena, tokens));
        refused += a.status == 429;
    }
    is_i64(refused, 0, "[S48] final sends of one address are not counted");
}

/* --- nothing tells whose an anonymous response is --- */

static struct str core_file(const char *path)
{
    struct buf *out = buf_in(core->arena, 1024 * 1024);
    FILE *f = fopen(path, "r");
    for (int c; f && (c = getc(f)) != EOF;)
        buf_char(out, (char)c);
    if (f)
        fclose(f);
    return buf_view(out);
}

/* The columns of a table of schema.sql, as one text expression. */
static struct str columns_of(struct str create)
{
    struct buf *out = buf_in(core->arena, 8192);
    struct str line;
    while (str_cut(&create, '\n', &line)) {
        struct str word, kind;
        line = str_trim(line);
        if (!str_cut(&line, ' ', &word) || !(word.p[0] >= 'a' && word.p[0] <= 'z'))
            continue;
        str_cut(&line, ' ', &kind);
        if (str_starts(kind, STR("TEXT")) || str_starts(kind, STR("INTEGER")) ||
            str_starts(kind, STR("BLOB")))
            buf_printf(out, "%scoalesce(CAST(\"%.*s\" AS TEXT), '')",
                       out->n ? " || ' ' || " : "", STR_ARG(word));
    }
    return buf_view(out);
}

/* No row of another table holds the id or the receipt number of a response. */
static void look_for_response(struct str name, struct str columns, struct str id)
{
    static const char own[] = " response respondent answer response_text response_band ";
    bool is_own = has(str_from(own), z_printf(" %.*s ", STR_ARG(name)));
    int64_t n = core_count(
        core,
        z_printf("SELECT count(*) FROM \"%.*s\" WHERE instr(' ' || %.*s || ' ', ' %.*s ') "
                 "> 0 OR instr(%.*s, (SELECT receipt FROM response LIMIT 1)) > 0",
                 STR_ARG(name), STR_ARG(columns), STR_ARG(id), STR_ARG(columns)));
    ok(is_own ? n >= 0 : n == 0, "[9.5] [S41] %.*s names no response (%d)", STR_ARG(name),
       (int)n);
}

static void test_anonymous(void)
{
    struct str id = core_text(core, "SELECT CAST(id AS TEXT) FROM response LIMIT 1");
    struct str rest = core_file("schema.sql"), part, name;
    size_t at, n = 0;
    while ((at = str_find(rest, STR("\nCREATE TABLE "))) != STR_NONE) {
        rest = str_sub(rest, at + sizeof "\nCREATE TABLE " - 1, rest.n);
        size_t end = str_find(rest, STR("\n) STRICT"));
        part = str_sub(rest, 0, end == STR_NONE ? rest.n : end + 1);
        str_cut(&part, ' ', &name);
        struct str columns = columns_of(part);
        n += columns.n > 0;
        if (columns.n)
            look_for_response(name, columns, id);
    }
    ok(n > 80, "[9.5] every table was looked at (%zu)", n);
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'response.send' AND "
                            "at_s % 86400 <> 0"),
           0, "[S41] (ASVS 16.2.1, 16.3.1) a record of sending holds the day and no time");
    is_i64(core_count(core, "SELECT count(*) FROM response WHERE length(received_on) = 10 AND "
                            "length(entered_on) = 10"),
           1, "[9.5] a response holds no time finer than the day");
}

/* Ids are random: in no table does their order follow that of sending. */
static int64_t is_later(const char *sql, struct str one, struct str other)
{
    return core_count(core, z_printf("SELECT (%s '%.*s') > (%s '%.*s')", sql, STR_ARG(one), sql,
                                     STR_ARG(other)));
}

static void test_order(void)
{
    static struct str receipt[12];
    int64_t responses = 0, answers = 0;
    for (size_t i = 0; i < 12; i++) {
        struct someone who = begin();
        answer_all(&who);
        struct answer a = send(&who);
        a = see(&who, str_z(core->arena, a.location));
        receipt[i] = between(a.body, "<strong>", "</strong>");
    }
    for (size_t i = 1; i < 12; i++) {
        responses +=
            is_later("SELECT rowid FROM response WHERE receipt =", receipt[i], receipt[i - 1]);
        answers += is_later("SELECT min(a.rowid) FROM answer a JOIN response r ON r.id = "
                            "a.response_id WHERE r.receipt =",
                            receipt[i], receipt[i - 1]);
    }
    ok(responses > 0 && responses < 11, "[9.5] the order of responses tells nothing (%d)",
       (int)responses);
    ok(answers > 0 && answers < 11, "[9.5] nor does that of their answers (%d)", (int)answers);
}

int main(void)
{
    start_respond();
    test_sent();
    test_anonymous();
    test_mail();
    test_way_back();
    test_no_cookie();
    test_autosave();
    test_order();
    test_closing();
    test_refused();
    test_limits();
    core_stop(core);
    return done_testing();
}
