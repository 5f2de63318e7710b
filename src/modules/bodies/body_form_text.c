/* body_form_text.c: fields of an entry in words, compared and copied. */
#include "modules/bodies/body_form_fields.h"

#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/bodies/body_form_words.h"
#include "modules/partnerships/partnership_page.h"

#define OSCR_REGISTER                                                                          \
    "https://www.oscr.org.uk/about-charities/search-the-register/charity-details"
#define WORDS_BYTES ((size_t)64 * 1024)

const char *body_field_label(enum body_field field)
{
    static const char *const label[BF__MAX] = {
        [BF_NAME] = FORM_NAME,
        [BF_OTHER_NAMES] = FORM_OTHER_NAMES,
        [BF_KIND] = FORM_KIND,
        [BF_CHARITY] = FORM_CHARITY,
        [BF_COMPANY] = FORM_COMPANY,
        [BF_SIZE] = FORM_SIZE,
        [BF_WEB] = FORM_WEB,
        [BF_LANGUAGES] = FORM_LANGUAGES,
        [BF_PURPOSES] = FORM_PURPOSES,
        [BF_GROUNDS] = FORM_GROUNDS,
        [BF_COMMUNITY] = FORM_COMMUNITY,
        [BF_TOPICS] = FORM_TOPICS,
        [BF_OUTCOMES] = FORM_OUTCOMES,
        [BF_AREAS] = FORM_AREAS,
        [BF_COMMUNITY_AREAS] = FORM_COMMUNITY_AREAS,
        [BF_OFFICE] = FORM_OFFICE,
        [BF_CONTACT_ROLE] = FORM_CONTACT_ROLE,
        [BF_CONTACT_EMAIL] = FORM_CONTACT_EMAIL,
        [BF_CONTACT_PHONE] = FORM_CONTACT_PHONE,
        [BF_OWN_NAME] = FORM_OWN_NAME,
        [BF_OWN_EMAIL] = FORM_OWN_EMAIL,
        [BF_OWN_PHONE] = FORM_OWN_PHONE,
        [BF_NAMED] = FORM_NAMED,
        [BF_DESCRIPTION] = FORM_DESCRIPTION,
        [BF_CONSENT] = FORM_CONSENT,
        [BF_STATE] = FORM_STATE,
        [BF_REVIEWED] = FORM_REVIEWED,
    };
    return label[field];
}

/* --- in words --- */

static void add_line(struct buf *out, struct str line)
{
    if (out->n)
        buf_char(out, '\n');
    buf_str(out, line);
}

static struct str ground_words(struct arena *a, struct str codes)
{
    struct buf *out = buf_in(a, WORDS_BYTES);
    struct str code;
    while (str_cut(&codes, ';', &code))
        add_line(out, body_word_label(&body_grounds, code));
    return buf_view(out);
}

static struct str outcome_texts(const struct body_form *bf, struct str keys)
{
    struct buf *out = buf_in(bf->c->arena, WORDS_BYTES);
    struct str key;
    while (str_cut(&keys, ';', &key))
        add_line(out, outcome_label(&bf->outcomes, key));
    return buf_view(out);
}

/* Where it works: as what is another question. */
static struct str area_names(struct arena *a, const struct body *b, bool of_community)
{
    struct buf *out = buf_in(a, WORDS_BYTES);
    for (size_t i = 0; i < b->n_areas; i++) {
        if (of_community && !b->area[i].is_community)
            continue;
        if (out->n)
            buf_lit(out, ", ");
        buf_str(out, b->area[i].name);
    }
    return buf_view(out);
}

static struct str day_words(struct arena *a, struct str iso)
{
    struct date d;
    return date_parse(iso, &d) ? date_long(a, d) : iso;
}

static struct str consent_words(struct arena *a, const struct body *b)
{
    struct str label = body_word_label(&body_consents, b->consent);
    return b->consent_on.n ? str_printf(a, FORM_CONSENT_ON, STR_ARG(label),
                                        STR_ARG(day_words(a, b->consent_on)))
                           : label;
}

static struct str yes_or_no(bool is)
{
    return is ? STR(FORM_YES) : STR(FORM_NO);
}

static struct str choice_words(const struct body_form *bf, enum body_field field,
                               const struct body *b)
{
    struct arena *a = bf->c->arena;
    if (field == BF_KIND)
        return list_label(&bf->kinds, b->kind);
    if (field == BF_SIZE)
        return body_word_label(&body_size_bands, b->size_band);
    if (field == BF_GROUNDS)
        return ground_words(a, b->grounds);
    if (field == BF_COMMUNITY)
        return yes_or_no(b->is_community);
    if (field == BF_TOPICS)
        return list_labels(a, &bf->topics, b->topics);
    if (field == BF_OUTCOMES)
        return outcome_texts(bf, b->outcomes);
    if (field == BF_AREAS || field == BF_COMMUNITY_AREAS)
        return area_names(a, b, field == BF_COMMUNITY_AREAS);
    if (field == BF_NAMED)
        return yes_or_no(b->is_named);
    if (field == BF_CONSENT)
        return consent_words(a, b);
    if (field == BF_STATE)
        return body_word_label(&body_states, b->state);
    return b->reviewed_on.n ? day_words(a, b->reviewed_on) : STR(FORM_NOT_REVIEWED);
}

