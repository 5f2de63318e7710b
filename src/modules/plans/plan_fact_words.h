/* plan_fact_words.h: what the two facts, the status and the acts are called (glossary.md). */
#ifndef MODULES_PLANS_PLAN_FACT_WORDS_H
#define MODULES_PLANS_PLAN_FACT_WORDS_H

#define PART_IS_NOT_ASKED "Not asked"
#define PART_IS_ASKED "Asked"
#define PART_IS_TAKING_PART "Taking part"
#define PART_IS_DECLINED "Declined"
#define PART_IS_NO_REPLY "No reply"
#define PART_IS_UNREACHABLE "Could not be reached"

#define CONS_IS_NOT_SENT "Draft not sent"
#define CONS_IS_TRIED "Tried, not delivered"
#define CONS_IS_SENT "Sent"
#define CONS_IS_REPLIED "Replied"

#define STATUS_IS_NOT_SUITABLE "Not in scope"
#define STATUS_IS_PARTICIPATING "Taking part"
#define STATUS_IS_CONSULTED "Consulted"
#define STATUS_IS_INVITED "Invited"
#define STATUS_IS_IDENTIFIED "Nothing done yet"

#define ACT_IS_INVITED "It was asked to take part"
#define ACT_IS_TAKES_PART "It takes part"
#define ACT_IS_DECLINED "It declined, or stopped taking part"
#define ACT_IS_NO_REPLY "No reply, close the tries"
#define ACT_IS_UNREACHABLE "It could not be reached"

#endif
