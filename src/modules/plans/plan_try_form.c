#include "modules/plans/plan_try_form.h"

#include "gen/symbols.h"
#include "modules/plans/plan_words.h"

static const struct form_date try_date = { "try_day", "try_month", "try_year" };

static const struct form_option channels[] = {
    { STR_INIT("email"), STR_INIT(PLAN_BY_EMAIL), { 0 } },
    { STR_INIT("letter"), STR_INIT(PLAN_BY_LETTER), { 0 } },
    { STR_INIT("phone"), STR_INIT(PLAN_BY_PHONE), { 0 } },
    { STR_INIT("meeting"), STR_INIT(PLAN_BY_MEETING), { 0 } },
    { STR_INIT("event"), STR_INIT(PLAN_BY_EVENT), { 0 } },
    { STR_INIT("via_tsi"), STR_INIT(PLAN_BY_TSI), { 0 } },
};
static const struct form_option deliveries[] = {
    { STR_INIT("none"), STR_INIT(PLAN_ARRIVED_NOT_KNOWN), { 0 } },
    { STR_INIT("delivered"), STR_INIT(PLAN_ARRIVED), { 0 } },
    { STR_INIT("refused"), STR_INIT(PLAN_CAME_BACK), { 0 } },
};
static const struct form_option answers[] = {
    { STR_INIT("none"), STR_INIT(PLAN_ANSWER_NONE), { 0 } },
    { STR_INIT("takes_part"), STR_INIT(PLAN_ANSWER_TAKES_PART), { 0 } },
    { STR_INIT("declined"), STR_INIT(PLAN_ANSWER_DECLINED), { 0 } },
};
#define N(x) (sizeof(x) / sizeof *(x))

void plan_try_fields(struct plan_desk *d, const char *what)
{
    struct form *f = d->f;
    struct form_option *whats = arena_array(d->c->arena, n_plan_whats, sizeof *whats);
    for (size_t i = 0; whats && i < n_plan_whats; i++)
        whats[i] = (struct form_option){ plan_whats[i].code, plan_whats[i].label, { 0 } };
    form_set(f, "what", str_from(what));
    form_set(f, "delivery", STR("none"));
    form_set(f, "answer", STR("none"));
    plan_set_date(d, &try_date, d->today);
    form_options(f, S(what_field), "what", whats, whats ? n_plan_whats : 0);
    form_options(f, S(channel_field), "channel", channels, N(channels));
    form_options(f, S(delivery_field), "delivery", deliveries, N(deliveries));
    form_options(f, S(answer_field), "answer", answers, N(answers));
    form_date_field(f, S(try_field), &try_date);
    form_field_most(f, S(summary_field), "summary", CONTACT_SUMMARY_CHARS);
}

static bool is_one_of(const struct form_option *all, size_t n, struct str value)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(all[i].value, value))
            return true;
    return false;
}

bool plan_try_read(struct plan_desk *d, struct plan_try *out)
{
    struct form *f = d->f;
    struct str delivery = form_value(f, "delivery"), answer = form_value(f, "answer");
    out->what = form_value(f, "what");
    out->channel = form_value(f, "channel");
    out->on = plan_typed_date(d, &try_date, PLAN_ENTER_DATE);
    out->summary = form_value(f, "summary");
    form_length(f, "summary", CONTACT_SUMMARY_CHARS, STR(PLAN_THE_SUMMARY_OF_TRY));
    if (!plan_word_is(plan_whats, n_plan_whats, out->what))
        form_error(f, "what", STR(PLAN_SELECT_WHAT));
    if (!is_one_of(channels, N(channels), out->channel))
        form_error(f, "channel", STR(PLAN_SELECT_CHANNEL));
    if (str_cmp(out->on, d->today) > 0)
        form_error(f, try_date.day, STR(PLAN_TRY_AHEAD));
    if (!out->summary.n) /* what stands in the timeline */
        out->summary = str_printf(d->c->arena, PLAN_TRY_SUMMARY,
                                  STR_ARG(plan_word_label(plan_whats, n_plan_whats, out->what)),
                                  STR_ARG(d->p.title));
    out->delivery = str_eq(delivery, STR("delivered")) || str_eq(delivery, STR("refused"))
                        ? delivery
                        : STR("");
    out->has_answer = plan_act_from_name(answer, &out->answer);
    return !form_failed(f);
}

void plan_try_refused(struct plan_desk *d, enum plan_refusal refusal, const char *field)
{
    const char *words = refusal == PLAN_TOO_FEW_TRIES  ? PLAN_REFUSED_TRIES
                        : refusal == PLAN_NONE_REFUSED ? PLAN_REFUSED_NONE_BACK
                                                       : PLAN_REFUSED_FROM_THERE;
    form_error(d->f, field, str_from(words));
}
