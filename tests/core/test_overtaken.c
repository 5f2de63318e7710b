/* test_overtaken.c: two coordinators change one thing at once (S26): who sends second sees both
 * texts, loses nothing typed, and decides. */
#include "tests/core/question_help.h"

#define ONE "/coordinator/consultations/sample-draft-plan"
#define QUESTIONS ONE "/questions"

static struct consultation x;
static struct someone first, second;

static const char *text(struct str s)
{
    return str_z(core->arena, s);
}

static const char *at_id(const char *before, int64_t id, const char *after)
{
    return text(str_printf(core->arena, "%s%lld%s", before, (long long)id, after));
}

/* What was typed on that page, which is sent to its own address. */
static struct answer send(const struct someone *who, struct str page, const char *at,
                          const char *fields)
{
    struct str tokens = core_tokens(core, page);
    struct str seen = between(page, "name=\"seen\" value=\"", "\"");
    clock_set_s(clock_now_s() + 60);
    return core_post_as(core, who, at,
                        text(str_printf(core->arena, "%.*s&seen=%.*s&%s", STR_ARG(tokens),
                                        STR_ARG(seen), fields)));
}

static struct answer fill(const struct someone *who, const char *at, const char *fields)
{
    return core_fill_seen(core, who, at, fields);
}

static void test_question(void)
{
    int64_t section = section_made(x.id, "Sample section", false);
    int64_t id = question_made(x.id,
                               (struct question){ .section_id = section,
                                                  .type = QUESTION_ONE,
                                                  .title = STR("Does it fit?") },
                               "Yes\nNo");
    const char *at = at_id(QUESTIONS "/", id, "");
    static const char mine[] =
        "type=one&title=Mine+fits%3F&options=Yes%0ANo%0ANever&hint=Words";
    struct str opened = core_get_as(core, &second, at).body;
    struct answer a =
        fill(&first, at, "type=one&title=Theirs+fits%3F&options=Yes%0ANo&hint=Other+words");
    is_i64(a.status, 303, "the first one saves");
    a = send(&second, opened, at, mine);
    ok(a.status == 409 && has(a.body, "Someone else changed this while you were writing"),
       "[S26] two change one question: the second is told");
    ok(has(a.body, "data-label=\"Yours\"><span class=\"cj-typed\">Mine fits?</span>") &&
           has(a.body, "data-label=\"Theirs\"><span class=\"cj-typed\">Theirs fits?</span>") &&
           has(a.body, ">Other words</span>"),
       "with both texts side by side");
    ok(has(a.body, "value=\"Mine fits?\"") && has(a.body, "No\nNever</textarea>"),
       "and everything typed is in the form");
    is_str(core_text(core, "SELECT title FROM question_wording /*scan*/"), "Theirs fits?",
           "nothing was overwritten");
    is_i64(send(&second, a.body, at, mine).status, 303, "saved again, theirs gives way");
    is_str(core_text(core, "SELECT title FROM question_wording /*scan*/"), "Mine fits?",
           "now knowingly");
    opened = core_get_as(core, &second, at).body;
    a = send(&second, opened, at, "type=one&title=&options=Yes%0ANo");
    ok(a.status == 422 && has(a.body, text(between(opened, "name=\"seen\" value=\"", "\""))),
       "a page with faults stays the page that was opened");
}

static void test_question_removed(void)
{
    int64_t id = core_count(core, "SELECT max(id) FROM question");
    const char *at = at_id(QUESTIONS "/", id, ""), *away = at_id(QUESTIONS "/", id, "/remove");
    static const char mine[] = "type=one&title=Still+mine%3F&options=Yes%0ANo";
    struct str opened = core_get_as(core, &second, at).body;
    struct str leaving = core_get_as(core, &first, away).body;
    is_i64(fill(&second, at, "type=one&title=Newer%3F&options=Yes%0ANo").status, 303,
           "changed");
    struct answer a = send(&first, leaving, away, "reason=");
    ok(a.status == 409 && has(a.body, "Newer?") && has(a.body, "It is not removed yet"),
       "[S26] what was changed meanwhile is not removed unread");
    is_i64(send(&first, a.body, away, "reason=").status, 303, "it is removed");
    a = send(&second, opened, at, mine);
    ok(a.status == 409 && has(a.body, "Someone else removed this while you were writing") &&
           has(a.body, "value=\"Still mine?\""),
       "[S26] of one that was removed nothing typed is lost");
    is_i64(send(&second, a.body, at, mine).status, 303, "it can be added anew");
    is_i64(core_get_as(core, &second, at).status, 404, "the removed one has no page");
}

static void test_section(void)
{
    int64_t id = core_count(core, "SELECT max(id) FROM question_section");
    const char *at = at_id(QUESTIONS "/sections/", id, "");
    struct str opened = core_get_as(core, &second, at).body;
    is_i64(fill(&first, at, "title=Theirs&intro=Their+words").status, 303, "the first saves");
    struct answer a = send(&second, opened, at, "title=Mine&intro=My+words");
    ok(a.status == 409 && has(a.body, ">Their words</span>") && has(a.body, "value=\"Mine\""),
       "[S26] two change one section: both texts");
    is_i64(send(&second, a.body, at, "title=Mine&intro=My+words").status, 303, "and again");
    is_str(core_text(core, "SELECT title FROM question_section /*scan*/"), "Mine", "is kept");
    id = section_made(x.id, "Empty", false);
    at = at_id(QUESTIONS "/sections/", id, "");
    opened = core_get_as(core, &second, at).body;
    is_i64(fill(&first, at_id(QUESTIONS "/sections/", id, "/remove"), "").status, 303, "gone");
    a = send(&second, opened, at, "title=Full&intro=");
    ok(a.status == 409 && has(a.body, "Someone else removed this") &&
           has(a.body, "value=\"Full\""),
       "[S26] of a removed section nothing typed is lost");
    is_i64(send(&second, a.body, at, "title=Full&intro=").status, 303, "it can be added anew");
}

