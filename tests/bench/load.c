/*
 * load.c: asks a server for one page over many kept connections, and says how fast the answers
 * came.
 *
 *   load ADDRESS PORT PATH CONNECTIONS SECONDS RATE [HEADER...]
 *
 * RATE 0: each connection asks again as soon as it has its answer. Otherwise RATE requests a
 * second are due in all, evenly, and an answer's time counts from when its request was due, so
 * that a stall is seen by every request it held up. Prints one line of JSON: requests, errors
 * (anything but 200), bytes, seconds, and p50, p90, p99 and max in ms.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

#define SAMPLES_MAX 4000000 /* latencies kept; a run has fewer */
#define HEAD_MAX 8192       /* bytes of an answer's head */

struct conn {
    int fd;
    bool busy;
    int64_t due_ns; /* when the request in flight should have started */
    char head[HEAD_MAX];
    size_t head_len;
    int64_t body_left; /* -1: the head is not complete */
    bool is_200;
};

static struct sockaddr_in address;
static char request[4096];
static size_t request_len;
static uint32_t *samples; /* microseconds */
static size_t n_samples;
static int64_t n_errors, n_bytes;
static int poller;

static int64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void stop_with(const char *what)
{
    fprintf(stderr, "load: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void conn_open(struct conn *c)
{
    if (c->fd > 0)
        close(c->fd);
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (c->fd < 0 || connect(c->fd, (struct sockaddr *)&address, sizeof address) != 0)
        stop_with("connect");
    int one = 1;
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    fcntl(c->fd, F_SETFL, O_NONBLOCK);
    struct epoll_event ev = { .events = EPOLLIN, .data.ptr = c };
    if (epoll_ctl(poller, EPOLL_CTL_ADD, c->fd, &ev) != 0)
        stop_with("epoll_ctl");
    c->busy = false;
}

static void conn_ask(struct conn *c, int64_t due_ns)
{
    c->head_len = 0;
    c->body_left = -1;
    c->busy = true;
    c->due_ns = due_ns;
    if (write(c->fd, request, request_len) != (ssize_t)request_len) {
        n_errors++;
        conn_open(c);
    }
}

static void conn_answered(struct conn *c)
{
    c->busy = false;
    n_errors += !c->is_200;
    if (n_samples < SAMPLES_MAX)
        samples[n_samples++] = (uint32_t)((now_ns() - c->due_ns) / 1000);
}

/* Takes the head apart once it is whole. Answers are expected to say their length. */
static void conn_head(struct conn *c)
{
    c->head[c->head_len] = 0;
    char *end = strstr(c->head, "\r\n\r\n");
    if (!end)
        return;
    char *length = strcasestr(c->head, "\r\nContent-Length:");
    c->is_200 = strncmp(c->head, "HTTP/1.1 200", 12) == 0;
    int64_t have = (int64_t)(c->head + c->head_len - (end + 4));
    c->body_left = (length && length < end ? strtoll(length + 17, NULL, 10) : 0) - have;
}

static void conn_read(struct conn *c)
{
    static char body[1 << 16];
    for (;;) {
        bool in_head = c->body_left < 0;
        ssize_t n = in_head ? read(c->fd, c->head + c->head_len, HEAD_MAX - 1 - c->head_len)
                            : read(c->fd, body, sizeof body);
        if (n < 0 && errno == EAGAIN)
            return;
        if (n <= 0) { /* closed: an error only while an answer is due */
            n_errors += c->busy;
            conn_open(c);
            return;
        }
        n_bytes += n;
        if (in_head) {
            c->head_len += (size_t)n;
            conn_head(c);
        } else {
            c->body_left -= n;
        }
        if (c->busy && c->body_left == 0) {
            conn_answered(c);
            return;
        }
    }
}

static int by_value(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static double percentile_ms(double share)
{
    if (n_samples == 0)
        return 0;
    size_t i = (size_t)(share * (double)(n_samples - 1));
    return samples[i] / 1000.0;
}

/* Starts what is due: any idle connection when there is no rate, else as many as the time that
 * has passed asks for. */
static void ask_due(struct conn *conns, int n, int64_t began_ns, int64_t rate, int64_t *asked)
{
    int64_t now = now_ns();
    int64_t want = rate ? (now - began_ns) * rate / 1000000000 + 1 : INT64_MAX;
    for (int i = 0; i < n && *asked < want; i++)
        if (!conns[i].busy) {
            conn_ask(&conns[i], rate ? began_ns + *asked * 1000000000 / rate : now);
            ++*asked;
        }
}

static void run(struct conn *conns, int n, int64_t began_ns, int64_t end_ns, int64_t rate)
{
    struct epoll_event ready[256];
    int64_t asked = 0;
    ask_due(conns, n, began_ns, rate, &asked);
    while (now_ns() < end_ns) {
        int64_t due = rate ? began_ns + asked * 1000000000 / rate : INT64_MAX;
        int64_t wait = due < now_ns() ? 0 : due - now_ns();
        struct timespec t = { .tv_nsec = wait > 1000000 ? 1000000 : wait };
        int k = epoll_pwait2(poller, ready, 256, &t, NULL);
        for (int i = 0; i < k; i++) {
            struct conn *c = ready[i].data.ptr;
            conn_read(c);
            if (rate == 0 && !c->busy)
                conn_ask(c, now_ns());
        }
        if (rate)
            ask_due(conns, n, began_ns, rate, &asked);
    }
}

int main(int argc, char **argv)
{
    if (argc < 7) {
        fprintf(stderr, "usage: load ADDRESS PORT PATH CONNECTIONS SECONDS RATE [HEADER...]\n");
        return 2;
    }
    int n = (int)strtol(argv[4], NULL, 10);
    double seconds = strtod(argv[5], NULL);
    int64_t rate = strtoll(argv[6], NULL, 10);
    address.sin_family = AF_INET;
    address.sin_port = htons((uint16_t)strtol(argv[2], NULL, 10));
    inet_pton(AF_INET, argv[1], &address.sin_addr);
    request_len =
        (size_t)snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: %s:%s\r\n", argv[3],
                         argv[1], argv[2]);
    for (int i = 7; i < argc; i++)
        request_len += (size_t)snprintf(request + request_len, sizeof request - request_len,
                                        "%s\r\n", argv[i]);
    request_len +=
        (size_t)snprintf(request + request_len, sizeof request - request_len, "\r\n");
    poller = epoll_create1(EPOLL_CLOEXEC);
    samples = calloc(SAMPLES_MAX, sizeof *samples);
    struct conn *conns = calloc((size_t)n, sizeof *conns);
    if (!samples || !conns || n <= 0 || request_len >= sizeof request)
        stop_with("start");
    for (int i = 0; i < n; i++)
        conn_open(&conns[i]);
    int64_t began = now_ns();
    run(conns, n, began, began + (int64_t)(seconds * 1e9), rate);
    double took = (double)(now_ns() - began) / 1e9;
    qsort(samples, n_samples, sizeof *samples, by_value);
    printf("{\"requests\":%zu,\"errors\":%lld,\"bytes\":%lld,\"seconds\":%.3f,\"p50\":%.3f,"
           "\"p90\":%.3f,\"p99\":%.3f,\"max\":%.3f}\n",
           n_samples, (long long)n_errors, (long long)n_bytes, took, percentile_ms(0.5),
           percentile_ms(0.9), percentile_ms(0.99), percentile_ms(1));
    return 0;
}
