/*
 * esc_mail.c: a mail header's value as RFC 2047 encoded words. Part of esc.h.
 */
#include "core/base/esc.h"

#include "core/base/utf8.h"

#include <string.h>

#define PLAIN_MAX_BYTES 900 /* RFC 5322 2.1.1: a line has at most 998 */
/* RFC 2047 2: a line with encoded words has at most 76 signs. 42 bytes make a word of 68, 30
 * one of 52, which leaves room for the header's name on the first line. */
#define WORD_BYTES 42
#define FIRST_WORD_BYTES 30

static bool is_plain(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < ' ' || s.p[i] > '~')
            return false;
    return s.n <= PLAIN_MAX_BYTES && str_find(s, STR("=?")) == STR_NONE;
}

static void add_base64(struct buf *out, const unsigned char *p, size_t n)
{
    static const char sign[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < n; i += 3) {
        size_t have = n - i < 3 ? n - i : 3;
        uint32_t bits = (uint32_t)p[i] << 16;
        if (have > 1)
            bits |= (uint32_t)p[i + 1] << 8;
        if (have > 2)
            bits |= p[i + 2];
        buf_char(out, sign[bits >> 18]);
        buf_char(out, sign[bits >> 12 & 63]);
        buf_char(out, have > 1 ? sign[bits >> 6 & 63] : '=');
        buf_char(out, have > 2 ? sign[bits & 63] : '=');
    }
}

static void add_word(struct buf *out, const char *p, size_t n)
{
    buf_lit(out, "=?UTF-8?B?");
    add_base64(out, (const unsigned char *)p, n);
    buf_lit(out, "?=");
}

bool esc_mail_header(struct buf *out, struct str s)
{
    if (str_find_char(s, '\r') != STR_NONE || str_find_char(s, '\n') != STR_NONE ||
        str_find_char(s, '\0') != STR_NONE)
        return false;
    if (is_plain(s)) {
        buf_str(out, s);
        return true;
    }
    char word[WORD_BYTES];
    size_t n = 0;
    size_t room = FIRST_WORD_BYTES;
    for (size_t i = 0; i < s.n;) {
        char bytes[4];
        size_t width = utf8_encode(utf8_next(s, &i), bytes);
        if (n + width > room) {
            add_word(out, word, n);
            buf_lit(out, "\r\n ");
            n = 0;
            room = WORD_BYTES;
        }
        memcpy(word + n, bytes, width);
        n += width;
    }
    add_word(out, word, n);
    return true;
}
