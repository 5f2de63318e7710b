#include "modules/responses/response_find.h"

#include "core/base/arena.h"
#include "modules/responses/read_back_words.h"

/* clang-format off */
#define FITS "r.consultation_id = $1 AND r.is_live = 1 " \
             "AND ($2 = '' OR r.handling = $2 OR ($2 = 'waiting' AND " WAITS ") " \
             "OR ($2 = 'confirmed' AND " CONFIRMED ") OR ($2 = 'corrected' AND " CORRECTED ") " \
             "OR ($2 = 'unanswered' AND " UNANSWERED ")) " \
             "AND ($3 = '' OR r.channel = $3) AND ($4 = '' OR r.counting = $4) AND ($5 = '' OR r.late = $5) " \
             "AND ($6 = 0 OR r.campaign_id = $6) AND ($7 = '' OR r.receipt = $7) " \
             "AND ($8 = '' OR p.name_key LIKE '%' || $8 || '%' OR lower(b.name) LIKE '%' || $8 || '%')"
#define WAITS "r.counting <> 'withdrawn' AND (r.handling IN ('new', 'identity_check') OR r.late = 'waiting')"
#define CONFIRMED "r.confirmed_on <> '' AND r.corrected_on = ''"
#define CORRECTED "r.corrected_on <> ''"
/* a key alone says nothing: whoever lost the link of what staff typed has been sent one too */
#define UNANSWERED "r.entered_by IS NOT NULL AND r.key_hash IS NOT NULL AND r.confirmed_on = '' AND r.corrected_on = '' " \
                   "AND r.counting <> 'withdrawn' AND EXISTS (SELECT 1 FROM response_note t WHERE t.response_id = r.id " \
                   "AND t.kind = 'asked' AND t.words IN ('" READ_BACK_NOTE_SENT "', '" READ_BACK_NOTE_PRINTED "'))"
#define CELLS "SELECT r.receipt, r.who, coalesce(p.name, ''), coalesce(p.organisation, ''), coalesce(b.name, ''), r.channel, " \
              "r.received_on, r.publish_choice, r.handling, r.counting, r.late "
#define FROM "FROM response r LEFT JOIN respondent p ON p.response_id = r.id LEFT JOIN body b ON b.id = r.body_id "

enum { Q_COUNT, Q_LIST, Q_KEY, Q_AFTER, Q_READ_BACK, Q_ACCOUNT, Q_WAITING, Q_BODIES, Q_REGISTER, Q_ONCE, Q_PEOPLE, Q_CAMPAIGNS };

