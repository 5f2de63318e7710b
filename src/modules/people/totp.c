#include "modules/people/totp.h"

#include "core/base/arena.h"
#include "core/base/esc.h"
#include "core/base/limits.h"
#include "core/base/sha1.h"
#include "modules/people/recovery.h"
#include "modules/people/session.h"

#define URI_MAX_BYTES 1024

enum { Q_SECRET, Q_ENROL, Q_USE, Q_RESET };

static const char *const sql[] = {
    [Q_SECRET] = "SELECT totp_secret, totp_last_step FROM account WHERE id = $1 AND "
                 "closed_at_s IS NULL",
    [Q_ENROL] = "UPDATE account SET totp_secret = $2, totp_last_step = $3 WHERE id = $1 AND "
                "closed_at_s IS NULL RETURNING id",
    [Q_USE] = "UPDATE account SET totp_last_step = $2 WHERE id = $1",
    [Q_RESET] = "UPDATE account SET totp_secret = NULL, totp_last_step = 0 WHERE id = $1 "
                "RETURNING id",
};
const struct sql_list totp_sql = SQL_LIST("totp", sql);

/* --- codes --- */

uint32_t totp_code(struct str secret, int64_t step, int digits)
{
    unsigned char counter[8];
    uint32_t limit = 1;
    for (size_t i = 0; i < sizeof counter; i++)
        counter[i] = (unsigned char)((uint64_t)step >> (56 - 8 * i) & 0xff);
    const struct sha1 h =
        sha1_hmac(secret, (struct str){ (const char *)counter, sizeof counter });
    const unsigned char *p = h.byte + (h.byte[SHA1_BYTES - 1] & 15); /* RFC 4226, 5.3 */
    uint32_t code =
        (uint32_t)(p[0] & 127) << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
    for (int i = 0; i < digits; i++)
        limit *= 10;
    return code % limit;
}

static void write_digits(char out[TOTP_DIGITS], uint32_t code)
{
    for (size_t i = TOTP_DIGITS; i > 0; i--) {
        out[i - 1] = (char)('0' + code % 10);
        code /= 10;
    }
}

struct str totp_code_text(struct arena *a, struct str secret, int64_t now_s)
{
    char *p = arena_alloc(a, TOTP_DIGITS);
    if (!p)
        return (struct str){ NULL, 0 };
    write_digits(p, totp_code(secret, now_s / TOTP_STEP_S, TOTP_DIGITS));
    return (struct str){ p, TOTP_DIGITS };
}

/* The digits typed, without white space; false when there are others or not six. */
static bool read_digits(char out[TOTP_DIGITS], struct str typed)
{
    size_t n = 0;
    for (size_t i = 0; i < typed.n; i++) {
        char c = typed.p[i];
        if (c == ' ' || c == '\t')
            continue;
        if (c < '0' || c > '9' || n == TOTP_DIGITS)
            return false;
        out[n++] = c;
    }
    return n == TOTP_DIGITS;
}

bool totp_match(struct str secret, struct str typed, int64_t now_s, int64_t last_step,
                int64_t *step)
{
    char digits[TOTP_DIGITS], code[TOTP_DIGITS];
    const int64_t now = now_s / TOTP_STEP_S;
    bool found = false;
    if (secret.n != TOTP_SECRET_BYTES || !read_digits(digits, typed))
        return false;
    if (last_step > now + 1)
        last_step = 0;
    for (int64_t s = now - 1; s <= now + 1; s++) {
        write_digits(code, totp_code(secret, s, TOTP_DIGITS));
        bool is = str_equal_secret((struct str){ code, sizeof code },
                                   (struct str){ digits, sizeof digits });
        if (is && !found && s > last_step) {
            found = true;
            *step = s;
        }
    }
    return found;
}

/* --- the secret, for people and apps --- */

