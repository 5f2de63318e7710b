#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "modules/bodies/body_index.h"
#include "modules/bodies/body_place.h"
#include "modules/bodies/body_rows.h"

#define WORDS_MAX_BYTES 32768
#define TERMS_MAX_BYTES 8192

enum {
    Q_DROP_WORDS,
    Q_DROP_PUBLIC_PARTNERSHIPS,
    Q_DROP_PUBLIC,
    Q_DROP_MARKS,
    Q_DROP_STRAY,
    Q_ADD_WORDS,
    Q_ADD_PUBLIC,
    Q_ADD_PUBLIC_PARTNERSHIPS,
    Q_ADD_MARK,
    Q_ADD_PARTNERSHIP,
    Q_TAGS,
    Q_TOPIC_LABEL,
    Q_MOVE
};

/* clang-format off */
static const char *const sql[] = {
    [Q_DROP_WORDS] = "DELETE FROM body_search WHERE rowid = $1",
    [Q_DROP_PUBLIC_PARTNERSHIPS] = "DELETE FROM body_public_partnership WHERE body_id = $1",
    [Q_DROP_PUBLIC] = "DELETE FROM body_public WHERE body_id = $1",
    [Q_DROP_MARKS] = "DELETE FROM body_mark WHERE body_id = $1",
    [Q_DROP_STRAY] = "DELETE FROM body_partnership WHERE body_id = $1 AND partnership_id NOT IN "
                     "(SELECT a.partnership_id FROM body_area ba JOIN area a ON a.id = ba.area_id WHERE ba.body_id = $1)",
    [Q_ADD_WORDS] = "INSERT INTO body_search (rowid, name, words, own, terms) VALUES ($1, $2, $3, $4, $5)",
    [Q_ADD_PUBLIC] = "INSERT INTO body_public (body_id, set_id, position, slug, name, other_names, kind, charity_number, "
                     "company_number, purposes, grounds, is_community, topics, outcomes, areas, languages, website, office, "
                     "contact_role, contact_email, contact_phone, state, source, source_on, reviewed_on, is_stale, changed_on) "
                     "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, "
                     "$22, $23, $24, $25, $26, $27)",
    [Q_ADD_PUBLIC_PARTNERSHIPS] = "INSERT INTO body_public_partnership (partnership_id, position, body_id) "
                                  "SELECT partnership_id, position, body_id FROM body_partnership WHERE body_id = $1",
    [Q_ADD_MARK] = "INSERT INTO body_mark (mark, body_id) VALUES ($1, $2) ON CONFLICT (mark, body_id) DO NOTHING",
    [Q_ADD_PARTNERSHIP] = "INSERT INTO body_partnership (partnership_id, position, body_id) VALUES ($1, $2, $3) "
                          "ON CONFLICT (body_id, partnership_id) DO UPDATE SET position = excluded.position",
    [Q_TOPIC_LABEL] = "SELECT label FROM list_word WHERE list = 'topic' AND code = $1",
    [Q_TAGS] = "SELECT tag_id FROM body_tagged WHERE body_id = $1",
    [Q_MOVE] = "UPDATE body SET position = $2 WHERE id = $1",
};
/* clang-format on */
const struct sql_list body_index_sql = SQL_LIST("body_index", sql);

/* --- terms --- */

