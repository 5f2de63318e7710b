/* directory_read.c: from the lines of areas.csv to the rows that ought to stand in each table.
 */
#include "modules/partnerships/directory_rows.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "modules/partnerships/area.h"
#include "modules/partnerships/partner_words.h"

#include <string.h>

struct reading {
    struct import_job *job;
    struct arena *a;
    const struct area_lines *lines;
    const struct dir_rows *stored;
    struct dir_rows *out;
    const struct str *col; /* of the line being read */
};

struct dir_row *dir_rows_add(struct dir_rows *rows, enum dir_kind kind)
{
    if (rows->n == rows->cap)
        return NULL;
    struct dir_row *r = &rows->row[rows->n++];
    *r = (struct dir_row){ .kind = kind };
    return r;
}

size_t dir_key_fields(enum dir_kind kind)
{
    static const size_t n[DIR__MAX] = {
        [DIR_PARTNERSHIP] = 1, [DIR_AREA] = 1, [DIR_NAME] = 2,
        [DIR_PARTNER] = 2,     [DIR_STEP] = 3,
    };
    return n[kind];
}

struct dir_row *dir_rows_find(const struct dir_rows *rows, enum dir_kind kind,
                              const struct str *key)
{
    size_t n_key = dir_key_fields(kind);
    for (size_t i = 0; i < rows->n; i++) {
        struct dir_row *r = &rows->row[i];
        bool same = r->kind == kind;
        for (size_t k = 0; same && k < n_key; k++)
            same = str_eq(r->field[k], key[k]);
        if (same)
            return r;
    }
    return NULL;
}

static struct str flag(bool on)
{
    return on ? STR("1") : STR("0");
}

static struct str confirmed(const struct reading *r, const char *column)
{
    return flag(list_holds(r->col[C_VERIFIED_FIELDS], str_from(column)));
}

/* An optional column: its value; where the file has none the stored area's; else `otherwise`.
 */
static struct str optional(const struct reading *r, enum col c, int field, struct str otherwise)
{
    if (r->col[c].p)
        return r->col[c].n ? r->col[c] : otherwise;
    const struct dir_row *was = dir_rows_find(r->stored, DIR_AREA, &r->col[C_GSS]);
    return was ? was->field[field] : otherwise;
}

static struct str source_on(const struct reading *r)
{
    struct str today = date_iso(r->a, london_from_s(r->job->now_s).date);
    return optional(r, C_SOURCE_ON, A_SOURCE_ON, str_sub(today, 0, 7));
}

static struct str council_name(const struct reading *r)
{
    struct str plain = str_printf(r->a, PARTNER_COUNCIL, STR_ARG(r->col[C_NAME]));
    return optional(r, C_COUNCIL_NAME, A_COUNCIL, plain);
}

/* Of contact details: the list of sources without the one that tells of postcodes only. */
static struct str contact_source(const struct reading *r)
{
    struct buf *b = buf_in(r->a, r->col[C_SOURCE].n + 1);
    struct str rest = r->col[C_SOURCE];
    struct str piece;
    while (str_cut(&rest, ';', &piece)) {
        piece = str_trim(piece);
        if (str_starts(piece, STR("outward codes")))
            continue;
        if (b->n)
            buf_lit(b, "; ");
        buf_str(b, piece);
    }
    return b->n ? buf_view(b) : r->col[C_SOURCE];
}

/* "dumfries-and-galloway" → "Dumfries and Galloway": for a partnership of several councils. */
static struct str title_of_slug(struct arena *a, struct str slug)
{
    struct buf *b = buf_in(a, slug.n + 1);
    struct str word;
    while (str_cut(&slug, '-', &word)) {
        if (b->n)
            buf_char(b, ' ');
        bool is_small = str_eq(word, STR("and")) || str_eq(word, STR("of"));
        if (word.n && !is_small)
            buf_char(b, (char)(word.p[0] >= 'a' && word.p[0] <= 'z' ? word.p[0] - 'a' + 'A'
                                                                    : word.p[0]));
        buf_str(b, is_small ? word : str_sub(word, 1, word.n));
    }
    return buf_view(b);
}

