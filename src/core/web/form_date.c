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

struct str form_date_fault(struct arena *a, const struct form_date_typed *t, struct date *out)
{
    *out = (struct date){ 0 };
    if (!t->day.n || !t->month.n || !t->year.n)
        return !t->day.n     ? STR(WEB_DATE_DAY)
               : !t->month.n ? STR(WEB_DATE_MONTH)
                             : STR(WEB_DATE_YEAR);
    if (!read_number(t->day, &out->day) || !read_month(a, t->month, &out->month) ||
        !read_number(t->year, &out->year))
        return STR(WEB_DATE_REAL);
    if (out->year < 100)
        out->year += 2000;
    return date_is_valid(*out) ? (struct str){ NULL, 0 } : STR(WEB_DATE_REAL);
}

static bool has_letter(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((s.p[i] | ' ') >= 'a' && (s.p[i] | ' ') <= 'z')
            return true;
    return false;
}

/* "27/3/2026", "27.3.", "27-3-2026": by their sign; a part may be empty. */
static struct form_date_typed parts_by_sign(struct str typed, char sign)
{
    struct form_date_typed t = { 0 };
    struct str *part[] = { &t.day, &t.month }, piece;
    for (size_t i = 0; i < sizeof part / sizeof part[0] && str_cut(&typed, sign, &piece); i++)
        *part[i] = str_trim(piece);
    t.year = str_trim(typed);
    return t;
}

/* The last word of *rest, taken off it. */
static struct str last_word(struct str *rest)
{
    size_t from = rest->n;
    while (from > 0 && rest->p[from - 1] != ' ')
        from--;
    struct str word = str_sub(*rest, from, rest->n);
    *rest = str_trim(str_sub(*rest, 0, from));
    return word;
}

static bool is_digit(struct str s, size_t at)
{
    return at < s.n && s.p[at] >= '0' && s.p[at] <= '9';
}

/* "27 March 2026", "27th March", "3 an t-Samhain 26": the day first, the year last. */
static struct form_date_typed parts_by_space(struct str typed)
{
    struct form_date_typed t = { 0 };
    struct str rest = typed;
    bool is_year = rest.n == 4 && str_find_char(rest, ' ') == STR_NONE; /* nothing else */
    if (is_digit(rest, 0) && !is_year) {
        str_cut(&rest, ' ', &t.day);
        if (t.day.n > 2 && has_letter(t.day)) /* st, nd, rd, th */
            t.day.n -= 2;
        rest = str_trim(rest);
    }
    struct str month = rest, year = last_word(&month);
    if (is_digit(year, 0) && (month.n || is_digit(year, 3))) {
        t.year = year;
        rest = month;
    }
    t.month = rest;
    return t;
}

struct str form_date_from_text(struct arena *a, struct str typed, struct date *out)
{
    static const char signs[] = "/.-";
    typed = str_trim(str_replace_char(a, typed, ',', ' '));
    if (date_parse(typed, out))
        return (struct str){ NULL, 0 };
    struct form_date_typed t = parts_by_space(typed);
    for (size_t i = 0; !has_letter(typed) && i < sizeof signs - 1; i++)
        if (str_find_char(typed, signs[i]) != STR_NONE) {
            t = parts_by_sign(typed, signs[i]);
            break;
        }
    return form_date_fault(a, &t, out);
}

enum form_date_is form_date_read(struct arena *a, struct form *f, const struct form_date *d,
                                 struct date *out)
{
    *out = (struct date){ 0 };
    if (!form_value(f, d->day).n && !form_value(f, d->month).n && !form_value(f, d->year).n)
        return FORM_DATE_EMPTY;
    const struct form_date_typed t = { form_value(f, d->day), form_value(f, d->month),
                                       form_value(f, d->year) };
    struct str words = form_date_fault(a, &t, out);
    if (words.n)
        form_error(f, d->day, words);
    return words.n ? FORM_DATE_BAD : FORM_DATE_GOOD;
}
