/*
 * sniff.h: what libmagic takes bytes for. The only user of libmagic.
 *
 * Its database is opened once, before the sandbox closes (security.md section 15); one cookie
 * serves all threads, one after the other.
 */
#ifndef CORE_HTTP_SNIFF_H
#define CORE_HTTP_SNIFF_H

#include "core/base/str.h"

#define SNIFF_BYTES ((size_t)64 * 1024) /* no more is looked at (security.md section 16) */

/* Once is enough, more does no harm. False: the database cannot be read (logged). */
bool sniff_open(void);
/* "application/pdf"; empty where libmagic has no answer or is not open. */
struct str sniff_type(struct arena *a, struct str bytes);

const char *sniff_library(void); /* version of libmagic, "5.44" */

#endif
