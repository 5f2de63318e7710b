/*
 * body_help.h: entries of the register, for tests of its pages: added as the program does it,
 * plainly marked as samples.
 */
#ifndef TESTS_CORE_BODY_HELP_H
#define TESTS_CORE_BODY_HELP_H

#include "core/store/write.h"
#include "modules/bodies/body.h"
#include "modules/partnerships/area.h"
#include "tests/core/core.h"

struct body_help {
    struct arena *a;
    struct body b;
};

static inline enum err body_help_add_fn(struct db *db, void *body_help)
{
    struct body_help *x = body_help;
    const struct act act = { .actor = STR("cli:0"), .now_s = clock_now_s() };
    return body_add(db, x->a, &x->b, &act);
}

static inline enum err body_help_area(struct core *core, struct str slug, struct body_area *out)
{
    const char *ask =
        str_z(core->arena, str_printf(core->arena, "SELECT id FROM area WHERE slug = '%.*s'",
                                      STR_ARG(slug)));
    const char *whose =
        str_z(core->arena,
              str_printf(core->arena, "SELECT partnership_id FROM area WHERE slug = '%.*s'",
                         STR_ARG(slug)));
    *out = (struct body_area){ .area_id = core_count(core, ask),
                               .partnership_id = core_count(core, whose),
                               .slug = slug,
                               .name = slug,
                               .is_involved = true };
    return out->area_id > 0 ? OK : ERR_NOT_FOUND;
}

/* What stands in an entry where a test says nothing else. */
static inline struct body body_help_sample(const char *name)
{
    return (struct body){ .name = str_from(name),
                          .kind = STR("charity"),
                          .size_band = STR("unknown"),
                          .is_named = true,
                          .consent = STR("public_source"),
                          .state = STR("active"),
                          .source = STR("Sample entry"),
                          .source_on = STR("2026-11-22") };
}

/* In those council areas ("fife;angus"); the id. */
static inline int64_t body_help_add(struct core *core, struct body b, const char *areas)
{
    struct body_help x = { core->arena, b };
    struct str rest = str_from(areas), slug;
    x.b.area = arena_array(core->arena, 40, sizeof *x.b.area);
    while (str_cut(&rest, ';', &slug))
        if (body_help_area(core, slug, &x.b.area[x.b.n_areas++]) != OK)
            return 0;
    enum err e = store_write(app_store(core->app), body_help_add_fn, &x);
    if (e)
        fprintf(stderr, "# body_help_add: %s\n", err_name(e));
    return e ? 0 : x.b.id;
}

#endif
