/* test_md.c: Markdown: what comes through, what does not [S2], and how long hostile text takes.
 */
#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/md/md.h"
#include "tests/tap.h"

#include <string.h>
#include <time.h>

#define HOSTILE_MAX_MS 2000 /* of processor time, under ASan; the worst takes a tenth of it */

static struct arena *arena;

static struct str md(const char *source)
{
    return md_render(arena, str_from(source), 1, false);
}

static bool holds(struct str s, const char *part)
{
    return str_find(s, str_from(part)) != STR_NONE;
}

static void check_ordinary(void)
{
    is_str(md("One *two* **three** `four`\n"),
           "<p>One <em>two</em> <strong>three</strong> <code>four</code></p>\n",
           "inline marks");
    is_str(md("- a\n- b\n"), "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n", "a list");
    is_str(md("> quoted\n"), "<blockquote>\n<p>quoted</p>\n</blockquote>\n", "a quotation");
    is_str(md("a & b < c > d \"e\"\n"), "<p>a &amp; b &lt; c &gt; d &quot;e&quot;</p>\n",
           "[S2] the signs of html are escaped");
    is_str(md(""), "", "nothing makes nothing");
    is_str(md("|a|b|\n|-|-|\n"), "<p>|a|b|\n|-|-|</p>\n", "tables stay text");
    ok(holds(md("caf\xc3\xa9 \xff x\n"), "caf\xc3\xa9 \xef\xbf\xbd x"),
       "bytes that are no UTF-8 are replaced");
}

static void check_headings(void)
{
    ok(holds(md("# What we ask\n"), "<h2 id=\"what-we-ask\">"), "a heading is pushed down");
    ok(holds(md_render(arena, STR("# A\n"), 2, true), "<h3 id=\"a\">"), "by as much as asked");
    ok(holds(md("###### Six\n"), "<h6 id=\"six\">"), "and never beyond six");
    struct str two = md("# D\xc3\xb9n D\xc3\xa8, *again* & more!\n\n## D\xc3\xb9n D\xc3\xa8 "
                        "again and more\n\n# \"\"\n");
    ok(holds(two, "<h2 id=\"dun-de-again-and-more\">"), "an id has plain letters");
    ok(holds(two, "<h3 id=\"dun-de-again-and-more-2\">"), "and comes once");
    ok(holds(two, "<h2 id=\"section\">"), "a heading without words has an id too");

    struct md_heading h[2];
    struct str text = STR("# First `one`\n\ntext\n\n## Deeper\n\nSecond\n======\n\n# Third\n");
    is_i64((int64_t)md_headings(arena, text, 1, h, 2), 2,
           "headings of level 2, at most as asked");
    is_str(h[0].text, "First one", "with their words");
    is_str(h[1].id, "second", "and ids");
    ok(holds(md_render(arena, text, 1, false), "<h2 id=\"second\">"), "that the text has too");
}

static void check_links(void)
{
    is_str(md("[a](https://example.org/x?a=b&c)"),
           "<p><a href=\"https://example.org/x?a=b&amp;c\" rel=\"noopener noreferrer "
           "nofollow\">a</a></p>\n",
           "[S2] a link to elsewhere says so");
    is_str(md_render(arena, STR("[a](https://example.org/)"), 1, true),
           "<p><a href=\"https://example.org/\">a</a></p>\n", "unless the text is trusted");
    is_str(md("[a](/partnerships/fife \"t\")"),
           "<p><a href=\"/partnerships/fife\" title=\"t\">a</a></p>\n", "a path of ours");
    is_str(md("[a](#top)"), "<p><a href=\"#top\">a</a></p>\n", "a place on the page");
    is_str(md("<someone@example.org>"),
           "<p><a href=\"mailto:someone@example.org\">someone@example.org</a></p>\n", "mail");
    is_str(md("[a](HTTPS://x.org/\xc3\xa9'\"<> 'q\"')"),
           "<p><a href=\"HTTPS://x.org/%C3%A9&#39;%22%3C%3E\" title=\"q&quot;\" rel=\"noopener "
           "noreferrer nofollow\">a</a></p>\n",
           "[S2] quotes and brackets leave neither address nor title");
    is_str(md("[a](https://x.org/ y)"), "<p>[a](https://x.org/ y)</p>\n",
           "what is no link is text");
    is_str(md("![our map](/static/map.png)"),
           "<p><img src=\"/static/map.png\" alt=\"our map\" /></p>\n", "a picture of ours");
}

