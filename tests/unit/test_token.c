#include "core/web/token.h"

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/base/rand.h"
#include "../tap.h"

#define NOW 1795345200

static struct str changed(struct arena *a, struct str token, size_t at)
{
    struct str copy = str_dup(a, token);
    char *p = (char *)(uintptr_t)copy.p;
    p[at] = p[at] == 'a' ? 'b' : 'a';
    return copy;
}

int main(void)
{
    struct arena *a = arena_new(1u << 20);
    struct hash_key key = { { 1 } }, other = { { 2 } };
    struct str route = STR("/partnerships/:slug/contact"), id;
    int64_t issued = 0;
    rand_init();
    id = rand_key(a);
    struct str t = token_make(a, &key, route, id, NOW);
    ok(token_check(a, &key, route, id, NOW + 60, t, &issued) && issued == NOW,
       "[S25] a token is good for its form");
    ok(token_check(a, &key, route, id, NOW + 3600, t, &issued),
       "[S25] it may be used any number of times");
    ok(!token_check(a, &other, route, id, NOW, t, &issued), "[S25] not under another key");
    ok(!token_check(a, &key, STR("/other"), id, NOW, t, &issued),
       "[S25] not for another route");
    ok(!token_check(a, &key, route, rand_key(a), NOW, t, &issued),
       "[S25] not for another form");
    ok(token_check(a, &key, route, id, NOW + TOKEN_LIFE_S, t, &issued),
       "[S25] good for 72 hours");
    ok(!token_check(a, &key, route, id, NOW + TOKEN_LIFE_S + 1, t, &issued),
       "[S25] and no longer");
    ok(!token_check(a, &key, route, id, NOW - 3600, t, &issued),
       "[S25] not before it was made");
    size_t refused = 0;
    for (size_t i = 0; i < t.n; i++)
        refused += !token_check(a, &key, route, id, NOW, changed(a, t, i), &issued);
    ok(refused == t.n, "[S25] changing any one sign makes it bad");
    for (size_t n = 0; n < t.n; n++)
        refused += !token_check(a, &key, route, id, NOW, str_sub(t, 0, n), &issued);
    ok(refused == 2 * t.n, "[S25] so does cutting it short anywhere");
    arena_free(a);
    return done_testing();
}
