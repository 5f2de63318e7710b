/*
 * interest_open_pages.c: where an offer stands, area by area: for whoever holds its link. They
 * reply to a question, withdraw, ask further areas.
 */
#include "modules/bodies/interest_pages.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/interest_mail.h"
#include "modules/bodies/interest_sending.h"
#include "modules/bodies/interest_view.h"
#include "modules/bodies/interest_words.h"
#include "modules/people/visitor.h"

#define OPEN "/interest/open"

struct opened {
    struct ctx *c;
    struct interest i;
    struct interest_area *area;
    size_t n;
    struct view *v;
    struct form *f;
};

static enum err open_offer(struct ctx *c, struct opened *k)
{
    *k = (struct opened){ .c = c };
    k->area = arena_array(c->arena, INTEREST_AREAS_MAX, sizeof *k->area);
    if (!k->area)
        return ERR_LIMIT;
    enum err e =
        interest_load(c->db, c->arena, link_session_object(c, LINK_KIND_INTEREST), &k->i);
    if (!e)
        e = interest_areas(c->db, c->arena, k->i.id, k->area, &k->n);
    if (!e && k->i.is_erased)
        e = ERR_GONE;
    if (e)
        return e;
    k->v = page_new(c, "");
    view_str(k->v, S(reference), k->i.reference);
    view_str(k->v, S(organisation), k->i.name);
    view_str(k->v, S(action), c->req->target_raw);
    return OK;
}

enum err interest_open_page(struct ctx *c)
{
    struct opened k;
    enum err e = open_offer(c, &k);
    if (!e)
        e = interest_view_stand(c, &k.i, k.v);
    return e ? e : ctx_render(c, "interest/open", k.v);
}

/* --- one area --- */

/* ?area= of a link on that page. ERR_NOT_FOUND: none of this offer's. */
static enum err find_area(struct opened *k, struct interest_area **out)
{
    struct str slug = param_str(k->c, "area");
    for (size_t i = 0; i < k->n; i++)
        if (str_eq(k->area[i].partnership_slug, slug)) {
            *out = &k->area[i];
            return OK;
        }
    return ERR_NOT_FOUND;
}

static enum err open_area(struct ctx *c, struct opened *k, struct interest_area **area)
{
    enum err e = open_offer(c, k);
    if (!e)
        e = find_area(k, area);
    if (e)
        return e;
    page_back(c, STR(OPEN));
    k->f = form_new(c, k->v);
    view_str(k->v, S(partnership_name), (*area)->partnership_name);
    view_str(k->v, S(told), (*area)->words);
    view_bool(k->v, S(is_too_late), false);
    return k->f ? OK : ERR_LIMIT;
}

static struct interest_send sending(struct opened *k, struct interest_area *area, size_t n)
{
    return (struct interest_send){
        .act = ctx_act(k->c), .interest = k->i, .area = area, .n_areas = n
    };
}

static enum err tell_staff(struct opened *k, struct interest_send *x, enum interest_news news)
{
    struct interest_post post;
    enum err e = interest_post_open(&post, k->c, &k->i, x->n_areas);
    for (size_t i = 0; !e && i < x->n_areas; i++)
        e = interest_mail_staff(&post, &x->area[i], news);
    x->mail = post.mail;
    x->n_mails = post.n;
    return e;
}

/* --- a reply --- */

static enum err show_reply(struct opened *k)
{
    form_field_most(k->f, S(reply), "reply", INTEREST_WORDS_CHARS);
    return form_render(k->f, "interest/reply");
}

enum err interest_reply_page(struct ctx *c)
{
    struct opened k;
    struct interest_area *area;
    enum err e = open_area(c, &k, &area);
    if (e)
        return e;
    return area->state == INTEREST_ASKED ? show_reply(&k) : ctx_see_other(c, STR(OPEN));
}

enum err interest_reply_post_page(struct ctx *c)
{
    struct opened k;
    struct interest_area *area;
    enum err e = open_area(c, &k, &area);
    if (e)
        return e;
    form_required(k.f, "reply", STR(INTEREST_ENTER_REPLY));
    form_length(k.f, "reply", INTEREST_WORDS_CHARS, STR(INTEREST_REPLY_NOUN));
    if (form_failed(k.f))
        return show_reply(&k);
    struct interest_send x = sending(&k, area, 1);
    x.reply = area->reply = form_value(k.f, "reply");
    e = tell_staff(&k, &x, INTEREST_NEWS_REPLY);
    if (!e)
        e = form_send_once(k.f, interest_reply_fn, &x, STR(OPEN));
    if (e != ERR_CONFLICT)
        return e;
    view_bool(k.v, S(is_too_late), x.is_too_late);
    return show_reply(&k);
}

/* --- withdrawing: one area, or all that have not answered --- */

