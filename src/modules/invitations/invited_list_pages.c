/* invited_list_pages.c: who was asked to answer, and what came of it (11.3); the same as CSV.
 */
#include "modules/invitations/invited_pages.h"

#include "core/base/arena.h"
#include "core/base/esc.h"
#include "core/base/limits.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/desk_rows.h"
#include "modules/invitations/invited_desk.h"
#include "modules/invitations/invited_words.h"
#include "modules/partnerships/partnership_page.h"

#define MARK "\xEF\xBB\xBF" /* so that spreadsheets take the file for UTF-8 */
#define CSV_BYTES (2 * MIB)

static const struct {
    struct str words;
    const char *tag; /* class of its Tag */
    const char *code;
} ways[INVITED_WAY__MAX] = {
    [INVITED_BY_HAND] = { STR_INIT(INVITED_WAY_BY_HAND), "ds_tag--grey", "by_hand" },
    [INVITED_WAITING] = { STR_INIT(INVITED_WAY_WAITING), "ds_tag--grey", "waiting" },
    [INVITED_DELIVERED] = { STR_INIT(INVITED_WAY_DELIVERED), "ds_tag--green", "delivered" },
    [INVITED_REFUSED] = { STR_INIT(INVITED_WAY_REFUSED), "ds_tag--red", "refused" },
    [INVITED_NOT_SENT] = { STR_INIT(INVITED_WAY_NOT_SENT), "ds_tag--red", "not_sent" },
};

/* --- filters --- */

enum show { SHOW_ALL, SHOW_ANSWERED, SHOW_OPEN, SHOW_DECLINED, SHOW_REFUSED, SHOW__MAX };
static const struct form_option shows[SHOW__MAX] = {
    [SHOW_ALL] = { STR_INIT(""), STR_INIT(INVITED_SHOW_ALL), { 0 } },
    [SHOW_ANSWERED] = { STR_INIT("answered"), STR_INIT(INVITED_SHOW_ANSWERED), { 0 } },
    [SHOW_OPEN] = { STR_INIT("open"), STR_INIT(INVITED_SHOW_OPEN), { 0 } },
    [SHOW_DECLINED] = { STR_INIT("declined"), STR_INIT(INVITED_SHOW_DECLINED), { 0 } },
    [SHOW_REFUSED] = { STR_INIT("refused"), STR_INIT(INVITED_SHOW_REFUSED), { 0 } },
};

static bool is_refused(const struct invited *i)
{
    return i->way == INVITED_REFUSED || i->way == INVITED_NOT_SENT;
}

static bool belongs(const struct invited *i, enum show show)
{
    switch (show) {
    case SHOW_ANSWERED:
        return i->has_answered;
    case SHOW_OPEN:
        return !i->has_answered && !i->declined_on.n;
    case SHOW_DECLINED:
        return !i->has_answered && i->declined_on.n > 0;
    case SHOW_REFUSED:
        return is_refused(i);
    case SHOW_ALL:
    case SHOW__MAX:
        break;
    }
    return true;
}

static enum show read_show(struct ctx *c)
{
    struct str code = param_str(c, "show");
    for (size_t i = 1; i < SHOW__MAX; i++)
        if (str_eq(code, shows[i].value))
            return (enum show)i;
    return SHOW_ALL;
}

struct listed {
    struct invited_desk k;
    struct invited *all, *chosen;
    size_t n_all, n;
    enum show show;
};

static enum err listed_open(struct ctx *c, struct listed *l)
{
    *l = (struct listed){ .n = 0 };
    enum err e = invited_desk_open(c, &l->k);
    l->all = arena_array(c->arena, INVITED_MAX, sizeof *l->all);
    l->chosen = arena_array(c->arena, INVITED_MAX, sizeof *l->chosen);
    if (!e && (!l->all || !l->chosen))
        e = ERR_LIMIT;
    if (!e)
        e = invited_list(c->db, c->arena, l->k.x.id, l->all, INVITED_MAX, &l->n_all);
    l->show = read_show(c);
    for (size_t i = 0; i < l->n_all && !e; i++)
        if (belongs(&l->all[i], l->show))
            l->chosen[l->n++] = l->all[i];
    return e;
}

