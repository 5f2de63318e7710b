#include "modules/bodies/oscr.h"

#include "core/base/arena.h"
#include "core/base/csv.h"
#include "core/base/esc.h"
#include "core/base/limits.h"
#include "core/base/utf8.h"
#include "modules/bodies/body.h"
#include "modules/bodies/oscr_words.h"

#define COLUMNS_MAX 200
#define AREA_NAMES_MAX 400

enum { Q_AREA_NAMES };

static const char *const sql[] = {
    [Q_AREA_NAMES] = "SELECT area_id, name_key FROM area_name /*scan*/",
};
const struct sql_list oscr_sql = SQL_LIST("oscr", sql);

enum column {
    C_NUMBER,
    C_NAME,
    C__REQUIRED,
    C_KNOWN_AS = C__REQUIRED,
    C_STATUS,
    C_FORM,
    C_SPREAD,
    C_LOCATION,
    C_WEBSITE,
    C_INCOME,
    C_PURPOSES,
    C_BENEFICIARIES,
    C_ACTIVITIES,
    C_OBJECTIVES,
    C__N
};

static const char *const column_name[C__N] = {
    [C_NUMBER] = "Charity Number",
    [C_NAME] = "Charity Name",
    [C_KNOWN_AS] = "Known As",
    [C_STATUS] = "Charity Status",
    [C_FORM] = "Constitutional Form",
    [C_SPREAD] = "Geographical Spread",
    [C_LOCATION] = "Main Operating Location",
    [C_WEBSITE] = "Website",
    [C_INCOME] = "Most recent year income",
    [C_PURPOSES] = "Purposes",
    [C_BENEFICIARIES] = "Beneficiaries",
    [C_ACTIVITIES] = "Activities",
    [C_OBJECTIVES] = "Objectives",
};

struct oscr {
    struct csv *csv;
    size_t at[C__N];
};

/* --- reading --- */

static size_t find_column(const struct csv_row *header, const char *name)
{
    for (size_t i = 0; i < header->n; i++)
        if (str_eq_nocase(str_trim(header->field[i]), str_from(name)))
            return i;
    return STR_NONE;
}

enum err oscr_open(struct arena *a, struct str text, struct oscr **out, struct str *why)
{
    struct oscr *o = ARENA_NEW(a, struct oscr);
    struct csv_row header;
    *out = o;
    if (!utf8_is_valid(text) || memchr(text.p ? text.p : "", '\0', text.n)) {
        *why = STR(OSCR_NOT_TEXT);
        return ERR_INVALID;
    }
    if (!o || !(o->csv = csv_open(a, text, COLUMNS_MAX)))
        return ERR_LIMIT;
    if (!csv_next(o->csv, &header)) {
        *why = oscr_error(o, a);
        *why = why->n ? *why : STR(OSCR_EMPTY);
        return ERR_INVALID;
    }
    for (size_t c = 0; c < C__N; c++) {
        o->at[c] = find_column(&header, column_name[c]);
        if (c < C__REQUIRED && o->at[c] == STR_NONE) {
            *why = str_printf(a, OSCR_NO_COLUMN, column_name[c]);
            return ERR_INVALID;
        }
    }
    return OK;
}

bool oscr_next(struct oscr *o, struct arena *a, struct oscr_row *out)
{
    struct csv_row row;
    if (!csv_next(o->csv, &row))
        return false;
    struct str *const field[C__N] = {
        &out->number,        &out->name,       &out->known_as,   &out->status, &out->form,
        &out->spread,        &out->location,   &out->website,    &out->income, &out->purposes,
        &out->beneficiaries, &out->activities, &out->objectives,
    };
    out->line = row.line;
    for (size_t c = 0; c < C__N; c++)
        *field[c] = str_trim(csv_field(&row, o->at[c]));
    struct str typed = out->number;
    if (!body_charity_number(a, typed, &out->number))
        out->number = (struct str){ NULL, 0 };
    return true;
}

struct str oscr_error(struct oscr *o, struct arena *a)
{
    size_t line = 0;
    const char *what = csv_error(o->csv, &line);
    return what ? str_printf(a, OSCR_BAD_LINE, line, what) : (struct str){ NULL, 0 };
}

/* --- what it says --- */

static bool holds(struct str text, const char *words)
{
    struct str w = str_from(words);
    for (size_t i = 0; i + w.n <= text.n; i++)
        if (str_eq_nocase(str_sub(text, i, w.n), w))
            return true;
    return false;
}

bool oscr_is_active(const struct oscr_row *row)
{
    return !row->status.n || str_eq_nocase(row->status, STR("Active"));
}

bool oscr_is_statutory(const struct oscr_row *row)
{
    return holds(row->form, "statutory") || holds(row->form, "royal charter");
}

