#include "modules/bodies/body.h"

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "modules/bodies/body_place.h"
#include "modules/bodies/body_rows.h"

#define AREAS_OF_ONE_MAX 64

enum { Q_ONE, Q_ANY, Q_ONE_FOR, Q_AREAS, Q_BY_SLUG, Q_BY_OLD_SLUG, Q_ACCEPT, Q_TOUCH };

#define IS_LIVE "EXISTS (SELECT 1 FROM body_set t WHERE t.id = b.set_id AND t.is_live = 1)"

static const char *const sql[] = {
    [Q_ONE] = "SELECT " BODY_COLS " FROM body b WHERE b.id = $1 AND " IS_LIVE,
    [Q_ANY] = "SELECT " BODY_COLS " FROM body b WHERE b.id = $1",
    [Q_ONE_FOR] = "SELECT " BODY_COLS ", p.accepted_at_s IS NOT NULL FROM body b "
                  "JOIN body_partnership p ON p.body_id = b.id AND p.partnership_id = $2 "
                  "WHERE b.id = $1 AND " IS_LIVE,
    [Q_AREAS] = "SELECT ba.area_id, a.partnership_id, a.slug, a.name, ba.is_involved, "
                "ba.is_community FROM body_area ba JOIN area a ON a.id = ba.area_id "
                "WHERE ba.body_id = $1 ORDER BY a.sort_key",
    [Q_BY_SLUG] = "SELECT b.id FROM body b WHERE b.slug = $1 AND b.is_named = 1 "
                  "AND b.merged_into IS NULL AND " IS_LIVE,
    [Q_BY_OLD_SLUG] =
        "SELECT b.id FROM body_slug s JOIN body b ON b.id = s.body_id "
        "WHERE s.slug = $1 AND b.is_named = 1 AND b.merged_into IS NULL AND " IS_LIVE,
    [Q_ACCEPT] = "UPDATE body_partnership SET accepted_at_s = coalesce(accepted_at_s, $3) "
                 "WHERE body_id = $1 AND partnership_id = $2",
    [Q_TOUCH] = "UPDATE body_partnership SET last_contact_on = $3 "
                "WHERE body_id = $1 AND partnership_id = $2 AND last_contact_on < $3",
};
const struct sql_list body_sql = SQL_LIST("body", sql);

void body_from_row(struct body *out, struct stmt *s, struct arena *a)
{
    int i = 0;
    *out = (struct body){ .id = db_i64(s, i++) };
    out->set_id = db_i64(s, i++);
    out->position = db_i64(s, i++);
    struct str *const identity[] = { &out->slug,     &out->name,           &out->other_names,
                                     &out->kind,     &out->charity_number, &out->company_number,
                                     &out->purposes, &out->grounds };
    for (size_t k = 0; k < sizeof identity / sizeof identity[0]; k++)
        *identity[k] = db_text(s, i++, a);
    out->is_community = db_bool(s, i++);
    struct str *const rest[] = { &out->topics,       &out->outcomes,      &out->size_band,
                                 &out->languages,    &out->website,       &out->office,
                                 &out->contact_role, &out->contact_email, &out->contact_phone,
                                 &out->own_name,     &out->own_email,     &out->own_phone };
    for (size_t k = 0; k < sizeof rest / sizeof rest[0]; k++)
        *rest[k] = db_text(s, i++, a);
    struct str key = db_blob(s, i++, a);
    if (key.n == sizeof out->audit_key.byte)
        memcpy(out->audit_key.byte, key.p, key.n);
    out->is_named = db_bool(s, i++);
    out->description = db_text(s, i++, a);
    out->consent = db_text(s, i++, a);
    out->consent_on = db_text(s, i++, a);
    out->state = db_text(s, i++, a);
    out->merged_into = db_i64(s, i++);
    out->source = db_text(s, i++, a);
    out->source_on = db_text(s, i++, a);
    out->reviewed_on = db_text(s, i++, a);
    out->is_stale = db_bool(s, i++);
    out->version = db_i64(s, i++);
    out->created_at_s = db_i64(s, i++);
    out->changed_at_s = db_i64(s, i++);
}

