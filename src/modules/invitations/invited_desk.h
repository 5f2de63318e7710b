/*
 * invited_desk.h: what the coordinator's pages about invitations share: which consultation, for
 * which of the partnerships that ask, and their addresses. Part of modules/consultations.
 */
#ifndef MODULES_INVITATIONS_INVITED_DESK_H
#define MODULES_INVITATIONS_INVITED_DESK_H

#include "core/web/form.h"
#include "modules/bodies/body_desk.h"
#include "modules/invitations/invited_mail.h"

struct invited_desk {
    struct ctx *c;
    struct consultation x;
    struct body_desk desk; /* the register as that partnership sees it */
    struct view *page;
    struct form *f;
    bool can_ask; /* published, and not closed */
};

/* The consultation of the path part `slug`, for a coordinator of a partnership that asks:
 * `partnership`, or the first of them that is the person's. The page has consultation_title,
 * partnership_name, list_href, can_ask. */
enum err invited_desk_open(struct ctx *c, struct invited_desk *k) MUST_CHECK;
/* "/coordinator/consultations/fife-plan/invitations/new?partnership=fife" for "/new" */
struct str invited_desk_path(const struct invited_desk *k, const char *ending);
struct str invited_desk_today(const struct invited_desk *k);
/* What mails are made of. */
enum err invited_desk_letter(const struct invited_desk *k,
                             struct invited_letter *out) MUST_CHECK;
/* Does the write in parts of INVITED_PART: all but the last by themselves, the last with the
 * form's id; answers 303 to `done`. */
enum err invited_desk_write(struct invited_desk *k, store_write_fn fn,
                            const struct invited_item *item, size_t n,
                            struct str done) MUST_CHECK;
struct str invited_channel_words(struct str channel);

#endif
