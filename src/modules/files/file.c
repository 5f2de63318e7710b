#include "modules/files/file_scan.h"

#include "core/base/arena.h"
#include "core/base/log.h"
#include "core/web/spool.h"
#include "gen/symbols.h"

#include <stdio.h>

#define LIST_MAX 200
#define CHUNK_ARENA_BYTES (2 * FILE_CHUNK_BYTES)

#define COLS                                                                                   \
    "id, code, owner_kind, owner_id, field, name, kind, n_bytes, n_chunks, content_hash, "     \
    "scan, made_on"

enum { Q_ADD, Q_HAND_ON, Q_REMOVE, Q_REMOVE_OF, Q_LIST, Q_BY_CODE, Q_TOTAL, Q_CHUNK };

static const char *const sql[] = {
    [Q_ADD] = "INSERT INTO file (" COLS ") "
              "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    [Q_HAND_ON] = "UPDATE file SET owner_kind = $3, owner_id = $4 "
                  "WHERE owner_kind = $1 AND owner_id = $2",
    [Q_REMOVE] = "DELETE FROM file WHERE id = $1",
    [Q_REMOVE_OF] = "DELETE FROM file WHERE owner_kind = $1 AND owner_id = $2",
    [Q_LIST] = "SELECT " COLS " FROM file WHERE owner_kind = $1 AND owner_id = $2 "
               "ORDER BY made_on, name, id LIMIT $3",
    [Q_BY_CODE] = "SELECT " COLS " FROM file WHERE code = $1",
    [Q_TOTAL] = "SELECT count(*), coalesce(sum(n_bytes), 0) FROM file "
                "WHERE owner_kind = $1 AND owner_id = $2",
    [Q_CHUNK] = "SELECT bytes FROM file_chunk WHERE file_id = $1 AND n = $2",
};
const struct sql_list file_sql = SQL_LIST("file", sql);

/* --- rows --- */

enum err file_add(struct db *db, const struct file *f)
{
    enum err e =
        db_exec(db, sql[Q_ADD],
                BINDS(bi(f->id), bt(f->code), bt(f->owner_kind), bi(f->owner_id), bt(f->field),
                      bt(f->name), bt(f->kind), bi(f->n_bytes), bi(f->n_chunks),
                      bb(hash_view(&f->content_hash)), bt(f->scan), bt(f->made_on)));
    if (e || !str_eq(f->scan, STR("waiting")))
        return e;
    return job_queue(db, &(struct job_new){ .kind = STR(FILE_SCAN_JOB),
                                            .due_at_s = f->scan_at_s,
                                            .now_s = f->scan_at_s });
}

enum err file_hand_on(struct db *db, struct str from_kind, int64_t from_id, struct str to_kind,
                      int64_t to_id)
{
    return db_exec(db, sql[Q_HAND_ON],
                   BINDS(bt(from_kind), bi(from_id), bt(to_kind), bi(to_id)));
}

enum err file_remove(struct db *db, int64_t id)
{
    return db_exec(db, sql[Q_REMOVE], BINDS(bi(id)));
}

enum err file_remove_of(struct db *db, struct str owner_kind, int64_t owner_id)
{
    return db_exec(db, sql[Q_REMOVE_OF], BINDS(bt(owner_kind), bi(owner_id)));
}

static void read_row(struct stmt *q, struct arena *a, struct file *f)
{
    *f = (struct file){
        .id = db_i64(q, 0),
        .code = db_text(q, 1, a),
        .owner_kind = db_text(q, 2, a),
        .owner_id = db_i64(q, 3),
        .field = db_text(q, 4, a),
        .name = db_text(q, 5, a),
        .kind = db_text(q, 6, a),
        .n_bytes = db_i64(q, 7),
        .n_chunks = db_i64(q, 8),
        .scan = db_text(q, 10, a),
        .made_on = db_text(q, 11, a),
    };
    struct str hash = db_blob(q, 9, a);
    for (size_t i = 0; i < hash.n && i < HASH_BYTES; i++)
        f->content_hash.byte[i] = (unsigned char)hash.p[i];
}

enum err file_list(struct db *db, struct arena *a, struct str owner_kind, int64_t owner_id,
                   struct file **out, size_t *n)
{
    struct file *list = arena_array(a, LIST_MAX, sizeof *list);
    *n = 0;
    *out = list;
    if (!list)
        return ERR_LIMIT;
    struct stmt *q =
        db_query(db, sql[Q_LIST], BINDS(bt(owner_kind), bi(owner_id), bi(LIST_MAX)));
    while (db_row(q))
        read_row(q, a, &list[(*n)++]);
    return db_done(q, OK);
}

