#include "modules/files/clamd.h"

#include "core/base/clock.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define SLICE_MS 200 /* how late a stop is noticed */

static const char command[] = "zINSTREAM"; /* with its NUL: that ends a z command */

/* Until the socket is ready for `events`, at most until_ms. */
static bool wait_for(const struct clamd *s, short events, int64_t until_ms)
{
    const struct clamd_how *how = s->how;
    for (;;) {
        struct pollfd one = { .fd = s->fd, .events = events };
        int n = poll(&one, 1, SLICE_MS);
        if (n > 0)
            return true; /* an error or end is told by the call that follows */
        if ((n < 0 && errno != EINTR) || clock_mono_ms() > until_ms)
            return false;
        if (how->is_stopping && how->is_stopping(how->stop_arg))
            return false;
    }
}

static bool send_all(struct clamd *s, const void *bytes, size_t n)
{
    const char *p = bytes;
    int64_t until_ms = clock_mono_ms() + CLAMD_SEND_MS;
    while (n && wait_for(s, POLLOUT, until_ms)) {
        ssize_t sent = send(s->fd, p, n, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno != EAGAIN && errno != EINTR)
            return false;
        if (sent > 0) {
            p += sent;
            n -= (size_t)sent;
            until_ms = clock_mono_ms() + CLAMD_SEND_MS;
        }
    }
    return n == 0;
}

bool clamd_open(struct clamd *s, const struct clamd_how *how)
{
    struct sockaddr_un at = { .sun_family = AF_UNIX };
    struct str path = str_from(how->socket_path);
    *s = (struct clamd){ .how = how, .fd = -1 };
    if (path.n >= sizeof at.sun_path)
        return false;
    memcpy(at.sun_path, path.p, path.n);
    s->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (s->fd < 0 || connect(s->fd, (const struct sockaddr *)&at, sizeof at) != 0)
        return false;
    return send_all(s, command, sizeof command);
}

bool clamd_more(struct clamd *s, struct str bytes)
{
    const unsigned char n[4] = { (unsigned char)(bytes.n >> 24), (unsigned char)(bytes.n >> 16),
                                 (unsigned char)(bytes.n >> 8), (unsigned char)bytes.n };
    return !bytes.n || (send_all(s, n, sizeof n) && send_all(s, bytes.p, bytes.n));
}

/* To the NUL that ends it, or its end. */
static void read_reply(struct clamd *s)
{
    int64_t until_ms = clock_mono_ms() + CLAMD_ANSWER_MS;
    while (s->n_reply < sizeof s->reply && wait_for(s, POLLIN, until_ms)) {
        ssize_t n = recv(s->fd, s->reply + s->n_reply, sizeof s->reply - s->n_reply, 0);
        if (n < 0 && (errno == EAGAIN || errno == EINTR))
            continue;
        if (n <= 0)
            return;
        char *end = memchr(s->reply + s->n_reply, '\0', (size_t)n);
        s->n_reply = end ? (size_t)(end - s->reply) : s->n_reply + (size_t)n;
        if (end)
            return;
    }
}

enum clamd_verdict clamd_end(struct clamd *s)
{
    static const unsigned char none[4] = { 0 };
    if (s->fd < 0)
        return CLAMD_AWAY;
    /* One that refused in the middle has said why, and takes no end. */
    bool is_whole = send_all(s, none, sizeof none);
    read_reply(s);
    struct str reply = { s->reply, s->n_reply };
    if (is_whole && str_eq(reply, STR("stream: OK")))
        return CLAMD_CLEAN;
    if (str_ends(reply, STR(" FOUND")))
        return CLAMD_INFECTED;
    return reply.n ? CLAMD_REFUSED : CLAMD_AWAY;
}

struct str clamd_words(const struct clamd *s)
{
    struct str words = { s->reply, s->n_reply };
    if (str_starts(words, STR("stream: ")))
        words = str_sub(words, 8, words.n);
    if (str_ends(words, STR(" FOUND")))
        words.n -= 6;
    return words;
}

void clamd_close(struct clamd *s)
{
    if (s->fd >= 0)
        close(s->fd);
    s->fd = -1;
}
