#include "modules/people/own_session_pages.h"

#include "gen/symbols.h"
#include "modules/people/own_page.h"

static struct str moment(struct arena *a, int64_t at_s)
{
    struct civil t = london_from_s(at_s);
    return str_printf(a, "%.*s, %.*s", STR_ARG(date_short(a, t.date)),
                      STR_ARG(time_of_day(a, t)));
}

static void show_one(struct ctx *c, struct list *list, const struct session *s)
{
    struct view *v = list_add(list);
    view_str(v, S(number), str_printf(c->arena, "%lld", (long long)s->number));
    view_str(v, S(device), s->device);
    view_str(v, S(began), moment(c->arena, s->began_at_s));
    view_str(v, S(began_iso), time_iso(c->arena, s->began_at_s));
    view_str(v, S(last_used), moment(c->arena, s->last_seen_s));
    view_str(v, S(last_used_iso), time_iso(c->arena, s->last_seen_s));
    view_bool(v, S(is_this), s->number == c->visitor->session.number);
}

static enum err show(struct ctx *c, struct own_page *p)
{
    struct session_list *all = ARENA_NEW(c->arena, struct session_list);
    struct str done = param_str(c, "done");
    if (!all)
        return ERR_LIMIT;
    enum err e = session_list(c->db, c->arena, p->account->id, c->now_s, all);
    if (e)
        return e;
    struct list *list = view_list(p->v, S(sessions));
    for (size_t i = 0; i < all->n; i++)
        show_one(c, list, &all->at[i]);
    view_int(p->v, S(n_sessions), (int64_t)all->n);
    view_bool(p->v, S(has_others), all->n > 1);
    view_bool(p->v, S(did_one), str_eq(done, STR("one")));
    view_bool(p->v, S(did_others), str_eq(done, STR("others")));
    view_bool(p->v, S(was_gone), str_eq(done, STR("gone")));
    return form_render(p->f, "account/sessions");
}

enum err own_session_page(struct ctx *c)
{
    struct own_page p;
    enum err e = own_page_open(c, "/account", &p);
    return e ? e : show(c, &p);
}

struct session_write {
    int64_t account_id, keep, number; /* number 0: all but `keep` */
    struct act act;
};

static enum err end_fn(struct db *db, void *arg)
{
    const struct session_write *w = arg;
    enum err e = w->number ? session_end_number(db, w->account_id, w->number)
                           : session_end_others(db, w->account_id, w->keep);
    return e ? e
             : session_note_end(db, w->account_id, w->number ? STR("one") : STR("others"),
                                &w->act);
}

enum err own_session_post_page(struct ctx *c)
{
    struct own_page p;
    struct session_write w = { .account_id = c->visitor->account.id,
                               .keep = c->visitor->session.number,
                               .act = ctx_act(c) };
    struct str which = param_str(c, "session");
    bool is_all = str_eq(which, STR("others"));
    enum err e = own_page_open(c, "/account", &p);
    if (e)
        return e;
    if (!is_all && (!str_to_i64(which, &w.number) || w.number <= 0))
        return ctx_see_other(c, STR("/account/sessions?done=gone"));
    if (w.number == w.keep) /* this one: the page of signing out does it */
        return ctx_see_other(c, STR("/sign-out"));
    e = form_send_once(p.f, end_fn, &w,
                       is_all ? STR("/account/sessions?done=others")
                              : STR("/account/sessions?done=one"));
    if (e == ERR_NOT_FOUND || e == ERR_CONFLICT) /* over meanwhile, or never this person's */
        return ctx_see_other(c, STR("/account/sessions?done=gone"));
    return e;
}
