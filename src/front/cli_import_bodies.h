/*
 * cli_import_bodies.h: `cjengage import bodies`: a list of organisations into the register.
 */
#ifndef FRONT_CLI_IMPORT_BODIES_H
#define FRONT_CLI_IMPORT_BODIES_H

#define IMPORT_BODIES_HELP                                                                     \
    "cjengage import bodies FILE --source TEXT [--source-on DATE] [--areas SLUG,SLUG] "        \
    "[--comment TEXT]\n"                                                                       \
    "                       [--good-rows] [--failed FILE] [--dry-run]\n"                       \
    "    a list of organisations (CSV, first line the names of its columns). --areas: of "     \
    "rows "                                                                                    \
    "that name\n"                                                                              \
    "    no council area. With a wrong row nothing is added, unless --good-rows; --failed "    \
    "writes those\n"                                                                           \
    "    rows, with what is wrong. Nobody sees the new entries until all are there.\n"         \
    "cjengage import bodies --undo NUMBER         takes an import back; entries that were "    \
    "changed\n"                                                                                \
    "                                             since stay\n"

int import_bodies_command(int argc, char **argv);

#endif
