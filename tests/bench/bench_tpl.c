/*
 * bench_tpl.c: microseconds for one page of about 14.5 KB with 50 rows: values and text, and
 * text alone (style.md section 7 aims at 7 and 5.7). Prints the best and the middle of 50
 * rounds.
 */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/clock.h"
#include "core/base/limits.h"
#include "core/tpl/tpl.h"

#include <stdio.h>
#include <stdlib.h>

#define ROWS 50
#define ROUNDS 50
#define PAGES 400 /* in a round */

enum {
    SYM_title,
    SYM_rows,
    SYM_name,
    SYM_href,
    SYM_council,
    SYM_date,
    SYM_open,
    SYM_n,
    SYM_intro
};
static const char *const names[] = { "title", "rows", "name", "href", "council",
                                     "date",  "open", "n",    "intro" };

static const struct {
    struct str name, text;
} templates[] = {
    { STR_INIT("layout"),
      STR_INIT(
          "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<title>{{$title}}{{/title}} - "
          "Community "
          "Justice Engagement</title>\n<link rel=\"stylesheet\" href=\"/static/site.css\">\n"
          "</head>\n<body>\n{{>header}}\n<main id=\"main\">\n  {{$main}}{{/main}}\n</main>\n"
          "{{>footer}}\n</body>\n</html>\n") },
    { STR_INIT("header"),
      STR_INIT(
          "<header class=\"ds_site-header\"><a href=\"/\">Community Justice</a>\n<nav>"
          "<ul><li><a href=\"/find\">Find your route</a></li><li><a href=\"/partnerships\">"
          "Partnerships</a></li><li><a href=\"/about\">About</a></li></ul></nav></header>\n") },
    { STR_INIT("footer"),
      STR_INIT("<footer class=\"ds_site-footer\"><p>Crown copyright and other "
               "rights as marked.</p></footer>\n") },
    { STR_INIT("row"),
      STR_INIT("<li class=\"ds_card\">\n  <h2 class=\"title\"><a class=\""
               "link\" href=\"{{href}}\">{{name}}</a></h2>\n  <p>{{council}}, "
               "{{date}}{{#open}} <strong class=\"ds_tag\">Open</strong>{{/open}}</p>\n  <p "
               ">{{n}} answers</p>\n</li>\n") },
    { STR_INIT("list"),
      STR_INIT(
          "{{<layout}}\n{{$title}}{{title}}{{/title}}\n{{$main}}\n<h1>{{title}}</h1>\n"
          "<p>{{intro}}</p>\n<ul class=\"ds_cards\">\n{{#rows}}\n  {{>row}}\n{{/rows}}\n</ul>\n"
          "{{/main}}\n{{/layout}}\n") },
};
#define N_TEMPLATES (sizeof templates / sizeof templates[0])

static bool source(void *arg, struct str name, struct str *text)
{
    (void)arg;
    for (size_t i = 0; i < N_TEMPLATES; i++)
        if (str_eq(templates[i].name, name)) {
            *text = templates[i].text;
            return true;
        }
    return false;
}

static struct view *page_values(struct arena *a)
{
    struct view *v = view_in(a);
    view_lit(v, S(title), "Consultations & plans");
    view_lit(v, S(intro), "What partnerships ask at present, and what they have asked.");
    struct list *rows = view_list(v, S(rows));
    for (int i = 0; i < ROWS; i++) {
        struct view *r = list_add(rows);
        view_lit(r, S(name), "A plan for Dumfries & Galloway's next five years");
        view_lit(r, S(href), "/consultations/a-plan-for-the-next-five-years");
        view_lit(r, S(council), "Dumfries and Galloway");
        view_lit(r, S(date), "22 Nov 2026");
        view_bool(r, S(open), i % 3 == 0);
        view_int(r, S(n), i * 7);
    }
    return v;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void bench(const struct tpl_set *set, const char *what, bool with_values)
{
    double us[ROUNDS];
    struct arena *values = arena_new(64 * MIB), *scratch = arena_new(64 * MIB);
    struct buf out;
    buf_init(&out, RESPONSE_MAX_BYTES);
    struct view *v = page_values(values);
    for (int i = 0; i < ROUNDS; i++) {
        int64_t from = clock_mono_us();
        for (int k = 0; k < PAGES; k++) {
            arena_reset(scratch);
            buf_clear(&out);
            struct view *shown = with_values ? page_values(scratch) : v;
            if (tpl_render(set, STR("list"), shown, scratch, &out))
                exit(1);
        }
        us[i] = (double)(clock_mono_us() - from) / PAGES;
    }
    qsort(us, ROUNDS, sizeof us[0], by_size);
    printf("%s: best %.2f us, middle %.2f us, %zu bytes\n", what, us[0], us[ROUNDS / 2], out.n);
    buf_free(&out);
    arena_free(values);
    arena_free(scratch);
}

int main(void)
{
    struct tpl_options o = { .symbol_names = names,
                             .n_symbols = sizeof names / sizeof names[0] };
    struct str listed[N_TEMPLATES];
    struct tpl_set *set = NULL;
    char why[200];
    for (size_t i = 0; i < N_TEMPLATES; i++)
        listed[i] = templates[i].name;
    const struct tpl_texts texts = { listed, N_TEMPLATES, source, NULL };
    if (tpl_set_load(&o, &texts, &set, why, sizeof why)) {
        fprintf(stderr, "%s\n", why);
        return 1;
    }
    bench(set, "values and text", true);
    bench(set, "text", false);
    tpl_set_release(set);
    return 0;
}
