/*
 * finder.h: from what somebody typed to the council areas it may mean: postcode, council or
 * partnership name under any of its names (old, Gaelic, short, misspelt), and, where places
 * were imported, a town.
 *
 * Every candidate is given, never a guess between them (workflows.md (a)). What was typed is
 * kept nowhere.
 */
#ifndef MODULES_PARTNERSHIPS_FINDER_H
#define MODULES_PARTNERSHIPS_FINDER_H

#include "modules/partnerships/postcode.h"

#define FOUND_MAX 40

enum find_kind {
    FIND_NOTHING_TYPED,
    FIND_ONE,     /* go there */
    FIND_SEVERAL, /* show them all; also one alone that needs a word, as at the English border
                   */
    FIND_EVERYWHERE,   /* "Scotland", "national": the list of all */
    FIND_UNKNOWN_NAME, /* no council, partnership or place is called like that */
    FIND_MALFORMED,    /* meant as a postcode, but not one */
    FIND_NOT_SCOTTISH, /* a postcode of elsewhere */
    FIND_NOT_IN_DATA   /* a Scottish postcode that the loaded list does not have */
};

struct found {
    int64_t area_id;        /* 0: a partnership of several councils as a whole */
    int64_t partnership_id; /* only where area_id is 0 */
    double share;           /* of the postcodes looked at, 0 to 1; 0: found by name */
    struct str place;       /* "Kilmarnock"; empty: found by another way */
    struct str place_kind;  /* "town" */
};

struct find_result {
    enum find_kind kind;
    struct found item[FOUND_MAX];
    size_t n;
    bool is_guess; /* by likeness: the spelling differs */
    bool is_postcode;
    struct postcode postcode; /* where is_postcode */
    enum postcode_basis basis;
    char code[POSTCODE_CODE_BYTES + 1]; /* what was looked up: "KA3 5", "AB12" */
};

enum err finder_find(struct db *db, struct arena *a, struct str typed,
                     struct find_result *out) MUST_CHECK;

/* True when place names have been imported: the hint may say "town". */
bool finder_has_places(struct db *db);

/* All names of councils and partnerships, folded. */
struct finder_name {
    struct str key;
    int64_t area_id, partnership_id; /* one of them, as in struct found */
};
struct finder_names {
    struct finder_name *item;
    size_t n, cap;
};
enum err finder_names_load(struct db *db, struct arena *a, struct finder_names *out) MUST_CHECK;
/* The area of exactly that name; 0: none. */
int64_t finder_area_named(const struct finder_names *names, struct arena *a, struct str name);

extern const struct sql_list finder_sql;

#endif
