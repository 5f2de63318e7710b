#include "app/seen.h"

#include "core/base/str.h"
#include "modules/people/session.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SLOTS 4096 /* sessions in use at one time; more are known by their rows alone */
#define NEAR 16    /* slots looked at for one number */
#define REFUSED_MAX 256
#define BATCH 200 /* rows of one write */

struct slot {
    uint64_t key; /* of the cookie's value; 0: free */
    int64_t number, seen_s, written_s;
};

struct refusal {
    int64_t account_id, at_s, n;
    const char *pattern;
};

struct seen {
    pthread_mutex_t lock; /* of everything below */
    struct slot slot[SLOTS];
    struct refusal refusal[REFUSED_MAX];
    size_t n_refused;
};

struct seen *seen_new(void)
{
    struct seen *s = calloc(1, sizeof *s);
    if (s)
        pthread_mutex_init(&s->lock, NULL);
    return s;
}

void seen_free(struct seen *s)
{
    if (!s)
        return;
    pthread_mutex_destroy(&s->lock);
    free(s);
}

static uint64_t key_of(const struct session_value *v)
{
    uint64_t key;
    memcpy(&key, v->byte, sizeof key);
    return key ? key : 1;
}

/* The slot of a key; with `make` one to take: free, or the longest unused of its near ones. */
static struct slot *find(struct seen *s, uint64_t key, bool make)
{
    struct slot *oldest = NULL;
    for (size_t i = 0; i < NEAR; i++) {
        struct slot *at = &s->slot[(key + i) % SLOTS];
        if (at->key == key)
            return at;
        if (!oldest || at->seen_s < oldest->seen_s)
            oldest = at;
    }
    return make ? oldest : NULL;
}

int64_t seen_get(struct seen *s, const struct session_value *v)
{
    pthread_mutex_lock(&s->lock);
    struct slot *at = find(s, key_of(v), false);
    int64_t seen_s = at ? at->seen_s : 0;
    pthread_mutex_unlock(&s->lock);
    return seen_s;
}

void seen_note(struct seen *s, const struct session_value *v, int64_t number, int64_t now_s)
{
    uint64_t key = key_of(v);
    pthread_mutex_lock(&s->lock);
    struct slot *at = find(s, key, true);
    if (at->key != key)
        *at = (struct slot){ .key = key, .number = number, .written_s = now_s };
    at->seen_s = now_s;
    pthread_mutex_unlock(&s->lock);
}

void seen_refused(struct seen *s, int64_t account_id, const char *pattern, int64_t now_s)
{
    pthread_mutex_lock(&s->lock);
    size_t i = 0;
    while (i < s->n_refused &&
           (s->refusal[i].account_id != account_id || s->refusal[i].pattern != pattern))
        i++;
    if (i < s->n_refused)
        s->refusal[i].n++;
    else if (i < REFUSED_MAX)
        s->refusal[s->n_refused++] = (struct refusal){ account_id, now_s, 1, pattern };
    pthread_mutex_unlock(&s->lock);
}

/* --- the job's part --- */

struct batch {
    struct slot slot[BATCH];
    size_t n_slots;
    struct refusal refusal[REFUSED_MAX];
    size_t n_refused;
};

static enum err record_refusal(struct db *db, const struct refusal *r)
{
    char actor[32], detail[64];
    snprintf(actor, sizeof actor, "account:%lld", (long long)r->account_id);
    snprintf(detail, sizeof detail, "{\"times\":%lld}", (long long)r->n);
    const struct store_record record = { .actor = str_from(actor),
                                         .action = STR("access.refused"),
                                         .object_kind = STR("route"),
                                         .object_id = str_from(r->pattern),
                                         .detail = str_from(detail),
                                         .at_s = r->at_s };
    return store_record(db, &record);
}

static enum err write_fn(struct db *db, void *arg)
{
    const struct batch *b = arg;
    enum err e = OK;
    for (size_t i = 0; i < b->n_slots && !e; i++)
        e = session_note_seen(db, b->slot[i].number, b->slot[i].seen_s);
    for (size_t i = 0; i < b->n_refused && !e; i++)
        e = record_refusal(db, &b->refusal[i]);
    return e;
}

/* Takes what is due; true: there may be more. */
static bool take(struct seen *s, struct batch *b, int64_t now_s, bool all)
{
    *b = (struct batch){ 0 };
    pthread_mutex_lock(&s->lock);
    for (size_t i = 0; i < SLOTS && b->n_slots < BATCH; i++) {
        struct slot *at = &s->slot[i];
        bool is_due = all || now_s - at->written_s >= SESSION_SEEN_WRITE_S ||
                      now_s < at->written_s; /* a clock set back */
        if (!at->key || at->seen_s == at->written_s || !is_due)
            continue;
        at->written_s = at->seen_s;
        b->slot[b->n_slots++] = *at;
    }
    for (; b->n_refused < s->n_refused; b->n_refused++)
        b->refusal[b->n_refused] = s->refusal[b->n_refused];
    s->n_refused = 0;
    pthread_mutex_unlock(&s->lock);
    return b->n_slots == BATCH;
}

enum err seen_write(struct seen *s, struct store *store, int64_t now_s, bool all)
{
    struct batch *b = malloc(sizeof *b);
    enum err e = OK;
    bool more = b != NULL;
    while (more && !e) {
        more = take(s, b, now_s, all);
        if (b->n_slots || b->n_refused)
            e = store_write(store, write_fn, b);
    }
    free(b);
    return e;
}
