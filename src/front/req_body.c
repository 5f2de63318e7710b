#include "front/req_body.h"

#include "core/base/buf.h"
#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/limits.h"
#include "core/base/log.h"

#include <errno.h>
#include <fcntl.h>

void req_body_begin(struct req_body *b, size_t max, const char *tmp_dir)
{
    *b = (struct req_body){ .max = max, .tmp_dir = tmp_dir, .fd = -1 };
}

static void too_big(struct req_body *b)
{
    b->is_too_big = true;
    b->drain_since_ms = clock_mono_ms();
    req_body_end(b);
}

void req_body_announce(struct req_body *b, uint64_t length)
{
    if (length > b->max)
        too_big(b);
}

/* What is in memory moves to a file without a name. */
static bool spill(struct req_body *b)
{
    b->fd = open(b->tmp_dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (b->fd < 0)
        return false;
    return !b->text || fd_write_all(b->fd, buf_view(b->text));
}

static bool keep(struct req_body *b, struct arena *a, struct str piece)
{
    if (b->fd < 0 && b->n > BODY_MEMORY_BYTES && !spill(b))
        return false;
    if (b->fd >= 0)
        return fd_write_all(b->fd, piece);
    if (!b->text)
        b->text = buf_in(a, BODY_MEMORY_BYTES);
    buf_str(b->text, piece);
    return !b->text->failed;
}

bool req_body_add(struct req_body *b, struct arena *a, struct str piece)
{
    b->n += piece.n;
    if (!b->is_too_big && b->n > b->max)
        too_big(b);
    if (b->is_too_big)
        return b->n <= DRAIN_MAX_BYTES && clock_mono_ms() - b->drain_since_ms <= DRAIN_MAX_MS;
    if (!b->has_failed && !keep(b, a, piece)) {
        log_error("body", "bytes=%llu error=%s", (unsigned long long)b->n,
                  strerrorname_np(errno));
        b->has_failed = true;
        req_body_end(b);
    }
    return true;
}

bool req_body_finish(struct req_body *b, struct req *r)
{
    r->body_too_big = b->is_too_big;
    r->body_len = b->n;
    r->body_fd = -1;
    r->body = (struct str){ 0 };
    if (b->is_too_big || b->has_failed)
        return !b->has_failed;
    if (b->fd >= 0) {
        r->body_fd = b->fd;
        return lseek(b->fd, 0, SEEK_SET) == 0;
    }
    if (b->text)
        r->body = buf_view(b->text);
    return true;
}

void req_body_end(struct req_body *b)
{
    if (b->fd >= 0)
        close(b->fd);
    b->fd = -1;
}
