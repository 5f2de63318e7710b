/* step_words.h: the sentences of editing a contact route and of its history (architecture,
 * decision 5). */
#ifndef MODULES_PARTNERSHIPS_STEP_WORDS_H
#define MODULES_PARTNERSHIPS_STEP_WORDS_H

/* What a step is called that says no role of its own */
#define STEP_FIRST_TITLE "Who to contact first"
#define STEP_TSI_TITLE "Third Sector Interface"
#define STEP_COUNCIL_TITLE "Council"
#define WAY_FORUM "Third sector forum"
#define WAY_SEAT "Seat on the partnership"
#define WAY_MAILING_LIST "Mailing list"
#define WAY_NEXT_MEETING "Next meeting"

/* Kinds of step, to choose from */
#define KIND_COORDINATOR "Coordinator, or whoever to contact first"
#define KIND_TSI "Third Sector Interface"
#define KIND_COUNCIL "Council"
#define KIND_FORUM "Third sector forum"
#define KIND_SEAT "Seat on the partnership"
#define KIND_MAILING_LIST "Mailing list"
#define KIND_NEXT_MEETING "Next meeting"
#define STEP_AREA_ALL "The whole partnership"

/* Where a change was found: to choose from, in a history, and as the source of a step */
#define FOUND_PARTNERSHIP "The partnership itself"
#define FOUND_PARTNERSHIP_HINT "You know it to be right. The step is then checked today."
#define FOUND_COUNCIL "The council’s website"
#define FOUND_TSI "The Third Sector Interface"
#define FOUND_CONTACT "An email or a call"
#define FOUND_OTHER "Somewhere else"
#define FOUND_PUT_BACK "Put back from the history"
#define FROM_PARTNERSHIP "the partnership"
#define FROM_COUNCIL "the council’s website"
#define FROM_TSI "the Third Sector Interface"
#define FROM_CONTACT "an email or a call"
#define FROM_JOINED "%.*s; %.*s"

/* Who: role titles only */
#define BY_COORDINATOR "coordinator"
#define BY_ADMIN "site administrator"

/* States of a field, for the coordinator */
#define FIELD_CHECKED "Checked on %.*s"
#define FIELD_SEEN "Seen in the source"
#define FIELD_UNCONFIRMED "Not confirmed"

/* Fields, in lists and histories */
#define LABEL_ROLE "Role"
#define LABEL_ORGANISATION "Organisation"
#define LABEL_EMAIL "Mailbox"
#define LABEL_PHONE "Phone"
#define LABEL_URL "Website"
#define LABEL_DETAIL "More about it"
#define LABEL_NAME "Name of the partnership"
#define LABEL_POSITION "Place in the order"
#define MAILBOX_HIDDEN "an address that is not shown here"

/* A history */
#define ACT_ADDED "Added: %.*s"
#define ACT_CHANGED "Changed: %.*s"
#define ACT_REMOVED "Removed: %.*s"
#define ACT_MOVED "Moved: %.*s"
#define ACT_CHECKED "Checked: %.*s"
#define ACT_NAME "Name of the partnership"
#define HISTORY_TITLE "%.*s: changes to the contact details"
#define CRUMB_WORKSPACE_PAGE "Partnership page"
#define CRUMB_HISTORY "Changes"

/* Errors */
#define STEP_SELECT_KIND "Select what kind of step this is"
#define STEP_SELECT_AREA "Select which council area this is for"
#define STEP_ENTER_WHO "Enter a role or an organisation"
#define STEP_ENTER_WAY                                                                         \
    "Enter how organisations take part this way, or which organisation runs it"
#define STEP_ENTER_NAME "Enter the name of the partnership"
#define STEP_ROLE "The role"
#define STEP_ORGANISATION "The organisation"
#define STEP_EMAIL_FORM                                                                        \
    "Enter an email address in the correct format, like community.justice@example.org"
#define STEP_EMAIL_PERSON                                                                      \
    "This looks like one person’s address. Enter a shared mailbox, or say that this is one"
#define STEP_EMAIL_SHARED "Yes, this is a shared mailbox"
#define STEP_PHONE_FORM "Enter a phone number, like 0131 496 0123"
#define STEP_URL_FORM "Enter a web address that begins with https:// or http://"
#define STEP_DETAIL "What you say about it"
#define STEP_SELECT_SOURCE "Select where you found this"
#define STEP_ENTER_OTHER "Enter where you found this"
#define STEP_OTHER "Where you found this"
#define STEP_ENTER_EVIDENCE "Copy the words you saw, or the address of the page"
#define STEP_EVIDENCE "The words you saw"
#define STEP_NOTHING_CHANGED                                                                   \
    "You have not changed anything. To say that the details are right, select “The "         \
    "partnership itself”"
#define STEP_TOO_MANY "This route has 64 steps, which is the most it can have"
#define NAME_WORDS "The name"

#endif
