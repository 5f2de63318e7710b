/*
 * embed.h: what the parts of the build's generator share: growing bytes, files, lists of files.
 *
 * embed.c says what the program does. It ends with a message at the first thing that is wrong
 * and frees little: it runs for a moment, on the machine that builds.
 */
#ifndef TOOLS_EMBED_H
#define TOOLS_EMBED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bytes {
    char *p; /* always followed by a NUL that n does not count */
    size_t n, cap;
};

struct item {
    char *name, *path;
};

struct items {
    struct item *at;
    size_t n, cap;
};

/* Says what is wrong on standard error and exits with 1. */
_Noreturn void fail(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void *grow(void *p, size_t n); /* realloc that does not fail */

void put(struct bytes *b, const void *p, size_t n);
void putf(struct bytes *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Bytes as adjacent string literals; '?' too is escaped, for C17 still knows trigraphs. */
void put_literal(struct bytes *b, const char *p, size_t n);
void put_str(struct bytes *b, const char *p, size_t n); /* an initialiser of a struct str */

struct bytes read_file(const char *path);
/* Leaves a file alone that holds these bytes already: what was made from it stays made. */
void write_file(const char *dir, const char *name, const struct bytes *b);

/* FNV-1a, 64 bits (draft-eastlake-fnv): tells contents apart, guards against nobody. */
#define HASH_START 0xcbf29ce484222325U
uint64_t hash_more(uint64_t h, const void *p, size_t n);

void items_add(struct items *l, const char *name, const char *path);
int item_cmp(const void *a, const void *b);
void items_sort(struct items *l); /* by name; a name that comes twice is an error */
/* All files under dir/below but hidden ones. A dir that is not there holds nothing. */
void items_walk(struct items *l, const char *dir, const char *below);
bool ends_with(const char *s, const char *end);

void make_templates(const char *dir, const char *out);
void make_static(const char *dir, const char *out, char **extra);
void make_texts(const char *name, const char *dir, const char *out);
void make_schema(const char *path, const char *out);

#endif
