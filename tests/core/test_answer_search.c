/* test_answer_search.c: search within answers, words and phrases that stand in many, and
 * cross-tables (3.35). */
#include "app/house.h"
#include "tests/consultation_help.h"
#include "tests/core/core_people.h"
#include "tests/response_help.h"

#define AT "/coordinator/consultations/a-sample-draft-plan/coding"

static struct core *core;
static struct someone fife, analyst, angus;
static struct consultation x;
static int64_t q_text, q_clear;

static struct str get(const char *path)
{
    struct answer a = core_get_as(core, &analyst, path);
    is_i64(a.status, 200, path);
    return a.body;
}

static void make_consultation(void)
{
    struct help_asks h = help_asks(app_store(core->app), core->worker->db_all, core->arena);
    x = help_consultation(&h, "fife", "A sample draft plan");
    int64_t views = help_section(&h, &x, "Your views", false);
    q_text = help_question(&h, &x, views,
                           (struct help_ask){ .type = "long", .title = "What is missing?" });
    q_clear = help_question(&h, &x, views,
                            (struct help_ask){ .type = "one",
                                               .title = "Is it clear?",
                                               .options = "yes\tYes\nno\tNo\n" });
    help_publish(&h, &x);
}

static void add_response(const char *words, const char *who, const char *areas,
                         const char *clear, const char *counting)
{
    const struct response_answer answer[] = {
        { .question_id = q_text, .wording = 1, .value = str_from(words) },
        { .question_id = q_clear, .wording = 1, .value = str_from(clear) },
    };
    struct response_new one = help_response(x.id, "Sample Person", answer);
    one.n_answers = 2;
    one.response.counting = str_from(counting);
    one.response.areas = str_from(areas);
    one.response.who = str_from(who);
    ok(help_response_add(app_store(core->app), core->arena, &one, clock_now_s()).n > 0,
       "a response");
}

static void fill(void)
{
    add_response("A bed on release. Buses stop at six!", "individual", "fife", "yes", "valid");
    add_response("Beds on  release, please", "individual", "fife;angus", "no", "valid");
    add_response("Dùn Dè has no bed on\nrelease <script>alert(1)</script>", "organisation",
                 "angus", "no", "valid");
    add_response("More buses. Stop waste", "group", "", "yes", "valid");
    add_response("A bed for nobody: marker", "individual", "fife", "yes", "not_valid");
}

static void test_search(void)
{
    struct str body = get(AT "/search");
    ok(has(body, "4 answers of 4 responses"), "[3.35] every answer that counts");
    body = get(AT "/search?q=bed");
    ok(has(body, "3 answers of 3 responses") && has(body, "<mark>bed</mark>") &&
           has(body, "<mark>Beds</mark>"),
       "[3.35] a word finds those that begin with it, marked");
    ok(has(get(AT "/search?q=marker"), "No answer fits"),
       "[3.35] what does not count is not found");
    body = get(AT "/search?q=%22bed+on+release%22");
    ok(has(body, "2 answers of 2 responses"), "[3.35] a phrase, across a line's end");
    ok(has(get(AT "/search?q=dun+de"), "1 answer of 1 response"), "[3.35] without accents");
    ok(has(get(AT "/search?q=bed+buses"), "1 answer of 1 response"), "[3.35] all words");
    body = get(AT "/search?q=script");
    ok(has(body, "1 answer of") && !has(body, "<script>alert"),
       "[S1] what people wrote is text");
    ok(has(get(AT "/search?q=bed&who=organisation"), "1 answer of"), "[3.35] by who answered");
    ok(has(get(AT "/search?area=angus"), "2 answers of"), "[3.35] by council area");
    ok(has(get(AT "/search?theme=none"), "4 answers of"), "[3.35] without a theme");
    is_i64(core_get_as(core, &analyst, AT "/search?theme=77").status, 404, "no such theme");
    is_i64(core_get_as(core, &angus, AT "/search?q=bed").status, 404,
           "[S10] not another area's");
}

