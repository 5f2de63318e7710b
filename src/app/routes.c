/*
 * routes.c: the table of contents of the site. Look for the beginning of an address; its rows
 * stand in the file named beside it, under the name of the room.
 *
 * The first row that fits answers, in this order: addresses with a fixed word or an ending
 * stand before those with a name in their place.
 */
#include "app/route_rows.h"
#include "app/routes.h"

/* clang-format off */
static const struct route_room *const rooms[] = {
/* --- routes_site.c --- */
    &home_room,              /* /, /search */
/* --- routes_bodies.c --- */
    &register_data_room,     /* /bodies.csv, .json, .atom, /api/v1, /api/v1/services, /api/v1/organizations */
/* --- routes_partnerships.c --- */
    &directory_room,         /* /partnerships, /api/v1/partnerships, /api/v1/areas, /map.svg */
/* --- routes_bodies.c --- */
    &register_room,          /* /bodies */
/* --- routes_consultations.c --- */
    &consultation_room,      /* /consultations, /api/v1/consultations, /documents, /events */
/* --- routes_partnerships.c --- */
    &message_room,           /* /partnerships/:slug/contact, /partnerships/:slug/report */
    &subscription_room,      /* /partnerships/:slug/subscribe, /subscriptions */
/* --- routes_responses.c --- */
    &respond_room,           /* /consultations/:slug/respond, /r */
/* --- routes_results.c --- */
    &results_room,           /* /consultations/:slug/results */
    &feedback_room,          /* /you-said */
    &feedback_desk_room,     /* /coordinator/results/:slug/feedback */
    &results_desk_room,      /* /coordinator/results */
/* --- routes_bodies.c --- */
    &interest_room,          /* /interest, /body/interest */
    &join_room,              /* /body/join */
    &own_body_room,          /* /body, /body/profile, /body/needs, /body/history, /body/people */
    &claim_room,             /* /coordinator/claims, /admin/claims */
/* --- routes_responses.c --- */
    &invited_room,           /* /coordinator/consultations/:slug/invited, /invited, /consultations/:slug/together, /consultations/:slug/decline */
    &body_response_room,     /* /body/responses */
/* --- routes_people.c --- */
    &own_account_room,       /* /account */
/* --- routes_site.c --- */
    &coordinator_room,       /* /coordinator */
/* --- routes_partnerships.c --- */
    &report_desk_room,       /* /coordinator/corrections, /coordinator/messages */
/* --- routes_bodies.c --- */
    &body_flag_room,         /* /coordinator/bodies/flags, /admin/bodies/flags */
/* --- routes_consultations.c --- */
    &event_desk_room,        /* /coordinator/events */
    &setup_room,             /* /coordinator/consultations, /preview */
/* --- routes_bodies.c --- */
    &contact_room,           /* /coordinator/due, /coordinator/bodies/:id/timeline */
    &adjustment_room,        /* /coordinator/bodies/:id/needs */
    &interest_desk_room,     /* /coordinator/interest */
/* --- routes_site.c --- */
    &audit_room,             /* /coordinator/record, /admin/audit */
/* --- routes_bodies.c --- */
    &suggestion_room,        /* /coordinator/suggestions, /admin/suggestions, /admin/corrections */
/* --- routes_people.c --- */
    &people_desk_room,       /* /coordinator/team, /admin/people, /second-factor-reset */
/* --- routes_partnerships.c --- */
    &directory_admin_room,   /* /admin/partnerships, /admin/areas */
/* --- routes_site.c --- */
    &admin_room,             /* /admin, /admin/jobs, /admin/lists, /admin/framework, /admin/settings */
/* --- routes_partnerships.c --- */
    &contact_route_room,     /* /coordinator/partnership */
/* --- routes_bodies.c --- */
    &body_import_room,       /* /coordinator/bodies/import, /admin/bodies/import */
    &register_desk_room,     /* /coordinator/bodies, /admin/bodies */
/* --- routes_consultations.c --- */
    &question_set_room,      /* /coordinator/question-sets, /coordinator/consultations/:slug/questions/sets */
    &question_sheet_room,    /* /consultations/:slug/questions */
    &question_room,          /* /coordinator/consultations/:slug/questions */
/* --- routes_responses.c --- */
    &response_log_room,      /* /coordinator/responses/new, /coordinator/responses/logged */
    &response_import_room,   /* /coordinator/consultations/:slug/imports */
    &read_back_room,         /* /coordinator/responses/:reference/read-back, /read-back */
    &moderation_room,        /* /coordinator/consultations/:slug/moderation, /consultations/:slug/responses */
    &response_desk_room,     /* /coordinator/responses */
/* --- routes_analysis.c --- */
    &coding_room,            /* /coordinator/consultations/:slug/coding */
/* --- routes_plans.c --- */
    &public_plans_room,      /* /plans, /partnerships/:slug/plans */
    &plans_room,             /* /coordinator/plans */
/* --- routes_site.c --- */
    &guidance_room,          /* /guidance */
    &trust_room,             /* /about, /accessibility, /privacy, /cookies, /contact, /data */
    &discovery_room,         /* /sitemap.xml, /robots.txt, /.well-known, /opensearch.xml */
/* --- routes_people.c --- */
    &sign_in_room,           /* /sign-in, /sign-out, /reset, /invitation, /first-admin */
/* --- routes_site.c --- */
    &static_room,            /* /favicon.ico, /static */
};
/* clang-format on */

const struct route *routes_next(struct route_walk *w)
{
    static const size_t n_rooms = sizeof rooms / sizeof rooms[0];
    while (w->room < n_rooms && w->row == rooms[w->room]->n) {
        w->room++;
        w->row = 0;
    }
    return w->room < n_rooms ? &rooms[w->room]->row[w->row++] : NULL;
}
