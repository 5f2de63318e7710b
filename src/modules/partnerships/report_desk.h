/*
 * report_desk.h: reports of wrong details, as those who mend them see them.
 *
 * A report is answered once, with a reason, and the reporter is told where an address was
 * given: the mail is queued in the write of the answer. Who may is asked with the report's own
 * partnership (CAP_ROUTE_EDIT); every query carries the partnership too (security.md S10).
 */
#ifndef MODULES_PARTNERSHIPS_REPORT_DESK_H
#define MODULES_PARTNERSHIPS_REPORT_DESK_H

#include "modules/audit/change.h"
#include "modules/partnerships/message.h"
#include "modules/people/role.h"

enum report_state { REPORT_NEW, REPORT_MENDED, REPORT_NO_CHANGE, REPORT_STATE__MAX };

struct report_row {
    int64_t id, partnership_id;
    struct str partnership_name, partnership_short, partnership_slug;
    struct str reference;
    enum report_what what;
    enum report_state state;
    struct str body, email, reason; /* empty once erased */
    int64_t received_at_s;
    int64_t answered_at_s; /* 0: not yet */
    struct str answered_name;
    int64_t answer_mail_id; /* 0: nobody is written to */
    bool is_erased;
};

/* "mended" and so on, as stored and posted; REPORT_STATE__MAX: no such word. */
enum report_state report_state_from(struct str name);

/* Lists: of one partnership, or with partnership_id 0 of all; the newest first. */
struct desk_ask {
    int64_t partnership_id;
    bool is_waiting_only;
    int64_t first, max;
};
/* At most DESK_COUNT_MAX + 1 are counted: more is said so. */
#define DESK_COUNT_MAX 1000
enum err report_count(struct db *db, const struct desk_ask *ask, int64_t *n) MUST_CHECK;
enum err report_list(struct db *db, struct arena *a, const struct desk_ask *ask,
                     struct report_row *out, size_t *n) MUST_CHECK;

/* Whose it is; ERR_NOT_FOUND: no such reference. */
enum err report_partnership(struct db *db, struct str reference, int64_t *out) MUST_CHECK;
/* The one with that reference, of that partnership. */
enum err report_find(struct db *db, struct arena *a, struct str reference,
                     int64_t partnership_id, struct report_row *out) MUST_CHECK;

/* The argument of report_answer_fn. */
struct report_answer {
    const struct actor *actor;
    struct act act;
    int64_t report_id, partnership_id;
    enum report_state state;
    struct str reason;
    struct mail mail;  /* rendered; no address: nobody is told */
    bool was_answered; /* out: somebody else answered first, nothing was changed */
};

/* Inside store_write. ERR_NOT_FOUND: not this actor's; ERR_CONFLICT: answered already. Where
 * the reporter's address has had its mails of the day nobody is told, and the row says so. */
enum err report_answer_fn(struct db *db, void *report_answer) MUST_CHECK;

extern const struct sql_list report_desk_sql;

#endif
