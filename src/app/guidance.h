/*
 * guidance.h: our own short articles, which ship with the program (workflows.md (e)): text in
 * data/guidance/, one Markdown file each with a few "name: value" lines and a blank line first.
 */
#ifndef APP_GUIDANCE_H
#define APP_GUIDANCE_H

#include "core/base/err.h"
#include "core/base/str.h"

struct arena;

#define GUIDANCE_SOURCES_MAX 12

struct guidance {
    struct str slug, title, summary;
    struct str checked; /* YYYY-MM-DD */
    struct guidance_source {
        struct str text, href; /* href empty: no address */
    } source[GUIDANCE_SOURCES_MAX];
    size_t n_sources;
    struct str body; /* Markdown */
    int64_t order;
};

/* All articles in their order; *n of them. They are part of the program: no error. */
const struct guidance *guidance_all(struct arena *a, size_t *n);
bool guidance_find(struct arena *a, struct str slug, struct guidance *out);

#endif
