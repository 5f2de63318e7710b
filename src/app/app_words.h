/*
 * app_words.h: the sentences of app/, in one table (architecture, decision 5).
 */
#ifndef APP_APP_WORDS_H
#define APP_APP_WORDS_H

#define APP_SERVICE_NAME "Community Justice Engagement"
#define APP_TAGLINE "Third sector and community voices in local plans"
#define APP_FOOTER_LINE "This is not a Scottish Government website."

#define MAIL_FROM_NOBODY "no-reply@localhost" /* of mails that only become files */
#define MAIL_TO_FILES "no smtp_host is set: mails are written as files to %s"
#define MAIL_PLAIN_ADDRESS "a plain email address is wanted, like name@example.com"
#define MAIL_NEEDS_FROM "sending mail needs mail_from too"
#define MAIL_NEEDS_PASSWORD "signing in needs smtp_password_file too"
#define MAIL_FILE_UNFIT "empty, or too large for what it should hold"
/* navigation of signed-in pages (appnav.c) */
#define NAV_SIGN_IN "Sign in"
#define NAV_YOUR_ACCOUNT "Your account"
#define NAV_BODY "Your organisation"
#define NAV_ENTRY "Your entry"
#define NAV_CLAIMS "Requests for entries"
#define NAV_COORDINATOR "Workspace"
#define NAV_ADMIN "Admin"
#define NAV_AUDIT "Audit"
#define NAV_RECORD "Record"
#define NAV_PEOPLE "People"
#define NAV_TEAM "Team"
#define NAV_ACCOUNT "Your details"
#define NAV_SESSIONS "Where you are signed in"
#define NAV_CODE_APP "Code app"
/* kinds of due work (job_kinds.c) */
#define JOB_MESSAGE_REFUSED "Telling the sender of a message that was refused"
#define JOB_DORMANT "Warn and close accounts that nobody uses"
#define JOB_AUDIT_CHECK "Checking the record of changes"
#define JOB_SUBSCRIPTION_NEWS "Email people who asked for updates"
#define JOB_BODY_IMPORT "Adding or removing a list of organisations"
#define JOB_BODY_REVIEW "Ask organisations whether their entries are right"
#define JOB_DAILY_SWEEP "Erase what is kept no longer"
#define NAV_OVERVIEW "Overview"
#define NAV_PARTNERSHIPS "Partnerships"
#define NAV_AREAS "Areas and map"
#define NAV_LISTS "Lists"
#define NAV_OUTCOMES "Outcomes"
#define NAV_CHARITIES "Charity register"
#define NAV_CORRECTIONS "Corrections"
#define NAV_BODIES "Organisations"
#define NAV_SUGGESTIONS "Suggested organisations"
#define NAV_MESSAGES "Messages"
#define NAV_INTEREST "Offers to be involved"
#define NAV_DUE "Due"
#define NAV_ROUTE "Partnership page"
#define NAV_ROUTES "Contact routes"
/* to-do list of the workspace (coordinator_page.c) */
#define TODO_ROUTE "Contact details to check"
#define TODO_CORRECTIONS "Corrections to answer"
#define TODO_SUGGESTIONS "Suggested organisations to answer"
#define TODO_MESSAGES "Messages to deal with"
#define TODO_INTEREST "Offers to be involved"
#define TODO_DUE "Due today or overdue"
#define TODO_BOUNCES "Addresses that refuse mail"
#define TODO_CODES "Recovery codes of your second factor: few are left"
#define SEARCH_GROUP_PARTNERSHIPS "Partnerships"
#define SEARCH_GROUP_GUIDANCE "Guidance"
#define SEARCH_GROUP_BODIES "Organisations"
#define SEARCH_ALL_BODIES "All organisations found"
#define SEARCH_COUNCIL_IN "%.*s is part of the %.*s"

#endif
