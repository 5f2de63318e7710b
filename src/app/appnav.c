/*
 * appnav.c: the navigation of signed-in pages: each entry is shown to whoever may open it, so
 * no item leads to a refusal. An issue that builds a page adds its line here.
 */
#include "app/admin_words.h"
#include "app/app_words.h"
#include "app/house.h"
#include "modules/people/visitor.h"

enum nav_part { PART_ACCOUNT, PART_BODY, PART_COORDINATOR, PART_ADMIN, PART__MAX };

struct nav_line {
    enum nav_part part;
    const char *href, *label;
    int capability; /* -1: everybody who is signed in */
};

/* The first line of a part is its home. */
static const struct nav_line lines[] = {
    { PART_ACCOUNT, "/account", NAV_ACCOUNT, -1 },
    { PART_ACCOUNT, "/account/sessions", NAV_SESSIONS, -1 },
    { PART_ACCOUNT, "/account/second-factor", NAV_CODE_APP, -1 },
    { PART_BODY, "/body", NAV_OVERVIEW, CAP_BODY_EDIT },
    { PART_BODY, "/body/profile", NAV_ENTRY, CAP_BODY_EDIT },
    { PART_BODY, "/body/responses", NAV_OUR_RESPONSES, CAP_RESPONSE_OWN },
    { PART_BODY, "/body/people", NAV_PEOPLE, CAP_BODY_EDIT },
    { PART_BODY, "/body/needs", NAV_NEEDS, CAP_BODY_NEEDS },
    { PART_BODY, "/body/interest", NAV_INTEREST, CAP_BODY_EDIT },
    { PART_BODY, "/body/history", NAV_CHANGES, CAP_AUDIT_READ },
    { PART_COORDINATOR, "/coordinator", NAV_OVERVIEW, CAP_ANSWER_TAG },
    { PART_COORDINATOR, "/coordinator/consultations", NAV_CONSULTATIONS, CAP_ANSWER_TAG },
    { PART_COORDINATOR, "/coordinator/responses", NAV_RESPONSES, CAP_RESPONSE_READ },
    { PART_COORDINATOR, "/coordinator/plans", NAV_PLANS, CAP_PLAN_DECIDE },
    /* the right of the page is an administrator's too, who finds the same under Admin */
    { PART_COORDINATOR, "/coordinator/bodies/flags", NAV_CHARITIES, CAP_BODY_EDIT },
    { PART_COORDINATOR, "/coordinator/corrections", NAV_CORRECTIONS, CAP_MESSAGE_READ },
    { PART_COORDINATOR, "/coordinator/suggestions", NAV_SUGGESTIONS, CAP_MESSAGE_READ },
    { PART_COORDINATOR, "/coordinator/messages", NAV_MESSAGES, CAP_MESSAGE_READ },
    { PART_COORDINATOR, "/coordinator/bodies", NAV_BODIES, CAP_MESSAGE_READ },
    { PART_COORDINATOR, "/coordinator/interest", NAV_INTEREST, CAP_INTEREST_READ },
    { PART_COORDINATOR, "/coordinator/events", NAV_EVENTS, CAP_CONSULTATION_EDIT },
    { PART_COORDINATOR, "/coordinator/due", NAV_DUE, CAP_BODY_TIMELINE },
    { PART_COORDINATOR, "/coordinator/partnership", NAV_ROUTE, CAP_MESSAGE_READ },
    { PART_COORDINATOR, "/coordinator/claims", NAV_CLAIMS, CAP_BODY_APPROVE },
    { PART_COORDINATOR, "/coordinator/record", NAV_RECORD, CAP_MESSAGE_READ },
    { PART_COORDINATOR, "/coordinator/team", NAV_TEAM, CAP_PEOPLE },
    { PART_ADMIN, "/admin", NAV_STATE, CAP_SETTINGS },
    { PART_ADMIN, "/admin/people", NAV_PEOPLE, CAP_PEOPLE },
    { PART_ADMIN, "/admin/partnerships", NAV_PARTNERSHIPS, CAP_DIRECTORY_EDIT },
    { PART_ADMIN, "/admin/bodies", NAV_BODIES, CAP_SETTINGS },
    { PART_ADMIN, "/admin/areas", NAV_AREAS, CAP_DIRECTORY_EDIT },
    { PART_ADMIN, "/admin/lists", NAV_LISTS, CAP_SETTINGS },
    { PART_ADMIN, "/admin/framework", NAV_OUTCOMES, CAP_SETTINGS },
    { PART_ADMIN, "/admin/bodies/flags", NAV_CHARITIES, CAP_BODY_EDIT },
    { PART_ADMIN, "/coordinator/partnership", NAV_ROUTES, CAP_SETTINGS },
    { PART_ADMIN, "/admin/suggestions", NAV_SUGGESTIONS, CAP_SETTINGS },
    { PART_ADMIN, "/admin/corrections", NAV_CORRECTIONS, CAP_SETTINGS },
    { PART_ADMIN, "/admin/claims", NAV_CLAIMS, CAP_BODY_APPROVE },
    { PART_ADMIN, "/admin/audit", NAV_AUDIT, CAP_SETTINGS },
    { PART_ADMIN, "/admin/jobs", NAV_JOBS, CAP_SETTINGS },
    { PART_ADMIN, "/admin/settings", NAV_SETTINGS, CAP_SETTINGS },
};

