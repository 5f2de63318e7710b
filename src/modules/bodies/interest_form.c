#include "modules/bodies/interest_form.h"

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/body.h"
#include "modules/bodies/interest_words.h"

#define CHOICES_MAX 64
#define CHOICE_BYTES 4096
#define SCOTLAND "scotland"

static const struct page {
    const char *path, *template;
} pages[INTEREST_PAGE__MAX] = {
    [PAGE_WHO] = { "/interest/who", "interest/who" },
    [PAGE_WHICH] = { "/interest/which", "interest/which" },
    [PAGE_WHAT] = { "/interest/what", "interest/what" },
    [PAGE_AREAS] = { "/interest/areas", "interest/areas" },
    [PAGE_HOW] = { "/interest/how", "interest/how" },
    [PAGE_NEEDS] = { "/interest/needs", "interest/needs" },
    [PAGE_CONTACT] = { "/interest/contact", "interest/contact" },
};

static const struct form_option how_options[] = {
    { STR_INIT("told"), STR_INIT(INTEREST_HOW_TOLD), { 0 } },
    { STR_INIT("asked"), STR_INIT(INTEREST_HOW_ASKED), { 0 } },
    { STR_INIT("write"), STR_INIT(INTEREST_HOW_WRITE), { 0 } },
    { STR_INIT("group"), STR_INIT(INTEREST_HOW_GROUP), { 0 } },
};
#define N_HOW (sizeof how_options / sizeof how_options[0])

static const struct form_option channel_options[] = {
    { STR_INIT("email"), STR_INIT(INTEREST_BY_EMAIL), { 0 } },
    { STR_INIT("phone"), STR_INIT(INTEREST_BY_PHONE), { 0 } },
    { STR_INIT("letter"), STR_INIT(INTEREST_BY_LETTER), { 0 } },
};
#define N_CHANNELS (sizeof channel_options / sizeof channel_options[0])

const char *interest_page_path(enum interest_page page)
{
    return pages[page].path;
}

const char *interest_page_template(enum interest_page page)
{
    return pages[page].template;
}

enum interest_page interest_page_of(struct str path)
{
    enum interest_page p = 0;
    while (p < INTEREST_PAGE__MAX && !str_eq(path, str_from(pages[p].path)))
        p++;
    return p;
}

/* --- showing --- */

static void show_field(struct interest_form *k, symbol as, enum interest_field field,
                       size_t most)
{
    const char *name = interest_field_name(field);
    form_set(k->f, name, k->draft.value[field]);
    form_field_most(k->f, as, name, most);
}

static void show_who(struct interest_form *k)
{
    show_field(k, S(your_name), INTEREST_NAME, BODY_NAME_CHARS);
    show_field(k, S(charity_number), INTEREST_CHARITY_NUMBER, 20);
    show_field(k, S(site), INTEREST_SITE, BODY_URL_CHARS);
    show_field(k, S(described_as), INTEREST_DESCRIBED_AS, BODY_DESCRIPTION_CHARS);
}

static enum err show_which(struct interest_form *k)
{
    struct form_option option[BODY_OPTIONS_MAX + 1];
    size_t n = 0;
    enum err e = interest_form_likely(k, option, &n);
    option[n++] =
        (struct form_option){ .value = STR("none"), .label = STR(INTEREST_NONE_OF_THESE) };
    form_set(k->f, "said", k->draft.value[INTEREST_SAID]);
    form_options(k->f, S(said), "said", option, n);
    return e;
}

static void show_what(struct interest_form *k)
{
    struct form_option option[CHOICES_MAX];
    size_t n = 0;
    for (size_t i = 0; i < body_grounds.n; i++)
        option[n++] = (struct form_option){ .value = body_grounds.item[i].code,
                                            .label = body_grounds.item[i].label };
    option[n++] = (struct form_option){ .value = STR("community"),
                                        .label = STR(INTEREST_GROUND_COMMUNITY) };
    option[n++] =
        (struct form_option){ .value = STR("unsure"), .label = STR(INTEREST_GROUND_UNSURE) };
    show_field(k, S(what), INTEREST_WHAT, INTEREST_WHAT_CHARS);
    form_set(k->f, "grounds", k->draft.value[INTEREST_GROUNDS]);
    form_options(k->f, S(grounds), "grounds", option, n);
}

static void show_contact(struct interest_form *k)
{
    form_set(k->f, "channel", k->draft.value[INTEREST_CHANNEL]);
    form_options(k->f, S(channel), "channel", channel_options, N_CHANNELS);
    show_field(k, S(contact_name), INTEREST_CONTACT_NAME, INTEREST_PERSON_CHARS);
    show_field(k, S(contact_role), INTEREST_CONTACT_ROLE, BODY_ROLE_CHARS);
    show_field(k, S(contact_email), INTEREST_CONTACT_EMAIL, 254);
    show_field(k, S(contact_phone), INTEREST_CONTACT_PHONE, BODY_PHONE_CHARS);
    show_field(k, S(contact_address), INTEREST_CONTACT_ADDRESS, INTEREST_ADDRESS_CHARS);
}

