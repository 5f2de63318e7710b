#include "front/pool.h"

#include "core/base/limits.h"

struct arena *pool_take(struct pool *p)
{
    return p->n ? p->arena[--p->n] : arena_new(REQUEST_ARENA_BYTES);
}

void pool_give(struct pool *p, struct arena *a)
{
    if (p->n == POOL_KEPT) {
        arena_free(a);
        return;
    }
    arena_reset(a);
    p->arena[p->n++] = a;
}

void pool_end(struct pool *p)
{
    while (p->n)
        arena_free(p->arena[--p->n]);
}
