/*
 * body_rows.h: what the files of body.h share: the row of an entry as it is read and written,
 * and the rows derived from it.
 */
#ifndef MODULES_BODIES_BODY_ROWS_H
#define MODULES_BODIES_BODY_ROWS_H

#include "modules/bodies/body.h"

/* The columns of body in the order of body_from_row, of the alias b. */
#define BODY_COLS                                                                              \
    "b.id, b.set_id, b.position, b.slug, b.name, b.other_names, b.kind, "                      \
    "coalesce(b.charity_number, ''), b.company_number, b.purposes, b.grounds, "                \
    "b.is_community, b.topics, b.outcomes, b.size_band, b.languages, b.website, b.office, "    \
    "b.contact_role, b.contact_email, b.contact_phone, b.own_name, b.own_email, b.own_phone, " \
    "b.audit_key, b.is_named, b.description, b.consent, b.consent_on, b.state, "               \
    "coalesce(b.merged_into, 0), b.source, b.source_on, b.reviewed_on, b.is_stale, "           \
    "b.version, b.created_at_s, b.changed_at_s"
void body_from_row(struct body *out, struct stmt *s, struct arena *a);

extern const struct sql_list body_index_sql, body_likely_sql, body_judge_sql;

/* Also of a set that is not live. */
enum err body_load_any(struct db *db, struct arena *a, int64_t id, struct body *out) MUST_CHECK;

/* Inside a store_write fn: makes the derived rows (body_partnership, body_public,
 * body_public_partnership, body_search, body_mark) of b anew; `before` are those of `position`
 * where it stood until now, 0: none. */
enum err body_index_make(struct db *db, struct arena *a, const struct body *b,
                         int64_t before) MUST_CHECK;
/* Takes them away: merged, hidden or removed. */
enum err body_index_drop(struct db *db, int64_t body_id, int64_t position) MUST_CHECK;

/* The same in two parts, for batches: all other rows of a batch first, then the words of all.
 * The text index keeps words in memory until another table is written to, and what it then
 * puts down for one entry costs as much as for two hundred. */
enum err body_index_rows(struct db *db, struct arena *a, const struct body *b) MUST_CHECK;
enum err body_index_words(struct db *db, struct arena *a, const struct body *b) MUST_CHECK;
enum err body_index_drop_rows(struct db *db, int64_t body_id) MUST_CHECK;
enum err body_index_drop_words(struct db *db, int64_t position) MUST_CHECK;

/* "domain:example.org" of an address or a mailbox; empty for mailboxes that everybody has. */
struct str body_domain(struct arena *a, struct str url_or_email);

#endif
