/*
 * framework.h: sets of outcomes, each a version of its own: the National Strategy of 2022, the
 * Community Justice Performance Framework of 2023, older and local sets entered by hand. Data,
 * never code (data/framework.csv).
 *
 * One version is current: its outcomes are offered. What was chosen before stays by its key,
 * "2023:NO1", whatever is current later. In forms and addresses the same is "2023-no1"
 * (core/web/route.h knows small letters only).
 */
#ifndef MODULES_FRAMEWORK_FRAMEWORK_H
#define MODULES_FRAMEWORK_FRAMEWORK_H

#include "core/store/db.h"
#include "core/web/form.h"

#define FRAMEWORK_VERSION_CHARS 20 /* small letters and digits */
#define FRAMEWORK_CODE_CHARS 18    /* letters, digits, hyphens: both and "-" are a word of 40 */
#define FRAMEWORK_NAME_CHARS 100
#define FRAMEWORK_TEXT_CHARS 400
#define FRAMEWORK_UNIT_CHARS 40
#define FRAMEWORK_SOURCE_CHARS 120
#define FRAMEWORK_VERSIONS_MAX 50
#define FRAMEWORK_ITEMS_MAX 300 /* of one version */

enum item_kind { ITEM_AIM, ITEM_ACTION, ITEM_OUTCOME, ITEM_INDICATOR, ITEM__MAX };
const char *item_kind_name(enum item_kind kind);  /* as stored: "national_outcome" */
const char *item_kind_label(enum item_kind kind); /* "Outcome" */
bool item_kind_from_name(struct str name, enum item_kind *out);

struct framework_version {
    int64_t id;
    struct str code, name;
    bool is_current;
};

struct framework_versions {
    struct framework_version *item; /* newest code first */
    size_t n;
};

struct framework_item {
    int64_t id, seq;
    enum item_kind kind;
    struct str code, parent; /* parent: code of what stands above it, there or in another
                                version; may be empty */
    struct str text, unit, data_source_hint;
    bool is_verified, is_edited;
};

struct framework_items {
    struct framework_item *item; /* by kind, then in their order */
    size_t n;
};

bool framework_version_code_is_right(struct str code);
bool framework_item_code_is_right(struct str code);

enum err framework_versions_load(struct db *db, struct arena *a,
                                 struct framework_versions *out) MUST_CHECK;
const struct framework_version *framework_version_of(const struct framework_versions *v,
                                                     struct str code);
/* Of the version with that id; none of an unknown one. */
enum err framework_items_load(struct db *db, struct arena *a, int64_t version_id,
                              struct framework_items *out) MUST_CHECK;
const struct framework_item *framework_item_of(const struct framework_items *items,
                                               struct str code);

/* --- outcomes, for what is marked with them --- */

struct outcome {
    struct str key;        /* "2023:NO1": as stored */
    struct str word;       /* "2023-no1": in forms and addresses */
    struct str code, text; /* "NO1", "More people successfully complete diversion …" */
    struct str version_name;
    bool is_offered; /* of the current version */
};

struct outcomes {
    struct outcome *item; /* the current ones in their order, then those of other versions */
    size_t n;
};

enum err outcomes_load(struct db *db, struct arena *a, struct outcomes *out) MUST_CHECK;
/* By key or by word; NULL: no such outcome. */
const struct outcome *outcome_of(const struct outcomes *all, struct str key_or_word);
/* The text of "2023:NO1"; of an unknown key the key itself. */
struct str outcome_label(const struct outcomes *all, struct str key);
/* Checkboxes: value is the word; what is offered, and those in `kept` (keys with ";" between).
 */
struct outcome_options {
    struct form_option *option;
    size_t n;
};
enum err outcome_options(struct arena *a, const struct outcomes *all, struct str kept,
                         struct outcome_options *out) MUST_CHECK;
/* The keys of the chosen words that are offered or in `kept`, ";" between, each once. */
struct str outcome_choose(struct arena *a, const struct outcomes *all, struct str kept,
                          const struct str *word, size_t n_words);
/* The words of stored keys, ";" between: to prefill the checkboxes. */
struct str outcome_words(struct arena *a, const struct outcomes *all, struct str keys);

extern const struct sql_list framework_sql, outcome_sql;

#endif
