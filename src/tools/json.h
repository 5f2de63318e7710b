/*
 * json.h: a small reader of JSON (RFC 8259) for the build's tools. Strict; nesting bounded.
 */
#ifndef TOOLS_JSON_H
#define TOOLS_JSON_H

#include "core/base/str.h"

enum json_kind {
    JSON_NULL,
    JSON_FALSE,
    JSON_TRUE,
    JSON_NUMBER,
    JSON_TEXT,
    JSON_ARRAY,
    JSON_OBJECT
};

struct json {
    enum json_kind kind;
    struct str key;  /* in an object */
    struct str text; /* of a text; of a number as written */
    struct json *child, *next;
};

/* The whole text as one value, in the arena. NULL: *why says what is wrong, *line where. */
struct json *json_read(struct arena *a, struct str text, const char **why, size_t *line);
/* A member of an object; NULL when there is none, or j is no object. */
const struct json *json_get(const struct json *j, const char *key);

#endif
