/*
 * fuzz_md.c: any bytes as Markdown. Every tag of what comes is one of those that Markdown
 * makes, no address but the allowed kinds, and the length is bound [S2].
 */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/md/md.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool cond)
{
    if (!cond)
        __builtin_trap();
}

static const char *const tags[] = { "a",  "p",  "em", "strong",     "code", "pre", "ul",
                                    "ol", "li", "hr", "blockquote", "br",   "img", "h1",
                                    "h2", "h3", "h4", "h5",         "h6" };

static bool tag_is_known(struct str name)
{
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
        if (str_eq(name, str_from(tags[i])))
            return true;
    return false;
}

static bool address_is_allowed(struct str url, bool image)
{
    if (str_starts(url, STR("/")))
        return !str_starts(url, STR("//"));
    struct str start = str_sub(url, 0, 8);
    return !image &&
           (str_eq_nocase(start, STR("https://")) ||
            str_eq_nocase(str_sub(url, 0, 7), STR("http://")) ||
            str_eq_nocase(str_sub(url, 0, 7), STR("mailto:")) || str_starts(url, STR("#")));
}

static void check_tag(struct str tag)
{
    if (str_starts(tag, STR("/")))
        tag = str_sub(tag, 1, STR_NONE);
    size_t n = 0;
    while (n < tag.n && tag.p[n] != ' ' && tag.p[n] != '/')
        n++;
    struct str name = str_sub(tag, 0, n);
    must(tag_is_known(name));
    bool image = str_eq(name, STR("img"));
    struct str mark = image ? STR(" src=\"") : STR(" href=\"");
    size_t at = str_find(tag, mark);
    if (at == STR_NONE)
        return;
    struct str url = str_sub(tag, at + mark.n, STR_NONE);
    size_t quote = str_find_char(url, '"');
    must(quote != STR_NONE && address_is_allowed(str_sub(url, 0, quote), image));
}

static void check_html(struct str html)
{
    for (size_t at; (at = str_find_char(html, '<')) != STR_NONE;) {
        html = str_sub(html, at + 1, STR_NONE);
        size_t end = str_find_char(html, '>');
        must(end != STR_NONE);
        check_tag(str_sub(html, 0, end));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(64 * MIB);
    struct str source = { (const char *)data, size };
    bool trusted = size & 1;
    struct str html = md_render(a, source, 1, trusted);
    must(html.n <= 4 * size + 64 * KIB);
    check_html(html);
    struct md_heading h[8];
    size_t n = md_headings(a, source, 1, h, 8);
    for (size_t i = 0; i < n && html.n; i++) {
        struct str id = str_printf(a, "%ch2 id=\"%.*s\">", '<', STR_ARG(h[i].id));
        must(h[i].level == 2 && str_find(html, id) != STR_NONE);
    }
    arena_free(a);
    return 0;
}
