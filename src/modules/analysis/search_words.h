/* search_words.h: what pages of looking through answers say beside their templates; and common
 * English words, which say nothing of what an answer is about. */
#ifndef MODULES_ANALYSIS_SEARCH_WORDS_H
#define MODULES_ANALYSIS_SEARCH_WORDS_H

#define SEARCH_ANY_QUESTION "Every question"
#define SEARCH_ANY "Any"
#define SEARCH_NO_THEME "No theme yet"

#define CROSS_WHO "Who answered"
#define CROSS_KIND "Kind of organisation"
#define CROSS_AREA "Council area"
#define CROSS_CHANNEL "How it came"
#define CROSS_THEME "Theme"
#define CROSS_OUTCOME "Outcome"
#define CROSS_NO_KIND "No organisation of the register"
#define CROSS_NO_AREA "No council area"
#define CROSS_TOTAL "Responses"

/* Folded, between spaces. */
#define COMMON_WORDS                                                                           \
    " a about above after again against ago all almost along already also although always am " \
    "among an and another any anyone anything are around as at away back be because been "     \
    "before being below between both but by came can cannot come comes could did do does "     \
    "doing don done dont down during each either else enough especially etc even ever every "  \
    "everyone everything few first for from further gave get gets getting give given go goes " \
    "going gone good got had has have having he her here hers herself him himself his how "    \
    "however i if in into is it its itself just keep kind know last least less let like "      \
    "likely long look lot made make makes making many may maybe me might mine more most much " \
    "must my myself near nearly need needed needs neither never next no nobody none nor not "  \
    "nothing now of off often on once one ones only or other others our ours ourselves out "   \
    "over own part perhaps put quite rather really s same say see seem seems several shall "   \
    "she should since so some someone something sometimes soon still such sure t take taken "  \
    "than that thats the their theirs them themselves then there these they thing things "     \
    "think this those though through to together too toward under until up upon us use used "  \
    "very want was way we well went were what when where whether which while who whole whom "  \
    "whose why will with within without would yes yet you your yours yourself "

#endif
