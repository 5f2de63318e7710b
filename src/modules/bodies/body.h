/*
 * body.h: the register of third sector bodies and community bodies (ss.14, 37 of the Act): the
 * one way to add, change and read an entry.
 *
 * An entry that came with an import which is not live yet, or was undone, does not exist for
 * any function here (body_set). What everybody may read stands in rows of its own, made anew in
 * each write: body_public.h. Codes in lists have ";" between.
 */
#ifndef MODULES_BODIES_BODY_H
#define MODULES_BODIES_BODY_H

#include "core/base/hash.h"
#include "modules/audit/change.h"

extern const struct sql_list body_sql;

#define BODY_NAME_CHARS 160
#define BODY_OTHER_NAMES_CHARS 600 /* all together */
#define BODY_PURPOSES_CHARS 3000
#define BODY_LANGUAGES_CHARS 200
#define BODY_URL_CHARS 200
#define BODY_OFFICE_CHARS 120
#define BODY_ROLE_CHARS 100
#define BODY_PHONE_CHARS 40
#define BODY_DESCRIPTION_CHARS 200
#define BODY_SOURCE_CHARS 200
#define BODY_COMPANY_CHARS 8
#define BODY_SET_ENTERED 1 /* of what people enter one by one */

/* A council area in which the body works, and as what there (s.14(7)). */
struct body_area {
    int64_t area_id, partnership_id;
    struct str slug, name; /* of the area; filled when loaded */
    bool is_involved;      /* third sector body of s.14 in relation to the area */
    bool is_community;     /* community body of s.37 there */
};

/* Fixed lists (glossary, "Value lists"): code as stored, label as shown. */
struct body_word {
    struct str code, label;
};
struct body_words {
    const struct body_word *item;
    size_t n;
};
extern const struct body_words body_grounds;    /* of s.14 */
extern const struct body_words body_size_bands; /* yearly income */
extern const struct body_words body_states;     /* active, dormant, closed, merged */
extern const struct body_words body_consents;   /* to hold the entry */
/* The label, or the code itself when it is none of them. */
struct str body_word_label(const struct body_words *words, struct str code);
bool body_word_is(const struct body_words *words, struct str code);

struct body {
    int64_t id, set_id, position, merged_into, version;
    struct str slug, name, other_names /* a line each */, kind /* of list_word body_kind */;
    struct str charity_number /* "SC012345" or empty */, company_number, purposes;
    struct str grounds, topics, outcomes /* "2023:NO1;2023:NO8" */;
    bool is_community; /* community body of s.37 */
    struct str size_band, languages, website, office;
    struct str contact_role, contact_email,
        contact_phone;                         /* public: a role, a shared mailbox */
    struct str own_name, own_email, own_phone; /* not public: CAP_BODY_PRIVATE */
    struct hash_key audit_key;
    bool is_named;          /* false: `description` stands in public instead of the name */
    struct str description; /* "a women's support group" */
    struct str consent, consent_on, state;
    struct str source, source_on, reviewed_on;
    bool is_stale; /* its review is overdue */
    int64_t created_at_s, changed_at_s;
    struct body_area *area; /* by name */
    size_t n_areas;
};

/* ERR_NOT_FOUND: none, or of an import that is not live. Merged ones are found (merged_into).
 */
enum err body_load(struct db *db, struct arena *a, int64_t id, struct body *out) MUST_CHECK;
/* Only as far as that partnership may see it: works in one of its areas, or has been dealt with
 * there. *is_accepted: its coordinator took it in and sees the contact that is not public. */
enum err body_load_for(struct db *db, struct arena *a, int64_t id, int64_t partnership_id,
                       struct body *out, bool *is_accepted) MUST_CHECK;
/* By its address, or one that it had before (then out->slug differs: 301). ERR_NOT_FOUND too
 * when it may not be named. For public pages read body_public.h instead. */
enum err body_id_by_slug(struct db *db, struct str slug, int64_t *id) MUST_CHECK;
/* "SC 12345", "sc012345" → "SC012345"; empty stays empty; false: not of that form (2.4). */
bool body_charity_number(struct arena *a, struct str typed, struct str *out);

/* The name for comparing: folded, without "the" at its front. */
struct str body_sort_key(struct arena *a, struct str name);

/* --- what is wrong with an entry: the same rules and words for forms, claims and imports ---
 */
struct body_fault {
    const char *field;  /* as the columns are called: "name", "charity_number", "areas" */
    struct str message; /* "Enter the name of the organisation" */
};
#define BODY_FAULTS_MAX 16
/* Fields cleaned in place (numbers in their form, codes in order, an address with https://).
 * Codes of seed lists are looked up with db. A charity number that another entry has is the
 * fault of `charity_number`. */
enum err body_judge(struct db *db, struct arena *a, struct body *b,
                    struct body_fault fault[BODY_FAULTS_MAX], size_t *n_faults) MUST_CHECK;

/* --- changing: inside a store_write fn; leaves the record (body.add, body.change) --- */
/* b judged; id, slug, position, version, dates are set here. set_id 0: entered one by one. */
enum err body_add(struct db *db, struct arena *a, struct body *b,
                  const struct act *act) MUST_CHECK;
/* to: as loaded, with changes. ERR_CONFLICT: another change came between (version). A new name
 * keeps the address. `action`: for the record, "body.change", "body.review". */
enum err body_change(struct db *db, struct arena *a, const struct body *to,
                     const struct act *act, struct str action) MUST_CHECK;
/* The coordinator of the partnership takes it in: sees what is not public. No record of its own
 * (the caller's change has one). */
enum err body_accept(struct db *db, int64_t body_id, int64_t partnership_id,
                     int64_t now_s) MUST_CHECK;
/* A contact with it in that partnership: newest date for lists. */
enum err body_touch(struct db *db, int64_t body_id, int64_t partnership_id,
                    struct str happened_on) MUST_CHECK;
/* Makes the derived rows of one entry anew (after tags changed: terms). */
enum err body_reindex(struct db *db, struct arena *a, int64_t body_id) MUST_CHECK;

/* --- duplicates (2.10) --- */
struct body_likeness {
    struct str name, other_names, charity_number, website, email, phone;
    int64_t except_id; /* 0: none */
};
enum body_why {
    BODY_SAME_NUMBER = 1,
    BODY_SAME_NAME = 2,
    BODY_SAME_DOMAIN = 4,
    BODY_SAME_PHONE = 8
};
struct body_match {
    int64_t body_id;
    struct str slug, name, charity_number, state;
    bool is_public; /* may be shown to somebody who is not of the staff */
    unsigned why;   /* of enum body_why */
};
/* The likeliest first, at most max. A domain of mailboxes for everybody (gmail.com …) tells
 * nothing. Names: the same folded words in any order, or one letter in ten apart. */
enum err body_likely(struct db *db, struct arena *a, const struct body_likeness *like,
                     struct body_match *out, size_t max, size_t *n) MUST_CHECK;

#endif
