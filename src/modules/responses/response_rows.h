/*
 * response_rows.h: what the files that write responses share: values as parameters, and the
 * record of a write. Part of modules/consultations; others use response.h.
 */
#ifndef MODULES_RESPONSES_RESPONSE_ROWS_H
#define MODULES_RESPONSES_RESPONSE_ROWS_H

#include "modules/audit/change.h"
#include "modules/responses/response.h"

static inline struct bind response_id_bind(int64_t id) /* 0: NULL */
{
    return id ? bi(id) : bn();
}

static inline struct bind response_key_bind(const struct hash_key *key)
{
    return bb((struct str){ (const char *)key->byte, sizeof key->byte });
}

/* "2026-11-22": the day in Scotland. */
struct str response_day(struct arena *a, int64_t now_s);
/* Name and organisation, folded: for the search of the list. */
struct str response_name_key(struct arena *a, const struct respondent *who);

/*
 * The record of a write. Where somebody who is not signed in did it, or where somebody signed
 * in sent a response that is nobody's official one, it holds the consultation and the day and
 * nothing else (S41), and what `change` says is left out.
 */
struct response_record {
    const struct response *response;
    const struct act *act;
    struct str action;
    bool is_nameless;
};
enum err response_record(struct db *db, struct change *change,
                         const struct response_record *r) MUST_CHECK;
bool response_act_is_staff(const struct act *act); /* signed in: not public, link or job */

#endif
