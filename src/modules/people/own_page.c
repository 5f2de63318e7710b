#include "modules/people/own_page.h"

#include "gen/symbols.h"
#include "modules/people/enter.h"

enum err own_page_open(struct ctx *c, const char *back, struct own_page *out)
{
    *out = (struct own_page){ .c = c, .account = &c->visitor->account };
    out->v = page_new(c, "");
    page_back(c, str_from(back));
    view_str(out->v, S(action), c->path);
    out->f = form_new(c, out->v);
    return out->f ? OK : ERR_LIMIT;
}

struct str own_page_with_next(struct ctx *c, const char *path)
{
    return enter_path(c, path, enter_next(c));
}

bool own_page_is_welcome(const struct ctx *c)
{
    return str_starts(c->path, STR("/account/welcome"));
}

enum err own_page_notice(struct ctx *c, enum notice what, struct mail *out)
{
    const struct notice_from from = notice_from_ctx(c);
    return notice_make(
        &from, &(struct notice_of){ .what = what, .account = &c->visitor->account }, out);
}
