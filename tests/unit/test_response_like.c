/* What makes two responses alike (features 3.31): 200 labelled pairs, at most 2 wrong
 * each way; the stored MinHash finds what the comparison word by word calls near. */
#include "core/base/arena.h"
#include "modules/responses/response_like.h"
#include "tests/directory_help.h"
#include "tests/tap.h"

#define PAIRS 200
#define WRONG_MOST 2

static struct arena *a;

static bool shares_a_band(const struct like_print *x, const struct like_print *y)
{
    for (size_t i = 0; i < LIKE_BANDS; i++)
        if (like_band(x, i) == like_band(y, i))
            return true;
    return false;
}

struct tally {
    int pairs, missed, false_alarms, near, not_found;
};

static void judge_pair(struct tally *t, struct str label, struct str one, struct str two)
{
    enum like_kind kind = LIKE_NOT;
    int64_t share = 0;
    struct like_print x, y;
    bool is_alike = str_eq(label, STR("alike"));
    bool is_read = like_compare(a, one, two, &kind, &share) == OK &&
                   like_print_of(a, one, &x) == OK && like_print_of(a, two, &y) == OK;
    t->pairs += is_read;
    t->missed += is_alike && kind == LIKE_NOT;
    t->false_alarms += !is_alike && kind != LIKE_NOT;
    t->near += kind == LIKE_NEAR;
    t->not_found += kind == LIKE_NEAR && !shares_a_band(&x, &y);
    if (is_alike == (kind == LIKE_NOT))
        printf("# %.*s, a share of %lld: %.60s\n", STR_ARG(label), (long long)share,
               str_z(a, one));
}

static void test_pairs(void)
{
    struct tally t = { 0 };
    struct str rest = help_read(a, "tests/data/like_pairs.txt"), line;
    while (str_cut(&rest, '\n', &line)) {
        struct str label, one, two;
        bool is_pair = !str_starts(line, STR("#")) && str_cut(&line, '\t', &label) &&
                       str_cut(&line, '\t', &one) && str_cut(&line, '\t', &two);
        if (is_pair)
            judge_pair(&t, label, one, two);
    }
    is_i64(t.pairs, PAIRS, "[3.31] pairs that are labelled");
    ok(t.missed <= WRONG_MOST, "[3.31] %d alike ones are missed, at most %d", t.missed,
       WRONG_MOST);
    ok(t.false_alarms <= WRONG_MOST, "[3.31] %d others are called alike, at most %d",
       t.false_alarms, WRONG_MOST);
    ok(t.near > 60 && t.not_found == 0, "[3.31] the MinHash finds all %d near ones", t.near);
}

static void test_same(void)
{
    enum like_kind kind;
    int64_t share;
    ok(like_compare(a,
                    STR("M\xC3\xB2"
                        "re  buses, please!"),
                    STR("more buses please"), &kind, &share) == OK &&
           kind == LIKE_SAME_TEXT,
       "[3.31] the same text: letters folded, marks and spaces joined");
    ok(like_compare(a, STR(""), STR(""), &kind, &share) == OK && kind == LIKE_NOT,
       "[3.31] two without words are not the same text");
    ok(like_compare(a, STR("a b c d e f"), STR("a b c d e f g"), &kind, &share) == OK &&
           kind == LIKE_NOT,
       "[3.31] under 30 words nothing is near");
}

int main(void)
{
    a = arena_new(HELP_ARENA_BYTES);
    test_pairs();
    test_same();
    arena_free(a);
    return done_testing();
}
