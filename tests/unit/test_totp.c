/* test_totp.c: HMAC-SHA1, one-time codes by their RFCs, recovery codes. */
#include "tests/tap.h"

#include "core/base/sha1.h"
#include "modules/people/recovery.h"
#include "modules/people/session.h"
#include "modules/people/totp.h"
#include "tests/people_help.h"

#define T ((int64_t)HELP_NOW_S)
#define STEP ((int64_t)(HELP_NOW_S / TOTP_STEP_S))

static struct arena *a;
static struct str secret; /* of the tables of both RFCs */
static struct totp_enrol enrol;
static struct recovery_set set;
static bool right;

PEOPLE_FN(enrol_one, totp_enrol(db, &enrol, &help.act))
PEOPLE_FN(use_one, totp_use(db, help.id, help.text, &help.act, &right))
PEOPLE_FN(reset_one, totp_reset(db, help.id, &help.act))
PEOPLE_FN(replace_codes, recovery_replace(db, help.id, &set, &help.act))
PEOPLE_FN(use_code, recovery_use(db, help.id, help.text, &help.act, &right))

static enum err begin_session(struct db *db, void *arg)
{
    (void)arg;
    struct session_new s = { .number = 7, .account_id = 1, .now_s = T };
    enum err e = session_begin(db, &s);
    s.number = 8;
    s.value.byte[0] = 1;
    return e ? e : session_begin(db, &s);
}

static struct str bytes(unsigned char c, size_t n)
{
    char *p = arena_alloc(a, n);
    memset(p, c, n);
    return (struct str){ p, n };
}

/* RFC 2202, section 3. */
static void test_hmac(void)
{
    const struct {
        struct str key, data;
        const char *hex;
    } vector[] = {
        { bytes(0x0b, 20), STR("Hi There"), "b617318655057264e28bc0b6fb378c8ef146be00" },
        { STR("Jefe"), STR("what do ya want for nothing?"),
          "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79" },
        { bytes(0xaa, 20), bytes(0xdd, 50), "125d7342b9ac11cd91a39af48aa17b4f63f175d3" },
        { STR("\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14"
              "\x15\x16\x17\x18\x19"),
          bytes(0xcd, 50), "4c9007f4026250c6bc8414f9bf50c86c2d7235da" },
        { bytes(0x0c, 20), STR("Test With Truncation"),
          "4c1a03424b55e07fe7f27be1d58bb9324a9a5a04" },
        { bytes(0xaa, 80), STR("Test Using Larger Than Block-Size Key - Hash Key First"),
          "aa4ae5e15272d00e95705637ce8a3b55ed402112" },
        { bytes(0xaa, 80),
          STR("Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data"),
          "e8e99d0f45237d786d6bbaa7965c7808bbff1a91" },
    };
    for (size_t i = 0; i < sizeof vector / sizeof vector[0]; i++) {
        struct sha1 h = sha1_hmac(vector[i].key, vector[i].data);
        char hex[2 * SHA1_BYTES + 1];
        for (size_t k = 0; k < SHA1_BYTES; k++)
            snprintf(hex + 2 * k, 3, "%02x", h.byte[k]);
        is_str(str_from(hex), vector[i].hex, "HMAC-SHA1 as in RFC 2202");
    }
    struct sha1 none = sha1_hmac((struct str){ NULL, 0 }, (struct str){ NULL, 0 });
    is_i64(none.byte[0] << 8 | none.byte[1], 0xfbdb, "of nothing at all");
}

