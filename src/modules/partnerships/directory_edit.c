#include "modules/partnerships/directory_edit.h"

#include "core/base/arena.h"

#define EDITED_BYTES 200

enum {
    Q_SLUG_TAKEN,
    Q_PARTNERSHIP,
    Q_PUT_PARTNERSHIP,
    Q_SLUG_BACK,
    Q_SLUG_KEEP,
    Q_COORDINATORS,
    Q_BOUNCING,
    Q_AREA,
    Q_PUT_TILE,
    Q_PUT_AREA,
    Q_MOVE_STEPS,
    Q_AT_TILE,
    Q_N_AREAS,
    Q_N_STEPS,
    Q_CODE
};

/* What was set here, with one more word, unless it is among them ("$2"). */
#define EDITED_WITH(word)                                                                      \
    "CASE WHEN ';' || edited || ';' LIKE '%;" word                                             \
    ";%' THEN edited WHEN edited = '' THEN '" word "' ELSE edited || ';" word "' END"

static const char *const sql[] = {
    [Q_SLUG_TAKEN] =
        "SELECT (SELECT count(*) FROM partnership WHERE slug = $1 AND id <> $2) + (SELECT "
        "count(*) FROM partnership_slug WHERE slug = $1 AND partnership_id <> $2) + (SELECT "
        "count(*) FROM area WHERE slug = $1 AND partnership_id <> $2)",
    [Q_PARTNERSHIP] = "SELECT short_name, slug FROM partnership WHERE id = $1",
    [Q_PUT_PARTNERSHIP] = "UPDATE partnership SET short_name = $2, sort_key = $3, slug = $4, "
                          "edited = " EDITED_WITH("short_name") " WHERE id = $1",
    [Q_SLUG_BACK] = "DELETE FROM partnership_slug WHERE slug = $1 AND partnership_id = $2",
    [Q_SLUG_KEEP] = "INSERT INTO partnership_slug (slug, partnership_id) VALUES ($1, $2)",
    [Q_COORDINATORS] =
        "SELECT count(DISTINCT g.account_id) FROM role_grant g JOIN account a ON "
        "a.id = g.account_id WHERE g.partnership_id = $1 AND g.role = "
        "'coordinator' AND g.from_s <= $2 AND (g.until_s IS NULL OR g.until_s > "
        "$2) AND a.closed_at_s IS NULL",
    [Q_BOUNCING] = "SELECT count(*) FROM route_step t JOIN route_bounce b ON b.step_id = t.id "
                   "WHERE t.partnership_id = $1 AND t.is_removed = 0",
    [Q_AREA] = "SELECT tile_col, tile_row, partnership_id FROM area WHERE id = $1",
    [Q_PUT_TILE] = "UPDATE area SET tile_col = $2, tile_row = $3, edited = " EDITED_WITH(
        "tile") " WHERE id = $1",
    [Q_PUT_AREA] = "UPDATE area SET partnership_id = $2, edited = " EDITED_WITH(
        "partnership") " WHERE id = $1",
    [Q_MOVE_STEPS] = "UPDATE route_step SET partnership_id = $2 WHERE area_id = $1",
    [Q_AT_TILE] = "SELECT /*scan*/ name FROM area WHERE tile_col = $1 AND tile_row = $2 AND id "
                  "<> $3",
    [Q_N_AREAS] = "SELECT count(*) FROM area WHERE partnership_id = $1",
    [Q_N_STEPS] = "SELECT count(*) FROM route_step WHERE area_id = $1 AND is_removed = 0",
    /* of its first council by name; what several share has a name of its own */
    [Q_CODE] =
        "UPDATE partnership SET code = (SELECT a.code FROM area a WHERE "
        "a.partnership_id = partnership.id ORDER BY a.sort_key LIMIT 1), edited = " EDITED_WITH(
            "short_name") " WHERE id = $1",
};
const struct sql_list directory_edit_sql = SQL_LIST("directory_edit", sql);

