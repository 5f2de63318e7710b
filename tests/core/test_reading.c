/* test_reading.c: the reading desk: next unread, themes of answers and passages, notes, how far
 * it is, two at once, words that change. */
#include "app/house.h"
#include "modules/analysis/reading.h"
#include "modules/responses/response.h"
#include "tests/consultation_help.h"
#include "tests/core/core_people.h"
#include "tests/response_help.h"

#define AT "/coordinator/consultations/a-sample-draft-plan/coding"
#define WORDS "No bed on release. Nobody told me!\nHousing came first é."

static struct core *core;
static struct someone fife, analyst, angus;
static struct consultation x;
static int64_t q_text, q_other;

static struct str text(const char *sql)
{
    return core_text(core, sql);
}

static int64_t count(const char *sql)
{
    return core_count(core, sql);
}

static const char *with_theme(const char *fields, const char *name, const char *value)
{
    return str_z(core->arena, str_printf(core->arena, "%s&%s=%s", fields, name, value));
}

static const char *id_of(const char *theme)
{
    struct str sql =
        str_printf(core->arena, "SELECT CAST(id AS TEXT) FROM theme WHERE name = '%s'", theme);
    return str_z(core->arena, text(str_z(core->arena, sql)));
}

/* Saves what is on the desk as that person, with the hidden fields of the page. */
static struct answer save(const struct someone *who, const char *at, const char *fields)
{
    struct str page = core_get_as(core, who, at).body;
    struct str all = str_printf(core->arena, "answer=%.*s&version=%.*s&seen=%.*s&%s",
                                STR_ARG(between(page, "name=\"answer\" value=\"", "\"")),
                                STR_ARG(between(page, "name=\"version\" value=\"", "\"")),
                                STR_ARG(between(page, "name=\"seen\" value=\"", "\"")), fields);
    return core_fill_as(core, who, at, str_z(core->arena, all));
}

static void make_consultation(void)
{
    struct help_asks h = help_asks(app_store(core->app), core->worker->db_all, core->arena);
    x = help_consultation(&h, "fife", "A sample draft plan");
    int64_t views = help_section(&h, &x, "Your views", false);
    q_text = help_question(&h, &x, views,
                           (struct help_ask){ .type = "long", .title = "What is missing?" });
    q_other = help_question(&h, &x, views,
                            (struct help_ask){ .type = "one",
                                               .title = "Is it clear?",
                                               .options = "yes\tYes\nno\tNo\n",
                                               .has_other = true });
    help_publish(&h, &x);
}

static void add_response(const char *words, const char *other, const char *counting)
{
    const struct response_answer answer[] = {
        { .question_id = q_text, .wording = 1, .value = str_from(words) },
        { .question_id = q_other,
          .wording = 1,
          .value = *other ? STR("other") : STR("yes"),
          .other = str_from(other) },
    };
    struct response_new one = help_response(x.id, "Sample Person", answer);
    one.n_answers = 2;
    one.response.counting = str_from(counting);
    one.response.areas = STR("fife");
    ok(help_response_add(app_store(core->app), core->arena, &one, clock_now_s()).n > 0,
       "a response");
}

static void test_passages(void)
{
    struct str t = STR(WORDS);
    struct passage s[READING_SENTENCES_MAX], p;
    is_i64((int64_t)reading_sentences(t, s), 3, "[3.32] an answer's sentences");
    ok(str_eq(passage_words(t, s[1]), STR("Nobody told me!")), "[3.32] the second one");
    ok(reading_passage(t, STR(" 2 to 3 "), &p) &&
           str_eq(passage_words(t, p), STR("Nobody told me!\nHousing came first é.")),
       "[3.32] a passage by numbers of its sentences");
    ok(reading_passage(t, STR("told me! Housing came"), &p) &&
           str_eq(passage_words(t, p), STR("told me!\nHousing came")),
       "[3.32] or by its words, with any line ends");
    ok(reading_passage(t, STR("é"), &p) && p.n_chars == 1, "[3.32] in characters, not bytes");
    ok(!reading_passage(t, STR("0"), &p) && !reading_passage(t, STR("3-2"), &p) &&
           !reading_passage(t, STR("4"), &p) && !reading_passage(t, STR("No home"), &p),
       "[3.32] nothing else is one");
}

static void test_empty(void)
{
    struct answer a = core_get_as(core, &fife, AT);
    ok(a.status == 200 && has(a.body, "Coding starts with the first response"),
       "[3.34] before the first response");
    ok(has(core_get_as(core, &fife, AT "/read").body, "Every answer has been read"),
       "[3.34] nothing to read");
    is_i64(core_get_as(core, &angus, AT).status, 404, "[S10] not another area's");
    is_i64(core_get_as(core, &angus, AT "/read").status, 404, "[S10] nor its answers");
}

static void test_desk(void)
{
    struct answer a = core_get_as(core, &analyst, AT);
    ok(has(a.body, "Read: 0 of 3 answers, 0%"),
       "[3.34] counted are answers in words of responses that count");
    a = core_get_as(core, &analyst, AT "/read");
    ok(a.status == 200 && has(a.body, "No bed on release") && has(a.body, "Fife") &&
           !has(a.body, "Sample Person"),
       "[3.32] an analyst reads the answer and its context, and no name");
    ok(!has(a.body, "Left out for lateness"), "[3.34] what does not count is not read");
}

