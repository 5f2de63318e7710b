/*
 * interest_view.h: where an offer stands, as a table: for the private page of whoever sent it
 * and for the editors of the organisation (templates/interest/stand).
 */
#ifndef MODULES_BODIES_INTEREST_VIEW_H
#define MODULES_BODIES_INTEREST_VIEW_H

#include "core/web/ctx.h"
#include "modules/bodies/interest.h"

/* rows [name, areas, state_label, is_accepted …, told, reply, answered, answered_iso,
 * reply_href, withdraw_href], sent_on, expected_on, none_answered, can_withdraw. */
enum err interest_view_stand(struct ctx *c, const struct interest *i,
                             struct view *v) MUST_CHECK;

#endif
