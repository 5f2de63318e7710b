/*
 * question_set_words.h: the sets of questions that come with the program.
 */
#ifndef MODULES_CONSULTATIONS_QUESTION_SET_WORDS_H
#define MODULES_CONSULTATIONS_QUESTION_SET_WORDS_H

#define SET_PLAN "Draft plan: what works, what is missing, what comes first"
#define SET_PLAN_NOTE "Three questions for each outcome that you choose"
#define SET_REPORT "Yearly report feedback"
#define SET_REPORT_NOTE "Whether the report shows what organisations see"
#define SET_EVENT "About the event"
#define SET_EVENT_NOTE "For people who came to a meeting or a workshop"
#define SET_EQUALITY "Equality questions"
#define SET_EQUALITY_NOTE "Few and optional. The answers are kept apart from the response"

#define SET_REPORT_SECTION "The yearly report"
#define SET_EVENT_SECTION "The event"
#define SET_EQUALITY_SECTION "About you"

/* SET(key of the set, type, question, hint, options, something else) */
/* clang-format off */
#define SET_QUESTIONS(SET)                                                                     \
    SET("plan", LONG, "What is working?", "", "", false)                                       \
    SET("plan", LONG, "What is missing?", "", "", false)                                       \
    SET("plan", LONG, "What should come first?", "", "", false)                                \
    SET("report", SCALE, "How well does the report show what you see?", "",                    \
        "1\tNot at all\n2\t\n3\t\n4\t\n5\tVery well\n", false)                                 \
    SET("report", ONE, "Is your organisation’s part described right?", "",                     \
        "yes\tYes\nin-part\tIn part\nno\tNo\nno-part\tWe took no part\n", false)               \
    SET("report", LONG, "What does the report leave out?", "", "", false)                      \
    SET("report", LONG, "What should change next year?", "", "", false)                        \
    SET("event", SCALE, "How useful was the event for you?", "",                               \
        "1\tNot at all\n2\t\n3\t\n4\t\n5\tVery\n", false)                                      \
    SET("event", LONG, "What should the partnership take from it?", "", "", false)             \
    SET("event", SEVERAL, "What would make it easier to come next time?", "",                  \
        "time\tAnother time of day\nplace\tAnother place\ntravel\tHelp with travel\n"          \
        "access\tBetter access\nonline\tA way to join online\n", true)                         \
    SET("equality", ONE, "What is your age?", "",                                              \
        "under-25\tUnder 25\n25-44\t25 to 44\n45-64\t45 to 64\n65-over\t65 or over\n"          \
        "no-answer\tPrefer not to say\n", false)                                               \
    SET("equality", ONE, "What is your sex?", "",                                              \
        "female\tFemale\nmale\tMale\nno-answer\tPrefer not to say\n", false)                   \
    SET("equality", ONE, "Do you have a physical or mental health condition that has lasted, " \
        "or is expected to last, 12 months or more?", "",                                      \
        "yes\tYes\nno\tNo\nno-answer\tPrefer not to say\n", false)                             \
    SET("equality", ONE, "What is your ethnic group?", "",                                     \
        "white\tWhite\nmixed\tMixed or multiple ethnic groups\n"                               \
        "asian\tAsian, Scottish Asian or British Asian\nafrican\tAfrican, Scottish African or "\
        "British African\ncaribbean\tCaribbean or Black\nno-answer\tPrefer not to say\n", true)
/* clang-format on */

#define SET_TAKEN "Your partnership has a set of that name already"
#define SET_ENTER_NAME "Enter a name for the set"
#define SET_THE_NAME "The name"
#define SET_THE_NOTE "The note"
#define SET_SELECT "Select a set of questions"
#define SET_SELECT_OUTCOMES "Select which outcomes you ask about. Each gives three questions"
#define SET_EMPTY "There are no questions to save there"
#define SET_MANY "Your partnership has 100 sets. Remove one first"
#define SET_WHOLE "All sections, but not equality questions"

#endif
