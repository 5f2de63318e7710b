/*
 * respond_save.c: come back later: the link by mail, or shown to write down; and the page that
 * it leads to (security.md S51).
 */
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/rand.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/people/people.h"
#include "modules/responses/draft_remind.h"
#include "modules/responses/own_response.h"
#include "modules/responses/respond.h"
#include "modules/responses/respond_words.h"

#define LATER "later"
#define MARK_MAILED 'm'
#define MARK_HELD 'h'
#define MARK_SHOWN 'k'

/* --- what happened: sealed in the address, for the browser that has the draft --- */

static struct str done_path(struct respond *k, char mark, struct str key)
{
    struct ctx *c = k->c;
    struct str text =
        str_printf(c->arena, LATER " %lld %c%.*s", (long long)k->draft.id, mark, STR_ARG(key));
    return url_query(c->arena, respond_path(k, "/save"), STR("r"), ctx_seal(c, text));
}

static char read_done(struct respond *k, struct str *key)
{
    struct ctx *c = k->c;
    struct str text, prefix = str_printf(c->arena, LATER " %lld ", (long long)k->draft.id);
    *key = (struct str){ 0 };
    if (!ctx_unseal(c, param_str(c, "r"), &text) || !str_starts(text, prefix) ||
        text.n <= prefix.n)
        return 0;
    *key = str_sub(text, prefix.n + 1, text.n);
    return text.p[prefix.n];
}

static enum err show_save(struct respond *k)
{
    struct ctx *c = k->c;
    struct view *v = k->v;
    struct str key;
    char mark = read_done(k, &key);
    int64_t by_touch = k->draft.touched_at_s + DRAFT_KEEP_S,
            by_close = k->x.closes_at_s + DRAFT_KEEP_CLOSED_S;
    struct civil until = london_from_s(by_touch > by_close ? by_touch : by_close);
    page_back(c, respond_path(k, ""));
    view_bool(v, S(noindex), true);
    view_str(v, S(action), respond_path(k, "/save"));
    view_str(v, S(all_href), respond_path(k, ""));
    view_str(v, S(closes), consultation_closes_words(c->arena, k->x.closes_at_s));
    view_str(v, S(kept_until), date_long(c->arena, until.date));
    view_bool(v, S(is_mailed), mark == MARK_MAILED);
    view_bool(v, S(is_held), mark == MARK_HELD);
    view_bool(v, S(is_done), mark != 0);
    view_str(v, S(mailed_to), mark == MARK_MAILED ? k->draft.email : (struct str){ 0 });
    view_str(v, S(url), mark == MARK_SHOWN && key.n ? respond_link(k, key) : (struct str){ 0 });
    struct str known = k->draft.email.n ? k->draft.email : draft_value(&k->draft, "email");
    form_set(k->f, "email", known);
    form_field(k->f, S(email), "email");
    return form_render(k->f, "respond/save");
}

enum err respond_save_page(struct ctx *c)
{
    struct respond k;
    bool is_answered;
    enum err e = respond_open(c, &k, &is_answered);
    return e || is_answered ? e : show_save(&k);
}

struct new_link {
    struct draft_key key;
    struct mail mail;
    bool is_mailed, is_held;
    int64_t consultation_id;
};

/* A mail is queued: that leaves a record, of the consultation and the day alone (S41). */
static enum err record_link(struct db *db, const struct new_link *x)
{
    const struct act day = { .actor = STR("link"),
                             .now_s = x->key.now_s - x->key.now_s % 86400 };
    struct change change;
    change_begin(&change);
    return change_record(db, &change, &day,
                         &(struct change_of){ .action = STR("draft.link"),
                                              .object_kind = STR("consultation"),
                                              .object_id = x->consultation_id });
}

static enum err new_link_fn(struct db *db, void *arg)
{
    struct new_link *x = arg;
    x->is_held = false;
    enum err e = x->is_mailed ? respond_mail_queue(db, &x->mail, &x->is_held) : OK;
    /* a link that could not be mailed must not take the place of the one before */
    if (!e && !x->is_held)
        e = draft_set_key(db, &x->key);
    return e || x->is_held || !x->is_mailed ? e : record_link(db, x);
}

