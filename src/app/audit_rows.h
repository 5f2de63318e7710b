/*
 * audit_rows.h: records as a page shows them: names of people and partnerships looked up now,
 * codes in words, what changed, links to pages that exist.
 */
#ifndef APP_AUDIT_ROWS_H
#define APP_AUDIT_ROWS_H

#include "core/web/ctx.h"
#include "modules/audit/audit_list.h"

/* An actor in words: "Sample coordinator", "Erased person", "A visitor", "The program itself".
 */
enum err audit_who(struct ctx *c, struct str actor, struct str *words) MUST_CHECK;

/* A text with what turns the direction of writing as visible marks (security.md S3). */
struct str audit_visible(struct arena *a, struct str text);

struct audit_show {
    bool for_admin;    /* links to pages of an administrator, and to each record's own */
    size_t max_fields; /* of one record */
    /* Codes of a field in words, for readers who know none; NULL: as the record holds them. */
    struct str (*in_words)(void *arg, struct str field, struct str value);
    void *arg;
};

/*
 * Under a record's view: number, href (empty: none), when_iso, when_date, when_time, who,
 * action, kind, has_object, object, object_href (empty: none), partnership, has_fields, fields
 * [words, is_value, is_set, is_emptied, is_changed, is_same, is_keyed, is_other, old, now],
 * n_more, has_more_fields.
 */
enum err audit_row_show(struct ctx *c, const struct audit_row *r, const struct audit_show *how,
                        struct view *v) MUST_CHECK;

/* The name of what was changed: of an account, a partnership, a setting; else its number. */
enum err audit_object(struct ctx *c, const struct audit_row *r, struct str *words) MUST_CHECK;
/* Its short name, or its number where it is gone; empty for 0. */
enum err audit_partnership(struct ctx *c, int64_t id, struct str *words) MUST_CHECK;

#endif
