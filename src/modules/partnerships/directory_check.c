/* directory_check.c: areas.csv line by line: are the columns there, is each field what it
 * should be? */
#include "modules/partnerships/directory_rows.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/csv.h"
#include "core/base/utf8.h"
#include "core/http/target.h"
#include "modules/partnerships/area.h"
#include "modules/partnerships/import_words.h"

#define FIELDS_MAX 64
#define TEXT_MAX_CHARS 1000
#define POPULATION_MAX 100000000LL
#define YEAR_MAX 2200LL
#define TILE_MAX 20LL

const char *const directory_column[C__N] = {
    [C_GSS] = "gss",
    [C_NAME] = "name",
    [C_SLUG] = "slug",
    [C_CODE] = "iso_code",
    [C_PARTNERSHIP] = "partnership",
    [C_PARTNERSHIP_SLUG] = "partnership_slug",
    [C_HEALTH_BOARD] = "health_board",
    [C_HEALTH_BOARD_GSS] = "health_board_gss",
    [C_SHERIFFDOM] = "sheriffdom",
    [C_POLICE_CODE] = "police_division_code",
    [C_POLICE] = "police_division",
    [C_IJB] = "ijb",
    [C_HSCP] = "hscp",
    [C_TSI_NAME] = "tsi_name",
    [C_TSI_DOMAIN] = "tsi_domain",
    [C_COUNCIL_WEBSITE] = "council_website",
    [C_PAGE_URL] = "cj_page_url",
    [C_ROLE] = "contact_role",
    [C_EMAIL] = "contact_email",
    [C_PHONE] = "contact_phone",
    [C_POPULATION] = "population",
    [C_POPULATION_YEAR] = "population_year",
    [C_POPULATION_2019] = "population_2019",
    [C_OUTCODES] = "outcodes",
    [C_TILE_COL] = "tile_col",
    [C_TILE_ROW] = "tile_row",
    [C_SOURCE] = "source",
    [C_VERIFIED] = "verified",
    [C_VERIFIED_FIELDS] = "verified_fields",
    [C_NOTE] = "note",
    [C_TILE_LABEL] = "tile_label",
    [C_LANG] = "lang",
    [C_COUNCIL_NAME] = "council_name",
    [C_OTHER_NAMES] = "other_names",
    [C_WAYS] = "ways",
    [C_SOURCE_ON] = "source_on",
};

struct check {
    struct import_job *job;
    struct str file;
    const struct area_line *at;
};

#define FAIL(k, ...) import_fail((k)->job, (k)->file, (k)->at->line, __VA_ARGS__)

static bool all_of(struct str s, const char *signs)
{
    for (size_t i = 0; i < s.n; i++)
        if (str_find_char(str_from(signs), s.p[i]) == STR_NONE)
            return false;
    return true;
}

#define DIGITS "0123456789"
#define CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define SMALL "abcdefghijklmnopqrstuvwxyz"

static bool is_slug(struct str s)
{
    return s.n > 0 && s.n <= 80 && all_of(s, SMALL DIGITS "-") && s.p[0] != '-' &&
           s.p[s.n - 1] != '-';
}

static bool is_gss(struct str s)
{
    return s.n == 9 && str_starts(s, STR("S12")) && all_of(str_sub(s, 3, 6), DIGITS);
}

static void check_number(struct check *k, enum col c, int64_t largest)
{
    int64_t n = -1;
    if (!str_to_i64(k->at->col[c], &n) || n < 0 || n > largest)
        FAIL(k, IMPORT_BAD_NUMBER, directory_column[c], STR_ARG(k->at->col[c]),
             (long long)largest);
}

static void check_url(struct check *k, enum col c)
{
    struct str s = k->at->col[c];
    if (s.n && !url_is_http(s))
        FAIL(k, IMPORT_BAD_URL, directory_column[c], STR_ARG(s));
}

