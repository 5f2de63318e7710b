/* body_form_show.c: the fields of an entry as a page shows them. */
#include "modules/bodies/body_form_fields.h"

#include "core/base/arena.h"
#include "gen/symbols.h"
#include "modules/bodies/body_form_words.h"
#include "modules/partnerships/step_check.h"

/* A fixed list as options; those of `leave_out` are not offered. */
static void show_words(struct body_form *bf, symbol as, const char *name,
                       const struct body_words *words)
{
    struct form_option *option = arena_array(bf->c->arena, words->n, sizeof *option);
    size_t n = 0;
    for (size_t i = 0; option && i < words->n; i++)
        if (!str_eq(words->item[i].code, STR("merged"))) /* a state by merging only */
            option[n++] =
                (struct form_option){ words->item[i].code, words->item[i].label, { 0 } };
    form_options(bf->f, as, name, option, n);
}

static enum err show_kind(struct body_form *bf, const struct body *was)
{
    struct list_options offered;
    enum err e = list_options(bf->c->arena, &bf->kinds, was->kind, &offered);
    if (e)
        return e;
    struct form_option *option = arena_array(bf->c->arena, offered.n + 1, sizeof *option);
    if (!option)
        return ERR_LIMIT;
    option[0] = (struct form_option){ { 0 }, STR(FORM_SELECT_KIND), { 0 } };
    for (size_t i = 0; i < offered.n; i++)
        option[i + 1] = offered.option[i];
    form_options(bf->f, S(kind), "kind", option, offered.n + 1);
    return OK;
}

static enum err show_topics(struct body_form *bf, const struct body *was)
{
    struct list_options offered;
    enum err e = list_options(bf->c->arena, &bf->topics, was->topics, &offered);
    if (!e)
        form_options(bf->f, S(topics), "topics", offered.option, offered.n);
    return e;
}

static enum err show_outcomes(struct body_form *bf, const struct body *was)
{
    struct outcome_options offered;
    enum err e = outcome_options(bf->c->arena, &bf->outcomes, was->outcomes, &offered);
    if (!e)
        form_options(bf->f, S(outcomes), "outcomes", offered.option, offered.n);
    return e;
}

static struct form_option area_option(const struct area *area)
{
    return (struct form_option){ area->slug, area->name, { 0 } };
}

/* The partnership's own areas, and the others in a list of their own that is open when one of
 * them is chosen. */
static enum err show_areas(struct body_form *bf, symbol as, const char *name)
{
    size_t n_all = bf->areas.n, n = 0, n_more = 0;
    struct form_option *own = arena_array(bf->c->arena, n_all, sizeof *own),
                       *more = arena_array(bf->c->arena, n_all, sizeof *more);
    bool is_open = false;
    if (!own || !more)
        return ERR_LIMIT;
    for (size_t i = 0; i < n_all; i++) {
        const struct area *area = &bf->areas.item[i];
        bool is_own = !bf->partnership_id || area->partnership_id == bf->partnership_id;
        if (is_own)
            own[n++] = area_option(area);
        else
            more[n_more++] = area_option(area);
        is_open = is_open || (!is_own && form_chosen(bf->f, name, area->slug));
    }
    struct view *v = form_options(bf->f, as, name, own, n);
    form_options_more(bf->f, v, S(more_options), name,
                      &(struct form_options_rest){ .option = more, .n = n_more, .before = n });
    view_bool(v, S(has_more), n_more > 0);
    view_bool(v, S(is_open), is_open);
    return OK;
}

static void show_texts(struct body_form *bf)
{
    for (size_t i = 0; i < BODY_TEXTS; i++) {
        const struct body_text_field *t = &body_text[i];
        if (!body_form_asks(bf, t->id))
            view_null(bf->c->page, t->as);
        else if (t->most)
            form_field_most(bf->f, t->as, t->name, t->most);
        else
            form_field(bf->f, t->as, t->name);
    }
}

static void show_yes(struct body_form *bf, symbol as, const char *name,
                     const struct form_option *option)
{
    form_options(bf->f, as, name, option, 1);
}

