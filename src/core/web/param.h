/*
 * param.h: from raw fields to declared values (security.md S3, S11). app/dispatch builds them
 * from the route row before the handler runs; the handler asks by name through ctx.h.
 */
#ifndef CORE_WEB_PARAM_H
#define CORE_WEB_PARAM_H

#include "core/web/ctx.h"

/* A piece of the path that matched ":name" of the pattern. */
struct path_part {
    struct str name, value;
};

/*
 * Fills c->params from the path's parts, the query and c->fields, keeping declared names only.
 * ERR_NOT_FOUND: a path part of the wrong form. ERR_BAD_REQUEST: text that is not valid (S3),
 * or a single-valued field sent twice (S11). A refused query value is dropped and
 * c->ignored_query set.
 */
enum err params_build(struct ctx *c, const struct path_part *part, size_t n_parts) MUST_CHECK;

/* Declared query names with values, in declared order, encoded: what a remembered page depends
 * on. */
struct str params_canonical_query(struct ctx *c);

#endif