static void test_vectors(void)
{
    static const struct {
        int64_t at_s;
        uint32_t code;
    } totp[] = {
        { 59, 94287082 },         { 1111111109, 7081804 },  { 1111111111, 14050471 },
        { 1234567890, 89005924 }, { 2000000000, 69279037 }, { 20000000000, 65353130 }
    };
    static const uint32_t hotp[] = { 755224, 287082, 359152, 969429, 338314,
                                     254676, 287922, 162583, 399871, 520489 };
    for (size_t i = 0; i < sizeof totp / sizeof totp[0]; i++)
        is_i64(totp_code(secret, totp[i].at_s / TOTP_STEP_S, 8), totp[i].code,
               "[S17] a code of RFC 6238, appendix B");
    for (size_t i = 0; i < 10; i++)
        is_i64(totp_code(secret, (int64_t)i, 6), hotp[i],
               "[S17] a code of RFC 4226, appendix D");
    is_str(totp_code_text(a, secret, 1111111109), "081804", "with its leading nought");
    is_str(totp_secret_text(a, secret), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ",
           "the secret for typing");
    is_str(totp_uri(a, secret, STR("A & B"), STR("m@x.scot")),
           "otpauth://totp/A%20%26%20B:m%40x.scot?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
           "&issuer=A%20%26%20B",
           "and for the QR code");
}

static bool matches(int64_t code_step, int64_t last_step)
{
    int64_t step = -1;
    struct str typed = totp_code_text(a, secret, code_step * TOTP_STEP_S);
    bool is = totp_match(secret, typed, STEP * TOTP_STEP_S, last_step, &step);
    return is && step == code_step;
}

static void test_match(void)
{
    static const char *const bad[] = { "",        "12345",      "1234567",
                                       "12345a",  "-12345",     "+12345",
                                       "0x1234",  "12345\0006", "１２３４５６",
                                       "1 2 3 4", "12.34.56",   "      " };
    int64_t step;
    ok(matches(STEP, 0) && matches(STEP - 1, 0) && matches(STEP + 1, 0),
       "[S17] one step each side");
    ok(!matches(STEP - 2, 0) && !matches(STEP + 2, 0), "[S17] and no more");
    ok(!matches(STEP, STEP), "[S17] each step once");
    ok(!matches(STEP - 1, STEP), "[S17] nor one before");
    ok(matches(STEP + 1, STEP), "the next is good");
    ok(!matches(STEP + 1, STEP + 1), "once");
    ok(matches(STEP, STEP + 1000000), "a clock that was a year ahead shuts nobody out");
    struct str code = totp_code_text(a, secret, T);
    struct str spaced = str_printf(a, " %.3s %.3s ", code.p, code.p + 3);
    ok(totp_match(secret, spaced, T, 0, &step), "spaces do not matter");
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ok(!totp_match(secret, str_from(bad[i]), T, 0, &step), "no code: \"%s\"", bad[i]);
    ok(!totp_match(STR(""), totp_code_text(a, STR(""), T), T, 0, &step),
       "no secret, no code that is right");
    ok(!totp_match(secret, code, 0, 0, &step) && !totp_match(secret, code, -T, 0, &step),
       "nor at the beginning of time");
}

static bool use(struct str code)
{
    help.text = code;
    is_i64(help_run(use_one), OK, "a code is typed");
    return right;
}

static int64_t n_records(const char *sql)
{
    return help_count(help.db, sql);
}