struct str oscr_kind(const struct oscr_row *row)
{
    if (holds(row->form, "scio") || holds(row->form, "charitable incorporated"))
        return STR("scio");
    if (holds(row->form, "community interest"))
        return STR("cic");
    if (holds(row->form, "operative") || holds(row->form, "provident") ||
        holds(row->form, "benefit society"))
        return STR("cooperative");
    return STR("charity");
}

/* --- areas --- */

struct oscr_areas {
    struct area_list all;
    struct {
        struct str key; /* folded */
        const struct area *area;
    } item[AREA_NAMES_MAX];
    size_t n;
};

static void add_name(struct oscr_areas *areas, struct str key, const struct area *area)
{
    if (areas->n < AREA_NAMES_MAX && key.n && area) {
        areas->item[areas->n].key = key;
        areas->item[areas->n++].area = area;
    }
}

enum err oscr_areas_load(struct db *db, struct arena *a, struct oscr_areas **out)
{
    struct oscr_areas *areas = ARENA_NEW(a, struct oscr_areas);
    *out = areas;
    enum err e = areas ? area_list(db, a, &areas->all) : ERR_LIMIT;
    if (e)
        return e;
    for (size_t i = 0; i < areas->all.n; i++)
        add_name(areas, utf8_fold(a, areas->all.item[i].name), &areas->all.item[i]);
    struct stmt *s = db_query(db, sql[Q_AREA_NAMES], NO_BINDS);
    while (db_row(s))
        add_name(areas, db_text(s, 1, a), area_in(&areas->all, db_i64(s, 0)));
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

const struct area *oscr_area(const struct oscr_areas *areas, struct arena *scratch,
                             struct str location)
{
    struct str key = utf8_fold(scratch, location);
    for (size_t i = 0; key.n && i < areas->n; i++)
        if (str_eq(areas->item[i].key, key))
            return areas->item[i].area;
    return NULL;
}

/* --- choosing --- */

static bool has_word(struct str folded, struct str word)
{
    for (size_t at = 0; at + word.n <= folded.n; at++)
        if ((at == 0 || folded.p[at - 1] == ' ') &&
            str_starts(str_sub(folded, at, STR_NONE), word))
            return true;
    return false;
}

bool oscr_is_about(struct arena *scratch, const struct oscr_row *row, struct str words)
{
    const struct str text[] = { row->name,          row->purposes,   row->objectives,
                                row->beneficiaries, row->activities, row->known_as };
    for (size_t i = 0; i < sizeof text / sizeof text[0]; i++) {
        struct str folded = utf8_fold(scratch, text[i]), rest = words, word;
        while (str_cut(&rest, ';', &word))
            if (word.n && has_word(folded, word))
                return true;
    }
    return false;
}

/* --- as a list --- */

void oscr_list_head(struct buf *out)
{
    buf_lit(out, "\"name\",\"other_names\",\"charity_number\",\"kind\",\"purposes\",\"areas\","
                 "\"website\",\"size_band\"\r\n");
}

/* The first BODY_PURPOSES_CHARS, at the end of a word. */
static struct str shorten(struct str s)
{
    size_t at = 0, n = 0;
    if (utf8_length(s) <= BODY_PURPOSES_CHARS)
        return s;
    while (n < BODY_PURPOSES_CHARS && at < s.n) {
        (void)utf8_next(s, &at);
        n++;
    }
    while (at && s.p[at - 1] != ' ' && s.p[at - 1] != '\n')
        at--;
    return str_trim(str_sub(s, 0, at));
}

/* "12345.00" as "12345": pounds. */
static struct str pounds(struct str income)
{
    size_t dot = str_find_char(income, '.');
    return dot == STR_NONE ? income : str_sub(income, 0, dot);
}

void oscr_list_row(struct buf *out, const struct oscr_row *row, struct str areas)
{
    const struct str cell[] = {
        row->name,
        row->known_as,
        row->number,
        oscr_kind(row),
        shorten(row->objectives.n ? row->objectives : row->purposes),
        areas,
        row->website,
        pounds(row->income),
    };
    for (size_t i = 0; i < sizeof cell / sizeof cell[0]; i++) {
        if (i)
            buf_char(out, ',');
        esc_csv(out, cell[i]);
    }
    buf_lit(out, "\r\n");
}

/* --- attribution --- */

bool oscr_is_source(struct str source)
{
    return str_starts(source, STR(OSCR_SOURCE));
}

struct str oscr_attribution(struct arena *a, struct str source_on)
{
    return str_printf(a, OSCR_ATTRIBUTION, STR_ARG(str_sub(source_on, 0, 4)));
}
