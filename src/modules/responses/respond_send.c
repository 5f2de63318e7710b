/*
 * respond_send.c: check your answers, send them once and in time, and what stands afterwards.
 *
 * In time is when it arrived, not when it was stored (security.md S52). Nothing that is kept
 * tells which browser or which moment a response came from: the page after sending is found by
 * a sealed address and the browser's old draft, which no longer exists (S51, section 11).
 */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/clock.h"
#include "core/base/limits.h"
#include "core/base/rand.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/body.h"
#include "modules/responses/body_response.h"
#include "modules/responses/respond.h"
#include "modules/responses/respond_words.h"
#include "modules/partnerships/partnership.h"
#include "modules/people/visitor.h"

#define SENT "sent"
#define MARK_MAILED 'm'
#define MARK_HELD 'h'
#define MARK_SHOWN 'k'

/* --- check --- */

struct str respond_fault_path(struct respond *k, struct str field)
{
    const struct respond_step *s = respond_step_of_field(k, field);
    struct str path = s ? respond_step_path(k, s) : respond_path(k, "");
    return url_query(k->c->arena, path, STR("back"), STR("check"));
}

struct str respond_fault_words(struct respond *k, const struct draft_fault *f)
{
    struct arena *a = k->c->arena;
    for (size_t i = 0; i < k->form.n; i++) {
        const struct question *q = &k->form.question[i];
        struct str name = question_name(a, q);
        bool is_its =
            str_starts(f->field, name) && (f->field.n == name.n || f->field.p[name.n] == '_');
        if (!is_its || q->type == QUESTION_PARAGRAPH)
            continue;
        bool is_asking = q->title.n && q->title.p[q->title.n - 1] == '?';
        return str_printf(a, is_asking ? RESPOND_FAULT_ASKED : RESPOND_FAULT_OF,
                          STR_ARG(q->title), STR_ARG(f->message));
    }
    return f->message;
}

void respond_show_faults(struct respond *k, const struct draft_outcome *o)
{
    for (size_t i = 0; i < o->n_faults; i++)
        form_error_elsewhere(k->f, respond_fault_path(k, o->fault[i].field),
                             respond_fault_words(k, &o->fault[i]));
}

static enum err show_check(struct respond *k, const struct draft_outcome *o, bool says_faults)
{
    struct ctx *c = k->c;
    const struct respond_step *last = &k->step[k->n_steps - 1];
    page_back(c, respond_step_path(k, last));
    view_bool(k->v, S(noindex), true);
    view_str(k->v, S(action), respond_path(k, "/check"));
    view_str(k->v, S(closes), consultation_closes_words(c->arena, k->x.closes_at_s));
    view_str(k->v, S(save_href), respond_path(k, "/save"));
    view_bool(k->v, S(is_final), false);
    view_bool(k->v, S(is_change), k->draft.response_id != 0);
    enum err e = respond_view_answers(k, k->v);
    if (e)
        return e;
    if (says_faults)
        respond_show_faults(k, o);
    return form_render(k->f, "respond/check");
}

static enum err gather(struct respond *k, struct draft_outcome *o)
{
    return draft_gather(k->c->db, k->c->arena, &k->draft, &k->x, &k->form, o);
}

enum err respond_check_page(struct ctx *c)
{
    struct respond k;
    struct draft_outcome o;
    bool is_answered;
    enum err e = respond_open(c, &k, &is_answered);
    if (e || is_answered)
        return e;
    if (!respond_takes(&k))
        return ctx_see_other(c, respond_path(&k, ""));
    e = gather(&k, &o);
    return e ? e : show_check(&k, &o, false);
}

/* --- send --- */

struct sending {
    struct response_new new;
    struct arena *arena;
    struct act act;
    struct mail mail;
};

static enum err send_fn(struct db *db, void *arg)
{
    struct sending *x = arg;
    bool is_held;
    enum err e = response_add(db, x->arena, &x->new, &x->act);
    if (!e)
        e = body_answered(db, x->arena, &x->new.response, &x->act);
    return e || !x->mail.to.n ? e : respond_mail_queue(db, &x->mail, &is_held);
}

static enum err send_nothing(struct db *db, void *arg)
{
    (void)db;
    (void)arg;
    return OK;
}

