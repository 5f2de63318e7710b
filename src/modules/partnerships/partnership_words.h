/* partnership_words.h: the sentences of the directory's pages, mails and data (architecture,
 * decision 5). */
#ifndef MODULES_PARTNERSHIPS_PARTNERSHIP_WORDS_H
#define MODULES_PARTNERSHIPS_PARTNERSHIP_WORDS_H

/* Places */
#define COVERS_ONE "%.*s council area"
#define COVERS_AND " and "
#define COVERS_MANY "%.*s council areas"

/* Where details come from (domain README: imported data is never "checked") */
#define SOURCE_LINE "From %.*s, %.*s. Not yet confirmed by the partnership"

#define CHECKED_LINE "Last checked on %.*s by the %.*s"

/* Steps of a route */
#define STEP_TSI_DOES "support for local charities and groups, and having a say in local plans"
#define STEP_PAGE_LINK "The partnership’s page on %.*s"

/* Statutory partners, in the order of section 13(1) */
#define PARTNER_LABEL_LA "Council"
#define PARTNER_LABEL_HB "Health board"
#define PARTNER_LABEL_POL "Police"
#define PARTNER_LABEL_SFRS "Fire and rescue"
#define PARTNER_LABEL_SDS "Skills and work"
#define PARTNER_LABEL_IJB "Health and social care (integration joint board)"
#define PARTNER_LABEL_SCTS "Courts"
#define PARTNER_LABEL_SM "Scottish Government"
#define PARTNER_NOTE_UNCONFIRMED "not confirmed"
#define PARTNER_NOTE_NO_IJB "Not every area has one"
#define PARTNER_NOTE_ACTS "In practice through: %.*s"
#define PARTNER_NOTE_DELIVERS "Services by: %.*s"

/* The finder */
#define FIND_ENTER "Enter a postcode or council area"
#define FIND_ENTER_PLACE "Enter a postcode, town or council area"
#define FIND_LIKELY_ALL "Nearly all postcodes"
#define FIND_LIKELY_TENTHS "About %d in 10 postcodes"
#define FIND_LIKELY_FEW "Fewer than 1 in 20 postcodes"
#define FIND_PLACE_NAME "%.*s (%.*s)"
#define FIND_MALFORMED_ERROR "Enter a full postcode, like KY1 1LW"
#define FIND_NOT_SCOTTISH_ERROR "Enter a postcode in Scotland"
#define FIND_NOT_IN_DATA_ERROR "Enter another postcode, or only its first part"
#define FIND_UNKNOWN_ERROR "Enter the name of a council area as it is in the list"

/* Alternate forms of a page */
#define ALTERNATE_LIST_JSON "Partnerships as data (JSON)"
#define ALTERNATE_LIST_CSV "Partnerships for a spreadsheet (CSV)"
#define ALTERNATE_JSON "%.*s: details as data (JSON)"
#define ALTERNATE_CARD "%.*s: contact card (vCard)"
#define ALTERNATE_HISTORY "%.*s: changes to the contact details (Atom)"
#define CRUMB_HOME "Home"
#define CRUMB_PARTNERSHIPS "Partnerships"

/* Data */
#define DATA_LICENCE "Open Government Licence v3.0"
#define DATA_LICENCE_URL                                                                       \
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
#define DATA_ATTRIBUTION "Directory of %.*s, under the Open Government Licence v3.0"
#define DATA_ASK "Ask with postcode= or area=, for example /api/v1/route?postcode=KY1+1LW"
#define DATA_MALFORMED "This is not written like a postcode"
#define DATA_NOT_SCOTTISH "This postcode is not in Scotland"
#define DATA_NOT_IN_DATA "This postcode is not in the loaded list"
#define DATA_NO_AREA "There is no council area of this short name"
#define DATA_BORDER "Some addresses of this postcode district are in England"

#endif