static bool read_partnership(struct reading *r)
{
    const struct str *col = r->col;
    if (dir_rows_find(r->out, DIR_PARTNERSHIP, &col[C_PARTNERSHIP_SLUG]))
        return true;
    struct str code = col[C_CODE];
    struct str first = utf8_fold(r->a, col[C_NAME]);
    bool is_shared = false;
    for (size_t i = 0; i < r->lines->n; i++) {
        const struct str *other = r->lines->item[i].col;
        if (!str_eq(other[C_PARTNERSHIP_SLUG], col[C_PARTNERSHIP_SLUG]) ||
            str_eq(other[C_GSS], col[C_GSS]))
            continue;
        is_shared = true;
        struct str key = utf8_fold(r->a, other[C_NAME]);
        if (str_cmp(key, first) < 0) {
            first = key;
            code = other[C_CODE];
        }
    }
    struct dir_row *row = dir_rows_add(r->out, DIR_PARTNERSHIP);
    if (!row)
        return false;
    struct str *f = row->field;
    f[PS_SLUG] = col[C_PARTNERSHIP_SLUG];
    f[PS_NAME] = col[C_PARTNERSHIP];
    f[PS_SHORT] = is_shared ? title_of_slug(r->a, col[C_PARTNERSHIP_SLUG]) : col[C_NAME];
    f[PS_SORT] = utf8_fold(r->a, f[PS_SHORT]);
    f[PS_CODE] = code;
    f[PS_CONFIRMED] = confirmed(r, "partnership");
    f[PS_SOURCE] = contact_source(r);
    f[PS_SOURCE_ON] = source_on(r);
    return true;
}

static bool read_area(struct reading *r)
{
    static const struct {
        int field;
        enum col col;
    } plain[] = {
        { A_GSS, C_GSS },
        { A_CODE, C_CODE },
        { A_SLUG, C_SLUG },
        { A_NAME, C_NAME },
        { A_PARTNERSHIP, C_PARTNERSHIP_SLUG },
        { A_HEALTH_BOARD, C_HEALTH_BOARD },
        { A_POPULATION, C_POPULATION },
        { A_POPULATION_YEAR, C_POPULATION_YEAR },
        { A_TILE_COL, C_TILE_COL },
        { A_TILE_ROW, C_TILE_ROW },
        { A_SOURCE, C_SOURCE },
        { A_CONFIRMED, C_VERIFIED_FIELDS },
        { A_NOTE, C_NOTE },
    };
    struct dir_row *row = dir_rows_add(r->out, DIR_AREA);
    if (!row)
        return false;
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
        row->field[plain[i].field] = r->col[plain[i].col];
    row->field[A_SORT] = utf8_fold(r->a, r->col[C_NAME]);
    row->field[A_LANG] = optional(r, C_LANG, A_LANG, STR("en"));
    row->field[A_COUNCIL] = council_name(r);
    row->field[A_TILE_LABEL] = optional(r, C_TILE_LABEL, A_TILE_LABEL, r->col[C_NAME]);
    row->field[A_SOURCE_ON] = source_on(r);
    return true;
}

static bool add_name(struct reading *r, struct str name)
{
    const struct str key[2] = { r->col[C_GSS], utf8_fold(r->a, name) };
    if (!key[1].n || dir_rows_find(r->out, DIR_NAME, key))
        return true;
    struct dir_row *row = dir_rows_add(r->out, DIR_NAME);
    if (!row)
        return false;
    row->field[N_GSS] = key[0];
    row->field[N_KEY] = key[1];
    row->field[N_NAME] = name;
    return true;
}

static bool read_names(struct reading *r)
{
    struct str rest = r->col[C_OTHER_NAMES];
    struct str name;
    bool fits = true;
    while (str_cut(&rest, ';', &name))
        fits = fits && add_name(r, str_trim(name));
    if (r->col[C_OTHER_NAMES].p)
        return fits;
    for (size_t i = 0; i < r->stored->n; i++) {
        const struct dir_row *was = &r->stored->row[i];
        if (was->kind == DIR_NAME && str_eq(was->field[N_GSS], r->col[C_GSS]))
            fits = fits && add_name(r, was->field[N_NAME]);
    }
    return fits;
}

struct partner_row {
    const char *class, *represents;
    struct str name, detail, is_confirmed;
};

