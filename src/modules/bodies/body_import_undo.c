/*
 * body_import_undo.c: an import taken back: what was edited or used since stays as an entry of
 * its own, the rest is hidden by one small write and then removed.
 */
#include "core/base/arena.h"
#include "core/base/clock.h"
#include "modules/bodies/body_import_rows.h"
#include "modules/bodies/body_rows.h"

#define BATCH_ARENA_BYTES ((size_t)64 * 1024 * 1024)

enum {
    Q_USED,
    Q_IS_LIVE,
    Q_NEXT,
    Q_IS_USED,
    Q_DROP_AREAS,
    Q_DROP_PARTNERSHIPS,
    Q_DROP_SLUGS,
    Q_DROP_REVIEW,
    Q_DROP_BODY,
    Q_KEPT,
    Q_DONE
};

/* Edited, spoken with, chosen, claimed, taken in by another partnership: it is somebody's. */
#define USED                                                                                   \
    "(b.version > 1 OR EXISTS (SELECT 1 FROM contact_event x WHERE x.body_id = b.id) "         \
    "OR EXISTS (SELECT 1 FROM adjustment x WHERE x.body_id = b.id) "                           \
    "OR EXISTS (SELECT 1 FROM body_tagged x WHERE x.body_id = b.id) "                          \
    "OR EXISTS (SELECT 1 FROM saved_list_body x WHERE x.body_id = b.id) "                      \
    "OR EXISTS (SELECT 1 FROM body_claim x WHERE x.body_id = b.id) "                           \
    "OR EXISTS (SELECT 1 FROM body_suggestion x WHERE x.body_id = b.id) "                      \
    "OR EXISTS (SELECT 1 FROM expression_of_interest x WHERE x.body_id = b.id) "               \
    "OR EXISTS (SELECT 1 FROM role_grant x WHERE x.body_id = b.id) "                           \
    "OR EXISTS (SELECT 1 FROM body_merge x WHERE x.into_body_id = b.id) "                      \
    "OR EXISTS (SELECT 1 FROM body_merge x WHERE x.from_body_id = b.id) "                      \
    "OR EXISTS (SELECT 1 FROM body_flag x WHERE x.body_id = b.id) "                            \
    "OR EXISTS (SELECT 1 FROM body_partnership x WHERE x.body_id = b.id AND "                  \
    "(x.last_contact_on > '' OR (x.accepted_at_s > 0 AND x.partnership_id <> $2))))"

static const char *const sql[] = {
    [Q_USED] = "SELECT b.id FROM body b WHERE b.set_id = $1 AND b.id > $3 AND " USED
               " ORDER BY b.id LIMIT $4",
    [Q_IS_LIVE] = "SELECT is_live FROM body_set WHERE id = $1",
    [Q_NEXT] = "SELECT id FROM body WHERE set_id = $1 ORDER BY id LIMIT $2",
    [Q_IS_USED] = "SELECT b.position, " USED " FROM body b WHERE b.id = $1 AND b.set_id = $3",
    [Q_DROP_AREAS] = "DELETE FROM body_area WHERE body_id = $1",
    [Q_DROP_PARTNERSHIPS] = "DELETE FROM body_partnership WHERE body_id = $1",
    [Q_DROP_SLUGS] = "DELETE FROM body_slug WHERE body_id = $1",
    [Q_DROP_REVIEW] = "DELETE FROM body_review WHERE body_id = $1",
    [Q_DROP_BODY] = "DELETE FROM body WHERE id = $1",
    [Q_KEPT] = "UPDATE body_import SET n_kept = n_kept + 1 WHERE id = $1",
    [Q_DONE] = "UPDATE body_import SET n_done = n_done + $2, changed_at_s = $3 WHERE id = $1",
};
const struct sql_list body_import_undo_sql = SQL_LIST("body_import_undo", sql);

struct undoing {
    const struct body_import_run *run;
    const struct body_import *of;
    struct arena *a; /* of a batch */
    int64_t id[BODY_IMPORT_BATCH];
    int64_t position[BODY_IMPORT_BATCH]; /* of those removed: their words go last */
    size_t n;
    size_t from, done; /* of the batch */
};

/* --- what stays --- */

/* Where another entry has its charity number, that one keeps it. */
static enum err keep(struct db *db, const struct undoing *u, int64_t id)
{
    struct body b;
    enum err e = body_load_any(db, u->a, id, &b);
    if (e)
        return e;
    b.set_id = BODY_SET_ENTERED;
    e = body_change(db, u->a, &b, &u->run->act, STR("body.keep"));
    if (e == ERR_CONFLICT && b.charity_number.n) {
        b.charity_number = (struct str){ NULL, 0 };
        e = body_change(db, u->a, &b, &u->run->act, STR("body.keep"));
    }
    return e ? e : db_exec(db, sql[Q_KEPT], BINDS(bi(u->of->id)));
}

