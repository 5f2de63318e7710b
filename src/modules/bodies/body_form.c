#include "modules/bodies/body_form.h"

#include "core/base/arena.h"
#include "modules/bodies/body_form_fields.h"
#include "modules/bodies/body_form_words.h"
#include "modules/partnerships/step_check.h"

#define CHOSEN_MAX 64 /* of one field: core/web/param.c */

enum err body_form_open(struct ctx *c, struct form *f, unsigned fields, struct body_form *out)
{
    *out = (struct body_form){ .c = c, .f = f, .fields = fields };
    enum err e = f ? area_list(c->db, c->arena, &out->areas) : ERR_LIMIT;
    if (!e)
        e = list_load(c->db, c->arena, "body_kind", &out->kinds);
    if (!e)
        e = list_load(c->db, c->arena, "topic", &out->topics);
    if (!e)
        e = outcomes_load(c->db, c->arena, &out->outcomes);
    return e;
}

/* --- filling in --- */

static struct str area_slugs(struct arena *a, const struct body *b, bool of_community)
{
    struct buf *out = buf_in(a, (size_t)64 * 1024);
    for (size_t i = 0; i < b->n_areas; i++) {
        const struct body_area *area = &b->area[i];
        if (of_community ? !area->is_community : !area->is_involved)
            continue;
        if (out->n)
            buf_char(out, ';');
        buf_str(out, area->slug);
    }
    return buf_view(out);
}

static void fill_date(struct form *f, struct arena *a, struct str iso)
{
    struct date d;
    if (!date_parse(iso, &d))
        return;
    form_set(f, body_consent_date.day, str_printf(a, "%d", d.day));
    form_set(f, body_consent_date.month, str_printf(a, "%d", d.month));
    form_set(f, body_consent_date.year, str_printf(a, "%d", d.year));
}

static void fill_choices(struct body_form *bf, const struct body *b)
{
    struct form *f = bf->f;
    struct arena *a = bf->c->arena;
    if (body_form_asks(bf, BF_KIND))
        form_set(f, "kind", b->kind);
    if (body_form_asks(bf, BF_SIZE))
        form_set(f, "size_band", b->size_band);
    if (body_form_asks(bf, BF_GROUNDS))
        form_set(f, "grounds", b->grounds);
    if (body_form_asks(bf, BF_COMMUNITY))
        form_set(f, "community", b->is_community ? STR(FORM_YES_WORD) : STR(""));
    if (body_form_asks(bf, BF_TOPICS))
        form_set(f, "topics", b->topics);
    if (body_form_asks(bf, BF_OUTCOMES))
        form_set(f, "outcomes", outcome_words(a, &bf->outcomes, b->outcomes));
    if (body_form_asks(bf, BF_AREAS))
        form_set(f, "areas", area_slugs(a, b, false));
    if (body_form_asks(bf, BF_COMMUNITY_AREAS))
        form_set(f, "community_areas", area_slugs(a, b, true));
}

void body_form_fill(struct body_form *bf, const struct body *b)
{
    for (size_t i = 0; i < BODY_TEXTS; i++)
        if (body_form_asks(bf, body_text[i].id))
            form_set(bf->f, body_text[i].name, body_text_of(b, &body_text[i]));
    fill_choices(bf, b);
    if (body_form_asks(bf, BF_NAMED))
        form_set(bf->f, "named", b->is_named ? STR(FORM_YES_WORD) : STR(FORM_NO_WORD));
    if (body_form_asks(bf, BF_STATE))
        form_set(bf->f, "state", b->state);
    if (body_form_asks(bf, BF_CONSENT)) {
        form_set(bf->f, "consent", b->consent);
        fill_date(bf->f, bf->c->arena, b->consent_on);
    }
}

/* --- reading --- */

struct chosen {
    struct str item[CHOSEN_MAX];
    size_t n;
};

static void read_chosen(struct body_form *bf, const char *name, struct chosen *out)
{
    out->n = param_list(bf->c, name, out->item, CHOSEN_MAX);
}

static bool is_among(const struct chosen *chosen, struct str code)
{
    for (size_t i = 0; i < chosen->n; i++)
        if (str_eq(chosen->item[i], code))
            return true;
    return false;
}

