/*
 * body_page_words.h: the sentences of the public register that code chooses.
 */
#ifndef MODULES_BODIES_BODY_PAGE_WORDS_H
#define MODULES_BODIES_BODY_PAGE_WORDS_H

#define REGISTER_TITLE "Organisations"
#define AREAS_ALL "all council areas of Scotland"
#define AREAS_SOME "%zu council areas"
#define AREAS_AND " and "

/* Filters: as they stand in the text above the list */
#define FILTER_WORDS "Words"
#define FILTER_AREA "Works in"
#define FILTER_PARTNERSHIP "Works in the area of"
#define FILTER_TOPIC "Topic"
#define FILTER_OUTCOME "Outcome"
#define FILTER_GROUND "Part in community justice"
#define FILTER_KIND "Kind"
#define FILTER_ANY_AREA "All of Scotland"
#define FILTER_ANY_TOPIC "Any topic"
#define FILTER_ANY_OUTCOME "Any outcome"
#define FILTER_ANY_GROUND "Any part"
#define FILTER_ANY_KIND "Any kind"
#define GROUND_COMMUNITY "Community body"
#define MANY_BODIES "more than 1,000"

#define ALTERNATE_BODIES_JSON "These organisations as data (JSON)"
#define ALTERNATE_BODIES_CSV "These organisations for a spreadsheet (CSV)"
#define ALTERNATE_BODIES_FEED "Organisations: new entries and changes (Atom)"
#define ALTERNATE_BODY_JSON "%.*s as data (JSON)"
#define ALTERNATE_BODY_LD "%.*s as linked data (JSON-LD)"

#define OSCR_REGISTER                                                                          \
    "https://www.oscr.org.uk/about-charities/search-the-register/charity-details?number=%.*s"

#endif
