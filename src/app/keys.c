#include "app/house.h"

#include "core/base/file.h"
#include "core/base/rand.h"
#include "modules/audit/audit.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

/* Two key files, 0600, made only together with an empty database (architecture, "Settings and
 * keys"). */

static bool read_key(const char *path, struct hash_key *key)
{
    char hex[2 * sizeof key->byte];
    struct hash h;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    ssize_t n = read(fd, hex, sizeof hex);
    close(fd);
    if (n != (ssize_t)sizeof hex || !hash_from_hex((struct str){ hex, sizeof hex }, &h))
        return false;
    memcpy(key->byte, h.byte, sizeof key->byte);
    secret_wipe(hex, sizeof hex);
    return true;
}

static bool make_key(struct arena *a, const char *path, struct hash_key *key)
{
    struct hash h;
    rand_bytes(h.byte, sizeof h.byte);
    struct str line = str_join(a, hash_hex(a, &h, sizeof h.byte), STR("\n"));
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    bool is_written = fd_write_all(fd, line) && fsync(fd) == 0;
    close(fd);
    memcpy(key->byte, h.byte, sizeof key->byte);
    return is_written;
}

static enum err load(struct app *app, const char *path, bool is_new, struct hash_key *key,
                     struct str *why)
{
    if (read_key(path, key) || (is_new && make_key(app->arena, path, key)))
        return OK;
    *why = str_printf(
        app->arena, "%s: %s", path,
        is_new
            ? strerror(errno)
            : "the key file is missing or damaged; put it back from where it is kept, or see "
              "\"Keys\" in the operating notes");
    return ERR_INVALID;
}

enum err app_make_keys(const struct config *config, struct arena *a, struct str *why)
{
    struct hash_key unused;
    struct stat st;
    if (stat(config->keys_path, &st) == 0 || make_key(a, config->keys_path, &unused))
        return OK;
    *why = str_printf(a, "%s: %s", config->keys_path, strerror(errno));
    return ERR_INVALID;
}

enum err keys_load(struct app *app, bool is_new, struct str *why)
{
    struct hash_key master, audit;
    enum err e = load(app, app->config.keys_path, is_new, &master, why);
    if (!e)
        e = load(app, app->config.audit_key_path, is_new, &audit, why);
    if (e)
        return e;
    app->form_key = hash_subkey(&master, "forms");
    app->people.link_key = hash_subkey(&master, "links");
    audit_set_key(&audit);
    secret_wipe(&master, sizeof master);
    secret_wipe(&audit, sizeof audit);
    return OK;
}
