/*
 * body_write.c: adding and changing entries; each write makes the derived rows anew and leaves
 * its record.
 */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/rand.h"
#include "core/base/utf8.h"
#include "modules/bodies/body_place.h"
#include "modules/bodies/body_rows.h"
#include "modules/bodies/body_write.h"

#define SLUG_CHARS 60
#define SLUG_TRIES 200

enum { Q_SLUG_TAKEN, Q_ADD, Q_CHANGE, Q_DROP_AREAS, Q_ADD_AREA };

/* clang-format off */
static const char *const sql[] = {
    [Q_SLUG_TAKEN] = "SELECT 1 WHERE EXISTS (SELECT 1 FROM body WHERE slug = $1) "
                     "OR EXISTS (SELECT 1 FROM body_slug WHERE slug = $1)",
    [Q_ADD] = "INSERT INTO body (set_id, position, slug, name, sort_key, other_names, kind, charity_number, company_number, "
              "purposes, grounds, is_community, topics, outcomes, size_band, languages, website, office, contact_role, "
              "contact_email, contact_phone, own_name, own_email, own_phone, audit_key, is_named, description, consent, "
              "consent_on, state, source, source_on, reviewed_on, is_stale, version, created_at_s, changed_at_s) "
              "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, "
              "$23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, 1, $35, $35) RETURNING id",
    [Q_CHANGE] = "UPDATE body SET position = $3, name = $4, sort_key = $5, other_names = $6, kind = $7, charity_number = $8, "
                 "company_number = $9, purposes = $10, grounds = $11, is_community = $12, topics = $13, outcomes = $14, "
                 "size_band = $15, languages = $16, website = $17, office = $18, contact_role = $19, contact_email = $20, "
                 "contact_phone = $21, own_name = $22, own_email = $23, own_phone = $24, is_named = $25, description = $26, "
                 "consent = $27, consent_on = $28, state = $29, merged_into = $30, source = $31, source_on = $32, "
                 "reviewed_on = $33, is_stale = $34, set_id = $35, version = version + 1, changed_at_s = $36 "
                 "WHERE id = $1 AND version = $2",
    [Q_DROP_AREAS] = "DELETE FROM body_area WHERE body_id = $1",
    [Q_ADD_AREA] = "INSERT INTO body_area (body_id, area_id, is_involved, is_community) VALUES ($1, $2, $3, $4)",
};
/* clang-format on */
const struct sql_list body_write_sql = SQL_LIST("body_write", sql);

/* --- addresses --- */

static bool is_reserved(struct str slug)
{
    static const struct str word[] = { STR_INIT("suggest"), STR_INIT("review"), STR_INIT("new"),
                                       STR_INIT("join") };
    for (size_t i = 0; i < sizeof word / sizeof word[0]; i++) {
        if (str_eq(slug, word[i]))
            return true;
    }
    return false;
}

static enum err slug_free(struct db *db, struct arena *a, struct str name, struct str *out)
{
    struct str base = utf8_slug(a, name, SLUG_CHARS, STR("organisation")), slug = base;
    for (int i = 2; i < SLUG_TRIES; i++) {
        int64_t one;
        enum err e =
            is_reserved(slug) ? OK : db_one_i64(db, sql[Q_SLUG_TAKEN], BINDS(bt(slug)), &one);
        if (e == ERR_NOT_FOUND) {
            *out = slug;
            return OK;
        }
        if (e)
            return e;
        slug = str_printf(a, "%.*s-%d", STR_ARG(base), i);
    }
    *out = str_printf(a, "%.*s-%llx", STR_ARG(base), (unsigned long long)rand_id());
    return OK;
}

/* --- rows --- */

static enum err place_for(struct db *db, struct arena *a, struct str sort_key, int64_t *place)
{
    enum err e = body_place_new(db, sort_key, place);
    if (e != ERR_LIMIT)
        return e;
    e = body_place_make_room(db, a, sort_key);
    return e ? e : body_place_new(db, sort_key, place);
}

static enum err add_areas(struct db *db, const struct body *b)
{
    enum err e = db_exec(db, sql[Q_DROP_AREAS], BINDS(bi(b->id)));
    for (size_t i = 0; i < b->n_areas && !e; i++)
        e = db_exec(db, sql[Q_ADD_AREA],
                    BINDS(bi(b->id), bi(b->area[i].area_id), bi(b->area[i].is_involved),
                          bi(b->area[i].is_community)));
    return e;
}

