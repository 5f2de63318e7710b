/* base/clock: dates, London time, words. */
#include "../tap.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/limits.h"

#define HOUR 3600
#define DAY 86400

static int64_t utc(int year, int month, int day, int hour, int minute)
{
    return date_to_days((struct date){ year, month, day }) * DAY + hour * HOUR + minute * 60;
}

static void dates(void)
{
    is_i64(date_to_days((struct date){ 1970, 1, 1 }), 0, "the first day");
    is_i64(date_to_days((struct date){ 2026, 11, 22 }), 20779, "a day of this century");
    is_i64(date_to_days((struct date){ 9999, 12, 31 }), 2932896, "the last day");
    struct date next = { 1970, 1, 1 };
    int64_t wrong = 0;
    for (int64_t days = 0; days <= 2932896; days++) {
        struct date d = date_from_days(days);
        bool same = d.year == next.year && d.month == next.month && d.day == next.day;
        wrong += !same || !date_is_valid(d) || date_to_days(d) != days ||
                 date_weekday(d) != (days + 4) % 7;
        next.day++;
        if (!date_is_valid(next))
            next = (struct date){ next.year, next.month + 1, 1 };
        if (!date_is_valid(next))
            next = (struct date){ next.year + 1, 1, 1 };
    }
    is_i64(wrong, 0, "every day from 1970 to 9999, there and back, in order");
    is_i64(date_weekday((struct date){ 2026, 11, 22 }), 0, "22 November 2026 is a Sunday");
    is_i64(date_from_days(-5).year, 1970, "earlier days stop at the first");
    is_i64(date_from_days(INT64_MAX).year, 9999, "later ones at the last");
}

