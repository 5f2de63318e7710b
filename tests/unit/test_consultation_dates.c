/* test_consultation_dates.c: when a consultation opens and closes, what it is at each moment,
 * and what is said of its length. */
#include "tests/tap.h"

#include "core/base/arena.h"
#include "modules/consultations/consultation.h"
#include "modules/consultations/consultation_dates.h"

#define DAY_S 86400

static struct arena *a;

static struct date day(int year, int month, int d)
{
    return (struct date){ year, month, d };
}

static int64_t opens(int year, int month, int d)
{
    return consultation_opens_from(day(year, month, d), CONSULTATION_OPENS_MINUTE);
}

static int64_t closes(int year, int month, int d)
{
    return consultation_closes_from(day(year, month, d), CONSULTATION_CLOSES_MINUTE);
}

static void is_words(struct str got, const char *want, const char *what)
{
    ok(str_eq(got, str_from(want)), "%s: %.*s", what, STR_ARG(got));
}

static void test_closing(void)
{
    is_i64(closes(2026, 12, 11), london_to_s(day(2026, 12, 12), 0, 0),
           "[3.2] [S52] 11:59pm is stored as 00:00 of the next day");
    is_words(consultation_closes_words(a, closes(2026, 12, 11)),
             "11:59pm on Friday 11 December 2026", "[3.2] the closing time in words");
    is_i64(consultation_closes_from(day(2026, 12, 11), 17 * 60),
           london_to_s(day(2026, 12, 11), 17, 1),
           "[3.2] the minute that is shown still counts");
    is_words(consultation_closes_words(a, consultation_closes_from(day(2026, 12, 11), 17 * 60)),
             "5pm on Friday 11 December 2026", "[3.2] a time of one's own in words");
    is_i64(consultation_closes_from(day(2026, 12, 11), 0), closes(2026, 12, 11),
           "[3.2] midnight is at the end of that day");
    is_words(consultation_opens_words(a, opens(2026, 10, 5)), "9am on Monday 5 October 2026",
             "[3.2] the opening in words");
    ok(consultation_last_day(closes(2026, 12, 11)).day == 11, "[3.2] its last day is that day");
}

/* Summer time ends on 25 October 2026 and begins on 28 March 2027. */
static void test_clock_changes(void)
{
    is_i64(closes(2026, 10, 24), 1792882800, "[3.2] closing in summer time");
    is_i64(closes(2026, 10, 25), 1792882800 + DAY_S + 3600,
           "[3.2] the day on which the clock goes back has 25 hours");
    is_i64(closes(2027, 3, 28) - closes(2027, 3, 27), DAY_S - 3600,
           "[3.2] the day on which it goes forward has 23");
    is_words(consultation_closes_words(a, closes(2026, 10, 25)),
             "11:59pm on Sunday 25 October 2026", "[3.2] shown alike after the change");
    is_words(consultation_closes_words(a, closes(2027, 3, 28)),
             "11:59pm on Sunday 28 March 2027", "[3.2] and after the other");
    struct date d = consultation_closes_offered(opens(2026, 10, 5), CONSULTATION_WEEKS);
    ok(d.year == 2026 && d.month == 11 && d.day == 30,
       "[3.2] eight weeks are offered, by days and not by hours");
}

static void test_state(void)
{
    struct consultation_times t = { .opens_at_s = opens(2026, 10, 5),
                                    .closes_at_s = closes(2026, 10, 25) };
    is_i64(consultation_state_at(&t, t.opens_at_s + 1), CONSULTATION_DRAFT,
           "[3.1] a draft stays one, whatever the clock says");
    t.is_published = true;
    is_i64(consultation_state_at(&t, t.opens_at_s - 1), CONSULTATION_FORTHCOMING,
           "[3.1] before its opening it is forthcoming");
    is_i64(consultation_state_at(&t, t.opens_at_s), CONSULTATION_OPEN, "[3.1] then open");
    is_i64(consultation_state_at(&t, t.closes_at_s - 1), CONSULTATION_OPEN,
           "[3.2] the last second counts, also on the day of 25 hours");
    is_i64(consultation_state_at(&t, t.closes_at_s), CONSULTATION_CLOSED, "[3.1] then closed");
    is_i64(consultation_next_change(&t, t.opens_at_s), t.closes_at_s,
           "[3.2] a page kept ready knows when that ends");
    t.has_results = true;
    is_i64(consultation_state_at(&t, t.closes_at_s), CONSULTATION_RESULTS,
           "[3.1] results published");
    t.is_archived = true;
    is_i64(consultation_state_at(&t, t.closes_at_s), CONSULTATION_ARCHIVED, "[3.1] archived");
}

static void test_length(void)
{
    is_i64(consultation_length_of(opens(2026, 10, 5), closes(2026, 11, 30)), 0,
           "eight weeks need no reason");
    is_i64(consultation_length_of(opens(2023, 9, 13), closes(2023, 10, 11)), 0,
           "four weeks neither");
    is_i64(consultation_length_of(opens(2023, 9, 13), closes(2023, 10, 10)), LENGTH_SHORT,
           "a day less does");
    is_i64(consultation_length_of(opens(2027, 3, 8), closes(2027, 4, 5)), 0,
           "four weeks over a clock change are four weeks");
    is_i64(consultation_length_of(opens(2027, 6, 28), closes(2027, 8, 2)), LENGTH_JULY,
           "mostly July");
    is_i64(consultation_length_of(opens(2027, 6, 14), closes(2027, 8, 31)), 0,
           "July inside a long one is fine");
    is_i64(consultation_length_of(opens(2026, 12, 12), closes(2027, 1, 9)), LENGTH_WINTER,
           "mostly 20 December to 6 January");
    is_i64(consultation_length_of(opens(2026, 12, 21), closes(2026, 12, 31)),
           LENGTH_SHORT | LENGTH_WINTER, "short, and in holidays");
}

int main(void)
{
    a = arena_new(1024 * 1024);
    test_closing();
    test_clock_changes();
    test_state();
    test_length();
    arena_free(a);
    return done_testing();
}
