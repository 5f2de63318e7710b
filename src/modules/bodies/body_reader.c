/*
 * body_reader.c: a row of a file as the entry that would be made of it.
 */
#include "modules/bodies/body_reader.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "modules/bodies/body_import_rows.h"
#include "modules/bodies/body_import_words.h"
#include "modules/framework/list.h"
#include "modules/partnerships/area.h"
#include "modules/partnerships/finder.h"
#include "modules/partnerships/gss_table.h"
#include "modules/partnerships/step_check.h"
#include "modules/people/role.h"

#define QUOTED_BYTES 120
#define PROBLEM_BYTES 6000 /* of the faults of one row */

/* --- one row --- */

struct reading {
    const struct body_reader *r;
    struct arena *a;
    const struct body_import_row *row;
    struct body *b;
    struct buf *problem;
};

static struct str cell_at(const struct reading *k, size_t at)
{
    return at < k->row->n_cells ? k->row->cell[at] : (struct str){ NULL, 0 };
}

static struct str cell(const struct reading *k, enum body_column column)
{
    return cell_at(k, k->r->of->columns.at[column]);
}

/* One line of a page. */
static struct str line_of(const struct reading *k, enum body_column column)
{
    return str_replace_char(k->a, cell(k, column), '\n', ' ');
}

/* A cell as its fault quotes it: not the whole of a long one. */
static struct str quoted(struct arena *a, struct str text)
{
    size_t n = QUOTED_BYTES;
    if (text.n <= QUOTED_BYTES)
        return text;
    while (n && ((unsigned char)text.p[n] & 0xC0) == 0x80)
        n--;
    return str_printf(a, "%.*s…", (int)n, text.p);
}

static void wrong(struct reading *k, enum body_column column, struct str what)
{
    if (k->problem->n > PROBLEM_BYTES) /* enough is said */
        return;
    struct str label = body_column_label(column);
    if (k->problem->n)
        buf_char(k->problem, '\n');
    buf_printf(k->problem, ROW_PROBLEM, STR_ARG(label), STR_ARG(what));
}

/* The next of several things in one cell: parted by ";", "," "|", "/" or a new line. */
static bool cut_piece(struct str *rest, const char *parted_by, struct str *piece)
{
    while (rest->n) {
        size_t n = 0;
        while (n < rest->n && !strchr(parted_by, rest->p[n]))
            n++;
        *piece = str_trim(str_sub(*rest, 0, n));
        *rest = str_sub(*rest, n + 1, STR_NONE);
        if (piece->n)
            return true;
    }
    return false;
}

/* What people write where there is nothing to write. */
static bool says_nothing(struct arena *a, struct str s)
{
    static const struct str word[] = { STR_INIT("n a"),     STR_INIT("na"),
                                       STR_INIT("none"),    STR_INIT("no"),
                                       STR_INIT("pending"), STR_INIT("not registered"),
                                       STR_INIT("unknown"), STR_INIT("not known") };
    struct str key = utf8_fold(a, s);
    for (size_t i = 0; i < sizeof word / sizeof word[0]; i++) {
        if (str_eq(key, word[i]))
            return true;
    }
    return !key.n;
}

static struct str number_of(const struct reading *k, enum body_column column)
{
    struct str s = line_of(k, column);
    return says_nothing(k->a, s) ? (struct str){ NULL, 0 } : s;
}

/* --- areas --- */

static void add_area(struct reading *k, size_t at)
{
    struct body *b = k->b;
    const struct area *area = &k->r->areas.item[at];
    for (size_t i = 0; i < b->n_areas; i++) {
        if (b->area[i].area_id == area->id)
            return;
    }
    b->area[b->n_areas++] = (struct body_area){ .area_id = area->id,
                                                .partnership_id = area->partnership_id,
                                                .slug = area->slug,
                                                .name = area->name };
}

static bool means_all(struct str key)
{
    static const struct str word[] = {
        STR_INIT("scotland"),         STR_INIT("all of scotland"),
        STR_INIT("all scotland"),     STR_INIT("national"),
        STR_INIT("nationwide"),       STR_INIT("scotland wide"),
        STR_INIT("all areas"),        STR_INIT("all"),
        STR_INIT("whole of scotland")
    };
    for (size_t i = 0; i < sizeof word / sizeof word[0]; i++) {
        if (str_eq(key, word[i]))
            return true;
    }
    return false;
}

