/*
 * test_published.c: what the public reads of responses: copies of what may be read, in numbers
 * by lot, taken down by whatever write takes the right to them away.
 */
#include "tests/consultation_help.h"
#include "tests/core/body_help.h"
#include "tests/core/core_people.h"
#include "tests/response_help.h"

#include "app/house.h"
#include "core/base/hash.h"
#include "modules/bodies/body_rows.h"
#include "modules/moderation/moderation_hint.h"
#include "modules/responses/published.h"
#include "modules/responses/response_retain.h"

#define N_SENT 40

static const char *const options[] = { "--limit-posts", "0", "--limit-pages", "0", NULL };
static struct core *core;
static struct help_asks h;
static struct consultation x;
static int64_t q_long, q_one;

static int64_t count(const char *sql)
{
    return core_count(core, sql);
}

static struct response send(const char *name, const char *choice, const char *words)
{
    const struct response_answer answer[] = {
        { .question_id = q_long, .wording = 1, .value = str_from(words) },
        { .question_id = q_one, .wording = 1, .value = STR("other"), .other = STR("A bus") }
    };
    struct response_new new = help_response(x.id, name, answer);
    new.n_answers = 2;
    new.response.publish_choice = str_from(choice);
    new.response.respondent.organisation = STR("Sample Trust");
    help_response_add(h.store, h.a, &new, h.now_s);
    return new.response;
}

/* --- writes of the test --- */

struct writing {
    struct response r;
    const char *state, *text;
    struct str action;
};

static struct act act_now(void)
{
    return (struct act){ .actor = STR("cli:0"), .now_s = h.now_s };
}

static enum err record_it(struct db *db)
{
    return store_record(db, &(struct store_record){ .actor = STR("cli:0"),
                                                    .action = STR("moderation.publish"),
                                                    .at_s = h.now_s });
}

static enum err decide_fn(struct db *db, void *arg)
{
    struct writing *w = arg;
    struct response_answer *answer;
    size_t n;
    enum err e = response_answers(db, h.a, w->r.id, &answer, &n);
    for (size_t i = 0; !e && i < n; i++) {
        bool is_long = answer[i].question_id == q_long;
        struct hash hash = hash_of(is_long ? answer[i].value : answer[i].other);
        struct str text = w->text && is_long ? str_from(w->text)
                          : is_long          ? answer[i].value
                                             : answer[i].other;
        e = db_exec(
            db,
            "INSERT INTO moderation (answer_id, response_id, consultation_id, state, "
            "reason, note, public_text, text_hash, by_role, decided_at_s, told_on, "
            "version) VALUES ($1, $2, $3, $4, $5, '', $6, $7, 'Sample', $8, '', 1) ON "
            "CONFLICT (answer_id) DO UPDATE SET state = excluded.state, reason = "
            "excluded.reason, public_text = excluded.public_text",
            BINDS(bi(answer[i].id), bi(w->r.id), bi(x.id), bt(str_from(w->state)),
                  bt(str_eq(str_from(w->state), STR("withheld")) ? STR("identifies") : STR("")),
                  bt(text), bb(hash_view(&hash)), bi(h.now_s)));
    }
    if (!e)
        e = published_obey(db, h.a, w->r.id, h.now_s);
    return e ? e : record_it(db);
}

static void decide(const struct response *r, const char *state, const char *text)
{
    struct writing w = { .r = *r, .state = state, .text = text };
    is_i64(store_write(h.store, decide_fn, &w), OK, "a decision");
}

static enum err change_fn(struct db *db, void *arg)
{
    struct writing *w = arg;
    const struct act act = act_now();
    return response_change(db, &w->r, &act, w->action);
}

static void change(struct response *r)
{
    struct writing w = { .r = *r, .action = STR("response.decide") };
    is_i64(store_write(h.store, change_fn, &w), OK, "a change");
    r->version++;
}

