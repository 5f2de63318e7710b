/*
 * cli_store.h: commands on the database file: backup, restore, jobs.
 */
#ifndef FRONT_CLI_STORE_H
#define FRONT_CLI_STORE_H

#define BACKUP_HELP                                                                            \
    "cjengage backup FILE [--with-audit-key KEYFILE] [--db var/cjengage.db] [--config FILE]\n" \
    "A consistent, verified copy while the server runs. FILE.head gets the last record's "     \
    "number and hash.\n"                                                                       \
    "KEYFILE gets the key of the chain of records: keep it elsewhere than the copies.\n"
#define RESTORE_HELP                                                                           \
    "cjengage restore FILE [--db var/cjengage.db] [--config FILE]\n"                           \
    "Checks the copy, puts it in place of the database and keeps the old file beside it. The " \
    "server must be\n"                                                                         \
    "stopped.\n"
#define JOBS_HELP                                                                              \
    "cjengage jobs [--db var/cjengage.db] [--config FILE]\n"                                   \
    "Runs what is due once (mail): for cron, where no server runs all the time. Running "      \
    "twice does no harm.\n"

int backup_command(int argc, char **argv);
int restore_command(int argc, char **argv);
int jobs_command(int argc, char **argv);

#endif
