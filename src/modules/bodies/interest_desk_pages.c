/*
 * interest_desk_pages.c: offers to be involved: the list, one of them, accept, ask, decline.
 */
#include "modules/bodies/interest_pages.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "core/http/target.h"
#include "core/web/form.h"
#include "gen/symbols.h"
#include "modules/bodies/interest_desk.h"
#include "modules/bodies/interest_form.h"
#include "modules/bodies/interest_mail.h"
#include "modules/bodies/interest_words.h"
#include "modules/framework/list.h"
#include "modules/partnerships/desk.h"
#include "modules/partnerships/message_page.h"
#include "modules/people/visitor.h"

#define LIKELY_MAX 8
#define ENTRIES_MAX (LIKELY_MAX + 3)

static struct str state_label(enum interest_state state)
{
    switch (state) {
    case INTEREST_WAITING:
        return STR(INTEREST_DESK_WAITING);
    case INTEREST_ASKED:
        return STR(INTEREST_DESK_ASKED);
    case INTEREST_REPLIED:
        return STR(INTEREST_DESK_REPLIED);
    case INTEREST_ACCEPTED:
    case INTEREST_DECLINED:
    case INTEREST_WITHDRAWN:
    case INTEREST_STATE__MAX:
        break;
    }
    return interest_state_label(state);
}

static void show_state(struct view *v, enum interest_state state)
{
    view_str(v, S(state_label), state_label(state));
    view_bool(v, S(is_waiting), interest_is_open(state));
    view_bool(v, S(is_asked), state == INTEREST_ASKED);
    view_bool(v, S(is_accepted), state == INTEREST_ACCEPTED);
}

static struct str offer_path(struct ctx *c, struct str reference, const struct own *own,
                             const char *answer)
{
    struct str path = url_path(c->arena, "/coordinator/interest/%", reference);
    path = str_printf(c->arena, "%.*s%s", STR_ARG(path), answer);
    return url_query(c->arena, path, STR("partnership"), own->partnership.slug);
}

/* --- the list --- */

static void show_row(struct ctx *c, const struct desk *d, const struct area_list *all,
                     const struct interest_row *r, struct view *v)
{
    view_str(v, S(href), offer_path(c, r->reference, &d->own, ""));
    view_str(v, S(name), message_for_staff(c->arena, r->name));
    view_str(v, S(reference), r->reference);
    view_str(v, S(areas), interest_area_names(c->arena, all, r->areas));
    desk_date(c, v, (struct desk_date){ S(received), S(received_iso) }, r->sent_at_s);
    show_state(v, r->state);
}

enum err interest_list_page(struct ctx *c)
{
    struct desk d;
    struct desk_ask ask;
    struct area_list all;
    struct interest_row *row = arena_array(c->arena, DESK_PAGE_ROWS, sizeof *row);
    int64_t n = 0;
    size_t n_rows = 0;
    enum err e = row ? desk_open(c, CAP_INTEREST_READ, &d) : ERR_LIMIT;
    if (!e)
        e = desk_ask_read(c, &d, &ask);
    if (!e)
        e = interest_count(c->db, &ask, &n);
    if (!e)
        e = desk_pages(c, &d, &ask, n);
    if (!e)
        e = interest_list(c->db, c->arena, &ask, row, &n_rows);
    if (!e)
        e = area_list(c->db, c->arena, &all);
    if (e)
        return e;
    struct list *rows = view_list(d.page, S(rows));
    for (size_t i = 0; i < n_rows; i++)
        show_row(c, &d, &all, &row[i], list_add(rows));
    return ctx_render(c, "coordinator/interest", d.page);
}

/* --- one offer --- */

struct offer {
    struct ctx *c;
    struct own own;
    struct interest i;
    struct interest_area area;
    struct area_list all;
    struct view *v;
    struct form *f;
};

/* What this partnership was asked. Another's is answered as one that does not exist. */
static enum err load(struct offer *k)
{
    struct ctx *c = k->c;
    enum err e = own_partnership_load(c, CAP_INTEREST_READ, &k->own);
    if (!e)
        e = interest_by_reference(c->db, c->arena, desk_reference(c), &k->i);
    if (e)
        return e;
    e = interest_area_of(c->db, c->arena, k->i.id, k->own.partnership.id, &k->area);
    if (e == ERR_NOT_FOUND)
        return ctx_refuse(c);
    return e ? e : area_list(c->db, c->arena, &k->all);
}