enum err interest_form_show(struct interest_form *k, enum interest_page page)
{
    switch (page) {
    case PAGE_WHO:
        show_who(k);
        return OK;
    case PAGE_WHICH:
        return show_which(k);
    case PAGE_WHAT:
        show_what(k);
        return OK;
    case PAGE_AREAS:
        form_set(k->f, "areas", k->draft.value[INTEREST_AREAS]);
        return interest_form_show_areas(k, (struct str){ 0 });
    case PAGE_HOW:
        form_set(k->f, "how", k->draft.value[INTEREST_HOW]);
        form_options(k->f, S(how), "how", how_options, N_HOW);
        return OK;
    case PAGE_NEEDS:
        show_field(k, S(needs), INTEREST_NEEDS, INTEREST_NEEDS_CHARS);
        return OK;
    case PAGE_CONTACT:
        show_contact(k);
        return OK;
    case INTEREST_PAGE__MAX:
        break;
    }
    return ERR_INTERNAL;
}

/* --- areas --- */

/* Partnerships in the order of their first area: those of one stand together. */
static size_t area_options(struct interest_form *k, struct str without,
                           struct form_option *option)
{
    const struct area_list *all = &k->areas;
    bool is_done[AREAS_MAX] = { false };
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++)
        for (size_t j = i; j < all->n; j++) {
            const struct area *at = &all->item[j];
            if (is_done[j] || at->partnership_id != all->item[i].partnership_id)
                continue;
            is_done[j] = true;
            if (list_holds(without, at->slug))
                continue;
            option[n] = (struct form_option){ .value = at->slug, .label = at->name };
            if (at->is_shared)
                option[n].hint =
                    str_printf(k->c->arena, INTEREST_PART_OF, STR_ARG(at->partnership_name));
            n++;
        }
    return n;
}

enum err interest_form_show_areas(struct interest_form *k, struct str without)
{
    struct form_option *option = arena_array(k->c->arena, AREAS_MAX + 1, sizeof *option);
    if (!option)
        return ERR_LIMIT;
    option[0] = (struct form_option){ .value = STR(SCOTLAND),
                                      .label = STR(INTEREST_SCOTLAND),
                                      .hint = STR(INTEREST_SCOTLAND_HINT) };
    struct view *v = form_options(k->f, S(areas), "areas", option, 1);
    struct form_options_rest rest = { .option = option + 1, .before = 1 };
    rest.n = area_options(k, without, option + 1);
    form_options_more(k->f, v, S(others), "areas", &rest);
    return OK;
}

static void add_word(struct buf *list, struct str word)
{
    if (list->n)
        buf_char(list, ';');
    buf_str(list, word);
}

struct str interest_form_areas(struct interest_form *k)
{
    struct str sent[CHOICES_MAX + 1];
    size_t n = param_list(k->c, "areas", sent, CHOICES_MAX + 1);
    struct buf *out = buf_in(k->c->arena, CHOICE_BYTES);
    for (size_t i = 0; i < n; i++) {
        if (str_eq(sent[i], STR(SCOTLAND)))
            return STR(SCOTLAND);
        if (area_named(&k->areas, sent[i]) && !list_holds(buf_view(out), sent[i]))
            add_word(out, sent[i]);
    }
    return buf_view(out);
}

struct str interest_area_names(struct arena *a, const struct area_list *all, struct str slugs)
{
    struct buf *out = buf_in(a, CHOICE_BYTES);
    if (str_eq(slugs, STR(SCOTLAND)))
        return STR(INTEREST_SCOTLAND);
    for (size_t i = 0; i < all->n; i++)
        if (list_holds(slugs, all->item[i].slug))
            buf_printf(out, "%s%.*s", out->n ? ", " : "", STR_ARG(all->item[i].name));
    return buf_view(out);
}

/* --- words of codes --- */

static void add_label(struct buf *out, struct str label)
{
    buf_printf(out, "%s%.*s", out->n ? "; " : "", STR_ARG(label));
}

struct str interest_grounds_words(struct arena *a, struct str grounds, bool is_community)
{
    struct buf *out = buf_in(a, CHOICE_BYTES);
    for (size_t i = 0; i < body_grounds.n; i++)
        if (list_holds(grounds, body_grounds.item[i].code))
            add_label(out, body_grounds.item[i].label);
    if (is_community || list_holds(grounds, STR("community")))
        add_label(out, STR(INTEREST_GROUND_COMMUNITY));
    return out->n ? buf_view(out) : STR(INTEREST_GROUND_UNSURE);
}

struct str interest_how_words(struct arena *a, struct str how)
{
    struct buf *out = buf_in(a, CHOICE_BYTES);
    for (size_t i = 0; i < N_HOW; i++)
        if (list_holds(how, how_options[i].value))
            add_label(out, how_options[i].label);
    return buf_view(out);
}

struct str interest_channel_words(struct str channel)
{
    for (size_t i = 0; i < N_CHANNELS; i++)
        if (str_eq(channel, channel_options[i].value))
            return channel_options[i].label;
    return (struct str){ 0 };
}

/* --- what the register holds --- */

enum err interest_form_likely(struct interest_form *k, struct form_option out[BODY_OPTIONS_MAX],
                              size_t *n)
{
    const struct str *value = k->draft.value;
    const struct body_likeness like = { .name = value[INTEREST_NAME],
                                        .charity_number = value[INTEREST_CHARITY_NUMBER],
                                        .website = value[INTEREST_SITE] };
    *n = 0;
    return like.name.n ? body_options(k->c->db, k->c->arena, &like, out, n) : OK;
}
