#include "modules/bodies/body_merge.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "modules/people/role_body.h"

#define LIST_BYTES 8192
#define PARTNERSHIPS_MAX 64

enum { Q_ADD, Q_SLUG, Q_DATES, Q_LIST, Q_FIND };

#define COLS                                                                                   \
    "m.from_body_id, m.into_body_id, f.name, i.name, m.reason, m.by_role, m.merged_at_s"
#define FROM                                                                                   \
    " FROM body_merge m JOIN body f ON f.id = m.from_body_id JOIN body i ON i.id = "           \
    "m.into_body_id "

static const char *const sql[] = {
    [Q_ADD] = "INSERT INTO body_merge (from_body_id, into_body_id, reason, by_role, "
              "merged_at_s) VALUES ($1, $2, $3, $4, $5)",
    [Q_SLUG] = "INSERT INTO body_slug (slug, body_id) VALUES ($1, $2) ON CONFLICT (slug) DO "
               "UPDATE SET body_id = excluded.body_id",
    [Q_DATES] = "SELECT partnership_id, accepted_at_s, last_contact_on FROM body_partnership "
                "WHERE body_id = $1 LIMIT $2",
    [Q_LIST] =
        "SELECT " COLS FROM "WHERE m.into_body_id = $1 ORDER BY m.merged_at_s DESC, m.id "
        "DESC LIMIT $2",
    [Q_FIND] = "SELECT " COLS FROM "WHERE m.from_body_id = $1",
};
const struct sql_list body_merge_sql = SQL_LIST("body_merge", sql);

/* --- field by field --- */

static const struct {
    const char *name;
    size_t at[3]; /* of the texts in struct body */
    size_t n;
} fields[MERGE__MAX] = {
#define ONE(member) { offsetof(struct body, member) }, 1
    [MERGE_NAME] = { "name", ONE(name) },
    [MERGE_KIND] = { "kind", ONE(kind) },
    [MERGE_CHARITY] = { "charity_number", ONE(charity_number) },
    [MERGE_COMPANY] = { "company_number", ONE(company_number) },
    [MERGE_PURPOSES] = { "purposes", ONE(purposes) },
    [MERGE_SIZE] = { "size_band", ONE(size_band) },
    [MERGE_LANGUAGES] = { "languages", ONE(languages) },
    [MERGE_WEBSITE] = { "website_of", ONE(website) },
    [MERGE_OFFICE] = { "office", ONE(office) },
    [MERGE_CONTACT] = { "contact",
                        { offsetof(struct body, contact_role),
                          offsetof(struct body, contact_email),
                          offsetof(struct body, contact_phone) },
                        3 },
    [MERGE_OWN] = { "own",
                    { offsetof(struct body, own_name), offsetof(struct body, own_email),
                      offsetof(struct body, own_phone) },
                    3 },
#undef ONE
};

const char *merge_field_name(enum merge_field f)
{
    return fields[f].name;
}

static struct str text_at(const struct body *b, size_t at)
{
    return *(const struct str *)(const void *)((const char *)b + at);
}

static void set_at(struct body *b, size_t at, struct str s)
{
    *(struct str *)(void *)((char *)b + at) = s;
}

struct str merge_field_text(struct arena *a, const struct body *b, enum merge_field f)
{
    struct str out = { 0 };
    for (size_t i = 0; i < fields[f].n; i++) {
        struct str part = text_at(b, fields[f].at[i]);
        if (part.n)
            out = out.n ? str_printf(a, "%.*s, %.*s", STR_ARG(out), STR_ARG(part)) : part;
    }
    bool is_unknown = f == MERGE_SIZE && str_eq(out, STR("unknown"));
    return is_unknown ? (struct str){ 0 } : out;
}

bool merge_field_clashes(struct arena *a, const struct body *one, const struct body *other,
                         enum merge_field f)
{
    struct str x = merge_field_text(a, one, f), y = merge_field_text(a, other, f);
    return x.n && y.n && !str_eq(x, y);
}

static void take_field(struct arena *a, const struct body *from, bool takes, enum merge_field f,
                       struct body *out)
{
    bool has_mine = merge_field_text(a, out, f).n > 0;
    bool has_theirs = merge_field_text(a, from, f).n > 0;
    if (!has_theirs || (has_mine && !takes))
        return;
    for (size_t i = 0; i < fields[f].n; i++)
        set_at(out, fields[f].at[i], text_at(from, fields[f].at[i]));
}

/* --- lists, united --- */

static bool list_holds(struct str list, char sep, struct str wanted)
{
    struct str piece;
    while (str_cut(&list, sep, &piece))
        if (str_eq(piece, wanted))
            return true;
    return false;
}

