/* test_audit.c: the chain of records: added to, verified, tampered with, cut. */
#include "tests/tap.h"

#include "modules/audit/audit.h"
#include "core/base/buf.h"
#include "tests/directory_help.h"

#include <sqlite3.h>

#define N_ROWS 1200 /* more than two slices */

static struct arena *a;
static const char *dir;
static const struct hash_key key = { { 1, 2, 3 } };

static struct store *audit_store(const char *name)
{
    struct store *s =
        help_open(a, &(struct store_config){ .path = help_path(a, dir, name), .create = true });
    store_set_recorder(s, audit_record);
    store_set_verifier(s, audit_verify_copy);
    return s;
}

static enum err record_many(struct db *db, void *arg)
{
    const int *n = arg;
    enum err e = OK;
    for (int i = 0; i < *n && e == OK; i++) {
        const struct store_record r = { .actor = STR("account:1"),
                                        .action = STR("setting.change"),
                                        .object_kind = STR("setting"),
                                        .object_id = STR("footer"),
                                        .request_id = STR("req"),
                                        .detail = STR("{\"old\":\"a\",\"new\":\"b\"}"),
                                        .at_s = 1000 + i,
                                        .partnership_id = i % 2 ? 3 : 0 };
        e = store_record(db, &r);
    }
    return e;
}

static int64_t first_bad(struct store *s, const struct hash_key *k,
                         const struct audit_head *witness)
{
    struct db *db = store_reader_open(s, READER_ALL);
    struct audit_verdict v;
    enum err e = audit_verify(db, k, witness, &v);
    store_reader_close(db);
    return e == OK ? 0 : e == ERR_DAMAGED ? v.first_bad : -e;
}

/* Past the door and its trigger, as somebody with the file might. */
static void tamper(const char *name, const char *sql)
{
    sqlite3 *h = NULL;
    sqlite3_open(help_path(a, dir, name), &h);
    sqlite3_exec(
        h, "DROP TRIGGER IF EXISTS audit_no_update; DROP TRIGGER IF EXISTS audit_no_delete",
        NULL, NULL, NULL);
    ok(sqlite3_exec(h, sql, NULL, NULL, NULL) == SQLITE_OK, "tamper: %s", sql);
    sqlite3_close(h);
}

static void test_chain(void)
{
    int n = N_ROWS;
    struct store *s = audit_store("chain.db");
    is_i64(first_bad(s, &key, NULL), 0, "[S43] an empty chain is good");
    is_i64(store_write(s, record_many, &n), OK, "records of one write");
    n = 3;
    is_i64(store_write(s, record_many, &n), OK, "and of the next");
    struct db *db = store_reader_open(s, READER_ALL);
    struct audit_head head;
    struct audit_verdict v;
    is_i64(audit_head(db, &head), OK, "the head");
    is_i64(head.number, N_ROWS + 3, "[S41] is numbered without gaps");
    is_i64(audit_verify(db, &key, &head, &v), OK,
           "[S43] the chain verifies, up to the witnessed head");
    is_i64(v.n_rows, N_ROWS + 3, "every row was looked at");
    struct audit_head parsed;
    ok(audit_head_parse(audit_head_text(a, &head), &parsed) && parsed.number == head.number &&
           hash_equal(&parsed.hash, &head.hash),
       "a head goes through its text and back");
    ok(!audit_head_parse(STR("number=x\nhash=00\n"), &parsed), "a malformed one is refused");
    store_reader_close(db);
    const struct hash_key other = { { 9 } };
    is_i64(first_bad(s, &other, NULL), 1, "[S43] under another key no row verifies");
    store_close(s);
}

