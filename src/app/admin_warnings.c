#include "app/admin_warnings.h"

#include "app/admin_view.h"
#include "app/admin_words.h"
#include "app/current.h"
#include "app/house.h"
#include "gen/symbols.h"
#include "modules/people/hasher.h"

#define HASHING_MANY (HASHER_WAITING_MAX / 2)

struct warnings {
    struct ctx *c;
    struct arena *a;
    const struct app *app;
    const struct state *s;
    struct list *list;
};

static void warn(struct warnings *w, struct str what, const char *todo)
{
    struct view *one = list_add(w->list);
    view_str(one, S(what), what);
    view_lit(one, S(todo), todo);
}

static struct str since(struct warnings *w, int64_t at_s)
{
    return admin_span(w->a, w->c->now_s - at_s);
}

static void look_at_data(struct warnings *w)
{
    const struct state *s = w->s;
    if (s->is_damaged)
        warn(w, STR(WARN_DAMAGED), DO_DAMAGED);
    if (state_disk_is_low(s))
        warn(w, str_printf(w->a, WARN_DISK, STR_ARG(admin_bytes(w->a, s->disk_free_bytes))),
             DO_DISK);
    if (!s->backup_at_s)
        warn(w, STR(WARN_NO_BACKUP), DO_BACKUP);
    else if (w->c->now_s - s->backup_at_s > STATE_BACKUP_S)
        warn(w, str_printf(w->a, WARN_OLD_BACKUP, STR_ARG(since(w, s->backup_at_s))),
             DO_BACKUP);
    if (s->chain_failed)
        warn(w, STR(WARN_CHAIN), DO_CHAIN);
    else if (s->chain_at_s && w->c->now_s - s->chain_at_s > STATE_DAILY_S)
        warn(w, str_printf(w->a, WARN_CHAIN_OLD, STR_ARG(since(w, s->chain_at_s))), DO_JOBS);
}

static void look_at_work(struct warnings *w)
{
    const struct state *s = w->s;
    if (s->daily_at_s && w->c->now_s - s->daily_at_s > STATE_DAILY_S)
        warn(w, str_printf(w->a, WARN_JOBS_OLD, STR_ARG(since(w, s->daily_at_s))), DO_JOBS);
    if (s->jobs_failed == 1)
        warn(w, STR(WARN_JOB_FAILED), DO_JOBS_FAILED);
    else if (s->jobs_failed)
        warn(w, str_printf(w->a, WARN_JOBS_FAILED, (long long)s->jobs_failed), DO_JOBS_FAILED);
    if (s->hashing > HASHING_MANY)
        warn(w, str_printf(w->a, WARN_HASHING, (long long)s->hashing), DO_HASHING);
}

static void look_at_mail(struct warnings *w)
{
    const struct state *s = w->s;
    const struct current *now = app_current(w->c->app);
    if (!w->app->config.smtp_host)
        warn(w, STR(WARN_NO_SMTP), DO_NO_SMTP);
    if (!now->reply_to.n)
        warn(w, STR(WARN_NO_REPLY), DO_NO_REPLY);
    if (!w->c->site->contact_mail.n)
        warn(w, STR(WARN_NO_CONTACT), DO_NO_CONTACT);
    if (s->mails_failed == 1)
        warn(w, STR(WARN_MAIL_FAILED), DO_MAILS_FAILED);
    else if (s->mails_failed)
        warn(w, str_printf(w->a, WARN_MAILS_FAILED, (long long)s->mails_failed),
             DO_MAILS_FAILED);
    if (s->oldest_mail_s && w->c->now_s - s->oldest_mail_s > STATE_MAIL_SLOW_S)
        warn(w, str_printf(w->a, WARN_MAIL_SLOW, STR_ARG(since(w, s->oldest_mail_s))),
             DO_MAIL_SLOW);
}

static void look_at_files(struct warnings *w)
{
    const struct file_scan_state *f = &w->s->files;
    if (f->is_slow && f->n_waiting == 1)
        warn(w, STR(WARN_FILE_WAITS), DO_FILES_WAIT);
    else if (f->is_slow)
        warn(w, str_printf(w->a, WARN_FILES_WAIT, (long long)f->n_waiting), DO_FILES_WAIT);
    if (f->n_infected == 1)
        warn(w, STR(WARN_FILE_INFECTED), DO_FILES_INFECTED);
    else if (f->n_infected)
        warn(w, str_printf(w->a, WARN_FILES_INFECTED, (long long)f->n_infected),
             DO_FILES_INFECTED);
}

static void look_at_platform(struct warnings *w)
{
    const struct platform *p = &w->app->platform;
    if (!p->has_sandbox)
        warn(w, STR(WARN_NO_SANDBOX), DO_NO_SANDBOX);
    for (size_t i = 0; i < p->n_libraries; i++)
        if (p->library[i].is_old)
            warn(w,
                 str_printf(w->a, WARN_OLD_LIBRARY, p->library[i].name, p->library[i].have,
                            p->library[i].least),
                 DO_OLD_LIBRARY);
}

void admin_warnings_show(struct ctx *c, const struct state *s, struct view *v)
{
    struct warnings w = {
        .c = c, .a = c->arena, .app = c->app, .s = s, .list = view_list(v, S(warnings))
    };
    look_at_data(&w);
    look_at_work(&w);
    look_at_mail(&w);
    look_at_files(&w);
    look_at_platform(&w);
    size_t n = list_len(w.list);
    view_bool(v, S(has_warnings), n > 0);
    view_str(v, S(needs_attention),
             n == 1 ? STR(WARN_ONE) : str_printf(c->arena, WARN_MANY, n));
}
