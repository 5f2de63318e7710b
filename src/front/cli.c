#include "front/cli.h"

#include "core/base/str.h"
#include "core/http/static_embedded.h"
#include "front/cli_export.h"
#include "front/cli_import.h"
#include "front/cli_record.h"
#include "front/cli_sample.h"
#include "front/cli_store.h"
#include "front/cli_user.h"
#include "front/serve.h"

#include <stdio.h>

static int help_command(int argc, char **argv);
static int version_command(int argc, char **argv);

#define SETTINGS_HELP                                                                          \
    "--config FILE reads `key = value` lines; every key is also an option: --key value.\n"

/* clang-format off */
const struct command commands[] = {
    { "serve", "serve the site over HTTP",
      "cjengage serve [--listen 127.0.0.1:8080] [--db var/cjengage.db] [--create] [--config FILE]\n"
      "               [--templates DIR --static DIR]   read both from disk while editing\n"
      "Takes its socket from systemd (LISTEN_FDS) where it gives one. SIGTERM ends it when what is in\n"
      "flight is answered; SIGHUP opens the log again.\n" SETTINGS_HELP,
      serve_command },
    { "fcgi", "serve the site over FastCGI, behind nginx, Apache or Caddy",
      "cjengage fcgi [--socket PATH] [--db var/cjengage.db] [--config FILE]\n"
      "Without --socket the listening socket is standard input, as systemd and web servers hand it over.\n"
      SETTINGS_HELP,
      fcgi_command },
    { "import", "bring in council areas, lists, outcomes, postcodes or places from files", IMPORT_HELP, import_command },
    { "export", "take the register out as a file", EXPORT_HELP, export_command },
    { "user", "invite people, give and end roles, open a way in", USER_HELP, user_command },
    { "check", "is the database whole, and the record of changes unbroken", CHECK_HELP, check_command },
    { "backup", "copy the database while it is in use", BACKUP_HELP, backup_command },
    { "audit", "the head of the record of changes, and a new key when its key is lost", AUDIT_HELP, audit_command },
    { "restore", "put a copy in place of the database", RESTORE_HELP, restore_command },
    { "jobs", "run what is due once", JOBS_HELP, jobs_command },
    { "sample", "fill an empty database with made-up content, marked as such", SAMPLE_HELP, sample_command },
    { "help", "say more of one command", "cjengage help [COMMAND]\n", help_command },
    { "version", "print the version", "cjengage version\n", version_command },
};
/* clang-format on */
const size_t n_commands = sizeof commands / sizeof commands[0];

static const struct command *find(const char *name)
{
    for (size_t i = 0; i < n_commands; i++)
        if (str_eq(str_from(commands[i].name), str_from(name)))
            return &commands[i];
    return NULL;
}

static int help_command(int argc, char **argv)
{
    const struct command *c = argc > 0 ? find(argv[0]) : NULL;
    if (argc > 0 && !c) {
        fprintf(stderr, "cjengage: there is no command %s; see cjengage help\n", argv[0]);
        return 2;
    }
    if (c) {
        printf("%s: %s\n\n%s", c->name, c->line, c->help);
        return 0;
    }
    printf("cjengage COMMAND [OPTION...]\n\n");
    for (size_t i = 0; i < n_commands; i++)
        printf("  %-10s %s\n", commands[i].name, commands[i].line);
    printf("\ncjengage help COMMAND says more. Exit codes: 0 done, 1 refused or failed, 2 "
           "wrong usage.\n");
    return 0;
}

static int version_command(int argc, char **argv)
{
    (void)argv;
    if (argc > 0)
        return 2;
    printf("cjengage %s (%s)\n", build_version, build_id);
    return 0;
}

int cli_run(int argc, char **argv)
{
    const struct command *c = argc > 0 ? find(argv[0]) : NULL;
    if (c)
        return c->run(argc - 1, argv + 1);
    if (argc > 0)
        fprintf(stderr, "cjengage: there is no command %s; see cjengage help\n", argv[0]);
    else
        fprintf(stderr, "cjengage: a command is missing; see cjengage help\n");
    return 2;
}
