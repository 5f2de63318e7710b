/*
 * form_date.h: a date typed in three fields: day, month, year (interface.md section 5).
 *
 * Leading zeros are taken, months as numbers or names in English or Gaelic, years of two digits
 * as of this century. Shown by templates/field/date.mustache; the message stands at the day,
 * which the Error summary leads to.
 */
#ifndef CORE_WEB_FORM_DATE_H
#define CORE_WEB_FORM_DATE_H

#include "core/base/clock.h"
#include "core/web/form.h"

/* The names of the three fields, which the route row declares as F_LINE: "until_day" … */
struct form_date {
    const char *day, *month, *year;
};

/* Puts their views under `as` in the page, as `day`, `month`, `year`. */
void form_date_field(struct form *f, symbol as, const struct form_date *d);

enum form_date_is { FORM_DATE_EMPTY, FORM_DATE_GOOD, FORM_DATE_BAD };
/* FORM_DATE_BAD: its message is set. */
enum form_date_is form_date_read(struct arena *a, struct form *f, const struct form_date *d,
                                 struct date *out);

/* The same of text that is not in a form's fields: what is missing or wrong, in words; empty: a
 * real date. */
struct form_date_typed {
    struct str day, month, year;
};
struct str form_date_fault(struct arena *a, const struct form_date_typed *t, struct date *out);
/* In one piece: "27 3 2026", "27 March 2026", "27/3/2026", "2026-03-27". With signs a part may
 * be left out: "27//2026". */
struct str form_date_from_text(struct arena *a, struct str typed, struct date *out);

#endif
