#include "modules/bodies/body_search.h"

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/store/search.h"
#include "modules/bodies/body_index.h"
#include "modules/bodies/body_place.h"

#define FIND_MAX (BODY_SEARCH_MAX + 1) /* one more than is counted, to know of more */
#define FEW 100             /* so many names are read sooner than the index is asked for them */
#define GUESS_LEAST_CHARS 4 /* shorter words are too like one another */
#define GUESS_STEPS_MAX 500 /* words of the index looked at for one misspelt one */
#define GUESS_EDITS 2

enum { Q_FIND, Q_FIND_WITHIN, Q_ID, Q_NAME, Q_HIDDEN, Q_NEXT_WORD };

static const char *const sql[] = {
    [Q_FIND] = "SELECT rowid FROM body_search WHERE body_search MATCH $1 AND rowid > $2 "
               "ORDER BY rowid LIMIT $3",
    [Q_FIND_WITHIN] = "SELECT rowid FROM body_search WHERE body_search MATCH $1 "
                      "AND rowid <= $2 ORDER BY rowid LIMIT $3",
    [Q_ID] = "SELECT id FROM body WHERE position = $1",
    [Q_NAME] = "SELECT sort_key FROM body WHERE position = $1",
    [Q_HIDDEN] = "SELECT id FROM body_set WHERE is_live = 0 AND id > 0 "
                 "ORDER BY id DESC LIMIT $1",
    [Q_NEXT_WORD] = "SELECT term FROM body_vocabulary WHERE term >= $1 AND term < $2 LIMIT 1",
};
const struct sql_list body_search_sql = SQL_LIST("body_search", sql);

/* --- what is asked --- */

struct asking {
    struct db *db;
    struct arena *arena;
    struct search_words words;
    struct search_ask ask;
};

static void add_all(struct asking *k, struct str term)
{
    if (term.n > 1 && k->ask.n_all < SEARCH_TERMS_MAX)
        k->ask.all[k->ask.n_all++] = term;
}

static void add_id(struct asking *k, char letter, int64_t id)
{
    if (id)
        add_all(k, str_printf(k->arena, "%c%lld", letter, (long long)id));
}

static void add_code(struct asking *k, char letter, struct str code)
{
    if (code.n)
        add_all(k, body_term(k->arena, letter, code));
}

/* Where a public search names an area, the one term "public, of this area" stands for both:
 * half the entries that the index has to walk along. */
static void add_where(struct asking *k, const struct body_filter *f)
{
    bool is_both = f->is_public && (f->area_id || f->partnership_id);
    if (f->is_public && !is_both)
        add_all(k, STR("pub"));
    if (f->area_id)
        add_all(k, str_printf(k->arena, "%sa%lld", is_both ? "q" : "", (long long)f->area_id));
    if (f->partnership_id)
        add_all(k, str_printf(k->arena, "%sp%lld", is_both ? "q" : "",
                              (long long)f->partnership_id));
}

/* Entries that came with an import which nobody sees yet, or any more. */
static enum err leave_out_hidden(struct asking *k)
{
    struct stmt *s = db_query(k->db, sql[Q_HIDDEN], BINDS(bi(SEARCH_WITHOUT_MAX)));
    while (k->ask.n_without < SEARCH_WITHOUT_MAX && db_row(s))
        k->ask.without[k->ask.n_without++] =
            str_printf(k->arena, "s%lld", (long long)db_i64(s, 0));
    return db_done(s, OK);
}

static enum err asking_make(struct db *db, struct arena *a, const struct body_filter *f,
                            struct asking *k)
{
    *k = (struct asking){ .db = db, .arena = a };
    search_words_read(a, f->words, &k->words);
    k->ask.words = &k->words;
    k->ask.columns = f->is_public ? "name words" : "name words own";
    add_where(k, f);
    add_code(k, 't', f->topic);
    add_code(k, 'o', f->outcome);
    add_code(k, 'g', f->ground);
    add_code(k, 'k', f->kind);
    if (f->is_community)
        add_all(k, STR("gcommunity"));
    if (f->is_stale_only)
        add_all(k, STR("stale"));
    add_id(k, 'x', f->tag_id);
    add_code(k, 'z', f->state);
    for (size_t i = 0; !k->ask.n_all && i < body_states.n; i++)
        if (!str_eq(body_states.item[i].code, STR("merged")))
            k->ask.any[k->ask.n_any++] = body_term(a, 'z', body_states.item[i].code);
    enum err e = leave_out_hidden(k);
    return e ? e : search_words_complete(db, a, sql[Q_NEXT_WORD], &k->words);
}

/* --- finding --- */

struct places {
    int64_t *item; /* positions, rising */
    size_t n;
};

