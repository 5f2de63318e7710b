/*
 * body_help.h: entries of the register for tests: one with sensible values in one line, changed
 * as the test needs. For databases with the real directory in them.
 */
#ifndef TESTS_BODY_HELP_H
#define TESTS_BODY_HELP_H

#include "modules/bodies/body.h"
#include "modules/partnerships/area.h"
#include "tests/store_help.h"

#define HELP_BODY_AREAS_MAX 40

/* A plain active charity working in those council areas ("fife;angus"). Not in the database
 * yet. */
static inline struct body help_body(struct db *db, struct arena *a, const char *name,
                                    const char *areas)
{
    struct body b = { .name = str_from(name),
                      .kind = STR("charity"),
                      .is_named = true,
                      .size_band = STR("unknown"),
                      .consent = STR("not_asked"),
                      .state = STR("active"),
                      .source = STR("A test"),
                      .source_on = STR("2026-11-22") };
    struct str rest = str_from(areas), slug;
    b.area = arena_array(a, HELP_BODY_AREAS_MAX, sizeof *b.area);
    while (str_cut(&rest, ';', &slug)) {
        struct area area;
        if (area_find_by_slug(db, a, slug, &area) != OK)
            die("no area %.*s", STR_ARG(slug));
        b.area[b.n_areas++] = (struct body_area){ .area_id = area.id,
                                                  .partnership_id = area.partnership_id,
                                                  .slug = area.slug,
                                                  .name = area.name,
                                                  .is_involved = true };
    }
    return b;
}

struct help_body_write {
    struct arena *a;
    struct body *b;
    struct act act;
    struct str action;
};

static inline enum err help_body_add_fn(struct db *db, void *arg)
{
    struct help_body_write *w = arg;
    return body_add(db, w->a, w->b, &w->act);
}

static inline enum err help_body_change_fn(struct db *db, void *arg)
{
    struct help_body_write *w = arg;
    return body_change(db, w->a, w->b, &w->act, w->action);
}

/* Puts it into the register; b->id and the rest are set. */
static inline void help_body_add(struct store *s, struct arena *a, struct body *b)
{
    struct help_body_write w = {
        a, b, { .actor = STR("cli:0"), .now_s = 1795344780 }, STR("")
    };
    if (store_write(s, help_body_add_fn, &w) != OK)
        die("body %.*s", STR_ARG(b->name));
}

static inline enum err help_body_change(struct store *s, struct arena *a, struct body *b)
{
    struct help_body_write w = {
        a, b, { .actor = STR("cli:0"), .now_s = 1795344780 }, STR("body.change")
    };
    return store_write(s, help_body_change_fn, &w);
}

#endif
