#include "modules/plans/plan_view.h"

#include "core/base/clock.h"
#include "core/http/percent.h"
#include "gen/symbols.h"
#include "modules/plans/plan_words.h"

#define WORKING_DAYS_TO_REMIND 10 /* workflows b, step 6 */

/* That many days later, without Saturdays and Sundays. */
static struct str working_days_after(struct arena *a, struct str iso, int n)
{
    struct date d;
    if (!date_parse(iso, &d))
        return (struct str){ 0 };
    for (int64_t day = date_to_days(d); n > 0;) {
        d = date_from_days(++day);
        n -= date_weekday(d) != 6 && date_weekday(d) != 0;
    }
    return date_iso(a, d);
}

static bool is_being_asked(const struct plan_body *x)
{
    return !str_eq(x->likely, STR("no")) &&
           (x->participation == PART_NOT_ASKED || x->participation == PART_ASKED);
}

struct plan_due plan_due_of(struct arena *a, const struct plan *p,
                            const struct plan_dates *dates, const struct plan_body *x)
{
    if (!x->is_suitable || x->status == STATUS_PARTICIPATING)
        return (struct plan_due){ 0 };
    if (!x->likely.n)
        return (struct plan_due){ NEXT_DECIDE, dates->at[STEP_DECISIONS].due_on };
    if (is_being_asked(x) && !x->tries.n_channels)
        return (struct plan_due){ NEXT_INVITE, dates->at[STEP_INVITATIONS].due_on };
    if (is_being_asked(x) && x->tries.n_channels < p->n_tries)
        return (struct plan_due){ NEXT_TRY_AGAIN, working_days_after(a, x->last_try_on,
                                                                     WORKING_DAYS_TO_REMIND) };
    if (is_being_asked(x))
        return (struct plan_due){ NEXT_CLOSE, working_days_after(a, x->last_try_on,
                                                                 WORKING_DAYS_TO_REMIND) };
    if (plan_status_is_missing(x->status))
        return (struct plan_due){ NEXT_DRAFT, dates->at[STEP_DRAFT_OUT].due_on };
    return (struct plan_due){ 0 };
}

struct str plan_next_label(enum plan_next what)
{
    switch (what) {
    case NEXT_DECIDE:
        return STR(PLAN_NEXT_DECIDE);
    case NEXT_INVITE:
        return STR(PLAN_NEXT_INVITE);
    case NEXT_TRY_AGAIN:
        return STR(PLAN_NEXT_TRY_AGAIN);
    case NEXT_CLOSE:
        return STR(PLAN_NEXT_CLOSE);
    case NEXT_DRAFT:
        return STR(PLAN_NEXT_DRAFT);
    default:
        return STR("");
    }
}

static struct str likely_label(struct str likely)
{
    return str_eq(likely, STR("yes"))  ? STR(PLAN_LIKELY_YES)
           : str_eq(likely, STR("no")) ? STR(PLAN_LIKELY_NO)
                                       : STR(PLAN_LIKELY_UNDECIDED);
}

void plan_body_view(const struct plan_desk *d, const struct plan_body *x, struct view *v)
{
    struct arena *a = d->c->arena;
    view_int(v, S(id), x->id);
    view_str(v, S(name), x->name);
    view_str(v, S(href), plan_desk_body_path(d, x->id));
    view_str(v, S(status_label), plan_status_label(x->status));
    view_bool(v, S(is_reached),
              x->status == STATUS_PARTICIPATING || x->status == STATUS_CONSULTED);
    view_str(v, S(likely_label), likely_label(x->likely));
    view_str(v, S(likely_reason), x->likely_reason);
    view_str(v, S(unsuitable_reason), x->unsuitable_reason);
    view_str(v, S(participation), participation_label(x->participation));
    view_str(v, S(consulted), consulted_label(x->consulted));
    view_int(v, S(n_channels), x->tries.n_channels);
    plan_desk_day(d, v, S(draft_on), x->draft_on);
    plan_desk_day(d, v, S(last_try_on), x->last_try_on);
    view_str(v, S(source), plan_source_words(a, x->source, STR("")));
    view_str(v, S(except_reason), x->except_reason);
}

/* "area=fife&words=Sample%20body" as "area: fife, words: Sample body"; a name stays as it is.
 */
static struct str filter_words(struct arena *a, struct str filter)
{
    struct str out = { 0 }, rest = filter, pair, name, value;
    if (str_find_char(filter, '=') == STR_NONE)
        return filter;
    while (str_cut(&rest, '&', &pair)) {
        struct str plain = pair;
        if (!str_cut(&plain, '=', &name) || percent_decode(a, plain, PLUS_IS_SPACE, &value))
            return filter;
        out = str_printf(a, "%.*s%s%.*s: %.*s", STR_ARG(out), out.n ? ", " : "", STR_ARG(name),
                         STR_ARG(value));
    }
    return out;
}

struct str plan_source_words(struct arena *a, struct str source, struct str filter)
{
    filter = filter_words(a, filter);
    static const struct plan_word all[] = {
        { STR_INIT("register"), STR_INIT(PLAN_FROM_REGISTER) },
        { STR_INIT("tsi"), STR_INIT(PLAN_FROM_TSI) },
        { STR_INIT("interest"), STR_INIT(PLAN_FROM_INTEREST) },
        { STR_INIT("last_plan"), STR_INIT(PLAN_FROM_LAST_PLAN) },
        { STR_INIT("saved"), STR_INIT(PLAN_FROM_SAVED) },
        { STR_INIT("hand"), STR_INIT(PLAN_FROM_HAND) },
    };
    struct str label = plan_word_label(all, sizeof all / sizeof *all, source);
    return filter.n ? str_printf(a, "%.*s: %.*s", STR_ARG(label), STR_ARG(filter)) : label;
}
