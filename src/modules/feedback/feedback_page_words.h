/* feedback_page_words.h: what pages of feedback say beside their templates. */
#ifndef MODULES_FEEDBACK_FEEDBACK_PAGE_WORDS_H
#define MODULES_FEEDBACK_FEEDBACK_PAGE_WORDS_H

#define FEEDBACK_NO_THEME_OPTION "No theme of the frame"
#define FEEDBACK_THEME_OPTION "%.*s (answers: %lld)"
#define FEEDBACK_ENTER_SAID "Enter what people said"
#define FEEDBACK_SELECT_DECISION "Select what was decided"
#define FEEDBACK_ENTER_DID "Enter what you did or will do"
#define FEEDBACK_ENTER_REASON "Enter why nothing changes"
#define FEEDBACK_ENTER_OTHERS "Enter who decides this, and why it is not you"
#define FEEDBACK_ENTER_URL "Enter the address as https://www.example.org/plan"
#define FEEDBACK_ENTER_PLAN "Enter what the address leads to, for example Action 2.4"
#define FEEDBACK_ENTER_WHY "Enter why you change what was published"
#define FEEDBACK_ENTER_WHY_REMOVED "Enter why you take it down"
#define FEEDBACK_MANY "There are 60 answers. Put some together before you add another"
#define FEEDBACK_NOUN_ASKED "What you asked"
#define FEEDBACK_NOUN_SAID "What people said"
#define FEEDBACK_NOUN_DID "What you did"
#define FEEDBACK_NOUN_REASON "The reason"
#define FEEDBACK_NOUN_PLAN "The place in the plan"
#define FEEDBACK_NOUN_URL "The address"
#define FEEDBACK_NOUN_WHY "Your reason"

#define FEEDBACK_ROW_THEME "Theme"
#define FEEDBACK_ROW_ASKED "We asked"
#define FEEDBACK_ROW_SAID "You said"
#define FEEDBACK_ROW_DECISION "Decision"
#define FEEDBACK_ROW_DID "We did"
#define FEEDBACK_ROW_REASON "Why"
#define FEEDBACK_ROW_PLAN "Place in the plan"
#define FEEDBACK_ROW_URL "Address"

#define SAID_ANY_PARTNERSHIP "Everywhere"
#define SAID_ANY_OUTCOME "Any"
#define SAID_ANY_DECISION "Any"
#define ALTERNATE_SAID_FEED "You said, we did, as a feed (Atom)"

#endif
