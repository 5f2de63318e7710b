/*
 * min_mhd.c: the least that libmicrohttpd can do: the same bytes from memory for every request.
 *
 *   min_mhd FILE     FILE holds header lines, an empty line and the body
 *
 * The measure for `make bench`: what the library itself costs, driven by its own epoll threads,
 * one a core. Prints its port; ends with its input.
 */
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static enum MHD_Result answer(void *cls, struct MHD_Connection *c, const char *url,
                              const char *method, const char *version, const char *upload,
                              size_t *upload_size, void **state)
{
    static int seen;
    (void)url, (void)method, (void)version, (void)upload, (void)upload_size;
    if (!*state) { /* an answer on the first call would close the connection */
        *state = &seen;
        return MHD_YES;
    }
    return MHD_queue_response(c, MHD_HTTP_OK, cls);
}

static struct MHD_Response *response_from(const char *path)
{
    static char text[1 << 20];
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(text, 1, sizeof text - 1, f) : 0;
    if (f)
        fclose(f);
    char *body = strstr(text, "\n\n");
    if (!body)
        return NULL;
    *body = 0;
    body += 2;
    struct MHD_Response *r = MHD_create_response_from_buffer(n - (size_t)(body - text), body,
                                                             MHD_RESPMEM_PERSISTENT);
    for (char *line = text; r && line;) {
        char *end = strchr(line, '\n'), *colon = strchr(line, ':');
        if (end)
            *end++ = 0;
        if (colon) {
            *colon = 0;
            MHD_add_response_header(r, line, colon + 2);
        }
        line = end;
    }
    return r;
}

int main(int argc, char **argv)
{
    struct MHD_Response *r = argc == 2 ? response_from(argv[1]) : NULL;
    if (!r)
        return 2;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    struct sockaddr_in at = { .sin_family = AF_INET,
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    struct MHD_Daemon *d = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, answer, r, MHD_OPTION_SOCK_ADDR, &at,
        MHD_OPTION_THREAD_POOL_SIZE, (unsigned)cores, MHD_OPTION_CONNECTION_LIMIT, 4096U,
        MHD_OPTION_LISTEN_BACKLOG_SIZE, 1024U, MHD_OPTION_END);
    if (!d)
        return 1;
    printf("http://127.0.0.1:%d\n", MHD_get_daemon_info(d, MHD_DAEMON_INFO_BIND_PORT)->port);
    fflush(stdout);
    while (getchar() != EOF)
        continue;
    MHD_stop_daemon(d);
    MHD_destroy_response(r);
    return 0;
}
