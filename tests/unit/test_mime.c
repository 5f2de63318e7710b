/* test_mime.c: the form of a mail, what a header refuses. */
#include "tests/tap.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/clock.h"
#include "core/base/rand.h"
#include "modules/mail/mail.h"
#include "modules/mail/mime.h"

#define NOW_S 1795345200 /* 22 November 2026, 11:00 UTC */

static struct arena *a;

/* --- the form of a mail --- */

static const struct mime_mail PLAIN = {
    .id = 0x1234,
    .date_s = NOW_S,
    .from = STR_INIT("post@example.scot"),
    .from_name = STR_INIT("Community Justice"),
    .to = STR_INIT("group@example.org"),
    .reply_to = STR_INIT("reader@example.org"),
    .subject = STR_INIT("Your message"),
    .body = STR_INIT("One\nTwo\n"),
};

static struct str written(const struct mime_mail *m, enum err *e)
{
    struct buf *out = buf_in(a, 1 << 20);
    *e = mime_write(out, m);
    return buf_view(out);
}

static bool holds(struct str s, const char *what)
{
    return str_find(s, str_from(what)) != STR_NONE;
}

static void test_format(void)
{
    enum err e;
    struct str s = written(&PLAIN, &e);
    is_i64(e, OK, "a mail is written");
    is_str(s,
           "From: \"Community Justice\"\r\n <post@example.scot>\r\n"
           "To: group@example.org\r\n"
           "Reply-To: reader@example.org\r\n"
           "Subject: Your message\r\n"
           "Date: Sun, 22 Nov 2026 11:00:00 +0000\r\n"
           "Message-ID: <0000000000001234.1795345200@example.scot>\r\n"
           "MIME-Version: 1.0\r\n"
           "Auto-Submitted: auto-generated\r\n"
           "Content-Type: text/plain; charset=utf-8\r\n"
           "Content-Transfer-Encoding: quoted-printable\r\n"
           "\r\nOne\r\nTwo\r\n",
           "its headers, its text, its line ends");
    struct mime_mail m = PLAIN;
    m.from_name = STR("A \"B\" \\ C");
    ok(holds(written(&m, &e), "From: \"A \\\"B\\\" \\\\ C\"\r\n <post@"),
       "a name's quotes are escaped");
    m.from_name = STR("Ceartas Coimhearsnachd \xC3\x80");
    ok(holds(written(&m, &e), "From: =?UTF-8?B?"), "a name that is not ASCII is encoded");
    m.reply_to = (struct str){ 0 };
    ok(!holds(written(&m, &e), "Reply-To"), "no Reply-To without an address for it");
}

/* RFC 8058 section 2, to the letter. */
static void test_list_stop(void)
{
    enum err e;
    struct mime_mail m = PLAIN;
    ok(!holds(written(&m, &e), "List-"), "a mail of its own has no list headers");
    m.list_stop = STR("https://example.scot/subscriptions/stop/0123456789abcdefghjkmnpqrs");
    struct str s = written(&m, &e);
    is_i64(e, OK, "a mail that can be stopped is written");
    is_str(s,
           "From: \"Community Justice\"\r\n <post@example.scot>\r\n"
           "To: group@example.org\r\n"
           "Reply-To: reader@example.org\r\n"
           "Subject: Your message\r\n"
           "Date: Sun, 22 Nov 2026 11:00:00 +0000\r\n"
           "Message-ID: <0000000000001234.1795345200@example.scot>\r\n"
           "List-Unsubscribe: "
           "<https://example.scot/subscriptions/stop/0123456789abcdefghjkmnpqrs>\r\n"
           "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
           "MIME-Version: 1.0\r\n"
           "Auto-Submitted: auto-generated\r\n"
           "Content-Type: text/plain; charset=utf-8\r\n"
           "Content-Transfer-Encoding: quoted-printable\r\n"
           "\r\nOne\r\nTwo\r\n",
           "[11.1] with both headers of one-click stop, on a line each");
    static const struct str bad[] = { STR_INIT("https://a.example/\r\nBcc: b@example.org"),
                                      STR_INIT("https://a.example/\nb"),
                                      { "https://a.example/\0", 19 },
                                      STR_INIT("https://a.example/>, <mailto:b@example.org"),
                                      STR_INIT("https://a.example/b c"),
                                      STR_INIT("https://a.example/\xC3\xA0") };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        m.list_stop = bad[i];
        written(&m, &e);
        ok(e == ERR_INVALID, "[S6] no address that ends its line or its brackets (%zu)", i);
    }
}