static int64_t publish(void)
{
    const struct act act = act_now();
    int64_t n = -1;
    is_i64(published_open(h.store, core->worker->db_all, x.id, &act, &n), OK, "published");
    return n;
}

/* --- */

static void set_up(void)
{
    core = core_start_with(options);
    h = help_asks(core->app->store, core->worker->db_all, core->arena);
    x = help_consultation(&h, "fife", "A sample draft plan");
    int64_t section = help_section(&h, &x, "Your views", false);
    q_long = help_question(&h, &x, section,
                           (struct help_ask){ .type = "long", .title = "What is missing?" });
    q_one = help_question(&h, &x, section,
                          (struct help_ask){ .type = "one",
                                             .title = "How do you come here?",
                                             .options = "car\tBy car\n",
                                             .has_other = true });
    help_publish(&h, &x);
}

static struct response named, nameless, refused, unasked;

static void test_who_is_published(void)
{
    named = send("Sample person", "publish_with_name", "Housing on release");
    nameless = send("Sample other", "publish_anonymous", "Help with work");
    refused = send("Sample third", "do_not_publish", "Marked words one");
    unasked = send("Sample fourth", "not_asked", "Marked words two");
    decide(&named, "approved", NULL);
    decide(&nameless, "redacted", "[removed: could identify a person] with work");
    decide(&refused, "approved", NULL);
    decide(&unasked, "approved", NULL);
    is_i64(count("SELECT count(*) FROM published_response"), 0,
           "[S53] a decision alone publishes nothing");
    is_i64(publish(), 4, "[S53] the answers of those who agreed are copied");
    is_i64(count("SELECT count(*) FROM published_answer WHERE text LIKE '%Marked%'"), 0,
           "[S54] (ASVS 8.2.3) who said no, or was not asked, is not published");
    is_i64(count("SELECT count(*) FROM published_response WHERE name = 'Sample person'"), 1,
           "[S54] (ASVS 8.2.3) a name where it was chosen");
    is_i64(count("SELECT count(*) FROM published_response WHERE name <> '' OR words LIKE "
                 "'%sample%'"),
           1, "[S54] (ASVS 8.2.3) and no other");
    ok(has(core_text(core, "SELECT group_concat(text, ' ') FROM published_answer"),
           "[removed: could identify a person] with work"),
       "[S53] the words as they were decided on");
    is_i64(count("SELECT count(*) FROM published_answer WHERE text = 'A bus'"), 2,
           "[S53] and the words of \"Something else\"");
    is_i64(publish(), 0, "[S53] published again adds nothing");
}

static void test_decided_anew(void)
{
    decide(&nameless, "redacted", "Help [removed: could identify a person]");
    is_i64(count("SELECT count(*) FROM published_answer WHERE text LIKE 'Help [%'"), 1,
           "[S53] a newer decision stands at once");
    decide(&nameless, "withheld", "");
    is_i64(count("SELECT count(*) FROM published_response WHERE name = ''"), 0,
           "[S53] what is withheld is taken down at once");
    decide(&nameless, "approved", NULL);
    is_i64(publish(), 2, "[S53] and stands again when it is published again");
    is_i64(count("SELECT max(no) FROM published_response"), 3,
           "[S54] with another number: one that is gone is given to nobody else");
}

static void test_consent_taken_back(void)
{
    int64_t received = count("SELECT count(*) FROM response WHERE is_live = 1 AND counting = "
                             "'valid'");
    named.publish_choice = STR("publish_anonymous");
    change(&named);
    is_i64(count("SELECT count(*) FROM published_response WHERE name <> '' OR words LIKE "
                 "'%sample person%'"),
           0, "[3.47] who chooses to stand without name loses it in the same write");
    is_i64(count("SELECT count(*) FROM published_response"), 2, "[3.47] the words stay");
    named.publish_choice = STR("do_not_publish");
    change(&named);
    is_i64(count("SELECT count(*) FROM published_answer WHERE text = 'Housing on release'"), 0,
           "[3.47] consent taken back: its answers are gone in the same write");
    is_i64(count("SELECT count(*) FROM moderation_change WHERE kind = 'consent_changed' AND "
                 "changed_at_s % 86400 = 0"),
           2, "[3.47] and the log says so, with the day");
    is_i64(count("SELECT count(*) FROM response WHERE is_live = 1 AND counting = 'valid'"),
           received, "[3.47] what was received stands");
    is_i64(count("SELECT count(*) FROM moderation"), 8, "[3.47] and the decisions");
}

