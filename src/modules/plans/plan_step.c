/* plan_step.c: the steps of a plan, and when each falls due at first (workflows b). */
#include "core/base/clock.h"
#include "modules/plans/plan.h"
#include "modules/plans/plan_words.h"

#define YEAR 12

static const struct {
    const char *name;
    struct str label, hint;
    int months; /* from the day of publication; before it less than 0 */
} steps[PLAN_STEPS] = {
    [STEP_ASSESSMENT] = { "assessment", STR_INIT(STEP_ASSESSMENT_LABEL),
                          STR_INIT(STEP_ASSESSMENT_HINT), -8 },
    [STEP_LONG_LIST] = { "long_list", STR_INIT(STEP_LONG_LIST_LABEL),
                         STR_INIT(STEP_LONG_LIST_HINT), -10 },
    [STEP_DECISIONS] = { "decisions", STR_INIT(STEP_DECISIONS_LABEL),
                         STR_INIT(STEP_DECISIONS_HINT), -9 },
    [STEP_INVITATIONS] = { "invitations", STR_INIT(STEP_INVITATIONS_LABEL),
                           STR_INIT(STEP_INVITATIONS_HINT), -9 },
    [STEP_REMINDERS] = { "reminders", STR_INIT(STEP_REMINDERS_LABEL),
                         STR_INIT(STEP_REMINDERS_HINT), -8 },
    [STEP_SESSIONS] = { "sessions", STR_INIT(STEP_SESSIONS_LABEL), STR_INIT(STEP_SESSIONS_HINT),
                        -4 },
    [STEP_GAP_CHECK] = { "gap_check", STR_INIT(STEP_GAP_CHECK_LABEL),
                         STR_INIT(STEP_GAP_CHECK_HINT), -4 },
    [STEP_DRAFT_OUT] = { "draft_out", STR_INIT(STEP_DRAFT_OUT_LABEL),
                         STR_INIT(STEP_DRAFT_OUT_HINT), -2 },
    [STEP_DRAFT_CJS] = { "draft_cjs", STR_INIT(STEP_DRAFT_CJS_LABEL),
                         STR_INIT(STEP_DRAFT_CJS_HINT), -2 },
    [STEP_PUBLICATION] = { "publication", STR_INIT(STEP_PUBLICATION_LABEL),
                           STR_INIT(STEP_PUBLICATION_HINT), 0 },
    [STEP_STATEMENT] = { "statement", STR_INIT(STEP_STATEMENT_LABEL),
                         STR_INIT(STEP_STATEMENT_HINT), 1 },
    [STEP_COPY_CJS] = { "copy_cjs", STR_INIT(STEP_COPY_CJS_LABEL), STR_INIT(STEP_COPY_CJS_HINT),
                        1 },
    [STEP_REVIEW] = { "review", STR_INIT(STEP_REVIEW_LABEL), STR_INIT(STEP_REVIEW_HINT), YEAR },
};

const char *plan_step_name(enum plan_step step)
{
    return steps[step].name;
}

struct str plan_step_label(enum plan_step step)
{
    return steps[step].label;
}

struct str plan_step_hint(enum plan_step step)
{
    return steps[step].hint;
}

bool plan_step_from_name(struct str name, enum plan_step *out)
{
    for (int i = 0; i < PLAN_STEPS; i++)
        if (str_eq(name, str_from(steps[i].name))) {
            *out = (enum plan_step)i;
            return true;
        }
    return false;
}

/* The same day of another month, or the last that it has. */
struct str plan_step_due(struct arena *a, enum plan_step step, struct str publish_on)
{
    struct date d;
    if (!date_parse(publish_on, &d))
        return (struct str){ 0 };
    int months = d.year * YEAR + d.month - 1 + steps[step].months;
    d.year = months / YEAR;
    d.month = months % YEAR + 1;
    while (!date_is_valid(d) && d.day > 1)
        d.day--;
    return date_iso(a, d);
}