/* One field of one row, each in turn; the row is named, and put right again. */
static void test_tamper(void)
{
    static const char *const change[][2] = {
        { "UPDATE audit SET at_s = at_s + 1 WHERE number = 700",
          "UPDATE audit SET at_s = at_s - 1 WHERE number = 700" },
        { "UPDATE audit SET actor = 'account:2' WHERE number = 700",
          "UPDATE audit SET actor = 'account:1' WHERE number = 700" },
        { "UPDATE audit SET action = 'setting.changf' WHERE number = 700",
          "UPDATE audit SET action = 'setting.change' WHERE number = 700" },
        { "UPDATE audit SET object_kind = 'settinh' WHERE number = 700",
          "UPDATE audit SET object_kind = 'setting' WHERE number = 700" },
        { "UPDATE audit SET object_id = '' WHERE number = 700",
          "UPDATE audit SET object_id = 'footer' WHERE number = 700" },
        { "UPDATE audit SET request_id = 'ref' WHERE number = 700",
          "UPDATE audit SET request_id = 'req' WHERE number = 700" },
        { "UPDATE audit SET detail = replace(detail, 'b', 'c') WHERE number = 700",
          "UPDATE audit SET detail = replace(detail, 'c', 'b') WHERE number = 700" },
        { "UPDATE audit SET partnership_id = 3 WHERE number = 701",
          "UPDATE audit SET partnership_id = NULL WHERE number = 701" },
        { "UPDATE audit SET partnership_id = 4 WHERE number = 702",
          "UPDATE audit SET partnership_id = 3 WHERE number = 702" },
        { "UPDATE audit SET partnership_id = NULL WHERE number = 702",
          "UPDATE audit SET partnership_id = 3 WHERE number = 702" },
        /* Text moved from one field to the next: the lengths are hashed too. */
        { "UPDATE audit SET object_kind = 'settingf', object_id = 'ooter' WHERE number = 700",
          "UPDATE audit SET object_kind = 'setting', object_id = 'footer' WHERE number = 700" },
    };
    for (size_t i = 0; i < sizeof change / sizeof change[0]; i++) {
        tamper("chain.db", change[i][0]);
        struct store *s = audit_store("chain.db");
        const int64_t row = str_find(str_from(change[i][0]), STR("= 701")) != STR_NONE   ? 701
                            : str_find(str_from(change[i][0]), STR("= 702")) != STR_NONE ? 702
                                                                                         : 700;
        is_i64(first_bad(s, &key, NULL), row, "[S43] one changed byte: the row is named");
        store_close(s);
        tamper("chain.db", change[i][1]);
    }
    struct store *s = audit_store("chain.db");
    is_i64(first_bad(s, &key, NULL), 0, "[S43] put right, the chain is good again");
    store_close(s);
}

/* A row as the program wrote it while its schema was 2: no partnership, and none hashed. */
static void add_earlier(sqlite3 *h, int number, struct hash *before)
{
    char number_z[24], at_z[24];
    snprintf(number_z, sizeof number_z, "%d", number);
    snprintf(at_z, sizeof at_z, "%d", 1000 + number);
    const struct str part[] = { hash_view(before), str_from(number_z),
                                str_from(at_z),    STR("job"),
                                STR("mail.erase"), STR("outbox"),
                                STR(""),           STR(""),
                                STR("{}") };
    *before = hash_parts(&key, part, 9);
    struct str sql = str_printf(a,
                                "INSERT INTO audit (number, at_s, actor, action, object_kind, "
                                "object_id, request_id, detail, hash) VALUES (%d, %s, 'job', "
                                "'mail.erase', 'outbox', '', '', '{}', x'%.*s')",
                                number, at_z, STR_ARG(hash_hex(a, before, HASH_BYTES)));
    ok(sqlite3_exec(h, str_z(a, sql), NULL, NULL, NULL) == SQLITE_OK, "an earlier record");
}

static void test_earlier(void)
{
    sqlite3 *h = NULL;
    struct hash before = { { 0 } };
    int n = 2;
    sqlite3_open(help_path(a, dir, "earlier.db"), &h);
    sqlite3_exec(h, str_z(a, help_read(a, "tests/unit/schema_2.sql")), NULL, NULL, NULL);
    for (int i = 1; i <= 3; i++)
        add_earlier(h, i, &before);
    sqlite3_close(h);
    struct store *s = audit_store("earlier.db");
    is_i64(first_bad(s, &key, NULL), 0,
           "[S43] records older than the column of partnerships verify as they did");
    ok(store_write(s, record_many, &n) == OK, "and new ones follow");
    is_i64(first_bad(s, &key, NULL), 0, "[S43] the whole chain verifies");
    struct db *db = store_reader_open(s, READER_ALL);
    is_i64(help_count(db, "SELECT count(*) FROM audit_term WHERE term = 'group:mail'"), 3,
           "earlier records are found by their terms");
    store_reader_close(db);
    store_close(s);
}

