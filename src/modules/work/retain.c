#include "modules/work/retain.h"

#include <stdio.h>

enum err retain_rounds(struct store *store, store_write_fn fn, int64_t now_s)
{
    struct retain r = { .now_s = now_s, .n = 1 };
    enum err e = OK;
    for (int i = 0; !e && r.n && i < RETAIN_ROUNDS; i++)
        e = store_write(store, fn, &r);
    return e;
}

enum err retain_record(struct db *db, const struct retain *r, struct str action,
                       struct str object_kind)
{
    char detail[40];
    int n = snprintf(detail, sizeof detail, "{\"rows\":%lld}", (long long)r->n);
    return store_record(db, &(struct store_record){ .actor = STR("job"),
                                                    .action = action,
                                                    .object_kind = object_kind,
                                                    .detail = { detail, (size_t)n },
                                                    .at_s = r->now_s });
}
