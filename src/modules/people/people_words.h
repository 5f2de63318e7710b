/*
 * people_words.h: the sentences of the people room, in one table (architecture, decision 5).
 */
#ifndef MODULES_PEOPLE_PEOPLE_WORDS_H
#define MODULES_PEOPLE_PEOPLE_WORDS_H

/* the name of a browser in the list of sessions */
#define BROWSER_UNKNOWN "Unknown browser"
#define BROWSER_ON "%s on %s"

/* signing in */
#define SIGN_IN_ENTER_EMAIL "Enter your email address"
#define SIGN_IN_EMAIL_FORM "Enter an email address in the correct format, like name@example.com"
#define SIGN_IN_ENTER_PASSWORD "Enter your password"
#define SIGN_IN_NOT_RIGHT "Email or password is not right"
#define SIGN_IN_PASSWORD_NOT_RIGHT "Password is not right"
#define SIGN_IN_WAIT_WORDS "There were too many wrong tries. Wait %.*s and try again"
#define SIGN_IN_ENTER_CODE "Enter the 6 digit code"
#define SIGN_IN_CODE_NOT_RIGHT                                                                 \
    "That code is not right. Enter the 6 digit code that your app shows now"
#define SIGN_IN_ENTER_RECOVERY "Enter one of your recovery codes"
#define SIGN_IN_RECOVERY_NOT_RIGHT                                                             \
    "That recovery code is not right. Each code works once: try another one"

/* length of a wait */
#define WAIT_SECOND "1 second"
#define WAIT_SECONDS "%lld seconds"
#define WAIT_MINUTE "1 minute"
#define WAIT_MINUTES "%lld minutes"

/* mails */
#define SUBJECT_SIGN_IN_LINK "Your link to sign in"
#define SUBJECT_RESET "Choose a new password"

/* a new password */
#define PASSWORD_ENTER "Enter a new password"
#define PASSWORD_WORDS_NOT_TEXT "Your password holds signs that we cannot read. Type it again"
#define PASSWORD_WORDS_SHORT "Your password must be 12 characters or more"
#define PASSWORD_WORDS_LONG "Your password must be 256 characters or fewer"
#define PASSWORD_WORDS_EMPTY "Your password must have more than digits and signs in it"
#define PASSWORD_WORDS_LISTED                                                                  \
    "Your password is too easy to guess. Use three or four words that do not go together"
#define PASSWORD_WORDS_PATTERN                                                                 \
    "Your password repeats itself or follows the keyboard. Use three or four words instead"
#define PASSWORD_WORDS_NAME                                                                    \
    "Your password is mostly a name that others know: yours, a place or this service"

/* a form kept while its sender signs in */
#define KEPT_TYPED "Your words"

/* the first administrator */
#define FIRST_ADMIN_ENTER_NAME "Enter your name"
#define FIRST_ADMIN_NAME "Your name"
#define FIRST_ADMIN_EMAIL_TAKEN "This email address has an account already. Use another one"

/* roles */
#define ROLE_WORDS_BODY_EDITOR "editor of your organisation’s entry"
#define ROLE_WORDS_COORDINATOR "coordinator"
#define ROLE_WORDS_ANALYST "analyst"
#define ROLE_WORDS_NETWORK_COORDINATOR "member of the coordinators’ network"
#define ROLE_WORDS_NETWORK_NATIONAL "national member of the coordinators’ network"
#define ROLE_WORDS_ADMIN "administrator"
#define ROLE_WORDS_OF "%.*s of the %.*s"
#define ROLE_WORDS_EDITOR_OF "editor of the entry of %.*s"
#define ROLE_WORDS_LEAD_OF "leading editor of the entry of %.*s"

/* asking somebody to join */
#define SUBJECT_INVITATION "You are asked to join %.*s"
#define SUBJECT_ROLE_GIVEN "You have a new role in %.*s"
#define INVITER_OPERATOR "The people who run this site"

#endif
