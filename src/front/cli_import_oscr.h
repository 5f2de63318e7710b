/*
 * cli_import_oscr.h: `cjengage import oscr`: the published extract of the Scottish Charity
 * Register beside our register.
 */
#ifndef FRONT_CLI_IMPORT_OSCR_H
#define FRONT_CLI_IMPORT_OSCR_H

#define IMPORT_OSCR_HELP                                                                       \
    "cjengage import oscr FILE [--source-on DATE] [--whole] [--dry-run]\n"                     \
    "    compares entries that have a charity number with the extract of the Scottish "        \
    "Charity Register\n"                                                                       \
    "    (its CSV as published): removed, renamed and moved ones are shown to coordinators "   \
    "at\n"                                                                                     \
    "    /coordinator/bodies/flags and to administrators at /admin/bodies/flags; nothing is "  \
    "changed.\n"                                                                               \
    "    --whole: FILE is the whole register, so what is missing in it was removed.\n"         \
    "                  --add --areas SLUG,SLUG --about WORD,WORD\n"                            \
    "    adds active charities whose main operating location is one of these areas and whose " \
    "name,\n"                                                                                  \
    "    purposes or activities have a word that begins so; one of the two at least. "         \
    "Addresses and\n"                                                                          \
    "    postcodes are not taken: they may be those of a trustee’s home.\n"

int import_oscr_command(int argc, char **argv);

#endif
