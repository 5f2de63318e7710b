/* response_desk_words.h: the sentences of the coordinators' pages of responses. */
#ifndef MODULES_RESPONSES_RESPONSE_DESK_WORDS_H
#define MODULES_RESPONSES_RESPONSE_DESK_WORDS_H

#define RESPONSE_ROLE "Coordinator" /* who did it, as kept beside notes */
#define RESPONSE_ANY "All"
#define RESPONSE_STATUS_WAITING "Waiting for you"
#define RESPONSE_READ_CONFIRMED "Confirmed by whoever gave it"
#define RESPONSE_READ_CORRECTED "Corrected by whoever gave it"
#define RESPONSE_READ_UNANSWERED "Asked to check, no reply yet"
#define RESPONSE_LATE_WAITING "Late, to be decided"
#define RESPONSE_LATE_IN "Late, taken in"
#define RESPONSE_LATE_OUT "Late, left out"
#define RESPONSE_NO_NAME "No name given"
#define RESPONSE_MANY "more than 1,000"
#define RESPONSE_WITH_NAME "With name"
#define RESPONSE_WITHOUT_NAME "Without name"
#define RESPONSE_NOT_PUBLISHED "Do not publish"
#define RESPONSE_NOT_ASKED "Not asked"
#define RESPONSE_IS_INDIVIDUAL "Individual"
#define RESPONSE_IS_ORGANISATION "Organisation"
#define RESPONSE_IS_GROUP "Group"
#define RESPONSE_ENTER_NAME "Enter part of a name, or a reference"
#define RESPONSE_ALL_CHANNELS "All"

/* notes */
#define NOTE_KIND_NOTE "Note"
#define NOTE_KIND_ASKED "Asked them"
#define NOTE_KIND_REPLIED "They replied"
#define NOTE_KIND_DECISION "Decision"
#define NOTE_KIND_CHANGED "Change"

/* what the desk writes beside a response */
#define NOTE_STATUS "Status: %.*s"
#define NOTE_STATUS_WHY "Status: %.*s. %.*s"
#define NOTE_COUNTING "Counting: %.*s. %.*s"
#define NOTE_COUNTING_OF "Counting: %.*s of %.*s. %.*s"
#define NOTE_LATE_IN "Late, taken in. %.*s"
#define NOTE_LATE_OUT "Late, left out. %.*s"
#define NOTE_ANSWER "Answer to “%.*s” changed. %.*s"
#define NOTE_CAMPAIGN "Put into the campaign “%.*s”"
#define NOTE_APART "Not the same as the responses that look like it. %.*s"

/* faults */
#define RESPONSE_SELECT_STATUS "Select a status"
#define RESPONSE_SELECT_COUNTING "Select how it counts"
#define RESPONSE_SELECT_LATE "Select whether it is taken in"
#define RESPONSE_ENTER_REASON "Enter a reason"
#define RESPONSE_ENTER_QUESTION "Enter your question"
#define RESPONSE_ENTER_NOTE "Enter a note"
#define RESPONSE_ENTER_OF "Enter the reference of the response that counts"
#define RESPONSE_OF_UNKNOWN "Enter the reference of another response to this consultation"
#define RESPONSE_OF_DUPLICATE                                                                  \
    "That response is left out as a duplicate itself. Enter the one that counts"
#define RESPONSE_DECIDE_LATE "Decide first whether this late response is taken in"
#define RESPONSE_SELECT_ALIKE "Select what it is"
#define RESPONSE_SELECT_CAMPAIGN "Select a campaign"
#define RESPONSE_ENTER_CAMPAIGN "Enter a name for the campaign"
#define RESPONSE_SELECT_ONCE "Select how the campaign counts"
#define RESPONSE_REASON_NOUN "Your reason"
#define RESPONSE_QUESTION_NOUN "Your question"
#define RESPONSE_NOTE_NOUN "Your note"
#define RESPONSE_CAMPAIGN_NOUN "The name"
#define RESPONSE_TAKE_IN "Take it in: it counts"
#define RESPONSE_LEAVE_OUT "Leave it out: it is kept, and does not count"
#define RESPONSE_COUNTS_AS "It counts"
#define RESPONSE_IS_DUPLICATE "It is the same response twice: this one does not count"
#define RESPONSE_IS_CAMPAIGN "They are replies of a campaign"
#define RESPONSE_IS_APART "It is a different response: it counts for itself"
#define RESPONSE_NEW_CAMPAIGN "A new campaign"
#define RESPONSE_ONCE "Counted once"
#define RESPONSE_APART "Each counted for itself"
#define RESPONSE_CAMPAIGN_OPTION "%.*s, %lld responses"
#define RESPONSE_DUPLICATE_OF "%.*s, received %.*s"

/* why two are alike */
#define ALIKE_SAME_TEXT "The same words"
#define ALIKE_NEAR "%lld%% of the words in the same order"
#define ALIKE_SAME_BODY "From the same organisation"

#define SUBJECT_RESPONSE_CLARIFY "A question about your response to consultation %.*s"

/* In the file, for those who are not told who sent what */
#define EXPORT_HAS_FILE "File attached"

#endif
