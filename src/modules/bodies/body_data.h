/*
 * body_data.h: public entries of the register as data: a row of CSV, an object of JSON,
 * schema.org as JSON-LD (features 2.15, 10.1). Reads body_public and lists, nothing else: what
 * may not be named in public is in none of them.
 */
#ifndef MODULES_BODIES_BODY_DATA_H
#define MODULES_BODIES_BODY_DATA_H

#include "core/web/ctx.h"
#include "modules/bodies/body_view.h"
#include "modules/partnerships/json_out.h"

#define BODY_DATA_BYTES ((size_t)4 * 1024 * 1024) /* of one answer in JSON */
#define BODY_DATA_PAGE 100                        /* entries of one answer */

extern const struct sql_list body_data_sql;

/* What codes mean; loaded once an answer. */
struct body_data {
    struct arena *a;
    struct str origin;
    struct body_labels labels;
};
enum err body_data_load(struct ctx *c, struct body_data *out) MUST_CHECK;

/* "https://example.scot/bodies/sample-hub". */
struct str body_data_url(struct arena *a, struct str origin, struct str slug);

/* How many may be read, and where a page of them begins: the position before its first row.
 * ERR_NOT_FOUND: beyond the end. */
enum err body_data_count(struct db *db, int64_t *n) MUST_CHECK;
enum err body_data_before(struct db *db, int64_t n_passed, int64_t *position) MUST_CHECK;

/* Those that changed last, the newest first. */
enum err body_data_changed(struct db *db, struct arena *a, size_t max, struct body_public *out,
                           size_t *n) MUST_CHECK;

void body_csv_head(struct buf *b);
/* a: for texts of this row. */
void body_csv_row(struct buf *b, const struct body_data *d, struct arena *a,
                  const struct body_public *x);

/* An object under key (NULL in a list). */
void body_json(struct json *j, const char *key, const struct body_data *d,
               const struct body_public *x);
/* The whole answer: a WebPage with the licence, about the Organization. */
void body_json_ld(struct json *j, struct ctx *c, const struct body_data *d,
                  const struct body_public *x);

/* Opens an answer with "meta": licence, attribution, day, and leaves meta open; and the Link
 * header that names the licence. */
void body_data_begin(struct ctx *c, struct json *j);
/* The same members in an object that is open. */
void body_data_licence(struct ctx *c, struct json *j);
void body_data_headers(struct ctx *c);
/* Closes the answer and sends it. */
enum err body_data_send(struct ctx *c, struct json *j, struct str type) MUST_CHECK;

#endif
