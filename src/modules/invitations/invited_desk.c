#include "modules/invitations/invited_desk.h"

#include "core/base/arena.h"
#include "gen/symbols.h"
#include "modules/invitations/invited_words.h"
#include "modules/people/people.h"
#include "modules/people/visitor.h"

static bool asks(const struct consultation *x, int64_t partnership_id)
{
    for (size_t i = 0; i < x->n_partnerships; i++)
        if (x->partnership[i] == partnership_id)
            return true;
    return false;
}

/* The first of those who ask that is the person's: the leading one before the others. */
static int64_t first_own(const struct ctx *c, const struct consultation *x)
{
    const struct actor *actor = &c->visitor->actor;
    if (actor_may(actor, CAP_RESPONSE_LOG, x->partnership_id))
        return x->partnership_id;
    for (size_t i = 0; i < x->n_partnerships; i++)
        if (actor_may(actor, CAP_RESPONSE_LOG, x->partnership[i]))
            return x->partnership[i];
    return 0;
}

static enum err choose_partnership(struct invited_desk *k)
{
    struct ctx *c = k->c;
    struct own *own = &k->desk.own;
    struct partnership_list all;
    if (param_has(c, "partnership")) {
        enum err e = own_partnership_load(c, CAP_RESPONSE_LOG, own);
        return e || asks(&k->x, own->partnership.id) ? e : ctx_refuse(c);
    }
    int64_t id = first_own(c, &k->x);
    enum err e = partnership_list(c->db, c->arena, &all);
    for (size_t i = 0; !e && i < all.n; i++)
        if (all.item[i].id == id) {
            own->partnership = all.item[i];
            own->query = str_printf(c->arena, "?partnership=%.*s", STR_ARG(all.item[i].slug));
            return OK;
        }
    return e ? e : ERR_NOT_FOUND;
}

enum err invited_desk_open(struct ctx *c, struct invited_desk *k)
{
    *k = (struct invited_desk){ .c = c, .desk.c = c };
    enum err e = consultation_load_for(c, CAP_RESPONSE_LOG, param_str(c, "slug"), &k->x);
    if (!e)
        e = choose_partnership(k);
    if (e)
        return e;
    k->desk.partnership_id = k->desk.own.partnership.id;
    enum consultation_state s = consultation_state(&k->x, c->now_s);
    k->can_ask = s == CONSULTATION_FORTHCOMING || s == CONSULTATION_OPEN;
    k->page = page_new(c, "");
    k->f = form_new(c, k->page);
    if (!k->f)
        return ERR_LIMIT;
    view_str(k->page, S(consultation_title), k->x.title);
    view_str(k->page, S(partnership_name), k->desk.own.partnership.name);
    view_str(k->page, S(list_href), invited_desk_path(k, ""));
    view_bool(k->page, S(can_ask), k->can_ask);
    return OK;
}

struct str invited_desk_path(const struct invited_desk *k, const char *ending)
{
    return str_printf(k->c->arena, "/coordinator/consultations/%.*s/invitations%s%.*s",
                      STR_ARG(k->x.slug), ending, STR_ARG(k->desk.own.query));
}

struct str invited_desk_today(const struct invited_desk *k)
{
    return date_iso(k->c->arena, london_from_s(k->c->now_s).date);
}

enum err invited_desk_letter(const struct invited_desk *k, struct invited_letter *out)
{
    struct ctx *c = k->c;
    *out = (struct invited_letter){ .arena = c->arena,
                                    .db = c->db,
                                    .templates = c->templates,
                                    .site = c->site,
                                    .link_key = &c->people->link_key,
                                    .x = &k->x,
                                    .by_account = c->visitor->account.id,
                                    .now_s = c->now_s };
    return invited_letter_open(out, k->desk.partnership_id);
}

enum err invited_desk_write(struct invited_desk *k, store_write_fn fn,
                            const struct invited_item *item, size_t n, struct str done)
{
    struct ctx *c = k->c;
    struct invited_batch b = { .act = ctx_act(c),
                               .consultation_id = k->x.id,
                               .partnership_id = k->desk.partnership_id,
                               .today = invited_desk_today(k),
                               .item = item };
    enum err e = OK;
    for (; n > INVITED_PART && !e; n -= INVITED_PART, b.item += INVITED_PART) {
        b.n = INVITED_PART;
        e = store_write(c->store, fn, &b);
    }
    b.n = n;
    return e ? e : form_send_once(k->f, fn, &b, done);
}

struct str invited_channel_words(struct str channel)
{
    static const struct {
        struct str code, words;
    } list[] = {
        { STR_INIT("email"), STR_INIT(INVITED_BY_EMAIL) },
        { STR_INIT("letter"), STR_INIT(INVITED_BY_LETTER) },
        { STR_INIT("phone"), STR_INIT(INVITED_BY_PHONE) },
        { STR_INIT("meeting"), STR_INIT(INVITED_BY_MEETING) },
        { STR_INIT("via_tsi"), STR_INIT(INVITED_BY_TSI) },
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (str_eq(channel, list[i].code))
            return list[i].words;
    return channel;
}
