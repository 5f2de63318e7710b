#include "modules/people/first_admin.h"

#include "core/base/rand.h"
#include "modules/people/link.h"
#include "modules/people/role.h"

#define SUBJECT STR("service") /* one for the whole place */

static enum err is_free(struct db *db, int64_t now_s)
{
    bool has_admin = true;
    enum err e = account_has_admin(db, now_s, &has_admin);
    return e ? e : has_admin ? ERR_CONFLICT : OK;
}

static enum err link_fn(struct db *db, void *arg)
{
    const struct link_new *n = arg;
    enum err e = is_free(db, n->now_s);
    return e ? e : link_make(db, n);
}

enum err first_admin_link(struct store *store, struct arena *a, int64_t now_s, struct str *key)
{
    *key = rand_key(a);
    struct link_new n = {
        .purpose = LINK_FIRST_ADMIN, .key = *key, .subject = SUBJECT, .now_s = now_s
    };
    return key->n ? store_write(store, link_fn, &n) : ERR_LIMIT;
}

static enum err make_account(struct db *db, struct first_admin *f)
{
    enum err e = account_create(db, &f->account, &f->act);
    f->is_taken = e == ERR_CONFLICT;
    if (!e && f->password_hash.n)
        e = account_set_password(db, f->account.id, f->password_hash, 0, &f->act);
    return e;
}

static enum err give_role(struct db *db, struct first_admin *f)
{
    const struct actor all = { .kind = ACTOR_OPERATOR };
    const struct grant g = { .id = f->grant_id,
                             .account_id = f->account.id,
                             .role = ROLE_ADMIN,
                             .from_s = f->act.now_s };
    return role_give(db, &all, &g, &f->act);
}

enum err first_admin_create(struct db *db, struct first_admin *f)
{
    struct link link;
    f->is_taken = false;
    enum err e = is_free(db, f->act.now_s);
    if (!e)
        e = link_use(db, f->a, LINK_FIRST_ADMIN, f->key, f->act.now_s, &link);
    if (!e)
        e = make_account(db, f);
    if (!e)
        e = give_role(db, f);
    if (!e)
        e = session_begin(db, &f->session);
    return e ? e : account_note_sign_in(db, f->account.id, STR("link"), &f->act);
}
