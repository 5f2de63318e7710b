/*
 * totp.h: the second factor: codes of six digits from an app (RFC 6238: SHA-1, 30 seconds;
 * security.md S17).
 *
 * A code is taken one step before and after the present one, and each step once: the row holds
 * the last step used. Only where that step lies ahead of every code that could now be typed
 * (the clock was wrong and has been mended) is it passed over, so that nobody is shut out until
 * the clock gets there.
 *
 * The secret stands in the account's row as it is, not sealed under the key file: losing that
 * file must not lose data. It is in no record and leaves the program once, at enrolment.
 */
#ifndef MODULES_PEOPLE_TOTP_H
#define MODULES_PEOPLE_TOTP_H

#include "modules/audit/change.h"

extern const struct sql_list totp_sql;

#define TOTP_SECRET_BYTES 20 /* RFC 4226 section 4, R6 */
#define TOTP_STEP_S 30
#define TOTP_DIGITS 6

/* --- codes --- */
/* HOTP of RFC 4226 for a number of step: 6 to 8 digits as a number. */
uint32_t totp_code(struct str secret, int64_t step, int digits);
/* "042731": what the app shows at now_s. For `cjengage user code` in sample databases. */
struct str totp_code_text(struct arena *a, struct str secret, int64_t now_s);
/* True and *step when `typed` is a code for one of the three steps that is later than
 * last_step; white space in it is ignored. Takes the same time for right and wrong ones. */
bool totp_match(struct str secret, struct str typed, int64_t now_s, int64_t last_step,
                int64_t *step);

/* For typing into an app: RFC 4648 base 32 in groups of four; and what the QR code holds. */
struct str totp_secret_text(struct arena *a, struct str secret);
struct str totp_uri(struct arena *a, struct str secret, struct str issuer, struct str account);

/* --- inside a store_write fn --- */
struct totp_enrol {
    int64_t account_id;
    struct str secret;    /* rand_bytes, TOTP_SECRET_BYTES; kept sealed in the form meanwhile */
    struct str typed;     /* the first code: shows that the app has it */
    int64_t keep_session; /* its number; every other session ends. 0: all end */
};
/* ERR_INVALID: the code is wrong, nothing changed. Takes the place of an earlier secret. New
 * recovery codes are the caller's next step (recovery.h), in the same fn. */
enum err totp_enrol(struct db *db, const struct totp_enrol *n,
                    const struct act *act) MUST_CHECK;

/* *right: the code is good and its step now used. A wrong one leaves a record, so the fn has to
 * return OK for it too. Ask backoff_take first. */
enum err totp_use(struct db *db, int64_t account_id, struct str typed, const struct act *act,
                  bool *right) MUST_CHECK;

/* Takes secret and recovery codes away and ends all sessions: the operator's, or two people's
 * (S17), who are named in act. */
enum err totp_reset(struct db *db, int64_t account_id, const struct act *act) MUST_CHECK;

#endif
