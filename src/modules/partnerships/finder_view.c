#include "modules/partnerships/finder_view.h"

#include "gen/symbols.h"
#include "modules/partnerships/dataset.h"
#include "modules/partnerships/finder.h"

/* The last four digits in a row of the attribution: the year of the data. */
static struct str year_in(struct str source)
{
    struct str found = { 0 };
    size_t digits = 0;
    for (size_t i = 0; i < source.n; i++) {
        digits = source.p[i] >= '0' && source.p[i] <= '9' ? digits + 1 : 0;
        if (digits == 4)
            found = str_sub(source, i - 3, 4);
    }
    return found;
}

enum err finder_view_year(struct ctx *c, struct view *v)
{
    struct dataset live = { 0 };
    enum err e = dataset_live(c->db, c->arena, STR("postcodes"), &live);
    if (e && e != ERR_NOT_FOUND)
        return e;
    view_str(v, S(postcode_year), year_in(live.source));
    return OK;
}

enum err finder_view_fill(struct ctx *c, struct view *v, struct str typed, struct str error)
{
    view_str(v, S(q), typed);
    view_bool(v, S(has_places), finder_has_places(c->db));
    if (error.n)
        view_str(v, S(finder_error), error);
    else
        view_null(v, S(finder_error));
    return finder_view_year(c, v);
}
