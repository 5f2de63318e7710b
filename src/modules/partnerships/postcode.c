#include "modules/partnerships/postcode.h"

#include <string.h>

#define TYPED_MAX 12    /* signs kept of what was typed; no postcode with its slips has more */
#define POSTCODE_LIKE 9 /* signs: with a digit, so short a text was meant as a postcode */
#define INWARD_SIGNS 3
#define OUTWARD_MAX 4

// clang-format off
/* Postcode areas whose addresses lie in Scotland, and all others of the United Kingdom and the islands around it. */
static const char *const SCOTTISH[] = {
    "AB", "DD", "DG", "EH", "FK", "G", "HS", "IV", "KA", "KW", "KY", "ML", "PA", "PH", "TD", "ZE",
};
static const char *const ELSEWHERE[] = {
    "AL", "B", "BA", "BB", "BD", "BF", "BH", "BL", "BN", "BR", "BS", "BT", "BX", "CA", "CB", "CF", "CH", "CM", "CO",
    "CR", "CT", "CV", "CW", "DA", "DE", "DH", "DL", "DN", "DT", "DY", "E", "EC", "EN", "EX", "FY", "GL", "GU", "GY",
    "HA", "HD", "HG", "HP", "HR", "HU", "HX", "IG", "IM", "IP", "JE", "KT", "L", "LA", "LD", "LE", "LL", "LN", "LS",
    "LU", "M", "ME", "MK", "N", "NE", "NG", "NN", "NP", "NR", "NW", "OL", "OX", "PE", "PL", "PO", "PR", "RG", "RH",
    "RM", "S", "SA", "SE", "SG", "SK", "SL", "SM", "SN", "SO", "SP", "SR", "SS", "ST", "SW", "SY", "TA", "TF", "TN",
    "TQ", "TR", "TS", "TW", "UB", "W", "WA", "WC", "WD", "WF", "WN", "WR", "WS", "WV", "YO",
};
/* Outward codes that also hold postcodes in England (README of the postcode data). */
static const char *const AT_BORDER[] = { "DG16", "TD5", "TD9", "TD12", "TD15" };
// clang-format on

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
#define HAS(list, z) list_has((list), COUNT(list), (z))

static bool list_has(const char *const *list, size_t n, const char *z)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i], z) == 0)
            return true;
    return false;
}

/* What was typed, upper case, without spaces, hyphens and stops. */
struct typed {
    char p[TYPED_MAX + 1];
    size_t n;
    size_t space_at; /* signs before the first gap; 0: none */
    bool has_digit, has_other;
};

static bool is_letter(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_gap(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '-' || c == '.';
}

static struct typed typed_from(struct str s)
{
    struct typed t = { 0 };
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        if (c == '\xC2' && i + 1 < s.n && s.p[i + 1] == '\xA0') {
            c = ' '; /* no-break space */
            i++;
        }
        if (is_gap(c)) {
            if (!t.space_at)
                t.space_at = t.n;
            continue;
        }
        t.has_digit = t.has_digit || is_digit(c);
        t.has_other = t.has_other || !(is_digit(c) || is_letter(c));
        if (t.n == TYPED_MAX) {
            t.has_other = true; /* too long for any postcode */
            break;
        }
        t.p[t.n++] = c;
    }
    return t;
}

/* The digit that stands there, or that was meant: O for 0, I or L for 1. 0 byte: neither. */
static char digit_meant(char c, bool *corrected)
{
    if (is_digit(c))
        return c;
    char d = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : '\0';
    if (d)
        *corrected = true;
    return d;
}

static char letter_meant(char c, bool *corrected)
{
    if (is_letter(c))
        return c;
    char l = c == '0' ? 'O' : c == '1' ? 'I' : '\0';
    if (l)
        *corrected = true;
    return l;
}

struct outward {
    char code[OUTWARD_MAX + 1];
    bool is_scottish;
    bool corrected;
};

/*
 * Tries `n` signs as n_letters letters and then a district: digits, and outside Scotland a last
 * letter. Signs are corrected towards what must stand there.
 */
static bool outward_as(const char *p, size_t n, size_t n_letters, struct outward *out)
{
    *out = (struct outward){ 0 };
    for (size_t i = 0; i < n_letters; i++) {
        char l = letter_meant(p[i], &out->corrected);
        if (!l)
            return false;
        out->code[i] = l;
    }
    out->is_scottish = HAS(SCOTTISH, out->code);
    if (!out->is_scottish && !HAS(ELSEWHERE, out->code))
        return false;
    for (size_t i = n_letters; i < n; i++) {
        bool may_be_letter =
            !out->is_scottish && i > n_letters && i + 1 == n && is_letter(p[i]);
        char d = may_be_letter ? p[i] : digit_meant(p[i], &out->corrected);
        if (!d)
            return false;
        out->code[i] = d;
    }
    return true;
}

