/*
 * audit_words.h: the audit room's sentences, and in words what records say in codes. Every
 * action that the program records stands in this one table: a test reads the sources for them.
 */
#ifndef MODULES_AUDIT_AUDIT_WORDS_H
#define MODULES_AUDIT_AUDIT_WORDS_H

#define AUDIT_BAD_ROW "The audit chain breaks at record %lld."
#define AUDIT_BAD_WITNESS                                                                      \
    "The audit chain was cut or written anew: record %lld is not the one that was witnessed."

/* WORDS(action, what was done). In order of the actions. */
/* clang-format off */
#define AUDIT_ACTIONS(WORDS)                                                                   \
    WORDS("access.refused", "Was refused a page")                                               \
    WORDS("account.back_off", "Sign-in held up after wrong attempts")                           \
    WORDS("account.change", "Changed name or email address")                                    \
    WORDS("account.close", "Closed an account")                                                 \
    WORDS("account.create", "Made an account")                                                  \
    WORDS("account.email_asked", "Asked for another email address")                             \
    WORDS("account.erase", "Erased a person’s details")                                         \
    WORDS("account.invite", "Invited a person")                                                 \
    WORDS("account.link", "Made a link for a person")                                           \
    WORDS("account.password", "Set a password")                                                 \
    WORDS("account.rehash", "Stored the same password in a newer way")                          \
    WORDS("account.reopen", "Opened a closed account again")                                    \
    WORDS("account.sign_in", "Signed in")                                                       \
    WORDS("account.sign_in_wrong", "Tried to sign in, wrongly")                                 \
    WORDS("account.told", "Told a person of a change by email")                                 \
    WORDS("account.warn", "Warned of closing an unused account")                                \
    WORDS("answer.export", "Downloaded themes, notes and extracts of a consultation")           \
    WORDS("answer.read", "Read an answer for its themes")                                       \
    WORDS("answer.sample", "Drew answers for a second reader")                                  \
    WORDS("answer.unsample", "Took back answers that no second reader had read")                \
    WORDS("audit.export", "Downloaded the record as CSV")                                       \
    WORDS("audit.new_segment", "Began a new part of the record after its key was lost")         \
    WORDS("audit.witness", "Sent the head of the record to its witness")                        \
    WORDS("body.accept", "Took an organisation into the own register")                          \
    WORDS("body.add", "Added an organisation to the register")                                  \
    WORDS("body.change", "Changed an organisation’s entry")                                     \
    WORDS("body.export", "Downloaded the register as CSV")                                      \
    WORDS("body.keep", "Kept an organisation of an import that was undone")                     \
    WORDS("body.leave_flag", "Left an entry as it is, against the charity register")            \
    WORDS("body.merge", "Merged two entries of an organisation")                                \
    WORDS("body.merge_rows", "Moved what hung on a merged entry")                               \
    WORDS("body.overdue", "Marked an entry as overdue for review")                              \
    WORDS("body.reconcile", "Changed an entry as the charity register has it")                  \
    WORDS("body.review", "Said that an organisation’s entry is right")                          \
    WORDS("body.tag", "Tagged an organisation")                                                 \
    WORDS("body.untag", "Took a tag off an organisation")                                       \
    WORDS("body_list.add", "Saved a list of organisations")                                     \
    WORDS("body_list.put", "Put organisations into a group")                                    \
    WORDS("body_list.remove", "Removed a saved list")                                           \
    WORDS("body_list.rename", "Renamed a saved list")                                           \
    WORDS("body_list.take", "Took organisations out of a group")                                \
    WORDS("claim.approve", "Approved a request to look after an entry")                         \
    WORDS("claim.ask", "Asked about a request to look after an entry")                          \
    WORDS("claim.confirm", "Confirmed a request to look after an entry")                        \
    WORDS("claim.deny", "Denied a request to look after an entry")                              \
    WORDS("claim.erase", "Erased details of old requests to look after entries")                \
    WORDS("claim.send", "Asked to look after an entry")                                         \
    WORDS("consultation.add", "Began a consultation")                                           \
    WORDS("consultation.add_paper", "Added a paper to a consultation")                         \
    WORDS("consultation.archive", "Archived a consultation")                                   \
    WORDS("consultation.ask_second", "Asked a second person to publish a consultation")        \
    WORDS("consultation.change", "Changed a consultation")                                      \
    WORDS("consultation.change_paper", "Changed a paper of a consultation")                    \
    WORDS("consultation.end_preview", "Ended a link to look at a consultation")                \
    WORDS("consultation.extend", "Extended a consultation")                                    \
    WORDS("consultation.mend_public", "Made the public rows of a consultation anew")           \
    WORDS("consultation.preview", "Made a link to look at a consultation")                     \
    WORDS("consultation.publish", "Published a consultation")                                  \
    WORDS("consultation.remove_paper", "Took a paper of a consultation away")                  \
    WORDS("consultation.withdraw", "Withdrew a consultation")                                  \
    WORDS("contact.add", "Wrote down a contact with an organisation")                           \
    WORDS("contact.change", "Corrected what is written down of a contact")                      \
    WORDS("contact.done", "Marked what was due as done, or not done")                           \
    WORDS("contact.remove", "Took a contact out of the timeline")                               \
    WORDS("draft.erase", "Erased responses that were begun and never sent")                    \
    WORDS("draft.file", "Added or removed a file of a response that is not sent")              \
    WORDS("draft.link", "Asked for a link to go on with a response")                           \
    WORDS("draft.remind", "Reminded somebody of a response that they have not sent")            \
    WORDS("draft.sign_off", "Named who signs off an organisation’s response")                   \
    WORDS("event.add", "Added an event")                                                       \
    WORDS("event.cancel", "Cancelled an event")                                                \
    WORDS("event.change", "Changed an event")                                                  \
    WORDS("event.held", "Recorded who came to an event")                                       \
    WORDS("factor.agree_reset", "Agreed to remove a second factor")                             \
    WORDS("factor.ask_reset", "Asked for a second factor to be removed")                        \
    WORDS("factor.enrol", "Set up a second factor")                                             \
    WORDS("factor.prove_reset", "Confirmed that their second factor is lost")                   \
    WORDS("factor.recovery_codes", "Made recovery codes")                                       \
    WORDS("factor.reset", "Removed a second factor")                                            \
    WORDS("factor.stop_reset", "Stopped the removal of a second factor")                        \
    WORDS("factor.use", "Used a second factor")                                                 \
    WORDS("factor.wrong", "Gave a wrong code")                                                  \
    WORDS("feedback.add", "Wrote an answer to what people said")                                \
    WORDS("feedback.change", "Changed an answer to what people said")                           \
    WORDS("feedback.move", "Changed the order of answers to what people said")                  \
    WORDS("feedback.publish", "Published an answer to what people said")                        \
    WORDS("feedback.remove", "Took down an answer to what people said")                         \
    WORDS("feedback.tell", "Told people who answered what became of it")                        \
    WORDS("file.scan", "Checked a file for viruses")                                           \
    WORDS("framework.add", "Added a set of outcomes")                                           \
    WORDS("framework.add_item", "Added an item to a set of outcomes")                           \
    WORDS("framework.change", "Changed the name of a set of outcomes")                          \
    WORDS("framework.change_item", "Changed an item of a set of outcomes")                      \
    WORDS("framework.choose", "Chose the current set of outcomes")                              \
    WORDS("import.areas", "Brought in council areas and partnerships")                          \
    WORDS("import.batch", "Brought in a part of a file")                                        \
    WORDS("import.begin", "Began to bring in a file")                                           \
    WORDS("import.check", "Checked the rows of a file")                                         \
    WORDS("import.flip", "Put a file that was brought in into use")                             \
    WORDS("import.framework", "Brought in sets of outcomes")                                    \
    WORDS("import.give_up", "Gave up a file before it was in use")                              \
    WORDS("import.hide", "Took a file that was brought in out of use")                          \
    WORDS("import.lists", "Brought in the words of lists")                                      \
    WORDS("import.match", "Chose what the columns of a file are")                               \
    WORDS("import.ready", "Loaded a file")                                                      \
    WORDS("import.remove", "Removed a part of a file no longer in use")                         \
    WORDS("import.start", "Began to add the rows of a file")                                    \
    WORDS("import.undo", "Asked for a file to be taken out again")                              \
    WORDS("import.undone", "Took a file out again")                                             \
    WORDS("interest.accept", "Accepted an offer to be involved")                                \
    WORDS("interest.ask", "Asked an organisation about its offer")                              \
    WORDS("interest.confirm", "Opened the mailed link of an offer")                             \
    WORDS("interest.decline", "Declined an offer to be involved")                               \
    WORDS("interest.erase", "Erased old offers to be involved")                                 \
    WORDS("interest.link", "Asked for a new link to an offer")                                  \
    WORDS("interest.reply", "Answered a question about an offer")                               \
    WORDS("interest.send", "Offered to be involved")                                            \
    WORDS("interest.withdraw", "Withdrew an offer to be involved")                              \
    WORDS("invitation.decline", "An organisation said that it will not answer")                 \
    WORDS("invitation.open", "Opened the mailed link to answer")                                \
    WORDS("invitation.other", "Noted that an organisation was asked another way")               \
    WORDS("invitation.remind", "Reminded organisations to answer")                              \
    WORDS("invitation.send", "Invited organisations to answer")                                 \
    WORDS("job.retry", "Set failed work going again")                                           \
    WORDS("list.add", "Added a word to a list")                                                 \
    WORDS("list.change", "Changed a word of a list")                                            \
    WORDS("mail.again", "Sent a mail again")                                                    \
    WORDS("mail.erase", "Erased texts of old mail")                                             \
    WORDS("mail.test", "Sent a test mail")                                                      \
    WORDS("message.erase", "Erased old messages")                                               \
    WORDS("message.mark", "Marked a message")                                                   \
    WORDS("message.send", "Sent a message to a partnership")                                    \
    WORDS("message.tell_refused", "Told a sender that a message did not arrive")                \
    WORDS("moderation.choose", "Chose whether one or two persons release answers")             \
    WORDS("moderation.decide", "Decided whether answers are published")                        \
    WORDS("moderation.export", "Downloaded the log of decisions on answers")                   \
    WORDS("moderation.mend", "An author sent other words for publication")                      \
    WORDS("moderation.publish", "Published answers to a consultation")                         \
    WORDS("moderation.release", "Released answers, or sent them back")                         \
    WORDS("moderation.tell", "Told an author what is not published, and why")                  \
    WORDS("need.add", "Added what an organisation needs")                                       \
    WORDS("need.answer", "Answered what an organisation needs")                                 \
    WORDS("partnership.edit", "Changed a partnership’s page")                                   \
    WORDS("plan.add", "Started or entered a plan")                                             \
    WORDS("plan.bodies", "Put organisations on the long list of a plan")                       \
    WORDS("plan.change", "Changed a plan")                                                     \
    WORDS("plan.copy", "Recorded a copy of a plan for Community Justice Scotland")             \
    WORDS("plan.copy_ack", "Recorded that a copy of a plan arrived")                           \
    WORDS("plan.copy_remove", "Took back a copy of a plan entered by mistake")                 \
    WORDS("plan.date", "Changed a date of a plan")                                             \
    WORDS("plan.exception", "Made or took back an exception for a plan")                       \
    WORDS("plan.likely", "Decided who is likely to contribute to a plan")                      \
    WORDS("plan.naming", "Chose how a statement names an organisation")                        \
    WORDS("plan.part", "Recorded how an organisation takes part in a plan")                    \
    WORDS("plan.publish", "Published a plan")                                                  \
    WORDS("plan.stage", "Moved a plan to another stage")                                       \
    WORDS("plan.suitable", "Decided if an organisation is in scope of a plan")                 \
    WORDS("plan.take_back", "Took back how an organisation takes part in a plan")              \
    WORDS("question.add", "Added a question to a consultation")                                 \
    WORDS("question.add_section", "Added a section of questions")                               \
    WORDS("question.add_set", "Added a saved set of questions to a consultation")               \
    WORDS("question.change", "Changed a question")                                              \
    WORDS("question.change_section", "Changed a section of questions")                          \
    WORDS("question.move", "Moved a question")                                                  \
    WORDS("question.move_section", "Moved a section of questions")                              \
    WORDS("question.remove", "Removed a question")                                              \
    WORDS("question.remove_section", "Removed a section of questions")                          \
    WORDS("question.remove_set", "Removed a saved set of questions")                            \
    WORDS("question.save_set", "Saved a set of questions")                                      \
    WORDS("report.answer", "Answered a report of a wrong detail")                               \
    WORDS("report.send", "Reported a wrong detail")                                             \
    WORDS("response.ask", "Asked about a response")                                            \
    WORDS("response.change", "Changed their response")                                          \
    WORDS("response.compare", "Looked for responses that are alike")                           \
    WORDS("response.confirm", "Said that a response was typed right")                          \
    WORDS("response.correct", "Corrected a response that staff had typed")                     \
    WORDS("response.decide", "Decided how a response stands")                                  \
    WORDS("response.export", "Downloaded the responses of a consultation")                     \
    WORDS("response.link", "Asked for a new link to a response")                               \
    WORDS("response.log", "Logged a response to a consultation")                               \
    WORDS("response.mend", "Changed an answer of a response")                                  \
    WORDS("response.note", "Wrote a note beside a response")                                   \
    WORDS("response.original", "Took a copy of a file of a response")                          \
    WORDS("response.publish", "Chose anew whether their response can be published")            \
    WORDS("response.read_back", "Asked a respondent to check what was typed")                  \
    WORDS("response.reply", "Answered a question about their response")                        \
    WORDS("response.retain", "Erased who sent responses long ago")                              \
    WORDS("response.send", "Sent a response to a consultation")                                \
    WORDS("response.withdraw", "Withdrew their response")                                      \
    WORDS("results.change", "Changed results that are being written")                        \
    WORDS("results.correct", "Published corrected results of a consultation")                \
    WORDS("results.publish", "Published results of a consultation")                          \
    WORDS("results.quote", "Quoted a published answer in results")                           \
    WORDS("results.remind", "Reminded coordinators of results that were promised")             \
    WORDS("results.unquote", "Took a quotation out of results")                              \
    WORDS("review.ask", "Asked whether an entry is still right")                                \
    WORDS("review.changed", "Said what has changed in an entry")                                \
    WORDS("review.end", "Ended the question about an entry")                                    \
    WORDS("review.tell", "Told coordinators of entries overdue for review")                     \
    WORDS("role.end", "Ended a role")                                                           \
    WORDS("role.give", "Gave a role")                                                           \
    WORDS("role.lead", "Changed who leads the editors of an organisation")                      \
    WORDS("role.move", "Moved an editor to the entry that stays")                               \
    WORDS("route.add_step", "Added a step to a contact route")                                  \
    WORDS("route.change_step", "Changed a step of a contact route")                             \
    WORDS("route.check_step", "Said that a step of a contact route is right")                   \
    WORDS("route.mail_refused", "Mail to the contact address came back")                        \
    WORDS("route.mail_through", "Mail to the contact address got through")                      \
    WORDS("route.mail_works", "Marked the contact address as working")                          \
    WORDS("route.move_step", "Moved a step of a contact route")                                 \
    WORDS("route.remove_step", "Removed a step of a contact route")                             \
    WORDS("route.rename", "Changed the name of a partnership")                                  \
    WORDS("service.backup", "Made a backup")                                                    \
    WORDS("service.migrate", "Brought the database to a newer form")                            \
    WORDS("service.restore", "Restored a backup")                                               \
    WORDS("session.end", "Ended a sign-in")                                                     \
    WORDS("settings.change", "Changed settings")                                                \
    WORDS("subscription.ask", "Asked for emails")                                               \
    WORDS("subscription.change", "Changed which emails to get")                                 \
    WORDS("subscription.confirm", "Confirmed that emails are wanted")                           \
    WORDS("subscription.stop", "Stopped emails")                                                \
    WORDS("subscription.tell", "Sent news to subscribers")                                      \
    WORDS("suggestion.answer", "Answered a suggestion of an organisation")                      \
    WORDS("suggestion.erase", "Erased old suggestions of organisations")                        \
    WORDS("suggestion.send", "Suggested an organisation")                                      \
    WORDS("theme.defined", "Defined a theme anew")                                             \
    WORDS("theme.made", "Made a theme")                                                        \
    WORDS("theme.merged", "Merged two themes")                                                 \
    WORDS("theme.removed", "Ended a theme")                                                    \
    WORDS("theme.renamed", "Renamed a theme")                                                  \
    WORDS("theme.restored", "Offered a theme again")

