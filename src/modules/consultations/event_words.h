/* event_words.h: the sentences of events. */
#ifndef MODULES_CONSULTATIONS_EVENT_WORDS_H
#define MODULES_CONSULTATIONS_EVENT_WORDS_H

#define PEOPLE_LIVED_EXPERIENCE "People who have been in the justice system"
#define PEOPLE_FAMILY "Family members"
#define PEOPLE_VICTIM "Victims and witnesses"
#define PEOPLE_THIRD_SECTOR "Third sector staff and volunteers"
#define PEOPLE_COMMUNITY "Community members"
#define PEOPLE_PARTNER_STAFF "Staff of partners"
#define PEOPLE_ELECTED "Elected members"
#define PEOPLE_OTHER "Others"

#define EVENT_IS_PLANNED "Planned"
#define EVENT_IS_HELD "Held"
#define EVENT_IS_CANCELLED "Cancelled"

#define EVENT_TIMES "%.*s, %.*s to %.*s"      /* day, from, to */
#define EVENT_DAYS "%.*s, %.*s to %.*s, %.*s" /* day, from, day, to */
#define EVENT_NONE_FOR "No events in %.*s before %.*s"
#define EVENT_NONE "No events before %.*s"

/* Messages beside fields */
#define EVENT_ENTER_TITLE "Enter what the event is called"
#define EVENT_TITLE "The title"
#define EVENT_SUMMARY "What it is about"
#define EVENT_ENTER_DATE "Enter the date"
#define EVENT_ENTER_START "Enter when it starts, like 10am or 14:30"
#define EVENT_ENTER_END "Enter when it ends, like 12:30 or 4pm"
#define EVENT_END_BEFORE "The end must be after the start"
#define EVENT_ENTER_PLACE "Enter a place, or how to join online"
#define EVENT_PLACE "The place"
#define EVENT_ONLINE "How to join online"
#define EVENT_ACCESS "Access"
#define EVENT_BOOKING "How to come"
#define EVENT_SELECT_PUBLIC "Select whether everybody may see this event"
#define EVENT_SELECT_CONSULTATION "Select a consultation of your partnership, or none"
#define EVENT_ENTER_REASON "Enter why the event is cancelled"
#define EVENT_REASON "The reason"
#define EVENT_THEMES "What was said"
#define EVENT_NO_CONSULTATION "None"
#define EVENT_PUBLIC_YES "Yes, announce it in the list of events"
#define EVENT_PUBLIC_NO "No, only our partnership sees it"
#define EVENT_HEADS_NUMBER "Enter a number of people, like 12"
#define EVENT_BODY_UNKNOWN                                                                     \
    "‘%.*s’ is not in the register. Check the name, or add it to the register first"
#define EVENT_BODY_MEANT "‘%.*s’ is not in the register. Did you mean ‘%.*s’?"
#define EVENT_BODY_MANY                                                                        \
    "More than one organisation is called ‘%.*s’. Enter its charity number instead"
#define EVENT_BODY_NUMBER "Enter the number of people after a semicolon, like ‘%.*s; 3’"
#define EVENT_BODIES_TOO_MANY "Enter 60 organisations or fewer"
#define EVENT_ENTER_WHO_CAME "Enter how many people came, or which organisations were there"
#define EVENT_NOT_BEGUN "This event has not started yet. Record who came once it is held"

/* rows of what two people changed at once */
#define EVENT_ROW_TITLE "Title"
#define EVENT_ROW_SUMMARY "What it is about"
#define EVENT_ROW_TIMES "When"
#define EVENT_ROW_PLACE "Place"
#define EVENT_ROW_ONLINE "How to join online"
#define EVENT_ROW_ACCESS "Access"
#define EVENT_ROW_BOOKING "How to come"
#define EVENT_ROW_PUBLIC "Announced in the list of events"
#define EVENT_ROW_STATE "State"
#define EVENT_ROW_THEMES "What was said"
#define EVENT_ROW_PRESENT "Organisations that were there"

#define EVENT_NAV "Events"
#define EVENTS_FEED_TITLE "Events (Atom)"
#define EVENTS_CALENDAR_TITLE "Events (calendar)"
#define EVENT_CALENDAR_NAME "Events – %.*s"
#define EVENT_JOIN_LINE "Online: %.*s"
#define EVENT_MORE_AT "More: %.*s"
#define EVENT_ANY_AREA "All areas"

#endif
