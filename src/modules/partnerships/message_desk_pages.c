/*
 * message_desk_pages.c: messages to the partnership, for its coordinators.
 */
#include "modules/partnerships/desk_pages.h"

#include "core/base/arena.h"
#include "core/base/esc.h"
#include "core/http/target.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/partnerships/desk.h"
#include "modules/partnerships/desk_words.h"
#include "modules/partnerships/message_page.h"
#include "modules/people/visitor.h"

#define MAILTO_BYTES 8192

static struct str message_desk_path(struct ctx *c, const struct message_row *m)
{
    return url_path(c->arena, "/coordinator/messages/%", m->reference);
}

/* Where it went, and whether only we hold it. */
static void show_way(struct view *v, const struct message_row *m)
{
    view_bool(v, S(was_refused), m->refused_at_s != 0);
    view_bool(v, S(to_operator), str_eq(m->sent_to, STR("operator")));
    view_bool(v, S(to_next_step), str_eq(m->sent_to, STR("next_step")));
    view_bool(v, S(is_done), m->done_at_s != 0);
    view_bool(v, S(is_erased), m->is_erased);
}

/* --- the list --- */

static void show_row(struct ctx *c, const struct message_row *m, struct view *v)
{
    struct arena *a = c->arena;
    view_str(v, S(href), message_desk_path(c, m));
    view_str(v, S(reference), m->reference);
    view_str(v, S(sender), message_for_staff(a, m->sender_name));
    view_str(v, S(organisation), message_for_staff(a, m->organisation));
    desk_date(c, v, (struct desk_date){ S(received), S(received_iso) }, m->received_at_s);
    show_way(v, m);
}

enum err message_list_page(struct ctx *c)
{
    struct desk d;
    struct desk_ask ask;
    struct message_row *row = arena_array(c->arena, DESK_PAGE_ROWS, sizeof *row);
    int64_t n = 0;
    size_t n_rows = 0;
    enum err e = row ? desk_open(c, CAP_MESSAGE_READ, &d) : ERR_LIMIT;
    if (!e)
        e = desk_ask_read(c, &d, &ask);
    if (!e)
        e = message_count(c->db, &ask, &n);
    if (!e)
        e = desk_pages(c, &d, &ask, n);
    if (!e)
        e = message_list(c->db, c->arena, &ask, row, &n_rows);
    if (e)
        return e;
    struct list *rows = view_list(d.page, S(rows));
    for (size_t i = 0; i < n_rows; i++)
        show_row(c, &row[i], list_add(rows));
    return ctx_render(c, "coordinator/messages", d.page);
}

/* --- one message --- */

/* The two sides of the address are encoded, the sign between them is not (RFC 6068 2). */
static struct str mailto(struct ctx *c, const struct message_row *m)
{
    struct buf *out = buf_in(c->arena, MAILTO_BYTES);
    size_t at = str_find_char(m->email, '@');
    if (at == STR_NONE)
        return (struct str){ 0 };
    buf_lit(out, "mailto:");
    esc_url(out, str_sub(m->email, 0, at));
    buf_char(out, '@');
    esc_url(out, str_sub(m->email, at + 1, m->email.n));
    buf_lit(out, "?subject=");
    esc_url(out, str_printf(c->arena, MESSAGE_REPLY_SUBJECT, STR_ARG(m->reference),
                            STR_ARG(m->partnership_name)));
    return buf_view(out);
}

struct reading {
    struct ctx *c;
    struct message_row m;
    struct view *v;
    struct form *f;
};

static void show(struct reading *k)
{
    struct ctx *c = k->c;
    const struct message_row *m = &k->m;
    struct view *v = k->v;
    view_str(v, S(reference), m->reference);
    view_str(v, S(action), message_desk_path(c, m));
    view_str(v, S(partnership_name), m->partnership_name);
    view_str(v, S(sender), message_for_staff(c->arena, m->sender_name));
    view_str(v, S(organisation), message_for_staff(c->arena, m->organisation));
    view_str(v, S(email), m->email);
    view_str(v, S(reply_href), mailto(c, m));
    view_str(v, S(area), m->area_name);
    view_str(v, S(message), message_for_staff(c->arena, m->body));
    view_str(v, S(received_at), desk_moment(c->arena, m->received_at_s));
    view_str(v, S(done_at),
             m->done_at_s ? desk_moment(c->arena, m->done_at_s) : (struct str){ 0 });
    view_str(v, S(done_by), m->done_name);
    show_way(v, m);
}

static enum err open(struct ctx *c, struct reading *k)
{
    struct str reference = desk_reference(c);
    int64_t whose = 0;
    *k = (struct reading){ .c = c };
    enum err e = message_partnership(c->db, reference, &whose);
    if (!e)
        e = desk_ask_for(c, CAP_MESSAGE_READ, whose);
    if (!e)
        e = message_find(c->db, c->arena, reference, whose, &k->m);
    if (e)
        return e;
    k->v = page_new(c, "");
    page_back(c, url_query(c->arena, STR("/coordinator/messages"), STR("partnership"),
                           k->m.partnership_slug));
    k->f = form_new(c, k->v);
    if (k->f)
        show(k);
    return k->f ? OK : ERR_LIMIT;
}

enum err message_show_page(struct ctx *c)
{
    struct reading k;
    enum err e = open(c, &k);
    return e ? e : form_render(k.f, "coordinator/message");
}

enum err message_mark_page(struct ctx *c)
{
    struct reading k;
    enum err e = open(c, &k);
    if (e)
        return e;
    struct str done = form_value(k.f, "done");
    bool is_done = str_eq(done, STR("yes"));
    struct message_mark x = {
        .actor = &c->visitor->actor,
        .act = ctx_act(c),
        .message_id = k.m.id,
        .partnership_id = k.m.partnership_id,
        .is_done = is_done,
    };
    if (is_done || str_eq(done, STR("no"))) {
        e = form_send_once(k.f, message_mark_fn, &x, message_desk_path(c, &k.m));
        if (e != ERR_CONFLICT)
            return e;
    }
    return form_render(k.f, "coordinator/message");
}
