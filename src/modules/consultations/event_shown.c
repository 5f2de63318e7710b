#include "modules/consultations/event_shown.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "modules/consultations/event_words.h"

#define LONGEST_S ((int64_t)31 * 86400) /* no event lasts longer: from where a list looks */

#define COLS                                                                                   \
    "e.event_id, e.partnership_id, coalesce(e.consultation_id, 0), e.version, e.starts_at_s, " \
    "e.ends_at_s, e.changed_at_s, e.slug, e.title, e.summary, e.place, e.online, "             \
    "e.access_note, e.booking, e.state, e.cancel_reason, p.slug, p.short_name, "               \
    "coalesce(c.slug, ''), coalesce(c.title, '')"
#define FROM                                                                                   \
    " FROM event_public e JOIN partnership p ON p.id = e.partnership_id LEFT JOIN "            \
    "consultation_public c ON c.consultation_id = e.consultation_id AND c.withdrawn_at_s IS "  \
    "NULL "

enum { Q_ONE, Q_NEXT, Q_PAST };

static const char *const sql[] = {
    [Q_ONE] = "SELECT " COLS FROM "WHERE e.slug = $1",
    [Q_NEXT] = "SELECT " COLS FROM "WHERE e.starts_at_s >= $1 ORDER BY e.starts_at_s, "
               "e.event_id LIMIT $2",
    [Q_PAST] = "SELECT " COLS FROM "WHERE e.starts_at_s < $1 ORDER BY e.starts_at_s DESC, "
               "e.event_id DESC LIMIT $2",
};
const struct sql_list event_shown_sql = SQL_LIST("event_shown", sql);

static void from_row(struct event_shown *e, struct stmt *s, struct arena *a)
{
    int64_t *const number[] = { &e->id,          &e->partnership_id, &e->consultation_id,
                                &e->version,     &e->starts_at_s,    &e->ends_at_s,
                                &e->changed_at_s };
    struct str *const text[] = { &e->slug,
                                 &e->title,
                                 &e->summary,
                                 &e->place,
                                 &e->online,
                                 &e->access_note,
                                 &e->booking,
                                 &e->state,
                                 &e->cancel_reason,
                                 &e->partnership_slug,
                                 &e->partnership_name,
                                 &e->consultation_slug,
                                 &e->consultation_title };
    int i = 0;
    for (size_t k = 0; k < sizeof number / sizeof number[0]; k++)
        *number[k] = db_i64(s, i++);
    for (size_t k = 0; k < sizeof text / sizeof text[0]; k++)
        *text[k] = db_text(s, i++, a);
}

enum err event_shown_by_slug(struct db *db, struct arena *a, struct str slug,
                             struct event_shown *out)
{
    struct stmt *s = db_query(db, sql[Q_ONE], BINDS(bt(slug)));
    bool found = db_row(s);
    if (found)
        from_row(out, s, a);
    return db_done(s, !found ? ERR_NOT_FOUND : arena_failed(a) ? ERR_LIMIT : OK);
}

static bool fits(const struct event_ask *ask, const struct event_shown *e)
{
    bool is_over = e->ends_at_s < ask->from_s;
    return is_over == ask->is_past &&
           (!ask->partnership_id || ask->partnership_id == e->partnership_id) &&
           (!ask->consultation_id || ask->consultation_id == e->consultation_id);
}

enum err event_shown_list(struct db *db, struct arena *a, const struct event_ask *ask,
                          struct event_shown **out, size_t *n)
{
    struct event_shown *e = arena_array(a, EVENTS_SHOWN_MAX, sizeof *e), x;
    int64_t at_s = ask->is_past ? ask->from_s : ask->from_s - LONGEST_S;
    *out = e;
    *n = 0;
    if (!e)
        return ERR_LIMIT;
    struct stmt *s =
        db_query(db, sql[ask->is_past ? Q_PAST : Q_NEXT], BINDS(bi(at_s), bi(EVENTS_MAX)));
    while (*n < EVENTS_SHOWN_MAX && db_row(s)) {
        from_row(&x, s, a);
        if (fits(ask, &x))
            e[(*n)++] = x;
    }
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

struct str event_times(struct arena *a, int64_t starts_at_s, int64_t ends_at_s)
{
    const struct civil from = london_from_s(starts_at_s), to = london_from_s(ends_at_s);
    struct str day = date_with_day(a, from.date), last = date_with_day(a, to.date);
    struct str begins = time_of_day(a, from), ends = time_of_day(a, to);
    if (date_to_days(from.date) == date_to_days(to.date))
        return str_printf(a, EVENT_TIMES, STR_ARG(day), STR_ARG(begins), STR_ARG(ends));
    return str_printf(a, EVENT_DAYS, STR_ARG(day), STR_ARG(begins), STR_ARG(last),
                      STR_ARG(ends));
}
