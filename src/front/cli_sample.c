#include "front/cli_sample.h"

#include "app/sample.h"
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/limits.h"
#include "front/cli_args.h"
#include "front/start.h"

#include <stdio.h>

#define SAMPLE_ARENA_BYTES (64 * MIB)

static int say(enum err e)
{
    switch ((int)e) {
    case ERR_CONFLICT:
        return start_refuse(1, STR("sample content goes only into an empty database: this one "
                                   "has people or organisations"));
    case ERR_NOT_FOUND:
        return start_refuse(1, STR("there are no council areas or lists yet: make run and make "
                                   "demo load them, or cjengage import"));
    default:
        fprintf(stderr, "cjengage: the sample content could not be written (%s)\n",
                err_name(e));
        return 1;
    }
}

static void tell(const struct sample *s, struct arena *a, const char *db_path)
{
    printf("%zu sample organisations. Sign in with the password %.*s as\n", s->n_bodies,
           STR_ARG(s->password));
    for (size_t i = 0; sample_person(i, s->has_responses); i++)
        printf("  %-30s %s\n", sample_person(i, true)->email, sample_person(i, true)->what);
    struct str shown = str_printf(a, "--db %s", db_path);
    printf("The code that is asked for: cjengage user code EMAIL %.*s\n", STR_ARG(shown));
}

static int load(struct start *start, bool has_responses)
{
    struct arena *a = arena_new(SAMPLE_ARENA_BYTES);
    struct sample s = { .store = app_store(start->app),
                        .arena = a,
                        .has_responses = has_responses,
                        .act = { .actor = str_printf(a, "cli:%u", (unsigned)getuid()),
                                 .now_s = clock_now_s() } };
    s.db = store_reader_open(s.store, READER_ALL);
    enum err e = s.db ? sample_load(&s) : ERR_INTERNAL;
    if (s.db)
        store_reader_close(s.db);
    if (!e)
        tell(&s, a, start->config.db_path);
    arena_free(a);
    return e ? say(e) : 0;
}

int sample_command(int argc, char **argv)
{
    struct start start = { 0 };
    bool has_responses = cli_take_flag(&argc, argv, "--responses");
    int code = start_config(&start, argc, argv);
    if (!code)
        code = start_app(&start);
    if (!code)
        code = load(&start, has_responses);
    if (start.arena)
        start_end(&start);
    return code;
}
