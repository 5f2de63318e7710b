/* test_response_like.c: the job that looks for responses that are alike: within a batch, with
 * those of before, from one organisation; again after words were mended. */
#include "app/house.h"
#include "modules/work/job.h"
#include "tests/consultation_help.h"
#include "tests/core/body_help.h"
#include "tests/response_help.h"

static struct core *core;
static struct consultation x;
static int64_t q_text;

#define CAMPAIGN                                                                               \
    "We ask the partnership to set aside homes for people who leave prison, to meet each of "  \
    "them at the gate on the day, to keep the same worker with them for a year, and to tell "  \
    "the public every spring how many had a home, a doctor and some money six months after "   \
    "they came out, because nobody should go back to prison for want of a roof over their "    \
    "head or a person who picks up the telephone when it rings at night."

static int64_t count(const char *sql)
{
    return core_count(core, sql);
}

static int64_t add(const char *text, int64_t body_id)
{
    const struct response_answer answer = { .question_id = q_text,
                                            .wording = 1,
                                            .value = str_from(text) };
    struct response_new new = help_response(x.id, "Sample Person", &answer);
    new.response.body_id = body_id;
    help_response_add(app_store(core->app), core->arena, &new, clock_now_s());
    return new.response.id;
}

struct queueing {
    int64_t now_s;
};

static enum err queue_fn(struct db *db, void *arg)
{
    const struct queueing *q = arg;
    return job_queue(db,
                     &(struct job_new){ .kind = STR("response_alike"),
                                        .subject = str_printf(core->arena, "consultation:%lld",
                                                              (long long)x.id),
                                        .due_at_s = q->now_s,
                                        .now_s = q->now_s });
}

static void look(void)
{
    struct queueing q = { clock_now_s() };
    ok(store_write(app_store(core->app), queue_fn, &q) == OK, "the job is asked for");
    core_mails(core);
}

static void test_batches(void)
{
    add(CAMPAIGN, 0);
    for (int i = 0; i < 23; i++)
        add(str_z(core->arena,
                  str_printf(core->arena, "Reply %d of its own, with nothing in common.", i)),
            0);
    add(CAMPAIGN " I live nearby.", 0);
    add("we ask  THE partnership to set aside homes", 0);
    look();
    is_i64(count("SELECT count(*) FROM response_text"), 26,
           "[3.31] each response is looked at");
    is_i64(count("SELECT count(*) FROM response_like WHERE why = 'near' AND share >= 80"), 1,
           "[3.31] a reply with a sentence more is near, whichever batch it came in");
    is_i64(count("SELECT count(*) FROM response_like"), 1, "[3.31] and nothing else is");
    add(CAMPAIGN " Nothing else.", 0);
    look();
    is_i64(count("SELECT count(*) FROM response_like WHERE why = 'near'"), 3,
           "[3.31] what comes later is held against what was there");
    look();
    is_i64(count("SELECT count(*) FROM response_like"), 3,
           "[3.31] looking again changes nothing");
    is_i64(count("SELECT count(*) FROM response WHERE counting <> 'valid'"), 0,
           "[3.31] nothing is left out or merged by itself");
    ok(count("SELECT count(*) FROM audit WHERE action = 'response.compare' AND object_kind = "
             "'consultation'") >= 3,
       "[S41] (ASVS 16.2.1) a record each batch, of the consultation");
}

static void test_body(void)
{
    int64_t body = body_help_add(core, body_help_sample("Sample Harbour Trust"), "fife");
    add("One view of ours", body);
    add("Another view of ours", body);
    look();
    is_i64(count("SELECT count(*) FROM response_like WHERE why = 'same_body'"), 1,
           "[3.31] two from one organisation are linked");
}

static void test_daily(void)
{
    add("Words that come back", 0);
    add("words that come back!", 0);
    clock_set_s(clock_now_s() + 2 * (int64_t)86400);
    core_mails(core);
    is_i64(count("SELECT count(*) FROM response_like WHERE why = 'same_text'"), 1,
           "[3.31] the daily job finds what nobody looked for");
}

int main(void)
{
    core = core_start();
    struct help_asks h = help_asks(app_store(core->app), core->worker->db_all, core->arena);
    x = help_consultation(&h, "fife", "A sample draft plan");
    int64_t views = help_section(&h, &x, "Your views", false);
    q_text = help_question(&h, &x, views,
                           (struct help_ask){ .type = "long", .title = "What is missing?" });
    help_publish(&h, &x);
    test_batches();
    test_body();
    test_daily();
    core_stop(core);
    return done_testing();
}