/* --- a partnership --- */

static bool is_slug(struct str s)
{
    bool was_hyphen = true;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool is_hyphen = c == '-';
        if ((is_hyphen && was_hyphen) ||
            !(is_hyphen || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
            return false;
        was_hyphen = is_hyphen;
    }
    return s.n > 0 && s.n <= 80 && !was_hyphen;
}

enum err partnership_slug_judge(struct db *db, struct str slug, int64_t partnership_id,
                                enum slug_fault *out)
{
    int64_t n = 0;
    *out = !is_slug(slug) ? SLUG_FORM : str_eq(slug, STR("find")) ? SLUG_OURS : SLUG_FINE;
    if (*out)
        return OK;
    enum err e = db_one_i64(db, sql[Q_SLUG_TAKEN], BINDS(bt(slug), bi(partnership_id)), &n);
    *out = n ? SLUG_TAKEN : SLUG_FINE;
    return e;
}

/* The old address leads here for ever; going back to a former one takes it out of those. */
static enum err change_slug(struct db *db, const struct partnership_edit *x, struct str old)
{
    if (str_eq(old, x->slug))
        return OK;
    enum err e = db_exec(db, sql[Q_SLUG_BACK], BINDS(bt(x->slug), bi(x->partnership_id)));
    return e ? e : db_exec(db, sql[Q_SLUG_KEEP], BINDS(bt(old), bi(x->partnership_id)));
}

static enum err save_partnership(struct db *db, const struct partnership_edit *x)
{
    struct arena *a = x->arena;
    struct stmt *s = db_query(db, sql[Q_PARTNERSHIP], BINDS(bi(x->partnership_id)));
    bool found = db_row(s);
    struct str old_short = found ? db_text(s, 0, a) : STR(""),
               old_slug = found ? db_text(s, 1, a) : STR("");
    enum err e = db_done(s, found ? OK : ERR_NOT_FOUND);
    if (e || (str_eq(old_short, x->short_name) && str_eq(old_slug, x->slug)))
        return e;
    e = change_slug(db, x, old_slug);
    if (!e)
        e = db_exec(
            db, sql[Q_PUT_PARTNERSHIP],
            BINDS(bi(x->partnership_id), bt(x->short_name), bt(x->sort_key), bt(x->slug)));
    if (e)
        return e;
    struct change change;
    change_begin(&change);
    change_of_partnership(&change, x->partnership_id);
    change_text(&change, "short_name", old_short, x->short_name);
    change_text(&change, "slug", old_slug, x->slug);
    return change_record(db, &change, &x->act,
                         &(struct change_of){ .action = STR("partnership.edit"),
                                              .object_kind = STR("partnership"),
                                              .object_id = x->partnership_id });
}

enum err partnership_edit_fn(struct db *db, void *partnership_edit)
{
    struct partnership_edit *x = partnership_edit;
    if (!actor_may(x->actor, CAP_DIRECTORY_EDIT, 0))
        return ERR_NOT_FOUND;
    enum err e = partnership_slug_judge(db, x->slug, x->partnership_id, &x->fault);
    if (e || x->fault)
        return e ? e : ERR_CONFLICT;
    return save_partnership(db, x);
}

enum err partnership_state_load(struct db *db, int64_t partnership_id, int64_t now_s,
                                struct partnership_state *out)
{
    *out = (struct partnership_state){ 0 };
    enum err e = db_one_i64(db, sql[Q_COORDINATORS], BINDS(bi(partnership_id), bi(now_s)),
                            &out->n_coordinators);
    return e ? e : db_one_i64(db, sql[Q_BOUNCING], BINDS(bi(partnership_id)), &out->n_bouncing);
}

/* --- an area --- */

enum err area_at_tile(struct db *db, struct arena *a, const struct area *area, int64_t col,
                      int64_t row, struct str *name)
{
    return db_one_text(db, sql[Q_AT_TILE], BINDS(bi(col), bi(row), bi(area->id)), a, name);
}

enum err area_count_steps(struct db *db, int64_t area_id, int64_t *n)
{
    return db_one_i64(db, sql[Q_N_STEPS], BINDS(bi(area_id)), n);
}

struct area_was {
    int64_t col, row, partnership_id;
};

static enum err area_load(struct db *db, int64_t id, struct area_was *out)
{
    struct stmt *s = db_query(db, sql[Q_AREA], BINDS(bi(id)));
    bool found = db_row(s);
    if (found)
        *out = (struct area_was){ db_i64(s, 0), db_i64(s, 1), db_i64(s, 2) };
    return db_done(s, found ? OK : ERR_NOT_FOUND);
}

static enum err is_square_free(struct db *db, struct area_edit *x)
{
    struct stmt *s =
        db_query(db, sql[Q_AT_TILE], BINDS(bi(x->tile_col), bi(x->tile_row), bi(x->area_id)));
    x->is_square_taken = db_row(s);
    return db_done(s, x->is_square_taken ? ERR_CONFLICT : OK);
}

static enum err keeps_an_area(struct db *db, struct area_edit *x, const struct area_was *was)
{
    int64_t n = 0;
    x->is_overtaken = was->partnership_id != x->seen_partnership_id;
    if (x->is_overtaken)
        return ERR_CONFLICT;
    enum err e = db_one_i64(db, sql[Q_N_AREAS], BINDS(bi(was->partnership_id)), &n);
    x->is_last_area = !e && n < 2;
    return x->is_last_area ? ERR_CONFLICT : e;
}

static enum err record(struct db *db, const struct area_edit *x, const struct area_was *was,
                       int64_t partnership_id)
{
    struct change change;
    change_begin(&change);
    change_of_partnership(&change, partnership_id);
    change_i64(&change, "partnership", was->partnership_id, x->partnership_id);
    change_i64(&change, "tile_col", was->col, x->tile_col);
    change_i64(&change, "tile_row", was->row, x->tile_row);
    return change_record(db, &change, &x->act,
                         &(struct change_of){ .action = STR("area.edit"),
                                              .object_kind = STR("area"),
                                              .object_id = x->area_id });
}

/* The area's own steps go with it. Both partnerships hear of it in their records. */
static enum err move(struct db *db, const struct area_edit *x, const struct area_was *was)
{
    struct binds area_and_new = BINDS(bi(x->area_id), bi(x->partnership_id));
    enum err e = db_exec(db, sql[Q_PUT_AREA], area_and_new);
    if (!e)
        e = db_exec(db, sql[Q_MOVE_STEPS], area_and_new);
    if (!e)
        e = db_exec(db, sql[Q_CODE], BINDS(bi(x->partnership_id)));
    if (!e)
        e = db_exec(db, sql[Q_CODE], BINDS(bi(was->partnership_id)));
    return e ? e : record(db, x, was, was->partnership_id);
}

enum err area_edit_fn(struct db *db, void *area_edit)
{
    struct area_edit *x = area_edit;
    struct area_was was = { 0 };
    x->is_square_taken = x->is_last_area = x->is_overtaken = false;
    if (!actor_may(x->actor, CAP_DIRECTORY_EDIT, 0))
        return ERR_NOT_FOUND;
    enum err e = area_load(db, x->area_id, &was);
    bool moves = was.partnership_id != x->partnership_id;
    bool shifts = was.col != x->tile_col || was.row != x->tile_row;
    if (e || (!moves && !shifts))
        return e;
    if (shifts)
        e = is_square_free(db, x);
    if (!e && moves)
        e = keeps_an_area(db, x, &was);
    if (!e && shifts)
        e = db_exec(db, sql[Q_PUT_TILE],
                    BINDS(bi(x->area_id), bi(x->tile_col), bi(x->tile_row)));
    if (!e && moves)
        e = move(db, x, &was);
    return e ? e : record(db, x, &was, x->partnership_id);
}
