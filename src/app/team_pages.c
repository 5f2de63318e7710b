/*
 * team_pages.c: who works for a partnership, for its coordinators: analysts are theirs to
 * invite and to end; what else these people are is no business of this page (security.md S10).
 */
#include "app/people_pages.h"

#include "app/people_ask.h"
#include "app/people_page_words.h"
#include "app/people_step.h"
#include "app/people_view.h"
#include "core/base/arena.h"
#include "gen/symbols.h"
#include "modules/partnerships/own.h"
#include "modules/people/visitor.h"

#define TEAM "/coordinator/team"
#define SENT_MARK "analyst "

static struct str team_path(struct ctx *c, const struct own *own, const char *ending)
{
    return str_printf(c->arena, TEAM "%s?partnership=%.*s", ending,
                      STR_ARG(own->partnership.slug));
}

/* The person's roles here, and no others. */
static enum err grants_here(struct ctx *c, const struct own *own, int64_t account_id,
                            struct grant out[ACTOR_GRANTS_MAX], size_t *n)
{
    struct grant g[ACTOR_GRANTS_MAX];
    size_t n_all = 0;
    enum err e = person_roles(c->db, account_id, c->now_s, g, ACTOR_GRANTS_MAX, &n_all);
    *n = 0;
    for (size_t i = 0; i < n_all; i++)
        if (g[i].partnership_id == own->partnership.id)
            out[(*n)++] = g[i];
    return e;
}

/* --- the table --- */

struct team {
    struct ctx *c;
    struct view *v;
    struct own own;
    struct person_page page;
    bool is_alone; /* nobody but the visitor */
};

static enum err show_member(struct team *k, struct list *to, const struct account *p,
                            const struct grant *g)
{
    struct ctx *c = k->c;
    struct view *v = list_add(to);
    struct str mail = { NULL, 0 };
    bool is_ours = actor_may_give(&c->visitor->actor, g);
    enum err e = account_is_invited(p) ? people_invitation_mail(c, p->id, &mail) : OK;
    view_str(v, S(mail_state), mail);
    view_str(v, S(name), p->name);
    view_str(v, S(email), p->email);
    view_bool(v, S(is_self), p->id == c->visitor->account.id);
    view_int(v, S(person), p->id);
    view_str(v, S(role_label), people_role_label(g->role));
    people_show_day(c, v, S(last_day), S(last_day_iso), g->until_s ? g->until_s - 1 : 0);
    people_show_state(c, v, p);
    view_bool(v, S(may_ask), is_ours && account_is_invited(p));
    view_str(v, S(end_href),
             is_ours ? str_printf(c->arena, "%.*s&person=%lld&grant=%lld",
                                  STR_ARG(team_path(c, &k->own, "/end")), (long long)p->id,
                                  (long long)g->id)
                     : STR(""));
    k->is_alone = k->is_alone && p->id == c->visitor->account.id;
    return e;
}

static enum err show_members(struct team *k)
{
    struct list *members = view_list(k->v, S(members));
    struct grant g[ACTOR_GRANTS_MAX];
    size_t n = 0;
    enum err e = OK;
    k->is_alone = true;
    for (size_t i = 0; i < k->page.n && !e; i++) {
        e = grants_here(k->c, &k->own, k->page.at[i].id, g, &n);
        for (size_t j = 0; j < n && !e && !k->page.at[i].closed_at_s; j++)
            e = show_member(k, members, &k->page.at[i], &g[j]);
    }
    view_bool(k->v, S(is_alone), k->is_alone);
    view_bool(k->v, S(has_members), list_len(members) > 0);
    view_str(k->v, S(next_href),
             k->page.has_more ? str_printf(k->c->arena, "%.*s&after=%lld",
                                           STR_ARG(team_path(k->c, &k->own, "")),
                                           (long long)k->page.at[k->page.n - 1].id)
                              : STR(""));
    return e;
}

