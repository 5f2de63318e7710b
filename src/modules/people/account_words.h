/* account_words.h: the sentences of a person's own pages and of the mails about a sign-in. */
#ifndef MODULES_PEOPLE_ACCOUNT_WORDS_H
#define MODULES_PEOPLE_ACCOUNT_WORDS_H

#define ACCOUNT_EMAIL_FORM "Enter an email address in the correct format, like name@example.com"
#define ACCOUNT_ENTER_NAME "Enter your name"
#define ACCOUNT_NAME "Your name"
#define ACCOUNT_ENTER_EMAIL "Enter your new email address"
#define ACCOUNT_SAME_EMAIL "Enter an address that is not the one you have now"
#define ACCOUNT_EMAIL_OFTEN                                                                    \
    "We have sent 3 mails to that address today. Try again tomorrow, or enter another address"

#define PASSWORD_ENTER_CURRENT "Enter your current password"
#define PASSWORD_CURRENT_WRONG "Your current password is not right"
#define PASSWORD_CURRENT_WAIT                                                                  \
    "Your current password is not right. Wait %lld seconds and try again"
#define PASSWORD_ENTER_NEW "Enter a new password"
#define PASSWORD_SAY_SHORT "Your new password must be 12 characters or more"
#define PASSWORD_SAY_LONG "Your new password must be 256 characters or fewer"
#define PASSWORD_SAY_NOT_TEXT "Your new password has a character that we cannot read"
#define PASSWORD_SAY_EMPTY                                                                     \
    "Your new password needs letters too. Numbers and signs alone are easy to guess"
#define PASSWORD_SAY_LISTED                                                                    \
    "Your new password is made of words that many people use. Choose one that is harder to "   \
    "guess"
#define PASSWORD_SAY_PATTERN                                                                   \
    "Your new password repeats one character, or follows the keyboard or the alphabet. "       \
    "Choose "                                                                                  \
    "one that is harder to guess"
#define PASSWORD_SAY_NAME                                                                      \
    "Your new password is mostly your name, a place or the name of this service. Choose one "  \
    "that is harder to guess"

#define FACTOR_ENTER_CODE "Enter the 6 digit code"
#define FACTOR_WRONG_CODE                                                                      \
    "That code is not right. Wait for the next one in your app, and check the time on your "   \
    "phone"
#define FACTOR_STALE                                                                           \
    "This page was open too long. Scan the new code below, then enter the 6 digits of your "   \
    "app"

#define SESSIONS_NONE_SUCH "That device has signed out already"

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
