/*
 * figure_words.h: what stands in figures: names of rows and columns.
 */
#ifndef MODULES_RESULTS_FIGURE_WORDS_H
#define MODULES_RESULTS_FIGURE_WORDS_H

#define FIGURE_ALL "All"
#define FIGURE_RECEIVED "Received"
#define FIGURE_VALID "Valid"
#define FIGURE_LATE_OUT "Late, left out"
#define FIGURE_DUPLICATE "Duplicate, left out"
#define FIGURE_WITHDRAWN "Withdrawn"
#define FIGURE_NOT_VALID "Not valid"
#define FIGURE_CAMPAIGN "Part of a campaign"
#define FIGURE_LATE_IN "Late, taken in"
#define FIGURE_JOINT "Joint, from several organisations"
#define FIGURE_OFFICIAL "Official response of an organisation"
#define FIGURE_INDIVIDUALS "Individuals"
#define FIGURE_ORGANISATIONS "Organisations"
#define FIGURE_GROUPS "Groups and events"
#define FIGURE_RESPONSES "Responses"
#define FIGURE_BODIES "Organisations and groups"
#define FIGURE_NO_KIND "Kind not known"
#define FIGURE_AREAS "Several areas, or all of them"
#define FIGURE_NO_ANSWER "No answer"
#define FIGURE_OTHER "Something else"
#define FIGURE_BEFORE "An answer that was offered before"
#define FIGURE_ANSWERED "Answered"
#define FIGURE_EVENTS "Events held"
#define FIGURE_PEOPLE "People at events"

#endif
