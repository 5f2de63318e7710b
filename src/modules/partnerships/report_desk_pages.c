/*
 * report_desk_pages.c: reports of wrong details: the list, one of them, its answer.
 */
#include "modules/partnerships/desk_pages.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "core/http/target.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/partnerships/bounce.h"
#include "modules/partnerships/desk.h"
#include "modules/partnerships/desk_words.h"
#include "modules/partnerships/message_page.h"
#include "modules/partnerships/message_words.h"
#include "modules/people/visitor.h"

#define MAIL_TEXT_BYTES ((size_t)64 * 1024)

static const char *what_label(enum report_what what)
{
    static const char *const label[REPORT__MAX] = {
        [REPORT_PERSON] = REPORT_PERSON_LABEL,
        [REPORT_NUMBER] = REPORT_NUMBER_LABEL,
        [REPORT_LINK] = REPORT_LINK_LABEL,
        [REPORT_OTHER] = REPORT_OTHER_LABEL,
    };
    return what < REPORT__MAX ? label[what] : "";
}

static const char *state_label(enum report_state state)
{
    static const char *const label[REPORT_STATE__MAX] = {
        [REPORT_NEW] = REPORT_STATE_NEW,
        [REPORT_MENDED] = REPORT_STATE_MENDED,
        [REPORT_NO_CHANGE] = REPORT_STATE_NO_CHANGE,
    };
    return state < REPORT_STATE__MAX ? label[state] : "";
}

/* Under the part of the site in which the page stands. */
static struct str report_path(struct ctx *c, struct str reference)
{
    bool is_admin = str_starts(c->path, STR("/admin/"));
    return url_path(c->arena, is_admin ? "/admin/corrections/%" : "/coordinator/corrections/%",
                    reference);
}

static void show_state(struct view *v, enum report_state state)
{
    view_lit(v, S(state_label), state_label(state));
    view_bool(v, S(is_new), state == REPORT_NEW);
    view_bool(v, S(is_mended), state == REPORT_MENDED);
}

/* --- the list --- */

static void show_row(struct ctx *c, const struct report_row *r, struct view *v)
{
    view_str(v, S(href), report_path(c, r->reference));
    view_str(v, S(reference), r->reference);
    view_str(v, S(partnership), r->partnership_short);
    view_lit(v, S(what), what_label(r->what));
    desk_date(c, v, (struct desk_date){ S(received), S(received_iso) }, r->received_at_s);
    show_state(v, r->state);
}

/* Addresses of the route that refuse mail, each with the button that says it takes mail again.
 */
static enum err show_bounces(struct ctx *c, const struct desk *d, size_t *n)
{
    struct bounce *item = arena_array(c->arena, BOUNCES_MAX, sizeof *item);
    struct list *bounces = view_list(d->page, S(bounces));
    *n = 0;
    if (!item)
        return ERR_LIMIT;
    enum err e =
        d->is_admin ? OK : bounce_list(c->db, c->arena, d->own.partnership.id, item, n);
    for (size_t i = 0; i < *n; i++) {
        struct view *v = list_add(bounces);
        view_int(v, S(step), item[i].step_id);
        view_str(v, S(email), item[i].email);
        view_str(v, S(role), item[i].role.n ? item[i].role : item[i].organisation);
        view_int(v, S(n), item[i].n_refused);
        view_bool(v, S(is_shown), item[i].is_shown);
        desk_date(c, v, (struct desk_date){ S(last), S(last_iso) }, item[i].last_at_s);
    }
    view_bool(d->page, S(has_bounces), *n > 0);
    view_str(d->page, S(action), c->req->target_raw);
    return e;
}

static enum err render_list(struct ctx *c, const struct desk *d)
{
    size_t n_bounces = 0;
    enum err e = show_bounces(c, d, &n_bounces);
    if (e || d->is_admin)
        return e ? e : ctx_render(c, "admin/corrections", d->page);
    if (!n_bounces)
        return ctx_render(c, "coordinator/corrections", d->page);
    struct form *f = form_new(c, d->page);
    return f ? form_render(f, "coordinator/corrections") : ERR_LIMIT;
}

