/* test_tpl.c: the engine beyond the cases of tests/spec: errors, limits, strictness, sharing.
 */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/esc.h"
#include "core/base/limits.h"
#include "core/tpl/tpl.h"
#include "core/tpl/tpl_embedded.h"
#include "tests/tap.h"

#include <pthread.h>
#include <string.h>

enum { SYM_html, SYM_list, SYM_missing, SYM_sub, SYM_text, N_NAMES };
static const char *const names[] = { "html", "list", "missing", "sub", "text" };

/* Templates of a test: name, text, name, text ... NULL. */
static bool source(void *arg, struct str name, struct str *text)
{
    for (const char *const *p = arg; *p; p += 2)
        if (str_eq(str_from(p[0]), name)) {
            *text = str_from(p[1]);
            return true;
        }
    return false;
}

static char why[200];

static struct tpl_set *load(const char *const *texts, bool strict)
{
    struct tpl_options o = { .strict = strict, .symbol_names = names, .n_symbols = N_NAMES };
    struct str listed[16];
    struct tpl_set *set = NULL;
    size_t n = 0;
    for (const char *const *p = texts; *p && n < 16; p += 2)
        listed[n++] = str_from(p[0]);
    const struct tpl_texts all = { listed, n, source, (void *)(uintptr_t)texts };
    enum err e = tpl_set_load(&o, &all, &set, why, sizeof why);
    return e ? NULL : set;
}
#define LOAD(strict, ...) load((const char *const[]){ __VA_ARGS__, NULL }, strict)

static struct arena *arena;

/* What a template shows; "error: name" when it does not. */
static struct str show(struct tpl_set *set, const char *name, const struct view *v)
{
    struct buf *out = buf_in(arena, MIB);
    enum err e = set ? tpl_render(set, str_from(name), v, arena, out) : ERR_INVALID;
    return e ? str_printf(arena, "error: %s", err_name(e)) : buf_view(out);
}

