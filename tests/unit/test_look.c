/* What every page is made of: the templates, the style and the script, as they are embedded. */
#include "../tap.h"

#include "core/base/arena.h"
#include "core/http/static_embedded.h"
#include "core/tpl/tpl_embedded.h"

#include <math.h>

/* The only places where a value is written as it is: compiled Markdown (security.md S1).
 * Plain text under mail/ is not HTML. */
static const struct {
    const char *template_name, *tag;
} raw_allowed[] = {
    { "guidance/show", "{{{body}}}" },
    { "plans/public", "{{{summary}}}" },
    { "consultations/document", "{{{body}}}" },
    { "consultations/invited_link", "{{{overview}}}" },
    { "consultations/invited_link", "{{{why}}}" },
    { "consultations/invited_link", "{{{next}}}" },
    { "consultations/preview", "{{{overview}}}" },
    { "consultations/preview", "{{{why}}}" },
    { "consultations/preview", "{{{next}}}" },
    { "consultations/preview", "{{{intro}}}" },
    { "consultations/preview", "{{{body}}}" },
    { "consultations/preview", "{{{other_ways}}}" },
    { "consultations/preview", "{{{privacy}}}" },
    { "consultations/preview_paper", "{{{body}}}" },
    { "consultations/sheet", "{{{intro}}}" },
    { "consultations/sheet", "{{{body}}}" },
    { "consultations/show", "{{{overview}}}" },
    { "consultations/show", "{{{why}}}" },
    { "consultations/show", "{{{next}}}" },
    { "feedback/item", "{{{asked}}}" },
    { "feedback/item", "{{{said}}}" },
    { "feedback/item", "{{{did}}}" },
    { "feedback/item", "{{{reason}}}" },
    { "respond/paragraphs", "{{{text}}}" },
    { "respond/question", "{{{text}}}" },
    { "respond/start", "{{{privacy_notice}}}" },
    { "results/chart", "{{{words}}}" },
    { "results/publish", "{{{summary}}}" },
    { "results/publish", "{{{method}}}" },
    { "results/report_body", "{{{summary}}}" },
    { "results/report_body", "{{{method}}}" },
    { "results/show", "{{{summary}}}" },
    { "results/show", "{{{method}}}" },
};

static const struct static_file *file_named(const char *name)
{
    for (size_t i = 0; i < n_static_embedded; i++)
        if (str_eq(static_embedded[i].name, str_from(name)))
            return &static_embedded[i];
    return NULL;
}

static bool is_allowed_raw(struct str name, struct str rest)
{
    for (size_t i = 0; i < sizeof raw_allowed / sizeof *raw_allowed; i++)
        if (str_eq(name, str_from(raw_allowed[i].template_name)) &&
            str_starts(rest, str_from(raw_allowed[i].tag)))
            return true;
    return str_starts(name, STR("mail/"));
}

static void raw_insertions(void)
{
    size_t n_bad = 0;
    for (size_t i = 0; i < n_tpl_embedded; i++) {
        struct str rest = tpl_embedded[i].text;
        size_t at;
        while ((at = str_find(rest, STR("{{{"))) != STR_NONE) {
            rest = str_sub(rest, at, rest.n);
            if (!is_allowed_raw(tpl_embedded[i].name, rest)) {
                n_bad++;
                tap_show("raw in", tpl_embedded[i].name);
            }
            rest = str_sub(rest, 3, rest.n);
        }
        if (str_find(tpl_embedded[i].text, STR("{{&")) != STR_NONE)
            n_bad++;
    }
    is_i64(n_bad, 0, "[S1] raw insertions stand in the list of this test and nowhere else");
}

/* Parts of an OpenDocument text are no pages. */
static bool is_page(struct str name)
{
    return !str_starts(name, STR("work/odt_"));
}

static size_t count_with(const char *z)
{
    size_t n = 0;
    for (size_t i = 0; i < n_tpl_embedded; i++)
        if (is_page(tpl_embedded[i].name) &&
            str_find(tpl_embedded[i].text, str_from(z)) != STR_NONE) {
            n++;
            tap_show(z, tpl_embedded[i].name);
        }
    return n;
}

