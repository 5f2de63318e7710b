/*
 * response_retain.h: how long it is kept who sent a response (security.md section 11): 2 years
 * after closing; with that what staff and respondents wrote beside the answers, which names
 * people: where the original is, how views were gathered, reasons, notes. The response, its
 * answers, what was asked about them and replied, and the name of an organisation stay. Rows
 * of a file with answers that were never taken in go after 30 days.
 */
#ifndef MODULES_RESPONSES_RESPONSE_RETAIN_H
#define MODULES_RESPONSES_RESPONSE_RETAIN_H

#include "core/store/write.h"

extern const struct sql_list response_retain_sql;

#define RESPONDENT_KEEP_DAYS 730     /* after closing, also where it was withdrawn later */
#define RESPONSE_IMPORT_KEEP_DAYS 30 /* the rows of a file, after the last change */

/* For the daily job: in rounds, each with its record. */
enum err response_retain(struct store *store, int64_t now_s) MUST_CHECK;

#endif
