/*
 * consultation_public_mend.c: public rows of invited-only consultations that hold more than
 * title, dates and whom to ask: an earlier version of the program wrote them so. Looked for
 * when the database is opened; where there are none, nothing is written.
 */
#include "core/base/arena.h"
#include "core/base/limits.h"
#include "modules/consultations/consultation_public.h"

#define ONE_BYTES (16 * MIB) /* what making one anew takes */

enum { Q_TOO_MUCH, Q_HUSH };

/* clang-format off */
static const char *const sql[] = {
    [Q_TOO_MUCH] = "SELECT p.consultation_id FROM consultation_public p WHERE p.is_invited_only = 1 AND "
                   "p.consultation_id > $1 AND (p.summary || p.overview || p.why || p.next || p.audiences || p.topics || "
                   "p.outcomes || p.length_reason || p.post_address || p.other_ways || p.privacy <> '' OR p.n_questions > 0 "
                   "OR p.minutes > 0 OR EXISTS (SELECT 1 FROM consultation_public_question q WHERE q.consultation_id = "
                   "p.consultation_id) OR EXISTS (SELECT 1 FROM consultation_public_document d WHERE d.consultation_id = "
                   "p.consultation_id) OR EXISTS (SELECT 1 FROM consultation_change h WHERE h.consultation_id = "
                   "p.consultation_id AND h.kind IN ('question_changed', 'question_removed', 'document_added', "
                   "'document_replaced', 'document_removed', 'privacy_changed', 'details_changed') AND h.subject || "
                   "h.old_value || h.new_value || h.reason <> '')) ORDER BY p.consultation_id LIMIT 1",
    [Q_HUSH] = "UPDATE consultation_change SET subject = '', old_value = '', new_value = '', reason = '' WHERE "
               "consultation_id = $1 AND kind IN ('question_changed', 'question_removed', 'document_added', "
               "'document_replaced', 'document_removed', 'privacy_changed', 'details_changed')",
};
/* clang-format on */
const struct sql_list consultation_public_mend_sql = SQL_LIST("consultation_public_mend", sql);

struct mend {
    struct arena *arena;
    int64_t now_s;
    int64_t id; /* in: after which; out: the one made anew, 0: there is none */
};

static enum err mend_fn(struct db *db, void *arg)
{
    struct mend *m = arg;
    struct consultation x;
    struct change change;
    enum err e = db_one_i64(db, sql[Q_TOO_MUCH], BINDS(bi(m->id)), &m->id);
    if (e == ERR_NOT_FOUND) {
        m->id = 0;
        return OK;
    }
    if (!e)
        e = consultation_load(db, m->arena, m->id, &x);
    if (!e)
        e = consultation_public_renew(db, m->arena, m->id);
    if (!e)
        e = db_exec(db, sql[Q_HUSH], BINDS(bi(m->id)));
    if (e)
        return e;
    const struct act act = { .actor = STR("job"), .now_s = m->now_s };
    change_begin(&change);
    change_of_partnership(&change, x.partnership_id);
    change_text(&change, "reference", STR(""), x.reference);
    return change_record(
        db, &change, &act,
        &(struct change_of){ STR("consultation.mend_public"), STR("consultation"), m->id });
}

enum err consultation_public_mend(struct store *store, int64_t now_s)
{
    struct mend m = { .arena = arena_new(ONE_BYTES), .now_s = now_s };
    enum err e = m.arena ? OK : ERR_LIMIT;
    do {
        if (!e)
            arena_reset(m.arena);
        if (!e)
            e = store_write(store, mend_fn, &m);
    } while (!e && m.id);
    if (m.arena)
        arena_free(m.arena);
    return e;
}