static void test_injection(void)
{
    static const struct str bad[] = {
        STR_INIT("a\r\nBcc: all@example.org"), STR_INIT("a\nb"), STR_INIT("a\rb"), { "a\0b", 3 }
    };
    for (size_t i = 0; i < 4; i++) {
        enum err e[5];
        struct mime_mail m = PLAIN;
        m.subject = bad[i];
        written(&m, &e[0]);
        m = PLAIN, m.to = bad[i];
        written(&m, &e[1]);
        m = PLAIN, m.reply_to = bad[i];
        written(&m, &e[2]);
        m = PLAIN, m.from_name = bad[i];
        written(&m, &e[3]);
        m = PLAIN, m.from = bad[i];
        written(&m, &e[4]);
        bool refused = true;
        for (size_t k = 0; k < 5; k++)
            refused = refused && e[k] == ERR_INVALID;
        ok(refused, "[S6] no header takes line end or NUL (%zu)", i);
    }
    enum err e;
    struct mime_mail m = PLAIN;
    m.body = STR("x\n\nBcc: all@example.org\n.\nQUIT\n");
    struct str s = written(&m, &e);
    ok(holds(s, "\r\n\r\nx\r\n\r\nBcc: all@"), "[S6] a text stays text");
    ok(holds(s, "\r\n=2E\r\nQUIT"), "[S6] a lone stop does not end the mail");
}

static struct str printable(struct str text)
{
    struct buf *out = buf_in(a, 1 << 20);
    mime_quoted_printable(out, text);
    return buf_view(out);
}

/* RFC 2045 6.7, as a reader does it. */
static struct str decoded(struct str s)
{
    struct buf *out = buf_in(a, 1 << 20);
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\r')
            continue;
        if (s.p[i] != '=') {
            buf_char(out, s.p[i]);
            continue;
        }
        if (s.p[i + 1] != '\r')
            buf_char(out, (char)strtol((char[]){ s.p[i + 1], s.p[i + 2], 0 }, NULL, 16));
        i += 2;
    }
    return buf_view(out);
}

static size_t longest_line(struct str s)
{
    struct str line;
    size_t most = 0;
    while (str_cut(&s, '\n', &line))
        most = line.n > most ? line.n : most;
    return most ? most - 1 : 0; /* without CR */
}

static void test_printable(void)
{
    is_str(printable(STR("a=b")), "a=3Db\r\n", "the sign that escapes is escaped");
    is_str(printable(STR("a \nb\t\n")), "a=20\r\nb=09\r\n", "white space at the end of a line");
    is_str(printable(STR("a\r\nb")), "a\r\nb\r\n", "CRLF is one line end");
    for (size_t n = 70; n < 160; n++) {
        struct buf *text = buf_in(a, 1000);
        for (size_t i = 0; i < n; i++)
            buf_str(text, i % 7 == 3 ? STR("\xC3\xA0") : i % 11 == 5 ? STR(".") : STR("x"));
        buf_lit(text, " \n");
        struct str s = printable(buf_view(text));
        if (longest_line(s) > 76 || !str_eq(decoded(s), buf_view(text)))
            ok(false, "a line of %zu signs comes back, in lines of 76", n);
    }
    ok(true, "lines of 70 to 160 signs come back, in lines of 76");
}

int main(void)
{
    a = arena_new((size_t)64 * 1024 * 1024);
    rand_init();
    test_format();
    test_list_stop();
    test_injection();
    test_printable();
    arena_free(a);
    return done_testing();
}
