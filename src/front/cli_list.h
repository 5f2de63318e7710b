/*
 * cli_list.h: a list of organisations on its way into the register, as a command drives it.
 */
#ifndef FRONT_CLI_LIST_H
#define FRONT_CLI_LIST_H

#include "modules/bodies/body_import.h"

struct start;

#define LIST_ARENA_BYTES ((size_t)512 * 1024 * 1024)

struct cli_list {
    struct arena *arena; /* LIST_ARENA_BYTES; list_close frees it */
    struct body_import_run run;
    int64_t id;
    bool is_terminal;
    struct str name, text; /* of the file */

    /* as typed; may be NULL, but for the source */
    const char *source, *source_on, *comment, *areas, *failed, *undo;
    bool is_dry, takes_good;
};

/* Each gives the exit code, after saying on standard error why it is not 0. */
int cli_list_open(struct cli_list *r, struct start *start);
void cli_list_close(struct cli_list *r);
int cli_list_import(struct cli_list *r);
int cli_list_undo(struct cli_list *r);
/* The slugs of `areas` are council areas. */
int cli_list_check_areas(struct cli_list *r);

#endif
