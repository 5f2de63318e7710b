/*
 * fuzz_picture.c: any bytes walked as JPEG and as PNG; what stays of a good one is good, whole,
 * and loses nothing more.
 */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/limits.h"
#include "modules/files/file_judge.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef enum file_wrong (*walk_fn)(struct str bytes, struct str *piece, size_t *n);

static void must(bool cond)
{
    if (!cond)
        __builtin_trap();
}

static void walk_twice(struct arena *a, struct str bytes, walk_fn walk)
{
    struct str piece[FILE_PIECES_MAX];
    size_t n = 0;
    struct buf *left = buf_in(a, 16 * MIB);
    if (walk(bytes, piece, &n))
        return;
    must(n > 0 && n <= FILE_PIECES_MAX);
    const char *end = bytes.p;
    bool has_ours = false; /* which way up it is: at most once */
    for (size_t i = 0; i < n; i++) {
        buf_str(left, piece[i]);
        bool is_of_file = piece[i].p >= bytes.p && piece[i].p < bytes.p + bytes.n;
        must(is_of_file || (!has_ours && piece[i].n == 36));
        has_ours |= !is_of_file;
        if (!is_of_file)
            continue;
        must(piece[i].p >= end && piece[i].p + piece[i].n <= bytes.p + bytes.n);
        end = piece[i].p + piece[i].n;
    }
    struct str again = buf_view(left);
    must(walk(again, piece, &n) == FILE_GOOD && n == 1 && str_eq(piece[0], again));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(64 * MIB);
    struct str bytes = { (const char *)data, size };
    walk_twice(a, bytes, file_jpeg_walk);
    walk_twice(a, bytes, file_png_walk);
    arena_free(a);
    return 0;
}
