#include "modules/partnerships/postcode_import.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/csv.h"
#include "core/base/hash.h"
#include "modules/partnerships/dataset.h"
#include "modules/partnerships/gss_table.h"
#include "modules/partnerships/import_words.h"
#include "modules/partnerships/postcode.h"

#include <string.h>

enum { Q_PUT_PART, Q_PUT_UNIT };

static const char *const sql[] = {
    [Q_PUT_PART] = "INSERT INTO postcode_part (dataset_id, code, area_id, n_postcodes) VALUES "
                   "($1, $2, $3, $4)",
    [Q_PUT_UNIT] = "INSERT INTO postcode_unit (dataset_id, sector, area_id, units) VALUES ($1, "
                   "$2, $3, $4)",
};
const struct sql_list postcode_import_sql = SQL_LIST("postcode_import", sql);

#define FIELDS_MAX 64
#define CODE_POINT_FIELDS 9 /* at least; the file has ten */
#define CODE_POINT_DISTRICT 8
#define PROGRESS_ROWS 20000
#define PART_ROWS_MAX 20000 /* sectors and outward codes by council */
#define POSTCODES_MAX 2000000

/* A code and the council; for exact postcodes the code is the whole postcode. */
struct part {
    char code[POSTCODE_CODE_BYTES + 1];
    int64_t area_id;
    int64_t n;
};

struct parts {
    struct part *item;
    size_t n, cap;
};

/* Exact postcodes of one sector in one council. */
struct unit_row {
    char sector[POSTCODE_CODE_BYTES + 1];
    int64_t area_id;
    struct str units;
};

struct filling {
    const struct dataset *d;
    const struct part *part;
    const struct unit_row *unit;
    size_t n_parts;
};

static struct str hash_of_files(struct arena *a, const struct import_file *file, size_t n)
{
    struct str *text = arena_array(a, n, sizeof *text);
    if (!text)
        return STR("");
    for (size_t i = 0; i < n; i++)
        text[i] = file[i].text;
    struct hash h = hash_parts(NULL, text, n);
    return hash_hex(a, &h, 16);
}

static struct part *parts_add(struct parts *p)
{
    return p->n < p->cap ? &p->item[p->n++] : NULL;
}

static void set_code(char out[POSTCODE_CODE_BYTES + 1], const char *code)
{
    snprintf(out, POSTCODE_CODE_BYTES + 1, "%s", code);
}

bool postcode_is_parts_file(struct str text)
{
    return str_starts(text, STR("outcode,")) || str_starts(text, STR("sector,"));
}

/* --- the tables --- */

static void parts_row(struct import_job *job, const struct import_file *file,
                      const struct csv_row *row, const size_t at[3],
                      const struct gss_table *gss, struct parts *out)
{
    struct str code = csv_field(row, at[0]);
    struct str area = csv_field(row, at[1]);
    struct str count = csv_field(row, at[2]);
    struct postcode p;
    int64_t n = 0;
    postcode_parse(code, &p);
    if (p.form != POSTCODE_OUTWARD && p.form != POSTCODE_SECTOR)
        import_fail(job, file->name, row->line, IMPORT_BAD_PART, STR_ARG(code));
    else if (!gss_area(gss, area))
        import_fail(job, file->name, row->line, IMPORT_UNKNOWN_GSS, STR_ARG(area));
    else if (!str_to_i64(count, &n) || n <= 0 || n > POSTCODES_MAX)
        import_fail(job, file->name, row->line, IMPORT_BAD_NUMBER, "postcodes", STR_ARG(count),
                    (long long)POSTCODES_MAX);
    struct part *part = job->n_errors ? NULL : parts_add(out);
    if (!part)
        return;
    set_code(part->code, p.form == POSTCODE_SECTOR ? p.sector : p.outward);
    part->area_id = gss_area(gss, area);
    part->n = n;
}

