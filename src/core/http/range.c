/* One byte range (RFC 9110 14.1.2, 14.2). Several ranges are answered with the whole: allowed,
 * and no one of our clients gains by more. */
#include "core/http/resp.h"

#define RANGE_DIGITS_MAX 18 /* fits in 63 bits */

/* Digits only; false when empty or too long. */
static bool offset_parse(struct str s, uint64_t *out)
{
    if (!s.n || s.n > RANGE_DIGITS_MAX)
        return false;
    uint64_t v = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        v = v * 10 + (uint64_t)(s.p[i] - '0');
    }
    *out = v;
    return true;
}

static enum range_result suffix_range(uint64_t wanted, uint64_t length, uint64_t *from,
                                      uint64_t *n)
{
    if (!wanted || !length)
        return RANGE_UNSATISFIABLE;
    *n = wanted < length ? wanted : length;
    *from = length - *n;
    return RANGE_OK;
}

enum range_result range_parse(struct str header, uint64_t length, uint64_t *from, uint64_t *n)
{
    const struct str unit = STR("bytes=");
    if (!str_eq_nocase(str_sub(header, 0, unit.n), unit))
        return RANGE_NONE;
    struct str spec = str_trim(str_sub(header, unit.n, header.n));
    size_t dash = str_find_char(spec, '-');
    if (dash == STR_NONE)
        return RANGE_NONE;

    struct str left = str_sub(spec, 0, dash), right = str_sub(spec, dash + 1, spec.n);
    uint64_t first = 0, last = UINT64_MAX;
    if (!left.n)
        return offset_parse(right, &last) ? suffix_range(last, length, from, n) : RANGE_NONE;
    if (!offset_parse(left, &first) || (right.n && !offset_parse(right, &last)) || last < first)
        return RANGE_NONE;
    if (first >= length)
        return RANGE_UNSATISFIABLE;
    if (last >= length)
        last = length - 1;
    *from = first;
    *n = last - first + 1;
    return RANGE_OK;
}