/* The part of an action before its dot. */
#define AUDIT_GROUPS(WORDS)                                                                    \
    WORDS("access", "Refused pages")                                                            \
    WORDS("account", "Accounts")                                                                \
    WORDS("answer", "Answers read and coded")                                                   \
    WORDS("audit", "The record itself")                                                         \
    WORDS("body", "The register")                                                               \
    WORDS("body_list", "Saved lists")                                                           \
    WORDS("claim", "Requests to look after entries")                                            \
    WORDS("consultation", "Consultations")                                                      \
    WORDS("contact", "Contacts with organisations")                                             \
    WORDS("draft", "Responses that are not sent yet")                                           \
    WORDS("event", "Events")                                                                   \
    WORDS("factor", "Second factors")                                                           \
    WORDS("feedback", "Answers to what people said")                                            \
    WORDS("file", "Files")                                                                     \
    WORDS("framework", "Sets of outcomes")                                                      \
    WORDS("import", "Files brought in")                                                         \
    WORDS("interest", "Offers to be involved")                                                  \
    WORDS("invitation", "Invitations to answer")                                                \
    WORDS("job", "Due work")                                                                    \
    WORDS("list", "Lists")                                                                      \
    WORDS("mail", "Mail")                                                                       \
    WORDS("message", "Messages")                                                                \
    WORDS("moderation", "Answers published or not")                                            \
    WORDS("need", "What organisations need")                                                    \
    WORDS("partnership", "Partnerships")                                                        \
    WORDS("plan", "Plans")                                                                     \
    WORDS("question", "Questions of consultations")                                             \
    WORDS("report", "Reports of wrong details")                                                 \
    WORDS("response", "Responses to consultations")                                            \
    WORDS("results", "Results of consultations")                                                                \
    WORDS("review", "Review of entries")                                                        \
    WORDS("role", "Roles")                                                                      \
    WORDS("route", "Contact routes")                                                            \
    WORDS("service", "Running the service")                                                     \
    WORDS("session", "Sign-ins ended")                                                          \
    WORDS("settings", "Settings")                                                               \
    WORDS("subscription", "Emails asked for")                                                   \
    WORDS("suggestion", "Suggestions of organisations")                                        \
    WORDS("theme", "Themes of an analysis")

