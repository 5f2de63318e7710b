#include "modules/analysis/word_count.h"

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "core/base/utf8.h"
#include "modules/analysis/search_words.h"

#include <string.h>

#define TABLE_BYTES (96 * MIB)
#define SLOTS (1u << 20) /* more than three for each that may be kept */
#define PHRASE_WORDS 3
#define WORD_BYTES_MAX 60

struct slot {
    struct str words;
    uint32_t n, last; /* the number of the last answer it was seen in */
    bool is_phrase;
};

struct counting {
    struct arena *kept; /* the table and its words */
    struct slot *slot;
    size_t n_kept;
    uint32_t n_answers;
    bool is_cut;
};

static bool is_common(struct str word)
{
    char key[WORD_BYTES_MAX + 2] = " ";
    if (word.n < 2 || word.n >= WORD_BYTES_MAX)
        return true;
    memcpy(key + 1, word.p, word.n);
    key[word.n + 1] = ' ';
    return str_find(STR(COMMON_WORDS), (struct str){ key, word.n + 2 }) != STR_NONE;
}

static uint32_t hash_words(struct str s) /* FNV-1a */
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * 16777619u;
    return h;
}

static struct slot *slot_of(struct counting *k, struct str words)
{
    uint32_t at = hash_words(words) & (SLOTS - 1);
    while (k->slot[at].words.n && !str_eq(k->slot[at].words, words))
        at = (at + 1) & (SLOTS - 1);
    return &k->slot[at];
}

static void count(struct counting *k, struct str words, bool is_phrase)
{
    struct slot *s = slot_of(k, words);
    if (!s->words.n) {
        char *copy = k->n_kept < WORD_COUNT_MAX ? arena_alloc(k->kept, words.n) : NULL;
        if (!copy) {
            k->is_cut = true;
            return;
        }
        memcpy(copy, words.p, words.n);
        *s = (struct slot){ .words = { copy, words.n }, .is_phrase = is_phrase };
        k->n_kept++;
    }
    s->n += s->last != k->n_answers; /* once for each answer */
    s->last = k->n_answers;
}

/* The folded words of one sentence. */
static void count_sentence(struct counting *k, struct str folded)
{
    struct str last[PHRASE_WORDS] = { { 0 } }, rest = folded, word;
    while (str_cut(&rest, ' ', &word)) {
        memmove(last, last + 1, (PHRASE_WORDS - 1) * sizeof *last);
        last[PHRASE_WORDS - 1] = word;
        if (is_common(word))
            continue;
        count(k, word, false);
        for (int i = PHRASE_WORDS - 2; i >= 0 && last[i].n; i--)
            if (!is_common(last[i]))
                count(k, (struct str){ last[i].p, (size_t)(word.p + word.n - last[i].p) },
                      true);
    }
}

static bool ends_sentence(struct str text, size_t i)
{
    return text.p[i] == '\n' || text.p[i] == '.' || text.p[i] == '!' || text.p[i] == '?' ||
           text.p[i] == ';' || text.p[i] == ':';
}

static bool add_answer(void *arg, const struct answer_seen *x)
{
    struct counting *k = arg;
    size_t from = 0;
    k->n_answers++;
    for (size_t i = 0; i <= x->words.n; i++) {
        if (i < x->words.n && !ends_sentence(x->words, i))
            continue;
        count_sentence(k, utf8_fold(x->scratch, str_sub(x->words, from, i - from)));
        from = i + 1;
    }
    return true;
}

/* --- the most frequent ones --- */

static bool comes_before(const struct slot *x, const struct word_count *y)
{
    return x->n != (uint32_t)y->n ? x->n > (uint32_t)y->n : str_cmp(x->words, y->words) < 0;
}

static void put(struct word_count *list, size_t *n, const struct slot *s)
{
    size_t at = *n;
    while (at > 0 && comes_before(s, &list[at - 1]))
        at--;
    if (at >= WORD_COUNT_ROWS)
        return;
    size_t last = *n < WORD_COUNT_ROWS ? *n : WORD_COUNT_ROWS - 1;
    memmove(&list[at + 1], &list[at], (last - at) * sizeof *list);
    list[at] = (struct word_count){ s->words, s->n };
    *n += *n < WORD_COUNT_ROWS;
}

static void keep_words(struct arena *a, struct word_count *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        list[i].words = str_printf(a, "%.*s", STR_ARG(list[i].words));
}

enum err word_counts_find(struct db *db, struct arena *a, const struct answer_filter *f,
                          struct word_counts *out)
{
    struct counting k = { .kept = arena_new(TABLE_BYTES) };
    *out = (struct word_counts){ 0 };
    k.slot = k.kept ? arena_array(k.kept, SLOTS, sizeof *k.slot) : NULL;
    enum err e = k.slot ? OK : ERR_LIMIT;
    if (!e)
        memset(k.slot, 0, SLOTS * sizeof *k.slot);
    if (!e)
        e = answers_each(db, f, add_answer, &k);
    for (size_t i = 0; !e && i < SLOTS; i++) {
        const struct slot *s = &k.slot[i];
        if (s->n >= WORD_COUNT_LEAST && s->is_phrase)
            put(out->phrase, &out->n_phrases, s);
        else if (s->n >= WORD_COUNT_LEAST)
            put(out->word, &out->n_words, s);
    }
    keep_words(a, out->word, out->n_words);
    keep_words(a, out->phrase, out->n_phrases);
    out->n_answers = k.n_answers;
    out->is_cut = k.is_cut;
    arena_free(k.kept);
    return e;
}
