/* test_second.c: two people read a sample: drawn by lot, neither sees the other's choice, how
 * far they agree, what is settled, and the file with all of it. */
#include "app/house.h"
#include "modules/analysis/agreement.h"
#include "modules/analysis/sample.h"
#include "modules/responses/response.h"
#include "tests/consultation_help.h"
#include "tests/core/core_people.h"
#include "tests/response_help.h"

#define AT "/coordinator/consultations/a-sample-draft-plan/coding"
#define READ AT "/read"
#define SECOND AT "/second"
#define N_ANSWERS 8

static struct core *core;
static struct someone fife, analyst, third, angus;
static struct consultation x;
static int64_t q_text;
static const char *housing, *buses;

static int64_t count(const char *sql)
{
    return core_count(core, sql);
}

/* Saves what is on the desk as that person, with the hidden fields of the page. */
static struct answer save(const struct someone *who, const char *at, const char *fields)
{
    struct str page = core_get_as(core, who, at).body;
    struct str all = str_printf(core->arena, "answer=%.*s&version=%.*s&seen=%.*s&do=next%s",
                                STR_ARG(between(page, "name=\"answer\" value=\"", "\"")),
                                STR_ARG(between(page, "name=\"version\" value=\"", "\"")),
                                STR_ARG(between(page, "name=\"seen\" value=\"", "\"")), fields);
    return core_fill_as(core, who, at, str_z(core->arena, all));
}

static const char *theme(const char *name)
{
    struct str sql = str_printf(
        core->arena, "SELECT '&theme=' || id FROM theme WHERE name = '%s' /*scan*/", name);
    return str_z(core->arena, core_text(core, str_z(core->arena, sql)));
}

static const char *desk_of(int64_t answer_id, const char *layer)
{
    return str_z(core->arena, str_printf(core->arena, READ "?answer=%lld&layer=%s",
                                         (long long)answer_id, layer));
}

static int64_t nth_answer(int n)
{
    struct str sql = str_printf(
        core->arena, "SELECT id FROM answer ORDER BY id LIMIT 1 OFFSET %d /*scan*/", n);
    return count(str_z(core->arena, sql));
}

static void make_consultation(void)
{
    struct help_asks h = help_asks(app_store(core->app), core->worker->db_all, core->arena);
    x = help_consultation(&h, "fife", "A sample draft plan");
    int64_t views = help_section(&h, &x, "Your views", false);
    q_text = help_question(&h, &x, views,
                           (struct help_ask){ .type = "long", .title = "What is missing?" });
    help_publish(&h, &x);
}

static void add_response(const char *words)
{
    const struct response_answer answer[] = {
        { .question_id = q_text, .wording = 1, .value = str_from(words) }
    };
    struct response_new one = help_response(x.id, "Sample Person", answer);
    one.n_answers = 1;
    one.response.counting = STR("valid");
    one.response.areas = STR("fife");
    ok(help_response_add(app_store(core->app), core->arena, &one, clock_now_s()).n > 0,
       "a response");
}

/* --- the figures, against values worked out by hand --- */

static void test_figures(void)
{
    int64_t k = 0;
    struct agreement a = { 20, 5, 10, 15 }; /* the textbook's: po 0.70, pe 0.50 */
    is_i64(agreement_per_cent(&a), 70, "[3.37] 35 of 50 alike");
    ok(agreement_kappa(&a, &k) && k == 40, "[3.37] kappa 0.40");
    a = (struct agreement){ 45, 15, 25, 15 };
    ok(agreement_kappa(&a, &k) && k == 13, "[3.37] kappa 0.1304 is 0.13");
    a = (struct agreement){ 25, 35, 5, 35 };
    ok(agreement_kappa(&a, &k) && k == 26, "[3.37] the same share alike, kappa 0.2593 is 0.26");
    a = (struct agreement){ 1, 4, 4, 1 };
    ok(agreement_kappa(&a, &k) && k == -60, "[3.37] less than chance: -0.60");
    a = (struct agreement){ 3, 0, 0, 5 };
    ok(agreement_kappa(&a, &k) && k == 100 && agreement_per_cent(&a) == 100,
       "[3.37] full agreement");
    a = (struct agreement){ 0, 3, 0, 5 };
    ok(!agreement_kappa(&a, &k), "[3.37] the second never chose it: not defined");
    a = (struct agreement){ 4, 0, 4, 0 };
    ok(!agreement_kappa(&a, &k), "[3.37] the second always did: not defined");
    a = (struct agreement){ 0 };
    ok(!agreement_kappa(&a, &k) && agreement_per_cent(&a) == 0, "[3.37] nothing read");
}

/* --- drawing --- */