/* Kinds of things. */
#define AUDIT_KINDS(WORDS)                                                                     \
    WORDS("account", "Account")                                                                 \
    WORDS("adjustment", "What an organisation needs")                                           \
    WORDS("area", "Council area")                                                               \
    WORDS("audit", "The record")                                                                \
    WORDS("body", "Organisation")                                                               \
    WORDS("body_claim", "Request to look after an entry")                                       \
    WORDS("body_import", "List of organisations")                                               \
    WORDS("body_suggestion", "Suggested organisation")                                          \
    WORDS("consultation", "Consultation")                                                       \
    WORDS("contact_event", "Entry of a timeline")                                               \
    WORDS("correction_report", "Report of a wrong detail")                                      \
    WORDS("dataset", "File brought in")                                                         \
    WORDS("event", "Event")                                                                    \
    WORDS("feedback_item", "Answer to what people said")                                        \
    WORDS("framework_version", "Set of outcomes")                                               \
    WORDS("interest", "Offer to be involved")                                                   \
    WORDS("invitation", "Invitation to answer")                                                 \
    WORDS("job", "Due work")                                                                    \
    WORDS("list_word", "Word of a list")                                                        \
    WORDS("message", "Message")                                                                 \
    WORDS("outbox", "Mail")                                                                     \
    WORDS("partnership", "Partnership")                                                         \
    WORDS("plan", "Plan")                                                                      \
    WORDS("question", "Question")                                                               \
    WORDS("question_section", "Section of questions")                                           \
    WORDS("question_set", "Saved set of questions")                                             \
    WORDS("response", "Response to a consultation")                                            \
    WORDS("response_import", "Import of answers")                                              \
    WORDS("route", "Page")                                                                      \
    WORDS("route_step", "Step of a contact route")                                              \
    WORDS("saved_list", "Saved list")                                                           \
    WORDS("service", "The service")                                                             \
    WORDS("setting", "Setting")                                                                 \
    WORDS("statutory_partner", "Statutory partner")                                             \
    WORDS("subscription", "Subscription")                                                       \
    WORDS("subscription_news", "News to subscribers")                                           \
    WORDS("subscription_request", "Request for emails")                                        \
    WORDS("theme", "Theme of an analysis")

