#include "app/admin_view.h"

#include "app/admin_words.h"
#include "core/base/limits.h"
#include "gen/symbols.h"

#define DAY_S 86400
#define HOUR_S 3600

struct str admin_bytes(struct arena *a, int64_t bytes)
{
    static const char *const unit[] = { "KB", "MB", "GB", "TB" };
    double n = (double)bytes / 1024;
    size_t i = 0;
    while (n >= 1000 && i + 1 < sizeof unit / sizeof unit[0]) {
        n /= 1024;
        i++;
    }
    return str_printf(a, n < 10 && i > 0 ? "%.1f %s" : "%.0f %s", n, unit[i]);
}

struct str admin_span(struct arena *a, int64_t seconds)
{
    if (seconds >= 2 * DAY_S)
        return str_printf(a, ADMIN_DAYS, (long long)(seconds / DAY_S));
    if (seconds >= DAY_S)
        return STR(ADMIN_DAY);
    if (seconds >= 2 * HOUR_S)
        return str_printf(a, ADMIN_HOURS, (long long)(seconds / HOUR_S));
    if (seconds >= HOUR_S)
        return STR(ADMIN_HOUR);
    if (seconds >= 120)
        return str_printf(a, ADMIN_MINUTES, (long long)(seconds / 60));
    return STR(ADMIN_LESS);
}

struct str admin_when(const struct ctx *c, int64_t at_s)
{
    if (!at_s)
        return STR(ADMIN_NEVER);
    struct civil then = london_from_s(at_s), now = london_from_s(c->now_s);
    int64_t days = date_to_days(now.date) - date_to_days(then.date);
    struct str time = time_of_day(c->arena, then);
    if (days == 0)
        return str_printf(c->arena, ADMIN_TODAY, STR_ARG(time));
    if (days == 1)
        return str_printf(c->arena, ADMIN_YESTERDAY, STR_ARG(time));
    return str_printf(c->arena, ADMIN_DAY_AND_TIME, STR_ARG(date_short(c->arena, then.date)),
                      STR_ARG(time));
}

struct str admin_count(struct arena *a, int64_t n)
{
    if (n > LIST_MAX_ROWS)
        return STR(ADMIN_MORE);
    return n < 1000 ? str_printf(a, "%lld", (long long)n) : STR("1,000");
}

/* --- pages of a list --- */

static int64_t n_known(const struct admin_pages *p)
{
    return p->n_rows > LIST_MAX_ROWS ? LIST_MAX_ROWS : p->n_rows;
}

static int64_t last_page(const struct admin_pages *p)
{
    int64_t n = (n_known(p) + LIST_PAGE_ROWS - 1) / LIST_PAGE_ROWS;
    return n ? n : 1;
}

enum err admin_pages_ask(struct ctx *c, struct admin_pages *p)
{
    p->page = param_i64(c, "page", 1);
    if (p->page < 1 || p->page > last_page(p))
        return ERR_NOT_FOUND;
    p->skip = (size_t)(p->page - 1) * LIST_PAGE_ROWS;
    return OK;
}

static struct str href(struct ctx *c, const struct admin_pages *p, int64_t page)
{
    bool has_query = str_find_char(p->path, '?') != STR_NONE;
    if (page < 1 || page > last_page(p))
        return (struct str){ 0 };
    return str_printf(c->arena, "%.*s%cpage=%lld%s", STR_ARG(p->path), has_query ? '&' : '?',
                      (long long)page, p->mark);
}

/* First, last, and the neighbours of the one shown: 40 pages at most. */
static bool is_shown(const struct admin_pages *p, int64_t page)
{
    return page == 1 || page == last_page(p) || (page >= p->page - 2 && page <= p->page + 2);
}

void admin_pages_show(struct ctx *c, const struct admin_pages *p, struct view *v)
{
    int64_t last = last_page(p);
    struct list *pages = view_list(v, S(pages));
    view_int(v, S(from), (int64_t)p->skip + 1);
    view_int(v, S(to), p->page == last ? n_known(p) : (int64_t)p->skip + LIST_PAGE_ROWS);
    view_str(v, S(count), admin_count(c->arena, p->n_rows));
    view_bool(v, S(has_rows), p->n_rows > 0);
    view_bool(v, S(has_pages), last > 1);
    view_str(v, S(prev_href), href(c, p, p->page - 1));
    view_str(v, S(next_href), href(c, p, p->page + 1));
    for (int64_t i = 1; i <= last; i++) {
        if (!is_shown(p, i))
            continue;
        struct view *one = list_add(pages);
        view_str(one, S(href), href(c, p, i));
        view_int(one, S(label), i);
        view_bool(one, S(is_current), i == p->page);
    }
}