enum err team_page(struct ctx *c)
{
    struct team k = { .c = c };
    enum err e = own_partnership_load(c, CAP_PEOPLE, &k.own);
    struct person_filter f = { .role = -1,
                               .state = -1,
                               .partnership_id = k.own.partnership.id,
                               .after = param_i64(c, "after", 0),
                               .now_s = c->now_s };
    if (!e)
        e = person_list(c->db, c->arena, &f, &k.page);
    if (e)
        return e;
    k.v = page_new(c, "");
    struct form *form = form_new(c, k.v);
    people_show_done(c, k.v);
    view_str(k.v, S(action), team_path(c, &k.own, ""));
    view_str(k.v, S(invite_href), team_path(c, &k.own, "/invite"));
    e = own_partnership_show(c, &k.own, CAP_PEOPLE, k.v);
    if (!e)
        e = show_members(&k);
    if (e || !form)
        return e ? e : ERR_LIMIT;
    return form_render_next(form, "coordinator/team");
}

/* Sends the invitation of somebody who works here again. */
enum err team_again_post_page(struct ctx *c)
{
    struct own own;
    struct grant g[ACTOR_GRANTS_MAX];
    size_t n = 0;
    int64_t person = param_i64(c, "person", 0);
    enum err e = own_partnership_load(c, CAP_PEOPLE, &own);
    if (!e)
        e = grants_here(c, &own, person, g, &n);
    if (e)
        return e;
    if (!n || !actor_may_give(&c->visitor->actor, &g[0]))
        return ctx_refuse(c);
    struct form *f = form_new(c, page_new(c, ""));
    if (!f)
        return ERR_LIMIT;
    return people_ask_again(c, f, person,
                            people_done_path(c, team_path(c, &own, ""), STR(DONE_INVITE)));
}

/* --- inviting an analyst --- */

struct team_ask {
    struct ctx *c;
    struct view *v;
    struct form *f;
    struct own own;
    struct people_ask ask;
};

static enum err open_form(struct ctx *c, struct team_ask *k)
{
    *k = (struct team_ask){ .c = c };
    enum err e = own_partnership_load(c, CAP_PEOPLE, &k->own);
    if (e)
        return e;
    k->v = page_new(c, "");
    page_back(c, team_path(c, &k->own, ""));
    k->f = form_new(c, k->v);
    view_str(k->v, S(action), team_path(c, &k->own, "/invite"));
    view_str(k->v, S(for_whom), k->own.partnership.name);
    return k->f ? OK : ERR_LIMIT;
}

/* Role and partnership are not asked for, so that no form can say them (S11). */
static void show_fields(struct team_ask *k)
{
    form_field(k->f, S(name), "name");
    form_field(k->f, S(email), "email");
    view_null(k->v, S(role));
    view_null(k->v, S(partnership));
    view_null(k->v, S(organisation));
    form_date_field(k->f, S(until), &people_until);
}

static bool read_form(struct team_ask *k)
{
    struct people_ask *ask = &k->ask;
    people_ask_check(k->f);
    ask->name = form_value(k->f, "name");
    ask->email = form_value(k->f, "email");
    ask->place = k->own.partnership.name;
    ask->grant.role = ROLE_ANALYST;
    ask->grant.partnership_id = k->own.partnership.id;
    people_until_read(k->c, k->f, &ask->grant.until_s);
    return !form_failed(k->f);
}

static void show_check(struct team_ask *k)
{
    const struct grant *g = &k->ask.grant;
    struct str label = people_role_label(ROLE_ANALYST);
    view_str(k->v, S(role_label),
             str_printf(k->c->arena, ROLE_AT, STR_ARG(label),
                        STR_ARG(k->own.partnership.short_name)));
    people_show_day(k->c, k->v, S(last_day), S(last_day_iso), g->until_s ? g->until_s - 1 : 0);
}