static void test_save(void)
{
    const char *of = str_z(
        core->arena, str_printf(core->arena, AT "/read?question=%lld", (long long)q_text));
    const char *housing = id_of("Housing"), *buses = id_of("Buses");
    struct answer a = save(&analyst, of, "do=next&passage=No+home&note=My+note");
    ok(a.status == 422 && has(a.body, "The passage must be words of this answer") &&
           has(a.body, "No home") && has(a.body, "My note"),
       "[3.32] a passage that is not there: said, and everything typed kept");
    a = save(&analyst, of, with_theme("do=next&passage=", "passage_theme", housing));
    ok(a.status == 422 && has(a.body, "Enter the passage"), "[3.32] themes of no passage");
    is_i64(save(&analyst, of, "do=next&theme=999999").status, 422,
           "[3.32] a theme that is not offered");
    const char *two =
        with_theme("do=stay&passage=2&note=My+note&extract=No+bed", "theme", housing);
    a = save(&analyst, of, with_theme(two, "passage_theme", buses));
    is_i64(a.status, 303, "[3.32] a theme for the answer, another for a passage");
    const char *here = str_z(core->arena, a.location);
    a = core_get_as(core, &analyst, here);
    ok(has(a.body, "Buses: “") && has(a.body, "My note") && has(a.body, "Saved."),
       "[3.32] [3.33] they stand there, with the note and the extract");
    is_i64(count("SELECT count(*) /*scan*/ FROM answer_code WHERE n_chars > 0"), 1,
           "[3.32] one passage");
    a = save(&analyst, here, with_theme("do=next", "theme", housing));
    is_i64(a.status, 303, "[3.32] saved again, the passage's tick taken away");
    is_i64(count("SELECT count(*) /*scan*/ FROM answer_code"), 1, "[3.32] it is gone");
    a = core_get_as(core, &analyst, str_z(core->arena, a.location));
    ok(a.status == 200 && has(a.body, "name=\"version\" value=\"0\""),
       "[3.34] the next unread one");
    a = core_get_as(core, &analyst, AT);
    ok(has(a.body, "1 of 3 answers, 33%") && has(a.body, ">1 of 2<") &&
           has(a.body, ">0 of 1<") && has(a.body, "Sample analyst"),
       "[3.34] the share that is read, and by whom");
}

static void test_two_at_once(void)
{
    struct answer seen = core_get_as(core, &fife, AT "/read");
    struct str id = between(seen.body, "name=\"answer\" value=\"", "\"");
    struct str hash = between(seen.body, "name=\"seen\" value=\"", "\"");
    is_i64(save(&analyst, AT "/read", "do=next").status, 303, "an answer read without a theme");
    const char *fields =
        str_z(core->arena,
              str_printf(core->arena, "answer=%.*s&version=0&seen=%.*s&note=Mine&do=next",
                         STR_ARG(id), STR_ARG(hash)));
    struct answer a = core_fill_as(core, &fife, AT "/read", fields);
    ok(a.status == 409 && has(a.body, "Someone else has read this answer") &&
           has(a.body, "Mine"),
       "[S26] whoever comes second is told, and what was typed stays");
    is_i64(count("SELECT count(*) /*scan*/ FROM answer_reading"), 2, "nothing was stored");
}

struct reword {
    struct response_answer answer[2];
    size_t n;
    int64_t response_id;
};

static enum err reword_fn(struct db *db, void *arg)
{
    struct reword *w = arg;
    const struct response_rewrite to = { .response_id = w->response_id,
                                         .answer = w->answer,
                                         .n_answers = w->n,
                                         .by_role = STR("coordinator"),
                                         .now_s = clock_now_s() };
    enum err e = response_rewrite_answers(db, core->arena, &to);
    return e ? e
             : store_record(db, &(struct store_record){ .actor = STR("cli:0"),
                                                        .action = STR("response.change"),
                                                        .object_kind = STR("consultation"),
                                                        .object_id = STR("1"),
                                                        .at_s = clock_now_s() });
}

static void test_reworded(void)
{
    struct reword w = {
        .answer = { { .question_id = q_text, .wording = 1, .value = STR("Other words now.") } },
        .n = 1
    };
    w.response_id = count("SELECT a.response_id FROM answer_code c JOIN answer a ON a.id = "
                          "c.answer_id LIMIT 1 /*scan*/");
    is_i64(store_write(app_store(core->app), reword_fn, &w), OK, "an answer's words change");
    const char *of = str_z(
        core->arena, str_printf(core->arena, AT "/read?question=%lld", (long long)q_text));
    bool comes_back = false;
    for (int i = 0; i < 2 && !comes_back; i++) {
        struct answer a = core_get_as(core, &analyst, of);
        comes_back = has(a.body, "Other words now") &&
                     has(a.body, "Its words have changed since it was read") &&
                     has(a.body, " checked");
        if (!comes_back)
            is_i64(save(&analyst, of, "do=next").status, 303, "another before it");
    }
    ok(comes_back, "[3.34] an answer whose words change comes back, with its themes ticked");
    w.n = 0;
    is_i64(store_write(app_store(core->app), reword_fn, &w), OK, "it is emptied");
    is_i64(count("SELECT count(*) /*scan*/ FROM answer_code"), 0, "[3.34] no words, no themes");
}

int main(void)
{
    static const char *const options[] = { "--limit-posts", "0", "--limit-pages", "0", NULL };
    core = core_start_with(options);
    fife = core_person(core, "fife", "coordinator", "fife");
    analyst = core_person(core, "analyst", "analyst", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    make_consultation();
    test_passages();
    test_empty();
    core_fill_as(core, &fife, AT "/frame", "do=add&name=Housing&definition=A+home");
    core_fill_as(core, &fife, AT "/frame", "do=add&name=Buses&definition=");
    add_response(WORDS, "Partly clear", "valid");
    add_response("No bed on release. More buses", "", "valid");
    add_response("Left out for lateness", "", "not_valid");
    test_desk();
    test_save();
    test_two_at_once();
    test_reworded();
    core_stop(core);
    return done_testing();
}
