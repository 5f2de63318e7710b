/*
 * message_page.h: what the forms of message_pages.c and report_pages.c share: which partnership
 * they are about, the mails they send, the page after sending. Part of modules/partnerships.
 */
#ifndef MODULES_PARTNERSHIPS_MESSAGE_PAGE_H
#define MODULES_PARTNERSHIPS_MESSAGE_PAGE_H

#include "core/web/ctx.h"
#include "modules/partnerships/message.h"
#include "modules/partnerships/partnership.h"

struct message_target {
    struct partnership partnership;
    bool is_renamed;      /* found by a former address: pages lead on to the one it has now */
    int64_t area_id;      /* of ?area=, when it is one of the partnership's councils */
    struct str area_slug; /* empty: none */
    struct str mailbox;   /* of the partnership; empty: none known that takes mail */
    bool first_refuses;   /* mail to the first contact has been coming back (bounce.h) */
    struct str next_name; /* then: whose mailbox it is instead; empty: nobody's */
};

/*
 * Of :slug and ?area=. ERR_NOT_FOUND: no such partnership. A council's own slug, where councils
 * share a partnership, is that partnership with that council.
 */
enum err message_target_load(struct ctx *c, struct message_target *out) MUST_CHECK;

/* "/partnerships/ayrshire/contact?area=east-ayrshire"; ending "" for the page itself. */
struct str message_path(struct ctx *c, const struct message_target *t, const char *ending);

/* A view with what every mail about a partnership says. */
struct view *message_mail_view(struct ctx *c, const struct message_target *t,
                               struct str reference);

/* A typed text as staff see it: what turns the direction of writing becomes a visible mark
 * (S3).
 */
struct str message_for_staff(struct arena *a, struct str typed);

/* Renders the next mail of `send`: to, its text by the template of m->kind. */
enum err message_add_mail(struct ctx *c, struct message_send *send, struct mail m,
                          const struct view *v) MUST_CHECK;

/* no_mailbox, first_refuses, next_name: where a message goes, in a page or a mail. */
void message_view_way(struct view *v, const struct message_target *t);

/* The address of the page after sending, which shows the reference and opens nothing. `mark` is
 * one sign that message_sent_page's template may want to know. */
struct str message_sent_path(struct ctx *c, const struct message_target *t, const char *ending,
                             char mark, struct str reference);
/* Reads it back; an empty reference when the address is not one of ours for this partnership.
 */
char message_sent_read(struct ctx *c, const struct message_target *t, const char *ending,
                       struct str *reference);

#endif
