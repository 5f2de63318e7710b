#include "app/guidance.h"

#include "core/base/arena.h"
#include "core/base/embedded_text.h"

/* "Title of the source | address" */
static void take_source(struct guidance *g, struct str value)
{
    if (g->n_sources == GUIDANCE_SOURCES_MAX)
        return;
    struct guidance_source *s = &g->source[g->n_sources++];
    size_t bar = str_find(value, STR(" | "));
    s->text = str_trim(str_sub(value, 0, bar));
    s->href = bar == STR_NONE ? (struct str){ 0 } : str_trim(str_sub(value, bar + 3, value.n));
}

static void take_line(struct guidance *g, struct str line)
{
    size_t colon = str_find_char(line, ':');
    if (colon == STR_NONE)
        return;
    struct str name = str_trim(str_sub(line, 0, colon)),
               value = str_trim(str_sub(line, colon + 1, line.n));
    const struct {
        struct str name;
        struct str *to;
    } known[] = {
        { STR("slug"), &g->slug },
        { STR("title"), &g->title },
        { STR("summary"), &g->summary },
        { STR("checked"), &g->checked },
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (str_eq(name, known[i].name))
            *known[i].to = value;
    if (str_eq(name, STR("source")))
        take_source(g, value);
    if (str_eq(name, STR("order")))
        (void)str_to_i64(value, &g->order);
}

static struct guidance parse(const struct embedded_text *t)
{
    struct guidance g = { .slug = t->name };
    struct str rest = t->text, line;
    while (str_cut(&rest, '\n', &line) && str_trim(line).n)
        take_line(&g, line);
    g.body = rest;
    return g;
}

const struct guidance *guidance_all(struct arena *a, size_t *n)
{
    struct guidance *all = arena_array(a, n_guidance_embedded + 1, sizeof *all);
    *n = all ? n_guidance_embedded : 0;
    for (size_t i = 0; i < *n; i++) {
        struct guidance g = parse(&guidance_embedded[i]);
        size_t at = i;
        for (; at > 0 && all[at - 1].order > g.order; at--)
            all[at] = all[at - 1];
        all[at] = g;
    }
    return all;
}

bool guidance_find(struct arena *a, struct str slug, struct guidance *out)
{
    size_t n;
    const struct guidance *all = guidance_all(a, &n);
    for (size_t i = 0; i < n; i++)
        if (str_eq(all[i].slug, slug)) {
            *out = all[i];
            return true;
        }
    return false;
}
