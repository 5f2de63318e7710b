/*
 * lock.h: the lock between processes: a file beside the database.
 *
 * Two locks on one file. The writer's (flock) is held over BEGIN, COMMIT, checkpoint and close,
 * so that other processes queue as well. The presence lock (an open file description lock) is
 * shared by all who have the database open, and exclusive for who replaces it.
 */
#ifndef CORE_STORE_LOCK_H
#define CORE_STORE_LOCK_H

#include "core/base/err.h"

#include <stdbool.h>
#include <stdint.h>

struct store_lock;

/* NULL: errno says why. The file is made when absent, mode 0600. */
struct store_lock *store_lock_open(const char *path);
void store_lock_close(struct store_lock *l);

/* Waits until the deadline (clock_mono_ms) without polling; ERR_BUSY when it passes. Any
 * thread. */
enum err store_lock_take(struct store_lock *l, int64_t deadline_ms) MUST_CHECK;
void store_lock_give(struct store_lock *l);

/* Presence; false when another's presence is against it. */
bool store_lock_present(struct store_lock *l, bool alone);

#endif
