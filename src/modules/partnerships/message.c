#include "modules/partnerships/message.h"

#include "core/base/arena.h"
#include "core/base/rand.h"

#define DRAWS_MAX 8

enum { Q_ADD, Q_ADD_REPORT, Q_REFERENCES };

static const char *const sql[] = {
    [Q_ADD] = "INSERT INTO message (id, reference, partnership_id, area_id, sender_name, "
              "organisation, email, body, sent_to, received_at_s) VALUES ($1, $2, $3, $4, $5, "
              "$6, $7, $8, $9, $10)",
    [Q_ADD_REPORT] =
        "INSERT INTO correction_report (id, reference, partnership_id, what, body, "
        "email, state, received_at_s, reason) VALUES ($1, $2, $3, $4, $5, $6, 'new', $7, '')",
    [Q_REFERENCES] = "SELECT (SELECT count(*) FROM message WHERE reference = $1) + "
                     "(SELECT count(*) FROM correction_report WHERE reference = $1)",
};
const struct sql_list message_sql = SQL_LIST("message", sql);

bool message_is_offered(struct str mailbox, struct str contact_mail)
{
    return mail_address_is_valid(mailbox) || mail_address_is_valid(contact_mail);
}

static const char *const what_names[REPORT__MAX] = {
    [REPORT_PERSON] = "wrong_person",
    [REPORT_NUMBER] = "wrong_number",
    [REPORT_LINK] = "broken_link",
    [REPORT_OTHER] = "other",
};

const char *report_what_name(enum report_what what)
{
    return what_names[what];
}

enum report_what report_what_from(struct str name)
{
    enum report_what what = 0;
    while (what < REPORT__MAX && !str_eq(name, str_from(what_names[what])))
        what++;
    return what;
}

enum err message_new_reference(struct db *db, struct arena *a, struct str code, struct str *out)
{
    for (int i = 0; i < DRAWS_MAX; i++) {
        int64_t n = 0;
        *out = receipt_new(a, code);
        if (!out->n)
            return ERR_LIMIT;
        enum err e = db_one_i64(db, sql[Q_REFERENCES], BINDS(bt(*out)), &n);
        if (e || !n)
            return e;
    }
    return ERR_INTERNAL;
}

static enum err queue_mails(struct db *db, const struct message_send *s)
{
    enum err e = OK;
    for (size_t i = 0; !e && i < s->n_mails; i++) {
        e = mail_queue(db, &s->mail[i]);
        if (e == ERR_TOO_MANY)
            e = OK; /* the address has had its mails of the day: the message itself counts */
    }
    return e;
}

static enum err record(struct db *db, const struct message_send *s, struct str action,
                       struct str kind, int64_t id)
{
    const bool is_message = str_eq(kind, STR("message"));
    char text[24];
    int n = snprintf(text, sizeof text, "%lld", (long long)id);
    return store_record(
        db, &(struct store_record){ .actor = s->actor,
                                    .action = action,
                                    .object_kind = kind,
                                    .object_id = { text, (size_t)n },
                                    .at_s = s->now_s,
                                    .partnership_id = is_message ? s->message.partnership_id
                                                                 : s->report.partnership_id });
}

enum err message_send_fn(struct db *db, void *message_send)
{
    const struct message_send *s = message_send;
    const struct message *m = &s->message;
    enum err e = db_exec(db, sql[Q_ADD],
                         BINDS(bi(m->id), bt(m->reference), bi(m->partnership_id),
                               m->area_id ? bi(m->area_id) : bn(), bt(m->sender_name),
                               bt(m->organisation), bt(m->email), bt(m->body),
                               bt(m->to_operator    ? STR("operator")
                                  : m->to_next_step ? STR("next_step")
                                                    : STR("partnership")),
                               bi(s->now_s)));
    if (!e)
        e = queue_mails(db, s);
    return e ? e : record(db, s, STR("message.send"), STR("message"), m->id);
}

enum err report_send_fn(struct db *db, void *message_send)
{
    const struct message_send *s = message_send;
    const struct report *r = &s->report;
    enum err e = db_exec(db, sql[Q_ADD_REPORT],
                         BINDS(bi(r->id), bt(r->reference), bi(r->partnership_id),
                               bt(str_from(what_names[r->what])), bt(r->body), bt(r->email),
                               bi(s->now_s)));
    if (!e)
        e = queue_mails(db, s);
    return e ? e : record(db, s, STR("report.send"), STR("correction_report"), r->id);
}