static void inline_nothing(void)
{
    static const char *const never[] = {
        " style=",  " onclick=",   " onload=", " onsubmit=", "<style",
        "<script>", "javascript:", "\"data:",  " onchange=", "http-equiv"
    };
    size_t n_bad = 0;
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        n_bad += count_with(never[i]);
    is_i64(n_bad, 0,
           "[S20] no template holds inline script, style, event attributes or data: addresses");
    is_i64(count_with("src=\"http"), 0, "[9.8] no template fetches from another origin");
}

/* Two versions of a line that were never made one. */
static void merges(void)
{
    is_i64(count_with("\n<<<<<<< ") + count_with("\n=======\n") + count_with("\n>>>>>>> "), 0,
           "nothing of a merge is left in a template");
}

static void words(void)
{
    is_i64(count_with("ection 17 "), 0, "no page gives section 17 as the plan's");
    is_i64(count_with("click here") + count_with("Click here"), 0, "links say where they go");
    is_i64(count_with("n’t ") + count_with("n't "), 0, "no contractions with not");
    is_i64(count_with("ffender"), 0, "no page calls people offenders");
    is_i64(count_with("CAPTCHA"), 0, "[8.6] no puzzle");
}

static void bytes(void)
{
    const struct static_file *css = file_named("site.css"), *js = file_named("site.js");
    if (!ok(css && js, "the style and the script are embedded"))
        return;
    ok(css->gz.n > 0 && css->gz.n <= 6144, "site.css is at most 6 KB gzip: %zu", css->gz.n);
    ok(js->gz.n > 0 && js->gz.n <= 3072, "site.js is at most 3 KB gzip: %zu", js->gz.n);
    ok(str_find(js->bytes, STR("innerHTML")) == STR_NONE &&
           str_find(js->bytes, STR("eval")) == STR_NONE &&
           str_find(js->bytes, STR("outerHTML")) == STR_NONE,
       "[S20] the script writes no HTML");
    ok(str_find(css->bytes, STR("url(")) == STR_NONE &&
           str_find(css->bytes, STR("@import")) == STR_NONE,
       "[9.8] the style fetches nothing");
}

/* Relative luminance and contrast of WCAG 2.2. */
static double channel(unsigned v)
{
    double c = v / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(unsigned rgb)
{
    return 0.2126 * channel(rgb >> 16 & 255) + 0.7152 * channel(rgb >> 8 & 255) +
           0.0722 * channel(rgb & 255);
}

static double contrast(unsigned one, unsigned other)
{
    double a = luminance(one), b = luminance(other);
    return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05);
}

/* Pairs that no tool sees, for they meet inside SVG or by a rule of ours. */
static void colours(void)
{
    static const struct {
        const char *what;
        unsigned front, back;
        double least;
    } pair[] = {
        { "name on a closed tile", 0xffffff, 0x1c5d5d, 4.5 },
        { "name on an open tile", 0x1a1a1a, 0xfdd522, 4.5 },
        { "count in its dot", 0xffffff, 0x1a1a1a, 4.5 },
        { "edge of a tile on the hero", 0x6fb7b0, 0x123f40, 3.0 },
        { "closed tile on paper", 0x1c5d5d, 0xffffff, 3.0 },
        { "white text on the hero", 0xffffff, 0x123f40, 4.5 },
        { "number of a step", 0xffffff, 0x1c5d5d, 4.5 },
        { "link on the first contact", 0x0065bd, 0xe6f1f0, 4.5 },
        { "grey text on the first contact", 0x5e5e5e, 0xe6f1f0, 4.5 },
        { "grey text on paper", 0x5e5e5e, 0xf8f8f8, 4.5 },
        { "too many characters", 0xd32205, 0xffffff, 4.5 },
    };
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
        double c = contrast(pair[i].front, pair[i].back);
        ok(c >= pair[i].least, "[8.1] %s: %.2f to 1", pair[i].what, c);
    }
    const struct static_file *css = file_named("site.css");
    static const char *const named[] = {
        "#1c5d5d", "#123f40", "#e6f1f0", "#0065bd", "#1a1a1a",
        "#5e5e5e", "#fdd522", "#6fb7b0", "#f8f8f8", "#d32205"
    };
    size_t n_there = 0;
    for (size_t i = 0; css && i < sizeof named / sizeof *named; i++)
        n_there += str_find(css->bytes, str_from(named[i])) != STR_NONE;
    is_i64(n_there, sizeof named / sizeof *named,
           "the style has the colours that were measured");
}

int main(void)
{
    raw_insertions();
    inline_nothing();
    merges();
    words();
    bytes();
    colours();
    return done_testing();
}
