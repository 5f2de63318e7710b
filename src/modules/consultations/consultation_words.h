/* consultation_words.h: the words of the glossary's lists for consultations and responses. */
#ifndef MODULES_CONSULTATIONS_CONSULTATION_WORDS_H
#define MODULES_CONSULTATIONS_CONSULTATION_WORDS_H

#define CONSULTATION_IS_DRAFT "Draft"
#define CONSULTATION_IS_FORTHCOMING "Forthcoming"
#define CONSULTATION_IS_OPEN "Open"
#define CONSULTATION_IS_CLOSED "Closed"
#define CONSULTATION_HAS_RESULTS "Results published"
#define CONSULTATION_IS_ARCHIVED "Archived"
#define CONSULTATION_IS_WITHDRAWN "Withdrawn"
#define CONSULTATION_MOMENT "%.*s on %.*s" /* "11:59pm on Friday 11 December 2026" */

#define KIND_PLAN_EARLY "Early views for the plan"
#define KIND_PLAN_DRAFT "Draft plan"
#define KIND_ANNUAL_REPORT "Yearly report"
#define KIND_REVIEW "Review"
#define KIND_OTHER "Other"

#define PAPER_PLAN_DRAFT "Draft plan"
#define PAPER_PLAN "Plan"
#define PAPER_SUMMARY "Summary"
#define PAPER_CONSULTATION "Consultation paper"
#define PAPER_ASSESSMENT "Needs and strengths assessment"
#define PAPER_IMPACT "Impact assessment"
#define PAPER_ANNUAL_REPORT "Yearly report"
#define PAPER_EASY_READ "Easy read"
#define PAPER_BSL "British Sign Language (BSL)"
#define PAPER_LARGE_PRINT "Large print"
#define PAPER_GAELIC "Gaelic"
#define PAPER_TRANSLATION "Translation"

#define CHANNEL_WEB "Online"
#define CHANNEL_EMAIL "Email"
#define CHANNEL_LETTER "Letter"
#define CHANNEL_PHONE "Phone"
#define CHANNEL_MEETING "Meeting, one to one"
#define CHANNEL_EVENT "Event or group"
#define CHANNEL_SURVEY_IMPORT "Imported survey"
#define CHANNEL_SOCIAL "Social media"

#define CHOICE_WITH_NAME "Publish with name"
#define CHOICE_ANONYMOUS "Publish without name"
#define CHOICE_NOT "Do not publish"
#define CHOICE_NOT_ASKED "Not asked yet, so not published"

#define NAMING_YES "By name"
#define NAMING_DESCRIBE "By description"
#define NAMING_NO "Only in general words"
#define NAMING_NOT_ASKED "Not asked yet"

#define HANDLING_NEW "New"
#define HANDLING_IN_REVIEW "In review"
#define HANDLING_CLARIFY "Asked to clarify"
#define HANDLING_IDENTITY "Check for identity"
#define HANDLING_ACCEPTED "Accepted"
#define HANDLING_WITHHELD "Withheld from publication"

#define COUNTING_VALID "Valid"
#define COUNTING_LATE_OUT "Late, left out"
#define COUNTING_DUPLICATE "Duplicate, left out"
#define COUNTING_WITHDRAWN "Withdrawn"
#define COUNTING_NOT_VALID "Not valid"

#define QUESTION_TYPE_ONE "Choose one"
#define QUESTION_TYPE_SEVERAL "Choose several"
#define QUESTION_TYPE_SCALE "Scale"
#define QUESTION_TYPE_SHORT "Short answer"
#define QUESTION_TYPE_LONG "Long answer"
#define QUESTION_TYPE_NUMBER "Number"
#define QUESTION_TYPE_DATE "Date"
#define QUESTION_TYPE_FILE "File"
#define QUESTION_TYPE_INFORMATION "Information (no answer)"
#define QUESTION_TYPE_PARAGRAPH "Comment on a paragraph"

#endif
