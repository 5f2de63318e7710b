#include "modules/people/sign_in.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "modules/people/account.h"
#include "modules/people/backoff.h"
#include "modules/people/device.h"
#include "modules/people/hasher.h"
#include "modules/people/recovery.h"
#include "modules/people/role.h"
#include "modules/people/totp.h"

/* One write of a sign-in. */
struct attempt {
    struct sign_in *s;
    struct backoff_try try;
    struct account account; /* id 0: nobody's address */
    struct str how;         /* for the record: "password", "link", "factor" */
    struct str new_hash;    /* the password with newer parameters, or empty */
    struct str typed;       /* link or code */
    enum link_purpose purpose;
    struct str actor;
    enum sign_in_result result;
};

void sign_in_draw(struct sign_in *s)
{
    rand_bytes(&s->fresh, sizeof s->fresh);
    rand_bytes(&s->fresh_device, sizeof s->fresh_device);
    s->number = rand_id();
}

static struct act act_of(const struct attempt *t)
{
    return (struct act){ t->actor.n ? t->actor : STR("public"), t->s->request_id, t->s->now_s };
}

/* From here on it is that person who acts. */
static void name_actor(struct attempt *t)
{
    t->actor = str_printf(t->s->a, "account:%lld", (long long)t->account.id);
    t->s->account_id = t->account.id;
    t->s->last_sign_in_at_s = t->account.last_sign_in_at_s;
}

/* --- what a success does: inside a store_write fn --- */

static enum err is_of_staff(struct db *db, struct attempt *t, bool *out)
{
    struct actor actor;
    bool lacks;
    const struct actor_ask ask = { t->account.id, t->s->now_s, true };
    enum err e = actor_load(db, t->s->a, &ask, &actor, &lacks);
    *out = !e && actor_is_staff(&actor);
    return e;
}

static enum err note_device(struct db *db, struct attempt *t)
{
    struct sign_in *s = t->s;
    enum err e = ERR_CONFLICT;
    s->sets_device = false;
    if (s->device && device_is_known(db, s->device, t->account.id, s->now_s))
        e = device_note(db, s->device, t->account.id, s->now_s);
    if (e != ERR_CONFLICT)
        return e;
    s->sets_device = true;
    return device_note(db, &s->fresh_device, t->account.id, s->now_s);
}

/* The whole sign-in: recorded, wrong answers forgotten, the browser of staff known. */
static enum err complete(struct db *db, struct attempt *t, bool is_staff)
{
    const struct act act = act_of(t);
    struct backoff_try before = t->try; /* the password's, when this is the factor's */
    before.is_factor = false;
    enum err e = account_note_sign_in(db, t->account.id, t->how, &act);
    if (!e)
        e = backoff_clear(db, &before);
    if (!e && t->try.is_factor)
        e = backoff_clear(db, &t->try);
    return e || !is_staff ? e : note_device(db, t);
}

/* Past password or link: half a session, or a whole one where there is no second factor. */
static enum err enter(struct db *db, struct attempt *t)
{
    bool is_staff = false;
    struct sign_in *s = t->s;
    name_actor(t);
    enum err e = is_of_staff(db, t, &is_staff);
    if (!e)
        e = session_begin(db, &(struct session_new){ .value = s->fresh,
                                                     .number = s->number,
                                                     .account_id = t->account.id,
                                                     .is_staff = is_staff,
                                                     .device = s->browser,
                                                     .old = s->old,
                                                     .now_s = s->now_s });
    t->result = t->account.totp_secret.n ? SIGN_IN_FACTOR : SIGN_IN_DONE;
    return e || t->result == SIGN_IN_FACTOR ? e : complete(db, t, is_staff);
}

/* --- by password --- */

static enum err take_fn(struct db *db, void *arg)
{
    struct attempt *t = arg;
    return backoff_take(db, &t->try, &t->s->wait_s);
}

/* From this wrong answer on the next one waits (S41): once for each, so that whoever goes on
 * trying fills no records. */
static enum err note_wait(struct db *db, struct attempt *t, const struct act *act)
{
    struct change c;
    int64_t wait_s = 0;
    enum err e = backoff_wait(db, &t->try, &wait_s);
    if (e || !wait_s)
        return e;
    change_begin(&c);
    change_text(&c, "how", STR(""), t->how);
    change_new_i64(&c, "wait_s", wait_s);
    return change_record(
        db, &c, act,
        &(struct change_of){ STR("account.back_off"), STR("account"), t->account.id });
}