static void read_grounds(struct body_form *bf, struct body *b)
{
    struct chosen chosen;
    struct buf *out = buf_in(bf->c->arena, 1024);
    read_chosen(bf, "grounds", &chosen);
    for (size_t i = 0; i < body_grounds.n; i++) {
        if (!is_among(&chosen, body_grounds.item[i].code))
            continue;
        if (out->n)
            buf_char(out, ';');
        buf_str(out, body_grounds.item[i].code);
    }
    b->grounds = buf_view(out);
}

static void read_lists(struct body_form *bf, struct body *b)
{
    struct arena *a = bf->c->arena;
    struct chosen chosen;
    if (body_form_asks(bf, BF_GROUNDS))
        read_grounds(bf, b);
    if (body_form_asks(bf, BF_TOPICS)) {
        read_chosen(bf, "topics", &chosen);
        b->topics = list_choose(a, &bf->topics, b->topics, chosen.item, chosen.n);
    }
    if (body_form_asks(bf, BF_OUTCOMES)) {
        read_chosen(bf, "outcomes", &chosen);
        b->outcomes = outcome_choose(a, &bf->outcomes, b->outcomes, chosen.item, chosen.n);
    }
}

/* A new entry's form asks once, whether it is a community body: then it is one wherever it
 * works. */
static enum err read_areas(struct body_form *bf, struct body *b)
{
    struct chosen here, community = { .n = 0 };
    read_chosen(bf, "areas", &here);
    if (body_form_asks(bf, BF_COMMUNITY_AREAS))
        read_chosen(bf, "community_areas", &community);
    b->area = arena_array(bf->c->arena, bf->areas.n, sizeof *b->area);
    b->n_areas = 0;
    if (!b->area)
        return ERR_LIMIT;
    for (size_t i = 0; i < bf->areas.n; i++) {
        const struct area *from = &bf->areas.item[i];
        struct body_area area = { .area_id = from->id,
                                  .partnership_id = from->partnership_id,
                                  .slug = from->slug,
                                  .name = from->name,
                                  .is_involved = is_among(&here, from->slug),
                                  .is_community = is_among(&community, from->slug) };
        if (!body_form_asks(bf, BF_COMMUNITY_AREAS))
            area.is_community = b->is_community && area.is_involved;
        if (area.is_involved || area.is_community)
            b->area[b->n_areas++] = area;
    }
    if (body_form_asks(bf, BF_COMMUNITY_AREAS) && community.n)
        b->is_community = true;
    return OK;
}

/* The flag alone, on a page without the areas: everywhere, or nowhere. */
static enum err read_community(struct body_form *bf, struct body *b)
{
    bool is = str_eq(form_value(bf->f, "community"), STR(FORM_YES_WORD));
    bool differs = is != b->is_community;
    b->is_community = is;
    if (!differs || body_form_asks(bf, BF_AREAS))
        return OK;
    struct body_area *area = arena_array(bf->c->arena, b->n_areas, sizeof *area);
    if (!area)
        return ERR_LIMIT;
    for (size_t i = 0; i < b->n_areas; i++) {
        area[i] = b->area[i];
        area[i].is_community = is;
        area[i].is_involved = area[i].is_involved || !is;
    }
    b->area = area;
    return OK;
}

static void read_mailbox(struct body_form *bf, struct body *b, struct str was)
{
    struct str answer = form_value(bf->f, "mailbox");
    if (!mailbox_looks_personal(b->contact_email) || str_eq_nocase(b->contact_email, was))
        return;
    bf->moves_email = str_eq(answer, STR("own"));
    if (bf->moves_email) {
        b->own_email = b->contact_email;
        b->contact_email = (struct str){ 0 };
    } else if (!str_eq(answer, STR("shared"))) {
        form_error(bf->f, "mailbox", STR(FORM_MAILBOX_MISSING));
    }
}

