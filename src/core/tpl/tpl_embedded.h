/*
 * tpl_embedded.h: the templates that the program carries, and the names of the symbols that
 * stand in them.
 *
 * Written at build time by src/tools/embed.c into gen/templates.c, gen/symbols.c and
 * gen/symbols.h.
 */
#ifndef CORE_TPL_TPL_EMBEDDED_H
#define CORE_TPL_TPL_EMBEDDED_H

#include "core/base/str.h"

struct tpl_embedded {
    struct str name; /* path under templates/ without the ending: "partnership/show" */
    struct str text;
};

extern const struct tpl_embedded tpl_embedded[]; /* sorted by name, by byte */
extern const size_t n_tpl_embedded;

/* symbol_names[SYM_title] is "title". */
extern const char *const symbol_names[];
extern const size_t n_symbol_names;

#endif
