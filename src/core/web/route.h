/*
 * route.h: one row of the route table (app/routes.c), the site's table of contents. The guards
 * stand here, so that no handler can forget them: method, access, body limit, cross-site check,
 * declared and typed parameters.
 */
#ifndef CORE_WEB_ROUTE_H
#define CORE_WEB_ROUTE_H

#include "core/base/err.h"
#include "core/base/str.h"

struct ctx;

enum route_method { M_GET = 1, M_POST };

/* Who may. 0 is refusal: a row without an access class does not compile into anything
 * reachable. */
enum access {
    ACCESS_NONE = 0,
    ACCESS_PUBLIC,  /* everybody */
    ACCESS_LINK,    /* holder of a private link */
    ACCESS_SESSION, /* whoever has begun to sign in: the second factor may still be asked */
    ACCESS_ACCOUNT, /* whoever is signed in, whatever their roles */
    ACCESS_ROLE /* whose roles give the row's capability somewhere (people/access_words.h) */
};

enum param_in { IN_PATH = 1, IN_QUERY, IN_FORM };

enum param_kind {
    KIND_SLUG = 1, /* lower case letters, digits, hyphens; 1 to 80 */
    KIND_FILE,     /* a file name of ours: letters, digits, . - _ */
    KIND_LINE,     /* one line of text, trimmed */
    KIND_TEXT,     /* several lines, LF */
    KIND_EMAIL,    /* a line; judged by form_email */
    KIND_INT,
    KIND_KEY,    /* 26 signs */
    KIND_SECRET, /* a password: kept to the byte, in no page and no record again */
    KIND_WORD /* a code of ours: lower case letters, digits, underscore, hyphen; else dropped */
};

struct param_spec {
    const char *name;
    enum param_in in;
    enum param_kind kind;
    size_t max; /* characters; for KIND_INT the largest value */
    bool repeat;
    bool is_family; /* of a form: all fields "q12", "q12_other" that begin with the name */
};

#define P_SLUG(n)                                                                              \
    {                                                                                          \
        .name = n, .in = IN_PATH, .kind = KIND_SLUG, .max = 80                                 \
    }
#define P_FILE(n)                                                                              \
    {                                                                                          \
        .name = n, .in = IN_PATH, .kind = KIND_FILE, .max = 120                                \
    }
#define Q_SLUG(n)                                                                              \
    {                                                                                          \
        .name = n, .in = IN_QUERY, .kind = KIND_SLUG, .max = 80                                \
    }
#define Q_WORD(n)                                                                              \
    {                                                                                          \
        .name = n, .in = IN_QUERY, .kind = KIND_WORD, .max = 40                                \
    }
#define Q_LINE(n, chars)                                                                       \
    {                                                                                          \
        .name = n, .in = IN_QUERY, .kind = KIND_LINE, .max = chars                             \
    }
#define Q_INT(n, largest)                                                                      \
    {                                                                                          \
        .name = n, .in = IN_QUERY, .kind = KIND_INT, .max = largest                            \
    }
#define F_LINE(n, chars)                                                                       \
    {                                                                                          \
        .name = n, .in = IN_FORM, .kind = KIND_LINE, .max = chars                              \
    }
#define F_TEXT(n, chars)                                                                       \
    {                                                                                          \
        .name = n, .in = IN_FORM, .kind = KIND_TEXT, .max = chars                              \
    }
#define F_EMAIL(n)                                                                             \
    {                                                                                          \
        .name = n, .in = IN_FORM, .kind = KIND_EMAIL, .max = 254                               \
    }
#define F_WORD(n)                                                                              \
    {                                                                                          \
        .name = n, .in = IN_FORM, .kind = KIND_WORD, .max = 40                                 \
    }
#define F_SECRET(n)                                                                            \
    {                                                                                          \
        .name = n, .in = IN_FORM, .kind = KIND_SECRET, .max = 256                              \
    }
#define F_WORDS(n)                                                                             \
    {                                                                                          \
        .name = n, .in = IN_FORM, .kind = KIND_WORD, .max = 40, .repeat = true                 \
    }
#define F_SLUG(n)                                                                              \
    {                                                                                          \
        .name = n, .in = IN_FORM, .kind = KIND_SLUG, .max = 80                                 \
    }
