/*
 * slow_sync.c: a disk that takes 100 ms to make anything durable, for `make bench`: loaded
 * before the C library (LD_PRELOAD), so that only the thread that syncs waits and nothing
 * traces the others.
 */
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define SLOW_MS 100

static void wait_for_the_disk(void)
{
    struct timespec left = { .tv_nsec = SLOW_MS * 1000000L };
    while (nanosleep(&left, &left) != 0)
        continue;
}

int fdatasync(int fd)
{
    wait_for_the_disk();
    return (int)syscall(SYS_fdatasync, fd);
}

int fsync(int fd)
{
    wait_for_the_disk();
    return (int)syscall(SYS_fsync, fd);
}
