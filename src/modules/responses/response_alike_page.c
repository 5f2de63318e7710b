/*
 * response_alike_page.c: a response looks like others: the same twice, replies of a campaign,
 * or a different one. A person decides; nothing is merged.
 */
#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/responses/response_act.h"
#include "modules/responses/response_desk.h"
#include "modules/responses/response_desk_words.h"
#include "modules/partnerships/message_page.h"
#include "modules/people/visitor.h"

struct alike_page {
    struct response_desk d;
    struct arena *a;
    struct form *f;
    struct response_likeness *like;
    size_t n_likes;
    struct response_campaign *campaign;
    size_t n_campaigns;
    struct response_acting x;
};

static enum err load_alike(struct alike_page *k)
{
    struct db *db = k->d.c->db;
    k->like = arena_array(k->a, RESPONSE_LIKES_MAX, sizeof *k->like);
    k->campaign = arena_array(k->a, RESPONSE_CAMPAIGNS_MAX, sizeof *k->campaign);
    if (!k->like || !k->campaign)
        return ERR_LIMIT;
    enum err e = response_likes(db, k->a, k->d.r.id, k->like, &k->n_likes);
    if (!e && !k->n_likes)
        return ERR_NOT_FOUND;
    return e ? e : response_campaigns(db, k->a, k->d.x.id, k->campaign, &k->n_campaigns);
}

static enum err open_alike(struct ctx *c, struct alike_page *k)
{
    *k = (struct alike_page){ .a = c->arena };
    enum err e = response_desk_open(c, CAP_RESPONSE_LOG, &k->d);
    if (!e)
        e = load_alike(k);
    if (e)
        return e;
    page_crumb(c, k->d.r.receipt, response_desk_path(k->a, k->d.r.receipt, ""));
    k->f = form_new(c, k->d.page);
    return k->f ? OK : ERR_LIMIT;
}

static void offer_alike(struct alike_page *k)
{
    const struct form_option what[] = {
        { .value = STR("duplicate"), .label = STR(RESPONSE_IS_DUPLICATE) },
        { .value = STR("campaign"), .label = STR(RESPONSE_IS_CAMPAIGN) },
        { .value = STR("apart"), .label = STR(RESPONSE_IS_APART) },
    };
    const struct form_option once[] = {
        { .value = STR("once"), .label = STR(RESPONSE_ONCE) },
        { .value = STR("apart"), .label = STR(RESPONSE_APART) },
    };
    form_options(k->f, S(what_field), "what", what, 3);
    form_options(k->f, S(once_field), "once", once, 2);
}

static void offer_others(struct alike_page *k)
{
    struct form_option *of = arena_array(k->a, RESPONSE_LIKES_MAX, sizeof *of);
    for (size_t i = 0; of && i < k->n_likes; i++)
        of[i] = (struct form_option){
            .value = k->like[i].receipt,
            .label = str_printf(k->a, RESPONSE_DUPLICATE_OF, STR_ARG(k->like[i].receipt),
                                STR_ARG(response_day_words(k->a, k->like[i].received_on))),
        };
    form_options(k->f, S(of_field), "of", of, of ? k->n_likes : 0);
}

static void offer_campaigns(struct alike_page *k)
{
    struct form_option *option = arena_array(k->a, RESPONSE_CAMPAIGNS_MAX + 1, sizeof *option);
    size_t n = 0;
    if (!option)
        return;
    option[n++] =
        (struct form_option){ .value = STR("new"), .label = STR(RESPONSE_NEW_CAMPAIGN) };
    for (size_t i = 0; i < k->n_campaigns; i++)
        option[n++] = (struct form_option){
            .value = str_printf(k->a, "%lld", (long long)k->campaign[i].id),
            .label = str_printf(k->a, RESPONSE_CAMPAIGN_OPTION, STR_ARG(k->campaign[i].name),
                                (long long)k->campaign[i].n),
        };
    form_options(k->f, S(campaign_field), "campaign", option, n);
}

static void show_others(struct alike_page *k)
{
    struct list *list = view_list(k->d.page, S(likes));
    for (size_t i = 0; i < k->n_likes; i++) {
        struct view *v = list_add(list);
        view_str(v, S(reference), k->like[i].receipt);
        view_str(v, S(href), response_desk_path(k->a, k->like[i].receipt, ""));
        view_str(v, S(why), response_like_words(k->a, &k->like[i]));
        response_show_day(v, S(received), S(received_iso), k->like[i].received_on, k->a);
    }
    view_int(k->d.page, S(n_likes), (int64_t)k->n_likes);
    view_bool(k->d.page, S(is_one_like), k->n_likes == 1);
}

static enum err show_alike(struct alike_page *k, int status)
{
    form_set(k->f, "campaign", STR("new"));
    if (k->n_likes == 1)
        form_set(k->f, "of", k->like[0].receipt);
    offer_alike(k);
    offer_others(k);
    offer_campaigns(k);
    show_others(k);
    form_field(k->f, S(name_field), "name");
    form_field_most(k->f, S(words_field), "words", RESPONSE_REASON_CHARS);
    view_int(k->d.page, S(version), k->d.r.version);
    view_bool(k->d.page, S(is_overtaken), status == 409);
    view_str(k->d.page, S(theirs_counting),
             consultation_label(consultation_countings, k->d.r.counting));
    view_str(k->d.page, S(action), response_desk_path(k->a, k->d.r.receipt, "/alike"));
    return form_render_status(k->f, status, "coordinator/response_alike");
}

