#include "modules/bodies/body_tag.h"

#include "core/base/utf8.h"

enum { Q_LIST, Q_LIST_OF, Q_FIND, Q_NAME, Q_COUNT, Q_MAKE, Q_TAG, Q_UNTAG, Q_FORGET };

static const char *const sql[] = {
    [Q_LIST] = "SELECT id, name FROM body_tag WHERE partnership_id = $1 ORDER BY name_key "
               "LIMIT $2",
    [Q_LIST_OF] = "SELECT t.id, t.name FROM body_tagged g JOIN body_tag t ON t.id = g.tag_id "
                  "WHERE g.body_id = $1 AND t.partnership_id = $2 ORDER BY t.name_key LIMIT $3",
    [Q_FIND] = "SELECT id FROM body_tag WHERE partnership_id = $1 AND name_key = $2",
    [Q_NAME] = "SELECT name FROM body_tag WHERE id = $1 AND partnership_id = $2",
    [Q_COUNT] = "SELECT count(*) FROM body_tag WHERE partnership_id = $1",
    [Q_MAKE] = "INSERT INTO body_tag (partnership_id, name, name_key) VALUES ($1, $2, $3) "
               "RETURNING id",
    [Q_TAG] = "INSERT INTO body_tagged (body_id, tag_id) VALUES ($1, $2) ON CONFLICT (body_id, "
              "tag_id) DO NOTHING",
    [Q_UNTAG] = "DELETE FROM body_tagged WHERE body_id = $1 AND tag_id = $2",
    [Q_FORGET] = "DELETE FROM body_tag WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM body_tagged "
                 "g WHERE g.tag_id = $1)",
};
const struct sql_list body_tag_sql = SQL_LIST("body_tag", sql);

static enum err read_tags(struct stmt *s, struct arena *a, struct body_tag *out, size_t *n)
{
    *n = 0;
    while (*n < BODY_TAGS_MAX && db_row(s))
        out[(*n)++] = (struct body_tag){ .id = db_i64(s, 0), .name = db_text(s, 1, a) };
    return db_done(s, OK);
}

enum err body_tag_list(struct db *db, struct arena *a, int64_t partnership_id,
                       struct body_tag out[BODY_TAGS_MAX], size_t *n)
{
    return read_tags(db_query(db, sql[Q_LIST], BINDS(bi(partnership_id), bi(BODY_TAGS_MAX))), a,
                     out, n);
}

enum err body_tag_list_of(struct db *db, struct arena *a, int64_t body_id,
                          int64_t partnership_id, struct body_tag out[BODY_TAGS_MAX], size_t *n)
{
    return read_tags(
        db_query(db, sql[Q_LIST_OF], BINDS(bi(body_id), bi(partnership_id), bi(BODY_TAGS_MAX))),
        a, out, n);
}

/* --- changing --- */

static enum err record(struct db *db, const struct body_tag_change *x, int64_t body_id,
                       bool is_gone)
{
    struct change change;
    change_begin(&change);
    change_of_partnership(&change, x->partnership_id);
    change_text(&change, "tag", is_gone ? x->name : STR(""), is_gone ? STR("") : x->name);
    return change_record(
        db, &change, &x->act,
        &(struct change_of){ .action = is_gone ? STR("body.untag") : STR("body.tag"),
                             .object_kind = STR("body"),
                             .object_id = body_id });
}

static enum err find_or_make(struct db *db, struct body_tag_change *x, int64_t *tag_id)
{
    struct str key = utf8_fold(x->arena, x->name);
    int64_t n = 0;
    enum err e = db_one_i64(db, sql[Q_FIND], BINDS(bi(x->partnership_id), bt(key)), tag_id);
    if (e != ERR_NOT_FOUND)
        return e;
    e = db_one_i64(db, sql[Q_COUNT], BINDS(bi(x->partnership_id)), &n);
    if (!e && n >= BODY_TAGS_MAX)
        e = ERR_TOO_MANY;
    return e ? e
             : db_one_i64(db, sql[Q_MAKE], BINDS(bi(x->partnership_id), bt(x->name), bt(key)),
                          tag_id);
}

/* Is any of the entries seen there? Else nothing is made that would belong to none. */
static enum err check_seen(struct db *db, const struct body_tag_change *x)
{
    struct body b;
    bool is_accepted;
    enum err e = ERR_NOT_FOUND;
    for (size_t i = 0; i < x->n && e == ERR_NOT_FOUND; i++)
        e = body_load_for(db, x->arena, x->body_id[i], x->partnership_id, &b, &is_accepted);
    return e;
}

/* One entry gets the tag, or loses it. */
static enum err change_one(struct db *db, const struct body_tag_change *x, int64_t body_id,
                           int64_t tag_id, bool is_gone)
{
    struct body b;
    bool is_accepted;
    enum err e = body_load_for(db, x->arena, body_id, x->partnership_id, &b, &is_accepted);
    if (e)
        return e == ERR_NOT_FOUND ? OK : e;
    e = db_exec(db, sql[is_gone ? Q_UNTAG : Q_TAG], BINDS(bi(body_id), bi(tag_id)));
    if (e || !db_changes(db))
        return e;
    e = body_reindex(db, x->arena, body_id);
    return e ? e : record(db, x, body_id, is_gone);
}

enum err body_tag_fn(struct db *db, void *body_tag_change)
{
    struct body_tag_change *x = body_tag_change;
    int64_t tag_id = 0;
    enum err e = check_seen(db, x);
    if (!e)
        e = find_or_make(db, x, &tag_id);
    for (size_t i = 0; i < x->n && !e; i++)
        e = change_one(db, x, x->body_id[i], tag_id, false);
    return e;
}

enum err body_untag_fn(struct db *db, void *body_tag_change)
{
    struct body_tag_change *x = body_tag_change;
    int64_t tag_id = x->tag_id;
    enum err e = OK;
    if (!tag_id)
        e = db_one_i64(db, sql[Q_FIND],
                       BINDS(bi(x->partnership_id), bt(utf8_fold(x->arena, x->name))), &tag_id);
    if (!e)
        e = db_one_text(db, sql[Q_NAME], BINDS(bi(tag_id), bi(x->partnership_id)), x->arena,
                        &x->name);
    for (size_t i = 0; i < x->n && !e; i++)
        e = change_one(db, x, x->body_id[i], tag_id, true);
    return e ? e : db_exec(db, sql[Q_FORGET], BINDS(bi(tag_id)));
}
