/* Conditional requests (RFC 9110 13.1.2, 8.8.3). */
#include "core/http/resp.h"

/* Weak comparison does not look at the W/. */
static struct str opaque_part(struct str tag)
{
    return str_starts(tag, STR("W/")) ? str_sub(tag, 2, tag.n) : tag;
}

/* Takes the next quoted tag off the list; a tag may itself hold commas. False at the end or at
 * nonsense. */
static bool tag_cut(struct str *list, struct str *tag)
{
    struct str s = str_trim(*list);
    while (s.n && s.p[0] == ',')
        s = str_trim(str_sub(s, 1, s.n));
    s = opaque_part(s);
    if (!s.n || s.p[0] != '"')
        return false;
    size_t quote = str_find_char(str_sub(s, 1, s.n), '"');
    if (quote == STR_NONE)
        return false;
    *tag = str_sub(s, 0, quote + 2);
    *list = str_sub(s, quote + 2, s.n);
    return true;
}

bool etag_matches(struct str if_none_match, struct str etag)
{
    struct str ours = opaque_part(etag), tag;
    if (!ours.n)
        return false;
    if (str_eq(str_trim(if_none_match), STR("*")))
        return true;
    while (tag_cut(&if_none_match, &tag))
        if (str_eq(tag, ours))
            return true;
    return false;
}
