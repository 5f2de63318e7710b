/* body_desk_words.h: the sentences of the staff's pages of the register. */
#ifndef MODULES_BODIES_BODY_DESK_WORDS_H
#define MODULES_BODIES_BODY_DESK_WORDS_H

#define DESK_SOURCE_OF "Entered by the coordinator of %.*s"
#define DESK_SOURCE_ADMIN "Entered by an administrator"

#define GROUP_WHO "Who it is"
#define GROUP_WORK "What it does"
#define GROUP_AREAS "Where it works"
#define GROUP_CONTACT "Public contact"
#define GROUP_OWN "Contact that is not public"
#define GROUP_STATUS "Status and consent"

#define TAG_ENTER "Enter a tag"
#define TAG_WORDS "The tag"
#define TAG_MANY "Your partnership has 100 tags already. Use one of them, or take some away"

/* Why an entry may be the same */
#define LIKELY_NUMBER "the same charity number"
#define LIKELY_NAME "the same name, or nearly"
#define LIKELY_DOMAIN "the same website or mailbox"
#define LIKELY_PHONE "the same phone number"

#define EDIT_WHO "Who it is"
#define EDIT_WORK "What it does"
#define EDIT_AREAS "Where it works"
#define EDIT_CONTACT "Public contact"
#define EDIT_OWN "Contact that is not public"
#define EDIT_STATUS "Status and consent"
#define EDIT_NO_AREA "Select at least one of your own areas"

/* Filters of the list */
#define FILTER_ANY "Any"
#define LAST_NONE "None yet"
#define LAST_OLD "Over 6 months ago"
#define ACTIVE_WORDS "With the words: "
#define ACTIVE_AREA "Works in: "
#define ACTIVE_KIND "Kind: "
#define ACTIVE_TOPIC "Topic: "
#define ACTIVE_GROUND "Part in community justice: "
#define ACTIVE_STATE "Status: "
#define ACTIVE_TAG "Tag: "
#define ACTIVE_STALE "Review overdue"
#define ACTIVE_LAST "Last contact: "
#define IGNORED_AREA "The area"
#define IGNORED_TAG "The tag"
#define IGNORED_CHOICE "A choice that there is not"

#define ROW_MORE_AREAS " and %zu more"
#define COUNT_MANY "more than 1,000"

#define TAG_UNKNOWN "Your partnership has no tag of that name"

/* One action on ticked entries */
#define BULK_TAG_LABEL "Add a tag"
#define BULK_UNTAG_LABEL "Take a tag away"
#define BULK_GROUP_LABEL "Put into a group"
#define BULK_REVIEW_LABEL "Mark as reviewed today"
#define BULK_DORMANT_LABEL "Set the status to dormant"
#define BULK_NEW_GROUP "A new group"

/* Saved lists */
#define LIST_BY_COORDINATOR "Coordinator"
#define LIST_ENTER_NAME "Enter a name for the list"
#define LIST_NAME_WORDS "The name of the list"
#define LIST_TAKEN "Your partnership has a list of that name already"
#define LIST_MANY "A partnership has at most 100 lists, and a group at most 1,000 organisations"

#endif
