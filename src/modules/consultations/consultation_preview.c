#include "modules/consultations/consultation_preview.h"

#include "core/base/arena.h"
#include "modules/people/link_session.h"

enum { Q_LIST, Q_BY_KEY, Q_ONE, Q_ADD, Q_END };

#define COLS                                                                                   \
    "id, consultation_id, coalesce(by_account, 0), made_at_s, expires_at_s, "                  \
    "coalesce(ended_at_s, 0), note"

static const char *const sql[] = {
    [Q_LIST] = "SELECT " COLS " FROM consultation_preview WHERE consultation_id = $1 "
               "ORDER BY id DESC LIMIT $2",
    [Q_BY_KEY] = "SELECT " COLS " FROM consultation_preview WHERE key_hash = $1",
    [Q_ONE] = "SELECT " COLS " FROM consultation_preview WHERE id = $1",
    [Q_ADD] = "INSERT INTO consultation_preview (consultation_id, key_hash, note, by_account, "
              "made_at_s, expires_at_s) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
    [Q_END] = "UPDATE consultation_preview SET ended_at_s = $3 WHERE id = $1 AND "
              "consultation_id = $2 AND ended_at_s IS NULL",
};
const struct sql_list consultation_preview_sql = SQL_LIST("consultation_preview", sql);

static void take(struct stmt *s, struct arena *a, struct consultation_preview *p)
{
    *p = (struct consultation_preview){ .id = db_i64(s, 0),
                                        .consultation_id = db_i64(s, 1),
                                        .by_account = db_i64(s, 2),
                                        .made_at_s = db_i64(s, 3),
                                        .expires_at_s = db_i64(s, 4),
                                        .ended_at_s = db_i64(s, 5),
                                        .note = db_text(s, 6, a) };
}

static enum err take_one(struct stmt *s, struct arena *a, struct consultation_preview *out)
{
    bool found = db_row(s);
    if (found)
        take(s, a, out);
    return db_done(s, !found ? ERR_NOT_FOUND : arena_failed(a) ? ERR_LIMIT : OK);
}

enum err preview_list(struct db *db, struct arena *a, int64_t consultation_id,
                      struct consultation_preview *out, size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_LIST], BINDS(bi(consultation_id), bi(PREVIEWS_MAX)));
    *n = 0;
    while (*n < PREVIEWS_MAX && db_row(s))
        take(s, a, &out[(*n)++]);
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err preview_by_key(struct db *db, struct arena *a, struct str key,
                        struct consultation_preview *out)
{
    const struct hash hash = link_key_hash(key);
    return take_one(db_query(db, sql[Q_BY_KEY], BINDS(bb(hash_view(&hash)))), a, out);
}

enum err preview_load(struct db *db, struct arena *a, int64_t id,
                      struct consultation_preview *out)
{
    return take_one(db_query(db, sql[Q_ONE], BINDS(bi(id))), a, out);
}

static enum err record(struct db *db, const struct preview_write *w, struct str action)
{
    struct change change;
    change_begin(&change);
    change_new_i64(&change, "expires_at", w->preview.expires_at_s);
    change_of_partnership(&change, w->partnership_id);
    return change_record(
        db, &change, &w->act,
        &(struct change_of){ action, STR("consultation"), w->preview.consultation_id });
}

enum err preview_add_fn(struct db *db, void *arg)
{
    struct preview_write *w = arg;
    const struct consultation_preview *p = &w->preview;
    int64_t id;
    enum err e = db_one_i64(db, sql[Q_ADD],
                            BINDS(bi(p->consultation_id), bb(hash_view(&w->key)), bt(p->note),
                                  bi(p->by_account), bi(p->made_at_s), bi(p->expires_at_s)),
                            &id);
    return e ? e : record(db, w, STR("consultation.preview"));
}

enum err preview_end_fn(struct db *db, void *arg)
{
    const struct preview_write *w = arg;
    enum err e =
        db_exec(db, sql[Q_END],
                BINDS(bi(w->preview.id), bi(w->preview.consultation_id), bi(w->act.now_s)));
    if (!e && !db_changes(db))
        return ERR_NOT_FOUND;
    if (!e)
        e = link_session_end(db, LINK_KIND_PREVIEW, w->preview.id);
    return e ? e : record(db, w, STR("consultation.end_preview"));
}

/* State alone: no record. */
enum err preview_open_fn(struct db *db, void *arg)
{
    const struct preview_write *w = arg;
    return link_session_begin(db, &w->open);
}
