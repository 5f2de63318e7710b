/* invited_words.h: the sentences about organisations that are asked to answer. */
#ifndef MODULES_INVITATIONS_INVITED_WORDS_H
#define MODULES_INVITATIONS_INVITED_WORDS_H

#define SUBJECT_INVITED "Give your views: %.*s"
#define SUBJECT_INVITED_AGAIN "Reminder: give your views on %.*s"

#define INVITED_SAID "Asked to answer the consultation “%.*s”, which closes at %.*s."
#define INVITED_SAID_AGAIN                                                                     \
    "Reminded of the consultation “%.*s”, which closes at %.*s. Reminder %lld."
#define INVITED_SAID_OTHER "Asked to answer the consultation “%.*s”."
#define INVITED_SAID_NO "Will not answer the consultation “%.*s”."
#define INVITED_ROLE "coordinator"

#define INVITED_NO_MAILBOX "No email address is known"
#define INVITED_NOT_WANTED "Does not want to be written to"
#define INVITED_IS_CLOSED "The organisation has closed"

#define INVITED_WAY_BY_HAND "Not by email"
#define INVITED_WAY_WAITING "Waiting"
#define INVITED_WAY_DELIVERED "Delivered"
#define INVITED_WAY_REFUSED "Not delivered"
#define INVITED_WAY_NOT_SENT "Not sent"

#define INVITED_SHOW_ALL "All"
#define INVITED_SHOW_ANSWERED "Answered"
#define INVITED_SHOW_OPEN "Not answered"
#define INVITED_SHOW_DECLINED "Will not answer"
#define INVITED_SHOW_REFUSED "Email not delivered"

#define INVITED_OPENED "Opened"
#define INVITED_NOT_OPENED "Not opened"

#define INVITED_CHOOSE "Choose"
#define INVITED_CHOICE_GROUP "Group: %.*s (%lld)"
#define INVITED_CHOICE_LIST "List: %.*s"
#define INVITED_CHOICE_TAG "Tag: %.*s"
#define INVITED_SELECT_LIST "Select a saved list, a group or a tag"
#define INVITED_SELECT_BODY "Select at least one organisation"
#define INVITED_NOBODY_TO_REMIND "Nobody can be reminded now"
#define INVITED_SELECT_CHANNEL "Select how you asked the organisation"
#define INVITED_ENTER_DATE "Enter the date"
#define INVITED_DATE_AHEAD "The date must be today or in the past"
#define INVITED_NOTE "Your note"
#define INVITED_REASON "Your reason"

#define INVITED_BY_LETTER "Letter"
#define INVITED_BY_PHONE "Phone call"
#define INVITED_BY_MEETING "Meeting"
#define INVITED_BY_TSI "Through the Third Sector Interface"
#define INVITED_BY_EMAIL "Email"

#endif
