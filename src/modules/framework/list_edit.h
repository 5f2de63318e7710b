/*
 * list_edit.h: an administrator adds a word to a list, renames, moves or retires it (features
 * P.15, glossary "Value lists"). Codes are made of the first words and never change.
 */
#ifndef MODULES_FRAMEWORK_LIST_EDIT_H
#define MODULES_FRAMEWORK_LIST_EDIT_H

#include "modules/audit/change.h"
#include "modules/framework/list.h"
#include "modules/people/role.h"

struct list_edit {
    const struct actor *actor;
    struct act act;
    struct arena *arena;
    const char *list;
    struct str code; /* of the word; when adding: out */
    struct str label;
    bool is_retired;
    bool up;           /* list_word_move_fn: towards the beginning */
    struct str seen;   /* list_word_seen of what the person saw */
    bool is_overtaken; /* out: ERR_CONFLICT: somebody else changed the word meanwhile */
    bool is_taken;     /* out: ERR_CONFLICT: another word of the list reads the same */
    bool is_full;      /* out: ERR_CONFLICT: LIST_WORDS_MAX */
    struct list_word
        now; /* out, of ERR_CONFLICT: the word as it is, or the one that reads the same */
};

/* Stands for what a word says: unequal once somebody changed it. */
struct str list_word_seen(struct arena *a, const struct list_word *word);
/* The word of the list that reads the same as `label` (case and accents do not matter), but for
 * the one with `code`. */
const struct list_word *list_word_reading(struct arena *a, const struct list_words *words,
                                          struct str label, struct str code);

enum err list_word_add_fn(struct db *db, void *list_edit) MUST_CHECK; /* label */
enum err list_word_save_fn(struct db *db,
                           void *list_edit) MUST_CHECK; /* label, is_retired, seen */
enum err list_word_move_fn(struct db *db,
                           void *list_edit) MUST_CHECK; /* up; nothing at the ends */

extern const struct sql_list list_edit_sql;

#endif