enum err file_by_code(struct db *db, struct arena *a, struct str code, struct file *out)
{
    struct stmt *q = db_query(db, sql[Q_BY_CODE], BINDS(bt(code)));
    bool is_there = db_row(q);
    if (is_there)
        read_row(q, a, out);
    return db_done(q, is_there ? OK : ERR_NOT_FOUND);
}

enum err file_total(struct db *db, struct str owner_kind, int64_t owner_id, int64_t *n,
                    int64_t *n_bytes)
{
    struct stmt *q = db_query(db, sql[Q_TOTAL], BINDS(bt(owner_kind), bi(owner_id)));
    *n = *n_bytes = 0;
    if (db_row(q)) {
        *n = db_i64(q, 0);
        *n_bytes = db_i64(q, 1);
    }
    return db_done(q, OK);
}

struct str file_words(struct arena *a, struct str kind, int64_t n_bytes, int64_t n_pages)
{
    char upper[8];
    size_t n = 0;
    for (; n < kind.n && n < sizeof upper; n++)
        upper[n] =
            (char)(kind.p[n] >= 'a' && kind.p[n] <= 'z' ? kind.p[n] - 'a' + 'A' : kind.p[n]);
    struct str size = file_size_words(a, (uint64_t)n_bytes);
    if (!n_pages)
        return str_printf(a, "%.*s, %.*s", (int)n, upper, STR_ARG(size));
    return str_printf(a, n_pages == 1 ? "%.*s, %.*s, %lld page" : "%.*s, %.*s, %lld pages",
                      (int)n, upper, STR_ARG(size), (long long)n_pages);
}

/* --- sending --- */

/* RFC 8187: what stands for itself in an extended value. */
static bool is_plain(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '-' || c == '.' || c == '_';
}

/* Two forms of the name: ASCII for old readers, and as its sender wrote it (RFC 6266, 4.3). */
static struct str disposition(struct arena *a, struct str name)
{
    struct buf *b = buf_in(a, 8 * FILE_NAME_CHARS * 4);
    buf_lit(b, "attachment; filename=\"");
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];
        if (is_plain(c) || c == ' ')
            buf_char(b, (char)c);
        else if ((c & 0xC0) != 0x80) /* one for each sign */
            buf_char(b, '_');
    }
    buf_lit(b, "\"; filename*=UTF-8''");
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];
        if (is_plain(c))
            buf_char(b, (char)c);
        else
            buf_printf(b, "%%%02X", c);
    }
    return buf_view(b);
}

/* One short read for each chunk: no read transaction waits for whoever takes the file. */
static enum err collect(struct ctx *c, const struct file *f, struct spool *s)
{
    struct arena *a = arena_new(CHUNK_ARENA_BYTES);
    struct hash_run run;
    enum err e = OK;
    hash_begin(&run);
    for (int64_t n = 0; n < f->n_chunks && !e; n++) {
        struct stmt *q = db_query(c->db, sql[Q_CHUNK], BINDS(bi(f->id), bi(n)));
        struct str bytes = db_row(q) ? db_blob(q, 0, a) : (struct str){ NULL, 0 };
        e = db_done(q, arena_failed(a) ? ERR_LIMIT : OK);
        hash_more(&run, bytes);
        buf_str(s->text, bytes);
        if (!e)
            e = spool_row(s);
        arena_reset(a);
    }
    arena_free(a);
    struct hash h = hash_end(&run);
    if (e || hash_equal(&h, &f->content_hash))
        return e;
    log_error("file", "file=%lld error=chunks", (long long)f->id);
    return ERR_INTERNAL;
}

/* Its name is not said: a paper's title is all that the public knows of it. */
static enum err say_held(struct ctx *c, enum file_held held)
{
    struct view *v = page_new(c, "");
    view_bool(v, S(is_waiting), held == FILE_WAITS);
    resp_header_set(c->resp, STR("Cache-Control"), STR("no-store"));
    return ctx_render_status(c, 404, "error/file_held", v);
}

enum err file_send(struct ctx *c, const struct file *f)
{
    const struct file_kind *kind = file_kind_of(f->kind);
    struct str how = disposition(c->arena, f->name);
    struct spool s;
    enum file_held held = file_held(c->site, f);
    if (!kind)
        return ERR_NOT_FOUND;
    if (held != FILE_FREE)
        return say_held(c, held);
    spool_begin(c, &s);
    enum err e = collect(c, f, &s);
    if (!e)
        e = spool_send(&s, str_from(kind->type), STR("file"));
    spool_end(&s);
    if (e)
        return e;
    bool is_set = resp_header_set(c->resp, STR("Content-Disposition"), how) &&
                  resp_header_set(c->resp, STR("Content-Security-Policy"),
                                  STR("default-src 'none'; sandbox"));
    return is_set ? OK : ERR_INTERNAL;
}
