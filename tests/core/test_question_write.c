/* test_question_write.c: questions are made and changed, before there are responses and after.
 */
#include "tests/core/question_help.h"

#include "modules/consultations/paragraph.h"
#include "modules/responses/response.h"

static struct consultation x;
static int64_t first, second, one, long_one;

/* "1 Views: How well? | 2 Views: Why?" */
static struct str form_in_words(int64_t id)
{
    struct question_form f = question_form_of(id);
    struct buf *b = buf_in(core->arena, 4000);
    for (size_t i = 0; i < f.n; i++) {
        struct str s = f.section[f.question[i].section].title;
        buf_printf(b, "%s%.*s: %.*s", i ? " | " : "", STR_ARG(s), STR_ARG(f.question[i].title));
    }
    return buf_view(b);
}

static void test_add(void)
{
    x = consultation_made("Sample draft plan");
    first = section_made(x.id, "Views", false);
    second = section_made(x.id, "About you", true);
    one = question_made(
        x.id,
        (struct question){ .section_id = first, .type = QUESTION_ONE, .title = STR("How?") },
        "Very well\r\nNot well\n\nVery well\n");
    long_one = question_made(x.id,
                             (struct question){ .section_id = first,
                                                .type = QUESTION_LONG,
                                                .title = STR("Why?"),
                                                .only_if = one,
                                                .only_if_options = STR("not-well") },
                             "");
    question_made(
        x.id,
        (struct question){ .section_id = second, .type = QUESTION_SHORT, .title = STR("Age?") },
        "");
    is_str(form_in_words(x.id), "Views: How? | Views: Why? | About you: Age?",
           "[3.5] questions stand in their sections in order");
    struct question_form f = question_form_of(x.id);
    is_str(question_options_text(core->arena, f.question[0].option, f.question[0].n_options),
           "very-well\tVery well\nnot-well\tNot well\n",
           "[3.5] options have codes of their words, each once");
    ok(f.question[2].is_equality && !f.question[0].is_equality,
       "[9.6] questions of an equality section are known as such");
    is_i64(core_count(core, "SELECT count(*) FROM audit WHERE action = 'question.add'"), 3,
           "[S41] each has its record");
}

static struct question_write of_question(int64_t id)
{
    struct question_form f = question_form_of(x.id);
    const struct question *q = question_find(&f, id);
    struct question_write w = { .consultation_id = x.id };
    if (ok(q, "there is that question"))
        w.q = *q;
    return w;
}

static void test_change_in_place(void)
{
    struct question_write w = of_question(one);
    w.q.title = STR("How well?");
    is_i64(question_options_typed(core->arena, STR("Very well\nBadly\n"), &w.q, &w.q), OK,
           "options are typed again");
    is_str(question_options_text(core->arena, w.q.option, w.q.n_options),
           "very-well\tVery well\nnot-well\tBadly\n", "a reworded option keeps its code");
    is_i64(question_written_by(question_change_fn, &w), OK, "[3.10] words change in place");
    is_i64(core_count(core, "SELECT count(*) /*scan*/ FROM question_wording WHERE version > 1"),
           0, "[3.10] without a new version while nobody has answered");
    is_i64(question_options_typed(core->arena, STR("Very well\n"), &w.q, &w.q), OK, "fewer");
    is_i64(question_written_by(question_change_fn, &w), ERR_CONFLICT,
           "an option that is needed");
    is_str(question_refusal_words(core->arena, w.refused, w.which),
           "“Why?” is asked only after this answer. Change who is asked that one first",
           "[3.5] cannot go while another question hangs on it");
}

static void test_move(void)
{
    struct question_write w = of_question(long_one);
    w.is_up = true;
    is_i64(question_written_by(question_move_fn, &w), ERR_CONFLICT,
           "[3.5] a question does not come before the one that it hangs on");
    is_i64(w.refused, QUESTION_OUT_OF_ORDER, "and says why");
    is_str(form_in_words(x.id), "Views: How well? | Views: Why? | About you: Age?",
           "nothing moved");
    w = (struct question_write){ .consultation_id = x.id,
                                 .section = { .id = second },
                                 .is_up = true };
    is_i64(question_written_by(section_move_fn, &w), OK, "a section moves up");
    is_str(form_in_words(x.id), "About you: Age? | Views: How well? | Views: Why?",
           "[3.5] with its questions");
    w.is_up = false;
    is_i64(question_written_by(section_move_fn, &w), OK, "and down");
    w.section.id = first;
    is_i64(question_written_by(section_remove_fn, &w), ERR_CONFLICT,
           "a section with questions stays");
    w = of_question(one);
    w.q.only_if = long_one;
    w.q.only_if_options = STR("x");
    is_i64(question_written_by(question_change_fn, &w), ERR_CONFLICT,
           "[3.5] a ring cannot be made");
}

