/*
 * interest_take.c: what was posted to a page of the form: cleaned, judged, put into the draft.
 */
#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/http/target.h"
#include "modules/bodies/body.h"
#include "modules/bodies/interest_form.h"
#include "modules/bodies/interest_words.h"

#define CHOICES_MAX 64
#define CHOICE_BYTES 4096

static void take(struct interest_form *k, enum interest_field field)
{
    k->draft.value[field] = form_value(k->f, interest_field_name(field));
}

/* Those of the checkboxes that are among `known`, ";" between. */
static void take_choices(struct interest_form *k, enum interest_field field, struct str known)
{
    struct str sent[CHOICES_MAX];
    size_t n = param_list(k->c, interest_field_name(field), sent, CHOICES_MAX);
    struct buf *out = buf_in(k->c->arena, CHOICE_BYTES);
    for (size_t i = 0; i < n; i++)
        if (list_holds(known, sent[i]) && !list_holds(buf_view(out), sent[i]))
            buf_printf(out, "%s%.*s", out->n ? ";" : "", STR_ARG(sent[i]));
    k->draft.value[field] = buf_view(out);
}

static void check_length(struct interest_form *k, enum interest_field field, size_t most,
                         const char *noun)
{
    form_length(k->f, interest_field_name(field), most, str_from(noun));
}

/* "www.example.org" as a whole address. */
static void take_site(struct interest_form *k)
{
    struct str s = form_value(k->f, "site");
    if (s.n && !str_starts(s, STR("http://")) && !str_starts(s, STR("https://")))
        s = str_join(k->c->arena, STR("https://"), s);
    bool has_dot = str_find_char(s, '.') != STR_NONE;
    if (s.n && (!url_is_http(s) || !has_dot || s.n > BODY_URL_CHARS))
        form_error(k->f, "site", STR(INTEREST_SITE_WRONG));
    k->draft.value[INTEREST_SITE] = s;
}

static void take_who(struct interest_form *k)
{
    struct str number = { 0 }, *value = k->draft.value;
    struct arena *a = k->c->arena;
    take(k, INTEREST_NAME);
    take(k, INTEREST_DESCRIBED_AS);
    form_required(k->f, "name", STR(INTEREST_ENTER_NAME));
    check_length(k, INTEREST_NAME, BODY_NAME_CHARS, INTEREST_NAME_NOUN);
    if (!body_charity_number(a, form_value(k->f, "charity_number"), &number))
        form_error(k->f, "charity_number", STR(INTEREST_NUMBER_WRONG));
    value[INTEREST_CHARITY_NUMBER] = number;
    take_site(k);
    check_length(k, INTEREST_DESCRIBED_AS, BODY_DESCRIPTION_CHARS, INTEREST_DESCRIBED_NOUN);
    struct str folded = str_lower(a, value[INTEREST_DESCRIBED_AS]);
    if (value[INTEREST_NAME].n &&
        str_find(folded, str_lower(a, value[INTEREST_NAME])) != STR_NONE)
        form_error(k->f, "described_as", STR(INTEREST_DESCRIBED_NAMES));
}

static void take_what(struct interest_form *k)
{
    take(k, INTEREST_WHAT);
    take_choices(k, INTEREST_GROUNDS,
                 STR("service;pre_release;interests_people;interests_families;"
                     "interests_victims;community;unsure"));
    form_required(k->f, "what", STR(INTEREST_ENTER_WHAT));
    check_length(k, INTEREST_WHAT, INTEREST_WHAT_CHARS, INTEREST_WHAT_NOUN);
    if (!k->draft.value[INTEREST_GROUNDS].n)
        form_error(k->f, "grounds", STR(INTEREST_SELECT_GROUND));
}

static bool is_phone(struct str s)
{
    size_t n_digits = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool is_digit = s.p[i] >= '0' && s.p[i] <= '9';
        if (!is_digit && str_find_char(STR(" +()-./ext"), s.p[i]) == STR_NONE)
            return false;
        n_digits += is_digit;
    }
    return n_digits >= 5;
}

