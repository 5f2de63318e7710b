/* consultation_desk_list.c: all consultations of a partnership, for the people who work on
 * them. */
#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_desk.h"
#include "modules/consultations/consultation_dates.h"
#include "modules/consultations/consultation_setup.h"
#include "modules/people/visitor.h"

#define CONSULTATIONS_SHOWN 200

enum { Q_COUNT };

static const char *const sql[] = {
    [Q_COUNT] = "SELECT count(*) FROM response WHERE consultation_id = $1 AND is_live = 1",
};
const struct sql_list consultation_desk_sql = SQL_LIST("consultation_desk", sql);

static void show_day(struct ctx *c, struct view *v, symbol words, symbol iso, int64_t at_s)
{
    struct date d = at_s ? london_from_s(at_s).date : (struct date){ 0 };
    view_str(v, words, at_s ? date_short(c->arena, d) : (struct str){ 0 });
    view_str(v, iso, at_s ? date_iso(c->arena, d) : (struct str){ 0 });
}

static enum err show_one(struct ctx *c, const struct own *own, const struct consultation *x,
                         struct view *v)
{
    int64_t n = 0;
    enum consultation_state state = consultation_state(x, c->now_s);
    view_str(v, S(title), x->title);
    view_str(v, S(reference), x->reference);
    view_str(v, S(href),
             url_query(c->arena, url_path(c->arena, "/coordinator/consultations/%", x->slug),
                       STR("partnership"), own->partnership.slug));
    view_str(v, S(state_label), consultation_state_label(state));
    view_lit(v, S(state_tag), consultation_state_tag(state));
    view_bool(v, S(is_waiting), str_eq(x->stage, STR("waiting")));
    show_day(c, v, S(opens), S(opens_iso), x->opens_at_s);
    show_day(c, v, S(closes), S(closes_iso), x->closes_at_s ? x->closes_at_s - 1 : 0);
    enum err e = db_one_i64(c->db, sql[Q_COUNT], BINDS(bi(x->id)), &n);
    view_int(v, S(n_responses), n);
    return e;
}

enum err consultation_list_desk_page(struct ctx *c)
{
    struct own own;
    size_t n = 0;
    enum err e = own_partnership_load(c, CAP_ANSWER_TAG, &own);
    struct consultation *x = e ? NULL : arena_array(c->arena, CONSULTATIONS_SHOWN, sizeof *x);
    if (!x)
        return e ? e : ERR_LIMIT;
    struct view *v = page_new(c, "");
    struct list *rows = view_list(v, S(consultations));
    e = own_partnership_show(c, &own, CAP_ANSWER_TAG, v);
    if (!e)
        e = consultation_list(c->db, c->arena, own.partnership.id, x, CONSULTATIONS_SHOWN, &n);
    for (size_t i = 0; !e && i < n; i++)
        e = show_one(c, &own, &x[i], list_add(rows));
    view_bool(v, S(has_consultations), n > 0);
    view_int(v, S(n_consultations), (int64_t)n);
    view_bool(v, S(may_edit),
              actor_may(&c->visitor->actor, CAP_CONSULTATION_EDIT, own.partnership.id));
    view_str(v, S(new_href),
             url_query(c->arena, STR("/coordinator/consultations/new"), STR("partnership"),
                       own.partnership.slug));
    view_str(v, S(sets_href),
             url_query(c->arena, STR("/coordinator/question-sets"), STR("partnership"),
                       own.partnership.slug));
    return e ? e : ctx_render(c, "consultations/desk_list", v);
}

/* --- the line on the workspace's home --- */

enum err consultation_desk_open_ones(struct ctx *c, const struct own *own, struct view *page)
{
    struct consultation *x = arena_array(c->arena, CONSULTATIONS_SHOWN, sizeof *x);
    struct list *rows = view_list(page, S(open_consultations));
    size_t n = 0;
    enum err e =
        x ? consultation_list(c->db, c->arena, own->partnership.id, x, CONSULTATIONS_SHOWN, &n)
          : ERR_LIMIT;
    for (size_t i = 0; !e && i < n; i++)
        if (consultation_state(&x[i], c->now_s) == CONSULTATION_OPEN) {
            struct view *v = list_add(rows);
            view_str(v, S(closes_words), consultation_closes_words(c->arena, x[i].closes_at_s));
            e = show_one(c, own, &x[i], v);
        }
    view_bool(page, S(has_open_consultations), list_len(rows) > 0);
    return e;
}