/* None of these may become a link or picture; what is shown is the text alone. */
static void check_hostile_links(void)
{
    static const char *const url[] = { "javascript:alert(1)",
                                       "JaVaScRiPt:alert(1)",
                                       "javascript&colon;alert(1)",
                                       "&#106;avascript:alert(1)",
                                       "&#x6A;avascript:alert(1)",
                                       "java&#9;script:alert(1)",
                                       "java&Tab;script:alert(1)",
                                       "java&NewLine;script:alert(1)",
                                       "<java\tscript:alert(1)>",
                                       "<\x01javascript:alert(1)>",
                                       "&#1;javascript:alert(1)",
                                       "< javascript:alert(1)>",
                                       "data:text/html;base64,PHNjcmlwdD4=",
                                       "DATA:text/html,x",
                                       "data&colon;text/html,x",
                                       "vbscript:msgbox(1)",
                                       "VbScript&#58;msgbox(1)",
                                       "file:///etc/passwd",
                                       "ftp://x.org/",
                                       "//example.org/x",
                                       "/\\\\example.org/x",
                                       "/&#9;/example.org",
                                       "&sol;/example.org/",
                                       "\\\\\\\\example.org",
                                       "https:example.org",
                                       "http:/\\\\example.org",
                                       "mailto:",
                                       "x.html",
                                       "https://",
                                       "blob:https://x.org/1",
                                       "https://x.org/a&#10;b",
                                       "view-source:https://x.org/" };
    for (size_t i = 0; i < sizeof url / sizeof url[0]; i++) {
        struct str link = md_render(arena, str_printf(arena, "[text](%s)", url[i]), 1, i % 2);
        ok(!holds(link, "<a") && holds(link, "text"), "[S2] no link to %zu: %s", i, url[i]);
        struct str image = md_render(arena, str_printf(arena, "![text](%s)", url[i]), 1, i % 2);
        ok(!holds(image, "<img") && holds(image, "text"), "[S2] no picture from %zu", i);
        struct str named =
            md_render(arena, str_printf(arena, "[text][n]\n\n[n]: %s\n", url[i]), 1, 0);
        ok(!holds(named, "<a"), "[S2] no link by reference to %zu", i);
    }
    ok(!holds(md("<javascript:alert(1)>"), "<a"), "[S2] no link in angle brackets");
    ok(!holds(md("![x](https://example.org/x.png)"), "<img"), "[S2] no picture from elsewhere");
    is_str(md("[a *b*](javascript:x) c"), "<p>a <em>b</em> c</p>\n",
           "the words of a link stay");
}

static void check_html(void)
{
    is_str(md("a <b>x</b> <script>alert(1)</script> <!-- c --> d"), "<p>a x alert(1)  d</p>\n",
           "[S2] tags in a line are dropped");
    is_str(md("<script>\nalert(1)\n</script>\n\ntext\n"), "<p>text</p>\n",
           "[S2] a block of html is dropped");
    is_str(md("<div onclick=\"x\">\n\n*a*\n\n</div>\n"), "<p><em>a</em></p>\n",
           "[S2] Markdown inside it stays");
    ok(!holds(md("<img src=x onerror=alert(1)>\n"), "img"), "[S2] an html picture is dropped");
    ok(!holds(md("```\n<b>\n```\n"), "<b>"), "[S2] code shows signs, not tags");
    ok(!holds(md("``` \"><b>\nx\n```\n"), "<b>"), "[S2] nor does the name of its language");
}

/* `unit` again and again up to the longest text that is taken. */
static struct str repeated(struct arena *a, const char *unit)
{
    size_t n = strlen(unit), total = MD_MAX_BYTES / n * n;
    char *p = arena_alloc(a, total);
    for (size_t i = 0; i < total; i += n)
        memcpy(p + i, unit, n);
    return (struct str){ p, total };
}

/* Processor time of this thread: what else the machine does does not count. */
static int64_t used_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void check_hostile_sizes(void)
{
    static const char *const unit[] = { "[",   "](",    "[a](",     ">",      "> ",
                                        "- ",  "*a ",   "*a _b ",   "**a *",  "\"",
                                        "![",  "`a``b", "# a\n",    "<",      "<!--",
                                        "<?",  "&",     "[a]: u\n", "![[]()", "[x]\n",
                                        "1) ", "a\n> ", "[[]()",    "\\" };
    bool bound = true;
    int64_t longest = 0;
    for (size_t i = 0; i < sizeof unit / sizeof unit[0]; i++) {
        struct arena *a = arena_new(256 * MIB);
        struct str source = repeated(a, unit[i]);
        int64_t from = used_ms();
        struct str html = md_render(a, source, 1, false);
        int64_t took = used_ms() - from;
        longest = took > longest ? took : longest;
        bound = bound && html.n <= 4 * source.n + 64 * KIB;
        arena_free(a);
    }
    ok(bound, "[S2] no text makes more than 4 times its length and 64 KiB");
    ok(longest < HOSTILE_MAX_MS, "[S2] 200 KB of brackets, quotes or marks take no long time");
    struct arena *a = arena_new(256 * MIB);
    is_str(md_render(a, repeated(a, ">"), 1, false), "", "[S2] endless quotations are refused");
    is_str(md_render(a, repeated(a, "\""), 1, false), "",
           "[S2] what would grow six times is refused");
    struct str most = repeated(a, "x");
    ok(md_render(a, most, 1, false).n > most.n, "the longest text is taken");
    is_str(md_render(a, str_join(a, most, STR("yyy")), 1, false), "",
           "[S2] a longer one is refused");
    ok(md_render(a, repeated(a, "# a\n\n"), 1, false).n > 0, "40,000 headings are taken");
    arena_free(a);
}

static void check_memory(void)
{
    bool clean = true;
    for (long n = 0; n < 40; n++) {
        struct arena *a = arena_new(MIB);
        arena_fail_after(a, n);
        struct str html = md_render(a, STR("# a\n\n[b](https://x.org) [c](x:y) <i>"), 1, false);
        clean = clean && (html.n == 0 ? arena_failed(a) : holds(html, "nofollow"));
        arena_free(a);
    }
    ok(clean, "without memory there is no text rather than a broken one");
}

int main(void)
{
    arena = arena_new(64 * MIB);
    check_ordinary();
    check_headings();
    check_links();
    check_hostile_links();
    check_html();
    check_hostile_sizes();
    check_memory();
    arena_free(arena);
    return done_testing();
}