static bool is_named_so(const struct body_reader *r, const struct area *area, struct str key)
{
    for (size_t i = 0; i < r->names.n; i++) {
        const struct finder_name *n = &r->names.item[i];
        bool is_its =
            n->area_id ? n->area_id == area->id : n->partnership_id == area->partnership_id;
        if (is_its && str_eq(n->key, key))
            return true;
    }
    return false;
}

static bool is_meant(const struct reading *k, size_t at, struct str text, struct str key)
{
    const struct area *area = &k->r->areas.item[at];
    return str_eq_nocase(area->gss, text) || str_eq(area->gss, gss_now(text)) ||
           str_eq_nocase(area->code, text) || str_eq(area->slug, text) ||
           is_named_so(k->r, area, key) || str_eq(k->r->bare[at], body_area_bare(key));
}

/* How many areas are meant; those that are the coordinator's own, or any, are added. */
static size_t add_named(struct reading *k, struct str text, const struct area **foreign)
{
    struct str key = utf8_fold(k->a, text);
    bool all = means_all(key);
    size_t n = 0;
    for (size_t i = 0; i < k->r->areas.n && i < AREAS_MAX; i++) {
        const struct area *area = &k->r->areas.item[i];
        if (!all && !is_meant(k, i, text, key))
            continue;
        n++;
        if (body_area_is_foreign(k->r, area))
            *foreign = area;
        else
            add_area(k, i);
    }
    return n;
}

static void say_foreign(struct reading *k, struct str text)
{
    wrong(k, BODY_COLUMN_AREAS,
          str_printf(k->a, ROW_AREA_FOREIGN, STR_ARG(quoted(k->a, text)),
                     STR_ARG(k->r->own_areas)));
}

static void read_areas(struct reading *k)
{
    struct str text = cell(k, BODY_COLUMN_AREAS), piece;
    const struct area *foreign = NULL;
    bool is_one =
        text.n && str_find_char(text, ';') == STR_NONE && add_named(k, text, &foreign);
    struct str rest = is_one ? (struct str){ NULL, 0 } : text;
    if (foreign)
        say_foreign(k, means_all(utf8_fold(k->a, text)) ? text : foreign->name);
    while (cut_piece(&rest, ";,|/\n", &piece)) {
        foreign = NULL;
        if (str_eq_nocase(piece, STR("city of"))) /* "Edinburgh, City of" */
            continue;
        if (!add_named(k, piece, &foreign))
            wrong(k, BODY_COLUMN_AREAS,
                  str_printf(k->a, ROW_AREA_UNKNOWN, STR_ARG(quoted(k->a, piece))));
        else if (foreign)
            say_foreign(k, foreign->name);
    }
    for (size_t i = 0; !text.n && i < k->r->areas.n && i < AREAS_MAX; i++) {
        if (k->r->is_default[i])
            add_area(k, i);
    }
    if (!k->b->n_areas && !k->problem->n)
        wrong(k, BODY_COLUMN_AREAS, STR(ROW_AREAS_MISSING));
}

/* --- words of lists --- */

static bool same_words(struct arena *a, struct str label, struct str code, struct str text)
{
    struct str key = utf8_fold(a, text);
    return str_eq(key, utf8_fold(a, label)) || str_eq(key, utf8_fold(a, code));
}

static struct str listed(const struct reading *k, const struct list_words *words,
                         struct str text)
{
    for (size_t i = 0; i < words->n; i++) {
        const struct list_word *w = &words->item[i];
        if (!w->is_retired && same_words(k->a, w->label, w->code, text))
            return w->code;
    }
    return (struct str){ NULL, 0 };
}

static struct str fixed(const struct reading *k, const struct body_words *words,
                        struct str text)
{
    for (size_t i = 0; i < words->n; i++) {
        if (same_words(k->a, words->item[i].label, words->item[i].code, text))
            return words->item[i].code;
    }
    return (struct str){ NULL, 0 };
}

/* Without a word for it: what the numbers say. */
static void read_kind(struct reading *k)
{
    struct str text = line_of(k, BODY_COLUMN_KIND);
    k->b->kind = k->b->charity_number.n ? STR("charity") : STR("other");
    if (!text.n)
        return;
    struct str code = listed(k, &k->r->kinds, text);
    if (!code.n && str_eq(utf8_fold(k->a, text), STR("registered charity")))
        code = STR("charity");
    if (code.n)
        k->b->kind = code;
    else
        wrong(k, BODY_COLUMN_KIND,
              str_printf(k->a, ROW_KIND_UNKNOWN, STR_ARG(quoted(k->a, text)),
                         STR_ARG(k->r->some_kinds)));
}

