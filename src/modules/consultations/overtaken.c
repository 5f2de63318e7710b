#include "modules/consultations/overtaken.h"

#include "core/base/hash.h"
#include "gen/symbols.h"
#include "modules/consultations/question_words.h"

#define MARK_BYTES 10 /* 20 signs: against accidents, no secret */

struct str overtaken_mark(struct arena *a, const struct str *part, size_t n)
{
    struct hash h = hash_parts(NULL, part, n);
    return hash_hex(a, &h, MARK_BYTES);
}

struct str said_yes_or_no(bool is)
{
    return is ? STR(SAID_YES) : STR(SAID_NO);
}

struct overtaken overtaken_none(struct view *page, struct str theirs_href)
{
    view_bool(page, S(is_overtaken), false);
    view_bool(page, S(is_gone), false);
    view_bool(page, S(has_compared), false);
    view_str(page, S(theirs_href), theirs_href);
    return (struct overtaken){ page, view_list(page, S(compared)) };
}

void overtaken_set(struct overtaken *o)
{
    view_bool(o->page, S(is_overtaken), true);
}

void overtaken_gone(struct overtaken *o)
{
    view_bool(o->page, S(is_gone), true);
}

void overtaken_compare(struct overtaken *o, const char *label, struct str mine,
                       struct str theirs)
{
    if (str_eq(mine, theirs))
        return;
    struct view *row = list_add(o->rows);
    view_lit(row, S(label), label);
    view_str(row, S(mine), mine);
    view_str(row, S(theirs), theirs);
    view_bool(o->page, S(has_compared), true);
}