static void show_contact(struct offer *k)
{
    const struct interest *i = &k->i;
    struct arena *a = k->c->arena;
    struct view *v = k->v;
    view_str(v, S(channel), interest_channel_words(i->channel));
    view_str(v, S(contact_name), message_for_staff(a, i->contact_name));
    view_str(v, S(contact_role), message_for_staff(a, i->contact_role));
    view_str(v, S(contact_email), i->contact_email);
    view_str(v, S(contact_phone), message_for_staff(a, i->contact_phone));
    view_str(v, S(contact_address), message_for_staff(a, i->contact_address));
    view_bool(v, S(has_email), i->contact_email.n > 0);
    view_bool(v, S(is_unconfirmed), i->contact_email.n > 0 && !i->is_confirmed);
}

static void show_offer(struct offer *k)
{
    const struct interest *i = &k->i;
    struct arena *a = k->c->arena;
    struct view *v = k->v;
    view_str(v, S(partnership_name), k->own.partnership.name);
    view_str(v, S(reference), i->reference);
    view_str(v, S(organisation), message_for_staff(a, i->name));
    view_str(v, S(charity_number), i->charity_number);
    view_str(v, S(site), i->website);
    view_str(v, S(described_as), message_for_staff(a, i->described_as));
    view_str(v, S(what), message_for_staff(a, i->what));
    view_str(v, S(grounds), interest_grounds_words(a, i->grounds, i->is_community));
    view_str(v, S(areas), interest_area_names(a, &k->all, k->area.areas));
    view_str(v, S(how), interest_how_words(a, i->how));
    view_str(v, S(needs), message_for_staff(a, i->needs));
    view_str(v, S(received_at), desk_moment(a, i->sent_at_s));
    view_bool(v, S(is_erased), i->is_erased);
    show_contact(k);
    show_state(v, k->area.state);
    view_str(v, S(told), message_for_staff(a, k->area.words));
    view_str(v, S(reply), message_for_staff(a, k->area.reply));
    view_str(v, S(answered_at),
             k->area.answered_at_s ? desk_moment(a, k->area.answered_at_s) : (struct str){ 0 });
}

/* Its entry, once this partnership has taken it in. */
static enum err show_entry(struct offer *k)
{
    struct body b;
    bool is_in = k->area.state == INTEREST_ACCEPTED && k->i.body_id;
    bool is_accepted = false;
    enum err e = is_in ? body_load_for(k->c->db, k->c->arena, k->i.body_id,
                                       k->own.partnership.id, &b, &is_accepted)
                       : ERR_NOT_FOUND;
    view_str(k->v, S(body_name), e ? (struct str){ 0 } : b.name);
    view_str(k->v, S(body_href),
             e ? (struct str){ 0 }
               : url_query(k->c->arena,
                           str_printf(k->c->arena, "/coordinator/bodies/%lld", (long long)b.id),
                           STR("partnership"), k->own.partnership.slug));
    return e == ERR_NOT_FOUND ? OK : e;
}

static enum err open(struct ctx *c, struct offer *k)
{
    *k = (struct offer){ .c = c };
    enum err e = load(k);
    if (e)
        return e;
    k->v = page_new(c, "");
    show_offer(k);
    return OK;
}

enum err interest_show_page(struct ctx *c)
{
    struct offer k;
    enum err e = open(c, &k);
    if (!e)
        e = show_entry(&k);
    if (e)
        return e;
    enum interest_state state = k.area.state;
    bool is_open = interest_is_open(state) || state == INTEREST_ASKED;
    page_back(c, url_query(c->arena, STR("/coordinator/interest"), STR("partnership"),
                           k.own.partnership.slug));
    view_bool(k.v, S(can_answer), is_open && !k.i.is_erased);
    view_bool(k.v, S(can_ask), interest_is_open(state));
    view_str(k.v, S(accept_href), offer_path(c, k.i.reference, &k.own, "/accept"));
    view_str(k.v, S(ask_href), offer_path(c, k.i.reference, &k.own, "/ask"));
    view_str(k.v, S(decline_href), offer_path(c, k.i.reference, &k.own, "/decline"));
    return ctx_render(c, "coordinator/interest_show", k.v);
}

/* --- the answer --- */

