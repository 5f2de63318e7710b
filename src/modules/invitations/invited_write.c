/* invited_write.c: inviting, reminding, and what invited bodies say by their link. */
#include "modules/invitations/invited.h"
#include "modules/people/link_session.h"

enum { Q_ADD, Q_OUTBOX, Q_REMIND, Q_CHANNEL, Q_OPENED, Q_DECLINED };
static const char *const sql[] = {
    [Q_ADD] = "INSERT INTO invitation (id, consultation_id, body_id, partnership_id, channel, "
              "email, key_hash, invited_on, reminded_on, n_reminders, opened_on, declined_on) "
              "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', 0, '', '') ON CONFLICT "
              "(consultation_id, body_id) DO NOTHING",
    [Q_OUTBOX] = "UPDATE invitation SET outbox_id = $2 WHERE id = $1",
    /* $3: reminded after that day too lately */
    [Q_REMIND] =
        "UPDATE invitation SET reminded_on = $2, n_reminders = n_reminders + 1, "
        "outbox_id = NULL, email = $4 WHERE id = $1 AND reminded_on <= $3 AND declined_on = ''",
    [Q_CHANNEL] = "UPDATE invitation SET channel = $3 WHERE consultation_id = $1 AND body_id = "
                  "$2",
    [Q_OPENED] = "UPDATE invitation SET opened_on = $2 WHERE id = $1 AND opened_on = ''",
    [Q_DECLINED] = "UPDATE invitation SET declined_on = $2 WHERE id = $1 AND declined_on = ''",
};
const struct sql_list invited_write_sql = SQL_LIST("invited_write", sql);

static enum err insert(struct db *db, const struct invited_item *x, bool *is_new)
{
    const struct invited *i = &x->row;
    enum err e =
        db_exec(db, sql[Q_ADD],
                BINDS(bi(i->id), bi(i->consultation_id), bi(i->body_id), bi(i->partnership_id),
                      bt(i->channel), bt(i->email), bb(hash_view(&x->key)), bt(i->invited_on)));
    *is_new = !e && db_changes(db) == 1;
    return e;
}

/* An address that has had its mails of the day gets none: the row says so. */
static enum err queue(struct db *db, const struct invited_item *x)
{
    enum err e = x->has_mail ? mail_queue(db, &x->mail) : ERR_TOO_MANY;
    if (e == ERR_TOO_MANY || e == ERR_INVALID)
        return OK;
    return e ? e : db_exec(db, sql[Q_OUTBOX], BINDS(bi(x->row.id), bi(x->mail.id)));
}

static enum err record_batch(struct db *db, const struct invited_batch *b, struct str action,
                             int64_t n)
{
    struct change c;
    change_begin(&c);
    change_new_i64(&c, "bodies", n);
    change_of_partnership(&c, b->partnership_id);
    return change_record(db, &c, &b->act,
                         &(struct change_of){ .action = action,
                                              .object_kind = STR("consultation"),
                                              .object_id = b->consultation_id });
}

enum err invited_send_fn(struct db *db, void *invited_batch)
{
    const struct invited_batch *b = invited_batch;
    int64_t n = 0;
    enum err e = OK;
    for (size_t i = 0; i < b->n && !e; i++) {
        bool is_new = false;
        e = insert(db, &b->item[i], &is_new);
        if (e || !is_new)
            continue;
        n++;
        e = queue(db, &b->item[i]);
        if (!e)
            e = contact_event_add(db, &b->item[i].event, &b->act);
    }
    return e ? e : record_batch(db, b, STR("invitation.send"), n);
}

static struct str rest_until(const struct invited_batch *b, char room[16])
{
    struct date d;
    if (!date_parse(b->today, &d))
        return STR("");
    d = date_from_days(date_to_days(d) - INVITED_REST_DAYS);
    int n = snprintf(room, 16, "%04d-%02d-%02d", d.year % 10000, d.month % 100, d.day % 100);
    return (struct str){ room, n > 0 ? (size_t)n : 0 };
}

enum err invited_remind_fn(struct db *db, void *invited_batch)
{
    const struct invited_batch *b = invited_batch;
    char room[16];
    struct str until = rest_until(b, room);
    int64_t n = 0;
    enum err e = OK;
    for (size_t i = 0; i < b->n && !e; i++) {
        const struct invited_item *x = &b->item[i];
        e = db_exec(db, sql[Q_REMIND],
                    BINDS(bi(x->row.id), bt(b->today), bt(until), bt(x->row.email)));
        if (e || !db_changes(db))
            continue;
        n++;
        e = queue(db, x);
        if (!e)
            e = contact_event_add(db, &x->event, &b->act);
    }
    return e ? e : record_batch(db, b, STR("invitation.remind"), n);
}

enum err invited_other_fn(struct db *db, void *invited_batch)
{
    const struct invited_batch *b = invited_batch;
    enum err e = OK;
    for (size_t i = 0; i < b->n && !e; i++) {
        const struct invited_item *x = &b->item[i];
        bool is_new = false;
        e = insert(db, x, &is_new);
        if (!e && !is_new)
            e = db_exec(
                db, sql[Q_CHANNEL],
                BINDS(bi(x->row.consultation_id), bi(x->row.body_id), bt(x->row.channel)));
        if (!e)
            e = contact_event_add(db, &x->event, &b->act);
    }
    return e ? e : record_batch(db, b, STR("invitation.other"), (int64_t)b->n);
}

/* --- by its link --- */

static enum err record_one(struct db *db, const struct invited_answer *x, struct str action)
{
    struct change c;
    change_begin(&c);
    change_new_i64(&c, "body", x->row.body_id);
    change_of_partnership(&c, x->row.partnership_id);
    return change_record(db, &c, &x->act,
                         &(struct change_of){ .action = action,
                                              .object_kind = STR("consultation"),
                                              .object_id = x->row.consultation_id });
}

enum err invited_open_fn(struct db *db, void *invited_answer)
{
    const struct invited_answer *x = invited_answer;
    enum err e = db_exec(db, sql[Q_OPENED], BINDS(bi(x->row.id), bt(x->today)));
    if (!e && db_changes(db))
        e = record_one(db, x, STR("invitation.open"));
    return e ? e : link_session_begin(db, x->open);
}

enum err invited_decline_fn(struct db *db, void *invited_answer)
{
    const struct invited_answer *x = invited_answer;
    enum err e = db_exec(db, sql[Q_DECLINED], BINDS(bi(x->row.id), bt(x->today)));
    if (e || !db_changes(db))
        return e ? e : ERR_CONFLICT;
    e = contact_event_add(db, &x->event, &x->act);
    return e ? e : record_one(db, x, STR("invitation.decline"));
}
