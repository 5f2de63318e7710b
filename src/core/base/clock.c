#include "core/base/clock.h"

#include "core/base/arena.h"

#include <time.h>

#define DAY_S 86400
#define HOUR_S 3600
#define YEAR_FIRST 1970
#define YEAR_LAST 9999
#define CYCLE_DAYS 146097 /* in 400 years of the Gregorian calendar */
#define DAYS_LAST 2932896 /* 9999-12-31 */

#ifdef CJ_TEST
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char test_path[PATH_MAX]; /* set before threads */
static _Atomic int64_t test_now_s = -1;

void clock_set_file(const char *path)
{
    size_t n = path ? strlen(path) : 0;
    if (n >= sizeof test_path)
        n = 0;
    if (n)
        memcpy(test_path, path, n);
    test_path[n] = '\0';
}

void clock_set_s(int64_t now_s)
{
    test_now_s = now_s;
}

/* The log asks for the time, so what is wrong here is said on standard error alone. */
static int64_t test_file_s(void)
{
    char text[32];
    int fd = open(test_path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text);
    if (fd >= 0)
        close(fd);
    int64_t now_s = 0;
    if (n <= 0 || !str_to_i64(str_trim((struct str){ text, (size_t)n }), &now_s)) {
        dprintf(STDERR_FILENO, "The test clock %s cannot be read\n", test_path);
        _exit(70);
    }
    return now_s;
}
#endif

static struct timespec clock_read(clockid_t id)
{
    struct timespec t = { 0 };
    clock_gettime(id, &t);
    return t;
}

int64_t clock_now_s(void)
{
#ifdef CJ_TEST
    int64_t set_s = test_now_s;
    if (set_s >= 0)
        return set_s;
    if (test_path[0])
        return test_file_s();
#endif
    return clock_read(CLOCK_REALTIME).tv_sec;
}

int64_t clock_mono_us(void)
{
    struct timespec t = clock_read(CLOCK_MONOTONIC);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int64_t clock_mono_ms(void)
{
    return clock_mono_us() / 1000;
}

static bool year_is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    return days[month - 1] + (month == 2 && year_is_leap(year) ? 1 : 0);
}

/* Leap years from year 1 to this one. */
static int64_t leap_years_to(int64_t year)
{
    return year / 4 - year / 100 + year / 400;
}

/* Days from 1970-01-01 to the first of January. */
static int64_t year_to_days(int64_t year)
{
    return 365 * (year - YEAR_FIRST) + leap_years_to(year - 1) - leap_years_to(YEAR_FIRST - 1);
}

bool date_is_valid(struct date d)
{
    return d.year >= YEAR_FIRST && d.year <= YEAR_LAST && d.month >= 1 && d.month <= 12 &&
           d.day >= 1 && d.day <= month_days(d.year, d.month);
}

int64_t date_to_days(struct date d)
{
    int64_t days = year_to_days(d.year) + d.day - 1;
    for (int month = 1; month < d.month && month < 12; month++)
        days += month_days(d.year, month);
    return days;
}

struct date date_from_days(int64_t days)
{
    if (days < 0)
        days = 0;
    if (days > DAYS_LAST)
        days = DAYS_LAST;
    int year = YEAR_FIRST + (int)(days * 400 / CYCLE_DAYS);
    while (year_to_days(year) > days)
        year--;
    while (year_to_days(year + 1) <= days)
        year++;
    int left = (int)(days - year_to_days(year));
    int month = 1;
    while (left >= month_days(year, month))
        left -= month_days(year, month++);
    return (struct date){ year, month, left + 1 };
}

static bool digits_to_int(struct str s, int *out)
{
    int v = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        v = v * 10 + (s.p[i] - '0');
    }
    *out = v;
    return s.n > 0;
}

bool date_parse(struct str iso, struct date *out)
{
    struct date d;
    if (iso.n != 10 || iso.p[4] != '-' || iso.p[7] != '-')
        return false;
    if (!digits_to_int(str_sub(iso, 0, 4), &d.year) ||
        !digits_to_int(str_sub(iso, 5, 2), &d.month) ||
        !digits_to_int(str_sub(iso, 8, 2), &d.day) || !date_is_valid(d))
        return false;
    *out = d;
    return true;
}

