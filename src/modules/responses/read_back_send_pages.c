/* read_back_send_pages.c: staff ask a respondent to check what they typed. */
#include "modules/responses/read_back.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/rand.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/responses/read_back_words.h"
#include "modules/people/visitor.h"

#define MAIL_BYTES ((size_t)64 * 1024)

struct read_back_send {
    struct ctx *c;
    struct consultation x;
    struct response r;
    struct view *v;
    struct form *f;
    struct str show_href, key;
};

static enum err send_open(struct ctx *c, struct read_back_send *k)
{
    *k = (struct read_back_send){ .c = c };
    enum err e = response_by_receipt(c->db, c->arena, param_str(c, "reference"), &k->r);
    if (!e)
        e = consultation_load(c->db, c->arena, k->r.consultation_id, &k->x);
    if (e)
        return e;
    if (!consultation_may(c, &k->x, CAP_RESPONSE_LOG))
        return ctx_refuse(c);
    if (!k->r.entered_by || k->r.withdrawn_on.n)
        return ERR_NOT_FOUND;
    k->show_href = url_path(c->arena, "/coordinator/responses/%", k->r.receipt);
    k->v = page_new(c, "");
    k->f = form_new(c, k->v);
    page_back(c, k->show_href);
    view_str(k->v, S(consultation), k->x.title);
    view_str(k->v, S(receipt), k->r.receipt);
    view_str(k->v, S(action), c->path);
    view_bool(k->v, S(is_done), k->r.confirmed_on.n || k->r.corrected_on.n);
    view_str(k->v, S(show_href), k->show_href);
    return k->f ? OK : ERR_LIMIT;
}

static enum err show_send(struct read_back_send *k)
{
    form_field(k->f, S(email), "email");
    return form_render(k->f, "responses/read_back_send");
}

enum err read_back_send_page(struct ctx *c)
{
    struct read_back_send k;
    enum err e = send_open(c, &k);
    if (e)
        return e;
    form_set(k.f, "email", k.r.respondent.email);
    return show_send(&k);
}

static struct str link_address(struct read_back_send *k)
{
    struct ctx *c = k->c;
    return str_printf(c->arena, "%.*s/read-back/%.*s", STR_ARG(c->site->origin),
                      STR_ARG(k->key));
}

static enum err make_mail(struct read_back_send *k, struct mail *m)
{
    struct ctx *c = k->c;
    struct view *v = view_in(c->arena);
    struct buf *text = buf_in(c->arena, MAIL_BYTES);
    view_str(v, S(service_name), c->site->service_name);
    view_str(v, S(origin), c->site->origin);
    view_str(v, S(consultation), k->x.title);
    view_str(v, S(reference), k->x.reference);
    view_str(v, S(channel), consultation_label(consultation_channels, k->r.channel));
    view_str(v, S(url), link_address(k));
    view_str(v, S(contact_role), k->x.contact_role);
    *m = (struct mail){ .id = rand_id(),
                        .queued_at_s = c->now_s,
                        .kind = STR("mail/response_read_back"),
                        .object_kind = STR("consultation"),
                        .object_id = str_printf(c->arena, "%lld", (long long)k->x.id),
                        .to = form_value(k->f, "email"),
                        .reply_to = mail_address_is_valid(k->x.contact_email)
                                        ? k->x.contact_email
                                        : (struct str){ NULL, 0 },
                        .subject =
                            str_printf(c->arena, READ_BACK_SUBJECT, STR_ARG(k->x.reference)),
                        .holds_key = true };
    enum err e = tpl_render_text(c->templates, m->kind, v, c->arena, text);
    m->body = buf_view(text);
    return e;
}

static enum err send_mail(struct read_back_send *k, struct read_back_link *x)
{
    struct mail *m = ARENA_NEW(k->c->arena, struct mail);
    if (!m)
        return ERR_LIMIT;
    form_required(k->f, "email", STR(READ_BACK_ENTER_EMAIL));
    form_email(k->f, "email", STR(READ_BACK_EMAIL_FORM));
    if (form_failed(k->f))
        return show_send(k);
    x->to.respondent.email = form_value(k->f, "email");
    enum err e = make_mail(k, m);
    x->mail = m;
    if (!e)
        e = form_send_once(k->f, read_back_link_fn, x, k->show_href);
    if (e == ERR_TOO_MANY)
        form_error(k->f, "email", STR(READ_BACK_TOO_MANY));
    return e == ERR_TOO_MANY || e == ERR_CONFLICT ? show_send(k) : e;
}

/* Shown this once: only the key's hash is kept. */
static enum err print_letter(struct read_back_send *k, struct read_back_link *x)
{
    struct ctx *c = k->c;
    enum err e = store_write(c->store, read_back_link_fn, x);
    if (e)
        return e;
    view_str(k->v, S(url), link_address(k));
    view_str(k->v, S(channel), consultation_label(consultation_channels, k->r.channel));
    view_str(k->v, S(name), k->r.respondent.name);
    view_str(k->v, S(address), k->r.respondent.address);
    view_str(k->v, S(contact_role), k->x.contact_role);
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    return ctx_render(c, "responses/read_back_letter", k->v);
}

enum err read_back_send_post_page(struct ctx *c)
{
    struct read_back_send k;
    enum err e = send_open(c, &k);
    if (e)
        return e;
    k.key = rand_key(c->arena);
    struct read_back_link x = {
        .to = k.r, .key = link_key_hash(k.key), .act = ctx_act(c), .arena = c->arena
    };
    return str_eq(param_str(c, "do"), STR("letter")) ? print_letter(&k, &x) : send_mail(&k, &x);
}
