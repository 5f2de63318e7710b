/*
 * person_page.c: one person, for administrators: where they stand, their roles and who gave
 * them, and what can be done.
 */
#include "app/people_pages.h"

#include "app/people_ask.h"
#include "app/people_page_words.h"
#include "app/people_view.h"
#include "core/base/arena.h"
#include "gen/symbols.h"
#include "modules/people/factor_reset.h"
#include "modules/people/visitor.h"

#define GRANTS_SHOWN 64

struct person_view {
    struct ctx *c;
    struct view *v;
    struct account account;
    struct partnership_list all;
    bool is_self;
};

/* --- who gave it --- */

static enum err giver_name(struct ctx *c, struct str actor, struct str *out)
{
    struct account account;
    struct str mark = STR("account:");
    int64_t id = 0;
    *out = !actor.n                         ? STR(GIVEN_BY_NOBODY)
           : str_starts(actor, STR("cli:")) ? STR(GIVEN_BY_OPERATOR)
           : str_eq(actor, STR("link"))     ? STR(GIVEN_BY_LINK)
                                            : STR(GIVEN_BY_NOBODY);
    if (!str_starts(actor, mark) || !str_to_i64(str_sub(actor, mark.n, actor.n), &id))
        return OK;
    enum err e = account_find(c->db, c->arena, id, &account);
    if (!e)
        *out = account.name.n ? account.name : STR(GIVEN_BY_ERASED);
    return e == ERR_NOT_FOUND ? OK : e;
}

/* --- roles --- */

/* The holder may lay a role down, but for the membership that keeps them out of closed
 * sessions. */
static bool may_end(const struct person_view *k, const struct grant *g)
{
    return !grant_is_over(g, k->c->now_s) && (!k->is_self || g->role != ROLE_NETWORK_NATIONAL);
}

static enum err show_grant(struct person_view *k, struct list *to, const struct grant *g)
{
    struct ctx *c = k->c;
    struct str actor, giver;
    enum err e = person_giver(c->db, c->arena, g, &actor);
    if (!e)
        e = giver_name(c, actor, &giver);
    if (e)
        return e;
    struct view *v = list_add(to);
    view_str(v, S(role_label), people_grant_label(c, &k->all, g));
    people_show_day(c, v, S(from), S(from_iso), g->from_s);
    people_show_day(c, v, S(last_day), S(last_day_iso), g->until_s ? g->until_s - 1 : 0);
    view_bool(v, S(is_ahead), g->from_s > c->now_s);
    view_str(v, S(giver), giver);
    view_str(v, S(end_href),
             may_end(k, g) ? str_printf(c->arena, "/admin/people/%lld/roles/%lld/end",
                                        (long long)g->account_id, (long long)g->id)
                           : STR(""));
    return OK;
}

static enum err show_grants(struct person_view *k)
{
    struct grant g[GRANTS_SHOWN];
    size_t n = 0;
    enum err e = role_list(k->c->db, k->account.id, g, GRANTS_SHOWN, &n);
    struct list *now = view_list(k->v, S(grants)), *past = view_list(k->v, S(past_grants));
    for (size_t i = 0; i < n && !e; i++)
        e = show_grant(k, grant_is_over(&g[i], k->c->now_s) ? past : now, &g[i]);
    view_bool(k->v, S(has_grants), list_len(now) > 0);
    view_bool(k->v, S(has_past), list_len(past) > 0);
    return e;
}

/* --- the rest --- */

static void show_person(struct person_view *k)
{
    struct ctx *c = k->c;
    view_str(k->v, S(name), k->account.name);
    view_str(k->v, S(email), k->account.email);
    view_str(k->v, S(href), people_path(c, k->account.id, ""));
    view_bool(k->v, S(has_factor), k->account.totp_secret.n > 0);
    view_bool(k->v, S(is_self), k->is_self);
    people_show_state(c, k->v, &k->account);
}

static enum err show_invitation(struct person_view *k)
{
    struct str mail = { NULL, 0 };
    enum err e = people_invitation_mail(k->c, k->account.id, &mail);
    view_str(k->v, S(mail_state), mail);
    return e;
}

static enum err show_reset(struct person_view *k)
{
    struct factor_reset reset;
    enum err e = factor_reset_find(k->c->db, k->c->arena, k->account.id, k->c->now_s, &reset);
    view_bool(k->v, S(is_resetting), !e);
    return e == ERR_NOT_FOUND ? OK : e;
}

enum err person_page(struct ctx *c)
{
    struct person_view k = { .c = c };
    enum err e = people_load(c, &k.account);
    if (!e)
        e = partnership_list(c->db, c->arena, &k.all);
    if (e)
        return e;
    k.is_self = k.account.id == c->visitor->account.id;
    k.v = page_new(c, "");
    struct form *f = form_new(c, k.v);
    page_back(c, STR("/admin/people"));
    people_show_done(c, k.v);
    show_person(&k);
    e = show_grants(&k);
    if (!e)
        e = show_invitation(&k);
    if (!e)
        e = show_reset(&k);
    if (e || !f)
        return e ? e : ERR_LIMIT;
    return form_render_next(f, "admin/person");
}

enum err person_again_post_page(struct ctx *c)
{
    struct account account;
    enum err e = people_load(c, &account);
    if (e)
        return e;
    struct form *f = form_new(c, page_new(c, ""));
    if (!f)
        return ERR_LIMIT;
    return people_ask_again(
        c, f, account.id,
        people_done_path(c, people_path(c, account.id, ""), STR(DONE_INVITE)));
}
