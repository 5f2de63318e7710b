/* test_value.c: values for templates: kinds, growth, setting twice, failed arenas. */
#include "core/base/arena.h"
#include "core/tpl/value_impl.h"
#include "tests/tap.h"

#define LIMIT ((size_t)1 << 24)

static const struct value *get(const struct view *v, symbol name)
{
    for (uint32_t i = 0; i < v->n; i++)
        if (v->at[i].name == name)
            return &v->at[i];
    return NULL;
}

static void kinds(struct arena *a)
{
    struct view *v = view_in(a);
    view_str(v, 1, STR("text"));
    view_lit(v, 2, "literal");
    view_int(v, 3, -5);
    view_bool(v, 4, true);
    view_null(v, 5);
    view_html(v, 6, STR("html"));
    struct view *sub = view_sub(v, 7);
    struct list *l = view_list(v, 8);
    view_view(v, 9, sub);
    is_str(get(v, 1)->s, "text", "text is kept");
    ok(get(v, 1)->kind == V_TEXT && get(v, 2)->kind == V_TEXT, "texts and literals are text");
    is_str(get(v, 2)->s, "literal", "a literal's length is found");
    is_i64(get(v, 3)->i, -5, "a number is kept");
    ok(get(v, 4)->kind == V_BOOL && get(v, 4)->b, "a truth is kept");
    ok(get(v, 5)->kind == V_NULL, "null is set explicitly");
    ok(get(v, 6)->kind == V_HTML, "[S1] html is a kind of its own");
    ok(get(v, 7)->view == sub && get(v, 9)->view == sub, "an object may stand under two names");
    ok(get(v, 8)->list == l && list_len(l) == 0, "a new list is empty");
    view_lit(v, 3, "now text");
    ok(get(v, 3)->kind == V_TEXT && v->n == 9, "setting a name again replaces its value");
}

static void growth(struct arena *a)
{
    struct view *v = view_in(a);
    bool all = true;
    for (int i = 0; i < 300; i++)
        view_int(v, i, i * 2);
    for (int i = 0; i < 300; i++)
        all = all && get(v, i) && get(v, i)->i == i * 2;
    ok(all && v->n == 300, "an object of 300 names keeps all");
    struct list *l = view_list(v, 1000);
    for (int i = 0; i < 1000; i++)
        view_int(list_add(l), 1, i);
    all = list_len(l) == 1000;
    for (size_t i = 0; i < 1000 && all; i++)
        all = l->at[i].kind == V_VIEW && l->at[i].view->at[0].i == (int64_t)i;
    ok(all, "a list of 1,000 objects keeps their order");
    list_add_str(l, STR("x"));
    is_str(l->at[1000].s, "x", "texts may stand in a list");
}

/* Every allocation fails once: nothing crashes, and the arena says so. */
static void failing(void)
{
    bool flagged = true;
    for (long n = 0; n < 12; n++) {
        struct arena *a = arena_new(LIMIT);
        arena_fail_after(a, n);
        struct view *v = view_in(a);
        for (int i = 0; i < 20; i++)
            view_int(v, i, i);
        struct view *sub = view_sub(v, 50);
        view_lit(sub, 1, "x");
        struct list *l = view_list(v, 51);
        for (int i = 0; i < 20; i++)
            view_int(list_add(l), 1, i);
        list_add_str(l, STR("y"));
        view_view(v, 52, NULL);
        bool whole = v && get(v, 51) && list_len(l) == 21;
        flagged = flagged && (whole || arena_failed(a));
        arena_free(a);
    }
    ok(flagged, "without memory values do nothing, and the arena is marked");
}

int main(void)
{
    struct arena *a = arena_new(LIMIT);
    kinds(a);
    growth(a);
    failing();
    arena_free(a);
    return done_testing();
}
