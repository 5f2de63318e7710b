/*
 * mend.c: the author's other words, and until when they may come.
 */
#include "modules/moderation/mend.h"

#include "core/base/clock.h"
#include "modules/responses/published_rows.h"
#include "modules/responses/response_file.h"

#define DAY_SECONDS 86400

enum { Q_MOVE, Q_PUT, Q_LOG };

/* clang-format off */
static const char *const sql[] = {
    /* Another version: whoever decides on it, or releases it, is told that something came between. */
    [Q_MOVE] = "UPDATE moderation SET version = version + 1 WHERE answer_id = $1 AND response_id = $2 AND version = $3 "
               "AND told_on >= $4",
    [Q_PUT] = "INSERT INTO moderation_mend (answer_id, words, state, sent_on) VALUES ($1, $2, 'waiting', $3) "
              "ON CONFLICT (answer_id) DO UPDATE SET words = excluded.words, state = 'waiting', sent_on = excluded.sent_on "
              "WHERE state <> 'taken'",
    [Q_LOG] = "INSERT INTO moderation_change (consultation_id, response_id, question_id, kind, reason, n_cuts, is_bulk, "
              "by_account, by_role, changed_at_s) VALUES ($1, $2, $3, 'mended', '', 0, 0, NULL, '', $4)",
};
/* clang-format on */
const struct sql_list mend_sql = SQL_LIST("mend", sql);

static struct str days_after(struct arena *a, struct str day, int64_t n)
{
    struct date d;
    return date_parse(day, &d) ? date_iso(a, date_from_days(date_to_days(d) + n))
                               : (struct str){ 0 };
}

struct str mend_until(struct arena *a, const struct moderation_item *x)
{
    return days_after(a, x->told_on, MEND_DAYS);
}

bool mend_may(struct arena *a, const struct moderation_item *x, struct str today)
{
    bool is_less = str_eq(x->state, STR("redacted")) || str_eq(x->state, STR("withheld"));
    return is_less && x->told_on.n && str_cmp(today, mend_until(a, x)) <= 0;
}

static enum err send_one(struct db *db, const struct mend_sending *x, const struct mend *m)
{
    struct str from = days_after(x->arena, x->today, -MEND_DAYS);
    enum err e = db_exec(db, sql[Q_MOVE],
                         BINDS(bi(m->answer_id), bi(x->response_id), bi(m->version), bt(from)));
    if (!e && db_changes(db) == 0)
        e = ERR_CONFLICT;
    if (!e)
        e = db_exec(db, sql[Q_PUT], BINDS(bi(m->answer_id), bt(m->words), bt(x->today)));
    if (!e && db_changes(db) == 0)
        e = ERR_CONFLICT;
    return e ? e
             : db_exec(db, sql[Q_LOG],
                       BINDS(bi(x->consultation->id), bi(x->response_id), bi(m->question_id),
                             bi(x->now_s - x->now_s % DAY_SECONDS)));
}

enum err mend_send_fn(struct db *db, void *mend_sending)
{
    const struct mend_sending *x = mend_sending;
    struct published_facts facts = { 0 };
    enum err e = published_facts(db, x->arena, x->response_id, &facts);
    if (!e && !facts.may)
        e = ERR_CONFLICT;
    for (size_t i = 0; !e && i < x->n; i++)
        e = send_one(db, x, &x->mend[i]);
    return e ? e : response_file_record(db, x->consultation, x->now_s, STR("moderation.mend"));
}
