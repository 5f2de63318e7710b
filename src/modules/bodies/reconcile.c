#include "modules/bodies/reconcile.h"

#include "core/base/arena.h"
#include "core/base/hash.h"
#include "core/base/limits.h"
#include "core/base/utf8.h"
#include "modules/bodies/oscr.h"
#include "modules/bodies/oscr_words.h"

#define SLICE_ROWS 1000 /* of ours, of one read */
#define ROW_BYTES (4 * MIB)
#define BATCH 50 /* flags of one write: well under its 50 ms */
#define AREAS_TOLD 5

enum { Q_OURS, Q_AREAS, Q_BEGIN, Q_END };

/* clang-format off */
static const char *const sql[] = {
    [Q_OURS] = "SELECT b.id, b.charity_number, b.name, b.other_names, b.state FROM body b JOIN body_set s ON s.id = b.set_id "
               "WHERE b.charity_number IS NOT NULL AND b.state <> 'merged' AND b.charity_number > $1 AND s.is_live = 1 "
               "ORDER BY b.charity_number LIMIT $2",
    [Q_AREAS] = "SELECT ba.area_id, a.name FROM body_area ba JOIN area a ON a.id = ba.area_id WHERE ba.body_id = $1 "
                "ORDER BY a.sort_key",
    [Q_BEGIN] = "INSERT INTO body_import (kind, file_name, source, source_on, comment, header, columns, default_areas, state, "
                "error, n_rows, n_done, n_known, n_flagged, content_hash, by_role, made_at_s, changed_at_s) "
                "VALUES ('oscr', $1, $2, $3, '', '[]', '{}', '', 'live', '', $4, $4, $5, 0, $6, $7, $8, $8) RETURNING id",
    [Q_END] = "UPDATE body_import SET n_flagged = n_flagged + $2 WHERE id = $1",
};
/* clang-format on */
const struct sql_list reconcile_sql = SQL_LIST("reconcile", sql);

struct ours {
    int64_t body_id;
    struct str number, name, other_names, state;
    bool is_met;
    unsigned raised; /* bits of enum body_flag_kind */
};

struct comparing {
    struct reconcile *r;
    struct arena *row; /* of one row of the file */
    struct oscr_areas *areas;
    struct ours *ours; /* by number */
    size_t n, cap;
    int64_t n_batch_new;
    size_t from, to; /* of `found`, in one write */
    struct str hash; /* of the file: some 30 MB, so not while others wait for the writer */
};

/* --- ours --- */

