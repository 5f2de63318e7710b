#include "modules/partnerships/finder.h"

#include "core/base/arena.h"
#include "core/base/utf8.h"

#include <string.h>

enum { Q_NAMES, Q_PLACE, Q_PLACE_PREFIX, Q_PLACE_LIKE, Q_HAS_PLACES };

// clang-format off
static const char *const sql[] = {
    [Q_NAMES] = "SELECT /*scan*/ name, id, 0 FROM area UNION ALL SELECT council_name, id, 0 FROM area "
        "UNION ALL SELECT name, area_id, 0 FROM area_name "
        "UNION ALL SELECT p.name, CASE WHEN count(*) = 1 THEN min(a.id) ELSE 0 END, p.id FROM partnership p "
        "JOIN area a ON a.partnership_id = p.id GROUP BY p.id, p.name "
        "UNION ALL SELECT p.short_name, 0, p.id FROM partnership p JOIN area a ON a.partnership_id = p.id "
        "GROUP BY p.id, p.short_name HAVING count(*) > 1",
    [Q_PLACE] = "SELECT p.name, p.kind, p.area_id FROM place p JOIN dataset d ON d.id = p.dataset_id "
        "WHERE d.kind = 'places' AND d.is_live = 1 AND p.name_key = $1 ORDER BY p.id LIMIT 200",
    [Q_PLACE_PREFIX] = "SELECT p.name, p.kind, p.area_id FROM place p JOIN dataset d ON d.id = p.dataset_id "
        "WHERE d.kind = 'places' AND d.is_live = 1 AND p.name_key > $1 AND p.name_key < $2 "
        "ORDER BY p.name_key, p.id LIMIT 20",
    [Q_PLACE_LIKE] = "SELECT p.name, p.kind, p.area_id, p.name_key FROM place p JOIN dataset d "
        "ON d.id = p.dataset_id WHERE d.kind = 'places' AND d.is_live = 1 AND p.name_key >= $1 "
        "AND p.name_key < $2 ORDER BY p.name_key, p.id LIMIT 5000",
    [Q_HAS_PLACES] = "SELECT count(*) FROM dataset WHERE kind = 'places' AND is_live = 1",
};
// clang-format on
const struct sql_list finder_sql = SQL_LIST("finder", sql);

#define NAMES_MAX 2048
#define PREFIX_LEAST 3 /* signs typed before the beginnings of names are tried */

struct finding {
    struct db *db;
    struct arena *a;
    struct str key; /* what was typed, folded */
    struct find_result *out;
};

enum err finder_names_load(struct db *db, struct arena *a, struct finder_names *out)
{
    *out = (struct finder_names){ .item = arena_array(a, NAMES_MAX, sizeof *out->item),
                                  .cap = NAMES_MAX };
    if (!out->item)
        return ERR_LIMIT;
    struct stmt *s = db_query(db, sql[Q_NAMES], NO_BINDS);
    while (out->n < out->cap && db_row(s)) {
        int64_t area_id = db_i64(s, 1);
        out->item[out->n++] =
            (struct finder_name){ .key = utf8_fold(a, db_text(s, 0, a)),
                                  .area_id = area_id,
                                  .partnership_id = area_id ? 0 : db_i64(s, 2) };
    }
    return db_done(s, OK);
}

int64_t finder_area_named(const struct finder_names *names, struct arena *a, struct str name)
{
    struct str key = utf8_fold(a, name);
    for (size_t i = 0; i < names->n; i++)
        if (names->item[i].area_id && str_eq(names->item[i].key, key))
            return names->item[i].area_id;
    return 0;
}

bool finder_has_places(struct db *db)
{
    int64_t n = 0;
    return db_one_i64(db, sql[Q_HAS_PLACES], NO_BINDS, &n) == OK && n > 0;
}

static void found_add(struct find_result *out, struct found f)
{
    for (size_t i = 0; i < out->n; i++)
        if (out->item[i].area_id == f.area_id &&
            out->item[i].partnership_id == f.partnership_id &&
            str_eq(out->item[i].place, f.place))
            return;
    if (out->n < FOUND_MAX)
        out->item[out->n++] = f;
}

/* --- names --- */

static bool is_small_word(struct str w)
{
    return str_eq(w, STR("of")) || str_eq(w, STR("the")) || str_eq(w, STR("and"));
}

/* Is there a word in the folded name that begins with w? */
static bool has_word(struct str name, struct str w)
{
    struct str word;
    while (str_cut(&name, ' ', &word))
        if (str_starts(word, w))
            return true;
    return false;
}

/* Each word typed begins a word of the name. */
static bool words_match(struct str typed, struct str name)
{
    struct str word;
    size_t n = 0;
    while (str_cut(&typed, ' ', &word)) {
        if (is_small_word(word))
            continue;
        if (!has_word(name, word))
            return false;
        n++;
    }
    return n > 0;
}

static void match_names(struct finding *f, const struct finder_names *names, bool whole)
{
    for (size_t i = 0; i < names->n; i++) {
        const struct finder_name *name = &names->item[i];
        bool hit = whole ? str_eq(name->key, f->key) : words_match(f->key, name->key);
        if (hit)
            found_add(f->out, (struct found){ .area_id = name->area_id,
                                              .partnership_id = name->partnership_id });
    }
}

/* Slips allowed in a name of so many signs; a short name with one slip is another name. */
static unsigned slips(size_t n)
{
    return n < 4 ? 0 : n < 8 ? 1 : n < 13 ? 2 : 3;
}

