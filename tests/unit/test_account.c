/* test_account.c: accounts made, found, closed, woken and erased; what their records hold. */
#include "tests/tap.h"

#include "modules/people/device.h"
#include "modules/people/link.h"
#include "modules/people/retention.h"
#include "modules/people/session.h"
#include "tests/people_help.h"

#define DAY_S ((int64_t)86400)

static struct arena *a;

PEOPLE_FN(change_one, account_change(db, help.id, help.text2, help.text, &help.act))
PEOPLE_FN(close_one, account_close(db, help.id, &help.act))
PEOPLE_FN(reopen_one, account_reopen(db, help.id, &help.act))
PEOPLE_FN(erase_one, account_erase(db, help.id, &help.act))
PEOPLE_FN(warn_one, account_note_warned(db, help.id, &help.act))
PEOPLE_FN(sign_in_one, account_note_sign_in(db, help.id, STR("link"), &help.act))
PEOPLE_FN(password_one, account_set_password(db, help.id, help.text, 0, &help.act))
PEOPLE_FN(rehash_one, account_rehash(db, help.id, help.text, &help.act))
PEOPLE_FN(give_one, role_give(db, &help.actor, &help.grant, &help.act))

static enum err look_at(int64_t id, struct account *out)
{
    return account_find(help.db, a, id, out);
}

static void test_create(void)
{
    static const char *const bad[] = {
        "", "nobody", "@x.scot", "a@", "a b@x.scot", "a@x.scot\r\nBcc: b@x.scot", "A <a@x.scot>"
    };
    struct account p;
    is_i64(help_account(1, " Morag@Example.scot "), OK, "an account is made");
    is_i64(help_account(2, "morag@EXAMPLE.SCOT"), ERR_CONFLICT,
           "an address is one, in any case of letters");
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        is_i64(help_account(3, bad[i]), ERR_INVALID, "[S6] no address of a mail");
    is_i64(account_find_by_email(help.db, a, STR("MORAG@example.SCOT\n"), &p), OK,
           "found by its address");
    is_i64(p.id, 1, "it is that one");
    is_str(p.email, "Morag@Example.scot", "which is kept as typed");
    is_i64(account_find_by_email(help.db, a, STR("mora@example.scot"), &p), ERR_NOT_FOUND,
           "a part is not found");
    is_i64(account_find_by_email(help.db, a, STR(""), &p), ERR_NOT_FOUND, "nor is nothing");
    is_i64(account_find(help.db, a, 99, &p), ERR_NOT_FOUND, "nor another number");
    help.account.name = STR("  ");
    help.account.email = STR("b@example.scot");
    is_i64(help_run(help_create), ERR_INVALID, "a name is needed");
    is_i64(help_count(help.db, "SELECT count(*) FROM account"), 1, "nothing else was made");
}

static void test_records(void)
{
    help_account(1, "morag@example.scot");
    help.id = 1;
    help.text = STR("morag@other.scot");
    help.text2 = STR("A person");
    is_i64(help_run(change_one), OK, "the address is changed");
    is_i64(help_count(help.db, "SELECT count(*) FROM audit WHERE instr(lower(detail), "
                               "'morag') > 0 OR instr(detail, 'person') > 0"),
           0, "[S42] no record holds the address or the name");
    is_i64(help_count(help.db,
                      "SELECT substr(c.detail, instr(c.detail, '\",\"') + 3, 32) = "
                      "substr(d.detail, instr(d.detail, '[\"') + 2, 32) FROM audit c, audit d "
                      "WHERE c.action = 'account.create' AND d.action = 'account.change'"),
           1, "[S42] but the old value is seen to be the one before");
    is_i64(help_count(help.db, "SELECT count(*) FROM audit WHERE action = 'account.change' "
                               "AND actor = 'cli:0' AND object_id = '1'"),
           1, "[S41] who changed which account");
    help_account(2, "other@example.scot");
    help.text = STR("OTHER@example.scot");
    is_i64(help_run(change_one), ERR_CONFLICT, "another's address is not taken");
    is_i64(help_count(help.db, "SELECT count(*) FROM audit WHERE action = 'account.change'"), 1,
           "and leaves no record");
}

static enum err open_doors(struct db *db, void *arg)
{
    (void)arg;
    struct session_new s = { .number = 7, .account_id = 1, .now_s = HELP_NOW_S };
    struct link_new l = { LINK_RESET,
                          STR("0123456789abcdefghjkmnpqrs"),
                          STR("account:1"),
                          1,
                          STR("x@example.scot"),
                          HELP_NOW_S };
    enum err e = session_begin(db, &s);
    if (!e)
        e = link_make(db, &l);
    return e ? e : device_note(db, &s.value, 1, HELP_NOW_S);
}

