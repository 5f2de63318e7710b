/*
 * message.h: what readers write to a partnership: a message, or a detail that is wrong.
 *
 * Both are kept (private rows) and mailed in one transaction: to the mailbox of the route's
 * first contact, or, where none is known, to the people who run the site, and kept for the
 * coordinator. Who wrote gets the reference by mail, and the whole text only when asked for
 * (security.md S6). References open nothing.
 */
#ifndef MODULES_PARTNERSHIPS_MESSAGE_H
#define MODULES_PARTNERSHIPS_MESSAGE_H

#include "modules/mail/mail.h"

#define MESSAGE_NAME_CHARS 100
#define MESSAGE_ORGANISATION_CHARS 200
#define MESSAGE_CHARS 4000
#define REPORT_CHARS 2000

/* Can a message be sent: is the partnership's mailbox known, or the operator's? Otherwise there
 * is no form and no button. */
bool message_is_offered(struct str mailbox, struct str contact_mail);

#define MESSAGE_MAILS_MAX 3

struct message {
    int64_t id;
    struct str reference; /* "EAY-7K3M-92Q2" */
    int64_t partnership_id;
    int64_t area_id; /* the council the sender came by; 0: none */
    struct str sender_name, organisation, email, body;
    bool to_operator;  /* no mailbox of the partnership is known that takes mail */
    bool to_next_step; /* the first contact's mail comes back: to the next step's */
};

enum report_what { REPORT_PERSON, REPORT_NUMBER, REPORT_LINK, REPORT_OTHER, REPORT__MAX };

struct report {
    int64_t id;
    struct str reference;
    int64_t partnership_id;
    enum report_what what;
    struct str body;
    struct str email; /* empty: wants no answer */
};

/* "wrong_person" and so on: as stored and as posted; REPORT__MAX: no such choice. */
const char *report_what_name(enum report_what what);
enum report_what report_what_from(struct str name);

/* One of the two with its mails: the argument of the store_write fns. */
struct message_send {
    struct str actor;
    int64_t now_s;
    struct message message;
    struct report report;
    struct mail mail[MESSAGE_MAILS_MAX];
    size_t n_mails;
};

/* Store, queue the mails, record. A mail that the limit of the day holds back is left out. */
enum err message_send_fn(struct db *db, void *message_send) MUST_CHECK;
enum err report_send_fn(struct db *db, void *message_send) MUST_CHECK;

/* A receipt number that no message and no report has; its table refuses a race for it. */
enum err message_new_reference(struct db *db, struct arena *a, struct str code,
                               struct str *out) MUST_CHECK;

extern const struct sql_list message_sql;

#endif
