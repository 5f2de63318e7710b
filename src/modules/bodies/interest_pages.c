/*
 * interest_pages.c: the form of an expression of interest: the start, a page for each question,
 * check, sent. What is typed stands in the draft of this browser (interest_draft.h).
 */
#include "modules/bodies/interest_pages.h"

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/body.h"
#include "modules/bodies/interest_sending.h"
#include "modules/people/visitor.h"

#define MARK_MAILED 'm'
#define MARK_HELD 'h'  /* that address has had its mails of the day */
#define MARK_SHOWN 'k' /* no address was given: the key follows */
#define CHECK "/interest/check"

static enum err open_form(struct interest_form *k)
{
    struct ctx *c = k->c;
    k->v = page_new(c, "");
    k->f = form_new(c, k->v);
    return k->f ? area_list(c->db, c->arena, &k->areas) : ERR_LIMIT;
}

/* The draft that this browser began. One that is kept no longer: where it begins. */
static enum err open_draft(struct ctx *c, struct interest_form *k)
{
    *k = (struct interest_form){ .c = c };
    enum err e = interest_draft_load(
        c->db, c->arena, link_session_object(c, LINK_KIND_INTEREST_DRAFT), &k->draft);
    if (e == ERR_NOT_FOUND) {
        c->sign_in_at = STR("/interest");
        return ERR_LINK;
    }
    return e ? e : open_form(k);
}

/* --- the start --- */

static bool has_draft(struct ctx *c, struct interest_draft *draft)
{
    int64_t id = link_session_object(c, LINK_KIND_INTEREST_DRAFT);
    return id && interest_draft_load(c->db, c->arena, id, draft) == OK && !draft->is_sent;
}

static enum err show_start(struct interest_form *k)
{
    struct interest_draft draft;
    bool is_begun = has_draft(k->c, &draft);
    view_bool(k->v, S(has_draft), is_begun);
    view_str(k->v, S(organisation), is_begun ? draft.value[INTEREST_NAME] : (struct str){ 0 });
    view_str(k->v, S(action), k->c->req->target_raw);
    view_int(k->v, S(days), INTEREST_ANSWER_DAYS);
    return form_render(k->f, "interest/start");
}

enum err interest_start_page(struct ctx *c)
{
    struct interest_form k = { .c = c };
    enum err e = open_form(&k);
    return e ? e : show_start(&k);
}

/* ?area= of a partnership's page: its council areas, or the one. */
static void preset_areas(struct interest_form *k)
{
    struct str slug = param_str(k->c, "area");
    struct buf *out = buf_in(k->c->arena, 2048);
    for (size_t i = 0; slug.n && i < k->areas.n; i++) {
        const struct area *area = &k->areas.item[i];
        bool is_named = str_eq(area->slug, slug);
        bool is_whole = str_eq(area->partnership_slug, slug) && !area_named(&k->areas, slug);
        if (is_named || is_whole)
            buf_printf(out, "%s%.*s", out->n ? ";" : "", STR_ARG(area->slug));
    }
    if (out->n)
        k->draft.value[INTEREST_AREAS] = buf_view(out);
}

static struct str area_slugs(struct arena *a, const struct body *b)
{
    struct buf *out = buf_in(a, 4096);
    for (size_t i = 0; i < b->n_areas; i++)
        buf_printf(out, "%s%.*s", i ? ";" : "", STR_ARG(b->area[i].slug));
    return buf_view(out);
}

/* Whoever looks after an entry finds in the form what it holds, and may change it. */
static enum err preset_body(struct interest_form *k)
{
    struct ctx *c = k->c;
    struct body b;
    int64_t id = 0;
    const struct actor *actor = &c->visitor->actor;
    for (size_t i = 0; !id && i < actor->n_grants; i++)
        id = actor->grant[i].role == ROLE_BODY_EDITOR ? actor->grant[i].body_id : 0;
    enum err e = id ? body_load(c->db, c->arena, id, &b) : ERR_NOT_FOUND;
    if (e)
        return e == ERR_NOT_FOUND ? OK : e;
    struct str *value = k->draft.value;
    value[INTEREST_NAME] = b.name;
    value[INTEREST_CHARITY_NUMBER] = b.charity_number;
    value[INTEREST_SITE] = b.website;
    value[INTEREST_DESCRIBED_AS] = b.is_named ? (struct str){ 0 } : b.description;
    value[INTEREST_SAID] = b.slug;
    value[INTEREST_WHAT] = b.purposes;
    value[INTEREST_GROUNDS] = b.is_community && b.grounds.n
                                  ? str_join(c->arena, b.grounds, STR(";community"))
                              : b.is_community ? STR("community")
                                               : b.grounds;
    value[INTEREST_AREAS] = area_slugs(c->arena, &b);
    value[INTEREST_CONTACT_NAME] = c->visitor->account.name;
    value[INTEREST_CONTACT_EMAIL] = c->visitor->account.email;
    return OK;
}

