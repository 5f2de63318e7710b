/*
 * moderation.c: decisions on answers: loading, deciding, undoing.
 */
#include "modules/moderation/moderation.h"

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "modules/moderation/moderation_count.h"
#include "modules/moderation/moderation_words.h"
#include "modules/responses/published_rows.h"
#include "modules/responses/response_rows.h"

enum {
    Q_ITEMS,
    Q_CUTS,
    Q_NOW,
    Q_UNDO,
    Q_DECIDE,
    Q_DROP_CUTS,
    Q_DROP_PICKS,
    Q_END_MEND,
    Q_LEAVE_MEND,
    Q_TAKE_MEND,
    Q_FREE_MEND,
    Q_CUT,
    Q_LOG
};

/* clang-format off */
static const char *const sql[] = {
    [Q_ITEMS] = "SELECT a.id, a.question_id, w.title, q.paragraph, q.type, " OPEN_WORDS ", coalesce(m.version, 0), "
                "coalesce(m.state, ''), coalesce(m.reason, ''), coalesce(m.note, ''), coalesce(m.public_text, ''), "
                "coalesce(m.by_account, 0), coalesce(m.by_role, ''), coalesce(u.name, ''), coalesce(m.decided_at_s, 0), "
                "m.released_at_s IS NOT NULL, o.id IS NOT NULL, CASE WHEN m.answer_id IS NULL THEN coalesce((SELECT "
                "CASE WHEN g.kind = 'sent_back' THEN g.reason ELSE '' END FROM moderation_change g WHERE "
                "g.response_id = a.response_id AND g.question_id = a.question_id ORDER BY g.id DESC LIMIT 1), '') ELSE '' END, "
                "coalesce(m.told_on, ''), coalesce(d.state, ''), coalesce(d.words, ''), coalesce(d.sent_on, '') "
                "FROM answer a JOIN question q ON q.id = a.question_id JOIN question_section s ON s.id = q.section_id "
                "JOIN question_wording w ON w.question_id = q.id AND w.version = a.wording "
                "LEFT JOIN moderation_mend d ON d.answer_id = a.id "
                "LEFT JOIN moderation m ON m.answer_id = a.id LEFT JOIN account u ON u.id = m.by_account "
                "LEFT JOIN response_published x ON x.response_id = a.response_id "
                "LEFT JOIN published_answer o ON o.published_id = x.published_id AND o.question_id = a.question_id "
                "WHERE a.response_id = $1 AND s.is_equality = 0 AND " OPEN_WORDS " <> '' ORDER BY s.seq, q.seq",
    [Q_CUTS] = "SELECT start_at, n_chars FROM moderation_cut WHERE answer_id = $1 ORDER BY start_at",
    [Q_NOW] = "SELECT coalesce(m.version, 0), " OPEN_WORDS " FROM answer a JOIN question q ON q.id = a.question_id "
              "LEFT JOIN moderation m ON m.answer_id = a.id WHERE a.id = $1 AND a.response_id = $2",
    [Q_UNDO] = "DELETE FROM moderation WHERE answer_id = $1",
    [Q_DECIDE] = "INSERT INTO moderation (answer_id, response_id, consultation_id, state, reason, note, public_text, "
                 "text_hash, by_account, by_role, decided_at_s, told_on, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, "
                 "$9, $10, $11, '', 1) ON CONFLICT (answer_id) DO UPDATE SET state = excluded.state, "
                 "reason = excluded.reason, note = excluded.note, public_text = excluded.public_text, "
                 "text_hash = excluded.text_hash, by_account = excluded.by_account, by_role = excluded.by_role, "
                 "decided_at_s = excluded.decided_at_s, released_by = NULL, released_at_s = NULL, told_on = '', "
                 "version = version + 1",
    [Q_DROP_CUTS] = "DELETE FROM moderation_cut WHERE answer_id = $1",
    [Q_DROP_PICKS] = "DELETE FROM quote_pick WHERE answer_id = $1",
    [Q_END_MEND] = "UPDATE moderation_mend SET state = 'refused' WHERE answer_id = $1 AND state = 'waiting'",
    [Q_LEAVE_MEND] = "UPDATE moderation_mend SET state = 'refused' WHERE answer_id = $1",
    [Q_TAKE_MEND] = "UPDATE moderation_mend SET state = 'taken' WHERE answer_id = $1 AND words = $2",
    [Q_FREE_MEND] = "UPDATE moderation_mend SET state = 'waiting' WHERE answer_id = $1 AND state = 'taken'",
    [Q_CUT] = "INSERT INTO moderation_cut (answer_id, start_at, n_chars, reason) VALUES ($1, $2, $3, $4)",
    [Q_LOG] = "INSERT INTO moderation_change (consultation_id, response_id, question_id, kind, reason, n_cuts, is_bulk, "
              "by_account, by_role, changed_at_s) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
};
/* clang-format on */
const struct sql_list moderation_sql = SQL_LIST("moderation", sql);

