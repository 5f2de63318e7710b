#include "app/buckets.h"

#include "core/base/rand.h"
#include "../tap.h"

static int taken(struct buckets *b, enum bucket_kind kind, const char *who, int64_t now_ms,
                 int tries)
{
    int n = 0, wait_s = 0;
    for (int i = 0; i < tries; i++)
        n += buckets_take(b, kind, str_from(who), now_ms, &wait_s);
    return n;
}

int main(void)
{
    const struct bucket_rule rule[BUCKET__MAX] = {
        [BUCKET_POST] = { 20, 60000 },
        [BUCKET_SEARCH] = { 60, 1000 },
        [BUCKET_PAGE] = { 0, 100 },
    };
    int wait_s = 0;
    rand_init();
    struct buckets *b = buckets_new(rule);
    is_i64(taken(b, BUCKET_POST, "192.0.2.1", 0, 30), 20, "[S48] 20 posts from one address");
    ok(!buckets_take(b, BUCKET_POST, STR("192.0.2.1"), 0, &wait_s) && wait_s >= 60 &&
           wait_s <= 61,
       "[S48] then it says how long to wait: %d s", wait_s);
    is_i64(taken(b, BUCKET_POST, "192.0.2.1", 60000, 30), 1, "[S48] and 1 a minute");
    is_i64(taken(b, BUCKET_POST, "192.0.2.2", 60000, 30), 20,
           "[S48] another address has its own");
    is_i64(taken(b, BUCKET_SEARCH, "192.0.2.1", 60000, 100), 60,
           "[S48] searches are counted apart");
    is_i64(taken(b, BUCKET_SEARCH, "192.0.2.1", 65000, 100), 5, "[S48] 1 a second");
    is_i64(taken(b, BUCKET_PAGE, "192.0.2.1", 0, 1000), 1000, "[S48] 0 is no limit");
    is_i64(taken(b, BUCKET_POST, "2001:db8:1:2::1", 0, 15) +
               taken(b, BUCKET_POST, "2001:db8:1:2:ffff::9", 0, 15),
           20, "[S48] a /64 of IPv6 is one household");
    is_i64(taken(b, BUCKET_POST, "2001:db8:1:3::1", 0, 30), 20,
           "[S48] the next /64 is another");
    is_i64(taken(b, BUCKET_POST, "::ffff:192.0.2.7", 60000, 15) +
               taken(b, BUCKET_POST, "192.0.2.7", 60000, 15),
           20, "[S48] an IPv4 address seen through an IPv6 socket is the same one");
    is_i64(taken(b, BUCKET_POST, "::ffff:192.0.2.8", 60000, 30), 20,
           "[S48] and not everybody's");
    is_i64(taken(b, BUCKET_POST, "192.0.2.1", 100000000, 100), 20,
           "[S48] it fills up to its size and no further");
    uint64_t source = buckets_source(b, STR("192.0.2.1"), 86400);
    ok(source == buckets_source(b, STR("192.0.2.1"), 86400 + 60) &&
           source != buckets_source(b, STR("192.0.2.2"), 86400 + 60),
       "[S45] in the log a source is the same for a day");
    ok(source != buckets_source(b, STR("192.0.2.1"), 2 * 86400), "[S45] and no longer");
    buckets_free(b);
    return done_testing();
}
