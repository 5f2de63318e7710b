/*
 * eml.c: mails as files, where no mail server is set.
 */
#include "modules/mail/send.h"

#include "core/base/file.h"
#include "core/base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_BYTES 4096

static bool write_part(const char *path, struct str message)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return false;
    bool good = fd_write_all(fd, message) && fsync(fd) == 0;
    return close(fd) == 0 && good;
}

static bool sync_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return false;
    bool good = fsync(fd) == 0;
    close(fd);
    return good;
}

struct mail_outcome eml_write(const char *folder, const struct sending *s)
{
    char path[PATH_BYTES], part[PATH_BYTES];
    int n = snprintf(path, sizeof path, "%s/%lld-%016llx.eml", folder, (long long)s->at_s,
                     (unsigned long long)s->id);
    int m = snprintf(part, sizeof part, "%s.part", path);
    bool fits = n > 0 && m > 0 && (size_t)m < sizeof part;
    if (!fits || (mkdir(folder, 0700) != 0 && errno != EEXIST) ||
        !write_part(part, s->message) || rename(part, path) != 0 || !sync_folder(folder)) {
        log_warn("mail.file", "error=%s", strerror(errno));
        return (struct mail_outcome){ MAIL_DOWN, "file" };
    }
    return (struct mail_outcome){ MAIL_SENT, "" };
}
