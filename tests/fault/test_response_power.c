/* test_response_power.c: every power cut that the log of the disk allows, while responses are
 * stored: none that was acknowledged is lost, none is half there [D1] [D2]. */
#include "tests/tap.h"

#include "core/base/buf.h"
#include "core/base/limits.h"
#include "modules/audit/audit.h"
#include "modules/people/link_session.h"
#include "modules/responses/response.h"
#include "tests/fault/power.h"
#include "tests/store_help.h"

#define N_RESPONSES 6
#define N_ANSWERS 3
#define LONG_BYTES (12 * KIB) /* one answer of each: several pages */
#define CHECKPOINT_PAGES 40   /* so that some fall among these few writes */
#define NOW_S 1795000000      /* of November 2026 */

static struct arena *a;
static const char *dir;
static const struct hash_key key = { { 8 } };

/* clang-format off */
static const char *const ground[] = {
    "INSERT INTO partnership (id, slug, name, short_name, sort_key, code, is_name_confirmed, source, source_on) "
    "VALUES (1, 'fife', 'Sample partnership', 'Fife', 'fife', 'FIF', 0, 'sample', '2026-11')",
    "INSERT INTO consultation (id, reference, slug, partnership_id, title, kind, summary, overview, why, next, areas, "
    "audiences, topics, outcomes, minutes, opens_at_s, closes_at_s, results_by, length_reason, contact_role, contact_email, "
    "contact_phone, post_address, other_ways, privacy, privacy_version, is_invited_only, needs_second, stage, "
    "published_at_s, version, created_at_s, changed_at_s) VALUES (1, 'CJC-FIF-2026-01', 'sample', 1, 'Sample', 'other', '', "
    "'', '', '', '', '', '', '', 0, 1, 2000000000, '2027-01-29', '', '', '', '', '', '', '', 1, 0, 0, 'published', 1, 1, 1, 1)",
    "INSERT INTO question_section (id, consultation_id, seq, title, intro, is_equality) VALUES (1, 1, 1, 'Sample', '', 0), "
    "(2, 1, 2, 'Equality', '', 1)",
    "INSERT INTO question (id, consultation_id, section_id, seq, type, paragraph, is_required, only_if_options, outcome, "
    "wording) VALUES (1, 1, 1, 1, 'long', 0, 0, '', '', 1), (2, 1, 1, 2, 'one', 0, 0, '', '', 1), "
    "(3, 1, 1, 3, 'short', 0, 0, '', '', 1), (4, 1, 2, 1, 'one', 0, 0, '', '', 1)",
};
/* clang-format on */

static enum err lay_ground(struct db *db, void *arg)
{
    (void)arg;
    enum err e = OK;
    for (size_t i = 0; !e && i < sizeof ground / sizeof ground[0]; i++)
        e = db_exec(db, ground[i], NO_BINDS);
    const struct store_record r = { .actor = STR("job"), .action = STR("x"), .at_s = NOW_S };
    return e ? e : store_record(db, &r);
}

static struct store *power_store(const char *path, bool sync_off, const char *vfs)
{
    struct store *s = help_open(a, &(struct store_config){ .path = path,
                                                           .create = true,
                                                           .vfs = vfs,
                                                           .checkpoint_pages = CHECKPOINT_PAGES,
                                                           .sync_off = sync_off });
    store_set_recorder(s, audit_record);
    return s;
}

struct send {
    struct response_new new;
    struct arena *arena;
};

static enum err send_fn(struct db *db, void *arg)
{
    struct send *x = arg;
    return response_add(db, x->arena, &x->new,
                        &(struct act){ .actor = STR("public"), .now_s = NOW_S });
}

static bool send_one(struct store *s, int i, struct response_answer *answer)
{
    answer[2].value = str_printf(a, "response %d", i);
    struct send x = { .arena = a,
                      .new = { .code = STR("FIF"),
                               .has_key = true,
                               .answer = answer,
                               .n_answers = N_ANSWERS,
                               .equality = &answer[N_ANSWERS],
                               .n_equality = 1,
                               .response = { .consultation_id = 1,
                                             .who = STR("individual"),
                                             .publish_choice = STR("do_not_publish"),
                                             .naming = STR("not_asked"),
                                             .channel = STR("web"),
                                             .handling = STR("new"),
                                             .counting = STR("valid"),
                                             .is_live = true } } };
    x.new.key = link_key_hash(str_printf(a, "key %d", i));
    return store_write(s, send_fn, &x) == OK;
}

