/*
 * current.h: what every page knows of the site, as of the setting rows now.
 *
 * Immutable once made. When an administrator changes a setting, in whatever process, the next
 * request of each process makes a new one and puts it in the old one's place; the old ones are
 * kept until the program ends, because somebody may be reading them. Settings change a few
 * times a year; one is about 100 KB.
 *
 * A remembered page is kept under a content version, and the rows are public: so it has to be
 * made with the settings of that version (current_site_at).
 */
#ifndef APP_CURRENT_H
#define APP_CURRENT_H

#include "app/settings.h"
#include "core/http/address.h"
#include "core/http/resp.h"
#include "core/web/ctx.h"

struct app;

#define TRUSTED_RANGES_MAX 32

struct current {
    struct arena *arena;
    struct current *before;
    struct settings settings;
    struct site site;
    struct str reply_to; /* may be empty */
    int limit_posts, limit_searches, limit_pages;
    struct address_range trusted[TRUSTED_RANGES_MAX];
    size_t n_trusted;
    struct resp *refusals; /* pages kept ready: refusal.c */
};

/* At start, when everything else is there. */
enum err current_open(struct app *app, struct db *db) MUST_CHECK;
/* The configuration was completed: the port is known. */
enum err current_remake(struct app *app) MUST_CHECK;
void current_close(struct app *app);

const struct current *app_current(struct app *app);

/* Looks at the rows when the content version is another than that at the last look. An error is
 * logged and the old one stays. */
void current_refresh(struct app *app, struct db *db, int64_t version);

/* For a page of that version, whose snapshot stands on c->db; NULL: the rows cannot be read. */
const struct site *current_site_at(struct app *app, struct ctx *c, int64_t version);

/* The list of ranges as typed: false names the piece that is none, or is wider than a network
 * of one organisation would be. */
bool trusted_ranges_parse(struct str text, struct address_range *out, size_t *n,
                          struct str *wrong);

#endif