static const char *const sql[] = {
    [Q_COUNT] = "SELECT /*scan*/ count(*) FROM (SELECT r.id " FROM "WHERE " FITS " LIMIT $9) x",
    [Q_LIST] = CELLS FROM "WHERE " FITS " ORDER BY r.received_on DESC, r.id DESC LIMIT $9 OFFSET $10",
    [Q_KEY] = "SELECT id, received_on FROM response WHERE receipt = $1 AND consultation_id = $2",
    [Q_AFTER] = CELLS FROM "WHERE " FITS " AND (r.received_on, r.id) < ($10, $11) ORDER BY r.received_on DESC, r.id DESC LIMIT $9",
    [Q_READ_BACK] = "SELECT coalesce(sum(CASE WHEN " CONFIRMED " THEN 1 ELSE 0 END), 0), coalesce(sum(CASE WHEN " CORRECTED
                    " THEN 1 ELSE 0 END), 0), coalesce(sum(CASE WHEN " UNANSWERED " THEN 1 ELSE 0 END), 0) FROM response r "
                    "WHERE r.consultation_id = $1 AND r.is_live = 1",
    [Q_ACCOUNT] = "SELECT channel, counting, count(*), sum(CASE WHEN late = 'in' AND counting = 'valid' THEN 1 ELSE 0 END), "
                  "sum(CASE WHEN campaign_id IS NOT NULL AND counting = 'valid' THEN 1 ELSE 0 END) FROM response "
                  "WHERE consultation_id = $1 AND is_live = 1 GROUP BY channel, counting ORDER BY channel, counting",
    [Q_WAITING] = "SELECT count(*) FROM response r WHERE r.consultation_id = $1 AND r.is_live = 1 AND " WAITS,
    [Q_BODIES] = "SELECT /*scan*/ count(*) FROM (SELECT r.body_id FROM response r WHERE r.consultation_id = $1 AND r.is_live = 1 AND "
                 "r.body_id IS NOT NULL AND r.counting = 'valid' UNION SELECT x.body_id FROM response r JOIN response_body x "
                 "ON x.response_id = r.id WHERE r.consultation_id = $1 AND r.is_live = 1 AND x.body_id IS NOT NULL AND "
                 "r.counting = 'valid') y WHERE EXISTS (SELECT 1 FROM consultation_partnership k JOIN body_partnership p "
                 "ON p.partnership_id = k.partnership_id WHERE k.consultation_id = $1 AND p.body_id = y.body_id)",
    [Q_REGISTER] = "SELECT count(DISTINCT p.body_id) FROM consultation_partnership k JOIN body_partnership p "
                   "ON p.partnership_id = k.partnership_id WHERE k.consultation_id = $1",
    [Q_ONCE] = "SELECT /*scan*/ coalesce(sum(x.n - 1), 0) FROM (SELECT count(*) AS n FROM campaign g JOIN response r ON "
               "r.campaign_id = g.id WHERE g.consultation_id = $1 AND g.is_counted_once = 1 AND r.is_live = 1 AND "
               "r.counting = 'valid' GROUP BY g.id) x",
    [Q_PEOPLE] = "SELECT coalesce(sum(h.n), 0) FROM event e JOIN event_headcount h ON h.event_id = e.id "
                 "WHERE e.consultation_id = $1",
    [Q_CAMPAIGNS] = "SELECT g.id, g.name, g.is_counted_once, (SELECT count(*) FROM response r WHERE r.campaign_id = g.id AND "
                    "r.is_live = 1) FROM campaign g WHERE g.consultation_id = $1 ORDER BY g.id LIMIT $2",
};
/* clang-format on */
const struct sql_list response_find_sql = SQL_LIST("response_find", sql);

#define FILTER_BINDS(f)                                                                        \
    bi((f)->consultation_id), bt((f)->status), bt((f)->channel), bt((f)->counting),            \
        bt((f)->late), bi((f)->campaign_id), bt((f)->receipt), bt((f)->name_key)

enum err response_find_count(struct db *db, const struct response_filter *f, int64_t *n)
{
    return db_one_i64(db, sql[Q_COUNT], BINDS(FILTER_BINDS(f), bi(RESPONSE_FOUND_MAX + 1)), n);
}

