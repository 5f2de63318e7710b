/* test_audit_words.c: every action that the sources record has words; details are read back as
 * they were written; docs/audit.md names every event of security.md S41 with an action there
 * is.
 */
#include "tests/tap.h"

#include "core/base/buf.h"
#include "modules/audit/audit_list.h"
#include "modules/audit/audit_say.h"
#include "modules/audit/audit_words.h"
#include "tests/directory_help.h"

#include <ftw.h>

static struct arena *a;

static bool has_words(struct str action)
{
    return !str_eq(audit_action_words(action), action);
}

/* --- the sources --- */

static bool is_code(struct str s)
{
    size_t dot = str_find_char(s, '.');
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!((c >= 'a' && c <= 'z') || c == '_' || (c == '.' && i == dot)))
            return false;
    }
    return dot != STR_NONE && dot > 0 && dot + 1 < s.n;
}

static bool is_group(struct str code)
{
    struct str group = str_sub(code, 0, str_find_char(code, '.'));
    return !str_eq(audit_group_words(group), group);
}

/* Other things of that form: codes of the log, names of files, columns. */
static bool is_other(struct str line, struct str code)
{
    static const char *const others[] = { "audit.key", "audit.chain", "job.done",
                                          "job.not_done" };
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (str_eq(code, str_from(others[i])))
            return true;
    return str_find(line, STR("log_")) != STR_NONE || !is_group(code) ||
           str_ends(code, STR(".csv"));
}

static void look_at_line(const char *file, struct str line)
{
    struct str rest = line, piece;
    bool is_inside = false;
    while (str_cut(&rest, '"', &piece)) {
        if (is_inside && is_code(piece) && !is_other(line, piece) && !has_words(piece)) {
            ok(false, "[7.3] %.*s in %s has words in audit_words.h", STR_ARG(piece), file);
        }
        is_inside = !is_inside;
    }
}

static int n_files;

static int look_at(const char *path, const struct stat *st, int type, struct FTW *where)
{
    struct str name = str_from(path), line;
    (void)st;
    (void)where;
    if (type != FTW_F || !str_ends(name, STR(".c")))
        return 0;
    struct str text = help_read(a, path);
    n_files++;
    /* A call whose code stands on its next line is a log's too. */
    bool is_log = false;
    while (str_cut(&text, '\n', &line)) {
        if (!is_log)
            look_at_line(path, line);
        is_log = str_ends(str_trim(line), STR("(")) && str_find(line, STR("log_")) != STR_NONE;
    }
    return 0;
}

static void test_sources(void)
{
    ok(nftw("src", look_at, 16, FTW_PHYS) == 0 && n_files > 100, "[7.3] the sources were read");
    ok(is_code(STR("role.give")) && !is_code(STR("a b.c")) && !is_code(STR("x.y.z")),
       "an action is known by its form");
}

static void test_table(void)
{
    struct str action, words, before = { 0 };
    for (size_t i = 0; audit_words_at(i, &action, &words); i++) {
        ok(is_code(action) && words.n > 0 && is_group(action),
           "[7.3] %.*s: words, and words for its group", STR_ARG(action));
        ok(str_cmp(before, action) < 0, "in order");
        before = action;
    }
    is_str(audit_action_words(STR("no.such")), "no.such", "a code without words is shown");
    is_str(audit_actor_words(a, STR("cli:1000")), "Command line, user 1000", "actors");
    is_i64(audit_actor_account(STR("account:12")), 12, "an account");
    is_i64(audit_actor_account(STR("account:-1")), 0, "no account");
}

/* --- details --- */

static size_t read_fields(const char *detail, struct audit_field *f)
{
    return audit_detail_read(a, str_from(detail), f, AUDIT_FIELDS_MAX);
}

