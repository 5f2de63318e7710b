#include "modules/bodies/editor_view.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/people/person.h"
#include "modules/people/visitor.h"

#define DONE_MARK "editors "

static void show_day(struct ctx *c, struct view *v, symbol as, symbol as_iso, int64_t s)
{
    struct date d = london_from_s(s).date;
    view_str(v, as, s ? date_short(c->arena, d) : (struct str){ 0 });
    view_str(v, as_iso, s ? date_iso(c->arena, d) : (struct str){ 0 });
}

static struct str step_href(struct ctx *c, const struct editor_show *how,
                            const struct editor *e, const char *what)
{
    return str_printf(c->arena, "%s/%lld/%s%.*s", how->path, (long long)e->grant.id, what,
                      STR_ARG(how->query));
}

static enum err show(struct ctx *c, const struct editor *e, const struct editor_show *how,
                     struct view *v)
{
    struct str mail = { 0 };
    bool is_self = e->grant.account_id == c->visitor->account.id;
    bool is_invited = !e->last_sign_in_at_s;
    enum err err = is_invited ? person_mail_state(c->db, c->arena, e->grant.account_id,
                                                  STR("mail/invitation"), &mail)
                              : OK;
    view_str(v, S(name), e->name);
    view_str(v, S(email), e->email);
    view_bool(v, S(is_self), is_self);
    view_bool(v, S(is_lead), e->grant.is_lead);
    view_bool(v, S(is_invited), is_invited);
    view_bool(v, S(mail_failed), str_eq(mail, STR("failed")));
    show_day(c, v, S(asked), S(asked_iso), e->grant.from_s);
    show_day(c, v, S(seen), S(seen_iso), e->last_sign_in_at_s);
    view_int(v, S(editor), e->grant.id);
    view_bool(v, S(may_ask), how->may_end && is_invited && !is_self);
    view_str(v, S(end_href),
             how->may_end && !is_self ? step_href(c, how, e, "end") : (struct str){ 0 });
    view_str(v, S(lead_href),
             how->may_lead && !e->grant.is_lead ? step_href(c, how, e, "lead")
                                                : (struct str){ 0 });
    return err;
}

enum err editor_show_all(struct ctx *c, const struct editor_list *editors,
                         const struct editor_show *how, struct view *page)
{
    struct list *list = view_list(page, S(editors));
    enum err e = OK;
    for (size_t i = 0; i < editors->n && !e; i++)
        e = show(c, &editors->at[i], how, list_add(list));
    view_bool(page, S(has_editors), editors->n > 0);
    view_bool(page, S(has_lead), editors->has_lead);
    view_bool(page, S(is_alone), editors->n == 1);
    view_int(page, S(n_editors), (int64_t)editors->n);
    return e;
}

struct str editor_done_path(struct ctx *c, struct str path, char what)
{
    struct str text = str_printf(c->arena, DONE_MARK "%c", what);
    return url_query(c->arena, path, STR("done"), ctx_seal(c, text));
}

void editor_show_done(struct ctx *c, struct view *page)
{
    struct str text, mark = STR(DONE_MARK);
    bool is =
        ctx_unseal(c, param_str(c, "done"), &text) && str_starts(text, mark) && text.n > mark.n;
    char what = is ? text.p[mark.n] : 0;
    view_bool(page, S(did_invite), what == 'i');
    view_bool(page, S(did_end), what == 'e');
    view_bool(page, S(did_lead), what == 'l');
    view_bool(page, S(did_decide), what == 'd');
}
