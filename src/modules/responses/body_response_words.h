/* body_response_words.h: the sentences about an organisation's responses. */
#ifndef MODULES_RESPONSES_BODY_RESPONSE_WORDS_H
#define MODULES_RESPONSES_BODY_RESPONSE_WORDS_H

#define BODY_SAID "Answered the consultation “%.*s”."
#define BODY_SAID_BY "organisation"
#define SUBJECT_BODY_SIGN "Sign off your organisation’s response"

#define BODY_SELECT_CONSULTATION "Select a consultation that is open"
#define BODY_SELECT_SIGNER "Select who signs off"

#define REUSE_SELECT "Select at least one answer"
#define JOINT_ENTER_NAME "Enter the name of the organisation"
#define JOINT_NAME_NOUN "The name"
#define JOINT_TOO_MANY "A response can name up to 40 organisations"

#endif
