/*
 * seen.h: what requests leave behind without writing (security.md S19, S24, S41): when each
 * session was last used, and refused attempts. Kept in this process's memory; the job thread
 * writes them. What was not yet written is lost with the process: sessions then end a little
 * early, and a refusal still stands in the log.
 */
#ifndef APP_SEEN_H
#define APP_SEEN_H

#include "core/base/err.h"

#include <stdbool.h>
#include <stdint.h>

struct seen;
struct store;

struct seen *seen_new(void); /* NULL: no memory */
void seen_free(struct seen *s);

/* When that session was last used, as far as this process knows; 0: not known. */
struct session_value;
int64_t seen_get(struct seen *s, const struct session_value *v);
void seen_note(struct seen *s, const struct session_value *v, int64_t number, int64_t now_s);

/* A signed-in person was refused that route; `pattern` is a constant. The same again within
 * the same job run counts up. */
void seen_refused(struct seen *s, int64_t account_id, const char *pattern, int64_t now_s);

/* For the job: writes what is due (sessions at most every SESSION_SEEN_WRITE_S). all: at the
 * end of the program, everything. */
enum err seen_write(struct seen *s, struct store *store, int64_t now_s, bool all) MUST_CHECK;

#endif