/* --- loading --- */

/* Characters of the words, as bytes of them. */
static size_t byte_of(struct str words, int64_t chars)
{
    size_t i = 0;
    while (chars-- > 0 && i < words.n)
        utf8_next(words, &i);
    return i;
}

static enum err load_cuts(struct db *db, struct arena *a, struct moderation_item *x)
{
    x->cut = arena_array(a, MODERATION_CUTS_MAX, sizeof *x->cut);
    if (!x->cut)
        return ERR_LIMIT;
    struct stmt *s = db_query(db, sql[Q_CUTS], BINDS(bi(x->answer_id)));
    while (x->n_cuts < MODERATION_CUTS_MAX && db_row(s)) {
        size_t at = byte_of(x->words, db_i64(s, 0));
        size_t end = byte_of(x->words, db_i64(s, 0) + db_i64(s, 1));
        x->cut[x->n_cuts++] = (struct moderation_cut){ at, end - at };
    }
    return db_done(s, OK);
}

static void read_item(struct stmt *s, struct arena *a, struct moderation_item *x)
{
    struct question q = { .title = db_text(s, 2, a), .paragraph = db_i64(s, 3) };
    question_type_from(db_text(s, 4, a), &q.type);
    *x = (struct moderation_item){ .answer_id = db_i64(s, 0),
                                   .question_id = db_i64(s, 1),
                                   .question = question_called(a, &q),
                                   .words = db_text(s, 5, a),
                                   .version = db_i64(s, 6),
                                   .state = db_text(s, 7, a),
                                   .reason = db_text(s, 8, a),
                                   .note = db_text(s, 9, a),
                                   .public_text = db_text(s, 10, a),
                                   .by_account = db_i64(s, 11),
                                   .by_role = db_text(s, 12, a),
                                   .by_name = db_text(s, 13, a),
                                   .decided_at_s = db_i64(s, 14),
                                   .is_released = db_bool(s, 15),
                                   .is_published = db_bool(s, 16),
                                   .sent_back = db_text(s, 17, a),
                                   .told_on = db_text(s, 18, a),
                                   .mend_state = db_text(s, 19, a),
                                   .mend_words = db_text(s, 20, a),
                                   .mend_on = db_text(s, 21, a) };
}

enum err moderation_items(struct db *db, struct arena *a, int64_t response_id,
                          struct moderation_item **out, size_t *n)
{
    struct moderation_item *x = arena_array(a, QUESTIONS_MAX, sizeof *x);
    *out = x;
    *n = 0;
    if (!x)
        return ERR_LIMIT;
    struct stmt *s = db_query(db, sql[Q_ITEMS], BINDS(bi(response_id)));
    while (*n < QUESTIONS_MAX && db_row(s)) {
        read_item(s, a, &x[*n]);
        x[(*n)++].response_id = response_id;
    }
    enum err e = db_done(s, arena_failed(a) ? ERR_LIMIT : OK);
    for (size_t i = 0; !e && i < *n; i++)
        if (str_eq(x[i].state, STR("redacted")))
            e = load_cuts(db, a, &x[i]);
    return e;
}

/* --- deciding --- */

/* Nobody wrote, or decided, meanwhile. */
static enum err check_seen(struct db *db, const struct moderation_deciding *x,
                           const struct moderation_decision *d)
{
    bool is_same = false;
    struct stmt *s = db_query(db, sql[Q_NOW], BINDS(bi(d->answer_id), bi(x->r.id)));
    if (db_row(s)) {
        struct hash now = hash_of(db_text(s, 1, x->arena));
        is_same = db_i64(s, 0) == d->version && hash_equal(&now, &d->seen);
    }
    enum err e = db_done(s, arena_failed(x->arena) ? ERR_LIMIT : OK);
    return e ? e : is_same ? OK : ERR_CONFLICT;
}

static enum err decide_log(struct db *db, const struct moderation_deciding *x,
                           const struct moderation_decision *d, struct str kind)
{
    return db_exec(db, sql[Q_LOG],
                   BINDS(bi(x->r.consultation_id), bi(x->r.id), bi(d->question_id), bt(kind),
                         bt(d->reason), bi((int64_t)d->item.n_cuts), bi(x->is_bulk),
                         bi(x->by_account), bt(STR(MODERATION_ROLE)), bi(x->act.now_s)));
}

