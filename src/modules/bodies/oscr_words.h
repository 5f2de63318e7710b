/* oscr_words.h: sentences about the register of charities and what it says otherwise. */
#ifndef MODULES_BODIES_OSCR_WORDS_H
#define MODULES_BODIES_OSCR_WORDS_H

/* The line that the licence asks for (OSCR, conditions of use of the register download). */
#define OSCR_ATTRIBUTION                                                                       \
    "© Crown Copyright and database right %.*s. Contains information from the Scottish "      \
    "Charity Register supplied by the Office of the Scottish Charity Regulator and licensed "  \
    "under the Open Government Licence v.3.0."

#define OSCR_NOT_TEXT "it is not text in UTF-8: save it as CSV (UTF-8)"
#define OSCR_EMPTY "it is empty"
#define OSCR_NO_COLUMN "no column is called “%s”: is it the extract of the register?"
#define OSCR_NOT_WHOLE                                                                         \
    "it has %lld rows, and the whole register has more than 20,000: leave --whole out"
#define OSCR_BAD_LINE "line %zu: %s"

#define FLAG_REMOVED "Removed"
#define FLAG_RENAMED "Renamed"
#define FLAG_MOVED "Moved"
#define FLAG_OPEN "To decide"
#define FLAG_TAKEN "Theirs taken"
#define FLAG_LEFT "Ours left"
#define FLAG_SETTLED "Settled by itself"

#define FLAG_AND_MORE " and %zu more"
#define FLAG_THEIRS_MISSING "Not in the charity register any more"
#define FLAG_DONE_TAKEN "The entry was changed as the charity register has it"
#define FLAG_DONE_LEFT "The entry was left as it is"
#define FLAG_CANNOT_TAKE                                                                       \
    "This cannot be taken as it is. Change the entry by hand, then choose to leave ours"

#endif
