/*
 * form.h: the fields of a query or a posted body: application/x-www-form-urlencoded (URL
 * Standard 5.1) and multipart/form-data (RFC 7578). Values are decoded once; nothing is trimmed
 * or judged here.
 */
#ifndef CORE_HTTP_FORM_H
#define CORE_HTTP_FORM_H

#include "core/base/err.h"
#include "core/base/str.h"

struct field {
    struct str name, value;
    struct str file_name; /* multipart file parts only */
    struct str type;      /* their own Content-Type */
    bool is_file;
};

struct fields {
    struct field *field;
    size_t n;
};

/* ERR_BAD_REQUEST: bad %XX, NUL, invalid UTF-8. ERR_TOO_BIG: over FORM_MAX_FIELDS. */
enum err form_parse_urlencoded(struct arena *a, struct str text, struct fields *out) MUST_CHECK;

/* Parts in memory; at most MULTIPART_MAX_PARTS. Never recurses, never allocates by a number a
 * client sent. */
enum err form_parse_multipart(struct arena *a, struct str body, struct str boundary,
                              struct fields *out) MUST_CHECK;

/* A request's body as one text: what is in a file is mapped until the request ends. Only a form
 * in parts may be that long. ERR_FULL: it cannot be mapped. */
struct req;
enum err form_body(const struct req *req, struct str *out) MUST_CHECK;

enum form_type { FORM_NONE, FORM_URLENCODED, FORM_MULTIPART, FORM_OTHER };
/* What the Content-Type header says; *boundary for multipart (1 to 70 characters of RFC 2046).
 */
enum form_type form_type_of(struct str content_type, struct str *boundary);

/* The first field of that name, or NULL. */
const struct field *fields_find(const struct fields *f, struct str name);
size_t fields_count(const struct fields *f, struct str name);

#endif