/* Names of fields that do not speak for themselves; the others lose their underscores. */
#define AUDIT_FIELDS(WORDS)                                                                    \
    WORDS("absorbed", "number of the entry that was merged")                                   \
    WORDS("at_s", "time")                                                                      \
    WORDS("found", "where it was found")                                                        \
    WORDS("from", "after row")                                                                  \
    WORDS("from_s", "from")                                                                    \
    WORDS("from_schema", "form of the database before")                                        \
    WORDS("grant", "number of the role")                                                       \
    WORDS("grounds", "part in community justice")                                              \
    WORDS("hash", "fingerprint")                                                               \
    WORDS("is_community", "community body")                                                    \
    WORDS("is_named", "named in public")                                                       \
    WORDS("is_stale", "overdue for review")                                                    \
    WORDS("lead", "lead of the organisation")                                                  \
    WORDS("n", "how many")                                                                     \
    WORDS("team", "editors")                                                                   \
    WORDS("until_s", "until")                                                                  \
    WORDS("unverifiable_to", "cannot be verified up to record")                                \
    WORDS("wait_s", "seconds to wait")                                                         \
    WORDS("witnessed", "record that was witnessed")

/* Who did it, when it was no account. */
#define AUDIT_ACTORS(WORDS)                                                                    \
    WORDS("job", "The program itself")                                                         \
    WORDS("link", "Holder of a private link")                                                  \
    WORDS("public", "A visitor")