/* Letters and digits of a code, in lower case: one token of the index. */
struct str body_term(struct arena *a, char letter, struct str code)
{
    char *p = arena_alloc(a, code.n + 1);
    size_t n = 0;
    if (!p)
        return (struct str){ NULL, 0 };
    p[n++] = letter;
    for (size_t i = 0; i < code.n; i++) {
        char ch = code.p[i];
        if (ch >= 'A' && ch <= 'Z')
            ch = (char)(ch + ('a' - 'A'));
        if ((ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9'))
            p[n++] = ch;
    }
    return (struct str){ p, n };
}

static void add_term(struct buf *out, struct str term)
{
    buf_str(out, term);
    buf_char(out, ' ');
}

static void add_codes(struct buf *out, struct arena *a, char letter, struct str codes)
{
    struct str code;
    while (str_cut(&codes, ';', &code)) {
        if (code.n)
            add_term(out, body_term(a, letter, code));
    }
}

static void add_area_terms(struct buf *out, const struct body *b)
{
    for (size_t i = 0; i < b->n_areas; i++) {
        bool is_new = true;
        for (size_t k = 0; k < i; k++)
            is_new = is_new && b->area[k].partnership_id != b->area[i].partnership_id;
        long long area = b->area[i].area_id, partnership = b->area[i].partnership_id;
        buf_printf(out, "a%lld ", area);
        if (is_new)
            buf_printf(out, "p%lld ", partnership);
        if (b->is_named)
            buf_printf(out, "qa%lld ", area);
        if (b->is_named && is_new)
            buf_printf(out, "qp%lld ", partnership);
    }
}

static enum err terms_of(struct db *db, struct arena *a, const struct body *b, struct str *out)
{
    struct buf *t = buf_in(a, TERMS_MAX_BYTES);
    if (b->is_named)
        buf_lit(t, "pub ");
    add_term(t, body_term(a, 'k', b->kind));
    add_term(t, body_term(a, 'z', b->state));
    buf_printf(t, "s%lld ", (long long)b->set_id);
    if (b->is_stale)
        buf_lit(t, "stale ");
    if (b->is_community)
        buf_lit(t, "gcommunity ");
    add_codes(t, a, 'g', b->grounds);
    add_codes(t, a, 't', b->topics);
    add_codes(t, a, 'o', b->outcomes);
    add_area_terms(t, b);
    struct stmt *s = db_query(db, sql[Q_TAGS], BINDS(bi(b->id)));
    while (db_row(s))
        buf_printf(t, "x%lld ", (long long)db_i64(s, 0));
    *out = buf_view(t);
    return db_done(s, OK);
}

/* --- words --- */

/* Folded, as what people type is (core/store/search.h): "women's" is found by "womens". */
static void add_words(struct buf *out, struct arena *a, struct str text)
{
    buf_str(out, utf8_fold(a, text));
    buf_char(out, '\n');
}

/* What people type who look for help with housing in Fife: topics and areas in words. */
static enum err add_told_words(struct db *db, struct arena *a, const struct body *b,
                               struct buf *out)
{
    struct str rest = b->topics, code, label;
    enum err e = OK;
    while (!e && str_cut(&rest, ';', &code)) {
        e = db_one_text(db, sql[Q_TOPIC_LABEL], BINDS(bt(code)), a, &label);
        if (!e)
            add_words(out, a, label);
        e = e == ERR_NOT_FOUND ? OK : e;
    }
    for (size_t i = 0; i < b->n_areas; i++)
        add_words(out, a, b->area[i].name);
    return e;
}

static enum err add_search_row(struct db *db, struct arena *a, const struct body *b)
{
    struct buf *named = buf_in(a, WORDS_MAX_BYTES), *own = buf_in(a, WORDS_MAX_BYTES);
    struct buf *name = buf_in(a, WORDS_MAX_BYTES);
    struct str terms;
    enum err e = terms_of(db, a, b, &terms);
    if (e)
        return e;
    struct buf *shown =
        b->is_named ? named : own; /* what may not be named no public search reads */
    add_words(b->is_named ? name : own, a, b->name);
    add_words(shown, a, b->other_names);
    add_words(shown, a, b->charity_number);
    add_words(shown, a, b->company_number);
    add_words(shown, a, b->purposes);
    e = add_told_words(db, a, b, shown);
    if (e)
        return e;
    add_words(own, a, b->description);
    add_words(own, a, b->own_name);
    add_words(own, a, b->own_email);
    return db_exec(db, sql[Q_ADD_WORDS],
                   BINDS(bi(b->position), bt(buf_view(name)), bt(buf_view(named)),
                         bt(buf_view(own)), bt(terms)));
}

/* --- marks --- */

static const struct str everybodys[] = {
    STR_INIT("gmail.com"),        STR_INIT("googlemail.com"), STR_INIT("hotmail.com"),
    STR_INIT("hotmail.co.uk"),    STR_INIT("outlook.com"),    STR_INIT("live.co.uk"),
    STR_INIT("live.com"),         STR_INIT("yahoo.com"),      STR_INIT("yahoo.co.uk"),
    STR_INIT("icloud.com"),       STR_INIT("me.com"),         STR_INIT("aol.com"),
    STR_INIT("btinternet.com"),   STR_INIT("sky.com"),        STR_INIT("talktalk.net"),
    STR_INIT("virginmedia.com"),  STR_INIT("msn.com"),        STR_INIT("protonmail.com"),
    STR_INIT("proton.me"),        STR_INIT("facebook.com"),   STR_INIT("instagram.com"),
    STR_INIT("twitter.com"),      STR_INIT("x.com"),          STR_INIT("linkedin.com"),
    STR_INIT("sites.google.com"), STR_INIT("btconnect.com"),  STR_INIT("blueyonder.co.uk"),
};

struct str body_domain(struct arena *a, struct str text)
{
    struct str s = str_lower(a, str_trim(text));
    size_t at = str_find_char(s, '@');
    if (at != STR_NONE)
        s = str_sub(s, at + 1, s.n);
    size_t scheme = str_find(s, STR("://"));
    if (scheme != STR_NONE)
        s = str_sub(s, scheme + 3, s.n);
    if (str_starts(s, STR("www.")))
        s = str_sub(s, 4, s.n);
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '/' || s.p[i] == ':' || s.p[i] == '?' || s.p[i] == '#')
            s.n = i;
    }
    for (size_t i = 0; i < sizeof everybodys / sizeof everybodys[0]; i++) {
        if (str_eq(s, everybodys[i]))
            return STR("");
    }
    return str_find_char(s, '.') == STR_NONE ? STR("") : s;
}