static enum err load_ids(struct undoing *u, struct stmt *s)
{
    for (u->n = 0; u->n < BODY_IMPORT_BATCH && db_row(s); u->n++)
        u->id[u->n] = db_i64(s, 0);
    return db_done(s, OK);
}

/* --- what goes --- */

/* All but its words, which go at the end of the write. */
static enum err remove_one(struct db *db, int64_t id)
{
    static const int of[] = { Q_DROP_AREAS, Q_DROP_PARTNERSHIPS, Q_DROP_SLUGS, Q_DROP_REVIEW,
                              Q_DROP_BODY };
    enum err e = body_index_drop_rows(db, id);
    for (size_t i = 0; i < sizeof of / sizeof of[0] && !e; i++)
        e = db_exec(db, sql[of[i]], BINDS(bi(id)));
    return e;
}

static enum err keep_or_remove(struct db *db, struct undoing *u, size_t i)
{
    int64_t id = u->id[i], position = 0;
    struct stmt *s = db_query(db, sql[Q_IS_USED],
                              BINDS(bi(id), bi(u->of->partnership_id), bi(u->of->set_id)));
    bool found = db_row(s), is_used = found && db_bool(s, 1);
    if (found)
        position = db_i64(s, 0);
    enum err e = db_done(s, OK);
    u->position[i] = is_used ? 0 : position;
    if (e || !found)
        return e;
    return is_used ? keep(db, u, id) : remove_one(db, id);
}

static enum err drop_words(struct db *db, const struct undoing *u)
{
    enum err e = OK;
    for (size_t i = u->from; i < u->done && !e; i++) {
        if (u->position[i])
            e = body_index_drop_words(db, u->position[i]);
    }
    return e;
}

static enum err record(struct db *db, const struct undoing *u)
{
    struct change c;
    change_begin(&c);
    change_i64(&c, "rows", 0, (int64_t)(u->done - u->from));
    change_of_partnership(&c, u->of->partnership_id);
    return change_record(db, &c, &u->run->act,
                         &(struct change_of){ .action = STR("import.remove"),
                                              .object_kind = STR("body_import"),
                                              .object_id = u->of->id });
}

static enum err batch_fn(struct db *db, void *arg)
{
    struct undoing *u = arg;
    const int64_t begun_us = clock_mono_us();
    enum err e = OK;
    u->done = u->from;
    while (!e && u->done < u->n &&
           (u->done == u->from || clock_mono_us() - begun_us < BODY_IMPORT_SLICE_US))
        e = keep_or_remove(db, u, u->done++);
    if (!e)
        e = drop_words(db, u);
    if (!e)
        e = db_exec(
            db, sql[Q_DONE],
            BINDS(bi(u->of->id), bi((int64_t)(u->done - u->from)), bi(u->run->act.now_s)));
    return e ? e : record(db, u);
}

static enum err run_batch(struct undoing *u)
{
    const struct body_import_run *run = u->run;
    enum err e = OK;
    for (u->from = 0; u->from < u->n && !e; u->from = u->done) {
        if (run->is_stopping && run->is_stopping(run->stop_arg))
            return ERR_BUSY;
        e = store_write(run->store, batch_fn, u);
        arena_reset(u->a);
    }
    return e;
}

/* Those in use leave the set before it is hidden, so that they are seen all the time. */
static enum err keep_used(struct undoing *u)
{
    int64_t after = 0;
    enum err e = OK;
    for (u->n = BODY_IMPORT_BATCH; !e && u->n == BODY_IMPORT_BATCH;) {
        e = load_ids(u, db_query(u->run->db, sql[Q_USED],
                                 BINDS(bi(u->of->set_id), bi(u->of->partnership_id), bi(after),
                                       bi(BODY_IMPORT_BATCH))));
        size_t n = u->n;
        after = n ? u->id[n - 1] : 0;
        if (!e)
            e = run_batch(u);
        u->n = n;
    }
    return e;
}

static enum err remove_rest(struct undoing *u)
{
    enum err e = OK;
    for (u->n = 1; !e && u->n;) {
        e = load_ids(u, db_query(u->run->db, sql[Q_NEXT],
                                 BINDS(bi(u->of->set_id), bi(BODY_IMPORT_BATCH))));
        if (!e)
            e = run_batch(u);
    }
    return e;
}

enum err body_import_remove(const struct body_import_run *run, const struct body_import *of)
{
    struct undoing u = { .run = run, .of = of, .a = arena_new(BATCH_ARENA_BYTES) };
    struct body_import_end end = { .step = { .id = of->id, .act = &run->act },
                                   .set_id = of->set_id };
    int64_t is_live = 0;
    enum err e = db_one_i64(run->db, sql[Q_IS_LIVE], BINDS(bi(of->set_id)), &is_live);
    if (!e && is_live)
        e = keep_used(&u);
    if (!e && is_live)
        e = store_write(run->store, body_import_hide_fn, &end);
    if (!e)
        e = remove_rest(&u);
    if (!e)
        e = store_write(run->store, body_import_undone_fn, &end);
    arena_free(u.a);
    return e;
}
