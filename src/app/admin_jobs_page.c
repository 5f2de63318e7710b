/*
 * admin_jobs_page.c: /admin/jobs: due work and the outbox. No subject and no text of a mail is
 * read here (security.md S6); addresses are masked.
 */
#include "app/admin_pages.h"
#include "app/admin_view.h"
#include "app/admin_words.h"
#include "app/house.h"
#include "app/work_words.h"
#include "core/base/limits.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/people/visitor.h"

struct page {
    struct ctx *c;
    struct view *v;
    struct form *f;
    struct admin_pages pages;
    enum outbox_state state; /* shown; OUTBOX__MAX: all */
};

/* --- due work --- */

static void show_job(struct page *p, struct list *rows, const struct job *job)
{
    struct arena *a = p->c->arena;
    struct view *v = list_add(rows);
    bool is_waiting = job->state == JOB_WAITING;
    view_int(v, S(id), job->id);
    view_str(v, S(kind), work_job_kind(a, job->kind));
    view_str(v, S(state_label), work_job_state(job->state));
    view_bool(v, S(is_failed), job->state == JOB_FAILED);
    view_bool(v, S(is_running), job->state == JOB_RUNNING);
    view_str(v, S(at), admin_when(p->c, is_waiting ? job->next_at_s : job->changed_at_s));
    view_int(v, S(n_tries), job->n_tries);
    view_str(v, S(why), work_job_why(a, job->error));
}

/* Failed first, then what runs, then what waits; a page of each. */
static enum err show_jobs(struct page *p)
{
    static const enum job_state order[] = { JOB_FAILED, JOB_RUNNING, JOB_WAITING };
    struct list *rows = view_list(p->v, S(jobs));
    struct job *job = arena_array(p->c->arena, LIST_PAGE_ROWS, sizeof *job);
    int64_t n_all = 0;
    enum err e = job ? OK : ERR_LIMIT;
    for (size_t i = 0; !e && i < sizeof order / sizeof order[0]; i++) {
        int64_t n_state = 0;
        size_t n = 0;
        e = job_count(p->c->db, order[i], &n_state);
        if (!e)
            e = job_list(p->c->db, p->c->arena, order[i],
                         (struct job_slice){ 0, LIST_PAGE_ROWS }, job, &n);
        for (size_t k = 0; !e && k < n; k++)
            show_job(p, rows, &job[k]);
        n_all += n_state;
    }
    int64_t n_more = n_all - (int64_t)list_len(rows);
    view_bool(p->v, S(has_jobs), n_all > 0);
    view_str(p->v, S(jobs_more), n_more > 0 ? admin_count(p->c->arena, n_more) : STR(""));
    return e;
}

/* --- mail --- */

static void show_mail(struct page *p, struct list *rows, const struct outbox_entry *m)
{
    struct arena *a = p->c->arena;
    struct view *v = list_add(rows);
    bool is_over = m->state == OUTBOX_SENT || m->state == OUTBOX_FAILED;
    view_str(v, S(id), str_printf(a, "%lld", (long long)m->id));
    view_str(v, S(kind), work_mail_kind(a, m->kind));
    view_str(v, S(about), work_mail_about(a, m->object_kind));
    view_str(v, S(to_masked), m->to.n ? m->to : STR(MAIL_ERASED));
    view_str(v, S(state_label), work_mail_state(m->state));
    view_bool(v, S(is_failed), m->state == OUTBOX_FAILED);
    view_bool(v, S(is_sent), m->state == OUTBOX_SENT);
    view_str(v, S(why), work_mail_why(a, m->error));
    view_int(v, S(n_tries), m->n_tries);
    view_str(v, S(at), admin_when(p->c, m->changed_at_s));
    view_bool(v, S(waits_for_try), !is_over && m->n_tries > 0);
    view_str(v, S(next_try), admin_when(p->c, m->next_try_at_s));
    view_bool(v, S(can_send_again), m->can_send_again);
    view_bool(v, S(held_key), m->holds_key && m->state == OUTBOX_FAILED);
}