enum err correction_list_page(struct ctx *c)
{
    struct desk d;
    struct desk_ask ask;
    struct report_row *row = arena_array(c->arena, DESK_PAGE_ROWS, sizeof *row);
    int64_t n = 0;
    size_t n_rows = 0;
    enum err e = row ? desk_open(c, CAP_ROUTE_EDIT, &d) : ERR_LIMIT;
    if (!e)
        e = desk_ask_read(c, &d, &ask);
    if (!e)
        e = report_count(c->db, &ask, &n);
    if (!e)
        e = desk_pages(c, &d, &ask, n);
    if (!e)
        e = report_list(c->db, c->arena, &ask, row, &n_rows);
    if (e)
        return e;
    struct list *rows = view_list(d.page, S(rows));
    for (size_t i = 0; i < n_rows; i++)
        show_row(c, &row[i], list_add(rows));
    return render_list(c, &d);
}

enum err bounce_clear_page(struct ctx *c)
{
    struct desk d;
    enum err e = desk_open(c, CAP_ROUTE_EDIT, &d);
    if (e)
        return e;
    struct form *f = form_new(c, d.page);
    struct bounce_clear x = { .actor = &c->visitor->actor,
                              .act = ctx_act(c),
                              .partnership_id = d.own.partnership.id,
                              .step_id = param_i64(c, "step", 0) };
    struct str back = url_query(c->arena, STR("/coordinator/corrections"), STR("partnership"),
                                d.own.partnership.slug);
    return f ? form_send_once(f, bounce_clear_fn, &x, back) : ERR_LIMIT;
}

/* --- one report --- */

struct answering {
    struct ctx *c;
    struct report_row r;
    struct view *v;
    struct form *f;
};

static enum err load(struct answering *k)
{
    struct ctx *c = k->c;
    struct str reference = desk_reference(c);
    int64_t whose = 0;
    enum err e = report_partnership(c->db, reference, &whose);
    if (!e)
        e = desk_ask_for(c, CAP_ROUTE_EDIT, whose);
    return e ? e : report_find(c->db, c->arena, reference, whose, &k->r);
}

static enum err show_mail(struct answering *k)
{
    enum mail_state state = MAIL_STATE_NONE;
    enum err e = k->r.answer_mail_id ? mail_look(k->c->db, k->r.answer_mail_id, &state) : OK;
    bool wanted = k->r.email.n > 0;
    view_bool(k->v, S(mail_sent), state == MAIL_STATE_SENT);
    view_bool(k->v, S(mail_failed), state == MAIL_STATE_FAILED);
    view_bool(k->v, S(mail_waits), state == MAIL_STATE_WAITING);
    view_bool(k->v, S(mail_held), wanted && !k->r.answer_mail_id && k->r.answered_at_s);
    view_bool(k->v, S(has_email), wanted);
    return e == ERR_NOT_FOUND ? OK : e;
}

static enum err show(struct answering *k)
{
    struct ctx *c = k->c;
    const struct report_row *r = &k->r;
    struct view *v = k->v;
    view_str(v, S(reference), r->reference);
    view_str(v, S(action), report_path(c, r->reference));
    view_str(v, S(partnership_name), r->partnership_name);
    view_str(v, S(partnership_href),
             url_path(c->arena, "/partnerships/%", r->partnership_slug));
    view_str(v, S(edit_href),
             url_query(c->arena, STR("/coordinator/partnership"), STR("partnership"),
                       r->partnership_slug));
    view_lit(v, S(what), what_label(r->what));
    view_str(v, S(details), message_for_staff(c->arena, r->body));
    view_str(v, S(received_at), desk_moment(c->arena, r->received_at_s));
    view_bool(v, S(is_erased), r->is_erased);
    view_str(v, S(answered_at),
             r->answered_at_s ? desk_moment(c->arena, r->answered_at_s) : (struct str){ 0 });
    view_str(v, S(answered_by), r->answered_name);
    view_str(v, S(told), message_for_staff(c->arena, r->reason));
    view_bool(v, S(was_first), false);
    view_null(v, S(not_sent));
    show_state(v, r->state);
    return show_mail(k);
}

static enum err open(struct ctx *c, struct answering *k)
{
    *k = (struct answering){ .c = c };
    enum err e = load(k);
    if (e)
        return e;
    k->v = page_new(c, "");
    page_back(c, str_starts(c->path, STR("/admin/"))
                     ? STR("/admin/corrections")
                     : url_query(c->arena, STR("/coordinator/corrections"), STR("partnership"),
                                 k->r.partnership_slug));
    k->f = form_new(c, k->v);
    return k->f ? show(k) : ERR_LIMIT;
}

