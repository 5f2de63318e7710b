#include "modules/consultations/consultation_dates.h"

#include "core/base/arena.h"
#include "modules/consultations/consultation.h"

#define MINUTES_AN_HOUR 60
#define MINUTE_S 60
#define WINTER_FROM 20 /* December */
#define WINTER_TO 6    /* January */
#define DAYS_MAX 3660  /* longer ones are not looked at day by day */

struct str consultation_time_words(struct arena *a, int64_t at_s)
{
    return time_of_day(a, london_from_s(at_s));
}

int64_t consultation_opens_from(struct date d, int minute)
{
    return london_to_s(d, minute / MINUTES_AN_HOUR, minute % MINUTES_AN_HOUR);
}

int64_t consultation_closes_from(struct date d, int minute)
{
    int counts = minute ? minute : CONSULTATION_CLOSES_MINUTE; /* "midnight" ends the day */
    return consultation_opens_from(d, counts) + MINUTE_S;
}

struct date consultation_last_day(int64_t closes_at_s)
{
    return london_from_s(closes_at_s - 1).date;
}

struct date consultation_closes_offered(int64_t opens_at_s, int weeks)
{
    return date_from_days(date_to_days(london_from_s(opens_at_s).date) + (int64_t)weeks * 7);
}

static bool is_winter(struct date d)
{
    return (d.month == 12 && d.day >= WINTER_FROM) || (d.month == 1 && d.day <= WINTER_TO);
}

unsigned consultation_length_of(int64_t opens_at_s, int64_t closes_at_s)
{
    int64_t first = date_to_days(london_from_s(opens_at_s).date);
    int64_t last = date_to_days(consultation_last_day(closes_at_s));
    int64_t n = last - first + 1, n_july = 0, n_winter = 0;
    if (n < 1 || n > DAYS_MAX)
        return n < 1 ? LENGTH_SHORT : 0;
    for (int64_t day = first; day <= last; day++) {
        struct date d = date_from_days(day);
        n_july += d.month == 7;
        n_winter += is_winter(d);
    }
    return (last - first < CONSULTATION_SHORT_DAYS ? LENGTH_SHORT : 0u) |
           (2 * n_july > n ? LENGTH_JULY : 0u) | (2 * n_winter > n ? LENGTH_WINTER : 0u);
}

unsigned consultation_length_from(int64_t opens_at_s, int64_t closes_at_s, int64_t now_s)
{
    return consultation_length_of(opens_at_s > now_s ? opens_at_s : now_s, closes_at_s);
}
