#include "app/remember.h"

#include <pthread.h>
#include <stdatomic.h>

#define SLOTS 4096 /* a power of two */

struct remember {
    pthread_mutex_t lock;
    struct remembered *slot[SLOTS];
    size_t bytes, pages, max_bytes, max_pages;
    int64_t clock; /* counts uses: which was used longest ago */
};

struct remember *remember_new(size_t max_bytes, size_t max_pages)
{
    struct remember *r = calloc(1, sizeof *r);
    if (!r)
        return NULL;
    pthread_mutex_init(&r->lock, NULL);
    r->max_bytes = max_bytes;
    r->max_pages = max_pages;
    return r;
}

/* FNV-1a, 64 bits: spreads keys over slots; keys come from declared values only. */
static size_t slot_of(struct str key)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < key.n; i++)
        h = (h ^ (unsigned char)key.p[i]) * 1099511628211u;
    return (size_t)((h ^ (h >> 29)) % SLOTS);
}

static size_t size_of(const struct remembered *e)
{
    return sizeof *e + e->key.n + e->plain.n + e->gzip.n;
}

static void ready_end(struct resp_ready *ready)
{
    void *made = atomic_load(&ready->made);
    if (made)
        atomic_load (&ready->end)(made);
}

void remember_release(void *remembered)
{
    struct remembered *e = remembered;
    if (!e || atomic_fetch_sub_explicit(&e->references, 1, memory_order_acq_rel) != 1)
        return;
    ready_end(&e->ready_plain);
    ready_end(&e->ready_gzip);
    free(e); /* one piece of memory holds all of it */
}

/* Takes an entry out of its slot; the caller holds the lock. */
static void drop(struct remember *r, struct remembered **at)
{
    struct remembered *e = *at;
    *at = e->next;
    r->bytes -= size_of(e);
    r->pages--;
    remember_release(e);
}

void remember_free(struct remember *r)
{
    if (!r)
        return;
    for (size_t i = 0; i < SLOTS; i++)
        while (r->slot[i])
            drop(r, &r->slot[i]);
    pthread_mutex_destroy(&r->lock);
    free(r);
}

bool remembered_is_valid(const struct remembered *e, int64_t version, int64_t epoch,
                         int64_t now_s)
{
    return e->version == version && e->epoch == epoch && now_s < e->valid_until_s;
}

static struct remembered **find(struct remember *r, struct str key)
{
    struct remembered **at = &r->slot[slot_of(key)];
    while (*at && !str_eq((*at)->key, key))
        at = &(*at)->next;
    return at;
}

static struct remembered *hold(struct remember *r, struct remembered *e)
{
    e->last_used = ++r->clock;
    atomic_fetch_add_explicit(&e->references, 1, memory_order_relaxed);
    return e;
}

struct remembered *remember_peek(struct remember *r, struct str key)
{
    pthread_mutex_lock(&r->lock);
    struct remembered **at = find(r, key);
    struct remembered *found = *at ? hold(r, *at) : NULL;
    pthread_mutex_unlock(&r->lock);
    return found;
}

struct remembered *remember_find(struct remember *r, struct str key, int64_t version,
                                 int64_t epoch, int64_t now_s)
{
    struct remembered *found = NULL;
    pthread_mutex_lock(&r->lock);
    struct remembered **at = find(r, key);
    if (*at && remembered_is_valid(*at, version, epoch, now_s))
        found = hold(r, *at);
    else if (*at)
        drop(r, at);
    pthread_mutex_unlock(&r->lock);
    return found;
}

static void drop_longest_unused(struct remember *r)
{
    struct remembered **oldest = NULL;
    for (size_t i = 0; i < SLOTS; i++)
        for (struct remembered **at = &r->slot[i]; *at; at = &(*at)->next)
            if (!oldest || (*at)->last_used < (*oldest)->last_used)
                oldest = at;
    if (oldest)
        drop(r, oldest);
}

/* Copies text to *room and moves it on. */
static struct str keep(char **room, struct str s)
{
    struct str kept = { *room, s.n };
    if (s.n)
        memcpy(*room, s.p, s.n);
    *room += s.n;
    return kept;
}

static struct remembered *entry_new(const struct remember_terms *terms, const struct resp *resp)
{
    size_t n = terms->key.n + resp->body.n + terms->gzip.n;
    for (size_t i = 0; i < resp->n_headers; i++)
        n += resp->header[i].name.n + resp->header[i].value.n;
    struct remembered *e = calloc(1, sizeof *e + n);
    if (!e)
        return NULL;
    char *room = (char *)(e + 1);
    e->key = keep(&room, terms->key);
    e->plain = keep(&room, resp->body);
    e->gzip = keep(&room, terms->gzip);
    e->route = terms->route;
    e->version = terms->version;
    e->epoch = terms->epoch;
    e->valid_until_s = terms->valid_until_s;
    e->status = resp->status;
    e->n_headers = resp->n_headers;
    for (size_t i = 0; i < resp->n_headers; i++) {
        e->header[i].name = keep(&room, resp->header[i].name);
        e->header[i].value = keep(&room, resp->header[i].value);
        if (str_eq_nocase(e->header[i].name, STR("ETag")))
            e->etag = e->header[i].value;
    }
    atomic_store(&e->references, 1);
    return e;
}

void remember_add(struct remember *r, const struct remember_terms *terms,
                  const struct resp *resp)
{
    struct remembered *e = entry_new(terms, resp);
    if (!e)
        return;
    if (size_of(e) > r->max_bytes / 8) {
        remember_release(e);
        return;
    }
    pthread_mutex_lock(&r->lock);
    struct remembered **at = find(r, terms->key);
    if (*at)
        drop(r, at);
    while (r->pages && (r->bytes + size_of(e) > r->max_bytes || r->pages >= r->max_pages))
        drop_longest_unused(r);
    at = &r->slot[slot_of(terms->key)];
    e->last_used = ++r->clock;
    e->next = *at;
    *at = e;
    r->bytes += size_of(e);
    r->pages++;
    pthread_mutex_unlock(&r->lock);
}

size_t remember_bytes(struct remember *r)
{
    pthread_mutex_lock(&r->lock);
    size_t n = r->bytes;
    pthread_mutex_unlock(&r->lock);
    return n;
}