static void test_cut(void)
{
    struct store *s = audit_store("chain.db");
    struct db *db = store_reader_open(s, READER_ALL);
    struct audit_head head;
    ok(audit_head(db, &head) == OK, "a head is kept elsewhere");
    store_reader_close(db);
    store_close(s);
    tamper("chain.db", "DELETE FROM audit WHERE number > 1100");
    s = audit_store("chain.db");
    is_i64(first_bad(s, &key, NULL), 0, "[S43] a cut tail does not show by itself");
    is_i64(first_bad(s, &key, &head), N_ROWS + 3, "[S43] but against the head kept elsewhere");
    int n = 200;
    is_i64(store_write(s, record_many, &n), OK, "the tail written anew");
    is_i64(first_bad(s, &key, &head), N_ROWS + 3, "[S43] shows too");
    store_close(s);
    tamper("chain.db", "DELETE FROM audit WHERE number = 600");
    s = audit_store("chain.db");
    is_i64(first_bad(s, &key, NULL), 600, "[S43] a row taken out is named");
    struct buf *out = buf_in(a, 4096);
    is_i64(store_check(s, a, out), ERR_DAMAGED, "the check of the database says so");
    ok(str_find(buf_view(out), STR("The audit chain breaks at record 600.")) != STR_NONE,
       "and where");
    ok(str_find(buf_view(out), STR("audit_no_delete")) != STR_NONE,
       "and that the trigger is gone");
    struct str why;
    is_i64(store_backup(s, help_path(a, dir, "bad.backup"), a, &why), ERR_DAMAGED,
           "[D9] no backup passes with a broken chain");
    store_close(s);
}

static enum err change_row(struct db *db, void *arg)
{
    return db_exec(db, arg, NO_BINDS);
}

static void test_append_only(void)
{
    static const char *const refused[] = {
        "UPDATE audit SET actor = 'x' WHERE number = 1",
        "DELETE FROM audit WHERE number = 1",
        "DELETE FROM audit /*scan*/",
        "INSERT OR REPLACE INTO audit (number, at_s, actor, action, object_kind, object_id, "
        "request_id, detail, "
        "hash) VALUES (1, 0, 'x', 'y', '', '', '', '', zeroblob(32))",
    };
    int n = 2;
    struct store *s = audit_store("append.db");
    ok(store_write(s, record_many, &n) == OK, "two records");
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        char *sql = (char *)(uintptr_t)refused[i];
        is_i64(store_write(s, change_row, sql), ERR_CONFLICT,
               "[S43] UPDATE, DELETE and REPLACE of a record fail");
    }
    is_i64(first_bad(s, &key, NULL), 0, "and changed nothing");
    store_close(s);
}

/* What a record holds is what its writer said: a keyed hash of a person's value still verifies
 * without the key. */
static void test_detail(void)
{
    struct store *s = audit_store("detail.db");
    struct hash_key person = { { 7 } };
    struct hash h = hash_keyed(&person, STR("0131 496 0000"));
    struct str detail = str_printf(a, "{\"telephone\":\"%.*s\"}", STR_ARG(hash_hex(a, &h, 16)));
    struct help_write w = { .name = STR("x"), .value = detail };
    is_i64(store_write(s, help_set, &w), OK, "a record");
    secret_wipe(&person, sizeof person);
    is_i64(first_bad(s, &key, NULL), 0,
           "[S42] with the person's key destroyed the chain still verifies");
    store_close(s);
}

int main(void)
{
    a = arena_new(HELP_ARENA_BYTES);
    dir = help_dir(a);
    log_open(help_path(a, dir, "log"));
    struct store *s = audit_store("none.db");
    struct help_write w = { .name = STR("x"), .value = STR("y") };
    is_i64(store_write(s, help_set, &w), ERR_INTERNAL,
           "[S43] without the key nothing is recorded or stored");
    store_close(s);
    audit_set_key(&key);
    test_chain();
    test_tamper();
    test_earlier();
    test_cut();
    test_append_only();
    test_detail();
    help_remove(a, dir);
    arena_free(a);
    return done_testing();
}
