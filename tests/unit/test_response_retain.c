/* Who sent a response is known for 2 years after closing; the response and its words stay. */
#include "core/base/clock.h"
#include "core/store/schema_embedded.h"
#include "modules/responses/response.h"
#include "modules/responses/response_retain.h"
#include "tests/directory_help.h"
#include "tests/tap.h"

#define DAY_S 86400

static struct arena *a;
static struct store *s;
static struct db *db;

/* clang-format off */
static const char *const made[] = {
    "INSERT INTO partnership (id, slug, name, short_name, sort_key, code, is_name_confirmed, source, source_on) "
    "VALUES (1, 'fife', 'Sample partnership', 'Fife', 'fife', 'FIF', 0, 'sample', '2026-11')",
    "INSERT INTO consultation (id, reference, slug, partnership_id, title, kind, summary, overview, why, next, areas, "
    "audiences, topics, outcomes, minutes, opens_at_s, closes_at_s, results_by, length_reason, contact_role, contact_email, "
    "contact_phone, post_address, other_ways, privacy, privacy_version, is_invited_only, needs_second, stage, "
    "published_at_s, version, created_at_s, changed_at_s) VALUES (1, 'CJC-FIF-2026-01', 'sample', 1, 'Sample', 'other', '', "
    "'', '', '', '', '', '', '', 0, 1, 1000, '2027-01-29', '', '', '', '', '', '', '', 1, 0, 0, 'published', 1, 1, 1, 1)",
    "INSERT INTO question_section (id, consultation_id, seq, title, intro, is_equality) VALUES (1, 1, 1, 'Sample', '', 0)",
    "INSERT INTO question (id, consultation_id, section_id, seq, type, paragraph, is_required, only_if_options, outcome, "
    "wording) VALUES (1, 1, 1, 1, 'long', 0, 0, '', '', 1)",
};
/* clang-format on */

static enum err lay_ground(struct db *into, void *arg)
{
    (void)arg;
    enum err e = OK;
    for (size_t i = 0; !e && i < sizeof made / sizeof made[0]; i++)
        e = db_exec(into, made[i], NO_BINDS);
    const struct store_record r = { .actor = STR("cli:0"), .action = STR("import.lists") };
    return e ? e : store_record(into, &r);
}

static enum err add_fn(struct db *into, void *arg)
{
    return response_add(into, a, arg, &(struct act){ .actor = STR("public"), .now_s = 900 });
}

static struct response_new sample(void)
{
    static const struct response_answer answer = { .question_id = 1,
                                                   .wording = 1,
                                                   .value = STR_INIT("More housing") };
    return (struct response_new){ .code = STR("FIF"),
                                  .answer = &answer,
                                  .n_answers = 1,
                                  .response = {
                                      .consultation_id = 1,
                                      .who = STR("organisation"),
                                      .publish_choice = STR("publish_with_name"),
                                      .naming = STR("yes"),
                                      .channel = STR("web"),
                                      .is_live = true,
                                      .handling = STR("new"),
                                      .counting = STR("late_out"),
                                      .late = STR("out"),
                                      .late_reason = STR("Sample Person was ill"),
                                      .counting_reason = STR("Sample Person rang"),
                                      .source_ref = STR("Letter of Sample Person"),
                                      .gathered = STR("Sample Person asked"),
                                      .respondent = { .name = STR("Sample Person"),
                                                      .organisation = STR("Sample Group"),
                                                      .role_title = STR("Manager"),
                                                      .email = STR("person@example.org"),
                                                      .phone = STR("0131 496 0000"),
                                                      .address = STR("1 Sample Street") } } };
}

