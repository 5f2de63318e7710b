/*
 * response_retain.c: what tells who sent a response goes, and the key under which records hold
 * it.
 */
#include "modules/responses/response_retain.h"

#include "core/base/arena.h"
#include "core/base/rand.h"
#include "modules/responses/published.h"
#include "modules/work/retain.h"

#define DAY_S 86400
#define UNNAME_ARENA_BYTES ((size_t)32 * 1024 * 1024)

enum {
    Q_ERASE,
    Q_NAMED_STILL,
    Q_ERASE_BESIDE,
    Q_ERASE_REASONS,
    Q_DROP_NOTES,
    Q_ERASE_INVITATIONS,
    Q_DROP_IMPORT_ROWS,
    Q_GIVE_UP_IMPORTS
};

/* clang-format off */
static const char *const sql[] = {
    [Q_ERASE] = "UPDATE respondent SET name = '', role_title = '', email = '', phone = '', address = '', "
                "name_key = lower(organisation), audit_key = $3 WHERE response_id IN "
                "(SELECT r.id FROM consultation c JOIN response r ON r.consultation_id = c.id "
                "JOIN respondent p ON p.response_id = r.id WHERE c.published_at_s IS NOT NULL AND c.closes_at_s <= $1 "
                "AND (p.name <> '' OR p.role_title <> '' OR p.email <> '' OR p.phone <> '' OR p.address <> '') LIMIT $2) /*scan*/",
    [Q_ERASE_BESIDE] = "UPDATE response SET gathered = '', source_ref = '', counting_reason = '', late_reason = '', "
                       "version = version + 1 WHERE id IN (SELECT r.id FROM consultation c JOIN response r "
                       "ON r.consultation_id = c.id WHERE c.published_at_s IS NOT NULL AND c.closes_at_s <= $1 AND (r.gathered <> '' "
                       "OR r.source_ref <> '' OR r.counting_reason <> '' OR r.late_reason <> '') LIMIT $2) /*scan*/",
    [Q_ERASE_REASONS] = "UPDATE answer_earlier SET reason = '' WHERE id IN (SELECT e.id FROM consultation c JOIN response r "
                        "ON r.consultation_id = c.id JOIN answer w ON w.response_id = r.id JOIN answer_earlier e ON e.answer_id = w.id "
                        "WHERE c.published_at_s IS NOT NULL AND c.closes_at_s <= $1 AND e.reason <> '' LIMIT $2) /*scan*/",
    [Q_DROP_NOTES] = "DELETE FROM response_note WHERE id IN (SELECT t.id FROM consultation c JOIN response r "
                     "ON r.consultation_id = c.id JOIN response_note t ON t.response_id = r.id WHERE c.published_at_s IS NOT NULL "
                     "AND c.closes_at_s <= $1 AND t.kind IN ('note', 'decision', 'changed') LIMIT $2) /*scan*/",
    [Q_NAMED_STILL] = "SELECT x.response_id FROM published_response p JOIN response_published x ON x.published_id = p.id "
                      "JOIN respondent d ON d.response_id = x.response_id WHERE p.who = 'individual' AND p.name <> '' "
                      "AND d.name = '' LIMIT $1 /*scan*/",
    [Q_ERASE_INVITATIONS] = "UPDATE invitation SET email = '' WHERE id IN (SELECT i.id FROM consultation c "
                            "JOIN invitation i ON i.consultation_id = c.id WHERE c.published_at_s IS NOT NULL "
                            "AND c.closes_at_s <= $1 AND i.email <> '' LIMIT $2) /*scan*/",
    [Q_DROP_IMPORT_ROWS] = "DELETE FROM response_import_row WHERE (import_id, line) IN (SELECT w.import_id, w.line "
                           "FROM response_import i JOIN response_import_row w ON w.import_id = i.id "
                           "WHERE i.changed_at_s <= $1 AND i.state <> 'writing' LIMIT $2) /*scan*/",
    [Q_GIVE_UP_IMPORTS] = "UPDATE response_import SET state = 'given_up' WHERE state IN ('matching', 'checked') "
                          "AND changed_at_s <= $1 /*scan*/",
};
/* clang-format on */
const struct sql_list response_retain_sql = SQL_LIST("response_retain", sql);

