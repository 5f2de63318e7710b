#include "core/web/form_time.h"

#define NOON_HOUR 12
#define HOUR_MINUTES 60
#define DAY_HOURS 24

static bool is_digit(char ch)
{
    return ch >= '0' && ch <= '9';
}

/* One or two digits off the front. */
static bool take_number(struct str *s, int *n)
{
    size_t i = 0;
    *n = 0;
    for (; i < s->n && i < 2 && is_digit(s->p[i]); i++)
        *n = *n * 10 + (s->p[i] - '0');
    *s = str_sub(*s, i, STR_NONE);
    return i > 0;
}

/* "10", "10:30", "14.00" off the front. */
static bool take_clock(struct str *s, int *hour, int *minute, bool *has_minutes)
{
    *minute = 0;
    *has_minutes = false;
    if (!take_number(s, hour))
        return false;
    if (!s->n || (s->p[0] != ':' && s->p[0] != '.'))
        return true;
    struct str rest = str_sub(*s, 1, STR_NONE);
    if (rest.n < 2 || !is_digit(rest.p[0]) || !is_digit(rest.p[1]))
        return false;
    *has_minutes = true;
    *s = rest;
    return take_number(s, minute);
}

static bool is_one_of(struct str s, const char *a, const char *b)
{
    return str_eq_nocase(s, str_from(a)) || str_eq_nocase(s, str_from(b));
}

bool form_time_parse(struct str typed, int *out)
{
    struct str s = str_trim(typed);
    int hour, minute;
    bool has_minutes;
    if (is_one_of(s, "noon", "midday") || is_one_of(s, "12 noon", "12noon")) {
        *out = NOON_HOUR * HOUR_MINUTES;
        return true;
    }
    if (is_one_of(s, "midnight", "12 midnight")) {
        *out = 0;
        return true;
    }
    if (!take_clock(&s, &hour, &minute, &has_minutes) || minute >= HOUR_MINUTES)
        return false;
    s = str_trim(s);
    bool is_am = is_one_of(s, "am", "a.m."), is_pm = is_one_of(s, "pm", "p.m.");
    if (is_am || is_pm) {
        if (hour < 1 || hour > NOON_HOUR)
            return false;
        hour = hour % NOON_HOUR + (is_pm ? NOON_HOUR : 0);
    } else if (s.n || !has_minutes || hour >= DAY_HOURS) {
        return false;
    }
    *out = hour * HOUR_MINUTES + minute;
    return true;
}

bool form_time_read(struct form *f, const char *name, struct str message, int *minute)
{
    if (form_time_parse(form_value(f, name), minute))
        return true;
    form_error(f, name, message);
    return false;
}
