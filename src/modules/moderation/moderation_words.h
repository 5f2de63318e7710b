/* moderation_words.h: the moderation room's words. */
#ifndef MODULES_MODERATION_MODERATION_WORDS_H
#define MODULES_MODERATION_MODERATION_WORDS_H

#define REASON_OFFENSIVE "It is offensive"
#define REASON_IDENTIFIES "It could identify a person"
#define REASON_LIVE_CASE "It could affect a live court case"
#define REASON_COPYRIGHT "It is somebody else’s work"
#define REASON_CHOOSE "Choose a reason"
#define REMOVED_OFFENSIVE "[removed: offensive words]"
#define REMOVED_IDENTIFIES "[removed: could identify a person]"
#define REMOVED_LIVE_CASE "[removed: could affect a live court case]"
#define REMOVED_COPYRIGHT "[removed: somebody else’s work]"

#define DECIDE_KEEP "Keep as written"
#define DECIDE_REMOVE "Remove parts"
#define DECIDE_WITHHOLD "Do not publish"
#define DECIDE_UNDO "Not decided yet"
#define DECIDED_KEEP "Keep as written"
#define DECIDED_REMOVE "Parts removed"
#define DECIDED_WITHHOLD "Not to be published"
#define DECIDED_NOT "To read"
#define DECIDED_NOT_RELEASED "Waits for release"

#define DECIDE_MEND "Publish the author’s other words"
#define MEND_WAITS "Mended by the author"
#define MEND_TAKEN "Words mended by the author"
#define MEND_NOUN "Your words"
#define ENTER_MEND                                                                             \
    "Change the words of an answer. If it may stay as it is, you do not have to send anything"
#define TOLD_WITHHELD "Not published"
#define TOLD_REMOVED "Parts of it are removed"
#define SUBJECT_RESPONSE_MODERATED "What is published of your response to consultation %.*s"

#define COUNT_KEPT "kept as written"
#define COUNT_REMOVED "parts removed"
#define COUNT_MENDED "words mended by the author"
#define COUNT_IDENTIFIES "not published: could identify a person"
#define COUNT_OFFENSIVE "not published: offensive"
#define COUNT_LIVE_CASE "not published: live court case"
#define COUNT_COPYRIGHT "not published: somebody else’s work"

#define SELECT_REASON "Select a reason"
#define ENTER_PASSAGES "Enter the words to remove, or choose another answer"
#define NOT_IN_ANSWER "The answer does not hold “%.*s”. Copy the words as they stand there"
#define TOO_MANY_PLACES "These words stand in too many places. Enter longer passages"
#define NOTE_NOUN "Your words for the author"
#define SELECT_ANSWERS "Select the answers that this is for"
#define SELECT_WHAT "Select what to do with them"
#define ENTER_SEND_BACK "Enter why you send them back"
#define SEND_BACK_NOUN "Your reason"

#define HINT_EMAIL "email address"
#define HINT_PHONE "phone number"
#define HINT_POSTCODE "postcode"
#define HINT_AUTHOR "name of the sender"
#define HINT_REGISTER "name in the register"

#define FILTER_ANY_QUESTION "Any question"
#define FILTER_TO_READ "To read"
#define FILTER_ALL "All"
#define FILTER_HINTS "With or without hints"
#define FILTER_HINTS_ONLY "With hints only"

#define WHO_INDIVIDUAL "Individual"
#define WHO_ORGANISATION "Organisation"
#define WHO_GROUP "Group"
#define SHOWN_NO "Response %lld"
#define ANY_KIND "Anybody"
#define CRUMB_RESPONSES "Responses that can be read"
#define MODERATION_ROLE "Coordinator"

#endif
