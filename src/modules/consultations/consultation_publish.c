/*
 * consultation_publish.c: looking a consultation over and publishing it, by one person or by a
 * second one (3.9). Whether it then is forthcoming or open the clock decides.
 */
#include "modules/consultations/consultation_setup.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/rand.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_setup_words.h"
#include "modules/people/editor.h"
#include "modules/people/visitor.h"

#define MAIL_TEXT_BYTES ((size_t)16 * 1024)
#define SECONDS_MAX 10 /* coordinators who are asked */

struct publishing {
    struct setup k;
    struct setup_check check;
    bool is_waiting, is_mine; /* mine: this person asked for a second one */
    bool is_off;              /* this person took the second one off, and there is another */
    struct str other[SECONDS_MAX];
    size_t n_others;
};

/* --- opening --- */

/* Those who could be the second person, by their addresses. */
static enum err load_others(struct publishing *p)
{
    struct str all[SECONDS_MAX];
    struct ctx *c = p->k.c;
    size_t n = 0;
    enum err e = editor_coordinators(c->db, c->arena, p->k.x.partnership_id, c->now_s, all,
                                     SECONDS_MAX, &n);
    for (size_t i = 0; !e && i < n; i++)
        if (!str_eq_nocase(all[i], c->visitor->account.email))
            p->other[p->n_others++] = all[i];
    return e;
}

static enum err publish_open(struct ctx *c, struct publishing *p)
{
    *p = (struct publishing){ .n_others = 0 };
    enum err e = setup_open_step(c, PUBLISH_TITLE, "/publish", &p->k);
    if (!e)
        e = setup_check_load(&p->k, &p->check);
    if (!e)
        e = load_others(p);
    p->is_waiting = !e && str_eq(p->k.x.stage, STR("waiting"));
    p->is_mine = p->is_waiting && p->k.x.asked_by == c->visitor->account.id;
    p->is_off = !e && !p->k.x.needs_second && p->n_others > 0 &&
                p->k.x.asked_by == c->visitor->account.id;
    return e;
}

/* --- showing --- */

static void add_row(struct publishing *p, struct list *rows, const char *label,
                    enum setup_task task, struct str value)
{
    struct view *v = list_add(rows);
    view_lit(v, S(label), label);
    view_str(v, S(value), value.n ? value : STR(ROW_NOT_GIVEN));
    view_str(v, S(href), setup_path(&p->k, setup_tasks[task].ending));
}

static void show_rows(struct publishing *p)
{
    const struct consultation *x = &p->k.x;
    struct arena *a = p->k.c->arena;
    struct list *rows = view_list(p->k.page, S(rows));
    struct str none = { 0 };
    struct date d;
    add_row(p, rows, ROW_TITLE, SETUP_ABOUT, x->title);
    add_row(p, rows, ROW_ADDRESS, SETUP_ABOUT, url_path(a, "/consultations/%", x->slug));
    add_row(p, rows, ROW_KIND, SETUP_ABOUT, consultation_label(consultation_kinds, x->kind));
    add_row(p, rows, ROW_SUMMARY, SETUP_ABOUT, x->summary);
    add_row(p, rows, ROW_OPENS, SETUP_DATES,
            x->opens_at_s ? consultation_opens_words(a, x->opens_at_s) : none);
    add_row(p, rows, ROW_CLOSES, SETUP_DATES,
            x->closes_at_s ? consultation_closes_words(a, x->closes_at_s) : none);
    if (x->length_reason.n)
        add_row(p, rows, ROW_REASON, SETUP_DATES, x->length_reason);
    add_row(p, rows, ROW_RESULTS, SETUP_DATES,
            date_parse(x->results_by, &d) ? date_long(a, d) : none);
    add_row(p, rows, ROW_PAPERS, SETUP_PAPERS,
            str_printf(a, "%lld", (long long)p->check.n_papers));
    add_row(p, rows, ROW_QUESTIONS, SETUP_QUESTIONS,
            str_printf(a, "%lld", (long long)p->check.n_questions));
    add_row(p, rows, ROW_CONTACT, SETUP_WAYS,
            x->contact_role.n ? str_printf(a, "%.*s, %.*s", STR_ARG(x->contact_role),
                                           STR_ARG(x->contact_email))
                              : none);
    add_row(p, rows, ROW_WHO, SETUP_WHO,
            x->is_invited_only ? STR(WHO_INVITED) : STR(WHO_EVERYBODY));
}

static void show_list(struct publishing *p, symbol name, const struct setup_missing *m,
                      size_t n)
{
    struct list *list = view_list(p->k.page, name);
    for (size_t i = 0; i < n; i++) {
        struct view *v = list_add(list);
        view_lit(v, S(text), m[i].words);
        view_str(v, S(href), setup_path(&p->k, setup_tasks[m[i].task].ending));
    }
}

