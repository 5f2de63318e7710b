/* Passwords as argon2id hashes, also those that an older version of this program made. */
#include "core/base/hash_password.h"
#include "core/base/rand.h"
#include "tests/tap.h"

/* "password", hashed by libsodium's crypto_pwhash_str with the parameters of this program. */
static const char BY_LIBSODIUM[] = "$argon2id$v=19$m=65536,t=2,p=1$Eu0PQ1i+WuWQPVfCQnCgPA$"
                                   "PUfIo1F6+VZrP39ARs9z+eTCn1fsFhrIGm8IVfg9Nf8";
/* "password" in 32 KiB and one pass: parameters that are not ours. */
static const char WEAK[] = "$argon2id$v=19$m=32,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$";

static void test_round(void)
{
    char first[HASH_PASSWORD_BYTES], second[HASH_PASSWORD_BYTES];
    struct str word = STR("a long sentence of mine");
    ok(hash_password(word, first) == OK && hash_password(word, second) == OK,
       "[S15] (ASVS 11.4.2) a password is hashed");
    ok(strcmp(first, second) != 0, "[S15] with a salt of its own each time");
    ok(strncmp(first, "$argon2id$v=19$m=65536,t=2,p=1$", 31) == 0,
       "[S15] by argon2id, 64 MiB and two passes");
    ok(hash_password_is(first, word) == OK && hash_password_is(second, word) == OK,
       "the password is known again");
    ok(hash_password_is(first, STR("a long sentence of mind")) == ERR_FORBIDDEN,
       "another one is refused");
    ok(hash_password_is(first, STR("")) == ERR_FORBIDDEN, "so is none at all");
    ok(!hash_password_is_old(first), "and the hash is not old");
    hash_password_rest();
    ok(hash_password_is(first, word) == OK, "also after the memory was given back");
}

static void test_older(void)
{
    ok(hash_password_is(BY_LIBSODIUM, STR("password")) == OK,
       "a hash made by libsodium is checked as it stands");
    ok(hash_password_is(BY_LIBSODIUM, STR("Password")) == ERR_FORBIDDEN, "and refuses others");
    ok(!hash_password_is_old(BY_LIBSODIUM), "its parameters are those of today");
    ok(hash_password_is_old(WEAK), "other parameters are old");
}

static void test_damaged(void)
{
    static const char *const damaged[] = {
        "",
        "$",
        "$argon2id$v=19$",
        "$argon2i$v=19$m=65536,t=2,p=1$Eu0PQ1i+WuWQPVfCQnCgPA$PUfIo1F6",
        "$argon2id$v=19$m=65536,t=2$Eu0PQ1i+WuWQPVfCQnCgPA$PUfIo1F6",
        "$argon2id$v=19$m=0,t=2,p=1$Eu0PQ1i+WuWQPVfCQnCgPA$PUfIo1F6",
        "$argon2id$v=19$m=99999999999,t=2,p=1$Eu0PQ1i+WuWQPVfCQnCgPA$"
        "PUfIo1F6+VZrP39ARs9z+eTCn1fsFhrIGm8IVfg9Nf8",
        "$argon2id$v=19$m=65536,t=2,p=1$Eu0PQ1i+WuWQPVfCQnCgPA$PUfIo1F6",
        "$argon2id$v=19$m=65536,t=2,p=1$not base64!$"
        "PUfIo1F6+VZrP39ARs9z+eTCn1fsFhrIGm8IVfg9Nf8",
        "$argon2id$v=19$m=65536,t=2,p=1$Eu0PQ1i+WuWQPVfCQnCgPA$"
        "PUfIo1F6+VZrP39ARs9z+eTCn1fsFhrIGm8IVfg9Nf8$more",
    };
    for (size_t i = 0; i < sizeof damaged / sizeof damaged[0]; i++)
        ok(hash_password_is(damaged[i], STR("password")) == ERR_FORBIDDEN &&
               hash_password_is_old(damaged[i]),
           "damaged hash %zu is nobody's", i);
}

int main(void)
{
    rand_init();
    test_round();
    test_older();
    test_damaged();
    hash_password_rest();
    return done_testing();
}
