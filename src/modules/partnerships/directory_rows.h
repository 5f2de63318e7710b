/*
 * directory_rows.h: between reading areas.csv (directory_read.c) and writing it
 * (directory_import.c): the rows that ought to stand in each table. Private to these two.
 */
#ifndef MODULES_PARTNERSHIPS_DIRECTORY_ROWS_H
#define MODULES_PARTNERSHIPS_DIRECTORY_ROWS_H

#include "modules/work/import_job.h"

enum dir_kind { DIR_PARTNERSHIP, DIR_AREA, DIR_NAME, DIR_PARTNER, DIR_STEP, DIR__MAX };

#define DIR_FIELDS_MAX 18

/* The fields of a row in the order of dir_table[kind].field; the first n_key of them are its
 * key. */
struct dir_row {
    enum dir_kind kind;
    struct str field[DIR_FIELDS_MAX];
    bool is_kept;      /* stored rows: a person here has changed or confirmed it */
    struct str edited; /* stored rows: columns that an administrator set, ";" between */
    bool is_met;       /* stored rows: the file has it too */
};

struct dir_rows {
    struct dir_row *row;
    size_t n, cap;
};

struct dir_row *dir_rows_add(struct dir_rows *rows, enum dir_kind kind); /* NULL: full */

/* Where the fields stand in a row. */
enum {
    PS_SLUG,
    PS_NAME,
    PS_SHORT,
    PS_SORT,
    PS_CODE,
    PS_CONFIRMED,
    PS_SOURCE,
    PS_SOURCE_ON,
    PS__N
};
enum {
    A_GSS,
    A_CODE,
    A_SLUG,
    A_NAME,
    A_SORT,
    A_LANG,
    A_PARTNERSHIP,
    A_COUNCIL,
    A_HEALTH_BOARD,
    A_POPULATION,
    A_POPULATION_YEAR,
    A_TILE_COL,
    A_TILE_ROW,
    A_TILE_LABEL,
    A_SOURCE,
    A_SOURCE_ON,
    A_CONFIRMED,
    A_NOTE,
    A__N
};
enum { N_GSS, N_KEY, N_NAME, N__N };
enum { S_GSS, S_CLASS, S_REPRESENTS, S_SEQ, S_NAME, S_DETAIL, S_CONFIRMED, S__N };
enum {
    T_PARTNERSHIP,
    T_GSS,
    T_KIND,
    T_SEQ,
    T_ROLE,
    T_ORGANISATION,
    T_EMAIL,
    T_PHONE,
    T_URL,
    T_DETAIL,
    T_SOURCE,
    T_SOURCE_ON,
    T_CONFIRMED,
    T__N
};

/* One line of areas.csv, its fields copied and trimmed. */
enum col {
    C_GSS,
    C_NAME,
    C_SLUG,
    C_CODE,
    C_PARTNERSHIP,
    C_PARTNERSHIP_SLUG,
    C_HEALTH_BOARD,
    C_HEALTH_BOARD_GSS,
    C_SHERIFFDOM,
    C_POLICE_CODE,
    C_POLICE,
    C_IJB,
    C_HSCP,
    C_TSI_NAME,
    C_TSI_DOMAIN,
    C_COUNCIL_WEBSITE,
    C_PAGE_URL,
    C_ROLE,
    C_EMAIL,
    C_PHONE,
    C_POPULATION,
    C_POPULATION_YEAR,
    C_POPULATION_2019,
    C_OUTCODES,
    C_TILE_COL,
    C_TILE_ROW,
    C_SOURCE,
    C_VERIFIED,
    C_VERIFIED_FIELDS,
    C_NOTE,
    C__REQUIRED,
    C_TILE_LABEL = C__REQUIRED,
    C_LANG,
    C_COUNCIL_NAME,
    C_OTHER_NAMES,
    C_WAYS,
    C_SOURCE_ON,
    C__N
};

struct area_line {
    size_t line;
    struct str col[C__N]; /* p is NULL where the file has no such column */
};

struct area_lines {
    struct area_line *item;
    size_t n;
};

extern const char *const directory_column[C__N];

/* Reads and checks the file. ERR_INVALID: errors were noted. (directory_check.c) */
enum err directory_check(struct import_job *job, const struct import_file *file,
                         struct area_lines *out) MUST_CHECK;

/*
 * All rows that the lines ask for, in the order of the kinds. What a column leaves open takes
 * the stored row's value (`stored`) or a plain default. (directory_read.c)
 */
enum err directory_read(struct import_job *job, const struct area_lines *lines,
                        const struct dir_rows *stored, struct dir_rows *out) MUST_CHECK;

/*
 * "forum: Meets every two months": the step kind and its place among the steps, *way cut to the
 * text. NULL: not of that form.
 */
struct way_kind {
    const char *name, *seq;
};
const struct way_kind *directory_way_kind(struct str *way);

/* What was set here stays, and is told (directory_edited.c): first of the lines, then of the
 * rows made from them. */
enum err directory_keep_moves(struct import_job *job, struct area_lines *lines,
                              const struct dir_rows *stored) MUST_CHECK;
void directory_keep_columns(struct import_job *job, const struct dir_rows *stored,
                            struct dir_rows *wanted);

/* A stored or wanted row by its key, the first fields; NULL. */
struct dir_row *dir_rows_find(const struct dir_rows *rows, enum dir_kind kind,
                              const struct str *key);
size_t dir_key_fields(enum dir_kind kind);

#endif
