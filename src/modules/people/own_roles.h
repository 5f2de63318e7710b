/*
 * own_roles.h: the roles that a person holds, in words.
 */
#ifndef MODULES_PEOPLE_OWN_ROLES_H
#define MODULES_PEOPLE_OWN_ROLES_H

#include "core/web/ctx.h"
#include "modules/people/role.h"

struct own_roles {
    struct grant at[ACTOR_GRANTS_MAX];
    size_t n;
};
/* In force now or later; those that are over are left out. */
enum err own_roles_load(struct ctx *c, struct own_roles *out) MUST_CHECK;
/* The one with that id. ERR_NOT_FOUND: not this person's, or over. */
enum err own_roles_find(struct ctx *c, int64_t id, struct grant *out) MUST_CHECK;

/* Whether its holder may give it up: who sits on the network for a national body stays until
 * that body says otherwise (S12). */
bool own_role_may_end(const struct grant *g);

/* "coordinator of the Fife Community Justice Partnership", "editor of the entry of …" */
enum err own_role_words(struct ctx *c, const struct grant *g, struct str *out) MUST_CHECK;

/* Fills: words, from, until, is_later, give_up_href. */
enum err own_role_show(struct ctx *c, struct view *v, const struct grant *g) MUST_CHECK;

#endif
