/* contact_words.h: the sentences of the timeline of contacts. */
#ifndef MODULES_BODIES_CONTACT_WORDS_H
#define MODULES_BODIES_CONTACT_WORDS_H

#define CONTACT_KIND_CONTACT "Contact"
#define CONTACT_KIND_COMMITMENT "Commitment"
#define CONTACT_KIND_NOTE "Note"
#define CONTACT_KIND_INTEREST "Interest in taking part"
#define CONTACT_KIND_REGISTER "Entry in the register"
#define CONTACT_KIND_SENT "Sent by this service"
#define CONTACT_KIND_RESPONSE "Response"

#define CONTACT_BY_PHONE "Phone call"
#define CONTACT_BY_MEETING "Meeting"
#define CONTACT_BY_EMAIL "Email"
#define CONTACT_BY_LETTER "Letter"
#define CONTACT_BY_EVENT "Event"
#define CONTACT_BY_TSI "Through the Third Sector Interface"
#define CONTACT_COMMITMENT "Commitment, with a date when it is due"
#define CONTACT_NOTE "Note to ourselves"

#define CONTACT_WE "We did"
#define CONTACT_THEY "They did"
#define CONTACT_FROM_US "From us"
#define CONTACT_FROM_THEM "From them"
#define CONTACT_OURS "Ours"
#define CONTACT_THEIRS "Theirs"
#define CONTACT_MANY "more than 1,000"
#define CONTACT_KIND_ALL "All entries"

#define CONTACT_SELECT_TYPE "Select what you want to write down"
#define CONTACT_SELECT_DIRECTION "Select who got in touch, or who made the commitment"
#define CONTACT_ENTER_DATE "Enter the date"
#define CONTACT_DATE_AHEAD "The date must be today or in the past"
#define CONTACT_ENTER_SUMMARY "Enter what happened"
#define CONTACT_SUMMARY "What happened"
#define CONTACT_OUTCOME "What came of it"
#define CONTACT_STEP "The next step"
#define CONTACT_ENTER_STEP "Enter the next step that is due on this date"
#define CONTACT_ENTER_STEP_DATE "Enter the date when the next step is due"
#define CONTACT_ENTER_DUE "Enter the date when the commitment is due"

#endif
