#include "app/config.h"

#include "core/base/arena.h"
#include "core/base/limits.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

enum kind { TEXT, NUMBER, YES_NO, LISTEN };

struct setting {
    const char *key;
    enum kind kind;
    size_t at; /* where in struct config */
};

#define AT(member) offsetof(struct config, member)

/* The list of docs/operating.md. As an option the key is --key with hyphens. */
static const struct setting settings[] = {
    { "origin", TEXT, AT(origin) },
    { "listen", LISTEN, 0 },
    { "db", TEXT, AT(db_path) },
    { "data", TEXT, AT(data_dir) },
    { "keys", TEXT, AT(keys_path) },
    { "audit_key", TEXT, AT(audit_key_path) },
    { "log", TEXT, AT(log_path) },
    { "trusted_proxy", TEXT, AT(trusted_proxy) },
    { "smtp_host", TEXT, AT(smtp_host) },
    { "smtp_port", NUMBER, AT(smtp_port) },
    { "smtp_tls", TEXT, AT(smtp_tls) },
    { "smtp_user", TEXT, AT(smtp_user) },
    { "smtp_password_file", TEXT, AT(smtp_password_file) },
    { "smtp_ca_file", TEXT, AT(smtp_ca_file) },
    { "clamd_socket", TEXT, AT(clamd_socket) },
    { "mail_from", TEXT, AT(mail_from) },
    { "reply_to", TEXT, AT(reply_to) },
    { "contact_mail", TEXT, AT(contact_mail) },
    { "audit_witness", TEXT, AT(audit_witness) },
    { "templates", TEXT, AT(templates_dir) },
    { "static", TEXT, AT(static_dir) },
    { "socket", TEXT, AT(fcgi_socket) },
    { "workers", NUMBER, AT(workers) },
    { "limit_posts", NUMBER, AT(limit_posts) },
    { "limit_searches", NUMBER, AT(limit_searches) },
    { "limit_pages", NUMBER, AT(limit_pages) },
    { "hsts_subdomains", YES_NO, AT(hsts_subdomains) },
    { "create", YES_NO, AT(create) },
#ifdef CJ_TEST
    { "test_clock", TEXT, AT(test_clock) },
    { "no_remember", YES_NO, AT(no_remember) },
    { "server_timing", YES_NO, AT(server_timing) },
    { "request_arrive_s", NUMBER, AT(request_arrive_s) },
    { "sandbox", YES_NO, AT(sandbox) },
#endif
};

struct source {
    struct arena *a;
    struct config *c;
    struct str *why;
    struct str where; /* "cjengage.conf:3" or "--listen" */
};

static enum err refuse(struct source *s, struct str what)
{
    *s->why = str_printf(s->a, "%.*s: %.*s", STR_ARG(s->where), STR_ARG(what));
    return ERR_INVALID;
}

static const struct setting *find(struct str key)
{
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++)
        if (str_eq(str_from(settings[i].key), key))
            return &settings[i];
    return NULL;
}

/* "127.0.0.1:8080", "[::1]:8080" or "localhost:0" */
static enum err set_listen(struct source *s, struct str value)
{
    size_t colon = STR_NONE;
    for (size_t i = 0; i < value.n; i++)
        if (value.p[i] == ':')
            colon = i;
    int64_t port;
    if (colon == STR_NONE || !str_to_i64(str_sub(value, colon + 1, value.n), &port) ||
        port < 0 || port > 65535)
        return refuse(s, STR("listen is HOST:PORT, like 127.0.0.1:8080"));
    struct str host = str_sub(value, 0, colon);
    if (str_starts(host, STR("[")) && str_ends(host, STR("]")))
        host = str_sub(host, 1, host.n - 2);
    s->c->listen_host = str_z(s->a, host);
    s->c->listen_port = (int)port;
    return OK;
}

static enum err set_value(struct source *s, const struct setting *setting, struct str value)
{
    char *at = (char *)s->c + setting->at;
    int64_t number;
    switch (setting->kind) {
    case LISTEN:
        return set_listen(s, value);
    case TEXT:
        *(const char **)(void *)at = value.n ? str_z(s->a, value) : NULL;
        return OK;
    case NUMBER:
        if (!str_to_i64(value, &number) || number < 0 || number > 1000000)
            return refuse(s, STR("a number is wanted"));
        *(int *)(void *)at = (int)number;
        return OK;
    case YES_NO:
        if (!str_eq(value, STR("yes")) && !str_eq(value, STR("no")))
            return refuse(s, STR("yes or no is wanted"));
        *(bool *)(void *)at = str_eq(value, STR("yes"));
        return OK;
    }
    return ERR_INTERNAL;
}

static enum err read_file(struct source *s, const char *path, struct str *text)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) || st.st_size > (off_t)(64 * KIB)) {
        int why = errno;
        if (fd >= 0)
            close(fd);
        s->where = str_from(path);
        return refuse(s, fd < 0 ? str_from(strerror(why)) : STR("cannot be read as settings"));
    }
    char *p = arena_alloc(s->a, (size_t)st.st_size + 1);
    ssize_t n = p ? read(fd, p, (size_t)st.st_size) : -1;
    close(fd);
    *text = n > 0 ? (struct str){ p, (size_t)n } : (struct str){ 0 };
    return OK;
}

static enum err set_line(struct source *s, struct str line)
{
    size_t equals = str_find_char(line, '=');
    if (equals == STR_NONE)
        return refuse(s, STR("a line is key = value"));
    const struct setting *setting = find(str_trim(str_sub(line, 0, equals)));
    if (!setting)
        return refuse(s, STR("unknown setting"));
    return set_value(s, setting, str_trim(str_sub(line, equals + 1, line.n)));
}

