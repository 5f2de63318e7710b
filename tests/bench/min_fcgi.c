/*
 * min_fcgi.c: the least that libfcgi can do: the same bytes from memory for every request, by
 * 16 threads.
 *
 *   min_fcgi FILE SOCKET     FILE holds header lines, an empty line and the body
 *
 * The measure for `make bench`. Prints a line when it listens; runs until it is killed.
 */
#include <fcgiapp.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define THREADS 16

static char answer[1 << 20];
static int n_answer, listener;

static void *serve(void *unused)
{
    FCGX_Request r;
    FCGX_InitRequest(&r, listener, 0);
    while (FCGX_Accept_r(&r) == 0) {
        FCGX_PutStr(answer, n_answer, r.out);
        FCGX_Finish_r(&r);
    }
    return unused;
}

int main(int argc, char **argv)
{
    FILE *f = argc == 3 ? fopen(argv[1], "rb") : NULL;
    n_answer = f ? (int)fread(answer, 1, sizeof answer, f) : 0;
    struct sockaddr_un at = { .sun_family = AF_UNIX };
    if (n_answer == 0 || strlen(argv[2]) >= sizeof at.sun_path)
        return 2;
    fclose(f);
    memcpy(at.sun_path, argv[2], strlen(argv[2]));
    listener = socket(AF_UNIX, SOCK_STREAM, 0);
    if (bind(listener, (struct sockaddr *)&at, sizeof at) != 0 || listen(listener, 1024) != 0)
        return 1;
    FCGX_Init();
    printf("listening\n");
    fflush(stdout);
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++)
        pthread_create(&threads[i], NULL, serve, NULL);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    return 0;
}
