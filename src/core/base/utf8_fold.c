/*
 * utf8_fold.c: folding names for comparison, and the distance between two folded names. Other
 * half of utf8.h.
 */
#include "core/base/utf8.h"

#include "core/base/arena.h"

#include <string.h>

/* What a letter outside ASCII becomes; sorted by code point. */
struct fold {
    uint16_t from, to; /* range, both ends within */
    char ascii[3];
};

// clang-format off
static const struct fold FOLD[] = {
    { 0x00AA, 0x00AA, "a" },  { 0x00BA, 0x00BA, "o" },  { 0x00C0, 0x00C5, "a" },  { 0x00C6, 0x00C6, "ae" },
    { 0x00C7, 0x00C7, "c" },  { 0x00C8, 0x00CB, "e" },  { 0x00CC, 0x00CF, "i" },  { 0x00D0, 0x00D0, "d" },
    { 0x00D1, 0x00D1, "n" },  { 0x00D2, 0x00D6, "o" },  { 0x00D8, 0x00D8, "o" },  { 0x00D9, 0x00DC, "u" },
    { 0x00DD, 0x00DD, "y" },  { 0x00DE, 0x00DE, "th" }, { 0x00DF, 0x00DF, "ss" }, { 0x00E0, 0x00E5, "a" },
    { 0x00E6, 0x00E6, "ae" }, { 0x00E7, 0x00E7, "c" },  { 0x00E8, 0x00EB, "e" },  { 0x00EC, 0x00EF, "i" },
    { 0x00F0, 0x00F0, "d" },  { 0x00F1, 0x00F1, "n" },  { 0x00F2, 0x00F6, "o" },  { 0x00F8, 0x00F8, "o" },
    { 0x00F9, 0x00FC, "u" },  { 0x00FD, 0x00FD, "y" },  { 0x00FE, 0x00FE, "th" }, { 0x00FF, 0x00FF, "y" },
    { 0x0100, 0x0105, "a" },  { 0x0106, 0x010D, "c" },  { 0x010E, 0x0111, "d" },  { 0x0112, 0x011B, "e" },
    { 0x011C, 0x0123, "g" },  { 0x0124, 0x0127, "h" },  { 0x0128, 0x0131, "i" },  { 0x0132, 0x0133, "ij" },
    { 0x0134, 0x0135, "j" },  { 0x0136, 0x0138, "k" },  { 0x0139, 0x0142, "l" },  { 0x0143, 0x014B, "n" },
    { 0x014C, 0x0151, "o" },  { 0x0152, 0x0153, "oe" }, { 0x0154, 0x0159, "r" },  { 0x015A, 0x0161, "s" },
    { 0x0162, 0x0167, "t" },  { 0x0168, 0x0173, "u" },  { 0x0174, 0x0175, "w" },  { 0x0176, 0x0178, "y" },
    { 0x0179, 0x017E, "z" },  { 0x017F, 0x017F, "s" },  { 0x1E80, 0x1E85, "w" },  { 0x1E9E, 0x1E9E, "ss" },
    { 0x1EF2, 0x1EF3, "y" },
};

/* Outside ASCII: signs and spaces that end a word (sorted ranges), and marks that vanish. */
static const struct { uint32_t from, to; } SIGN[] = {
    { 0x0080, 0x00BF }, { 0x00D7, 0x00D7 }, { 0x00F7, 0x00F7 }, { 0x2000, 0x206F }, { 0x20A0, 0x20CF },
    { 0x2100, 0x2BFF }, { 0x2E00, 0x2E7F }, { 0x3000, 0x303F }, { 0xFE30, 0xFE6F }, { 0xFFF0, 0xFFFD },
}, VANISH[] = {
    { 0x00AD, 0x00AD }, /* soft hyphen */
    { 0x02BC, 0x02BC }, /* modifier apostrophe */
    { 0x0300, 0x036F }, /* combining marks */
    { 0x2018, 0x2019 }, /* quotation marks used as apostrophes */
    { 0x200B, 0x200D }, /* without width */
    { 0x2060, 0x2060 },
    { 0xFEFF, 0xFEFF },
};
// clang-format on

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static const char *fold_letter(uint32_t cp)
{
    size_t low = 0;
    size_t high = COUNT(FOLD);
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (cp < FOLD[mid].from)
            high = mid;
        else if (cp > FOLD[mid].to)
            low = mid + 1;
        else
            return FOLD[mid].ascii;
    }
    return NULL;
}

static bool is_sign(uint32_t cp)
{
    for (size_t i = 0; i < COUNT(SIGN); i++)
        if (cp >= SIGN[i].from && cp <= SIGN[i].to)
            return true;
    return false;
}

static bool is_vanishing(uint32_t cp)
{
    if (cp == '\'')
        return true;
    for (size_t i = 0; i < COUNT(VANISH); i++)
        if (cp >= VANISH[i].from && cp <= VANISH[i].to)
            return true;
    return false;
}

/* Greek and Cyrillic capitals to small letters: names in them are rare here, but must find
 * themselves. */
static uint32_t other_lower(uint32_t cp)
{
    if ((cp >= 0x0391 && cp <= 0x03A9) || (cp >= 0x0410 && cp <= 0x042F))
        return cp + 0x20;
    if (cp >= 0x0400 && cp <= 0x040F)
        return cp + 0x50;
    return cp;
}