static enum err wrong_fn(struct db *db, void *arg)
{
    struct attempt *t = arg;
    const struct act act = act_of(t);
    struct change c;
    change_begin(&c);
    change_text(&c, "how", STR(""), t->how);
    enum err e = change_record(
        db, &c, &act,
        &(struct change_of){ STR("account.sign_in_wrong"), STR("account"), t->account.id });
    return e ? e : note_wait(db, t, &act);
}

/* The account may have changed since its hash was read: then the password was for another. */
static enum err password_fn(struct db *db, void *arg)
{
    struct attempt *t = arg;
    const struct act act = act_of(t);
    struct account now;
    enum err e = account_find(db, t->s->a, t->account.id, &now);
    if (e)
        return e;
    t->result = SIGN_IN_WRONG;
    if (now.closed_at_s || !str_eq(now.password_hash, t->account.password_hash))
        return wrong_fn(db, t);
    t->account.totp_secret = now.totp_secret;
    if (t->new_hash.n)
        e = account_rehash(db, now.id, t->new_hash, &act);
    return e ? e : enter(db, t);
}

static enum err find_account(struct attempt *t, struct str email)
{
    struct sign_in *s = t->s;
    enum err e = account_find_by_email(s->db, s->a, email, &t->account);
    if (e && e != ERR_NOT_FOUND)
        return e;
    t->try = (struct backoff_try){ .key = s->key,
                                   .email_key = account_email_key(s->a, email),
                                   .address = s->address,
                                   .now_s = s->now_s };
    if (!e && s->device && device_is_known(s->db, s->device, t->account.id, s->now_s))
        t->try.device = s->device;
    return arena_failed(s->a) ? ERR_LIMIT : OK;
}

/* A hash with newer parameters, when the one that was right is old. */
static void hash_anew(struct attempt *t, struct str password)
{
    char *hash = arena_alloc(t->s->a, HASH_PASSWORD_BYTES);
    if (hash && hasher_make(t->s->hasher, password, hash) == OK)
        t->new_hash = str_from(hash);
}

enum err sign_in_by_password(struct sign_in *s, struct str email, struct str password,
                             enum sign_in_result *out)
{
    struct attempt t = { .s = s, .how = STR("password"), .result = SIGN_IN_WRONG };
    struct hash_verdict verdict = { false, false };
    enum err e = find_account(&t, email);
    s->account_id = s->wait_s = 0;
    if (!e)
        e = store_write(s->store, take_fn, &t);
    *out = SIGN_IN_WAIT;
    if (e || s->wait_s)
        return e;
    e = hasher_check(s->hasher, password,
                     t.account.closed_at_s ? STR("") : t.account.password_hash, &verdict);
    if (!e && verdict.is_old)
        hash_anew(&t, password);
    if (!e)
        e = store_write(s->store, verdict.is_right ? password_fn : wrong_fn, &t);
    *out = t.result;
    return e;
}

/* --- by link --- */

static enum err link_fn(struct db *db, void *arg)
{
    struct attempt *t = arg;
    struct sign_in *s = t->s;
    struct link link;
    enum err e = link_use(db, s->a, t->purpose, t->typed, s->now_s, &link);
    if (!e)
        e = account_find(db, s->a, link.account_id, &t->account);
    if (e == ERR_NOT_FOUND || (!e && t->account.closed_at_s))
        e = ERR_GONE;
    if (e)
        return e;
    s->next = t->purpose == LINK_SIGN_IN ? link.detail : (struct str){ 0 };
    t->try = (struct backoff_try){ .key = s->key,
                                   .email_key = account_email_key(s->a, t->account.email),
                                   .now_s = s->now_s };
    return enter(db, t);
}

enum err sign_in_by_link(struct sign_in *s, enum link_purpose purpose, struct str key,
                         enum sign_in_result *out)
{
    struct attempt t = { .s = s,
                         .how = purpose == LINK_INVITATION ? STR("invitation") : STR("link"),
                         .typed = key,
                         .purpose = purpose,
                         .result = SIGN_IN_WRONG };
    s->account_id = s->wait_s = 0;
    enum err e = store_write(s->store, link_fn, &t);
    *out = t.result;
    return e;
}

