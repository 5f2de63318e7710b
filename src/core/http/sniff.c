#include "core/http/sniff.h"

#include "core/base/log.h"

#include <magic.h>
#include <pthread.h>
#include <stdio.h>

/* Nothing is unpacked, and no library of the system is asked about archives and programs. */
#define FLAGS                                                                                  \
    (MAGIC_MIME_TYPE | MAGIC_ERROR | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR |            \
     MAGIC_NO_CHECK_ELF)

/* One cookie holds the state of one look. */
static pthread_mutex_t look_lock = PTHREAD_MUTEX_INITIALIZER;
static magic_t cookie;

static bool open_locked(void)
{
    if (cookie)
        return true;
    cookie = magic_open(FLAGS);
    if (!cookie || !magic_load(cookie, NULL))
        return cookie != NULL;
    log_error("sniff", "error=%s", magic_error(cookie) ? "no database" : "unknown");
    magic_close(cookie);
    cookie = NULL;
    return false;
}

bool sniff_open(void)
{
    pthread_mutex_lock(&look_lock);
    bool is_open = open_locked();
    pthread_mutex_unlock(&look_lock);
    return is_open;
}

struct str sniff_type(struct arena *a, struct str bytes)
{
    struct str type = { NULL, 0 };
    pthread_mutex_lock(&look_lock);
    if (cookie && bytes.n) {
        size_t n = bytes.n < SNIFF_BYTES ? bytes.n : SNIFF_BYTES;
        type = str_dup(a, str_from(magic_buffer(cookie, bytes.p, n)));
    }
    pthread_mutex_unlock(&look_lock);
    return type;
}

const char *sniff_library(void)
{
    static char version[16];
    int n = magic_version();
    pthread_mutex_lock(&look_lock);
    snprintf(version, sizeof version, "%d.%02d", n / 100, n % 100);
    pthread_mutex_unlock(&look_lock);
    return version;
}