static enum err parts_read(struct import_job *job, const struct import_file *file,
                           const struct gss_table *gss, struct parts *out)
{
    struct csv *csv = csv_open(job->arena, file->text, FIELDS_MAX);
    struct csv_row row;
    size_t line = 0;
    if (!csv)
        return ERR_LIMIT;
    if (csv_next(csv, &row)) {
        size_t code = csv_column(&row, STR("sector"));
        size_t at[3] = { code != STR_NONE ? code : csv_column(&row, STR("outcode")),
                         csv_column(&row, STR("gss")), csv_column(&row, STR("postcodes")) };
        static const char *const name[3] = { "outcode", "gss", "postcodes" };
        for (size_t i = 0; i < 3; i++)
            if (at[i] == STR_NONE)
                import_fail(job, file->name, row.line, IMPORT_NO_COLUMN, name[i]);
        while (!job->n_errors && csv_next(csv, &row))
            parts_row(job, file, &row, at, gss, out);
    }
    const char *error = csv_error(csv, &line);
    if (error)
        import_fail(job, file->name, line, "%s", error);
    return job->n_errors ? ERR_INVALID : out->n < out->cap ? OK : ERR_LIMIT;
}

static int part_order(const void *x, const void *y)
{
    const struct part *a = x;
    const struct part *b = y;
    int by_code = strcmp(a->code, b->code);
    if (by_code)
        return by_code;
    return a->area_id < b->area_id ? -1 : a->area_id > b->area_id;
}

/* Sorts and adds up rows of the same code and council. */
static void parts_sum(struct parts *p)
{
    size_t n = 0;
    if (p->n)
        qsort(p->item, p->n, sizeof *p->item, part_order);
    for (size_t i = 0; i < p->n; i++) {
        if (n && part_order(&p->item[n - 1], &p->item[i]) == 0)
            p->item[n - 1].n += p->item[i].n;
        else
            p->item[n++] = p->item[i];
    }
    p->n = n;
}

static enum err put_row(struct db *db, void *arg, size_t i)
{
    const struct filling *f = arg;
    if (i < f->n_parts) {
        const struct part *p = &f->part[i];
        return db_exec(db, sql[Q_PUT_PART],
                       BINDS(bi(f->d->id), bt(str_from(p->code)), bi(p->area_id), bi(p->n)));
    }
    const struct unit_row *u = &f->unit[i - f->n_parts];
    return db_exec(db, sql[Q_PUT_UNIT],
                   BINDS(bi(f->d->id), bt(str_from(u->sector)), bi(u->area_id), bt(u->units)));
}

static enum err write_set(struct import_job *job, struct dataset *d, const struct parts *parts,
                          const struct unit_row *unit, size_t n_units)
{
    struct filling f = { .d = d, .part = parts->item, .unit = unit, .n_parts = parts->n };
    buf_printf(job->out, IMPORT_NEW_SET, "postcodes", (size_t)d->n_rows);
    job->n_added += (size_t)d->n_rows;
    if (job->dry_run)
        return OK;
    enum err e = dataset_begin(job, d);
    if (!e)
        e = dataset_fill(job, d, put_row, &f, parts->n + n_units);
    return e ? e : dataset_flip(job, d);
}

/* Is the live set already this one? Says so in the report. */
static bool is_live_already(struct import_job *job, struct str hash, struct dataset *live)
{
    if (dataset_live(job->db, job->arena, STR("postcodes"), live) != OK ||
        !str_eq(live->content_hash, hash))
        return false;
    buf_printf(job->out, IMPORT_SAME_SET, "postcodes");
    job->n_unchanged += (size_t)live->n_rows;
    return true;
}

