/* test_invited_papers.c: the papers and the question sheet of an invited-only consultation: for
 * who has opened an invitation's link, and for nobody else (3.13). */
#include "tests/core/body_help.h"
#include "tests/core/core_people.h"
#include "tests/consultation_help.h"

#include "app/house.h"

#define MORNING_S 1795345200 /* 22 November 2026, 11:00 */
#define BOUNDARY "sample-boundary"

static const char *const options[] = {
    "--contact-mail", "desk@cj.example", "--limit-posts", "0", "--limit-pages", "0", NULL
};
static struct core *core;
static struct someone fife, angus, guest = { .cookie = NULL };
static struct consultation x, other;
static int64_t plan, easy_read;

static const char *at(const struct consultation *of, const char *ending)
{
    return str_z(core->arena,
                 str_printf(core->arena, "/consultations/%.*s%s", STR_ARG(of->slug), ending));
}

static const char *desk(const char *ending)
{
    return str_z(core->arena, str_printf(core->arena, "/coordinator%s", at(&x, ending)));
}

static const char *paper(int64_t id, const char *ending)
{
    return str_z(core->arena, str_printf(core->arena, "%s/%lld%s", at(&x, "/invited/papers"),
                                         (long long)id, ending));
}

static void field(struct buf *b, const char *name, struct str value)
{
    buf_printf(b, "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n",
               name);
    buf_str(b, value);
    buf_lit(b, "\r\n");
}

/* A paper that is a file alone, as the coordinator adds it. */
static void add_file(void)
{
    struct str page = core_get_as(core, &fife, desk("/papers/new")).body;
    struct buf *b = buf_in(core->arena, 65536);
    field(b, "csrf", between(page, "name=\"csrf\" value=\"", "\""));
    field(b, "form_id", between(page, "name=\"form_id\" value=\"", "\""));
    field(b, "kind", STR("easy_read"));
    field(b, "title", STR("Sample easy read"));
    field(b, "of", str_printf(core->arena, "%lld", (long long)plan));
    buf_lit(b, "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"file\"; "
               "filename=\"of-a-person.txt\"\r\nContent-Type: text/plain\r\n\r\nSample words "
               "in a file\r\n--" BOUNDARY "--\r\n");
    struct str headers = str_printf(core->arena,
                                    "%s\nSec-Fetch-Site: same-origin\nContent-Type: "
                                    "multipart/form-data; boundary=" BOUNDARY,
                                    fife.cookie);
    clock_set_s(clock_now_s() + 60);
    struct answer a =
        core_ask(core, "POST", desk("/papers/new"), str_z(core->arena, headers), buf_view(b));
    is_i64(a.status, 303, "a paper with a file");
    easy_read = core_count(core, "SELECT max(id) FROM consultation_document");
}

static struct consultation invited_only(struct help_asks *h, const char *title)
{
    struct consultation c = help_consultation(h, "fife", title);
    int64_t section = help_section(h, &c, "Your views", false);
    (void)help_question(h, &c, section,
                        (struct help_ask){ .type = "long", .title = "What is missing?" });
    c.is_invited_only = true;
    c.overview = STR("Sample overview apart");
    help_change(h, &c);
    return c;
}

static void set_up(void)
{
    struct help_asks h = help_asks(app_store(core->app), core->worker->db_all, core->arena);
    x = invited_only(&h, "A sample plan apart");
    other = invited_only(&h, "Another sample plan apart");
    plan = help_document(&h, &x, "Sample draft", "Words of the sample draft.");
    add_file();
    help_publish(&h, &x);
    help_publish(&h, &other);
    struct body b = body_help_sample("Sample body");
    b.contact_email = STR("body@example.org");
    int64_t body = body_help_add(core, b, "fife");
    core_sign_in(core, &fife);
    struct str tag = str_printf(core->arena, "query=&action=tag&step=do&tag=Asked&body=%lld",
                                (long long)body);
    is_i64(core_fill_as(core, &fife, "/coordinator/bodies", str_z(core->arena, tag)).status,
           303, "an organisation has a tag");
    tag = core_text(core, "SELECT 'tag-' || id FROM body_tag");
    struct answer a = core_get_as(
        core, &fife,
        str_z(core->arena, str_printf(core->arena, "%s%.*s",
                                      desk("/invitations/new?choose=yes&to="), STR_ARG(tag))));
    const char *check = str_z(core->arena, a.location);
    struct str tick = str_printf(core->arena, "x=1&body=%lld", (long long)body);
    is_i64(core_fill_as(core, &fife, check, str_z(core->arena, tick)).status, 303, "invited");
    struct str mail = core_mail_to(core, "body@example.org");
    struct str key = str_sub(between(mail, "/invited/", "\n"), 0, 26);
    struct str link = str_printf(core->arena, "/invited/%.*s", STR_ARG(key));
    a = core_fill(core, str_z(core->arena, link), "do=open");
    ok(a.status == 303 && core_take_cookie(core, &guest, &a), "the link is open in a browser");
}

