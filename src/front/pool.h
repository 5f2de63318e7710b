/*
 * pool.h: arenas for requests, kept between them. One thread's own.
 */
#ifndef FRONT_POOL_H
#define FRONT_POOL_H

#include "core/base/arena.h"

#define POOL_KEPT 16 /* more at once are made and freed */

struct pool {
    struct arena *arena[POOL_KEPT];
    size_t n;
};

struct arena *pool_take(struct pool *p);
void pool_give(struct pool *p, struct arena *a); /* resets it */
void pool_end(struct pool *p);

#endif