static struct str sent_path(struct respond *k, const struct sending *x, struct str key)
{
    struct ctx *c = k->c;
    struct str to = x->mail.to;
    char mark = !to.n                                    ? MARK_SHOWN
                : mail_may_write_to(c->db, to, c->now_s) ? MARK_MAILED
                                                         : MARK_HELD;
    struct str text =
        str_printf(c->arena, SENT " %lld %c%.*s", (long long)k->draft.id, mark, STR_ARG(key));
    return url_query(c->arena, respond_path(k, "/sent"), STR("r"), ctx_seal(c, text));
}

/* The trap, and the time since the draft was begun (S47). */
static bool looks_sent_by_hand(struct respond *k)
{
    struct ctx *c = k->c;
    bool is = c->visitor->is_signed_in ||
              (!param_has(c, "website") && c->now_s - k->draft.begun_at_s >= FORM_LEAST_S);
    if (!is)
        view_bool(k->v, S(looks_automatic), true);
    return is;
}

enum err respond_send(struct respond *k, struct draft_outcome *o)
{
    struct ctx *c = k->c;
    struct str key = rand_key(c->arena);
    struct sending x = { .new = o->new, .arena = c->arena, .act = ctx_act(c) };
    x.new.key = link_key_hash(key);
    x.new.has_key = true;
    enum err e = response_receipt(c->db, c->arena, o->new.code, &x.new.response.receipt);
    if (!e && x.new.response.respondent.email.n)
        e = respond_mail_receipt(
            k,
            &(struct respond_receipt){ .to = x.new.response.respondent.email,
                                       .receipt = x.new.response.receipt,
                                       .key = key,
                                       .is_late = str_eq(o->new.response.late, STR("waiting")),
                                       .has_copy =
                                           str_eq(draft_value(&k->draft, "copy"), STR("yes")) },
            &x.mail);
    return e ? e : form_send_once(k->f, send_fn, &x, sent_path(k, &x, key));
}

/* Pressed twice: the draft is gone, and the first answer comes again. */
static enum err send_again(struct ctx *c, struct respond *k)
{
    k->v = page_new(c, "");
    k->f = form_new(c, k->v);
    return k->f ? form_send_once(k->f, send_nothing, NULL, respond_path(k, "")) : ERR_LIMIT;
}

enum err respond_check_post_page(struct ctx *c)
{
    struct respond k;
    struct draft_outcome o;
    bool is_answered;
    enum err e = respond_open(c, &k, &is_answered);
    if (e == ERR_LINK && link_session_object_in(c, LINK_KIND_DRAFT, k.x.id))
        return send_again(c, &k);
    if (e || is_answered)
        return e;
    if (!respond_takes(&k))
        return ctx_see_other(c, respond_path(&k, ""));
    e = body_draft_may_send(c, &k.draft, &is_answered);
    if (!e && !is_answered)
        e = gather(&k, &o);
    if (e || is_answered)
        return e;
    if (o.n_faults || !looks_sent_by_hand(&k))
        return show_check(&k, &o, true);
    e = k.draft.response_id ? respond_resend(&k, &o) : respond_send(&k, &o);
    return e == ERR_CONFLICT ? show_check(&k, &o, false) : e;
}

/* --- sent --- */

/* What this browser has just sent: its key, and how the link travels. */
static char read_sent(struct ctx *c, int64_t draft_id, struct str *key)
{
    struct str text, prefix = str_printf(c->arena, SENT " %lld ", (long long)draft_id);
    *key = (struct str){ 0 };
    if (!draft_id || !ctx_unseal(c, param_str(c, "r"), &text) || !str_starts(text, prefix) ||
        text.n <= prefix.n)
        return 0;
    *key = str_sub(text, prefix.n + 1, text.n);
    return text.p[prefix.n];
}

/* "slug<tab>name<tab>1", a line each: as the page of several organisations stores them. */
static enum err add_joint(struct respond *k, int64_t response_id, struct respond_typed *t)
{
    struct ctx *c = k->c;
    struct response_body *b;
    size_t n = 0;
    struct buf *lines = buf_in(c->arena, (size_t)16 * KIB);
    enum err e = response_bodies(c->db, c->arena, response_id, &b, &n);
    for (size_t i = 0; !e && i < n; i++) {
        struct body entry = { 0 };
        e = b[i].body_id ? body_load(c->db, c->arena, b[i].body_id, &entry) : OK;
        e = e == ERR_NOT_FOUND ? OK : e;
        buf_printf(lines, "%s%.*s\t%.*s\t%d", i ? "\n" : "", STR_ARG(entry.slug),
                   STR_ARG(b[i].name), b[i].agreed);
    }
    respond_typed_add(t, "joint", buf_view(lines));
    return e;
}

