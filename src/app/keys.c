#include "app/house.h"

#include "core/base/file.h"
#include "core/base/rand.h"
#include "modules/audit/audit.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

/* Two key files, 0600, made only together with an empty database (architecture, "Settings and
 * keys"). */

#define KEY_FILE_BYTES 256

/* The key is the file's first line. audit.key may have a head after it: the record before the
 * first of its own (audit.h). */
static bool read_key(const char *path, struct hash_key *key, struct audit_head *before)
{
    char text[KEY_FILE_BYTES];
    const size_t n_hex = 2 * sizeof key->byte;
    struct hash h;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    ssize_t n = read(fd, text, sizeof text);
    close(fd);
    if (n < (ssize_t)n_hex || !hash_from_hex((struct str){ text, n_hex }, &h))
        return false;
    struct str rest = str_trim((struct str){ text + n_hex, (size_t)n - n_hex });
    if (before && rest.n && !audit_head_parse(rest, before))
        return false;
    memcpy(key->byte, h.byte, sizeof key->byte);
    secret_wipe(text, sizeof text);
    return true;
}

static bool make_key(struct arena *a, const char *path, struct hash_key *key, struct str more)
{
    struct hash h;
    rand_bytes(h.byte, sizeof h.byte);
    struct str hex = hash_hex(a, &h, sizeof h.byte);
    struct str line = str_printf(a, "%.*s\n%.*s", STR_ARG(hex), STR_ARG(more));
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    bool is_written = fd_write_all(fd, line) && fsync(fd) == 0;
    close(fd);
    memcpy(key->byte, h.byte, sizeof key->byte);
    return is_written;
}

struct key_file {
    const char *path;
    struct audit_head *before; /* NULL: none can follow the key */
    bool is_new;
};

static enum err load(struct app *app, const struct key_file *f, struct hash_key *key,
                     struct str *why)
{
    if (read_key(f->path, key, f->before) ||
        (f->is_new && make_key(app->arena, f->path, key, (struct str){ 0 })))
        return OK;
    *why = str_printf(
        app->arena, "%s: %s", f->path,
        f->is_new
            ? strerror(errno)
            : "the key file is missing or damaged; put it back from where it is kept, or see "
              "\"Keys\" in the operating notes");
    return ERR_INVALID;
}

enum err app_make_keys(const struct config *config, struct arena *a, struct str *why)
{
    struct hash_key unused;
    struct stat st;
    if (stat(config->keys_path, &st) == 0 ||
        make_key(a, config->keys_path, &unused, (struct str){ 0 }))
        return OK;
    *why = str_printf(a, "%s: %s", config->keys_path, strerror(errno));
    return ERR_INVALID;
}

enum err app_new_audit_key(struct app *app, const struct audit_head *before, struct str *why)
{
    struct hash_key key;
    if (!make_key(app->arena, app->config.audit_key_path, &key,
                  audit_head_text(app->arena, before))) {
        *why = str_printf(app->arena, "%s: %s", app->config.audit_key_path, strerror(errno));
        return ERR_INVALID;
    }
    audit_set_key(&key);
    audit_set_before(before);
    secret_wipe(&key, sizeof key);
    return OK;
}

static enum err load_audit(struct app *app, bool is_new, struct str *why)
{
    struct hash_key key;
    struct audit_head before = { 0 };
    const struct key_file f = { app->config.audit_key_path, &before, is_new };
    enum err e = load(app, &f, &key, why);
    if (e && app->config.may_lack_audit_key)
        return OK;
    if (e)
        return e;
    audit_set_key(&key);
    audit_set_before(&before);
    secret_wipe(&key, sizeof key);
    return OK;
}

enum err keys_load(struct app *app, bool is_new, struct str *why)
{
    struct hash_key master;
    const struct key_file f = { app->config.keys_path, NULL, is_new };
    enum err e = load(app, &f, &master, why);
    if (!e)
        e = load_audit(app, is_new, why);
    if (e)
        return e;
    app->form_key = hash_subkey(&master, "forms");
    app->people.link_key = hash_subkey(&master, "links");
    secret_wipe(&master, sizeof master);
    return OK;
}