static void test_themes(void)
{
    core_fill_as(core, &fife, AT "/frame", "do=add&name=Housing&definition=");
    int64_t theme = core_count(core, "SELECT id FROM theme WHERE name = 'Housing' /*scan*/");
    struct str page = core_get_as(core, &analyst, AT "/read").body;
    const char *fields = str_z(
        core->arena,
        str_printf(core->arena, "answer=%.*s&version=0&seen=%.*s&do=next&theme=%lld",
                   STR_ARG(between(page, "name=\"answer\" value=\"", "\"")),
                   STR_ARG(between(page, "name=\"seen\" value=\"", "\"")), (long long)theme));
    is_i64(core_fill_as(core, &analyst, AT "/read", fields).status, 303, "one is coded");
    const char *at =
        str_z(core->arena, str_printf(core->arena, AT "/search?theme=%lld", (long long)theme));
    ok(has(get(at), "1 answer of 1 response"), "[3.35] by theme");
    ok(has(get(AT "/search?theme=none"), "3 answers of"), "[3.35] and the rest without one");
    struct str body = get(AT "/cross?row=theme&col=who");
    ok(has(body, "Housing") && has(body, "theme="), "[3.35] a theme by who raised it");
}

static void test_words(void)
{
    struct str body = get(AT "/words");
    ok(has(between(body, ">bed</a>", "</tr>"), ">2<"), "[3.35] answers, and not how often");
    ok(has(between(body, ">buses</a>", "</tr>"), ">2<"), "[3.35] a word of two answers");
    ok(has(between(body, ">bed on release</a>", "</tr>"), ">1<") ||
           !has(body, ">bed on release</a>"),
       "[3.35] a phrase that stands once is no phrase");
    ok(!has(body, ">buses stop</a>") && !has(body, ">marker</a>") && !has(body, ">on</a>"),
       "[3.35] phrases end with the sentence; common words and what does not count are left "
       "out");
    ok(has(body, "search?q=%22bed%22"), "[3.35] each leads to the answers");
    body = get(AT "/words?who=group");
    ok(has(body, "No word stands in two answers") && has(body, "of 1 answers"),
       "[3.35] of some answers alone");
}

static void test_cross(void)
{
    struct str body = get(AT "/cross?row=who&col=area");
    ok(has(body, "4 responses count") && has(body, "do not add up"),
       "[3.35] areas are several of a response");
    struct str row = between(body, "<th scope=\"row\">Individual", "</tr>");
    ok(has(row, ">2<"), "[3.35] two individuals");
    struct answer a = core_get_as(
        core, &analyst,
        str_z(core->arena,
              str_printf(core->arena, AT "/cross.csv?row=q%lld&col=area", (long long)q_clear)));
    /* yes: fife 1, none 1; no: fife 1, angus 2 */
    ok(a.status == 200 &&
           has(a.body,
               "\"Is it clear?\",\"Responses\",\"Angus\",\"Fife\",\"No council area\"\r\n"
               "\"No\",\"2\",\"2\",\"1\",\"0\"\r\n\"Yes\",\"2\",\"0\",\"1\",\"1\"\r\n"),
       "[3.35] what was chosen, by council area, as CSV");
    is_i64(core_get_as(core, &analyst, AT "/cross?row=weather").status, 404, "no such side");
    ok(core_get_as(core, &angus, AT "/cross.csv?row=who&col=area").status == 404,
       "[S10] not another area's");
}

int main(void)
{
    static const char *const options[] = { "--limit-posts", "0", "--limit-pages", "0", NULL };
    core = core_start_with(options);
    fife = core_person(core, "fife", "coordinator", "fife");
    analyst = core_person(core, "analyst", "analyst", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    make_consultation();
    fill();
    test_search();
    test_words();
    test_cross();
    test_themes();
    core_stop(core);
    return done_testing();
}
