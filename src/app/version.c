#include "app/house.h"

/* How long another process's write may stay unseen here; our own writes move `generation` at
 * once. */
#define LOOK_AGAIN_US 20000

enum err worker_version(struct worker *w)
{
    uint64_t generation = atomic_load(&w->app->generation);
    int64_t now = clock_mono_us();
    bool is_fresh =
        w->seen_generation == generation && now - w->version_checked_us < LOOK_AGAIN_US;
    if (is_fresh && w->version_checked_us)
        return OK;
    enum err e = store_content_version(w->db_public, &w->version, &w->epoch);
    if (e)
        return e;
    w->seen_generation = generation;
    w->version_checked_us = now;
    return OK;
}
