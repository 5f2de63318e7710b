/* framework_words.h: the sentences of lists and outcome frameworks. */
#ifndef MODULES_FRAMEWORK_FRAMEWORK_WORDS_H
#define MODULES_FRAMEWORK_FRAMEWORK_WORDS_H

/* Import */
#define FRAMEWORK_WORD "word"
#define FRAMEWORK_LABEL "label"
#define FRAMEWORK_ITEM "item"
#define FRAMEWORK_TEXT "text"
#define IMPORT_BAD_LIST "\"%.*s\" is no list: topic, body_kind, audience or resource_kind"
#define IMPORT_BAD_WORD                                                                        \
    "\"%.*s\" is not a code of at most 40 small letters, digits and underscores"
#define IMPORT_LONG_LIST "the list %s would have more than %d words"
#define IMPORT_RETIRED "retired word %.*s: not offered any more, kept where it stands\n"
#define IMPORT_BAD_VERSION                                                                     \
    "\"%.*s\" is not the code of a set: at most 20 small letters and digits"
#define IMPORT_BAD_ITEM                                                                        \
    "\"%.*s\" is not the code of an item: at most 18 letters, digits and hyphens"
#define IMPORT_BAD_KIND                                                                        \
    "\"%.*s\" is not one of aim, priority_action, national_outcome, national_indicator"
#define IMPORT_NO_PARENT "\"%.*s\" stands above it, and is in no set"
#define IMPORT_BAD_YES "verified is \"%.*s\", not yes or no"
#define IMPORT_LEFT "left in the set %.*s: %.*s, which the file does not hold\n"

/* Names of the national sets; any other is called by its code until an administrator names it.
 */
#define FRAMEWORK_NAME_2022 "National Strategy for Community Justice 2022"
#define FRAMEWORK_NAME_2023 "Community Justice Performance Framework 2023"
#define FRAMEWORK_NAME_OTHER "Set %.*s"

/* Kinds of items */
#define KIND_AIM "Aim"
#define KIND_ACTION "Priority action"
#define KIND_OUTCOME "Outcome"
#define KIND_INDICATOR "Indicator"

#endif
