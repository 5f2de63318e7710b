/*
 * file_take.c: a file as it comes with a form: judged, then its bytes put by in chunks that
 * nobody sees; and what was put by in vain goes.
 */
#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/base/rand.h"
#include "modules/files/file_scan.h"

#include <string.h>

#define CHUNKS_A_WRITE 4 /* 1 MiB */
#define SWEEP_MAX 400    /* looked up at once */
#define SWEEP_ARENA_BYTES (64 * KIB)

enum { Q_PUT_CHUNK, Q_COPY_CHUNKS, Q_ORPHANS, Q_DROP_CHUNK, Q_IS_KEPT, Q_DROP_SOME };

static const char *const sql[] = {
    [Q_PUT_CHUNK] = "INSERT INTO file_chunk (file_id, n, bytes, day) VALUES ($1, $2, $3, $4)",
    [Q_COPY_CHUNKS] = "INSERT INTO file_chunk (file_id, n, bytes, day) SELECT $2, n, bytes, $5 "
                      "FROM file_chunk WHERE file_id = $1 AND n >= $3 AND n < $4",
    [Q_ORPHANS] = "SELECT id FROM file_chunk WHERE day < $1 "
                  "AND NOT EXISTS (SELECT 1 FROM file WHERE file.id = file_chunk.file_id) "
                  "LIMIT $2",
    [Q_DROP_CHUNK] = "DELETE FROM file_chunk WHERE id = $1",
    [Q_IS_KEPT] = "SELECT count(*) FROM file WHERE id = $1",
    [Q_DROP_SOME] = "DELETE FROM file_chunk WHERE file_id = $1 AND n >= $2 AND n < $3 "
                    "AND NOT EXISTS (SELECT 1 FROM file WHERE id = $1)",
};
const struct sql_list file_take_sql = SQL_LIST("file_take", sql);

/* --- chunks --- */

/* Where the next chunk begins in the pieces that stay of a file. */
struct cursor {
    const struct file_judged *from;
    size_t piece, at;
};

static size_t next_bytes(struct cursor *c, char *to, size_t most)
{
    size_t n = 0;
    while (n < most && c->piece < c->from->n_pieces) {
        struct str part = str_sub(c->from->piece[c->piece], c->at, most - n);
        if (part.n)
            memcpy(to + n, part.p, part.n);
        n += part.n;
        c->at += part.n;
        if (c->at == c->from->piece[c->piece].n) {
            c->piece++;
            c->at = 0;
        }
    }
    return n;
}

struct staging {
    int64_t file_id, first;
    struct str bytes, day;
};

static enum err put_chunks_fn(struct db *db, void *arg)
{
    const struct staging *s = arg;
    enum err e = OK;
    for (size_t i = 0; i * FILE_CHUNK_BYTES < s->bytes.n && !e; i++)
        e = db_exec(db, sql[Q_PUT_CHUNK],
                    BINDS(bi(s->file_id), bi(s->first + (int64_t)i),
                          bb(str_sub(s->bytes, i * FILE_CHUNK_BYTES, FILE_CHUNK_BYTES)),
                          bt(s->day)));
    return e;
}

static enum err stage(struct ctx *c, const struct file_judged *judged, struct file *f)
{
    struct cursor from = { .from = judged };
    struct staging s = { .file_id = f->id, .day = f->made_on };
    size_t room = CHUNKS_A_WRITE * FILE_CHUNK_BYTES;
    char *bytes = arena_alloc(c->arena, room);
    struct hash_run run;
    enum err e = bytes ? OK : ERR_LIMIT;
    hash_begin(&run);
    while (!e) {
        s.bytes = (struct str){ bytes, next_bytes(&from, bytes, room) };
        if (!s.bytes.n)
            break;
        hash_more(&run, s.bytes);
        e = store_write(c->store, put_chunks_fn, &s);
        s.first += CHUNKS_A_WRITE;
    }
    f->content_hash = hash_end(&run);
    return e;
}

/* --- taking --- */

static const struct field *chosen(const struct ctx *c, const char *field)
{
    const struct field *f = fields_find(&c->fields, str_from(field));
    return f && f->is_file && (f->value.n || f->file_name.n) ? f : NULL;
}