static int64_t closed_before(const struct retain *x)
{
    return x->now_s - (int64_t)RESPONDENT_KEEP_DAYS * DAY_S;
}

/* A name that stands beside published answers goes in the same write. */
static enum err unname_published(struct db *db, int64_t now_s)
{
    struct arena *a = arena_new(UNNAME_ARENA_BYTES);
    int64_t id[RETAIN_ROWS];
    size_t n = 0;
    struct stmt *s = db_query(db, sql[Q_NAMED_STILL], BINDS(bi(RETAIN_ROWS)));
    while (n < RETAIN_ROWS && db_row(s))
        id[n++] = db_i64(s, 0);
    enum err e = db_done(s, OK);
    for (size_t i = 0; !e && i < n; i++) {
        e = published_obey(db, a, id[i], now_s);
        arena_reset(a);
    }
    arena_free(a);
    return e;
}

static enum err erase_fn(struct db *db, void *arg)
{
    struct retain *x = arg;
    unsigned char fresh[32];
    rand_bytes(fresh, sizeof fresh);
    enum err e = db_exec(db, sql[Q_ERASE],
                         BINDS(bi(closed_before(x)), bi(RETAIN_ROWS),
                               bb((struct str){ (const char *)fresh, sizeof fresh })));
    x->n = e ? 0 : db_changes(db);
    if (!e && x->n)
        e = unname_published(db, x->now_s);
    return e || !x->n ? e : retain_record(db, x, STR("response.retain"), STR("response"));
}

/* Runs one statement over what closed long enough ago, with its record. */
static enum err erase_by(struct db *db, struct retain *x, const char *statement,
                         struct str kind)
{
    enum err e = db_exec(db, statement, BINDS(bi(closed_before(x)), bi(RETAIN_ROWS)));
    x->n = e ? 0 : db_changes(db);
    return e || !x->n ? e : retain_record(db, x, STR("response.retain"), kind);
}

/* What staff and respondents wrote beside the answers names people: which letter it was, who
 * gathered the views, why it came late or does not count. The decisions themselves stay. */
static enum err erase_beside_fn(struct db *db, void *retain)
{
    return erase_by(db, retain, sql[Q_ERASE_BESIDE], STR("response"));
}

static enum err erase_reasons_fn(struct db *db, void *retain)
{
    return erase_by(db, retain, sql[Q_ERASE_REASONS], STR("response"));
}

/* What the respondent was asked and replied is part of the answers, and stays with them. */
static enum err drop_notes_fn(struct db *db, void *retain)
{
    return erase_by(db, retain, sql[Q_DROP_NOTES], STR("response"));
}

static enum err erase_invitations_fn(struct db *db, void *retain)
{
    return erase_by(db, retain, sql[Q_ERASE_INVITATIONS], STR("invitation"));
}

/* Rows of a file that nobody went on with, and those that were not taken: they hold names and
 * answers side by side, equality answers too. */
static enum err drop_import_rows_fn(struct db *db, void *arg)
{
    struct retain *x = arg;
    int64_t before_s = x->now_s - (int64_t)RESPONSE_IMPORT_KEEP_DAYS * DAY_S;
    enum err e = db_exec(db, sql[Q_DROP_IMPORT_ROWS], BINDS(bi(before_s), bi(RETAIN_ROWS)));
    x->n = e ? 0 : db_changes(db);
    if (!e && x->n)
        e = db_exec(db, sql[Q_GIVE_UP_IMPORTS], BINDS(bi(before_s)));
    return e || !x->n ? e
                      : retain_record(db, x, STR("response.retain"), STR("response_import"));
}

enum err response_retain(struct store *store, int64_t now_s)
{
    static const store_write_fn rounds[] = {
        erase_fn,      erase_beside_fn,      erase_reasons_fn,
        drop_notes_fn, erase_invitations_fn, drop_import_rows_fn
    };
    enum err e = OK;
    for (size_t i = 0; !e && i < sizeof rounds / sizeof *rounds; i++)
        e = retain_rounds(store, rounds[i], now_s);
    return e;
}
