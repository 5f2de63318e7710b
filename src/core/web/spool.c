#include "core/web/spool.h"

#include "core/base/file.h"
#include "core/base/log.h"

#include <errno.h>
#include <fcntl.h>

void spool_begin(struct ctx *c, struct spool *s)
{
    *s = (struct spool){ .c = c, .text = buf_in(c->arena, 2 * SPOOL_MEMORY_BYTES), .fd = -1 };
}

static enum err spill(struct spool *s)
{
    if (s->fd < 0 && s->c->tmp_dir)
        s->fd = open(s->c->tmp_dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (s->fd < 0 || !fd_write_all(s->fd, buf_view(s->text))) {
        log_error("spool", "error=%s", strerrorname_np(errno));
        return ERR_FULL;
    }
    s->n_bytes += s->text->n;
    buf_clear(s->text);
    return OK;
}

enum err spool_row(struct spool *s)
{
    if (s->text->failed)
        return ERR_LIMIT;
    return s->text->n > SPOOL_MEMORY_BYTES ? spill(s) : OK;
}

enum err spool_send(struct spool *s, struct str type, struct str file_name)
{
    struct resp *resp = s->c->resp;
    bool is_file = s->fd >= 0;
    if (s->text->failed)
        return ERR_LIMIT;
    if (is_file && s->text->n && spill(s))
        return ERR_FULL;
    enum err e =
        ctx_send_file(s->c, type, is_file ? (struct str){ 0 } : buf_view(s->text), file_name);
    if (e || !is_file)
        return e;
    resp->fd = s->fd;
    resp->fd_from = 0;
    resp->fd_len = s->n_bytes;
    s->fd = -1; /* the door's */
    return OK;
}

void spool_end(struct spool *s)
{
    if (s->fd >= 0)
        close(s->fd);
    s->fd = -1;
}