static enum err read_slice(struct comparing *k, struct str after, size_t *n)
{
    struct arena *a = k->r->arena;
    struct stmt *s = db_query(k->r->db, sql[Q_OURS], BINDS(bt(after), bi(SLICE_ROWS)));
    for (*n = 0; k->n < k->cap && db_row(s); (*n)++)
        k->ours[k->n++] = (struct ours){ .body_id = db_i64(s, 0),
                                         .number = db_text(s, 1, a),
                                         .name = db_text(s, 2, a),
                                         .other_names = db_text(s, 3, a),
                                         .state = db_text(s, 4, a) };
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

static enum err grow(struct comparing *k)
{
    struct ours *more = arena_array(k->r->arena, k->cap * 2 + SLICE_ROWS, sizeof *more);
    if (!more)
        return ERR_LIMIT;
    if (k->n)
        memcpy(more, k->ours, k->n * sizeof *more);
    k->ours = more;
    k->cap = k->cap * 2 + SLICE_ROWS;
    return OK;
}

static enum err read_ours(struct comparing *k)
{
    size_t n = SLICE_ROWS;
    enum err e = OK;
    while (!e && n == SLICE_ROWS) {
        if (k->cap - k->n < SLICE_ROWS)
            e = grow(k);
        if (!e)
            e = read_slice(k, k->n ? k->ours[k->n - 1].number : (struct str){ "", 0 }, &n);
    }
    k->r->n_known = (int64_t)k->n;
    k->r->found = arena_array(k->r->arena, k->n * FLAG_KIND__MAX + 1, sizeof *k->r->found);
    k->r->found_name = arena_array(k->r->arena, k->n * FLAG_KIND__MAX + 1, sizeof(struct str));
    return e ? e : k->r->found && k->r->found_name ? OK : ERR_LIMIT;
}

static struct ours *find(const struct comparing *k, struct str number)
{
    size_t from = 0, to = k->n;
    while (from < to) {
        size_t mid = from + (to - from) / 2;
        int c = str_cmp(k->ours[mid].number, number);
        if (c == 0)
            return &k->ours[mid];
        if (c < 0)
            from = mid + 1;
        else
            to = mid;
    }
    return NULL;
}

/* --- one beside the other --- */

static void add(struct comparing *k, struct ours *o, const struct body_flag_new *flag)
{
    struct reconcile *r = k->r;
    if (o->raised & (1u << flag->kind)) /* the file has the number twice */
        return;
    o->raised |= 1u << flag->kind;
    r->found_name[r->n_found] = o->name;
    r->found[r->n_found++] =
        (struct body_flag_new){ .body_id = o->body_id,
                                .kind = flag->kind,
                                .ours = str_dup(r->arena, flag->ours),
                                .theirs = str_dup(r->arena, flag->theirs) };
}

static void add_removed(struct comparing *k, struct ours *o, struct str theirs)
{
    if (str_eq(o->state, STR("closed")))
        return;
    add(k, o,
        &(struct body_flag_new){ .kind = FLAG_KIND_REMOVED,
                                 .ours = body_word_label(&body_states, o->state),
                                 .theirs = theirs });
}

static bool is_same_name(struct comparing *k, const struct ours *o, const struct oscr_row *row)
{
    struct str theirs = utf8_fold(k->row, row->name), name = utf8_fold(k->row, o->name);
    struct str rest = o->other_names, line;
    if (str_eq(theirs, name) || str_eq(utf8_fold(k->row, row->known_as), name))
        return true;
    while (str_cut(&rest, '\n', &line))
        if (str_eq(utf8_fold(k->row, line), theirs))
            return true;
    return false;
}

static void compare_name(struct comparing *k, struct ours *o, const struct oscr_row *row)
{
    if (row->name.n && !is_same_name(k, o, row))
        add(k, o,
            &(struct body_flag_new){
                .kind = FLAG_KIND_RENAMED, .ours = o->name, .theirs = row->name });
}

static enum err compare_place(struct comparing *k, struct ours *o, const struct oscr_row *row)
{
    const struct area *area = oscr_area(k->areas, k->row, row->location);
    struct buf *names = buf_in(k->row, 4 * KIB);
    bool works_there = false;
    size_t n = 0;
    if (!area)
        return OK;
    struct stmt *s = db_query(k->r->db, sql[Q_AREAS], BINDS(bi(o->body_id)));
    for (; db_row(s); n++) {
        works_there |= db_i64(s, 0) == area->id;
        if (n < AREAS_TOLD) {
            buf_lit(names, ", ");
            buf_str(names, db_text(s, 1, k->row));
        }
    }
    enum err e = db_done(s, OK);
    if (e || works_there)
        return e;
    if (n > AREAS_TOLD)
        buf_printf(names, FLAG_AND_MORE, n - AREAS_TOLD);
    add(k, o,
        &(struct body_flag_new){ .kind = FLAG_KIND_MOVED,
                                 .ours = str_sub(buf_view(names), 2, STR_NONE),
                                 .theirs = area->name });
    return OK;
}

static enum err compare(struct comparing *k, const struct oscr_row *row)
{
    struct ours *o = row->number.n ? find(k, row->number) : NULL;
    k->r->n_rows++;
    if (!o)
        return OK;
    o->is_met = true;
    if (!oscr_is_active(row)) {
        add_removed(k, o, row->status);
        return OK;
    }
    compare_name(k, o, row);
    return compare_place(k, o, row);
}

static enum err compare_all(struct comparing *k)
{
    struct reconcile *r = k->r;
    struct oscr *file;
    struct oscr_row row;
    enum err e = oscr_open(r->arena, r->text, &file, &r->why);
    while (!e && oscr_next(file, k->row, &row)) {
        e = compare(k, &row);
        arena_reset(k->row);
    }
    if (e)
        return e;
    r->why = oscr_error(file, r->arena);
    if (r->why.n)
        return ERR_INVALID;
    if (r->is_whole && r->n_rows < OSCR_WHOLE_ROWS) {
        r->why = str_printf(r->arena, OSCR_NOT_WHOLE, (long long)r->n_rows);
        return ERR_INVALID;
    }
    for (size_t i = 0; i < k->n; i++) {
        r->n_missing += !k->ours[i].is_met;
        if (r->is_whole && !k->ours[i].is_met)
            add_removed(k, &k->ours[i], STR(FLAG_THEIRS_MISSING));
    }
    return arena_failed(r->arena) ? ERR_LIMIT : OK;
}

/* --- writing --- */

static enum err record(struct db *db, const struct comparing *k, struct str action, int64_t n)
{
    struct change c;
    change_begin(&c);
    change_new_i64(&c, "n", n);
    return change_record(db, &c, &k->r->act,
                         &(struct change_of){ action, STR("body_import"), k->r->import_id });
}

static enum err begin_fn(struct db *db, void *arg)
{
    struct comparing *k = arg;
    struct reconcile *r = k->r;
    enum err e = db_one_i64(db, sql[Q_BEGIN],
                            BINDS(bt(r->file_name), bt(STR(OSCR_SOURCE)), bt(r->source_on),
                                  bi(r->n_rows), bi(r->n_known), bt(k->hash), bt(r->by_role),
                                  bi(r->act.now_s)),
                            &r->import_id);
    return e ? e : record(db, k, STR("import.begin"), r->n_rows);
}

static enum err flags_fn(struct db *db, void *arg)
{
    struct comparing *k = arg;
    enum err e = OK;
    k->n_batch_new = 0;
    for (size_t i = k->from; !e && i < k->to; i++) {
        k->r->found[i].import_id = k->r->import_id;
        e = body_flag_raise(db, &k->r->found[i]);
        k->n_batch_new += k->r->found[i].is_new;
    }
    if (!e)
        e = db_exec(db, sql[Q_END], BINDS(bi(k->r->import_id), bi(k->n_batch_new)));
    return e ? e : record(db, k, STR("import.batch"), k->n_batch_new);
}

static enum err write_flags(struct comparing *k)
{
    struct reconcile *r = k->r;
    struct hash h = hash_of(r->text);
    k->hash = hash_hex(r->arena, &h, 16);
    enum err e = store_write(r->store, begin_fn, k);
    for (k->from = 0; !e && k->from < r->n_found; k->from = k->to) {
        k->to = k->from + BATCH < r->n_found ? k->from + BATCH : r->n_found;
        e = store_write(r->store, flags_fn, k);
        r->n_new += e ? 0 : (size_t)k->n_batch_new;
    }
    return e;
}

/* --- what is answered --- */

struct settling {
    struct comparing *k;
    struct body_flag open[BATCH];
    size_t n;
    int64_t n_settled;
};

static bool is_answered(const struct comparing *k, const struct body_flag *flag)
{
    for (size_t i = 0; i < k->n; i++)
        if (k->ours[i].body_id == flag->body_id)
            return k->ours[i].is_met && !(k->ours[i].raised & (1u << flag->kind));
    return false;
}

static enum err settle_fn(struct db *db, void *arg)
{
    struct settling *x = arg;
    enum err e = OK;
    x->n_settled = 0;
    for (size_t i = 0; !e && i < x->n; i++) {
        if (!is_answered(x->k, &x->open[i]))
            continue;
        x->n_settled++;
        e = body_flag_settle(db, x->open[i].id, x->k->r->act.now_s);
    }
    return e ? e : record(db, x->k, STR("import.batch"), x->n_settled);
}

static enum err settle(struct comparing *k)
{
    struct settling *x = ARENA_NEW(k->r->arena, struct settling);
    int64_t after = 0;
    enum err e = x ? OK : ERR_LIMIT;
    if (x)
        *x = (struct settling){ .k = k, .n = BATCH };
    while (!e && x->n == BATCH) {
        e = body_flag_list_open(k->r->db, after, x->open, BATCH, &x->n);
        after = x->n ? x->open[x->n - 1].id : 0;
        if (!e && x->n)
            e = store_write(k->r->store, settle_fn, x);
        k->r->n_settled += x->n ? x->n_settled : 0;
    }
    return e;
}

enum err reconcile(struct reconcile *r)
{
    struct comparing k = { .r = r, .row = arena_new(ROW_BYTES) };
    enum err e = oscr_areas_load(r->db, r->arena, &k.areas);
    if (!e)
        e = read_ours(&k);
    if (!e)
        e = compare_all(&k);
    if (!e && !r->is_dry)
        e = write_flags(&k);
    if (!e && !r->is_dry)
        e = settle(&k);
    arena_free(k.row);
    return e;
}
