/* partner_words.h: names of statutory partners that are the same everywhere (s.13 of the 2016
 * Act). */
#ifndef MODULES_PARTNERSHIPS_PARTNER_WORDS_H
#define MODULES_PARTNERSHIPS_PARTNER_WORDS_H

#define PARTNER_POLICE "Police Scotland"
#define PARTNER_POLICE_DIVISION "%.*s Division (%.*s)"
#define PARTNER_FIRE "Scottish Fire and Rescue Service"
#define PARTNER_SKILLS "Skills Development Scotland"
#define PARTNER_COURTS "Scottish Courts and Tribunals Service"
#define PARTNER_SHERIFFDOM "Sheriffdom of %.*s"
#define PARTNER_MINISTERS "The Scottish Ministers"
#define PARTNER_PRISONS "Scottish Prison Service"
#define PARTNER_CROWN "Crown Office and Procurator Fiscal Service"
#define PARTNER_COUNCIL "%.*s Council"
#define PARTNER_SOURCE_GENERAL "general knowledge"
#define PARTNER_TSI "Third Sector Interface"

#endif
