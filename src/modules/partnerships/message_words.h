/* message_words.h: the sentences of messages to a partnership and of reported details. */
#ifndef MODULES_PARTNERSHIPS_MESSAGE_WORDS_H
#define MODULES_PARTNERSHIPS_MESSAGE_WORDS_H

#define MESSAGE_ENTER_NAME "Enter your name"
#define MESSAGE_NAME "Your name"
#define MESSAGE_ORGANISATION "The name of your organisation"
#define MESSAGE_ENTER_EMAIL "Enter your email address"
#define MESSAGE_EMAIL_FORM "Enter an email address in the correct format, like name@example.com"
#define MESSAGE_ENTER_MESSAGE "Enter your message"
#define MESSAGE_MESSAGE "Your message"
#define MESSAGE_COPY "Send my message to this address too"

#define REPORT_SELECT "Select what is wrong"
#define REPORT_ENTER_DETAILS "Enter what it should say"
#define REPORT_DETAILS "What it should say"
#define REPORT_PERSON_LABEL "The person or role is wrong"
#define REPORT_NUMBER_LABEL "The phone number or email address is wrong"
#define REPORT_LINK_LABEL "A link does not work"
#define REPORT_OTHER_LABEL "Something else"

/* subjects: the partnership's name and the reference, nothing that somebody typed (S6) */
#define SUBJECT_MESSAGE "Message for %.*s (%.*s)"
#define SUBJECT_COPY "Your message to %.*s (%.*s)"
#define SUBJECT_MESSAGE_REFUSED "Your message to %.*s could not be delivered (%.*s)"
#define SUBJECT_REPORT "A detail may be wrong: %.*s (%.*s)"
#define SUBJECT_REPORT_RECEIVED "Your report about %.*s (%.*s)"

#endif
