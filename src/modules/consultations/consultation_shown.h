/*
 * consultation_shown.h: a consultation as everybody may read it: its public row, and lists of
 * them. Reads public tables only. A site has up to SHOWN_MAX of them: a list reads all that may
 * fit without their long texts, and chooses and sorts here, since state is what the clock says.
 */
#ifndef MODULES_CONSULTATIONS_CONSULTATION_SHOWN_H
#define MODULES_CONSULTATIONS_CONSULTATION_SHOWN_H

#include "modules/consultations/consultation.h"

extern const struct sql_list consultation_shown_sql;

#define SHOWN_MAX 1000
#define SHOWN_DOCUMENTS_MAX 100
#define SHOWN_CHANGES_MAX 300

struct consultation_shown {
    int64_t id, partnership_id;
    struct str reference, slug, title, title_key /* folded */, kind, summary;
    struct str areas, audiences, topics, outcomes, results_by;
    struct str partnership_slug, partnership_name; /* "Fife", of the leading one */
    struct str partnership_code;
    int64_t minutes, n_questions;
    int64_t opens_at_s, closes_at_s, first_closes_at_s;
    bool is_invited_only;
    int64_t published_at_s, results_at_s, archived_at_s, withdrawn_at_s; /* 0: not */
    int64_t n_changes;     /* of its public history: rises with each */
    int64_t changed_at_s;  /* the last of them */
    int64_t feedback_at_s; /* first said what happened because of what people said; 0: not */
    enum consultation_state state;
    /* only of consultation_shown_by_slug */
    struct str overview, why, next, length_reason, contact_role, contact_email, contact_phone;
    struct str post_address, other_ways;
};

/* Also by an address that it had before: then out->slug differs (301). ERR_NOT_FOUND. A
 * withdrawn one is loaded, and says so. */
enum err consultation_shown_by_slug(struct db *db, struct arena *a, struct str slug,
                                    int64_t now_s, struct consultation_shown *out) MUST_CHECK;
/* When its state ends by the clock. */
int64_t consultation_shown_until(const struct consultation_shown *x, int64_t now_s);

/* What a list is to hold. Empty, 0: any. */
struct consultation_filter {
    struct str words;           /* as typed: all of them, at the beginning of a word */
    struct str area, topic;     /* slug; code */
    struct str state;           /* as consultation_state_name gives it */
    int64_t partnership_id;     /* that asks, alone or with others */
    int64_t year;               /* in which it opens, in Scotland */
    int64_t closes_within_days; /* open ones that close soon */
    bool with_withdrawn;        /* for calendars, which say that it is off */
};

struct consultation_shown_list {
    struct consultation_shown *item; /* open ones, closing soonest first; then those that open
                                        next; then closed ones, the last first */
    size_t n;
    int64_t until_s; /* when the list is another by the clock; INT64_MAX: never */
};
enum err consultation_shown_all(struct db *db, struct arena *a,
                                const struct consultation_filter *filter, int64_t now_s,
                                struct consultation_shown_list *out) MUST_CHECK;

/* All partnerships that ask, the leading one first. */
struct shown_partnership {
    int64_t id;
    struct str slug, name;
};
enum err consultation_shown_partnerships(struct db *db, struct arena *a,
                                         const struct consultation_shown *x,
                                         struct shown_partnership *out, size_t max,
                                         size_t *n) MUST_CHECK;

struct shown_document {
    int64_t id, of_document, replaced_by, n_pages, n_bytes;
    struct str kind, title, language, url, access_note, file_kind;
    bool has_text, has_file, is_for_comment;
};
enum err consultation_shown_documents(struct db *db, struct arena *a, int64_t id,
                                      struct shown_document **out, size_t *n) MUST_CHECK;

/* The public history, newest first. */
struct shown_change {
    int64_t id, changed_at_s;
    struct str kind, subject, old_value, new_value, reason, by_role;
};
enum err consultation_shown_changes(struct db *db, struct arena *a, int64_t id,
                                    struct shown_change **out, size_t *n) MUST_CHECK;

#endif
