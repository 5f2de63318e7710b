/*
 * own_link_pages.c: the private link of a response that was sent, and asking for a new one.
 * Whatever is typed, the answer is the same; a new key goes to the stored address and nowhere
 * else, and the old one opens nothing from then on.
 */
#include "core/base/arena.h"
#include "core/base/rand.h"
#include "gen/symbols.h"
#include "modules/responses/own_response.h"
#include "modules/responses/own_response_words.h"
#include "modules/responses/response_file.h"
#include "modules/people/visitor.h"

#define MAIL_BYTES ((size_t)16 * 1024)

enum { Q_SET_KEY };

static const char *const sql[] = {
    [Q_SET_KEY] = "UPDATE response SET key_hash = $2 WHERE id = $1",
};
const struct sql_list own_response_sql = SQL_LIST("own_response", sql);

/* --- /r/{key} --- */

/* ERR_NOT_FOUND: no key of ours, or one whose time is over. */
static enum err find_by_key(struct ctx *c, struct response *r, struct consultation *x)
{
    enum err e = response_by_key(c->db, c->arena, param_str(c, "key"), r);
    if (!e)
        e = consultation_load(c->db, c->arena, r->consultation_id, x);
    bool is_over = !e && x->closes_at_s && c->now_s > x->closes_at_s + OWN_RESPONSE_KEY_S;
    return is_over ? ERR_NOT_FOUND : e;
}

enum err own_key_show(struct ctx *c)
{
    struct response r;
    struct consultation x;
    enum err e = find_by_key(c, &r, &x);
    if (e)
        return e;
    struct view *v = page_new(c, "");
    struct form *f = form_new(c, v);
    if (!f)
        return ERR_LIMIT;
    view_str(v, S(action), c->path);
    view_str(v, S(consultation), x.title);
    view_bool(v, S(noindex), true);
    view_null(v, S(canonical));
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    return form_render(f, "respond/own_link");
}

enum err own_response_open(struct ctx *c, const struct response *r)
{
    struct link_session_new open;
    link_session_prepare(c, LINK_KIND_RESPONSE, r->consultation_id, r->id, &open);
    return link_session_open(c, &open, STR("/r/open"));
}

enum err own_key_open(struct ctx *c)
{
    struct response r;
    struct consultation x;
    enum err e = find_by_key(c, &r, &x);
    return e ? e : own_response_open(c, &r);
}

/* --- a new link --- */

struct renewal {
    const struct response *response;
    const struct consultation *x;
    struct hash key;
    struct mail mail;
    int64_t now_s;
};

enum err own_key_set(struct db *db, int64_t response_id, const struct hash *key)
{
    enum err e = db_exec(db, sql[Q_SET_KEY], BINDS(bi(response_id), bb(hash_view(key))));
    return e ? e : link_session_end(db, LINK_KIND_RESPONSE, response_id);
}

/* An address that has had its mails of the day keeps the key that it has. */
static enum err renew_fn(struct db *db, void *arg)
{
    const struct renewal *w = arg;
    enum err e = mail_queue(db, &w->mail);
    if (!e)
        e = own_key_set(db, w->response->id, &w->key);
    return e ? e : response_file_record(db, w->x, w->now_s, STR("response.link"));
}

static enum err fill_mail(struct respond *k, struct renewal *w, struct str key)
{
    struct ctx *c = k->c;
    struct view *v = view_in(c->arena);
    struct buf *text = buf_in(c->arena, MAIL_BYTES);
    view_str(v, S(service_name), c->site->service_name);
    view_str(v, S(origin), c->site->origin);
    view_str(v, S(consultation), k->x.title);
    view_str(v, S(url), respond_link(k, key));
    w->mail = (struct mail){ .id = rand_id(),
                             .kind = STR("mail/response_link"),
                             .to = w->response->respondent.email,
                             .subject = STR(SUBJECT_RESPONSE_LINK),
                             .queued_at_s = c->now_s,
                             .object_kind = STR("consultation"),
                             .object_id = str_printf(c->arena, "%lld", (long long)k->x.id),
                             .holds_key = true };
    enum err e = tpl_render_text(c->templates, w->mail.kind, v, c->arena, text);
    w->mail.body = buf_view(text);
    return e;
}

static enum err renew(struct ctx *c, const struct response *r)
{
    struct respond k = { .c = c };
    struct str key = rand_key(c->arena);
    struct renewal w = { .response = r, .x = &k.x, .now_s = c->now_s };
    enum err e = consultation_load(c->db, c->arena, r->consultation_id, &k.x);
    w.key = link_key_hash(key);
    if (!e)
        e = fill_mail(&k, &w, key);
    if (!e)
        e = store_write(c->store, renew_fn, &w);
    return e == ERR_TOO_MANY || e == ERR_INVALID ? OK : e;
}

/* Does what was asked, where number and address fit. */
static enum err ask_again(struct ctx *c, struct form *f)
{
    struct response r;
    struct str receipt;
    if (!receipt_parse(c->arena, form_value(f, "receipt"), &receipt))
        return OK;
    enum err e = response_by_receipt(c->db, c->arena, receipt, &r);
    if (e)
        return e == ERR_NOT_FOUND ? OK : e;
    struct str email = r.respondent.email;
    return email.n && str_eq_nocase(email, form_value(f, "email")) ? renew(c, &r) : OK;
}

static enum err show_ask(struct view *v, struct form *f)
{
    view_str(v, S(action), STR("/r"));
    view_bool(v, S(noindex), true);
    form_field(f, S(receipt_field), "receipt");
    form_field(f, S(email), "email");
    return form_render(f, "respond/own_ask");
}

enum err own_ask_page(struct ctx *c)
{
    struct view *v = page_new(c, "");
    struct form *f = form_new(c, v);
    return f ? show_ask(v, f) : ERR_LIMIT;
}

enum err own_ask_post_page(struct ctx *c)
{
    struct view *v = page_new(c, "");
    struct form *f = form_new(c, v);
    if (!f)
        return ERR_LIMIT;
    form_required(f, "receipt", STR(OWN_ENTER_RECEIPT));
    form_required(f, "email", STR(OWN_ENTER_EMAIL));
    form_email(f, "email", STR(OWN_EMAIL_FORM));
    if (form_failed(f) || !form_looks_human(f))
        return show_ask(v, f);
    enum err e = ask_again(c, f);
    return e ? e : ctx_see_other(c, STR("/r/sent"));
}

enum err own_ask_sent_page(struct ctx *c)
{
    struct view *v = page_new(c, "");
    view_bool(v, S(noindex), true);
    return ctx_render(c, "respond/own_sent", v);
}
