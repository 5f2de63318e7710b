/*
 * list.h: the lists that an administrator may extend: topics, kinds of bodies, audiences, kinds
 * of resources (glossary, "Value lists"). They begin as data/lists.csv.
 *
 * A code is stored with what it describes and never changes; the words may. A word that is
 * retired keeps its words where it stands and is offered no more. What an administrator set
 * here an import leaves (docs/decisions/ edits-and-imports.md).
 */
#ifndef MODULES_FRAMEWORK_LIST_H
#define MODULES_FRAMEWORK_LIST_H

#include "core/store/db.h"
#include "core/web/form.h"

#define LIST_CODE_CHARS 40 /* KIND_WORD of core/web/route.h */
#define LIST_LABEL_CHARS 80
#define LIST_WORDS_MAX 200

/* The lists there are, in the order of docs and pages. NULL after the last. */
extern const char *const list_names[];
bool list_is_known(struct str list);

struct list_word {
    struct str code, label;
    int64_t seq; /* order on pages */
    bool is_retired, is_edited;
};

struct list_words {
    struct list_word *item; /* in the order of pages, retired ones too */
    size_t n;
};

/* list: one of list_names: "topic". A list without words is empty. */
enum err list_load(struct db *db, struct arena *a, const char *list,
                   struct list_words *out) MUST_CHECK;

/* NULL: no such word. */
const struct list_word *list_word_of(const struct list_words *words, struct str code);
/* The words of a code; of an unknown one the code itself. */
struct str list_label(const struct list_words *words, struct str code);
/* The words of codes with ";" between, with ", " between. */
struct str list_labels(struct arena *a, const struct list_words *words, struct str codes);
/* Whether a form may set it now: it stands in the list, and is not retired. */
bool list_offers(const struct list_words *words, struct str code);
/* Whether it may stay where it is: retired words too. */
bool list_knows(const struct list_words *words, struct str code);
/* Whether codes with ";" between hold that one. */
bool codes_hold(struct str codes, struct str code);

/* Radios, checkboxes or a select: what is offered, and of the retired those in `kept` (codes
 * with ";" between), so that saving a form loses none. */
struct list_options {
    struct form_option *option;
    size_t n;
};
enum err list_options(struct arena *a, const struct list_words *words, struct str kept,
                      struct list_options *out) MUST_CHECK;
/* The codes of `chosen` that are offered or in `kept`, in the order of the list, ";" between,
 * each once. */
struct str list_choose(struct arena *a, const struct list_words *words, struct str kept,
                       const struct str *chosen, size_t n_chosen);

extern const struct sql_list list_sql;

#endif
