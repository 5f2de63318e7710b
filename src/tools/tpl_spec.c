/*
 * tpl_spec.c: the template engine against cases in the public specification's JSON form:
 *
 *     {"tests": [{"name", "desc", "data", "template", "partials", "expected"}, ...]}
 *
 * tpl-spec FILE.json... prints each case, with what was expected and what came where they
 * differ, and a line of counts. Exit 0 when all passed, 1 when one failed, 2 for wrong usage or
 * a file that is no such JSON.
 */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/tpl/tpl_impl.h"
#include "tools/json.h"

#include <stdio.h>
#include <string.h>

#define MAIN_NAME "(template)" /* what a case's own template is called among its partials */
#define FILE_MAX_BYTES ((size_t)64 << 20)
#define ARENA_MAX_BYTES ((size_t)1 << 30)
#define OUT_MAX_BYTES ((size_t)64 << 20)

struct counts {
    int passed, failed;
};

static bool value_fill(struct arena *a, struct tpl_set *set, struct value *v,
                       const struct json *j)
{
    v->kind = V_NULL;
    switch (j->kind) {
    case JSON_NULL:
        break;
    case JSON_FALSE:
    case JSON_TRUE:
        v->kind = V_BOOL;
        v->b = j->kind == JSON_TRUE;
        break;
    case JSON_NUMBER: /* as written, where it is no integer: 1.21 stays 1.21 */
        v->kind = str_to_i64(j->text, &v->i) ? V_INT : V_TEXT;
        if (v->kind == V_TEXT)
            v->s = j->text;
        break;
    case JSON_TEXT:
        v->kind = V_TEXT;
        v->s = j->text;
        break;
    case JSON_ARRAY:
        v->kind = V_LIST;
        v->list = list_in(a);
        for (const struct json *c = j->child; c; c = c->next)
            if (!value_fill(a, set, list_place(v->list), c))
                return false;
        break;
    case JSON_OBJECT:
        v->kind = V_VIEW;
        v->view = view_in(a);
        for (const struct json *c = j->child; c; c = c->next)
            if (!value_fill(a, set, view_place(v->view, tpl_symbol(set, c->key)), c))
                return false;
        break;
    }
    return true;
}

static bool case_source(void *arg, struct str name, struct str *text)
{
    const struct json *test = arg;
    const struct json *found = json_get(test, "template");
    if (!str_eq(name, STR(MAIN_NAME))) {
        const struct json *partials = json_get(test, "partials");
        found = NULL;
        for (const struct json *c = partials ? partials->child : NULL; c; c = c->next)
            if (str_eq(c->key, name))
                found = c;
    }
    if (found)
        *text = found->text;
    return found != NULL;
}

/* Renders one case; on an error out holds what went wrong. */
static void case_render(struct arena *a, const struct json *test, struct buf *out)
{
    const struct json *partials = json_get(test, "partials"), *data = json_get(test, "data");
    size_t n = 1;
    for (const struct json *c = partials ? partials->child : NULL; c; c = c->next)
        n++;
    struct str *names = arena_array(a, n, sizeof *names);
    names[0] = STR(MAIN_NAME);
    n = 1;
    for (const struct json *c = partials ? partials->child : NULL; c; c = c->next)
        names[n++] = c->key;
    struct tpl_options o = { .spec_mode = true };
    struct tpl_set *set = NULL;
    char why[300];
    /* The cast takes const off a tree that the source only reads. */
    const struct tpl_texts texts = { names, n, case_source, (void *)(uintptr_t)test };
    if (tpl_set_load(&o, &texts, &set, why, sizeof why)) {
        buf_printf(out, "(error: %s)", why);
        return;
    }
    struct value root = { .kind = V_NULL };
    enum err e = OK;
    if (data && value_fill(a, set, &root, data))
        e = tpl_render_value(set, names[0], &root, a, out);
    if (e)
        buf_printf(out, "(error: %s)", err_name(e));
    tpl_set_release(set);
}

static void print_shown(const char *label, struct str s)
{
    printf("#   %s: \"", label);
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '\n' || c == '\r' || c == '\t')
            printf("\\%c", c == '\n' ? 'n' : c == '\r' ? 'r' : 't');
        else if (c == '"' || c == '\\')
            printf("\\%c", c);
        else
            putchar(c);
    }
    printf("\"\n");
}

static bool case_is_whole(const struct json *test)
{
    const struct json *template = json_get(test, "template"),
                      *expected = json_get(test, "expected"), *name = json_get(test, "name");
    return template && template->kind == JSON_TEXT && expected && expected->kind == JSON_TEXT &&
           name && name->kind == JSON_TEXT;
}

static bool case_run(struct arena *a, const char *file, const struct json *test,
                     struct counts *counts)
{
    if (!case_is_whole(test)) {
        fprintf(stderr, "tpl-spec: %s: a case needs name, template and expected\n", file);
        return false;
    }
    struct buf out;
    buf_init(&out, OUT_MAX_BYTES);
    case_render(a, test, &out);
    struct str got = buf_view(&out), expected = json_get(test, "expected")->text;
    bool ok = str_eq(got, expected);
    struct str name = json_get(test, "name")->text;
    printf("%sok %d - %s: %.*s\n", ok ? "" : "not ", counts->passed + counts->failed + 1, file,
           STR_ARG(name));
    if (!ok) {
        const struct json *desc = json_get(test, "desc");
        if (desc)
            print_shown("desc", desc->text);
        print_shown("template", json_get(test, "template")->text);
        print_shown("expected", expected);
        print_shown("got", got);
    }
    counts->passed += ok;
    counts->failed += !ok;
    buf_free(&out);
    return true;
}

static bool read_whole(const char *path, struct buf *b)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return false;
    char block[65536];
    for (size_t n; (n = fread(block, 1, sizeof block, f)) > 0;)
        buf_add(b, block, n);
    bool ok = !ferror(f) && !b->failed;
    fclose(f);
    return ok;
}

static bool file_run(const char *path, struct counts *counts)
{
    const char *slash = strrchr(path, '/'), *why = "no \"tests\" in it";
    const char *file = slash ? slash + 1 : path;
    struct arena *a = arena_new(ARENA_MAX_BYTES);
    struct buf text;
    size_t line = 0;
    buf_init(&text, FILE_MAX_BYTES);
    bool ok = read_whole(path, &text);
    const struct json *all = NULL, *tests = NULL;
    if (!ok)
        why = "cannot be read";
    else if ((all = json_read(a, buf_view(&text), &why, &line)))
        tests = json_get(all, "tests");
    ok = tests && tests->kind == JSON_ARRAY;
    if (!ok)
        fprintf(stderr, "tpl-spec: %s:%zu: %s\n", path, line,
                why ? why : "no list named \"tests\"");
    for (const struct json *t = ok ? tests->child : NULL; t && ok; t = t->next)
        ok = case_run(a, file, t, counts);
    buf_free(&text);
    arena_free(a);
    return ok;
}

int main(int argc, char **argv)
{
    struct counts counts = { 0 };
    if (argc < 2 || argv[1][0] == '-') {
        fprintf(stderr, "usage: tpl-spec FILE.json...\n");
        return 2;
    }
    bool readable = true;
    for (int i = 1; i < argc; i++)
        readable = file_run(argv[i], &counts) && readable;
    printf("1..%d\n%d passed, %d failed\n", counts.passed + counts.failed, counts.passed,
           counts.failed);
    return !readable ? 2 : counts.failed ? 1 : 0;
}
