/* test_questions.c: a coordinator builds the questions of a consultation, page by page. */
#include "tests/core/question_help.h"

#define AT "/coordinator/consultations/sample-draft-plan/questions"

static struct consultation x;
static struct someone fife, angus;

static struct answer get(const char *at)
{
    return core_get_as(core, &fife, at);
}

static struct answer fill(const char *at, const char *fields)
{
    return core_fill_as(core, &fife, at, fields);
}

static const char *at_id(const char *format, int64_t id)
{
    return str_z(core->arena, str_printf(core->arena, "%s%lld", format, (long long)id));
}

static const char *more(const char *left, const char *right)
{
    return str_z(core->arena, str_printf(core->arena, "%s%s", left, right));
}

static int64_t newest(const char *table)
{
    return core_count(
        core, str_z(core->arena, str_printf(core->arena, "SELECT max(id) FROM %s", table)));
}

static void test_empty(void)
{
    struct answer a = get(AT);
    is_i64(a.status, 200, "[3.5] the page of a consultation's questions");
    ok(has(a.body, "Add your first question") && has(a.body, "There are no questions yet"),
       "[3.5] says how to begin");
    a = get(AT "/new");
    is_str(a.location, AT "/sections/new", "the first section is named first");
    a = fill(AT "/sections/new", "title=&intro=");
    ok(a.status == 422 && has(a.body, "Enter the name of the section"), "a section has a name");
    a = fill(AT "/sections/new", "title=What+works&intro=About+the+draft");
    is_i64(a.status, 303, "a section is added");
    ok(has(get(AT).body, "What works") &&
           has(get(AT).body, "No questions stand in this section"),
       "and shown, empty");
    is_i64(core_get_as(core, &angus, AT).status, 404, "[S10] another area's coordinator: 404");
    is_i64(core_get(core, AT, NULL).status, 303, "[S9] nobody without signing in");
}

static void test_types(void)
{
    struct answer a = get(AT "/new");
    ok(a.status == 200 && has(a.body, "Choose several") && has(a.body, "method=\"get\""),
       "[3.5] first the type is chosen, without script");
    a = get(AT "/new?go=on");
    ok(a.status == 200 && has(a.body, "There is a problem") &&
           has(a.body, "Select what kind of answer you ask for"),
       "[8.3] going on without one says so");
    a = get(AT "/new?type=paragraph");
    ok(a.status == 200 && has(a.body, "Select what kind of answer"),
       "[3.12] comments on paragraphs are made from papers alone");
    a = get(AT "/new?type=one");
    ok(has(a.body, "Answers to choose from") && !has(a.body, "How many steps?"),
       "[3.5] then its page");
    a = fill(AT "/new?type=one", "type=one&title=&options=Yes");
    ok(a.status == 422 && has(a.body, "Enter the question") &&
           has(a.body, "Enter at least two answers to choose from, one a line"),
       "[3.5] all faults at once");
    ok(has(a.body, ">\nYes</textarea>"), "what was typed is kept");
    a = fill(AT "/new?type=one", "type=one&title=Does+the+draft+fit%3F&options=Yes%0D%0AIn+part"
                                 "%0D%0ANo&other=yes&required=yes");
    is_i64(a.status, 303, "a question to choose one is added");
    a = fill(AT "/new?type=several",
             "type=several&title=Which%3F&options=A%0AB%0AC&least=3&most=2");
    ok(a.status == 422 && has(a.body, "The most must not be smaller than the least"),
       "[3.5] limits are judged");
    a = fill(AT "/new?type=several",
             "type=several&title=Which%3F&options=A%0AB%0AC&least=4&most=5");
    ok(a.status == 422 && has(a.body, "No more than 3 answers are offered"),
       "[3.5] nobody can be asked to choose more than there are");
    a = fill(AT "/new?type=several",
             "type=several&title=Which%3F&options=A%0AB%0AC&least=1&most=2");
    is_i64(a.status, 303, "one to choose several, with limits");
    a = fill(AT "/new?type=scale", "type=scale&title=How+well%3F&steps=1&low=&high=");
    ok(a.status == 422 && has(a.body, "from 2 to 10"), "a scale has steps");
    a = fill(AT "/new?type=scale", "type=scale&title=How+well%3F&steps=5&low=Not+at+all&high="
                                   "Very+well");
    is_i64(a.status, 303, "a scale");
    static const char *const plain[] = { "short", "long", "number", "date", "file" };
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
        struct str fields =
            str_printf(core->arena, "type=%s&title=A+%s+one&hint=Words", plain[i], plain[i]);
        is_i64(fill(more(AT "/new?type=", plain[i]), str_z(core->arena, fields)).status, 303,
               plain[i]);
    }
    a = fill(AT "/new?type=information", "type=information&title=About+you&body=*Read*+this");
    is_i64(a.status, 303, "[3.5] information");
    is_i64((int64_t)question_form_of(x.id).n, 9, "[3.5] nine types of question");
    a = get(AT);
    ok(has(a.body, "Question 8: A file one") && has(a.body, ">About you</h3>"),
       "[3.5] numbered; information has no number");
}