/* Of what is typed all is kept; asked for is only what the chosen way needs. */
static void take_contact(struct interest_form *k)
{
    struct form *f = k->f;
    for (enum interest_field i = INTEREST_CHANNEL; i < INTEREST_FIELD__MAX; i++)
        take(k, i);
    struct str channel = k->draft.value[INTEREST_CHANNEL];
    if (!interest_channel_words(channel).n)
        form_error(f, "channel", STR(INTEREST_SELECT_CHANNEL));
    form_required(f, "contact_name", STR(INTEREST_ENTER_PERSON));
    check_length(k, INTEREST_CONTACT_NAME, INTEREST_PERSON_CHARS, INTEREST_PERSON_NOUN);
    check_length(k, INTEREST_CONTACT_ROLE, BODY_ROLE_CHARS, INTEREST_ROLE_NOUN);
    if (str_eq(channel, STR("email")))
        form_required(f, "contact_email", STR(INTEREST_ENTER_EMAIL));
    form_email(f, "contact_email", STR(INTEREST_EMAIL_FORM));
    struct str email = form_value(f, "contact_email");
    if (email.n && !mail_address_is_valid(email))
        form_error(f, "contact_email", STR(INTEREST_EMAIL_FORM));
    if (str_eq(channel, STR("phone")))
        form_required(f, "contact_phone", STR(INTEREST_ENTER_PHONE));
    struct str phone = form_value(f, "contact_phone");
    if (phone.n && !is_phone(phone))
        form_error(f, "contact_phone", STR(INTEREST_PHONE_WRONG));
    if (str_eq(channel, STR("letter")))
        form_required(f, "contact_address", STR(INTEREST_ENTER_ADDRESS));
    check_length(k, INTEREST_CONTACT_ADDRESS, INTEREST_ADDRESS_CHARS, INTEREST_ADDRESS_NOUN);
}

static void take_said(struct interest_form *k)
{
    take(k, INTEREST_SAID);
    form_required(k->f, "said", STR(INTEREST_SELECT_SAID));
}

static void take_areas(struct interest_form *k)
{
    k->draft.value[INTEREST_AREAS] = interest_form_areas(k);
    if (!k->draft.value[INTEREST_AREAS].n)
        form_error(k->f, "areas", STR(INTEREST_SELECT_AREA));
}

static void take_how(struct interest_form *k)
{
    take_choices(k, INTEREST_HOW, STR("told;asked;write;group"));
    if (!k->draft.value[INTEREST_HOW].n)
        form_error(k->f, "how", STR(INTEREST_SELECT_HOW));
}

static void take_needs(struct interest_form *k)
{
    take(k, INTEREST_NEEDS);
    check_length(k, INTEREST_NEEDS, INTEREST_NEEDS_CHARS, INTEREST_NEEDS_NOUN);
}

bool interest_form_take(struct interest_form *k, enum interest_page page)
{
    static void (*const takes[INTEREST_PAGE__MAX])(struct interest_form *) = {
        [PAGE_WHO] = take_who,         [PAGE_WHICH] = take_said, [PAGE_WHAT] = take_what,
        [PAGE_AREAS] = take_areas,     [PAGE_HOW] = take_how,    [PAGE_NEEDS] = take_needs,
        [PAGE_CONTACT] = take_contact,
    };
    takes[page](k);
    return !form_failed(k->f);
}

enum interest_page interest_form_lacks(const struct interest_draft *draft)
{
    static const enum interest_field needed[INTEREST_PAGE__MAX] = {
        [PAGE_WHO] = INTEREST_NAME,
        [PAGE_WHICH] = INTEREST_NAME,
        [PAGE_WHAT] = INTEREST_WHAT,
        [PAGE_AREAS] = INTEREST_AREAS,
        [PAGE_HOW] = INTEREST_HOW,
        [PAGE_NEEDS] = INTEREST_HOW,
        [PAGE_CONTACT] = INTEREST_CONTACT_NAME,
    };
    enum interest_page p = 0;
    while (p < INTEREST_PAGE__MAX && draft->value[needed[p]].n)
        p++;
    return p;
}
