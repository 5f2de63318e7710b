/*
 * admin_words.h: the sentences of the pages of whoever keeps the service (app/admin_*).
 */
#ifndef APP_ADMIN_WORDS_H
#define APP_ADMIN_WORDS_H

#define NAV_STATE "State of the service"
#define NAV_JOBS "Jobs and mail"
#define NAV_SETTINGS "Settings"

#define ADMIN_NEVER "Never"
#define ADMIN_UNKNOWN "Not known"
#define ADMIN_MORE "more than 1,000"
#define ADMIN_TODAY "Today, %.*s"
#define ADMIN_YESTERDAY "Yesterday, %.*s"
#define ADMIN_DAY_AND_TIME "%.*s, %.*s"
#define ADMIN_DAYS "%lld days"
#define ADMIN_DAY "1 day"
#define ADMIN_HOURS "%lld hours"
#define ADMIN_HOUR "1 hour"
#define ADMIN_MINUTES "%lld minutes"
#define ADMIN_LESS "Less than a minute"

/* state of the service: what is wrong, and what to do */
#define WARN_ONE "1 thing needs your attention"
#define WARN_MANY "%zu things need your attention"
#define WARN_DAMAGED                                                                           \
    "The database is damaged. Nothing can be saved; pages that still can be read are shown."
#define DO_DAMAGED                                                                             \
    "Stop the service, run cjengage check to see what is wrong, and put the last backup back " \
    "with cjengage restore."
#define WARN_DISK "Only %.*s of the disk that holds the database are free."
#define DO_DISK                                                                                \
    "Free space on it or make it larger. When it is full, nothing can be saved until there "   \
    "is "                                                                                      \
    "room again."
#define WARN_NO_BACKUP "There is no record of a backup."
#define WARN_OLD_BACKUP "The last backup is %.*s old."
#define DO_BACKUP "Run cjengage backup FILE every night, and keep the file on another machine."
#define WARN_CHAIN "The record of changes was not found whole at the last check."
#define DO_CHAIN                                                                               \
    "Audit names the record. Compare with the backups, and find out who could write to the "   \
    "database file."
#define WARN_CHAIN_OLD "The record of changes has not been checked for %.*s."
#define WARN_JOBS_OLD "Daily work has not been done for %.*s."
#define DO_JOBS                                                                                \
    "It is done while the service runs, or by cjengage jobs. Look at Jobs and mail for what "  \
    "stopped it."
#define WARN_JOBS_FAILED "%lld pieces of work have failed."
#define WARN_JOB_FAILED "1 piece of work has failed."
#define DO_JOBS_FAILED "See why on Jobs and mail, and try again there."
#define WARN_MAILS_FAILED "%lld mails of the last 7 days could not be sent."
#define WARN_MAIL_FAILED "1 mail of the last 7 days could not be sent."
#define DO_MAILS_FAILED                                                                        \
    "See why on Jobs and mail. An address that was refused has to be corrected."
#define WARN_MAIL_SLOW "The oldest mail has been waiting for %.*s."
#define DO_MAIL_SLOW                                                                           \
    "See on Jobs and mail what the mail server says, and send a test from Settings."
#define WARN_NO_SMTP "No mail server is set: mails become files and reach nobody."
#define DO_NO_SMTP                                                                             \
    "Set smtp_host and mail_from in the configuration file and start the service again."
#define WARN_NO_REPLY "Answers to our mails reach nobody."
#define DO_NO_REPLY "Give an address for replies that a person reads, in Settings."
#define WARN_NO_CONTACT "No contact address is set for the people who use this service."
#define DO_NO_CONTACT "Give one in Settings. It stands on the contact page."
#define WARN_HASHING "Sign-ins are queueing: %lld passwords are being checked."
#define DO_HASHING                                                                             \
    "A short rush passes. If it goes on, somebody may be guessing passwords: look at the "     \
    "record "                                                                                  \
    "of changes for failed sign-ins."
#define WARN_FILE_WAITS "1 file that somebody sent has not been checked for viruses."
#define WARN_FILES_WAIT "%lld files that people sent have not been checked for viruses."
#define DO_FILES_WAIT                                                                          \
    "Some have waited for longer than an hour. Nobody can open them until then. See that "     \
    "clamd runs and that clamd_socket names its socket. Jobs and mail says what it answered."
#define WARN_FILE_INFECTED                                                                     \
    "The virus scanner found something harmful in 1 file of the last 7 days."
#define WARN_FILES_INFECTED                                                                    \
    "The virus scanner found something harmful in %lld files of the last 7 days."
#define DO_FILES_INFECTED                                                                      \
    "Nobody can open them. The log of the program says what was found. Whoever sent one sees " \
    "it beside the file and can take it away."