enum err interest_start_post_page(struct ctx *c)
{
    struct interest_form k = { .c = c };
    struct interest_draft begun;
    enum err e = open_form(&k);
    if (e)
        return e;
    if (has_draft(c, &begun) && !str_eq(param_str(c, "do"), STR("new"))) {
        enum interest_page lacks = interest_form_lacks(&begun);
        return ctx_see_other(
            c, lacks == INTEREST_PAGE__MAX ? STR(CHECK) : str_from(interest_page_path(lacks)));
    }
    e = preset_body(&k);
    if (e)
        return e;
    preset_areas(&k);
    struct interest_draft_save save = interest_draft_saving(c, &k.draft);
    e = store_write(c->store, interest_draft_save_fn, &save);
    if (e)
        return e;
    return link_session_lead(c, &save.open, str_from(interest_page_path(PAGE_WHO)));
}

/* --- the questions --- */

static bool goes_back_to_check(struct ctx *c)
{
    return str_eq(param_str(c, "back"), STR("check"));
}

static struct str back_of(struct ctx *c, enum interest_page page)
{
    if (goes_back_to_check(c))
        return STR(CHECK);
    if (page == PAGE_WHO)
        return STR("/interest");
    return str_from(interest_page_path(page == PAGE_WHAT ? PAGE_WHO : page - 1));
}

static enum err show_question(struct interest_form *k, enum interest_page page)
{
    struct ctx *c = k->c;
    page_back(c, back_of(c, page));
    view_str(k->v, S(action), c->req->target_raw);
    view_str(k->v, S(organisation), k->draft.value[INTEREST_NAME]);
    enum err e = interest_form_show(k, page);
    return e ? e : form_render(k->f, interest_page_template(page));
}

enum err interest_question_page(struct ctx *c)
{
    struct interest_form k;
    enum err e = open_draft(c, &k);
    if (e)
        return e;
    if (k.draft.is_sent)
        return ctx_see_other(c, STR("/interest/sent"));
    return show_question(&k, interest_page_of(c->path));
}

/* Where "Continue" leads. The register is asked once the name is known. */
static enum err next_of(struct interest_form *k, enum interest_page page, struct str *out)
{
    struct form_option option[BODY_OPTIONS_MAX];
    size_t n = 0;
    bool to_check = goes_back_to_check(k->c) || page == PAGE_CONTACT;
    bool asks = page == PAGE_WHO && !interest_own_body(k->c, k->draft.value[INTEREST_SAID]);
    enum err e = asks ? interest_form_likely(k, option, &n) : OK;
    if (n)
        *out = str_printf(k->c->arena, "%s%s", interest_page_path(PAGE_WHICH),
                          to_check ? "?back=check" : "");
    else if (to_check)
        *out = STR(CHECK);
    else
        *out = str_from(interest_page_path(page == PAGE_WHO ? PAGE_WHAT : page + 1));
    return e;
}

enum err interest_question_post_page(struct ctx *c)
{
    struct interest_form k;
    struct str next;
    enum err e = open_draft(c, &k);
    if (e)
        return e;
    enum interest_page page = interest_page_of(c->path);
    if (k.draft.is_sent)
        return ctx_see_other(c, STR("/interest/sent"));
    if (!interest_form_take(&k, page))
        return show_question(&k, page);
    struct interest_draft_save save = interest_draft_saving(c, &k.draft);
    e = next_of(&k, page, &next);
    if (!e)
        e = store_write(c->store, interest_draft_save_fn, &save);
    return e ? e : ctx_see_other(c, next);
}

/* --- check and send --- */

static enum err show_check(struct interest_form *k)
{
    struct ctx *c = k->c;
    struct arena *a = c->arena;
    const struct str *value = k->draft.value;
    struct view *v = k->v;
    struct body b;
    int64_t id = 0;
    bool is_known = value[INTEREST_SAID].n && !str_eq(value[INTEREST_SAID], STR("none")) &&
                    body_id_by_slug(c->db, value[INTEREST_SAID], &id) == OK &&
                    body_load(c->db, a, id, &b) == OK;
    page_back(c, str_from(interest_page_path(PAGE_CONTACT)));
    view_str(v, S(organisation), value[INTEREST_NAME]);
    view_str(v, S(charity_number), value[INTEREST_CHARITY_NUMBER]);
    view_str(v, S(site), value[INTEREST_SITE]);
    view_str(v, S(described_as), value[INTEREST_DESCRIBED_AS]);
    view_str(v, S(said), is_known ? b.name : (struct str){ 0 });
    view_str(v, S(what), value[INTEREST_WHAT]);
    view_str(v, S(grounds), interest_grounds_words(a, value[INTEREST_GROUNDS], false));
    view_str(v, S(areas), interest_area_names(a, &k->areas, value[INTEREST_AREAS]));
    view_str(v, S(how), interest_how_words(a, value[INTEREST_HOW]));
    view_str(v, S(needs), value[INTEREST_NEEDS]);
    view_str(v, S(channel), interest_channel_words(value[INTEREST_CHANNEL]));
    view_str(v, S(contact_name), value[INTEREST_CONTACT_NAME]);
    view_str(v, S(contact_role), value[INTEREST_CONTACT_ROLE]);
    view_str(v, S(contact_email), value[INTEREST_CONTACT_EMAIL]);
    view_str(v, S(contact_phone), value[INTEREST_CONTACT_PHONE]);
    view_str(v, S(contact_address), value[INTEREST_CONTACT_ADDRESS]);
    return form_render(k->f, "interest/check");
}