static enum err add_row(struct db *db, struct body *b, struct str sort_key)
{
    return db_one_i64(
        db, sql[Q_ADD],
        BINDS(bi(b->set_id), bi(b->position), bt(b->slug), bt(b->name), bt(sort_key),
              bt(b->other_names), bt(b->kind), bt_or_null(b->charity_number),
              bt(b->company_number), bt(b->purposes), bt(b->grounds), bi(b->is_community),
              bt(b->topics), bt(b->outcomes), bt(b->size_band), bt(b->languages),
              bt(b->website), bt(b->office), bt(b->contact_role), bt(b->contact_email),
              bt(b->contact_phone), bt(b->own_name), bt(b->own_email), bt(b->own_phone),
              bb((struct str){ (const char *)b->audit_key.byte, sizeof b->audit_key.byte }),
              bi(b->is_named), bt(b->description), bt(b->consent), bt(b->consent_on),
              bt(b->state), bt(b->source), bt(b->source_on), bt(b->reviewed_on),
              bi(b->is_stale), bi(b->created_at_s)),
        &b->id);
}

enum err body_add_rows_at(struct db *db, struct arena *a, struct body *b, int64_t place,
                          int64_t now_s)
{
    struct str sort_key = body_sort_key(a, b->name);
    if (!b->set_id)
        b->set_id = BODY_SET_ENTERED;
    b->created_at_s = b->changed_at_s = now_s;
    b->version = 1;
    rand_bytes(b->audit_key.byte, sizeof b->audit_key.byte);
    enum err e = place ? OK : place_for(db, a, sort_key, &place);
    if (!e)
        e = slug_free(db, a, b->name, &b->slug);
    b->position = body_position(place, b->is_stale);
    if (!e)
        e = add_row(db, b, sort_key);
    if (!e)
        e = add_areas(db, b);
    return e ? e : body_index_rows(db, a, b);
}

enum err body_add_at(struct db *db, struct arena *a, struct body *b, int64_t place,
                     int64_t now_s)
{
    enum err e = body_add_rows_at(db, a, b, place, now_s);
    return e ? e : body_index_words(db, a, b);
}

/* --- records --- */

static struct str area_slugs(struct arena *a, const struct body *b)
{
    struct buf *out = buf_in(a, 2048);
    for (size_t i = 0; i < b->n_areas; i++) {
        if (i)
            buf_char(out, ';');
        buf_str(out, b->area[i].slug);
    }
    return buf_view(out);
}

static void text(struct change *c, const char *name, struct str old, struct str new)
{
    if (!str_eq(old, new))
        change_text(c, name, old, new);
}

static void personal(struct change *c, const char *name, const struct body *was, struct str old,
                     struct str new)
{
    if (!str_eq(old, new))
        change_personal(c, name, &was->audit_key, old, new);
}

static void flag(struct change *c, const char *name, int64_t old, int64_t new)
{
    if (old != new)
        change_i64(c, name, old, new);
}

/* Names rise by byte. */
static void say_changes(struct change *c, struct arena *a, const struct body *was,
                        const struct body *is)
{
    text(c, "areas", area_slugs(a, was), area_slugs(a, is));
    text(c, "charity_number", was->charity_number, is->charity_number);
    text(c, "company_number", was->company_number, is->company_number);
    text(c, "consent", was->consent, is->consent);
    text(c, "consent_on", was->consent_on, is->consent_on);
    text(c, "contact_email", was->contact_email, is->contact_email);
    text(c, "contact_phone", was->contact_phone, is->contact_phone);
    text(c, "contact_role", was->contact_role, is->contact_role);
    text(c, "description", was->description, is->description);
    text(c, "grounds", was->grounds, is->grounds);
    flag(c, "is_community", was->is_community, is->is_community);
    flag(c, "is_named", was->is_named, is->is_named);
    flag(c, "is_stale", was->is_stale, is->is_stale);
    text(c, "kind", was->kind, is->kind);
    text(c, "languages", was->languages, is->languages);
    flag(c, "merged_into", was->merged_into, is->merged_into);
    text(c, "name", was->name, is->name);
    text(c, "office", was->office, is->office);
    text(c, "other_names", was->other_names, is->other_names);
    text(c, "outcomes", was->outcomes, is->outcomes);
    personal(c, "own_email", was, was->own_email, is->own_email);
    personal(c, "own_name", was, was->own_name, is->own_name);
    personal(c, "own_phone", was, was->own_phone, is->own_phone);
    text(c, "purposes", was->purposes, is->purposes);
    text(c, "reviewed_on", was->reviewed_on, is->reviewed_on);
    text(c, "size_band", was->size_band, is->size_band);
    text(c, "source", was->source, is->source);
    text(c, "source_on", was->source_on, is->source_on);
    text(c, "state", was->state, is->state);
    text(c, "topics", was->topics, is->topics);
    text(c, "website", was->website, is->website);
}

