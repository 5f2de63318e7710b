/* multipart/form-data in memory (RFC 7578, and what browsers really send: the URL and HTML
 * standards). */
#include "core/http/form.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/base/utf8.h"
#include "core/http/media.h"

#include <string.h>

#define BOUNDARY_MAX 70                  /* RFC 2046 5.1.1 */
#define PART_HEADERS_MAX_BYTES (8 * KIB) /* of one part: a name, a file name and a type */

static bool boundary_is_valid(struct str b)
{
    if (b.n < 1 || b.n > BOUNDARY_MAX || b.p[b.n - 1] == ' ')
        return false;
    for (size_t i = 0; i < b.n; i++) {
        char c = b.p[i];
        bool is_alnum =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!is_alnum && (!c || !strchr("'()+_,-./:=? ", c)))
            return false;
    }
    return true;
}

enum form_type form_type_of(struct str content_type, struct str *boundary)
{
    struct str rest, name, value;
    struct str word = media_word(content_type, &rest);
    *boundary = STR("");
    if (!word.n)
        return FORM_NONE;
    if (str_eq_nocase(word, STR("application/x-www-form-urlencoded")))
        return FORM_URLENCODED;
    if (!str_eq_nocase(word, STR("multipart/form-data")))
        return FORM_OTHER;
    while (media_param(&rest, &name, &value)) {
        if (!str_eq_nocase(name, STR("boundary")))
            continue;
        *boundary = value;
        return boundary_is_valid(value) ? FORM_MULTIPART : FORM_OTHER;
    }
    return FORM_OTHER;
}

/* A quoted value as browsers write it: %22 for a quote (HTML standard, "multipart/form-data
 * encoding algorithm"), \" from older clients; everything else stands for itself. */
static struct str quoted_text(struct arena *a, struct str s)
{
    char *to = arena_alloc(a, s.n);
    if (!to)
        return STR("");
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (str_starts(str_sub(s, i, 3), STR("%22"))) {
            to[n++] = '"';
            i += 2;
        } else if (s.p[i] != '\\' || !str_starts(str_sub(s, i + 1, 1), STR("\""))) {
            to[n++] = s.p[i];
        }
    }
    return (struct str){ to, n };
}

static bool is_field_text(struct str s)
{
    return utf8_is_valid(s) && str_find_char(s, '\0') == STR_NONE;
}

static enum err disposition_parse(struct arena *a, struct str value, struct field *out)
{
    struct str rest, name, text;
    if (!str_eq_nocase(media_word(value, &rest), STR("form-data")))
        return ERR_BAD_REQUEST;
    bool has_name = false;
    while (media_param(&rest, &name, &text)) {
        if (!is_field_text(text))
            return ERR_BAD_REQUEST;
        if (str_eq_nocase(name, STR("name")) && !has_name) {
            out->name = quoted_text(a, text);
            has_name = true;
        } else if (str_eq_nocase(name, STR("filename")) && !out->is_file) {
            out->file_name = quoted_text(a, text);
            out->is_file = true;
        }
    }
    return has_name && !rest.n ? OK : ERR_BAD_REQUEST;
}

/* One header line of a part, without its line end. */
static enum err part_header(struct arena *a, struct str line, struct field *out)
{
    size_t colon = str_find_char(line, ':');
    if (colon == STR_NONE || colon == 0)
        return ERR_BAD_REQUEST;
    struct str name = str_sub(line, 0, colon);
    struct str value = str_trim(str_sub(line, colon + 1, line.n));
    if (str_eq_nocase(name, STR("Content-Disposition")))
        return out->name.p ? ERR_BAD_REQUEST : disposition_parse(a, value, out);
    if (str_eq_nocase(name, STR("Content-Type")))
        out->type = value;
    return OK;
}

/* From behind a delimiter's line to the next delimiter: headers, empty line, content. */
static enum err part_parse(struct arena *a, struct str part, struct field *out)
{
    *out = (struct field){ 0 };
    for (;;) {
        size_t end = str_find(str_sub(part, 0, PART_HEADERS_MAX_BYTES), STR("\r\n"));
        if (end == STR_NONE)
            return ERR_BAD_REQUEST;
        struct str line = str_sub(part, 0, end);
        part = str_sub(part, end + 2, part.n);
        if (!line.n)
            break;
        enum err e = part_header(a, line, out);
        if (e)
            return e;
    }
    if (!out->name.p || (!out->is_file && !is_field_text(part)))
        return ERR_BAD_REQUEST;
    out->value = part;
    return OK;
}

/*
 * Takes the text up to "\r\n" "--boundary" off *rest, and the rest of the delimiter's line with
 * it (padding may follow, RFC 2046 5.1.1). False when there is no delimiter. *is_last: it was
 * the closing one.
 */
static bool delimiter_cut(struct str *rest, struct str delimiter, struct str *part,
                          bool *is_last)
{
    size_t at = str_find(*rest, delimiter);
    if (at == STR_NONE)
        return false;
    *part = str_sub(*rest, 0, at);
    struct str after = str_sub(*rest, at + delimiter.n, rest->n);
    *is_last = str_starts(after, STR("--"));
    if (*is_last)
        return true;
    size_t end = str_find(after, STR("\r\n"));
    if (end == STR_NONE || str_trim(str_sub(after, 0, end)).n)
        return false;
    *rest = str_sub(after, end + 2, after.n);
    return true;
}

enum err form_parse_multipart(struct arena *a, struct str body, struct str boundary,
                              struct fields *out)
{
    struct field *field = arena_array(a, MULTIPART_MAX_PARTS, sizeof *field);
    struct str delimiter = str_printf(a, "\r\n--%.*s", STR_ARG(boundary));
    if (!field || arena_failed(a))
        return ERR_LIMIT;

    /* The first delimiter may open the body: there is no line end before it then. */
    struct str rest = body, part;
    struct str opening = str_sub(delimiter, 2, delimiter.n);
    bool is_last = false;
    if (!delimiter_cut(&rest, str_starts(body, opening) ? opening : delimiter, &part, &is_last))
        return ERR_BAD_REQUEST;

    size_t n = 0;
    while (!is_last) {
        if (!delimiter_cut(&rest, delimiter, &part, &is_last))
            return ERR_BAD_REQUEST;
        if (n == MULTIPART_MAX_PARTS)
            return ERR_TOO_BIG;
        enum err e = part_parse(a, part, &field[n++]);
        if (e)
            return e;
    }
    *out = (struct fields){ .field = field, .n = n };
    return arena_failed(a) ? ERR_LIMIT : OK;
}