static const struct body_text_field *text_field(enum body_field field)
{
    for (size_t i = 0; i < BODY_TEXTS; i++)
        if (body_text[i].id == field)
            return &body_text[i];
    return NULL;
}

struct str body_field_words(const struct body_form *bf, enum body_field field,
                            const struct body *b)
{
    const struct body_text_field *t = text_field(field);
    return t ? body_text_of(b, t) : choice_words(bf, field, b);
}

static struct str field_link(struct arena *a, enum body_field field, struct str words)
{
    if (!words.n)
        return words;
    if (field == BF_WEB && url_is_http(words))
        return words;
    if (field == BF_CHARITY)
        return url_query(a, STR(OSCR_REGISTER), STR("number"), words);
    return field == BF_CONTACT_EMAIL || field == BF_OWN_EMAIL
               ? str_join(a, STR("mailto:"), words)
               : (struct str){ 0 };
}

void body_form_rows(const struct body_form *bf, struct view *v, symbol as, unsigned fields,
                    const struct body *b)
{
    struct list *rows = view_list(v, as);
    for (enum body_field i = 0; i < BF__MAX; i++) {
        if (!(fields & BODY_BIT(i)))
            continue;
        struct str words = body_field_words(bf, i, b);
        struct view *row = list_add(rows);
        view_lit(row, S(label), body_field_label(i));
        view_str(row, S(value), words);
        view_bool(row, S(has_value), words.n > 0);
        view_text(row, S(href), field_link(bf->c->arena, i, words));
    }
}

/* --- two editors at once --- */

/* The value as stored. */
static struct str stored(struct arena *a, enum body_field field, const struct body *b)
{
    const struct body_text_field *t = text_field(field);
    if (t)
        return body_text_of(b, t);
    if (field == BF_KIND)
        return b->kind;
    if (field == BF_SIZE)
        return b->size_band;
    if (field == BF_GROUNDS)
        return b->grounds;
    if (field == BF_TOPICS)
        return b->topics;
    if (field == BF_OUTCOMES)
        return b->outcomes;
    if (field == BF_AREAS || field == BF_COMMUNITY_AREAS)
        return area_names(a, b, field == BF_COMMUNITY_AREAS);
    if (field == BF_COMMUNITY)
        return yes_or_no(b->is_community);
    if (field == BF_NAMED)
        return yes_or_no(b->is_named);
    if (field == BF_CONSENT)
        return str_printf(a, "%.*s %.*s", STR_ARG(b->consent), STR_ARG(b->consent_on));
    return field == BF_STATE ? b->state : b->reviewed_on;
}

struct str body_form_seen(struct arena *a, unsigned fields, const struct body *b)
{
    struct str part[BF__MAX];
    size_t n = 0;
    for (enum body_field i = 0; i < BF__MAX; i++)
        if (fields & BODY_BIT(i))
            part[n++] = stored(a, i, b);
    struct hash h = hash_parts(NULL, part, n);
    return hash_hex(a, &h, 16);
}

static void copy_choices(const struct body_form *bf, struct body *to, const struct body *from)
{
    if (body_form_asks(bf, BF_KIND))
        to->kind = from->kind;
    if (body_form_asks(bf, BF_SIZE))
        to->size_band = from->size_band;
    if (body_form_asks(bf, BF_GROUNDS))
        to->grounds = from->grounds;
    if (body_form_asks(bf, BF_TOPICS))
        to->topics = from->topics;
    if (body_form_asks(bf, BF_OUTCOMES))
        to->outcomes = from->outcomes;
    if (body_form_asks(bf, BF_COMMUNITY) || body_form_asks(bf, BF_AREAS)) {
        to->is_community = from->is_community;
        to->area = from->area;
        to->n_areas = from->n_areas;
    }
}

static void copy_status(struct body *to, const struct body *from)
{
    to->is_named = from->is_named;
    to->consent = from->consent;
    to->consent_on = from->consent_on;
    to->state = from->state;
    to->reviewed_on = from->reviewed_on;
    to->is_stale = from->is_stale;
}

void body_form_copy(const struct body_form *bf, struct body *to, const struct body *from)
{
    for (size_t i = 0; i < BODY_TEXTS; i++)
        if (body_form_asks(bf, body_text[i].id))
            *body_text_in(to, &body_text[i]) = body_text_of(from, &body_text[i]);
    copy_choices(bf, to, from);
    if (body_form_asks(bf, BF_NAMED))
        copy_status(to, from);
    if (bf->moves_email)
        to->own_email = from->own_email;
}
