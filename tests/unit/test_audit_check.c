/* test_audit_check.c: `cjengage check` on a record that somebody with the file has changed:
 * each column of a row, rows taken out, put in, swapped, cut off; and a key that was lost. */
#include "tests/tap.h"

#include "tests/directory_help.h"

#include <fcntl.h>
#include <spawn.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#define WORDS_MAX 12

static struct arena *a;
static const char *dir;

static const char *program(void)
{
    const char *named = getenv("CJENGAGE");
    return named ? named : "build/test/cjengage";
}

/* What the program says to those words (spaces between), with `--db dir/name` behind them;
 * *code how it left. */
static struct str run(const char *words, const char *name, int *code)
{
    char *argv[WORDS_MAX + 4] = { (char *)(uintptr_t)program() };
    int n = 1, status = -1;
    pid_t pid;
    posix_spawn_file_actions_t to_file;
    const char *file = help_path(a, dir, "out");
    struct str rest = str_from(words), word;
    while (n < WORDS_MAX && str_cut(&rest, ' ', &word))
        argv[n++] = (char *)(uintptr_t)str_z(a, word);
    argv[n++] = (char *)(uintptr_t) "--db";
    argv[n] = (char *)(uintptr_t)help_path(a, dir, name);
    posix_spawn_file_actions_init(&to_file);
    posix_spawn_file_actions_addopen(&to_file, 1, file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_adddup2(&to_file, 1, 2);
    if (posix_spawn(&pid, argv[0], &to_file, NULL, argv, environ) == 0)
        waitpid(pid, &status, 0);
    posix_spawn_file_actions_destroy(&to_file);
    *code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return help_read(a, file);
}

static bool says(struct str out, const char *words)
{
    return str_find(out, str_from(words)) != STR_NONE;
}

static bool tamper(const char *name, const char *sql)
{
    sqlite3 *h = NULL;
    sqlite3_open(help_path(a, dir, name), &h);
    sqlite3_exec(h,
                 "DROP TRIGGER IF EXISTS audit_no_update; DROP TRIGGER IF EXISTS "
                 "audit_no_delete; PRAGMA ignore_check_constraints = 1",
                 NULL, NULL, NULL);
    int rc = sqlite3_exec(h, sql, NULL, NULL, NULL);
    if (rc != SQLITE_OK)
        tap_show("error", str_from(sqlite3_errmsg(h)));
    sqlite3_close(h);
    return rc == SQLITE_OK;
}

static void copy_file(const char *from, const char *to)
{
    char bytes[4096];
    FILE *in = fopen(help_path(a, dir, from), "rb"), *out = fopen(help_path(a, dir, to), "wb");
    for (size_t n; in && out && (n = fread(bytes, 1, sizeof bytes, in)) > 0;)
        fwrite(bytes, 1, n, out);
    if (in)
        fclose(in);
    if (out)
        fclose(out);
}

/* The check of a copy on which that was done names the row. */
static void named(const char *sql, int row)
{
    int code;
    copy_file("a.db", "t.db");
    ok(tamper("t.db", sql), "%s", sql);
    struct str out = run("check", "t.db", &code);
    char words[80];
    snprintf(words, sizeof words, "The audit chain breaks at record %d.", row);
    if (!ok(code == 1 && says(out, words), "[S43] (ASVS 16.4.2) [7.5] the check names %d", row))
        tap_show("out", out);
}

static void test_columns(void)
{
    named("UPDATE audit SET at_s = at_s + 1 WHERE number = 5", 5);
    named("UPDATE audit SET actor = 'cli:1' WHERE number = 5", 5);
    named("UPDATE audit SET action = 'import.batci' WHERE number = 5", 5);
    named("UPDATE audit SET object_kind = 'datasev' WHERE number = 5", 5);
    named("UPDATE audit SET object_id = object_id || '0' WHERE number = 5", 5);
    named("UPDATE audit SET request_id = 'x' WHERE number = 5", 5);
    named("UPDATE audit SET detail = replace(detail, '200', '201') WHERE number = 5", 5);
    named("UPDATE audit SET partnership_id = 1 WHERE number = 5", 5);
    named("UPDATE audit SET hash = zeroblob(32) WHERE number = 5", 5);
    named("UPDATE audit SET number = 500 WHERE number = 5", 5);
}

static void test_rows(void)
{
    named("DELETE FROM audit WHERE number = 5", 5);
    named("DELETE FROM audit WHERE number = 1", 1);
    /* Closed up again, so that no number is missing. */
    named("DELETE FROM audit WHERE number = 5; UPDATE audit SET number = number - 1 WHERE "
          "number > 5",
          5);
    named("INSERT INTO audit SELECT (SELECT max(number) + 1 FROM audit), at_s, actor, action, "
          "object_kind, object_id, request_id, detail, hash, NULL FROM audit WHERE number = 5",
          15);
    named("UPDATE audit SET number = 900 WHERE number = 5; UPDATE audit SET number = 5 WHERE "
          "number = 6; UPDATE audit SET number = 6 WHERE number = 900",
          5);
}

static void test_witness(void)
{
    int code;
    struct str head = run("audit head", "a.db", &code);
    FILE *f = fopen(help_path(a, dir, "kept.head"), "w");
    fprintf(f, "A line of a mail before it.\n%.*s", STR_ARG(head));
    fclose(f);
    const char *check =
        str_z(a, str_printf(a, "check --witness %s", help_path(a, dir, "kept.head")));
    run(check, "a.db", &code);
    is_i64(code, 0, "[S43] the record holds the head that was kept elsewhere");
    copy_file("a.db", "t.db");
    tamper("t.db", "DELETE FROM audit WHERE number > 12");
    struct str out = run("check", "t.db", &code);
    ok(!says(out, "The audit chain"), "a tail cut off does not show by itself");
    out = run(check, "t.db", &code);
    ok(code == 1 && says(out, "record 14 is not the one that was witnessed"),
       "[S43] (ASVS 16.4.2) but against the head kept elsewhere");
    run(str_z(a, str_printf(a, "check --witness %s", help_path(a, dir, "a.db"))), "a.db",
        &code);
    is_i64(code, 1, "a file without a head is refused");
    run(str_z(a, str_printf(a, "backup %s", dir)), "a.db", &code);
    is_i64(code, 1, "a copy replaces a file of its name, never a device or a folder");
}

/* audit.key lost: said, never made anew by itself; on the operator's word a new segment. */
static void test_lost_key(void)
{
    int code;
    const char *key = help_path(a, dir, "audit.key");
    const char *begin = str_z(
        a, str_printf(a, "audit new-segment --witness %s", help_path(a, dir, "kept.head")));
    run(begin, "a.db", &code);
    is_i64(code, 1, "no new segment while the key is there");
    rename(key, help_path(a, dir, "old.key"));
    run("jobs", "a.db", &code);
    is_i64(code, 1, "without its key nothing starts that could write");
    struct str out = run("check", "a.db", &code);
    ok(code == 1 && says(out, "audit.key is missing"), "the check says so");
    copy_file("a.db", "forged.db");
    tamper("forged.db", "UPDATE audit SET hash = zeroblob(32) WHERE number = 14");
    run(begin, "forged.db", &code);
    is_i64(code, 1, "[S43] no new segment after a head that is not the witnessed one");
    out = run(begin, "a.db", &code);
    ok(code == 0 && says(out, "chain unverifiable before record 15"), "a new segment");
    out = run("check", "a.db", &code);
    ok(code == 0 && says(out, "chain unverifiable before record 15"),
       "[S43] the check says from where on the chain can be verified");
    named("UPDATE audit SET actor = 'cli:1' WHERE number = 15", 15);
    named("UPDATE audit SET hash = zeroblob(32) WHERE number = 14", 14);
    copy_file("a.db", "t.db");
    tamper("t.db", "UPDATE audit SET actor = 'cli:1' WHERE number = 5");
    run("check", "t.db", &code);
    is_i64(code, 1, "the triggers' absence shows even where the key is lost");
}

int main(void)
{
    int code;
    a = arena_new(HELP_ARENA_BYTES);
    dir = help_dir(a);
    run("import areas data/areas.csv", "a.db", &code);
    is_i64(code, 0, "a database with a record of its import");
    run(str_z(a, str_printf(a, "backup %s", help_path(a, dir, "copy.db"))), "a.db", &code);
    run("check", "a.db", &code);
    is_i64(code, 0, "the check finds nothing");
    test_columns();
    test_rows();
    test_witness();
    test_lost_key();
    help_remove(a, dir);
    arena_free(a);
    return done_testing();
}
