/*
 * invited_remind_pages.c: reminding those who have not answered (11.3), and noting that a body
 * was asked by letter, by phone, at a meeting.
 */
#include "modules/invitations/invited_pages.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "core/web/form_date.h"
#include "gen/symbols.h"
#include "modules/invitations/invited_desk.h"
#include "modules/invitations/invited_words.h"

/* --- reminding --- */

struct reminding {
    struct invited_desk k;
    struct invited *all;
    size_t n_all;
    struct invited_item item[INVITED_AT_ONCE];
    size_t n;
};

static enum err address_now(struct ctx *c, int64_t body_id, struct invited_address *to)
{
    struct body b;
    enum err e = body_load(c->db, c->arena, body_id, &b);
    return e ? e : invited_address(c->db, c->arena, &b, c->now_s, to);
}

/* Asked by mail, silent, and not told a short while ago; to the address that is known now,
 * where the mail before was refused. */
static enum err add_one(struct reminding *r, const struct invited_letter *letter,
                        const struct invited *row)
{
    struct ctx *c = r->k.c;
    struct invited_address to;
    struct invited now = *row;
    if (row->way == INVITED_BY_HAND || !invited_may_remind(row, c->now_s))
        return OK;
    enum err e = address_now(c, row->body_id, &to);
    if (e || str_eq(to.why_not, STR(INVITED_NOT_WANTED)))
        return e == ERR_NOT_FOUND ? OK : e;
    if (row->way == INVITED_REFUSED && str_eq_nocase(to.email, row->email))
        return OK; /* it would come back again: another channel */
    if (row->way == INVITED_REFUSED)
        now.email = to.email;
    if (!mail_address_is_valid(now.email))
        return OK;
    e = invited_item_again(letter, &now, to.is_confirmed, &r->item[r->n]);
    r->n += !e;
    return e;
}

static enum err reminding_open(struct ctx *c, struct reminding **out)
{
    struct invited_letter letter;
    struct reminding *r = *out = ARENA_NEW(c->arena, struct reminding);
    if (!r)
        return ERR_LIMIT;
    enum err e = invited_desk_open(c, &r->k);
    r->all = arena_array(c->arena, INVITED_MAX, sizeof *r->all);
    if (!e && !r->all)
        e = ERR_LIMIT;
    if (!e)
        e = invited_list(c->db, c->arena, r->k.x.id, r->all, INVITED_MAX, &r->n_all);
    if (!e)
        e = invited_desk_letter(&r->k, &letter);
    for (size_t i = 0; i < r->n_all && r->n < INVITED_AT_ONCE && r->k.can_ask && !e; i++)
        e = add_one(r, &letter, &r->all[i]);
    return e;
}

static enum err show_reminding(struct reminding *r)
{
    struct view *v = r->k.page;
    struct list *rows = view_list(v, S(rows));
    for (size_t i = 0; i < r->n; i++) {
        struct view *o = list_add(rows);
        view_str(o, S(name), r->item[i].row.body_name);
        view_int(o, S(n_reminders), r->item[i].row.n_reminders);
        view_bool(o, S(is_again), r->item[i].row.n_reminders > 0);
    }
    view_int(v, S(n), (int64_t)r->n);
    view_bool(v, S(is_one), r->n == 1);
    view_bool(v, S(has_rows), r->n > 0);
    view_int(v, S(days), INVITED_REST_DAYS);
    view_str(v, S(closes), consultation_closes_words(r->k.c->arena, r->k.x.closes_at_s));
    view_str(v, S(action), invited_desk_path(&r->k, "/remind"));
    page_back(r->k.c, invited_desk_path(&r->k, ""));
    return form_render(r->k.f, "consultations/invited_remind");
}

enum err invited_remind_page(struct ctx *c)
{
    struct reminding *r;
    enum err e = reminding_open(c, &r);
    return e ? e : show_reminding(r);
}

