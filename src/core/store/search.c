#include "core/store/search.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"

#include <string.h>

#define EXPRESSION_MAX_BYTES 8192
#define WHOLE_PREFIX_CHARS 4 /* up to here the index holds beginnings of words: "prefix =" */
#define LAST_SIGN "\xF4\x8F\xBF\xBF" /* U+10FFFF: after all that a word can go on with */
#define BEFORE_MATCH 3               /* one third of what is shown stands before the match */
#define CUT "…"

/* --- words --- */

static bool is_little(struct str word)
{
    static const char *const little[] = { "a",  "an", "and", "at", "by",  "for", "from",
                                          "in", "of", "on",  "or", "the", "to",  "with" };
    for (size_t i = 0; i < sizeof little / sizeof little[0]; i++)
        if (str_eq(word, str_from(little[i])))
            return true;
    return false;
}

/* At most that many characters of it. */
static struct str cut_chars(struct str s, size_t max)
{
    size_t n = 0, i = 0;
    while (i < s.n && n < max) {
        (void)utf8_next(s, &i);
        n++;
    }
    return str_sub(s, 0, i);
}

static bool has_word(const struct search_words *w, struct str word)
{
    for (size_t i = 0; i < w->n; i++)
        if (str_eq(w->word[i], word))
            return true;
    return false;
}

static void read_words(struct str folded, bool with_little, struct search_words *out)
{
    struct str word;
    while (out->n < SEARCH_WORDS_MAX && str_cut(&folded, ' ', &word)) {
        word = cut_chars(word, SEARCH_WORD_CHARS);
        if (word.n && (with_little || !is_little(word)) && !has_word(out, word))
            out->word[out->n++] = word;
    }
}

void search_words_read(struct arena *a, struct str typed, struct search_words *out)
{
    struct str folded = utf8_fold(a, typed);
    *out = (struct search_words){ 0 };
    read_words(folded, false, out);
    if (!out->n)
        read_words(folded, true, out);
}

enum err search_words_complete(struct db *db, struct arena *a, const char *next,
                               struct search_words *words)
{
    words->n_endings = 0;
    if (!words->n || utf8_length(words->word[words->n - 1]) <= WHOLE_PREFIX_CHARS)
        return OK;
    struct str from = words->word[words->n - 1];
    struct str below = str_join(a, from, STR(LAST_SIGN));
    enum err e = OK;
    while (!e && words->n_endings < SEARCH_ENDINGS_MAX) {
        struct str term;
        e = db_one_text(db, next, BINDS(bt(from), bt(below)), a, &term);
        if (e)
            break;
        words->ending[words->n_endings++] = term;
        from = str_join(a, term, STR(" ")); /* before all that goes on from it */
    }
    return e == ERR_NOT_FOUND ? OK : e;
}

/* --- the expression --- */

/* Whatever it holds: inside quotes, with no quote in it. */
static void add_quoted(struct buf *out, struct str word)
{
    buf_char(out, '"');
    for (size_t i = 0; i < word.n; i++)
        if (word.p[i] != '"' && word.p[i] != '\0')
            buf_char(out, word.p[i]);
    buf_char(out, '"');
}

static void add_last(struct buf *out, const struct search_words *w)
{
    struct str last = w->word[w->n - 1];
    if (!w->n_endings) {
        size_t chars = utf8_length(last);
        add_quoted(out, last);
        if (chars > 1 && chars <= WHOLE_PREFIX_CHARS)
            buf_lit(out, " *");
        return;
    }
    buf_char(out, '(');
    for (size_t i = 0; i < w->n_endings; i++) {
        if (i)
            buf_lit(out, " OR ");
        add_quoted(out, w->ending[i]);
    }
    buf_char(out, ')');
}

static void add_words(struct buf *out, const struct search_ask *ask)
{
    const struct search_words *w = ask->words;
    buf_printf(out, "{%s} : (", ask->columns);
    for (size_t i = 0; i < w->n; i++) {
        if (i)
            buf_lit(out, " AND ");
        if (i + 1 == w->n) {
            add_last(out, w);
            continue;
        }
        add_quoted(out, w->word[i]);
    }
    buf_char(out, ')');
}

static bool is_term(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9')))
            return false;
    return s.n > 0;
}

/* One part of the expression. What is no term is left out; without any there is no part. */
static void add_terms(struct buf *out, const char *between, const struct str *term, size_t n)
{
    size_t n_added = 0;
    for (size_t i = 0; i < n; i++) {
        if (!is_term(term[i]))
            continue;
        buf_str(out, str_from(n_added++ ? between : "terms : ("));
        add_quoted(out, term[i]);
    }
    if (n_added)
        buf_char(out, ')');
}

