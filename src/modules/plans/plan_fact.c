#include "modules/plans/plan_fact.h"

#include "modules/plans/plan_fact_words.h"

struct word {
    struct str name, label;
};

static const struct word parts[PART__MAX] = {
    [PART_NOT_ASKED] = { STR_INIT("not_asked"), STR_INIT(PART_IS_NOT_ASKED) },
    [PART_ASKED] = { STR_INIT("asked"), STR_INIT(PART_IS_ASKED) },
    [PART_TAKING_PART] = { STR_INIT("taking_part"), STR_INIT(PART_IS_TAKING_PART) },
    [PART_DECLINED] = { STR_INIT("declined"), STR_INIT(PART_IS_DECLINED) },
    [PART_NO_REPLY] = { STR_INIT("no_reply"), STR_INIT(PART_IS_NO_REPLY) },
    [PART_UNREACHABLE] = { STR_INIT("unreachable"), STR_INIT(PART_IS_UNREACHABLE) },
};

static const struct word consultations[CONS__MAX] = {
    [CONS_NOT_SENT] = { STR_INIT("not_sent"), STR_INIT(CONS_IS_NOT_SENT) },
    [CONS_TRIED] = { STR_INIT("tried"), STR_INIT(CONS_IS_TRIED) },
    [CONS_SENT] = { STR_INIT("sent"), STR_INIT(CONS_IS_SENT) },
    [CONS_REPLIED] = { STR_INIT("replied"), STR_INIT(CONS_IS_REPLIED) },
};

static const struct word statuses[STATUS__MAX] = {
    [STATUS_NOT_SUITABLE] = { STR_INIT("not_suitable"), STR_INIT(STATUS_IS_NOT_SUITABLE) },
    [STATUS_PARTICIPATING] = { STR_INIT("participating"), STR_INIT(STATUS_IS_PARTICIPATING) },
    [STATUS_CONSULTED] = { STR_INIT("consulted"), STR_INIT(STATUS_IS_CONSULTED) },
    [STATUS_DECLINED] = { STR_INIT("declined"), STR_INIT(PART_IS_DECLINED) },
    [STATUS_UNREACHABLE] = { STR_INIT("unreachable"), STR_INIT(PART_IS_UNREACHABLE) },
    [STATUS_NO_REPLY] = { STR_INIT("no_reply"), STR_INIT(PART_IS_NO_REPLY) },
    [STATUS_INVITED] = { STR_INIT("invited"), STR_INIT(STATUS_IS_INVITED) },
    [STATUS_IDENTIFIED] = { STR_INIT("identified"), STR_INIT(STATUS_IS_IDENTIFIED) },
};

static const struct word acts[PLAN_ACTS] = {
    [ACT_INVITED] = { STR_INIT("invited"), STR_INIT(ACT_IS_INVITED) },
    [ACT_TAKES_PART] = { STR_INIT("takes_part"), STR_INIT(ACT_IS_TAKES_PART) },
    [ACT_DECLINED] = { STR_INIT("declined"), STR_INIT(ACT_IS_DECLINED) },
    [ACT_NO_REPLY] = { STR_INIT("no_reply"), STR_INIT(ACT_IS_NO_REPLY) },
    [ACT_UNREACHABLE] = { STR_INIT("unreachable"), STR_INIT(ACT_IS_UNREACHABLE) },
};

static bool find(const struct word *all, int n, struct str name, int *out)
{
    for (int i = 0; i < n; i++)
        if (str_eq(all[i].name, name)) {
            *out = i;
            return true;
        }
    return false;
}

struct str participation_name(enum participation x)
{
    return parts[x].name;
}

struct str participation_label(enum participation x)
{
    return parts[x].label;
}

bool participation_from_name(struct str name, enum participation *out)
{
    int i;
    if (!find(parts, PART__MAX, name, &i))
        return false;
    *out = (enum participation)i;
    return true;
}

struct str consulted_name(enum consulted x)
{
    return consultations[x].name;
}

struct str consulted_label(enum consulted x)
{
    return consultations[x].label;
}

struct str plan_status_name(enum plan_status x)
{
    return statuses[x].name;
}

struct str plan_status_label(enum plan_status x)
{
    return statuses[x].label;
}

bool plan_status_from_name(struct str name, enum plan_status *out)
{
    int i;
    if (!find(statuses, STATUS__MAX, name, &i))
        return false;
    *out = (enum plan_status)i;
    return true;
}

struct str plan_act_name(enum plan_act x)
{
    return acts[x].name;
}

struct str plan_act_label(enum plan_act x)
{
    return acts[x].label;
}

bool plan_act_from_name(struct str name, enum plan_act *out)
{
    int i;
    if (!find(acts, PLAN_ACTS, name, &i))
        return false;
    *out = (enum plan_act)i;
    return true;
}

/* --- the status --- */

enum plan_status plan_status_of(bool is_suitable, enum participation p, enum consulted c)
{
    if (!is_suitable)
        return STATUS_NOT_SUITABLE;
    if (p == PART_TAKING_PART)
        return STATUS_PARTICIPATING;
    if (c == CONS_SENT || c == CONS_REPLIED)
        return STATUS_CONSULTED;
    if (p == PART_DECLINED)
        return STATUS_DECLINED;
    if (p == PART_UNREACHABLE)
        return STATUS_UNREACHABLE;
    if (p == PART_NO_REPLY)
        return STATUS_NO_REPLY;
    return p == PART_ASKED || c == CONS_TRIED ? STATUS_INVITED : STATUS_IDENTIFIED;
}

bool plan_status_is_missing(enum plan_status x)
{
    return x > STATUS_CONSULTED;
}

enum consulted plan_consulted_of(const struct plan_tries *t, int64_t n_tries)
{
    if (t->has_replied)
        return CONS_REPLIED;
    if (t->is_draft_delivered || (t->has_draft && t->n_draft_channels >= n_tries))
        return CONS_SENT;
    return t->has_draft ? CONS_TRIED : CONS_NOT_SENT;
}

/* --- how participation changes --- */

#define FROM(x) (1u << (x))
#define FROM_ANY (FROM(PART__MAX) - 1)

static const struct {
    unsigned from;
    enum participation to;
} rules[PLAN_ACTS] = {
    [ACT_INVITED] = { FROM_ANY & ~FROM(PART_TAKING_PART), PART_ASKED },
    [ACT_TAKES_PART] = { FROM_ANY & ~FROM(PART_TAKING_PART), PART_TAKING_PART },
    [ACT_DECLINED] = { FROM_ANY & ~FROM(PART_DECLINED), PART_DECLINED },
    [ACT_NO_REPLY] = { FROM(PART_ASKED), PART_NO_REPLY },
    [ACT_UNREACHABLE] = { FROM(PART_ASKED) | FROM(PART_NO_REPLY), PART_UNREACHABLE },
};

enum plan_refusal plan_act_may(enum plan_act act, enum participation from,
                               const struct plan_tries *t, int64_t n_tries,
                               enum participation *to)
{
    *to = rules[act].to;
    if (!(rules[act].from & FROM(from)))
        return PLAN_NOT_FROM_THERE;
    if (act == ACT_NO_REPLY && t->n_channels < n_tries)
        return PLAN_TOO_FEW_TRIES;
    if (act == ACT_UNREACHABLE && !t->n_refused)
        return PLAN_NONE_REFUSED;
    return PLAN_MAY;
}
