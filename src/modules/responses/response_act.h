/*
 * response_act.h: what a coordinator does with a response, as one write: the response changed,
 * what is noted beside it, the mail that goes out, how it stands to those that look like it.
 */
#ifndef MODULES_RESPONSES_RESPONSE_ACT_H
#define MODULES_RESPONSES_RESPONSE_ACT_H

#include "modules/responses/response_like.h"
#include "modules/responses/response_note.h"
#include "modules/mail/mail.h"

extern const struct sql_list response_act_sql;

struct response_acting {
    struct arena *arena;
    struct act act;
    struct str action; /* of the record */
    struct response to;
    bool changes;              /* `to` is stored; its version is the one that was seen */
    struct response_note note; /* words empty: none */
    const struct mail *mail;   /* NULL: none */
    struct response_rewrite rewrite;
    bool rewrites;
    struct response_like_set like; /* state empty: none */

    /* Into a campaign, with those of `member`: a new one where id is 0. */
    bool is_campaign;
    struct response_campaign_new {
        int64_t id;
        struct str name;
        bool is_counted_once;
    } campaign;
    const int64_t *member;
    size_t n_members;
};
/* ERR_CONFLICT: another change came between. */
enum err response_act_fn(struct db *db, void *response_acting) MUST_CHECK;

#endif
