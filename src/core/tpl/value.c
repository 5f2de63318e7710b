#include "core/tpl/value_impl.h"

#include "core/base/arena.h"

#include <string.h>

#define VIEW_FIRST 8 /* names in the first array: an ordinary row of a list */
#define LIST_FIRST 8

struct view *view_in(struct arena *a)
{
    struct view *v = arena_alloc(a, sizeof *v + VIEW_FIRST * sizeof *v->at);
    if (!v)
        return NULL;
    v->arena = a;
    v->at = (struct value *)(void *)(v + 1);
    v->cap = VIEW_FIRST;
    return v;
}

struct list *list_in(struct arena *a)
{
    struct list *l = ARENA_NEW(a, struct list);
    if (l)
        l->arena = a;
    return l;
}

/* An array of `to` values that begins with the n of `old`. */
static struct value *values_grow(struct arena *a, const struct value *old, size_t n, size_t to)
{
    struct value *at = arena_array(a, to, sizeof *at);
    if (at && n)
        memcpy(at, old, n * sizeof *at);
    return at;
}

struct value *view_place(struct view *v, symbol name)
{
    if (!v)
        return NULL;
    if (v->mask & VIEW_BIT(name))
        for (uint32_t i = 0; i < v->n; i++)
            if (v->at[i].name == name)
                return &v->at[i];
    if (v->n == v->cap) {
        struct value *at = values_grow(v->arena, v->at, v->n, (size_t)v->cap * 2);
        if (!at)
            return NULL;
        v->at = at;
        v->cap *= 2;
    }
    v->mask |= VIEW_BIT(name);
    v->at[v->n].name = name;
    return &v->at[v->n++];
}

struct value *list_place(struct list *l)
{
    if (!l)
        return NULL;
    if (l->n == l->cap) {
        size_t to = l->cap ? l->cap * 2 : LIST_FIRST;
        struct value *at = values_grow(l->arena, l->at, l->n, to);
        if (!at)
            return NULL;
        l->at = at;
        l->cap = to;
    }
    return &l->at[l->n++];
}

void view_str(struct view *v, symbol name, struct str s)
{
    struct value *p = view_place(v, name);
    if (p) {
        p->kind = V_TEXT;
        p->s = s;
    }
}

void view_lit(struct view *v, symbol name, const char *z)
{
    view_str(v, name, str_from(z));
}

void view_int(struct view *v, symbol name, int64_t n)
{
    struct value *p = view_place(v, name);
    if (p) {
        p->kind = V_INT;
        p->i = n;
    }
}

void view_bool(struct view *v, symbol name, bool b)
{
    struct value *p = view_place(v, name);
    if (p) {
        p->kind = V_BOOL;
        p->b = b;
    }
}

void view_null(struct view *v, symbol name)
{
    struct value *p = view_place(v, name);
    if (p)
        p->kind = V_NULL;
}

void view_html(struct view *v, symbol name, struct str html)
{
    struct value *p = view_place(v, name);
    if (p) {
        p->kind = V_HTML;
        p->s = html;
    }
}

/* NULL stands for an object that could not be had, and shows as nothing. */
void view_view(struct view *v, symbol name, struct view *sub)
{
    struct value *p = view_place(v, name);
    if (p) {
        p->kind = sub ? V_VIEW : V_NULL;
        p->view = sub;
    }
}

struct view *view_sub(struct view *v, symbol name)
{
    struct view *sub = v ? view_in(v->arena) : NULL;
    view_view(v, name, sub);
    return sub;
}

struct list *view_list(struct view *v, symbol name)
{
    struct list *l = v ? list_in(v->arena) : NULL;
    struct value *p = view_place(v, name);
    if (p) {
        p->kind = l ? V_LIST : V_NULL;
        p->list = l;
    }
    return l;
}

struct view *list_add(struct list *l)
{
    struct view *sub = l ? view_in(l->arena) : NULL;
    struct value *p = sub ? list_place(l) : NULL;
    if (p) {
        p->kind = V_VIEW;
        p->view = sub;
    }
    return sub;
}

void list_add_str(struct list *l, struct str s)
{
    struct value *p = list_place(l);
    if (p) {
        p->kind = V_TEXT;
        p->s = s;
    }
}

size_t list_len(const struct list *l)
{
    return l ? l->n : 0;
}
