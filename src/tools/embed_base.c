/* embed_base.c: bytes, files and lists of files of the generator. See embed.h. */
#include "embed.h"

#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define LITERAL_LINE_BYTES 80 /* source bytes in one line of a C string */

_Noreturn void fail(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    fputs("embed: ", stderr);
    vfprintf(stderr, fmt, ap);
    fputc('\n', stderr);
    va_end(ap);
    exit(1);
}

void *grow(void *p, size_t n)
{
    void *q = realloc(p, n);
    if (!q)
        fail("out of memory");
    return q;
}

void put(struct bytes *b, const void *p, size_t n)
{
    if (b->n + n + 1 > b->cap) {
        b->cap = (b->n + n + 1) * 2;
        b->p = grow(b->p, b->cap);
    }
    if (n)
        memcpy(b->p + b->n, p, n);
    b->n += n;
    b->p[b->n] = 0;
}

void putf(struct bytes *b, const char *fmt, ...)
{
    char *text = NULL;
    va_list ap;
    va_start(ap, fmt);
    int n = vasprintf(&text, fmt, ap);
    va_end(ap);
    if (n < 0)
        fail("out of memory");
    put(b, text, (size_t)n);
    free(text);
}

void put_literal(struct bytes *b, const char *p, size_t n)
{
    put(b, "\"", 1);
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)p[i];
        if (c == '"' || c == '\\' || c == '?')
            putf(b, "\\%c", c);
        else if (c == '\n')
            put(b, "\\n", 2);
        else if (c < 32 || c > 126)
            putf(b, "\\%03o", c);
        else
            put(b, &p[i], 1);
        if (i + 1 < n && (c == '\n' || i % LITERAL_LINE_BYTES == LITERAL_LINE_BYTES - 1))
            put(b, "\"\n\"", 3);
    }
    put(b, "\"", 1);
}

void put_str(struct bytes *b, const char *p, size_t n)
{
    put(b, "{ ", 2);
    put_literal(b, p, n);
    putf(b, ", %zu }", n);
}

struct bytes read_file(const char *path)
{
    struct bytes b = { 0 };
    FILE *f = fopen(path, "rb");
    if (!f)
        fail("%s: %s", path, strerror(errno));
    char block[65536];
    put(&b, "", 0);
    for (size_t n; (n = fread(block, 1, sizeof block, f)) > 0;)
        put(&b, block, n);
    if (ferror(f))
        fail("%s: %s", path, strerror(errno));
    fclose(f);
    return b;
}

void write_file(const char *dir, const char *name, const struct bytes *b)
{
    char path[4096];
    if ((size_t)snprintf(path, sizeof path, "%s/%s", dir, name) >= sizeof path)
        fail("%s: path too long", name);
    struct stat st;
    if (stat(path, &st) == 0 && (size_t)st.st_size == b->n) {
        struct bytes old = read_file(path);
        bool same = old.n == b->n && memcmp(old.p, b->p, b->n) == 0;
        free(old.p);
        if (same)
            return;
    }
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(b->p, 1, b->n, f) != b->n || fclose(f) != 0)
        fail("%s: %s", path, strerror(errno));
}

uint64_t hash_more(uint64_t h, const void *p, size_t n)
{
    const unsigned char *c = p;
    for (size_t i = 0; i < n; i++)
        h = (h ^ c[i]) * 0x100000001b3U;
    return h;
}

void items_add(struct items *l, const char *name, const char *path)
{
    if (l->n == l->cap) {
        l->cap = l->cap ? l->cap * 2 : 64;
        l->at = grow(l->at, l->cap * sizeof *l->at);
    }
    struct item it = { strdup(name), strdup(path) };
    if (!it.name || !it.path)
        fail("out of memory");
    l->at[l->n++] = it;
}

int item_cmp(const void *a, const void *b)
{
    return strcmp(((const struct item *)a)->name, ((const struct item *)b)->name);
}

void items_sort(struct items *l)
{
    if (l->n)
        qsort(l->at, l->n, sizeof *l->at, item_cmp);
    for (size_t i = 1; i < l->n; i++)
        if (strcmp(l->at[i - 1].name, l->at[i].name) == 0)
            fail("%s and %s have the same name", l->at[i - 1].path, l->at[i].path);
}

void items_walk(struct items *l, const char *dir, const char *below)
{
    char path[2048], name[1024];
    snprintf(path, sizeof path, "%s%s%s", dir, *below ? "/" : "", below);
    DIR *d = opendir(path);
    if (!d && errno == ENOENT && !*below)
        return; /* nothing to embed yet */
    if (!d)
        fail("%s: %s", path, strerror(errno));
    for (struct dirent *e; (e = readdir(d));) {
        if (e->d_name[0] == '.')
            continue;
        int a = snprintf(name, sizeof name, "%s%s%s", below, *below ? "/" : "", e->d_name);
        int b = snprintf(path, sizeof path, "%s/%s", dir, name);
        struct stat st;
        if (a >= (int)sizeof name || b >= (int)sizeof path || stat(path, &st) != 0)
            fail("%s: cannot be read", path);
        if (S_ISDIR(st.st_mode))
            items_walk(l, dir, name);
        else
            items_add(l, name, path);
    }
    closedir(d);
}

bool ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);
    return n > m && strcmp(s + n - m, end) == 0;
}
