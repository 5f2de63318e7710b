/* Urlencoded forms and queries. */
#include "core/http/form.h"

#include "core/base/arena.h"
#include "core/base/limits.h"
#include "../tap.h"

#include <stdio.h>
#include <string.h>

static enum err parse(struct arena *a, const char *text, struct fields *f)
{
    return form_parse_urlencoded(a, str_from(text), f);
}

static bool has(const struct fields *f, size_t i, const char *name, const char *value)
{
    return i < f->n && str_eq(f->field[i].name, str_from(name)) &&
           str_eq(f->field[i].value, str_from(value)) && !f->field[i].is_file;
}

static void test_values(struct arena *a)
{
    struct fields f;
    ok(parse(a, "", &f) == OK && f.n == 0, "the empty text has no fields");
    ok(parse(a, "a=1&b=two+words&a=3", &f) == OK && f.n == 3, "three fields");
    ok(has(&f, 0, "a", "1") && has(&f, 1, "b", "two words") && has(&f, 2, "a", "3"),
       "in order, plus is a space");
    ok(fields_find(&f, STR("a")) == &f.field[0] && fields_count(&f, STR("a")) == 2,
       "the first is found, all are counted");
    ok(!fields_find(&f, STR("c")) && fields_count(&f, STR("c")) == 0, "an absent one is not");
    ok(parse(a, "&&a=1&&b&=x&c=%3D%26=&", &f) == OK && f.n == 4, "empty pieces are none");
    ok(has(&f, 1, "b", "") && has(&f, 2, "", "x") && has(&f, 3, "c", "=&="),
       "no '=', no name, '=' in a value");
    ok(parse(a, "t=a%0D%0Ab", &f) == OK && has(&f, 0, "t", "a\r\nb"),
       "line ends are left for the parameter to judge");
    ok(parse(a, "t=%2541", &f) == OK && has(&f, 0, "t", "%41"), "[S3] decoded once");
    ok(parse(a, "n%C3%A0me=%F0%9F%98%80", &f) == OK &&
           has(&f, 0, "n\xc3\xa0me", "\xf0\x9f\x98\x80"),
       "UTF-8 in name and value");
}

static void test_refused(struct arena *a)
{
    static const char *const bad[] = { "a=%",    "a=%1",  "a=%g1",         "%=1",
                                       "a=%00",  "a=%FF", "a=%C0%80",      "a=%ED%A0%80",
                                       "a=\xff", "%00=a", "a=%F5%80%80%80" };
    struct fields f;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ok(parse(a, bad[i], &f) == ERR_BAD_REQUEST, "[S3] refused: %s", bad[i]);
    ok(form_parse_urlencoded(a, (struct str){ "a=\0", 3 }, &f) == ERR_BAD_REQUEST,
       "[S3] a raw NUL is refused");
}

static void test_limits(struct arena *a)
{
    static char text[2 * (FORM_MAX_FIELDS + 1)];
    for (size_t i = 0; i <= FORM_MAX_FIELDS; i++)
        memcpy(text + 2 * i, "a&", 2);
    struct fields f;
    ok(form_parse_urlencoded(a, (struct str){ text, 2 * FORM_MAX_FIELDS }, &f) == OK &&
           f.n == FORM_MAX_FIELDS,
       "[S34] 2,000 fields are taken");
    ok(form_parse_urlencoded(a, (struct str){ text, sizeof text }, &f) == ERR_TOO_BIG,
       "[S34] one more is too big");
    arena_fail_after(a, 1);
    ok(parse(a, "a=1", &f) == ERR_LIMIT, "no memory is ERR_LIMIT");
    arena_fail_after(a, 2);
    ok(parse(a, "a=%41", &f) == ERR_LIMIT, "nor for a value");
    arena_fail_after(a, -1);
}

static void test_types(void)
{
    struct str b;
    ok(form_type_of(STR(""), &b) == FORM_NONE, "no Content-Type");
    ok(form_type_of(STR("application/x-www-form-urlencoded"), &b) == FORM_URLENCODED, "plain");
    ok(form_type_of(STR("Application/X-WWW-Form-Urlencoded ; charset=UTF-8"), &b) ==
           FORM_URLENCODED,
       "any case, with a parameter");
    ok(form_type_of(STR("text/plain"), &b) == FORM_OTHER, "[S27] text is another kind");
    ok(form_type_of(STR("application/json"), &b) == FORM_OTHER, "[S27] JSON is another kind");
    ok(form_type_of(STR("multipart/form-data; boundary=abc"), &b) == FORM_MULTIPART &&
           str_eq(b, STR("abc")),
       "a boundary");
    ok(form_type_of(STR("multipart/form-data; charset=utf-8; Boundary=\"a b\""), &b) ==
               FORM_MULTIPART &&
           str_eq(b, STR("a b")),
       "a quoted boundary after something else");
    static const char *const bad[] = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"a \"",
        "multipart/form-data; boundary=\"unclosed",
        "multipart/form-data; boundary=a*b",
        "multipart/mixed; boundary=a",
        "multipart/form-data; boundary=12345678901234567890123456789012345678901234567890"
        "123456789012345678901",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ok(form_type_of(str_from(bad[i]), &b) == FORM_OTHER, "[S27] refused: %s", bad[i]);
}

int main(void)
{
    struct arena *a = arena_new(REQUEST_ARENA_BYTES);
    test_values(a);
    test_refused(a);
    test_limits(a);
    test_types();
    arena_free(a);
    return done_testing();
}