static enum err rewrite_fn(struct db *db, void *arg)
{
    struct writing *w = arg;
    const struct response_answer answer = { .question_id = q_long,
                                            .wording = 1,
                                            .value = str_from(w->text) };
    const struct response_rewrite rewrite = { .response_id = w->r.id,
                                              .answer = &answer,
                                              .n_answers = 1,
                                              .by_role = STR("Sample"),
                                              .now_s = h.now_s };
    enum err e = response_rewrite_answers(db, h.a, &rewrite);
    return e ? e : record_it(db);
}

static void test_other_words(void)
{
    struct writing w = { .r = nameless, .text = "Other words" };
    is_i64(store_write(h.store, rewrite_fn, &w), OK, "answers written anew");
    is_i64(count("SELECT count(*) FROM published_response"), 0,
           "[S53] words that nobody has read are not published");
    is_i64(count("SELECT count(*) FROM moderation WHERE public_text = 'Help with work'"), 0,
           "[S53] and are read anew");
    is_i64(publish(), 0, "[S53] until then they stay down");
}

static void test_counting_and_handling(void)
{
    struct response r = send("Sample fifth", "publish_with_name", "More time");
    decide(&r, "approved", NULL);
    publish();
    r.counting = STR("not_valid");
    change(&r);
    is_i64(count("SELECT count(*) FROM published_response"), 0,
           "[S54] what does not count is taken down");
    r.counting = STR("valid");
    change(&r);
    publish();
    r.handling = STR("withheld");
    change(&r);
    is_i64(count("SELECT count(*) FROM published_response"), 0,
           "[S54] and what staff withhold from publication");
    r.handling = STR("accepted");
    change(&r);
    is_i64(publish(), 2, "[S54] it can be published again");
}

/* --- names --- */

static enum err name_fn(struct db *db, void *arg)
{
    const struct body *b = arg;
    const struct act act = act_now();
    return body_change(db, h.a, b, &act, STR("body.change"));
}

static enum err join_fn(struct db *db, void *arg)
{
    struct writing *w = arg;
    enum err e = db_exec(db,
                         "UPDATE response SET who = 'organisation', body_id = (SELECT max(id) "
                         "FROM body) WHERE id = $1",
                         BINDS(bi(w->r.id)));
    return e ? e : record_it(db);
}

static void test_named_no_longer(void)
{
    struct body b;
    int64_t id = body_help_add(core, body_help_sample("Sample Refuge"), "fife");
    struct response r = send("Sample sixth", "publish_with_name", "A safe place to meet");
    struct writing w = { .r = r };
    is_i64(store_write(h.store, join_fn, &w), OK, "an organisation of the register sent it");
    decide(&r, "approved", NULL);
    publish();
    is_i64(count("SELECT count(*) FROM published_response WHERE name = 'Sample Trust' AND "
                 "body_slug = 'sample-refuge'"),
           1, "[3.46] named, with its page");
    is_i64(body_load_any(core->worker->db_all, h.a, id, &b), OK, "the entry");
    b.is_named = false;
    b.description = STR("a place for women");
    is_i64(store_write(h.store, name_fn, &b), OK, "it may be named no longer");
    is_i64(count("SELECT count(*) FROM published_response WHERE body_slug = 'sample-refuge' OR "
                 "name = 'Sample Trust' OR words LIKE '%sample trust%'"),
           0, "[S54] [2.6] its name and page go from its response in the same write");
    is_i64(count("SELECT count(*) FROM published_answer WHERE text = 'A safe place to meet'"),
           1, "[S54] the words stay");
    b.version++;
    b.is_named = true;
    is_i64(store_write(h.store, name_fn, &b), OK, "it may be named again");
    is_i64(count("SELECT count(*) FROM published_response WHERE body_slug = 'sample-refuge'"),
           1, "[S54] and stands with its name, as its choice says");
    r.who = STR("organisation");
    r.body_id = id;
    r.publish_choice = STR("publish_anonymous");
    change(&r);
}