static void test_draw(void)
{
    struct answer a = core_get_as(core, &analyst, SECOND);
    ok(a.status == 200 && has(a.body, "from those that are not in the sample yet"),
       "[3.37] before a sample is drawn");
    is_i64(core_get_as(core, &angus, SECOND).status, 404, "[S10] not another area's");
    a = core_fill_as(core, &analyst, SECOND, "do=draw&n=many&question=0");
    ok(a.status == 422 && has(a.body, "from 1 to 500") && has(a.body, "value=\"many\""),
       "[3.37] no number: said beside the field, and kept");
    a = core_fill_as(core, &analyst, SECOND, "do=draw&n=3&question=0");
    is_i64(a.status, 303, "[3.37] three drawn");
    is_i64(count("SELECT count(*) /*scan*/ FROM answer_sample"), 3, "[3.37] three");
    is_i64(core_fill_as(core, &analyst, SECOND, "do=take_back").status, 303, "taken back");
    is_i64(count("SELECT count(*) /*scan*/ FROM answer_sample"), 0, "[3.37] none");
    is_i64(core_fill_as(core, &analyst, SECOND, "do=draw&n=500&question=0").status, 303,
           "more than there are");
    is_i64(count("SELECT count(*) /*scan*/ FROM answer_sample"), N_ANSWERS,
           "[3.37] every one, once");
    a = core_fill_as(core, &analyst, SECOND, "do=draw&n=1&question=0");
    ok(a.status == 422 && has(a.body, "no more answers to draw"), "[3.37] none is left");
}

/* Drawn often enough, each answer comes up: a lot that left one out would be found. */
static void test_lot(void)
{
    int64_t id[SAMPLE_DRAW_MAX];
    int n_times[N_ANSWERS] = { 0 };
    size_t n;
    for (int i = 0; i < 800; i++) {
        ok(!sample_choose(core->worker->db_all, x.id, 0, 2, id, &n) && n == 2 && id[0] != id[1],
           "two of them");
        for (int j = 0; j < N_ANSWERS; j++)
            n_times[j] += id[0] == nth_answer(j) || id[1] == nth_answer(j);
    }
    int least = 800, most = 0;
    for (int j = 0; j < N_ANSWERS; j++) {
        least = n_times[j] < least ? n_times[j] : least;
        most = n_times[j] > most ? n_times[j] : most;
    }
    ok(least > 130 && most < 270, "[3.37] each as often as another (200 times of 800)");
}

/* --- reading --- */

/* first, second: which themes for each answer; "h" housing, "b" buses. */
static const struct {
    const char *first, *second;
} chosen[N_ANSWERS] = { { "h", "h" }, { "h", "h" }, { "h", "" },   { "", "h" },
                        { "", "" },   { "", "" },   { "hb", "h" }, { "", "" } };

static const char *fields_of(const char *letters)
{
    return strcmp(letters, "hb") == 0
               ? str_z(core->arena, str_printf(core->arena, "%s%s", housing, buses))
           : strcmp(letters, "h") == 0 ? housing
                                       : "";
}

static void test_first(void)
{
    for (int i = 0; i < N_ANSWERS; i++)
        is_i64(
            save(&analyst, desk_of(nth_answer(i), "first"), fields_of(chosen[i].first)).status,
            303, "[3.37] the first reads");
    struct answer a = core_get_as(core, &analyst, READ "?layer=second");
    ok(a.status == 200 && has(a.body, "Nothing is left for you"),
       "[3.37] who read them first has none to read a second time");
    a = core_get_as(core, &analyst, desk_of(nth_answer(0), "second"));
    ok(has(a.body, "You have read this answer already") && !has(a.body, "name=\"theme\""),
       "[3.37] nor when asked for by its address");
}

static void test_blind(void)
{
    struct answer a = core_get_as(core, &fife, desk_of(nth_answer(0), "first"));
    ok(a.status == 200 && has(a.body, "not shown until") && !has(a.body, " checked"),
       "[3.37] what the first chose is hidden from others");
    a = core_get_as(core, &fife, READ "?layer=second");
    ok(a.status == 200 && has(a.body, "Second reading.") && !has(a.body, " checked"),
       "[3.37] the second reader sees no choice of the first");
    a = core_get_as(core, &fife, desk_of(nth_answer(0), "agreed"));
    ok(has(a.body, "Two people have not read this answer yet"),
       "[3.37] nothing is settled before both have read it");
    ok(!has(core_get_as(core, &fife, SECOND).body, "How far the two readers agree"),
       "[3.37] no figures before");
}

static void test_second_reads(void)
{
    for (int i = 0; i < N_ANSWERS; i++)
        is_i64(
            save(&fife, desk_of(nth_answer(i), "second"), fields_of(chosen[i].second)).status,
            303, "[3.37] the second reads");
    struct answer a = core_get_as(core, &third, desk_of(nth_answer(0), "second"));
    ok(has(a.body, "Another person is its second reader"), "[3.37] there is one second reader");
    a = core_get_as(core, &fife, desk_of(nth_answer(0), "first"));
    ok(has(a.body, "You have read this answer already"),
       "[3.37] who read it second does not read it first");
    a = core_get_as(core, &third, desk_of(nth_answer(0), "first"));
    ok(has(a.body, "their choices stand"), "[3.37] nor does anybody else change the first");
}

