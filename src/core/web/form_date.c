#include "core/web/form_date.h"

#include "core/base/arena.h"
#include "core/web/web_words.h"
#include "gen/symbols.h"

#define MONTHS 12
#define SHORT_NAME 3 /* letters of a month's name that tell it from the others */

static const struct str months_en[MONTHS] = {
    STR_INIT("january"),   STR_INIT("february"), STR_INIT("march"),    STR_INIT("april"),
    STR_INIT("may"),       STR_INIT("june"),     STR_INIT("july"),     STR_INIT("august"),
    STR_INIT("september"), STR_INIT("october"),  STR_INIT("november"), STR_INIT("december"),
};

static const struct str months_gd[MONTHS] = {
    STR_INIT("am faoilleach"), STR_INIT("an gearran"),   STR_INIT("am màrt"),
    STR_INIT("an giblean"),    STR_INIT("an cèitean"),   STR_INIT("an t-ògmhios"),
    STR_INIT("an t-iuchar"),   STR_INIT("an lùnastal"),  STR_INIT("an t-sultain"),
    STR_INIT("an dàmhair"),    STR_INIT("an t-samhain"), STR_INIT("an dùbhlachd"),
};

/* With or without its article: "samhain", "an t-samhain". */
static bool is_gaelic(struct str typed, struct str month)
{
    struct str bare = str_sub(month, 3, month.n);
    if (str_starts(bare, STR("t-")))
        bare = str_sub(bare, 2, bare.n);
    return str_eq(typed, month) || str_eq(typed, bare);
}

static bool read_month(struct arena *a, struct str typed, int *out)
{
    int64_t number = 0;
    struct str low = str_lower(a, typed);
    *out = 0;
    if (str_to_i64(typed, &number))
        *out = number >= 1 && number <= MONTHS ? (int)number : 0;
    for (int m = 0; m < MONTHS && !*out; m++)
        if ((low.n >= SHORT_NAME && str_starts(months_en[m], low)) ||
            is_gaelic(low, months_gd[m]))
            *out = m + 1;
    return *out > 0;
}

static bool read_number(struct str typed, int *out)
{
    int64_t n = 0;
    bool is = typed.n > 0 && typed.n <= 4 && str_to_i64(typed, &n) && n > 0;
    *out = is ? (int)n : 0;
    return is;
}

void form_date_field(struct form *f, symbol as, const struct form_date *d)
{
    struct view *v = form_field(f, as, d->day);
    view_view(v, S(day), form_field(f, S(day), d->day));
    view_view(v, S(month), form_field(f, S(month), d->month));
    view_view(v, S(year), form_field(f, S(year), d->year));
}

/* What is missing or wrong, in words; empty: nothing. */
static struct str fault(struct arena *a, struct form *f, const struct form_date *d,
                        struct date *out)
{
    struct str day = form_value(f, d->day), month = form_value(f, d->month),
               year = form_value(f, d->year);
    if (!day.n || !month.n || !year.n)
        return !day.n ? STR(WEB_DATE_DAY) : !month.n ? STR(WEB_DATE_MONTH) : STR(WEB_DATE_YEAR);
    if (!read_number(day, &out->day) || !read_month(a, month, &out->month) ||
        !read_number(year, &out->year))
        return STR(WEB_DATE_REAL);
    if (out->year < 100)
        out->year += 2000;
    return date_is_valid(*out) ? (struct str){ NULL, 0 } : STR(WEB_DATE_REAL);
}

enum form_date_is form_date_read(struct arena *a, struct form *f, const struct form_date *d,
                                 struct date *out)
{
    *out = (struct date){ 0 };
    if (!form_value(f, d->day).n && !form_value(f, d->month).n && !form_value(f, d->year).n)
        return FORM_DATE_EMPTY;
    struct str words = fault(a, f, d, out);
    if (words.n)
        form_error(f, d->day, words);
    return words.n ? FORM_DATE_BAD : FORM_DATE_GOOD;
}
