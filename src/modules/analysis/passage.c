/* passage.c: parts of an answer: its sentences, and what somebody typed to name one. */
#include "core/base/utf8.h"
#include "modules/analysis/reading.h"

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static bool ends_sentence(struct str text, size_t at)
{
    char c = text.p[at];
    if (c == '\n')
        return true;
    if (c != '.' && c != '!' && c != '?')
        return false;
    return at + 1 >= text.n || is_space(text.p[at + 1]);
}

/* From and to are bytes; what is between becomes characters. */
static struct passage passage_at(struct str text, size_t from, size_t to)
{
    return (struct passage){ (int64_t)utf8_length(str_sub(text, 0, from)),
                             (int64_t)utf8_length(str_sub(text, from, to - from)) };
}

size_t reading_sentences(struct str text, struct passage out[READING_SENTENCES_MAX])
{
    size_t n = 0, at = 0;
    while (at < text.n && n < READING_SENTENCES_MAX) {
        while (at < text.n && is_space(text.p[at]))
            at++;
        size_t from = at;
        bool is_last = n + 1 == READING_SENTENCES_MAX;
        while (at < text.n && (is_last || !ends_sentence(text, at)))
            at++;
        at += at < text.n ? 1 : 0;
        size_t to = at;
        while (to > from && is_space(text.p[to - 1]))
            to--;
        if (to > from)
            out[n++] = passage_at(text, from, to);
    }
    return n;
}

static size_t byte_of(struct str text, int64_t chars)
{
    size_t at = 0;
    while (chars-- > 0 && at < text.n)
        (void)utf8_next(text, &at);
    return at;
}

struct str passage_words(struct str text, struct passage p)
{
    size_t from = byte_of(text, p.start_at);
    size_t to = byte_of(text, p.start_at + p.n_chars);
    return str_sub(text, from, to - from);
}

/* "2", "2 to 4", "2-4" */
static bool numbers_of(struct str typed, int64_t *first, int64_t *last)
{
    size_t dash = str_find_char(typed, '-');
    size_t to = str_find(typed, STR(" to "));
    if (dash == STR_NONE && to == STR_NONE)
        return str_to_i64(typed, first) && (*last = *first, true);
    size_t at = to == STR_NONE ? dash : to;
    size_t n = to == STR_NONE ? 1 : STR(" to ").n;
    return str_to_i64(str_trim(str_sub(typed, 0, at)), first) &&
           str_to_i64(str_trim(str_sub(typed, at + n, typed.n)), last);
}

/* Where words stand, with any spaces for any: what a browser copies has its own line ends. */
static size_t match_at(struct str text, size_t at, struct str words)
{
    size_t i = 0;
    while (i < words.n) {
        if (at >= text.n)
            return 0;
        if (is_space(words.p[i]) && is_space(text.p[at])) {
            while (i < words.n && is_space(words.p[i]))
                i++;
            while (at < text.n && is_space(text.p[at]))
                at++;
            continue;
        }
        if (words.p[i++] != text.p[at++])
            return 0;
    }
    return at;
}

bool reading_passage(struct str text, struct str typed, struct passage *out)
{
    struct passage sentence[READING_SENTENCES_MAX];
    int64_t first, last;
    typed = str_trim(typed);
    if (!typed.n)
        return false;
    if (numbers_of(typed, &first, &last)) {
        int64_t n = (int64_t)reading_sentences(text, sentence);
        if (first < 1 || last < first || last > n)
            return false;
        *out = (struct passage){ sentence[first - 1].start_at,
                                 sentence[last - 1].start_at + sentence[last - 1].n_chars -
                                     sentence[first - 1].start_at };
        return true;
    }
    for (size_t at = 0; at < text.n; at++) {
        size_t to = match_at(text, at, typed);
        if (!to)
            continue;
        *out = passage_at(text, at, to);
        return true;
    }
    return false;
}
