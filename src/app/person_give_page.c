/*
 * person_give_page.c: a further role for somebody, from now on, with an end or without (7.9).
 */
#include "app/people_pages.h"

#include "app/people_ask.h"
#include "app/people_page_words.h"
#include "app/people_view.h"
#include "core/base/arena.h"
#include "gen/symbols.h"
#include "modules/people/visitor.h"

struct giving {
    struct ctx *c;
    struct view *v;
    struct form *f;
    struct account account;
    struct partnership_list all;
    struct people_ask ask;
};

static enum err open_form(struct ctx *c, struct giving *k)
{
    *k = (struct giving){ .c = c };
    enum err e = people_load(c, &k->account);
    if (!e)
        e = partnership_list(c->db, c->arena, &k->all);
    if (e)
        return e;
    k->v = page_new(c, "");
    page_back(c, people_path(c, k->account.id, ""));
    k->f = form_new(c, k->v);
    view_str(k->v, S(action), people_path(c, k->account.id, "/give"));
    view_str(k->v, S(name), k->account.name);
    return k->f ? OK : ERR_LIMIT;
}

static enum err render(struct giving *k)
{
    people_role_options(k->f, S(role), "role");
    people_partnership_options(k->c, k->f, S(partnership), &k->all);
    form_field(k->f, S(organisation), "organisation");
    form_date_field(k->f, S(until), &people_until);
    return form_render(k->f, "admin/person_give");
}

enum err person_give_page(struct ctx *c)
{
    struct giving k;
    enum err e = open_form(c, &k);
    return e ? e : render(&k);
}

enum err person_give_post_page(struct ctx *c)
{
    struct giving k;
    enum err e = open_form(c, &k);
    if (e)
        return e;
    e = people_role_read(c, k.f, &k.all, &k.ask);
    if (e)
        return e;
    people_until_read(c, k.f, &k.ask.grant.until_s);
    if (form_failed(k.f))
        return render(&k);
    k.ask.name = k.account.name;
    k.ask.email = k.account.email;
    k.ask.error_field = "role";
    k.ask.location = people_done_path(c, people_path(c, k.account.id, ""), STR(DONE_GIVE));
    e = people_ask_send(c, k.f, &k.ask);
    return e == ERR_CONFLICT ? render(&k) : e;
}