enum err postcode_import_parts(struct import_job *job, const struct import_file *file,
                               size_t n_files)
{
    struct parts parts = { .item = arena_array(job->arena, PART_ROWS_MAX, sizeof(struct part)),
                           .cap = PART_ROWS_MAX };
    struct gss_table gss;
    struct dataset live;
    enum err e = parts.item ? gss_table_load(job, &gss) : ERR_LIMIT;
    for (size_t i = 0; i < n_files && !e; i++)
        e = parts_read(job, &file[i], &gss, &parts);
    if (e)
        return e;
    parts_sum(&parts);
    struct dataset d = { .kind = STR("postcodes"),
                         .n_rows = (int64_t)parts.n,
                         .source = STR(POSTCODE_ATTRIBUTION_2020),
                         .content_hash = hash_of_files(job->arena, file, n_files) };
    if (is_live_already(job, d.content_hash, &live))
        return OK;
    if (live.is_exact) {
        buf_printf(job->out, IMPORT_KEEPS_EXACT);
        return OK;
    }
    return write_set(job, &d, &parts, NULL, 0);
}

/* --- Code-Point Open --- */

struct exact {
    struct import_job *job;
    const struct gss_table *gss;
    struct parts all; /* a part for each postcode */
    size_t n_left_out, n_unknown, n_read;
};

static void exact_row(struct exact *x, const struct import_file *file,
                      const struct csv_row *row)
{
    struct str typed = csv_field(row, 0);
    struct str district = str_trim(csv_field(row, CODE_POINT_DISTRICT));
    struct postcode p;
    if (row->n < CODE_POINT_FIELDS) {
        import_fail(x->job, file->name, row->line, IMPORT_FEW_FIELDS, row->n,
                    CODE_POINT_FIELDS);
        return;
    }
    if (!str_starts(district, STR("S12"))) {
        x->n_left_out++; /* elsewhere, or a large user without a place */
        return;
    }
    int64_t area_id = gss_area(x->gss, district);
    if (!area_id) {
        import_fail(x->job, file->name, row->line, IMPORT_UNKNOWN_GSS, STR_ARG(district));
        return;
    }
    postcode_parse(typed, &p);
    if (p.form != POSTCODE_FULL || p.is_suffix_cut) {
        import_fail(x->job, file->name, row->line, IMPORT_BAD_POSTCODE, STR_ARG(typed));
        return;
    }
    struct part *part = parts_add(&x->all);
    if (!part)
        return;
    set_code(part->code, p.full);
    part->area_id = area_id;
    part->n = 1;
}

static enum err exact_read(struct exact *x, const struct import_file *file)
{
    struct csv *csv = csv_open(x->job->arena, file->text, FIELDS_MAX);
    struct csv_row row;
    size_t line = 0;
    if (!csv)
        return ERR_LIMIT;
    while (csv_next(csv, &row)) {
        exact_row(x, file, &row);
        if (++x->n_read % PROGRESS_ROWS == 0)
            import_progress(x->job, x->n_read, 0);
    }
    const char *error = csv_error(csv, &line);
    if (error)
        import_fail(x->job, file->name, line, "%s", error);
    return x->all.n < x->all.cap ? OK : ERR_LIMIT;
}

static size_t count_lines(const struct import_file *file, size_t n_files)
{
    size_t n = 0;
    for (size_t i = 0; i < n_files; i++) {
        const char *p = file[i].text.p;
        const char *end = p + file[i].text.n;
        for (n++; p && p < end && (p = memchr(p, '\n', (size_t)(end - p))); p++)
            n++;
    }
    return n;
}

/* Counts by sector and by outward code from the sorted postcodes. */
static enum err exact_parts(struct exact *x, struct parts *out)
{
    for (size_t i = 0; i < x->all.n; i++) {
        const struct part *from = &x->all.item[i];
        size_t space = strcspn(from->code, " ");
        for (size_t n = space; n <= space + 2; n += 2) { /* "KA1", then "KA1 1" */
            struct part *to = parts_add(out);
            if (!to)
                return ERR_LIMIT;
            *to = (struct part){ .area_id = from->area_id, .n = 1 };
            memcpy(to->code, from->code, n);
        }
        if (out->n + 2 >= out->cap)
            parts_sum(out);
    }
    parts_sum(out);
    return OK;
}

