/*
 * feedback_write.c: writing, ordering, publishing and taking down what a partnership answers.
 */
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "modules/consultations/consultation_public.h"
#include "modules/feedback/feedback.h"
#include "modules/feedback/feedback_public.h"
#include "modules/feedback/feedback_told.h"
#include "modules/feedback/feedback_words.h"

#define PARTS_BYTES 200

enum { Q_COUNT, Q_COUNT_OPEN, Q_FREE_SEQ, Q_ADD, Q_CHANGE, Q_PLACE, Q_PUBLISH, Q_REMOVE };

/* clang-format off */
static const char *const sql[] = {
    [Q_COUNT] = "SELECT count(*) FROM feedback_item WHERE consultation_id = $1 AND removed_at_s IS NULL",
    [Q_COUNT_OPEN] = "SELECT count(*) FROM feedback_item WHERE consultation_id = $1 AND published_at_s IS NOT NULL",
    [Q_FREE_SEQ] = "SELECT coalesce(max(seq), 0) + 1 FROM feedback_item WHERE consultation_id = $1",
    [Q_ADD] = "INSERT INTO feedback_item (consultation_id, seq, theme_id, we_asked, you_said, decision, we_did, reason, "
              "plan_reference, plan_url, version, made_by, changed_at_s) SELECT $1, $2, (SELECT id FROM theme WHERE id = "
              "$3 AND consultation_id = $1), $4, $5, $6, $7, $8, $9, $10, 1, $11, $12 RETURNING id",
    [Q_CHANGE] = "UPDATE feedback_item SET theme_id = (SELECT id FROM theme WHERE id = $3 AND consultation_id = "
                 "feedback_item.consultation_id), we_asked = $4, you_said = $5, decision = $6, we_did = $7, reason = $8, "
                 "plan_reference = $9, plan_url = $10, changed_at_s = $11, version = version + 1 WHERE id = $1 AND "
                 "version = $2 RETURNING version",
    [Q_PLACE] = "UPDATE feedback_item SET seq = $2 WHERE id = $1",
    [Q_PUBLISH] = "UPDATE feedback_item SET published_at_s = $2, changed_at_s = $2, version = version + 1 WHERE id = $1 "
                  "AND published_at_s IS NULL",
    [Q_REMOVE] = "UPDATE feedback_item SET removed_at_s = $2, changed_at_s = $2, version = version + 1 WHERE id = $1",
};
/* clang-format on */
const struct sql_list feedback_write_sql = SQL_LIST("feedback_write", sql);

/* --- what goes with each --- */

static enum err record(struct db *db, const struct feedback_write *w,
                       const struct consultation *of, const struct feedback_item *was,
                       const struct feedback_item *now, const char *action)
{
    struct change c;
    change_begin(&c);
    change_new_i64(&c, "consultation", of->id);
    change_text(&c, "decision", was->decision, now->decision);
    change_i64(&c, "is_published", was->published_at_s > 0, now->published_at_s > 0);
    change_new_i64(&c, "partnership", of->partnership_id);
    change_text(&c, "plan_reference", was->plan_reference, now->plan_reference);
    change_text(&c, "plan_url", was->plan_url, now->plan_url);
    change_text(&c, "reason", was->reason, now->reason);
    change_i64(&c, "theme", was->theme_id, now->theme_id);
    change_text(&c, "we_asked", was->we_asked, now->we_asked);
    change_text(&c, "we_did", was->we_did, now->we_did);
    change_text(&c, "you_said", was->you_said, now->you_said);
    return change_record(db, &c, &w->act,
                         &(struct change_of){ .action = str_from(action),
                                              .object_kind = STR("feedback_item"),
                                              .object_id = now->id });
}

static enum err tell(struct db *db, const struct feedback_write *w, const char *kind,
                     struct consultation_change note)
{
    note.consultation_id = w->consultation_id;
    note.kind = kind;
    note.by_role = w->by_role;
    note.now_s = w->act.now_s;
    return consultation_change_note(db, &note);
}

/* Theirs, and closed. */
static enum err consultation_to_answer(struct db *db, const struct feedback_write *w,
                                       struct consultation *out)
{
    enum err e = consultation_load(db, w->arena, w->consultation_id, out);
    if (e)
        return e;
    bool is = actor_may(w->actor, CAP_CONSULTATION_EDIT, out->partnership_id) &&
              feedback_is_time(out, w->act.now_s);
    return is ? OK : ERR_NOT_FOUND;
}

