#include "modules/partnerships/directory_import.h"

#include "core/base/arena.h"
#include "core/base/hash.h"
#include "modules/partnerships/area.h"
#include "modules/partnerships/directory_rows.h"
#include "modules/partnerships/import_words.h"

#define ROWS_MAX 4096 /* 64 areas with their names, partners and steps */

enum {
    Q_PARTNERSHIPS,
    Q_AREAS,
    Q_NAMES,
    Q_PARTNERS,
    Q_STEPS,
    Q_PUT_PARTNERSHIP,
    Q_PUT_AREA,
    Q_PUT_NAME,
    Q_PUT_PARTNER,
    Q_PUT_STEP,
    Q_CHANGE_STEP,
    Q_DROP_NAME,
    Q_DROP_PARTNER,
    Q_DROP_STEP
};

// clang-format off
static const char *const sql[] = {
    [Q_PARTNERSHIPS] = "SELECT /*scan*/ slug, name, short_name, sort_key, code, is_name_confirmed, source, "
        "source_on, EXISTS (SELECT 1 FROM route_change c WHERE c.partnership_id = partnership.id AND c.step_id IS NULL), "
        "edited FROM partnership",
    [Q_AREAS] = "SELECT /*scan*/ a.gss, a.code, a.slug, a.name, a.sort_key, a.lang, p.slug, a.council_name, "
        "a.health_board, a.population, a.population_year, a.tile_col, a.tile_row, a.tile_label, a.source, "
        "a.source_on, a.confirmed, a.note, 0, a.edited FROM area a JOIN partnership p ON p.id = a.partnership_id",
    [Q_NAMES] = "SELECT /*scan*/ a.gss, n.name_key, n.name, 0 FROM area_name n JOIN area a ON a.id = n.area_id",
    [Q_PARTNERS] = "SELECT /*scan*/ a.gss, s.class, s.represents, s.seq, s.name, s.detail, s.is_confirmed, 0 "
        "FROM statutory_partner s JOIN area a ON a.id = s.area_id",
    [Q_STEPS] = "SELECT /*scan*/ p.slug, COALESCE(a.gss, ''), t.kind, t.seq, t.role, t.organisation, t.email, "
        "t.phone, t.url, t.detail, t.source, t.source_on, t.confirmed, t.checked_on IS NOT NULL OR t.is_edited = 1 "
        "FROM route_step t JOIN partnership p ON p.id = t.partnership_id LEFT JOIN area a ON a.id = t.area_id "
        "ORDER BY t.checked_on IS NOT NULL OR t.is_edited = 1, t.id", /* of two the one that may change is met first */
    [Q_PUT_PARTNERSHIP] = "INSERT INTO partnership (slug, name, short_name, sort_key, code, is_name_confirmed, "
        "source, source_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (slug) DO UPDATE SET name = $2, "
        "short_name = $3, sort_key = $4, code = $5, is_name_confirmed = $6, source = $7, source_on = $8",
    [Q_PUT_AREA] = "INSERT INTO area (gss, code, slug, name, sort_key, lang, partnership_id, council_name, "
        "health_board, population, population_year, tile_col, tile_row, tile_label, source, source_on, confirmed, "
        "note) VALUES ($1, $2, $3, $4, $5, $6, (SELECT id FROM partnership WHERE slug = $7), $8, $9, $10, $11, "
        "$12, $13, $14, $15, $16, $17, $18) ON CONFLICT (gss) DO UPDATE SET code = $2, slug = $3, name = $4, "
        "sort_key = $5, lang = $6, partnership_id = (SELECT id FROM partnership WHERE slug = $7), "
        "council_name = $8, health_board = $9, population = $10, population_year = $11, tile_col = $12, "
        "tile_row = $13, tile_label = $14, source = $15, source_on = $16, confirmed = $17, note = $18",
    [Q_PUT_NAME] = "INSERT INTO area_name (area_id, name_key, name) VALUES ((SELECT id FROM area WHERE gss = $1), "
        "$2, $3) ON CONFLICT (area_id, name_key) DO UPDATE SET name = $3",
    [Q_PUT_PARTNER] = "INSERT INTO statutory_partner (area_id, class, represents, seq, name, detail, is_confirmed) "
        "VALUES ((SELECT id FROM area WHERE gss = $1), $2, $3, $4, $5, $6, $7) ON CONFLICT (area_id, class) "
        "DO UPDATE SET represents = $3, seq = $4, name = $5, detail = $6, is_confirmed = $7",
    [Q_PUT_STEP] = "INSERT INTO route_step (partnership_id, area_id, kind, seq, role, organisation, email, phone, "
        "url, detail, source, source_on, confirmed) VALUES ((SELECT id FROM partnership WHERE slug = $1), "
        "(SELECT id FROM area WHERE gss = $2), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    [Q_CHANGE_STEP] = "UPDATE route_step SET seq = $4, role = $5, organisation = $6, email = $7, phone = $8, "
        "url = $9, detail = $10, source = $11, source_on = $12, confirmed = $13 WHERE kind = $3 AND checked_on IS NULL "
        "AND is_edited = 0 AND partnership_id = (SELECT id FROM partnership WHERE slug = $1) "
        "AND COALESCE(area_id, 0) = COALESCE((SELECT id FROM area WHERE gss = $2), 0)",
    [Q_DROP_NAME] = "DELETE FROM area_name WHERE area_id = (SELECT id FROM area WHERE gss = $1) AND name_key = $2",
    [Q_DROP_PARTNER] = "DELETE FROM statutory_partner WHERE area_id = (SELECT id FROM area WHERE gss = $1) "
        "AND class = $2",
    [Q_DROP_STEP] = "DELETE FROM route_step WHERE kind = $3 AND checked_on IS NULL AND is_edited = 0 "
        "AND partnership_id = (SELECT id FROM partnership WHERE slug = $1) "
        "AND COALESCE(area_id, 0) = COALESCE((SELECT id FROM area WHERE gss = $2), 0)",
};
const struct sql_list directory_import_sql = SQL_LIST("directory_import", sql);