static enum err put_cuts(struct db *db, const struct moderation_decision *d)
{
    enum err e = OK;
    for (size_t i = 0; !e && i < d->item.n_cuts; i++) {
        const struct moderation_cut *cut = &d->item.cut[i];
        size_t start = utf8_length(str_sub(d->item.words, 0, cut->at));
        size_t n = utf8_length(str_sub(d->item.words, cut->at, cut->n));
        e = db_exec(db, sql[Q_CUT],
                    BINDS(bi(d->answer_id), bi((int64_t)start), bi((int64_t)n), bt(d->reason)));
    }
    return e;
}

/* The author's other words are taken, or others are decided on: then that is said too. */
static enum err judge_mend(struct db *db, const struct moderation_deciding *x,
                           const struct moderation_decision *d)
{
    enum err e;
    if (d->takes_mend) {
        e = db_exec(db, sql[Q_TAKE_MEND], BINDS(bi(d->answer_id), bt(d->public_text)));
        return !e && db_changes(db) == 0 ? ERR_CONFLICT : e;
    }
    e = db_exec(db, sql[Q_END_MEND], BINDS(bi(d->answer_id)));
    if (!e && db_changes(db) > 0)
        e = decide_log(db, x, d, STR("mend_refused"));
    return e ? e : db_exec(db, sql[Q_LEAVE_MEND], BINDS(bi(d->answer_id)));
}

static enum err put_decision(struct db *db, const struct moderation_deciding *x,
                             const struct moderation_decision *d)
{
    static const int drops[] = { Q_DROP_CUTS, Q_DROP_PICKS };
    enum err e =
        db_exec(db, sql[Q_DECIDE],
                BINDS(bi(d->answer_id), bi(x->r.id), bi(x->r.consultation_id), bt(d->state),
                      bt(d->reason), bt(d->note), bt(d->public_text), bb(hash_view(&d->seen)),
                      bi(x->by_account), bt(STR(MODERATION_ROLE)), bi(x->act.now_s)));
    for (size_t i = 0; !e && i < sizeof drops / sizeof drops[0]; i++)
        e = db_exec(db, sql[drops[i]], BINDS(bi(d->answer_id)));
    if (!e)
        e = judge_mend(db, x, d);
    return e ? e : put_cuts(db, d);
}

/* As if nobody had read it; the author's other words wait again. */
static enum err undo(struct db *db, const struct moderation_decision *d)
{
    enum err e = db_exec(db, sql[Q_UNDO], BINDS(bi(d->answer_id)));
    return e ? e : db_exec(db, sql[Q_FREE_MEND], BINDS(bi(d->answer_id)));
}

static struct str kind_of(const struct moderation_decision *d)
{
    return d->takes_mend ? STR("mend_taken") : d->state.n ? d->state : STR("undone");
}

static enum err record_decided(struct db *db, const struct moderation_deciding *x)
{
    struct change change;
    change_begin(&change);
    change_new_i64(&change, "answers", (int64_t)x->n);
    return response_record(db, &change,
                           &(struct response_record){ .response = &x->r,
                                                      .act = &x->act,
                                                      .action = STR("moderation.decide") });
}

static enum err decide(struct db *db, const struct moderation_deciding *x)
{
    struct published_facts facts = { 0 };
    enum err e = published_facts(db, x->arena, x->r.id, &facts);
    if (!e && !facts.may)
        e = ERR_CONFLICT;
    for (size_t i = 0; !e && i < x->n; i++) {
        const struct moderation_decision *d = &x->decision[i];
        e = check_seen(db, x, d);
        if (!e)
            e = d->state.n ? put_decision(db, x, d) : undo(db, d);
        if (!e)
            e = decide_log(db, x, d, kind_of(d));
    }
    if (!e)
        e = published_obey(db, x->arena, x->r.id, x->act.now_s);
    return e ? e : record_decided(db, x);
}

enum err moderation_decide_fn(struct db *db, void *moderation_deciding)
{
    const struct moderation_deciding *x = moderation_deciding;
    enum err e = decide(db, x);
    return e ? e : moderation_recount(db, x->arena, x->r.consultation_id);
}

enum err moderation_bulk_fn(struct db *db, void *moderation_bulk)
{
    struct moderation_bulk *x = moderation_bulk;
    enum err e = OK;
    for (size_t i = 0; !e && i < x->n; i++)
        e = decide(db, &x->each[i]);
    return e || !x->n ? e
                      : moderation_recount(db, x->each[0].arena, x->each[0].r.consultation_id);
}