/* The names nearest in spelling, if near enough: all of the smallest distance. */
static void match_likeness(struct finding *f, const struct finder_names *names)
{
    unsigned best = slips(f->key.n) + 1;
    for (size_t i = 0; i < names->n; i++) {
        const struct finder_name *name = &names->item[i];
        unsigned d = best > 0 ? utf8_distance(f->key, name->key, best) : 1;
        if (d > best || d > slips(f->key.n))
            continue;
        if (d < best)
            f->out->n = 0;
        best = d;
        found_add(f->out, (struct found){ .area_id = name->area_id,
                                          .partnership_id = name->partnership_id });
    }
    f->out->is_guess = f->out->n > 0;
}

/* --- places --- */

static enum err match_places(struct finding *f, int query, struct binds binds)
{
    struct stmt *s = db_query(f->db, sql[query], binds);
    while (db_row(s))
        found_add(f->out, (struct found){ .area_id = db_i64(s, 2),
                                          .place = db_text(s, 0, f->a),
                                          .place_kind = db_text(s, 1, f->a) });
    return db_done(s, OK);
}

/* After every text that begins with the key: no folded text holds a sign above '~'. */
static struct str after(struct arena *a, struct str key)
{
    return str_join(a, key, STR("~"));
}

static enum err match_places_like(struct finding *f)
{
    unsigned best = slips(f->key.n) + 1;
    struct str first = str_sub(f->key, 0, 1);
    struct stmt *s =
        db_query(f->db, sql[Q_PLACE_LIKE], BINDS(bt(first), bt(after(f->a, first))));
    while (db_row(s)) {
        unsigned d = utf8_distance(f->key, db_text(s, 3, f->a), best);
        if (d > best || d > slips(f->key.n))
            continue;
        if (d < best)
            f->out->n = 0;
        best = d;
        found_add(f->out, (struct found){ .area_id = db_i64(s, 2),
                                          .place = db_text(s, 0, f->a),
                                          .place_kind = db_text(s, 1, f->a) });
    }
    f->out->is_guess = f->out->n > 0;
    return db_done(s, OK);
}

/* From the surest to the loosest; the first that finds something ends it. */
static enum err find_name(struct finding *f)
{
    struct finder_names names;
    enum err e = finder_names_load(f->db, f->a, &names);
    if (e)
        return e;
    match_names(f, &names, true);
    if (!f->out->n)
        e = match_places(f, Q_PLACE, BINDS(bt(f->key)));
    if (!e && !f->out->n && f->key.n >= PREFIX_LEAST) {
        match_names(f, &names, false);
        e = match_places(f, Q_PLACE_PREFIX, BINDS(bt(f->key), bt(after(f->a, f->key))));
    }
    if (!e && !f->out->n)
        match_likeness(f, &names);
    if (!e && !f->out->n && f->key.n)
        e = match_places_like(f);
    f->out->kind = f->out->n == 1 ? FIND_ONE : f->out->n ? FIND_SEVERAL : FIND_UNKNOWN_NAME;
    return e;
}

/* --- postcodes --- */

static enum err find_postcode(struct finding *f)
{
    struct postcode_answer answer;
    struct find_result *out = f->out;
    out->is_postcode = true;
    if (out->postcode.form == POSTCODE_MALFORMED ||
        out->postcode.form == POSTCODE_NOT_SCOTTISH) {
        out->kind =
            out->postcode.form == POSTCODE_MALFORMED ? FIND_MALFORMED : FIND_NOT_SCOTTISH;
        return OK;
    }
    enum err e = postcode_lookup(f->db, f->a, &out->postcode, &answer);
    if (e == ERR_NOT_FOUND) {
        out->kind = FIND_NOT_IN_DATA;
        return OK;
    }
    for (size_t i = 0; i < answer.n && !e; i++)
        found_add(out, (struct found){ .area_id = answer.candidate[i].area_id,
                                       .share = answer.candidate[i].share });
    bool may_be_english = out->postcode.is_at_border && answer.basis != POSTCODE_BY_UNIT;
    out->basis = answer.basis;
    memcpy(out->code, answer.code, sizeof out->code);
    out->kind = out->n == 1 && !may_be_english ? FIND_ONE : FIND_SEVERAL;
    return e;
}

static bool is_everywhere(struct str key)
{
    static const struct str word[] = { STR_INIT("scotland"),        STR_INIT("alba"),
                                       STR_INIT("national"),        STR_INIT("nationwide"),
                                       STR_INIT("all of scotland"), STR_INIT("all areas") };
    for (size_t i = 0; i < sizeof word / sizeof word[0]; i++)
        if (str_eq(key, word[i]))
            return true;
    return false;
}

enum err finder_find(struct db *db, struct arena *a, struct str typed, struct find_result *out)
{
    *out = (struct find_result){ .kind = FIND_NOTHING_TYPED };
    struct finding f = { .db = db, .a = a, .key = utf8_fold(a, typed), .out = out };
    if (!str_trim(typed).n)
        return OK;
    if (is_everywhere(f.key)) {
        out->kind = FIND_EVERYWHERE;
        return OK;
    }
    postcode_parse(typed, &out->postcode);
    bool has_digit = false;
    for (size_t i = 0; i < typed.n; i++)
        has_digit = has_digit || (typed.p[i] >= '0' && typed.p[i] <= '9');
    if (has_digit && out->postcode.form != POSTCODE_NONE)
        return find_postcode(&f);
    enum err e = find_name(&f);
    bool is_better_postcode =
        out->postcode.form == POSTCODE_FULL && (out->n == 0 || out->is_guess);
    if (e || !is_better_postcode)
        return e;
    out->n = 0;
    out->is_guess = false;
    return find_postcode(&f);
}
