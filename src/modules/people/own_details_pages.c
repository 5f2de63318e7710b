#include "modules/people/own_details_pages.h"

#include "gen/symbols.h"
#include "modules/people/account_words.h"
#include "modules/people/own_page.h"

struct name_write {
    const struct account *account;
    struct str name;
    struct act act;
};

static enum err name_fn(struct db *db, void *arg)
{
    const struct name_write *w = arg;
    return account_change(db, w->account->id, w->name, w->account->email, &w->act);
}

static enum err open_page(struct ctx *c, struct own_page *p)
{
    enum err e = own_page_open(c, own_page_is_welcome(c) ? "/account/welcome" : "/account", p);
    if (!e)
        form_set(p->f, "name", p->account->name);
    return e;
}

static enum err show(struct own_page *p)
{
    form_field_most(p->f, S(your_name), "name", ACCOUNT_NAME_MAX);
    view_bool(p->v, S(is_welcome), own_page_is_welcome(p->c));
    return form_render(p->f, "account/name");
}

enum err own_name_page(struct ctx *c)
{
    struct own_page p;
    enum err e = open_page(c, &p);
    return e ? e : show(&p);
}

enum err own_name_post_page(struct ctx *c)
{
    struct own_page p;
    enum err e = open_page(c, &p);
    if (e)
        return e;
    form_required(p.f, "name", STR(OWN_ENTER_NAME));
    form_length(p.f, "name", ACCOUNT_NAME_MAX, STR(OWN_NAME));
    if (form_failed(p.f))
        return show(&p);
    struct name_write w = { p.account, form_value(p.f, "name"), ctx_act(c) };
    e = form_send_once(p.f, name_fn, &w,
                       own_page_is_welcome(c) ? STR("/account/welcome/password")
                                              : STR("/account?done=name"));
    return e == ERR_CONFLICT ? show(&p) : e;
}
