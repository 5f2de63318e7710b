/* test_session.c: sessions, one-time links and known devices; clocks that jump. */
#include "tests/tap.h"

#include "modules/people/device.h"
#include "modules/people/link.h"
#include "modules/people/session.h"
#include "tests/people_help.h"

#define T ((int64_t)HELP_NOW_S)
#define DAY_S ((int64_t)86400)

static struct arena *a;
static struct session_new fresh;
static struct session_renew renew;
static struct session_value value;
static struct link_new new_link;
static struct link got;
static int64_t at_s;

PEOPLE_FN(begin_one, session_begin(db, &fresh))
PEOPLE_FN(renew_one, session_renew(db, &renew))
PEOPLE_FN(seen_one, session_note_seen(db, 7, at_s))
PEOPLE_FN(end_this, session_end(db, &value))
PEOPLE_FN(end_number, session_end_number(db, 1, help.id))
PEOPLE_FN(end_others, session_end_others(db, 1, help.id))
PEOPLE_FN(end_all, session_end_all(db, 1))
PEOPLE_FN(note_end, session_note_end(db, 1, STR("sign_out"), &help.act))
PEOPLE_FN(sweep, session_sweep(db, at_s))
PEOPLE_FN(make_link, link_make(db, &new_link))
PEOPLE_FN(use_link, link_use(db, a, new_link.purpose, help.text, at_s, &got))
PEOPLE_FN(kill_links, link_kill_of_account(db, 1))
PEOPLE_FN(sweep_links, link_sweep(db, at_s))
PEOPLE_FN(note_device, device_note(db, &value, help.id, at_s))
PEOPLE_FN(forget_devices, device_forget_all(db, 1))
PEOPLE_FN(sweep_devices, device_sweep(db, at_s))

static struct session_value random_value(void)
{
    struct session_value v;
    rand_bytes(&v, sizeof v);
    return v;
}

static struct session_value begin(int64_t number, int64_t account, bool is_staff)
{
    fresh = (struct session_new){ .value = random_value(),
                                  .number = number,
                                  .account_id = account,
                                  .is_staff = is_staff,
                                  .device = STR("Firefox on Linux"),
                                  .now_s = T };
    is_i64(help_run(begin_one), OK, "a session begins");
    return fresh.value;
}

static bool lives(struct session_value v, int64_t now_s)
{
    struct session s;
    return session_find(help.db, a, &v, 0, now_s, &s) == OK;
}

static void test_value(void)
{
    struct session_value v = random_value(), back;
    struct str text = session_value_text(a, &v);
    is_i64((int64_t)text.n, 64, "[S19] 256 bits");
    ok(session_value_parse(text, &back) && memcmp(&v, &back, sizeof v) == 0, "there and back");
    ok(!session_value_parse(STR(""), &back) &&
           !session_value_parse(str_sub(text, 0, 63), &back) &&
           !session_value_parse(str_join(a, text, STR("0")), &back),
       "no other length");
    static const char odd[] = { 'G', 'A', '\0', ' ', '\'', (char)0xff };
    for (size_t i = 0; i < sizeof odd; i++) {
        char spoilt[64];
        memcpy(spoilt, text.p, sizeof spoilt);
        spoilt[i * 7] = odd[i];
        ok(!session_value_parse((struct str){ spoilt, sizeof spoilt }, &back),
           "no other sign (%d)", (unsigned char)odd[i]);
    }
}

static void test_find(void)
{
    struct session s;
    value = begin(7, 1, true);
    struct session_value other = value;
    other.byte[31] ^= 1;
    is_i64(session_find(help.db, a, &value, 0, T, &s), OK, "it is found");
    ok(s.account_id == 1 && s.number == 7 && !s.has_factor && s.proved_at_s == T,
       "as it was made");
    is_str(s.device, "Firefox on Linux", "with its device");
    ok(!lives(other, T), "[S19] a value that differs in one bit is none");
    ok(!lives(random_value(), T), "[S19] nor one that we did not issue");
    is_i64(help_count(help.db, "SELECT length(id_hash) FROM session"), 32, "a hash is kept");
    struct stmt *q = db_query(help.db, "SELECT id_hash FROM session", NO_BINDS);
    ok(db_row(q) && memcmp(db_blob(q, 0, a).p, value.byte, 32) != 0, "[S19] not the value");
    is_i64(db_done(q, OK), OK, "read");
}

