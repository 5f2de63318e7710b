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

/* Lists */
#define LIST_TOPICS "Topics"
#define LIST_TOPICS_FOR "What organisations, consultations and resources are about"
#define LIST_BODIES "Kinds of organisation"
#define LIST_BODIES_FOR "What an organisation in the register is"
#define LIST_AUDIENCES "Audiences"
#define LIST_AUDIENCES_FOR "Who a consultation is for"
#define LIST_RESOURCES "Kinds of resource"
#define LIST_RESOURCES_FOR "What a resource in the library is"
#define LIST_OFFERED "Yes, offer it"
#define LIST_RETIRED "No, retire it"
#define LIST_RETIRED_HINT "It stays where it is used already"
#define LIST_ENTER_LABEL "Enter the words"
#define LIST_LABEL "The words"
#define LIST_SELECT_OFFERED "Select whether people can choose it"
#define LIST_TAKEN "“%.*s” is in this list already"
#define LIST_TAKEN_RETIRED "“%.*s” is in this list already, but retired. Offer it again instead"
#define LIST_FULL "This list is full: 200 words, with the retired ones"

/* Sets of outcomes */
#define SET_ENTER_CODE "Enter a short code"
#define SET_CODE_FORM                                                                          \
    "The code must be at most 20 small letters and digits, like 2016 or fife2019"
#define SET_CODE_TAKEN "Another set has this code"
#define SET_CODE_OURS "“new” cannot be a code"
#define SET_ENTER_NAME "Enter the name of the set"
#define SET_NAME "The name"
#define SET_FULL "There are 50 sets already"
#define ITEM_SELECT_KIND "Select what kind of item it is"
#define ITEM_ENTER_CODE "Enter the code of the item"
#define ITEM_CODE_FORM "The code must be at most 18 letters, digits and hyphens, like NO1"
#define ITEM_CODE_TAKEN "This set has an item with this code"
#define ITEM_CODE_OURS "“new” cannot be a code"
#define ITEM_ENTER_TEXT "Enter the words of the item"
#define ITEM_TEXT "The words"
#define ITEM_ORDER_FORM "The place in the order must be a whole number from 1 to 9,999"
#define ITEM_NO_PARENT "There is no item with the code “%.*s”"
#define ITEM_OWN_PARENT "An item cannot stand under itself"
#define ITEM_UNIT "The unit"
#define ITEM_SOURCE "The source of the figures"
#define ITEM_SELECT_VERIFIED "Select whether the wording was checked against the source"
#define ITEM_VERIFIED_YES "Yes, word for word"
#define ITEM_VERIFIED_NO "No, or not yet"
#define ITEM_FULL "This set has 300 items already"

#endif