static bool read_partners(struct reading *r)
{
    const struct str *col = r->col;
    const struct str none = STR("");
    struct str division = col[C_POLICE].n
                              ? str_printf(r->a, PARTNER_POLICE_DIVISION,
                                           STR_ARG(col[C_POLICE]), STR_ARG(col[C_POLICE_CODE]))
                              : none;
    struct str court = col[C_SHERIFFDOM].n
                           ? str_printf(r->a, PARTNER_SHERIFFDOM, STR_ARG(col[C_SHERIFFDOM]))
                           : none;
    const struct partner_row row[] = {
        { "LA", "", council_name(r), none, confirmed(r, "name") },
        { "HB", "", col[C_HEALTH_BOARD], none, confirmed(r, "health_board") },
        { "POL", "", STR(PARTNER_POLICE), division, confirmed(r, "police_division") },
        { "SFRS", "", STR(PARTNER_FIRE), none, flag(true) },
        { "SDS", "", STR(PARTNER_SKILLS), none, flag(true) },
        { "IJB", "", col[C_IJB], col[C_HSCP], confirmed(r, "ijb") },
        { "SCTS", "", STR(PARTNER_COURTS), court, confirmed(r, "sheriffdom") },
        { "SM", "", STR(PARTNER_MINISTERS), none, flag(true) },
        { "SPS", "SM", STR(PARTNER_PRISONS), none, flag(true) },
        { "COPFS", "SM", STR(PARTNER_CROWN), none, flag(true) },
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        if (!row[i].name.n)
            continue; /* an area may have no integration joint board */
        struct dir_row *out = dir_rows_add(r->out, DIR_PARTNER);
        if (!out)
            return false;
        out->field[S_GSS] = col[C_GSS];
        out->field[S_CLASS] = str_from(row[i].class);
        out->field[S_REPRESENTS] = str_from(row[i].represents);
        out->field[S_SEQ] = str_printf(r->a, "%zu", i + 1);
        out->field[S_NAME] = row[i].name;
        out->field[S_DETAIL] = row[i].detail;
        out->field[S_CONFIRMED] = row[i].is_confirmed;
    }
    return true;
}

/* The route fields whose columns are confirmed, ";" between. */
static struct str step_confirmed(const struct reading *r, const char *const pairs[][2],
                                 size_t n)
{
    struct buf *b = buf_in(r->a, 200);
    for (size_t i = 0; i < n; i++) {
        if (!list_holds(r->col[C_VERIFIED_FIELDS], str_from(pairs[i][1])))
            continue;
        if (b->n)
            buf_char(b, ';');
        buf_str(b, str_from(pairs[i][0]));
    }
    return buf_view(b);
}

/* What was not seen in the source of the line is from nowhere in particular, and says so. */
static void step_sourced(struct dir_row *s)
{
    if (!s->field[T_CONFIRMED].n)
        s->field[T_SOURCE] = STR(PARTNER_SOURCE_GENERAL);
}

static struct dir_row *add_step(struct reading *r, struct str gss, const char *kind,
                                const char *seq)
{
    const struct str key[3] = { r->col[C_PARTNERSHIP_SLUG], gss, str_from(kind) };
    if (dir_rows_find(r->out, DIR_STEP, key))
        return NULL; /* the partnership's own step, from the first of its councils */
    struct dir_row *row = dir_rows_add(r->out, DIR_STEP);
    if (!row)
        return NULL;
    for (size_t i = 0; i < T__N; i++)
        row->field[i] = STR("");
    row->field[T_PARTNERSHIP] = key[0];
    row->field[T_GSS] = key[1];
    row->field[T_KIND] = key[2];
    row->field[T_SEQ] = str_from(seq);
    row->field[T_SOURCE] = contact_source(r);
    row->field[T_SOURCE_ON] = source_on(r);
    return row;
}

const struct way_kind *directory_way_kind(struct str *way)
{
    static const struct way_kind kind[] = {
        { "forum", "30" }, { "seat", "40" }, { "mailing_list", "50" }, { "next_meeting", "60" }
    };
    struct str rest = *way;
    struct str name;
    if (!str_cut(&rest, ':', &name) || !str_trim(rest).n)
        return NULL;
    for (size_t i = 0; i < sizeof kind / sizeof kind[0]; i++)
        if (str_eq(str_trim(name), str_from(kind[i].name))) {
            *way = str_trim(rest);
            return &kind[i];
        }
    return NULL;
}

