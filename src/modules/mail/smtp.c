/*
 * smtp.c: sending by SMTP. The only user of libcurl.
 */
#include "modules/mail/send.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

#define CONNECT_MS 10000L
#define SEND_S 60L /* a whole mail */
#define URL_BYTES 300

struct smtp {
    const struct mail_config *config;
    CURL *curl;
};

struct source {
    struct str rest;
};

enum err mail_smtp_init(void)
{
    return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK ? OK : ERR_INTERNAL;
}

static size_t give(char *to, size_t size, size_t count, void *arg)
{
    struct source *from = arg;
    size_t n = size * count < from->rest.n ? size * count : from->rest.n;
    if (n)
        memcpy(to, from->rest.p, n);
    from->rest.p += n;
    from->rest.n -= n;
    return n;
}

static int ask_stop(void *arg, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    const struct mail_config *config = arg;
    (void)a, (void)b, (void)c, (void)d;
    return config->is_stopping && config->is_stopping(config->stop_arg);
}

static bool set_server(CURL *curl, const struct mail_config *c)
{
    char url[URL_BYTES];
    bool is_six = strchr(c->smtp_host, ':') != NULL;
    int n = snprintf(url, sizeof url, is_six ? "%s://[%s]:%d" : "%s://%s:%d",
                     c->tls == MAIL_TLS_ALWAYS ? "smtps" : "smtp", c->smtp_host, c->smtp_port);
    if (n < 0 || (size_t)n >= sizeof url)
        return false;
    long ssl = c->tls == MAIL_TLS_NONE ? (long)CURLUSESSL_NONE : (long)CURLUSESSL_ALL;
    bool good = curl_easy_setopt(curl, CURLOPT_URL, url) == CURLE_OK &&
                curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps") == CURLE_OK &&
                curl_easy_setopt(curl, CURLOPT_USE_SSL, ssl) == CURLE_OK &&
                curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L) == CURLE_OK &&
                curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L) == CURLE_OK;
    if (c->ca_pem.n) {
        struct curl_blob blob = { .data = (void *)(uintptr_t)c->ca_pem.p,
                                  .len = c->ca_pem.n,
                                  .flags = CURL_BLOB_NOCOPY };
        good = good && curl_easy_setopt(curl, CURLOPT_CAINFO_BLOB, &blob) == CURLE_OK;
    }
    if (c->user && c->password)
        good = good && curl_easy_setopt(curl, CURLOPT_USERNAME, c->user) == CURLE_OK &&
               curl_easy_setopt(curl, CURLOPT_PASSWORD, c->password) == CURLE_OK;
    return good;
}

static bool set_manners(CURL *curl, const struct mail_config *c)
{
    return curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_PROXY, "") == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_MS) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_TIMEOUT, SEND_S) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, ask_stop) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_XFERINFODATA, (void *)(uintptr_t)c) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_READFUNCTION, give) == CURLE_OK;
}

struct smtp *smtp_open(const struct mail_config *config)
{
    struct smtp *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->config = config;
    s->curl = curl_easy_init();
    if (s->curl && set_server(s->curl, config) && set_manners(s->curl, config))
        return s;
    smtp_close(s);
    return NULL;
}

void smtp_close(struct smtp *smtp)
{
    if (smtp && smtp->curl)
        curl_easy_cleanup(smtp->curl);
    free(smtp);
}

/* 530, 534, 535 and 538 are about our sign-in and TLS, not about this mail (RFC 4954 6). */
static bool is_about_sign_in(long code)
{
    return code == 530 || code == 534 || code == 535 || code == 538;
}

static struct mail_outcome outcome(CURLcode rc, long code)
{
    if (rc == CURLE_OK)
        return (struct mail_outcome){ MAIL_SENT, "" };
    bool server_spoke = rc == CURLE_SEND_ERROR || rc == CURLE_WEIRD_SERVER_REPLY;
    if (rc == CURLE_LOGIN_DENIED || (server_spoke && is_about_sign_in(code)))
        return (struct mail_outcome){ MAIL_DOWN, "sign_in" };
    if (server_spoke && code >= 500 && code < 600)
        return (struct mail_outcome){ MAIL_REFUSED, "refused" };
    if (server_spoke && code >= 400 && code < 500)
        return (struct mail_outcome){ MAIL_LATER, "later" };
    switch (rc) {
    case CURLE_USE_SSL_FAILED:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
        return (struct mail_outcome){ MAIL_DOWN, "tls" };
    case CURLE_OPERATION_TIMEDOUT:
        return (struct mail_outcome){ MAIL_DOWN, "slow" };
    case CURLE_ABORTED_BY_CALLBACK:
        return (struct mail_outcome){ MAIL_DOWN, "stopped" };
    default:
        return (struct mail_outcome){ MAIL_DOWN, "unreachable" };
    }
}

struct mail_outcome smtp_send(struct smtp *smtp, const struct sending *s)
{
    struct mail_outcome no_memory = { MAIL_DOWN, "memory" };
    struct source source = { s->message };
    struct curl_slist *to = NULL;
    char from[256], address[256];
    snprintf(from, sizeof from, "%.*s", STR_ARG(s->from));
    snprintf(address, sizeof address, "%.*s", STR_ARG(s->to));
    to = curl_slist_append(NULL, address);
    if (!to)
        return no_memory;
    CURLcode rc = CURLE_OUT_OF_MEMORY;
    long code = 0;
    if (curl_easy_setopt(smtp->curl, CURLOPT_MAIL_FROM, from) == CURLE_OK &&
        curl_easy_setopt(smtp->curl, CURLOPT_MAIL_RCPT, to) == CURLE_OK &&
        curl_easy_setopt(smtp->curl, CURLOPT_READDATA, &source) == CURLE_OK &&
        curl_easy_setopt(smtp->curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)s->message.n) ==
            CURLE_OK)
        rc = curl_easy_perform(smtp->curl);
    curl_easy_getinfo(smtp->curl, CURLINFO_RESPONSE_CODE, &code);
    curl_easy_setopt(smtp->curl, CURLOPT_MAIL_RCPT, NULL);
    curl_slist_free_all(to);
    return outcome(rc, code);
}

const char *mail_library(void)
{
    return curl_version_info(CURLVERSION_NOW)->version;
}