static void test_task(void)
{
    static const char about[] = "ending=sample-draft-plan&kind=plan_draft&summary=&why=&next=&"
                                "areas=fife&minutes=&title=Sample+draft+plan";
    const char *at = ONE "/about";
    struct str opened = core_get_as(core, &second, at).body;
    const char *mine = text(str_printf(core->arena, "%s&overview=Mine", about));
    const char *theirs = text(str_printf(core->arena, "%s&overview=Theirs", about));
    is_i64(fill(&first, at, theirs).status, 303, "the first saves");
    struct answer a = send(&second, opened, at, mine);
    ok(a.status == 409 && has(a.body, "data-label=\"Detail\">Overview</th>") &&
           has(a.body, ">Theirs</span>") && has(a.body, ">\nMine</textarea>"),
       "[S26] two do one task of the set-up: both texts");
    ok(!has(a.body, "data-label=\"Detail\">Council areas</th>"), "only what differs is shown");
    is_i64(send(&second, a.body, at, mine).status, 303, "and again");
}

#define PAPER                                                                                  \
    "kind=plan_draft&title=Sample+paper&of=none&language=&url=&n_pages=&access_note=&body="

static void test_paper(void)
{
    is_i64(fill(&first, ONE "/papers/new", PAPER "Words").status, 303, "a paper");
    int64_t id = core_count(core, "SELECT max(id) FROM consultation_document");
    const char *at = at_id(ONE "/papers/", id, "");
    struct str opened = core_get_as(core, &second, at).body;
    is_i64(fill(&first, at, PAPER "Their+words").status, 303, "the first saves");
    struct answer a = send(&second, opened, at, PAPER "My+words");
    ok(a.status == 409 && has(a.body, ">Their words</span>") &&
           has(a.body, ">\nMy words</textarea>"),
       "[S26] two change one paper: both texts");
    is_str(core_text(core, "SELECT body FROM consultation_document /*scan*/"), "Their words",
           "nothing was overwritten");
    is_i64(send(&second, a.body, at, PAPER "My+words").status, 303, "and again");
    opened = core_get_as(core, &first, at_id(ONE "/papers/", id, "/remove")).body;
    is_i64(fill(&second, at, PAPER "Newer+words").status, 303, "changed");
    a = send(&first, opened, at_id(ONE "/papers/", id, "/remove"), "reason=");
    ok(a.status == 409 && has(a.body, "Someone else changed this"),
       "[S26] a paper is not taken away unread");
    consultation_opened(x.id);
    opened = core_get_as(core, &second, at).body;
    is_i64(fill(&first, at, PAPER "Replaced&reason=Sample").status, 303, "published: replaced");
    a = send(&second, opened, at, PAPER "My+last+words&reason=Sample");
    int64_t now = core_count(core, "SELECT max(id) FROM consultation_document");
    ok(a.status == 409 && has(a.body, ">Replaced</span>") && has(a.body, "My last words") &&
           has(a.body, at_id("action=\"" ONE "/papers/", now, "\"")),
       "[S26] of one that was replaced the later one is shown");
    at = at_id(ONE "/papers/", now, "");
    opened = a.body;
    is_i64(fill(&first, at_id(ONE "/papers/", now, "/remove"), "reason=Sample").status, 303,
           "taken away");
    a = send(&second, opened, at, PAPER "My+last+words&reason=Sample");
    ok(a.status == 409 && has(a.body, "Someone else removed this") &&
           has(a.body, "My last words"),
       "[S26] of one that was taken away nothing typed is lost");
    is_i64(send(&second, a.body, at, PAPER "My+last+words&reason=Sample").status, 303,
           "it can be added anew");
}

#define EVENT                                                                                  \
    "day=10&month=12&year=2026&starts=10am&ends=12+noon&place=Glenrothes&public=yes&title="

static void test_event(void)
{
    is_i64(fill(&first, "/coordinator/events/new", EVENT "Sample").status, 303, "an event");
    const char *at =
        at_id("/coordinator/events/", core_count(core, "SELECT max(id) FROM event"), "/edit");
    struct str opened = core_get_as(core, &second, at).body;
    is_i64(fill(&first, at, EVENT "Theirs").status, 303, "the first saves");
    struct answer a = send(&second, opened, at, EVENT "Mine");
    ok(a.status == 409 && has(a.body, ">Theirs</span>") && has(a.body, "value=\"Mine\""),
       "[S26] two change one event: both texts");
    is_i64(send(&second, a.body, at, EVENT "Mine").status, 303, "saved again it is kept");
    is_str(core_text(core, "SELECT title FROM event /*scan*/"), "Mine", "now knowingly");
}

int main(void)
{
    core = core_start();
    first = core_person(core, "first", "coordinator", "fife");
    second = core_person(core, "second", "coordinator", "fife");
    x = consultation_made("Sample draft plan");
    test_question();
    test_question_removed();
    test_section();
    test_task();
    test_paper();
    test_event();
    core_stop(core);
    return done_testing();
}
