/*
 * step_check.h: is what somebody typed for a route step of the right form?
 */
#ifndef MODULES_PARTNERSHIPS_STEP_CHECK_H
#define MODULES_PARTNERSHIPS_STEP_CHECK_H

#include "core/base/str.h"

/*
 * Does a mail address look like one person's ("mairi.sample@", "m.sample@", "mairi_sample2@")
 * and not like a shared mailbox ("community.justice@", "info@", "north-team@")? Two words or
 * more before the sign, letters only, and none of them one that offices use. A guess: asked
 * about, never refused (workflows.md (a): role titles and shared mailboxes only).
 */
bool mailbox_looks_personal(struct str email);

/* Loosely: digits with spaces, "+", "-", "(", ")" between, 3 to 20 digits. */
bool phone_looks_right(struct str phone);

#endif
