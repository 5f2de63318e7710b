/*
 * consultation_dates.h: the dates of a consultation, from what is typed to the moments that are
 * stored, and what there is to say about its length (workflows.md (c), Opening).
 *
 * The minute that is shown still counts: 11:59pm is stored as 00:00 of the next day, and 5pm as
 * 17:01.
 */
#ifndef MODULES_CONSULTATIONS_CONSULTATION_DATES_H
#define MODULES_CONSULTATIONS_CONSULTATION_DATES_H

#include "core/base/clock.h"

#define CONSULTATION_OPENS_MINUTE (9 * 60)
#define CONSULTATION_CLOSES_MINUTE (23 * 60 + 59)

/* "10am", "11:59pm": of a moment in London. */
struct str consultation_time_words(struct arena *a, int64_t at_s);

/* minute: after midnight, of core/web/form_time.h. Closing at midnight is at the end of that
 * day. */
int64_t consultation_opens_from(struct date d, int minute);
int64_t consultation_closes_from(struct date d, int minute);
/* The day of the last minute that counts. */
struct date consultation_last_day(int64_t closes_at_s);
/* Closing that is offered: that many whole weeks later. */
struct date consultation_closes_offered(int64_t opens_at_s, int weeks);

/* What makes it hard to answer: a reason is asked for. */
enum consultation_length {
    LENGTH_SHORT = 1, /* closes before the same weekday of the fourth week after */
    LENGTH_JULY = 2,  /* more than half of its days */
    LENGTH_WINTER = 4 /* the same, of 20 December to 6 January */
};
unsigned consultation_length_of(int64_t opens_at_s, int64_t closes_at_s);
/* The same of one that is not published yet: with an opening that has passed it opens when it
 * is published, now at the earliest. */
unsigned consultation_length_from(int64_t opens_at_s, int64_t closes_at_s, int64_t now_s);

#endif
