#include "front/sandbox.h"

#include "core/base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

/* Rights and rules newer than Debian 12's headers (linux/landlock.h of 6.2, 6.7 and 6.10). */
#define FS_TRUNCATE (1ULL << 14)
#define FS_IOCTL_DEV (1ULL << 15)
#define NET_BIND_TCP (1ULL << 0)
#define NET_CONNECT_TCP (1ULL << 1)
#define RULE_NET_PORT 2
#define ABI_NET 4

struct ruleset {
    uint64_t fs, net;
};

struct net_rule {
    uint64_t allowed, port;
};

static const char *const always_read[] = {
    "/etc",  "/run/systemd/resolve", "/lib", "/usr/lib", "/usr/share/zoneinfo",
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    "/proc", /* the sanitizers' own reports */
#endif
};

static void note(const char **list, size_t *n, const char *directory)
{
    INVARIANT(*n < SANDBOX_MAX);
    list[(*n)++] = directory;
}

void sandbox_write(struct sandbox *s, const char *directory)
{
    note(s->write, &s->n_write, directory);
}

void sandbox_read(struct sandbox *s, const char *directory)
{
    note(s->read, &s->n_read, directory);
}

void sandbox_connect(struct sandbox *s, int port)
{
    INVARIANT(s->n_ports < SANDBOX_MAX);
    s->port[s->n_ports++] = port;
}

/* All rights on files that this ABI knows: what is handled and not allowed is refused. */
static uint64_t rights_of_abi(int abi)
{
    uint64_t all = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
    if (abi >= 2)
        all |= LANDLOCK_ACCESS_FS_REFER;
    if (abi >= 3)
        all |= FS_TRUNCATE;
    if (abi >= 5)
        all |= FS_IOCTL_DEV;
    return all;
}

/* A directory that is not there needs no rule. */
static int allow_directory(int ruleset, const char *path, uint64_t rights)
{
    struct landlock_path_beneath_attr rule = { .allowed_access = rights };
    rule.parent_fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (rule.parent_fd < 0)
        return errno == ENOENT || errno == ENOTDIR ? 0 : -1;
    long bad = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    int why = errno;
    close(rule.parent_fd);
    errno = why;
    return bad ? -1 : 0;
}

static int allow_all(int ruleset, const struct sandbox *s, int abi)
{
    const uint64_t read = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    const uint64_t write = read | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |
                           LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
                           LANDLOCK_ACCESS_FS_REMOVE_DIR |
                           (rights_of_abi(abi) & (LANDLOCK_ACCESS_FS_REFER | FS_TRUNCATE));
    int bad = 0;
    for (size_t i = 0; i < sizeof always_read / sizeof always_read[0] && !bad; i++)
        bad = allow_directory(ruleset, always_read[i], read);
    for (size_t i = 0; i < s->n_read && !bad; i++)
        bad = allow_directory(ruleset, s->read[i], read);
    for (size_t i = 0; i < s->n_write && !bad; i++)
        bad = allow_directory(ruleset, s->write[i], write);
    for (size_t i = 0; i < s->n_ports && abi >= ABI_NET && !bad; i++) {
        struct net_rule rule = { NET_CONNECT_TCP, (uint64_t)s->port[i] };
        bad = (int)syscall(SYS_landlock_add_rule, ruleset, RULE_NET_PORT, &rule, 0);
    }
    return bad;
}

int sandbox_enter(const struct sandbox *s)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        return -1;
    int abi =
        (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < 1)
        return 0; /* the kernel has none, or it is switched off */
    struct ruleset all = { .fs = rights_of_abi(abi) };
    if (abi >= ABI_NET)
        all.net = NET_BIND_TCP | NET_CONNECT_TCP;
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &all,
                               abi >= ABI_NET ? sizeof all : sizeof all.fs, 0);
    if (ruleset < 0)
        return -1;
    int bad = allow_all(ruleset, s, abi);
    if (!bad)
        bad = (int)syscall(SYS_landlock_restrict_self, ruleset, 0);
    int why = errno;
    close(ruleset);
    errno = why;
    return bad ? -1 : abi;
}
