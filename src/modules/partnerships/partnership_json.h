/*
 * partnership_json.h: one partnership, area, route as JSON; shared by the pages of
 * partnership_api.h.
 */
#ifndef MODULES_PARTNERSHIPS_PARTNERSHIP_JSON_H
#define MODULES_PARTNERSHIPS_PARTNERSHIP_JSON_H

#include "modules/partnerships/json_out.h"
#include "modules/partnerships/partner.h"
#include "modules/partnerships/partnership_page.h"

#define DATA_MAX_BYTES ((size_t)2 * 1024 * 1024)

/* Opens the answer with its meta block; data follows under the key "data". */
enum err json_begin(struct ctx *c, struct json *j) MUST_CHECK;
/* Closes the answer and sends it. */
enum err json_send(struct ctx *c, struct json *j) MUST_CHECK;

/* slug, name, url … of one partnership, as an object under key (NULL in a list). */
void json_partnership(struct ctx *c, struct json *j, const char *key,
                      const struct partnership *p);
/* gss, slug, name … of one council area, fields only: the object is the caller's. */
void json_area_fields(struct ctx *c, struct json *j, const struct area *area);
/* "route": the steps in order. */
void json_route(struct ctx *c, struct json *j, const struct shown *s);

#endif
