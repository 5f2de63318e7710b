/*
 * directory_edited.c: an import leaves what an administrator has set here (directory_edit.h),
 * and says so. Private to the import, see directory_rows.h.
 */
#include "modules/partnerships/directory_rows.h"

#include "core/base/arena.h"
#include "modules/partnerships/area.h"
#include "modules/partnerships/directory_import.h"
#include "modules/partnerships/import_words.h"

enum { Q_SLUG_NOW };

static const char *const sql[] = {
    [Q_SLUG_NOW] = "SELECT p.slug FROM partnership_slug s JOIN partnership p ON p.id = "
                   "s.partnership_id WHERE s.slug = $1",
};
const struct sql_list directory_edited_sql = SQL_LIST("directory_edited", sql);

/* What goes with a partnership, not with one of its areas. */
static const enum col of_partnership[] = { C_PARTNERSHIP, C_PARTNERSHIP_SLUG, C_ROLE, C_EMAIL,
                                           C_PHONE,       C_PAGE_URL };
#define N_OF_PARTNERSHIP (sizeof of_partnership / sizeof of_partnership[0])

/* The file may name a partnership by an address that it had before. */
static enum err take_slug_now(struct import_job *job, struct area_line *line,
                              const struct dir_rows *stored)
{
    struct str *slug = &line->col[C_PARTNERSHIP_SLUG], now;
    if (dir_rows_find(stored, DIR_PARTNERSHIP, slug))
        return OK;
    enum err e = db_one_text(job->db, sql[Q_SLUG_NOW], BINDS(bt(*slug)), job->arena, &now);
    if (e)
        return e == ERR_NOT_FOUND ? OK : e;
    buf_printf(job->out, IMPORT_RENAMED, STR_ARG(line->col[C_GSS]), STR_ARG(*slug),
               STR_ARG(now));
    *slug = now;
    return OK;
}

/* The partnership that the line's area was moved to here; empty: it was not. */
static struct str moved_to(const struct area_line *line, const struct dir_rows *stored)
{
    const struct dir_row *was = dir_rows_find(stored, DIR_AREA, &line->col[C_GSS]);
    bool is_moved = was && list_holds(was->edited, STR("partnership")) &&
                    !str_eq(was->field[A_PARTNERSHIP], line->col[C_PARTNERSHIP_SLUG]);
    return is_moved ? was->field[A_PARTNERSHIP] : (struct str){ 0 };
}

static const struct area_line *line_of(const struct area_lines *lines, struct str partnership)
{
    for (size_t i = 0; i < lines->n; i++)
        if (str_eq(lines->item[i].col[C_PARTNERSHIP_SLUG], partnership))
            return &lines->item[i];
    return NULL;
}

static void say_kept(struct import_job *job, const char *noun, struct str name,
                     const struct str *was, const struct str *file, const char *column)
{
    buf_printf(job->out, IMPORT_EDITED, noun, STR_ARG(name), column, STR_ARG(*was),
               STR_ARG(*file));
}

/*
 * Lines of moved areas come last, with what belongs to their partnership taken from a line of
 * its own: so its name and first contact stay its own. Where the file has no such line, the
 * area is left out, and stays as it is.
 */
enum err directory_keep_moves(struct import_job *job, struct area_lines *lines,
                              const struct dir_rows *stored)
{
    struct area_lines stay = { .item =
                                   arena_array(job->arena, lines->n + 1, sizeof *stay.item) };
    struct area_line *moved = arena_array(job->arena, lines->n + 1, sizeof *moved);
    size_t n_moved = 0;
    enum err e = stay.item && moved ? OK : ERR_LIMIT;
    for (size_t i = 0; i < lines->n && !e; i++) {
        e = take_slug_now(job, &lines->item[i], stored);
        if (!e && moved_to(&lines->item[i], stored).n)
            moved[n_moved++] = lines->item[i];
        else if (!e)
            stay.item[stay.n++] = lines->item[i];
    }
    size_t n_stay = stay.n;
    for (size_t i = 0; i < n_moved && !e; i++) {
        struct str to = moved_to(&moved[i], stored);
        const struct area_line *own = line_of(&(struct area_lines){ stay.item, n_stay }, to);
        say_kept(job, "area", moved[i].col[C_GSS], &to, &moved[i].col[C_PARTNERSHIP_SLUG],
                 "partnership");
        for (size_t k = 0; own && k < N_OF_PARTNERSHIP; k++)
            moved[i].col[of_partnership[k]] = own->col[of_partnership[k]];
        if (own)
            stay.item[stay.n++] = moved[i];
    }
    if (!e)
        *lines = stay;
    return e;
}

static void keep_field(struct import_job *job, struct dir_row *row, const struct dir_row *was,
                       int field, const char *column)
{
    if (str_eq(row->field[field], was->field[field]))
        return;
    if (column)
        say_kept(job, row->kind == DIR_AREA ? "area" : "partnership", row->field[0],
                 &was->field[field], &row->field[field], column);
    row->field[field] = was->field[field];
}

void directory_keep_columns(struct import_job *job, const struct dir_rows *stored,
                            struct dir_rows *wanted)
{
    for (size_t i = 0; i < wanted->n; i++) {
        struct dir_row *row = &wanted->row[i];
        bool may_be_edited = row->kind == DIR_PARTNERSHIP || row->kind == DIR_AREA;
        const struct dir_row *was =
            may_be_edited ? dir_rows_find(stored, row->kind, row->field) : NULL;
        if (was && row->kind == DIR_AREA && list_holds(was->edited, STR("tile"))) {
            keep_field(job, row, was, A_TILE_COL, "tile column");
            keep_field(job, row, was, A_TILE_ROW, "tile row");
        }
        if (was && row->kind == DIR_PARTNERSHIP && list_holds(was->edited, STR("short_name"))) {
            keep_field(job, row, was, PS_SHORT, "short name");
            keep_field(job, row, was, PS_SORT, NULL);
        }
    }
}
