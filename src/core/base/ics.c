#include "core/base/ics.h"

#include "core/base/esc.h"

#define LINE_BYTES 75 /* without the line break: RFC 5545 3.1 */
#define TEXT_BYTES 16384
#define ZONE "Europe/London"

/* A whole line, folded between characters. */
static void add_line(struct ics *c, struct str line)
{
    size_t room = LINE_BYTES;
    while (line.n > room) {
        size_t n = room;
        while (n > 1 && ((unsigned char)line.p[n] & 0xC0) == 0x80)
            n--;
        buf_str(c->b, str_sub(line, 0, n));
        buf_lit(c->b, "\r\n ");
        line = str_sub(line, n, STR_NONE);
        room = LINE_BYTES - 1;
    }
    buf_str(c->b, line);
    buf_lit(c->b, "\r\n");
}

static void add_text(struct ics *c, const char *name, struct str text)
{
    struct buf *line = buf_in(c->a, TEXT_BYTES);
    if (!text.n)
        return;
    buf_printf(line, "%s:", name);
    esc_ical(line, text);
    add_line(c, buf_view(line));
}

static struct str stamp(struct arena *a, struct civil t)
{
    return str_printf(a, "%04d%02d%02dT%02d%02d%02d", t.date.year, t.date.month, t.date.day,
                      t.hour, t.minute, t.second);
}

static void add_day(struct ics *c, const char *name, struct date d)
{
    add_line(c, str_printf(c->a, "%s;VALUE=DATE:%04d%02d%02d", name, d.year, d.month, d.day));
}

static void add_time(struct ics *c, const char *name, int64_t at_s)
{
    add_line(c, str_printf(c->a, "%s;TZID=" ZONE ":%.*s", name,
                           STR_ARG(stamp(c->a, london_from_s(at_s)))));
}

/* Summer time as the Summer Time Order 2002 has it. */
static void add_zone(struct ics *c)
{
    static const char *const line[] = {
        "BEGIN:VTIMEZONE",
        ("TZID:" ZONE),
        "BEGIN:DAYLIGHT",
        "DTSTART:20020331T010000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0100",
        "TZNAME:BST",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20021027T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0000",
        "TZNAME:GMT",
        "END:STANDARD",
        "END:VTIMEZONE",
    };
    for (size_t i = 0; i < sizeof line / sizeof *line; i++)
        add_line(c, str_from(line[i]));
}

void ics_begin(struct ics *c, struct arena *a, size_t max_bytes, struct str name)
{
    *c = (struct ics){ .a = a, .b = buf_in(a, max_bytes) };
    add_line(c, STR("BEGIN:VCALENDAR"));
    add_line(c, STR("VERSION:2.0"));
    add_line(c, STR("PRODID:-//CJ Engage//Calendar//EN"));
    add_line(c, STR("CALSCALE:GREGORIAN"));
    add_line(c, STR("METHOD:PUBLISH"));
    add_text(c, "NAME", name);
    add_text(c, "X-WR-CALNAME", name);
    add_zone(c);
}

void ics_add(struct ics *c, const struct ics_event *e)
{
    add_line(c, STR("BEGIN:VEVENT"));
    add_text(c, "UID", e->uid);
    struct str changed = stamp(c->a, utc_from_s(e->stamp_s));
    add_line(c, str_printf(c->a, "DTSTAMP:%.*sZ", STR_ARG(changed)));
    add_line(c, str_printf(c->a, "LAST-MODIFIED:%.*sZ", STR_ARG(changed)));
    add_line(c, str_printf(c->a, "SEQUENCE:%lld", (long long)e->sequence));
    if (e->day.month) {
        add_day(c, "DTSTART", e->day);
        add_day(c, "DTEND", date_from_days(date_to_days(e->day) + 1));
        add_line(c, STR("TRANSP:TRANSPARENT"));
    } else {
        add_time(c, "DTSTART", e->starts_s);
        if (e->ends_s > e->starts_s) /* a moment has no end: RFC 5545 3.8.2.2 */
            add_time(c, "DTEND", e->ends_s);
    }
    add_text(c, "SUMMARY", e->summary);
    add_text(c, "DESCRIPTION", e->description);
    add_text(c, "LOCATION", e->location);
    if (e->url.n)
        add_line(c, str_join(c->a, STR("URL:"), e->url));
    add_line(c, e->is_cancelled ? STR("STATUS:CANCELLED") : STR("STATUS:CONFIRMED"));
    add_line(c, STR("END:VEVENT"));
}

struct str ics_end(struct ics *c)
{
    add_line(c, STR("END:VCALENDAR"));
    return buf_view(c->b);
}

struct str ics_host(struct str origin)
{
    size_t at = str_find(origin, STR("://"));
    struct str host = at == STR_NONE ? origin : str_sub(origin, at + 3, STR_NONE);
    size_t n = host.n;
    while (n && host.p[n - 1] >= '0' && host.p[n - 1] <= '9')
        n--;
    bool has_port = n && n < host.n && host.p[n - 1] == ':';
    return has_port ? str_sub(host, 0, n - 1) : host; /* RFC 4151 has none */
}
