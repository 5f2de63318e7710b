/* import_words.h: what `cjengage import` says about the directory, postcodes and places. */
#ifndef MODULES_PARTNERSHIPS_IMPORT_WORDS_H
#define MODULES_PARTNERSHIPS_IMPORT_WORDS_H

#include "modules/work/import_words.h"

#define IMPORT_MANY_ROWS "more than %d areas"
#define IMPORT_BAD_GSS "\"%.*s\" is not a council area code (S12 and six digits)"
#define IMPORT_BAD_SLUG "\"%.*s\" is not a short name (small letters, digits, hyphens)"
#define IMPORT_BAD_CODE "\"%.*s\" is not a code of three capital letters"
#define IMPORT_BAD_URL                                                                         \
    "\"%s\" is \"%.*s\", not a web address that begins with http:// or https://"
#define IMPORT_BAD_HOST "\"%s\" is \"%.*s\", not the name of a website"
#define IMPORT_BAD_EMAIL "\"%.*s\" is not an email address"
#define IMPORT_BAD_PHONE "\"%.*s\" is not a telephone number"
#define IMPORT_BAD_VERIFIED "verified_fields names \"%.*s\", which is no column"
#define IMPORT_SHARED_DIFFERS                                                                  \
    "shares the partnership \"%.*s\" with line %zu, but its \"%s\" is different"
#define IMPORT_BAD_WAY                                                                         \
    "ways holds \"%.*s\", not one of forum, seat, mailing_list, next_meeting, a colon and a "  \
    "text"
#define IMPORT_BAD_LANG "lang is \"%.*s\", not en or gd"
#define IMPORT_BAD_SOURCE_ON "source_on is \"%.*s\", not a month like 2026-11"
#define IMPORT_BAD_POSTCODE "\"%.*s\" is not a Scottish postcode"
#define IMPORT_BAD_PART "\"%.*s\" is not an outward code or sector"
#define IMPORT_UNKNOWN_GSS "no area has the code \"%.*s\"; import the areas first"
#define IMPORT_NO_SCOTTISH "no row lies in a Scottish council area"
#define IMPORT_NO_PLACES "no row is a populated place in Scotland"

#define IMPORT_KEPT "left as the partnership confirmed it: %s %.*s\n"
#define IMPORT_RENAMED "area %.*s: the partnership \"%.*s\" has the address \"%.*s\" here\n"
#define IMPORT_SAME_SET "%s: unchanged\n"
#define IMPORT_NEW_SET "%s: %zu rows\n"
#define IMPORT_SKIPPED "%zu rows outside Scotland or without a place left out\n"
#define IMPORT_UNKNOWN_AREAS "%zu rows left out: their council is not known here\n"
#define IMPORT_KEEPS_EXACT "postcodes: the exact list that was imported stays in use\n"

/* Shown wherever the look-up is used, as the licence asks (README of the postcode data). */
#define POSTCODE_ATTRIBUTION_2020                                                               \
    "Contains OS data © Crown copyright and database right 2020. Contains Royal Mail data © " \
    "Royal Mail "                                                                               \
    "copyright and database right 2020. Contains National Statistics data © Crown copyright "  \
    "and database "                                                                             \
    "right 2020."
#define POSTCODE_ATTRIBUTION_YEAR                                                              \
    "Contains OS data © Crown copyright and database right %d. Contains Royal Mail data © "  \
    "Royal Mail "                                                                              \
    "copyright and database right %d. Contains National Statistics data © Crown copyright "   \
    "and database "                                                                            \
    "right %d."
#define PLACE_ATTRIBUTION_YEAR "Contains OS data © Crown copyright and database right %d."

#endif
