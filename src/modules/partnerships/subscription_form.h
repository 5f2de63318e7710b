/*
 * subscription_form.h: the fields by which somebody says what to hear about, and where: the
 * form on a partnership's page, and the page of a subscription.
 */
#ifndef MODULES_PARTNERSHIPS_SUBSCRIPTION_FORM_H
#define MODULES_PARTNERSHIPS_SUBSCRIPTION_FORM_H

#include "core/web/form.h"
#include "modules/partnerships/partnership.h"
#include "modules/partnerships/subscription.h"

struct subscription_form {
    struct ctx *c;
    struct view *v;
    struct form *f;
    struct partnership_list all;
    struct str first; /* slugs with ";" between: shown before the others */
};

/* topics and areas, for templates/partnership/subscribe_choice; call after the checks. */
void subscription_form_show(struct subscription_form *k);

/* What was sent: only topics that are offered and partnerships there are. */
struct subscription_choice subscription_form_choice(struct subscription_form *k);

/* Adds the messages; false when something is missing. */
bool subscription_form_check(struct subscription_form *k,
                             const struct subscription_choice *choice);

#endif