static void test_account(void)
{
    help.id = 1;
    enrol = (struct totp_enrol){ 1, secret, STR("000000"), 7 };
    is_i64(help_run(begin_session), OK, "two sessions");
    is_i64(help_run(enrol_one), ERR_INVALID, "a wrong first code");
    is_i64(help_count(help.db, "SELECT count(*) FROM account WHERE totp_secret IS NOT NULL"), 0,
           "enrols nothing");
    help.text = totp_code_text(a, secret, T);
    is_i64(help_run(use_one), ERR_NOT_FOUND, "who has no second factor shows none");
    enrol.typed = totp_code_text(a, secret, T);
    is_i64(help_run(enrol_one), OK, "the right one enrols");
    is_i64(help_count(help.db, "SELECT sum(number) FROM session"), 7, "other sessions end");
    ok(!use(enrol.typed), "[S17] the code that enrolled is used");
    ok(use(totp_code_text(a, secret, T + TOTP_STEP_S)), "[7.6] the next lets in");
    ok(!use(totp_code_text(a, secret, T + TOTP_STEP_S)), "[S17] once");
    ok(!use(STR("")) && !use(STR("123 45")), "what is no code does not");
    is_i64(n_records("SELECT count(*) FROM audit WHERE action = 'factor.use'"), 1,
           "[S41] a right code is recorded");
    is_i64(n_records("SELECT count(*) FROM audit WHERE action = 'factor.wrong'"), 4,
           "[S41] and each wrong one");
    is_i64(n_records("SELECT count(*) FROM audit WHERE instr(detail, '123 45') > 0 OR "
                     "instr(detail, 'GEZD') > 0"),
           0, "without what was typed");
    rand_bytes(&set, sizeof set);
    is_i64(help_run(replace_codes), OK, "with recovery codes");
    is_i64(help_run(reset_one), OK, "[S17] a reset");
    is_i64(help_count(help.db, "SELECT (SELECT count(*) FROM recovery_code) + (SELECT count(*) "
                               "FROM session) + (SELECT count(*) FROM account WHERE "
                               "totp_secret IS NOT NULL)"),
           0, "takes secret, codes and sessions away");
    is_i64(n_records("SELECT count(*) FROM audit WHERE action = 'factor.reset' AND "
                     "actor = 'cli:0'"),
           1, "[S17] and is recorded as the operator's");
}

static bool recover(struct str code)
{
    help.text = code;
    is_i64(help_run(use_code), OK, "a recovery code is typed");
    return right;
}

static void test_recovery(void)
{
    int64_t left = -1;
    struct str code[RECOVERY_CODES];
    rand_bytes(&set, sizeof set);
    for (size_t i = 0; i < RECOVERY_CODES; i++)
        code[i] = recovery_text(a, &set, i);
    is_i64((int64_t)code[0].n, 19, "sixteen signs in fours: 80 bits");
    help.id = 1;
    is_i64(help_run(replace_codes), OK, "eight codes");
    ok(recovery_left(help.db, 1, &left) == OK && left == 8, "[S17] are there");
    ok(recover(code[0]), "[S17] one lets in");
    ok(!recover(code[0]), "[S17] once");
    ok(recovery_left(help.db, 1, &left) == OK && left == 7, "seven are left");
    char loud[32];
    size_t n = 0;
    for (size_t i = 0; i < code[1].n; i++) {
        char c = code[1].p[i];
        if (c != '-')
            loud[n++] = (char)(c == '0' ? 'O' : c == '1' ? 'l' : c >= 'a' ? c - 32 : c);
    }
    ok(recover((struct str){ loud, n }), "case, hyphens, O and l do not matter");
    help.id = 2;
    ok(!recover(code[2]), "another's code is none");
    help.id = 1;
    static const char *const bad[] = { "", "0000-0000-0000-0000", "----",
                                       "'; DROP TABLE account" };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ok(!recover(str_from(bad[i])), "no code: %s", bad[i]);
    ok(!recover(str_join(a, code[2], STR("0"))) && !recover(str_sub(code[2], 0, 18)),
       "nor one sign more or less");
    rand_bytes(&set, sizeof set);
    is_i64(help_run(replace_codes), OK, "new ones");
    ok(!recover(code[2]), "take the place of the old");
    ok(recover(recovery_text(a, &set, 7)), "and are good");
    memset(&set, 0, sizeof set);
    is_str(recovery_text(a, &set, 0), "0000-0000-0000-0000", "all bits 0");
    memset(&set, 0xff, sizeof set);
    is_str(recovery_text(a, &set, 7), "zzzz-zzzz-zzzz-zzzz", "all bits 1");
    set.byte[0][0] = 0x08;
    set.byte[0][1] = 0x42;
    is_str(str_sub(recovery_text(a, &set, 0), 0, 3), "111", "the first bits first");
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
    secret = STR("12345678901234567890");
    test_hmac();
    test_vectors();
    test_match();
    with_people(test_account);
    with_people(test_recovery);
    arena_free(a);
    return done_testing();
}