static void test_detail(void)
{
    struct audit_field f[AUDIT_FIELDS_MAX];
    is_i64((int64_t)read_fields("", f), 0, "no detail, no fields");
    is_i64((int64_t)read_fields("{}", f), 0, "nor of an empty one");
    is_i64((int64_t)read_fields(
               "{\"a\":[\"\",\"x\"],\"b\":[\"y\",\"\"],\"c\":[1,2],\"d\":7,"
               "\"e\":{\"keyed\":[\"\",\"9f\"]},\"from_s\":[0,5],\"g\":[\"z\",\"z\"]}",
               f),
           7, "the forms that change.c writes");
    ok(f[0].kind == AUDIT_FIELD_SET && str_eq(f[0].now, STR("x")), "set");
    ok(f[1].kind == AUDIT_FIELD_EMPTIED && str_eq(f[1].old, STR("y")), "emptied");
    ok(f[2].kind == AUDIT_FIELD_CHANGED && str_eq(f[2].now, STR("2")), "changed");
    ok(f[3].kind == AUDIT_FIELD_VALUE && str_eq(f[3].now, STR("7")), "a value");
    ok(f[4].kind == AUDIT_FIELD_KEYED, "[S42] a personal one");
    ok(f[5].is_time && str_eq(f[5].words, STR("from")), "a time");
    ok(f[6].kind == AUDIT_FIELD_SAME, "as before");
    is_i64((int64_t)read_fields("{\"a\":\"\\u00e9\\n\\\"\\\\\"}", f), 1, "a text");
    is_str(f[0].now, "\xc3\xa9\n\"\\", "with its escapes undone");
    static const char *const broken[] = {
        "x",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":[1]}",
        "{\"a\":{\"k\":1}}",
        "{\"a\":\"\\u00",
        "{\"a\":\"\\q\"}",
        "{\"a\":1,}",
        "[1]",
        "{\"a\":[1,[2]]}",
    };
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++)
        ok(read_fields(broken[i], f) == 1 && f[0].kind == AUDIT_FIELD_OTHER &&
               str_eq(f[0].now, str_from(broken[i])),
           "[S46] what is no detail comes whole: %s", broken[i]);
}

/* --- docs/audit.md: "| event | `action` | ..." --- */

static bool is_in_sources;
static struct str wanted;

static int find_in(const char *path, const struct stat *st, int type, struct FTW *where)
{
    (void)st;
    (void)where;
    if (type != FTW_F || !str_ends(str_from(path), STR(".c")))
        return is_in_sources;
    struct arena *of_file = arena_new(HELP_ARENA_BYTES); /* all of them often is too much */
    is_in_sources = str_find(help_read(of_file, path), wanted) != STR_NONE;
    arena_free(of_file);
    return is_in_sources;
}

static void test_page(void)
{
    struct str text = help_read(a, "docs/audit.md"), line, action, words;
    int n_rows = 0;
    struct str page = text;
    while (str_cut(&text, '\n', &line)) {
        size_t at = str_find(line, STR("| `"));
        if (!str_starts(line, STR("| ")) || at == STR_NONE)
            continue;
        struct str cell = str_sub(line, at + 3, line.n), code;
        (void)str_cut(&cell, '`', &code);
        n_rows++;
        is_in_sources = false;
        wanted = str_printf(a, "\"%.*s\"", STR_ARG(code));
        (void)nftw("src", find_in, 16, FTW_PHYS);
        ok(has_words(code) && is_in_sources,
           "[S41] (ASVS 16.2.1 16.3.1 16.3.2) %.*s is recorded by the program", STR_ARG(code));
    }
    ok(n_rows >= 20, "[S41] the page lists what S41 names");
    for (size_t i = 0; audit_words_at(i, &action, &words); i++)
        ok(str_find(page, str_printf(a, "`%.*s`", STR_ARG(action))) != STR_NONE,
           "[S41] docs/audit.md says where %.*s comes from", STR_ARG(action));
}

int main(void)
{
    a = arena_new(HELP_ARENA_BYTES);
    test_sources();
    test_table();
    test_detail();
    test_page();
    arena_free(a);
    return done_testing();
}
