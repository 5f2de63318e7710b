/*
 * role_body.h: the editors of a body that is no more, because its entry and another were made
 * one (modules/bodies/body_merge.h).
 */
#ifndef MODULES_PEOPLE_ROLE_BODY_H
#define MODULES_PEOPLE_ROLE_BODY_H

#include "modules/audit/change.h"

extern const struct sql_list role_body_sql;

/*
 * Inside a store_write fn; leaves a record a person. Who edits the one edits the other, with
 * one lead: that of the entry that stays, if it has one. Who edits both keeps the one role.
 * Their sessions end: they sign in anew with the new rights (security.md S19). *n: how many.
 */
enum err role_move_editors(struct db *db, int64_t from_body, int64_t into_body,
                           const struct act *act, int64_t *n) MUST_CHECK;

#endif