/* expression: of the words and filters. Those after `from`, or (Q_FIND_WITHIN) up to it. */
static enum err find(struct asking *k, int of, int64_t from, size_t max, struct places *out)
{
    *out = (struct places){ .item = arena_array(k->arena, max, sizeof *out->item) };
    if (!out->item)
        return ERR_LIMIT;
    struct stmt *s =
        db_query(k->db, sql[of],
                 BINDS(bt(search_expression(k->arena, &k->ask)), bi(from), bi((int64_t)max)));
    while (out->n < max && db_row(s))
        out->item[out->n++] = db_i64(s, 0);
    return db_done(s, OK);
}

/* --- ranking: of the first matches those first whose name says it --- */

enum { LEVEL_FRONT, LEVEL_NAME, LEVEL_REST, LEVEL__MAX };

/* Those of `found` that are in `better` stand at that level. */
static void raise(const struct places *found, const struct places *better, unsigned char level,
                  unsigned char *levels)
{
    size_t i = 0;
    for (size_t k = 0; k < better->n; k++) {
        while (i < found->n && found->item[i] < better->item[k])
            i++;
        if (i < found->n && found->item[i] == better->item[k])
            levels[i] = level;
    }
}

static void put_in_order(const struct places *found, const unsigned char *levels,
                         struct places *out)
{
    for (int is_stale = 0; is_stale < 2; is_stale++)
        for (unsigned char level = 0; level < LEVEL__MAX; level++)
            for (size_t i = 0; i < found->n; i++)
                if (levels[i] == level && (found->item[i] >= BODY_PLACE_MAX) == is_stale)
                    out->item[out->n++] = found->item[i];
}

/* Whether a folded name has the word: whole, or the last one as a beginning. */
static bool has_word(struct str name, struct str word, bool is_last)
{
    struct str one;
    while (str_cut(&name, ' ', &one))
        if (is_last ? str_starts(one, word) : str_eq(one, word))
            return true;
    return false;
}

static unsigned char level_of(const struct search_words *w, struct str name)
{
    for (size_t i = 0; i < w->n; i++)
        if (!has_word(name, w->word[i], i + 1 == w->n))
            return LEVEL_REST;
    return str_starts(name, w->word[0]) ? LEVEL_FRONT : LEVEL_NAME;
}

static enum err rank_by_names(struct asking *k, const struct places *found,
                              unsigned char *levels)
{
    for (size_t i = 0; i < found->n; i++) {
        struct str name;
        enum err e =
            db_one_text(k->db, sql[Q_NAME], BINDS(bi(found->item[i])), k->arena, &name);
        if (e && e != ERR_NOT_FOUND)
            return e;
        levels[i] = e ? LEVEL_REST : level_of(&k->words, name);
    }
    return OK;
}

/* Of many: the index knows which have all the words in the name. */
static enum err rank_by_index(struct asking *k, const struct places *found,
                              unsigned char *levels)
{
    struct places in_name;
    k->ask.columns = "name";
    enum err e = find(k, Q_FIND_WITHIN, found->item[found->n - 1], found->n, &in_name);
    for (size_t i = 0; i < found->n; i++)
        levels[i] = LEVEL_REST;
    if (!e)
        raise(found, &in_name, LEVEL_NAME, levels);
    return e;
}

static enum err rank(struct asking *k, struct places *found)
{
    struct places ordered = { .item = arena_array(k->arena, found->n, sizeof *ordered.item) };
    unsigned char *levels = arena_alloc(k->arena, found->n);
    if (!ordered.item || !levels)
        return ERR_LIMIT;
    enum err e =
        found->n <= FEW ? rank_by_names(k, found, levels) : rank_by_index(k, found, levels);
    if (e)
        return e;
    put_in_order(found, levels, &ordered);
    *found = ordered;
    return OK;
}

/* --- a page of it --- */

static enum err take(struct asking *k, const struct places *found, size_t first, size_t size,
                     struct body_hits *out)
{
    out->item = arena_array(k->arena, size, sizeof *out->item);
    if (!out->item)
        return ERR_LIMIT;
    for (size_t i = first; i < found->n && out->n < size; i++) {
        struct body_hit hit = { .position = found->item[i] };
        enum err e = db_one_i64(k->db, sql[Q_ID], BINDS(bi(hit.position)), &hit.body_id);
        if (e && e != ERR_NOT_FOUND)
            return e;
        if (!e)
            out->item[out->n++] = hit;
    }
    return OK;
}

/* In the order of the register, beyond what is counted. */
static enum err search_after(struct asking *k, const struct body_page *page,
                             struct body_hits *out)
{
    struct places found;
    enum err e = find(k, Q_FIND, page->after, page->size + 1, &found);
    if (e)
        return e;
    out->n_found = FIND_MAX;
    out->has_more = found.n > page->size;
    return take(k, &found, 0, page->size, out);
}

