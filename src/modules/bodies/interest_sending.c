#include "modules/bodies/interest_sending.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "modules/bodies/body.h"
#include "modules/bodies/interest_mail.h"
#include "modules/partnerships/partnership.h"
#include "modules/people/visitor.h"

#define SCOTLAND "scotland"
#define SEVERAL                                                                                \
    "SCO" /* references of what several areas are asked (architecture, decision 9) */
#define SLUGS_BYTES 2048

static bool is_there(const struct interest_spread *spread, int64_t partnership_id)
{
    for (size_t i = 0; i < spread->n_there; i++)
        if (spread->there[i].partnership_id == partnership_id)
            return true;
    return false;
}

/* Those of its council areas that were chosen. */
static struct str chosen_of(struct arena *a, const struct interest_spread *spread,
                            int64_t partnership_id)
{
    struct buf *out = buf_in(a, SLUGS_BYTES);
    bool is_all = str_eq(spread->slugs, STR(SCOTLAND));
    for (size_t i = 0; i < spread->all->n; i++) {
        const struct area *area = &spread->all->item[i];
        if (area->partnership_id == partnership_id &&
            (is_all || list_holds(spread->slugs, area->slug)))
            buf_printf(out, "%s%.*s", out->n ? ";" : "", STR_ARG(area->slug));
    }
    return buf_view(out);
}

enum err interest_spread_out(struct ctx *c, const struct interest_spread *spread,
                             struct interest_area *out, size_t *n)
{
    struct partnership_list all;
    *n = 0;
    enum err e = partnership_list(c->db, c->arena, &all);
    for (size_t i = 0; !e && i < all.n && *n < INTEREST_AREAS_MAX; i++) {
        const struct partnership *p = &all.item[i];
        struct str areas = chosen_of(c->arena, spread, p->id);
        if (!areas.n || is_there(spread, p->id))
            continue;
        out[(*n)++] = (struct interest_area){ .partnership_id = p->id,
                                              .partnership_slug = p->slug,
                                              .partnership_name = p->name,
                                              .partnership_short = p->short_name,
                                              .code = p->code,
                                              .areas = areas };
    }
    return e;
}

/* "service;community;unsure" as grounds of s.14 and the mark of s.37. */
static void take_grounds(struct arena *a, struct str chosen, struct interest *i)
{
    struct buf *out = buf_in(a, SLUGS_BYTES);
    for (size_t k = 0; k < body_grounds.n; k++)
        if (list_holds(chosen, body_grounds.item[k].code))
            buf_printf(out, "%s%.*s", out->n ? ";" : "", STR_ARG(body_grounds.item[k].code));
    i->grounds = buf_view(out);
    i->is_community = list_holds(chosen, STR("community"));
}

int64_t interest_own_body(struct ctx *c, struct str slug)
{
    const struct actor *actor = &c->visitor->actor;
    for (size_t i = 0; i < actor->n_grants; i++) {
        struct body b;
        int64_t id = actor->grant[i].role == ROLE_BODY_EDITOR ? actor->grant[i].body_id : 0;
        if (id && body_load(c->db, c->arena, id, &b) == OK && str_eq(b.slug, slug))
            return id;
    }
    return 0;
}

/* What the form says it is; an editor of that entry is believed. */
static enum err take_body(struct ctx *c, struct str said, struct interest *i)
{
    int64_t own = said.n ? interest_own_body(c, said) : 0, id = own;
    enum err e = said.n && !own ? body_id_by_slug(c->db, said, &id) : OK;
    if (e)
        return e == ERR_NOT_FOUND ? OK : e; /* "none" is no address */
    i->said_body_id = id;
    if (!own)
        return OK;
    i->body_id = own;
    i->sent_by = c->visitor->account.id;
    i->is_confirmed = str_eq_nocase(i->contact_email, c->visitor->account.email);
    return OK;
}

static void take_values(struct interest_form *k, struct interest *i)
{
    const struct str *value = k->draft.value;
    *i = (struct interest){ .id = rand_id(),
                            .name = value[INTEREST_NAME],
                            .described_as = value[INTEREST_DESCRIBED_AS],
                            .charity_number = value[INTEREST_CHARITY_NUMBER],
                            .website = value[INTEREST_SITE],
                            .what = value[INTEREST_WHAT],
                            .how = value[INTEREST_HOW],
                            .needs = value[INTEREST_NEEDS],
                            .channel = value[INTEREST_CHANNEL],
                            .contact_name = value[INTEREST_CONTACT_NAME],
                            .contact_role = value[INTEREST_CONTACT_ROLE],
                            .contact_email = value[INTEREST_CONTACT_EMAIL],
                            .contact_phone = value[INTEREST_CONTACT_PHONE],
                            .contact_address = value[INTEREST_CONTACT_ADDRESS],
                            .key_made_at_s = k->c->now_s,
                            .sent_at_s = k->c->now_s };
    take_grounds(k->c->arena, value[INTEREST_GROUNDS], i);
}

static enum err make_mails(struct interest_form *k, struct interest_send *x, struct str key)
{
    struct interest_post post;
    struct arena *a = k->c->arena;
    struct str names = interest_area_names(a, &k->areas, k->draft.value[INTEREST_AREAS]);
    enum err e = interest_post_open(&post, k->c, &x->interest, x->n_areas);
    if (!e)
        e = interest_mail_received(&post, key, names);
    for (size_t i = 0; !e && i < x->n_areas; i++)
        e = interest_mail_staff(&post, &x->area[i], INTEREST_NEWS_NEW);
    x->mail = post.mail;
    x->n_mails = post.n;
    return e;
}

enum err interest_sending(struct interest_form *k, struct interest_send *x,
                          struct str *key_text)
{
    struct ctx *c = k->c;
    const struct interest_spread spread = { .all = &k->areas,
                                            .slugs = k->draft.value[INTEREST_AREAS] };
    take_values(k, &x->interest);
    x->area = arena_array(c->arena, INTEREST_AREAS_MAX, sizeof *x->area);
    *key_text = rand_key(c->arena);
    x->key = interest_key_hash(*key_text);
    if (!x->area || !key_text->n)
        return ERR_LIMIT;
    enum err e = take_body(c, k->draft.value[INTEREST_SAID], &x->interest);
    if (!e)
        e = interest_spread_out(c, &spread, x->area, &x->n_areas);
    if (!e && !x->n_areas)
        e = ERR_INVALID;
    if (!e)
        e = interest_new_reference(c->db, c->arena,
                                   x->n_areas == 1 ? x->area[0].code : STR(SEVERAL),
                                   &x->interest.reference);
    return e ? e : make_mails(k, x, *key_text);
}