/* Of that consultation, there still, and as it was shown. */
static enum err item_to_change(struct db *db, struct feedback_write *w, struct consultation *of,
                               struct feedback_item *was)
{
    enum err e = consultation_to_answer(db, w, of);
    if (!e)
        e = feedback_load(db, w->arena, w->to.id, was);
    if (!e && was->consultation_id != of->id)
        e = ERR_NOT_FOUND;
    if (e)
        return e;
    w->is_overtaken = was->removed_at_s || was->version != w->to.version;
    return w->is_overtaken ? ERR_CONFLICT : OK;
}

/* --- writing --- */

static enum err add(struct db *db, const struct feedback_write *w,
                    const struct consultation *of)
{
    const struct feedback_item none = { 0 };
    struct feedback_item now = w->to;
    int64_t n = 0;
    enum err e = db_one_i64(db, sql[Q_COUNT], BINDS(bi(of->id)), &n);
    if (!e && n >= FEEDBACK_ITEMS_MAX)
        e = ERR_LIMIT;
    if (!e)
        e = db_one_i64(db, sql[Q_FREE_SEQ], BINDS(bi(of->id)), &now.seq);
    if (!e)
        e = db_one_i64(db, sql[Q_ADD],
                       BINDS(bi(of->id), bi(now.seq), bi(now.theme_id), bt(now.we_asked),
                             bt(now.you_said), bt(now.decision), bt(now.we_did), bt(now.reason),
                             bt(now.plan_reference), bt(now.plan_url),
                             w->to.made_by ? bi(w->to.made_by) : bn(), bi(w->act.now_s)),
                       &now.id);
    now.published_at_s = 0;
    return e ? e : record(db, w, of, &none, &now, "feedback.add");
}

/* "Housing: you said, decision": which of its parts differ. */
static struct str parts_that_differ(struct arena *a, const struct feedback_item *was,
                                    const struct feedback_item *now)
{
    const struct {
        bool is;
        const char *label;
    } part[] = {
        { was->theme_id != now->theme_id, FEEDBACK_PART_THEME },
        { !str_eq(was->we_asked, now->we_asked), FEEDBACK_PART_ASKED },
        { !str_eq(was->you_said, now->you_said), FEEDBACK_PART_SAID },
        { !str_eq(was->decision, now->decision), FEEDBACK_PART_DECISION },
        { !str_eq(was->we_did, now->we_did), FEEDBACK_PART_DID },
        { !str_eq(was->reason, now->reason), FEEDBACK_PART_REASON },
        { !str_eq(was->plan_reference, now->plan_reference) ||
              !str_eq(was->plan_url, now->plan_url),
          FEEDBACK_PART_PLAN },
    };
    struct buf *b = buf_in(a, PARTS_BYTES);
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        if (!part[i].is)
            continue;
        if (buf_view(b).n)
            buf_lit(b, ", ");
        buf_str(b, str_from(part[i].label));
    }
    return buf_view(b);
}

/* Of the decision the old one is kept; of texts which of them changed, and why. */
static enum err tell_change(struct db *db, const struct feedback_write *w,
                            const struct feedback_item *was, const struct feedback_item *now)
{
    struct str parts = parts_that_differ(w->arena, was, now);
    if (!was->published_at_s || !parts.n)
        return OK;
    struct consultation_change note = {
        .subject = str_printf(w->arena, FEEDBACK_TOLD_PARTS,
                              STR_ARG(feedback_label(w->arena, was)), STR_ARG(parts)),
        .reason = w->why
    };
    if (!str_eq(was->decision, now->decision)) {
        note.old_value = consultation_label(feedback_decisions, was->decision);
        note.new_value = consultation_label(feedback_decisions, now->decision);
    }
    return tell(db, w, "feedback_changed", note);
}

enum err feedback_save_fn(struct db *db, void *feedback_write)
{
    struct feedback_write *w = feedback_write;
    struct consultation of;
    struct feedback_item was, now = w->to;
    w->is_overtaken = false;
    enum err e = now.id ? item_to_change(db, w, &of, &was) : consultation_to_answer(db, w, &of);
    if (e || !now.id)
        return e ? e : add(db, w, &of);
    now.published_at_s = was.published_at_s;
    e = db_one_i64(db, sql[Q_CHANGE],
                   BINDS(bi(now.id), bi(now.version), bi(now.theme_id), bt(now.we_asked),
                         bt(now.you_said), bt(now.decision), bt(now.we_did), bt(now.reason),
                         bt(now.plan_reference), bt(now.plan_url), bi(w->act.now_s)),
                   &now.version);
    if (!e)
        e = feedback_public_renew(db, w->arena, now.id);
    if (!e)
        e = tell_change(db, w, &was, &now);
    return e ? e : record(db, w, &of, &was, &now, "feedback.change");
}

