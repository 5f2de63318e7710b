/* Responses: stored whole or not at all, what their records hold, official ones, changed
 * answers whose earlier text is kept. */
#include "core/base/clock.h"
#include "core/base/rand.h"
#include "modules/people/link_session.h"
#include "modules/responses/response.h"
#include "tests/body_help.h"
#include "tests/directory_help.h"
#include "tests/tap.h"

#define DAY_START (HELP_NOW_S - HELP_NOW_S % 86400)

static struct arena *a;
static struct store *s;
static struct db *db;
static int64_t body_id;

static int64_t count(const char *sql)
{
    int64_t n = -1;
    return db_one_i64(db, sql, NO_BINDS, &n) == OK ? n : -1;
}

static int64_t count_of(const char *sql, int64_t id)
{
    return count(str_z(a, str_printf(a, "%s %lld", sql, (long long)id)));
}

static enum err consultation_fn(struct db *into, void *arg)
{
    static const char *const made[] = {
        "INSERT INTO consultation (id, reference, slug, partnership_id, title, kind, summary, "
        "overview, why, next, areas, audiences, topics, outcomes, minutes, opens_at_s, "
        "closes_at_s, results_by, length_reason, contact_role, contact_email, contact_phone, "
        "post_address, other_ways, privacy, privacy_version, is_invited_only, needs_second, "
        "stage, version, created_at_s, changed_at_s) SELECT 7, 'CJC-FIF-2026-01', 'sample', "
        "partnership_id, 'Sample', 'plan_draft', '', '', '', '', 'fife', '', '', '', 0, 1, 2, "
        "'2027-01-01', '', '', '', '', '', '', '', 1, 0, 0, 'published', 1, 1, 1 FROM area "
        "WHERE slug = 'fife'",
        "INSERT INTO question_section (id, consultation_id, seq, title, intro, is_equality) "
        "VALUES (1, 7, 1, 'Views', '', 0), (2, 7, 2, 'About you', '', 1)",
        "INSERT INTO question (id, consultation_id, section_id, seq, type, paragraph, "
        "is_required, only_if_options, outcome, wording) VALUES (1, 7, 1, 1, 'long', 0, 0, '', "
        "'', 1), (2, 7, 1, 2, 'long', 0, 0, '', '', 1), (3, 7, 1, 3, 'long', 0, 0, '', '', 1), "
        "(4, 7, 2, 1, 'one', 0, 0, '', '', 1), (5, 7, 2, 2, 'one', 0, 0, '', '', 1)",
    };
    const struct store_record r = { .actor = STR("cli:0"), .action = STR("import.lists") };
    enum err e = OK;
    (void)arg;
    for (size_t i = 0; !e && i < sizeof made / sizeof made[0]; i++)
        e = db_exec(into, made[i], NO_BINDS);
    return e ? e : store_record(into, &r);
}

/* --- a response --- */

static const struct response_answer answers[] = {
    { .question_id = 1, .wording = 1, .value = STR_INIT("More housing") },
    { .question_id = 2, .wording = 1, .value = STR_INIT("Later buses") }
};
static const struct response_answer equality[] = {
    { .question_id = 4, .wording = 1, .value = STR_INIT("a") },
    { .question_id = 5, .wording = 1, .value = STR_INIT("b") }
};

static struct response_new sample(void)
{
    return (struct response_new){
        .response = { .consultation_id = 7,
                      .who = STR("individual"),
                      .publish_choice = STR("publish_anonymous"),
                      .publish_wording = RESPONSE_WORDING,
                      .naming = STR("not_asked"),
                      .privacy_version = 1,
                      .channel = STR("web"),
                      .is_live = true,
                      .handling = STR("new"),
                      .counting = STR("valid"),
                      .respondent = { .name = STR("Sample Person"),
                                      .email = STR("person@example.org") } },
        .code = STR("FIF"),
        .answer = answers,
        .n_answers = 2,
        .equality = equality,
        .n_equality = 2,
    };
}

struct adding {
    struct response_new *new;
    struct act act;
    bool fails;
};

static enum err add_fn(struct db *into, void *arg)
{
    struct adding *x = arg;
    enum err e = response_add(into, a, x->new, &x->act);
    return e ? e : x->fails ? ERR_INTERNAL : OK;
}

static enum err add(struct response_new *new, const char *actor)
{
    struct adding x = {
        .new = new,
        .act = { .actor = str_from(actor), .request_id = STR("req-1"), .now_s = HELP_NOW_S }
    };
    return store_write(s, add_fn, &x);
}

