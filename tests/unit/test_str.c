/* base/str: text as pointer and length. */
#include "../tap.h"

#include "core/base/arena.h"
#include "core/base/limits.h"

static void compare(void)
{
    ok(str_eq(STR("abc"), str_from("abc")), "equal texts are equal");
    ok(!str_eq(STR("abc"), STR("abd")) && !str_eq(STR("abc"), STR("ab")), "others are not");
    ok(str_eq((struct str){ NULL, 0 }, STR("")), "NULL of length 0 equals the empty text");
    ok(str_eq_nocase(STR("ABC-\xC3\x99"), STR("abc-\xC3\x99")), "ASCII letters without case");
    ok(!str_eq_nocase(STR("\xC3\x99"), STR("\xC3\xB9")), "only ASCII letters");
    ok(!str_eq_nocase(STR("@"), STR("`")), "signs beside the letters keep apart");
    ok(str_cmp(STR("a"), STR("b")) < 0 && str_cmp(STR("b"), STR("a")) > 0, "order by byte");
    ok(str_cmp(STR("a"), STR("ab")) < 0 && str_cmp(STR("ab"), STR("a")) > 0,
       "the shorter first");
    ok(str_cmp(STR("\x7F"), STR("\xC3")) < 0, "bytes have no sign");
    is_i64(str_cmp(STR(""), (struct str){ NULL, 0 }), 0, "empty texts are the same");
    ok(str_starts(STR("/areas/fife"), STR("/areas/")) && !str_starts(STR("/a"), STR("/areas")),
       "starts");
    ok(str_ends(STR("a.csv"), STR(".csv")) && !str_ends(STR("csv"), STR(".csv")), "ends");
}

static void parts(void)
{
    is_str(str_trim(STR(" \t\r\n a b \n")), "a b", "trimmed at both ends");
    is_str(str_trim(STR(" \n")), "", "nothing but space becomes empty");
    is_str(str_sub(STR("abcdef"), 2, 3), "cde", "a part");
    is_str(str_sub(STR("abc"), 2, STR_NONE), "c", "cut to what is there");
    is_str(str_sub(STR("abc"), 9, 1), "", "from beyond the end: empty");
    is_i64(str_find(STR("abcabd"), STR("abd")), 3, "found");
    ok(str_find(STR("abc"), STR("abcd")) == STR_NONE, "longer than the text: not found");
    is_i64(str_find(STR("abc"), STR("")), 0, "the empty text is at the start");
    is_i64(str_find_char(STR("a=b=c"), '='), 1, "the first sign");
    ok(str_find_char((struct str){ NULL, 0 }, 'x') == STR_NONE, "nothing in nothing");
}

static void cutting(void)
{
    struct str rest = STR("a,,b");
    struct str piece = { NULL, 0 };
    ok(str_cut(&rest, ',', &piece) && str_eq(piece, STR("a")), "first piece");
    ok(str_cut(&rest, ',', &piece) && piece.n == 0, "empty piece in the middle");
    ok(str_cut(&rest, ',', &piece) && str_eq(piece, STR("b")), "last piece");
    ok(!str_cut(&rest, ',', &piece), "then nothing");
    rest = STR("");
    ok(!str_cut(&rest, ',', &piece), "the empty text gives nothing");
}

static void numbers(void)
{
    int64_t v = 7;
    ok(str_to_i64(STR("-12"), &v) && v == -12, "a negative number");
    ok(str_to_i64(STR("9223372036854775807"), &v) && v == INT64_MAX, "the greatest");
    ok(str_to_i64(STR("-9223372036854775808"), &v) && v == INT64_MIN, "the least");
    v = 7;
    static const char *const bad[] = { "",
                                       "-",
                                       "+1",
                                       " 1",
                                       "1 ",
                                       "1a",
                                       "0x1",
                                       "9223372036854775808",
                                       "-9223372036854775809",
                                       "--1",
                                       "1.0" };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ok(!str_to_i64(str_from(bad[i]), &v) && v == 7,
           "[1.3] '%s' is no number and changes nothing", bad[i]);
    ok(!str_to_i64((struct str){ "1\0", 2 }, &v), "[S3] a NUL ends no number");
}

static void making(struct arena *a)
{
    is_str(str_lower(a, STR("ABC \xC3\x99")), "abc \xC3\x99", "lower: ASCII letters only");
    is_str(str_replace_char(a, STR("a-b-c"), '-', ' '), "a b c", "a sign replaced");
    is_str(str_join(a, STR("ab"), STR("cd")), "abcd", "joined");
    is_str(str_printf(a, "%d/%s/%.*s", 7, "x", STR_ARG(STR("yz"))), "7/x/yz", "printed");
    is_str(str_dup(a, STR("")), "", "a copy of nothing");
    ok(strcmp(str_z(a, STR("abc")), "abc") == 0, "with a terminator for a C library");
    ok(str_z(a, (struct str){ "a\0b", 3 }) == NULL && !arena_failed(a),
       "[S3] a NUL inside is refused");
}

static void failing(struct arena *a)
{
    arena_fail_after(a, 1);
    is_str(str_dup(a, STR("abc")), "", "no memory: the empty text");
    ok(arena_failed(a), "and the arena's flag is set");
    arena_reset(a);
    arena_fail_after(a, 1);
    ok(str_z(a, STR("abc")) == NULL && arena_failed(a), "str_z gives NULL");
    arena_reset(a);
    arena_fail_after(a, 1);
    is_str(str_printf(a, "%d", 1), "", "str_printf gives the empty text");
}

int main(void)
{
    struct arena *a = arena_new(MIB);
    compare();
    parts();
    cutting();
    numbers();
    making(a);
    failing(a);
    arena_free(a);
    return done_testing();
}
