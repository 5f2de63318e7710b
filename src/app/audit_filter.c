#include "app/audit_filter.h"

#include "app/audit_rows.h"
#include "core/base/arena.h"
#include "core/http/target.h"
#include "gen/symbols.h"
#include "modules/audit/audit_say.h"
#include "modules/audit/audit_words.h"

#define CHOICES_MAX 300
#define WEEK_DAYS 7
#define MONTH_DAYS 30

struct reading {
    struct ctx *c;
    struct audit_query *q;
    struct list *ignored, *active;
};

static void ignore(struct reading *r, const char *what)
{
    list_add_str(r->ignored, str_from(what));
}

/* One more filter in the address, and in words. */
static void use(struct reading *r, const char *name, struct str value, struct str words)
{
    r->q->path = url_query(r->c->arena, r->q->path, str_from(name), value);
    r->q->is_filtered = true;
    list_add_str(r->active, audit_visible(r->c->arena, words));
}

/* --- dates --- */

struct typed_date {
    const char *name[3]; /* day, month, year */
    const char *bad;
};
static const struct typed_date typed_from = { { "from_day", "from_month", "from_year" },
                                              AUDIT_BAD_FROM };
static const struct typed_date typed_to = { { "to_day", "to_month", "to_year" }, AUDIT_BAD_TO };

/* A number, or the name of a month by its first three letters. */
static int read_part(struct str typed, bool is_month)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    int64_t v = 0;
    if (str_to_i64(typed, &v))
        return v > 0 && v < 10000 ? (int)v : 0;
    for (int i = 0; is_month && typed.n >= 3 && i < 12; i++)
        if (str_eq_nocase(str_sub(typed, 0, 3), (struct str){ names + 3 * (size_t)i, 3 }))
            return i + 1;
    return 0;
}

/* False: none was typed, or it is no date, which is then named. */
static bool read_date(struct reading *r, const struct typed_date *t, struct date *out)
{
    struct str part[3];
    size_t n = 0;
    for (size_t i = 0; i < 3; i++) {
        part[i] = param_str(r->c, t->name[i]);
        n += part[i].n > 0;
    }
    if (!n)
        return false;
    *out = (struct date){ read_part(part[2], false), read_part(part[1], true),
                          read_part(part[0], false) };
    if (date_is_valid(*out) && n == 3)
        return true;
    ignore(r, t->bad);
    return false;
}

static void use_date(struct reading *r, const struct typed_date *t, struct str words)
{
    for (size_t i = 0; i < 3; i++)
        r->q->path = url_query(r->c->arena, r->q->path, str_from(t->name[i]),
                               param_str(r->c, t->name[i]));
    r->q->is_filtered = true;
    list_add_str(r->active, words);
}

static struct date day_after(struct date d, int n)
{
    return date_from_days(date_to_days(d) + n);
}

static bool read_dates(struct reading *r)
{
    struct arena *a = r->c->arena;
    struct audit_filter *f = &r->q->filter;
    struct date from, to;
    bool has_from = read_date(r, &typed_from, &from), has_to = read_date(r, &typed_to, &to);
    if (has_from && has_to && date_to_days(to) < date_to_days(from)) {
        ignore(r, AUDIT_BAD_ORDER);
        return false;
    }
    if (has_from) {
        f->from_s = london_to_s(from, 0, 0);
        use_date(r, &typed_from, str_printf(a, AUDIT_FROM, STR_ARG(date_long(a, from))));
    }
    if (has_to) {
        f->until_s = london_to_s(day_after(to, 1), 0, 0);
        use_date(r, &typed_to, str_printf(a, AUDIT_UNTIL, STR_ARG(date_long(a, to))));
    }
    return has_from || has_to;
}

static const struct audit_when {
    const char *value, *label;
    int days; /* back from today; -1: to the first of January */
} whens[] = {
    { "", AUDIT_ANY_TIME, 0 },
    { "today", AUDIT_TODAY, 0 },
    { "week", AUDIT_WEEK, WEEK_DAYS - 1 },
    { "month", AUDIT_MONTH, MONTH_DAYS - 1 },
    { "year", AUDIT_YEAR, -1 },
};
#define N_WHENS (sizeof whens / sizeof whens[0])

static void read_when(struct reading *r)
{
    struct str typed = param_str(r->c, "when");
    struct date today = london_from_s(r->c->now_s).date;
    size_t i = 0;
    while (i < N_WHENS && !str_eq(typed, str_from(whens[i].value)))
        i++;
    if (i == N_WHENS)
        ignore(r, AUDIT_BAD_CHOICE);
    if (i == 0 || i == N_WHENS)
        return;
    struct date from = whens[i].days < 0 ? (struct date){ today.year, 1, 1 }
                                         : day_after(today, -whens[i].days);
    r->q->filter.from_s = london_to_s(from, 0, 0);
    use(r, "when", typed, str_from(whens[i].label));
}

/* --- the others --- */

/* "account:12", "public", "job", "link", "cli:0": letters, digits, one colon. */
static bool is_actor(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ':'))
            return false;
    }
    return s.n > 0;
}

static enum err read_who(struct reading *r)
{
    struct str who = param_str(r->c, "who"), words;
    if (!who.n)
        return OK;
    if (!is_actor(who)) {
        ignore(r, AUDIT_BAD_CHOICE);
        return OK;
    }
    enum err e = audit_who(r->c, who, &words);
    if (e)
        return e;
    r->q->filter.who = who;
    use(r, "who", who, str_printf(r->c->arena, AUDIT_BY, STR_ARG(words)));
    return OK;
}

