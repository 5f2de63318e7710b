/*
 * cli_user.h: `cjengage user`: people and roles, for the operator of the server. Each write is
 * recorded as "cli:" and the number of the system's user; the site may run meanwhile.
 */
#ifndef FRONT_CLI_USER_H
#define FRONT_CLI_USER_H

#define USER_HELP                                                                              \
    "cjengage user invite EMAIL --role ROLE [--name NAME] [--partnership SLUG] [--until "      \
    "DATE]\n"                                                                                  \
    "                                   makes the account, gives the role and prints a link "  \
    "good once,\n"                                                                             \
    "                                   for 3 days; nothing is mailed\n"                       \
    "cjengage user link EMAIL           prints a link to sign in with, good once, for 10 "     \
    "minutes; it\n"                                                                            \
    "                                   does not skip the second factor\n"                     \
    "cjengage user code EMAIL           the code of the second factor now: sample databases "  \
    "only\n"                                                                                   \
    "cjengage user reset-factor EMAIL   takes the second factor and the recovery codes away\n" \
    "cjengage user disable EMAIL        closes the account and ends its sessions\n"            \
    "cjengage user enable EMAIL         opens it again\n"                                      \
    "cjengage user role EMAIL ROLE [--partnership SLUG] [--until DATE] [--end]\n"              \
    "                                   gives a role, or ends it\n"                            \
    "cjengage user list                 everybody: address, name, state, roles\n"              \
    "ROLE is admin, coordinator or analyst (these two with --partnership), "                   \
    "network_coordinator or\n"                                                                 \
    "network_national. DATE is YYYY-MM-DD, the last day. Settings as for serve: --db, "        \
    "--config.\n"

int user_command(int argc, char **argv);

#endif