static void show_fields(struct answering *k)
{
    static const struct form_option options[] = {
        { STR_INIT("mended"), STR_INIT(ANSWER_MENDED), { 0 } },
        { STR_INIT("no_change"), STR_INIT(ANSWER_NO_CHANGE), { 0 } },
    };
    form_options(k->f, S(answer), "answer", options, 2);
    form_field_most(k->f, S(reason), "reason", ANSWER_CHARS);
}

enum err correction_show_page(struct ctx *c)
{
    struct answering k;
    enum err e = open(c, &k);
    if (e)
        return e;
    show_fields(&k);
    return form_render(k.f, "coordinator/correction");
}

/* --- the answer --- */

static bool is_filled_in(struct answering *k)
{
    enum report_state state = report_state_from(form_value(k->f, "answer"));
    if (state != REPORT_MENDED && state != REPORT_NO_CHANGE)
        form_error(k->f, "answer", STR(ANSWER_SELECT));
    form_required(k->f, "reason", STR(ANSWER_ENTER_REASON));
    form_length(k->f, "reason", ANSWER_CHARS, STR(ANSWER_REASON));
    return !form_failed(k->f);
}

/* To the reporter, whose address nobody has confirmed. */
static enum err make_mail(struct answering *k, struct report_answer *x)
{
    struct ctx *c = k->c;
    const struct report_row *r = &k->r;
    struct buf *text = buf_in(c->arena, MAIL_TEXT_BYTES);
    struct view *v = view_in(c->arena);
    view_str(v, S(service_name), c->site->service_name);
    view_str(v, S(origin), c->site->origin);
    view_str(v, S(partnership_name), r->partnership_name);
    view_str(v, S(partnership_url),
             str_join(c->arena, c->site->origin,
                      url_path(c->arena, "/partnerships/%", r->partnership_slug)));
    view_str(v, S(reference), r->reference);
    view_lit(v, S(what), what_label(r->what));
    view_str(v, S(received_at), desk_moment(c->arena, r->received_at_s));
    view_bool(v, S(is_mended), x->state == REPORT_MENDED);
    view_str(v, S(told), x->reason);
    enum err e = tpl_render_text(c->templates, STR("mail/report_answered"), v, c->arena, text);
    x->mail = (struct mail){
        .id = rand_id(),
        .queued_at_s = c->now_s,
        .kind = STR("mail/report_answered"),
        .object_kind = STR("correction_report"),
        .object_id = str_printf(c->arena, "%lld", (long long)r->id),
        .to = r->email,
        .subject = str_printf(c->arena, SUBJECT_REPORT_ANSWERED, STR_ARG(r->partnership_name),
                              STR_ARG(r->reference)),
        .body = buf_view(text),
    };
    return e;
}

/* Somebody answered first: theirs stands and is shown, with what was typed here. */
static enum err show_first(struct answering *k)
{
    struct ctx *c = k->c;
    enum err e = report_find(c->db, c->arena, k->r.reference, k->r.partnership_id, &k->r);
    if (!e)
        e = show(k);
    if (e)
        return e;
    view_bool(k->v, S(was_first), true);
    view_str(k->v, S(not_sent), form_value(k->f, "reason"));
    return ctx_render_status(c, 409, "coordinator/correction", k->v);
}

static enum err send(struct answering *k)
{
    struct ctx *c = k->c;
    struct report_answer x = {
        .actor = &c->visitor->actor,
        .act = ctx_act(c),
        .report_id = k->r.id,
        .partnership_id = k->r.partnership_id,
        .state = report_state_from(form_value(k->f, "answer")),
        .reason = form_value(k->f, "reason"),
    };
    enum err e = k->r.email.n ? make_mail(k, &x) : OK;
    if (!e)
        e = form_send_once(k->f, report_answer_fn, &x, report_path(c, k->r.reference));
    return e == ERR_CONFLICT && x.was_answered ? show_first(k) : e;
}

enum err correction_answer_page(struct ctx *c)
{
    struct answering k;
    enum err e = open(c, &k);
    if (e)
        return e;
    if (is_filled_in(&k)) {
        e = send(&k);
        if (e != ERR_CONFLICT)
            return e;
    }
    show_fields(&k);
    return form_render(k.f, "coordinator/correction");
}
