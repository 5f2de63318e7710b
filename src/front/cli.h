/*
 * cli.h: the commands of the program, one row each (cli.c). A new command adds a row and a file
 * cli_NAME.c.
 */
#ifndef FRONT_CLI_H
#define FRONT_CLI_H

#include <stddef.h>

struct command {
    const char *name;
    const char *line; /* its use and what it does, in one line of `cjengage help` */
    const char *help; /* the rest, for `cjengage help NAME` */
    int (*run)(int argc, char **argv); /* what follows the name; returns the exit code */
};

extern const struct command commands[];
extern const size_t n_commands;

/* Exit codes of the program: 0 done, 1 refused or failed with one line on standard error, 2
 * wrong usage. */
int cli_run(int argc, char **argv);

#endif