struct str body_phone_digits(struct arena *a, struct str phone)
{
    struct buf *out = buf_in(a, 64);
    for (size_t i = 0; i < phone.n; i++) {
        if (phone.p[i] >= '0' && phone.p[i] <= '9')
            buf_char(out, phone.p[i]);
    }
    struct str d = buf_view(out);
    if (str_starts(d, STR("44")) && d.n > 10)
        d = str_join(a, STR("0"), str_sub(d, 2, d.n));
    return d.n >= 9 ? d : STR("");
}

static size_t add_name_mark(struct arena *a, struct str name, struct str *out, size_t n)
{
    struct str key = body_name_mark(a, str_trim(name));
    if (key.n)
        out[n++] = str_join(a, STR("name:"), key);
    return n;
}

size_t body_marks(struct arena *a, const struct body_likeness *like,
                  struct str out[BODY_MARKS_MAX])
{
    size_t n = 0;
    struct str names = like->other_names, line;
    if (like->charity_number.n)
        out[n++] = str_join(a, STR("charity:"), like->charity_number);
    struct str site = body_domain(a, like->website), mail = body_domain(a, like->email);
    if (site.n)
        out[n++] = str_join(a, STR("domain:"), site);
    if (mail.n && !str_eq(mail, site))
        out[n++] = str_join(a, STR("domain:"), mail);
    struct str phone = body_phone_digits(a, like->phone);
    if (phone.n)
        out[n++] = str_join(a, STR("phone:"), phone);
    n = add_name_mark(a, like->name, out, n);
    while (n < BODY_MARKS_MAX && str_cut(&names, '\n', &line))
        n = add_name_mark(a, line, out, n);
    return n;
}

static enum err add_marks(struct db *db, struct arena *a, const struct body *b)
{
    struct str mark[BODY_MARKS_MAX];
    const struct body_likeness like = { .name = b->name,
                                        .other_names = b->other_names,
                                        .charity_number = b->charity_number,
                                        .website = b->website,
                                        .email = b->contact_email,
                                        .phone = b->contact_phone };
    size_t n = body_marks(a, &like, mark);
    enum err e = OK;
    for (size_t i = 0; i < n && !e; i++)
        e = db_exec(db, sql[Q_ADD_MARK], BINDS(bt(mark[i]), bi(b->id)));
    return e;
}

/* --- rows for the public, rows by partnership --- */

