/*
 * buckets.h: how many requests of a kind an address may make (security.md S48): in memory, per
 * process, approximate. An address is kept only as a hash under a key of this process (v6: its
 * /64).
 */
#ifndef APP_BUCKETS_H
#define APP_BUCKETS_H

#include "core/base/str.h"

enum bucket_kind {
    BUCKET_POST,
    BUCKET_SEARCH,
    BUCKET_PAGE,
    BUCKET_DRAFT, /* drafts begun */
    BUCKET_SAVE,  /* saves of one draft: by its browser, not by its address */
    BUCKET__MAX
};

struct bucket_rule {
    int size;          /* requests at once; 0: no limit */
    int64_t refill_ms; /* one more after this long */
};

struct buckets;

struct buckets *buckets_new(const struct bucket_rule rule[BUCKET__MAX]);
void buckets_free(struct buckets *b);
/* An administrator changed the sizes; what addresses have left is cut to them. */
void buckets_set_sizes(struct buckets *b, const int size[BUCKET__MAX]);
/* Takes one; false and *wait_s (1 or more) when there is none left. */
bool buckets_take(struct buckets *b, enum bucket_kind kind, struct str address, int64_t now_ms,
                  int *wait_s);

/* Stands for an address in the log (security.md S45): under a key that changes every day and is
 * kept in memory only, so that an attack shows and a person does not. */
uint64_t buckets_source(struct buckets *b, struct str address, int64_t now_s);

#endif
