/* interest_words.h: the sentences of expressions of interest that stand in code. */
#ifndef MODULES_BODIES_INTEREST_WORDS_H
#define MODULES_BODIES_INTEREST_WORDS_H

#define INTEREST_LABEL_WAITING "Waiting for an answer"
#define INTEREST_LABEL_ASKED "Has a question for you"
#define INTEREST_LABEL_REPLIED "You answered, waiting"
#define INTEREST_LABEL_ACCEPTED "Accepted"
#define INTEREST_LABEL_DECLINED "Declined"
#define INTEREST_LABEL_WITHDRAWN "Withdrawn"
/* the same as a coordinator sees it */
#define INTEREST_DESK_WAITING "New"
#define INTEREST_DESK_ASKED "Asked, no reply yet"
#define INTEREST_DESK_REPLIED "Replied"

/* who */
#define INTEREST_ENTER_NAME "Enter the name of your organisation"
#define INTEREST_NAME_NOUN "The name of your organisation"
#define INTEREST_NUMBER_WRONG                                                                  \
    "Enter a Scottish charity number: SC and 6 digits, like SC012345. Leave it empty if you "  \
    "have none"
#define INTEREST_SITE_WRONG                                                                    \
    "Enter a website address in the correct format, like www.example.org"
#define INTEREST_DESCRIBED_NOUN "The description"
#define INTEREST_DESCRIBED_NAMES "The description must not hold the name"
#define INTEREST_SELECT_SAID "Select your organisation, or that it is none of these"
#define INTEREST_NONE_OF_THESE "None of these"
#define BODY_OPTION "%.*s, charity number %.*s"

/* what */
#define INTEREST_ENTER_WHAT "Enter what your organisation does"
#define INTEREST_WHAT_NOUN "What your organisation does"
#define INTEREST_SELECT_GROUND                                                                 \
    "Select what describes your organisation, or that you are not sure"
#define INTEREST_GROUND_COMMUNITY "Works for a community, with or without a link to justice"
#define INTEREST_GROUND_UNSURE "None of these, or not sure"

/* where */
#define INTEREST_SELECT_AREA "Select at least one council area"
#define INTEREST_SCOTLAND "All of Scotland"
#define INTEREST_SCOTLAND_HINT "We ask every partnership"
#define INTEREST_PART_OF "Part of the %.*s partnership: one coordinator for its councils"

/* how */
#define INTEREST_SELECT_HOW "Select how your organisation wants to be involved"
#define INTEREST_HOW_TOLD "Be told what happens"
#define INTEREST_HOW_ASKED "Be asked for our views"
#define INTEREST_HOW_WRITE "Help write the plan"
#define INTEREST_HOW_GROUP "Sit on a group or the partnership"
#define INTEREST_NEEDS_NOUN "What you need"

/* contact */
#define INTEREST_SELECT_CHANNEL "Select how to reach you"
#define INTEREST_BY_EMAIL "By email"
#define INTEREST_BY_PHONE "By telephone"
#define INTEREST_BY_LETTER "By letter"
#define INTEREST_ENTER_PERSON "Enter the name of the person to contact"
#define INTEREST_PERSON_NOUN "The name of the person"
#define INTEREST_ROLE_NOUN "Their role"
#define INTEREST_ENTER_EMAIL "Enter an email address, so that we can reach you by email"
#define INTEREST_EMAIL_FORM                                                                    \
    "Enter an email address in the correct format, like name@example.com"
#define INTEREST_ENTER_PHONE "Enter a telephone number, so that we can call you"
#define INTEREST_PHONE_WRONG "Enter a telephone number, like 0131 496 0123"
#define INTEREST_ENTER_ADDRESS "Enter a postal address, so that we can write to you"
#define INTEREST_ADDRESS_NOUN "The postal address"

/* answers */
#define INTEREST_ENTER_REPLY "Enter your answer"
#define INTEREST_REPLY_NOUN "Your answer"
#define INTEREST_ENTER_QUESTION "Enter your question"
#define INTEREST_QUESTION_NOUN "Your question"
#define INTEREST_ENTER_REASON "Enter the reason. The organisation reads it"
#define INTEREST_REASON_NOUN "The reason"
#define INTEREST_NOTE_NOUN "Your words"
#define INTEREST_SELECT_ENTRY "Select the entry of the register, or make a new one"
#define INTEREST_NEW_ENTRY "A new entry"
#define INTEREST_SELECT_KIND "Select what kind of organisation it is"
#define INTEREST_SOURCE "Expression of interest %.*s"
#define INTEREST_EVENT_SENT "Asked to be involved: %.*s"
#define INTEREST_ENTER_REFERENCE "Enter your reference, like FIF-7K3M-92Q2"

/* subjects: names of ours and the reference, nothing that somebody typed (S6) */
#define SUBJECT_INTEREST_RECEIVED "Your offer to be involved (%.*s)"
#define SUBJECT_INTEREST_LINK "Your link to your offer (%.*s)"
#define SUBJECT_INTEREST_NEW "An organisation asks to be involved: %.*s (%.*s)"
#define SUBJECT_INTEREST_REPLY "A reply about an offer: %.*s (%.*s)"
#define SUBJECT_INTEREST_WITHDRAWN "An offer was withdrawn: %.*s (%.*s)"
#define SUBJECT_INTEREST_ACCEPTED "%.*s has accepted your offer (%.*s)"
#define SUBJECT_INTEREST_ASKED "%.*s has a question about your offer (%.*s)"
#define SUBJECT_INTEREST_DECLINED "%.*s has answered your offer (%.*s)"

#endif
