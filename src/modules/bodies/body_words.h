/*
 * body_words.h: the sentences of the register that stand in code: fixed lists, and what is
 * wrong with an entry.
 */
#ifndef MODULES_BODIES_BODY_WORDS_H
#define MODULES_BODIES_BODY_WORDS_H

/* s.14 grounds (Community Justice (Scotland) Act 2016), in plain words */
#define GROUND_SERVICE "Services for people in the justice system"
#define GROUND_PRE_RELEASE "Preparing people in prison for release"
#define GROUND_PEOPLE "Speaks for people in the justice system"
#define GROUND_FAMILIES "Speaks for families"
#define GROUND_VICTIMS "Speaks for victims"

#define SIZE_MICRO "Under £10,000"
#define SIZE_SMALL "£10,000 to £99,999"
#define SIZE_MEDIUM "£100,000 to £999,999"
#define SIZE_LARGE "£1 million or more"
#define SIZE_UNKNOWN "Not given"

#define STATE_ACTIVE "Active"
#define STATE_DORMANT "Dormant"
#define STATE_CLOSED "Closed"
#define STATE_MERGED "Merged"

#define CONSENT_GIVEN "Given"
#define CONSENT_ASKED "Asked, no answer yet"
#define CONSENT_NOT_ASKED "Not asked"
#define CONSENT_PUBLIC_SOURCE "Taken from a public source"
#define CONSENT_REFUSED "Refused"

#define BODY_NAME_MISSING "Enter the name of the organisation"
#define BODY_TOO_LONG "This must be %zu characters or fewer. It has %zu"
#define BODY_KIND_MISSING "Select what kind of organisation it is"
#define BODY_KIND_WRONG "Select a kind of organisation from the list"
#define BODY_CHARITY_WRONG "A Scottish charity number is SC and 6 digits, like SC012345"
#define BODY_CHARITY_TAKEN "%.*s has this charity number already"
#define BODY_COMPANY_WRONG "A company number has 8 letters and digits, like SC123456"
#define BODY_WORD_WRONG "Select only from the list"
#define BODY_AREAS_MISSING "Select at least one council area where the organisation works"
#define BODY_WEBSITE_WRONG "Enter a website address in the correct format, like www.example.org"
#define BODY_EMAIL_WRONG "Enter an email address in the correct format, like name@example.com"
#define BODY_PHONE_WRONG "Enter a telephone number, like 0131 496 0123"
#define BODY_DESCRIPTION_MISSING                                                               \
    "Describe the organisation in words that can be public, like ‘a women’s support group’"
#define BODY_DESCRIPTION_NAMES "The description must not hold the name"
#define BODY_DATE_WRONG "Enter a real date, like 27 3 2026"
#define BODY_SOURCE_MISSING "Say where the entry comes from"

#endif
