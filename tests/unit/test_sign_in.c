/* test_sign_in.c: the ways in, put together. */
#include "tests/tap.h"

#include "modules/people/device.h"
#include "modules/people/hasher.h"
#include "modules/people/link.h"
#include "modules/people/recovery.h"
#include "modules/people/sign_in.h"
#include "modules/people/totp.h"
#include "tests/people_help.h"

#define T ((int64_t)HELP_NOW_S)
#define PASSWORD "seven grey herons wait"
#define SECRET "12345678901234567890"

static struct arena *a;
static struct hasher *hasher;
static struct hash_key key;
static struct sign_in in;
static char hash[HASH_PASSWORD_BYTES];
static struct totp_enrol enrol;
static struct link_new new_link;
static struct recovery_set codes;

PEOPLE_FN(set_password, account_set_password(db, 1, str_from(hash), 0, &help.act))
PEOPLE_FN(enrol_one, totp_enrol(db, &enrol, &help.act))
PEOPLE_FN(close_one, account_close(db, 1, &help.act))
PEOPLE_FN(make_link, link_make(db, &new_link))
PEOPLE_FN(give_one, role_give(db, &help.actor, &help.grant, &help.act))
PEOPLE_FN(replace_codes, recovery_replace(db, 1, &codes, &help.act))

static void prepare(int64_t now_s)
{
    in = (struct sign_in){ .store = help.store,
                           .db = help.db,
                           .hasher = hasher,
                           .a = a,
                           .key = &key,
                           .now_s = now_s,
                           .address = STR("192.0.2.1"),
                           .browser = STR("Firefox on Linux") };
    sign_in_draw(&in);
}

static enum sign_in_result by_password(const char *email, const char *password)
{
    enum sign_in_result r = SIGN_IN_WAIT;
    is_i64(sign_in_by_password(&in, str_from(email), str_from(password), &r), OK,
           "a password is typed");
    return r;
}

static enum sign_in_result by_factor(struct str typed)
{
    enum sign_in_result r = SIGN_IN_WAIT;
    is_i64(sign_in_by_factor(&in, typed, &r), OK, "a code is typed");
    return r;
}

static struct str link_for(int64_t account)
{
    new_link = (struct link_new){ .purpose = LINK_SIGN_IN,
                                  .key = rand_key(a),
                                  .subject = STR("account:1"),
                                  .account_id = account,
                                  .now_s = T };
    is_i64(help_run(make_link), OK, "a link is mailed");
    return new_link.key;
}

static struct actor who(const struct session_value *v, int64_t now_s)
{
    struct session s = { 0 };
    struct actor actor = { 0 };
    bool lacks;
    if (session_find(help.db, a, v, 0, now_s, &s) == OK) {
        const struct actor_ask ask = { s.account_id, now_s, s.has_factor };
        is_i64(actor_load(help.db, a, &ask, &actor, &lacks), OK, "the session's person");
    }
    return actor;
}

static int64_t n_sessions(void)
{
    return help_count(help.db, "SELECT count(*) FROM session");
}

static void enrol_factor(void)
{
    enrol = (struct totp_enrol){ 1, STR(SECRET), totp_code_text(a, STR(SECRET), T - 60), 0 };
    help.act.now_s = T - 60;
    is_i64(help_run(enrol_one), OK, "with a second factor");
    help.act.now_s = T;
}

static void test_password(void)
{
    prepare(T);
    is_i64(by_password(" One@Example.scot", PASSWORD), SIGN_IN_DONE, "the right one lets in");
    is_i64(in.account_id, 1, "that person");
    is_i64(who(&in.fresh, T).account_id, 1, "and the new session is theirs");
    ok(!in.sets_device, "the browser of an editor is not kept in mind");
    is_i64(help_count(help.db, "SELECT last_sign_in_at_s FROM account WHERE id = 1"), T,
           "[7.10] the account is awake");
    is_i64(help_count(help.db, "SELECT count(*) FROM audit WHERE action = 'account.sign_in' "
                               "AND actor = 'account:1'"),
           1, "[S41] with a record");
    const struct session_value before = in.fresh;
    prepare(T);
    in.old = &before;
    is_i64(by_password("one@example.scot", PASSWORD), SIGN_IN_DONE, "again in that browser");
    is_i64(who(&before, T).account_id, 0, "[S19] the value before is none");
    is_i64(n_sessions(), 1, "there is one session");
}

static void test_wrong(void)
{
    prepare(T);
    is_i64(by_password("one@example.scot", "seven grey herons wake"), SIGN_IN_WRONG, "wrong");
    is_i64(by_password("nobody@example.scot", PASSWORD), SIGN_IN_WRONG, "nobody's address");
    is_i64(by_password("two@example.scot", ""), SIGN_IN_WRONG, "an account without a password");
    is_i64(by_password("", ""), SIGN_IN_WRONG, "nothing at all");
    is_i64(in.account_id, 0, "all get the same answer");
    is_i64(n_sessions(), 0, "and no session");
    is_i64(help_count(help.db, "SELECT count(*) FROM audit WHERE action = "
                               "'account.sign_in_wrong' AND actor = 'public'"),
           4, "[S41] each is recorded");
    is_i64(help_count(help.db, "SELECT count(*) FROM audit WHERE instr(detail, 'example') > 0 "
                               "OR instr(detail, 'heron') > 0"),
           0, "without what was typed");
    is_i64(help_run(close_one), OK, "the account is closed");
    is_i64(by_password("one@example.scot", PASSWORD), SIGN_IN_WRONG,
           "[S16] then the right one is wrong like the others");
}