static void test_for_the_invited(void)
{
    struct answer a = core_get_as(core, &guest, at(&x, "/invited"));
    ok(a.status == 200 && has(a.body, "Sample overview apart") &&
           has(a.body, "What is missing?") && has(a.body, paper(plan, "\"")),
       "[3.13] who opened an invitation's link reads what is asked, and finds the papers");
    ok(has(resp_header(&a.resp, STR("Cache-Control")), "no-store") && !has(a.body, "Preview"),
       "nothing of it is kept, and it is no preview");
    a = core_get_as(core, &guest, paper(plan, ""));
    ok(a.status == 200 && has(a.body, "Words of the sample draft."), "[3.13] reads a paper");
    a = core_get_as(core, &guest, paper(easy_read, "/file"));
    ok(a.status == 200 && has(a.body, "Sample words in a file"), "[3.13] and its file");
    ok(has(resp_header(&a.resp, STR("Content-Disposition")), "easy") &&
           !has(resp_header(&a.resp, STR("Content-Disposition")), "of-a-person"),
       "by the title of the paper");
    a = core_get_as(core, &guest, at(&x, "/invited/questions"));
    ok(a.status == 200 && has(a.body, "What is missing?") &&
           has(a.body, at(&x, "/invited/questions.odt")),
       "[3.11] [3.13] the question sheet");
    a = core_get_as(core, &guest, at(&x, "/invited/questions.txt"));
    ok(a.status == 200 && has(a.body, "What is missing?"), "[3.11] [3.13] as text");
    a = core_get_as(core, &guest, at(&x, "/invited/questions.odt"));
    ok(a.status == 200 && str_starts(a.body, STR("PK")), "[3.11] [3.13] as a document");
    ok(has(core_get_as(core, &guest, at(&x, "/respond")).body, at(&x, "/invited\"")),
       "[3.13] the form leads to the papers");
    ok(core_get_as(core, &fife, paper(plan, "")).status == 200,
       "[S10] coordinators of those who ask read them");
}

static const char *const endings[] = { "/invited", "/invited/questions",
                                       "/invited/questions.txt", "/invited/questions.odt" };

static void is_refused(const struct someone *who, const char *path, const char *what)
{
    struct answer a = who ? core_get_as(core, who, path) : core_get(core, path, NULL);
    ok(a.status == 403 && has(a.body, "Open the link in your invitation") &&
           !has(a.body, "What is missing?") && !has(a.body, "Sample overview") &&
           !has(a.body, "Words of the sample"),
       "[S10] %s: %s", what, path);
}

static void test_for_nobody_else(void)
{
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        is_refused(NULL, at(&x, endings[i]), "nobody without an invitation");
        is_refused(&angus, at(&x, endings[i]), "no other partnership's coordinator");
        is_refused(&guest, at(&other, endings[i]), "the link opens its own consultation alone");
    }
    is_refused(NULL, paper(plan, ""), "no paper");
    is_refused(NULL, paper(easy_read, "/file"), "no file");
    is_refused(NULL, paper(99999, ""), "nor is it told which papers there are");
    is_refused(&angus, paper(easy_read, "/file"), "no file for others");
    struct str open = str_printf(core->arena, "/documents/%lld", (long long)plan);
    is_i64(core_get(core, str_z(core->arena, open), NULL).status, 404,
           "[3.13] the public address of a paper shows nothing");
    open = str_printf(core->arena, "%s/%lld", at(&other, "/invited/papers"), (long long)plan);
    is_i64(core_get_as(core, &fife, str_z(core->arena, open)).status, 404,
           "[S10] nor does another consultation's");
}

/* One for everybody has public pages; a draft and one taken back have none. */
static void test_states(void)
{
    struct help_asks h = help_asks(app_store(core->app), core->worker->db_all, core->arena);
    other.is_invited_only = false;
    help_change(&h, &other);
    struct answer a = core_get(core, at(&other, "/invited"), NULL);
    ok(a.status == 303 && has(a.location, at(&other, "")), "one for everybody is public");
    struct consultation draft = invited_only(&h, "A sample draft apart");
    is_i64(core_get_as(core, &fife, at(&draft, "/invited")).status, 404,
           "a draft is not shown");
}

int main(void)
{
    core = core_start_with(options);
    clock_set_s(MORNING_S);
    fife = core_person(core, "fife", "coordinator", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    set_up();
    core_sign_in(core, &fife);
    core_sign_in(core, &angus);
    test_for_the_invited();
    test_for_nobody_else();
    test_states();
    core_stop(core);
    return done_testing();
}
