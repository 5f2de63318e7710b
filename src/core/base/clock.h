/*
 * clock.h: the time, injected, and dates for people.
 *
 * Times are UTC seconds since 1970 (int64_t, names end in _s); people see Europe/London. In
 * test builds a file named by --test-clock holds the seconds and is read at each call. Summer
 * time by the rule in force (Summer Time Order 2002): from the last Sunday of March 01:00 UTC
 * to the last Sunday of October 01:00 UTC; no zone file is needed.
 */
#ifndef CORE_BASE_CLOCK_H
#define CORE_BASE_CLOCK_H

#include "core/base/str.h"

struct date {
    int year;  /* 1970 to 9999 */
    int month; /* 1 to 12 */
    int day;   /* 1 to 31 */
};

struct civil {
    struct date date;
    int hour, minute, second;
    int weekday; /* 0 Sunday */
};

int64_t clock_now_s(void);
int64_t clock_mono_ms(void); /* monotonic: for measuring, never stored */
int64_t clock_mono_us(void);
#ifdef CJ_TEST
void clock_set_file(const char *path); /* read at each clock_now_s */
void clock_set_s(int64_t now_s);       /* in-process tests; <0 gives the real time back */
#endif

bool date_is_valid(struct date d);
int64_t date_to_days(struct date d);               /* days since 1970-01-01 */
struct date date_from_days(int64_t days);          /* kept within the years above */
bool date_parse(struct str iso, struct date *out); /* YYYY-MM-DD */
int date_weekday(struct date d);

struct civil utc_from_s(int64_t utc_s);
struct civil london_from_s(int64_t utc_s);
/* A time skipped in March: the hour after. One that comes twice in October: the first. Hour 24
 * is allowed. */
int64_t london_to_s(struct date d, int hour, int minute);
int64_t london_next_midnight_s(int64_t utc_s); /* the first London midnight after utc_s */

/* "22 November 2026"; "Friday 11 December 2026"; "22 Nov 2026"; "2026-11-22"; "10am", "5:30pm",
 * "12 noon", "midnight". */
struct str date_long(struct arena *a, struct date d);
struct str date_with_day(struct arena *a, struct date d);
struct str date_short(struct arena *a, struct date d);
struct str date_iso(struct arena *a, struct date d);
struct str date_month_year(struct arena *a, struct date d); /* "November 2026" */
struct str time_of_day(struct arena *a, struct civil t);
struct str time_http(struct arena *a, int64_t utc_s); /* RFC 9110 IMF-fixdate */
struct str time_iso(struct arena *a, int64_t utc_s);  /* 2026-11-22T10:53:00Z */

#endif
