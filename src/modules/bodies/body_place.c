#include "modules/bodies/body_place.h"

#include "core/base/arena.h"

#define ROOM_MAX 400 /* neighbours looked at for room */

enum { Q_BEFORE, Q_AFTER, Q_FOLLOWING };

/* Of equal names the place says which stands first: one may have got its name later than the
 * other. PLACE: without the mark of a stale one, as body_place. */
#define PLACE "position % 2305843009213693952"
_Static_assert(BODY_PLACE_MAX == 2305843009213693952, "PLACE is body_place in SQL");
static const char *const sql[] = {
    [Q_BEFORE] = "SELECT position FROM body WHERE sort_key <= $1 "
                 "ORDER BY sort_key DESC, " PLACE " DESC LIMIT 1",
    [Q_AFTER] =
        "SELECT position FROM body WHERE sort_key > $1 ORDER BY sort_key, " PLACE " LIMIT 1",
    [Q_FOLLOWING] = "SELECT id, position FROM body WHERE sort_key > $1 "
                    "ORDER BY sort_key, " PLACE " LIMIT $2",
};
const struct sql_list body_place_sql = SQL_LIST("body_place", sql);

int64_t body_position(int64_t place, bool is_stale)
{
    return is_stale ? place + BODY_PLACE_MAX : place;
}

int64_t body_place(int64_t position)
{
    return position & (BODY_PLACE_MAX - 1);
}

/* The place of the neighbour that the statement names, or `otherwise`. */
static enum err neighbour(struct db *db, int of, struct str sort_key, int64_t otherwise,
                          int64_t *out)
{
    enum err e = db_one_i64(db, sql[of], BINDS(bt(sort_key)), out);
    if (e == ERR_NOT_FOUND)
        *out = otherwise;
    else if (!e)
        *out = body_place(*out);
    return e == ERR_NOT_FOUND ? OK : e;
}

enum err body_place_new(struct db *db, struct str sort_key, int64_t *place)
{
    int64_t before = 0, after = 0;
    enum err e = neighbour(db, Q_BEFORE, sort_key, 0, &before);
    if (!e)
        e = neighbour(db, Q_AFTER, sort_key, BODY_PLACE_MAX, &after);
    if (e)
        return e;
    int64_t gap = after - before;
    if (gap < 2)
        return ERR_LIMIT;
    int64_t step = gap / 2;
    if (before && after == BODY_PLACE_MAX && step > BODY_PLACE_STEP)
        step = BODY_PLACE_STEP;
    *place = before + step;
    return OK;
}

struct following {
    int64_t id, place;
    bool is_stale;
};

/* How many of the following have to move so that they and one more stand at least 2 apart. */
static size_t crowd(const struct following *f, size_t n, int64_t before)
{
    size_t k = 0;
    while (k < n && f[k].place - before < 2 * ((int64_t)k + 2))
        k++;
    return k;
}

enum err body_place_make_room(struct db *db, struct arena *a, struct str sort_key)
{
    struct following *f = arena_array(a, ROOM_MAX, sizeof *f);
    int64_t before = 0;
    size_t n = 0;
    enum err e = f ? neighbour(db, Q_BEFORE, sort_key, 0, &before) : ERR_LIMIT;
    if (e)
        return e;
    struct stmt *s = db_query(db, sql[Q_FOLLOWING], BINDS(bt(sort_key), bi(ROOM_MAX)));
    while (n < ROOM_MAX && db_row(s)) {
        int64_t position = db_i64(s, 1);
        f[n++] = (struct following){ db_i64(s, 0), body_place(position),
                                     position >= BODY_PLACE_MAX };
    }
    e = db_done(s, OK);
    if (e)
        return e;
    size_t k = crowd(f, n, before);
    if (k == ROOM_MAX)
        return ERR_LIMIT;
    int64_t end = k < n ? f[k].place : BODY_PLACE_MAX;
    int64_t step = (end - before) / ((int64_t)k + 2);
    if (step < 1)
        return ERR_LIMIT;
    for (size_t i = k; i-- > 0 && !e;) /* the last one first: nobody stands where it goes */
        e = body_move(db, a, f[i].id,
                      body_position(before + step * ((int64_t)i + 2), f[i].is_stale));
    return e;
}