/* What is known of each kind of row. number: which fields are numbers, bit by bit. */
static const struct table {
    const char *noun;
    size_t n_fields;
    unsigned number;
    int select, put, change, drop; /* drop -1: rows that the file does not name stay */
    const char *field[DIR_FIELDS_MAX];
} TABLE[DIR__MAX] = {
    [DIR_PARTNERSHIP] = { "partnership", PS__N, 1u << PS_CONFIRMED, Q_PARTNERSHIPS, Q_PUT_PARTNERSHIP,
        Q_PUT_PARTNERSHIP, -1,
        { "slug", "name", "short name", "sort key", "code", "name confirmed", "source", "source date" } },
    [DIR_AREA] = { "area", A__N,
        1u << A_POPULATION | 1u << A_POPULATION_YEAR | 1u << A_TILE_COL | 1u << A_TILE_ROW, Q_AREAS, Q_PUT_AREA,
        Q_PUT_AREA, -1,
        { "gss", "code", "slug", "name", "sort key", "lang", "partnership", "council name", "health board",
          "population", "population year", "tile column", "tile row", "tile label", "source", "source date",
          "confirmed columns", "note" } },
    [DIR_NAME] = { "other name", N__N, 0, Q_NAMES, Q_PUT_NAME, Q_PUT_NAME, Q_DROP_NAME,
        { "area", "name key", "name" } },
    [DIR_PARTNER] = { "statutory partner", S__N, 1u << S_SEQ | 1u << S_CONFIRMED, Q_PARTNERS, Q_PUT_PARTNER,
        Q_PUT_PARTNER, Q_DROP_PARTNER,
        { "area", "class", "represents", "order", "name", "detail", "confirmed" } },
    [DIR_STEP] = { "route step", T__N, 1u << T_SEQ, Q_STEPS, Q_PUT_STEP, Q_CHANGE_STEP, Q_DROP_STEP,
        { "partnership", "area", "kind", "order", "role", "organisation", "email", "phone", "address", "detail", "source",
          "source date", "confirmed fields" } },
};
// clang-format on

