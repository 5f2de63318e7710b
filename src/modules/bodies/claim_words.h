/* claim_words.h: the sentences of joining: claims, their decisions, an organisation's people.
 */
#ifndef MODULES_BODIES_CLAIM_WORDS_H
#define MODULES_BODIES_CLAIM_WORDS_H

/* the question pages */
#define JOIN_ENTER_FIND "Enter the charity number or the name of your organisation"
#define JOIN_SELECT_ENTRY "Select your organisation, or that it is not in the list"
#define JOIN_NONE "It is not in this list"
#define JOIN_NONE_HINT "You can ask for a new entry"
#define JOIN_HINT_NUMBER "Charity number %.*s"
#define JOIN_ENTER_NAME "Enter the name of your organisation"
#define JOIN_NAME "The name"
#define JOIN_NUMBER_FORM "A Scottish charity number is SC and 6 digits, like SC012345"
#define JOIN_SELECT_KIND "Select what kind of organisation it is"
#define JOIN_ENTER_WHAT "Enter what your organisation does"
#define JOIN_WHAT "What your organisation does"
#define JOIN_SITE_FORM "Enter a website address in the correct format, like www.example.org"
#define JOIN_SELECT_AREAS "Select at least one council area where your organisation works"
#define JOIN_ENTER_PERSON "Enter your name"
#define JOIN_PERSON "Your name"
#define JOIN_ENTER_ROLE "Enter your role in the organisation"
#define JOIN_ROLE "Your role"
#define JOIN_ENTER_EMAIL "Enter your email address"
#define JOIN_EMAIL_FORM "Enter an email address in the correct format, like name@example.com"
#define JOIN_WORDS "This"

/* subjects: a reference of ours, and nothing that somebody typed (S6) */
#define SUBJECT_CLAIM_LINK "Confirm that you speak for an organisation: %.*s"
#define SUBJECT_CLAIM_RECEIVED "We have your request %.*s"
#define SUBJECT_CLAIM_WAITS "A request to look after an entry waits: %.*s"
#define SUBJECT_CLAIM_APPROVED "Your request %.*s is approved"
#define SUBJECT_CLAIM_DENIED "Your request %.*s was not approved"
#define SUBJECT_CLAIM_ASKED "A question about your request %.*s"

/* states */
#define CLAIM_WORDS_UNCONFIRMED "Link not opened yet"
#define CLAIM_WORDS_PENDING "Waiting"
#define CLAIM_WORDS_APPROVED "Approved"
#define CLAIM_WORDS_DENIED "Denied"
#define CLAIM_PROOF_DOMAIN "A mail to the organisation’s own domain"
#define CLAIM_PROOF_COORDINATOR "You decide"
#define CLAIM_PROOF_LEAD "Whoever leads the editors decides; you can too"

/* a decision */
#define DECIDE_SELECT "Select what you decide"
#define DECIDE_APPROVE "Approve"
#define DECIDE_APPROVE_HINT "They become an editor of the entry, and are told by email"
#define DECIDE_ASK "Ask a question first"
#define DECIDE_ASK_HINT "The request goes on waiting"
#define DECIDE_DENY "Deny"
#define DECIDE_DENY_HINT "They are told your reason by email"
#define DECIDE_ENTER_WORDS "Enter your question, or the reason, for the person who asks"
#define DECIDE_WORDS "Your words"
#define DECIDE_SELECT_ENTRY "Select a new entry, or the one that it is"
#define DECIDE_NEW "Make a new entry"
#define DECIDE_OWN "This request is your own. Somebody else has to decide it"
#define DECIDE_CLOSED                                                                          \
    "The account with this email address is closed. An administrator has to open it first"
#define DECIDE_MAILS_OF_DAY                                                                    \
    "This address has had as many emails from us as it may have in a day. Try again tomorrow"
#define DECIDE_CANNOT_MAIL "Mail cannot be sent to this address. Deny the request"
#define DECIDE_ENTRY_WRONG "A new entry cannot be made of this: %.*s"
#define DECIDE_SOURCE "Asked for by the organisation itself"

/* an organisation's people */
#define EDITORS_ENTER_NAME "Enter the person’s name"
#define EDITORS_NAME "The name"
#define EDITORS_ENTER_EMAIL "Enter the person’s email address"
#define EDITORS_HAS_ROLE "This person is an editor of the entry already"
#define EDITORS_CLOSED                                                                         \
    "The account with this address is closed. The people who run this site can open it"
#define EDITORS_OWN "You are an editor of the entry already"
#define EDITORS_ROLES_MAX "This person has as many roles as one can have"
#define EDITORS_OVER "This has changed meanwhile. Go back and look again"

#define STEP_EDITOR_TITLE "End the role of %s?"
#define STEP_EDITOR_TEXT                                                                       \
    "They cannot change the entry any more. They are signed out, and links that were mailed "  \
    "to them stop working. What they did stays in the history."
#define STEP_EDITOR_BUTTON "End role"
#define STEP_LEAD_TITLE "Hand the lead to %s?"
#define STEP_LEAD_TEXT                                                                         \
    "From now on they invite others, end roles and decide who joins. You stay an editor. "     \
    "They "                                                                                    \
    "are signed out once and have to sign in again."
#define STEP_LEAD_BUTTON "Hand over the lead"

#endif
