/* base/esc: the escapers. */
#include "../tap.h"

#include "core/base/arena.h"
#include "core/base/esc.h"
#include "core/base/limits.h"
#include "core/base/utf8.h"

static struct buf *out;

static struct str escaped(void (*escape)(struct buf *, struct str), struct str s)
{
    buf_clear(out);
    escape(out, s);
    return buf_view(out);
}

static void html(void)
{
    is_str(escaped(esc_html, STR("<a href=\"x\" b='y'>&amp;</a>")),
           "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;",
           "[S1] the five signs of HTML");
    is_str(escaped(esc_html, STR("D\xC3\xB9n `x` / = \n")), "D\xC3\xB9n `x` / = \n",
           "[S1] all else as it is");
    is_str(escaped(esc_html, STR("")), "", "[S1] nothing from nothing");
    bool safe = true;
    for (int c = 0; c < 256; c++) {
        char byte = (char)c;
        struct str s = escaped(esc_html, (struct str){ &byte, 1 });
        bool special = strchr("<>\"'", c) != NULL && c != 0;
        safe = safe &&
               (special || c == '&' ? s.n > 1 && s.p[0] == '&' : s.n == 1 && s.p[0] == byte);
    }
    ok(safe, "[S1] every byte alone");
}

static void url(void)
{
    is_str(escaped(esc_url, STR("aZ09-._~")), "aZ09-._~", "unreserved signs stay");
    is_str(escaped(esc_url, STR("a b/c?d=e&f#g%\xC3\xB9+")),
           "a%20b%2Fc%3Fd%3De%26f%23g%25%C3%B9%2B", "all others do not");
}

static void json(void)
{
    is_str(escaped(esc_json, STR("a\"\\\n\t\r\x01")), "\"a\\\"\\\\\\n\\t\\r\\u0001\"",
           "JSON string");
    is_str(escaped(esc_json, STR("</script>")), "\"\\u003c/script>\"", "[S1] no '<' in JSON");
    is_str(escaped(esc_json, STR("\xE2\x80\xA8\xE2\x80\xA9")), "\"\\u2028\\u2029\"",
           "[S1] line separators");
    is_str(escaped(esc_json, STR("\xFF\xC3\xB9")), "\"\xEF\xBF\xBD\xC3\xB9\"",
           "bad UTF-8 becomes U+FFFD");
    is_str(escaped(esc_json, (struct str){ "\0", 1 }), "\"\\u0000\"", "NUL");
}

static void csv(void)
{
    is_str(escaped(esc_csv, STR("a,\"b\"\n")), "\"a,\"\"b\"\"\n\"",
           "[S7] always quoted, quotes doubled");
    is_str(escaped(esc_csv, STR("")), "\"\"", "[S7] the empty field");
    static const char *const formulas[] = { "=1+1",
                                            "+1",
                                            "-1",
                                            "@x",
                                            "\tx",
                                            "\rx",
                                            "\nx",
                                            "\xEF\xBC\x9D"
                                            "1",
                                            "\xEF\xBC\x8B"
                                            "1",
                                            "\xEF\xBC\x8D"
                                            "1",
                                            "\xEF\xBC\xA0"
                                            "1" };
    for (size_t i = 0; i < sizeof formulas / sizeof formulas[0]; i++) {
        struct str s = escaped(esc_csv, str_from(formulas[i]));
        ok(str_starts(s, STR("\"'")) && str_eq(str_sub(s, 2, s.n - 3), str_from(formulas[i])),
           "[S7] formula sign %zu is marked", i);
    }
    is_str(escaped(esc_csv, (struct str){ "\0=", 2 }).n == 5 ? STR("marked") : STR("bare"),
           "marked", "[S7] NUL is marked");
    is_str(escaped(esc_csv, STR("a=1")), "\"a=1\"", "[S7] later signs are harmless");
    is_str(escaped(esc_csv, STR("'tis")), "\"'tis\"", "[S7] an apostrophe is no formula");
    is_str(escaped(esc_csv, STR("'=x")), "\"''=x\"",
           "[S7] a text that begins with a mark gets another");
    buf_clear(out);
    esc_csv_number(out, -12);
    is_str(buf_view(out), "\"-12\"", "[S7] our own numbers carry no mark");
}

static void ical(void)
{
    is_str(escaped(esc_ical, STR("a\\b,c;d\r\ne\nf\rg\x07")), "a\\\\b\\,c\\;d\\ne\\nf\\ng",
           "iCalendar text");
}

static void logs(void)
{
    is_str(escaped(esc_log, STR("a b=c \xC3\xB9")), "a b=c \xC3\xB9", "[S45] plain text stays");
    is_str(escaped(esc_log, STR("a\nb\r\x1B[1m\"'\\\x7F")),
           "a\\x0Ab\\x0D\\x1B[1m\\x22\\x27\\x5C\\x7F", "[S45] newlines, controls, quotes");
    is_str(escaped(esc_log, STR("\xC2\x85\xE2\x80\xA8\xE2\x80\xAE\xFF")),
           "\\xC2\\x85\\xE2\\x80\\xA8\\xE2\\x80\\xAE\\xFF",
           "[S45] C1, line separators, overrides, bad bytes");
    is_str(escaped(esc_log, (struct str){ "\0", 1 }), "\\x00", "[S45] NUL");
}

static void xml(void)
{
    is_str(escaped(esc_xml, STR("<a>&\"'\n\t\x01\x1F"
                                "b\xEF\xBF\xBE\xFF")),
           "&lt;a&gt;&amp;&quot;&#39;\n\tb\xEF\xBF\xBD",
           "XML text: what XML 1.0 forbids is dropped");
}

static bool lines_short(struct str s, size_t most)
{
    struct str line;
    while (str_cut(&s, '\n', &line))
        if (str_trim(line).n > most)
            return false;
    return true;
}

static void mail(void)
{
    buf_clear(out);
    ok(esc_mail_header(out, STR("Plain subject: 1")), "plain ASCII is taken");
    is_str(buf_view(out), "Plain subject: 1", "and stays");
    buf_clear(out);
    ok(esc_mail_header(out, STR("D\xC3\xB9n")), "a letter outside ASCII");
    is_str(buf_view(out), "=?UTF-8?B?RMO5bg==?=", "becomes an encoded word");
    buf_clear(out);
    ok(esc_mail_header(out, STR("=?UTF-8?Q?x?=")) &&
           str_starts(buf_view(out), STR("=?UTF-8?B?PT9")),
       "what looks like an encoded word is encoded");
    static const char *const bad[] = { "a\r\nBcc: x", "a\nb", "a\rb" };
    buf_clear(out);
    for (size_t i = 0; i < 3; i++)
        ok(!esc_mail_header(out, str_from(bad[i])) && out->n == 0,
           "[S1] a header cannot be split (%zu)", i);
    ok(!esc_mail_header(out, (struct str){ "a\0b", 3 }) && out->n == 0, "nor hold a NUL");
    char text[400];
    for (size_t i = 0; i < sizeof text; i += 2)
        memcpy(text + i, "\xC3\xB9", 2);
    ok(esc_mail_header(out, (struct str){ text, sizeof text }), "a long one");
    ok(lines_short(buf_view(out), 75), "has no encoded word over 75 signs (RFC 2047 2)");
    ok(str_find(buf_view(out), STR("?=\r\n =?UTF-8?B?")) != STR_NONE, "on folded lines");
}

int main(void)
{
    struct arena *a = arena_new(MIB);
    out = buf_in(a, 100000);
    html();
    url();
    json();
    csv();
    ical();
    logs();
    xml();
    mail();
    arena_free(a);
    return done_testing();
}