static enum err add_response_fn(struct db *db, void *arg)
{
    const struct response_answer answers[] = {
        { .question_id = one, .wording = 1, .value = STR("not-well") }
    };
    struct response_new new = { .response = { .consultation_id = x.id,
                                              .who = STR("individual"),
                                              .publish_choice = STR("do_not_publish"),
                                              .naming = STR("no"),
                                              .channel = STR("web"),
                                              .received_on = STR("2026-11-22"),
                                              .handling = STR("new"),
                                              .counting = STR("valid"),
                                              .is_live = true },
                                .code = STR("FIF"),
                                .answer = answers,
                                .n_answers = 1 };
    struct act act = question_act();
    (void)arg;
    return response_add(db, core->arena, &new, &act);
}

static void test_frozen(void)
{
    consultation_opened(x.id);
    is_i64(store_write(app_store(core->app), add_response_fn, NULL), OK, "somebody answers");
    struct question_write w = of_question(one);
    w.q.title = STR("How well does the draft describe it?");
    is_i64(question_written_by(question_change_fn, &w), ERR_CONFLICT, "without a reason");
    is_i64(w.refused, QUESTION_NEEDS_REASON, "[3.10] once answered, words need a reason");
    w.reason = STR("Readers asked what was meant");
    is_i64(question_written_by(question_change_fn, &w), OK, "with one");
    is_i64(core_count(core,
                      "SELECT max(version) /*scan*/ FROM question_wording WHERE reason <> ''"),
           2, "[3.10] they are a second version; the first stays");
    is_str(core_text(core, "SELECT subject || ': ' || reason /*scan*/ FROM consultation_change "
                           "WHERE kind = 'question_changed'"),
           "Question 1: Readers asked what was meant", "[3.10] told in public");
    is_str(core_text(core,
                     "SELECT title /*scan*/ FROM consultation_public_question WHERE type = "
                     "'one'"),
           "How well does the draft describe it?", "the public reads the new words");

    w = of_question(one);
    w.reason = STR("Why not");
    w.q.type = QUESTION_SEVERAL;
    is_i64(question_written_by(question_change_fn, &w), ERR_CONFLICT, "another type");
    is_i64(w.refused, QUESTION_IS_FROZEN, "[3.10] the type is frozen");
    w = of_question(one);
    w.reason = STR("Why not");
    w.q.section_id = core_count(core, "SELECT id /*scan*/ FROM question_section WHERE "
                                      "is_equality = 1");
    is_i64(question_written_by(question_change_fn, &w), ERR_CONFLICT,
           "a question that was answered, among the equality questions");
    is_i64(w.refused, QUESTION_IS_KEPT_APART, "[9.6] stays where its answers are");
    w = of_question(one);
    w.reason = STR("Why not");
    is_i64(question_options_typed(core->arena, STR("Very well\nNot at all\n"), &w.q, &w.q), OK,
           "another label");
    is_i64(question_written_by(question_change_fn, &w), ERR_CONFLICT, "of a chosen option");
    is_i64(w.refused, QUESTION_OPTION_CHOSEN, "[3.10] is refused: somebody chose it");
    w = of_question(one);
    w.reason = STR("One was missing");
    is_i64(question_options_typed(core->arena, STR("Very well\nIn part\nBadly\n"), &w.q, &w.q),
           OK, "a further option");
    is_i64(question_written_by(question_change_fn, &w), OK, "[3.10] can be added");
    is_i64(core_count(core, "SELECT wording FROM answer"), 1,
           "[3.10] the answer keeps the version that was asked");
}

static void test_remove(void)
{
    struct question_write w = of_question(one);
    w.reason = STR("Asked twice");
    is_i64(question_written_by(question_remove_fn, &w), ERR_CONFLICT,
           "one that another hangs on is not removed");
    w = of_question(long_one);
    w.reason = STR("Asked twice");
    is_i64(question_written_by(question_remove_fn, &w), OK, "a question is removed");
    w = (struct question_write){ .consultation_id = x.id, .q = { .id = one } };
    w.reason = STR("Asked twice");
    is_i64(question_written_by(question_remove_fn, &w), OK, "and the answered one");
    is_str(form_in_words(x.id), "About you: Age?", "[3.10] they are not asked any more");
    is_i64(core_count(core, "SELECT count(*) FROM answer"), 1, "[3.10] its answer stays");
    is_i64(core_count(core, "SELECT count(*) /*scan*/ FROM consultation_change WHERE kind = "
                            "'question_removed'"),
           2, "[3.10] the removal is told in public");
    w = (struct question_write){ .consultation_id = x.id, .section = { .id = first } };
    is_i64(question_written_by(section_remove_fn, &w), OK, "an empty section is removed");
    is_i64(core_count(core, "SELECT count(*) FROM answer"), 1, "and its hidden questions stay");
}

