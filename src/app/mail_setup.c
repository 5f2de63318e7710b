#include "app/house.h"

#include "app/app_words.h"
#include "core/base/limits.h"
#include "core/base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

/* What sending mail needs of the settings, read before the sandbox closes the door to files. */

#define CA_FILE "/etc/ssl/certs/ca-certificates.crt"
#define CA_MAX_BYTES (4 * MIB)
#define PASSWORD_MAX_BYTES (4 * KIB)

static enum err refuse(struct app *app, struct str *why, const char *where, const char *what)
{
    *why = str_printf(app->arena, "%s: %s", where, what);
    return ERR_INVALID;
}

static enum err read_small(struct app *app, const char *path, size_t max, struct str *text,
                           struct str *why)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    if (fd < 0)
        return refuse(app, why, path, strerror(errno));
    bool fits = fstat(fd, &st) == 0 && st.st_size > 0 && (size_t)st.st_size <= max;
    char *p = fits ? arena_alloc(app->arena, (size_t)st.st_size) : NULL;
    ssize_t n = p ? read(fd, p, (size_t)st.st_size) : -1;
    close(fd);
    if (n <= 0)
        return refuse(app, why, path, MAIL_FILE_UNFIT);
    *text = (struct str){ p, (size_t)n };
    return OK;
}

static enum err check_address(struct app *app, const char *key, const char *value,
                              struct str *why)
{
    bool good = !value || mail_address_is_valid(str_from(value));
    return good ? OK : refuse(app, why, key, MAIL_PLAIN_ADDRESS);
}

static enum err load_password(struct app *app, struct str *why)
{
    struct config *c = &app->config;
    struct str text = { 0 }, line = { 0 };
    if (!c->smtp_user)
        return OK;
    if (!c->smtp_password_file)
        return refuse(app, why, "smtp_user", MAIL_NEEDS_PASSWORD);
    enum err e = read_small(app, c->smtp_password_file, PASSWORD_MAX_BYTES, &text, why);
    if (e)
        return e;
    str_cut(&text, '\n', &line);
    app->mail.user = c->smtp_user;
    app->mail.password = str_z(app->arena, str_trim(line));
    return app->mail.password ? OK : refuse(app, why, c->smtp_password_file, MAIL_FILE_UNFIT);
}

static enum err load_server(struct app *app, struct str *why)
{
    struct config *c = &app->config;
    struct mail_config *m = &app->mail;
    if (!c->mail_from)
        return refuse(app, why, "smtp_host", MAIL_NEEDS_FROM);
    m->smtp_host = c->smtp_host;
    m->smtp_port = c->smtp_port;
    struct str tls = str_from(c->smtp_tls);
    m->tls = str_eq(tls, STR("none"))  ? MAIL_TLS_NONE
             : str_eq(tls, STR("tls")) ? MAIL_TLS_ALWAYS
                                       : MAIL_TLS_STARTTLS;
    enum err e = load_password(app, why);
    if (!e && m->tls != MAIL_TLS_NONE)
        e = read_small(app, c->smtp_ca_file ? c->smtp_ca_file : CA_FILE, CA_MAX_BYTES,
                       &m->ca_pem, why);
    return e ? e : mail_smtp_init();
}

static enum err make_folder(struct app *app, struct str *why)
{
    const char *folder =
        str_z(app->arena, str_printf(app->arena, "%s/mail", app->config.data_dir));
    if (!folder)
        return ERR_LIMIT;
    if (mkdir(folder, 0700) != 0 && errno != EEXIST)
        return refuse(app, why, folder, strerror(errno));
    app->mail.folder = folder;
    return OK;
}

enum err mail_setup(struct app *app, struct str *why)
{
    struct config *c = &app->config;
    app->mail =
        (struct mail_config){ .from = str_from(c->mail_from ? c->mail_from : MAIL_FROM_NOBODY),
                              .reply_to = str_from(c->reply_to),
                              .on_end = hooks_mail_end };
    enum err e = check_address(app, "mail_from", c->mail_from, why);
    if (!e)
        e = check_address(app, "reply_to", c->reply_to, why);
    if (!e)
        e = check_address(app, "contact_mail", c->contact_mail, why);
    if (!e)
        e = check_address(app, "audit_witness", c->audit_witness, why);
    if (e)
        return e;
    return c->smtp_host ? load_server(app, why) : make_folder(app, why);
}
