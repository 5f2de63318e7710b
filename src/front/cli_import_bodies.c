#include "front/cli_import_bodies.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "front/cli_args.h"
#include "front/cli_file.h"
#include "front/cli_list.h"
#include "front/start.h"

#include <stdio.h>

static int misused(const char *why)
{
    fprintf(stderr, "cjengage: %s; see cjengage help import\n", why);
    return 2;
}

static int take_words(struct cli_list *r, const char **file, int *argc, char ***argv)
{
    struct date day;
    r->source = cli_take_option(argc, *argv, "--source");
    r->source_on = cli_take_option(argc, *argv, "--source-on");
    r->comment = cli_take_option(argc, *argv, "--comment");
    r->areas = cli_take_option(argc, *argv, "--areas");
    r->failed = cli_take_option(argc, *argv, "--failed");
    r->undo = cli_take_option(argc, *argv, "--undo");
    r->is_dry = cli_take_flag(argc, *argv, "--dry-run");
    r->takes_good = cli_take_flag(argc, *argv, "--good-rows");
    *file = cli_take_word(argc, argv);
    if (!*file == !r->undo)
        return misused("import bodies takes one file, or --undo NUMBER");
    if (*file && (!r->source || !str_trim(str_from(r->source)).n))
        return misused("--source TEXT says where the list comes from");
    if (r->source_on && !date_parse(str_from(r->source_on), &day))
        return misused("--source-on wants a date like 2026-11-22");
    return 0;
}

static int run(struct cli_list *r, struct start *start, const char *file)
{
    r->arena = arena_new(LIST_ARENA_BYTES);
    int code = cli_list_open(r, start);
    if (!code && file) {
        r->name = cli_file_name(file);
        code = cli_read_file(r->arena, file, BODY_IMPORT_BYTES_MAX, &r->text);
    }
    if (!code)
        code = r->undo ? cli_list_undo(r) : cli_list_import(r);
    cli_list_close(r);
    return code;
}

int import_bodies_command(int argc, char **argv)
{
    struct start start = { 0 };
    struct cli_list r = { 0 };
    const char *file = NULL;
    int code = take_words(&r, &file, &argc, &argv);
    if (!code)
        code = start_config(&start, argc, argv);
    if (!code)
        code = start_app(&start);
    if (!code)
        code = run(&r, &start, file);
    if (start.arena)
        start_end(&start);
    return code;
}
