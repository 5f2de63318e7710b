/* multipart/form-data. */
#include "core/http/form.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/limits.h"
#include "../tap.h"

#include <stdio.h>
#include <string.h>

#define NAME(n) "Content-Disposition: form-data; name=\"" n "\"\r\n\r\n"

static enum err parse(struct arena *a, const char *body, struct fields *f)
{
    return form_parse_multipart(a, str_from(body), STR("XX"), f);
}

static void test_parts(struct arena *a)
{
    struct fields f;
    ok(parse(a, "--XX--", &f) == OK && f.n == 0, "no parts");
    ok(parse(a, "--XX\r\n" NAME("a") "one\r\n--XX\r\n" NAME("b") "\r\n--XX--\r\n", &f) == OK &&
           f.n == 2,
       "two parts");
    ok(str_eq(f.field[0].name, STR("a")) && str_eq(f.field[0].value, STR("one")) &&
           !f.field[0].is_file && str_eq(f.field[1].name, STR("b")) && f.field[1].value.n == 0,
       "with name and value, also an empty one");
    ok(parse(a, "before\r\n--XX  \r\n" NAME("a") "x\r\n--XX--after", &f) == OK && f.n == 1,
       "preamble, padding and epilogue are nothing");
    ok(parse(a, "--XX\r\n" NAME("a") "l1\r\nl2\r\n--X\r\n--XX--", &f) == OK &&
           str_eq(f.field[0].value, STR("l1\r\nl2\r\n--X")),
       "what only looks like a boundary is text");
    ok(parse(a, "--XX\r\ncontent-disposition:form-data;name=a\r\nX-Other: y\r\n\r\nv\r\n--XX--",
             &f) == OK &&
           str_eq(f.field[0].name, STR("a")),
       "any case, unquoted, other headers");
}

static void test_files(struct arena *a)
{
    static const char body[] = "--XX\r\n"
                               "Content-Disposition: form-data; name=\"doc\"; "
                               "filename=\"C:\\a %22b%22;.pdf\"\r\n"
                               "Content-Type: application/pdf\r\n\r\n"
                               "\0\xff\r\n\r\n--XX--";
    struct fields f;
    ok(form_parse_multipart(a, (struct str){ body, sizeof body - 1 }, STR("XX"), &f) == OK &&
           f.n == 1,
       "a file");
    ok(f.field[0].is_file && str_eq(f.field[0].type, STR("application/pdf")) &&
           str_eq(f.field[0].file_name, STR("C:\\a \"b\";.pdf")),
       "its name as the person sees it, and its type");
    ok(f.field[0].value.n == 4 && memcmp(f.field[0].value.p, "\0\xff\r\n", 4) == 0,
       "its bytes as they are");
    ok(parse(a,
             "--XX\r\nContent-Disposition: form-data; name=\"d\"; "
             "filename=\"\"\r\n\r\n\r\n--XX--",
             &f) == OK &&
           f.field[0].is_file && f.field[0].file_name.n == 0,
       "no file chosen");
}

static void test_refused(struct arena *a)
{
    static const struct {
        const char *what, *body;
    } bad[] = {
        { "nothing", "" },
        { "no boundary", "a=b" },
        { "no end", "--XX\r\n" NAME("a") "x" },
        { "no end after a boundary", "--XX\r\n" NAME("a") "x\r\n--XX\r\n" },
        { "no end of the headers",
          "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n--XX--" },
        { "no name", "--XX\r\nContent-Disposition: form-data\r\n\r\nx\r\n--XX--" },
        { "no disposition", "--XX\r\nContent-Type: text/plain\r\n\r\nx\r\n--XX--" },
        { "two dispositions",
          "--XX\r\nContent-Disposition: form-data; name=a\r\n" NAME("b") "\r\n--XX--" },
        { "another disposition",
          "--XX\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--XX--" },
        { "an unclosed quote",
          "--XX\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--XX--" },
        { "text after a quote",
          "--XX\r\nContent-Disposition: form-data; name=\"a\"b\r\n\r\nx\r\n--XX--" },
        { "a header without colon", "--XX\r\nnonsense\r\n" NAME("a") "x\r\n--XX--" },
        { "a value that is not UTF-8", "--XX\r\n" NAME("a") "\xff\r\n--XX--" },
        { "a name that is not UTF-8", "--XX\r\n" NAME("\xff") "x\r\n--XX--" },
        { "text on the boundary's line", "--XXY\r\n" NAME("a") "x\r\n--XX--" },
    };
    struct fields f;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ok(parse(a, bad[i].body, &f) == ERR_BAD_REQUEST, "[S3] refused: %s", bad[i].what);
    static const char nul[] = "--XX\r\n" NAME("a") "\0\r\n--XX--";
    ok(form_parse_multipart(a, (struct str){ nul, sizeof nul - 1 }, STR("XX"), &f) ==
           ERR_BAD_REQUEST,
       "[S3] refused: NUL in a text");
}

static void test_limits(struct arena *a)
{
    struct fields f;
    struct buf *b = buf_in(a, 1 * MIB);
    for (int i = 0; i < MULTIPART_MAX_PARTS; i++)
        buf_lit(b, "--XX\r\n" NAME("a") "x\r\n");
    struct str many = str_join(a, buf_view(b), STR("--XX--"));
    ok(form_parse_multipart(a, many, STR("XX"), &f) == OK && f.n == MULTIPART_MAX_PARTS,
       "[S34] 64 parts are taken");
    buf_lit(b, "--XX\r\n" NAME("a") "x\r\n--XX--");
    ok(form_parse_multipart(a, buf_view(b), STR("XX"), &f) == ERR_TOO_BIG,
       "[S34] one more is too big");

    buf_clear(b);
    buf_lit(b, "--XX\r\nX: ");
    for (size_t i = 0; i < 9 * KIB; i++)
        buf_char(b, 'y');
    buf_lit(b, "\r\n" NAME("a") "x\r\n--XX--");
    ok(form_parse_multipart(a, buf_view(b), STR("XX"), &f) == ERR_BAD_REQUEST,
       "[S34] a part's header line over 8 KiB is refused");
    for (long n = 1; n <= 3; n++) {
        arena_fail_after(a, n);
        ok(parse(a, "--XX\r\n" NAME("a") "x\r\n--XX--", &f) == ERR_LIMIT, "no memory at %ld",
           n);
        arena_fail_after(a, -1);
        arena_reset(a);
    }
}

int main(void)
{
    struct arena *a = arena_new(REQUEST_ARENA_BYTES);
    test_parts(a);
    test_files(a);
    test_refused(a);
    test_limits(a);
    arena_free(a);
    return done_testing();
}
