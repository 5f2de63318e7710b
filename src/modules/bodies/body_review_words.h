/* body_review_words.h: the sentences of the review of entries. */
#ifndef MODULES_BODIES_BODY_REVIEW_WORDS_H
#define MODULES_BODIES_BODY_REVIEW_WORDS_H

#define SUBJECT_REVIEW_FIRST "Is the entry of your organisation still right?"
#define SUBJECT_REVIEW_REMINDER "Reminder: is the entry of your organisation still right?"
#define SUBJECT_REVIEW_URGENT                                                                  \
    "Urgent: the entry of your organisation will be marked as out of date"
#define SUBJECT_REVIEW_TOLD "Entries of organisations that need a review"

#define REVIEW_ENTER_CHANGED "Enter what has changed"
#define REVIEW_CHANGED "What has changed"
#define REVIEW_NEXT_STEP "Correct the entry in the register"
#define REVIEW_BY "the organisation, by the link in a mail"

#define REVIEW_STATE_FIRST "Asked by email"
#define REVIEW_STATE_REMINDER "Reminded by email"
#define REVIEW_STATE_URGENT "Asked urgently by email"
#define REVIEW_STATE_OVERDUE "Overdue: nobody answered"

#endif
