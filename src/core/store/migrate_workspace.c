/*
 * migrate_workspace.c: schema 3, what the signed-in pages need. The same statements as in
 * schema.sql, without comments; a rebuilt table is made under a new name, filled, and renamed.
 */
#include "core/store/inside.h"

/* C asks compilers for 4095 bytes of a literal; gcc has no such end. */
#pragma GCC diagnostic ignored "-Woverlength-strings"

/* clang-format off */

/* --- signing in: words kept while their sender signs in again --- */
#define SIGNING_IN ""

/* --- the directory: history of the contact route, reports, bounces --- */
#define DIRECTORY ""

/* --- due work --- */
#define DUE_WORK ""

/* --- subscriptions --- */
#define SUBSCRIPTIONS ""

/* --- the record --- */
#define RECORD ""

const char store_schema_3[] = SIGNING_IN DIRECTORY DUE_WORK SUBSCRIPTIONS RECORD "PRAGMA user_version = 3;";
/* clang-format on */
