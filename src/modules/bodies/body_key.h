/*
 * body_key.h: the key under which records hold what is personal of a body (body.audit_key).
 */
#ifndef MODULES_BODIES_BODY_KEY_H
#define MODULES_BODIES_BODY_KEY_H

#include "core/base/hash.h"
#include "core/store/db.h"

extern const struct sql_list body_key_sql;

/* Wipe it after use. ERR_NOT_FOUND: no such body. */
enum err body_key_load(struct db *db, int64_t body_id, struct hash_key *out) MUST_CHECK;

#endif