enum err team_invite_page(struct ctx *c)
{
    struct team_ask k;
    enum err e = open_form(c, &k);
    if (e)
        return e;
    show_fields(&k);
    return form_render(k.f, "admin/people_invite");
}

static enum err send(struct team_ask *k)
{
    struct ctx *c = k->c;
    struct str mark = str_printf(c->arena, SENT_MARK "%.*s", STR_ARG(k->ask.email));
    k->ask.location =
        str_printf(c->arena, "%.*s&r=%.*s", STR_ARG(team_path(c, &k->own, "/invited")),
                   STR_ARG(ctx_seal(c, mark)));
    return people_ask_send(c, k->f, &k->ask);
}

enum err team_invite_post_page(struct ctx *c)
{
    struct team_ask k;
    enum err e = open_form(c, &k);
    if (e)
        return e;
    bool good = !people_ask_is_change(c) && read_form(&k);
    if (good && people_ask_is_send(c)) {
        e = send(&k);
        if (e != ERR_CONFLICT)
            return e;
        good = !form_failed(k.f);
    }
    show_fields(&k);
    show_check(&k);
    return people_ask_render(c, k.f, good);
}

enum err team_invited_page(struct ctx *c)
{
    struct own own;
    struct account account;
    struct str text, mark = STR(SENT_MARK);
    enum err e = own_partnership_load(c, CAP_PEOPLE, &own);
    if (e)
        return e;
    if (!ctx_unseal(c, param_str(c, "r"), &text) || !str_starts(text, mark))
        return ctx_see_other(c, team_path(c, &own, ""));
    e = account_find_by_email(c->db, c->arena, str_sub(text, mark.n, text.n), &account);
    if (e)
        return e;
    struct view *v = page_new(c, "");
    view_str(v, S(name), account.name);
    view_str(v, S(email), account.email);
    view_null(v, S(href));
    view_str(v, S(list_href), team_path(c, &own, ""));
    view_bool(v, S(is_member), account.last_sign_in_at_s > 0);
    return ctx_render(c, "admin/people_invited", v);
}

/* --- ending --- */

static enum err end_fn(struct db *db, void *arg)
{
    struct people_step *s = arg;
    return s->error = role_end(db, s->actor, s->grant.id, &s->act);
}

static const struct people_step_kind end_kind = {
    STEP_END_TITLE, STEP_END_TEXT, STEP_END_BUTTON, DONE_END, "", end_fn
};

static enum err open_end(struct ctx *c, struct people_step *s)
{
    struct own own;
    int64_t person = param_i64(c, "person", 0), grant = param_i64(c, "grant", 0);
    *s = (struct people_step){ .c = c };
    enum err e = own_partnership_load(c, CAP_PEOPLE, &own);
    if (!e)
        e = people_grant_find(c, person, grant, &s->grant);
    if (!e && (s->grant.partnership_id != own.partnership.id ||
               !actor_may_give(&c->visitor->actor, &s->grant)))
        e = ctx_refuse(c);
    if (!e)
        e = account_find(c->db, c->arena, person, &s->account);
    if (e)
        return e;
    struct str label = people_role_label(s->grant.role);
    s->back = team_path(c, &own, "");
    s->action =
        str_printf(c->arena, "%.*s&person=%lld&grant=%lld", STR_ARG(team_path(c, &own, "/end")),
                   (long long)person, (long long)grant);
    label = str_printf(c->arena, ROLE_AT, STR_ARG(label), STR_ARG(own.partnership.short_name));
    s->text = str_printf(c->arena, STEP_END_TEXT, STR_ARG(label));
    return people_step_show(s, &end_kind);
}

enum err team_end_page(struct ctx *c)
{
    struct people_step s;
    enum err e = open_end(c, &s);
    return e ? e : people_step_render(&s);
}

enum err team_end_post_page(struct ctx *c)
{
    struct people_step s;
    enum err e = open_end(c, &s);
    return e ? e : people_step_do(&s, &end_kind);
}