static void test_ends(void)
{
    struct session s;
    struct session_value staff = begin(7, 1, true), person = begin(8, 1, false);
    ok(lives(staff, T + 1799) && !lives(staff, T + 1800), "[S19] idle: 30 minutes for staff");
    ok(lives(person, T + 7199) && !lives(person, T + 7200), "[S19] 2 hours for others");
    ok(session_find(help.db, a, &staff, T + 1700, T + 1800, &s) == OK &&
           s.last_seen_s == T + 1700,
       "use that only memory knows of counts");
    ok(session_find(help.db, a, &staff, T - 900, T + 1799, &s) == OK, "and takes nothing away");
    for (at_s = T + 1500; at_s < T + SESSION_LIFE_S; at_s += 1500) {
        value = staff;
        if (help_run(seen_one))
            die("seen");
    }
    ok(lives(staff, T + 43199), "used all day it lives");
    ok(!lives(staff, T + 43200), "[S19] (ASVS 7.3.2) for 12 hours and no more");
    at_s = T + 10;
    is_i64(help_run(seen_one), OK, "an older use");
    is_i64(help_count(help.db, "SELECT max(last_seen_s) FROM session") > T + 40000, 1,
           "does not move it back");
    ok(lives(staff, T + 43199 - SESSION_LIFE_S / 2), "a clock somewhat back changes nothing");
    ok(lives(person, T - 300) && !lives(person, T - 301),
       "a session of the future was made by a wrong clock, and is over");
    ok(!lives(staff, T + 400 * DAY_S) && !lives(person, INT64_MAX / 2),
       "far ahead all are over");
}

static void test_renew(void)
{
    struct session s;
    struct session_value old = begin(7, 1, true);
    renew = (struct session_renew){ .old = old,
                                    .value = random_value(),
                                    .has_factor = true,
                                    .is_staff = true,
                                    .is_proved = true,
                                    .now_s = T + 600 };
    is_i64(help_run(renew_one), OK, "the second factor is shown");
    ok(!lives(old, T + 600), "[S19] the value before is none at once");
    is_i64(session_find(help.db, a, &renew.value, 0, T + 600, &s), OK, "the new one is");
    ok(s.has_factor && s.number == 7 && s.began_at_s == T && s.proved_at_s == T + 600,
       "the same session goes on");
    ok(session_is_proved(&s, T + 600 + 899) && !session_is_proved(&s, T + 600 + 900),
       "[S19] who one is stays shown for 15 minutes");
    ok(!session_is_proved(&s, T - 600), "and not before it was");
    is_i64(help_run(renew_one), ERR_NOT_FOUND, "the old value renews nothing");
    renew.old = renew.value;
    renew.value = random_value();
    renew.has_factor = renew.is_proved = false;
    is_i64(help_run(renew_one), OK, "renewed for another reason");
    is_i64(session_find(help.db, a, &renew.value, 0, T + 600, &s), OK, "and found");
    ok(s.has_factor && s.proved_at_s == T + 600, "it keeps the factor, and when it was shown");
    renew.old = renew.value;
    renew.value = random_value();
    renew.now_s = T + SESSION_LIFE_S;
    is_i64(help_run(renew_one), ERR_NOT_FOUND, "one that is over is not brought back");
}

static void test_sign_in_again(void)
{
    struct session_value old = begin(7, 1, false);
    fresh.old = &old;
    fresh.value = random_value();
    fresh.number = 9;
    is_i64(help_run(begin_one), OK, "signing in again in the same browser");
    ok(!lives(old, T) && lives(fresh.value, T), "[S19] ends the session before");
    is_i64(help_count(help.db, "SELECT count(*) FROM session"), 1, "in one transaction");
    fresh.number = 10;
    is_i64(help_run(begin_one), ERR_CONFLICT, "a value is given once");
    struct session_value forged = random_value();
    fresh.old = &forged;
    fresh.value = random_value();
    is_i64(help_run(begin_one), OK, "a value that somebody made up");
    ok(!lives(forged, T), "[S19] is not adopted");
}

