/*
 * mail.h: the outbox: a mail is queued in the transaction of what it tells of, and sent later
 * by the job thread, by SMTP or, where no server is set, into a folder as .eml files.
 *
 * A mail is sent at least once: a crash between the server's answer and our note of it sends it
 * again under the same Message-ID. Two processes never take the same mail at the same time.
 * Neither addresses nor texts are ever logged (security.md S45).
 */
#ifndef MODULES_MAIL_MAIL_H
#define MODULES_MAIL_MAIL_H

#include "core/store/write.h"

#define MAIL_UNCONFIRMED_A_DAY 3 /* to an address just typed, all kinds together (S6) */
#define MAIL_KEEP_DAYS 30        /* texts and addresses, after sending (security.md 11) */

/* --- queueing --- */
struct mail {
    int64_t id; /* rand_id(): part of the Message-ID */
    int64_t queued_at_s;
    struct str kind;                   /* its template: "mail/message_copy" */
    struct str object_kind, object_id; /* what it is about: "message", its id */
    struct str to;
    bool is_to_confirmed; /* false: an address just typed, nobody has shown that it is theirs */
    struct str reply_to;  /* empty: the setting's */
    struct str subject;   /* ours; no text of a user (S6) */
    struct str body;      /* plain text, UTF-8, LF */
    /* Of mails sent again and again: the address to which one POST stops them (RFC 8058), as
     * List-Unsubscribe and List-Unsubscribe-Post. Empty: neither. */
    struct str list_stop;
    bool holds_key; /* a private link stands in it: its text is erased once it was sent */
};

/*
 * Inside a store_write fn, which leaves the record. ERR_TOO_MANY: an unconfirmed address has
 * had its mails of the day, nothing was queued. ERR_INVALID: an address, the subject or
 * list_stop cannot stand in a header.
 */
enum err mail_queue(struct db *db, const struct mail *m) MUST_CHECK;

/*
 * Inside a store_write fn, which leaves the record: takes from the outbox what leads to that
 * address, of mails about objects of that kind; those not sent yet never are. For who stops.
 */
enum err mail_forget(struct db *db, struct str address, struct str object_kind,
                     int64_t now_s) MUST_CHECK;

/* Would mail_queue take one more for an unconfirmed address? For pages that say what comes. */
bool mail_may_write_to(struct db *db, struct str address, int64_t now_s);

/* How far a mail has come: for pages that say whether somebody was told. ERR_NOT_FOUND. */
enum mail_state { MAIL_STATE_NONE, MAIL_STATE_WAITING, MAIL_STATE_SENT, MAIL_STATE_FAILED };
enum err mail_look(struct db *db, int64_t id, enum mail_state *out) MUST_CHECK;
/* Did a mail to that address (in lower case) get through since then? Known for MAIL_KEEP_DAYS.
 */
enum err mail_got_through(struct db *db, struct str to_key, int64_t since_s,
                          bool *out) MUST_CHECK;

/* One plain address that can stand in a header and in SMTP: no name, no brackets, ASCII. */
bool mail_address_is_valid(struct str address);

/* --- sending --- */

/* A mail that is over: the server took it, or said never (5xx) to its address. Tries that ran
 * out say nothing about the address and are not told. */
struct mail_end {
    int64_t id;
    struct str kind, object_kind, object_id; /* of the mail */
    struct str to_key;                       /* its address, in lower case */
    bool was_refused;
    int64_t now_s;
};

enum mail_tls { MAIL_TLS_NONE, MAIL_TLS_STARTTLS, MAIL_TLS_ALWAYS };

struct mail_config {
    const char *smtp_host; /* NULL: mails become files in `folder` */
    int smtp_port;
    enum mail_tls tls;
    const char *user, *password; /* NULL: no sign-in */
    struct str ca_pem;           /* certificates to trust, read before the sandbox closes */
    const char *folder;          /* DATA/mail, 0700 */
    struct str from;             /* From and the envelope's sender */
    struct str from_name;
    struct str reply_to;            /* a mailbox that a person reads; may be empty */
    bool (*is_stopping)(void *arg); /* asked while a server is slow; may be NULL */
    void *stop_arg;
    /* Called in the write that notes the end of a mail, so that the room it belongs to can
     * count refusals; leaves its own record. May be NULL. */
    enum err (*on_end)(struct db *db, const struct mail_end *end);
};

/* Once at start, before threads, where smtp_host is set. */
enum err mail_smtp_init(void) MUST_CHECK;

/*
 * Sends what is due at now_s. A server that cannot be reached ends the run; its mails stay
 * queued: 1, 5, 30 minutes, 2 and 12 hours between tries, then failed. A refusal (5xx) fails at
 * once. An error is one of the database.
 */
enum err mail_run_due(struct store *store, struct db *db, const struct mail_config *config,
                      int64_t now_s) MUST_CHECK;

/* Erases addresses and texts of mails that are done for MAIL_KEEP_DAYS, and the texts of those
 * that held a key and were sent; the fact stays. */
enum err mail_erase_old(struct store *store, struct db *db, int64_t now_s) MUST_CHECK;

extern const struct sql_list mail_sql;

const char *mail_library(void); /* version of libcurl */

#endif
