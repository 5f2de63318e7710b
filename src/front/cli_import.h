/*
 * cli_import.h: `cjengage import`: the directory, lists, outcomes, postcodes and places from
 * files.
 */
#ifndef FRONT_CLI_IMPORT_H
#define FRONT_CLI_IMPORT_H

#include "front/cli_import_bodies.h"
#include "front/cli_import_oscr.h"

#define IMPORT_HELP                                                                            \
    "cjengage import areas FILE [--dry-run]       council areas, partnerships, statutory "     \
    "partners and\n"                                                                           \
    "                                             first route steps; with them outcodes.csv "  \
    "and\n"                                                                                    \
    "                                             postcode_sectors.csv where they lie beside " \
    "FILE\n"                                                                                   \
    "cjengage import lists FILE [--dry-run]       words of the lists that administrators may " \
    "extend: topics,\n"                                                                        \
    "                                             kinds of organisations, audiences, "         \
    "resources\n"                                                                              \
    "cjengage import framework FILE [--dry-run]   national outcomes and indicators, set by "   \
    "set\n"                                                                                    \
    "cjengage import postcodes FILE... [--dry-run] Code-Point Open (CSV files or a directory " \
    "of them):\n"                                                                              \
    "                                             exact answers; or outcodes.csv, "            \
    "postcode_sectors.csv\n"                                                                   \
    "cjengage import places FILE... [--dry-run]   OS Open Names (CSV files or a directory of " \
    "them)\n"                                                                                  \
    "Every row is checked first: with an error in one nothing is changed. --dry-run says "     \
    "what would\n"                                                                             \
    "change. Importing the same file again changes nothing, and what was changed by hand "     \
    "stays. The site may run meanwhile.\n" IMPORT_BODIES_HELP IMPORT_OSCR_HELP

int import_command(int argc, char **argv);

#endif