static void read_consent(struct body_form *bf, struct body *b)
{
    struct date d;
    b->consent = form_value(bf->f, "consent");
    if (!body_word_is(&body_consents, b->consent))
        form_error(bf->f, "consent", STR(FORM_CONSENT_MISSING));
    b->consent_on = (struct str){ 0 };
    if (form_date_read(bf->c->arena, bf->f, &body_consent_date, &d) == FORM_DATE_GOOD)
        b->consent_on = date_iso(bf->c->arena, d);
}

static void read_status(struct body_form *bf, struct body *b)
{
    struct str named = form_value(bf->f, "named"), state = form_value(bf->f, "state");
    b->is_named = !str_eq(named, STR(FORM_NO_WORD));
    if (b->is_named && !str_eq(named, STR(FORM_YES_WORD)))
        form_error(bf->f, "named", STR(FORM_NAMED_MISSING));
    read_consent(bf, b);
    if (!body_word_is(&body_states, state) || str_eq(state, STR("merged")))
        form_error(bf->f, "state", STR(FORM_STATE_MISSING));
    b->state = state;
    if (!str_eq(form_value(bf->f, "reviewed"), STR(FORM_YES_WORD)))
        return;
    b->reviewed_on = date_iso(bf->c->arena, london_from_s(bf->c->now_s).date);
    b->is_stale = false;
}

enum err body_form_read(struct body_form *bf, struct body *b)
{
    const struct str was = b->contact_email;
    enum err e = OK;
    for (size_t i = 0; i < BODY_TEXTS; i++)
        if (body_form_asks(bf, body_text[i].id))
            *body_text_in(b, &body_text[i]) = form_value(bf->f, body_text[i].name);
    if (body_form_asks(bf, BF_KIND))
        b->kind = form_value(bf->f, "kind");
    if (body_form_asks(bf, BF_SIZE))
        b->size_band = form_value(bf->f, "size_band");
    read_lists(bf, b);
    if (body_form_asks(bf, BF_COMMUNITY))
        e = read_community(bf, b);
    if (body_form_asks(bf, BF_AREAS) && !e)
        e = read_areas(bf, b);
    if (body_form_asks(bf, BF_CONTACT_EMAIL))
        read_mailbox(bf, b, was);
    if (body_form_asks(bf, BF_NAMED))
        read_status(bf, b);
    return e;
}

/* --- judging --- */

/* Faults are called after columns; two fields have other names in forms. */
static const char *field_of(const char *column)
{
    static const struct {
        const char *column, *field;
    } other[] = { { "website", "web" },
                  { "is_named", "named" },
                  { "consent_on", "consent_day" } };
    for (size_t i = 0; i < sizeof other / sizeof other[0]; i++)
        if (str_eq(str_from(column), str_from(other[i].column)))
            return other[i].field;
    return column;
}

static bool asks_for(const struct body_form *bf, const char *name)
{
    for (size_t i = 0; i < BODY_TEXTS; i++)
        if (body_form_asks(bf, body_text[i].id) &&
            str_eq(str_from(name), str_from(body_text[i].name)))
            return true;
    static const struct {
        enum body_field id;
        const char *name;
    } rest[] = { { BF_KIND, "kind" },           { BF_SIZE, "size_band" },
                 { BF_GROUNDS, "grounds" },     { BF_TOPICS, "topics" },
                 { BF_OUTCOMES, "outcomes" },   { BF_AREAS, "areas" },
                 { BF_NAMED, "named" },         { BF_CONSENT, "consent" },
                 { BF_CONSENT, "consent_day" }, { BF_STATE, "state" } };
    for (size_t i = 0; i < sizeof rest / sizeof rest[0]; i++)
        if (body_form_asks(bf, rest[i].id) && str_eq(str_from(name), str_from(rest[i].name)))
            return true;
    return false;
}

enum err body_form_judge(struct body_form *bf, struct body *b)
{
    struct body_fault fault[BODY_FAULTS_MAX];
    size_t n = 0;
    enum err e = body_judge(bf->c->db, bf->c->arena, b, fault, &n);
    for (size_t i = 0; i < n && !e; i++) {
        const char *name = field_of(fault[i].field);
        if (asks_for(bf, name))
            form_error(bf->f, name, fault[i].message);
    }
    return e;
}
