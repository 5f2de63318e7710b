/*
 * own_response.h: a respondent's own response, by the key of its private link (feature 3.18,
 * security.md S51): asking for a new link, reading it, the publication choice, taking it back,
 * answering a question of the coordinator.
 *
 * Until closing everything may change; afterwards the choice may only become narrower, or the
 * consent be taken back (workflows.md, Respondent information; Freezing and withdrawal). What
 * is done here is recorded with consultation and day, and without the response (S41).
 *
 * The official response of an organisation its link only reads, and may answer the coordinator:
 * its publication and taking it back are for the organisation's editors, signed in, who open
 * the same pages from theirs; that is recorded with their name.
 */
#ifndef MODULES_RESPONSES_OWN_RESPONSE_H
#define MODULES_RESPONSES_OWN_RESPONSE_H

#include "modules/responses/respond.h"

extern const struct sql_list own_response_sql;
extern const struct sql_list own_pages_sql;

#define OWN_RESPONSE_KEY_S ((int64_t)2 * 365 * 86400) /* a key opens so long after closing */
#define OWN_RESPONSE_REPLY_CHARS 2000

/* own_link_pages.c */
enum err own_ask_page(struct ctx *c) MUST_CHECK;
enum err own_ask_post_page(struct ctx *c) MUST_CHECK;
enum err own_ask_sent_page(struct ctx *c) MUST_CHECK;
/* For respond_key_page and its POST, where the key is that of no draft. ERR_NOT_FOUND: nor of a
 * response. */
enum err own_key_show(struct ctx *c) MUST_CHECK;
enum err own_key_open(struct ctx *c) MUST_CHECK;
/* It is open in this browser now. */
enum err own_response_open(struct ctx *c, const struct response *r) MUST_CHECK;
/* Inside a fn: the key of a mail of the same write; the one before opens nothing now. */
enum err own_key_set(struct db *db, int64_t response_id, const struct hash *key) MUST_CHECK;

/* own_response_pages.c */
enum err own_open_page(struct ctx *c) MUST_CHECK;
enum err own_file_page(struct ctx *c) MUST_CHECK;
enum err own_change_page(struct ctx *c) MUST_CHECK;
enum err own_change_post_page(struct ctx *c) MUST_CHECK;
enum err own_publish_page(struct ctx *c) MUST_CHECK;
enum err own_publish_post_page(struct ctx *c) MUST_CHECK;
enum err own_withdraw_page(struct ctx *c) MUST_CHECK;
enum err own_withdraw_post_page(struct ctx *c) MUST_CHECK;
enum err own_reply_page(struct ctx *c) MUST_CHECK;
enum err own_reply_post_page(struct ctx *c) MUST_CHECK;

#endif