static void test_agreement(void)
{
    struct answer a = core_get_as(core, &third, SECOND);
    /* Housing: both 3, first only 1, second only 1, neither 3; po 6/8, pe 1/2, kappa 0.50.
     * Buses: the second never chose it. */
    ok(has(a.body, "Both have read 8 answers, and gave the same themes to 5 of them"),
       "[3.37] alike in all themes");
    struct str row = between(a.body, "data-label=\"Theme\">Housing<", "</tr>");
    ok(has(row, "data-label=\"Both\" class=\"cj-num\">3<") && has(row, ">75%<") &&
           has(row, ">0.50<"),
       "[3.37] per cent and kappa of a theme");
    row = between(a.body, "data-label=\"Theme\">Buses<", "</tr>");
    ok(has(row, ">88%<") && has(row, "Not defined"), "[3.37] kappa not defined");
    ok(has(a.body, "Answers with different themes: 3") && has(a.body, "To settle"),
       "[3.37] the answers that differ");
}

static void test_settle(void)
{
    const char *of = desk_of(nth_answer(6), "agreed");
    struct answer a = core_get_as(core, &third, of);
    struct str row = between(a.body, "data-label=\"Theme\">Buses", "</tr>");
    ok(a.status == 200 && has(row, "First reader\">Yes<") && has(row, "Second reader\">No<"),
       "[3.37] side by side");
    is_i64((int64_t)count("SELECT count(*) /*scan*/ FROM answer_code WHERE layer = 'agreed'"),
           0, "nothing settled yet");
    is_i64(save(&third, of, buses).status, 303, "[3.37] they settle on buses alone");
    a = core_get_as(core, &third, AT "/frame");
    ok(has(between(a.body, ">Buses</a>", "</tr>"), "\">1<"), "[3.37] buses: one answer");
    ok(has(between(a.body, ">Housing</a>", "</tr>"), "\">3<"),
       "[3.37] housing: three of the first's four, as one was settled otherwise");
    ok(has(core_get_as(core, &third, SECOND).body, ">Settled<"), "[3.37] the list says so");
    a = core_get_as(core, &third, READ "?layer=agreed");
    ok(a.status == 200 && has(a.body, "What the two readers chose"),
       "[3.37] the next difference");
    for (int i = 2; i < 4; i++)
        is_i64(save(&third, desk_of(nth_answer(i), "agreed"), housing).status, 303, "settled");
    a = core_get_as(core, &third, READ "?layer=agreed");
    ok(has(a.body, "Every difference is settled"), "[3.37] until none is left");
}

static void test_export(void)
{
    ok(core_fill_as(core, &angus, AT, "do=csv").status >= 400, "[S10] not another area's");
    int64_t before =
        count("SELECT count(*) /*scan*/ FROM audit WHERE action = 'answer.export'");
    struct answer a = core_fill_as(core, &analyst, AT, "do=csv");
    ok(a.status == 200 && has(a.body, "\"reference\",\"received_on\",\"channel\"") &&
           has(a.body, "\"themes\",\"outcomes\",\"passages\",\"extracts\",\"notes\","),
       "[3.33] columns of their own");
    ok(has(a.body, "\"'=Sample answer") && !has(a.body, "\"=Sample answer"),
       "[S7] a cell that looks like a formula is none");
    ok(has(a.body, "\"yes\",\"Housing; Buses\",\"Housing\"\r\n"),
       "[3.33] [3.37] what each reader chose, and that it is settled");
    ok(!has(a.body, "Sample Person"), "[3.33] no names");
    is_i64(count("SELECT count(*) /*scan*/ FROM audit WHERE action = 'answer.export'"),
           before + 1, "[S41] taking it is on the record");
    is_i64((int64_t)core_fill_as(core, &analyst, AT, "do=other").status, 422, "no such button");
}

int main(void)
{
    static const char *const options[] = { "--limit-posts", "0", "--limit-pages", "0", NULL };
    core = core_start_with(options);
    fife = core_person(core, "fife", "coordinator", "fife");
    analyst = core_person(core, "analyst", "analyst", "fife");
    third = core_person(core, "third", "analyst", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    make_consultation();
    ok(has(core_get_as(core, &analyst, SECOND).body, "There are no answers in words yet"),
       "[3.37] before the first response");
    core_fill_as(core, &fife, AT "/frame", "do=add&name=Housing&definition=A+home");
    core_fill_as(core, &fife, AT "/frame", "do=add&name=Buses&definition=");
    housing = theme("Housing");
    buses = theme("Buses");
    for (int i = 0; i < N_ANSWERS; i++)
        add_response(str_z(core->arena, str_printf(core->arena, "=Sample answer %d.", i)));
    test_figures();
    test_lot();
    test_draw();
    test_first();
    test_blind();
    test_second_reads();
    test_agreement();
    test_settle();
    test_export();
    core_stop(core);
    return done_testing();
}