/* One code point folded into out, at most 4 bytes; 0: it ends a word. */
static size_t fold_one(uint32_t cp, char out[4])
{
    if (cp >= 0xFF01 && cp <= 0xFF5E) /* full-width forms of ASCII */
        cp -= 0xFEE0;
    if (cp >= 'A' && cp <= 'Z')
        cp += 'a' - 'A';
    if ((cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9')) {
        out[0] = (char)cp;
        return 1;
    }
    const char *ascii = fold_letter(cp);
    if (ascii) {
        size_t n = 0;
        for (; ascii[n]; n++)
            out[n] = ascii[n];
        return n;
    }
    if (cp < 0x80 || is_sign(cp))
        return 0;
    return utf8_encode(other_lower(cp), out);
}

struct folding {
    char *p;
    size_t n;
    bool word_ended; /* a space is due before the next letter */
};

static void folding_add(struct folding *f, const char *p, size_t n)
{
    if (f->word_ended && f->n)
        f->p[f->n++] = ' ';
    f->word_ended = false;
    memcpy(f->p + f->n, p, n);
    f->n += n;
}

struct str utf8_fold(struct arena *a, struct str s)
{
    /* '&' gives the most: " and " for one byte. */
    struct folding f = { .p = s.n > SIZE_MAX / 8 ? NULL : arena_alloc(a, 5 * s.n) };
    if (!f.p)
        return (struct str){ NULL, 0 };
    for (size_t i = 0; i < s.n;) {
        uint32_t cp = utf8_next(s, &i);
        char out[4];
        if (is_vanishing(cp))
            continue;
        size_t n = fold_one(cp, out);
        if (n)
            folding_add(&f, out, n);
        else
            f.word_ended = true;
        if (cp == '&') {
            folding_add(&f, "and", 3);
            f.word_ended = true;
        }
    }
    return (struct str){ f.p, f.n };
}

#define DISTANCE_MAX_SIGNS 128 /* names are shorter; longer texts are near only when equal */

static size_t decode(struct str s, uint32_t out[DISTANCE_MAX_SIGNS])
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; n++) {
        uint32_t cp = utf8_next(s, &i);
        if (n == DISTANCE_MAX_SIGNS)
            return STR_NONE;
        out[n] = cp;
    }
    return n;
}

static unsigned least(unsigned x, unsigned y)
{
    return x < y ? x : y;
}

/* One row of the table: two and one rows before it are known. Answers the least value of the
 * row. */
static unsigned distance_row(const uint32_t *x, size_t i, const uint32_t *y, size_t y_n,
                             unsigned row[3][DISTANCE_MAX_SIGNS + 1])
{
    unsigned *now = row[i % 3];
    const unsigned *before = row[(i + 2) % 3];
    const unsigned *two_before = row[(i + 1) % 3];
    now[0] = (unsigned)i;
    unsigned lowest = now[0];
    for (size_t j = 1; j <= y_n; j++) {
        bool same = x[i - 1] == y[j - 1];
        unsigned d = before[j - 1] + (same ? 0 : 1);
        d = least(d, least(before[j], now[j - 1]) + 1);
        if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
            d = least(d, two_before[j - 2] + 1);
        now[j] = d;
        lowest = least(lowest, d);
    }
    return lowest;
}

unsigned utf8_distance(struct str a, struct str b, unsigned most)
{
    if (str_eq(a, b))
        return 0;
    uint32_t x[DISTANCE_MAX_SIGNS];
    uint32_t y[DISTANCE_MAX_SIGNS];
    size_t x_n = decode(a, x);
    size_t y_n = decode(b, y);
    if (x_n == STR_NONE || y_n == STR_NONE || (x_n > y_n ? x_n - y_n : y_n - x_n) > most)
        return most + 1;
    unsigned row[3][DISTANCE_MAX_SIGNS + 1];
    for (size_t j = 0; j <= y_n; j++)
        row[0][j] = (unsigned)j;
    unsigned lowest_before = 0;
    for (size_t i = 1; i <= x_n; i++) {
        unsigned lowest = distance_row(x, i, y, y_n, row);
        /* A swap reaches over one row, so two rows in turn must be too far before stopping. */
        if (lowest > most && lowest_before > most)
            return most + 1;
        lowest_before = lowest;
    }
    return least(row[x_n % 3][y_n], most + 1);
}

struct str utf8_slug(struct arena *a, struct str name, size_t max_chars, struct str otherwise)
{
    struct str folded = utf8_fold(a, name);
    if (folded.n > max_chars) {
        folded = str_sub(folded, 0, max_chars + 1);
        while (folded.n && folded.p[folded.n - 1] != ' ')
            folded.n--;
    }
    struct str slug = str_replace_char(a, str_trim(folded), ' ', '-');
    for (size_t i = 0; i < slug.n; i++) {
        bool is_plain = (slug.p[i] >= 'a' && slug.p[i] <= 'z') ||
                        (slug.p[i] >= '0' && slug.p[i] <= '9') || slug.p[i] == '-';
        if (!is_plain)
            return otherwise;
    }
    return slug.n ? slug : otherwise;
}
