/* A body as it arrives: in memory, in a file, drained. */
#include "../tap.h"

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "front/req_body.h"

#include <string.h>

static char piece[64 * KIB];
static const char *tmp_dir;

static bool add(struct req_body *b, struct arena *a, size_t n)
{
    bool goes_on = true;
    while (n && goes_on) {
        size_t now = n < sizeof piece ? n : sizeof piece;
        goes_on = req_body_add(b, a, (struct str){ piece, now });
        n -= now;
    }
    return goes_on;
}

static void in_memory(struct arena *a)
{
    struct req_body b;
    struct req r;
    req_body_begin(&b, FORM_MAX_BYTES, tmp_dir);
    ok(req_body_finish(&b, &r) && r.body.n == 0 && r.body_fd == -1 && !r.body_too_big,
       "no body");
    req_body_begin(&b, FORM_MAX_BYTES, tmp_dir);
    ok(add(&b, a, FORM_MAX_BYTES) && req_body_finish(&b, &r), "as much as is allowed");
    ok(r.body.n == FORM_MAX_BYTES && r.body_len == FORM_MAX_BYTES && r.body_fd == -1,
       "stays in memory");
    req_body_end(&b);
}

static void in_a_file(struct arena *a)
{
    struct req_body b;
    struct req r;
    char first = 0, last = 0;
    uint64_t n = 3 * MIB + 1;
    req_body_begin(&b, 20 * MIB, tmp_dir);
    piece[0] = 'F';
    ok(add(&b, a, 1), "the first byte");
    piece[0] = 'x';
    ok(add(&b, a, n - 2), "more than is kept in memory");
    piece[0] = 'L';
    ok(add(&b, a, 1) && req_body_finish(&b, &r), "the last one");
    ok(r.body_fd >= 0 && r.body.n == 0 && r.body_len == n && lseek(r.body_fd, 0, SEEK_CUR) == 0,
       "is in a file, from its start");
    ok(pread(r.body_fd, &first, 1, 0) == 1 && first == 'F' &&
           pread(r.body_fd, &last, 1, (off_t)n - 1) == 1 && last == 'L' &&
           lseek(r.body_fd, 0, SEEK_END) == (off_t)n,
       "byte for byte");
    req_body_end(&b);
    ok(b.fd == -1, "closed with the answer");
}

static void drained(struct arena *a)
{
    struct req_body b;
    struct req r;
    req_body_begin(&b, 100, tmp_dir);
    ok(add(&b, a, 101) && req_body_finish(&b, &r), "[S34] a byte too many goes on");
    ok(r.body_too_big && r.body.n == 0 && r.body_fd == -1 && r.body_len == 101,
       "[S34] but nothing of it is kept");
    req_body_begin(&b, 2 * MIB, tmp_dir);
    ok(add(&b, a, 3 * MIB) && b.fd == -1, "[S34] nor in a file");
    req_body_begin(&b, 100, tmp_dir);
    req_body_announce(&b, 101);
    ok(b.is_too_big, "[S34] an announced one is known at once");
    req_body_begin(&b, 100, tmp_dir);
    ok(add(&b, a, DRAIN_MAX_BYTES) && !add(&b, a, 1), "[S34] after 64 MiB it is enough");
}

static void no_disk(struct arena *a)
{
    struct req_body b;
    struct req r;
    req_body_begin(&b, 20 * MIB, "/nowhere");
    ok(add(&b, a, 3 * MIB), "[D4] where no file can be had the rest is still read");
    ok(!req_body_finish(&b, &r), "[D4] and told at the end");
}

int main(void)
{
    struct arena *a = arena_new(REQUEST_ARENA_BYTES);
    tmp_dir = getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp";
    in_memory(a);
    arena_reset(a);
    in_a_file(a);
    arena_reset(a);
    drained(a);
    arena_reset(a);
    no_disk(a);
    arena_free(a);
    return done_testing();
}
