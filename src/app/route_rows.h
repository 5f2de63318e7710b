/*
 * route_rows.h: what the files of rows (routes_bodies.c and so on) have in common.
 *
 * A row holds the guards: method, who may, which parameters with their types and limits, and
 * flags.
 */
#ifndef APP_ROUTE_ROWS_H
#define APP_ROUTE_ROWS_H

#include "core/web/param.h"
#include "modules/people/link_session.h"
#include "modules/people/role.h"

/* The rows of a room, in the order in which they are tried. */
struct route_room {
    const struct route *row;
    size_t n;
};
#define ROOM(rows)                                                                             \
    {                                                                                          \
        rows, sizeof rows / sizeof rows[0]                                                     \
    }

/* The column "access": everybody; whoever has begun to sign in; whoever is signed in; whoever
 * has that right in people/access_words.h somewhere (for which object, the handler asks). */
#define PUBLIC ACCESS_PUBLIC, 0
#define SESSION ACCESS_SESSION, 0
#define ACCOUNT ACCESS_ACCOUNT, 0
#define MAY(right) ACCESS_ROLE, CAP_##right
/* whoever has opened the private link of that kind, or begun that form, in this browser */
#define LINK(kind) ACCESS_LINK, LINK_KIND_##kind

/* routes_site.c */
extern const struct route_room home_room, coordinator_room, audit_room, admin_room,
    guidance_room, trust_room, discovery_room, static_room;
/* routes_partnerships.c */
extern const struct route_room directory_room, message_room, subscription_room,
    report_desk_room, directory_admin_room, contact_route_room;
/* routes_bodies.c */
extern const struct route_room register_data_room, register_room, interest_room, join_room,
    own_body_room, claim_room, body_flag_room, contact_room, adjustment_room,
    interest_desk_room, suggestion_room, body_import_room, register_desk_room;
/* routes_consultations.c */
extern const struct route_room consultation_room, event_desk_room, setup_room,
    question_set_room, question_sheet_room, question_room;
/* routes_responses.c */
extern const struct route_room respond_room, invited_room, body_response_room,
    response_log_room, response_import_room, read_back_room, response_desk_room;
/* routes_analysis.c */
extern const struct route_room coding_room;
/* routes_moderation.c */
extern const struct route_room moderation_room;
/* routes_results.c */
extern const struct route_room results_room, results_desk_room, feedback_room,
    feedback_desk_room;
/* routes_plans.c */
extern const struct route_room plans_room, public_plans_room;
/* routes_people.c */
extern const struct route_room own_account_room, people_desk_room, sign_in_room;

#endif
