/* test_backoff.c: wrong answers make the next one wait and lock nobody out. */
#include "tests/tap.h"

#include "modules/people/backoff.h"
#include "modules/people/session.h"
#include "tests/people_help.h"

#define T ((int64_t)HELP_NOW_S)
#define DAY_S ((int64_t)86400)

static struct arena *a;
static struct hash_key key;
static struct backoff_try try;
static int64_t wait_s;

PEOPLE_FN(take_one, backoff_take(db, &try, &wait_s))
PEOPLE_FN(clear_one, backoff_clear(db, &try))
PEOPLE_FN(sweep, backoff_sweep(db, try.now_s))

static int64_t take(int64_t now_s)
{
    try.now_s = now_s;
    if (help_run(take_one))
        die("take");
    return wait_s;
}

static void clear_at(int64_t now_s)
{
    try.now_s = now_s;
    is_i64(help_run(clear_one), OK, "a success");
}

static void guess_at(const char *email, const char *address)
{
    try = (struct backoff_try){ .key = &key,
                                .email_key = str_from(email),
                                .address = str_from(address) };
}

static void test_waits(void)
{
    static const int64_t waits[] = { 1, 2, 4, 8, 16 };
    int64_t now = T;
    guess_at("one@example.scot", "192.0.2.1");
    for (int i = 0; i < 5; i++)
        is_i64(take(now), 0, "[S16] five wrong answers wait for nothing");
    for (size_t i = 0; i < 5; i++) {
        is_i64(take(now), waits[i], "[S16] then 1, 2, 4, 8, 16 seconds");
        is_i64(take(now + waits[i] - 1), 1, "to the last one");
        now += waits[i];
        is_i64(take(now), 0, "and it may be tried again");
    }
    is_i64(take(now), T + 300 - now, "[S16] ten guesses in 5 minutes and no more");
    is_i64(take(T + 299), 1, "to the second");
    is_i64(take(T + 300), 0, "then there is one");
    is_i64(take(T + 300), 60, "the longest wait is a minute");
    now = T + 600;
    for (int i = 0; i < 20; i++, now += 60)
        is_i64(take(now), 0, "[S16] once a minute it never ends");
    is_i64(take(now + 400 * DAY_S), 0, "[S16] nothing locks for good");
}

static void test_clear(void)
{
    guess_at("one@example.scot", "192.0.2.1");
    for (int i = 0; i < 7; i++)
        take(T + i * 4);
    ok(take(T + 25) > 0, "after wrong answers");
    clear_at(T + 28);
    is_i64(take(T + 28), 0, "a right one forgets them");
    for (int i = 0; i < 4; i++)
        is_i64(take(T + 28), 0, "all");
    is_i64(take(T + 28), 1, "and they count anew");
}

static void test_apart(void)
{
    guess_at("one@example.scot", "192.0.2.1");
    for (int i = 0; i < 5; i++)
        take(T);
    is_i64(take(T), 1, "a stranger uses the account's tries up");
    struct session_value device = { { 1 } };
    try.device = &device;
    is_i64(take(T), 0, "[S16] the person's own browser has its own");
    try.device = NULL;
    try.is_factor = true;
    is_i64(take(T), 0, "[S16] so have codes of the second factor");
    for (int i = 0; i < 4; i++)
        take(T);
    is_i64(take(T), 1, "which wait too");
    try.is_factor = false;
    clear_at(T);
    try.is_factor = true;
    is_i64(take(T), 1, "a right password does not clear them");
    guess_at("two@example.scot", "192.0.2.1");
    is_i64(take(T), 0, "others are not made to wait");
    guess_at("nobody@example.scot", "192.0.2.9");
    for (int i = 0; i < 5; i++)
        is_i64(take(T), 0, "an address of mail that nobody has");
    is_i64(take(T), 1, "[S16] waits just so");
}

static void test_address(void)
{
    char email[32];
    for (int i = 0; i < 100; i++) {
        snprintf(email, sizeof email, "p%d@example.scot", i);
        guess_at(email, "192.0.2.1");
        if (take(T + i))
            ok(false, "person %d waits", i);
    }
    guess_at("next@example.scot", "192.0.2.1");
    is_i64(take(T + 100), 200, "[S16] a hundred guesses from one address in 5 minutes");
    guess_at("next@example.scot", "192.0.2.2");
    is_i64(take(T + 100), 0, "another address is not held up");
    guess_at("next@example.scot", "");
    is_i64(take(T + 100), 0, "nor a door without addresses");
    guess_at("p7@example.scot", "192.0.2.1");
    clear_at(T + 100);
    guess_at("next@example.scot", "192.0.2.1");
    is_i64(take(T + 100), 0, "a success gives its guess back");
}

static void test_clock(void)
{
    guess_at("one@example.scot", "192.0.2.1");
    for (int i = 0; i < 10; i++)
        take(T + 400 * DAY_S + i * 60);
    is_i64(take(T), 0, "a clock set back by a year locks nobody out");
    is_i64(take(T), 60, "and counts on from there");
    is_i64(take(T + 60), 0, "as ever");
    is_i64(take(INT64_MAX / 2), 0, "nor does one set ahead");
}

static void test_rows(void)
{
    guess_at("one@example.scot", "192.0.2.1");
    take(T);
    is_i64(help_count(help.db, "SELECT count(*) FROM sign_in_backoff"), 2, "two counters");
    struct stmt *s = db_query(help.db, "SELECT key_hash FROM sign_in_backoff", NO_BINDS);
    while (db_row(s)) {
        struct str h = db_blob(s, 0, a);
        ok(h.n == 32 && str_find(h, STR("192.0")) == STR_NONE, "[S16] kept as keyed hashes");
    }
    is_i64(db_done(s, OK), OK, "read");
    struct hash_key other = { { 9 } };
    try.key = &other;
    take(T);
    is_i64(help_count(help.db, "SELECT count(*) FROM sign_in_backoff"), 4,
           "[S16] under the link key");
    try.now_s = T + DAY_S - 1;
    is_i64(help_run(sweep), OK, "for a day");
    is_i64(help_count(help.db, "SELECT count(*) FROM sign_in_backoff"), 4, "they are kept");
    try.now_s = T + DAY_S;
    is_i64(help_run(sweep), OK, "then");
    is_i64(help_count(help.db, "SELECT count(*) FROM sign_in_backoff"), 0, "removed");
    is_i64(help_count(help.db, "SELECT count(*) FROM audit WHERE object_kind <> ''"), 0,
           "and none of it is in the records");
}

static void with_people(void (*test)(void))
{
    const char *dir = help_dir(a);
    help_people(a, dir);
    test();
    help_people_end();
    help_remove(a, dir);
}

int main(void)
{
    a = arena_new(HELP_ARENA_BYTES);
    rand_init();
    rand_bytes(&key, sizeof key);
    with_people(test_waits);
    with_people(test_clear);
    with_people(test_apart);
    with_people(test_address);
    with_people(test_clock);
    with_people(test_rows);
    arena_free(a);
    return done_testing();
}