static enum err load_areas(struct db *db, struct arena *a, struct body *out)
{
    out->area = arena_array(a, AREAS_OF_ONE_MAX, sizeof *out->area);
    if (!out->area)
        return ERR_LIMIT;
    struct stmt *s = db_query(db, sql[Q_AREAS], BINDS(bi(out->id)));
    while (out->n_areas < AREAS_OF_ONE_MAX && db_row(s))
        out->area[out->n_areas++] = (struct body_area){ .area_id = db_i64(s, 0),
                                                        .partnership_id = db_i64(s, 1),
                                                        .slug = db_text(s, 2, a),
                                                        .name = db_text(s, 3, a),
                                                        .is_involved = db_bool(s, 4),
                                                        .is_community = db_bool(s, 5) };
    return db_done(s, OK);
}

static enum err load(struct db *db, struct arena *a, int of, struct binds binds,
                     struct body *out, bool *flag)
{
    struct stmt *s = db_query(db, sql[of], binds);
    bool found = db_row(s);
    if (found) {
        body_from_row(out, s, a);
        if (flag)
            *flag = db_bool(s, 38);
    }
    enum err e = db_done(s, found ? OK : ERR_NOT_FOUND);
    return e ? e : load_areas(db, a, out);
}

enum err body_load(struct db *db, struct arena *a, int64_t id, struct body *out)
{
    return load(db, a, Q_ONE, BINDS(bi(id)), out, NULL);
}

enum err body_load_any(struct db *db, struct arena *a, int64_t id, struct body *out)
{
    return load(db, a, Q_ANY, BINDS(bi(id)), out, NULL);
}

enum err body_load_for(struct db *db, struct arena *a, int64_t id, int64_t partnership_id,
                       struct body *out, bool *is_accepted)
{
    return load(db, a, Q_ONE_FOR, BINDS(bi(id), bi(partnership_id)), out, is_accepted);
}

enum err body_id_by_slug(struct db *db, struct str slug, int64_t *id)
{
    enum err e = db_one_i64(db, sql[Q_BY_SLUG], BINDS(bt(slug)), id);
    if (e == ERR_NOT_FOUND)
        e = db_one_i64(db, sql[Q_BY_OLD_SLUG], BINDS(bt(slug)), id);
    return e;
}

enum err body_accept(struct db *db, int64_t body_id, int64_t partnership_id, int64_t now_s)
{
    return db_exec(db, sql[Q_ACCEPT], BINDS(bi(body_id), bi(partnership_id), bi(now_s)));
}

enum err body_touch(struct db *db, int64_t body_id, int64_t partnership_id,
                    struct str happened_on)
{
    return db_exec(db, sql[Q_TOUCH], BINDS(bi(body_id), bi(partnership_id), bt(happened_on)));
}

struct str body_sort_key(struct arena *a, struct str name)
{
    struct str key = utf8_fold(a, name);
    if (str_starts(key, STR("the ")) && key.n > 4)
        key = str_sub(key, 4, key.n);
    return key.n ? key : STR("-");
}

#define CHARITY_DIGITS 6

bool body_charity_number(struct arena *a, struct str typed, struct str *out)
{
    char text[2 + CHARITY_DIGITS] = { 'S', 'C', '0', '0', '0', '0', '0', '0' };
    char digit[CHARITY_DIGITS];
    size_t n = 0, n_letters = 0;
    *out = (struct str){ NULL, 0 };
    for (size_t i = 0; i < typed.n; i++) {
        char ch = typed.p[i];
        if (ch == ' ' || ch == '-' || ch == '.')
            continue;
        if (ch >= '0' && ch <= '9' && n < CHARITY_DIGITS && n_letters == 2)
            digit[n++] = ch;
        else if (n == 0 && n_letters < 2 && (ch & ~0x20) == text[n_letters])
            n_letters++;
        else
            return false;
    }
    if (n == 0 && n_letters == 0)
        return true;
    if (n < CHARITY_DIGITS - 1) /* SC12345 is read as SC012345 */
        return false;
    memcpy(text + sizeof text - n, digit, n);
    *out = str_dup(a, (struct str){ text, sizeof text });
    return true;
}
