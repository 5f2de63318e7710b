/*
 * value_impl.h: how values lie in memory. For core/tpl and the spec runner only.
 */
#ifndef CORE_TPL_VALUE_IMPL_H
#define CORE_TPL_VALUE_IMPL_H

#include "core/tpl/value.h"

enum value_kind { V_NULL, V_BOOL, V_INT, V_TEXT, V_HTML, V_VIEW, V_LIST };

struct value {
    symbol name; /* in a view; unused in a list */
    enum value_kind kind;
    union {
        bool b;
        int64_t i;
        struct str s;
        struct view *view;
        struct list *list;
    };
};

/* `mask` has bit (name % 64) of every name set: most misses are seen without looking. */
struct view {
    struct arena *arena;
    struct value *at;
    uint64_t mask;
    uint32_t n, cap;
};

struct list {
    struct arena *arena;
    struct value *at;
    size_t n, cap;
};

#define VIEW_BIT(name) ((uint64_t)1 << ((unsigned)(name)&63))

struct list *list_in(struct arena *a);
/* The place of `name`: the old one when it was set before; NULL on a failed arena. */
struct value *view_place(struct view *v, symbol name);
struct value *list_place(struct list *l); /* a new one at the end, V_NULL */

#endif
