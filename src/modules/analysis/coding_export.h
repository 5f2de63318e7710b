/*
 * coding_export.h: what analysts made of the answers, as CSV: a row for each answer in words,
 * themes, outcomes, passages, extracts and notes in columns of their own (3.33). No names of
 * people or organisations. Asked for by a button, whose POST leaves the record (security.md S7,
 * S24, S41).
 */
#ifndef MODULES_ANALYSIS_CODING_EXPORT_H
#define MODULES_ANALYSIS_CODING_EXPORT_H

#include "core/web/ctx.h"

extern const struct sql_list coding_export_sql;

enum err coding_export_post_page(struct ctx *c) MUST_CHECK;

#endif