/* --- the page --- */

static void show_day(struct arena *a, struct view *v, symbol words, symbol iso, struct str day)
{
    struct date d;
    bool is = date_parse(day, &d);
    view_text(v, words, is ? date_short(a, d) : (struct str){ 0 });
    view_text(v, iso, is ? day : (struct str){ 0 });
}

static void show_row(struct listed *l, const struct invited *i, struct list *rows)
{
    struct arena *a = l->k.c->arena;
    struct view *v = list_add(rows);
    const char *at = str_z(a, str_printf(a, "/other%.*s&organisation=%lld",
                                         STR_ARG(l->k.desk.own.query), (long long)i->body_id));
    view_str(v, S(name), i->body_name);
    view_str(v, S(href), body_desk_path_of(&l->k.desk, i->body_id, "/timeline"));
    view_str(v, S(channel), invited_channel_words(i->channel));
    show_day(a, v, S(invited), S(invited_iso), i->invited_on);
    view_bool(v, S(is_mail), i->way != INVITED_BY_HAND);
    view_str(v, S(way), ways[i->way].words);
    view_str(v, S(way_tag), str_from(ways[i->way].tag));
    view_bool(v, S(is_refused), is_refused(i));
    show_day(a, v, S(opened), S(opened_iso), i->opened_on);
    show_day(a, v, S(reminded), S(reminded_iso), i->reminded_on);
    view_int(v, S(n_reminders), i->n_reminders);
    view_bool(v, S(has_answered), i->has_answered);
    show_day(a, v, S(declined), S(declined_iso),
             i->has_answered ? (struct str){ 0 } : i->declined_on);
    view_str(v, S(other_href),
             str_printf(a, "/coordinator/consultations/%.*s/invitations%s",
                        STR_ARG(l->k.x.slug), at ? at : ""));
}

static void show_counts(struct listed *l)
{
    int64_t n[SHOW__MAX] = { 0 }, due = 0;
    for (size_t i = 0; i < l->n_all; i++) {
        for (size_t s = 0; s < SHOW__MAX; s++)
            n[s] += belongs(&l->all[i], (enum show)s);
        due +=
            l->all[i].way != INVITED_BY_HAND && invited_may_remind(&l->all[i], l->k.c->now_s);
    }
    struct view *v = l->k.page;
    view_int(v, S(n_invited), (int64_t)l->n_all);
    view_int(v, S(n_answered), n[SHOW_ANSWERED]);
    view_int(v, S(n_open), n[SHOW_OPEN]);
    view_int(v, S(n_declined), n[SHOW_DECLINED]);
    view_int(v, S(n_refused), n[SHOW_REFUSED]);
    view_bool(v, S(has_invited), l->n_all > 0);
    view_bool(v, S(has_refused), n[SHOW_REFUSED] > 0);
    view_bool(v, S(can_remind), due > 0 && l->k.can_ask);
}

static struct str filtered_path(struct listed *l, const char *ending)
{
    struct str path = invited_desk_path(&l->k, ending);
    return l->show == SHOW_ALL
               ? path
               : url_query(l->k.c->arena, path, STR("show"), shows[l->show].value);
}

static enum err show_rows(struct listed *l)
{
    int64_t page = param_i64(l->k.c, "page", 1);
    struct list *rows = view_list(l->k.page, S(rows));
    const struct desk_paging at = { .path = filtered_path(l, ""), .page = page };
    struct desk_found found = { .n_found = l->n };
    if (page < 1)
        return ERR_NOT_FOUND;
    for (size_t i = (size_t)(page - 1) * DESK_ROWS; i < l->n && found.n < DESK_ROWS; i++) {
        show_row(l, &l->chosen[i], rows);
        found.n++;
    }
    view_bool(l->k.page, S(has_rows), found.n > 0);
    return desk_pages_show(&l->k.desk, &at, &found, l->k.page);
}

