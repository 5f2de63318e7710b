#include "app/config.h"

#include "core/base/arena.h"
#include "../tap.h"

#include <fcntl.h>

static struct arena *a;
static struct config c;
static struct str why;

static enum err load(char *one, char *two, char *three, char *four)
{
    char *argv[] = { one, two, three, four };
    int argc = four ? 4 : three ? 3 : two ? 2 : one ? 1 : 0;
    why = (struct str){ 0 };
    return config_load(a, argc, argv, &c, &why);
}

/* A settings file of its own, loaded. */
static enum err load_text(const char *text)
{
    char path[] = "/tmp/cj-config-XXXXXX", option[] = "--config";
    int fd = mkstemp(path);
    bool is_written = write(fd, text, strlen(text)) == (ssize_t)strlen(text);
    close(fd);
    enum err e = is_written ? load(option, path, NULL, NULL) : ERR_INTERNAL;
    unlink(path);
    return e;
}

int main(void)
{
    char listen[] = "--listen", db[] = "--db", file[] = "/srv/x/cj.db", all[] = "0.0.0.0:80",
         six[] = "[::1]:0";
    char origin[] = "--origin", https[] = "https://cj.example", bad[] = "https://cj.example/",
         nonsense[] = "--nonsense";
    char create[] = "--create";
    a = arena_new(1u << 20);
    ok(load(NULL, NULL, NULL, NULL) == OK && c.listen_port == 8080, "defaults: port 8080");
    ok(str_eq(str_from(c.listen_host), STR("127.0.0.1")) && !c.is_https,
       "defaults: loopback, http");
    ok(load(db, file, NULL, NULL) == OK && str_eq(str_from(c.data_dir), STR("/srv/x")),
       "data is where the database is");
    is_str(str_from(c.keys_path), "/srv/x/keys", "and the keys beside it");
    ok(load(listen, six, NULL, NULL) == OK && str_eq(str_from(c.listen_host), STR("::1")) &&
           c.listen_port == 0,
       "an IPv6 loopback address");
    ok(load(listen, all, NULL, NULL) == ERR_INVALID,
       "[S30] another address without origin is refused");
    ok(load(listen, all, origin, https) == OK && c.is_https, "[S30] with origin it is taken");
    ok(load(origin, bad, NULL, NULL) == ERR_INVALID, "[S30] an origin has no path");
    ok(load(nonsense, NULL, NULL, NULL) == ERR_INVALID, "an unknown option is refused");
    ok(load(create, NULL, NULL, NULL) == OK && c.create, "a yes-or-no option alone is yes");
    ok(load_text("# notes\n\ncontact_mail = desk@cj.example\nlimit_posts=5\n") == OK,
       "a settings file");
    ok(str_eq(str_from(c.contact_mail), STR("desk@cj.example")) && c.limit_posts == 5,
       "its values");
    ok(load_text("contact_mail desk\n") == ERR_INVALID &&
           str_find(why, STR(":1: ")) != STR_NONE,
       "a bad line is named with its number");
    ok(load_text("a = b\n") == ERR_INVALID && str_find(why, STR("unknown setting")) != STR_NONE,
       "an unknown setting is refused");
    ok(load_text("smtp_tls = perhaps\n") == ERR_INVALID, "a wrong word is refused");
    ok(load_text("trusted_proxy = 127.0.0.1 ::1 unix\n") == OK, "[S30] proxies by address");
    ok(load_text("trusted_proxy = 127.0.0.1, ::1\n") == ERR_INVALID,
       "[S30] what could never be trusted is refused");
    ok(load_text("trusted_proxy = 10.0.0.0/8\n") == ERR_INVALID, "[S30] nor is a network");
    arena_free(a);
    return done_testing();
}
