/*
 * config.h: the settings of the process: a file of `key = value` lines and the command line
 * over it. The list of keys is in docs/operating.md; an unknown key, a bad value, or a listen
 * address that is not loopback without `origin`, is refused at start with file and line.
 */
#ifndef APP_CONFIG_H
#define APP_CONFIG_H

#include "core/base/err.h"
#include "core/base/str.h"

struct config {
    const char *origin;      /* "http://127.0.0.1:8080"; default: from listen */
    const char *listen_host; /* "127.0.0.1" */
    int listen_port;         /* 8080; 0 takes a free one (tests) */
    const char *db_path;     /* var/cjengage.db */
    const char *data_dir;    /* DATA: where the database is, unless set */
    const char *keys_path, *audit_key_path;
    const char *log_path;      /* NULL: standard error */
    const char *trusted_proxy; /* addresses, spaces between; NULL: none */
    const char *smtp_host;     /* NULL: mail is written to DATA/mail as .eml */
    int smtp_port;
    const char *smtp_tls; /* "none", "starttls" or "tls" */
    const char *smtp_user, *smtp_password_file;
    const char *smtp_ca_file; /* certificates to trust; NULL: those of the system */
    const char *clamd_socket; /* of the virus scanner; NULL: files are not scanned */
    const char *mail_from, *reply_to, *contact_mail;
    const char *templates_dir,
        *static_dir;         /* NULL: embedded; else read from disk while editing */
    const char *fcgi_socket; /* NULL: fd 0 */
    int workers;             /* polling workers; 0: one a core */
    int limit_posts;         /* bucket sizes of security.md S48; 0: no limit */
    int limit_searches, limit_pages;
    bool hsts_subdomains;
    bool is_https;             /* by origin */
    bool create;               /* make the database when it is absent */
    bool sandbox;              /* Landlock; a test build can leave it out */
    int request_arrive_s;      /* REQUEST_ARRIVE_S; shorter in test builds only */
    bool no_remember;          /* test builds: every page is rendered afresh */
    bool server_timing;        /* test builds: answers say where their time went */
    const char *audit_witness; /* mail address of who keeps the chain's head; NULL: nobody */
    bool may_lack_audit_key;   /* no setting: of commands that go on without the key */
    const char *test_clock;    /* test builds: see clock.h */
};

/* Fills *c with defaults, then the file (may be NULL), then the options that were given. argv
 * is the part after the command's name. On failure *why says what is wrong and where. */
enum err config_load(struct arena *a, int argc, char **argv, struct config *c,
                     struct str *why) MUST_CHECK;

bool config_is_loopback(const char *host);
/* scheme://host[:port] and nothing after it */
bool url_is_origin(struct str o);

#endif