#define F_INT(n, largest)                                                                      \
    {                                                                                          \
        .name = n, .in = IN_FORM, .kind = KIND_INT, .max = largest                             \
    }
#define P_KEY(n)                                                                               \
    {                                                                                          \
        .name = n, .in = IN_PATH, .kind = KIND_KEY, .max = 26                                  \
    }
#define P_LINE(n, chars)                                                                       \
    {                                                                                          \
        .name = n, .in = IN_PATH, .kind = KIND_LINE, .max = chars                              \
    }
#define P_INT(n, largest)                                                                      \
    {                                                                                          \
        .name = n, .in = IN_PATH, .kind = KIND_INT, .max = largest                             \
    }
#define F_KEY(n)                                                                               \
    {                                                                                          \
        .name = n, .in = IN_FORM, .kind = KIND_KEY, .max = 26                                  \
    }
/* A text of ours, carried sealed from page to page (ctx_seal). */
#define F_SEALED(n)                                                                            \
    {                                                                                          \
        .name = n, .in = IN_FORM, .kind = KIND_WORD, .max = 500                                \
    }
#define Q_SEALED(n)                                                                            \
    {                                                                                          \
        .name = n, .in = IN_QUERY, .kind = KIND_WORD, .max = 500                               \
    }
/*
 * The answers of a form whose questions stand in the database: every field of the name, a
 * number and perhaps "_" and a word: "q12", "q12_other". Several lines, and each may come
 * several times (checkboxes). Whether there is such a question the handler asks.
 */
#define F_ANSWERS(n, chars)                                                                    \
    {                                                                                          \
        .name = n, .in = IN_FORM, .kind = KIND_TEXT, .max = chars, .repeat = true,             \
        .is_family = true                                                                      \
    }
#define PARAMS_MAX 40
#define PARAMS(...)                                                                            \
    {                                                                                          \
        __VA_ARGS__                                                                            \
    }
#define NO_PARAMS                                                                              \
    {                                                                                          \
        {                                                                                      \
            0                                                                                  \
        }                                                                                      \
    }

enum route_flag {
    ROUTE_WAITS =
        1,          /* a GET that may wait for disk or a computation: run by a waiting worker */
    ROUTE_HASH = 2, /* hashes a password */
    ROUTE_REMEMBER =
        4, /* public page kept ready; rendered on a connection that reads public tables only */
    ROUTE_OPEN_POST = 8, /* a POST open to the public: the row's comment says why */
    /* a POST that needs no CSRF token: it changes nothing (the finder), or the key in its
     * address says all (one-click stop) */
    ROUTE_NO_TOKEN = 16,
    ROUTE_DATA =
        32, /* JSON, CSV, feeds: errors are short text or JSON, CORS open (security.md S28) */
    ROUTE_NOINDEX = 64,
    ROUTE_SEARCH = 128,  /* counted by the search bucket (security.md S48) */
    ROUTE_STATIC = 256,  /* costs no more than memory: not counted by the page bucket */
    ROUTE_PROVED = 512,  /* only within 15 minutes of showing who one is (security.md S19) */
    ROUTE_BEGINS = 2048, /* begins a draft: counted by a bucket of its own (security.md S48) */
    ROUTE_SAVES = 4096,  /* saves a draft: not counted within one a second; the script's own
                            saves need no form_id, they change nothing twice (S25) */
    ROUTE_FINAL =
        8192, /* the final send of a draft: not counted, or a deadline could be lost */
    ROUTE_COSTLY = 16384, /* one at a time for each person, two in all, with a time limit on
                             its queries (security.md S49); only of rows for signed-in people */
    ROUTE_UPLOAD =
        1024 /* takes a file: a body up to UPLOAD_MAX_BYTES, as multipart/form-data */
};

typedef enum err (*handler)(struct ctx *c);

struct route {
    enum route_method method;
    const char *pattern; /* "/partnerships/:slug", "/partnerships/:slug.vcf", "/static/:file" */
    enum access access;
    int capability; /* of ACCESS_ROLE rows: an enum capability of modules/people/role.h; of
                       ACCESS_LINK rows an enum link_kind of modules/people/link_session.h */
    struct param_spec param[PARAMS_MAX];
    unsigned flags;
    handler run;
};

#endif
