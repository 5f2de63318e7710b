/* coverage_words.h: the sentences of coverage that stand in code. */
#ifndef MODULES_RESPONSES_COVERAGE_WORDS_H
#define MODULES_RESPONSES_COVERAGE_WORDS_H

#define COVERAGE_OUTCOME "Outcome"
#define COVERAGE_AREA "Council area"
#define COVERAGE_KIND "Kind of organisation"
#define COVERAGE_SIZE "Yearly income"
#define COVERAGE_GROUND "What it does for community justice"
#define COVERAGE_UNKNOWN "Not known"

#endif
