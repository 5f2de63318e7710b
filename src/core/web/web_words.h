/*
 * web_words.h: the sentences of core/web, in one table (architecture, decision 5).
 */
#ifndef CORE_WEB_WEB_WORDS_H
#define CORE_WEB_WEB_WORDS_H

#define WEB_NAV_HOME "Home"
#define WEB_NAV_PARTNERSHIPS "Partnerships"
#define WEB_NAV_CONSULTATIONS "Consultations"
#define WEB_NAV_EVENTS "Events"
#define WEB_NAV_GUIDANCE "Guidance"

/* noun, limit, what was written: "Your message must be 4,000 characters or fewer. You have
 * written 4,212" */
#define WEB_TOO_LONG "%.*s must be %s characters or fewer. You have written %s"
#define WEB_DATE_DAY "The date must include a day"
#define WEB_DATE_MONTH "The date must include a month"
#define WEB_DATE_YEAR "The date must include a year"
#define WEB_DATE_REAL "Enter a real date, like 27 3 2027"
#define WEB_ONE_LINE "Enter this on one line"

#endif
