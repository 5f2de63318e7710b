#include "core/base/arena.h"

#include "core/base/limits.h"
#include "core/base/log.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#endif

#ifdef ARENA_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#define RED_ZONE_BYTES                                                                         \
    16 /* kept poisoned after each allocation, so that a small overrun is seen */
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#define RED_ZONE_BYTES 0
#endif

#define ALIGN alignof(max_align_t)

struct block {
    struct block *next;
    size_t cap, used; /* of bytes[] */
    alignas(max_align_t) unsigned char bytes[];
};

struct deferred {
    struct deferred *next;
    void (*fn)(void *);
    void *ptr;
};

struct arena {
    struct block *blocks; /* in use, the one being filled first */
    struct block *spare;  /* of the usual size, empty */
    struct deferred *deferred;
    size_t limit, used;
    long fail_after; /* < 0: never */
    bool failed;
};

static struct block *block_new(size_t cap)
{
    struct block *b = malloc(sizeof *b + cap);
    if (!b)
        return NULL;
    b->next = NULL;
    b->cap = cap;
    b->used = 0;
    POISON(b->bytes, b->cap);
    return b;
}

static void block_free(struct block *b)
{
    UNPOISON(b->bytes, b->cap);
    free(b);
}

static void block_list_free(struct block *b)
{
    while (b) {
        struct block *next = b->next;
        block_free(b);
        b = next;
    }
}

static size_t block_usual_cap(void)
{
    return ARENA_BLOCK_BYTES - sizeof(struct block);
}

struct arena *arena_new(size_t limit_bytes)
{
    struct arena *a = calloc(1, sizeof *a);
    if (!a)
        die("no memory for an arena");
    a->blocks = block_new(block_usual_cap());
    if (!a->blocks)
        die("no memory for an arena's first block");
    a->limit = limit_bytes;
    a->fail_after = -1;
    return a;
}

static void deferred_run(struct arena *a)
{
    while (a->deferred) {
        struct deferred *d = a->deferred;
        a->deferred = d->next;
        d->fn(d->ptr);
    }
}

void arena_free(struct arena *a)
{
    if (!a)
        return;
    deferred_run(a);
    block_list_free(a->blocks);
    block_list_free(a->spare);
    free(a);
}

bool arena_take(struct arena *a, size_t n)
{
    bool injected = a->fail_after >= 0 && a->fail_after-- <= 1;
    if (injected)
        a->fail_after = -1;
    if (injected || n > a->limit || a->used > a->limit - n) {
        a->failed = true;
        return false;
    }
    a->used += n;
    return true;
}

void arena_give(struct arena *a, size_t n)
{
    a->used = n < a->used ? a->used - n : 0;
}

/* A block with room for n bytes, at the head of the list or, when it is a big one, behind the
 * head. */
static struct block *arena_block_for(struct arena *a, size_t n)
{
    struct block *head = a->blocks;
    if (head->cap - head->used >= n)
        return head;
    if (n > block_usual_cap() / 2) {
        struct block *big = block_new(n);
        if (!big)
            return NULL;
        big->next = head->next;
        head->next = big;
        return big;
    }
    struct block *b = a->spare;
    if (b)
        a->spare = b->next;
    else
        b = block_new(block_usual_cap());
    if (!b)
        return NULL;
    b->next = head;
    a->blocks = b;
    return b;
}

void *arena_alloc(struct arena *a, size_t n)
{
    if (n > SIZE_MAX / 2) {
        a->failed = true;
        return NULL;
    }
    size_t wanted = n ? n : 1;
    size_t size = (wanted + RED_ZONE_BYTES + ALIGN - 1) / ALIGN * ALIGN;
    if (!arena_take(a, size))
        return NULL;
    struct block *b = arena_block_for(a, size);
    if (!b) {
        arena_give(a, size);
        a->failed = true;
        return NULL;
    }
    unsigned char *p = b->bytes + b->used;
    b->used += size;
    UNPOISON(p, wanted);
    memset(p, 0, wanted);
    return p;
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
    size_t n = 0;
    if (__builtin_mul_overflow(count, size, &n)) {
        a->failed = true;
        return NULL;
    }
    return arena_alloc(a, n);
}

bool arena_defer(struct arena *a, void (*fn)(void *), void *ptr)
{
    struct deferred *d = ARENA_NEW(a, struct deferred);
    if (!d) {
        fn(ptr);
        return false;
    }
    *d = (struct deferred){ .next = a->deferred, .fn = fn, .ptr = ptr };
    a->deferred = d;
    return true;
}

bool arena_failed(const struct arena *a)
{
    return a->failed;
}

void arena_mark_failed(struct arena *a)
{
    a->failed = true;
}

size_t arena_used(const struct arena *a)
{
    return a->used;
}

void arena_reset(struct arena *a)
{
    deferred_run(a);
    size_t kept = 0;
    for (struct block *s = a->spare; s; s = s->next)
        kept += ARENA_BLOCK_BYTES;
    struct block *b = a->blocks;
    a->blocks = NULL;
    while (b) {
        struct block *next = b->next;
        bool usual = b->cap == block_usual_cap();
        if (!usual || (a->blocks && kept + ARENA_BLOCK_BYTES > ARENA_KEEP_BYTES)) {
            block_free(b);
        } else {
            POISON(b->bytes, b->cap);
            b->used = 0;
            b->next = a->blocks ? a->spare : NULL;
            *(a->blocks ? &a->spare : &a->blocks) = b;
            kept += ARENA_BLOCK_BYTES;
        }
        b = next;
    }
    a->used = 0;
    a->failed = false;
}

void arena_fail_after(struct arena *a, long count)
{
    a->fail_after = count;
}