/* INTEREST_STATE__MAX: there is no such page. */
static enum interest_state answer_of(struct ctx *c)
{
    struct str answer = param_str(c, "answer");
    return str_eq(answer, STR("accept"))    ? INTEREST_ACCEPTED
           : str_eq(answer, STR("ask"))     ? INTEREST_ASKED
           : str_eq(answer, STR("decline")) ? INTEREST_DECLINED
                                            : INTEREST_STATE__MAX;
}

struct entries {
    struct form_option option[ENTRIES_MAX];
    size_t n;
};

static bool has_entry(const struct entries *x, struct str value)
{
    for (size_t i = 0; i < x->n; i++)
        if (str_eq(x->option[i].value, value))
            return true;
    return false;
}

static void add_entry(struct offer *k, struct entries *x, int64_t id, struct str name)
{
    struct str value = str_printf(k->c->arena, "%lld", (long long)id);
    if (x->n < ENTRIES_MAX - 1 && !has_entry(x, value))
        x->option[x->n++] = (struct form_option){ .value = value, .label = name };
}

static enum err add_known(struct offer *k, struct entries *x, int64_t id)
{
    struct body b;
    enum err e = id ? body_load(k->c->db, k->c->arena, id, &b) : ERR_NOT_FOUND;
    if (!e && !str_eq(b.state, STR("merged")))
        add_entry(k, x, id, b.name);
    return e == ERR_NOT_FOUND ? OK : e;
}

/* What another area took it in as, what the form says, what is like it; or a new one. */
static enum err find_entries(struct offer *k, struct entries *x)
{
    struct body_match match[LIKELY_MAX];
    const struct interest *i = &k->i;
    const struct body_likeness like = { .name = i->name,
                                        .charity_number = i->charity_number,
                                        .website = i->website,
                                        .email = i->contact_email,
                                        .phone = i->contact_phone };
    size_t n = 0;
    x->n = 0;
    enum err e = add_known(k, x, i->body_id);
    if (!e)
        e = add_known(k, x, i->said_body_id);
    if (!e)
        e = body_likely(k->c->db, k->c->arena, &like, match, LIKELY_MAX, &n);
    for (size_t j = 0; !e && j < n; j++)
        add_entry(k, x, match[j].body_id, match[j].name);
    x->option[x->n++] =
        (struct form_option){ .value = STR("new"), .label = STR(INTEREST_NEW_ENTRY) };
    return e;
}

static enum err show_accept(struct offer *k, const struct entries *x)
{
    struct list_words kinds;
    struct list_options offered = { 0 };
    struct ctx *c = k->c;
    enum err e = list_load(c->db, c->arena, "body_kind", &kinds);
    if (!e)
        e = list_options(c->arena, &kinds, (struct str){ 0 }, &offered);
    if (e)
        return e;
    struct form_option *option =
        arena_array(c->arena, offered.n + 1, sizeof *option); /* the first: none yet */
    for (size_t i = 0; option && i < offered.n; i++)
        option[i + 1] = offered.option[i];
    if (!option)
        return ERR_LIMIT;
    option[0].label = STR(INTEREST_SELECT_KIND);
    form_set(k->f, "entry", k->i.body_id ? x->option[0].value : (struct str){ 0 });
    form_set(k->f, "kind", k->i.charity_number.n ? STR("charity") : (struct str){ 0 });
    form_options(k->f, S(entry), "entry", x->option, x->n);
    form_options(k->f, S(kind), "kind", option, offered.n + 1);
    return OK;
}

static enum err open_answer(struct ctx *c, struct offer *k, struct entries *x)
{
    enum interest_state to = answer_of(c);
    enum err e = to == INTEREST_STATE__MAX ? ERR_NOT_FOUND : open(c, k);
    if (!e && to == INTEREST_ACCEPTED)
        e = find_entries(k, x);
    if (e)
        return e;
    page_back(c, offer_path(c, k->i.reference, &k->own, ""));
    view_str(k->v, S(action), c->req->target_raw);
    view_bool(k->v, S(is_too_late), false);
    k->f = form_new(c, k->v);
    return k->f ? OK : ERR_LIMIT;
}

