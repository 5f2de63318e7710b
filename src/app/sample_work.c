/*
 * sample_work.c: what a coordinator has done with the register of a sample database: contacts
 * in the timelines of some entries of Fife, and two entries made one.
 */
#include "app/sample.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/rand.h"
#include "modules/bodies/body_merge.h"
#include "modules/bodies/contact_event.h"
#include "modules/partnerships/partnership.h"
#include "modules/people/role.h"

#define WITH_CONTACTS 4 /* entries with a timeline */
#define DAY_S 86400

enum { Q_SOME_OF, Q_NAMED };

static const char *const sql[] = {
    [Q_SOME_OF] = "SELECT body_id FROM body_partnership WHERE partnership_id = $1 "
                  "ORDER BY position LIMIT $2",
    [Q_NAMED] = "SELECT id FROM body WHERE name = $1 /*scan*/",
};
const struct sql_list sample_work_sql = SQL_LIST("sample_work", sql);

enum contact_field {
    C_AGO,
    C_KIND,
    C_CHANNEL,
    C_DIRECTION,
    C_SUMMARY,
    C_OUTCOME,
    C_NEXT,
    C_DUE,
    C_N
};

static struct str day(struct sample *s, int64_t days)
{
    return date_iso(s->arena, london_from_s(s->act.now_s + days * DAY_S).date);
}

/* --- timelines --- */

struct contact_new {
    struct contact_event event;
    const struct act *act;
};

static enum err contact_fn(struct db *db, void *arg)
{
    const struct contact_new *n = arg;
    return contact_event_add(db, &n->event, n->act);
}

static enum err add_contact(struct sample *s, const struct str f[C_N], int64_t body_id,
                            int64_t partnership_id)
{
    int64_t ago = 0, due = 0;
    bool is_due = str_to_i64(f[C_DUE], &due);
    if (!str_to_i64(f[C_AGO], &ago))
        return ERR_INVALID;
    struct contact_new n = { .act = &s->act,
                             .event = { .id = rand_id(),
                                        .body_id = body_id,
                                        .partnership_id = partnership_id,
                                        .kind = f[C_KIND],
                                        .channel = f[C_CHANNEL],
                                        .direction = f[C_DIRECTION],
                                        .happened_on = day(s, -ago),
                                        .summary = f[C_SUMMARY],
                                        .outcome = f[C_OUTCOME],
                                        .next_step = f[C_NEXT],
                                        .next_on = is_due ? day(s, due) : (struct str){ 0 },
                                        .by_role = STR("coordinator") } };
    return store_write(s->store, contact_fn, &n);
}

static enum err add_timelines(struct sample *s)
{
    struct partnership fife;
    int64_t body[WITH_CONTACTS];
    struct str field[C_N];
    size_t n = 0;
    enum err e = partnership_find_by_slug(s->db, s->arena, STR("fife"), &fife);
    if (e)
        return e;
    struct stmt *st = db_query(s->db, sql[Q_SOME_OF], BINDS(bi(fife.id), bi(WITH_CONTACTS)));
    while (n < WITH_CONTACTS && db_row(st))
        body[n++] = db_i64(st, 0);
    e = db_done(st, OK);
    for (size_t i = 0; i < n; i++) {
        struct sample_lines lines = sample_text("contacts");
        /* the second has one contact less than the first, and so on */
        for (size_t k = 0; !e && sample_line(&lines, field, C_N); k++)
            e = k < i ? OK : add_contact(s, field, body[i], fife.id);
    }
    return e;
}

/* --- two made one --- */

static enum err merge(struct sample *s)
{
    const struct grant whole = { .role = ROLE_ADMIN };
    const struct actor admin = {
        .kind = ACTOR_ACCOUNT, .has_factor = true, .grant = &whole, .n_grants = 1
    };
    struct body into, from;
    struct body_merge m = { .actor = &admin,
                            .act = s->act,
                            .arena = s->arena,
                            .reason = STR("The same charity under two names"),
                            .by_role = STR("administrator") };
    enum err e = db_one_i64(s->db, sql[Q_NAMED],
                            BINDS(bt(STR("Sample Scottish Throughcare Charity"))), &m.into_id);
    if (!e)
        e = db_one_i64(s->db, sql[Q_NAMED], BINDS(bt(STR("Sample Throughcare in Scotland"))),
                       &m.from_id);
    if (!e)
        e = body_load(s->db, s->arena, m.into_id, &into);
    if (!e)
        e = body_load(s->db, s->arena, m.from_id, &from);
    if (e)
        return e;
    m.into_version = into.version;
    m.from_version = from.version;
    return store_write(s->store, body_merge_fn, &m);
}

enum err sample_work(struct sample *s)
{
    enum err e = add_timelines(s);
    return e ? e : merge(s);
}