static struct str unite(struct arena *a, struct str one, struct str other, char sep)
{
    struct buf *out = buf_in(a, LIST_BYTES);
    struct str piece;
    buf_str(out, one);
    while (str_cut(&other, sep, &piece)) {
        if (!piece.n || list_holds(buf_view(out), sep, piece))
            continue;
        if (out->n)
            buf_char(out, sep);
        buf_str(out, piece);
    }
    return buf_view(out);
}

/* What it was called before stays findable, as far as there is room. */
static void keep_name(struct arena *a, struct str name, struct body *out)
{
    struct str all = unite(a, out->other_names, name, '\n');
    bool is_its_own = str_eq(utf8_fold(a, name), utf8_fold(a, out->name));
    if (!is_its_own && utf8_length(all) <= BODY_OTHER_NAMES_CHARS)
        out->other_names = all;
}

static void unite_names(struct arena *a, const struct body *into, const struct body *from,
                        struct body *out)
{
    struct str rest = from->other_names, line;
    keep_name(a, from->name, out);
    keep_name(a, into->name, out);
    while (str_cut(&rest, '\n', &line))
        if (line.n)
            keep_name(a, line, out);
}

static void unite_areas(struct arena *a, const struct body *from, struct body *out)
{
    size_t n = out->n_areas;
    struct body_area *area = arena_array(a, n + from->n_areas + 1, sizeof *area);
    if (!area)
        return;
    for (size_t i = 0; i < n; i++)
        area[i] = out->area[i];
    for (size_t i = 0; i < from->n_areas; i++) {
        size_t k = 0;
        while (k < n && area[k].area_id != from->area[i].area_id)
            k++;
        if (k == n) {
            area[n++] = from->area[i];
            continue;
        }
        area[k].is_involved = area[k].is_involved || from->area[i].is_involved;
        area[k].is_community = area[k].is_community || from->area[i].is_community;
    }
    out->area = area;
    out->n_areas = n;
}

/* --- what is decided by rule --- */

/* The more careful one: "no" counts, then a "yes", then what was asked. */
static int consent_weight(struct str consent)
{
    static const struct str by_weight[] = { STR_INIT("not_asked"), STR_INIT("public_source"),
                                            STR_INIT("asked"), STR_INIT("given"),
                                            STR_INIT("refused") };
    for (int i = 0; i < 5; i++)
        if (str_eq(consent, by_weight[i]))
            return i;
    return 0;
}

static int state_weight(struct str state)
{
    return str_eq(state, STR("active")) ? 2 : str_eq(state, STR("dormant")) ? 1 : 0;
}

static void take_by_rule(const struct body *from, struct body *out)
{
    if (consent_weight(from->consent) > consent_weight(out->consent)) {
        out->consent = from->consent;
        out->consent_on = from->consent_on;
    }
    if (state_weight(from->state) > state_weight(out->state))
        out->state = from->state;
    if (!from->is_named && out->is_named) {
        out->is_named = false;
        out->description = from->description;
    }
    if (str_cmp(from->reviewed_on, out->reviewed_on) > 0)
        out->reviewed_on = from->reviewed_on;
    out->is_stale = out->is_stale && from->is_stale;
    out->is_community = out->is_community || from->is_community;
}

void body_merge_make(struct arena *a, const struct body *into, const struct body *from,
                     const bool takes[MERGE__MAX], struct body *out)
{
    *out = *into;
    for (enum merge_field f = 0; f < MERGE__MAX; f++)
        take_field(a, from, takes[f], f, out);
    unite_names(a, into, from, out);
    unite_areas(a, from, out);
    out->grounds = unite(a, into->grounds, from->grounds, ';');
    out->topics = unite(a, into->topics, from->topics, ';');
    out->outcomes = unite(a, into->outcomes, from->outcomes, ';');
    take_by_rule(from, out);
}

/* --- merging --- */

static bool has_area(const struct actor *actor, const struct body *b)
{
    for (size_t i = 0; i < b->n_areas; i++)
        if (actor_may(actor, CAP_BODY_APPROVE, b->area[i].partnership_id))
            return true;
    return false;
}

bool body_merge_may(const struct actor *actor, const struct body *one, const struct body *other)
{
    return actor_may(actor, CAP_BODY_APPROVE, 0) ||
           (has_area(actor, one) && has_area(actor, other));
}

static enum err load(struct db *db, struct body_merge *k, struct body *into, struct body *from)
{
    k->is_overtaken = false;
    if (k->into_id == k->from_id)
        return ERR_INVALID;
    enum err e = body_load(db, k->arena, k->into_id, into);
    if (!e)
        e = body_load(db, k->arena, k->from_id, from);
    if (!e && !body_merge_may(k->actor, into, from))
        e = ERR_NOT_FOUND;
    if (e)
        return e;
    k->is_overtaken = into->merged_into || from->merged_into ||
                      into->version != k->into_version || from->version != k->from_version;
    return k->is_overtaken ? ERR_CONFLICT : OK;
}

