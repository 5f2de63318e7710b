/*
 * audit.c: adding to the chain, and walking it.
 */
#include "modules/audit/audit.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "modules/audit/audit_list.h"
#include "modules/audit/audit_words.h"

#include <inttypes.h>

#define COLS                                                                                   \
    "number, at_s, actor, action, object_kind, object_id, request_id, detail, hash, "          \
    "partnership_id"
#define SLICE_ROWS 500             /* rows of one read while verifying */
#define ROW_ARENA_BYTES (20 * MIB) /* one row: no value is over 16 MiB */
#define N_PARTS 10

enum { Q_HEAD, Q_ADD, Q_SLICE, Q_ONE_HASH };

static const char *const sql[] = {
    [Q_HEAD] = "SELECT number, hash FROM audit WHERE number = (SELECT max(number) FROM audit)",
    [Q_ADD] = "INSERT INTO audit (" COLS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    [Q_SLICE] = "SELECT " COLS " FROM audit WHERE number > $1 ORDER BY number LIMIT $2",
    [Q_ONE_HASH] = "SELECT hash FROM audit WHERE number = $1",
};
const struct sql_list audit_sql = SQL_LIST("audit", sql);

/* The one state of this room: written once at start, before threads. */
static struct hash_key chain_key;
static bool has_key;
static struct audit_head chain_before, chain_witness;

void audit_set_key(const struct hash_key *key)
{
    chain_key = *key;
    has_key = true;
}

bool audit_has_key(void)
{
    return has_key;
}

void audit_set_before(const struct audit_head *before)
{
    chain_before = *before;
}

int64_t audit_first_number(void)
{
    return chain_before.number + 1;
}

void audit_set_witness(const struct audit_head *witness)
{
    chain_witness = *witness;
}

/* --- one row
 * ----------------------------------------------------------------------------------------- */

static struct str number_text(char out[24], int64_t v)
{
    int n = snprintf(out, 24, "%" PRId64, v);
    return (struct str){ out, (size_t)n };
}

static struct hash row_hash(const struct hash_key *key, const struct hash *before,
                            int64_t number, const struct store_record *r)
{
    char number_z[24], at_z[24], where_z[24];
    const struct str part[N_PARTS] = {
        hash_view(before),
        number_text(number_z, number),
        number_text(at_z, r->at_s),
        r->actor,
        r->action,
        r->object_kind,
        r->object_id,
        r->request_id,
        r->detail,
        number_text(where_z, r->partnership_id),
    };
    return hash_parts(key, part, r->partnership_id ? N_PARTS : N_PARTS - 1);
}

static bool hash_from_bytes(struct str bytes, struct hash *out)
{
    if (bytes.n != HASH_BYTES)
        return false;
    memcpy(out->byte, bytes.p, HASH_BYTES);
    return true;
}

/* --- adding
 * ------------------------------------------------------------------------------------------ */

static enum err read_head(struct db *db, struct arena *a, struct audit_head *out)
{
    *out = (struct audit_head){ 0 };
    struct stmt *s = db_query(db, sql[Q_HEAD], NO_BINDS);
    bool good = true;
    if (db_row(s)) {
        out->number = db_i64(s, 0);
        good = hash_from_bytes(db_blob(s, 1, a), &out->hash);
    }
    return db_done(s, good ? OK : ERR_LIMIT);
}

enum err audit_head(struct db *db, struct audit_head *out)
{
    struct arena *a = arena_new(ROW_ARENA_BYTES);
    enum err e = read_head(db, a, out);
    arena_free(a);
    return e;
}

enum err audit_record(struct db *db, const struct store_record *r)
{
    if (!has_key) {
        log_error("audit.key", "nothing can be recorded without a key");
        return ERR_INTERNAL;
    }
    struct audit_head head;
    enum err e = audit_head(db, &head);
    if (e)
        return e;
    const int64_t number = head.number + 1;
    const struct hash hash = row_hash(&chain_key, &head.hash, number, r);
    e = db_exec(db, sql[Q_ADD],
                BINDS(bi(number), bi(r->at_s), bt(r->actor), bt(r->action), bt(r->object_kind),
                      bt(r->object_id), bt(r->request_id), bt(r->detail), bb(hash_view(&hash)),
                      r->partnership_id ? bi(r->partnership_id) : bn()));
    return e ? e : audit_list_add(db, number, r);
}

/* --- heads as text
 * ----------------------------------------------------------------------------------- */

struct str audit_head_text(struct arena *a, const struct audit_head *head)
{
    struct str hex = hash_hex(a, &head->hash, HASH_BYTES);
    return str_printf(a, "number=%" PRId64 "\nhash=%.*s\n", head->number, STR_ARG(hex));
}

/* The value of one "name=value" line. */
static bool take_line(struct str *rest, struct str name, struct str *value)
{
    struct str line, key;
    if (!str_cut(rest, '\n', &line) || !str_cut(&line, '=', &key) || !str_eq(key, name))
        return false;
    *value = str_trim(line);
    return true;
}

bool audit_head_parse(struct str text, struct audit_head *out)
{
    struct str number, hex;
    *out = (struct audit_head){ 0 };
    if (!take_line(&text, STR("number"), &number) || !take_line(&text, STR("hash"), &hex))
        return false;
    if (!str_to_i64(number, &out->number) || out->number < 0)
        return false;
    return (out->number == 0 && hex.n == 0) || hash_from_hex(hex, &out->hash);
}

/* --- verifying
 * --------------------------------------------------------------------------------------- */

