/*
 * consultation.h: asking for views, usually on a draft, within dates (features.md Job 3): the
 * one way to load, add and change a consultation.
 *
 * Coordinators work on the private row. Once it is published, what everybody may read stands in
 * rows of its own, made anew in each write that changes it: consultation_public.h. Open and
 * closed are computed from the clock when read, never from a job having run (architecture,
 * decision 8). Codes in lists have ";" between.
 *
 * Rights: its leading partnership's coordinators edit it (CAP_CONSULTATION_EDIT); those of all
 * its partnerships read and log responses: consultation_load_for.
 */
#ifndef MODULES_CONSULTATIONS_CONSULTATION_H
#define MODULES_CONSULTATIONS_CONSULTATION_H

#include "core/web/ctx.h"
#include "modules/audit/change.h"
#include "modules/people/role.h"

extern const struct sql_list consultation_sql;

#define CONSULTATION_TITLE_CHARS 120
#define CONSULTATION_SLUG_CHARS 50
#define CONSULTATION_SUMMARY_CHARS 300
#define CONSULTATION_TEXT_CHARS 20000 /* of each text in Markdown */
#define CONSULTATION_LINE_CHARS 200
#define CONSULTATION_ADDRESS_CHARS 400
#define CONSULTATION_REASON_CHARS 600
#define CONSULTATION_PARTNERSHIPS_MAX 40
#define CONSULTATION_WEEKS 8       /* offered for a draft plan (glossary) */
#define CONSULTATION_SHORT_DAYS 28 /* under that a reason is asked for */

/* As people see it; in the order of the glossary. */
enum consultation_state {
    CONSULTATION_DRAFT,
    CONSULTATION_FORTHCOMING,
    CONSULTATION_OPEN,
    CONSULTATION_CLOSED,
    CONSULTATION_RESULTS,
    CONSULTATION_ARCHIVED,
    CONSULTATION_WITHDRAWN, /* taken back after it was published: answers 410 */
    CONSULTATION_STATE__MAX
};
const char *consultation_state_name(enum consultation_state s); /* "results_published" */
struct str consultation_state_label(enum consultation_state s); /* "Results published" */
const char *consultation_state_tag(enum consultation_state s);  /* class of its Tag */

/* What the clock decides from: of the private row and of the public one alike. */
struct consultation_times {
    bool is_published, is_withdrawn, is_archived, has_results;
    int64_t opens_at_s, closes_at_s; /* 0: not set */
};
enum consultation_state consultation_state_at(const struct consultation_times *t,
                                              int64_t now_s);
/* When that state ends by the clock; INT64_MAX: never. For ctx_valid_until. */
int64_t consultation_next_change(const struct consultation_times *t, int64_t now_s);

/* Fixed lists (glossary): code as stored, label as shown. */
struct consultation_word {
    const char *code, *label;
};
extern const struct consultation_word consultation_kinds[];     /* NULL code at the end */
extern const struct consultation_word consultation_documents[]; /* kinds of papers */
extern const struct consultation_word consultation_channels[];  /* how a response came */
extern const struct consultation_word consultation_choices[];   /* publication choice */
extern const struct consultation_word consultation_namings[];   /* naming in a statement */
extern const struct consultation_word consultation_handlings[];
extern const struct consultation_word consultation_countings[];
struct str consultation_label(const struct consultation_word *list,
                              struct str code); /* or the code */
bool consultation_knows(const struct consultation_word *list, struct str code);

