/*
 * browser_name.h: "Firefox on Linux", from what a browser says of itself, for the list of a
 * person's sessions. What a client sends is not kept: only names of ours come out, at most
 * SESSION_DEVICE_MAX bytes.
 */
#ifndef MODULES_PEOPLE_BROWSER_NAME_H
#define MODULES_PEOPLE_BROWSER_NAME_H

#include "core/base/str.h"

/* "Unknown browser" for what it does not know. */
struct str browser_name(struct arena *a, struct str user_agent);

#endif
