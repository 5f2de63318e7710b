/*
 * versions.h: the libraries that the program runs with, and the oldest that are known to be
 * sound (security.md section 16).
 */
#ifndef FRONT_VERSIONS_H
#define FRONT_VERSIONS_H

#include "app/app.h"

#define VERSIONS_MAX 9

/* What the program runs with: at most VERSIONS_MAX. */
size_t versions_list(struct library out[VERSIONS_MAX]);

/* A line each on standard output; true when one is older than it should be. */
bool versions_print(void);

#endif