static void add_code(struct buf *out, struct str code)
{
    if (list_holds(buf_view(out), code))
        return;
    if (out->n)
        buf_char(out, ';');
    buf_str(out, code);
}

static void read_topics(struct reading *k)
{
    struct str rest = cell(k, BODY_COLUMN_TOPICS), piece;
    struct buf *out = buf_in(k->a, 4096);
    struct str whole = listed(k, &k->r->topics, rest);
    if (whole.n)
        rest = whole;
    while (cut_piece(&rest, ";,|\n", &piece)) {
        struct str code = listed(k, &k->r->topics, piece);
        if (code.n)
            add_code(out, code);
        else
            wrong(k, BODY_COLUMN_TOPICS,
                  str_printf(k->a, ROW_WORD_UNKNOWN, STR_ARG(quoted(k->a, piece)),
                             STR_ARG(k->r->all_topics)));
    }
    k->b->topics = buf_view(out);
}

static void read_grounds(struct reading *k)
{
    struct str rest = cell(k, BODY_COLUMN_GROUNDS), piece;
    struct buf *out = buf_in(k->a, 4096);
    while (cut_piece(&rest, ";|\n", &piece)) {
        struct str code = fixed(k, &body_grounds, piece);
        if (code.n)
            add_code(out, code);
        else
            wrong(k, BODY_COLUMN_GROUNDS,
                  str_printf(k->a, ROW_WORD_UNKNOWN, STR_ARG(quoted(k->a, piece)),
                             STR_ARG(k->r->all_grounds)));
    }
    k->b->grounds = buf_view(out);
}

static void read_community(struct reading *k)
{
    struct str text = line_of(k, BODY_COLUMN_COMMUNITY), key = utf8_fold(k->a, text);
    bool yes = str_eq(key, STR("yes")) || str_eq(key, STR("y")) || str_eq(key, STR("true")) ||
               str_eq(key, STR("1"));
    bool no = !key.n || str_eq(key, STR("no")) || str_eq(key, STR("n")) ||
              str_eq(key, STR("false")) || str_eq(key, STR("0"));
    if (!yes && !no)
        wrong(k, BODY_COLUMN_COMMUNITY,
              str_printf(k->a, ROW_COMMUNITY_UNKNOWN, STR_ARG(quoted(k->a, text))));
    k->b->is_community = yes || str_eq(k->b->kind, STR("community_council"));
}

/* "£25,000.00" in whole pounds; below 0: no sum. */
static int64_t pounds_of(struct str s)
{
    int64_t sum = 0;
    size_t n_digits = 0;
    if (str_starts(s, STR("£")))
        s = str_sub(s, STR("£").n, STR_NONE);
    for (size_t i = 0; i < s.n && s.p[i] != '.'; i++) {
        bool is_digit = s.p[i] >= '0' && s.p[i] <= '9';
        if (!is_digit && s.p[i] != ',' && s.p[i] != ' ')
            return -1;
        if (is_digit && ++n_digits < 16)
            sum = sum * 10 + (s.p[i] - '0');
    }
    return n_digits ? sum : -1;
}

#define SMALL_POUNDS 10000
#define MEDIUM_POUNDS 100000
#define LARGE_POUNDS 1000000

static void read_income(struct reading *k)
{
    struct str text = line_of(k, BODY_COLUMN_INCOME);
    k->b->size_band = STR("unknown");
    if (says_nothing(k->a, text))
        return;
    struct str code = fixed(k, &body_size_bands, text);
    int64_t pounds = pounds_of(text);
    if (code.n)
        k->b->size_band = code;
    else if (pounds < 0)
        wrong(k, BODY_COLUMN_INCOME,
              str_printf(k->a, ROW_INCOME_UNKNOWN, STR_ARG(quoted(k->a, text))));
    else
        k->b->size_band = pounds < SMALL_POUNDS    ? STR("micro")
                          : pounds < MEDIUM_POUNDS ? STR("small")
                          : pounds < LARGE_POUNDS  ? STR("medium")
                                                   : STR("large");
}

