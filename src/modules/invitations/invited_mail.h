/*
 * invited_mail.h: what an invited organisation is sent, and what its timeline says of it. Made
 * before the write, by a page or by the job of reminders.
 */
#ifndef MODULES_INVITATIONS_INVITED_MAIL_H
#define MODULES_INVITATIONS_INVITED_MAIL_H

#include "modules/invitations/invited.h"

struct invited_letter {
    struct arena *arena;
    struct db *db;
    struct tpl_set *templates;
    const struct site *site;
    const struct hash_key *link_key;
    const struct consultation *x;
    struct str partnership_name; /* who asks */
    int64_t minutes;             /* that answering takes */
    int64_t by_account;          /* 0: the program */
    int64_t now_s;
};
/* Minutes and the name of the partnership are looked up here. */
enum err invited_letter_open(struct invited_letter *l, int64_t partnership_id) MUST_CHECK;

/* The item of a body that is invited now, by mail where `to` has an address that may be used.
 */
enum err invited_item_new(const struct invited_letter *l, int64_t body_id,
                          int64_t partnership_id, const struct invited_address *to,
                          struct invited_item *out) MUST_CHECK;
/* The reminder of one that is invited. */
enum err invited_item_again(const struct invited_letter *l, const struct invited *row,
                            bool is_confirmed, struct invited_item *out) MUST_CHECK;
/* Asked another way: channel and day in out->row and out->event are the caller's. */
void invited_item_other(const struct invited_letter *l, int64_t body_id, int64_t partnership_id,
                        struct str note, struct invited_item *out);

#endif
