/*
 * small_schema.h: the store's own tables and nothing else, for tests that open a database a
 * thousand times.
 */
#ifndef TESTS_FAULT_SMALL_SCHEMA_H
#define TESTS_FAULT_SMALL_SCHEMA_H

#include "core/store/store.h"

static const char small_schema[] =
    "PRAGMA application_id = 1128940910; PRAGMA user_version = 1;"
    "CREATE TABLE content_version (id INTEGER PRIMARY KEY, version INTEGER NOT NULL, epoch "
    "INTEGER NOT NULL) STRICT;"
    "INSERT INTO content_version (id, version, epoch) VALUES (1, 0, 0);"
    "CREATE TABLE audit (number INTEGER PRIMARY KEY, at_s INTEGER NOT NULL, actor TEXT NOT "
    "NULL, "
    "action TEXT NOT NULL, object_kind TEXT NOT NULL, object_id TEXT NOT NULL, request_id TEXT "
    "NOT NULL, "
    "detail TEXT NOT NULL, hash BLOB NOT NULL, partnership_id INTEGER) STRICT;"
    "CREATE TABLE audit_term (term TEXT NOT NULL, at_s INTEGER NOT NULL, number INTEGER NOT "
    "NULL, PRIMARY KEY (term, at_s, number)) STRICT;"
    "CREATE INDEX audit_object ON audit (object_kind, object_id, number);"
    "CREATE TABLE setting (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;";

static const struct schema_table small_tables[] = {
    { STR_INIT("content_version"), SCHEMA_STATE },
    { STR_INIT("audit"), SCHEMA_PRIVATE },
    { STR_INIT("audit_term"), SCHEMA_PRIVATE },
    { STR_INIT("setting"), SCHEMA_PUBLIC },
};

static inline struct store_config small_config(const char *path)
{
    return (struct store_config){ .path = path,
                                  .create = true,
                                  .check_at_start = true,
                                  .schema = { small_schema, sizeof small_schema - 1 },
                                  .tables = small_tables,
                                  .n_tables = sizeof small_tables / sizeof small_tables[0] };
}

#endif