static int unit_order(const void *x, const void *y)
{
    const struct part *a = x;
    const struct part *b = y;
    size_t sector_a = strlen(a->code) - 2;
    size_t sector_b = strlen(b->code) - 2;
    int by_sector = memcmp(a->code, b->code, sector_a < sector_b ? sector_a : sector_b);
    if (by_sector || sector_a != sector_b)
        return by_sector ? by_sector : sector_a < sector_b ? -1 : 1;
    if (a->area_id != b->area_id)
        return a->area_id < b->area_id ? -1 : 1;
    return strcmp(a->code, b->code);
}

static bool same_sector(const struct part *a, const struct part *b)
{
    size_t n = strlen(a->code) - 2;
    return strlen(b->code) == n + 2 && memcmp(a->code, b->code, n) == 0 &&
           a->area_id == b->area_id;
}

/* One row for each run of postcodes of the same sector and council. */
static enum err exact_units(struct exact *x, struct unit_row **out, size_t *n_out)
{
    struct parts *all = &x->all;
    *n_out = 0;
    *out = arena_array(x->job->arena, PART_ROWS_MAX, sizeof **out);
    struct buf *b = buf_in(x->job->arena, all->n * 3 + 1);
    if (!*out || !buf_reserve(b, all->n * 3))
        return ERR_LIMIT;
    qsort(all->item, all->n, sizeof *all->item, unit_order);
    for (size_t i = 0; i < all->n;) {
        if (*n_out == PART_ROWS_MAX)
            return ERR_LIMIT;
        struct unit_row *row = &(*out)[(*n_out)++];
        size_t sector_len = strlen(all->item[i].code) - 2;
        size_t from = b->n;
        const struct part *first = &all->item[i];
        memcpy(row->sector, first->code, sector_len);
        row->area_id = first->area_id;
        for (; i < all->n && same_sector(first, &all->item[i]); i++) {
            buf_add(b, all->item[i].code + sector_len, 2);
            buf_char(b, ' ');
        }
        row->units = (struct str){ b->p + from, b->n - from - 1 };
    }
    return OK;
}

static struct str year_attribution(struct import_job *job)
{
    int year = london_from_s(job->now_s).date.year;
    return str_printf(job->arena, POSTCODE_ATTRIBUTION_YEAR, year, year, year);
}

enum err postcode_import_exact(struct import_job *job, const struct import_file *file,
                               size_t n_files)
{
    struct exact x = { .job = job };
    struct parts parts = { .item = arena_array(job->arena, 3 * (size_t)PART_ROWS_MAX,
                                               sizeof(struct part)),
                           .cap = 3 * (size_t)PART_ROWS_MAX };
    struct unit_row *unit = NULL;
    size_t n_units = 0;
    struct gss_table gss;
    struct dataset live;
    x.all.cap = count_lines(file, n_files) + 1;
    x.all.item = arena_array(job->arena, x.all.cap, sizeof(struct part));
    enum err e = x.all.item && parts.item ? gss_table_load(job, &gss) : ERR_LIMIT;
    x.gss = &gss;
    for (size_t i = 0; i < n_files && !e; i++)
        e = exact_read(&x, &file[i]);
    if (!e && !x.all.n && !job->n_errors)
        import_fail(job, file[0].name, 0, IMPORT_NO_SCOTTISH);
    if (!e && job->n_errors)
        e = ERR_INVALID;
    if (!e)
        e = exact_parts(&x, &parts);
    if (!e)
        e = exact_units(&x, &unit, &n_units);
    if (e)
        return e;
    struct dataset d = { .kind = STR("postcodes"),
                         .is_exact = true,
                         .n_rows = (int64_t)x.all.n,
                         .source = year_attribution(job),
                         .content_hash = hash_of_files(job->arena, file, n_files) };
    if (x.n_left_out)
        buf_printf(job->out, IMPORT_SKIPPED, x.n_left_out);
    if (is_live_already(job, d.content_hash, &live))
        return OK;
    return write_set(job, &d, &parts, unit, n_units);
}
