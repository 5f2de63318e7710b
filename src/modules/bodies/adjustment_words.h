/* adjustment_words.h: the sentences of what an organisation needs to take part. */
#ifndef MODULES_BODIES_ADJUSTMENT_WORDS_H
#define MODULES_BODIES_ADJUSTMENT_WORDS_H

#define NEED_ASKED "Asked for"
#define NEED_AGREED "Agreed"
#define NEED_DONE "Done"
#define NEED_NOT_POSSIBLE "Not possible"
#define NEED_ENDED "No longer needed"

#define NEED_TO_AGREED "Agreed: we will do it"
#define NEED_TO_DONE "Done: it is in place"
#define NEED_TO_NOT_POSSIBLE "Not possible, for this reason"
#define NEED_TO_ENDED "No longer needed"

#define NEED_ENTER_REQUEST "Enter what the organisation needs"
#define NEED_REQUEST "What the organisation needs"
#define NEED_SELECT "Select what came of it"
#define NEED_ENTER_REASON "Enter why it is not possible"
#define NEED_RESPONSE "What you offered, or why not"
#define NEED_TOO_MANY                                                                          \
    "This organisation has 50 entries already. Mark old ones as no longer needed"

#endif
