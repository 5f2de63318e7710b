/* test_form_time.c: times of day as people type them, and calendar files. */
#include "tests/tap.h"

#include "core/base/arena.h"
#include "core/base/ics.h"
#include "core/web/form_time.h"

static void good(const char *typed, int hour, int minute)
{
    int m = -1;
    ok(form_time_parse(str_from(typed), &m) && m == hour * 60 + minute, "%s is %02d:%02d",
       typed, hour, minute);
}

static void bad(const char *typed)
{
    int m = -1;
    ok(!form_time_parse(str_from(typed), &m) && m == -1, "‘%s’ is none, or in doubt", typed);
}

int main(void)
{
    good("10am", 10, 0);
    good("10:30", 10, 30);
    good("14.00", 14, 0);
    good("5.30 pm", 17, 30);
    good("12pm", 12, 0);
    good("12am", 0, 0);
    good(" Noon ", 12, 0);
    good("12 noon", 12, 0);
    good("midnight", 0, 0);
    good("11:59 p.m.", 23, 59);
    bad("");
    bad("7");
    bad("25:00");
    bad("10:60");
    bad("13pm");
    bad("0am");
    bad("10:3");
    bad("10am tomorrow");
    struct arena *a = arena_new(1 << 20);
    struct ics c;
    ics_begin(&c, a, 1 << 16, STR("Sample"));
    const struct ics_event e = { .uid = STR("x@example.org"),
                                 .summary = STR("A, b; c\nd ‘long enough to be folded over two "
                                                "lines, between letters and not inside’"),
                                 .day = { 2026, 12, 31 },
                                 .is_cancelled = true };
    ics_add(&c, &e);
    struct str text = ics_end(&c);
    ok(str_find(text, STR("SUMMARY:A\\, b\\; c\\nd ")) != STR_NONE, "text is escaped");
    ok(str_find(text, STR("DTEND;VALUE=DATE:20270101\r\n")) != STR_NONE,
       "[10.3] a day ends where the next begins, over the year too");
    ok(str_find(text, STR("STATUS:CANCELLED\r\n")) != STR_NONE, "cancelled");
    struct str rest = text, line;
    bool folded = true;
    while (str_cut(&rest, '\n', &line))
        folded = folded && line.n <= 76;
    ok(folded, "no line is longer than 75 bytes");
    ok(str_eq(ics_host(STR("https://example.scot")), STR("example.scot")), "host");
    arena_free(a);
    return done_testing();
}