enum err response_alike_page(struct ctx *c)
{
    struct alike_page k;
    enum err e = open_alike(c, &k);
    return e ? e : show_alike(&k, 200);
}

/* --- what was posted --- */

static enum err take_duplicate(struct alike_page *k)
{
    const struct response_likeness *of = NULL;
    struct response other;
    struct str words = form_value(k->f, "words");
    for (size_t i = 0; i < k->n_likes; i++)
        if (str_eq(form_value(k->f, "of"), k->like[i].receipt))
            of = &k->like[i];
    if (!of) {
        form_error(k->f, "of", STR(RESPONSE_ENTER_OF));
        return OK;
    }
    enum err e = response_load(k->d.c->db, k->a, of->id, &other);
    if (e)
        return e;
    if (str_eq(other.counting, STR("duplicate"))) /* two of each other would both be lost */
        form_error(k->f, "of", STR(RESPONSE_OF_DUPLICATE));
    k->x.to.counting = STR("duplicate");
    k->x.to.counting_reason = words;
    k->x.to.duplicate_of = of->id;
    k->x.like = (struct response_like_set){ k->d.r.id, of->id, STR("duplicate") };
    k->x.note.words =
        str_printf(k->a, NOTE_COUNTING_OF,
                   STR_ARG(consultation_label(consultation_countings, STR("duplicate"))),
                   STR_ARG(of->receipt), STR_ARG(words));
    return OK;
}

static const struct response_campaign *chosen_campaign(struct alike_page *k)
{
    int64_t id;
    if (!str_to_i64(form_value(k->f, "campaign"), &id))
        return NULL;
    for (size_t i = 0; i < k->n_campaigns; i++)
        if (k->campaign[i].id == id)
            return &k->campaign[i];
    return NULL;
}

/* Those with the same or nearly the same words; not what only the same body sent. */
static enum err take_members(struct alike_page *k)
{
    int64_t *member = arena_array(k->a, k->n_likes + 1, sizeof *member);
    if (!member)
        return ERR_LIMIT;
    for (size_t i = 0; i < k->n_likes; i++)
        if (!str_eq(k->like[i].why, STR("same_body")) && str_eq(k->like[i].state, STR("open")))
            member[k->x.n_members++] = k->like[i].id;
    k->x.member = member;
    return OK;
}

static enum err take_campaign(struct alike_page *k)
{
    struct str which = form_value(k->f, "campaign"), once = form_value(k->f, "once");
    const struct response_campaign *g = chosen_campaign(k);
    bool is_new = str_eq(which, STR("new"));
    struct str name = g ? g->name : form_value(k->f, "name");
    if (!g && !is_new)
        form_error(k->f, "campaign", STR(RESPONSE_SELECT_CAMPAIGN));
    if (is_new && form_required(k->f, "name", STR(RESPONSE_ENTER_CAMPAIGN)))
        form_length(k->f, "name", RESPONSE_CAMPAIGN_CHARS, STR(RESPONSE_CAMPAIGN_NOUN));
    if (!str_eq(once, STR("once")) && !str_eq(once, STR("apart")))
        form_error(k->f, "once", STR(RESPONSE_SELECT_ONCE));
    k->x.is_campaign = true;
    k->x.campaign = (struct response_campaign_new){
        .id = g ? g->id : 0, .name = name, .is_counted_once = str_eq(once, STR("once"))
    };
    k->x.note.words = str_printf(k->a, NOTE_CAMPAIGN, STR_ARG(name));
    return take_members(k);
}

static enum err take_alike(struct alike_page *k)
{
    struct str what = form_value(k->f, "what");
    if (str_eq(what, STR("duplicate")))
        return take_duplicate(k);
    if (str_eq(what, STR("campaign")))
        return take_campaign(k);
    if (!str_eq(what, STR("apart")))
        form_error(k->f, "what", STR(RESPONSE_SELECT_ALIKE));
    else {
        k->x.like = (struct response_like_set){ k->d.r.id, 0, STR("apart") };
        k->x.note.words = str_printf(k->a, NOTE_APART, STR_ARG(form_value(k->f, "words")));
    }
    return OK;
}

enum err response_alike_post_page(struct ctx *c)
{
    struct alike_page k;
    enum err e = open_alike(c, &k);
    if (e)
        return e;
    k.x = (struct response_acting){ .arena = k.a,
                                    .act = ctx_act(c),
                                    .action = STR("response.decide"),
                                    .to = k.d.r,
                                    .changes = true,
                                    .note = { .by_account = c->visitor->account.id,
                                              .by_role = STR(RESPONSE_ROLE),
                                              .kind = STR("decision") } };
    k.x.to.version = param_i64(c, "version", 0);
    form_length(k.f, "words", RESPONSE_REASON_CHARS, STR(RESPONSE_REASON_NOUN));
    e = take_alike(&k);
    if (e)
        return e;
    if (form_failed(k.f))
        return show_alike(&k, 422);
    struct str path = response_desk_path(k.a, k.d.r.receipt, "");
    e = form_send_once(k.f, response_act_fn, &k.x,
                       url_query(k.a, path, STR("done"), STR("saved")));
    if (e != ERR_CONFLICT)
        return e;
    e = response_load(c->db, k.a, k.d.r.id, &k.d.r);
    return e ? e : show_alike(&k, 409);
}
