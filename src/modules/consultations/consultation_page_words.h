/* consultation_page_words.h: the sentences of the public pages of consultations that code
 * chooses. */
#ifndef MODULES_CONSULTATIONS_CONSULTATION_PAGE_WORDS_H
#define MODULES_CONSULTATIONS_CONSULTATION_PAGE_WORDS_H

#define NAV_CONSULTATIONS_HERE "Consultations"

/* When, in lists: always with the full date beside it */
#define WHEN_CLOSES_TODAY "Closes today"
#define WHEN_CLOSES_TOMORROW "Closes tomorrow"
#define WHEN_CLOSES_IN "Closes in %lld days"
#define WHEN_OPENS_TODAY "Opens today"
#define WHEN_OPENS_TOMORROW "Opens tomorrow"
#define WHEN_OPENS_IN "Opens in %lld days"
#define WHEN_CLOSED "Closed"
#define WHEN_WITHDRAWN "Withdrawn"
#define STATE_OPENS_ON "Opens on %.*s"

#define ASKS_ONE "1 question"
#define ASKS_MANY "%lld questions"
#define ASKS_MINUTE ", about 1 minute"
#define ASKS_MINUTES ", about %lld minutes"
#define NAMES_AND " and "

/* Filters, as they stand in the text above the list */
#define SHOWN_WORDS "Words"
#define SHOWN_AREA "Council area"
#define SHOWN_PARTNERSHIP "Partnership"
#define SHOWN_TOPIC "Topic"
#define SHOWN_STATE "State"
#define SHOWN_CLOSING "Closing"
#define SHOWN_YEAR "Opened in"
#define SHOWN_ANY_AREA "All areas"
#define SHOWN_ANY_TOPIC "Any topic"
#define SHOWN_ANY_STATE "Any state"
#define SHOWN_ANY_CLOSING "Any time"
#define SHOWN_ANY_YEAR "Any year"
#define CLOSING_WEEK "In the next 7 days"
#define CLOSING_MONTH "In the next 30 days"

/* The public history */
#define CHANGE_PUBLISHED "Published"
#define CHANGE_EXTENDED "Closing moved to a later date"
#define CHANGE_QUESTION "Words of a question changed"
#define CHANGE_QUESTION_ADDED "Question added"
#define CHANGE_QUESTION_REMOVED "Question taken out"
#define CHANGE_DOCUMENT_ADDED "Paper added"
#define CHANGE_DOCUMENT_REPLACED "Paper replaced"
#define CHANGE_DOCUMENT_REMOVED "Paper taken out"
#define CHANGE_PRIVACY "Privacy notice changed"
#define CHANGE_DETAILS "Details changed"
#define CHANGE_RESULTS "Results published"
#define CHANGE_FEEDBACK "Published what changed after your views"
#define CHANGE_FEEDBACK_CHANGED "Changed what is said about your views"
#define CHANGE_FEEDBACK_REMOVED "Took down what was said about your views"
#define CHANGE_WITHDRAWN "Withdrawn"
#define CHANGE_ARCHIVED "Archived"

/* What a change of details says in it: a line for each that differs */
#define TOLD_TITLE "Title: "
#define TOLD_RESULTS "Results promised by "
#define TOLD_RESULTS_TOO "results now promised by %.*s, before by %.*s"
#define TOLD_WHO "Who may answer: "
#define TOLD_ALL "everybody"
#define TOLD_INVITED "organisations that are invited"
#define TOLD_SUMMARY "Summary"
#define TOLD_OVERVIEW "Overview"
#define TOLD_WHY "Why your views matter"
#define TOLD_NEXT "What happens next"
#define TOLD_AREAS "Areas"
#define TOLD_AUDIENCES "Audiences"
#define TOLD_TOPICS "Topics"
#define TOLD_OUTCOMES "Outcomes"
#define TOLD_OTHER_WAYS "Other ways to give your views"
#define TOLD_CONTACT "Contact"
#define TOLD_EMAIL "Email address"
#define TOLD_PHONE "Phone number"
#define TOLD_POST "Postal address"

/* Alternate forms */
#define ALTERNATE_CONSULTATIONS_JSON "These consultations as data (JSON)"
#define ALTERNATE_CONSULTATIONS_CSV "These consultations for a spreadsheet (CSV)"
#define ALTERNATE_CONSULTATIONS_FEED "These consultations as a feed (Atom)"
#define ALTERNATE_CONSULTATIONS_CALENDAR "Opening and closing dates (calendar)"
#define ALTERNATE_CONSULTATION_JSON "This consultation as data (JSON)"
#define ALTERNATE_CONSULTATION_CALENDAR "Dates of this consultation (calendar)"

/* Calendars */
#define CALENDAR_NAME "Consultations – %.*s"
#define CALENDAR_OPENS "Opens: %.*s"
#define CALENDAR_CLOSES "Closes: %.*s"
#define CALENDAR_RESULTS "Results promised: %.*s"
#define CALENDAR_ABOUT "%.*s, %.*s." /* areas, reference */

#define CONSULTATIONS_ATTRIBUTION                                                              \
    "Consultations of %.*s, under the Open Government Licence v3.0"

#define HOME_OPEN_ONE "1 open consultation"
#define HOME_OPEN_MANY "%lld open consultations"

#endif
