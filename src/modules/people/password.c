#include "modules/people/password.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/embedded_text.h"
#include "core/base/utf8.h"

#define WORD_MIN 3      /* letters of a listed word */
#define NAME_WORD_MIN 4 /* letters of one word of a name */
#define RUN_MIN 3       /* keys beside each other */

/* --- the list: words in order, one a line --- */

static struct str list(void)
{
    return n_words_embedded ? words_embedded[0].text : (struct str){ NULL, 0 };
}

/* The word around `at`, without its newline; *from where it begins. */
static struct str word_at(struct str text, size_t at, size_t *from)
{
    size_t end = at;
    while (at > 0 && text.p[at - 1] != '\n')
        at--;
    while (end < text.n && text.p[end] != '\n')
        end++;
    *from = at;
    return str_sub(text, at, end - at);
}

bool password_is_listed(struct str word)
{
    const struct str text = list();
    size_t low = 0, high = text.n;
    if (word.n < WORD_MIN)
        return false;
    while (low < high) {
        size_t from;
        struct str there = word_at(text, low + (high - low) / 2, &from);
        int order = str_cmp(word, there);
        if (order == 0)
            return true;
        if (order < 0)
            high = from;
        else
            low = from + there.n + 1;
    }
    return false;
}

/* --- what is left of a password --- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static struct str cut_ends(struct str s)
{
    while (s.n && !is_letter(s.p[0]))
        s = str_sub(s, 1, s.n - 1);
    while (s.n && !is_letter(s.p[s.n - 1]))
        s.n--;
    return s;
}

static struct str without_spaces(struct arena *a, struct str s)
{
    struct buf *out = buf_in(a, s.n + 1);
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != ' ')
            buf_char(out, s.p[i]);
    }
    return buf_view(out);
}

/* Lower case, no accents, no signs. Letters that folding does not know stay as typed. */
static struct str core_of(struct arena *a, struct str password)
{
    struct str left = cut_ends(password);
    struct str folded = without_spaces(a, cut_ends(utf8_fold(a, left)));
    size_t n_foreign = 0;
    for (size_t i = 0; i < left.n; i++)
        n_foreign += (unsigned char)left.p[i] >= 0x80;
    return n_foreign > folded.n ? str_lower(a, left) : folded;
}

/* --- listed words --- */

static bool is_repeated(struct str s, size_t n)
{
    for (size_t i = n; i < s.n; i++) {
        if (s.p[i] != s.p[i - n])
            return false;
    }
    return s.n % n == 0;
}

static bool is_of_listed(struct str core)
{
    for (size_t n = WORD_MIN; n <= core.n; n++) {
        if (!password_is_listed(str_sub(core, 0, n)))
            continue;
        if (is_repeated(core, n) || password_is_listed(str_sub(core, n, core.n - n)))
            return true;
    }
    return false;
}

/* --- patterns --- */

static bool is_one_character(struct str s)
{
    size_t i = 0;
    uint32_t first = s.n ? utf8_next(s, &i) : 0;
    while (i < s.n) {
        if (utf8_next(s, &i) != first)
            return false;
    }
    return true;
}

/* How many signs at the start of s lie beside each other in the row, forwards or backwards. */
static size_t run_in(struct str row, struct str s)
{
    size_t at = str_find_char(row, s.p[0]), up = 1, down = 1;
    if (at == STR_NONE)
        return 0;
    while (up < s.n && at + up < row.n && s.p[up] == row.p[at + up])
        up++;
    while (down < s.n && down <= at && s.p[down] == row.p[at - down])
        down++;
    return up > down ? up : down;
}

static bool is_of_rows(struct str s)
{
    static const struct str row[] = { STR_INIT("qwertyuiop"), STR_INIT("asdfghjkl"),
                                      STR_INIT("zxcvbnm"),
                                      STR_INIT("abcdefghijklmnopqrstuvwxyz"),
                                      STR_INIT("1234567890") };
    while (s.n) {
        size_t longest = 0;
        for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
            size_t n = run_in(row[i], s);
            longest = n > longest ? n : longest;
        }
        if (longest < RUN_MIN)
            return false;
        s = str_sub(s, longest, s.n - longest);
    }
    return true;
}

/* --- names --- */

static void cover(bool *covered, struct str core, struct str name)
{
    for (size_t i = 0; name.n && i + name.n <= core.n; i++) {
        if (memcmp(core.p + i, name.p, name.n) == 0)
            memset(covered + i, true, name.n);
    }
}

static void cover_name(struct arena *a, bool *covered, struct str core, struct str name)
{
    struct str folded = utf8_fold(a, name), rest = folded, word;
    struct str whole = without_spaces(a, folded);
    if (whole.n >= WORD_MIN)
        cover(covered, core, whole);
    while (str_cut(&rest, ' ', &word)) {
        if (word.n >= NAME_WORD_MIN)
            cover(covered, core, word);
    }
}

static bool is_of_names(struct arena *a, struct str core, const struct str *own, size_t n_own)
{
    size_t n = 0;
    bool *covered = arena_array(a, core.n + 1, sizeof *covered);
    if (!covered)
        return true;
    for (size_t i = 0; i < n_own; i++)
        cover_name(a, covered, core, own[i]);
    for (size_t i = 0; i < core.n; i++)
        n += covered[i];
    return 2 * n > core.n;
}

enum password_fault password_judge(struct arena *a, struct str password, const struct str *own,
                                   size_t n_own)
{
    if (!utf8_is_text(password))
        return PASSWORD_NOT_TEXT;
    size_t n = utf8_length(password);
    if (n < PASSWORD_MIN)
        return PASSWORD_SHORT;
    if (n > PASSWORD_MAX)
        return PASSWORD_LONG;
    struct str core = core_of(a, password);
    if (arena_failed(a))
        return PASSWORD_NOT_TEXT;
    if (!core.n)
        return PASSWORD_EMPTY;
    if (is_one_character(core) || is_of_rows(core))
        return PASSWORD_PATTERN;
    if (is_of_listed(core))
        return PASSWORD_LISTED;
    bool is_name = is_of_names(a, core, own, n_own);
    return arena_failed(a) ? PASSWORD_NOT_TEXT : is_name ? PASSWORD_NAME : PASSWORD_GOOD;
}
