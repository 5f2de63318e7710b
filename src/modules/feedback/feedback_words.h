/* feedback_words.h: the sentences of feedback that code chooses. */
#ifndef MODULES_FEEDBACK_FEEDBACK_WORDS_H
#define MODULES_FEEDBACK_FEEDBACK_WORDS_H

/* Decisions (glossary) */
#define DECISION_CHANGED "Changed"
#define DECISION_PARTLY "Changed in part"
#define DECISION_NOT_CHANGED "Not changed"
#define DECISION_ALREADY "Already being done"
#define DECISION_FOR_OTHERS "For others to decide"

#define FEEDBACK_NEWS "‘%.*s’: what was done with what people said is published"
#define SUBJECT_FEEDBACK_TOLD "What became of your answer: %.*s"

#define FEEDBACK_NO_THEME "Other things that you told us"

/* The public history */
#define FEEDBACK_TOLD_MANY "%zu answers"
#define FEEDBACK_TOLD_PARTS "%.*s: %.*s"
#define FEEDBACK_PART_ASKED "we asked"
#define FEEDBACK_PART_SAID "you said"
#define FEEDBACK_PART_DID "we did"
#define FEEDBACK_PART_REASON "why"
#define FEEDBACK_PART_PLAN "in the plan"
#define FEEDBACK_PART_THEME "theme"
#define FEEDBACK_PART_DECISION "decision"

/* mails about a promised day */
#define PROMISE_SUBJECT "Results of %.*s are promised soon"
#define PROMISE_SUBJECT_LATE "Results of %.*s are overdue"

#endif