static void add_and(struct buf *out, struct str part)
{
    if (part.n && out->n)
        buf_lit(out, " AND ");
    buf_str(out, part);
}

struct str search_expression(struct arena *a, const struct search_ask *ask)
{
    struct buf *must = buf_in(a, EXPRESSION_MAX_BYTES), *all = buf_in(a, EXPRESSION_MAX_BYTES);
    struct buf *any = buf_in(a, EXPRESSION_MAX_BYTES), *less = buf_in(a, EXPRESSION_MAX_BYTES);
    if (ask->words && ask->words->n)
        add_words(must, ask);
    add_terms(all, " AND ", ask->all, ask->n_all);
    add_terms(any, " OR ", ask->any, ask->n_any);
    add_terms(less, " OR ", ask->without, ask->n_without);
    add_and(must, buf_view(all));
    add_and(must, buf_view(any));
    if (!less->n)
        return buf_view(must);
    return str_printf(a, "(%.*s) NOT %.*s", STR_ARG(buf_view(must)), STR_ARG(buf_view(less)));
}

/* --- what to show --- */

/* Letters, digits, apostrophes, and all beyond ASCII: what utf8_fold makes one word of. */
static bool is_word_byte(char ch)
{
    unsigned char b = (unsigned char)ch;
    return b >= 0x80 || (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') ||
           (b >= 'A' && b <= 'Z') || b == '\'';
}

static bool is_match(struct arena *a, struct str run, const struct search_words *w)
{
    struct str rest = utf8_fold(a, run), word;
    while (str_cut(&rest, ' ', &word))
        for (size_t i = 0; i < w->n; i++)
            if (i + 1 < w->n ? str_eq(word, w->word[i]) : str_starts(word, w->word[i]))
                return true;
    return false;
}

/* The next run of letters at or after `from`; false: none. */
static bool next_run(struct str text, size_t from, size_t *begin, size_t *end)
{
    while (from < text.n && !is_word_byte(text.p[from]))
        from++;
    *begin = from;
    while (from < text.n && is_word_byte(text.p[from]))
        from++;
    *end = from;
    return *end > *begin;
}

struct marking {
    struct arena *arena;
    struct search_part *out;
    size_t n, max;
};

static void add_part(struct marking *m, struct str text, bool matches)
{
    if (!text.n)
        return;
    if (m->n && (m->n == m->max || m->out[m->n - 1].is_match == matches)) {
        struct search_part *last = &m->out[m->n - 1];
        last->text = str_join(m->arena, last->text, text);
        return;
    }
    m->out[m->n++] = (struct search_part){ text, matches };
}

/* Where to begin: a little before the first match, at the beginning of a run. */
static size_t first_shown(struct arena *a, struct str text, const struct search_words *w,
                          size_t before)
{
    size_t at = 0, begin, end, match = 0;
    while (next_run(text, at, &begin, &end)) {
        at = end;
        if (is_match(a, str_sub(text, begin, end - begin), w)) {
            match = begin;
            break;
        }
    }
    if (match <= before)
        return 0;
    size_t from = match - before;
    while (from < match && is_word_byte(text.p[from]))
        from++;
    while (from < match && !is_word_byte(text.p[from]))
        from++;
    return from;
}

size_t search_parts(struct arena *a, struct str text, const struct search_words *words,
                    size_t max_chars, struct search_part *out, size_t max)
{
    struct marking m = { a, out, 0, max };
    const size_t from = words->n ? first_shown(a, text, words, max_chars / BEFORE_MATCH) : 0;
    struct str shown = cut_chars(str_sub(text, from, text.n), max_chars);
    bool is_cut = from + shown.n < text.n;
    if (is_cut && is_word_byte(text.p[from + shown.n])) {
        size_t n = shown.n;
        while (n && is_word_byte(shown.p[n - 1]))
            n--;
        if (n)
            shown.n = n;
    }
    if (is_cut)
        shown = str_trim(shown);
    size_t at = 0, begin, end;
    if (from)
        add_part(&m, STR(CUT), false);
    while (words->n && next_run(shown, at, &begin, &end)) {
        struct str run = str_sub(shown, begin, end - begin);
        add_part(&m, str_sub(shown, at, begin - at), false);
        add_part(&m, run, is_match(a, run, words));
        at = end;
    }
    add_part(&m, str_sub(shown, at, shown.n), false);
    if (is_cut)
        add_part(&m, STR(CUT), false);
    return m.n;
}
