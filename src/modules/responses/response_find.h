/*
 * response_find.h: the responses of a consultation as staff list and count them: filters, the
 * rows of a page, and the accounting that adds up (workflows.md, Definitions of the counts).
 */
#ifndef MODULES_RESPONSES_RESPONSE_FIND_H
#define MODULES_RESPONSES_RESPONSE_FIND_H

#include "modules/responses/response.h"

extern const struct sql_list response_find_sql;

#define RESPONSE_ROWS 25 /* interface.md section 6 */
#define RESPONSE_FOUND_MAX 1000
#define RESPONSE_CAMPAIGNS_MAX 100
#define RESPONSE_CAMPAIGN_CHARS 100

/* Empty, or 0: any. status "waiting": whatever waits for the staff; "confirmed", "corrected",
 * "unanswered": what the respondent said of what staff typed, where a link went out. */
struct response_filter {
    int64_t consultation_id, campaign_id;
    struct str status, channel, counting, late;
    struct str name_key; /* part of a name, folded */
    struct str receipt;  /* exactly that one */
};

struct response_row {
    struct str receipt, who, name, organisation, body, channel, received_on, publish_choice,
        handling, counting, late;
};
/* Up to RESPONSE_FOUND_MAX + 1. */
enum err response_find_count(struct db *db, const struct response_filter *f,
                             int64_t *n) MUST_CHECK;
/* The newest first by the day received; of a day in the random order of their ids. */
enum err response_find(struct db *db, struct arena *a, const struct response_filter *f,
                       int64_t skip, struct response_row *out, size_t *n) MUST_CHECK;

/* Beyond those: up to RESPONSE_ROWS + 1 rows that come after the one of that receipt, at no
 * more cost than the first (S49). ERR_NOT_FOUND: the consultation has none of that receipt. */
enum err response_find_after(struct db *db, struct arena *a, const struct response_filter *f,
                             struct str receipt, struct response_row *out,
                             size_t *n) MUST_CHECK;

/* --- figures --- */

enum response_counting {
    COUNTING_IS_VALID,
    COUNTING_IS_LATE_OUT,
    COUNTING_IS_DUPLICATE,
    COUNTING_IS_WITHDRAWN,
    COUNTING_IS_NOT_VALID,
    COUNTING__MAX
};

/* Of one channel, or of all: received = the sum of n. */
struct response_account {
    struct str channel;
    int64_t received, n[COUNTING__MAX];
    int64_t late_in, in_campaign; /* of which, both valid */
};
#define RESPONSE_CHANNELS_MAX 8

struct response_figures {
    struct response_account channel[RESPONSE_CHANNELS_MAX];
    size_t n_channels;
    struct response_account all;
    int64_t n_waiting;
    int64_t n_confirmed, n_corrected, n_unanswered; /* read-back links (3.27) */
    int64_t n_bodies;   /* of those in it, with a valid response, alone or with others */
    int64_t n_register; /* in it, of the partnerships that ask */
    int64_t n_once;   /* valid, where campaigns that are to be counted once are counted once */
    int64_t n_people; /* at events: never added to responses */
};
enum err response_figures(struct db *db, struct arena *a, int64_t consultation_id,
                          struct response_figures *out) MUST_CHECK;

struct response_campaign {
    int64_t id, n; /* responses */
    struct str name;
    bool is_counted_once;
};
enum err response_campaigns(struct db *db, struct arena *a, int64_t consultation_id,
                            struct response_campaign *out, size_t *n) MUST_CHECK;

#endif
