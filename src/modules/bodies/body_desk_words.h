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

#endif
