/* base/hash: BLAKE2b, comparison, seals. */
#include "../tap.h"

#include "core/base/arena.h"
#include "core/base/hash.h"
#include "core/base/limits.h"
#include "core/base/rand.h"

static const struct hash_key KEY = { { 1, 2, 3 } };

static void hashes(struct arena *a)
{
    struct hash empty = hash_of(STR(""));
    is_str(hash_hex(a, &empty, HASH_BYTES),
           "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8",
           "BLAKE2b-256 of nothing, as published");
    struct hash h = hash_of(STR("abc"));
    is_str(hash_hex(a, &h, 4), "bddd813c", "of abc, first 4 bytes");
    struct hash keyed = hash_keyed(&KEY, STR("abc"));
    ok(!hash_equal(&h, &keyed), "a key changes it");
    struct hash back;
    ok(hash_from_hex(hash_hex(a, &h, HASH_BYTES), &back) && hash_equal(&h, &back),
       "to hex and back");
    ok(!hash_from_hex(STR("0e57"), &back), "too short");
    struct str odd = STR("zz5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
    ok(!hash_from_hex(odd, &back) && hash_equal(&h, &back), "no hex: refused, nothing changed");
    ok(str_eq(hash_view(&h), (struct str){ (const char *)h.byte, 32 }), "its bytes");
}

static void parts(void)
{
    struct str one[] = { STR_INIT("ab"), STR_INIT("c") };
    struct str two[] = { STR_INIT("a"), STR_INIT("bc") };
    struct str three[] = { STR_INIT("ab"), STR_INIT("c"), { NULL, 0 } };
    struct hash x = hash_parts(&KEY, one, 2);
    struct hash y = hash_parts(&KEY, two, 2);
    struct hash z = hash_parts(&KEY, three, 3);
    struct hash bare = hash_parts(NULL, one, 2);
    struct hash again = hash_parts(&KEY, one, 2);
    ok(hash_equal(&x, &again), "the same parts, the same hash");
    ok(!hash_equal(&x, &y) && !hash_equal(&x, &z) && !hash_equal(&x, &bare),
       "no two lists agree");
    struct hash by_hand = hash_of((struct str){ "\2\0\0\0\0\0\0\0ab\1\0\0\0\0\0\0\0c", 19 });
    ok(hash_equal(&bare, &by_hand), "each part follows its length in 8 bytes");
}

static void secrets(void)
{
    ok(str_equal_secret(STR("abc"), STR("abc")) && !str_equal_secret(STR("abc"), STR("abd")),
       "compared");
    ok(!str_equal_secret(STR("abc"), STR("ab")) &&
           str_equal_secret(STR(""), (struct str){ NULL, 0 }),
       "by length too");
    struct hash_key a = hash_subkey(&KEY, "csrf");
    struct hash_key b = hash_subkey(&KEY, "seal");
    struct hash_key c = hash_subkey(&KEY, "csrf");
    ok(memcmp(&a, &b, sizeof a) != 0 && memcmp(&a, &c, sizeof a) == 0,
       "one key for each purpose");
    char secret[4] = "abc";
    secret_wipe(secret, sizeof secret);
    ok(secret[0] == 0 && secret[2] == 0, "wiped");
}

static void seals(struct arena *a)
{
    struct str sealed = seal(a, &KEY, STR("the answer"));
    struct str plain = { NULL, 0 };
    ok(str_find(sealed, STR("answer")) == STR_NONE, "sealed: not readable");
    ok(unseal(a, &KEY, sealed, &plain), "opened");
    is_str(plain, "the answer", "as it was");
    ok(!str_eq(sealed, seal(a, &KEY, STR("the answer"))), "never the same twice");
    int opened = 0;
    for (size_t i = 0; i < sealed.n; i++) {
        char *copy = arena_alloc(a, sealed.n);
        memcpy(copy, sealed.p, sealed.n);
        copy[i] ^= 1;
        opened += unseal(a, &KEY, (struct str){ copy, sealed.n }, &plain);
        opened += unseal(a, &KEY, str_sub(sealed, 0, i), &plain);
    }
    is_i64(opened, 0, "no changed and no shortened one opens");
    struct hash_key other = { { 9 } };
    ok(!unseal(a, &other, sealed, &plain), "nor does another key");
    ok(unseal(a, &KEY, seal(a, &KEY, STR("")), &plain) && plain.n == 0, "nothing, sealed");
}

int main(void)
{
    rand_init();
    struct arena *a = arena_new(MIB);
    hashes(a);
    parts();
    secrets();
    seals(a);
    arena_free(a);
    return done_testing();
}
