/* account_words.h: the sentences of a person's own pages and of the mails about a sign-in. */
#ifndef MODULES_PEOPLE_ACCOUNT_WORDS_H
#define MODULES_PEOPLE_ACCOUNT_WORDS_H

/* name and address */
#define OWN_ENTER_NAME "Enter your name"
#define OWN_NAME "Your name"
#define OWN_ENTER_EMAIL "Enter your new email address"
#define OWN_EMAIL_FORM "Enter an email address in the correct format, like name@example.com"
#define OWN_EMAIL_SAME "Enter an address that is not the one you have now"
#define OWN_EMAIL_OFTEN                                                                        \
    "We have sent 3 mails to that address today. Try again tomorrow, or enter another address"
#define OWN_EMAIL_TAKEN "This address has a sign-in of its own now. Ask for another address"

/* password */
#define OWN_ENTER_CURRENT "Enter your current password"
#define OWN_CURRENT_WRONG "Your current password is not right"
#define OWN_CURRENT_WAIT "There were too many wrong tries. Wait %.*s and try again"

#define OWN_ROLE_LAST_ADMIN                                                                    \
    "You are the last administrator. Make somebody else administrator first"
#define OWN_ROLE_LEAD                                                                          \
    "You lead the editors of this organisation. Hand the lead to one of them first"

/* code app */
#define FACTOR_ENTER_CODE "Enter the 6 digit code"
#define FACTOR_WRONG_CODE                                                                      \
    "That code is not right. Wait for the next one in your app, and check the time on your "   \
    "phone"
#define FACTOR_STALE                                                                           \
    "This page was open too long. Scan the new code below, then enter the 6 digits of your "   \
    "app"

/* subjects: nothing that somebody typed (S6) */
#define SUBJECT_PASSWORD "Your password was changed"
#define SUBJECT_EMAIL_CONFIRM "Confirm your new email address"
#define SUBJECT_EMAIL_TAKEN "Your email address has a sign-in already"
#define SUBJECT_EMAIL_ASKED "A new email address was asked for"
#define SUBJECT_EMAIL_CHANGED "Your email address was changed"
#define SUBJECT_FACTOR_SET "A code app was set up for your sign-in"
#define SUBJECT_FACTOR_RESET "The code app of your sign-in was removed"
#define SUBJECT_CODES "New recovery codes for your sign-in"
#define SUBJECT_SIGN_IN "Your account was used on a new device"
#define SUBJECT_SLEEPS "Sign in to keep your account"
#define SUBJECT_CLOSED "Your account was closed"

#endif