/* clang-format on */

#define AUDIT_ACTOR_CLI "Command line, user %.*s"
#define AUDIT_PERSON_ERASED "Erased person"
#define AUDIT_PERSON_UNKNOWN "Person no longer known"

#define AUDIT_WITNESS_SUBJECT "Head of the record of changes"
#define AUDIT_WITNESS_BAD "The record of changes is not whole"
#define AUDIT_CRUMB "Audit"

/* filters */
#define AUDIT_EVERYBODY "Everybody"
#define AUDIT_ALL "All"
#define AUDIT_ANY_TIME "Any time"
#define AUDIT_TODAY "Today"
#define AUDIT_WEEK "The last 7 days"
#define AUDIT_MONTH "The last 30 days"
#define AUDIT_YEAR "This year"
#define AUDIT_BY "Who: %.*s"
#define AUDIT_ABOUT "What: %.*s"
#define AUDIT_OF_KIND "Thing: %.*s"
#define AUDIT_OF_OBJECT "Number of the thing: %.*s"
#define AUDIT_OF_REQUEST "Request: %.*s"
#define AUDIT_FROM "From %.*s"
#define AUDIT_UNTIL "To %.*s"
#define AUDIT_BAD_FROM "‘From’ is not a real date, like 27 3 2026"
#define AUDIT_BAD_TO "‘To’ is not a real date, like 27 3 2026"
#define AUDIT_BAD_ORDER "‘To’ is before ‘From’"
#define AUDIT_BAD_CHOICE "a choice that is not in the list"
#define AUDIT_BAD_OBJECT "the number of a thing, without what kind of thing it is"

#define AUDIT_CSV_COLUMNS                                                                      \
    "number", "time", "who", "who_in_words", "action", "action_in_words", "object_kind",       \
        "object_id", "partnership", "request_id", "detail"

#endif
