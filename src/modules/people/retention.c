#include "modules/people/retention.h"

#include "modules/people/backoff.h"
#include "modules/people/device.h"
#include "modules/people/kept_form.h"
#include "modules/people/link.h"
#include "modules/people/link_session.h"
#include "modules/people/session.h"

#define ROUNDS_MAX 500 /* writes of one day */

struct sweep {
    int64_t now_s, n;
};

static enum err sweep_fn(struct db *db, void *arg)
{
    static enum err (*const sweeps[])(
        struct db *, int64_t) = { session_sweep, link_sweep,      device_sweep,
                                  backoff_sweep, kept_form_sweep, link_session_sweep };
    struct sweep *s = arg;
    enum err e = OK;
    s->n = 0;
    for (size_t i = 0; !e && i < sizeof sweeps / sizeof sweeps[0]; i++) {
        e = sweeps[i](db, s->now_s);
        s->n += db_changes(db);
    }
    return e;
}

enum err people_retain(struct store *store, int64_t now_s)
{
    struct sweep s = { .now_s = now_s, .n = 1 };
    enum err e = OK;
    for (int i = 0; !e && s.n && i < ROUNDS_MAX; i++)
        e = store_write(store, sweep_fn, &s);
    return e;
}
