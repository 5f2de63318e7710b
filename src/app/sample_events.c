/*
 * sample_events.c: three events of Fife for a sample database: one to come, one that was held
 * and recorded, one that waits to be recorded.
 */
#include "app/sample.h"

#include "core/base/clock.h"
#include "modules/consultations/event.h"
#include "modules/partnerships/partnership.h"
#include "modules/people/role.h"

#define ABOUT "sample-draft-community-justice-plan"
#define BODIES_THERE 2
#define DAY_S 86400

enum { Q_SOME_OF };

static const char *const sql[] = {
    [Q_SOME_OF] = "SELECT body_id FROM body_partnership WHERE partnership_id = $1 "
                  "ORDER BY position LIMIT $2",
};
const struct sql_list sample_events_sql = SQL_LIST("sample_events", sql);

enum event_field {
    F_IN_DAYS,
    F_FROM,
    F_TO,
    F_IS_PUBLIC,
    F_HEADS,
    F_TITLE,
    F_SUMMARY,
    F_PLACE,
    F_ONLINE,
    F_ACCESS,
    F_BOOKING,
    F_THEMES,
    F_N
};

struct event_new {
    struct arena *arena;
    const struct act *act;
    struct event event;
    struct event_edit held;
    bool is_held;
};

static enum err event_fn(struct db *db, void *arg)
{
    struct event_new *n = arg;
    struct event new = n->event;
    enum err e = event_add(db, n->arena, &new, n->act);
    if (e || !n->is_held)
        return e;
    n->held.to.id = new.id;
    n->held.to.version = new.version;
    return event_held_fn(db, &n->held);
}

static bool read_heads(struct str words, int64_t heads[EVENT_KIND__MAX])
{
    struct str piece;
    for (size_t i = 0; i < EVENT_KIND__MAX; i++)
        if (!str_cut(&words, ' ', &piece) || !str_to_i64(piece, &heads[i]))
            return false;
    return true;
}

static enum err bodies_there(struct sample *s, int64_t partnership_id,
                             struct event_presence there[BODIES_THERE], size_t *n)
{
    struct stmt *q =
        db_query(s->db, sql[Q_SOME_OF], BINDS(bi(partnership_id), bi(BODIES_THERE)));
    for (*n = 0; *n < BODIES_THERE && db_row(q); (*n)++)
        there[*n] =
            (struct event_presence){ .body_id = db_i64(q, 0), .n_people = (int64_t)*n + 2 };
    return db_done(q, OK);
}

static enum err add_event(struct sample *s, const struct str f[F_N], int64_t partnership_id,
                          int64_t consultation_id)
{
    const struct grant fife = { .role = ROLE_COORDINATOR, .partnership_id = partnership_id };
    const struct actor coordinator = {
        .kind = ACTOR_ACCOUNT, .has_factor = true, .grant = &fife, .n_grants = 1
    };
    struct event_presence there[BODIES_THERE];
    struct event_new n = { .arena = s->arena, .act = &s->act };
    int64_t in_days = 0, from = 0, to = 0;
    if (!str_to_i64(f[F_IN_DAYS], &in_days) || !str_to_i64(f[F_FROM], &from) ||
        !str_to_i64(f[F_TO], &to))
        return ERR_INVALID;
    struct date day = london_from_s(s->act.now_s + in_days * DAY_S).date;
    n.event = (struct event){ .partnership_id = partnership_id,
                              .consultation_id = consultation_id,
                              .title = f[F_TITLE],
                              .summary = f[F_SUMMARY],
                              .starts_at_s = london_to_s(day, (int)from, 0),
                              .ends_at_s = london_to_s(day, (int)to, 0),
                              .place = f[F_PLACE],
                              .online = f[F_ONLINE],
                              .access_note = f[F_ACCESS],
                              .booking = f[F_BOOKING],
                              .is_public = str_eq(f[F_IS_PUBLIC], STR("1")) };
    n.held = (struct event_edit){ .actor = &coordinator,
                                  .act = s->act,
                                  .arena = s->arena,
                                  .to = { .themes = f[F_THEMES] },
                                  .present = there };
    n.is_held = f[F_HEADS].n > 0;
    if (n.is_held && !read_heads(f[F_HEADS], n.held.heads))
        return ERR_INVALID;
    enum err e = bodies_there(s, partnership_id, there, &n.held.n_present);
    return e ? e : store_write(s->store, event_fn, &n);
}

enum err sample_events(struct sample *s)
{
    struct sample_lines lines = sample_text("events");
    struct partnership fife;
    struct consultation about;
    struct str field[F_N];
    enum err e = partnership_find_by_slug(s->db, s->arena, STR("fife"), &fife);
    if (!e)
        e = consultation_by_slug(s->db, s->arena, STR(ABOUT), &about);
    while (!e && sample_line(&lines, field, F_N))
        e = add_event(s, field, fife.id, about.id);
    return e;
}
