#include "modules/bodies/body_public.h"

#define COLS                                                                                   \
    "p.body_id, p.position, p.slug, p.name, p.other_names, p.kind, p.charity_number, "         \
    "p.company_number, p.purposes, p.grounds, p.is_community, p.topics, p.outcomes, p.areas, " \
    "p.languages, p.website, p.office, p.contact_role, p.contact_email, p.contact_phone, "     \
    "p.state, p.source, p.source_on, p.reviewed_on, p.is_stale, p.changed_on"
#define IS_LIVE " JOIN body_set t ON t.id = p.set_id AND t.is_live = 1 "

enum { Q_ONE, Q_BY_SLUG, Q_FORMER, Q_LIST, Q_LIST_OF };

static const char *const sql[] = {
    [Q_ONE] = "SELECT " COLS " FROM body_public p" IS_LIVE "WHERE p.body_id = $1",
    [Q_BY_SLUG] = "SELECT " COLS " FROM body_public p" IS_LIVE "WHERE p.slug = $1",
    [Q_FORMER] = "SELECT body_id FROM body_slug WHERE slug = $1",
    [Q_LIST] = "SELECT " COLS " FROM body_public p" IS_LIVE
               "WHERE p.position > $1 ORDER BY p.position LIMIT $2",
    [Q_LIST_OF] = "SELECT " COLS " FROM body_public_partnership m "
                  "JOIN body_public p ON p.body_id = m.body_id" IS_LIVE
                  "WHERE m.partnership_id = $1 AND m.position > $2 "
                  "ORDER BY m.position LIMIT $3",
};
const struct sql_list body_public_sql = SQL_LIST("body_public", sql);

static void public_from_row(struct body_public *out, struct stmt *s, struct arena *a)
{
    *out = (struct body_public){
        .body_id = db_i64(s, 0),
        .position = db_i64(s, 1),
        .slug = db_text(s, 2, a),
        .name = db_text(s, 3, a),
        .other_names = db_text(s, 4, a),
        .kind = db_text(s, 5, a),
        .charity_number = db_text(s, 6, a),
        .company_number = db_text(s, 7, a),
        .purposes = db_text(s, 8, a),
        .grounds = db_text(s, 9, a),
        .is_community = db_bool(s, 10),
        .topics = db_text(s, 11, a),
        .outcomes = db_text(s, 12, a),
        .areas = db_text(s, 13, a),
        .languages = db_text(s, 14, a),
        .website = db_text(s, 15, a),
        .office = db_text(s, 16, a),
        .contact_role = db_text(s, 17, a),
        .contact_email = db_text(s, 18, a),
        .contact_phone = db_text(s, 19, a),
        .state = db_text(s, 20, a),
        .source = db_text(s, 21, a),
        .source_on = db_text(s, 22, a),
        .reviewed_on = db_text(s, 23, a),
        .is_stale = db_bool(s, 24),
        .changed_on = db_text(s, 25, a),
    };
}

static enum err one(struct stmt *s, struct arena *a, struct body_public *out)
{
    bool found = db_row(s);
    if (found)
        public_from_row(out, s, a);
    return db_done(s, found ? OK : ERR_NOT_FOUND);
}

static enum err several(struct stmt *s, struct arena *a, size_t max, struct body_public *out,
                        size_t *n)
{
    *n = 0;
    while (*n < max && db_row(s))
        public_from_row(&out[(*n)++], s, a);
    return db_done(s, OK);
}

enum err body_public_load(struct db *db, struct arena *a, int64_t body_id,
                          struct body_public *out)
{
    return one(db_query(db, sql[Q_ONE], BINDS(bi(body_id))), a, out);
}

enum err body_public_by_slug(struct db *db, struct arena *a, struct str slug,
                             struct body_public *out)
{
    int64_t id = 0;
    enum err e = one(db_query(db, sql[Q_BY_SLUG], BINDS(bt(slug))), a, out);
    if (e != ERR_NOT_FOUND)
        return e;
    e = db_one_i64(db, sql[Q_FORMER], BINDS(bt(slug)), &id);
    return e ? e : body_public_load(db, a, id, out);
}

enum err body_public_list(struct db *db, struct arena *a, int64_t after, size_t max,
                          struct body_public *out, size_t *n)
{
    return several(db_query(db, sql[Q_LIST], BINDS(bi(after), bi((int64_t)max))), a, max, out,
                   n);
}

enum err body_public_list_of(struct db *db, struct arena *a, int64_t partnership_id,
                             int64_t after, size_t max, struct body_public *out, size_t *n)
{
    return several(
        db_query(db, sql[Q_LIST_OF], BINDS(bi(partnership_id), bi(after), bi((int64_t)max))), a,
        max, out, n);
}
