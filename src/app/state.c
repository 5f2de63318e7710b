#include "app/state.h"

#include "app/current.h"
#include "app/house.h"
#include "app/job_kinds.h"
#include "core/base/arena.h"
#include "modules/audit/audit_check.h"
#include "modules/mail/outbox.h"
#include "modules/people/hasher.h"

#include <sys/stat.h>
#include <sys/statvfs.h>

enum { Q_BACKUP };

static const char *const sql[] = {
    [Q_BACKUP] = "SELECT coalesce(max(at_s), 0) FROM audit WHERE object_kind = 'service' AND "
                 "object_id = '' AND action = 'service.backup'",
};
const struct sql_list state_sql = SQL_LIST("state", sql);

static int64_t bytes_of(struct arena *a, struct str path, const char *ending)
{
    struct stat st;
    const char *z = str_z(a, str_printf(a, "%.*s%s", STR_ARG(path), ending));
    return z && stat(z, &st) == 0 ? (int64_t)st.st_size : 0;
}

static void look_at_disk(struct ctx *c, struct state *out)
{
    const struct app *app = c->app;
    struct str path = store_path(app->store);
    struct statvfs disk;
    out->database_bytes = bytes_of(c->arena, path, "") + bytes_of(c->arena, path, "-wal");
    if (statvfs(app->config.data_dir, &disk) != 0)
        return;
    out->disk_bytes = (int64_t)(disk.f_blocks * disk.f_frsize);
    out->disk_free_bytes = (int64_t)(disk.f_bavail * disk.f_frsize);
}

bool state_disk_is_low(const struct state *s)
{
    if (!s->disk_bytes)
        return false;
    return s->disk_free_bytes < STATE_DISK_LEAST_BYTES ||
           s->disk_free_bytes < s->disk_bytes / 10 ||
           s->disk_free_bytes < s->database_bytes * 2;
}

static enum err look_at_chain(struct ctx *c, struct state *out)
{
    struct audit_checked last;
    enum err e = audit_check_last(c->db, &last);
    if (e)
        return e == ERR_NOT_FOUND ? OK : e;
    out->chain_at_s = last.at_s;
    out->chain_failed = last.first_bad != 0;
    return OK;
}

static enum err look_at_work(struct ctx *c, struct state *out)
{
    int64_t n_sending = 0;
    enum err e = job_count(c->db, JOB_FAILED, &out->jobs_failed);
    if (!e)
        e = job_last_done(c->db, STR("daily_sweep"), &out->daily_at_s);
    if (!e)
        e = look_at_chain(c, out);
    if (!e)
        e = db_one_i64(c->db, sql[Q_BACKUP], NO_BINDS, &out->backup_at_s);
    if (!e)
        e = outbox_count(c->db, OUTBOX_QUEUED, &out->mails_waiting);
    if (!e)
        e = outbox_count(c->db, OUTBOX_SENDING, &n_sending);
    if (!e)
        e = outbox_trouble(c->db, c->now_s - STATE_MAILS_S, &out->mails_failed,
                           &out->oldest_mail_s);
    if (!e && c->site->scans_files)
        e = file_scan_look(c->db, c->arena, c->now_s, &out->files);
    out->mails_waiting += n_sending;
    return e;
}

enum err state_gather(struct ctx *c, struct state *out)
{
    struct app *app = c->app;
    *out = (struct state){ 0 };
    out->is_damaged = store_is_damaged(app->store);
    out->schema = store_schema_number();
    out->started_at_s = app->started_at_s;
    out->up_s = (clock_mono_ms() - app->started_mono_ms) / 1000;
    out->hashing = (int64_t)hasher_callers(app->people.hasher);
    look_at_disk(c, out);
    enum err e = look_at_work(c, out);
    /* A damaged database may not answer; the page says that it is damaged all the same. */
    return e == ERR_DAMAGED || (e && out->is_damaged) ? OK : e;
}
