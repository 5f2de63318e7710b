/* base/rand: random values, keys, receipt numbers. */
#include "../tap.h"

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/base/rand.h"

static void values(void)
{
    unsigned char seen[256] = { 0 };
    unsigned char bytes[8192];
    rand_bytes(bytes, sizeof bytes);
    int different = 0;
    for (size_t i = 0; i < sizeof bytes; i++)
        different += seen[bytes[i]]++ == 0;
    is_i64(different, 256, "8,192 bytes hold every value");
    bool good = true;
    int64_t all = 0;
    for (int i = 0; i < 1000; i++) {
        int64_t id = rand_id();
        good = good && id > 0;
        all |= id;
    }
    ok(good && all == INT64_MAX, "ids are positive and use 63 bits");
}

static void keys(struct arena *a)
{
    bool good = true;
    char seen[128] = { 0 };
    for (int i = 0; i < 500; i++) {
        struct str k = rand_key(a);
        good = good && k.n == KEY_SIGNS && key_is_valid(k) && k.p[0] >= '0' && k.p[0] <= '7';
        for (size_t j = 0; j < k.n; j++)
            seen[k.p[j] & 127] = 1;
    }
    int signs = 0;
    for (size_t i = 0; i < sizeof seen; i++)
        signs += seen[i];
    ok(good && signs == 32, "keys: 26 signs, 128 bits, all 32 signs are used");
    ok(!str_eq(rand_key(a), rand_key(a)), "no two alike");
    ok(key_is_valid(STR("0123456789abcdefghjkmnpqrs")), "a key");
    ok(!key_is_valid(STR("0123456789abcdefghjkmnpqr")), "too short");
    ok(!key_is_valid(STR("0123456789abcdefghjkmnpqrst")), "too long");
    ok(!key_is_valid(STR("0123456789ABCDEFGHJKMNPQRS")), "capitals");
    ok(!key_is_valid(STR("0123456789abcdefghjkmnpqru")), "u is no sign of it");
    ok(!key_is_valid((struct str){ "0123456789abcdefghjkmnpqr\0", 26 }), "nor is NUL");
}

static void receipts(struct arena *a)
{
    struct str got = { NULL, 0 };
    ok(receipt_parse(a, STR("FIF-7K3M-92Q2"), &got), "FIF-7K3M-92Q2 is right");
    is_str(got, "FIF-7K3M-92Q2", "and comes back as it is");
    ok(!receipt_parse(a, STR("FIF-7K3M-92QX"), &got), "FIF-7K3M-92QX is wrong");
    is_i64(crockford_check("7K3M92Q"), '2', "its check sign");
    ok(receipt_parse(a, STR(" fif7k3m92q2 "), &got) && str_eq(got, STR("FIF-7K3M-92Q2")),
       "case and hyphens are forgiven");
    ok(receipt_parse(a,
                     STR("FIF\xE2\x80\x93"
                         "7K3M\xC2\xA0"
                         "92Q2"),
                     &got),
       "and the hyphens of word processors");
    static const char *const bad[] = { "",
                                       "FIF",
                                       "FIF-7K3M-92Q",
                                       "FIF-7K3M-92Q22",
                                       "F1F-7K3M-92Q2",
                                       "FIF-7K3M-92U2",
                                       "FIF-7K3M-92Q\xC3\xB9",
                                       "FIF-K73M-92Q2" };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ok(!receipt_parse(a, str_from(bad[i]), &got), "'%s' is refused", bad[i]);
}

/* Every new number reads back, with O I L for 0 1 1, and no single wrong sign passes. */
static void receipts_new(struct arena *a)
{
    static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    int wrong = 0;
    int passed = 0;
    for (int i = 0; i < 200; i++) {
        struct str r = receipt_new(a, STR("SCO"));
        struct str got = { NULL, 0 };
        struct str sloppy =
            str_replace_char(a, str_replace_char(a, str_lower(a, r), '0', 'o'), '1', 'l');
        wrong += r.n != 13 || !receipt_parse(a, sloppy, &got) || !str_eq(got, r);
        char other[13];
        memcpy(other, r.p, sizeof other);
        size_t at = 4 + (size_t)i % 4;
        for (const char *c = alphabet; *c; c++) {
            other[at] = *c;
            passed += *c != r.p[at] && receipt_parse(a, (struct str){ other, 13 }, &got);
        }
    }
    is_i64(wrong, 0, "200 new numbers read back, typed sloppily");
    is_i64(passed, 0, "no number with one wrong sign is taken");
}

int main(void)
{
    rand_init();
    struct arena *a = arena_new(16 * MIB);
    values();
    keys(a);
    receipts(a);
    receipts_new(a);
    arena_fail_after(a, 1);
    is_str(rand_key(a), "", "without memory: no key");
    arena_free(a);
    return done_testing();
}
