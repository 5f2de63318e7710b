#include "modules/bodies/interest_view.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/interest_form.h"

static void show_state(const struct interest_area *x, struct view *v)
{
    view_str(v, S(state_label), interest_state_label(x->state));
    view_bool(v, S(is_waiting), interest_is_open(x->state));
    view_bool(v, S(is_accepted), x->state == INTEREST_ACCEPTED);
    view_bool(v, S(is_asked), x->state == INTEREST_ASKED);
    view_bool(v, S(is_declined), x->state == INTEREST_DECLINED);
}

static void show_row(struct ctx *c, const struct area_list *all, const struct interest_area *x,
                     struct view *v)
{
    struct arena *a = c->arena;
    bool is_open = interest_is_open(x->state) || x->state == INTEREST_ASKED;
    bool is_answered = x->answered_at_s > 0 && !interest_is_open(x->state);
    struct date on = london_from_s(x->answered_at_s).date;
    struct str none = { 0 };
    view_str(v, S(name), x->partnership_name);
    view_str(v, S(href), url_path(a, "/partnerships/%", x->partnership_slug));
    view_str(v, S(areas), interest_area_names(a, all, x->areas));
    show_state(x, v);
    view_str(v, S(told), x->words);
    view_str(v, S(reply), x->reply);
    view_str(v, S(answered), is_answered ? date_short(a, on) : none);
    view_str(v, S(answered_iso), is_answered ? date_iso(a, on) : none);
    view_str(v, S(reply_href),
             x->state == INTEREST_ASKED
                 ? url_query(a, STR("/interest/open/reply"), STR("area"), x->partnership_slug)
                 : none);
    view_str(
        v, S(withdraw_href),
        is_open ? url_query(a, STR("/interest/open/withdraw"), STR("area"), x->partnership_slug)
                : none);
}

enum err interest_view_stand(struct ctx *c, const struct interest *i, struct view *v)
{
    struct arena *a = c->arena;
    struct area_list all;
    struct interest_area *x = arena_array(a, INTEREST_AREAS_MAX, sizeof *x);
    size_t n = 0, n_open = 0, n_answered = 0;
    enum err e = x ? area_list(c->db, a, &all) : ERR_LIMIT;
    if (!e)
        e = interest_areas(c->db, a, i->id, x, &n);
    if (e)
        return e;
    struct list *rows = view_list(v, S(rows));
    for (size_t k = 0; k < n; k++) {
        bool is_own = x[k].state == INTEREST_WITHDRAWN; /* their own doing is no answer */
        show_row(c, &all, &x[k], list_add(rows));
        n_open += interest_is_open(x[k].state) || x[k].state == INTEREST_ASKED;
        n_answered += x[k].state != INTEREST_WAITING && !is_own;
    }
    struct date sent = london_from_s(i->sent_at_s).date;
    view_str(v, S(sent_on), date_long(a, sent));
    view_str(v, S(expected_on),
             date_with_day(a, date_from_days(date_to_days(sent) + INTEREST_ANSWER_DAYS)));
    view_bool(v, S(none_answered), n_answered == 0);
    view_bool(v, S(can_withdraw), n_open > 1);
    return OK;
}
