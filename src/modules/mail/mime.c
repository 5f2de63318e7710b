#include "modules/mail/mime.h"

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/esc.h"

#define LINE_SIGNS 76   /* RFC 2045 6.7 (5) */
#define URL_BYTES 900   /* RFC 5322 2.1.1: a line has at most 998 */
#define NAME_BYTES 1000 /* a display name with every sign escaped */

/* The one maker of header lines: false when the value cannot stand in one. */
static bool add_header(struct buf *out, const char *name, struct str value)
{
    buf_str(out, str_from(name));
    buf_lit(out, ": ");
    bool good = esc_mail_header(out, value);
    buf_lit(out, "\r\n");
    return good;
}

static bool is_ascii(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x7f)
            return false;
    return true;
}

/* "Name" <address>: a quoted string, or encoded words where the name is not plain. */
static bool add_mailbox(struct buf *out, const char *name, struct str shown, struct str address)
{
    struct buf quoted;
    buf_init(&quoted, NAME_BYTES);
    buf_char(&quoted, '"');
    for (size_t i = 0; i < shown.n; i++) {
        if (shown.p[i] == '"' || shown.p[i] == '\\')
            buf_char(&quoted, '\\');
        buf_char(&quoted, shown.p[i]);
    }
    buf_char(&quoted, '"');
    buf_str(out, str_from(name));
    buf_lit(out, ": ");
    bool good =
        !quoted.failed && esc_mail_header(out, is_ascii(shown) ? buf_view(&quoted) : shown);
    buf_lit(out, "\r\n <");
    good = esc_mail_header(out, address) && good;
    buf_lit(out, ">\r\n");
    buf_free(&quoted);
    return good;
}

/* "Sun, 22 Nov 2026 11:32:00 +0000" */
static void add_date(struct buf *out, int64_t utc_s)
{
    static const char day[7][4] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
    static const char month[12][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    struct civil t = utc_from_s(utc_s);
    buf_printf(out, "Date: %s, %02d %s %04d %02d:%02d:%02d +0000\r\n", day[t.weekday],
               t.date.day, month[t.date.month - 1], t.date.year, t.hour, t.minute, t.second);
}

/* <9f3c….1795345200@example.scot>: the id is random and leads nowhere. */
static bool add_message_id(struct buf *out, const struct mime_mail *m)
{
    size_t at = str_find_char(m->from, '@');
    if (at == STR_NONE)
        return false;
    buf_printf(out, "Message-ID: <%016llx.%lld@", (unsigned long long)m->id,
               (long long)m->date_s);
    bool good = esc_mail_header(out, str_sub(m->from, at + 1, m->from.n));
    buf_lit(out, ">\r\n");
    return good;
}

bool mime_is_address(struct str url)
{
    for (size_t i = 0; i < url.n; i++)
        if (url.p[i] <= ' ' || url.p[i] > '~' || url.p[i] == '<' || url.p[i] == '>')
            return false;
    return url.n <= URL_BYTES;
}

/* One POST to that address stops such mails (RFC 2369 3.2, RFC 8058 2). */
static bool add_list_stop(struct buf *out, struct str url)
{
    bool good = mime_is_address(url);
    buf_lit(out, "List-Unsubscribe: <");
    good = esc_mail_header(out, url) && good;
    buf_lit(out, ">\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
    return good;
}

enum err mime_write(struct buf *out, const struct mime_mail *m)
{
    bool good = add_mailbox(out, "From", m->from_name, m->from);
    good = add_header(out, "To", m->to) && good;
    if (m->reply_to.n)
        good = add_header(out, "Reply-To", m->reply_to) && good;
    good = add_header(out, "Subject", m->subject) && good;
    add_date(out, m->date_s);
    good = add_message_id(out, m) && good;
    if (m->list_stop.n)
        good = add_list_stop(out, m->list_stop) && good;
    buf_lit(out, "MIME-Version: 1.0\r\n"
                 "Auto-Submitted: auto-generated\r\n"
                 "Content-Type: text/plain; charset=utf-8\r\n"
                 "Content-Transfer-Encoding: quoted-printable\r\n"
                 "\r\n");
    mime_quoted_printable(out, m->body);
    if (out->failed)
        return ERR_LIMIT;
    return good ? OK : ERR_INVALID;
}

/* As itself, or as =XX. `ends`: it stands at the end of its line. A stop at the start of a line
 * is written out, because SMTP gives it a meaning. */
static bool is_literal(unsigned char c, bool starts, bool ends)
{
    if (c == ' ' || c == '\t')
        return !ends;
    return c > ' ' && c <= '~' && c != '=' && !(starts && c == '.');
}

static void add_line(struct buf *out, struct str line)
{
    size_t column = 0;
    for (size_t i = 0; i < line.n; i++) {
        unsigned char c = (unsigned char)line.p[i];
        bool ends = i + 1 == line.n;
        size_t width = is_literal(c, column == 0, ends) ? 1 : 3;
        /* one place stays free for the "=" that breaks the line, unless it ends here */
        if (column + width > LINE_SIGNS - (ends ? 0 : 1)) {
            buf_lit(out, "=\r\n");
            column = 0;
            width = is_literal(c, true, ends) ? 1 : 3;
        }
        if (width == 1)
            buf_char(out, (char)c);
        else
            buf_printf(out, "=%02X", c);
        column += width;
    }
    buf_lit(out, "\r\n");
}

void mime_quoted_printable(struct buf *out, struct str text)
{
    struct str line;
    while (str_cut(&text, '\n', &line)) {
        if (line.n && line.p[line.n - 1] == '\r')
            line.n--;
        add_line(out, line);
    }
}
