#include "app/buckets.h"

#include "core/base/hash.h"
#include "core/base/rand.h"
#include "core/http/address.h"

#include <pthread.h>

#define ROWS                                                                                   \
    8192 /* addresses remembered for each kind; two that meet share a bucket: approximate */

struct bucket {
    uint64_t who;
    int64_t at_ms; /* when `left` was counted */
    double left;
};

struct buckets {
    pthread_mutex_t lock;
    struct hash_key key, source_key;
    int64_t source_day; /* of source_key */
    struct bucket_rule rule[BUCKET__MAX];
    struct bucket row[BUCKET__MAX][ROWS];
};

struct buckets *buckets_new(const struct bucket_rule rule[BUCKET__MAX])
{
    struct buckets *b = calloc(1, sizeof *b);
    if (!b)
        return NULL;
    pthread_mutex_init(&b->lock, NULL);
    memcpy(b->rule, rule, sizeof b->rule);
    rand_bytes(&b->key, sizeof b->key);
    return b;
}

void buckets_free(struct buckets *b)
{
    if (b)
        pthread_mutex_destroy(&b->lock);
    free(b);
}

void buckets_set_sizes(struct buckets *b, const int size[BUCKET__MAX])
{
    pthread_mutex_lock(&b->lock);
    for (int i = 0; i < BUCKET__MAX; i++)
        b->rule[i].size = size[i];
    pthread_mutex_unlock(&b->lock);
}

/* Two addresses of one household are one; what is no address is itself ("unix"). */
static uint64_t who_is(const struct hash_key *key, struct str address)
{
    char room[ADDRESS_NETWORK_BYTES];
    struct str network = address_network(address, room);
    struct hash h = hash_keyed(key, network.n ? network : address);
    uint64_t who;
    memcpy(&who, h.byte, sizeof who);
    return who ? who : 1;
}

bool buckets_take(struct buckets *b, enum bucket_kind kind, struct str address, int64_t now_ms,
                  int *wait_s)
{
    const struct bucket_rule *rule = &b->rule[kind];
    uint64_t who = who_is(&b->key, address);
    pthread_mutex_lock(&b->lock);
    if (!rule->size) {
        pthread_mutex_unlock(&b->lock);
        return true;
    }
    struct bucket *k = &b->row[kind][who % ROWS];
    if (k->who != who)
        *k = (struct bucket){ .who = who, .at_ms = now_ms, .left = rule->size };
    k->left += (double)(now_ms - k->at_ms) / (double)rule->refill_ms;
    if (k->left > rule->size)
        k->left = rule->size;
    k->at_ms = now_ms;
    bool taken = k->left >= 1;
    if (taken)
        k->left -= 1;
    else
        *wait_s = (int)((1 - k->left) * (double)rule->refill_ms / 1000) + 1;
    pthread_mutex_unlock(&b->lock);
    return taken;
}

uint64_t buckets_source(struct buckets *b, struct str address, int64_t now_s)
{
    int64_t day = now_s / 86400;
    pthread_mutex_lock(&b->lock);
    if (b->source_day != day)
        rand_bytes(&b->source_key, sizeof b->source_key);
    b->source_day = day;
    uint64_t source = who_is(&b->source_key, address);
    pthread_mutex_unlock(&b->lock);
    return source;
}