static enum err take_rows(struct stmt *s, struct arena *a, size_t max, struct response_row *out,
                          size_t *n)
{
    *n = 0;
    while (*n < max && db_row(s)) {
        struct response_row *r = &out[(*n)++];
        struct str *const cell[] = {
            &r->receipt,  &r->who,      &r->name,        &r->organisation,
            &r->body,     &r->channel,  &r->received_on, &r->publish_choice,
            &r->handling, &r->counting, &r->late
        };
        for (size_t i = 0; i < sizeof cell / sizeof cell[0]; i++)
            *cell[i] = db_text(s, (int)i, a);
    }
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

enum err response_find(struct db *db, struct arena *a, const struct response_filter *f,
                       int64_t skip, struct response_row *out, size_t *n)
{
    struct stmt *s =
        db_query(db, sql[Q_LIST], BINDS(FILTER_BINDS(f), bi(RESPONSE_ROWS), bi(skip)));
    return take_rows(s, a, RESPONSE_ROWS, out, n);
}

enum err response_find_after(struct db *db, struct arena *a, const struct response_filter *f,
                             struct str receipt, struct response_row *out, size_t *n)
{
    struct stmt *s = db_query(db, sql[Q_KEY], BINDS(bt(receipt), bi(f->consultation_id)));
    bool is_there = db_row(s);
    int64_t id = is_there ? db_i64(s, 0) : 0;
    struct str day = is_there ? db_text(s, 1, a) : (struct str){ NULL, 0 };
    enum err e = db_done(s, is_there ? OK : ERR_NOT_FOUND);
    if (e)
        return e;
    s = db_query(db, sql[Q_AFTER],
                 BINDS(FILTER_BINDS(f), bi(RESPONSE_ROWS + 1), bt(day), bi(id)));
    return take_rows(s, a, RESPONSE_ROWS + 1, out, n);
}

/* --- figures --- */

static enum response_counting counting_from(struct str code)
{
    enum response_counting k = 0;
    while (k < COUNTING__MAX - 1 && !str_eq(code, str_from(consultation_countings[k].code)))
        k++;
    return k;
}

static struct response_account *account_of(struct response_figures *f, struct str channel)
{
    for (size_t i = 0; i < f->n_channels; i++)
        if (str_eq(f->channel[i].channel, channel))
            return &f->channel[i];
    f->channel[f->n_channels] = (struct response_account){ .channel = channel };
    return &f->channel[f->n_channels++];
}

static void account_add(struct response_account *to, enum response_counting k, struct stmt *s)
{
    int64_t n = db_i64(s, 2);
    to->received += n;
    to->n[k] += n;
    to->late_in += db_i64(s, 3);
    to->in_campaign += db_i64(s, 4);
}

static enum err load_accounts(struct db *db, struct arena *a, int64_t consultation_id,
                              struct response_figures *out)
{
    struct stmt *s = db_query(db, sql[Q_ACCOUNT], BINDS(bi(consultation_id)));
    while (db_row(s)) {
        enum response_counting k = counting_from(db_text(s, 1, a));
        account_add(account_of(out, db_text(s, 0, a)), k, s);
        account_add(&out->all, k, s);
    }
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}

static enum err load_read_back(struct db *db, int64_t consultation_id,
                               struct response_figures *out)
{
    struct stmt *s = db_query(db, sql[Q_READ_BACK], BINDS(bi(consultation_id)));
    if (db_row(s)) {
        out->n_confirmed = db_i64(s, 0);
        out->n_corrected = db_i64(s, 1);
        out->n_unanswered = db_i64(s, 2);
    }
    return db_done(s, OK);
}

enum err response_figures(struct db *db, struct arena *a, int64_t consultation_id,
                          struct response_figures *out)
{
    int64_t more_than_once = 0;
    *out = (struct response_figures){ 0 };
    const struct {
        int query;
        int64_t *n;
    } one[] = { { Q_WAITING, &out->n_waiting },
                { Q_BODIES, &out->n_bodies },
                { Q_REGISTER, &out->n_register },
                { Q_ONCE, &more_than_once },
                { Q_PEOPLE, &out->n_people } };
    enum err e = load_accounts(db, a, consultation_id, out);
    for (size_t i = 0; !e && i < sizeof one / sizeof one[0]; i++)
        e = db_one_i64(db, sql[one[i].query], BINDS(bi(consultation_id)), one[i].n);
    if (!e)
        e = load_read_back(db, consultation_id, out);
    out->n_once = out->all.n[COUNTING_IS_VALID] - more_than_once;
    return e;
}

enum err response_campaigns(struct db *db, struct arena *a, int64_t consultation_id,
                            struct response_campaign *out, size_t *n)
{
    struct stmt *s =
        db_query(db, sql[Q_CAMPAIGNS], BINDS(bi(consultation_id), bi(RESPONSE_CAMPAIGNS_MAX)));
    *n = 0;
    while (*n < RESPONSE_CAMPAIGNS_MAX && db_row(s))
        out[(*n)++] = (struct response_campaign){ .id = db_i64(s, 0),
                                                  .name = db_text(s, 1, a),
                                                  .is_counted_once = db_bool(s, 2),
                                                  .n = db_i64(s, 3) };
    return db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
}
