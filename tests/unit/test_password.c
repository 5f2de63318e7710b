/* test_password.c: which passwords are refused, and the thread that hashes them. */
#include "tests/tap.h"

#include "core/base/arena.h"
#include "core/base/embedded_text.h"
#include "core/base/log.h"
#include "core/base/rand.h"
#include "modules/people/hasher.h"
#include "modules/people/password.h"

#include <pthread.h>
#include <sched.h>
#include <sodium.h>
#include <stdatomic.h>
#include <time.h>

#define ARENA_BYTES ((size_t)8 * 1024 * 1024)

static struct arena *a;

static const struct str own[] = { STR_INIT("Community Justice Engagement"),
                                  STR_INIT("Kilmarnock"),
                                  STR_INIT("Na h-Eileanan Siar"),
                                  STR_INIT("Dùn Dèagh"),
                                  STR_INIT("Morag Robertson"),
                                  STR_INIT("mrobertson"),
                                  STR_INIT("") };

static void judged(struct str password, enum password_fault want, const char *title)
{
    enum password_fault got = password_judge(a, password, own, sizeof own / sizeof own[0]);
    if (!ok(got == want, "%s: %.*s", title, (int)(password.n < 40 ? password.n : 40),
            password.p))
        printf("#   got %d, want %d\n", (int)got, (int)want);
}

static struct str times(const char *part, size_t n)
{
    struct str s = STR("");
    for (size_t i = 0; i < n; i++)
        s = str_join(a, s, str_from(part));
    return s;
}

static void test_rules(void)
{
    static const struct {
        const char *password;
        enum password_fault fault;
    } rule[] = {
        { "Password1234", PASSWORD_LISTED },
        { "qwertyqwerty", PASSWORD_PATTERN },
        { "kilmarnock2026", PASSWORD_NAME },
        { "aaaaaaaaaaaa", PASSWORD_PATTERN },
        { "202620262026", PASSWORD_EMPTY },
        { "!!!!2026!!!!", PASSWORD_EMPTY },
        { "            ", PASSWORD_EMPTY },
        { "PASSWORD!!!!!!", PASSWORD_LISTED },
        { "p\xc3\xa0ssw\xc3\xb2rd2026", PASSWORD_LISTED },
        { "12dragon--34", PASSWORD_LISTED },
        { "dragondragon", PASSWORD_LISTED },
        { "dragondragondragon7", PASSWORD_LISTED },
        { "monkey-dragon99", PASSWORD_LISTED },
        { "Monkey Dragon!", PASSWORD_LISTED },
        { "AAAAaaaaAAAA1", PASSWORD_PATTERN },
        { "asdfghjklqwertyuiop", PASSWORD_PATTERN },
        { "poiuytrewq12", PASSWORD_PATTERN },
        { "abcdefghijkl", PASSWORD_PATTERN },
        { "qwerty12345qwerty", PASSWORD_PATTERN },
        { "communityjustice1", PASSWORD_LISTED },
        { "communityjusticeengagement", PASSWORD_NAME },
        { "naheileanansiar9", PASSWORD_NAME },
        { "DunDeagh1234", PASSWORD_NAME },
        { "robertson2026!", PASSWORD_NAME },
        { "xxKilmarnock11", PASSWORD_NAME },
        { "mrobertson!!!1", PASSWORD_NAME },
        { "correct horse battery staple", PASSWORD_GOOD },
        { "seven grey herons wait", PASSWORD_GOOD },
        { "Kilmarnock porridge tuesday", PASSWORD_GOOD },
        { "vq7Zr!t0pLmx", PASSWORD_GOOD },
        { "tha an latha math", PASSWORD_GOOD },
        { "\xd0\xb4\xd0\xbe\xd0\xb6\xd0\xb4\xd1\x8c \xd0\xb8\xd0\xb4\xd1\x91\xd1\x82 \xd0\xb2",
          PASSWORD_GOOD },
    };
    for (size_t i = 0; i < sizeof rule / sizeof rule[0]; i++)
        judged(str_from(rule[i].password), rule[i].fault, "[S14] judged");
}

