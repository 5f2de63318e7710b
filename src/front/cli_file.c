#include "front/cli_file.h"

#include "core/base/arena.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

static int refuse(const char *path, const char *why)
{
    fprintf(stderr, "cjengage: %s: %s\n", path, why);
    return 1;
}

static bool read_all(int fd, char *p, size_t n)
{
    size_t done = 0;
    while (done < n) {
        ssize_t k = read(fd, p + done, n - done);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            return false;
        done += (size_t)k;
    }
    return true;
}

int cli_read_file(struct arena *a, const char *path, size_t max_bytes, struct str *out)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return refuse(path, strerrordesc_np(errno));
    bool is_file = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
    bool fits = is_file && st.st_size <= (off_t)max_bytes;
    char *p = fits ? arena_alloc(a, (size_t)st.st_size) : NULL;
    bool is_read = p && read_all(fd, p, (size_t)st.st_size);
    close(fd);
    if (!is_read)
        return refuse(path, !is_file ? "not a file that can be imported"
                            : !fits  ? "too big"
                                     : "could not be read whole");
    *out = (struct str){ p, (size_t)st.st_size };
    return 0;
}

struct str cli_file_name(const char *path)
{
    struct str s = str_from(path);
    size_t from = s.n;
    while (from && s.p[from - 1] != '/')
        from--;
    return str_sub(s, from, s.n);
}