static void parsing(void)
{
    struct date d = { 1, 2, 3 };
    ok(date_parse(STR("2028-02-29"), &d) && d.year == 2028 && d.month == 2 && d.day == 29,
       "[1.3] 2028-02-29");
    static const char *const bad[] = {
        "",           "2027-02-29", "2100-02-29", "2026-13-01", "2026-00-10",  "2026-01-00",
        "2026-04-31", "2026-1-01",  "26-01-01",   "2026/01/01", "2026-01-01 ", " 2026-1-01",
        "1969-12-31", "2026-01-0a", "+026-01-01", "2026-01-32"
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ok(!date_parse(str_from(bad[i]), &d) && d.day == 29, "[1.3] '%s' is no date", bad[i]);
}

/* The changes of 2026 and 2027, as the orders for those years print them. */
static void summer_time(void)
{
    static const struct {
        int year, march, october;
    } change[] = {
        { 2024, 31, 27 }, { 2025, 30, 26 }, { 2026, 29, 25 }, { 2027, 28, 31 }, { 2028, 26, 29 }
    };
    for (size_t i = 0; i < sizeof change / sizeof change[0]; i++) {
        int year = change[i].year;
        int64_t spring = utc(year, 3, change[i].march, 1, 0);
        int64_t autumn = utc(year, 10, change[i].october, 1, 0);
        is_i64(london_from_s(spring - 1).hour, 0, "00:59:59 before the spring change");
        is_i64(london_from_s(spring).hour, 2, "02:00 after it");
        is_i64(london_from_s(autumn - 1).hour, 1, "01:59:59 before the autumn change");
        is_i64(london_from_s(autumn).hour, 1, "01:00 again after it");
        struct date march = { year, 3, change[i].march };
        struct date october = { year, 10, change[i].october };
        is_i64(london_to_s(march, 0, 30), spring - 1800, "00:30 of the short day");
        is_i64(london_to_s(march, 1, 30), spring + 1800, "01:30 is skipped: the hour after");
        is_i64(london_to_s(march, 2, 0), spring, "02:00 of the short day");
        is_i64(london_to_s(october, 0, 59), autumn - HOUR - 60, "00:59 of the long day");
        is_i64(london_to_s(october, 1, 30), autumn - 1800, "01:30 comes twice: the first");
        is_i64(london_to_s(october, 2, 0), autumn + HOUR, "02:00 of the long day");
    }
}

static void midnights(void)
{
    is_i64(london_next_midnight_s(utc(2026, 11, 22, 10, 0)), utc(2026, 11, 23, 0, 0),
           "in winter: 00:00 UTC");
    is_i64(london_next_midnight_s(utc(2026, 7, 1, 10, 0)), utc(2026, 7, 1, 23, 0),
           "in summer: 23:00 UTC");
    is_i64(london_next_midnight_s(utc(2026, 7, 1, 23, 0)), utc(2026, 7, 2, 23, 0),
           "at midnight: the next one");
    is_i64(london_next_midnight_s(utc(2026, 7, 1, 23, 0) - 1), utc(2026, 7, 1, 23, 0),
           "a second before");
    is_i64(london_next_midnight_s(utc(2027, 3, 28, 0, 0)), utc(2027, 3, 28, 23, 0),
           "the short day has 23 hours");
    is_i64(london_next_midnight_s(utc(2027, 10, 30, 23, 0)), utc(2027, 11, 1, 0, 0),
           "the long day has 25");
    is_i64(london_to_s((struct date){ 2026, 12, 31 }, 24, 0), utc(2027, 1, 1, 0, 0),
           "hour 24 is the midnight after");
    int64_t wrong = 0;
    for (int64_t s = utc(2026, 1, 1, 0, 0); s < utc(2028, 1, 1, 0, 0); s += 1800) {
        struct civil t = london_from_s(s);
        int64_t back = london_to_s(t.date, t.hour, t.minute);
        bool twice = back == s - HOUR && t.date.month == 10 && t.hour == 1;
        wrong += back != s && !twice;
        struct civil m = london_from_s(london_next_midnight_s(s));
        wrong +=
            m.hour != 0 || m.minute != 0 || date_to_days(m.date) != date_to_days(t.date) + 1;
    }
    is_i64(wrong, 0, "every half hour of two years, there and back");
}

static struct str clock_words(struct arena *a, int hour, int minute)
{
    return time_of_day(a, (struct civil){ .hour = hour, .minute = minute });
}

static void words(struct arena *a)
{
    struct date d = { 2026, 12, 11 };
    is_str(date_long(a, d), "11 December 2026", "long");
    is_str(date_with_day(a, d), "Friday 11 December 2026", "with its day");
    is_str(date_short(a, d), "11 Dec 2026", "short");
    is_str(date_iso(a, (struct date){ 2026, 1, 2 }), "2026-01-02", "ISO");
    is_str(date_month_year(a, d), "December 2026", "month and year");
    is_str(date_long(a, (struct date){ 2026, 5, 1 }), "1 May 2026", "no leading nought");
    is_str(clock_words(a, 10, 0), "10am", "a full hour");
    is_str(clock_words(a, 17, 30), "5:30pm", "half past");
    is_str(clock_words(a, 23, 59), "11:59pm", "before midnight");
    is_str(clock_words(a, 12, 0), "12 noon", "noon");
    is_str(clock_words(a, 12, 5), "12:05pm", "after noon");
    is_str(clock_words(a, 0, 0), "midnight", "midnight, never 12am");
    is_str(clock_words(a, 0, 5), "12:05am", "after midnight");
    is_str(time_http(a, 784111777), "Sun, 06 Nov 1994 08:49:37 GMT", "RFC 9110's own example");
    is_str(time_iso(a, utc(2026, 11, 22, 10, 53)), "2026-11-22T10:53:00Z", "ISO with time");
}

static void injected(void)
{
    clock_set_s(1000);
    is_i64(clock_now_s(), 1000, "a set clock");
    clock_set_s(-1);
    ok(clock_now_s() > 1700000000, "the real one again");
    char path[200];
    int fd = mkstemp(tap_temp(path, sizeof path));
    ok(fd >= 0 && write(fd, "12345\n", 6) == 6, "a file of seconds");
    clock_set_file(path);
    is_i64(clock_now_s(), 12345, "is read");
    ok(pwrite(fd, "99999\n", 6, 0) == 6, "changed");
    is_i64(clock_now_s(), 99999, "and read again at each call");
    clock_set_file(NULL);
    close(fd);
    unlink(path);
    int64_t ms = clock_mono_ms();
    int64_t us = clock_mono_us();
    ok(us / 1000 >= ms && clock_mono_us() >= us, "the monotonic clock does not go back");
}

int main(void)
{
    struct arena *a = arena_new(MIB);
    dates();
    parsing();
    summer_time();
    midnights();
    words(a);
    injected();
    arena_free(a);
    return done_testing();
}