static enum err beside_fn(struct db *into, void *arg)
{
    static const char *const beside[] = {
        "INSERT INTO answer_earlier (id, answer_id, value, other, reason, by_role, until_on) "
        "SELECT "
        "1, id, 'Housing', '', 'Sample Person rang', 'Coordinator', '2026-11-22' FROM answer",
        "INSERT INTO response_note (response_id, kind, words, by_role, made_on) SELECT id, "
        "'note', 'Sample Person rang', 'Coordinator', '2026-11-22' FROM response",
        "INSERT INTO response_note (response_id, kind, words, by_role, made_on) SELECT id, "
        "'decision', 'Late: ill', 'Coordinator', '2026-11-22' FROM response",
        "INSERT INTO response_note (response_id, kind, words, by_role, made_on) SELECT id, "
        "'asked', 'Which street?', 'Coordinator', '2026-11-22' FROM response",
        "INSERT INTO response_note (response_id, kind, words, by_role, made_on) SELECT id, "
        "'replied', 'The High Street', 'Respondent', '2026-11-22' FROM response",
    };
    (void)arg;
    enum err e = OK;
    for (size_t i = 0; !e && i < sizeof beside / sizeof beside[0]; i++)
        e = db_exec(into, beside[i], NO_BINDS);
    const struct store_record r = { .actor = STR("cli:0"), .action = STR("import.lists") };
    return e ? e : store_record(into, &r);
}

/* 2 years after closing. */
static void beside_is_gone(void)
{
    is_i64(help_count(db, "SELECT count(*) FROM response WHERE late_reason || counting_reason "
                          "|| source_ref || gathered = '' AND late = 'out' AND counting = "
                          "'late_out'"),
           1, "[S42] nor what was written beside it; what was decided stays");
    is_i64(help_count(db, "SELECT count(*) FROM answer_earlier WHERE reason = '' AND value = "
                          "'Housing'"),
           1, "[S42] nor the reason of a change; the words before it stay with the answer");
    is_i64(
        help_count(db, "SELECT count(*) FROM response_note WHERE kind IN ('asked', 'replied')"),
        2, "what was asked and replied stays with the answers");
    is_i64(help_count(db, "SELECT count(*) FROM response_note"), 2, "[S42] no other note does");
}

static void test_kept(void)
{
    struct response_new new = sample();
    struct response got;
    const int64_t end = 1000 + (int64_t)RESPONDENT_KEEP_DAYS * DAY_S;
    ok(store_write(s, lay_ground, NULL) == OK && store_write(s, add_fn, &new) == OK &&
           store_write(s, beside_fn, NULL) == OK,
       "a response");
    ok(response_retain(s, end - 1) == OK && response_load(db, a, new.response.id, &got) == OK,
       "a second before the end");
    is_str(got.respondent.email, "person@example.org", "it is known who sent it");
    is_str(got.late_reason, "Sample Person was ill", "and what was written beside it");
    const struct hash_key key = got.respondent.audit_key;
    int64_t before = help_count(db, "SELECT count(*) FROM audit");
    ok(response_retain(s, end) == OK && response_load(db, a, new.response.id, &got) == OK,
       "2 years after closing the response is there");
    const struct respondent *p = &got.respondent;
    ok(!p->name.n && !p->email.n && !p->phone.n && !p->address.n && !p->role_title.n,
       "[S42] nothing says which person sent it");
    ok(memcmp(&key, &p->audit_key, sizeof key) != 0,
       "[S42] and the key to its records is destroyed");
    is_str(p->organisation, "Sample Group", "that an organisation answered is kept");
    is_i64(help_count(db, "SELECT count(*) FROM answer WHERE value = 'More housing'"), 1,
           "so are its words");
    is_i64(help_count(db, "SELECT count(*) FROM audit"), before + 4, "a record of each kind");
    beside_is_gone();
    ok(response_retain(s, end + DAY_S) == OK &&
           help_count(db, "SELECT count(*) FROM audit") == before + 4,
       "the next day there is nothing to do");
}

/* --- of a consultation that was withdrawn, and of a file that was left lying --- */

static enum err leave_fn(struct db *into, void *arg)
{
    static const char *const left[] = {
        "UPDATE consultation SET stage = 'withdrawn'",
        "INSERT INTO response_import (id, consultation_id, file_name, source, comment, header, "
        "columns, state, n_rows, n_added, n_failed, content_hash, by_role, made_at_s, "
        "changed_at_s) VALUES (1, 1, 'sample.csv', 'Sample', '', '[]', '{}', 'checked', 1, 0, "
        "0, 'x', 'coordinator', 1000, 1000)",
        "INSERT INTO response_import_row (import_id, line, cells, problem) VALUES (1, 2, "
        "'[\"Sample Person\",\"25 or over\"]', '')",
    };
    (void)arg;
    enum err e = OK;
    for (size_t i = 0; !e && i < sizeof left / sizeof left[0]; i++)
        e = db_exec(into, left[i], NO_BINDS);
    const struct store_record r = { .actor = STR("cli:0"), .action = STR("import.lists") };
    return e ? e : store_record(into, &r);
}

