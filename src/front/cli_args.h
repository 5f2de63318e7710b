/*
 * cli_args.h: a command's own words and options, taken out of the arguments before what is left
 * is read as settings.
 */
#ifndef FRONT_CLI_ARGS_H
#define FRONT_CLI_ARGS_H

#include <stdbool.h>

/* Takes "--name VALUE" out of the arguments; NULL when it is not there. */
const char *cli_take_option(int *argc, char **argv, const char *name);
/* Takes "--name" out; false when it is not there. */
bool cli_take_flag(int *argc, char **argv, const char *name);
/* Takes the first argument off unless it is an option; NULL when it is missing. */
const char *cli_take_word(int *argc, char ***argv);

#endif