struct copying {
    int64_t from, to;
};

static enum err copy_fn(struct db *db, void *arg)
{
    const struct copying *k = arg;
    struct consultation c;
    struct act act = question_act();
    const struct question_copy copy = { core->arena, k->from, k->to, clock_now_s() };
    enum err e = question_copy_all(db, &copy);
    if (!e)
        e = consultation_load(db, core->arena, k->to, &c);
    return e ? e : consultation_change(db, core->arena, &c, &act, STR("consultation.change"));
}

static void test_copy(void)
{
    struct consultation y = consultation_made("Sample draft plan, next year");
    struct copying k = { x.id, y.id };
    is_i64(store_write(app_store(core->app), copy_fn, &k), OK, "the questions are copied");
    is_str(form_in_words(y.id), "Views: How well? | Views: Why? | About you: Age?",
           "[3.7] sections and questions of another consultation");
    struct question_form f = question_form_of(y.id);
    ok(f.n == 3 && f.question[1].only_if == f.question[0].id && f.question[2].is_equality,
       "[3.7] their routing leads to the copies");
}

struct paper {
    const char *body;
    int64_t id;
};

static enum err paper_fn(struct db *db, void *arg)
{
    struct paper *k = arg;
    struct consultation c;
    struct act act = question_act();
    enum err e = k->id ? db_exec(db, "UPDATE consultation_document SET body = $2 WHERE id = $1",
                                 BINDS(bi(k->id), bt(str_from(k->body))))
                       : db_one_i64(db,
                                    "INSERT INTO consultation_document (consultation_id, seq, "
                                    "kind, title, language, body, url, n_pages, access_note, "
                                    "is_for_comment, made_at_s) VALUES ($1, 1, 'plan_draft', "
                                    "'the draft plan', '', $2, '', 0, '', 1, 0) RETURNING id",
                                    BINDS(bi(x.id), bt(str_from(k->body))), &k->id);
    if (!e)
        e = questions_of_document(db, core->arena, k->id, clock_now_s());
    if (!e)
        e = consultation_load(db, core->arena, x.id, &c);
    return e ? e : consultation_change(db, core->arena, &c, &act, STR("consultation.change"));
}

static struct str paragraphs_now(void)
{
    struct question_form f = question_form_of(x.id);
    struct buf *b = buf_in(core->arena, 4000);
    for (size_t i = 0; i < f.n; i++)
        if (f.question[i].type == QUESTION_PARAGRAPH)
            buf_printf(b, "%lld %.*s v%lld;", (long long)f.question[i].paragraph,
                       STR_ARG(f.question[i].title), (long long)f.question[i].wording);
    return buf_view(b);
}

static void test_paragraphs(void)
{
    struct paper k = { .body = "One.\n\nTwo.\n\nThree.\n\nFour." };
    is_i64(store_write(app_store(core->app), paper_fn, &k), OK, "a document open to comment");
    is_str(paragraphs_now(), "1 One. v1;2 Two. v1;3 Three. v1;4 Four. v1;",
           "[3.12] each paragraph is a question");
    int64_t three = question_form_of(x.id).question[3].id;
    k.body = "New.\n\nOne.\n\nTwo, said better.\n\nThree.";
    is_i64(store_write(app_store(core->app), paper_fn, &k), OK, "the document changes");
    is_str(paragraphs_now(), "1 New. v1;2 One. v1;3 Two, said better. v2;4 Three. v1;",
           "[3.12] what stayed is the same question, what was reworded a new version of it");
    is_i64(question_form_of(x.id).question[4].id, three, "with its comments");
    is_str(core_text(core, "SELECT title /*scan*/ FROM question_section ORDER BY id DESC"),
           "Comments on the draft plan", "[3.12] in a section of their own");
    k.body = "";
    is_i64(store_write(app_store(core->app), paper_fn, &k), OK, "the document goes");
    is_str(paragraphs_now(), "", "[3.12] its paragraphs are hidden");
}

static void test_closed(void)
{
    clock_set_s(clock_now_s() + 40 * CONSULTATION_DAY_S);
    struct question_write w = { .consultation_id = x.id,
                                .section = { .title = STR("Too late") } };
    is_i64(question_written_by(section_add_fn, &w), ERR_CONFLICT, "after closing");
    is_i64(w.refused, QUESTION_IS_CLOSED, "[3.10] nothing changes any more");
}

int main(void)
{
    core = core_start();
    test_add();
    test_change_in_place();
    test_move();
    test_copy();
    test_frozen();
    test_remove();
    test_paragraphs();
    test_closed();
    core_stop(core);
    return done_testing();
}