static void show_filters(struct listed *l)
{
    struct view *v = l->k.page;
    struct list *options = view_list(v, S(show_options));
    for (size_t i = 0; i < SHOW__MAX; i++) {
        struct view *o = list_add(options);
        view_str(o, S(value), shows[i].value);
        view_str(o, S(label), shows[i].label);
        view_bool(o, S(checked), i == l->show);
    }
    view_bool(v, S(is_filtered), l->show != SHOW_ALL);
    view_str(v, S(show_label), shows[l->show].label);
    view_str(v, S(clear_href), invited_desk_path(&l->k, ""));
    view_str(v, S(partnership_slug), l->k.desk.own.partnership.slug);
}

enum err invited_list_page(struct ctx *c)
{
    struct listed l;
    enum err e = listed_open(c, &l);
    if (e)
        return e;
    struct view *v = l.k.page;
    struct str done = param_str(c, "done");
    view_int(v, S(n), param_i64(c, "n", 0));
    view_bool(v, S(was_invited), str_eq(done, STR("invited")));
    view_bool(v, S(was_reminded), str_eq(done, STR("reminded")));
    view_bool(v, S(was_noted), str_eq(done, STR("noted")));
    view_str(v, S(action),
             str_printf(c->arena, "/coordinator/consultations/%.*s/invitations",
                        STR_ARG(l.k.x.slug)));
    view_str(v, S(new_href), invited_desk_path(&l.k, "/new"));
    view_str(v, S(remind_href), invited_desk_path(&l.k, "/remind"));
    view_str(v, S(csv_href), filtered_path(&l, ".csv"));
    page_back(c, url_path(c->arena, "/coordinator/consultations/%", l.k.x.slug));
    show_counts(&l);
    show_filters(&l);
    e = show_rows(&l);
    return e ? e : ctx_render(c, "consultations/invited_list", v);
}

/* --- as CSV --- */

static const char *const columns[] = { "organisation", "address_on_site",    "channel",
                                       "invited_on",   "delivery",           "opened_on",
                                       "answered",     "will_not_answer_on", "reminded_on",
                                       "reminders" };
#define N_COLUMNS (sizeof columns / sizeof columns[0])

enum err invited_csv_page(struct ctx *c)
{
    struct listed l;
    struct str cell[N_COLUMNS];
    enum err e = listed_open(c, &l);
    if (e)
        return e;
    struct buf *b = buf_in(c->arena, CSV_BYTES);
    buf_lit(b, MARK);
    for (size_t i = 0; i < N_COLUMNS; i++)
        cell[i] = str_from(columns[i]);
    esc_csv_row(b, cell, N_COLUMNS);
    for (size_t i = 0; i < l.n; i++) {
        const struct invited *x = &l.chosen[i];
        const struct str row[N_COLUMNS] = {
            x->body_name,
            url_path(c->arena, "/bodies/%", x->body_slug),
            x->channel,
            x->invited_on,
            str_from(ways[x->way].code),
            x->opened_on,
            x->has_answered ? STR("yes") : STR("no"),
            x->has_answered ? (struct str){ 0 } : x->declined_on,
            x->reminded_on,
            str_printf(c->arena, "%lld", (long long)x->n_reminders),
        };
        esc_csv_row(b, row, N_COLUMNS);
    }
    struct str name = str_printf(c->arena, "invitations-%.*s-%.*s.csv", STR_ARG(l.k.x.slug),
                                 STR_ARG(invited_desk_today(&l.k)));
    return b->failed ? ERR_LIMIT
                     : ctx_send_file(c, STR("text/csv; charset=utf-8"), buf_view(b), name);
}
