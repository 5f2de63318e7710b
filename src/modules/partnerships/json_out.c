#include "modules/partnerships/json_out.h"

#include "core/base/esc.h"

static void begin(struct json *j, const char *key)
{
    if (j->has_item)
        buf_char(j->b, ',');
    j->has_item = true;
    if (!key)
        return;
    esc_json(j->b, str_from(key));
    buf_char(j->b, ':');
}

void json_open(struct json *j, const char *key, char bracket)
{
    begin(j, key);
    buf_char(j->b, bracket);
    j->has_item = false;
}

void json_close(struct json *j, char bracket)
{
    buf_char(j->b, bracket);
    j->has_item = true;
}

void json_text(struct json *j, const char *key, struct str s)
{
    begin(j, key);
    esc_json(j->b, s);
}

void json_text_or_null(struct json *j, const char *key, struct str s)
{
    begin(j, key);
    if (s.n)
        esc_json(j->b, s);
    else
        buf_lit(j->b, "null");
}

void json_int(struct json *j, const char *key, int64_t n)
{
    begin(j, key);
    buf_i64(j->b, n);
}

void json_share(struct json *j, const char *key, double share)
{
    const int scale = 10000;
    int n = (int)(share * scale + 0.5);
    begin(j, key);
    if (n % scale == 0)
        buf_i64(j->b, n / scale);
    else
        buf_printf(j->b, "%d.%04d", n / scale, n % scale);
}

void json_bool(struct json *j, const char *key, bool on)
{
    begin(j, key);
    buf_str(j->b, on ? STR("true") : STR("false"));
}

void json_pieces(struct json *j, const char *key, struct str list)
{
    struct str piece;
    json_open(j, key, '[');
    while (str_cut(&list, ';', &piece))
        if (str_trim(piece).n)
            json_text(j, NULL, str_trim(piece));
    json_close(j, ']');
}
