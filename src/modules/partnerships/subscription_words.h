/* subscription_words.h: the sentences of mail about chosen topics and areas. */
#ifndef MODULES_PARTNERSHIPS_SUBSCRIPTION_WORDS_H
#define MODULES_PARTNERSHIPS_SUBSCRIPTION_WORDS_H

/* topics: what a person ticks */
#define TOPIC_CONTACT_ROUTE_LABEL "When the contact details change or are checked"
#define TOPIC_CONSULTATIONS_LABEL "When a consultation opens, is about to close, or closes"
#define TOPIC_RESULTS_LABEL "When results and feedback are published"
#define TOPIC_PLANS_LABEL "When a plan or a statement is published"
#define TOPIC_REPORTS_LABEL "When a yearly report is published"
#define TOPIC_EVENTS_LABEL "When an event is announced or changed"

#define SUBSCRIBE_EVERYWHERE "All of Scotland"

#define SUBSCRIBE_SELECT_TOPIC "Select what you want to hear about"
#define SUBSCRIBE_SELECT_AREA "Select at least one area"
#define SUBSCRIBE_ENTER_EMAIL "Enter your email address"
#define SUBSCRIBE_EMAIL_FORM                                                                   \
    "Enter an email address in the correct format, like name@example.com"

/* subjects: nothing that somebody typed (S6) */
#define SUBJECT_CONFIRM "Confirm that you want emails from %.*s"
#define SUBJECT_STARTED "You get emails from %.*s now"
#define SUBJECT_NEWS_ONE "%.*s: what changed"
#define SUBJECT_NEWS_MANY "What changed in %zu partnerships"

/* lines of news about a contact route; all but the last with the name of a step */
#define NEWS_STEP_ADDED "Added"
#define NEWS_STEP_CHANGED "Changed"
#define NEWS_STEP_REMOVED "Removed"
#define NEWS_ROUTE_CHECKED "The contact details were checked"

#endif