/* A mailed one can be made again for the reminder. */
static void new_key(struct respond *k, struct new_link *x, struct str *key)
{
    struct ctx *c = k->c;
    struct str number = rand_key(c->arena);
    *key = x->is_mailed ? draft_mailed_key(c->arena, &c->people->link_key, k->draft.id, number)
                        : rand_key(c->arena);
    x->consultation_id = k->x.id;
    x->key = (struct draft_key){ .id = k->draft.id,
                                 .key = link_key_hash(*key),
                                 .mailed = x->is_mailed ? number : (struct str){ 0 },
                                 .now_s = c->now_s };
}

static void check_email(struct form *f)
{
    form_required(f, "email", STR(RESPOND_EMAIL_FOR_LINK));
    form_email(f, "email", STR(RESPOND_EMAIL_FORM));
}

enum err respond_save_post_page(struct ctx *c)
{
    struct respond k;
    bool is_answered;
    enum err e = respond_open(c, &k, &is_answered);
    if (e || is_answered)
        return e;
    struct str key;
    struct new_link x = { .is_mailed = !str_eq(param_str(c, "do"), STR("show")) };
    new_key(&k, &x, &key);
    if (x.is_mailed) {
        check_email(k.f);
        if (form_failed(k.f))
            return show_save(&k);
        x.key.email = form_value(k.f, "email");
        e = respond_mail_link(&k, x.key.email, key, &x.mail);
    }
    if (!e)
        e = store_write(c->store, new_link_fn, &x);
    if (e)
        return e;
    char mark = !x.is_mailed ? MARK_SHOWN : x.is_held ? MARK_HELD : MARK_MAILED;
    return ctx_see_other(c, done_path(&k, mark, x.is_mailed ? (struct str){ 0 } : key));
}

/* --- /r/{key} --- */

static enum err link_is_over(struct ctx *c)
{
    struct view *v = page_new(c, "");
    view_bool(v, S(noindex), true);
    view_null(v, S(canonical));
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    return ctx_render_status(c, 404, "respond/link_over", v);
}

static enum err find_by_key(struct ctx *c, struct respond *k)
{
    *k = (struct respond){ .c = c };
    enum err e = draft_by_key(c->db, c->arena, param_str(c, "key"), &k->draft);
    return e ? e : consultation_load(c->db, c->arena, k->draft.consultation_id, &k->x);
}

static enum err show_link(struct respond *k)
{
    struct ctx *c = k->c;
    k->v = page_new(c, "");
    k->f = form_new(c, k->v);
    if (!k->f)
        return ERR_LIMIT;
    view_str(k->v, S(action), c->path);
    view_str(k->v, S(consultation), k->x.title);
    view_str(k->v, S(closes), consultation_closes_words(c->arena, k->x.closes_at_s));
    view_bool(k->v, S(noindex), true);
    view_null(k->v, S(canonical));
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    return form_render(k->f, "respond/link");
}

/* Of a draft, of a response that was sent, or of nothing. */
enum err respond_key_page(struct ctx *c)
{
    struct respond k;
    enum err e = find_by_key(c, &k);
    if (!e)
        return show_link(&k);
    if (e == ERR_NOT_FOUND)
        e = own_key_show(c);
    return e == ERR_NOT_FOUND ? link_is_over(c) : e;
}

static enum err open_draft(struct respond *k)
{
    struct ctx *c = k->c;
    struct link_session_new open;
    link_session_prepare(c, LINK_KIND_DRAFT, k->x.id, k->draft.id, &open);
    return link_session_open(c, &open, respond_path(k, ""));
}

enum err respond_key_post_page(struct ctx *c)
{
    struct respond k;
    enum err e = find_by_key(c, &k);
    if (!e)
        return open_draft(&k);
    if (e == ERR_NOT_FOUND)
        e = own_key_open(c);
    return e == ERR_NOT_FOUND ? link_is_over(c) : e;
}