static void read_group(struct reading *r)
{
    struct str group = param_str(r->c, "group"), words = audit_group_words(group);
    r->q->filter.group = group;
    if (group.n)
        use(r, "group", group, str_printf(r->c->arena, AUDIT_ABOUT, STR_ARG(words)));
}

static void read_thing(struct reading *r)
{
    struct arena *a = r->c->arena;
    struct audit_filter *f = &r->q->filter;
    struct str kind = param_str(r->c, "kind"), object = param_str(r->c, "object"),
               request = param_str(r->c, "request");
    if (kind.n)
        use(r, "kind", kind, str_printf(a, AUDIT_OF_KIND, STR_ARG(audit_kind_words(kind))));
    if (object.n && kind.n)
        use(r, "object", object, str_printf(a, AUDIT_OF_OBJECT, STR_ARG(object)));
    if (object.n && !kind.n)
        ignore(r, AUDIT_BAD_OBJECT);
    if (request.n)
        use(r, "request", request, str_printf(a, AUDIT_OF_REQUEST, STR_ARG(request)));
    f->kind = kind;
    f->object_id = kind.n ? object : (struct str){ 0 };
    f->request_id = request;
}

enum err audit_query_read(struct ctx *c, struct str base, struct view *page,
                          struct audit_query *out)
{
    out->path = base;
    struct reading r = { .c = c,
                         .q = out,
                         .ignored = view_list(page, S(ignored)),
                         .active = view_list(page, S(active)) };
    enum err e = out->is_own ? OK : read_who(&r);
    if (e)
        return e;
    read_group(&r);
    if (!out->is_own)
        read_thing(&r);
    if (!read_dates(&r))
        read_when(&r);
    if (c->ignored_query)
        ignore(&r, AUDIT_BAD_CHOICE);
    view_bool(page, S(has_ignored), list_len(r.ignored) > 0);
    view_bool(page, S(is_filtered), out->is_filtered);
    view_str(page, S(clear_href), base);
    return OK;
}

/* --- the form --- */

static void add_choice(struct list *choices, struct str value, struct str label, bool is_chosen)
{
    struct view *v = list_add(choices);
    view_str(v, S(value), value);
    view_str(v, S(label), label);
    view_bool(v, S(is_chosen), is_chosen);
}

typedef enum err (*words_of)(struct ctx *c, struct str value, struct str *words);

static enum err group_words(struct ctx *c, struct str value, struct str *words)
{
    (void)c;
    *words = audit_group_words(value);
    return OK;
}

static enum err kind_words(struct ctx *c, struct str value, struct str *words)
{
    (void)c;
    *words = audit_kind_words(value);
    return OK;
}

struct choice {
    symbol as;
    const char *param, *term, *first; /* the first one: no filter */
    words_of words;
};

static enum err show_choices(struct ctx *c, struct view *page, const struct choice *k)
{
    struct str *value = arena_array(c->arena, CHOICES_MAX, sizeof *value), words;
    struct str chosen = param_str(c, k->param);
    struct list *choices = view_list(page, k->as);
    size_t n = 0;
    if (!value)
        return ERR_LIMIT;
    add_choice(choices, (struct str){ 0 }, str_from(k->first), !chosen.n);
    enum err e = audit_list_values(c->db, c->arena, str_from(k->term), value, CHOICES_MAX, &n);
    for (size_t i = 0; i < n && !e; i++) {
        e = k->words(c, value[i], &words);
        if (!e)
            add_choice(choices, value[i], audit_visible(c->arena, words),
                       str_eq(value[i], chosen));
    }
    return e;
}

static const struct typed_field {
    symbol as;
    const char *name;
} date_fields[] = {
    { S(from_day), "from_day" }, { S(from_month), "from_month" }, { S(from_year), "from_year" },
    { S(to_day), "to_day" },     { S(to_month), "to_month" },     { S(to_year), "to_year" },
};
#define N_DATE_FIELDS (sizeof date_fields / sizeof date_fields[0])

static void show_times(struct ctx *c, struct view *page)
{
    bool has_dates = false;
    struct list *list = view_list(page, S(whens));
    for (size_t i = 0; i < N_WHENS; i++)
        add_choice(list, str_from(whens[i].value), str_from(whens[i].label),
                   str_eq(param_str(c, "when"), str_from(whens[i].value)));
    for (size_t i = 0; i < N_DATE_FIELDS; i++) {
        struct str value = param_str(c, date_fields[i].name);
        view_str(page, date_fields[i].as, value);
        has_dates = has_dates || value.n;
    }
    view_bool(page, S(has_dates), has_dates);
}

enum err audit_query_show(struct ctx *c, const struct audit_query *q, struct view *page)
{
    const struct choice group = { S(groups), "group", "group", AUDIT_ALL, group_words };
    const struct choice who = { S(people), "who", "who", AUDIT_EVERYBODY, audit_who };
    const struct choice kind = { S(kinds), "kind", "kind", AUDIT_ALL, kind_words };
    enum err e = show_choices(c, page, &group);
    show_times(c, page);
    if (e || q->is_own)
        return e;
    view_str(page, S(object_typed), param_str(c, "object"));
    view_str(page, S(request_typed), param_str(c, "request"));
    e = show_choices(c, page, &who);
    return e ? e : show_choices(c, page, &kind);
}