static void test_wait(void)
{
    prepare(T);
    for (int i = 0; i < 5; i++)
        by_password("one@example.scot", "wrong");
    is_i64(by_password("one@example.scot", PASSWORD), SIGN_IN_WAIT,
           "[S16] after five the sixth waits");
    is_i64(in.wait_s, 1, "[S16] and is told how long");
    prepare(T + 1);
    is_i64(by_password("one@example.scot", PASSWORD), SIGN_IN_DONE, "[7.7] then it lets in");
    for (int i = 0; i < 5; i++)
        by_password("one@example.scot", "wrong");
    is_i64(by_password("one@example.scot", "wrong"), SIGN_IN_WAIT, "a stranger goes on");
    enum sign_in_result r = SIGN_IN_WAIT;
    struct str link = link_for(1);
    prepare(T + 2);
    is_i64(sign_in_by_link(&in, LINK_SIGN_IN, link, &r), OK, "the mailed link");
    is_i64(r, SIGN_IN_DONE, "[S16] always works");
    is_i64(sign_in_by_link(&in, LINK_SIGN_IN, link, &r), ERR_GONE, "[S18] once");
    link = link_for(1);
    is_i64(help_run(close_one), OK, "the account is closed");
    is_i64(sign_in_by_link(&in, LINK_SIGN_IN, link, &r), ERR_GONE, "[S18] its links are dead");
}

static void test_factor(void)
{
    enum sign_in_result r;
    help.grant = (struct grant){ 11, 1, ROLE_COORDINATOR, .partnership_id = HELP_FIFE,
                                 .from_s = T - 100 };
    is_i64(help_run(give_one), OK, "a coordinator");
    enrol_factor();
    prepare(T);
    is_i64(sign_in_by_factor(&in, STR("123456"), &r), ERR_SIGN_IN, "a code without a session");
    is_i64(by_password("one@example.scot", PASSWORD), SIGN_IN_FACTOR, "[S17] half way in");
    is_i64((int64_t)who(&in.fresh, T).n_grants, 0, "[S17] with no rights yet");
    is_i64(help_count(help.db, "SELECT count(*) FROM account WHERE last_sign_in_at_s > 0"), 0,
           "and not signed in");
    const struct session_value half = in.fresh;
    prepare(T);
    in.old = &half;
    is_i64(by_factor(STR("000000")), SIGN_IN_WRONG, "a wrong code");
    is_i64(by_factor(totp_code_text(a, STR(SECRET), T)), SIGN_IN_DONE, "[7.6] the right one");
    is_i64((int64_t)who(&in.fresh, T).n_grants, 1, "[7.6] the rights are there");
    is_i64(who(&half, T).account_id, 0, "[S19] under a new value");
    ok(in.sets_device && device_is_known(help.db, &in.fresh_device, 1, T),
       "[S16] the browser of staff is known now");
    const struct session_value whole = in.fresh, device = in.fresh_device;
    is_i64(help_count(help.db, "SELECT count(*) FROM sign_in_backoff WHERE kind <> 'address'"),
           0, "[S16] wrong answers are forgotten");
    prepare(T);
    in.old = &whole;
    is_i64(by_factor(totp_code_text(a, STR(SECRET), T)), SIGN_IN_WRONG, "[S17] a code once");
    prepare(T + 30);
    in.old = &half;
    is_i64(sign_in_by_factor(&in, STR("123456"), &r), ERR_SIGN_IN, "the half session is over");
    for (int i = 0; i < 5; i++)
        by_password("one@example.scot", "wrong");
    is_i64(by_password("one@example.scot", PASSWORD), SIGN_IN_WAIT, "a stranger in the way");
    in.device = &device;
    is_i64(by_password("one@example.scot", PASSWORD), SIGN_IN_FACTOR,
           "[S16] does not hold up the person's own browser");
}

static void test_recovery(void)
{
    enrol_factor();
    rand_bytes(&codes, sizeof codes);
    is_i64(help_run(replace_codes), OK, "with recovery codes");
    enum sign_in_result r = SIGN_IN_DONE;
    struct str link = link_for(1);
    prepare(T);
    is_i64(sign_in_by_link(&in, LINK_SIGN_IN, link, &r), OK, "the mailed link");
    is_i64(r, SIGN_IN_FACTOR, "[S18] does not skip the second factor");
    const struct session_value half = in.fresh;
    for (int i = 0; i < 5; i++) {
        prepare(T);
        in.old = &half;
        is_i64(by_factor(STR("0000-0000-0000-0000")), SIGN_IN_WRONG, "a wrong recovery code");
    }
    is_i64(by_factor(recovery_text(a, &codes, 3)), SIGN_IN_WAIT, "[S16] codes wait too");
    prepare(T + 1);
    in.old = &half;
    is_i64(by_factor(recovery_text(a, &codes, 3)), SIGN_IN_DONE, "[S17] a right one lets in");
    const struct session_value again = in.fresh;
    prepare(T + 1);
    in.old = &again;
    is_i64(by_factor(recovery_text(a, &codes, 3)), SIGN_IN_WRONG, "[S17] once");
}

static void with_people(void (*test)(void))
{
    const char *dir = help_dir(a);
    help_people(a, dir);
    if (help_account(1, "one@example.scot") || help_account(2, "two@example.scot") ||
        help_run(set_password))
        die("accounts");
    test();
    help_people_end();
    help_remove(a, dir);
}

int main(void)
{
    a = arena_new(HELP_ARENA_BYTES);
    rand_init();
    rand_bytes(&key, sizeof key);
    hasher = hasher_start();
    if (!hasher || hasher_make(hasher, STR(PASSWORD), hash))
        die("no hasher");
    with_people(test_password);
    with_people(test_wrong);
    with_people(test_wait);
    with_people(test_factor);
    with_people(test_recovery);
    hasher_stop(hasher);
    arena_free(a);
    return done_testing();
}
