#include "app/remember.h"

#include "../tap.h"

static void add(struct remember *r, const char *key, const char *body, int64_t version,
                int64_t until)
{
    struct resp resp;
    resp_init(&resp);
    resp.status = 200;
    resp.body = str_from(body);
    resp_header_set(&resp, STR("ETag"), STR("W/\"x\""));
    struct remember_terms terms = {
        .key = str_from(key), .version = version, .epoch = 7, .valid_until_s = until
    };
    remember_add(r, &terms, &resp);
}

static bool is_kept(struct remember *r, const char *key, int64_t version, int64_t now)
{
    struct remembered *e = remember_find(r, str_from(key), version, 7, now);
    remember_release(e);
    return e != NULL;
}

int main(void)
{
    static char big[4000];
    memset(big, 'x', sizeof big - 1);
    struct remember *r = remember_new(100000, 3);
    add(r, "/a", "page a", 1, 100);
    struct remembered *e = remember_find(r, STR("/a"), 1, 7, 99);
    ok(e && str_eq(e->plain, STR("page a")) && str_eq(e->etag, STR("W/\"x\"")),
       "a page is found with its tag");
    ok(!is_kept(r, "/b", 1, 99), "another is not");
    ok(!is_kept(r, "/a", 2, 99), "a newer content version forgets it");
    ok(!is_kept(r, "/a", 1, 99), "and it stays forgotten");
    is_str(e->plain, "page a", "whoever still sends it keeps it until released");
    remember_release(e);
    add(r, "/a", "page a", 2, 100);
    ok(is_kept(r, "/a", 2, 99) && !is_kept(r, "/a", 2, 100), "it ends at its valid_until");
    ok(!remember_find(r, STR("/a"), 2, 8, 1),
       "a restored database (another epoch) knows none of them");
    add(r, "/1", "1", 1, 100);
    add(r, "/2", "2", 1, 100);
    add(r, "/3", "3", 1, 100);
    ok(is_kept(r, "/1", 1, 1), "three fit");
    add(r, "/4", "4", 1, 100);
    ok(is_kept(r, "/1", 1, 1) && !is_kept(r, "/2", 1, 1), "the longest unused goes first");
    remember_free(r);
    r = remember_new(40000, 100);
    for (int i = 0; i < 50; i++) {
        char key[20];
        snprintf(key, sizeof key, "/%d", i);
        add(r, key, big, 1, 100);
        add(r, "/same", big, 1, 100);
    }
    ok(remember_bytes(r) <= 40000, "the bound in bytes holds: %zu", remember_bytes(r));
    ok(is_kept(r, "/same", 1, 1), "a page that is used stays");
    remember_free(r);
    return done_testing();
}