/* --- the second factor --- */

/* Digits and spaces alone: a code of the app. */
static bool is_app_code(struct str typed)
{
    for (size_t i = 0; i < typed.n; i++) {
        char c = typed.p[i];
        if (c != ' ' && (c < '0' || c > '9'))
            return false;
    }
    return typed.n < 2 * TOTP_DIGITS;
}

/* The same session under a new value, for who has shown who they are. */
static enum err renew(struct db *db, struct attempt *t, bool by_factor)
{
    bool is_staff = false;
    struct sign_in *s = t->s;
    enum err e = is_of_staff(db, t, &is_staff);
    if (!e)
        e = session_renew(db, &(struct session_renew){ .old = *s->old,
                                                       .value = s->fresh,
                                                       .has_factor = by_factor,
                                                       .is_staff = is_staff,
                                                       .is_proved = true,
                                                       .seen_s = s->seen_s,
                                                       .now_s = s->now_s });
    return e ? e : complete(db, t, is_staff);
}

static enum err factor_fn(struct db *db, void *arg)
{
    struct attempt *t = arg;
    const struct act act = act_of(t);
    bool right = false;
    enum err e = is_app_code(t->typed)
                     ? totp_use(db, t->account.id, t->typed, &act, &right)
                     : recovery_use(db, t->account.id, t->typed, &act, &right);
    t->result = right ? SIGN_IN_DONE : SIGN_IN_WRONG;
    if (e)
        return e;
    return right ? renew(db, t, true) : note_wait(db, t, &act);
}

/* The person of the session in `old`. */
static enum err find_by_session(struct attempt *t)
{
    struct session session;
    struct sign_in *s = t->s;
    s->account_id = s->wait_s = 0;
    if (!s->old)
        return ERR_SIGN_IN;
    enum err e = session_find(s->db, s->a, s->old, s->seen_s, s->now_s, &session);
    if (!e)
        e = account_find(s->db, s->a, session.account_id, &t->account);
    if (e == ERR_NOT_FOUND || (!e && t->account.closed_at_s))
        e = ERR_SIGN_IN;
    return e ? e : find_account(t, t->account.email);
}

enum err sign_in_by_factor(struct sign_in *s, struct str typed, enum sign_in_result *out)
{
    struct attempt t = { .s = s, .how = STR("factor"), .typed = typed };
    enum err e = find_by_session(&t);
    if (!e && !t.account.totp_secret.n)
        e = ERR_NOT_FOUND;
    if (e)
        return e;
    name_actor(&t);
    t.try.is_factor = true;
    e = store_write(s->store, take_fn, &t);
    *out = SIGN_IN_WAIT;
    if (e || s->wait_s)
        return e;
    e = store_write(s->store, factor_fn, &t);
    *out = t.result;
    return e == ERR_NOT_FOUND ? ERR_SIGN_IN : e;
}

/* --- again --- */

static enum err again_fn(struct db *db, void *arg)
{
    struct attempt *t = arg;
    struct account now;
    enum err e = account_find(db, t->s->a, t->account.id, &now);
    if (!e && !str_eq(now.password_hash, t->account.password_hash))
        return wrong_fn(db, t);
    t->result = SIGN_IN_DONE;
    return e ? e : renew(db, t, false);
}

enum err sign_in_again(struct sign_in *s, struct str password, enum sign_in_result *out)
{
    struct attempt t = { .s = s, .how = STR("again"), .result = SIGN_IN_WRONG };
    struct hash_verdict verdict;
    enum err e = find_by_session(&t);
    if (!e && !t.account.password_hash.n)
        e = ERR_NOT_FOUND;
    if (e)
        return e;
    name_actor(&t);
    e = store_write(s->store, take_fn, &t);
    *out = SIGN_IN_WAIT;
    if (e || s->wait_s)
        return e;
    e = hasher_check(s->hasher, password, t.account.password_hash, &verdict);
    if (!e)
        e = store_write(s->store, verdict.is_right ? again_fn : wrong_fn, &t);
    *out = t.result;
    return e == ERR_NOT_FOUND ? ERR_SIGN_IN : e;
}