enum err respond_as_draft(struct respond *k, const struct response *r)
{
    struct ctx *c = k->c;
    struct respond_typed t;
    struct response_answer *answer;
    size_t n = 0;
    enum err e = question_form_load(c->db, c->arena, k->x.id, &k->form);
    if (!e)
        e = respond_typed_new(k, &t);
    if (!e)
        e = response_answers(c->db, c->arena, r->id, &answer, &n);
    for (size_t i = 0; !e && i < n; i++) {
        const char *field =
            str_z(c->arena, str_printf(c->arena, "q%lld", (long long)answer[i].question_id));
        const char *other = str_z(
            c->arena, str_printf(c->arena, "q%lld_other", (long long)answer[i].question_id));
        if (!field || !other)
            return ERR_LIMIT;
        respond_typed_add(&t, field, answer[i].value);
        respond_typed_add(&t, other, answer[i].other);
    }
    if (e)
        return e;
    respond_typed_add(&t, "who", r->who);
    respond_typed_add(&t, "name", r->respondent.name);
    respond_typed_add(&t, "organisation", r->respondent.organisation);
    respond_typed_add(&t, "role_title", r->respondent.role_title);
    respond_typed_add(&t, "email", r->respondent.email);
    respond_typed_add(&t, "phone", r->respondent.phone);
    respond_typed_add(&t, "areas", r->areas);
    respond_typed_add(&t, "gathered", r->gathered);
    respond_typed_add(&t, "publish", r->publish_choice);
    respond_typed_add(&t, "may_contact", r->may_contact ? STR("yes") : STR("no"));
    respond_typed_add(&t, "naming", r->naming);
    respond_typed_add(&t, "privacy",
                      str_printf(c->arena, "%lld", (long long)r->privacy_version));
    if (r->is_joint)
        e = add_joint(k, r->id, &t);
    if (r->represents_n)
        respond_typed_add(&t, "represents_n",
                          str_printf(c->arena, "%lld", (long long)r->represents_n));
    return e ? e : respond_typed_apply(k, &t);
}

static enum err partnership_slug(struct respond *k, struct str *out)
{
    struct partnership_list all;
    enum err e = partnership_list(k->c->db, k->c->arena, &all);
    *out = (struct str){ 0 };
    for (size_t i = 0; !e && i < all.n; i++)
        if (all.item[i].id == k->x.partnership_id)
            *out = all.item[i].slug;
    return e;
}

static enum err show_sent(struct respond *k, const struct response *r, char mark,
                          struct str key)
{
    struct ctx *c = k->c;
    struct str partnership;
    struct date by;
    struct view *v = page_new(c, "");
    enum err e = respond_as_draft(k, r);
    if (!e)
        e = partnership_slug(k, &partnership);
    if (!e)
        e = respond_view_answers(k, v);
    if (e)
        return e;
    view_str(v, S(consultation), k->x.title);
    view_str(v, S(slug), k->x.slug);
    view_str(v, S(receipt), r->receipt);
    view_bool(v, S(noindex), true);
    view_bool(v, S(is_final), true);
    view_bool(v, S(is_mailed), mark == MARK_MAILED);
    view_bool(v, S(is_held), mark == MARK_HELD);
    view_str(v, S(email), r->respondent.email);
    view_bool(v, S(is_late), str_eq(r->late, STR("waiting")));
    view_bool(v, S(may_contact), r->may_contact);
    view_str(v, S(url), respond_link(k, key));
    view_str(v, S(closes), consultation_closes_words(c->arena, k->x.closes_at_s));
    view_str(v, S(results_by),
             date_parse(k->x.results_by, &by) ? date_long(c->arena, by) : (struct str){ 0 });
    view_str(v, S(subscribe_href),
             url_path(c->arena, "/partnerships/%/subscribe", partnership));
    return ctx_render(c, "respond/sent", v);
}

enum err respond_sent_page(struct ctx *c)
{
    struct respond k;
    struct response r;
    struct str key;
    bool is_answered;
    enum err e = respond_load(c, &k, &is_answered);
    if (e || is_answered)
        return e;
    char mark = read_sent(c, link_session_object_in(c, LINK_KIND_DRAFT, k.x.id), &key);
    if (!mark)
        return ctx_see_other(c, respond_path(&k, ""));
    e = response_by_key(c->db, c->arena, key, &r);
    if (e == ERR_NOT_FOUND) /* a new link took the place of that one */
        return ctx_see_other(c, STR("/r"));
    return e ? e : show_sent(&k, &r, mark, key);
}
