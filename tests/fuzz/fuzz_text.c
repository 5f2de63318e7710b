/*
 * fuzz_text.c: any bytes through the text functions and the escapers; what each promises must
 * hold.
 */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/esc.h"
#include "core/base/limits.h"
#include "core/base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool cond)
{
    if (!cond)
        __builtin_trap();
}

static bool has_any(struct str s, const char *signs)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] && strchr(signs, s.p[i]))
            return true;
    return false;
}

static bool has_control(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7F)
            return true;
    return false;
}

static struct str escaped(struct arena *a, void (*escape)(struct buf *, struct str),
                          struct str s)
{
    struct buf *b = buf_in(a, 8 * MIB);
    escape(b, s);
    return buf_view(b);
}

static void escapers(struct arena *a, struct str s)
{
    must(!has_any(escaped(a, esc_html, s), "<>\"'"));
    must(!has_any(escaped(a, esc_xml, s), "<>\"'"));
    must(utf8_is_valid(escaped(a, esc_xml, s)));
    struct str json = escaped(a, esc_json, s);
    must(utf8_is_valid(json) && !has_any(json, "<") && !has_control(json));
    must(!has_any(escaped(a, esc_url, s), " <>\"'&?#/=+"));
    struct str log = escaped(a, esc_log, s);
    must(utf8_is_valid(log) && !has_control(log) && !has_any(log, "\"'"));
    must(!has_any(escaped(a, esc_ical, s), "\r\n"));
    struct buf *mail = buf_in(a, 8 * MIB);
    if (esc_mail_header(mail, s))
        must(str_find(buf_view(mail), STR("\n=")) == STR_NONE);
    else
        must(mail->n == 0);
}

static void texts(struct arena *a, struct str s)
{
    struct str folded = utf8_fold(a, s);
    must(utf8_is_valid(folded) && !has_control(folded));
    must(str_eq(utf8_fold(a, folded), folded));
    must(str_eq(str_trim(folded), folded) && str_find(folded, STR("  ")) == STR_NONE);
    struct str lines = utf8_normalise_newlines(a, s);
    must(!has_any(lines, "\r") && str_eq(utf8_normalise_newlines(a, lines), lines));
    must(!utf8_is_text(s) || utf8_is_valid(s));
    struct str head = str_sub(s, 0, s.n / 2);
    struct str tail = str_sub(s, s.n / 2, STR_NONE);
    unsigned far = utf8_distance(head, tail, 3);
    must(far <= 4 && far == utf8_distance(tail, head, 3));
    must(far > 0 || str_eq(utf8_fold(a, head), utf8_fold(a, tail)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(64 * MIB);
    struct str s = { (const char *)data, size };
    escapers(a, s);
    texts(a, s);
    arena_free(a);
    return 0;
}
