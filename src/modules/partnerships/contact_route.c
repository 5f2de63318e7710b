#include "modules/partnerships/contact_route.h"

#include "core/base/arena.h"
#include "modules/partnerships/area.h"
#include "modules/partnerships/step_words.h"

#define COLS                                                                                   \
    "id, kind, area_id, role, organisation, email, phone, url, detail, source, source_on, "    \
    "confirmed, checked_on, checked_by_role, is_removed"

enum { Q_STEPS, Q_STEP, Q_BOUNCES, Q_WHOSE, Q_CHECKS };

static const char *const sql[] = {
    [Q_STEPS] = "SELECT " COLS " FROM route_step WHERE partnership_id = $1 AND is_removed = 0 "
                "ORDER BY seq, id",
    [Q_WHOSE] = "SELECT partnership_id FROM route_step WHERE id = $1",
    [Q_CHECKS] = "SELECT /*scan*/ partnership_id, max(checked_on), min(checked_by_role) FROM "
                 "route_step WHERE kind = 'coordinator' AND is_removed = 0 AND checked_on IS "
                 "NOT NULL GROUP BY partnership_id",
    [Q_STEP] = "SELECT " COLS " FROM route_step WHERE id = $1 AND partnership_id = $2",
    [Q_BOUNCES] = "SELECT b.step_id, b.n_refused, b.is_shown FROM route_step t JOIN "
                  "route_bounce b ON b.step_id = t.id WHERE t.partnership_id = $1",
};
const struct sql_list contact_route_sql = SQL_LIST("contact_route", sql);

static const char *const KIND[STEP__MAX] = {
    [STEP_COORDINATOR] = "coordinator",
    [STEP_TSI] = "tsi",
    [STEP_FORUM] = "forum",
    [STEP_SEAT] = "seat",
    [STEP_MAILING_LIST] = "mailing_list",
    [STEP_NEXT_MEETING] = "next_meeting",
    [STEP_COUNCIL] = "council",
};

const char *step_kind_name(enum step_kind kind)
{
    return KIND[kind];
}

bool step_kind_from_name(struct str name, enum step_kind *out)
{
    for (int k = 0; k < STEP__MAX; k++)
        if (str_eq(name, str_from(KIND[k]))) {
            *out = (enum step_kind)k;
            return true;
        }
    return false;
}

bool step_kind_is_way(enum step_kind kind)
{
    return kind == STEP_FORUM || kind == STEP_SEAT || kind == STEP_MAILING_LIST ||
           kind == STEP_NEXT_MEETING;
}

struct str step_title(const struct route_step *s)
{
    static const char *const label[STEP__MAX] = {
        [STEP_COORDINATOR] = STEP_FIRST_TITLE,
        [STEP_TSI] = STEP_TSI_TITLE,
        [STEP_FORUM] = WAY_FORUM,
        [STEP_SEAT] = WAY_SEAT,
        [STEP_MAILING_LIST] = WAY_MAILING_LIST,
        [STEP_NEXT_MEETING] = WAY_NEXT_MEETING,
        [STEP_COUNCIL] = STEP_COUNCIL_TITLE,
    };
    return s->role.n && !step_kind_is_way(s->kind) ? s->role : str_from(label[s->kind]);
}

static void step_from_row(struct route_step *out, struct stmt *s, struct arena *a,
                          int64_t now_s)
{
    enum step_kind kind = STEP_COUNCIL;
    (void)step_kind_from_name(db_text(s, 1, a), &kind);
    *out = (struct route_step){
        .id = db_i64(s, 0),
        .kind = kind,
        .area_id = db_is_null(s, 2) ? 0 : db_i64(s, 2),
        .role = db_text(s, 3, a),
        .organisation = db_text(s, 4, a),
        .email = db_text(s, 5, a),
        .phone = db_text(s, 6, a),
        .url = db_text(s, 7, a),
        .detail = db_text(s, 8, a),
        .source = db_text(s, 9, a),
        .source_on = db_text(s, 10, a),
        .confirmed = db_text(s, 11, a),
        .checked_on = db_text(s, 12, a),
        .checked_by_role = db_text(s, 13, a),
        .is_removed = db_bool(s, 14),
    };
    out->freshness = route_freshness(out->checked_on, now_s);
}

/* The day `months` months on; the last of the month where it has no such day (31 August and 6:
 * 28 February). */
static struct date months_after(struct date d, int months)
{
    int month0 = d.month - 1 + months;
    struct date out = { .year = d.year + month0 / 12, .month = month0 % 12 + 1, .day = d.day };
    while (!date_is_valid(out) && out.day > 28)
        out.day--;
    return out;
}

enum freshness route_freshness(struct str checked_on, int64_t now_s)
{
    struct date checked;
    if (!date_parse(checked_on, &checked))
        return FRESH_UNCONFIRMED;
    int64_t today = date_to_days(london_from_s(now_s).date);
    if (today > date_to_days(months_after(checked, ROUTE_STALE_MONTHS)))
        return FRESH_STALE;
    return today > date_to_days(months_after(checked, ROUTE_OLD_MONTHS)) ? FRESH_OLD
                                                                         : FRESH_CHECKED;
}

static bool step_reaches(const struct route_step *s)
{
    return s->email.n || s->phone.n || s->url.n;
}

/* Smaller comes first: the partnership's order, then what leads nowhere now, then steps of
 * other councils. */