enum err interest_check_page(struct ctx *c)
{
    struct interest_form k;
    enum err e = open_draft(c, &k);
    if (e)
        return e;
    if (k.draft.is_sent)
        return ctx_see_other(c, STR("/interest/sent"));
    enum interest_page lacks = interest_form_lacks(&k.draft);
    if (lacks != INTEREST_PAGE__MAX)
        return ctx_see_other(c, str_from(interest_page_path(lacks)));
    return show_check(&k);
}

/* The trap, and the time since the draft was begun (S47). */
static bool looks_human(struct interest_form *k)
{
    struct ctx *c = k->c;
    bool is_human =
        c->visitor->is_signed_in ||
        (!param_has(c, "website") && c->now_s - k->draft.begun_at_s >= FORM_LEAST_S);
    if (!is_human)
        view_bool(k->v, S(looks_automatic), true);
    return is_human;
}

static struct str sent_path(struct ctx *c, const struct interest *i, struct str key)
{
    bool has_email = i->contact_email.n > 0;
    bool is_mailed =
        has_email && (i->is_confirmed || mail_may_write_to(c->db, i->contact_email, c->now_s));
    char mark = !has_email ? MARK_SHOWN : is_mailed ? MARK_MAILED : MARK_HELD;
    struct str text = str_printf(c->arena, "interest %lld %c%.*s", (long long)i->id, mark,
                                 has_email ? 0 : (int)key.n, key.p);
    return str_printf(c->arena, "/interest/sent?r=%.*s", STR_ARG(ctx_seal(c, text)));
}

static enum err send_nothing(struct db *db, void *arg)
{
    (void)db;
    (void)arg;
    return OK;
}

enum err interest_check_post_page(struct ctx *c)
{
    struct interest_form k;
    struct interest_send x = { .act = ctx_act(c) };
    struct str key;
    enum err e = open_draft(c, &k);
    if (e)
        return e;
    if (k.draft.is_sent) /* pressed twice: the first answer again */
        return form_send_once(k.f, send_nothing, NULL, STR("/interest/sent"));
    if (interest_form_lacks(&k.draft) != INTEREST_PAGE__MAX)
        return ctx_see_other(c, STR(CHECK));
    if (!looks_human(&k))
        return show_check(&k);
    e = interest_sending(&k, &x, &key);
    if (e)
        return e;
    x.draft_id = k.draft.id;
    link_session_prepare(c, LINK_KIND_INTEREST, 0, x.interest.id, &x.open);
    e = form_send_once(k.f, interest_send_fn, &x, sent_path(c, &x.interest, key));
    return e == ERR_CONFLICT ? show_check(&k) : e;
}

/* --- sent --- */

/* What this browser has just sent, and how its link travels. */
static char read_sent(struct ctx *c, int64_t id, struct str *key)
{
    struct str text, prefix = str_printf(c->arena, "interest %lld ", (long long)id);
    *key = (struct str){ 0 };
    if (!ctx_unseal(c, param_str(c, "r"), &text) || !str_starts(text, prefix) ||
        text.n <= prefix.n)
        return 0;
    *key = str_sub(text, prefix.n + 1, text.n);
    return text.p[prefix.n];
}

enum err interest_sent_page(struct ctx *c)
{
    struct interest i;
    struct str key;
    enum err e = interest_load(c->db, c->arena, link_session_object(c, LINK_KIND_INTEREST), &i);
    if (e)
        return e;
    struct view *v = page_new(c, "");
    char mark = read_sent(c, i.id, &key);
    struct date by =
        date_from_days(date_to_days(london_from_s(i.sent_at_s).date) + INTEREST_ANSWER_DAYS);
    view_str(v, S(reference), i.reference);
    view_str(v, S(expected_on), date_with_day(c->arena, by));
    view_bool(v, S(is_mailed), mark == MARK_MAILED);
    view_bool(v, S(is_held), mark == MARK_HELD);
    view_str(v, S(url),
             mark == MARK_SHOWN && key.n ? str_printf(c->arena, "%.*s/interest/%.*s",
                                                      STR_ARG(c->site->origin), STR_ARG(key))
                                         : (struct str){ 0 });
    return ctx_render(c, "interest/sent", v);
}
