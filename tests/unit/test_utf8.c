/* base/utf8: checking, cleaning, folding. */
#include "../tap.h"

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/base/utf8.h"

static void valid(void)
{
    static const char *const good[] = { "",
                                        "a",
                                        "\xC2\x80",
                                        "\xDF\xBF",
                                        "\xE0\xA0\x80",
                                        "\xED\x9F\xBF",
                                        "\xEE\x80\x80",
                                        "\xEF\xBF\xBF",
                                        "\xF0\x90\x80\x80",
                                        "\xF4\x8F\xBF\xBF",
                                        "D\xC3\xB9n" };
    static const char *const bad[] = { "\x80",
                                       "\xBF",
                                       "\xC0\x80",
                                       "\xC1\xBF",
                                       "\xC2",
                                       "\xC2"
                                       "a",
                                       "\xE0\x9F\xBF",
                                       "\xE2\x82",
                                       "\xED\xA0\x80",
                                       "\xED\xBF\xBF",
                                       "\xF0\x8F\xBF\xBF",
                                       "\xF4\x90\x80\x80",
                                       "\xF5\x80\x80\x80",
                                       "\xFF",
                                       "\xFE",
                                       "\xF0\x9F\x98",
                                       "a\xE2\x28\xA1" };
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        ok(utf8_is_valid(str_from(good[i])), "[S3] good %zu is taken", i);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ok(!utf8_is_valid(str_from(bad[i])), "[S3] bad %zu is refused", i);
}

static void text(void)
{
    ok(utf8_is_text(STR("a\tb\r\nc \xC2\xA0")), "[S3] tab and newlines are text");
    ok(!utf8_is_text((struct str){ "a\0b", 3 }), "[S3] NUL is not");
    static const char *const control[] = { "\x01",     "\x1F",     "\x7F", "\x1B[0m",
                                           "\xC2\x80", "\xC2\x9F", "\x0B" };
    for (size_t i = 0; i < sizeof control / sizeof control[0]; i++)
        ok(!utf8_is_text(str_from(control[i])), "[S3] control character %zu is refused", i);
    ok(!utf8_is_text(STR("\xFF")), "[S3] nor are bytes that are no UTF-8");
    is_i64((int64_t)utf8_length(STR("D\xC3\xB9n \xF0\x9F\x98\x80")), 5,
           "length in code points");
}

static bool encode_and_back(uint32_t cp)
{
    char out[4];
    size_t n = utf8_encode(cp, out);
    struct str s = { out, n };
    size_t i = 0;
    return utf8_is_valid(s) && utf8_next(s, &i) == cp && i == n && utf8_length(s) == 1;
}

static void code_points(void)
{
    uint32_t wrong = 0;
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp++)
        if ((cp < 0xD800 || cp > 0xDFFF) && !encode_and_back(cp))
            wrong++;
    is_i64(wrong, 0, "every code point is encoded and read again");
    char out[4];
    ok(utf8_encode(0xD800, out) == 3 && memcmp(out, "\xEF\xBF\xBD", 3) == 0,
       "a surrogate becomes U+FFFD");
    ok(utf8_encode(0x110000, out) == 3 && memcmp(out, "\xEF\xBF\xBD", 3) == 0,
       "and so does what is too great");
    size_t i = 0;
    struct str bad = STR("\xE2\x82"
                         "a");
    ok(utf8_next(bad, &i) == 0xFFFD && i == 1 && utf8_next(bad, &i) == 0xFFFD && i == 2,
       "a bad byte counts one");
    ok(utf8_next(bad, &i) == 'a' && i == 3, "and the text goes on behind it");
}

static void newlines(struct arena *a)
{
    is_str(utf8_normalise_newlines(a, STR("  a\r\nb\rc\n\r\nd\r\n ")), "a\nb\nc\n\nd",
           "[S3] CRLF and CR to LF, trimmed");
    is_str(utf8_normalise_newlines(a, STR("\r")), "", "[S3] nothing but a newline");
    is_str(utf8_normalise_newlines(a, STR("a\r\r\nb")), "a\n\nb", "[S3] CR and CRLF are two");
}

