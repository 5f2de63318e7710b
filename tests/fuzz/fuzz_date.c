/*
 * fuzz_date.c: any bytes as a date, a number, a receipt number and a time; what is taken reads
 * back the same.
 */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/clock.h"
#include "core/base/limits.h"
#include "core/base/rand.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool cond)
{
    if (!cond)
        __builtin_trap();
}

static void typed(struct arena *a, struct str s)
{
    struct date d;
    if (date_parse(s, &d))
        must(str_eq(date_iso(a, d), s));
    int64_t v = 0;
    if (str_to_i64(s, &v)) {
        int64_t again = 0;
        must(str_to_i64(str_printf(a, "%lld", (long long)v), &again) && again == v);
    }
    struct str receipt;
    struct str once_more;
    if (receipt_parse(a, s, &receipt))
        must(receipt.n == 13 && receipt_parse(a, receipt, &once_more) &&
             str_eq(receipt, once_more));
}

static void moment(struct arena *a, int64_t utc_s)
{
    struct civil t = london_from_s(utc_s);
    must(date_is_valid(t.date) && t.weekday == date_weekday(t.date));
    must(date_with_day(a, t.date).n > 0 && time_of_day(a, t).n > 0 &&
         time_http(a, utc_s).n == 29);
    /* Up to the end of the last year there is always a next midnight, at most 25 hours away. */
    if (utc_s < 0 || t.date.year == 9999)
        return;
    int64_t midnight = london_next_midnight_s(utc_s);
    must(midnight > utc_s && midnight - utc_s <= 25 * 3600);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(MIB);
    typed(a, (struct str){ (const char *)data, size });
    int64_t utc_s = 0;
    if (size)
        memcpy(&utc_s, data, size < sizeof utc_s ? size : sizeof utc_s);
    moment(a, utc_s);
    moment(a, utc_s % 253402300800); /* within 9999 years */
    arena_free(a);
    return 0;
}