/* It goes first, so that its number is free for the one that stays. */
static enum err send_away(struct db *db, const struct body_merge *k, const struct body *from)
{
    struct body gone = *from;
    gone.state = STR("merged");
    gone.merged_into = k->into_id;
    gone.is_stale = false;
    enum err e = body_change(db, k->arena, &gone, &k->act, STR("body.merge"));
    return e ? e : db_exec(db, sql[Q_SLUG], BINDS(bt(from->slug), bi(k->into_id)));
}

struct dates {
    int64_t partnership_id, accepted_at_s;
    struct str last_contact_on;
};

/* Which partnership took it in, and when it was last in touch. */
static enum err carry_dates(struct db *db, const struct body_merge *k)
{
    struct dates d[PARTNERSHIPS_MAX];
    size_t n = 0;
    struct stmt *s = db_query(db, sql[Q_DATES], BINDS(bi(k->from_id), bi(PARTNERSHIPS_MAX)));
    while (n < PARTNERSHIPS_MAX && db_row(s))
        d[n++] = (struct dates){ db_i64(s, 0), db_i64(s, 1), db_text(s, 2, k->arena) };
    enum err e = db_done(s, OK);
    for (size_t i = 0; i < n && !e; i++) {
        if (d[i].accepted_at_s)
            e = body_accept(db, k->into_id, d[i].partnership_id, d[i].accepted_at_s);
        if (!e && d[i].last_contact_on.n)
            e = body_touch(db, k->into_id, d[i].partnership_id, d[i].last_contact_on);
    }
    return e;
}

/* What moved, a count a table: the trace in the record. */
static enum err move_rows(struct db *db, const struct body_merge *k)
{
    struct change c;
    int64_t n_editors = 0;
    enum err e = role_move_editors(db, k->from_id, k->into_id, &k->act, &n_editors);
    if (e)
        return e;
    change_begin(&c);
    change_new_i64(&c, "absorbed", k->from_id);
    e = body_merge_rows(db, k->from_id, k->into_id, &c);
    if (!e)
        e = body_merged_hear(db, k->arena, k->into_id, k->act.now_s);
    if (e) {
        change_end(&c);
        return e;
    }
    if (n_editors)
        change_new_i64(&c, "team", n_editors);
    return change_record(db, &c, &k->act,
                         &(struct change_of){ .action = STR("body.merge_rows"),
                                              .object_kind = STR("body"),
                                              .object_id = k->into_id });
}

enum err body_merge_fn(struct db *db, void *body_merge)
{
    struct body_merge *k = body_merge;
    struct body into, from, to;
    enum err e = load(db, k, &into, &from);
    if (e)
        return e;
    e = send_away(db, k, &from);
    if (!e) /* its place may have moved */
        e = body_load(db, k->arena, k->into_id, &into);
    if (e)
        return e;
    body_merge_make(k->arena, &into, &from, k->takes, &to);
    e = body_change(db, k->arena, &to, &k->act, STR("body.merge"));
    if (!e)
        e = carry_dates(db, k);
    if (!e)
        e = move_rows(db, k);
    if (!e)
        e = db_exec(db, sql[Q_ADD],
                    BINDS(bi(k->from_id), bi(k->into_id), bt(k->reason), bt(k->by_role),
                          bi(k->act.now_s)));
    return e ? e : body_reindex(db, k->arena, k->into_id);
}

/* --- the trace --- */

static void merged_from_row(struct body_merged *out, struct stmt *s, struct arena *a)
{
    *out = (struct body_merged){ .from_id = db_i64(s, 0),
                                 .into_id = db_i64(s, 1),
                                 .from_name = db_text(s, 2, a),
                                 .into_name = db_text(s, 3, a),
                                 .reason = db_text(s, 4, a),
                                 .by_role = db_text(s, 5, a),
                                 .merged_at_s = db_i64(s, 6) };
}

enum err body_merged_list(struct db *db, struct arena *a, int64_t into_id,
                          struct body_merged out[MERGES_MAX], size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_LIST], BINDS(bi(into_id), bi(MERGES_MAX)));
    *n = 0;
    while (*n < MERGES_MAX && db_row(s))
        merged_from_row(&out[(*n)++], s, a);
    return db_done(s, OK);
}

enum err body_merged_find(struct db *db, struct arena *a, int64_t from_id,
                          struct body_merged *out)
{
    struct stmt *s = db_query(db, sql[Q_FIND], BINDS(bi(from_id)));
    bool found = db_row(s);
    if (found)
        merged_from_row(out, s, a);
    return db_done(s, found ? OK : ERR_NOT_FOUND);
}