static int step_rank(const struct route_step *s, int64_t area_id)
{
    bool is_own = s->area_id == 0 || area_id == 0 || s->area_id == area_id;
    bool leads_nowhere =
        s->kind == STEP_COORDINATOR && (!step_reaches(s) || s->freshness == FRESH_STALE);
    return (is_own ? 0 : 2) + (leads_nowhere ? 1 : 0);
}

/* Stable, by insertion: a partnership has a dozen steps. */
static void steps_order(struct contact_route *r, int64_t area_id)
{
    for (size_t i = 1; i < r->n; i++) {
        struct route_step s = r->step[i];
        size_t k = i;
        for (; k > 0 && step_rank(&r->step[k - 1], area_id) > step_rank(&s, area_id); k--)
            r->step[k] = r->step[k - 1];
        r->step[k] = s;
    }
    for (size_t i = 0; i < r->n; i++) {
        struct route_step *s = &r->step[i];
        if (s->area_id == 0 || area_id == 0 || s->area_id == area_id)
            r->n_own = i + 1;
        if (s->kind == STEP_COORDINATOR && !r->first)
            r->first = s;
    }
}

static enum err bounces_load(struct db *db, int64_t partnership_id, struct contact_route *r)
{
    struct stmt *s = db_query(db, sql[Q_BOUNCES], BINDS(bi(partnership_id)));
    while (db_row(s))
        for (size_t i = 0; i < r->n; i++)
            if (r->step[i].id == db_i64(s, 0)) {
                r->step[i].n_refused = db_i64(s, 1);
                r->step[i].is_bouncing = db_bool(s, 2);
            }
    return db_done(s, OK);
}

/* Where a message goes: to the first contact; where its mail comes back, on along the route. */
static void find_mailbox(struct contact_route *r)
{
    if (!r->first)
        return;
    r->is_first_bouncing = r->first->email.n && r->first->is_bouncing;
    if (!r->is_first_bouncing)
        r->mailbox_of = r->first->email.n ? r->first : NULL;
    for (size_t i = 0; r->is_first_bouncing && !r->mailbox_of && i < r->n_own; i++)
        if (r->step[i].email.n && !r->step[i].is_bouncing)
            r->mailbox_of = &r->step[i];
    if (r->mailbox_of)
        r->mailbox = r->mailbox_of->email;
}

enum err contact_route_list(struct db *db, struct arena *a, int64_t partnership_id,
                            int64_t now_s, struct contact_route *out)
{
    *out = (struct contact_route){ .step = arena_array(a, ROUTE_STEPS_MAX, sizeof *out->step) };
    if (!out->step)
        return ERR_LIMIT;
    struct stmt *s = db_query(db, sql[Q_STEPS], BINDS(bi(partnership_id)));
    while (out->n < ROUTE_STEPS_MAX && db_row(s))
        step_from_row(&out->step[out->n++], s, a, now_s);
    enum err e = db_done(s, OK);
    return e ? e : bounces_load(db, partnership_id, out);
}

enum err contact_route_load(struct db *db, struct arena *a, int64_t partnership_id,
                            int64_t area_id, int64_t now_s, struct contact_route *out)
{
    enum err e = contact_route_list(db, a, partnership_id, now_s, out);
    if (e)
        return e;
    steps_order(out, area_id);
    find_mailbox(out);
    return OK;
}

enum err route_step_find(struct db *db, struct arena *a, int64_t partnership_id, int64_t id,
                         struct route_step *out)
{
    struct stmt *s = db_query(db, sql[Q_STEP], BINDS(bi(id), bi(partnership_id)));
    bool found = db_row(s);
    if (found)
        step_from_row(out, s, a, 0);
    return db_done(s, found ? OK : ERR_NOT_FOUND);
}

enum err route_checks_load(struct db *db, struct arena *a, struct route_checks *out)
{
    *out = (struct route_checks){ .item = arena_array(a, AREAS_MAX, sizeof *out->item) };
    if (!out->item)
        return ERR_LIMIT;
    struct stmt *s = db_query(db, sql[Q_CHECKS], NO_BINDS);
    while (out->n < AREAS_MAX && db_row(s))
        out->item[out->n++] =
            (struct route_checked){ db_i64(s, 0), db_text(s, 1, a), db_text(s, 2, a) };
    return db_done(s, OK);
}

const struct route_checked *route_checked_of(const struct route_checks *all,
                                             int64_t partnership_id)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->item[i].partnership_id == partnership_id)
            return &all->item[i];
    return NULL;
}

int64_t route_step_whose(struct db *db, int64_t id)
{
    int64_t partnership_id = 0;
    return db_one_i64(db, sql[Q_WHOSE], BINDS(bi(id)), &partnership_id) ? 0 : partnership_id;
}

enum err route_due(struct db *db, struct arena *a, int64_t partnership_id, int64_t now_s,
                   struct route_due *out)
{
    struct contact_route r;
    *out = (struct route_due){ 0 };
    enum err e = contact_route_list(db, a, partnership_id, now_s, &r);
    for (size_t i = 0; !e && i < r.n; i++) {
        enum freshness f = r.step[i].freshness;
        out->n_steps++;
        out->n_never += f == FRESH_UNCONFIRMED;
        out->n_old += f == FRESH_OLD;
        out->n_stale += f == FRESH_STALE;
    }
    return e;
}

bool step_confirms(const struct route_step *s, struct str field)
{
    return s->checked_on.n || list_holds(s->confirmed, field);
}

struct str route_date(struct arena *a, struct str on)
{
    struct date d;
    if (date_parse(on, &d))
        return date_long(a, d);
    if (date_parse(str_printf(a, "%.*s-01", STR_ARG(on)), &d))
        return date_month_year(a, d);
    return on;
}
