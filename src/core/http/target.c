#include "core/http/target.h"

#include "core/base/arena.h"
#include "core/base/esc.h"
#include "core/base/limits.h"
#include "core/base/utf8.h"
#include "core/http/percent.h"

#include <stdarg.h>
#include <string.h>

/* A raw target is visible ASCII (RFC 9112 3.2) or, from careless clients, UTF-8 that was not
 * encoded; a fragment is never sent. */
static bool raw_is_plain(struct str raw)
{
    for (size_t i = 0; i < raw.n; i++) {
        unsigned char c = (unsigned char)raw.p[i];
        if (c <= ' ' || c == 0x7f || c == '#')
            return false;
    }
    return true;
}

/* Decoding must not make new segments: "%2F" would mean something else to a front server than
 * to us. */
static bool has_encoded_slash(struct str path)
{
    for (size_t i = 0; i + 2 < path.n; i++)
        if (str_eq_nocase(str_sub(path, i, 3), STR("%2f")))
            return true;
    return false;
}

static bool has_dot_segment(struct str path)
{
    struct str rest = path, piece;
    while (str_cut(&rest, '/', &piece))
        if (str_eq(piece, STR(".")) || str_eq(piece, STR("..")))
            return true;
    return false;
}

static bool has_control(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ')
            return true;
    return !utf8_is_text(s); /* DEL and the C1 controls */
}

enum err target_parse(struct arena *a, struct str raw, struct target *out)
{
    if (raw.n > TARGET_MAX_BYTES)
        return ERR_TOO_BIG;
    if (!raw.n || raw.p[0] != '/' || !raw_is_plain(raw))
        return ERR_BAD_REQUEST;

    size_t mark = str_find_char(raw, '?');
    struct str path = str_sub(raw, 0, mark == STR_NONE ? raw.n : mark);
    struct str query = mark == STR_NONE ? STR("") : str_sub(raw, mark + 1, raw.n);
    if (has_encoded_slash(path))
        return ERR_BAD_REQUEST;
    enum err e = percent_decode(a, path, PLUS_STAYS, &path);
    if (e)
        return e;
    if (str_find_char(path, '\\') != STR_NONE || has_control(path) || has_dot_segment(path))
        return ERR_BAD_REQUEST;
    *out = (struct target){ .path = path, .query = query };
    return OK;
}

/* Everything an encoded URL of ours can need: each byte may grow to three. */
static struct buf *url_buf(struct arena *a)
{
    return buf_in(a, 4 * TARGET_MAX_BYTES);
}

struct str url_path(struct arena *a, const char *pattern, ...)
{
    struct buf *url = url_buf(a);
    va_list parts;
    va_start(parts, pattern);
    for (const char *p = pattern; *p; p++) {
        if (*p == '%')
            esc_url(url, va_arg(parts, struct str));
        else
            buf_char(url, *p);
    }
    va_end(parts);
    return buf_view(url);
}

struct str url_query(struct arena *a, struct str url, struct str name, struct str value)
{
    struct buf *out = url_buf(a);
    buf_str(out, url);
    buf_char(out, str_find_char(url, '?') == STR_NONE ? '?' : '&');
    esc_url(out, name);
    buf_char(out, '=');
    esc_url(out, value);
    return buf_view(out);
}

static bool is_host_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '-' || c == '.' || c == ':' || c == '[' || c == ']' || (unsigned char)c >= 0x80;
}

bool url_is_http(struct str url)
{
    size_t scheme_len;
    if (url.n >= 7 && str_eq_nocase(str_sub(url, 0, 7), STR("http://")))
        scheme_len = 7;
    else if (url.n >= 8 && str_eq_nocase(str_sub(url, 0, 8), STR("https://")))
        scheme_len = 8;
    else
        return false;
    if (!utf8_is_text(url))
        return false;
    for (size_t i = 0; i < url.n; i++)
        if ((unsigned char)url.p[i] <= ' ' || url.p[i] == '\\' || url.p[i] == '"')
            return false;

    size_t host_len = 0;
    for (size_t i = scheme_len; i < url.n && !strchr("/?#", url.p[i]); i++, host_len++)
        if (!is_host_char(url.p[i]))
            return false;
    return host_len > 0;
}
