#include "core/base/esc.h"

#include "core/base/utf8.h"

#include <string.h>

static const char HEX[] = "0123456789ABCDEF";

/* The five signs: one look-up a byte in a small table keeps the pages' hottest loop short. */
static const unsigned char ENTITY_AT[256] = {
    ['&'] = 1, ['<'] = 2, ['>'] = 3, ['"'] = 4, ['\''] = 5
};
static const struct str ENTITY[] = {
    STR_INIT(""),     STR_INIT("&amp;"),  STR_INIT("&lt;"),
    STR_INIT("&gt;"), STR_INIT("&quot;"), STR_INIT("&#39;"),
};

#define EACH_BYTE 0x0101010101010101U

/* Not 0 when one of the 8 bytes of w is c. */
static uint64_t word_has(uint64_t w, unsigned char c)
{
    uint64_t x = w ^ (EACH_BYTE * c);
    return (x - EACH_BYTE) & ~x & (EACH_BYTE << 7);
}

/* Where the first of the five signs is, from i on; s.n when there is none. Eight bytes at a
 * time; '&' and '\'' differ in the lowest bit alone, '<' and '>' in the next. */
static size_t find_entity(struct str s, size_t i)
{
    for (; s.n - i >= sizeof(uint64_t); i += sizeof(uint64_t)) {
        uint64_t w;
        memcpy(&w, s.p + i, sizeof w);
        if (word_has(w | EACH_BYTE, '\'') | word_has(w | EACH_BYTE << 1, '>') |
            word_has(w, '"'))
            break;
    }
    while (i < s.n && !ENTITY_AT[(unsigned char)s.p[i]])
        i++;
    return i;
}

void esc_html(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        size_t from = i;
        i = find_entity(s, i);
        buf_add(out, s.p + from, i - from);
        if (i < s.n)
            buf_str(out, ENTITY[ENTITY_AT[(unsigned char)s.p[i]]]);
    }
}

static bool is_alnum(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static void add_hex(struct buf *out, struct str prefix, unsigned char c)
{
    buf_str(out, prefix);
    buf_char(out, HEX[c >> 4]);
    buf_char(out, HEX[c & 15]);
}

void esc_url(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (is_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~')
            buf_char(out, c);
        else
            add_hex(out, STR("%"), (unsigned char)c);
    }
}

/* The short form of a character in a JSON string, or NULL. */
static const char *json_short(uint32_t cp)
{
    switch (cp) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    case '<':
        return "\\u003c";
    case 0x2028:
        return "\\u2028";
    case 0x2029:
        return "\\u2029";
    default:
        return NULL;
    }
}

static void add_code_point(struct buf *out, uint32_t cp)
{
    char bytes[4];
    buf_add(out, bytes, utf8_encode(cp, bytes));
}

void esc_json(struct buf *out, struct str s)
{
    buf_char(out, '"');
    for (size_t i = 0; i < s.n;) {
        uint32_t cp = utf8_next(s, &i);
        const char *escape = json_short(cp);
        if (escape)
            buf_str(out, str_from(escape));
        else if (cp < 0x20 || cp == 0x7F)
            buf_printf(out, "\\u%04x", (unsigned)cp);
        else
            add_code_point(out, cp);
    }
    buf_char(out, '"');
}

bool esc_csv_is_formula(struct str s)
{
    size_t i = 0;
    while (i < s.n && s.p[i] == '\'')
        i++;
    if (i == s.n)
        return false;
    switch (utf8_next(s, &i)) {
    case '=':
    case '+':
    case '-':
    case '@':
    case '\t':
    case '\r':
    case '\n':
    case 0:
    case 0xFF1D:
    case 0xFF0B:
    case 0xFF0D:
    case 0xFF20:
        return true;
    default:
        return false;
    }
}

void esc_csv(struct buf *out, struct str s)
{
    buf_char(out, '"');
    if (esc_csv_is_formula(s))
        buf_char(out, '\'');
    struct str rest = s;
    for (size_t at = str_find_char(rest, '"'); at != STR_NONE; at = str_find_char(rest, '"')) {
        buf_str(out, str_sub(rest, 0, at));
        buf_lit(out, "\"\"");
        rest = str_sub(rest, at + 1, STR_NONE);
    }
    buf_str(out, rest);
    buf_char(out, '"');
}

void esc_csv_row(struct buf *out, const struct str *cell, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_char(out, ',');
        esc_csv(out, cell[i]);
    }
    buf_lit(out, "\r\n");
}

void esc_csv_number(struct buf *out, int64_t v)
{
    buf_char(out, '"');
    buf_i64(out, v);
    buf_char(out, '"');
}

void esc_ical(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool crlf = c == '\r' && i + 1 < s.n && s.p[i + 1] == '\n';
        if (c == '\\' || c == ',' || c == ';') {
            buf_char(out, '\\');
            buf_char(out, c);
        } else if (c == '\n' || (c == '\r' && !crlf)) {
            buf_lit(out, "\\n");
        } else if ((unsigned char)c >= 0x20 || c == '\t') {
            if (c != 0x7F)
                buf_char(out, c);
        }
    }
}

/* Whether a code point may stand in a log line as it is. Line separators and C1 controls move
 * terminals. */
static bool log_plain(uint32_t cp)
{
    return cp >= 0x20 && cp != '"' && cp != '\'' && cp != '\\' && !(cp >= 0x7F && cp < 0xA0) &&
           cp != 0x2028 && cp != 0x2029 && !(cp >= 0x202A && cp <= 0x202E) &&
           !(cp >= 0x2066 && cp <= 0x2069) && cp != 0xFFFD;
}

void esc_log(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        bool plain = log_plain(utf8_next(s, &i));
        if (plain)
            buf_add(out, s.p + from, i - from);
        for (; !plain && from < i; from++)
            add_hex(out, STR("\\x"), (unsigned char)s.p[from]);
    }
}

static bool xml_forbids(uint32_t cp)
{
    return (cp < 0x20 && cp != '\t' && cp != '\n' && cp != '\r') || cp == 0xFFFE ||
           cp == 0xFFFF;
}

void esc_xml(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n;) {
        uint32_t cp = utf8_next(s, &i);
        if (cp < 0x80 && ENTITY_AT[cp])
            buf_str(out, ENTITY[ENTITY_AT[cp]]);
        else if (!xml_forbids(cp))
            add_code_point(out, cp);
    }
}
