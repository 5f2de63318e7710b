/*
 * response_import_tie.h: of which organisation of the register a row of imported answers is: by
 * its charity number or its exact name, among those that work in the area of a partnership that
 * asks. What is not certain stays untied: nobody's answer is put into another's mouth.
 */
#ifndef MODULES_RESPONSES_RESPONSE_IMPORT_TIE_H
#define MODULES_RESPONSES_RESPONSE_IMPORT_TIE_H

#include "modules/responses/response_import.h"

extern const struct sql_list response_import_tie_sql;

enum response_tie_how {
    RESPONSE_TIE_NONE,    /* no organisation is named */
    RESPONSE_TIE_BODY,    /* tied */
    RESPONSE_TIE_UNKNOWN, /* none of that number or name works there */
    RESPONSE_TIE_SEVERAL, /* more than one of that name */
    RESPONSE_TIE_APART,   /* the number is one's and the name another's */
    RESPONSE_TIE__MAX
};
struct response_tie {
    enum response_tie_how how;
    int64_t body_id; /* RESPONSE_TIE_BODY */
    struct str name; /* its name in the register; else as typed */
};

/* number and organisation: as the file has them. */
enum err response_tie_find(struct db *db, struct arena *a, int64_t consultation_id,
                           const struct response_named *named,
                           struct response_tie *out) MUST_CHECK;
/* Sets body, and who it is from, of a row that was read. */
enum err response_tie_row(struct db *db, struct arena *a, const struct response_named *named,
                          struct response *r) MUST_CHECK;

/* For the dry run: how many rows of an import would be tied, and why others that name an
 * organisation would not. */
struct response_tie_row {
    int64_t line;
    struct response_tie tie;
};
#define RESPONSE_TIE_SHOWN 20
struct response_tie_count {
    int64_t n[RESPONSE_TIE__MAX];
    struct response_tie_row untied[RESPONSE_TIE_SHOWN]; /* the first of them */
    size_t n_shown;
};
enum err response_tie_count(struct db *db, struct arena *a, const struct response_import *of,
                            const struct response_columns *columns,
                            struct response_tie_count *out) MUST_CHECK;
/* Of an import that was added: how many are tied. */
enum err response_tie_stored(struct db *db, int64_t import_id, int64_t *n) MUST_CHECK;

#endif
