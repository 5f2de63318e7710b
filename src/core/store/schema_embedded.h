/*
 * schema_embedded.h: schema.sql as the program carries it, and the mark of each of its tables.
 *
 * Written at build time by src/tools/embed.c into gen/schema.c; a CREATE TABLE line without
 * exactly one mark does not build (architecture, decision 3).
 */
#ifndef CORE_STORE_SCHEMA_EMBEDDED_H
#define CORE_STORE_SCHEMA_EMBEDDED_H

#include "core/base/str.h"

enum schema_mark {
    SCHEMA_PUBLIC,  /* moves the content version; remembered pages may read it */
    SCHEMA_PRIVATE, /* responses, contact data, audit */
    SCHEMA_STATE    /* sessions, form_ids, jobs, counters: leaves no record */
};

struct schema_table {
    struct str name;
    enum schema_mark mark;
};

extern const struct str schema_sql;               /* NUL-terminated too */
extern const struct schema_table schema_tables[]; /* in the order of the file */
extern const size_t n_schema_tables;

#endif
