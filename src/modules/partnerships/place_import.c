#include "modules/partnerships/place_import.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/csv.h"
#include "core/base/hash.h"
#include "core/base/utf8.h"
#include "modules/partnerships/area.h"
#include "modules/partnerships/dataset.h"
#include "modules/partnerships/finder.h"
#include "modules/partnerships/import_words.h"

enum { Q_PUT };

static const char *const sql[] = {
    [Q_PUT] = "INSERT INTO place (dataset_id, name, name_key, kind, area_id) VALUES ($1, $2, "
              "$3, $4, $5)",
};
const struct sql_list place_import_sql = SQL_LIST("place_import", sql);

#define FIELDS_MAX 64
#define PLACES_MAX 100000 /* OS Open Names holds about 12,000 of Scotland */
#define NAME_MAX_BYTES 200

enum col { C_NAME1, C_NAME2, C_TYPE, C_LOCAL_TYPE, C_COUNTY, C_COUNTRY, C__N };

static const struct {
    const char *name;
    size_t position;
} COLUMN[C__N] = {
    [C_NAME1] = { "NAME1", 2 },
    [C_NAME2] = { "NAME2", 4 },
    [C_TYPE] = { "TYPE", 6 },
    [C_LOCAL_TYPE] = { "LOCAL_TYPE", 7 },
    [C_COUNTY] = { "COUNTY_UNITARY", 24 },
    [C_COUNTRY] = { "COUNTRY", 29 },
};

static const struct {
    struct str local_type, kind;
} KIND[] = {
    { STR_INIT("City"), STR_INIT("city") },
    { STR_INIT("Town"), STR_INIT("town") },
    { STR_INIT("Village"), STR_INIT("village") },
    { STR_INIT("Suburban Area"), STR_INIT("suburb") },
    { STR_INIT("Other Settlement"), STR_INIT("settlement") },
    { STR_INIT("Hamlet"), STR_INIT("hamlet") },
};

struct place_row {
    struct str name, key, kind;
    int64_t area_id;
};

struct places {
    struct import_job *job;
    struct finder_names names; /* councils under all their names */
    struct place_row *item;
    size_t n, cap;
    size_t n_left_out, n_unknown;
    int64_t dataset_id;
};

static struct str kind_of(struct str local_type)
{
    for (size_t i = 0; i < sizeof KIND / sizeof KIND[0]; i++)
        if (str_eq(local_type, KIND[i].local_type))
            return KIND[i].kind;
    return STR("");
}

static void place_add(struct places *p, struct str name, struct str kind, int64_t area_id)
{
    if (!name.n || name.n > NAME_MAX_BYTES || !utf8_is_text(name) || p->n == p->cap)
        return;
    struct arena *a = p->job->arena;
    struct str key = utf8_fold(a, name);
    if (key.n)
        p->item[p->n++] = (struct place_row){ str_dup(a, name), key, kind, area_id };
}

static void place_row(struct places *p, const struct csv_row *row, const size_t at[C__N])
{
    struct str kind = kind_of(csv_field(row, at[C_LOCAL_TYPE]));
    bool is_scottish = str_eq(csv_field(row, at[C_COUNTRY]), STR("Scotland"));
    if (!kind.n || !is_scottish || !str_eq(csv_field(row, at[C_TYPE]), STR("populatedPlace"))) {
        p->n_left_out++;
        return;
    }
    int64_t area_id = finder_area_named(&p->names, p->job->arena, csv_field(row, at[C_COUNTY]));
    if (!area_id) {
        p->n_unknown++;
        return;
    }
    place_add(p, csv_field(row, at[C_NAME1]), kind, area_id);
    place_add(p, csv_field(row, at[C_NAME2]), kind, area_id);
}

/* Positions by the specification, or by name where the line is a header; true when it is one.
 */
static bool columns_of(const struct csv_row *row, size_t at[C__N])
{
    bool is_header = csv_column(row, str_from(COLUMN[C_NAME1].name)) != STR_NONE;
    for (int c = 0; c < C__N; c++)
        at[c] = is_header ? csv_column(row, str_from(COLUMN[c].name)) : COLUMN[c].position;
    return is_header;
}

static enum err places_read(struct places *p, const struct import_file *file)
{
    struct csv *csv = csv_open(p->job->arena, file->text, FIELDS_MAX);
    struct csv_row row;
    size_t at[C__N];
    size_t line = 0;
    bool is_first = true;
    if (!csv)
        return ERR_LIMIT;
    while (csv_next(csv, &row)) {
        bool is_header = is_first && columns_of(&row, at);
        is_first = false;
        if (is_header)
            continue;
        if (row.n <= COLUMN[C_COUNTRY].position && at[C_COUNTRY] == COLUMN[C_COUNTRY].position)
            import_fail(p->job, file->name, row.line, IMPORT_FEW_FIELDS, row.n,
                        (int)COLUMN[C_COUNTRY].position + 1);
        else
            place_row(p, &row, at);
    }
    const char *error = csv_error(csv, &line);
    if (error)
        import_fail(p->job, file->name, line, "%s", error);
    return p->n < p->cap ? OK : ERR_LIMIT;
}

static enum err put_row(struct db *db, void *arg, size_t i)
{
    const struct places *p = arg;
    const struct place_row *r = &p->item[i];
    return db_exec(
        db, sql[Q_PUT],
        BINDS(bi(p->dataset_id), bt(r->name), bt(r->key), bt(r->kind), bi(r->area_id)));
}

static enum err places_write(struct places *p, struct str hash)
{
    struct import_job *job = p->job;
    int year = london_from_s(job->now_s).date.year;
    struct dataset live;
    struct dataset d = { .kind = STR("places"),
                         .n_rows = (int64_t)p->n,
                         .source = str_printf(job->arena, PLACE_ATTRIBUTION_YEAR, year),
                         .content_hash = hash };
    if (dataset_live(job->db, job->arena, d.kind, &live) == OK &&
        str_eq(live.content_hash, hash)) {
        job->n_unchanged += p->n;
        buf_printf(job->out, IMPORT_SAME_SET, "places");
        return OK;
    }
    job->n_added += p->n;
    buf_printf(job->out, IMPORT_NEW_SET, "places", p->n);
    if (job->dry_run)
        return OK;
    enum err e = dataset_begin(job, &d);
    p->dataset_id = d.id;
    if (!e)
        e = dataset_fill(job, &d, put_row, p, p->n);
    return e ? e : dataset_flip(job, &d);
}

enum err place_import(struct import_job *job, const struct import_file *file, size_t n_files)
{
    struct places p = { .job = job,
                        .cap = PLACES_MAX,
                        .item = arena_array(job->arena, PLACES_MAX, sizeof(struct place_row)) };
    struct str *text = arena_array(job->arena, n_files + 1, sizeof *text);
    enum err e = p.item && text ? finder_names_load(job->db, job->arena, &p.names) : ERR_LIMIT;
    for (size_t i = 0; i < n_files && !e; i++) {
        text[i] = file[i].text;
        e = places_read(&p, &file[i]);
    }
    if (!e && !p.n && !job->n_errors)
        import_fail(job, file[0].name, 0, IMPORT_NO_PLACES);
    if (e || job->n_errors)
        return e ? e : ERR_INVALID;
    if (p.n_left_out)
        buf_printf(job->out, IMPORT_SKIPPED, p.n_left_out);
    if (p.n_unknown)
        buf_printf(job->out, IMPORT_UNKNOWN_AREAS, p.n_unknown);
    struct hash h = hash_parts(NULL, text, n_files);
    return places_write(&p, hash_hex(job->arena, &h, 16));
}
