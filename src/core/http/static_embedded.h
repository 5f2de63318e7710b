/*
 * static_embedded.h: the static files that the program carries, and the build id.
 *
 * Written at build time by src/tools/embed.c into gen/static.c and gen/build_id.c.
 */
#ifndef CORE_HTTP_STATIC_EMBEDDED_H
#define CORE_HTTP_STATIC_EMBEDDED_H

#include "core/base/str.h"

struct static_file {
    struct str name;   /* as templates know it: "site.css", "images/crest.png" */
    struct str hashed; /* with 8 hex digits of its content's hash: "site.3f9a2c1b.css" */
    struct str type;   /* "text/css; charset=utf-8" */
    struct str etag;   /* strong, with its quotes, of the plain bytes */
    struct str bytes;
    struct str gz; /* gzip, or empty where it would save nothing */
};

extern const struct static_file static_embedded[]; /* sorted by name, by byte */
extern const size_t n_static_embedded;

/* 16 hex digits: moves with templates, static files, schema and version. */
extern const char build_id[];
extern const char build_version[];

#endif
