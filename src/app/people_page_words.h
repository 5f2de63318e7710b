/*
 * people_page_words.h: the sentences of the pages that look after people, in one table.
 */
#ifndef APP_PEOPLE_PAGE_WORDS_H
#define APP_PEOPLE_PAGE_WORDS_H

/* roles: as a choice, and what each may */
#define ROLE_LABEL_BODY_EDITOR "Editor of an organisation"
#define ROLE_LABEL_COORDINATOR "Coordinator"
#define ROLE_LABEL_ANALYST "Analyst"
#define ROLE_LABEL_NETWORK_COORDINATOR "Network member, coordinator"
#define ROLE_LABEL_NETWORK_NATIONAL "Network member, national partner"
#define ROLE_LABEL_ADMIN "Administrator"
#define ROLE_HINT_BODY_EDITOR                                                                  \
    "Looks after the entry of one organisation, and answers for it. The first one leads"
#define ROLE_HINT_COORDINATOR                                                                  \
    "Works for one partnership: its page, consultations, plans and reports"
#define ROLE_HINT_ANALYST "Reads and sorts answers to one partnership. Publishes nothing"
#define ROLE_HINT_NETWORK_COORDINATOR                                                          \
    "Takes part in the national network, also in sessions for coordinators only"
#define ROLE_HINT_NETWORK_NATIONAL                                                             \
    "Takes part in the national network, but never in sessions for coordinators only"
#define ROLE_HINT_ADMIN "Looks after the directory, resources, people and settings"
#define ROLE_AT "%.*s, %.*s"
#define ROLE_AT_LEAD "%.*s, %.*s (lead)"

/* states */
#define STATE_INVITED "Invited"
#define STATE_ACTIVE "Active"
#define STATE_SLEEPING "Dormant"
#define STATE_CLOSED "Closed"
#define FILTER_ANY_ROLE "Any role"
#define FILTER_ANY_PARTNERSHIP "Any partnership"
#define FILTER_ANY_STATE "Any state"
#define SELECT_PARTNERSHIP_FIRST "Select a partnership"

/* who gave a role */
#define GIVEN_BY_OPERATOR "The operator of the server"
#define GIVEN_BY_LINK "The first administrator’s link"
#define GIVEN_BY_NOBODY "Not recorded"
#define GIVEN_BY_ERASED "An account that was erased"

/* forms */
#define ASK_ENTER_NAME "Enter the person’s name"
#define ASK_NAME "The name"
#define ASK_ENTER_EMAIL "Enter the person’s email address"
#define ASK_EMAIL_FORM "Enter an email address in the correct format, like name@example.com"
#define ASK_SELECT_ROLE "Select what the person may do"
#define ASK_SELECT_PARTNERSHIP "Select the partnership"
#define ASK_ENTER_BODY "Enter the charity number or the name of the organisation"
#define ASK_NO_BODY                                                                            \
    "No single organisation has this number or name. Enter its charity number, like SC012345"
#define ASK_UNTIL_PAST "The end date must be today or later"
#define ASK_CLOSED                                                                             \
    "The account with this address is closed. Open it again before you give it a role"
#define ASK_HAS_ROLE "This person has that role already"
#define ASK_OWN "You cannot give a role to yourself. Another administrator has to do it"
#define ASK_MAILS_OF_DAY                                                                       \
    "This address has had as many emails from us as it may have in a day. Try again tomorrow"
#define ASK_ROLES_MAX "This person has as many roles as one can have"
#define ASK_REASON "Enter why the second factor has to go"
#define ASK_REASON_NOUN "The reason"
#define FIND_ENTER "Enter a part of a name or email address"

/* why a step could not be done: beside its button */
#define STEP_LAST_ADMIN                                                                        \
    "This is the only administrator without an end date. Make another administrator first"
#define STEP_OWN "Another administrator has to do this for you"
#define STEP_OVER "This has changed meanwhile. Go back and look again"

/* steps: title, what happens, button */
#define STEP_CLOSE_TITLE "Close the account of %s?"
#define STEP_CLOSE_TEXT                                                                        \
    "They are signed out everywhere at once and cannot sign in again. Links that were mailed " \
    "to them stop working. Their roles stay as they are, and you can open the account again."
#define STEP_CLOSE_BUTTON "Close account"
#define STEP_REOPEN_TITLE "Open the account of %s again?"
#define STEP_REOPEN_TEXT                                                                       \
    "They can sign in again, with the password and the second factor they had. Roles that "    \
    "have not ended count again at once."
#define STEP_REOPEN_BUTTON "Open account"
#define STEP_SIGN_OUT_TITLE "Sign %s out everywhere?"
#define STEP_SIGN_OUT_TEXT                                                                     \
    "Every browser in which they are signed in is signed out now. They can sign in again."
#define STEP_SIGN_OUT_BUTTON "Sign out everywhere"
#define STEP_END_TITLE "End a role of %s?"
#define STEP_END_TEXT                                                                          \
    "The role is %.*s. It ends now, everywhere. They are signed out, and links that were "     \
    "mailed to them stop working. What they did stays in the record."
#define STEP_END_BUTTON "End role"

/* what was done: above the page */
#define DONE_CLOSE "The account is closed"
#define DONE_REOPEN "The account is open again"
#define DONE_SIGN_OUT "They are signed out everywhere"
#define DONE_END "The role has ended"
#define DONE_GIVE "The role is given. They were told by email"
#define DONE_INVITE "A new invitation is on its way. The one before it no longer works"
#define DONE_ASK_RESET                                                                         \
    "You have asked for the second factor to be reset. They have an email with a link"
#define DONE_AGREE_RESET "You have agreed. It is reset as soon as they press the button"
#define DONE_RESET "The second factor is reset"
#define DONE_STOP_RESET "The reset is stopped"

/* what became of the invitation's mail */
#define MAIL_QUEUED "The email waits to be sent"
#define MAIL_SENT "The email was sent"
#define MAIL_FAILED "The email could not be delivered. Check the address"

/* mails */
#define SUBJECT_FACTOR_RESET "Was it you who asked for your second factor to be reset?"

#endif
