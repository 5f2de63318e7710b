#include "modules/audit/audit_say.h"

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "modules/audit/audit_words.h"

struct pair {
    struct str code, words;
};

#define PAIR(code, words) { STR_INIT(code), STR_INIT(words) },
static const struct pair actions[] = { AUDIT_ACTIONS(PAIR) };
static const struct pair groups[] = { AUDIT_GROUPS(PAIR) };
static const struct pair kinds[] = { AUDIT_KINDS(PAIR) };
static const struct pair fields[] = { AUDIT_FIELDS(PAIR) };
static const struct pair actors[] = { AUDIT_ACTORS(PAIR) };
#undef PAIR
#define LEN(table) (sizeof(table) / sizeof(table)[0])

static struct str find(const struct pair *table, size_t n, struct str code)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(table[i].code, code))
            return table[i].words;
    return (struct str){ 0 };
}

static struct str find_or_code(const struct pair *table, size_t n, struct str code)
{
    struct str words = find(table, n, code);
    return words.n ? words : code;
}

struct str audit_action_words(struct str action)
{
    return find_or_code(actions, LEN(actions), action);
}

struct str audit_group_words(struct str group)
{
    return find_or_code(groups, LEN(groups), group);
}

struct str audit_kind_words(struct str kind)
{
    return find_or_code(kinds, LEN(kinds), kind);
}

int64_t audit_actor_account(struct str actor)
{
    int64_t id = 0;
    if (!str_starts(actor, STR("account:")) || !str_to_i64(str_sub(actor, 8, actor.n), &id))
        return 0;
    return id > 0 ? id : 0;
}

struct str audit_actor_words(struct arena *a, struct str actor)
{
    if (audit_actor_account(actor))
        return (struct str){ 0 };
    if (str_starts(actor, STR("cli:"))) {
        struct str user = str_sub(actor, 4, actor.n);
        return str_printf(a, AUDIT_ACTOR_CLI, STR_ARG(user));
    }
    return find_or_code(actors, LEN(actors), actor);
}

bool audit_words_at(size_t i, struct str *action, struct str *words)
{
    if (i >= LEN(actions))
        return false;
    *action = actions[i].code;
    *words = actions[i].words;
    return true;
}

/* --- a detail: the canonical JSON that change.c writes, and flat objects of numbers and texts
 * --- */

struct reader {
    struct arena *a;
    struct str rest;
    bool failed;
};

static bool take(struct reader *r, char c)
{
    bool is = !r->failed && r->rest.n && r->rest.p[0] == c;
    if (is)
        r->rest = str_sub(r->rest, 1, r->rest.n);
    return is;
}

static void want(struct reader *r, char c)
{
    if (!take(r, c))
        r->failed = true;
}

static unsigned hex4(struct reader *r)
{
    unsigned v = 0;
    for (int i = 0; i < 4; i++) {
        char c = r->rest.n ? r->rest.p[0] : '?';
        int d = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (d < 0) {
            r->failed = true;
            return 0;
        }
        v = v * 16 + (unsigned)d;
        r->rest = str_sub(r->rest, 1, r->rest.n);
    }
    return v;
}

/* After the backslash. */
static size_t escaped(struct reader *r, char *out)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    char c = r->rest.n ? r->rest.p[0] : '\0';
    const char *at = c ? strchr(from, c) : NULL;
    r->rest = str_sub(r->rest, 1, r->rest.n);
    if (at) {
        *out = to[at - from];
        return 1;
    }
    if (c == 'u')
        return utf8_encode(hex4(r), out);
    r->failed = true;
    return 0;
}

static struct str read_text(struct reader *r)
{
    char *p = arena_alloc(r->a, r->rest.n + 4);
    size_t n = 0;
    want(r, '"');
    while (p && !r->failed && !take(r, '"')) {
        if (take(r, '\\'))
            n += escaped(r, p + n);
        else if (r->rest.n) {
            p[n++] = r->rest.p[0];
            r->rest = str_sub(r->rest, 1, r->rest.n);
        } else
            r->failed = true;
    }
    return p ? (struct str){ p, n } : (struct str){ 0 };
}

/* A text, or a number, true, false, null as they stand. */
static struct str read_scalar(struct reader *r)
{
    size_t n = 0;
    if (r->rest.n && r->rest.p[0] == '"')
        return read_text(r);
    while (n < r->rest.n && !strchr(",]}[{\"", r->rest.p[n]))
        n++;
    struct str s = str_sub(r->rest, 0, n);
    r->rest = str_sub(r->rest, n, r->rest.n);
    r->failed = r->failed || !n;
    return s;
}

static void read_pair(struct reader *r, struct audit_field *f)
{
    f->old = read_scalar(r);
    want(r, ',');
    f->now = read_scalar(r);
    want(r, ']');
    f->kind = str_eq(f->old, f->now) ? AUDIT_FIELD_SAME
              : !f->old.n            ? AUDIT_FIELD_SET
              : !f->now.n            ? AUDIT_FIELD_EMPTIED
                                     : AUDIT_FIELD_CHANGED;
}

/* {"keyed":["9f2c…","77a0…"]} */
static void read_keyed(struct reader *r, struct audit_field *f)
{
    if (!str_eq(read_text(r), STR("keyed")))
        r->failed = true;
    want(r, ':');
    want(r, '[');
    read_pair(r, f);
    want(r, '}');
    f->kind = AUDIT_FIELD_KEYED;
}

static struct str name_words(struct arena *a, struct str name, bool is_time)
{
    struct str words = find(fields, LEN(fields), name);
    if (words.n)
        return words;
    if (is_time && name.n > 2)
        name = str_sub(name, 0, name.n - 2);
    return str_replace_char(a, name, '_', ' ');
}

static bool is_number(struct str s)
{
    int64_t v;
    return str_to_i64(s, &v);
}

static void read_field(struct reader *r, struct audit_field *f)
{
    *f = (struct audit_field){ .name = read_text(r) };
    want(r, ':');
    if (take(r, '['))
        read_pair(r, f);
    else if (take(r, '{'))
        read_keyed(r, f);
    else
        f->now = read_scalar(r);
    f->is_time = str_ends(f->name, STR("_s")) && !str_eq(f->name, STR("wait_s")) &&
                 (is_number(f->now) || is_number(f->old));
    f->words = name_words(r->a, f->name, f->is_time);
}

size_t audit_detail_read(struct arena *a, struct str detail, struct audit_field *out,
                         size_t max)
{
    struct reader r = { .a = a, .rest = detail };
    size_t n = 0;
    if (!detail.n || !max)
        return 0;
    want(&r, '{');
    bool is_end = take(&r, '}');
    while (!r.failed && !is_end && n < max) {
        read_field(&r, &out[n++]);
        is_end = take(&r, '}');
        if (!is_end)
            want(&r, ',');
    }
    if (!r.failed)
        return n;
    out[0] = (struct audit_field){ .kind = AUDIT_FIELD_OTHER, .now = detail };
    return 1;
}