struct change {
    const struct dir_row *row;
    int query;
};

struct plan {
    struct import_job *job;
    struct change *change;
    size_t n;
    struct str hash;
};

static enum err stored_load(struct import_job *job, struct dir_rows *out)
{
    for (int kind = 0; kind < DIR__MAX; kind++) {
        struct stmt *s = db_query(job->db, sql[TABLE[kind].select], NO_BINDS);
        struct dir_row *r = NULL;
        while (db_row(s) && (r = dir_rows_add(out, (enum dir_kind)kind))) {
            for (size_t f = 0; f < TABLE[kind].n_fields; f++)
                r->field[f] = TABLE[kind].number >> f & 1
                                  ? str_printf(job->arena, "%lld", (long long)db_i64(s, (int)f))
                                  : db_text(s, (int)f, job->arena);
            r->is_kept = db_bool(s, (int)TABLE[kind].n_fields);
            if (kind == DIR_PARTNERSHIP || kind == DIR_AREA)
                r->edited = db_text(s, (int)TABLE[kind].n_fields + 1, job->arena);
        }
        enum err e = db_done(s, out->n < out->cap ? OK : ERR_LIMIT);
        if (e)
            return e;
    }
    return OK;
}

/* "S12000008 tsi": the key, for a line of the report. */
static struct str row_name(struct arena *a, const struct dir_row *r)
{
    struct buf *b = buf_in(a, 1024);
    for (size_t f = 0; f < dir_key_fields(r->kind); f++) {
        if (b->n && r->field[f].n)
            buf_char(b, ' ');
        buf_str(b, r->field[f]);
    }
    return buf_view(b);
}

static void plan_add(struct plan *p, const struct dir_row *row, int query)
{
    p->change[p->n++] = (struct change){ row, query };
}

static bool same_fields(const struct plan *p, const struct dir_row *was,
                        const struct dir_row *row)
{
    const struct table *t = &TABLE[row->kind];
    bool same = true;
    for (size_t f = 0; f < t->n_fields; f++) {
        if (str_eq(was->field[f], row->field[f]))
            continue;
        same = false;
        struct str name = row_name(p->job->arena, row);
        buf_printf(p->job->out, IMPORT_CHANGED, t->noun, STR_ARG(name), t->field[f],
                   STR_ARG(row->field[f]), STR_ARG(was->field[f]));
    }
    return same;
}

/* A stored row keeps what people decide here: the order of the steps; a name given to the
 * partnership. */
static void keep_decided(struct dir_row *row, const struct dir_row *was)
{
    if (row->kind == DIR_STEP)
        row->field[T_SEQ] = was->field[T_SEQ];
    if (row->kind == DIR_PARTNERSHIP && was->is_kept) {
        row->field[PS_NAME] = was->field[PS_NAME];
        row->field[PS_CONFIRMED] = was->field[PS_CONFIRMED];
    }
}

static void plan_row(struct plan *p, struct dir_row *row, struct dir_row *was)
{
    const struct table *t = &TABLE[row->kind];
    struct import_job *job = p->job;
    if (was) {
        was->is_met = true;
        keep_decided(row, was);
    }
    if (!was) {
        job->n_added++;
        struct str name = row_name(job->arena, row);
        if (row->kind == DIR_PARTNERSHIP || row->kind == DIR_AREA)
            buf_printf(job->out, IMPORT_ADDED, t->noun, STR_ARG(name));
        plan_add(p, row, t->put);
    } else if (was->is_kept && row->kind == DIR_STEP) {
        job->n_unchanged++;
        struct str name = row_name(job->arena, row);
        buf_printf(job->out, IMPORT_KEPT, t->noun, STR_ARG(name));
    } else if (same_fields(p, was, row)) {
        job->n_unchanged++;
    } else {
        job->n_changed++;
        plan_add(p, row, t->change);
    }
}