static void show_status(struct body_form *bf)
{
    static const struct form_option named[] = {
        { STR_INIT(FORM_YES_WORD), STR_INIT(FORM_NAMED_YES), { 0 } },
        { STR_INIT(FORM_NO_WORD), STR_INIT(FORM_NAMED_NO), { 0 } },
    };
    static const struct form_option reviewed = { STR_INIT(FORM_YES_WORD),
                                                 STR_INIT(FORM_IS_REVIEWED),
                                                 { 0 } };
    form_options(bf->f, S(named), "named", named, 2);
    show_words(bf, S(consent), "consent", &body_consents);
    form_date_field(bf->f, S(consent_on), &body_consent_date);
    show_words(bf, S(state), "state", &body_states);
    show_yes(bf, S(reviewed), "reviewed", &reviewed);
}

static void show_mailbox(struct body_form *bf)
{
    static const struct form_option mailbox[] = {
        { STR_INIT("shared"), STR_INIT(FORM_MAILBOX_SHARED), { 0 } },
        { STR_INIT("own"), STR_INIT(FORM_MAILBOX_OWN), { 0 } },
    };
    form_options(bf->f, S(mailbox), "mailbox", mailbox, 2);
    view_bool(bf->c->page, S(asks_mailbox),
              mailbox_looks_personal(form_value(bf->f, "contact_email")));
}

/* Null where the page does not ask. */
static void show_nothing(struct body_form *bf)
{
    static const struct {
        enum body_field id;
        symbol as;
    } all[] = { { BF_KIND, S(kind) },
                { BF_SIZE, S(size_band) },
                { BF_GROUNDS, S(grounds) },
                { BF_COMMUNITY, S(community) },
                { BF_TOPICS, S(topics) },
                { BF_OUTCOMES, S(outcomes) },
                { BF_AREAS, S(areas) },
                { BF_COMMUNITY_AREAS, S(community_areas) },
                { BF_CONTACT_EMAIL, S(mailbox) },
                { BF_CONTACT_EMAIL, S(asks_mailbox) },
                { BF_NAMED, S(named) },
                { BF_CONSENT, S(consent) },
                { BF_CONSENT, S(consent_on) },
                { BF_STATE, S(state) },
                { BF_REVIEWED, S(reviewed) } };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (!body_form_asks(bf, all[i].id))
            view_null(bf->c->page, all[i].as);
}

static void show_community(struct body_form *bf)
{
    static const struct form_option community = { STR_INIT(FORM_YES_WORD),
                                                  STR_INIT(FORM_IS_COMMUNITY),
                                                  STR_INIT(FORM_IS_COMMUNITY_HINT) };
    show_yes(bf, S(community), "community", &community);
}

enum err body_form_show(struct body_form *bf, const struct body *was)
{
    enum err e = OK;
    show_texts(bf);
    show_nothing(bf);
    if (body_form_asks(bf, BF_KIND))
        e = show_kind(bf, was);
    if (body_form_asks(bf, BF_SIZE))
        show_words(bf, S(size_band), "size_band", &body_size_bands);
    if (body_form_asks(bf, BF_GROUNDS))
        show_words(bf, S(grounds), "grounds", &body_grounds);
    if (body_form_asks(bf, BF_COMMUNITY))
        show_community(bf);
    if (body_form_asks(bf, BF_TOPICS) && !e)
        e = show_topics(bf, was);
    if (body_form_asks(bf, BF_OUTCOMES) && !e)
        e = show_outcomes(bf, was);
    if (body_form_asks(bf, BF_AREAS) && !e)
        e = show_areas(bf, S(areas), "areas");
    if (body_form_asks(bf, BF_COMMUNITY_AREAS) && !e)
        e = show_areas(bf, S(community_areas), "community_areas");
    if (body_form_asks(bf, BF_CONTACT_EMAIL))
        show_mailbox(bf);
    if (body_form_asks(bf, BF_NAMED))
        show_status(bf);
    return e;
}