static void test_send(void)
{
    struct response_new new = sample();
    struct str key = rand_key(a);
    new.key = link_key_hash(key);
    new.has_key = true;
    ok(add(&new, "public") == OK, "[3.15] a response is stored");
    struct response got;
    ok(response_load(db, a, new.response.id, &got) == OK, "it is found by its id");
    is_str(got.respondent.email, "person@example.org", "with who sent it");
    is_str(got.received_on, "2026-11-22", "[S41] received is a day");
    is_str(got.entered_on, "2026-11-22", "and so is entered");
    ok(str_starts(got.receipt, STR("FIF-")) && got.receipt.n == 13, "with a receipt: %.*s",
       STR_ARG(got.receipt));
    ok(response_by_receipt(db, a, got.receipt, &got) == OK && got.id == new.response.id,
       "found by it");
    ok(response_by_key(db, a, key, &got) == OK && got.id == new.response.id,
       "[S51] (ASVS 6.6.2) and by its key");
    is_i64(response_by_key(db, a, got.receipt, &got), ERR_NOT_FOUND,
           "[S51] (ASVS 6.6.2) the receipt opens nothing");
    struct response_answer *list;
    size_t n;
    ok(response_answers(db, a, new.response.id, &list, &n) == OK && n == 2,
       "its answers are there");
    is_str(list[0].value, "More housing", "in the order of the questions");
    is_i64(count("SELECT count(*) FROM equality_answer WHERE consultation_id = 7 AND day = "
                 "'2026-11-22'"),
           2, "[3.17] equality answers stand apart");
}

static void test_record(void)
{
    is_i64(count("SELECT count(*) FROM audit WHERE action = 'response.send'"), 1,
           "[S41] (ASVS 16.2.1) a record");
    is_i64(count_of("SELECT count(*) FROM audit WHERE action = 'response.send' AND actor = "
                    "'public' AND object_kind = 'consultation' AND object_id = '7' AND "
                    "request_id = '' AND detail NOT LIKE '%Sample%' AND at_s =",
                    DAY_START),
           1,
           "[S41] (ASVS 16.2.1) the record of a response without an account holds consultation "
           "and day only");
    struct response_new new = sample();
    ok(add(&new, "account:12") == OK, "somebody signed in answers for themselves");
    is_i64(count("SELECT count(*) FROM audit WHERE action = 'response.send' AND (actor <> "
                 "'public' OR object_kind <> 'consultation')"),
           0, "[S41] (ASVS 16.2.1) and is not named in the record either");
}

static void test_whole(void)
{
    struct response_new new = sample();
    int64_t before = count("SELECT count(*) FROM response");
    int64_t answers_before = count("SELECT count(*) FROM answer");
    struct adding x = { .new = &new,
                        .act = { .actor = STR("public"), .now_s = HELP_NOW_S },
                        .fails = true };
    ok(store_write(s, add_fn, &x) == ERR_INTERNAL, "a write that fails at its end");
    is_i64(count("SELECT count(*) FROM response"), before, "[D2] leaves no response");
    is_i64(count("SELECT count(*) FROM answer"), answers_before, "[D2] nor answers");
    struct str receipt = new.response.receipt;
    x.fails = false;
    ok(store_write(s, add_fn, &x) == OK && str_eq(receipt, new.response.receipt),
       "[D2] tried again, it is whole and has the same receipt");
}

static void test_official(void)
{
    struct response_new one = sample(), two = sample(), three = sample();
    one.response.who = two.response.who = three.response.who = STR("organisation");
    one.response.body_id = two.response.body_id = three.response.body_id = body_id;
    one.response.is_official = two.response.is_official = true;
    ok(add(&one, "account:12") == OK, "[3.20] the official response of a body");
    is_i64(add(&two, "account:13"), ERR_CONFLICT,
           "[S50] (ASVS 2.3.3) one official response per body and consultation");
    ok(add(&three, "public") == OK, "[3.20] another in its name is taken in, not official");
    is_i64(count("SELECT count(*) FROM audit WHERE action = 'response.send' AND actor = "
                 "'account:12' AND object_kind = 'response'"),
           1, "[S41] (ASVS 16.2.1) who signed it stands in the record");
}

/* --- changes --- */

struct changing {
    struct response to;
    struct response_rewrite rewrite;
    struct act act;
};