static void test_lengths(void)
{
    judged(STR(""), PASSWORD_SHORT, "[S14] nothing");
    judged(STR("vq7Zr!t0pLm"), PASSWORD_SHORT, "[S14] 11 characters");
    judged(STR("\xc3\xa9\xc3\xb1v\xc3\xbck7r\xc3\xa4q"), PASSWORD_SHORT,
           "[S14] characters are counted, not bytes");
    judged(times("vq7Zr!t0pLmx.,w-", 16), PASSWORD_GOOD, "[S14] 256 characters");
    judged(str_join(a, times("vq7Zr!t0pLmx.,w-", 16), STR("x")), PASSWORD_LONG,
           "[S14] one more");
    judged(times("\xf0\x9f\xa6\x89", 12), PASSWORD_PATTERN, "one sign of four bytes repeated");
    judged(STR("bad \xff bytes here"), PASSWORD_NOT_TEXT, "no UTF-8");
    judged(STR("a nought \0 inside"), PASSWORD_NOT_TEXT, "a NUL is not cut at");
    char *huge = arena_alloc(a, 1000000);
    memset(huge, 'x', 1000000);
    judged((struct str){ huge, 1000000 }, PASSWORD_LONG, "[S14] something huge");
    ok(password_judge(a, STR("kilmarnock2026"), NULL, 0) == PASSWORD_GOOD,
       "without names there are none to find");
    struct arena *small = arena_new(ARENA_BYTES);
    for (long i = 1; i < 30; i++) {
        arena_fail_after(small, i);
        enum password_fault f = password_judge(small, STR("Password1234"), own, 3);
        if (f == PASSWORD_GOOD)
            ok(false, "[D5] failing allocation %ld lets a bad password through", i);
        arena_reset(small);
    }
    arena_free(small);
}

static void test_list(void)
{
    struct str rest = words_embedded[0].text, word, before = STR("");
    size_t n = 0, wrong = 0;
    while (str_cut(&rest, '\n', &word)) {
        bool is_good = word.n >= 3 && str_cmp(before, word) < 0 && password_is_listed(word);
        for (size_t i = 0; i < word.n; i++)
            is_good = is_good && word.p[i] >= 'a' && word.p[i] <= 'z';
        wrong += !is_good;
        before = word;
        n++;
    }
    ok(n > 800, "a list of %zu words", n);
    is_i64((int64_t)wrong, 0, "in order, lower case, each found");
    ok(!password_is_listed(STR("")) && !password_is_listed(STR("pa")) &&
           !password_is_listed(STR("passwor")) && !password_is_listed(STR("passwordx")) &&
           !password_is_listed(STR("aaa")) && !password_is_listed(STR("zzzz")) &&
           !password_is_listed(STR("access\naccount")),
       "and nothing else");
}

static int64_t cpu_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static struct hash_verdict check(struct hasher *h, struct str password, struct str hash)
{
    struct hash_verdict v = { true, true };
    is_i64(hasher_check(h, password, hash, &v), OK, "a password is checked");
    return v;
}