static void test_left(void)
{
    struct response_new new = sample();
    struct response got;
    const int64_t end = 1000 + (int64_t)RESPONDENT_KEEP_DAYS * DAY_S;
    const int64_t import_end = 1000 + (int64_t)RESPONSE_IMPORT_KEEP_DAYS * DAY_S;
    ok(store_write(s, add_fn, &new) == OK && store_write(s, leave_fn, NULL) == OK,
       "a consultation is withdrawn after a response");
    ok(response_retain(s, import_end - 1) == OK &&
           help_count(db, "SELECT count(*) FROM response_import_row") == 1,
       "rows of a file wait for whoever goes on with it");
    ok(response_retain(s, import_end) == OK &&
           help_count(db, "SELECT count(*) FROM response_import_row") == 0 &&
           help_count(db, "SELECT count(*) FROM response_import WHERE state = 'given_up'") == 1,
       "[S42] 30 days later no names and answers of it are left");
    ok(response_retain(s, end) == OK && response_load(db, a, new.response.id, &got) == OK &&
           !got.respondent.name.n && !got.respondent.email.n,
       "[S42] who answered a consultation that was withdrawn is forgotten as well");
}

/* --- every personal column has its end --- */

/* "c": 2 years after closing; "a": with the answers, which no name stands beside any more; "d":
 * with the draft; "i": 30 days after the import. */
static const char *const ends[] = {
    "answer.other a",
    "answer.value a",
    "answer_earlier.other a",
    "answer_earlier.reason c",
    "answer_earlier.value a",
    "equality_answer.other a",
    "equality_answer.value a",
    "invitation.email c",
    "respondent.address c",
    "respondent.audit_key c",
    "respondent.email c",
    "respondent.name c",
    "respondent.name_key c",
    "respondent.phone c",
    "respondent.role_title c",
    "response.counting_reason c",
    "response.gathered c",
    "response.late_reason c",
    "response.source_ref c",
    "response_draft.email d",
    "response_draft_field.value d",
    "response_import_row.cells i",
    "response_note.words c",
};

static bool has_end(struct str column)
{
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        struct str one = str_from(ends[i]);
        if (str_eq(str_sub(one, 0, one.n - 2), column))
            return true;
    }
    return false;
}

/* Of this room and that of invitations; notes on answers are of the room that reads them. */
static bool is_ours(struct str table)
{
    static const char *const ours[] = { "answer", "answer_earlier", "equality_answer",
                                        "invitation" };
    for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++)
        if (str_eq(table, str_from(ours[i])))
            return true;
    return str_starts(table, STR("respon"));
}

static void test_columns(void)
{
    struct str text = schema_sql, line, table = { 0 }, word;
    size_t n = 0;
    while (str_cut(&text, '\n', &line)) {
        struct str head = STR("CREATE TABLE "), rest = str_trim(line);
        if (str_starts(line, head)) {
            rest = str_sub(line, head.n, line.n);
            (void)str_cut(&rest, ' ', &table);
        }
        bool is_personal = str_find(line, STR("-- personal")) != STR_NONE && table.n &&
                           is_ours(table) && str_cut(&rest, ' ', &word);
        if (!is_personal)
            continue;
        struct str column = str_printf(a, "%.*s.%.*s", STR_ARG(table), STR_ARG(word));
        n++;
        ok(has_end(column), "[S42] it is known when this is erased: %.*s", STR_ARG(column));
    }
    ok(n > 15, "personal columns are found: %zu", n);
}

int main(void)
{
    a = arena_new(HELP_ARENA_BYTES);
    const char *dir = help_dir(a);
    log_open(help_path(a, dir, "log"));
    s = help_store(a, dir);
    db = store_reader_open(s, READER_ALL);
    test_kept();
    test_left();
    test_columns();
    store_reader_close(db);
    store_close(s);
    help_remove(a, dir);
    arena_free(a);
    return done_testing();
}