static enum err load_file(struct source *s, const char *path)
{
    struct str text = { 0 }, line;
    enum err e = read_file(s, path, &text);
    for (int n = 1; !e && str_cut(&text, '\n', &line); n++) {
        line = str_trim(line);
        if (!line.n || line.p[0] == '#')
            continue;
        s->where = str_printf(s->a, "%s:%d", path, n);
        e = set_line(s, line);
    }
    return e;
}

/* --key VALUE, and --key alone for yes. *i is moved on past a value that was used. */
static enum err load_option(struct source *s, int argc, char **argv, int *i)
{
    struct str option = str_from(argv[*i]);
    s->where = option;
    if (!str_starts(option, STR("--")))
        return refuse(s, STR("not an option of this command"));
    const struct setting *setting =
        find(str_replace_char(s->a, str_sub(option, 2, option.n), '-', '_'));
    if (!setting)
        return refuse(s, STR("unknown option"));
    bool has_value = *i + 1 < argc && !str_starts(str_from(argv[*i + 1]), STR("--"));
    if (setting->kind == YES_NO && !has_value)
        return set_value(s, setting, STR("yes"));
    if (!has_value)
        return refuse(s, STR("a value is missing"));
    *i += 1;
    return set_value(s, setting, str_from(argv[*i]));
}

bool config_is_loopback(const char *host)
{
    struct str h = str_from(host);
    return str_starts(h, STR("127.")) || str_eq(h, STR("::1")) || str_eq(h, STR("localhost"));
}

static const char *beside_db(struct arena *a, const struct config *c, const char *name)
{
    return str_z(a, str_printf(a, "%s/%s", c->data_dir, name));
}

static const char *directory_of(struct arena *a, const char *path)
{
    struct str s = str_from(path);
    while (s.n && s.p[s.n - 1] != '/')
        s.n--;
    return s.n > 1 ? str_z(a, str_sub(s, 0, s.n - 1)) : s.n ? "/" : ".";
}

/* Addresses with spaces between; "unix" for a socket without one. Anything else would be
 * trusted never, and all visitors would share the proxy's limits. */
static bool are_addresses(struct str list)
{
    struct in6_addr unused;
    struct str one;
    while (str_cut(&list, ' ', &one)) {
        char z[INET6_ADDRSTRLEN];
        if (!one.n || str_eq(one, STR("unix")))
            continue;
        if (one.n >= sizeof z)
            return false;
        memcpy(z, one.p, one.n);
        z[one.n] = '\0';
        if (inet_pton(AF_INET, z, &unused) != 1 && inet_pton(AF_INET6, z, &unused) != 1)
            return false;
    }
    return true;
}

static enum err fill_gaps(struct source *s)
{
    struct config *c = s->c;
    s->where = STR("settings");
    if (!c->data_dir)
        c->data_dir = directory_of(s->a, c->db_path);
    if (!c->keys_path)
        c->keys_path = beside_db(s->a, c, "keys");
    if (!c->audit_key_path)
        c->audit_key_path = beside_db(s->a, c, "audit.key");
    if (!c->origin && !config_is_loopback(c->listen_host))
        return refuse(s, STR("listening on an address that is not loopback needs origin = "
                             "https://your.name"));
    if (c->origin) {
        struct str o = str_from(c->origin);
        c->is_https = str_starts(o, STR("https://"));
        if (!url_is_origin(o))
            return refuse(
                s,
                STR("origin is https://name or http://name:port, without a slash at the end"));
    }
    if (!are_addresses(str_from(c->trusted_proxy)))
        return refuse(s,
                      STR("trusted_proxy is addresses like 127.0.0.1 or ::1, spaces between"));
    struct str tls = str_from(c->smtp_tls);
    if (!str_eq(tls, STR("none")) && !str_eq(tls, STR("starttls")) && !str_eq(tls, STR("tls")))
        return refuse(s, STR("smtp_tls is none, starttls or tls"));
    return OK;
}

bool url_is_origin(struct str o)
{
    struct str rest = str_starts(o, STR("https://"))  ? str_sub(o, 8, o.n)
                      : str_starts(o, STR("http://")) ? str_sub(o, 7, o.n)
                                                      : (struct str){ 0 };
    for (size_t i = 0; i < rest.n; i++)
        if ((unsigned char)rest.p[i] <= ' ' || rest.p[i] == '/' || rest.p[i] == '?' ||
            rest.p[i] == '#')
            return false;
    return rest.n > 0;
}

enum err config_load(struct arena *a, int argc, char **argv, struct config *c, struct str *why)
{
    struct source s = { .a = a, .c = c, .why = why };
    *c = (struct config){
        .listen_host = "127.0.0.1",
        .listen_port = 8080,
        .db_path = "var/cjengage.db",
        .smtp_port = 587,
        .smtp_tls = "starttls",
        .limit_posts = POST_BUCKET_SIZE,
        .limit_searches = SEARCH_BUCKET_SIZE,
        .limit_pages = PAGE_BUCKET_SIZE,
        .sandbox = true,
        .request_arrive_s = REQUEST_ARRIVE_S,
    };
    enum err e = OK;
    for (int i = 0; !e && i + 1 < argc; i++)
        if (str_eq(str_from(argv[i]), STR("--config")))
            e = load_file(&s, argv[i + 1]);
    for (int i = 0; !e && i < argc; i++) {
        if (str_eq(str_from(argv[i]), STR("--config")))
            i++;
        else
            e = load_option(&s, argc, argv, &i);
    }
    return e ? e : fill_gaps(&s);
}