static void test_lists(void)
{
    struct session_list list;
    struct session_value one = begin(7, 1, false), two = begin(8, 1, false);
    struct session_value other = begin(9, 2, false);
    begin(10, 1, true);
    is_i64(session_list(help.db, a, 1, T + 3000, &list), OK, "[S19] the list");
    is_i64((int64_t)list.n, 2, "[S19] holds one's own that live");
    help.id = 9;
    is_i64(help_run(end_number), ERR_NOT_FOUND, "[S10] another's is not ended");
    ok(lives(other, T), "and goes on");
    help.id = 7;
    is_i64(help_run(end_number), OK, "one's own is");
    ok(!lives(one, T) && lives(two, T), "[S19] that one only");
    one = begin(11, 1, false);
    help.id = 11;
    is_i64(help_run(end_others), OK, "all others");
    ok(lives(one, T) && !lives(two, T) && lives(other, T), "[S19] end; nobody else's do");
    is_i64(help_run(end_all), OK, "all");
    ok(!lives(one, T) && lives(other, T), "[S19] end; nobody else's do");
    value = other;
    is_i64(help_run(end_this), OK, "signed out");
    ok(!lives(other, T), "[S19] is signed out");
    is_i64(help_run(end_this), OK, "twice is harmless");
    is_i64(help_run(note_end), OK, "its record");
    is_i64(help_count(help.db, "SELECT count(*) FROM audit WHERE action = 'session.end' AND "
                               "detail = '{\"how\":[\"\",\"sign_out\"]}'"),
           1, "[S41] is left");
    begin(12, 1, false);
    at_s = T + SESSION_LIFE_S + DAY_S - 1;
    help_run(sweep);
    is_i64(help_count(help.db, "SELECT count(*) FROM session"), 1, "kept a day after its end");
    at_s++;
    help_run(sweep);
    is_i64(help_count(help.db, "SELECT count(*) FROM session"), 0, "then removed");
}

/* --- links --- */

static struct str make(enum link_purpose purpose, const char *subject)
{
    new_link = (struct link_new){ .purpose = purpose,
                                  .key = rand_key(a),
                                  .subject = str_from(subject),
                                  .account_id = 1,
                                  .detail = STR("x@example.scot"),
                                  .now_s = T };
    is_i64(help_run(make_link), OK, "a link is made");
    return new_link.key;
}

static enum link_state look(enum link_purpose purpose, struct str key, int64_t now_s)
{
    struct link l;
    is_i64(link_look(help.db, a, purpose, key, now_s, &l), OK, "a link is looked at");
    return l.state;
}

static enum err use(struct str key, int64_t now_s)
{
    help.text = key;
    at_s = now_s;
    return help_run(use_link);
}

static void test_link(void)
{
    struct str key = make(LINK_RESET, "account:1");
    is_i64(look(LINK_RESET, key, T), LINK_GOOD, "it is good");
    is_i64(look(LINK_RESET, key, T), LINK_GOOD, "[S18] looking uses nothing up");
    is_i64(look(LINK_SIGN_IN, key, T), LINK_UNKNOWN, "it opens nothing else");
    is_i64(help_count(help.db, "SELECT length(key_hash) FROM one_time_link"), 32,
           "[S18] a hash is kept");
    is_i64(use(key, T + 5), OK, "used");
    is_str(got.subject, "account:1", "for what it was made");
    is_str(got.detail, "x@example.scot", "with its detail");
    is_i64(use(key, T + 5), ERR_GONE, "[S18] once");
    is_i64(look(LINK_RESET, key, T + 6), LINK_USED, "and a page can say so");
    struct str first = make(LINK_SIGN_IN, "account:1"), other = make(LINK_SIGN_IN, "account:2");
    struct str second = make(LINK_SIGN_IN, "account:1");
    is_i64(use(first, T), ERR_GONE, "[S18] a new one kills the old");
    is_i64(look(LINK_SIGN_IN, other, T), LINK_GOOD, "and nobody else's");
    is_i64(help_run(kill_links), OK, "an account's end");
    is_i64(look(LINK_SIGN_IN, second, T), LINK_UNKNOWN, "[S18] kills its links");
}