int date_weekday(struct date d)
{
    int64_t from_thursday = date_to_days(d) % 7; /* 1970-01-01 was a Thursday */
    return (int)(from_thursday + 4 + 7) % 7;
}

struct civil utc_from_s(int64_t utc_s)
{
    if (utc_s < 0)
        utc_s = 0;
    int in_day = (int)(utc_s % DAY_S);
    struct date d = date_from_days(utc_s / DAY_S);
    return (struct civil){ .date = d,
                           .hour = in_day / HOUR_S,
                           .minute = in_day % HOUR_S / 60,
                           .second = in_day % 60,
                           .weekday = date_weekday(d) };
}

/* 01:00 UTC on the last Sunday of a month of 31 days. */
static int64_t last_sunday_1am_s(int year, int month)
{
    struct date end = { year, month, 31 };
    return (date_to_days(end) - date_weekday(end)) * DAY_S + HOUR_S;
}

static bool is_summer_time(int64_t utc_s)
{
    int year = date_from_days(utc_s / DAY_S).year;
    return utc_s >= last_sunday_1am_s(year, 3) && utc_s < last_sunday_1am_s(year, 10);
}

struct civil london_from_s(int64_t utc_s)
{
    return utc_from_s(is_summer_time(utc_s) ? utc_s + HOUR_S : utc_s);
}

int64_t london_to_s(struct date d, int hour, int minute)
{
    int64_t as_utc_s = date_to_days(d) * DAY_S + (int64_t)hour * HOUR_S + (int64_t)minute * 60;
    return is_summer_time(as_utc_s - HOUR_S) ? as_utc_s - HOUR_S : as_utc_s;
}

int64_t london_next_midnight_s(int64_t utc_s)
{
    int64_t today = date_to_days(london_from_s(utc_s).date);
    return london_to_s(date_from_days(today + 1), 0, 0);
}

static const char *const MONTH[] = { "January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December" };
static const char *const WEEKDAY[] = { "Sunday",   "Monday", "Tuesday", "Wednesday",
                                       "Thursday", "Friday", "Saturday" };

static const char *month_name(struct date d)
{
    return d.month >= 1 && d.month <= 12 ? MONTH[d.month - 1] : "";
}

struct str date_long(struct arena *a, struct date d)
{
    return str_printf(a, "%d %s %d", d.day, month_name(d), d.year);
}

struct str date_with_day(struct arena *a, struct date d)
{
    return str_printf(a, "%s %d %s %d", WEEKDAY[date_weekday(d)], d.day, month_name(d), d.year);
}

struct str date_short(struct arena *a, struct date d)
{
    return str_printf(a, "%d %.3s %d", d.day, month_name(d), d.year);
}

struct str date_iso(struct arena *a, struct date d)
{
    return str_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

struct str date_month_year(struct arena *a, struct date d)
{
    return str_printf(a, "%s %d", month_name(d), d.year);
}

struct str time_of_day(struct arena *a, struct civil t)
{
    if (t.minute == 0 && t.hour == 0)
        return STR("midnight");
    if (t.minute == 0 && t.hour == 12)
        return STR("12 noon");
    int hour = t.hour % 12 ? t.hour % 12 : 12;
    const char *half = t.hour < 12 ? "am" : "pm";
    if (t.minute == 0)
        return str_printf(a, "%d%s", hour, half);
    return str_printf(a, "%d:%02d%s", hour, t.minute, half);
}

struct str time_http(struct arena *a, int64_t utc_s)
{
    struct civil t = utc_from_s(utc_s);
    return str_printf(a, "%.3s, %02d %.3s %04d %02d:%02d:%02d GMT", WEEKDAY[t.weekday],
                      t.date.day, month_name(t.date), t.date.year, t.hour, t.minute, t.second);
}

struct str time_iso(struct arena *a, int64_t utc_s)
{
    struct civil t = utc_from_s(utc_s);
    return str_printf(a, "%04d-%02d-%02dT%02d:%02d:%02dZ", t.date.year, t.date.month,
                      t.date.day, t.hour, t.minute, t.second);
}