static void check_contact(struct check *k)
{
    struct str email = k->at->col[C_EMAIL];
    struct str host = k->at->col[C_TSI_DOMAIN];
    struct str phone = k->at->col[C_PHONE];
    size_t sign = str_find_char(email, '@');
    bool has_sign = sign != STR_NONE && sign > 0 && sign + 1 < email.n;
    if (email.n && (!has_sign || !all_of(email, SMALL CAPITALS DIGITS "@.!#$%&'*+-/=?^_{|}~")))
        FAIL(k, IMPORT_BAD_EMAIL, STR_ARG(email));
    if (host.n && (!all_of(host, SMALL DIGITS ".-") || str_find_char(host, '.') == STR_NONE))
        FAIL(k, IMPORT_BAD_HOST, directory_column[C_TSI_DOMAIN], STR_ARG(host));
    if (phone.n && !all_of(phone, DIGITS " +"))
        FAIL(k, IMPORT_BAD_PHONE, STR_ARG(phone));
    check_url(k, C_COUNCIL_WEBSITE);
    check_url(k, C_PAGE_URL);
}

static void check_verified(struct check *k)
{
    struct str rest = k->at->col[C_VERIFIED_FIELDS];
    struct str name;
    while (str_cut(&rest, ';', &name)) {
        bool known = false;
        for (int c = 0; c < C__N; c++)
            known = known || str_eq(str_trim(name), str_from(directory_column[c]));
        if (!known)
            FAIL(k, IMPORT_BAD_VERIFIED, STR_ARG(name));
    }
}

static void check_month(struct check *k)
{
    struct str s = k->at->col[C_SOURCE_ON];
    struct date d;
    if (s.n && (s.n != 7 || !date_parse(str_printf(k->job->arena, "%.*s-01", STR_ARG(s)), &d)))
        FAIL(k, IMPORT_BAD_SOURCE_ON, STR_ARG(s));
}

/* "kind: text", ";" between, the kinds of WAY_KIND. */
static void check_ways(struct check *k)
{
    struct str rest = k->at->col[C_WAYS];
    struct str way;
    while (str_cut(&rest, ';', &way))
        if (!directory_way_kind(&way))
            FAIL(k, IMPORT_BAD_WAY, STR_ARG(way));
}

static void check_line(struct check *k)
{
    static const enum col filled[] = { C_NAME, C_PARTNERSHIP, C_HEALTH_BOARD, C_TSI_NAME,
                                       C_SOURCE };
    const struct str *col = k->at->col;
    for (size_t i = 0; i < sizeof filled / sizeof filled[0]; i++)
        if (!col[filled[i]].n)
            FAIL(k, IMPORT_EMPTY, directory_column[filled[i]]);
    for (int c = 0; c < C__N; c++) {
        if (!utf8_is_text(col[c]))
            FAIL(k, IMPORT_BAD_TEXT, directory_column[c]);
        else if (utf8_length(col[c]) > TEXT_MAX_CHARS)
            FAIL(k, IMPORT_LONG_TEXT, directory_column[c], TEXT_MAX_CHARS);
    }
    if (!is_gss(col[C_GSS]))
        FAIL(k, IMPORT_BAD_GSS, STR_ARG(col[C_GSS]));
    if (!is_slug(col[C_SLUG]))
        FAIL(k, IMPORT_BAD_SLUG, STR_ARG(col[C_SLUG]));
    if (!is_slug(col[C_PARTNERSHIP_SLUG]))
        FAIL(k, IMPORT_BAD_SLUG, STR_ARG(col[C_PARTNERSHIP_SLUG]));
    if (col[C_CODE].n != 3 || !all_of(col[C_CODE], CAPITALS))
        FAIL(k, IMPORT_BAD_CODE, STR_ARG(col[C_CODE]));
    if (col[C_LANG].n && !str_eq(col[C_LANG], STR("en")) && !str_eq(col[C_LANG], STR("gd")))
        FAIL(k, IMPORT_BAD_LANG, STR_ARG(col[C_LANG]));
    check_number(k, C_POPULATION, POPULATION_MAX);
    check_number(k, C_POPULATION_YEAR, YEAR_MAX);
    check_number(k, C_TILE_COL, TILE_MAX);
    check_number(k, C_TILE_ROW, TILE_MAX);
    check_contact(k);
    check_verified(k);
    check_ways(k);
    check_month(k);
}