static enum err change_fn(struct db *into, void *arg)
{
    struct changing *x = arg;
    enum err e = response_change(into, &x->to, &x->act, STR("response.change"));
    if (!e && x->rewrite.response_id)
        e = response_rewrite_answers(into, a, &x->rewrite);
    return e;
}

static void test_change(void)
{
    struct response_new new = sample();
    ok(add(&new, "public") == OK, "a response");
    struct changing x = { .act = { .actor = STR("account:12"), .now_s = HELP_NOW_S } };
    ok(response_load(db, a, new.response.id, &x.to) == OK, "is loaded");
    struct changing late = x;
    x.to.handling = STR("accepted");
    x.to.respondent.name = STR("Another Sample");
    ok(store_write(s, change_fn, &x) == OK, "[3.30] it is changed");
    is_i64(store_write(s, change_fn, &late), ERR_CONFLICT,
           "[S50] (ASVS 2.3.3) whoever read it before cannot change it any more");
    struct response got;
    ok(response_load(db, a, new.response.id, &got) == OK && got.version == 2,
       "its version rises");
    is_str(got.respondent.name, "Another Sample", "the name is the new one");
    is_i64(count("SELECT count(*) FROM audit WHERE action = 'response.change' AND detail LIKE "
                 "'%handling%' AND detail NOT LIKE '%Another%'"),
           1, "[S42] (ASVS 16.2.5) its record holds no name");
    x.to = got;
    x.to.publish_choice = STR("do_not_publish");
    x.act.actor = STR("link");
    ok(store_write(s, change_fn, &x) == OK, "[3.16] the respondent narrows the choice");
    is_i64(count_of("SELECT count(*) FROM audit WHERE action = 'response.change' AND "
                    "object_kind = 'consultation' AND actor = 'public' AND at_s =",
                    DAY_START),
           1, "[S41] (ASVS 16.2.1) whose record names neither response nor time");
}

static void test_rewrite(void)
{
    static const struct response_answer mended[] = {
        { .question_id = 1, .wording = 1, .value = STR_INIT("Much more housing") },
        { .question_id = 3, .wording = 1, .value = STR_INIT("Childcare") },
    };
    struct response_new new = sample();
    ok(add(&new, "public") == OK, "a response");
    int64_t id = new.response.id;
    struct changing x = { .act = { .actor = STR("account:12"), .now_s = HELP_NOW_S },
                          .rewrite = { .response_id = id,
                                       .answer = mended,
                                       .n_answers = 2,
                                       .keep_earlier = true,
                                       .reason = STR("Misread"),
                                       .by_role = STR("Coordinator"),
                                       .now_s = HELP_NOW_S } };
    ok(response_load(db, a, id, &x.to) == OK && store_write(s, change_fn, &x) == OK,
       "[3.30] answers are mended");
    struct response_answer *list;
    size_t n;
    ok(response_answers(db, a, id, &list, &n) == OK && n == 2, "there are two");
    is_str(list[0].value, "Much more housing", "the first in its new words");
    is_str(list[1].value, "Childcare", "and one that is new; the cleared one is gone");
    is_i64(count("SELECT count(*) FROM answer_earlier WHERE reason = 'Misread' AND value IN "
                 "('More housing', 'Later buses')"),
           2, "[3.30] the earlier text of both is kept");
    x.rewrite.answer = answers;
    x.rewrite.keep_earlier = false;
    ok(response_load(db, a, id, &x.to) == OK && store_write(s, change_fn, &x) == OK,
       "[3.15] before closing the respondent changes them again");
    ok(response_answers(db, a, id, &list, &n) == OK && n == 2 &&
           str_eq(list[1].value, STR("Later buses")),
       "the answers are the new ones");
    is_i64(count("SELECT count(*) FROM answer_earlier"), 2, "without earlier texts");
}

int main(void)
{
    a = arena_new(HELP_ARENA_BYTES);
    const char *dir = help_dir(a);
    log_open(help_path(a, dir, "log"));
    s = help_store(a, dir);
    db = store_reader_open(s, READER_ALL);
    help_directory(a, s, db);
    help_framework(a, s, db);
    ok(store_write(s, consultation_fn, NULL) == OK, "a consultation");
    struct body b = help_body(db, a, "Sample Harbour Trust", "fife");
    help_body_add(s, a, &b);
    body_id = b.id;
    test_send();
    test_record();
    test_whole();
    test_official();
    test_change();
    test_rewrite();
    store_reader_close(db);
    store_close(s);
    help_remove(a, dir);
    arena_free(a);
    return done_testing();
}