static void test_route(void)
{
    struct question_form f = question_form_of(x.id);
    int64_t first = f.question[0].id;
    struct str route = str_printf(core->arena, "%lld_no", (long long)first);
    struct answer a = get(AT "/new?type=long");
    ok(has(a.body, str_z(core->arena, route)), "[3.5] earlier answers can be asked for");
    struct str fields =
        str_printf(core->arena, "type=long&title=What+is+missing%%3F&only=%.*s&only=%lld_a",
                   STR_ARG(route), (long long)f.question[1].id);
    a = fill(AT "/new?type=long", str_z(core->arena, fields));
    ok(a.status == 422 && has(a.body, "Choose answers of one earlier question only"),
       "[3.5] of one question");
    fields = str_printf(core->arena, "type=long&title=What+is+missing%%3F&only=%.*s",
                        STR_ARG(route));
    is_i64(fill(AT "/new?type=long", str_z(core->arena, fields)).status, 303, "routing");
    ok(has(get(AT).body,
           "Asked only of those who chose No for “Question 1: Does the draft fit?”"),
       "[3.5] said in words");
    a = get(at_id(AT "/", newest("question")));
    ok(has(a.body, more("value=\"", str_z(core->arena, route))) && has(a.body, "checked"),
       "and kept on its page");
    a = fill(at_id(AT "/", first),
             "type=one&title=Does+the+draft+fit%3F&options=Yes%0D%0AIn+part&required=yes");
    ok(a.status == 422 && has(a.body, "is asked only after this answer"),
       "[3.5] an answer that leads somewhere cannot be taken away");
}

static void test_move_and_remove(void)
{
    struct question_form f = question_form_of(x.id);
    struct answer a = fill(AT, at_id("do=up-", f.question[1].id));
    is_i64(a.status, 303, "[3.5] Move up is a button");
    is_i64(question_form_of(x.id).question[0].id, f.question[1].id, "and moves");
    is_i64(fill(AT, "do=sideways-1").status, 422, "nothing else moves");
    a = get(more(at_id(AT "/", f.question[2].id), "/remove"));
    ok(a.status == 200 && has(a.body, "Remove question"), "removal has a page of its own");
    a = fill(more(at_id(AT "/", f.question[2].id), "/remove"), "reason=");
    is_i64(a.status, 303, "a question is removed");
    is_i64((int64_t)question_form_of(x.id).n, 9, "and is gone");
    a = fill(more(at_id(AT "/sections/", f.section[0].id), "/remove"), "reason=");
    ok(a.status == 422 && has(a.body, "This section has questions"), "a full section stays");
    a = fill(AT "/sections/new", "title=About+you&intro=&equality=yes");
    is_i64(a.status, 303, "[9.6] a section of equality questions");
    ok(has(get(AT).body, "the answers are kept apart from the response"), "[9.6] is marked");
    a = fill(at_id(AT "/sections/", newest("question_section")),
             "title=Equality&intro=&equality=yes");
    is_i64(a.status, 303, "a section is renamed");
    is_i64(core_get_as(core, &angus, at_id(AT "/", f.question[0].id)).status, 404,
           "[S10] another area's coordinator changes nothing");
}