struct consultation {
    int64_t id, partnership_id, version;
    struct str reference /* CJC-FIF-2026-02 */, slug, title, kind, summary;
    struct str overview, why, next; /* Markdown */
    struct str areas /* slugs */, audiences, topics, outcomes;
    int64_t minutes;                                    /* 0: worked out from the questions */
    int64_t opens_at_s, closes_at_s, first_closes_at_s; /* 0: not set */
    struct str results_by;                              /* YYYY-MM-DD, promised */
    struct str length_reason, contact_role, contact_email, contact_phone, post_address,
        other_ways;
    struct str privacy; /* Markdown */
    int64_t privacy_version;
    bool is_invited_only, needs_second;
    int64_t asked_by; /* account that asked the second person; stage `draft`: in vain, it was
                         changed after that. Without needs_second: that took the second person
                         off, and so may not publish it while there is another. 0: nobody did */
    struct str stage; /* draft, waiting, published, withdrawn */
    int64_t published_at_s, results_at_s, archived_at_s, copied_from, made_by;
    int64_t created_at_s, changed_at_s;
    int64_t partnership[CONSULTATION_PARTNERSHIPS_MAX]; /* all that ask, the leading one too */
    size_t n_partnerships;
};

struct consultation_times consultation_times(const struct consultation *c);
static inline enum consultation_state consultation_state(const struct consultation *c,
                                                         int64_t now_s)
{
    const struct consultation_times t = consultation_times(c);
    return consultation_state_at(&t, now_s);
}
/*
 * Does a send that arrived then come in time (security.md S52)? arrived_s: c->req's arrived_at;
 * begun_s: when its form or draft was begun: begun before closing, it has 15 minutes more.
 */
#define CONSULTATION_GRACE_S 900
bool consultation_takes(const struct consultation *c, int64_t arrived_s, int64_t begun_s);

/* The last minute that counts: "11:59pm on Friday 11 December 2026". */
struct str consultation_closes_words(struct arena *a, int64_t closes_at_s);
/* "10am on Monday 5 October 2026" */
struct str consultation_opens_words(struct arena *a, int64_t opens_at_s);

/* What its reference and its receipt numbers begin with: "FIF", or "SCO" where several ask. */
enum err consultation_code(struct db *db, struct arena *a, const struct consultation *c,
                           struct str *out) MUST_CHECK;
/* An address made of what was wished, of at most CONSULTATION_SLUG_CHARS, that no other
 * consultation has or had. id: whose it may be already; 0: of a new one. */
enum err consultation_slug_free(struct db *db, struct arena *a, struct str wish, int64_t id,
                                struct str *out) MUST_CHECK;

/* ERR_NOT_FOUND. By slug also by one that it had before (then out->slug differs: 301). */
enum err consultation_load(struct db *db, struct arena *a, int64_t id,
                           struct consultation *out) MUST_CHECK;
enum err consultation_by_slug(struct db *db, struct arena *a, struct str slug,
                              struct consultation *out) MUST_CHECK;
/* For pages under /coordinator: by slug, and only where the visitor has that right: for
 * CAP_CONSULTATION_EDIT in the leading partnership, else in any that asks. ERR_NOT_FOUND else.
 */
enum err consultation_load_for(struct ctx *c, enum capability cap, struct str slug,
                               struct consultation *out) MUST_CHECK;
bool consultation_may(const struct ctx *c, const struct consultation *x, enum capability cap);
/* All of a partnership, newest first; at most max. */
enum err consultation_list(struct db *db, struct arena *a, int64_t partnership_id,
                           struct consultation *out, size_t max, size_t *n) MUST_CHECK;

/* --- changing: inside a store_write fn --- */
/* id, reference, slug, version, times are set here; the record is consultation.add. */
enum err consultation_add(struct db *db, struct arena *a, struct consultation *c,
                          const struct act *act) MUST_CHECK;
/*
 * to: as loaded, with changes. ERR_CONFLICT: another change came between (version). Of a
 * published one the public rows are made anew. `action`: "consultation.change", ".publish",
 * ".extend" …; what the public history says of it the caller adds (consultation_change.h).
 */
enum err consultation_change(struct db *db, struct arena *a, struct consultation *to,
                             const struct act *act, struct str action) MUST_CHECK;
/* What a second person was asked to publish has changed: it is a draft again, and has to be
 * asked for anew. asked_by stays, so that pages can say why. Does nothing with others. */
void consultation_take_back(struct consultation *to);
/* The same of the row, for changes of its parts. */
enum err consultation_ask_again(struct db *db, struct arena *a, int64_t id,
                                const struct act *act) MUST_CHECK;

#endif
