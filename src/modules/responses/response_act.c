#include "modules/responses/response_act.h"

#include "core/base/arena.h"
#include "modules/responses/response_desk_words.h"
#include "modules/responses/response_rows.h"

enum { Q_ADD_CAMPAIGN, Q_SET_CAMPAIGN };

static const char *const sql[] = {
    [Q_ADD_CAMPAIGN] = "INSERT INTO campaign (consultation_id, name, is_counted_once, by_role, "
                       "made_at_s) VALUES ($1, $2, $3, $4, $5) RETURNING id",
    [Q_SET_CAMPAIGN] = "UPDATE campaign SET is_counted_once = $3 WHERE id = $1 AND "
                       "consultation_id = $2",
};
const struct sql_list response_act_sql = SQL_LIST("response_act", sql);

static enum err note_beside(struct db *db, const struct response_acting *x, int64_t response_id)
{
    struct response_note note = x->note;
    note.response_id = response_id;
    return note.words.n ? response_note_add(db, x->arena, &note, x->act.now_s) : OK;
}

/* One of those that the response was found with. */
static enum err join_one(struct db *db, const struct response_acting *x, int64_t id)
{
    const struct response_like_set set = { x->to.id, id, STR("campaign") };
    struct response member;
    enum err e = response_load(db, x->arena, id, &member);
    if (!e && member.consultation_id != x->to.consultation_id)
        e = ERR_NOT_FOUND;
    if (!e) {
        member.campaign_id = x->to.campaign_id;
        e = response_change(db, &member, &x->act, x->action);
    }
    if (!e)
        e = note_beside(db, x, id);
    return e ? e : response_like_decide(db, &set);
}

/* The response itself, and those that it was found with. */
static enum err join_campaign(struct db *db, struct response_acting *x)
{
    struct response_campaign_new *g = &x->campaign;
    int64_t consultation_id = x->to.consultation_id;
    enum err e =
        g->id ? db_exec(db, sql[Q_SET_CAMPAIGN],
                        BINDS(bi(g->id), bi(consultation_id), bi(g->is_counted_once)))
              : db_one_i64(db, sql[Q_ADD_CAMPAIGN],
                           BINDS(bi(consultation_id), bt(g->name), bi(g->is_counted_once),
                                 bt(STR(RESPONSE_ROLE)), bi(x->act.now_s)),
                           &x->to.campaign_id);
    if (g->id)
        x->to.campaign_id = g->id;
    for (size_t i = 0; !e && i < x->n_members; i++)
        e = join_one(db, x, x->member[i]);
    return e;
}

/* Without a change of the row: what was written beside it is recorded. */
static enum err record_alone(struct db *db, const struct response_acting *x)
{
    struct change change;
    change_begin(&change);
    return response_record(
        db, &change,
        &(struct response_record){ .response = &x->to, .act = &x->act, .action = x->action });
}

/* An address that has had its mails of the day, or none that can be written to, is no reason
 * to lose the question: the page said before that it might not go. */
static enum err post(struct db *db, const struct mail *mail)
{
    enum err e = mail ? mail_queue(db, mail) : OK;
    return e == ERR_TOO_MANY || e == ERR_INVALID ? OK : e;
}

enum err response_act_fn(struct db *db, void *response_acting)
{
    struct response_acting *x = response_acting;
    enum err e = x->is_campaign ? join_campaign(db, x) : OK;
    if (!e)
        e = x->changes ? response_change(db, &x->to, &x->act, x->action) : record_alone(db, x);
    if (!e && x->rewrites)
        e = response_rewrite_answers(db, x->arena, &x->rewrite);
    if (!e)
        e = note_beside(db, x, x->to.id);
    if (!e && x->like.state.n)
        e = response_like_decide(db, &x->like);
    return e ? e : post(db, x->mail);
}
