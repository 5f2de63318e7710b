/*
 * cli_export.h: `cjengage export`: what the service holds, as files.
 */
#ifndef FRONT_CLI_EXPORT_H
#define FRONT_CLI_EXPORT_H

#define EXPORT_HELP                                                                            \
    "cjengage export bodies FILE [--with-private] [--db var/cjengage.db] [--config FILE]\n"    \
    "    the whole register as one CSV, also those who may not be named in public: for "       \
    "staff only.\n"                                                                            \
    "    With --with-private also the contacts that are not public. cjengage import bodies "   \
    "reads it again.\n"                                                                        \
    "The site may run meanwhile. FILE is written beside its place and put there when it is "   \
    "whole.\n"

int export_command(int argc, char **argv);

#endif
