/* form_body.c: the body of a request that came in memory, or in a file because it is long. */
#include "core/http/form.h"

#include "core/http/req.h"

#include <sys/mman.h>

struct mapped {
    void *p;
    size_t n;
};

static void unmap(void *arg)
{
    const struct mapped *m = arg;
    munmap(m->p, m->n);
}

enum err form_body(const struct req *req, struct str *out)
{
    *out = req->body;
    if (req->body_fd < 0 || !req->body_len)
        return OK;
    struct mapped *m = ARENA_NEW(req->arena, struct mapped);
    if (!m)
        return ERR_LIMIT;
    m->n = (size_t)req->body_len;
    m->p = mmap(NULL, m->n, PROT_READ, MAP_PRIVATE, req->body_fd, 0);
    if (m->p == MAP_FAILED)
        return ERR_FULL;
    *out = (struct str){ m->p, m->n };
    return arena_defer(req->arena, unmap, m) ? OK : ERR_LIMIT;
}