enum err body_search(struct db *db, struct arena *a, const struct body_filter *filter,
                     const struct body_page *page, struct body_hits *out)
{
    struct asking *k = ARENA_NEW(a, struct asking);
    struct places found;
    *out = (struct body_hits){ 0 };
    if (!k)
        return ERR_LIMIT;
    enum err e = asking_make(db, a, filter, k);
    if (e || (filter->words.n && !k->words.n))
        return e; /* signs only: nothing is called so */
    if (page->after && !k->words.n)
        return search_after(k, page, out);
    e = find(k, Q_FIND, 0, FIND_MAX, &found);
    if (!e && found.n && k->words.n)
        e = rank(k, &found);
    if (e)
        return e;
    size_t first = page->page > 1 ? (size_t)(page->page - 1) * page->size : 0;
    out->n_found = found.n;
    out->has_more = found.n > first + page->size;
    if (found.n > BODY_SEARCH_MAX)
        found.n = BODY_SEARCH_MAX;
    return take(k, &found, first, page->size, out);
}

/* --- misspelt words --- */

struct guess {
    struct str best;
    unsigned edits; /* of the best so far */
};

static enum err next_word(struct asking *k, struct str from, struct str below, struct str *out)
{
    *out = (struct str){ 0 };
    enum err e =
        db_one_text(k->db, sql[Q_NEXT_WORD], BINDS(bt(from), bt(below)), k->arena, out);
    return e == ERR_NOT_FOUND ? OK : e;
}

/* The nearest of the words that begin alike; looks at so many at most. */
static enum err guess_among(struct asking *k, struct str word, struct str beginning,
                            struct guess *g)
{
    struct str below = str_join(k->arena, beginning, STR("\xF4\x8F\xBF\xBF"));
    struct str from = beginning, term;
    for (int i = 0; i < GUESS_STEPS_MAX; i++) {
        enum err e = next_word(k, from, below, &term);
        if (e || !term.n)
            return e;
        unsigned edits = term.n >= GUESS_LEAST_CHARS ? utf8_distance(word, term, GUESS_EDITS)
                                                     : GUESS_EDITS + 1;
        if (edits < g->edits)
            *g = (struct guess){ term, edits };
        from = str_join(k->arena, term, STR(" "));
    }
    return OK;
}

/* Stays as it is when the index has it, or nothing is near. */
static enum err guess_word(struct asking *k, struct str *word, bool is_last)
{
    struct str found;
    size_t chars = utf8_length(*word);
    enum err e =
        next_word(k, *word, str_join(k->arena, *word, STR("\xF4\x8F\xBF\xBF")), &found);
    bool is_known = is_last ? found.n > 0 : str_eq(found, *word);
    if (e || is_known || chars < GUESS_LEAST_CHARS)
        return e;
    struct guess g = { *word, chars < 6 ? 2 : GUESS_EDITS + 1 };
    for (size_t n = 3; !e && n > 0 && str_eq(g.best, *word); n--)
        e = guess_among(k, *word, str_sub(*word, 0, n), &g);
    *word = g.best;
    return e;
}

static bool is_said_alike(const struct search_words *x, const struct search_words *y)
{
    for (size_t i = 0; i < x->n; i++)
        if (!str_eq(x->word[i], y->word[i]))
            return false;
    return true;
}

/* What it suggests must be found, in public words of entries that may be named. */
enum err body_search_suggest(struct db *db, struct arena *a, struct str words, struct str *out)
{
    struct asking *k = ARENA_NEW(a, struct asking);
    struct places found = { 0 };
    *out = (struct str){ 0 };
    if (!k)
        return ERR_LIMIT;
    enum err e =
        asking_make(db, a, &(struct body_filter){ .words = words, .is_public = true }, k);
    const struct search_words typed = k->words;
    for (size_t i = 0; !e && i < k->words.n; i++)
        e = guess_word(k, &k->words.word[i], i + 1 == k->words.n);
    if (e || !typed.n || is_said_alike(&typed, &k->words))
        return e;
    k->words.n_endings = 0;
    e = search_words_complete(db, a, sql[Q_NEXT_WORD], &k->words);
    if (!e)
        e = find(k, Q_FIND, 0, 1, &found);
    if (e || !found.n)
        return e;
    for (size_t i = 0; i < k->words.n; i++)
        *out = i ? str_printf(a, "%.*s %.*s", STR_ARG(*out), STR_ARG(k->words.word[i]))
                 : k->words.word[i];
    return OK;
}
