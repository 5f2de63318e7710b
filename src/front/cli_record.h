/*
 * cli_record.h: commands on the record of changes: check, audit; and what commands share.
 */
#ifndef FRONT_CLI_RECORD_H
#define FRONT_CLI_RECORD_H

#include "core/base/str.h"

#define CHECK_HELP                                                                             \
    "cjengage check [--witness FILE.head] [--db var/cjengage.db] [--config FILE]\n"            \
    "Integrity, foreign keys, schema, marks, the chain of records, versions of libraries. "    \
    "Prints a line for each\n"                                                                 \
    "fault; exit code 1 when there is one. With a head kept elsewhere (FILE.head of a "        \
    "backup, or the lines\n"                                                                   \
    "of a witness's mail) a record that was cut off or written anew shows too.\n"
#define AUDIT_HELP                                                                             \
    "cjengage audit head [--db var/cjengage.db] [--config FILE]\n"                             \
    "    prints number and hash of the last record, to be kept elsewhere\n"                    \
    "cjengage audit new-segment --witness FILE.head | --accept-loss\n"                         \
    "    when audit.key is lost for good: makes a new one, for the records from now on. "      \
    "Those "                                                                                   \
    "before cannot\n"                                                                          \
    "    be verified any more. With --witness only when the record still holds that head. "    \
    "The "                                                                                     \
    "server must\n"                                                                            \
    "    be stopped.\n"

int check_command(int argc, char **argv);
int audit_command(int argc, char **argv);

struct start;
/* Settings and the application; the exit code, 0 when all is well. */
int cli_open(struct start *s, int argc, char **argv);
/* Leaves a record of what the command did to the service; the exit code. */
int cli_note(struct start *s, struct str action, struct str detail);

#endif
