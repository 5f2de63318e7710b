/*
 * postcode.h: reading a typed postcode, and the councils in which it may lie.
 *
 * A postcode is used to answer and forgotten: nothing here stores or logs it (workflows.md (a),
 * security.md S23). Forms: Royal Mail's PAF programmers' guide: outward code A9, A99, AA9, AA99
 * (in Scotland; elsewhere also A9A and AA9A), inward code 9AA without C I K M O V; sector:
 * outward code and first inward digit, "KA11 1".
 */
#ifndef MODULES_PARTNERSHIPS_POSTCODE_H
#define MODULES_PARTNERSHIPS_POSTCODE_H

#include "core/store/db.h"

enum postcode_form {
    POSTCODE_NONE,         /* no short text with a digit: a name, not a postcode */
    POSTCODE_MALFORMED,    /* meant as a postcode, but not one */
    POSTCODE_NOT_SCOTTISH, /* well formed, its area lies elsewhere */
    POSTCODE_OUTWARD,      /* "KA11" */
    POSTCODE_SECTOR,       /* "KA11 1" */
    POSTCODE_FULL          /* "KA11 1AA" */
};

#define POSTCODE_CODE_BYTES 8 /* "KA11 1AA" */

struct postcode {
    enum postcode_form form;
    /* "KA1", "KA1 1", "KA1 1AA"; empty where the form does not reach that far. NUL-terminated.
     */
    char outward[POSTCODE_CODE_BYTES + 1];
    char sector[POSTCODE_CODE_BYTES + 1];
    char full[POSTCODE_CODE_BYTES + 1];
    /* "KA11" without a space is an outward code; where no such code is known, it is sector "KA1
     * 1". */
    char other_sector[POSTCODE_CODE_BYTES + 1];
    bool is_suffix_cut; /* a letter after a full postcode was left out */
    bool is_corrected;  /* O for 0, I or L for 1, or the reverse */
    bool is_at_border;  /* the outward code also has addresses in England */
};

/* Reads what was typed: any case, spaces, hyphens and stops. Never fails; the form says what it
 * is. */
void postcode_parse(struct str typed, struct postcode *out);

/* How sure we are that the place lies in a council. */
enum postcode_basis {
    POSTCODE_BY_UNIT,   /* the exact postcode is in the loaded list */
    POSTCODE_BY_SECTOR, /* by the share of the sector's postcodes */
    POSTCODE_BY_OUTWARD
};

#define POSTCODE_CANDIDATES_MAX 8

struct postcode_candidate {
    int64_t area_id;
    int64_t n_postcodes; /* live postcodes of the code that lie in this council */
    double share;        /* of all of the code's, 0 to 1 */
};

struct postcode_answer {
    enum postcode_basis basis;
    char code[POSTCODE_CODE_BYTES + 1];                           /* what was looked up */
    struct postcode_candidate candidate[POSTCODE_CANDIDATES_MAX]; /* most likely first */
    size_t n;
};

/*
 * All councils in which a parsed outward code, sector or full postcode may lie. The exact list
 * first where one was imported, then the sector, then the outward code. ERR_NOT_FOUND: not in
 * the data; or not of those three forms.
 */
enum err postcode_lookup(struct db *db, struct arena *a, const struct postcode *p,
                         struct postcode_answer *out) MUST_CHECK;

/* True when exact postcodes have been imported. */
bool postcode_is_exact(struct db *db);

extern const struct sql_list postcode_sql;

#endif
