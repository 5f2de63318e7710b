#include "modules/people/retention.h"

#include "modules/people/account.h"
#include "modules/people/backoff.h"
#include "modules/people/device.h"
#include "modules/people/link.h"
#include "modules/people/session.h"

#define DORMANT_MAX 50 /* accounts of one day */
#define ROUNDS_MAX 500 /* writes of one day */

struct sweep {
    int64_t now_s, n;
};

static enum err sweep_fn(struct db *db, void *arg)
{
    static enum err (*const sweeps[])(struct db *, int64_t) = { session_sweep, link_sweep,
                                                                device_sweep, backoff_sweep };
    struct sweep *s = arg;
    enum err e = OK;
    s->n = 0;
    for (size_t i = 0; !e && i < sizeof sweeps / sizeof sweeps[0]; i++) {
        e = sweeps[i](db, s->now_s);
        s->n += db_changes(db);
    }
    return e;
}

struct end {
    int64_t id, now_s;
    enum dormant what;
};

static enum err end_fn(struct db *db, void *arg)
{
    const struct end *x = arg;
    const struct act act = { .actor = STR("job"), .now_s = x->now_s };
    return x->what == DORMANT_ERASE ? account_erase(db, x->id, &act)
                                    : account_close(db, x->id, &act);
}

/* The last administrator is left alone. */
static enum err end_dormant(struct store *store, struct db *db, enum dormant what,
                            int64_t now_s)
{
    int64_t id[DORMANT_MAX];
    size_t n = 0;
    enum err e = account_list_dormant(db, what, now_s, id, DORMANT_MAX, &n);
    for (size_t i = 0; !e && i < n; i++) {
        struct end x = { .id = id[i], .now_s = now_s, .what = what };
        e = store_write(store, end_fn, &x);
        e = e == ERR_CONFLICT ? OK : e;
    }
    return e;
}

enum err people_retain(struct store *store, struct db *db, int64_t now_s)
{
    struct sweep s = { .now_s = now_s, .n = 1 };
    enum err e = OK;
    for (int i = 0; !e && s.n && i < ROUNDS_MAX; i++)
        e = store_write(store, sweep_fn, &s);
    if (!e)
        e = end_dormant(store, db, DORMANT_CLOSE, now_s);
    return e ? e : end_dormant(store, db, DORMANT_ERASE, now_s);
}
