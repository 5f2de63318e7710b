/*
 * form_time.h: a time of day typed in one field (interface.md section 5): "10am", "10:30",
 * "14.00", "5.30 pm", "noon", "midnight". Minutes of the day; midnight is 0.
 */
#ifndef CORE_WEB_FORM_TIME_H
#define CORE_WEB_FORM_TIME_H

#include "core/web/form.h"

/* False: no time, or one in doubt (a bare "7"); *minute is left alone. */
bool form_time_parse(struct str typed, int *minute);
/* The same of a field, with the message beside it when it is no time. False too when empty. */
bool form_time_read(struct form *f, const char *name, struct str message, int *minute);

#endif
