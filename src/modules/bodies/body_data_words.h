/* body_data_words.h: what the register's data says of itself. */
#ifndef MODULES_BODIES_BODY_DATA_WORDS_H
#define MODULES_BODIES_BODY_DATA_WORDS_H

#define BODY_DATA_ATTRIBUTION                                                                  \
    "Register of organisations of %.*s, under the Open Government Licence v3.0"
/* As the licence of the register's download asks; for entries whose source is that register. */
#define BODY_DATA_OSCR                                                                         \
    "Entries whose source is the Scottish Charity Register: contains information from the "    \
    "Scottish Charity Register supplied by the Office of the Scottish Charity Regulator and "  \
    "licensed under the Open Government Licence v3.0. © Crown copyright and database right."
#define BODY_DATA_NO_BODY "No organisation with this id is in the public register"
#define BODY_DATA_CODE_NO_BODY "unknown_id"
#define BODY_DATA_NO_PAGE "There are not so many pages"
#define BODY_DATA_CODE_NO_PAGE "unknown_page"

/* HSDS */
#define HSDS_NO_DESCRIPTION "What this organisation does is not recorded yet."
#define HSDS_TOPICS "Topics of the register"
#define HSDS_TOPICS_ABOUT "What organisations in community justice in Scotland work on"
#define HSDS_CHARITY "Scottish charity number"
#define HSDS_COMPANY "Company number"

#endif