/* --- texts --- */

static void read_names(struct reading *k)
{
    struct str rest = cell(k, BODY_COLUMN_OTHER_NAMES), piece;
    struct buf *out = buf_in(k->a, 65536);
    while (cut_piece(&rest, ";\n", &piece))
        buf_printf(out, "%s%.*s", out->n ? "\n" : "", STR_ARG(piece));
    k->b->name = line_of(k, BODY_COLUMN_NAME);
    k->b->other_names = buf_view(out);
    k->b->charity_number = number_of(k, BODY_COLUMN_CHARITY_NUMBER);
    k->b->company_number = number_of(k, BODY_COLUMN_COMPANY_NUMBER);
    k->b->purposes = cell(k, BODY_COLUMN_PURPOSES);
}

/* Town and the first half of the postcode: some offices are homes. */
static void read_office(struct reading *k)
{
    struct str town = line_of(k, BODY_COLUMN_TOWN), code = line_of(k, BODY_COLUMN_POSTCODE);
    size_t space = str_find_char(code, ' ');
    if (space == STR_NONE && code.n > 4)
        space = code.n - 3;
    struct str first = str_sub(code, 0, space);
    k->b->office = town.n && first.n
                       ? str_printf(k->a, "%.*s %.*s", STR_ARG(town), STR_ARG(first))
                   : town.n ? town
                            : first;
}

/* An address that looks like one person's is kept with what is not public (2.14). */
static void read_contacts(struct reading *k)
{
    struct body *b = k->b;
    struct str email = line_of(k, BODY_COLUMN_EMAIL);
    b->own_name = line_of(k, BODY_COLUMN_OWN_NAME);
    b->own_email = line_of(k, BODY_COLUMN_OWN_EMAIL);
    b->own_phone = line_of(k, BODY_COLUMN_OWN_PHONE);
    b->contact_role = line_of(k, BODY_COLUMN_CONTACT_ROLE);
    b->contact_phone = line_of(k, BODY_COLUMN_PHONE);
    b->website = line_of(k, BODY_COLUMN_WEBSITE);
    b->languages = line_of(k, BODY_COLUMN_LANGUAGES);
    if (!mailbox_looks_personal(email))
        b->contact_email = email;
    else if (!b->own_email.n)
        b->own_email = email;
}

static void read_marks(struct reading *k)
{
    struct body *b = k->b;
    for (size_t i = 0; i < b->n_areas; i++) {
        b->area[i].is_community = b->is_community;
        b->area[i].is_involved = !b->is_community || b->grounds.n > 0;
    }
    b->is_named = true;
    b->state = STR("active");
    b->consent = str_eq(k->r->of->kind, STR("oscr")) ? STR("public_source") : STR("not_asked");
    b->source = k->r->of->source;
    b->source_on = k->r->of->source_on;
    b->set_id = k->r->of->set_id;
}

/* An entry that comes back from our own export stays closed, and out of public by name. */
static void read_own(struct reading *k)
{
    struct str state = cell_at(k, k->r->state_at);
    if (str_eq(state, STR("dormant")) || str_eq(state, STR("closed")))
        k->b->state = state;
    if (str_eq(cell_at(k, k->r->may_be_named_at), STR("no"))) {
        k->b->is_named = false;
        k->b->description = cell_at(k, k->r->public_description_at);
    }
}

enum err body_reader_read(const struct body_reader *r, struct arena *a,
                          const struct body_import_row *row, struct body *out,
                          struct buf *problem)
{
    struct reading k = { .r = r, .a = a, .row = row, .b = out, .problem = problem };
    *out = (struct body){ .area = arena_array(a, AREAS_MAX, sizeof *out->area) };
    if (!out->area)
        return ERR_LIMIT;
    for (size_t i = r->of->n_header; i < row->n_cells; i++) {
        if (row->cell[i].n) {
            buf_lit(problem, ROW_TOO_MANY_CELLS);
            return OK;
        }
    }
    read_names(&k);
    read_areas(&k);
    read_kind(&k);
    read_topics(&k);
    read_grounds(&k);
    read_community(&k);
    read_income(&k);
    read_office(&k);
    read_contacts(&k);
    read_marks(&k);
    read_own(&k);
    return arena_failed(a) ? ERR_LIMIT : OK;
}
