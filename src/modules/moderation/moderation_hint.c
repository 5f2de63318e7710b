/*
 * moderation_hint.c: hints by form, by the sender's names, by the register.
 */
#include "modules/moderation/moderation_hint.h"

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "modules/moderation/moderation_words.h"

#define PHONE_DIGITS 7 /* fewer are a year, a sum, a date */
#define RUN_WORDS 8    /* of a name */
#define RUNS_MAX 30    /* looked up for one answer */
#define NAME_CHARS 4   /* shorter names of people would be found everywhere */

enum { Q_NAMED };

static const char *const sql[] = {
    [Q_NAMED] = "SELECT 1 FROM body WHERE sort_key = $1 AND state <> 'merged' LIMIT 1",
};
const struct sql_list moderation_hint_sql = SQL_LIST("moderation_hint", sql);

struct hinting {
    struct db *db;
    struct arena *a;
    struct str words;
    struct moderation_hint *out;
    size_t n, n_runs;
};

static void hint_add(struct hinting *k, const char *kind, struct str text)
{
    struct str what = str_from(kind);
    for (size_t i = 0; i < k->n; i++)
        if (str_eq(k->out[i].text, text))
            return;
    if (text.n && k->n < MODERATION_HINTS_MAX)
        k->out[k->n++] = (struct moderation_hint){ what, text };
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static struct str without_marks(struct str s)
{
    while (s.n && (s.p[s.n - 1] == '.' || s.p[s.n - 1] == ',' || s.p[s.n - 1] == ')' ||
                   s.p[s.n - 1] == ';' || s.p[s.n - 1] == ':' || s.p[s.n - 1] == '?'))
        s.n--;
    while (s.n && s.p[0] == '(')
        s = str_sub(s, 1, s.n);
    return s;
}

/* The next run without spaces from *at on. */
static bool next_word(struct str s, size_t *at, struct str *out)
{
    while (*at < s.n && is_space(s.p[*at]))
        (*at)++;
    size_t from = *at;
    while (*at < s.n && !is_space(s.p[*at]))
        (*at)++;
    *out = str_sub(s, from, *at - from);
    return out->n > 0;
}

static void hint_emails(struct hinting *k)
{
    struct str word;
    for (size_t at = 0; next_word(k->words, &at, &word);) {
        size_t sign = str_find_char(word, '@');
        if (sign != STR_NONE && sign > 0 && sign + 1 < word.n)
            hint_add(k, HINT_EMAIL, without_marks(word));
    }
}

/* Digits with spaces, hyphens and brackets between. */
static void hint_phones(struct hinting *k)
{
    struct str s = k->words;
    for (size_t i = 0; i < s.n; i++) {
        size_t end = i, last = i, digits = 0;
        if (!is_digit(s.p[i]) && s.p[i] != '+')
            continue;
        while (end < s.n && (is_digit(s.p[end]) || s.p[end] == ' ' || s.p[end] == '-' ||
                             s.p[end] == '+' || s.p[end] == '(' || s.p[end] == ')')) {
            digits += is_digit(s.p[end]);
            last = is_digit(s.p[end]) ? end : last;
            end++;
        }
        if (digits >= PHONE_DIGITS)
            hint_add(k, HINT_PHONE, str_sub(s, i, last + 1 - i));
        i = end > i ? end - 1 : i;
    }
}

/* "KY11 2AB", also without the space: the end of it first. */
static bool is_postcode(struct str s)
{
    size_t letters = 0, n = s.n;
    if (n < 5 || n > 8 || !is_digit(s.p[n - 3]) || !is_letter(s.p[n - 2]) ||
        !is_letter(s.p[n - 1]))
        return false;
    struct str out = str_trim(str_sub(s, 0, n - 3));
    while (letters < out.n && is_letter(out.p[letters]))
        letters++;
    return letters >= 1 && letters <= 2 && letters < out.n && is_digit(out.p[letters]) &&
           out.n - letters <= 2;
}

static void hint_postcodes(struct hinting *k)
{
    struct str word, before = { 0 };
    for (size_t at = 0; next_word(k->words, &at, &word); before = word) {
        struct str bare = without_marks(word);
        if (is_postcode(bare)) {
            hint_add(k, HINT_POSTCODE, bare);
            continue;
        }
        if (!before.n || bare.n != 3)
            continue;
        struct str both = { before.p, (size_t)(bare.p + bare.n - before.p) };
        if (is_postcode(both))
            hint_add(k, HINT_POSTCODE, both);
    }
}

/* --- names --- */

/* Words of which many names are made, and what people type who give none: they stand in every
 * other answer and tell nothing. */
static bool is_common(struct str word)
{
    static const char *const common[] = {
        "about",     "alliance",   "anonymous",    "association", "board",       "carer",
        "carers",    "central",    "centre",       "chair",       "charity",     "church",
        "citizen",   "club",       "community",    "company",     "council",     "east",
        "family",    "families",   "forum",        "foundation",  "from",        "group",
        "groups",    "individual", "justice",      "local",       "manager",     "member",
        "members",   "name",       "national",     "network",     "nobody",      "none",
        "north",     "officer",    "organisation", "parent",      "partnership", "people",
        "person",    "private",    "prison",       "project",     "public",      "resident",
        "residents", "scotland",   "scottish",     "secretary",   "service",     "services",
        "social",    "society",    "some",         "somebody",    "someone",     "south",
        "staff",     "support",    "team",         "test",        "that",        "their",
        "this",      "together",   "trust",        "user",        "victim",      "voluntary",
        "volunteer", "volunteers", "west",         "with",        "women",       "work",
        "worker",    "young",      "your",         "youth",
    };
    for (size_t i = 0; i < sizeof common / sizeof common[0]; i++)
        if (str_eq_nocase(word, str_from(common[i])))
            return true;
    return false;
}

/* Nothing in it says whose name it is: "Group", "A person", "The Community Group". */
static bool is_trivial(struct str name)
{
    struct str word;
    for (size_t at = 0; next_word(name, &at, &word);) {
        struct str bare = without_marks(word);
        if (bare.n >= NAME_CHARS && !is_common(bare))
            return false;
    }
    return true;
}

static bool is_in_word(char c)
{
    return is_letter(c) || is_digit(c) || (unsigned char)c >= 0x80;
}

/* A name that is known, as it stands there: whole words. */
static void hint_known(struct hinting *k, struct str name)
{
    struct str lower = str_lower(k->a, k->words), find = str_lower(k->a, str_trim(name));
    if (find.n < NAME_CHARS || is_trivial(find))
        return;
    for (size_t from = 0; from + find.n <= lower.n;) {
        size_t at = str_find(str_sub(lower, from, lower.n - from), find);
        if (at == STR_NONE)
            return;
        at += from;
        bool begins = !at || !is_in_word(lower.p[at - 1]);
        bool ends = at + find.n == lower.n || !is_in_word(lower.p[at + find.n]);
        if (begins && ends) {
            hint_add(k, HINT_AUTHOR, str_sub(k->words, at, find.n));
            return;
        }
        from = at + 1;
    }
}

static void hint_sender(struct hinting *k, const struct respondent *who)
{
    struct str word;
    hint_known(k, who->organisation);
    hint_known(k, who->name);
    for (size_t at = 0; next_word(who->name, &at, &word);)
        hint_known(k, word);
}

/* --- the register --- */

static bool may_stand_in_name(struct str w)
{
    static const char *const small[] = { "of", "and", "the", "for", "in", "&" };
    for (size_t i = 0; i < sizeof small / sizeof small[0]; i++)
        if (str_eq(w, str_from(small[i])))
            return true;
    return w.p[0] >= 'A' && w.p[0] <= 'Z';
}

static enum err is_registered(struct hinting *k, struct str name, bool *is)
{
    int64_t one;
    enum err e = db_one_i64(k->db, sql[Q_NAMED], BINDS(bt(utf8_fold(k->a, name))), &one);
    *is = !e;
    k->n_runs++;
    return e == ERR_NOT_FOUND ? OK : e;
}

/* The run from word[0] on: all of it, then without its last word, and so on to two words. */
static enum err look_up_run(struct hinting *k, const struct str *word, size_t n)
{
    enum err e = OK;
    bool is = false;
    for (size_t m = n; !e && !is && m >= 2 && k->n_runs < RUNS_MAX; m--) {
        const struct str *last = &word[m - 1];
        struct str name =
            without_marks((struct str){ word[0].p, (size_t)(last->p + last->n - word[0].p) });
        if (is_trivial(name))
            continue;
        e = is_registered(k, name, &is);
        if (is)
            hint_add(k, HINT_REGISTER, name);
    }
    return e;
}

static enum err hint_registered(struct hinting *k)
{
    struct str run[RUN_WORDS], word;
    size_t n = 0;
    enum err e = OK;
    for (size_t at = 0; !e && next_word(k->words, &at, &word);) {
        bool goes_on = may_stand_in_name(word) && n < RUN_WORDS;
        bool is_first_small = !n && !(word.p[0] >= 'A' && word.p[0] <= 'Z');
        if (goes_on && !is_first_small) {
            run[n++] = word;
            continue;
        }
        e = look_up_run(k, run, n);
        n = 0;
    }
    return e ? e : look_up_run(k, run, n);
}

enum err moderation_hints(struct db *db, struct arena *a, struct str words,
                          const struct respondent *who,
                          struct moderation_hint out[MODERATION_HINTS_MAX], size_t *n)
{
    struct hinting k = { .db = db, .a = a, .words = words, .out = out };
    hint_emails(&k);
    hint_phones(&k);
    hint_postcodes(&k);
    if (who)
        hint_sender(&k, who);
    enum err e = hint_registered(&k);
    *n = k.n;
    return e;
}