static void test_hash(struct hasher *h)
{
    char hash[HASH_PASSWORD_BYTES], second[HASH_PASSWORD_BYTES], old[HASH_PASSWORD_BYTES];
    struct str password = STR("seven grey herons wait");
    is_i64(hasher_make(h, password, hash), OK, "a password is hashed");
    ok(str_starts(str_from(hash), STR("$argon2id$v=19$m=65536,t=2,p=1$")),
       "[S15] (ASVS 11.4.2) argon2id, 64 MiB, 2 passes");
    struct hash_verdict v = check(h, password, str_from(hash));
    ok(v.is_right && !v.is_old, "the right one is right");
    ok(!check(h, STR("seven grey herons wai"), str_from(hash)).is_right &&
           !check(h, STR("Seven grey herons wait"), str_from(hash)).is_right,
       "[S14] it is neither cut nor folded");
    is_i64(hasher_make(h, password, second), OK, "the same again");
    ok(!str_eq(str_from(hash), str_from(second)), "has another salt");
    if (crypto_pwhash_str(old, password.p, password.n, crypto_pwhash_OPSLIMIT_MIN,
                          crypto_pwhash_MEMLIMIT_MIN))
        die("hash");
    v = check(h, password, str_from(old));
    ok(v.is_right && v.is_old, "[S15] one with weaker parameters is to be made anew");
    ok(!check(h, STR("wrong"), str_from(old)).is_old, "by nobody else");
    ok(!check(h, password, STR("")).is_right && !check(h, STR(""), STR("")).is_right,
       "where there is no hash every password is wrong");
    ok(!check(h, password, STR("$argon2id$damaged")).is_right &&
           !check(h, password, times("x", 500)).is_right,
       "nor does a damaged one let in");
}

static int by_value(const void *x, const void *y)
{
    const int64_t *p = x, *q = y;
    return (*p > *q) - (*p < *q);
}

/* The middle one of five, in processor time: waiting for others does not count. */
static int64_t median_us(struct hasher *h, struct str hash)
{
    int64_t us[5];
    for (size_t i = 0; i < 5; i++) {
        int64_t from = cpu_us();
        check(h, STR("seven grey herons wake"), hash);
        us[i] = cpu_us() - from;
    }
    qsort(us, 5, sizeof us[0], by_value);
    return us[2];
}

static void test_same_work(struct hasher *h)
{
    char hash[HASH_PASSWORD_BYTES];
    is_i64(hasher_make(h, STR("seven grey herons wait"), hash), OK, "a known account");
    int64_t known = median_us(h, str_from(hash)), unknown = median_us(h, STR(""));
    ok(unknown > known / 2 && unknown < known * 2,
       "[S15] an unknown address costs the same work (%lld and %lld us)", (long long)known,
       (long long)unknown);
}

struct caller {
    struct hasher *h;
    atomic_size_t *n_left;
    pthread_t thread;
    enum err result;
};

static void *call(void *arg)
{
    struct caller *c = arg;
    char hash[HASH_PASSWORD_BYTES];
    c->result = hasher_make(c->h, STR("seven grey herons wait"), hash);
    atomic_fetch_add(c->n_left, 1);
    return NULL;
}

/* More at once than may stand there; then a stop while they stand. */
static void test_queue(void)
{
    enum { N = HASHER_WAITING_MAX + 20 };
    static struct caller c[N];
    atomic_size_t n_left = 0;
    struct hasher *h = hasher_start();
    size_t n_done = 0, n_busy = 0;
    for (size_t i = 0; i < N; i++) {
        c[i] = (struct caller){ .h = h, .n_left = &n_left };
        if (pthread_create(&c[i].thread, NULL, call, &c[i]))
            die("thread");
    }
    while (hasher_callers(h) + atomic_load(&n_left) < N)
        sched_yield();
    size_t n_sent_away = atomic_load(&n_left);
    hasher_stop(h);
    for (size_t i = 0; i < N; i++) {
        pthread_join(c[i].thread, NULL);
        n_done += c[i].result == OK;
        n_busy += c[i].result == ERR_BUSY;
    }
    ok(n_sent_away > 0, "[S15] 50 stand before the thread, more are sent away at once");
    ok(n_done > 0 && n_busy > 0 && n_done + n_busy == N,
       "stopped while they stand there, everybody is answered (%zu hashed)", n_done);
}

int main(void)
{
    a = arena_new(ARENA_BYTES);
    rand_init();
    test_rules();
    test_lengths();
    test_list();
    struct hasher *h = hasher_start();
    if (!h)
        die("no hasher");
    test_hash(h);
    test_same_work(h);
    hasher_stop(h);
    test_queue();
    arena_free(a);
    return done_testing();
}
