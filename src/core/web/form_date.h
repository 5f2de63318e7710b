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

#endif