/* The record is that of the partnership in whose areas alone the body works; of several or none
 * it is of no one partnership. */
static int64_t only_partnership(const struct body *b)
{
    int64_t id = b->n_areas ? b->area[0].partnership_id : 0;
    for (size_t i = 1; i < b->n_areas; i++) {
        if (b->area[i].partnership_id != id)
            return 0;
    }
    return id;
}

static enum err record(struct db *db, struct arena *a, const struct body *was,
                       const struct body *is, const struct act *act, struct str action)
{
    struct change c;
    change_begin(&c);
    say_changes(&c, a, was, is);
    change_of_partnership(&c, only_partnership(is));
    return change_record(db, &c, act,
                         &(struct change_of){ .action = action,
                                              .object_kind = STR("body"),
                                              .object_id = is->id });
}

enum err body_add(struct db *db, struct arena *a, struct body *b, const struct act *act)
{
    enum err e = body_add_at(db, a, b, 0, act->now_s);
    const struct body nothing = { .audit_key = b->audit_key }; /* drawn there */
    return e ? e : record(db, a, &nothing, b, act, STR("body.add"));
}

static enum err change_row(struct db *db, const struct body *b, struct str sort_key,
                           int64_t now_s)
{
    enum err e = db_exec(
        db, sql[Q_CHANGE],
        BINDS(bi(b->id), bi(b->version), bi(b->position), bt(b->name), bt(sort_key),
              bt(b->other_names), bt(b->kind), bt_or_null(b->charity_number),
              bt(b->company_number), bt(b->purposes), bt(b->grounds), bi(b->is_community),
              bt(b->topics), bt(b->outcomes), bt(b->size_band), bt(b->languages),
              bt(b->website), bt(b->office), bt(b->contact_role), bt(b->contact_email),
              bt(b->contact_phone), bt(b->own_name), bt(b->own_email), bt(b->own_phone),
              bi(b->is_named), bt(b->description), bt(b->consent), bt(b->consent_on),
              bt(b->state), b->merged_into ? bi(b->merged_into) : bn(), bt(b->source),
              bt(b->source_on), bt(b->reviewed_on), bi(b->is_stale), bi(b->set_id), bi(now_s)));
    return !e && db_changes(db) == 0 ? ERR_CONFLICT : e;
}

/* A new name has another place, but the same address. */
static enum err position_for(struct db *db, struct arena *a, const struct body *was,
                             struct body *is)
{
    int64_t place = body_place(was->position);
    struct str key = body_sort_key(a, is->name);
    enum err e = OK;
    if (!str_eq(key, body_sort_key(a, was->name)))
        e = place_for(db, a, key, &place);
    is->position = body_position(place, is->is_stale);
    return e;
}

enum err body_change(struct db *db, struct arena *a, const struct body *to,
                     const struct act *act, struct str action)
{
    struct body was, is = *to;
    enum err e = body_load_any(db, a, to->id, &was);
    if (!e && was.version != to->version)
        e = ERR_CONFLICT;
    if (!e)
        e = position_for(db, a, &was, &is);
    if (!e) /* making room may have moved this one too */
        e = body_load_any(db, a, to->id, &was);
    is.changed_at_s = act->now_s;
    if (!e)
        e = change_row(db, &is, body_sort_key(a, is.name), act->now_s);
    if (!e)
        e = add_areas(db, &is);
    if (!e)
        e = body_index_make(db, a, &is, was.position);
    bool is_shown_otherwise = was.is_named != is.is_named || !str_eq(was.kind, is.kind);
    if (!e && is_shown_otherwise)
        e = body_changed_hear(db, a, is.id, act->now_s);
    return e ? e : record(db, a, &was, &is, act, action);
}
