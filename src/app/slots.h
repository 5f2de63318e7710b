/*
 * slots.h: costly work: one at a time for each person, SLOTS_ALL in all, in this process
 * (security.md S49). Who finds none is told to try again (ERR_TOO_MANY), nobody waits for one.
 */
#ifndef APP_SLOTS_H
#define APP_SLOTS_H

#include "core/base/err.h"

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SLOTS_ALL 2

struct slots {
    pthread_mutex_t lock;          /* of what follows */
    int64_t account_id[SLOTS_ALL]; /* 0: free */
};

void slots_init(struct slots *s);
enum err slots_take(struct slots *s, int64_t account_id) MUST_CHECK;
void slots_give(struct slots *s, int64_t account_id);

#endif
