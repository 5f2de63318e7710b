#include "app/slots.h"

void slots_init(struct slots *s)
{
    *s = (struct slots){ 0 };
    pthread_mutex_init(&s->lock, NULL);
}

enum err slots_take(struct slots *s, int64_t account_id)
{
    int64_t *is_free = NULL;
    bool has_one = false;
    pthread_mutex_lock(&s->lock);
    for (size_t i = 0; i < SLOTS_ALL; i++) {
        has_one = has_one || s->account_id[i] == account_id;
        if (!s->account_id[i])
            is_free = &s->account_id[i];
    }
    const bool gets_it = is_free && !has_one;
    if (gets_it)
        *is_free = account_id;
    pthread_mutex_unlock(&s->lock);
    return gets_it ? OK : ERR_TOO_MANY;
}

void slots_give(struct slots *s, int64_t account_id)
{
    pthread_mutex_lock(&s->lock);
    for (size_t i = 0; i < SLOTS_ALL; i++)
        if (s->account_id[i] == account_id)
            s->account_id[i] = 0;
    pthread_mutex_unlock(&s->lock);
}