static void add_base32(struct buf *out, struct str secret, size_t group)
{
    static const char sign[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    uint32_t bits = 0;
    unsigned waiting = 0;
    size_t n = 0;
    for (size_t i = 0; i < secret.n; i++) {
        bits = (bits << 8 | (unsigned char)secret.p[i]) & 0xfff;
        for (waiting += 8; waiting >= 5; waiting -= 5) {
            if (group && n && n % group == 0)
                buf_char(out, ' ');
            buf_char(out, sign[bits >> (waiting - 5) & 31]);
            n++;
        }
    }
}

struct str totp_secret_text(struct arena *a, struct str secret)
{
    struct buf *out = buf_in(a, URI_MAX_BYTES);
    add_base32(out, secret, 4);
    return buf_view(out);
}

struct str totp_uri(struct arena *a, struct str secret, struct str issuer, struct str account)
{
    struct buf *out = buf_in(a, URI_MAX_BYTES);
    buf_lit(out, "otpauth://totp/");
    esc_url(out, issuer);
    buf_lit(out, ":");
    esc_url(out, account);
    buf_lit(out, "?secret=");
    add_base32(out, secret, 0);
    buf_lit(out, "&issuer=");
    esc_url(out, issuer);
    return buf_view(out);
}

/* --- in the database --- */

static enum err record(struct db *db, int64_t id, struct str action, struct str how,
                       const struct act *act)
{
    struct change c;
    change_begin(&c);
    change_text(&c, "how", STR(""), how);
    return change_record(db, &c, act, &(struct change_of){ action, STR("account"), id });
}

enum err totp_enrol(struct db *db, const struct totp_enrol *n, const struct act *act)
{
    int64_t step = 0, id = 0;
    if (!totp_match(n->secret, n->typed, act->now_s, 0, &step))
        return ERR_INVALID;
    enum err e =
        db_one_i64(db, sql[Q_ENROL], BINDS(bi(n->account_id), bb(n->secret), bi(step)), &id);
    if (!e)
        e = session_end_others(db, n->account_id, n->keep_session);
    return e ? e : record(db, id, STR("factor.enrol"), STR("totp"), act);
}

/* ERR_NOT_FOUND: no such open account, or it has no second factor. */
static enum err read_secret(struct db *db, struct arena *a, int64_t id, struct str *secret,
                            int64_t *last_step)
{
    struct stmt *s = db_query(db, sql[Q_SECRET], BINDS(bi(id)));
    bool found = db_row(s) && !db_is_null(s, 0);
    if (found) {
        *secret = db_blob(s, 0, a);
        *last_step = db_i64(s, 1);
    }
    return db_done(s, !found ? ERR_NOT_FOUND : arena_failed(a) ? ERR_LIMIT : OK);
}

enum err totp_use(struct db *db, int64_t account_id, struct str typed, const struct act *act,
                  bool *right)
{
    struct arena *a = arena_new(ARENA_BLOCK_BYTES);
    struct str secret = { NULL, 0 };
    int64_t last_step = 0, step = 0;
    *right = false;
    enum err e = read_secret(db, a, account_id, &secret, &last_step);
    bool is_right = !e && totp_match(secret, typed, act->now_s, last_step, &step);
    arena_free(a);
    if (is_right)
        e = db_exec(db, sql[Q_USE], BINDS(bi(account_id), bi(step)));
    if (!e)
        e = record(db, account_id, is_right ? STR("factor.use") : STR("factor.wrong"),
                   STR("totp"), act);
    *right = !e && is_right;
    return e;
}

enum err totp_reset(struct db *db, int64_t account_id, const struct act *act)
{
    int64_t id = 0;
    enum err e = db_one_i64(db, sql[Q_RESET], BINDS(bi(account_id)), &id);
    if (!e)
        e = recovery_remove(db, id);
    if (!e)
        e = session_end_all(db, id);
    return e ? e : record(db, id, STR("factor.reset"), STR("totp"), act);
}