static enum err show(struct publishing *p)
{
    struct view *v = p->k.page;
    const struct setup_check *check = &p->check;
    show_rows(p);
    show_list(p, S(missing), check->missing, check->n_missing);
    show_list(p, S(warnings), check->warning, check->n_warnings);
    view_bool(v, S(is_complete), check->n_missing == 0);
    view_bool(v, S(has_warnings), check->n_warnings > 0);
    view_bool(v, S(is_published), p->k.is_published);
    view_bool(v, S(is_mine), p->is_mine);
    view_bool(v, S(may_ask), p->k.x.needs_second && !p->is_waiting);
    view_bool(v, S(is_off), p->is_off);
    view_bool(v, S(may_publish),
              p->k.x.needs_second ? p->is_waiting && !p->is_mine : !p->is_off);
    form_field(p->k.f, S(do_field), "do");
    return setup_render(&p->k, "consultations/publish");
}

enum err consultation_publish_page(struct ctx *c)
{
    struct publishing p;
    enum err e = publish_open(c, &p);
    return e ? e : show(&p);
}

/* --- asking the second person --- */

static enum err make_mail(struct publishing *p, struct str to, struct mail *out)
{
    struct ctx *c = p->k.c;
    struct arena *a = c->arena;
    struct buf *text = buf_in(a, MAIL_TEXT_BYTES);
    struct view *v = view_in(a);
    *out = (struct mail){ .id = rand_id(),
                          .queued_at_s = c->now_s,
                          .kind = STR("mail/consultation_second"),
                          .object_kind = STR("consultation"),
                          .object_id = str_printf(a, "%lld", (long long)p->k.x.id),
                          .to = to,
                          .is_to_confirmed = true,
                          .subject = str_printf(a, SUBJECT_SECOND, STR_ARG(p->k.x.reference)) };
    view_str(v, S(service_name), c->site->service_name);
    view_str(v, S(origin), c->site->origin);
    view_str(v, S(asker), c->visitor->account.name);
    view_str(v, S(partnership_name), p->k.lead.name);
    view_str(v, S(consultation_title), p->k.x.title);
    view_str(v, S(url), str_join(a, c->site->origin, setup_path(&p->k, "/publish")));
    enum err e = tpl_render_text(c->templates, out->kind, v, a, text);
    out->body = buf_view(text);
    return e;
}

static enum err ask_second(struct publishing *p)
{
    struct mail mail[SECONDS_MAX];
    struct consultation to = p->k.x;
    enum err e = OK;
    for (size_t i = 0; !e && i < p->n_others; i++)
        e = make_mail(p, p->other[i], &mail[i]);
    if (e)
        return e;
    to.stage = STR("waiting");
    to.asked_by = p->k.c->visitor->account.id;
    struct setup_write x = setup_write_of(&p->k, &to, STR("consultation.ask_second"));
    x.mail = mail;
    x.n_mails = p->n_others;
    return setup_write(&p->k, &x, setup_path(&p->k, "/publish"));
}

/* --- publishing --- */

static enum err publish(struct publishing *p)
{
    struct consultation to = p->k.x;
    to.stage = STR("published");
    to.published_at_s = p->k.c->now_s;
    to.first_closes_at_s = to.closes_at_s;
    struct setup_write x = setup_write_of(&p->k, &to, STR("consultation.publish"));
    x.note.kind = "published";
    return setup_write(
        &p->k, &x,
        url_query(p->k.c->arena, setup_path(&p->k, ""), STR("done"), STR("published")));
}

static void judge(struct publishing *p, bool asks)
{
    struct form *f = p->k.f;
    if (p->check.n_missing)
        form_error(f, "do", STR(PUBLISH_NOT_READY));
    if (asks && !p->n_others)
        form_error(f, "do", STR(PUBLISH_NOBODY));
    if (!asks && p->k.x.needs_second && !p->is_waiting)
        form_error(f, "do", STR(PUBLISH_ASK_FIRST));
    if (!asks && p->is_off)
        form_error(f, "do", STR(PUBLISH_TAKEN_OFF));
    if (!asks && p->is_mine)
        form_error(f, "do", STR(PUBLISH_ANOTHER));
}

enum err consultation_publish_post_page(struct ctx *c)
{
    struct publishing p;
    enum err e = publish_open(c, &p);
    if (e)
        return e;
    if (p.k.is_published) /* sent again, or by somebody else meanwhile */
        return ctx_see_other(c, setup_path(&p.k, ""));
    bool asks = str_eq(form_value(p.k.f, "do"), STR("ask"));
    if (asks && !p.k.x.needs_second)
        return ERR_BAD_REQUEST;
    if (!asks && p.is_waiting && !p.is_mine && !consultation_may(c, &p.k.x, CAP_RELEASE_SECOND))
        return ctx_refuse(c);
    judge(&p, asks);
    if (form_failed(p.k.f))
        return show(&p);
    e = asks ? ask_second(&p) : publish(&p);
    return e == ERR_CONFLICT ? show(&p) : e;
}