static void check_errors(void)
{
    static const struct {
        const char *text, *why;
    } cases[] = {
        { "a\n{{#x}}", "t:2: x: is never closed" },
        { "{{/x}}", "t:1: {{/x}}: closes what is not open" },
        { "{{#x}}\n{{/y}}", "t:2: {{/y}}: closes \"x\" of line 1" },
        { "\n\n{{x", "t:3: {{x: the tag is not closed" },
        { "{{}}", "t:1: {{}}: the name is missing" },
        { "{{a b}}", "t:1: {{a b}}: white space in a name" },
        { "{{a..b}}", "t:1: a..b: a part of the name is empty" },
        { "{{=x=}}", "t:1: {{=x=}}: two delimiters expected" },
        { "{{=a b c=}}", "t:1: {{=a b c=}}: two delimiters expected" },
        { "{{>*}}", "t:1: {{>*}}: the name is missing" },
        { "x\n{{! a\nb }}\n{{>nowhere}}", "t:4: nowhere: there is no such template" },
        { "{{<t2}}{{/*t2}}", "t:1: {{/*t2}}: closes \"t2\" of line 1" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct tpl_set *set = LOAD(false, "t", cases[i].text);
        ok(!set, "refused: %s", cases[i].why);
        is_str(str_from(why), cases[i].why, "and says file, line and tag");
        tpl_set_release(set);
    }
}

static void check_strict(void)
{
    struct tpl_set *set =
        LOAD(true, "t", "{{text}}", "u", "x\n{{missing}}", "s", "{{#missing}}a{{/missing}}",
             "d", "{{sub.missing}}", "p", "{{>*text}}");
    struct view *v = view_in(arena);
    view_null(v, S(text));
    view_sub(v, S(sub));
    is_str(show(set, "t", v), "", "strict: a name set to null is set");
    struct buf *out = buf_in(arena, KIB);
    ok(tpl_render(set, STR("u"), v, arena, out) == ERR_INTERNAL,
       "strict: a name that is not set");
    ok(str_find(buf_view(out), STR("u:2: missing:")) != STR_NONE,
       "is shown with file and line");
    is_str(show(set, "s", v), "error: internal", "strict: sections too");
    buf_clear(out);
    ok(tpl_render(set, STR("d"), v, arena, out) == ERR_INTERNAL &&
           str_find(buf_view(out), STR("d:1: sub.missing:")) != STR_NONE,
       "strict: parts of dotted names too");
    is_str(show(set, "p", v), "", "strict: a dynamic name that is null shows nothing");
    view_lit(v, S(text), "nowhere");
    is_str(show(set, "p", v), "error: internal", "strict: but not one that names no template");
    tpl_set_release(set);
    set = LOAD(false, "u", "[{{missing}}{{#missing}}a{{/missing}}]");
    is_str(show(set, "u", v), "[]", "release: a name that is not set shows nothing");
    is_str(show(set, "none", v), "error: not_found", "a template that is not there");
    ok(tpl_has(set, STR("u")) && !tpl_has(set, STR("none")), "tpl_has");
    tpl_set_release(set);
}

static void check_raw(void)
{
    struct tpl_set *set = LOAD(true, "t", "{{{text}}}|{{&text}}|{{{html}}}|{{html}}");
    struct view *v = view_in(arena);
    view_lit(v, S(text), "<i>");
    view_html(v, S(html), STR("<b>"));
    is_str(show(set, "t", v), "&lt;i&gt;|&lt;i&gt;|<b>|&lt;b&gt;",
           "[S1] three braces show only html as it is; text is escaped all the same");
    tpl_set_release(set);
}

/* The escaper against the plainest one, with each sign at each place. */
static void check_escaper(void)
{
    bool same = true;
    for (size_t at = 0; at < 40; at++) {
        char text[40];
        memset(text, 'x', sizeof text);
        text[at] = "&<>\"'"[at % 5];
        text[(at * 7) % 40] = "<'>&\""[at % 5];
        struct buf *fast = buf_in(arena, KIB), *slow = buf_in(arena, KIB);
        esc_html(fast, (struct str){ text, at + 1 });
        for (size_t i = 0; i <= at; i++) {
            const char *p = strchr("&&amp; <&lt; >&gt; \"&quot; '&#39; ", text[i]);
            if (text[i] == 'x')
                buf_char(slow, 'x');
            else
                buf_add(slow, p + 1, strcspn(p, " ") - 1);
        }
        same = same && str_eq(buf_view(fast), buf_view(slow));
    }
    ok(same, "[S1] the five signs are escaped at every place");
}

static void check_limits(void)
{
    struct view *v = view_in(arena);
    struct list *l = view_list(v, S(list));
    for (int i = 0; i < 10; i++)
        list_add_str(l, STR("x"));
    view_lit(v, S(text), "t");
    struct tpl_set *set = LOAD(false, "t", "{{#text}}{{>t}}{{/text}}", "u", "{{>*text}}");
    is_str(show(set, "t", v), "error: limit", "recursion without end is stopped");
    is_str(show(set, "u", v), "error: limit", "through dynamic names too");
    tpl_set_release(set);

    struct buf *b = buf_in(arena, MIB);
    for (int i = 0; i < 65; i++)
        buf_lit(b, "{{#list}}");
    for (int i = 0; i < 65; i++)
        buf_lit(b, "{{/list}}");
    ok(!LOAD(false, "t", str_z(arena, buf_view(b))), "sections nested 65 deep are refused");
    buf_clear(b);
    for (int i = 0; i < 12; i++)
        buf_lit(b, "{{#list}}");
    for (int i = 0; i < 12; i++)
        buf_lit(b, "{{/list}}");
    set = LOAD(false, "t", str_z(arena, buf_view(b)));
    is_str(show(set, "t", v), "error: limit", "10 to the 12 empty turns are stopped");
    tpl_set_release(set);

    set = LOAD(false, "t", "{{#list}}0123456789{{/list}}");
    struct buf small;
    buf_init(&small, 50);
    ok(tpl_render(set, STR("t"), v, arena, &small) == ERR_LIMIT, "output beyond its maximum");
    buf_free(&small);
    tpl_set_release(set);
}

/* Partials that double at each level: 2 to the 14 texts, or a refusal, but no end of memory. */
static void check_doubling(void)
{
    const char *texts[31] = { 0 };
    for (int i = 0; i < 14; i++) {
        texts[i * 2] = str_z(arena, str_printf(arena, "p%d", i));
        texts[i * 2 + 1] =
            str_z(arena, str_printf(arena, "{{>p%d}}{{text}}{{>p%d}}", i + 1, i + 1));
    }
    texts[28] = "p14";
    texts[29] = "x";
    struct tpl_set *set = load(texts, false);
    struct view *v = view_in(arena);
    view_lit(v, S(text), "t");
    struct str out = show(set, "p0", v);
    is_i64((int64_t)out.n, (1 << 14) + (1 << 14) - 1, "2 to the 14 partials are shown");
    tpl_set_release(set);
}

/* Each allocation of a rendering fails once: an error, never a crash. */
static void check_memory(void)
{
    struct tpl_set *set =
        LOAD(false, "t", "{{#list}}{{>*text}}{{/list}}", "n", "  {{>m}}\n", "m", "{{.}}\n");
    struct view *v = view_in(arena);
    struct list *l = view_list(v, S(list));
    list_add_str(l, STR("x"));
    view_lit(v, S(text), "n");
    bool clean = true;
    int failed = 0;
    for (long n = 0; n < 12; n++) {
        struct arena *a = arena_new(MIB);
        struct buf out;
        buf_init(&out, MIB);
        arena_fail_after(a, n);
        enum err e = tpl_render(set, STR("t"), v, a, &out);
        clean = clean && (e == ERR_LIMIT || (!e && str_eq(buf_view(&out), STR("  x\n"))));
        failed += e == ERR_LIMIT;
        buf_free(&out);
        arena_free(a);
    }
    ok(clean && failed > 0 && failed < 12, "without memory a rendering answers limit");
    tpl_set_release(set);
}

static void *render_many(void *arg)
{
    struct tpl_set *set = arg;
    struct arena *a = arena_new(MIB);
    intptr_t wrong = 0;
    for (int i = 0; i < 200; i++) {
        arena_reset(a);
        struct view *v = view_in(a);
        view_int(v, S(text), i);
        struct buf *out = buf_in(a, KIB);
        wrong += tpl_render(set, STR("t"), v, a, out) != OK;
        wrong += !str_eq(buf_view(out), str_printf(a, "<%d>", i));
    }
    arena_free(a);
    tpl_set_release(set);
    return (void *)wrong;
}

static void check_threads(void)
{
    struct tpl_set *set = LOAD(true, "t", "<{{text}}>");
    pthread_t thread[4];
    intptr_t wrong = 0;
    for (int i = 0; i < 4; i++)
        if (pthread_create(&thread[i], NULL, render_many, tpl_set_hold(set)))
            exit(1);
    tpl_set_release(set); /* each thread holds its own reference */
    for (int i = 0; i < 4; i++) {
        void *answer = NULL;
        pthread_join(thread[i], &answer);
        wrong += (intptr_t)answer;
    }
    is_i64(wrong, 0, "threads share a set, and the last to release it frees it");
}

static bool embedded(void *arg, struct str name, struct str *text)
{
    (void)arg;
    for (size_t i = 0; i < n_tpl_embedded; i++)
        if (str_eq(tpl_embedded[i].name, name)) {
            *text = tpl_embedded[i].text;
            return true;
        }
    return false;
}

static void check_program(void)
{
    struct tpl_options o = { .strict = true,
                             .symbol_names = symbol_names,
                             .n_symbols = n_symbol_names };
    struct str *listed = arena_array(arena, n_tpl_embedded + 1, sizeof *listed);
    struct tpl_set *set = NULL;
    for (size_t i = 0; i < n_tpl_embedded; i++)
        listed[i] = tpl_embedded[i].name;
    const struct tpl_texts all = { listed, n_tpl_embedded, embedded, NULL };
    enum err e = tpl_set_load(&o, &all, &set, why, sizeof why);
    ok(!e, "the templates of the program compile %s", why);
    bool same = !e;
    for (size_t i = 0; i < n_symbol_names && !e; i++)
        same = same && tpl_symbol(set, str_from(symbol_names[i])) == (symbol)i;
    ok(same, "each name has the number that C knows it by");
    tpl_set_release(set);
}

int main(void)
{
    arena = arena_new(64 * MIB);
    check_errors();
    check_strict();
    check_raw();
    check_escaper();
    check_limits();
    check_doubling();
    check_memory();
    check_threads();
    check_program();
    arena_free(arena);
    return done_testing();
}