static const struct {
    const char *home, *label;
} parts[PART__MAX] = {
    [PART_ACCOUNT] = { "/account", NAV_YOUR_ACCOUNT },
    [PART_BODY] = { "/body", NAV_BODY },
    [PART_COORDINATOR] = { "/coordinator", NAV_COORDINATOR },
    [PART_ADMIN] = { "/admin", NAV_ADMIN },
};

#define N_LINES (sizeof lines / sizeof lines[0])

static bool is_under(struct str path, struct str home)
{
    return str_eq(path, home) ||
           (str_starts(path, home) && path.n > home.n && path.p[home.n] == '/');
}

/* Administration is for who has the right in everything, the workspace for who has it in a
 * partnership: an administrator has none of their own. */
static bool may_see(const struct visitor *v, const struct nav_line *line)
{
    enum capability cap = (enum capability)line->capability;
    int64_t any;
    if (!v->is_signed_in || line->capability < 0)
        return v->is_signed_in;
    switch (line->part) {
    case PART_ADMIN:
        return actor_may(&v->actor, cap, 0);
    case PART_COORDINATOR:
        return actor_partnerships(&v->actor, cap, &any, 1) > 0;
    case PART_BODY:
        return actor_bodies(&v->actor, cap, &any, 1) > 0;
    case PART_ACCOUNT:
    case PART__MAX:
        break;
    }
    return visitor_has(v, cap);
}

/* The line whose address is the longest that the path lies under. */
static const struct nav_line *current(enum nav_part part, struct str path)
{
    const struct nav_line *best = NULL;
    if (is_under(path, STR("/coordinator/question-sets"))) /* reached from there */
        path = STR("/coordinator/consultations");
    for (size_t i = 0; i < N_LINES; i++) {
        struct str href = str_from(lines[i].href);
        if (lines[i].part == part && is_under(path, href) &&
            (!best || href.n > str_from(best->href).n))
            best = &lines[i];
    }
    return best;
}

static void fill_part(struct ctx *c, enum nav_part part)
{
    const struct nav_line *now = current(part, c->path);
    struct nav_entry *entry = arena_array(c->arena, N_LINES, sizeof *entry);
    size_t n = 0;
    for (size_t i = 0; entry && i < N_LINES; i++)
        if (lines[i].part == part && may_see(c->visitor, &lines[i]))
            entry[n++] = (struct nav_entry){ str_from(lines[i].href), str_from(lines[i].label),
                                             &lines[i] == now };
    c->appnav = entry;
    c->n_appnav = n;
    c->appnav_label = str_from(parts[part].label);
}

static bool sees_part(const struct visitor *v, enum nav_part part)
{
    for (size_t i = 0; i < N_LINES; i++)
        if (lines[i].part == part && may_see(v, &lines[i]))
            return true;
    return false;
}

/* "Sign in", or the parts of the person and their name. */
static void fill_end(struct ctx *c)
{
    struct nav_entry *entry = arena_array(c->arena, PART__MAX, sizeof *entry);
    size_t n = 0;
    if (!entry)
        return;
    c->navend = entry;
    if (!c->visitor->is_signed_in) {
        entry[n++] = (struct nav_entry){ STR("/sign-in"), STR(NAV_SIGN_IN),
                                         is_under(c->path, STR("/sign-in")) };
        c->n_navend = n;
        return;
    }
    for (enum nav_part p = PART_BODY; p < PART__MAX; p++)
        if (sees_part(c->visitor, p))
            entry[n++] = (struct nav_entry){ str_from(parts[p].home), str_from(parts[p].label),
                                             is_under(c->path, str_from(parts[p].home)) };
    entry[n++] = (struct nav_entry){ STR("/account"), c->person_name,
                                     is_under(c->path, STR("/account")) };
    c->n_navend = n;
}

void appnav_fill(struct ctx *c)
{
    fill_end(c);
    if (!c->visitor->is_signed_in)
        return;
    for (enum nav_part p = 0; p < PART__MAX; p++)
        if (is_under(c->path, str_from(parts[p].home)))
            fill_part(c, p);
    if (!c->n_appnav &&
        sees_part(c->visitor, PART_ADMIN)) /* routes are an administrator's too */
        fill_part(c, PART_ADMIN);
}
