/*
 * arena.h: the memory of one request (or one command): allocated forwards, freed all at once.
 *
 * Blocks of 16 KiB, kept between resets up to a cap; poisoned under ASan while free. An arena
 * has a soft limit: an allocation beyond it, or one for which malloc fails, returns NULL and
 * sets a sticky flag. buf, view and db_text then do nothing, harmlessly; other code returns
 * ERR_LIMIT; app/dispatch looks at the flag once and answers 413 or 503 for this request alone.
 * Not thread safe: one thread at a time.
 */
#ifndef CORE_BASE_ARENA_H
#define CORE_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* limit_bytes: all live allocations together. Dies (base/log) when not even the first block is
 * to be had. */
struct arena *arena_new(size_t limit_bytes);
void arena_free(struct arena *a);

/* n bytes aligned for any type, contents zero. NULL: limit reached, flag set. n of 0 gives a
 * valid pointer. */
void *arena_alloc(struct arena *a, size_t n);
/* count objects of size bytes, checked for overflow, zeroed. */
void *arena_array(struct arena *a, size_t count, size_t size);
#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))

/* fn(ptr) runs at reset or free, in reverse order of registration. False (and fn runs at once)
 * on failure. */
bool arena_defer(struct arena *a, void (*fn)(void *), void *ptr);

bool arena_failed(const struct arena *a);
void arena_mark_failed(struct arena *a); /* a buffer of this request reached its own limit */
size_t arena_used(const struct arena *a);

/*
 * Memory that lives outside the blocks but that this arena answers for (buf_in): counted in the
 * limit and by arena_fail_after. arena_take: false, and the flag set, when it would pass the
 * limit.
 */
bool arena_take(struct arena *a, size_t n);
void arena_give(struct arena *a, size_t n);

void arena_reset(struct arena *a); /* runs the deferred, clears the flag, keeps some blocks */
void arena_fail_after(struct arena *a,
                      long count); /* tests: the count-th allocation from now fails; <0 never */

#endif
