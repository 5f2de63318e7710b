/* body_change.h: an organisation changes its sent response until closing (3.18, 3.20). */
#ifndef MODULES_RESPONSES_BODY_CHANGE_H
#define MODULES_RESPONSES_BODY_CHANGE_H

#include "core/web/ctx.h"
#include "modules/bodies/body.h"

/* The button "Change" beside a sent response: leads to the page of its draft; one that is not
 * this body's official response, is withdrawn or closed, to the list. */
enum err body_change_begin(struct ctx *c, const struct body *body,
                           struct str receipt) MUST_CHECK;

#endif
