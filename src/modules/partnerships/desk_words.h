/* desk_words.h: the sentences of the pages of those who work on the directory. */
#ifndef MODULES_PARTNERSHIPS_DESK_WORDS_H
#define MODULES_PARTNERSHIPS_DESK_WORDS_H

#define DESK_MANY "more than 1,000"

#define ANSWER_SELECT "Select what you did"
#define ANSWER_ENTER_REASON "Enter what the reporter should know"
#define ANSWER_REASON "What the reporter should know"
#define ANSWER_MENDED "We have corrected it"
#define ANSWER_NO_CHANGE "We left it as it is"
#define REPORT_STATE_NEW "New"
#define REPORT_STATE_MENDED "Mended"
#define REPORT_STATE_NO_CHANGE "No change"
#define SUBJECT_REPORT_ANSWERED "What came of your report about %.*s (%.*s)"
#define MESSAGE_REPLY_SUBJECT "%.*s: your message to %.*s"

#define ROUTE_STATE_CONFIRMED "Confirmed"
#define ROUTE_STATE_UNCONFIRMED "Not yet confirmed"
#define ROUTE_STATE_OLD "May be out of date"
#define ROUTE_STATE_BOUNCED "Bounced"

#define PARTNERSHIP_ENTER_SHORT "Enter the short name"
#define PARTNERSHIP_SHORT "The short name"
#define SLUG_ENTER "Enter the address of the page"
#define SLUG_WRONG_FORM "Use small letters, digits and single hyphens, like east-coast"
#define SLUG_IS_TAKEN "This address is, or was, that of another partnership or council area"
#define SLUG_IS_OURS "This address is used by the site itself"

#define TILE_ENTER_COLUMN "Enter a column from 0 to 6"
#define TILE_ENTER_ROW "Enter a row from 0 to 7"
#define TILE_IS_TAKEN "%.*s is in column %lld, row %lld already"
#define TILE_WAS_TAKEN "Another area was put there meanwhile"
#define AREA_SELECT_PARTNERSHIP "Select a partnership"
#define AREA_IS_LAST                                                                           \
    "%.*s is the only council area of its partnership, and a partnership has at least one"
#define AREA_WAS_MOVED                                                                         \
    "Someone else moved this area meanwhile. Look at it again before you move it"

#endif