static int64_t doors(void)
{
    return help_count(help.db, "SELECT (SELECT count(*) FROM session) + (SELECT count(*) FROM "
                               "one_time_link) + (SELECT count(*) FROM known_device)");
}

static void test_close(void)
{
    struct account p;
    struct actor actor;
    bool lacks;
    const struct actor_ask ask = { .account_id = 1, .now_s = HELP_NOW_S };
    help_account(1, "morag@example.scot");
    help.id = 1;
    is_i64(help_run(open_doors), OK, "a session, a link, a device");
    is_i64(doors(), 3, "are there");
    is_i64(help_run(close_one), OK, "the account is closed");
    is_i64(doors(), 0, "[S19] session, link and device go with it");
    is_i64(actor_load(help.db, a, &ask, &actor, &lacks), ERR_NOT_FOUND,
           "[S13] it acts no more");
    is_i64(help_run(sign_in_one), ERR_GONE, "and cannot sign in");
    is_i64(help_run(close_one), OK, "closing twice is harmless");
    is_i64(look_at(1, &p), OK, "the row stays");
    is_i64(p.closed_at_s, HELP_NOW_S, "with its time");
    is_i64(help_account(2, "morag@example.scot"), ERR_CONFLICT,
           "its address is not given away");
    is_i64(help_run(reopen_one), OK, "it is opened again");
    is_i64(help_run(reopen_one), ERR_INVALID, "once");
    is_i64(actor_load(help.db, a, &ask, &actor, &lacks), OK, "and acts");
    help.id = 99;
    is_i64(help_run(close_one), ERR_NOT_FOUND, "nobody is not closed");
}

static void test_erase(void)
{
    struct account p;
    help_account(1, "morag@example.scot");
    help.id = 1;
    help.text = STR("$argon2id$x");
    is_i64(help_run(password_one), OK, "a password is set");
    help_run(open_doors);
    is_i64(help_run(erase_one), OK, "the account is erased");
    is_i64(look_at(1, &p), OK, "a number stays");
    ok(!p.name.n && !p.email.n && !p.password_hash.n && !p.totp_secret.n, "and nothing else");
    is_i64(help_count(help.db, "SELECT count(*) FROM account WHERE audit_key IS NULL"), 1,
           "[S42] the key of its records is destroyed");
    is_i64(doors(), 0, "nothing opens");
    is_i64(help_run(reopen_one), ERR_INVALID, "it is not opened again");
    is_i64(help_account(2, "morag@example.scot"), OK, "the address is free");
}

static void test_password(void)
{
    struct account p;
    help_account(1, "morag@example.scot");
    help.id = 1;
    help.text = STR("$argon2id$one");
    is_i64(help_run(rehash_one), ERR_INVALID, "no password is not hashed anew");
    is_i64(help_run(password_one), OK, "a password is set");
    help_run(open_doors);
    help.text = STR("$argon2id$two");
    is_i64(help_run(rehash_one), OK, "hashed with newer parameters");
    is_i64(help_count(help.db, "SELECT count(*) FROM session"), 1, "the session goes on");
    is_i64(help_run(password_one), OK, "changed");
    is_i64(help_count(help.db, "SELECT count(*) FROM session"), 0, "[S14] other sessions end");
    look_at(1, &p);
    is_str(p.password_hash, "$argon2id$two", "the hash is kept");
    is_i64(help_count(help.db, "SELECT count(*) FROM audit WHERE instr(detail, 'argon') > 0"),
           0, "and stands in no record");
    help.text = STR("");
    is_i64(help_run(password_one), ERR_INVALID, "it is not made empty");
}