static void show_filter(struct page *p)
{
    static const enum outbox_state order[] = { OUTBOX__MAX, OUTBOX_QUEUED, OUTBOX_SENDING,
                                               OUTBOX_SENT, OUTBOX_FAILED };
    struct list *options = view_list(p->v, S(states));
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        struct view *v = list_add(options);
        bool is_all = order[i] == OUTBOX__MAX;
        view_lit(v, S(value), is_all ? "" : outbox_state_name(order[i]));
        view_str(v, S(label), is_all ? STR(WORDS_MAIL_ALL) : work_mail_state(order[i]));
        view_bool(v, S(is_current), order[i] == p->state);
    }
    view_bool(p->v, S(is_filtered), p->state != OUTBOX__MAX);
    view_str(p->v, S(filter), p->state == OUTBOX__MAX ? STR("") : work_mail_state(p->state));
}

static enum err show_mails(struct page *p)
{
    struct ctx *c = p->c;
    struct list *rows = view_list(p->v, S(mails));
    struct outbox_entry *mail = arena_array(c->arena, LIST_PAGE_ROWS, sizeof *mail);
    struct outbox_ask ask = { .state = p->state, .skip = p->pages.skip, .max = LIST_PAGE_ROWS };
    size_t n = 0;
    enum err e = mail ? outbox_list(c->db, c->arena, &ask, mail, &n) : ERR_LIMIT;
    for (size_t i = 0; !e && i < n; i++)
        show_mail(p, rows, &mail[i]);
    admin_pages_show(c, &p->pages, p->v);
    show_filter(p);
    return e;
}

/* --- the page --- */

static enum err ask_pages(struct page *p)
{
    struct ctx *c = p->c;
    p->state = outbox_state_from(param_str(c, "state"));
    p->pages.mark = "#mail";
    p->pages.path = p->state == OUTBOX__MAX ? STR("/admin/jobs")
                                            : str_printf(c->arena, "/admin/jobs?state=%s",
                                                         outbox_state_name(p->state));
    enum err e = outbox_count(c->db, p->state, &p->pages.n_rows);
    return e ? e : admin_pages_ask(c, &p->pages);
}

static enum err page_open(struct ctx *c, struct page *p)
{
    *p = (struct page){ .c = c };
    enum err e = ask_pages(p);
    if (e)
        return e;
    p->v = page_new(c, "");
    p->f = form_new(c, p->v);
    view_bool(p->v, S(was_late), false);
    return p->f ? OK : ERR_LIMIT;
}

static enum err page_show(struct page *p)
{
    struct str done = param_str(p->c, "done");
    view_bool(p->v, S(done_job), str_eq(done, STR("job")));
    view_bool(p->v, S(done_mail), str_eq(done, STR("mail")));
    enum err e = show_jobs(p);
    if (!e)
        e = show_mails(p);
    return e ? e : form_render(p->f, "admin/jobs");
}

enum err admin_jobs_page(struct ctx *c)
{
    struct page p;
    enum err e = page_open(c, &p);
    return e ? e : page_show(&p);
}

/* --- trying again, sending again --- */

struct again {
    int64_t job, mail;
    struct act act;
    bool was_late; /* it is not failed any more: somebody was faster */
};

static enum err again_fn(struct db *db, void *arg)
{
    struct again *x = arg;
    enum err e =
        x->job ? job_retry(db, x->job, &x->act) : outbox_send_again(db, x->mail, &x->act);
    x->was_late = e == ERR_CONFLICT;
    return e;
}

enum err admin_jobs_post_page(struct ctx *c)
{
    struct page p;
    struct again x = { .job = param_i64(c, "job", 0), .mail = param_i64(c, "mail", 0) };
    if (!x.job == !x.mail)
        return ERR_BAD_REQUEST;
    enum err e = page_open(c, &p);
    if (e)
        return e;
    x.act = ctx_act(c);
    e = form_send_once(p.f, again_fn, &x,
                       x.job ? STR("/admin/jobs?done=job") : STR("/admin/jobs?done=mail"));
    if (e != ERR_CONFLICT)
        return e;
    view_bool(p.v, S(was_late), x.was_late);
    return page_show(&p);
}
