/*
 * fuzz_tpl.c: any bytes as templates, compiled and rendered. NUL parts them: the main one, then
 * "a", "b", "c". What renders as the specification says renders as the program's own mode says,
 * though not the same.
 */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/tpl/tpl.h"

#define OUT_MAX (256 * KIB)
#define N_TEXTS 4

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct str name[N_TEXTS] = { STR_INIT("main"), STR_INIT("a"), STR_INIT("b"),
                                          STR_INIT("c") };

static void must(bool cond)
{
    if (!cond)
        __builtin_trap();
}

static bool source(void *arg, struct str wanted, struct str *text)
{
    const struct str *texts = arg;
    for (size_t i = 0; i < N_TEXTS; i++)
        if (str_eq(name[i], wanted)) {
            *text = texts[i];
            return true;
        }
    return false;
}

static struct view *values(struct arena *a, struct tpl_set *set)
{
    struct view *v = view_in(a);
    view_lit(v, tpl_symbol(set, STR("t")), "<text>");
    view_html(v, tpl_symbol(set, STR("h")), STR("<b>html</b>"));
    view_int(v, tpl_symbol(set, STR("n")), -3);
    view_bool(v, tpl_symbol(set, STR("f")), false);
    view_null(v, tpl_symbol(set, STR("z")));
    view_lit(v, tpl_symbol(set, STR("k")), "a");
    struct list *l = view_list(v, tpl_symbol(set, STR("l")));
    for (int i = 0; i < 3; i++) {
        struct view *row = list_add(l);
        view_int(row, tpl_symbol(set, STR("n")), i);
        view_lit(row, tpl_symbol(set, STR("k")), i ? "b" : "c");
    }
    list_add_str(l, STR("c"));
    view_view(view_sub(v, tpl_symbol(set, STR("o"))), tpl_symbol(set, STR("o")), v);
    return v;
}

static void compile_and_render(const struct str *texts, bool strict, bool spec_mode)
{
    struct tpl_options o = { .strict = strict, .spec_mode = spec_mode };
    struct tpl_set *set = NULL;
    char why[120] = "";
    const struct tpl_texts all = { name, N_TEXTS, source, (void *)(uintptr_t)texts };
    if (tpl_set_load(&o, &all, &set, why, sizeof why)) {
        must(why[0] != 0);
        return;
    }
    struct arena *a = arena_new(4 * MIB);
    struct buf out;
    buf_init(&out, OUT_MAX);
    enum err e = tpl_render(set, name[0], values(a, set), a, &out);
    must(e == OK || e == ERR_LIMIT || (strict && e == ERR_INTERNAL));
    must(out.n <= OUT_MAX);
    buf_free(&out);
    arena_free(a);
    tpl_set_release(set);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str texts[N_TEXTS] = { 0 }, rest = { (const char *)data, size };
    for (size_t i = 0; i < N_TEXTS; i++)
        if (i == N_TEXTS - 1)
            texts[i] = rest;
        else if (!str_cut(&rest, 0, &texts[i]))
            break;
    compile_and_render(texts, false, true);
    compile_and_render(texts, true, false);
    return 0;
}
