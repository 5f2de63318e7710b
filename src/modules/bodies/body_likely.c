/*
 * body_likely.c: entries that may be the same body as the one described (2.10).
 */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "modules/bodies/body_index.h"
#include "modules/bodies/body_rows.h"

#define NAME_BYTES_MAX 1024 /* of BODY_NAME_CHARS and more */
#define NAME_WORDS_MAX 24
#define CANDIDATES_MAX 60 /* entries with a mark in common, or a word that begins alike */
#define NEAR_LOOK_MAX 200
#define NEAR_PREFIX 4 /* letters */

enum { Q_BY_MARK, Q_NEAR };

#define MATCH_COLS                                                                             \
    "b.id, b.slug, b.name, coalesce(b.charity_number, ''), b.state, b.is_named, "              \
    "b.other_names"
#define IS_LIVE "EXISTS (SELECT 1 FROM body_set t WHERE t.id = b.set_id AND t.is_live = 1)"

static const char *const sql[] = {
    [Q_BY_MARK] = "SELECT " MATCH_COLS " FROM body_mark m JOIN body b ON b.id = m.body_id "
                  "WHERE m.mark = $1 AND b.id <> $2 AND " IS_LIVE " LIMIT $3",
    [Q_NEAR] =
        "SELECT " MATCH_COLS " FROM body_search s JOIN body b ON b.position = s.rowid "
        "WHERE body_search MATCH $1 AND b.id <> $2 AND " IS_LIVE " ORDER BY s.rowid LIMIT $3",
};
const struct sql_list body_likely_sql = SQL_LIST("body_likely", sql);

/* --- names for comparing: folded words, sorted, without those that many names have --- */

static bool is_common(struct str word)
{
    static const struct str common[] = {
        STR_INIT("the"), STR_INIT("of"),  STR_INIT("and"),     STR_INIT("for"),
        STR_INIT("in"),  STR_INIT("ltd"), STR_INIT("limited"), STR_INIT("scio"),
        STR_INIT("cic"), STR_INIT("plc"), STR_INIT("company"), STR_INIT("charity"),
    };
    for (size_t i = 0; i < sizeof common / sizeof common[0]; i++) {
        if (str_eq(word, common[i]))
            return true;
    }
    return false;
}

struct str body_name_mark(struct arena *a, struct str name)
{
    struct str head = str_sub(name, 0, NAME_BYTES_MAX); /* a cell of a file can be long */
    struct str word[NAME_WORDS_MAX], rest = utf8_fold(a, head), piece;
    size_t n = 0;
    while (n < NAME_WORDS_MAX && str_cut(&rest, ' ', &piece)) {
        if (!piece.n || is_common(piece))
            continue;
        size_t at = n++;
        for (; at > 0 && str_cmp(word[at - 1], piece) > 0; at--)
            word[at] = word[at - 1];
        word[at] = piece;
    }
    struct buf *out = buf_in(a, 4096);
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_char(out, ' ');
        buf_str(out, word[i]);
    }
    return buf_view(out);
}

/* --- gathering --- */

struct gather {
    struct db *db;
    struct arena *a;
    int64_t except_id;
    struct body_match match[CANDIDATES_MAX];
    size_t n;
};

static void add(struct gather *g, const struct body_match *m, unsigned why)
{
    for (size_t i = 0; i < g->n; i++) {
        if (g->match[i].body_id == m->body_id) {
            g->match[i].why |= why;
            return;
        }
    }
    if (g->n == CANDIDATES_MAX)
        return;
    g->match[g->n] = *m;
    g->match[g->n++].why = why;
}

static void match_from_row(struct body_match *m, struct stmt *s, struct arena *a)
{
    *m = (struct body_match){ .body_id = db_i64(s, 0),
                              .slug = db_text(s, 1, a),
                              .name = db_text(s, 2, a),
                              .charity_number = db_text(s, 3, a),
                              .state = db_text(s, 4, a),
                              .is_public = db_bool(s, 5) };
}

static unsigned why_of(struct str mark)
{
    return str_starts(mark, STR("charity:"))  ? BODY_SAME_NUMBER
           : str_starts(mark, STR("name:"))   ? BODY_SAME_NAME
           : str_starts(mark, STR("domain:")) ? BODY_SAME_DOMAIN
                                              : BODY_SAME_PHONE;
}

static enum err by_mark(struct gather *g, struct str mark)
{
    struct stmt *s =
        db_query(g->db, sql[Q_BY_MARK], BINDS(bt(mark), bi(g->except_id), bi(CANDIDATES_MAX)));
    while (db_row(s)) {
        struct body_match m;
        match_from_row(&m, s, g->a);
        add(g, &m, why_of(mark));
    }
    return db_done(s, OK);
}

static struct str longest_word(struct str words)
{
    struct str best = { NULL, 0 }, word;
    while (str_cut(&words, ' ', &word)) {
        if (word.n > best.n)
            best = word;
    }
    return best;
}

static bool is_near(struct arena *a, struct str mark, struct str name)
{
    struct str other = body_name_mark(a, name);
    unsigned most = (unsigned)(mark.n / 10);
    return most > 0 && utf8_distance(mark, other, most) <= most;
}

/* One letter in ten apart, among entries with a word that begins like the longest one. */
static enum err by_near_name(struct gather *g, struct str name)
{
    struct str mark = body_name_mark(g->a, name), word = longest_word(mark);
    if (word.n <= NEAR_PREFIX)
        return OK;
    struct str ask =
        str_printf(g->a, "{name own} : \"%.*s\" *", STR_ARG(str_sub(word, 0, NEAR_PREFIX)));
    struct stmt *s =
        db_query(g->db, sql[Q_NEAR], BINDS(bt(ask), bi(g->except_id), bi(NEAR_LOOK_MAX)));
    while (db_row(s)) {
        struct body_match m;
        match_from_row(&m, s, g->a);
        if (is_near(g->a, mark, m.name))
            add(g, &m, BODY_SAME_NAME);
    }
    return db_done(s, OK);
}

/* A number says most, then the name, then where it is on the web. */
static int weight(unsigned why)
{
    return ((why & BODY_SAME_NUMBER) ? 8 : 0) + ((why & BODY_SAME_NAME) ? 4 : 0) +
           ((why & BODY_SAME_DOMAIN) ? 2 : 0) + ((why & BODY_SAME_PHONE) ? 1 : 0);
}

static void take_best(struct gather *g, struct body_match *out, size_t max, size_t *n)
{
    while (*n < max && *n < g->n) {
        size_t best = *n;
        for (size_t i = *n + 1; i < g->n; i++) {
            if (weight(g->match[i].why) > weight(g->match[best].why))
                best = i;
        }
        struct body_match swap = g->match[*n];
        g->match[*n] = g->match[best];
        g->match[best] = swap;
        out[*n] = g->match[*n];
        ++*n;
    }
}

enum err body_likely(struct db *db, struct arena *a, const struct body_likeness *like,
                     struct body_match *out, size_t max, size_t *n)
{
    struct str mark[BODY_MARKS_MAX];
    struct gather *g = ARENA_NEW(a, struct gather);
    *n = 0;
    if (!g)
        return ERR_LIMIT;
    g->db = db;
    g->a = a;
    g->except_id = like->except_id;
    size_t n_marks = body_marks(a, like, mark);
    enum err e = OK;
    for (size_t i = 0; i < n_marks && !e; i++)
        e = by_mark(g, mark[i]);
    if (!e && like->name.n)
        e = by_near_name(g, like->name);
    if (!e)
        take_best(g, out, max, n);
    return e;
}
