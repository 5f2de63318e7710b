#include "front/cli_store.h"

#include "app/jobs.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/file.h"
#include "core/base/limits.h"
#include "core/store/store.h"
#include "front/cli_args.h"
#include "front/cli_record.h"
#include "front/start.h"
#include "modules/audit/audit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

/* The FILE that a command begins with; NULL after saying that it is missing. */
static const char *take_file(int *argc, char ***argv, const char *help)
{
    const char *file = cli_take_word(argc, argv);
    if (!file)
        fprintf(stderr, "cjengage: a file is missing\n%s", help);
    return file;
}

int cli_open(struct start *s, int argc, char **argv)
{
    int code = start_config(s, argc, argv);
    return code ? code : start_app(s);
}

static int copy_key(const char *from, const char *to)
{
    char bytes[256];
    int in = open(from, O_RDONLY | O_CLOEXEC);
    ssize_t n = in >= 0 ? read(in, bytes, sizeof bytes) : -1;
    if (in >= 0)
        close(in);
    int out = n > 0 ? open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600) : -1;
    bool is_done =
        out >= 0 && fd_write_all(out, (struct str){ bytes, (size_t)n }) && fsync(out) == 0;
    if (out >= 0)
        close(out);
    if (!is_done)
        fprintf(stderr, "cjengage: %s: %s\n", n > 0 ? to : from, strerrordesc_np(errno));
    return is_done ? 0 : 1;
}

/* A copy takes the place of a file of its name, never of a device, socket or folder. */
static bool may_be_written(const char *file)
{
    struct stat st;
    return stat(file, &st) != 0 || S_ISREG(st.st_mode);
}

int backup_command(int argc, char **argv)
{
    struct start s = { 0 };
    struct str why = STR("the copy could not be made");
    const char *key_file = cli_take_option(&argc, argv, "--with-audit-key");
    const char *file = take_file(&argc, &argv, BACKUP_HELP);
    if (!file)
        return 2;
    if (!may_be_written(file))
        return start_refuse(1, STR("the copy needs the name of a file of its own"));
    int code = cli_open(&s, argc, argv);
    if (!code && store_backup(app_store(s.app), file, s.arena, &why))
        code = start_refuse(1, why);
    if (!code && key_file)
        code = copy_key(s.config.audit_key_path, key_file);
    if (!code)
        code = cli_note(&s, STR("service.backup"),
                        key_file ? STR("{\"with_audit_key\":1}") : (struct str){ 0 });
    if (!code)
        printf("%s\n", file);
    if (s.arena)
        start_end(&s);
    return code;
}

/* In the database that was put back. Where audit.key is not back yet, it says so: then the next
 * start refuses too. */
static int note_restore(struct start *s)
{
    s->config.may_lack_audit_key = true;
    int code = start_app(s);
    if (!code && audit_has_key())
        return cli_note(s, STR("service.restore"), (struct str){ 0 });
    if (!code)
        fprintf(stderr, "cjengage: %s is missing: put it back from where it is kept\n",
                s->config.audit_key_path);
    return code;
}

int restore_command(int argc, char **argv)
{
    struct start s = { 0 };
    struct str why = STR("the copy could not be restored");
    const char *file = take_file(&argc, &argv, RESTORE_HELP);
    if (!file)
        return 2;
    int code = start_config(&s, argc, argv);
    if (!code && store_restore(file, s.config.db_path, s.arena, &why))
        code = start_refuse(1, why);
    if (!code && app_make_keys(&s.config, s.arena, &why))
        code = start_refuse(1, why);
    if (!code)
        code = note_restore(&s);
    if (!code)
        printf("%s\n", s.config.db_path);
    if (s.arena)
        start_end(&s);
    return code;
}

int jobs_command(int argc, char **argv)
{
    struct start s = { 0 };
    int code = cli_open(&s, argc, argv);
    if (!code && jobs_run_once(s.app))
        code = start_refuse(1, STR("due work could not be done; see the log"));
    if (s.arena)
        start_end(&s);
    return code;
}
