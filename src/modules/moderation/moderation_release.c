/*
 * moderation_release.c: where two persons decide, the second one releases what the first one
 * decided, or sends it back with the reason.
 */
#include "core/base/arena.h"
#include "modules/moderation/moderation.h"
#include "modules/moderation/moderation_words.h"
#include "modules/responses/published.h"

#define MARK_BYTES 10 /* with the number of the answer it fits into a word of a form */

enum { Q_WHICH, Q_RELEASE, Q_SEND_BACK, Q_FREE_MEND, Q_LOG, Q_CHOOSE };

/* clang-format off */
static const char *const sql[] = {
    [Q_WHICH] = "SELECT m.by_account, m.response_id, a.question_id, m.version, m.state, m.public_text FROM moderation m JOIN answer a ON a.id = m.answer_id "
                "WHERE m.answer_id = $1 AND m.consultation_id = $2 AND m.state <> 'withheld' AND m.released_at_s IS NULL",
    [Q_RELEASE] = "UPDATE moderation SET released_by = $2, released_at_s = $3 WHERE answer_id = $1",
    [Q_SEND_BACK] = "DELETE FROM moderation WHERE answer_id = $1",
    [Q_FREE_MEND] = "UPDATE moderation_mend SET state = 'waiting' WHERE answer_id = $1 AND state = 'taken'",
    [Q_LOG] = "INSERT INTO moderation_change (consultation_id, response_id, question_id, kind, reason, n_cuts, is_bulk, "
              "by_account, by_role, changed_at_s) VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8, $9)",
    [Q_CHOOSE] = "INSERT INTO moderation_choice (consultation_id, needs_release, published_at_s, last_no) VALUES "
                 "($1, $2, NULL, 0) ON CONFLICT (consultation_id) DO UPDATE SET needs_release = excluded.needs_release "
                 "WHERE published_at_s IS NULL",
};
/* clang-format on */
const struct sql_list moderation_release_sql = SQL_LIST("moderation_release", sql);

static enum err record_release(struct db *db, const struct moderation_releasing *x)
{
    struct change change;
    change_begin(&change);
    change_new_i64(&change, "answers", (int64_t)x->n);
    change_of_partnership(&change, x->partnership_id);
    change_new_i64(&change, "released", !x->send_back.n);
    return change_record(db, &change, &x->act,
                         &(struct change_of){ .action = STR("moderation.release"),
                                              .object_kind = STR("consultation"),
                                              .object_id = x->consultation_id });
}

struct str moderation_mark(struct arena *a, int64_t version, struct str state,
                           struct str public_text)
{
    struct hash h = hash_of(str_printf(a, "%lld %.*s %.*s", (long long)version, STR_ARG(state),
                                       STR_ARG(public_text)));
    return hash_hex(a, &h, MARK_BYTES);
}

struct which {
    int64_t by_account, response_id, question_id;
};

static enum err find_which(struct db *db, const struct moderation_releasing *x,
                           const struct moderation_shown *shown, struct which *out)
{
    struct stmt *s =
        db_query(db, sql[Q_WHICH], BINDS(bi(shown->answer_id), bi(x->consultation_id)));
    bool is = db_row(s);
    if (is) {
        struct str now = moderation_mark(x->arena, db_i64(s, 3), db_text(s, 4, x->arena),
                                         db_text(s, 5, x->arena));
        *out = (struct which){ db_i64(s, 0), db_i64(s, 1), db_i64(s, 2) };
        is = now.n && str_eq(now, shown->mark);
    }
    enum err e = db_done(s, arena_failed(x->arena) ? ERR_LIMIT : OK);
    return e ? e : !is ? ERR_CONFLICT : out->by_account == x->by_account ? ERR_FORBIDDEN : OK;
}

static enum err release_one(struct db *db, const struct moderation_releasing *x,
                            const struct moderation_shown *shown)
{
    struct which w;
    const int64_t id = shown->answer_id;
    enum err e = find_which(db, x, shown, &w);
    if (!e)
        e = x->send_back.n ? db_exec(db, sql[Q_SEND_BACK], BINDS(bi(id)))
                           : db_exec(db, sql[Q_RELEASE],
                                     BINDS(bi(id), bi(x->by_account), bi(x->act.now_s)));
    if (!e && x->send_back.n)
        e = db_exec(db, sql[Q_FREE_MEND], BINDS(bi(id)));
    if (!e)
        e = db_exec(db, sql[Q_LOG],
                    BINDS(bi(x->consultation_id), bi(w.response_id), bi(w.question_id),
                          bt(x->send_back.n ? STR("sent_back") : STR("released")),
                          bt(x->send_back), bi(x->n > 1), bi(x->by_account),
                          bt(STR(MODERATION_ROLE)), bi(x->act.now_s)));
    return e ? e : published_obey(db, x->arena, w.response_id, x->act.now_s);
}

enum err moderation_release_fn(struct db *db, void *moderation_releasing)
{
    const struct moderation_releasing *x = moderation_releasing;
    enum err e = OK;
    for (size_t i = 0; !e && i < x->n; i++)
        e = release_one(db, x, &x->shown[i]);
    return e ? e : record_release(db, x);
}

enum err moderation_choose_fn(struct db *db, void *moderation_choosing)
{
    const struct moderation_choosing *x = moderation_choosing;
    enum err e =
        db_exec(db, sql[Q_CHOOSE], BINDS(bi(x->consultation_id), bi(x->needs_release)));
    if (e)
        return e;
    struct change change;
    change_begin(&change);
    change_of_partnership(&change, x->partnership_id);
    change_new_i64(&change, "two_persons", x->needs_release);
    return change_record(db, &change, &x->act,
                         &(struct change_of){ .action = STR("moderation.choose"),
                                              .object_kind = STR("consultation"),
                                              .object_id = x->consultation_id });
}