static void test_link_times(void)
{
    static const int64_t life_s[LINK__MAX] = { DAY_S,     600,       1800,
                                               3 * DAY_S, 7 * DAY_S, 14 * DAY_S };
    for (enum link_purpose p = 0; p < LINK__MAX; p++) {
        struct str key = make(p, "subject");
        is_i64(look(p, key, T + life_s[p] - 1), LINK_GOOD, "[S18] good for its time");
        is_i64(look(p, key, T + life_s[p]), LINK_EXPIRED, "[S18] and no longer");
        is_i64(use(key, T + life_s[p]), ERR_GONE, "nor used then");
        is_i64(look(p, key, T - 3600), LINK_EXPIRED, "one of the future is not good");
        is_i64(use(key, T + life_s[p] - 1), OK, "in its last second it is");
    }
    at_s = T + 600 + DAY_S;
    is_i64(help_run(sweep_links), OK, "a day after their time");
    is_i64(help_count(help.db, "SELECT count(*) FROM one_time_link"), LINK__MAX - 1,
           "they are removed");
}

static void test_link_tampered(void)
{
    struct str key = make(LINK_INVITATION, "account:1");
    static const char *const bad[] = { "", "0", "0123456789abcdefghjkmnpqrs",
                                       "' OR 1=1 --              ",
                                       "%00%00%00%00%00%00%00%00%0" };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        is_i64(look(LINK_INVITATION, str_from(bad[i]), T), LINK_UNKNOWN, "made up");
        is_i64(use(str_from(bad[i]), T), ERR_GONE, "opens nothing");
    }
    for (size_t i = 0; i < key.n; i++) {
        char spoilt[KEY_SIGNS];
        memcpy(spoilt, key.p, sizeof spoilt);
        spoilt[i] = spoilt[i] == '1' ? '2' : '1';
        if (look(LINK_INVITATION, (struct str){ spoilt, sizeof spoilt }, T) != LINK_UNKNOWN)
            ok(false, "one sign changed at %zu is still good", i);
    }
    new_link.key = STR("short");
    is_i64(help_run(make_link), ERR_INVALID, "we make none that is weak");
    new_link.key = rand_key(a);
    new_link.subject = STR("");
    is_i64(help_run(make_link), ERR_INVALID, "nor for nothing");
}

/* --- devices --- */

static void test_device(void)
{
    value = random_value();
    help.id = 1;
    at_s = T;
    ok(!device_is_known(help.db, &value, 1, T), "a stranger's browser");
    is_i64(help_run(note_device), OK, "after a sign-in");
    ok(device_is_known(help.db, &value, 1, T), "[S16] it is known");
    ok(!device_is_known(help.db, &value, 2, T), "[S16] for that person");
    help.id = 2;
    is_i64(help_run(note_device), ERR_CONFLICT, "another's value is not taken over");
    ok(device_is_known(help.db, &value, 1, T + 180 * DAY_S - 1) &&
           !device_is_known(help.db, &value, 1, T + 180 * DAY_S),
       "until unused for half a year");
    help.id = 1;
    at_s = T + 100 * DAY_S;
    is_i64(help_run(note_device), OK, "used again");
    ok(device_is_known(help.db, &value, 1, T + 200 * DAY_S), "it stays known");
    at_s = T + 280 * DAY_S;
    is_i64(help_run(sweep_devices), OK, "the job");
    is_i64(help_count(help.db, "SELECT count(*) FROM known_device"), 0, "removes old ones");
    help_run(note_device);
    is_i64(help_run(forget_devices), OK, "forgotten");
    ok(!device_is_known(help.db, &value, 1, at_s), "at once");
}

static void with_people(void (*test)(void))
{
    const char *dir = help_dir(a);
    help_people(a, dir);
    if (help_account(1, "one@example.scot") || help_account(2, "two@example.scot"))
        die("accounts");
    test();
    help_people_end();
    help_remove(a, dir);
}

int main(void)
{
    a = arena_new(HELP_ARENA_BYTES);
    rand_init();
    test_value();
    with_people(test_find);
    with_people(test_ends);
    with_people(test_renew);
    with_people(test_sign_in_again);
    with_people(test_lists);
    with_people(test_link);
    with_people(test_link_times);
    with_people(test_link_tampered);
    with_people(test_device);
    arena_free(a);
    return done_testing();
}
