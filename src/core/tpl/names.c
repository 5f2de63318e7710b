/* names.c: interned names: text to small integer. */
#include "core/tpl/tpl_impl.h"

#include <string.h>

static uint32_t hash_name(struct str s)
{
    uint32_t h = 2166136261U; /* FNV-1a, 32 bits */
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * 16777619U;
    return h;
}

/* The slot that holds the name, or the free one where it would go. */
static int *names_slot(const struct names *t, struct str name)
{
    uint32_t i = hash_name(name) & (t->n_slots - 1);
    while (t->slot[i] >= 0 && !str_eq(t->at[t->slot[i]], name))
        i = (i + 1) & (t->n_slots - 1);
    return &t->slot[i];
}

int names_find(const struct names *t, struct str name)
{
    return t->n_slots ? *names_slot(t, name) : -1;
}

static bool names_grow(struct names *t)
{
    int cap = t->cap ? t->cap * 2 : 64;
    struct str *at = arena_array(t->arena, (size_t)cap, sizeof *at);
    uint32_t n_slots = (uint32_t)cap * 2;
    int *slot = arena_array(t->arena, n_slots, sizeof *slot);
    if (!at || !slot)
        return false;
    if (t->n)
        memcpy(at, t->at, (size_t)t->n * sizeof *at);
    t->at = at;
    t->cap = cap;
    t->slot = slot;
    t->n_slots = n_slots;
    for (uint32_t i = 0; i < n_slots; i++)
        slot[i] = -1;
    for (int i = 0; i < t->n; i++)
        *names_slot(t, at[i]) = i;
    return true;
}

int names_add(struct names *t, struct str name)
{
    int found = names_find(t, name);
    if (found >= 0)
        return found;
    if (t->n == t->cap && !names_grow(t))
        return -1;
    struct str copy = str_dup(t->arena, name);
    if (copy.n != name.n)
        return -1;
    t->at[t->n] = copy;
    *names_slot(t, name) = t->n;
    return t->n++;
}
