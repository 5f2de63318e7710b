/* set.c: a set of templates: loading, names, references. */
#include "core/tpl/tpl_impl.h"

#include "core/base/limits.h"

#include <stdio.h>

#define SET_MAX_BYTES (128 * MIB)  /* all templates, compiled; ours take about one */
#define LOAD_MAX_BYTES (256 * MIB) /* while compiling */

static bool add_symbols(struct tpl_set *set, const struct tpl_options *o)
{
    set->symbols.arena = set->arena;
    for (size_t i = 0; i < o->n_symbols; i++)
        if (names_add(&set->symbols, str_from(o->symbol_names[i])) != (int)i)
            return false;
    return true;
}

static bool add_names(struct tpl_set *set, const struct str *names, size_t n)
{
    set->names.arena = set->arena;
    for (size_t i = 0; i < n; i++)
        if (names_add(&set->names, names[i]) < 0)
            return false;
    set->tpl = arena_array(set->arena, (size_t)set->names.n + 1, sizeof *set->tpl);
    return set->tpl != NULL;
}

static bool parse_all(struct tpl_set *set, struct parse *p, const struct tpl_texts *texts)
{
    for (int i = 0; i < set->names.n; i++) {
        struct tpl *t = &set->tpl[i];
        t->name = p->name = set->names.at[i];
        t->open = -1;
        p->text = (struct str){ 0 };
        if (!texts->source(texts->arg, t->name, &p->text)) {
            snprintf(p->why, p->why_size, "%.*s: the template cannot be read",
                     STR_ARG(t->name));
            return false;
        }
        t->tree = tpl_parse(p);
        if (!t->tree)
            return false;
    }
    return true;
}

enum err tpl_set_load(const struct tpl_options *o, const struct tpl_texts *texts,
                      struct tpl_set **out, char *why, size_t why_size)
{
    struct arena *arena = arena_new(SET_MAX_BYTES), *scratch = arena_new(LOAD_MAX_BYTES);
    struct tpl_set *set = ARENA_NEW(arena, struct tpl_set);
    enum err e = ERR_LIMIT;
    snprintf(why, why_size, "out of memory");
    if (!set)
        goto out;
    atomic_init(&set->refs, 1);
    set->arena = arena;
    set->strict = o->strict;
    set->spec_mode = o->spec_mode;
    if (!add_symbols(set, o) || !add_names(set, texts->names, texts->n))
        goto out;
    struct parse p = {
        .tree = scratch, .symbols = &set->symbols, .why = why, .why_size = why_size
    };
    e = parse_all(set, &p, texts) ? tpl_link(set, scratch, why, why_size) : ERR_INVALID;
    for (int i = 0; i < set->names.n; i++)
        set->tpl[i].tree = NULL;
    if (!e && (arena_failed(arena) || arena_failed(scratch)))
        e = ERR_LIMIT;
out:
    arena_free(scratch);
    if (e) {
        arena_free(arena);
        return e;
    }
    *why = 0;
    *out = set;
    return OK;
}

struct tpl_set *tpl_set_hold(struct tpl_set *set)
{
    atomic_fetch_add_explicit(&set->refs, 1, memory_order_relaxed);
    return set;
}

void tpl_set_release(struct tpl_set *set)
{
    if (set && atomic_fetch_sub_explicit(&set->refs, 1, memory_order_acq_rel) == 1)
        arena_free(set->arena);
}

bool tpl_has(const struct tpl_set *set, struct str name)
{
    return names_find(&set->names, name) >= 0;
}

symbol tpl_symbol(struct tpl_set *set, struct str name)
{
    return names_add(&set->symbols, name);
}
