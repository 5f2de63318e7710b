/* body_change.h: an organisation reads its sent response, changes it until closing, takes it
 * back or lets less of it be published (3.18, 3.20). */
#ifndef MODULES_RESPONSES_BODY_CHANGE_H
#define MODULES_RESPONSES_BODY_CHANGE_H

#include "core/web/ctx.h"
#include "modules/bodies/body.h"

/* The button "Change" beside a sent response: leads to the page of its draft; one that is not
 * this body's official response, is withdrawn or closed, to the list. */
enum err body_change_begin(struct ctx *c, const struct body *body,
                           struct str receipt) MUST_CHECK;
/* The button "Open": the response, with what its editors may do (own_response.h). */
enum err body_sent_open(struct ctx *c, const struct body *body, struct str receipt) MUST_CHECK;

#endif