static void test_last_admin(void)
{
    bool has = true;
    help_account(1, "one@example.scot");
    help_account(2, "two@example.scot");
    help_account(3, "three@example.scot");
    is_i64(account_has_admin(help.db, HELP_NOW_S, &has), OK, "at first");
    ok(!has, "there is no administrator");
    help.grant = (struct grant){ 11, 1, ROLE_ADMIN, .from_s = HELP_NOW_S };
    is_i64(help_run(give_one), OK, "one is made");
    is_i64(account_has_admin(help.db, HELP_NOW_S, &has), OK, "now");
    ok(has, "there is one");
    ok(account_has_admin(help.db, HELP_NOW_S - 1, &has) == OK && !has, "but not before");
    help.grant = (struct grant){ 12, 2, ROLE_ADMIN, .from_s = HELP_NOW_S,
                                 .until_s = HELP_NOW_S + DAY_S };
    is_i64(help_run(give_one), OK, "support for a day");
    help.id = 1;
    is_i64(help_run(close_one), ERR_CONFLICT, "the last lasting one is not closed");
    is_i64(help_run(erase_one), ERR_CONFLICT, "nor erased");
    help.id = 3;
    is_i64(help_run(close_one), OK, "others are");
    help.id = 2;
    is_i64(help_run(close_one), OK, "also the one for a day");
    help.grant = (struct grant){ 13, 3, ROLE_ADMIN, .from_s = HELP_NOW_S };
    is_i64(help_run(give_one), ERR_NOT_FOUND, "a closed account gets no role");
}

static size_t due(enum dormant what, int64_t now_s)
{
    int64_t id[4];
    size_t n = 0;
    is_i64(account_list_dormant(help.db, what, now_s, id, 4, &n), OK,
           "dormant ones are listed");
    return n;
}

static void test_dormant(void)
{
    const int64_t t = HELP_NOW_S;
    help_account(1, "one@example.scot");
    help.id = 1;
    is_i64(due(DORMANT_WARN, t + 335 * DAY_S - 1), 0, "for 11 months nothing happens");
    is_i64(due(DORMANT_WARN, t + 335 * DAY_S), 1, "[7.10] then the person is told");
    is_i64(due(DORMANT_CLOSE, t + 900 * DAY_S), 0, "[7.10] nobody is closed untold");
    help.act.now_s = t + 360 * DAY_S;
    is_i64(help_run(warn_one), OK, "told late, after an outage");
    is_i64(due(DORMANT_WARN, t + 361 * DAY_S), 0, "told once");
    is_i64(due(DORMANT_CLOSE, t + 390 * DAY_S - 1), 0, "there are 30 days from then");
    is_i64(due(DORMANT_CLOSE, t + 390 * DAY_S), 1, "[7.10] then it is closed");
    is_i64(help_run(sign_in_one), OK, "a sign-in");
    is_i64(due(DORMANT_CLOSE, t + 390 * DAY_S), 0, "[7.10] wakes it");
    is_i64(due(DORMANT_WARN, t + 690 * DAY_S), 0, "and the time");
    is_i64(due(DORMANT_WARN, t + 695 * DAY_S), 1, "begins again");
    is_i64(due(DORMANT_ERASE, t + 3000 * DAY_S), 0, "an open one is not erased");
    help.act.now_s = t + 800 * DAY_S;
    is_i64(help_run(close_one), OK, "closed");
    is_i64(due(DORMANT_ERASE, t + 982 * DAY_S), 0, "it is kept half a year");
    is_i64(due(DORMANT_ERASE, t + 983 * DAY_S), 1, "then erased");
    is_i64(due(DORMANT_WARN, t - 3000 * DAY_S), 0, "a clock far back finds nobody");
    is_i64(help_run(erase_one), OK, "erased");
    is_i64(due(DORMANT_ERASE, t + 3000 * DAY_S), 0, "and done");
}

static enum err many_sessions(struct db *db, void *arg)
{
    struct session_new s = { .account_id = 1, .now_s = HELP_NOW_S };
    enum err e = OK;
    (void)arg;
    for (int64_t i = 1; !e && i <= 450; i++) {
        s.number = i;
        rand_bytes(&s.value, sizeof s.value);
        e = session_begin(db, &s);
    }
    return e;
}

static void retain(int64_t now_s)
{
    is_i64(people_retain(help.store, now_s), OK, "the daily job");
}

static void test_retention(void)
{
    const int64_t t = HELP_NOW_S;
    help_account(1, "one@example.scot");
    help_run(many_sessions);
    retain(t + DAY_S);
    is_i64(help_count(help.db, "SELECT count(*) FROM session"), 450, "a day is not enough");
    retain(t + 2 * DAY_S);
    is_i64(help_count(help.db, "SELECT count(*) FROM session"), 0,
           "old sessions are removed, however many");
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
    with_people(test_create);
    with_people(test_records);
    with_people(test_close);
    with_people(test_erase);
    with_people(test_password);
    with_people(test_last_admin);
    with_people(test_dormant);
    with_people(test_retention);
    arena_free(a);
    return done_testing();
}
