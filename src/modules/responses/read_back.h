/*
 * read_back.h: whoever gave a response by letter, phone or in person checks what staff typed
 * (3.27): by a private link, mailed or printed in a letter, they say that it is right, or
 * correct it; the earlier text is kept. Where nobody had asked, they also say whether it may be
 * published.
 *
 * The key is the response's own (security.md S51): a new one ends those before it.
 */
#ifndef MODULES_RESPONSES_READ_BACK_H
#define MODULES_RESPONSES_READ_BACK_H

#include "core/web/form.h"
#include "modules/responses/response.h"
#include "modules/mail/mail.h"

extern const struct sql_list read_back_sql;

/* For the page of a response: read_back_words, read_back_href (empty: there is nothing to ask),
 * of templates/responses/read_back_panel. has_read_back false: nobody of the staff typed it. */
void read_back_panel(struct ctx *c, struct view *v, const struct response *r);

/* --- inside a store_write fn --- */

/* A new key, and the mail where one goes out. */
struct read_back_link {
    struct response to; /* as loaded; the address may be another now */
    struct hash key;
    const struct mail *mail; /* NULL: it is printed */
    struct act act;
    struct arena *arena;
};
enum err read_back_link_fn(struct db *db, void *read_back_link) MUST_CHECK;

/* What the respondent says. */
struct read_back_reply {
    struct response to;
    const struct response_answer *answer; /* NULL: it is right as it is */
    size_t n_answers;
    struct act act;
    struct arena *arena;
};
enum err read_back_reply_fn(struct db *db, void *read_back_reply) MUST_CHECK;

/* --- pages --- */
enum err read_back_send_page(struct ctx *c) MUST_CHECK; /* staff */
enum err read_back_send_post_page(struct ctx *c) MUST_CHECK;
enum err read_back_key_page(struct ctx *c) MUST_CHECK;
enum err read_back_key_post_page(struct ctx *c) MUST_CHECK;
enum err read_back_page(struct ctx *c) MUST_CHECK;
enum err read_back_post_page(struct ctx *c) MUST_CHECK;
enum err read_back_correct_page(struct ctx *c) MUST_CHECK;
enum err read_back_correct_post_page(struct ctx *c) MUST_CHECK;

#endif
