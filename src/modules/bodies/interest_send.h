/*
 * interest_send.h: what whoever sent an expression of interest does with it: send, reply to a
 * question, withdraw, ask further areas, get a new link. Part of modules/bodies.
 */
#ifndef MODULES_BODIES_INTEREST_SEND_H
#define MODULES_BODIES_INTEREST_SEND_H

#include "core/web/ctx.h"
#include "modules/bodies/interest.h"
#include "modules/people/link_session.h"

/* The argument of the fns below, each of which runs inside store_write and leaves a record for
 * each partnership that it concerns. */
struct interest_send {
    struct act act;
    struct interest interest;
    struct interest_area *area; /* sent to; of a reply or withdrawal those concerned */
    size_t n_areas;
    struct mail *mail;
    size_t n_mails;
    struct hash key;              /* of interest_send_fn and interest_renew_fn */
    int64_t draft_id;             /* 0: none */
    struct link_session_new open; /* of interest_send_fn */
    struct str reply;
    size_t n_held;    /* out: mails that may not go today */
    bool is_too_late; /* out: the coordinator was faster; nothing was changed */
};

enum err interest_send_fn(struct db *db, void *interest_send) MUST_CHECK;
enum err interest_more_areas_fn(struct db *db, void *interest_send) MUST_CHECK;
/* ERR_CONFLICT: is_too_late. */
enum err interest_reply_fn(struct db *db, void *interest_send) MUST_CHECK;
enum err interest_withdraw_fn(struct db *db, void *interest_send) MUST_CHECK;
/* A new key in place of the one before it, and its mail. Where the address may not be written
 * to today nothing changes. */
enum err interest_renew_fn(struct db *db, void *interest_send) MUST_CHECK;
/* The mailed link was opened: a link session, and the address is known to be theirs. */
enum err interest_open_fn(struct db *db, void *interest_send) MUST_CHECK;

#endif