/* --- the order --- */

static enum err place(struct db *db, const struct feedback_write *w,
                      const struct feedback_item *x, int64_t seq)
{
    enum err e = db_exec(db, sql[Q_PLACE], BINDS(bi(x->id), bi(seq)));
    return e ? e : feedback_public_renew(db, w->arena, x->id);
}

/* Past its end it stays where it is. */
enum err feedback_move_fn(struct db *db, void *feedback_write)
{
    struct feedback_write *w = feedback_write;
    struct consultation of;
    struct feedback_item x[FEEDBACK_ITEMS_MAX];
    size_t n = 0, i = 0;
    enum err e = consultation_to_answer(db, w, &of);
    if (!e)
        e = feedback_list(db, w->arena, of.id, x, &n);
    while (i < n && x[i].id != w->to.id)
        i++;
    if (e || i == n)
        return e ? e : ERR_NOT_FOUND;
    if (w->is_up ? i == 0 : i + 1 == n)
        return OK;
    size_t other = w->is_up ? i - 1 : i + 1;
    e = place(db, w, &x[i], x[other].seq);
    if (!e)
        e = place(db, w, &x[other], x[i].seq);
    return e ? e : record(db, w, &of, &x[i], &x[i], "feedback.move");
}

/* --- publishing --- */

static enum err publish_one(struct db *db, const struct feedback_write *w,
                            const struct consultation *of, const struct feedback_item *was)
{
    struct feedback_item now = *was;
    now.published_at_s = w->act.now_s;
    enum err e = db_exec(db, sql[Q_PUBLISH], BINDS(bi(was->id), bi(w->act.now_s)));
    if (!e)
        e = feedback_public_renew(db, w->arena, was->id);
    return e ? e : record(db, w, of, was, &now, "feedback.publish");
}

/* The drafts that are meant: one, or all. */
static enum err drafts_meant(struct db *db, const struct feedback_write *w,
                             struct feedback_item x[FEEDBACK_ITEMS_MAX], size_t *n)
{
    size_t n_all = 0;
    enum err e = feedback_list(db, w->arena, w->consultation_id, x, &n_all);
    *n = 0;
    for (size_t i = 0; i < n_all; i++)
        if (!x[i].published_at_s && (!w->to.id || x[i].id == w->to.id))
            x[(*n)++] = x[i];
    return e;
}

enum err feedback_publish_fn(struct db *db, void *feedback_write)
{
    struct feedback_write *w = feedback_write;
    struct consultation of;
    struct feedback_item x[FEEDBACK_ITEMS_MAX];
    size_t n = 0;
    int64_t n_before = 0;
    w->is_overtaken = false;
    enum err e = consultation_to_answer(db, w, &of);
    if (!e)
        e = drafts_meant(db, w, x, &n);
    if (!e)
        e = db_one_i64(db, sql[Q_COUNT_OPEN], BINDS(bi(w->consultation_id)), &n_before);
    if (e)
        return e;
    w->is_overtaken = !n || !str_eq(w->seen, feedback_mark(w->arena, x, n));
    if (w->is_overtaken)
        return ERR_CONFLICT;
    for (size_t i = 0; !e && i < n; i++)
        e = publish_one(db, w, &of, &x[i]);
    if (!e)
        e = feedback_told_plan(db, w->arena, &of, n_before == 0, w->act.now_s);
    if (e)
        return e;
    struct str what =
        n == 1 ? feedback_label(w->arena, &x[0]) : str_printf(w->arena, FEEDBACK_TOLD_MANY, n);
    return tell(db, w, "feedback_published", (struct consultation_change){ .subject = what });
}

enum err feedback_remove_fn(struct db *db, void *feedback_write)
{
    struct feedback_write *w = feedback_write;
    struct consultation of;
    struct feedback_item was;
    w->is_overtaken = false;
    enum err e = item_to_change(db, w, &of, &was);
    if (e)
        return e;
    struct feedback_item now = was;
    now.published_at_s = 0;
    e = db_exec(db, sql[Q_REMOVE], BINDS(bi(was.id), bi(w->act.now_s)));
    if (!e)
        e = feedback_public_renew(db, w->arena, was.id);
    if (!e && was.published_at_s)
        e = tell(db, w, "feedback_removed",
                 (struct consultation_change){ .subject = feedback_label(w->arena, &was),
                                               .reason = w->why });
    return e ? e : record(db, w, &of, &was, &now, "feedback.remove");
}
