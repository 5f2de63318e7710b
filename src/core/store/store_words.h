/*
 * store_words.h: the store's sentences for the operator.
 */
#ifndef CORE_STORE_STORE_WORDS_H
#define CORE_STORE_STORE_WORDS_H

#define STORE_NO_FILE "There is no database at %s."
#define STORE_NO_TABLES "%s holds no tables yet."
#define STORE_CANNOT_OPEN "The database %s cannot be opened: %s."
#define STORE_CANNOT_MAKE "%s cannot be made: %s."
#define STORE_NOT_OURS "%s is a database of another program."
#define STORE_DAMAGED "The database %s is damaged: %s. Restore a backup: cjengage restore FILE."
#define STORE_NEWER                                                                            \
    "The database %s has schema %lld, newer than this program's %d. Use the newer program."
#define STORE_LOCKED "Another process keeps the database %s busy."
#define STORE_UNMARKED "Table %s of the database has no mark in schema.sql."
#define STORE_NO_NUMBER "schema.sql sets no user_version."
#define STORE_SCHEMA_FAILED "schema.sql: %s."
#define STORE_NO_WAY "No migration leads from schema %lld to %d."
#define STORE_MIGRATION_FAILED "Migration %d failed, nothing was changed: %s."
#define STORE_MIGRATION_NUMBER "it does not set user_version to its number"
#define STORE_MIGRATION_KEYS "it leaves rows that point nowhere"
#define STORE_BACKUP_FAILED "The backup %s failed: %s."
#define STORE_COPY_BAD "the copy does not pass its check: %s"
#define STORE_POINTS_NOWHERE "a row of %s points nowhere"
#define STORE_IN_USE "The database %s is in use. Stop the program first."
#define STORE_RESTORE_FAILED "The database %s could not be put in place: %s."
#define STORE_DIFFERS "Schema differs from schema.sql: %.*s."
#define STORE_MISSING "Schema lacks what schema.sql has: %.*s."

#endif