#define WARN_NO_SANDBOX "The program runs without its sandbox."
#define DO_NO_SANDBOX "Run it on a kernel with Landlock (Linux 5.13 or newer)."
#define WARN_OLD_LIBRARY "The library %s %s is older than %s, the oldest known to be sound."
#define DO_OLD_LIBRARY "Install the security updates of the system and start the service again."

#define SANDBOX_ON "On (Landlock %d)"
#define SANDBOX_OFF "Off"

/* state of a mail */
#define WORDS_MAIL_ALL "All"
#define WORDS_MAIL_QUEUED "Waiting"
#define WORDS_MAIL_SENDING "Being sent"
#define WORDS_MAIL_SENT "Sent"
#define WORDS_MAIL_FAILED "Failed"
#define MAIL_ERASED "Erased"

/* why a mail was not sent, by the codes of modules/mail/send.h */
#define MAIL_WHY_UNREACHABLE "The mail server could not be reached"
#define MAIL_WHY_TLS "The mail server’s certificate could not be trusted"
#define MAIL_WHY_SIGN_IN "The mail server did not take our user name and password"
#define MAIL_WHY_REFUSED "The mail server refused this address"
#define MAIL_WHY_LATER "The mail server asked us to try later"
#define MAIL_WHY_SLOW "The mail server took too long"
#define MAIL_WHY_STOPPED "The service was stopped while it was sent"
#define MAIL_WHY_NOT_WANTED "Whoever it was for has stopped such emails"
#define MAIL_WHY_MEMORY "There was not enough memory"
#define MAIL_WHY_DATABASE "The database could not be read"
#define MAIL_WHY_FORMAT "It could not be put into the form of a mail"
#define MAIL_WHY_FILE "The file could not be written: the disk may be full"
#define MAIL_WHY_OTHER "It failed (%.*s)"

/* state of a piece of work, and why it failed */
#define JOB_STATE_WAITING "Waiting"
#define JOB_STATE_RUNNING "Running"
#define JOB_STATE_DONE "Done"
#define JOB_STATE_FAILED "Failed"
#define JOB_WHY_BUSY "The database was busy"
#define JOB_WHY_FULL "The disk was full"
#define JOB_WHY_DAMAGED "The database is damaged"
#define JOB_WHY_DIED "The program ended in the middle of it, six times"
#define JOB_WHY_UNKNOWN_KIND "This version of the program does not know this kind of work"
#define JOB_WHY_LIMIT "It needed more memory than it may have"
#define JOB_WHY_INTERNAL "Something unexpected happened; the log of the program says more"
#define JOB_WHY_SCANNER_AWAY "The virus scanner did not answer"
#define JOB_WHY_SCANNER_REFUSED "The virus scanner did not take a file; its log says why"
#define JOB_WHY_OTHER "It failed (%.*s)"

/* settings */
#define SETTINGS_ENTER_NAME "Enter the name of the service"
#define SETTINGS_NAME "The name of the service"
#define SETTINGS_ENTER_TAGLINE "Enter the line under the name"
#define SETTINGS_TAGLINE "The line under the name"
#define SETTINGS_ENTER_FOOTER "Enter the line at the foot of every page"
#define SETTINGS_FOOTER "The line at the foot"
#define SETTINGS_EMAIL_FORM                                                                    \
    "Enter an email address in the correct format, like name@example.com"
#define SETTINGS_LIMIT_POSTS "Forms sent at once must be a whole number from 0 to 100,000"
#define SETTINGS_LIMIT_SEARCHES "Searches at once must be a whole number from 0 to 100,000"
#define SETTINGS_LIMIT_PAGES "Pages at once must be a whole number from 0 to 100,000"
#define SETTINGS_RANGE                                                                           \
    "Enter ranges like 192.0.2.0/24 or 2001:db8::/48. “%.*s” is none, or is wider than one " \
    "organisation’s network"
#define SETTINGS_RANGES "The trusted networks"

/* a test of the mail settings */
#define SUBJECT_MAIL_TEST "Test of the mail settings"
#define TEST_WAITING "It is waiting to be sent. Look again in a moment."
#define TEST_SENDING "It is being sent now. Look again in a moment."
#define TEST_SENT                                                                              \
    "The mail server took it. If it does not reach you within some minutes, look among the "   \
    "unwanted mail."
#define TEST_FILE "It was written as a file in the data folder, because no mail server is set."
#define TEST_AGAIN "%.*s. It is tried again: %.*s."
#define TEST_FAILED "%.*s. It is not tried again."
#define MAIL_TLS_WORDS_NONE "Not encrypted"
#define MAIL_TLS_WORDS_STARTTLS "Encrypted (STARTTLS)"
#define MAIL_TLS_WORDS_ALWAYS "Encrypted (TLS from the first byte)"
#define MAIL_SERVER_AT "%s, port %d"

#endif