enum err invited_remind_post_page(struct ctx *c)
{
    struct reminding *r;
    enum err e = reminding_open(c, &r);
    if (e)
        return e;
    if (!r->n) /* the page says why */
        return ctx_see_other(c, invited_desk_path(&r->k, "/remind"));
    struct str done =
        url_query(c->arena, invited_desk_path(&r->k, ""), STR("done"), STR("reminded"));
    done = url_query(c->arena, done, STR("n"), str_printf(c->arena, "%zu", r->n));
    e = invited_desk_write(&r->k, invited_remind_fn, r->item, r->n, done);
    return e == ERR_CONFLICT ? show_reminding(r) : e;
}

/* --- another channel --- */

static const struct form_option channels[] = {
    { STR_INIT("letter"), STR_INIT(INVITED_BY_LETTER), { 0 } },
    { STR_INIT("phone"), STR_INIT(INVITED_BY_PHONE), { 0 } },
    { STR_INIT("meeting"), STR_INIT(INVITED_BY_MEETING), { 0 } },
    { STR_INIT("via_tsi"), STR_INIT(INVITED_BY_TSI), { 0 } },
};
#define N_CHANNELS (sizeof channels / sizeof *channels)
static const struct form_date day = { "on_day", "on_month", "on_year" };

struct other {
    struct invited_desk k;
    struct body_desk_one one;
    struct date on;
};

static enum err other_open(struct ctx *c, struct other *o)
{
    *o = (struct other){ .on = london_from_s(c->now_s).date };
    enum err e = invited_desk_open(c, &o->k);
    if (e)
        return e;
    e = body_desk_load_id(&o->k.desk, param_i64(c, "organisation", 0), &o->one);
    if (e)
        return e == ERR_NOT_FOUND ? ctx_refuse(c) : e;
    page_back(c, invited_desk_path(&o->k, ""));
    return OK;
}

static enum err show_other(struct other *o)
{
    struct view *v = o->k.page;
    struct arena *a = o->k.c->arena;
    form_options(o->k.f, S(channel), "channel", channels, N_CHANNELS);
    form_date_field(o->k.f, S(happened), &day);
    form_field_most(o->k.f, S(note), "note", INVITED_REASON_CHARS);
    view_str(v, S(body_name), o->one.b.name);
    view_str(v, S(action),
             str_printf(a, "%.*s&organisation=%lld",
                        STR_ARG(invited_desk_path(&o->k, "/other")), (long long)o->one.b.id));
    return form_render(o->k.f, "consultations/invited_other");
}

enum err invited_other_page(struct ctx *c)
{
    struct other o;
    enum err e = other_open(c, &o);
    return e ? e : show_other(&o);
}

static void judge_other(struct other *o)
{
    struct form *f = o->k.f;
    struct ctx *c = o->k.c;
    struct date today = o->on;
    bool is_known = false;
    for (size_t i = 0; i < N_CHANNELS; i++)
        is_known = is_known || form_chosen(f, "channel", channels[i].value);
    if (!is_known)
        form_error(f, "channel", STR(INVITED_SELECT_CHANNEL));
    enum form_date_is is = form_date_read(c->arena, f, &day, &o->on);
    if (is == FORM_DATE_EMPTY)
        form_error(f, day.day, STR(INVITED_ENTER_DATE));
    if (is == FORM_DATE_GOOD && date_to_days(o->on) > date_to_days(today))
        form_error(f, day.day, STR(INVITED_DATE_AHEAD));
    form_length(f, "note", INVITED_REASON_CHARS, STR(INVITED_NOTE));
}

enum err invited_other_post_page(struct ctx *c)
{
    struct other o;
    struct invited_letter letter;
    struct invited_item item;
    enum err e = other_open(c, &o);
    if (e)
        return e;
    judge_other(&o);
    if (form_failed(o.k.f))
        return show_other(&o);
    e = invited_desk_letter(&o.k, &letter);
    if (e)
        return e;
    invited_item_other(&letter, o.one.b.id, o.k.desk.partnership_id, form_value(o.k.f, "note"),
                       &item);
    item.row.channel = item.event.channel = form_value(o.k.f, "channel");
    item.row.invited_on = item.event.happened_on = date_iso(c->arena, o.on);
    e = invited_desk_write(
        &o.k, invited_other_fn, &item, 1,
        url_query(c->arena, invited_desk_path(&o.k, ""), STR("done"), STR("noted")));
    return e == ERR_CONFLICT ? show_other(&o) : e;
}