static size_t hints_of(const char *words, const char *name, const char *organisation)
{
    struct moderation_hint hint[MODERATION_HINTS_MAX];
    const struct respondent who = { .name = str_from(name),
                                    .organisation = str_from(organisation) };
    size_t n = 0;
    is_i64(moderation_hints(core->worker->db_all, h.a, str_from(words), &who, hint, &n), OK,
           "looked for hints");
    return n;
}

static void test_trivial_names(void)
{
    body_help_add(core, body_help_sample("Community Group"), "fife");
    body_help_add(core, body_help_sample("Leven Group"), "fife");
    is_i64((int64_t)hints_of("A person in our group asked a Person.", "A person", "Group"), 0,
           "[3.45] names that everybody writes are no hints");
    is_i64((int64_t)hints_of("The Community Group meets here.", "", ""), 0,
           "[3.45] nor those of the register that are made of such words alone");
    is_i64((int64_t)hints_of("They met Leven Group.", "", ""), 1,
           "[3.45] but those with a word of their own");
    is_i64((int64_t)hints_of("The market is remarkable.", "Mark Jonas", ""), 0,
           "[3.45] a name inside another word is none");
    is_i64((int64_t)hints_of("The market, says mark.", "Mark Jonas", ""), 1,
           "[3.45] the word itself is");
}

static void test_erased(void)
{
    int64_t now_s =
        h.now_s + (28 + RESPONDENT_KEEP_DAYS + 1) * (int64_t)HELP_DAY_S; /* after closing */
    is_i64(response_retain(h.store, now_s), OK, "who sent them is erased");
    is_i64(count("SELECT count(*) FROM published_response WHERE name <> '' OR words LIKE "
                 "'%fifth%'"),
           0, "[S54] (ASVS 8.2.3) a name that is erased goes from the published words too");
    is_i64(count("SELECT count(*) FROM published_answer WHERE text = 'More time'"), 1,
           "[S54] which stay");
}

/* The order of the numbers is not the order in which they came. */
static void test_by_lot(void)
{
    for (int i = 0; i < N_SENT; i++) {
        struct response r = send("", "publish_anonymous",
                                 str_z(h.a, str_printf(h.a, "Words of number %02d", i)));
        decide(&r, "approved", NULL);
    }
    is_i64(publish(), 2 * N_SENT, "[S54] many are published at once");
    ok(count("SELECT count(*) FROM (SELECT text, row_number() OVER (ORDER BY text) i, "
             "row_number() OVER (ORDER BY r.no) j FROM published_answer a JOIN "
             "published_response r ON r.id = a.published_id WHERE text LIKE 'Words of%') "
             "WHERE i <> j") > N_SENT / 2,
       "[S54] their numbers are drawn by lot");
    is_i64(count("SELECT count(DISTINCT no) = count(*) FROM published_response"), 1,
           "[S54] each its own");
}

int main(void)
{
    set_up();
    test_who_is_published();
    test_decided_anew();
    test_consent_taken_back();
    test_other_words();
    test_counting_and_handling();
    test_named_no_longer();
    test_trivial_names();
    test_by_lot();
    test_erased();
    core_stop(core);
    return done_testing();
}