/* Two lines that hold the same code, or share a partnership and differ in what belongs to it.
 */
static void check_pair(struct check *k, const struct area_line *other)
{
    static const enum col unique[] = { C_GSS, C_SLUG, C_CODE };
    static const enum col shared[] = { C_PARTNERSHIP, C_PAGE_URL, C_ROLE, C_EMAIL, C_PHONE };
    const struct str *col = k->at->col;
    for (size_t i = 0; i < sizeof unique / sizeof unique[0]; i++)
        if (str_eq(col[unique[i]], other->col[unique[i]]))
            FAIL(k, IMPORT_TWICE, directory_column[unique[i]], STR_ARG(col[unique[i]]),
                 other->line);
    if (str_eq(col[C_TILE_COL], other->col[C_TILE_COL]) &&
        str_eq(col[C_TILE_ROW], other->col[C_TILE_ROW]))
        FAIL(k, IMPORT_TWICE, "tile", STR_ARG(col[C_TILE_COL]), other->line);
    if (!str_eq(col[C_PARTNERSHIP_SLUG], other->col[C_PARTNERSHIP_SLUG]))
        return;
    for (size_t i = 0; i < sizeof shared / sizeof shared[0]; i++)
        if (!str_eq(col[shared[i]], other->col[shared[i]]))
            FAIL(k, IMPORT_SHARED_DIFFERS, STR_ARG(col[C_PARTNERSHIP_SLUG]), other->line,
                 directory_column[shared[i]]);
}

static bool columns_find(struct check *k, const struct csv_row *header, size_t at[C__N])
{
    bool all = true;
    for (int c = 0; c < C__N; c++) {
        at[c] = csv_column(header, str_from(directory_column[c]));
        if (at[c] != STR_NONE || c >= C__REQUIRED)
            continue;
        import_fail(k->job, k->file, header->line, IMPORT_NO_COLUMN, directory_column[c]);
        all = false;
    }
    return all;
}

static void line_copy(struct arena *a, const struct csv_row *row, const size_t at[C__N],
                      struct area_line *out)
{
    *out = (struct area_line){ .line = row->line };
    for (int c = 0; c < C__N; c++)
        if (at[c] != STR_NONE)
            out->col[c] = str_dup(a, str_trim(csv_unmark(csv_field(row, at[c]))));
}

static bool is_full(struct check *k, const struct area_lines *lines, const struct csv_row *row)
{
    if (lines->n < AREAS_MAX)
        return false;
    import_fail(k->job, k->file, row->line, IMPORT_MANY_ROWS, AREAS_MAX);
    return true;
}

enum err directory_check(struct import_job *job, const struct import_file *file,
                         struct area_lines *out)
{
    struct check k = { .job = job, .file = file->name };
    struct csv *csv = csv_open(job->arena, file->text, FIELDS_MAX);
    struct csv_row row;
    size_t at[C__N];
    size_t error_line = 0;
    *out = (struct area_lines){ .item = arena_array(job->arena, AREAS_MAX, sizeof *out->item) };
    if (!csv || !out->item)
        return ERR_LIMIT;
    if (csv_next(csv, &row) && columns_find(&k, &row, at))
        while (csv_next(csv, &row) && !is_full(&k, out, &row))
            line_copy(job->arena, &row, at, &out->item[out->n++]);
    const char *error = csv_error(csv, &error_line);
    if (error)
        import_fail(job, file->name, error_line, "%s", error);
    else if (!out->n && !job->n_errors)
        import_fail(job, file->name, 0, IMPORT_NO_ROWS);
    for (size_t i = 0; i < out->n; i++) {
        k.at = &out->item[i];
        check_line(&k);
        for (size_t j = 0; j < i; j++)
            check_pair(&k, &out->item[j]);
    }
    return job->n_errors ? ERR_INVALID : OK;
}
