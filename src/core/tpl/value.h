/*
 * value.h: what a handler gives a template: values in the request's arena, named by symbols.
 *
 * A view is an object: a short array of (symbol, value). Symbols are small integers made at
 * build time from the names that stand in the templates (gen/symbols.h): S(title) does not
 * compile when no template says {{title}}. All functions do nothing, harmlessly, on a failed
 * arena.
 */
#ifndef CORE_TPL_VALUE_H
#define CORE_TPL_VALUE_H

#include "core/base/str.h"

typedef int symbol;
#define S(name) SYM_##name

struct arena;
struct view;
struct list;

struct view *view_in(struct arena *a); /* an empty object */

void view_str(struct view *v, symbol name,
              struct str s); /* escaped by {{x}}; {{{x}}} escapes it too */
void view_lit(struct view *v, symbol name, const char *z);
void view_int(struct view *v, symbol name, int64_t n);
void view_bool(struct view *v, symbol name, bool b);
void view_null(struct view *v, symbol name);
/* Only md_render and the svg and icon makers listed in tests/unit make these (security.md S1).
 */
void view_html(struct view *v, symbol name, struct str html);
void view_view(struct view *v, symbol name, struct view *sub);
struct view *view_sub(struct view *v, symbol name); /* a new object under this name */
struct list *view_list(struct view *v, symbol name);
struct view *list_add(struct list *l);           /* a new object at its end */
void list_add_str(struct list *l, struct str s); /* for {{.}} */
size_t list_len(const struct list *l);

#endif