/* An answer as stored; how it comes there is tested elsewhere. */
static enum err answer_fn(struct db *db, void *arg)
{
    static const char *const rows[] = {
        "INSERT INTO response (id, consultation_id, receipt, who, areas, represents_n, "
        "gathered, "
        "publish_choice, publish_wording, naming, may_contact, privacy_version, channel, "
        "received_on, entered_on, entered_role, source_ref, was_read_back, confirmed_on, "
        "corrected_on, is_live, handling, counting, counting_reason, late, late_reason, "
        "is_official, is_joint, withdrawn_on, version) SELECT 7, id, 'FIF-0000-0000', "
        "'individual', '', 0, '', 'do_not_publish', 1, 'no', 0, 1, 'web', '2026-11-22', "
        "'2026-11-22', '', '', 0, '', '', 1, 'new', 'valid', '', '', '', 0, 0, '', 1 FROM "
        "consultation WHERE slug = 'sample-draft-plan'",
        "INSERT INTO answer (id, response_id, question_id, wording, value, other) SELECT 8, 7, "
        "id, 1, 'yes', '' FROM question WHERE type = 'one' /*scan*/",
    };
    enum err e = OK;
    (void)arg;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0] && !e; i++)
        e = db_exec(db, rows[i], NO_BINDS);
    return e ? e
             : store_record(db, &(struct store_record){ .actor = STR("public"),
                                                        .action = STR("response.send"),
                                                        .object_kind = STR("consultation"),
                                                        .at_s = clock_now_s() });
}

static void test_answered(void)
{
    consultation_opened(x.id);
    is_i64(store_write(app_store(core->app), answer_fn, NULL), OK, "somebody answers");
    struct question_form f = question_form_of(x.id);
    const char *at = at_id(AT "/", f.question[1].id);
    ok(has(get(AT).body, "There are responses.") && has(get(at).body, "Why do you change it?"),
       "[3.10] the pages say what may still change");
    static const char same[] =
        "type=one&title=Does+the+draft+fit+your+work%3F&options=Yes%0AIn+"
        "part%0ANo&other=yes&required=yes";
    struct answer a = fill(at, same);
    ok(a.status == 422 && has(a.body, "Enter why you change it") &&
           has(a.body, "fit your work?"),
       "[3.10] a reason is asked for, what was typed is kept");
    a = fill(at, more(same, "&reason=It+was+not+clear"));
    is_i64(a.status, 303, "[3.10] with a reason");
    is_str(core_text(core, "SELECT subject || ', ' || reason || ', ' || by_role /*scan*/ FROM "
                           "consultation_change WHERE kind = 'question_changed'"),
           "Question 2, It was not clear, coordinator", "[3.10] the public is told");
    a = fill(at,
             "type=one&title=Does+the+draft+fit+your+work%3F&options=In+part%0ANo&other=yes&"
             "required=yes&reason=Why");
    ok(a.status == 422 && has(a.body, "Somebody has chosen “Yes”"),
       "[3.10] what was chosen stays");
    a = fill(at, "type=one&title=Does+the+draft+fit+your+work%3F&options=Yes%0AIn+part%0ANo&"
                 "other=yes&reason=Why");
    ok(a.status == 422 && has(a.body, "cannot change"), "[3.10] whether it is required too");
    a = fill(more(at_id(AT "/", f.question[3].id), "/remove"), "reason=");
    ok(a.status == 422 && has(a.body, "Enter why"), "[3.10] removal asks for a reason");
}

static void test_closed(void)
{
    clock_set_s(clock_now_s() + 40 * CONSULTATION_DAY_S);
    core_sign_in(core, &fife);
    struct answer a = get(AT);
    ok(a.status == 200 && has(a.body, "This consultation has closed") &&
           !has(a.body, "Move up"),
       "[3.10] after closing the questions are only to be read");
}

int main(void)
{
    static const char *const options[] = { "--limit-posts", "0", "--limit-pages", "0", NULL };
    core = core_start_with(options);
    fife = core_person(core, "fife", "coordinator", "fife");
    angus = core_person(core, "angus", "coordinator", "angus");
    x = consultation_made("Sample draft plan");
    test_empty();
    test_types();
    test_route();
    test_move_and_remove();
    test_answered();
    test_closed();
    core_stop(core);
    return done_testing();
}