static bool can_withdraw(enum interest_state state)
{
    return interest_is_open(state) || state == INTEREST_ASKED;
}

/* Those concerned, brought to the front. */
static size_t take_withdrawn(struct opened *k)
{
    struct str slug = param_str(k->c, "area");
    size_t n = 0;
    for (size_t i = 0; i < k->n; i++) {
        bool is_meant = !slug.n || str_eq(slug, k->area[i].partnership_slug);
        if (is_meant && can_withdraw(k->area[i].state))
            k->area[n++] = k->area[i];
    }
    return n;
}

static enum err show_withdraw(struct opened *k, size_t n)
{
    struct list *names = view_list(k->v, S(areas));
    for (size_t i = 0; i < n; i++)
        view_str(list_add(names), S(partnership_name), k->area[i].partnership_name);
    page_back(k->c, STR(OPEN));
    return form_render(k->f, "interest/withdraw");
}

static enum err open_withdraw(struct ctx *c, struct opened *k, size_t *n)
{
    enum err e = open_offer(c, k);
    if (e)
        return e;
    *n = take_withdrawn(k);
    k->f = form_new(c, k->v);
    return k->f ? OK : ERR_LIMIT;
}

enum err interest_withdraw_page(struct ctx *c)
{
    struct opened k;
    size_t n = 0;
    enum err e = open_withdraw(c, &k, &n);
    if (e)
        return e;
    return n ? show_withdraw(&k, n) : ctx_see_other(c, STR(OPEN));
}

enum err interest_withdraw_post_page(struct ctx *c)
{
    struct opened k;
    size_t n = 0;
    enum err e = open_withdraw(c, &k, &n);
    if (e)
        return e;
    struct interest_send x = sending(&k, k.area, n);
    e = tell_staff(&k, &x, INTEREST_NEWS_WITHDRAWN);
    if (!e)
        e = form_send_once(k.f, interest_withdraw_fn, &x, STR(OPEN));
    return e == ERR_CONFLICT ? ctx_see_other(c, STR(OPEN)) : e;
}

/* --- further areas --- */

static struct str slugs_there(struct opened *k)
{
    struct buf *out = buf_in(k->c->arena, 4096);
    for (size_t i = 0; i < k->n; i++)
        buf_printf(out, "%s%.*s", i ? ";" : "", STR_ARG(k->area[i].areas));
    return buf_view(out);
}

/* Council areas of partnerships that were asked before are not offered: they know of it. */
static struct str not_offered(struct opened *k, const struct area_list *all)
{
    struct buf *out = buf_in(k->c->arena, 4096);
    buf_str(out, slugs_there(k));
    for (size_t i = 0; i < all->n; i++)
        for (size_t j = 0; j < k->n; j++)
            if (all->item[i].partnership_id == k->area[j].partnership_id)
                buf_printf(out, ";%.*s", STR_ARG(all->item[i].slug));
    return buf_view(out);
}

static enum err open_more(struct ctx *c, struct opened *k, struct interest_form *form)
{
    enum err e = open_offer(c, k);
    if (e)
        return e;
    page_back(c, STR(OPEN));
    k->f = form_new(c, k->v);
    *form = (struct interest_form){ .c = c, .v = k->v, .f = k->f };
    return k->f ? area_list(c->db, c->arena, &form->areas) : ERR_LIMIT;
}

static enum err show_more(struct opened *k, struct interest_form *form)
{
    enum err e = interest_form_show_areas(form, not_offered(k, &form->areas));
    return e ? e : form_render(k->f, "interest/more");
}

enum err interest_more_page(struct ctx *c)
{
    struct opened k;
    struct interest_form form;
    enum err e = open_more(c, &k, &form);
    return e ? e : show_more(&k, &form);
}

enum err interest_more_post_page(struct ctx *c)
{
    struct opened k;
    struct interest_form form;
    struct interest_area *more = arena_array(c->arena, INTEREST_AREAS_MAX, sizeof *more);
    size_t n = 0;
    enum err e = more ? open_more(c, &k, &form) : ERR_LIMIT;
    if (e)
        return e;
    const struct interest_spread spread = {
        .all = &form.areas, .slugs = interest_form_areas(&form), .there = k.area, .n_there = k.n
    };
    e = interest_spread_out(c, &spread, more, &n);
    if (e)
        return e;
    if (!n) {
        form_error(k.f, "areas", STR(INTEREST_SELECT_AREA));
        return show_more(&k, &form);
    }
    struct interest_send x = sending(&k, more, n);
    e = tell_staff(&k, &x, INTEREST_NEWS_NEW);
    if (!e)
        e = form_send_once(k.f, interest_more_areas_fn, &x, STR(OPEN));
    return e == ERR_CONFLICT ? ctx_see_other(c, STR(OPEN)) : e;
}
