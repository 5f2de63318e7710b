/* own_response_words.h: the sentences of one's own response that stand in code. */
#ifndef MODULES_RESPONSES_OWN_RESPONSE_WORDS_H
#define MODULES_RESPONSES_OWN_RESPONSE_WORDS_H

#define OWN_ENTER_RECEIPT "Enter your receipt number"
#define OWN_ENTER_EMAIL "Enter the email address that you gave with your response"
#define OWN_EMAIL_FORM "Enter an email address in the correct format, like name@example.com"
#define OWN_ENTER_REPLY "Enter your answer"
#define OWN_REPLY_NOUN "Your answer"
#define OWN_BY_RESPONDENT "respondent"
#define OWN_WITHDRAWN "Withdrawn by its sender"

#define SUBJECT_RESPONSE_LINK "Your link to your response"

#endif
