/*
 * consultation_setup_parts.c: the shorter tasks: which partnerships ask, contact and other ways
 * to respond, the privacy notice (9.1), who may answer (3.13) and who publishes (3.9).
 */
#include "modules/consultations/consultation_setup.h"

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_setup_words.h"
#include "modules/partnerships/area.h"
#include "modules/partnerships/step_check.h"
#include "modules/people/visitor.h"

/* --- partnerships --- */

static bool asks(const struct consultation *x, int64_t id)
{
    for (size_t i = 0; i < x->n_partnerships; i++)
        if (x->partnership[i] == id)
            return true;
    return false;
}

static enum err show_partnerships(struct setup *k)
{
    struct arena *a = k->c->arena;
    struct partnership_list all;
    enum err e = partnership_list(k->c->db, a, &all);
    struct form_option *option = e ? NULL : arena_array(a, all.n + 1, sizeof *option);
    struct str kept = { 0 };
    size_t n = 0;
    if (!option)
        return e ? e : ERR_LIMIT;
    for (size_t i = 0; i < all.n; i++) {
        const struct partnership *p = &all.item[i];
        if (p->id == k->x.partnership_id)
            continue;
        option[n++] = (struct form_option){ p->slug, p->name, { 0 } };
        if (asks(&k->x, p->id))
            kept = str_printf(a, "%.*s;%.*s", STR_ARG(kept), STR_ARG(p->slug));
    }
    form_set(k->f, "partnerships", kept);
    form_options(k->f, S(partnerships), "partnerships", option, n);
    view_str(k->page, S(lead_name), k->lead.name);
    return setup_render(k, "consultations/setup_partnerships");
}

enum err consultation_partnerships_page(struct ctx *c)
{
    struct setup k;
    enum err e = setup_open_task(c, SETUP_PARTNERSHIPS, &k);
    return e ? e : show_partnerships(&k);
}

/* The leading one and those ticked. */
static enum err take_partnerships(struct setup *k, struct consultation *to)
{
    struct partnership_list all;
    enum err e = partnership_list(k->c->db, k->c->arena, &all);
    to->n_partnerships = 0;
    for (size_t i = 0; !e && i < all.n && to->n_partnerships < CONSULTATION_PARTNERSHIPS_MAX;
         i++)
        if (all.item[i].id == to->partnership_id ||
            form_chosen(k->f, "partnerships", all.item[i].slug))
            to->partnership[to->n_partnerships++] = all.item[i].id;
    return e;
}

/* Areas of one that asks no more go; those of a new one come. */
static enum err take_areas(struct setup *k, struct consultation *to)
{
    struct area_list all;
    struct arena *a = k->c->arena;
    struct str areas = { 0 };
    enum err e = area_list(k->c->db, a, &all);
    for (size_t i = 0; !e && i < all.n; i++) {
        const struct area *area = &all.item[i];
        bool is_new = !asks(&k->x, area->partnership_id);
        if (asks(to, area->partnership_id) && (is_new || list_holds(to->areas, area->slug)))
            areas = areas.n ? str_printf(a, "%.*s;%.*s", STR_ARG(areas), STR_ARG(area->slug))
                            : area->slug;
    }
    to->areas = areas;
    return e;
}

enum err consultation_partnerships_post_page(struct ctx *c)
{
    struct setup k;
    enum err e = setup_open_task(c, SETUP_PARTNERSHIPS, &k);
    struct consultation to = k.x;
    if (!e)
        e = take_partnerships(&k, &to);
    if (!e)
        e = take_areas(&k, &to);
    if (e)
        return e;
    setup_judge_reason(&k);
    if (form_failed(k.f))
        return show_partnerships(&k);
    e = setup_save(&k, &to, SETUP_PARTNERSHIPS);
    return e == ERR_CONFLICT ? show_partnerships(&k) : e;
}

/* --- contact and other ways --- */

static enum err show_ways(struct setup *k)
{
    static const struct form_option shared = { STR_INIT("yes"),
                                               STR_INIT(WAYS_EMAIL_SHARED),
                                               { 0 } };
    struct form *f = k->f;
    form_field(f, S(contact_role), "contact_role");
    form_field(f, S(contact_email), "contact_email");
    form_options(f, S(shared), "shared", &shared, 1);
    form_field(f, S(contact_phone), "contact_phone");
    form_field_most(f, S(post_address), "post_address", CONSULTATION_ADDRESS_CHARS);
    form_field_most(f, S(other_ways), "other_ways", CONSULTATION_TEXT_CHARS);
    view_bool(k->page, S(asks_shared), mailbox_looks_personal(form_value(f, "contact_email")));
    return setup_render(k, "consultations/setup_ways");
}

enum err consultation_ways_page(struct ctx *c)
{
    struct setup k;
    enum err e = setup_open_task(c, SETUP_WAYS, &k);
    if (e)
        return e;
    form_set(k.f, "contact_role", k.x.contact_role);
    form_set(k.f, "contact_email", k.x.contact_email);
    form_set(k.f, "contact_phone", k.x.contact_phone);
    form_set(k.f, "post_address", k.x.post_address);
    form_set(k.f, "other_ways", k.x.other_ways);
    return show_ways(&k);
}