enum err file_take(struct ctx *c, const char *field, uint64_t most, struct file_upload *out)
{
    const struct field *f = chosen(c, field);
    struct file_judged judged;
    *out = (struct file_upload){ .is_there = f != NULL };
    if (!f)
        return OK;
    file_judge(c->arena, f->file_name, f->value, most, &judged);
    if (arena_failed(c->arena))
        return ERR_LIMIT;
    out->judged = judged;
    out->fault = file_wrong_words(c->arena, judged.wrong, most);
    if (judged.wrong)
        return OK;
    out->file = (struct file){
        .id = rand_id(),
        .code = rand_key(c->arena),
        .name = judged.name,
        .kind = str_from(judged.kind->name),
        .n_bytes = (int64_t)judged.n_bytes,
        .n_chunks = (int64_t)((judged.n_bytes + FILE_CHUNK_BYTES - 1) / FILE_CHUNK_BYTES),
        .scan = c->site->scans_files ? STR("waiting") : STR("not_scanned"),
        .made_on = date_iso(c->arena, london_from_s(c->now_s).date),
        .scan_at_s = c->now_s,
    };
    return OK;
}

/* --- keeping it, or not --- */

struct dropping {
    int64_t id, first;
};

static enum err drop_some_fn(struct db *db, void *arg)
{
    const struct dropping *x = arg;
    return db_exec(db, sql[Q_DROP_SOME],
                   BINDS(bi(x->id), bi(x->first), bi(x->first + CHUNKS_A_WRITE)));
}

enum err file_drop(struct ctx *c, const struct file *f)
{
    int64_t n = 0;
    struct dropping x = { .id = f->id };
    enum err e = db_one_i64(c->db, sql[Q_IS_KEPT], BINDS(bi(f->id)), &n);
    for (; !e && !n && x.first < f->n_chunks; x.first += CHUNKS_A_WRITE)
        e = store_write(c->store, drop_some_fn, &x);
    return e;
}

enum err file_send_once(struct ctx *c, struct form *f, struct file_upload *up,
                        store_write_fn fn, void *arg, struct str location)
{
    enum err e = up->is_there ? stage(c, &up->judged, &up->file) : OK;
    if (!e)
        e = form_send_once(f, fn, arg, location);
    enum err dropped = up->is_there ? file_drop(c, &up->file) : OK;
    if (dropped)
        log_warn("file.drop", "code=%s", err_name(dropped)); /* file_sweep comes tomorrow */
    return e;
}

/* --- copying --- */

struct copying {
    int64_t from, to, first;
    struct str day;
};

static enum err copy_chunks_fn(struct db *db, void *arg)
{
    const struct copying *x = arg;
    return db_exec(
        db, sql[Q_COPY_CHUNKS],
        BINDS(bi(x->from), bi(x->to), bi(x->first), bi(x->first + CHUNKS_A_WRITE), bt(x->day)));
}

enum err file_copy(struct ctx *c, const struct file *from, struct file *out)
{
    bool is_good = file_held(c->site, from) == FILE_FREE;
    *out = *from;
    out->id = rand_id();
    out->code = rand_key(c->arena);
    out->made_on = date_iso(c->arena, london_from_s(c->now_s).date);
    struct copying x = { .from = from->id, .to = out->id, .day = out->made_on };
    enum err e = is_good ? OK : ERR_NOT_FOUND;
    for (; !e && x.first < from->n_chunks; x.first += CHUNKS_A_WRITE)
        e = store_write(c->store, copy_chunks_fn, &x);
    return e;
}

/* --- sweeping --- */

struct sweep {
    int64_t id[SWEEP_MAX];
    size_t n, at;
};

static enum err drop_chunks_fn(struct db *db, void *arg)
{
    const struct sweep *s = arg;
    enum err e = OK;
    for (size_t i = s->at; i < s->n && i < s->at + CHUNKS_A_WRITE && !e; i++)
        e = db_exec(db, sql[Q_DROP_CHUNK], BINDS(bi(s->id[i])));
    return e;
}

static enum err find_orphans(struct db *db, struct str today, struct sweep *s)
{
    struct stmt *q = db_query(db, sql[Q_ORPHANS], BINDS(bt(today), bi(SWEEP_MAX)));
    s->n = s->at = 0;
    while (db_row(q))
        s->id[s->n++] = db_i64(q, 0);
    return db_done(q, OK);
}

enum err file_sweep(struct store *store, struct db *db, int64_t now_s)
{
    struct arena *a = arena_new(SWEEP_ARENA_BYTES);
    struct str today = date_iso(a, london_from_s(now_s).date);
    struct sweep *s = ARENA_NEW(a, struct sweep);
    enum err e = s ? OK : ERR_LIMIT;
    do {
        if (!e)
            e = find_orphans(db, today, s);
        for (; !e && s->at < s->n; s->at += CHUNKS_A_WRITE)
            e = store_write(store, drop_chunks_fn, s);
    } while (!e && s->n == SWEEP_MAX);
    arena_free(a);
    return e;
}
