#include "modules/consultations/consultation_view.h"

#include "core/base/clock.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/consultations/consultation_page_words.h"
#include "modules/partnerships/partnership_page.h"

enum err consultation_labels_load(struct db *db, struct arena *a,
                                  struct consultation_labels *out)
{
    enum err e = body_labels_load(db, a, &out->all);
    return e ? e : list_load(db, a, "audience", &out->audiences);
}

/* --- when --- */

int64_t consultation_days_to(int64_t now_s, int64_t then_s)
{
    return date_to_days(london_from_s(then_s).date) - date_to_days(london_from_s(now_s).date);
}

static struct str in_days(struct arena *a, int64_t days, bool is_open)
{
    if (days <= 0)
        return is_open ? STR(WHEN_CLOSES_TODAY) : STR(WHEN_OPENS_TODAY);
    if (days == 1)
        return is_open ? STR(WHEN_CLOSES_TOMORROW) : STR(WHEN_OPENS_TOMORROW);
    return is_open ? str_printf(a, WHEN_CLOSES_IN, (long long)days)
                   : str_printf(a, WHEN_OPENS_IN, (long long)days);
}

struct consultation_when consultation_when(struct arena *a, const struct consultation_shown *x,
                                           int64_t now_s)
{
    bool is_to_come = x->state == CONSULTATION_FORTHCOMING;
    struct consultation_when w = {
        .words = STR(WHEN_CLOSED),
        .full = is_to_come ? consultation_opens_words(a, x->opens_at_s)
                           : consultation_closes_words(a, x->closes_at_s),
        .iso = time_iso(a, is_to_come ? x->opens_at_s : x->closes_at_s - 60),
    };
    if (is_to_come)
        w.words = in_days(a, consultation_days_to(now_s, x->opens_at_s), false);
    else if (x->state == CONSULTATION_OPEN)
        w.words = in_days(a, consultation_days_to(now_s, x->closes_at_s - 60), true);
    else if (x->state == CONSULTATION_WITHDRAWN)
        w = (struct consultation_when){
            .words = STR(WHEN_WITHDRAWN),
            .full = date_long(a, london_from_s(x->withdrawn_at_s).date),
            .iso = date_iso(a, london_from_s(x->withdrawn_at_s).date),
        };
    return w;
}

bool consultation_is_overdue(const struct consultation_shown *x, int64_t now_s)
{
    struct date promised;
    return x->state == CONSULTATION_CLOSED && !x->feedback_at_s &&
           date_parse(x->results_by, &promised) &&
           date_to_days(promised) < date_to_days(london_from_s(now_s).date);
}

struct str consultation_asks(struct arena *a, const struct consultation_shown *x)
{
    if (x->n_questions <= 0)
        return (struct str){ 0 };
    struct str many = x->n_questions == 1 ? STR(ASKS_ONE)
                                          : str_printf(a, ASKS_MANY, (long long)x->n_questions);
    struct str minutes = x->minutes == 1  ? STR(ASKS_MINUTE)
                         : x->minutes > 1 ? str_printf(a, ASKS_MINUTES, (long long)x->minutes)
                                          : (struct str){ 0 };
    return str_join(a, many, minutes);
}

/* --- views --- */

void consultation_state_view(struct ctx *c, const struct consultation_shown *x, struct view *v)
{
    struct str label = consultation_state_label(x->state);
    if (x->state == CONSULTATION_FORTHCOMING) {
        struct str day = date_long(c->arena, london_from_s(x->opens_at_s).date);
        label = str_printf(c->arena, STATE_OPENS_ON, STR_ARG(day));
    }
    view_str(v, S(state_label), label);
    view_lit(v, S(state_tag), consultation_state_tag(x->state));
}

void consultation_row_view(struct ctx *c, const struct consultation_labels *labels,
                           const struct consultation_shown *x, struct view *v)
{
    struct arena *a = c->arena;
    const struct consultation_when when = consultation_when(a, x, c->now_s);
    struct date promised;
    bool waits = x->state == CONSULTATION_CLOSED && !x->feedback_at_s &&
                 date_parse(x->results_by, &promised);
    view_str(v, S(href), url_path(a, "/consultations/%", x->slug));
    view_str(v, S(title), x->title);
    view_str(v, S(summary), x->summary);
    view_str(v, S(reference), x->reference);
    view_str(v, S(partnership), x->partnership_name);
    view_str(v, S(areas_line), body_areas_line(a, &labels->all, x->areas));
    consultation_state_view(c, x, v);
    view_str(v, S(when), when.words);
    view_str(v, S(when_full), when.full);
    view_str(v, S(when_iso), when.iso);
    view_str(v, S(asks), consultation_asks(a, x));
    view_bool(v, S(is_invited_only), x->is_invited_only);
    view_text(v, S(results), waits ? date_long(a, promised) : (struct str){ 0 });
    view_str(v, S(results_iso), x->results_by);
    view_bool(v, S(is_overdue), consultation_is_overdue(x, c->now_s));
}