static void judge_contact(struct setup *k, struct consultation *to)
{
    struct form *f = k->f;
    to->contact_role = form_value(f, "contact_role");
    to->contact_email = form_value(f, "contact_email");
    to->contact_phone = form_value(f, "contact_phone");
    form_required(f, "contact_role", STR(WAYS_ENTER_ROLE));
    form_length(f, "contact_role", CONSULTATION_LINE_CHARS, STR(WAYS_ROLE));
    form_required(f, "contact_email", STR(WAYS_ENTER_EMAIL));
    form_email(f, "contact_email", STR(WAYS_EMAIL_FORM));
    if (!str_eq_nocase(to->contact_email, k->x.contact_email) &&
        mailbox_looks_personal(to->contact_email) && !form_chosen(f, "shared", STR("yes")))
        form_error(f, "contact_email", STR(WAYS_EMAIL_PERSON));
    if (to->contact_phone.n && !phone_looks_right(to->contact_phone))
        form_error(f, "contact_phone", STR(WAYS_PHONE_FORM));
}

enum err consultation_ways_post_page(struct ctx *c)
{
    struct setup k;
    enum err e = setup_open_task(c, SETUP_WAYS, &k);
    if (e)
        return e;
    struct consultation to = k.x;
    judge_contact(&k, &to);
    to.post_address = form_value(k.f, "post_address");
    to.other_ways = form_value(k.f, "other_ways");
    form_length(k.f, "post_address", CONSULTATION_ADDRESS_CHARS, STR(WAYS_ADDRESS));
    form_length(k.f, "other_ways", CONSULTATION_TEXT_CHARS, STR(WAYS_OTHER));
    setup_judge_reason(&k);
    if (form_failed(k.f))
        return show_ways(&k);
    e = setup_save(&k, &to, SETUP_WAYS);
    return e == ERR_CONFLICT ? show_ways(&k) : e;
}

/* --- privacy notice --- */

static enum err show_privacy(struct setup *k)
{
    form_field_most(k->f, S(privacy), "privacy", CONSULTATION_TEXT_CHARS);
    view_int(k->page, S(privacy_version), k->x.privacy_version);
    return setup_render(k, "consultations/setup_privacy");
}

enum err consultation_privacy_page(struct ctx *c)
{
    struct setup k;
    enum err e = setup_open_task(c, SETUP_PRIVACY, &k);
    if (e)
        return e;
    form_set(k.f, "privacy", k.x.privacy);
    return show_privacy(&k);
}

enum err consultation_privacy_post_page(struct ctx *c)
{
    struct setup k;
    enum err e = setup_open_task(c, SETUP_PRIVACY, &k);
    if (e)
        return e;
    struct consultation to = k.x;
    to.privacy = form_value(k.f, "privacy");
    form_required(k.f, "privacy", STR(PRIVACY_ENTER));
    form_length(k.f, "privacy", CONSULTATION_TEXT_CHARS, STR(PRIVACY_WORDS));
    setup_judge_reason(&k);
    if (form_failed(k.f))
        return show_privacy(&k);
    /* answers remember the version that was shown (9.1) */
    if (k.is_published && !str_eq(to.privacy, k.x.privacy))
        to.privacy_version++;
    e = setup_save(&k, &to, SETUP_PRIVACY);
    return e == ERR_CONFLICT ? show_privacy(&k) : e;
}

/* --- who may answer, who publishes --- */

static const struct form_option who_options[] = {
    { STR_INIT("everybody"), STR_INIT(WHO_EVERYBODY), STR_INIT(WHO_EVERYBODY_HINT) },
    { STR_INIT("invited"), STR_INIT(WHO_INVITED), STR_INIT(WHO_INVITED_HINT) },
};
static const struct form_option second_options[] = {
    { STR_INIT("one"), STR_INIT(WHO_ONE), { 0 } },
    { STR_INIT("two"), STR_INIT(WHO_TWO), { 0 } },
};

static enum err show_who(struct setup *k)
{
    form_options(k->f, S(who), "who", who_options, 2);
    form_options(k->f, S(second), "second", second_options, 2);
    view_bool(k->page, S(is_published), k->is_published);
    return setup_render(k, "consultations/setup_who");
}

enum err consultation_who_page(struct ctx *c)
{
    struct setup k;
    enum err e = setup_open_task(c, SETUP_WHO, &k);
    if (e)
        return e;
    form_set(k.f, "who", k.x.is_invited_only ? STR("invited") : STR("everybody"));
    form_set(k.f, "second", k.x.needs_second ? STR("two") : STR("one"));
    return show_who(&k);
}

enum err consultation_who_post_page(struct ctx *c)
{
    struct setup k;
    enum err e = setup_open_task(c, SETUP_WHO, &k);
    if (e)
        return e;
    struct consultation to = k.x;
    struct str who = form_value(k.f, "who"), second = form_value(k.f, "second");
    to.is_invited_only = str_eq(who, STR("invited"));
    if (!to.is_invited_only && !str_eq(who, STR("everybody")))
        form_error(k.f, "who", STR(WHO_SELECT));
    if (!k.is_published) {
        to.needs_second = str_eq(second, STR("two"));
        if (!to.needs_second && !str_eq(second, STR("one")))
            form_error(k.f, "second", STR(WHO_SELECT_SECOND));
        if (to.needs_second != k.x.needs_second) /* who takes it off does not publish alone */
            to.asked_by = to.needs_second ? 0 : c->visitor->account.id;
    }
    setup_judge_reason(&k);
    if (form_failed(k.f))
        return show_who(&k);
    e = setup_save(&k, &to, SETUP_WHO);
    return e == ERR_CONFLICT ? show_who(&k) : e;
}
