#include "core/http/media.h"

struct str media_word(struct str value, struct str *rest)
{
    size_t end = str_find_char(value, ';');
    *rest = end == STR_NONE ? STR("") : str_sub(value, end, value.n);
    return str_trim(str_sub(value, 0, end == STR_NONE ? value.n : end));
}

/* The quote that closes text[0] == '"', or STR_NONE. A backslash shields the next character,
 * but only before a quote: some browsers send whole Windows paths as file names, with plain
 * backslashes. */
static size_t closing_quote(struct str text)
{
    for (size_t i = 1; i < text.n; i++)
        if (text.p[i] == '"' && text.p[i - 1] != '\\')
            return i;
    return STR_NONE;
}

bool media_param(struct str *rest, struct str *name, struct str *value)
{
    struct str s = str_trim(*rest);
    while (s.n && s.p[0] == ';')
        s = str_trim(str_sub(s, 1, s.n));
    *rest = s;
    size_t equals = str_find_char(s, '=');
    if (equals == STR_NONE || equals == 0)
        return false;
    *name = str_trim(str_sub(s, 0, equals));
    if (str_find_char(*name, ';') != STR_NONE)
        return false;

    s = str_sub(s, equals + 1, s.n);
    if (s.n && s.p[0] == '"') {
        size_t quote = closing_quote(s);
        if (quote == STR_NONE)
            return false;
        *value = str_sub(s, 1, quote - 1);
        *rest = str_sub(s, quote + 1, s.n);
        struct str after = str_trim(*rest);
        return !after.n || after.p[0] == ';';
    }
    size_t end = str_find_char(s, ';');
    *value = str_trim(str_sub(s, 0, end == STR_NONE ? s.n : end));
    *rest = end == STR_NONE ? STR("") : str_sub(s, end, s.n);
    return true;
}
