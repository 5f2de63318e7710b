/*
 * people_invite_pages.c: an administrator asks somebody to join: form, check, sent (7.8).
 */
#include "app/people_pages.h"

#include "app/people_ask.h"
#include "app/people_page_words.h"
#include "app/people_view.h"
#include "core/base/arena.h"
#include "gen/symbols.h"
#include "modules/people/visitor.h"

#define ACTION "/admin/people/invite"
#define SENT_MARK "invited "

struct inviting {
    struct ctx *c;
    struct view *v;
    struct form *f;
    struct partnership_list all;
    struct people_ask ask;
};

static enum err open_form(struct ctx *c, struct inviting *k)
{
    *k = (struct inviting){ .c = c };
    enum err e = people_check_whole(c);
    if (!e)
        e = partnership_list(c->db, c->arena, &k->all);
    if (e)
        return e;
    k->v = page_new(c, "");
    page_back(c, STR("/admin/people"));
    k->f = form_new(c, k->v);
    view_lit(k->v, S(action), ACTION);
    view_null(k->v, S(for_whom));
    return k->f ? OK : ERR_LIMIT;
}

static void show_fields(struct inviting *k)
{
    form_field(k->f, S(name), "name");
    form_field(k->f, S(email), "email");
    people_role_options(k->f, S(role), "role");
    people_partnership_options(k->c, k->f, S(partnership), &k->all);
    form_field(k->f, S(organisation), "organisation");
    form_date_field(k->f, S(until), &people_until);
}

static enum err read_form(struct inviting *k)
{
    people_ask_check(k->f);
    k->ask.name = form_value(k->f, "name");
    k->ask.email = form_value(k->f, "email");
    enum err e = people_role_read(k->c, k->f, &k->all, &k->ask);
    if (e)
        return e;
    people_until_read(k->c, k->f, &k->ask.grant.until_s);
    return OK;
}

/* What was filled in, as the check page says it. */
static void show_check(struct inviting *k)
{
    const struct grant *g = &k->ask.grant;
    view_str(k->v, S(role_label), people_grant_label(k->c, &k->all, g));
    people_show_day(k->c, k->v, S(last_day), S(last_day_iso), g->until_s ? g->until_s - 1 : 0);
}

enum err people_invite_page(struct ctx *c)
{
    struct inviting k;
    enum err e = open_form(c, &k);
    if (e)
        return e;
    show_fields(&k);
    return form_render(k.f, "admin/people_invite");
}

static enum err send(struct inviting *k)
{
    struct ctx *c = k->c;
    struct str mark = str_printf(c->arena, SENT_MARK "%.*s", STR_ARG(k->ask.email));
    k->ask.location =
        str_printf(c->arena, "/admin/people/invited?r=%.*s", STR_ARG(ctx_seal(c, mark)));
    return people_ask_send(c, k->f, &k->ask);
}

enum err people_invite_post_page(struct ctx *c)
{
    struct inviting k;
    enum err e = open_form(c, &k);
    if (e)
        return e;
    bool is_change = people_ask_is_change(c);
    e = is_change ? OK : read_form(&k);
    if (e)
        return e;
    bool good = !is_change && !form_failed(k.f);
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

enum err people_invited_page(struct ctx *c)
{
    struct str text, mark = STR(SENT_MARK);
    struct account account;
    enum err e = people_check_whole(c);
    if (e)
        return e;
    if (!ctx_unseal(c, param_str(c, "r"), &text) || !str_starts(text, mark))
        return ctx_see_other(c, STR("/admin/people"));
    e = account_find_by_email(c->db, c->arena, str_sub(text, mark.n, text.n), &account);
    if (e)
        return e;
    struct view *v = page_new(c, "");
    view_str(v, S(name), account.name);
    view_str(v, S(email), account.email);
    view_str(v, S(href), people_path(c, account.id, ""));
    view_str(v, S(list_href), STR("/admin/people"));
    view_bool(v, S(is_member), account.last_sign_in_at_s > 0);
    return ctx_render(c, "admin/people_invited", v);
}
