/*
 * consultation_lists.c: the fixed lists of the glossary, states by the clock, and moments in
 * words.
 */
#include "core/base/arena.h"
#include "modules/consultations/consultation.h"
#include "modules/consultations/consultation_words.h"

/* clang-format off */
const struct consultation_word consultation_kinds[] = {
    { "plan_early", KIND_PLAN_EARLY }, { "plan_draft", KIND_PLAN_DRAFT }, { "annual_report", KIND_ANNUAL_REPORT },
    { "review", KIND_REVIEW }, { "other", KIND_OTHER }, { NULL, NULL },
};
const struct consultation_word consultation_documents[] = {
    { "plan_draft", PAPER_PLAN_DRAFT }, { "plan", PAPER_PLAN }, { "summary", PAPER_SUMMARY },
    { "consultation_paper", PAPER_CONSULTATION }, { "assessment", PAPER_ASSESSMENT }, { "impact", PAPER_IMPACT },
    { "annual_report", PAPER_ANNUAL_REPORT }, { "easy_read", PAPER_EASY_READ }, { "bsl", PAPER_BSL },
    { "large_print", PAPER_LARGE_PRINT }, { "gaelic", PAPER_GAELIC }, { "translation", PAPER_TRANSLATION },
    { NULL, NULL },
};
const struct consultation_word consultation_channels[] = {
    { "web", CHANNEL_WEB }, { "email", CHANNEL_EMAIL }, { "letter", CHANNEL_LETTER }, { "phone", CHANNEL_PHONE },
    { "meeting", CHANNEL_MEETING }, { "event", CHANNEL_EVENT }, { "survey_import", CHANNEL_SURVEY_IMPORT },
    { "social", CHANNEL_SOCIAL }, { NULL, NULL },
};
const struct consultation_word consultation_choices[] = {
    { "publish_with_name", CHOICE_WITH_NAME }, { "publish_anonymous", CHOICE_ANONYMOUS },
    { "do_not_publish", CHOICE_NOT }, { "not_asked", CHOICE_NOT_ASKED }, { NULL, NULL },
};
const struct consultation_word consultation_namings[] = {
    { "yes", NAMING_YES }, { "describe", NAMING_DESCRIBE }, { "no", NAMING_NO },
    { "not_asked", NAMING_NOT_ASKED }, { NULL, NULL },
};
const struct consultation_word consultation_handlings[] = {
    { "new", HANDLING_NEW }, { "in_review", HANDLING_IN_REVIEW }, { "clarify", HANDLING_CLARIFY },
    { "identity_check", HANDLING_IDENTITY }, { "accepted", HANDLING_ACCEPTED }, { "withheld", HANDLING_WITHHELD },
    { NULL, NULL },
};
const struct consultation_word consultation_countings[] = {
    { "valid", COUNTING_VALID }, { "late_out", COUNTING_LATE_OUT }, { "duplicate", COUNTING_DUPLICATE },
    { "withdrawn", COUNTING_WITHDRAWN }, { "not_valid", COUNTING_NOT_VALID }, { NULL, NULL },
};

static const struct {
    const char *name, *label, *tag;
} states[CONSULTATION_STATE__MAX] = {
    [CONSULTATION_DRAFT] =       { "draft", CONSULTATION_IS_DRAFT, "ds_tag--grey" },
    [CONSULTATION_FORTHCOMING] = { "forthcoming", CONSULTATION_IS_FORTHCOMING, "ds_tag--blue" },
    [CONSULTATION_OPEN] =        { "open", CONSULTATION_IS_OPEN, "ds_tag--green" },
    [CONSULTATION_CLOSED] =      { "closed", CONSULTATION_IS_CLOSED, "ds_tag--grey" },
    [CONSULTATION_RESULTS] =     { "results_published", CONSULTATION_HAS_RESULTS, "ds_tag--blue" },
    [CONSULTATION_ARCHIVED] =    { "archived", CONSULTATION_IS_ARCHIVED, "ds_tag--grey" },
    [CONSULTATION_WITHDRAWN] =   { "withdrawn", CONSULTATION_IS_WITHDRAWN, "ds_tag--grey" },
};
/* clang-format on */

const char *consultation_state_name(enum consultation_state s)
{
    return states[s].name;
}

struct str consultation_state_label(enum consultation_state s)
{
    return str_from(states[s].label);
}

const char *consultation_state_tag(enum consultation_state s)
{
    return states[s].tag;
}

static const struct consultation_word *word_of(const struct consultation_word *list,
                                               struct str code)
{
    while (list->code && !str_eq(code, str_from(list->code)))
        list++;
    return list->code ? list : NULL;
}

struct str consultation_label(const struct consultation_word *list, struct str code)
{
    const struct consultation_word *w = word_of(list, code);
    return w ? str_from(w->label) : code;
}

bool consultation_knows(const struct consultation_word *list, struct str code)
{
    return word_of(list, code) != NULL;
}

/* --- the clock --- */

enum consultation_state consultation_state_at(const struct consultation_times *t, int64_t now_s)
{
    if (t->is_withdrawn)
        return CONSULTATION_WITHDRAWN;
    if (!t->is_published)
        return CONSULTATION_DRAFT;
    if (t->is_archived)
        return CONSULTATION_ARCHIVED;
    if (now_s < t->opens_at_s)
        return CONSULTATION_FORTHCOMING;
    if (now_s < t->closes_at_s)
        return CONSULTATION_OPEN;
    return t->has_results ? CONSULTATION_RESULTS : CONSULTATION_CLOSED;
}

int64_t consultation_next_change(const struct consultation_times *t, int64_t now_s)
{
    switch (consultation_state_at(t, now_s)) {
    case CONSULTATION_FORTHCOMING:
        return t->opens_at_s;
    case CONSULTATION_OPEN:
        return t->closes_at_s;
    default:
        return INT64_MAX;
    }
}

struct consultation_times consultation_times(const struct consultation *c)
{
    bool is_published = str_eq(c->stage, STR("published"));
    bool is_withdrawn = str_eq(c->stage, STR("withdrawn"));
    return (struct consultation_times){ .is_published = is_published,
                                        .is_withdrawn = is_withdrawn,
                                        .is_archived = c->archived_at_s != 0,
                                        .has_results = c->results_at_s != 0,
                                        .opens_at_s = c->opens_at_s,
                                        .closes_at_s = c->closes_at_s };
}

bool consultation_takes(const struct consultation *c, int64_t arrived_s, int64_t begun_s)
{
    const struct consultation_times t = consultation_times(c);
    if (!t.is_published || t.is_archived || arrived_s < c->opens_at_s)
        return false;
    return arrived_s < c->closes_at_s ||
           (begun_s < c->closes_at_s && arrived_s < c->closes_at_s + CONSULTATION_GRACE_S);
}

static struct str moment(struct arena *a, int64_t at_s)
{
    const struct civil t = london_from_s(at_s);
    const struct str time = time_of_day(a, t), day = date_with_day(a, t.date);
    return str_printf(a, CONSULTATION_MOMENT, STR_ARG(time), STR_ARG(day));
}

struct str consultation_closes_words(struct arena *a, int64_t closes_at_s)
{
    return moment(a, closes_at_s - 60);
}

struct str consultation_opens_words(struct arena *a, int64_t opens_at_s)
{
    return moment(a, opens_at_s);
}