static enum err show_answer(struct offer *k, const struct entries *x, int status)
{
    static const char *const template[INTEREST_STATE__MAX] = {
        [INTEREST_ACCEPTED] = "coordinator/interest_accept",
        [INTEREST_ASKED] = "coordinator/interest_ask",
        [INTEREST_DECLINED] = "coordinator/interest_decline",
    };
    enum interest_state to = answer_of(k->c);
    enum err e = to == INTEREST_ACCEPTED ? show_accept(k, x) : OK;
    form_field_most(k->f, S(words), "words", INTEREST_WORDS_CHARS);
    return e ? e : form_render_status(k->f, status, template[to]);
}

/* Answered already: what stands there says so. */
static bool is_over(const struct offer *k)
{
    enum interest_state now = k->area.state;
    bool may_answer =
        interest_is_open(now) || (now == INTEREST_ASKED && answer_of(k->c) != INTEREST_ASKED);
    return !may_answer || k->i.is_erased;
}

enum err interest_answer_page(struct ctx *c)
{
    struct offer k;
    struct entries x;
    enum err e = open_answer(c, &k, &x);
    if (e)
        return e;
    return is_over(&k) ? ctx_see_other(c, offer_path(c, k.i.reference, &k.own, ""))
                       : show_answer(&k, &x, 200);
}

/* A new entry of the register, judged by the register's own rules. */
static enum err take_new(struct offer *k, struct body *out)
{
    struct ctx *c = k->c;
    struct body_fault fault[BODY_FAULTS_MAX];
    size_t n = 0;
    interest_as_body(c->arena, &k->i, c->now_s, out);
    out->kind = form_value(k->f, "kind");
    if (!form_required(k->f, "kind", STR(INTEREST_SELECT_KIND)))
        return OK;
    enum err e = interest_add_areas(c->arena, &k->all, k->area.areas, &k->i, out);
    if (!e)
        e = body_judge(c->db, c->arena, out, fault, &n);
    for (size_t i = 0; !e && i < n; i++)
        form_error(k->f, str_eq(str_from(fault[i].field), STR("kind")) ? "kind" : "entry",
                   fault[i].message);
    return e;
}

static enum err take_accept(struct offer *k, const struct entries *x, struct body *out)
{
    struct str entry = form_value(k->f, "entry");
    *out = (struct body){ 0 };
    form_length(k->f, "words", INTEREST_WORDS_CHARS, STR(INTEREST_NOTE_NOUN));
    if (!entry.n || !has_entry(x, entry)) {
        form_error(k->f, "entry", STR(INTEREST_SELECT_ENTRY));
        return OK;
    }
    if (str_eq(entry, STR("new")))
        return take_new(k, out);
    return str_to_i64(entry, &out->id) ? OK : ERR_INVALID;
}

static void check_words(struct offer *k, bool is_question)
{
    form_required(k->f, "words",
                  is_question ? STR(INTEREST_ENTER_QUESTION) : STR(INTEREST_ENTER_REASON));
    form_length(k->f, "words", INTEREST_WORDS_CHARS,
                is_question ? STR(INTEREST_QUESTION_NOUN) : STR(INTEREST_REASON_NOUN));
}

static enum err send(struct offer *k, struct interest_answer *x)
{
    struct interest_post post;
    struct ctx *c = k->c;
    x->actor = &c->visitor->actor;
    x->act = ctx_act(c);
    x->arena = c->arena;
    x->interest = k->i;
    x->area = k->area;
    x->area.state = answer_of(c);
    x->area.words = form_value(k->f, "words");
    x->event_id = rand_id();
    x->adjustment_id = rand_id();
    enum err e = interest_post_open(&post, c, &k->i, 1);
    if (!e)
        e = interest_mail_answered(&post, &x->area);
    x->mail = post.mail;
    x->n_mails = post.n;
    return e ? e
             : form_send_once(k->f, interest_answer_fn, x,
                              offer_path(c, k->i.reference, &k->own, ""));
}

enum err interest_answer_post_page(struct ctx *c)
{
    struct offer k;
    struct entries entries;
    struct interest_answer x = { 0 };
    enum err e = open_answer(c, &k, &entries);
    if (e)
        return e;
    if (answer_of(c) == INTEREST_ACCEPTED)
        e = take_accept(&k, &entries, &x.body);
    else
        check_words(&k, answer_of(c) == INTEREST_ASKED);
    if (e)
        return e;
    if (form_failed(k.f))
        return show_answer(&k, &entries, 422);
    e = send(&k, &x);
    view_bool(k.v, S(is_too_late), x.is_too_late);
    return e == ERR_CONFLICT ? show_answer(&k, &entries, 409) : e;
}
