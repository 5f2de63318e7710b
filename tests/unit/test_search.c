/* test_search.c: words that people type as an expression of the index, and what is marked
 * (core/store/search.h). */
#include "tests/tap.h"

#include "core/base/buf.h"
#include "core/store/search.h"
#include "tests/store_help.h"

static struct arena *a;

static struct str expression(const char *typed)
{
    struct search_words *w = arena_alloc(a, sizeof *w);
    struct search_ask *ask = arena_alloc(a, sizeof *ask);
    search_words_read(a, str_from(typed), w);
    ask->words = w;
    ask->columns = "name words";
    ask->all[ask->n_all++] = STR("pub");
    return search_expression(a, ask);
}

static void test_words(void)
{
    is_str(expression(""), "terms : (\"pub\")", "[2.1] no words: the filters alone");
    is_str(expression("Housing"), "{name words} : (\"housing\") AND terms : (\"pub\")",
           "[2.1] one word");
    is_str(expression("hou"), "{name words} : (\"hou\" *) AND terms : (\"pub\")",
           "[2.1] a short last word is a beginning");
    is_str(expression("Dùn Dè women's"),
           "{name words} : (\"dun\" AND \"de\" AND \"womens\") AND terms : (\"pub\")",
           "[2.1] accents are folded");
    is_str(expression("the women of the isles"),
           "{name words} : (\"women\" AND \"isles\") AND terms : (\"pub\")",
           "[2.1] little words are left out beside others");
    is_str(expression("the"), "{name words} : (\"the\" *) AND terms : (\"pub\")",
           "[2.1] a little word alone is looked for");
    is_str(
        expression("own : x OR terms:\"p1\" NOT (y*) ^NEAR"),
        "{name words} : (\"own\" AND \"x\" AND \"terms\" AND \"p1\" AND \"not\" AND \"y\" AND "
        "\"near\" *) AND terms : (\"pub\")",
        "[S4] (ASVS 1.2.4) no sign of the grammar comes from what was typed");
    is_str(expression("a b c d e f g h i j k l m n o p q r"),
           "{name words} : (\"b\" AND \"c\" AND \"d\" AND \"e\" AND \"f\" AND \"g\" AND \"h\" "
           "AND \"i\") AND terms : (\"pub\")",
           "[S4] (ASVS 1.2.4) at most 8 words count");
}

static void test_filters(void)
{
    struct search_ask *ask = arena_alloc(a, sizeof *ask);
    ask->all[ask->n_all++] = STR("a12");
    ask->all[ask->n_all++] = STR("x\" OR y");
    ask->any[ask->n_any++] = STR("zactive");
    ask->any[ask->n_any++] = STR("zclosed");
    ask->without[ask->n_without++] = STR("s7");
    is_str(search_expression(a, ask),
           "(terms : (\"a12\") AND terms : (\"zactive\" OR \"zclosed\")) NOT terms : (\"s7\")",
           "[2.1] filters; what is no term is left out");
}

/* "plain [match] plain" */
static struct str marked(const char *text, const char *typed, size_t max_chars)
{
    struct search_part part[6];
    struct search_words w;
    struct buf *out = buf_in(a, 4096);
    search_words_read(a, str_from(typed), &w);
    size_t n = search_parts(a, str_from(text), &w, max_chars, part, 6);
    for (size_t i = 0; i < n; i++)
        buf_printf(out, part[i].is_match ? "[%.*s]" : "%.*s", STR_ARG(part[i].text));
    return buf_view(out);
}

static void test_marks(void)
{
    is_str(marked("Help for women’s housing in Dùn Dè.", "dun womens", 200),
           "Help for [women’s] housing in [Dùn] Dè.", "[2.1] words found are marked");
    is_str(marked("Housing and houses", "hous", 200), "[Housing] and [houses]",
           "[2.1] so are words that the last one begins");
    is_str(marked("One two three four", "", 9), "One two…", "a long text is cut between words");
    is_str(marked("", "x", 9), "", "an empty one is none");
    is_str(marked("<b>x</b>", "b", 90), "<[b]>x</[b]>",
           "[S1] (ASVS 1.2.1) marks are pieces, not HTML");
    is_str(marked("Far away from the beginning of this text, after many other words stands the "
                  "garden that was looked for, and more.",
                  "garden", 60),
           "…words stands the [garden] that was looked for, and more.",
           "[2.1] the piece with the first match is shown");
    is_str(marked("a x a x a x a x a x", "x", 90), "a [x] a [x] a [x a x a x]",
           "no more pieces than there is room for");
}

/* Whatever is typed: the index takes the expression. */
static void test_index(struct db *db)
{
    static const char *const typed[] = { "\"",
                                         "\"\"\"",
                                         "*",
                                         "^",
                                         "a:b",
                                         "{name} : x",
                                         "NEAR(a b, 3)",
                                         "-x",
                                         "+",
                                         "'",
                                         "x\" OR \"y",
                                         "\xF0\x9F\x98\x80",
                                         "\xD0\xB0\xD0\xB1",
                                         "AND OR NOT",
                                         "()",
                                         "a*b*c*",
                                         "\xC3\x9F",
                                         "\xEF\xBC\xA1" };
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
        int64_t n = -1;
        enum err e =
            db_one_i64(db, "SELECT count(*) FROM body_search WHERE body_search MATCH $1",
                       BINDS(bt(expression(typed[i]))), &n);
        ok(e == OK && n == 0, "[S4] (ASVS 1.2.4) typed %zu is taken", i);
    }
}

int main(void)
{
    a = arena_new(HELP_ARENA_BYTES);
    const char *dir = help_dir(a);
    struct store *s = help_store(a, dir);
    struct db *db = store_reader_open(s, READER_ALL);
    test_words();
    test_filters();
    test_marks();
    test_index(db);
    store_reader_close(db);
    store_close(s);
    help_remove(a, dir);
    arena_free(a);
    return done_testing();
}
