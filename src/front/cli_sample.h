/*
 * cli_sample.h: `cjengage sample`: plainly marked content for an empty database.
 */
#ifndef FRONT_CLI_SAMPLE_H
#define FRONT_CLI_SAMPLE_H

#define SAMPLE_HELP                                                                            \
    "cjengage sample [--responses] [--db var/cjengage.db] [--config FILE]\n"                   \
    "Fills a database that holds the directory and nothing else with made-up organisations "   \
    "and people, and\n"                                                                        \
    "marks it: every page says so. Prints who can sign in and their password; codes of the "   \
    "second factor\n"                                                                          \
    "are shown by cjengage user code EMAIL. With --responses a closed consultation of Fife "   \
    "comes "                                                                                   \
    "too, with 300\n"                                                                          \
    "responses on all channels, and an analyst.\n"

int sample_command(int argc, char **argv);

#endif