static void folding(struct arena *a)
{
    static const struct {
        const char *in, *out;
    } names[] = {
        { "Na h-Eileanan Siar", "na h eileanan siar" },
        { "D\xC3\xB9n D\xC3\xA8", "dun de" },
        { "Perth & Kinross", "perth and kinross" },
        { "Perth&Kinross", "perth and kinross" },
        { "&", "and" },
        { "St Andrew's", "st andrews" },
        { "St Andrew\xE2\x80\x99s", "st andrews" },
        { "  Argyll  and\tBute. ", "argyll and bute" },
        { "\xC3\x98rsted \xC3\x86gir Stra\xC3\x9F"
          "e",
          "orsted aegir strasse" },
        { "e\xCC\x81", "e" },
        { "\xC5\x81\xC3\xB3"
          "d\xC5\xBA",
          "lodz" },
        { "KY11 2AB", "ky11 2ab" },
        { "a\xE2\x80\x93"
          "b",
          "a b" },
        { "\xC2\xA3"
          "5",
          "5" },
        { "\xEF\xBC\xA1\xEF\xBC\x91", "a1" },
        { "\xD0\x9A\xD0\xB8\xD1\x97\xD0\xB2", "\xD0\xBA\xD0\xB8\xD1\x97\xD0\xB2" },
        { "---", "" },
        { "", "" },
        { "a\xFF"
          "b",
          "a b" },
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        is_str(utf8_fold(a, str_from(names[i].in)), names[i].out, names[i].out);
    /* The one sign that folds to more than it takes must not outgrow its room. */
    char many[64];
    memset(many, '&', sizeof many);
    is_i64((int64_t)utf8_fold(a, (struct str){ many, sizeof many }).n, 64 * 4 - 1,
           "64 times and");
}

static void distance(void)
{
    is_i64(utf8_distance(STR("fife"), STR("fife"), 2), 0, "the same");
    is_i64(utf8_distance(STR("fife"), STR("fief"), 2), 1, "a swap of neighbours is one edit");
    is_i64(utf8_distance(STR("moray"), STR("morray"), 2), 1, "an insertion");
    is_i64(utf8_distance(STR("morray"), STR("moray"), 2), 1, "a deletion");
    is_i64(utf8_distance(STR("angus"), STR("angis"), 2), 1, "a replacement");
    is_i64(utf8_distance(STR("ca"), STR("abc"), 5), 3, "no edit within a swapped pair");
    is_i64(utf8_distance(STR("kitten"), STR("sitting"), 9), 3, "three edits");
    is_i64(utf8_distance(STR("kitten"), STR("sitting"), 2), 3,
           "more than the most: the most and one");
    is_i64(utf8_distance(STR(""), STR("abc"), 3), 3, "from nothing");
    is_i64(utf8_distance(STR("abc"), STR(""), 2), 3, "to nothing, too far");
    is_i64(utf8_distance(STR("\xCE\xB1"), STR("\xCE\xB2"), 2), 1,
           "a letter of two bytes is one");
    is_i64(utf8_distance(STR("abcdef"), STR("badcfe"), 3), 3, "three swaps");
    char x[400];
    char y[400];
    memset(x, 'x', sizeof x);
    memset(y, 'y', sizeof y);
    is_i64(utf8_distance((struct str){ x, 400 }, (struct str){ y, 400 }, 3), 4,
           "long texts are far");
    is_i64(utf8_distance((struct str){ x, 400 }, (struct str){ x, 400 }, 3), 0, "unless equal");
    is_i64(utf8_distance((struct str){ x, 128 }, (struct str){ y, 128 }, 200), 128,
           "the longest that is counted");
}

int main(void)
{
    struct arena *a = arena_new(MIB);
    valid();
    text();
    code_points();
    newlines(a);
    folding(a);
    distance();
    arena_free(a);
    return done_testing();
}