/* An outward code of 2 to 4 signs. A reading without correction wins, then a Scottish one. */
static bool outward_from(const char *p, size_t n, struct outward *best)
{
    bool found = false;
    for (size_t n_letters = 2; n_letters >= 1; n_letters--) {
        struct outward o;
        size_t n_rest = n > n_letters ? n - n_letters : 0;
        if (n > OUTWARD_MAX || n_rest < 1 || n_rest > 2 || !outward_as(p, n, n_letters, &o))
            continue;
        bool better = !found || (best->corrected && !o.corrected) ||
                      (best->corrected == o.corrected && !best->is_scottish && o.is_scottish);
        if (better)
            *best = o;
        found = true;
    }
    return found;
}

static bool inward_from(const char *p, char out[INWARD_SIGNS + 1], bool *corrected)
{
    bool slip = false;
    out[0] = digit_meant(p[0], &slip);
    if (!out[0])
        return false;
    for (size_t i = 1; i < INWARD_SIGNS; i++) {
        out[i] = p[i];
        if (!is_letter(p[i]) || strchr("CIKMOV", p[i]))
            return false;
    }
    out[INWARD_SIGNS] = '\0';
    *corrected = *corrected || slip;
    return true;
}

static void put(char *out, const char *outward, const char *inward, size_t n_inward)
{
    size_t n = strlen(outward);
    memcpy(out, outward, n);
    if (n_inward) {
        out[n++] = ' ';
        memcpy(out + n, inward, n_inward);
        n += n_inward;
    }
    out[n] = '\0';
}

static void settle(struct postcode *out, const struct outward *o, enum postcode_form form)
{
    out->form = o->is_scottish ? form : POSTCODE_NOT_SCOTTISH;
    out->is_corrected = o->corrected;
    out->is_at_border = HAS(AT_BORDER, o->code);
    put(out->outward, o->code, "", 0);
}

static bool parse_full(const char *p, size_t n, struct postcode *out)
{
    struct outward o;
    char inward[INWARD_SIGNS + 1];
    if (n < INWARD_SIGNS + 2 || !outward_from(p, n - INWARD_SIGNS, &o) ||
        !inward_from(p + n - INWARD_SIGNS, inward, &o.corrected))
        return false;
    settle(out, &o, POSTCODE_FULL);
    put(out->sector, o.code, inward, 1);
    put(out->full, o.code, inward, INWARD_SIGNS);
    return true;
}

static bool parse_sector(const struct typed *t, size_t n_outward, struct postcode *out)
{
    struct outward o;
    if (n_outward + 1 != t->n || !outward_from(t->p, n_outward, &o))
        return false;
    char d = digit_meant(t->p[n_outward], &o.corrected);
    if (!d)
        return false;
    settle(out, &o, POSTCODE_SECTOR);
    put(out->sector, o.code, &d, 1);
    return true;
}

static bool parse_outward(const struct typed *t, struct postcode *out)
{
    struct outward o;
    if (!outward_from(t->p, t->n, &o))
        return false;
    struct postcode as_sector = { 0 };
    bool has_sector = t->n > 2 && parse_sector(t, t->n - 1, &as_sector);
    settle(out, &o, POSTCODE_OUTWARD);
    if (has_sector)
        memcpy(out->other_sector, as_sector.sector, sizeof out->other_sector);
    return true;
}

static bool parse_any(const struct typed *t, struct postcode *out)
{
    if (parse_full(t->p, t->n, out))
        return true;
    if (t->n > INWARD_SIGNS + 2 && is_letter(t->p[t->n - 1]) &&
        parse_full(t->p, t->n - 1, out)) {
        out->is_suffix_cut = true;
        return true;
    }
    if (t->space_at && parse_sector(t, t->space_at, out))
        return true;
    return parse_outward(t, out) || parse_sector(t, t->n ? t->n - 1 : 0, out);
}

void postcode_parse(struct str typed, struct postcode *out)
{
    *out = (struct postcode){ .form = POSTCODE_NONE };
    struct typed t = typed_from(typed);
    if (!t.n)
        return;
    if (!t.has_other && parse_any(&t, out)) {
        /* Letters only ("fill") are a postcode only when they make a whole one in Scotland
         * ("KAI IAA"). */
        if (!t.has_digit && out->form != POSTCODE_FULL)
            *out = (struct postcode){ .form = POSTCODE_NONE };
        return;
    }
    bool is_meant = t.has_digit && t.n <= POSTCODE_LIKE;
    *out = (struct postcode){ .form = is_meant ? POSTCODE_MALFORMED : POSTCODE_NONE };
}