/* Responses 1..N_RESPONSES, each marked in the log when it has been acknowledged. */
static struct record *run_sends(struct store *s, const char *path)
{
    char *words = arena_alloc(a, LONG_BYTES);
    memset(words, 'w', LONG_BYTES);
    struct response_answer answer[N_ANSWERS + 1] = {
        { .question_id = 1, .wording = 1, .value = { words, LONG_BYTES } },
        { .question_id = 2, .wording = 1, .value = STR("yes") },
        { .question_id = 3, .wording = 1 },
        { .question_id = 4, .wording = 1, .value = STR("yes") },
    };
    ok(store_write(s, lay_ground, NULL) == OK, "a consultation that is open");
    struct record *r = record_start(path);
    int n_ok = 0;
    for (int i = 1; i <= N_RESPONSES; i++) {
        n_ok += send_one(s, i, answer);
        record_mark(r, i);
    }
    record_stop(r);
    is_i64(n_ok, N_RESPONSES, "responses are acknowledged");
    return r;
}

/* Opens what a power cut left: are responses 1..n there, whole, with their records? */
static void look(const char *path, int n, struct arena *own, struct power_outcome *out)
{
    struct store *s = NULL;
    struct str why;
    struct store_config config = { .path = path, .vfs = SHIM_NAME };
    out->points++;
    if (store_open(&config, own, &s, &why) != OK) {
        out->damaged++;
        return;
    }
    struct db *db = store_reader_open(s, READER_ALL);
    struct audit_verdict v;
    int64_t rows = help_count(db, "SELECT count(*) FROM response");
    bool is_whole =
        help_count(db, "SELECT count(*) FROM answer") == rows * N_ANSWERS &&
        help_count(db, "SELECT coalesce(sum(length(value)), 0) FROM answer WHERE question_id "
                       "= 1") == rows * (int64_t)LONG_BYTES &&
        help_count(db, "SELECT count(*) FROM respondent") == rows &&
        help_count(db, "SELECT count(*) FROM equality_answer") == rows &&
        help_count(db, "SELECT count(*) FROM audit WHERE action = 'response.send'") == rows;
    int64_t last = help_count(db, "SELECT coalesce(max(CAST(substr(value, 10) AS INTEGER)), 0) "
                                  "FROM answer WHERE question_id = 3");
    out->lost += last < n;
    out->halves += !is_whole || rows != last || audit_verify(db, &key, NULL, &v) != OK;
    store_reader_close(db);
    store_close(s);
}

static void test_full(void)
{
    const char *path = help_path(a, dir, "full.db");
    struct store *s = power_store(path, false, SHIM_NAME);
    struct record *r = run_sends(s, path);
    store_close(s);
    ok(record_database_writes(r) > 20, "with checkpoints among them");
    struct power_outcome out = power_cut_everywhere(
        r, &(struct power_test){ help_path(a, dir, "cut.db"), look, false });
    ok(out.points > 500, "[D1] %d power cuts over %zu events on the disk", out.points,
       record_length(r));
    is_i64(out.lost, 0, "[D1] no acknowledged response is lost by any of them");
    is_i64(out.damaged, 0, "[D1] every one leaves a sound database");
    is_i64(out.halves, 0,
           "[D2] every response is whole, with its answers and its record, or absent");
    record_free(r);
}

/* With synchronous=OFF: were nothing found here, the test above would prove nothing. */
static void test_off(void)
{
    const char *path = help_path(a, dir, "off.db");
    store_close(power_store(path, false, NULL));
    struct store *s = power_store(path, true, SHIM_NAME);
    struct record *r = run_sends(s, path);
    store_close(s);
    struct power_outcome out = power_cut_everywhere(
        r, &(struct power_test){ help_path(a, dir, "cut.db"), look, true });
    ok(out.lost + out.damaged > 0,
       "[D1] with synchronous=OFF losses are found: %d lost, %d damaged of %d", out.lost,
       out.damaged, out.points);
    record_free(r);
}

int main(void)
{
    a = arena_new(HELP_ARENA_BYTES);
    dir = help_dir(a);
    log_open(help_path(a, dir, "log"));
    audit_set_key(&key);
    shim_register();
    test_full();
    test_off();
    help_remove(a, dir);
    arena_free(a);
    return done_testing();
}