/* How organisations take part: of the council's own column; without that column, what is
 * stored. */
static void read_ways(struct reading *r)
{
    struct str rest = r->col[C_WAYS];
    struct str way;
    while (str_cut(&rest, ';', &way)) {
        const struct way_kind *kind = directory_way_kind(&way);
        struct dir_row *s = kind ? add_step(r, r->col[C_GSS], kind->name, kind->seq) : NULL;
        if (s)
            s->field[T_DETAIL] = way;
    }
    for (size_t i = 0; i < r->stored->n && !r->col[C_WAYS].p; i++) {
        const struct dir_row *was = &r->stored->row[i];
        bool is_way = was->kind == DIR_STEP && !was->is_kept &&
                      str_eq(was->field[T_GSS], r->col[C_GSS]) && was->field[T_DETAIL].n;
        struct dir_row *row = is_way ? dir_rows_add(r->out, DIR_STEP) : NULL;
        if (row)
            memcpy(row->field, was->field, sizeof row->field);
    }
}

static void read_steps(struct reading *r)
{
    static const char *const of_coordinator[][2] = { { "role", "contact_role" },
                                                     { "email", "contact_email" },
                                                     { "phone", "contact_phone" },
                                                     { "url", "cj_page_url" },
                                                     { "organisation", "partnership" } };
    static const char *const of_tsi[][2] = { { "organisation", "tsi_name" },
                                             { "url", "tsi_domain" } };
    static const char *const of_council[][2] = { { "organisation", "name" },
                                                 { "url", "council_website" } };
    struct dir_row *s = add_step(r, STR(""), "coordinator", "10");
    if (s) {
        s->field[T_ROLE] = r->col[C_ROLE];
        s->field[T_ORGANISATION] = r->col[C_PARTNERSHIP];
        s->field[T_EMAIL] = r->col[C_EMAIL];
        s->field[T_PHONE] = r->col[C_PHONE];
        s->field[T_URL] = r->col[C_PAGE_URL];
        s->field[T_CONFIRMED] = step_confirmed(r, of_coordinator, 5);
        step_sourced(s);
    }
    s = add_step(r, r->col[C_GSS], "tsi", "20");
    if (s) {
        s->field[T_ROLE] = STR(PARTNER_TSI);
        s->field[T_ORGANISATION] = r->col[C_TSI_NAME];
        if (r->col[C_TSI_DOMAIN].n)
            s->field[T_URL] = str_printf(r->a, "https://%.*s", STR_ARG(r->col[C_TSI_DOMAIN]));
        s->field[T_CONFIRMED] = step_confirmed(r, of_tsi, 2);
        step_sourced(s);
    }
    s = add_step(r, r->col[C_GSS], "council", "70");
    if (s) {
        s->field[T_ORGANISATION] = council_name(r);
        s->field[T_URL] = r->col[C_COUNCIL_WEBSITE];
        s->field[T_CONFIRMED] = step_confirmed(r, of_council, 2);
        step_sourced(s);
    }
    read_ways(r);
}

enum err directory_read(struct import_job *job, const struct area_lines *lines,
                        const struct dir_rows *stored, struct dir_rows *out)
{
    struct reading r = {
        .job = job, .a = job->arena, .lines = lines, .stored = stored, .out = out
    };
    bool fits = true;
    for (int kind = 0; kind < DIR__MAX; kind++)
        for (size_t i = 0; i < lines->n && fits; i++) {
            r.col = lines->item[i].col;
            if (kind == DIR_PARTNERSHIP)
                fits = read_partnership(&r);
            else if (kind == DIR_AREA)
                fits = read_area(&r);
            else if (kind == DIR_NAME)
                fits = read_names(&r);
            else if (kind == DIR_PARTNER)
                fits = read_partners(&r);
            else
                read_steps(&r);
        }
    return fits && out->n < out->cap && !arena_failed(job->arena) ? OK : ERR_LIMIT;
}