/* Stored rows of areas and partnerships in the file that the file no longer asks for. */
static void plan_removed(struct plan *p, const struct dir_rows *stored,
                         const struct dir_rows *wanted)
{
    for (size_t i = 0; i < stored->n; i++) {
        const struct dir_row *was = &stored->row[i];
        const struct table *t = &TABLE[was->kind];
        enum dir_kind owner = was->kind == DIR_STEP ? DIR_PARTNERSHIP : DIR_AREA;
        if (t->drop < 0 || was->is_met || was->is_kept ||
            !dir_rows_find(wanted, owner, &was->field[0]))
            continue;
        p->job->n_removed++;
        struct str name = row_name(p->job->arena, was);
        buf_printf(p->job->out, IMPORT_REMOVED, t->noun, STR_ARG(name));
        plan_add(p, was, t->drop);
    }
}

static enum err apply_one(struct db *db, const struct change *c)
{
    const struct table *t = &TABLE[c->row->kind];
    size_t n = c->query == t->drop ? dir_key_fields(c->row->kind) : t->n_fields;
    struct bind b[DIR_FIELDS_MAX];
    for (size_t f = 0; f < n; f++) {
        int64_t number = 0;
        b[f] = t->number >> f & 1 && str_to_i64(c->row->field[f], &number)
                   ? bi(number)
                   : bt(c->row->field[f]);
    }
    return db_exec(db, sql[c->query], (struct binds){ b, n });
}

static enum err apply(struct db *db, void *arg)
{
    const struct plan *p = arg;
    for (size_t i = 0; i < p->n; i++) {
        enum err e = apply_one(db, &p->change[i]);
        if (e)
            return e;
    }
    struct str detail =
        str_printf(p->job->arena, "{\"hash\":\"%.*s\",\"rows\":%zu}", STR_ARG(p->hash), p->n);
    return store_record(db, &(struct store_record){ .actor = p->job->actor,
                                                    .action = STR("import.areas"),
                                                    .object_kind = STR("area"),
                                                    .detail = detail,
                                                    .at_s = p->job->now_s });
}

static enum err known_gss_keep(struct import_job *job, const struct area_lines *lines)
{
    struct str *gss = arena_array(job->arena, lines->n, sizeof *gss);
    if (!gss)
        return ERR_LIMIT;
    for (size_t i = 0; i < lines->n; i++)
        gss[i] = lines->item[i].col[C_GSS];
    job->known_gss = gss;
    job->n_known_gss = lines->n;
    return OK;
}

enum err directory_import(struct import_job *job, const struct import_file *file)
{
    struct dir_rows stored = { .row = arena_array(job->arena, ROWS_MAX, sizeof(struct dir_row)),
                               .cap = ROWS_MAX };
    struct dir_rows wanted = { .row = arena_array(job->arena, ROWS_MAX, sizeof(struct dir_row)),
                               .cap = ROWS_MAX };
    struct plan p = { .job = job,
                      .change = arena_array(job->arena, 2 * (size_t)ROWS_MAX,
                                            sizeof(struct change)) };
    struct area_lines lines;
    if (!stored.row || !wanted.row || !p.change)
        return ERR_LIMIT;
    enum err e = directory_check(job, file, &lines);
    if (!e)
        e = stored_load(job, &stored);
    if (!e)
        e = directory_keep_moves(job, &lines, &stored);
    if (!e)
        e = directory_read(job, &lines, &stored, &wanted);
    if (!e)
        directory_keep_columns(job, &stored, &wanted);
    if (!e)
        e = known_gss_keep(job, &lines);
    if (e)
        return e;
    for (size_t i = 0; i < wanted.n; i++)
        plan_row(&p, &wanted.row[i],
                 dir_rows_find(&stored, wanted.row[i].kind, wanted.row[i].field));
    plan_removed(&p, &stored, &wanted);
    buf_printf(job->out, IMPORT_COUNTS, "areas", job->n_added, job->n_changed, job->n_removed,
               job->n_unchanged);
    struct hash h = hash_of(file->text);
    p.hash = hash_hex(job->arena, &h, 16);
    return job->dry_run || !p.n ? OK : store_write(job->store, apply, &p);
}