static struct str area_slugs(struct arena *a, const struct body *b)
{
    struct buf *out = buf_in(a, TERMS_MAX_BYTES);
    for (size_t i = 0; i < b->n_areas; i++) {
        if (i)
            buf_char(out, ';');
        buf_str(out, b->area[i].slug);
    }
    return buf_view(out);
}

static enum err add_public(struct db *db, struct arena *a, const struct body *b)
{
    struct str changed_on = date_iso(a, date_from_days(b->changed_at_s / 86400));
    enum err e =
        db_exec(db, sql[Q_ADD_PUBLIC],
                BINDS(bi(b->id), bi(b->set_id), bi(b->position), bt(b->slug), bt(b->name),
                      bt(b->other_names), bt(b->kind), bt(b->charity_number),
                      bt(b->company_number), bt(b->purposes), bt(b->grounds),
                      bi(b->is_community), bt(b->topics), bt(b->outcomes), bt(area_slugs(a, b)),
                      bt(b->languages), bt(b->website), bt(b->office), bt(b->contact_role),
                      bt(b->contact_email), bt(b->contact_phone), bt(b->state), bt(b->source),
                      bt(b->source_on), bt(b->reviewed_on), bi(b->is_stale), bt(changed_on)));
    return e ? e : db_exec(db, sql[Q_ADD_PUBLIC_PARTNERSHIPS], BINDS(bi(b->id)));
}

static enum err add_partnerships(struct db *db, const struct body *b)
{
    enum err e = db_exec(db, sql[Q_DROP_STRAY], BINDS(bi(b->id)));
    for (size_t i = 0; i < b->n_areas && !e; i++)
        e = db_exec(db, sql[Q_ADD_PARTNERSHIP],
                    BINDS(bi(b->area[i].partnership_id), bi(b->position), bi(b->id)));
    return e;
}

enum err body_index_drop_words(struct db *db, int64_t position)
{
    return db_exec(db, sql[Q_DROP_WORDS], BINDS(bi(position)));
}

enum err body_index_drop_rows(struct db *db, int64_t body_id)
{
    enum err e = db_exec(db, sql[Q_DROP_PUBLIC_PARTNERSHIPS], BINDS(bi(body_id)));
    if (!e)
        e = db_exec(db, sql[Q_DROP_PUBLIC], BINDS(bi(body_id)));
    return e ? e : db_exec(db, sql[Q_DROP_MARKS], BINDS(bi(body_id)));
}

enum err body_index_drop(struct db *db, int64_t body_id, int64_t position)
{
    enum err e = body_index_drop_words(db, position);
    return e ? e : body_index_drop_rows(db, body_id);
}

static bool is_merged(const struct body *b)
{
    return str_eq(b->state, STR("merged"));
}

enum err body_index_words(struct db *db, struct arena *a, const struct body *b)
{
    return is_merged(b) ? OK : add_search_row(db, a, b);
}

enum err body_index_rows(struct db *db, struct arena *a, const struct body *b)
{
    enum err e = add_partnerships(db, b);
    if (!e && !is_merged(b))
        e = add_marks(db, a, b);
    if (!e && !is_merged(b) && b->is_named)
        e = add_public(db, a, b);
    return e;
}

enum err body_index_make(struct db *db, struct arena *a, const struct body *b, int64_t before)
{
    enum err e = before ? body_index_drop(db, b->id, before) : OK;
    if (!e)
        e = body_index_rows(db, a, b);
    return e ? e : body_index_words(db, a, b);
}

enum err body_reindex(struct db *db, struct arena *a, int64_t body_id)
{
    struct body b;
    enum err e = body_load_any(db, a, body_id, &b);
    return e ? e : body_index_make(db, a, &b, b.position);
}

enum err body_move(struct db *db, struct arena *a, int64_t body_id, int64_t position)
{
    struct body b;
    enum err e = body_load_any(db, a, body_id, &b);
    if (e)
        return e;
    int64_t before = b.position;
    e = db_exec(db, sql[Q_MOVE], BINDS(bi(body_id), bi(position)));
    b.position = position;
    return e ? e : body_index_make(db, a, &b, before);
}