struct walk {
    const struct hash_key *key;
    const struct audit_head *witness;
    int64_t until_ms; /* 0: no end */
    struct audit_head last;
    bool is_witnessed;
};

/* The witness says of this row what is stored. */
static bool walk_witness(struct walk *w, int64_t number, const struct hash *stored)
{
    if (!w->witness || w->witness->number != number)
        return true;
    w->is_witnessed = hash_equal(&w->witness->hash, stored);
    return w->is_witnessed;
}

/* Whether the row follows the last one; moves on when it does. */
static bool walk_row(struct walk *w, struct stmt *s, struct arena *a)
{
    const struct store_record r = {
        .at_s = db_i64(s, 1),
        .actor = db_text(s, 2, a),
        .action = db_text(s, 3, a),
        .object_kind = db_text(s, 4, a),
        .object_id = db_text(s, 5, a),
        .request_id = db_text(s, 6, a),
        .detail = db_text(s, 7, a),
        .partnership_id = db_i64(s, 9),
    };
    struct hash stored;
    const int64_t number = db_i64(s, 0);
    if (number != w->last.number + 1 || !hash_from_bytes(db_blob(s, 8, a), &stored))
        return false;
    const struct hash computed = row_hash(w->key, &w->last.hash, number, &r);
    if (!hash_equal(&computed, &stored) || !walk_witness(w, number, &stored))
        return false;
    w->last = (struct audit_head){ number, stored };
    return true;
}

/* Up to SLICE_ROWS rows; ERR_NOT_FOUND when there are no more, ERR_DAMAGED when the next is
 * bad. */
static enum err walk_slice(struct walk *w, struct db *db, struct arena *a)
{
    struct stmt *s = db_query(db, sql[Q_SLICE], BINDS(bi(w->last.number), bi(SLICE_ROWS)));
    enum err e = ERR_NOT_FOUND;
    bool good = true;
    while (good && db_row(s)) {
        arena_reset(a);
        good = walk_row(w, s, a);
        e = good ? OK : arena_failed(a) ? ERR_LIMIT : ERR_DAMAGED;
    }
    return db_done(s, e);
}

/* The row at which the walk sets out is there, with the hash that its witness has. */
static enum err walk_begin(struct walk *w, struct db *db, struct arena *a)
{
    if (!w->last.number)
        return OK;
    struct hash stored;
    struct stmt *s = db_query(db, sql[Q_ONE_HASH], BINDS(bi(w->last.number)));
    bool good = db_row(s) && hash_from_bytes(db_blob(s, 0, a), &stored) &&
                hash_equal(&stored, &w->last.hash) && walk_witness(w, w->last.number, &stored);
    enum err e = db_done(s, good ? OK : ERR_DAMAGED);
    if (e == ERR_DAMAGED)
        w->last.number--; /* it is the bad one */
    return e;
}

static enum err walk(struct walk *w, struct db *db, struct audit_verdict *out)
{
    struct arena *a = arena_new(ROW_ARENA_BYTES);
    enum err e = walk_begin(w, db, a);
    bool is_late = false;
    while (e == OK && !is_late) {
        e = walk_slice(w, db, a);
        is_late = w->until_ms && clock_mono_ms() > w->until_ms;
    }
    arena_free(a);
    *out = (struct audit_verdict){ .n_rows = w->last.number,
                                   .is_whole = e != OK,
                                   .head = w->last };
    if (e == ERR_DAMAGED)
        out->first_bad = w->last.number + 1;
    if (e != ERR_NOT_FOUND)
        return e;
    if (!w->witness || w->is_witnessed)
        return OK;
    out->first_bad = w->witness->number;
    out->is_against_witness = true;
    return ERR_DAMAGED;
}

static const struct audit_head *known(const struct audit_head *witness)
{
    return witness && witness->number > 0 ? witness : NULL;
}

enum err audit_verify(struct db *db, const struct hash_key *key,
                      const struct audit_head *witness, struct audit_verdict *out)
{
    struct walk w = { .key = key, .witness = known(witness) };
    return walk(&w, db, out);
}

enum err audit_holds(struct db *db, const struct audit_head *head)
{
    struct arena *a = arena_new(ROW_ARENA_BYTES);
    struct walk w = { .last = *head };
    enum err e = walk_begin(&w, db, a);
    arena_free(a);
    return e;
}

enum err audit_verify_own(struct db *db, const struct audit_head *witness, int64_t until_ms,
                          struct audit_verdict *out)
{
    const struct audit_head *kept = known(witness);
    if (kept && kept->number < chain_before.number) {
        enum err e = audit_holds(db, kept); /* of such a one no more can be asked */
        if (e) {
            *out = (struct audit_verdict){ .first_bad = kept->number,
                                           .is_against_witness = true,
                                           .is_whole = true };
            return e;
        }
        kept = NULL;
    }
    struct walk w = {
        .key = &chain_key, .witness = kept, .until_ms = until_ms, .last = chain_before
    };
    return walk(&w, db, out);
}

struct str audit_verdict_words(struct arena *a, const struct audit_verdict *v)
{
    return v->is_against_witness ? str_printf(a, AUDIT_BAD_WITNESS, (long long)v->first_bad)
                                 : str_printf(a, AUDIT_BAD_ROW, (long long)v->first_bad);
}

enum err audit_verify_copy(struct db *db, struct arena *a, struct str *why)
{
    struct audit_verdict verdict;
    if (!has_key)
        return OK; /* said by `check`: the chain cannot be verified */
    enum err e = audit_verify_own(db, &chain_witness, 0, &verdict);
    if (e == ERR_DAMAGED)
        *why = audit_verdict_words(a, &verdict);
    return e;
}
