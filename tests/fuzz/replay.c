/*
 * replay.c: runs one fuzz target over its committed corpus, without libFuzzer, as a TAP
 * program.
 *
 * Linked with fuzz_x.c it becomes build/CONF/replay/x and reads tests/fuzz/corpus/x. Each past
 * crash is a file there; a sanitizer that finds something ends the program before its plan is
 * printed.
 */
#include "../tap.h"

#include <dirent.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Far over what any parser needs for a committed input, also under ASan on a busy machine. */
#define SLOW_MS 2000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Runs the target over exactly the file's bytes, so that ASan sees a read past them. Answers
 * how long it took, or -1 where the file cannot be read. */
static int64_t replay_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return -1;
    fseek(f, 0, SEEK_END);
    long n = ftell(f);
    rewind(f);
    uint8_t *bytes = malloc(n > 0 ? (size_t)n : 1);
    bool whole = bytes && n >= 0 && fread(bytes, 1, (size_t)n, f) == (size_t)n;
    fclose(f);
    int64_t began = now_ms();
    if (whole)
        LLVMFuzzerTestOneInput(bytes, (size_t)n);
    free(bytes);
    return whole ? now_ms() - began : -1;
}

int main(int argc, char **argv)
{
    const char *slash = strrchr(argv[0], '/');
    const char *name = slash ? slash + 1 : argv[0];
    char dir[256], path[600];
    snprintf(dir, sizeof dir, "tests/fuzz/corpus/%s", name);
    DIR *d = opendir(argc > 1 ? argv[1] : dir);
    int n = 0, unread = 0;
    int64_t slowest = 0;
    for (struct dirent *e; d && (e = readdir(d));) {
        if (e->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", argc > 1 ? argv[1] : dir, e->d_name);
        int64_t took = replay_file(path);
        unread += took < 0;
        n++;
        if (took > slowest)
            slowest = took;
        if (took > SLOW_MS)
            printf("# %s took %lld ms\n", path, (long long)took);
    }
    if (d)
        closedir(d);
    ok(n > 0 && unread == 0, "[S35] %s: %d inputs of the corpus", name, n);
    ok(slowest <= SLOW_MS, "[S35] %s: no input takes over %d ms", name, SLOW_MS);
    return done_testing();
}
