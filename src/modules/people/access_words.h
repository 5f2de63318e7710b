/*
 * access_words.h: the matrix of roles by actions (security.md section 2), the one table of it.
 *
 * ACCESS_ROW(capability, action in words, public, link, body editor, coordinator, analyst,
 * network coordinator, network national, administrator): NO, OWN(note): in the own scope only,
 * ALL(note). It is read several times, each time with ACCESS_ROW as the reader needs it, so it
 * has no include guard. A row is no promise that its pages exist: docs/features.md says that.
 */
#ifndef ACCESS_ROW
#define ACCESS_ROW(...)
#endif
/* clang-format off */
ACCESS_ROW(CAP_PUBLIC_READ, "read public pages, feeds, data",
    ALL(""), ALL(""), ALL(""), ALL(""), ALL(""), ALL(""), ALL(""), ALL(""))
ACCESS_ROW(CAP_CONSULTATION_ANSWER, "answer an open consultation",
    ALL(""), ALL(""), ALL(""), ALL(""), ALL(""), ALL(""), ALL(""), ALL(""))
ACCESS_ROW(CAP_CONSULTATION_INVITED, "questions of an invited-only consultation, and answering it",
    NO, OWN(""), OWN("invited"), OWN(""), OWN("read"), NO, NO, NO)
ACCESS_ROW(CAP_RESPONSE_OWN, "read one's own response; change or withdraw it until closing, then narrow or take back the consent",
    NO, OWN(""), OWN("official one of the body"), NO, NO, NO, NO, NO)
ACCESS_ROW(CAP_RESPONSE_LOG, "log a response, call, letter for others",
    NO, NO, NO, OWN(""), NO, NO, NO, NO)
ACCESS_ROW(CAP_RESPONSE_READ, "read responses, originals, unredacted text",
    NO, NO, NO, OWN(""), OWN(""), NO, NO, NO)
ACCESS_ROW(CAP_ANSWER_TAG, "tag, note, code answers",
    NO, NO, NO, OWN(""), OWN(""), NO, NO, NO)
ACCESS_ROW(CAP_ANSWER_PUBLISH, "moderate, redact, publish answers",
    NO, NO, NO, OWN(""), NO, NO, NO, NO)
ACCESS_ROW(CAP_CONSULTATION_EDIT, "create, edit, open, extend, close a consultation",
    NO, NO, NO, OWN(""), NO, NO, NO, NO)
ACCESS_ROW(CAP_RELEASE_SECOND, "second person's release, where asked for",
    NO, NO, NO, OWN("another person"), NO, NO, NO, NO)
ACCESS_ROW(CAP_RESPONSE_EXPORT, "export responses",
    NO, NO, NO, OWN(""), OWN("without identities"), NO, NO, NO)
ACCESS_ROW(CAP_BODY_EDIT, "edit a body's public entry",
    NO, NO, OWN(""), OWN("bodies in the area"), NO, NO, NO, ALL(""))
ACCESS_ROW(CAP_BODY_APPROVE, "approve claims, merge bodies",
    NO, NO, NO, OWN(""), NO, NO, NO, ALL(""))
ACCESS_ROW(CAP_BODY_TIMELINE, "a body's timeline (contact events), considerations, reasons",
    NO, NO, OWN("what it was asked and sent"), OWN("own partnership's only, also for a national body"), NO, NO, NO, NO)
ACCESS_ROW(CAP_BODY_NEEDS, "a body's access needs",
    NO, NO, OWN(""), OWN("every area it serves"), NO, NO, NO, NO)
ACCESS_ROW(CAP_BODY_PRIVATE, "a body's private contact and private fields",
    NO, NO, OWN(""), OWN("areas that accepted it"), NO, NO, NO, NO)
ACCESS_ROW(CAP_INTEREST_READ, "expression of interest",
    NO, OWN("own"), NO, OWN("the areas it names"), NO, NO, NO, NO)
ACCESS_ROW(CAP_DRAFT_READ, "drafts of plan, statement, report",
    NO, OWN("preview"), OWN("sent to it for its views"), OWN(""), NO, NO, NO, NO)
ACCESS_ROW(CAP_PLAN_DECIDE, "decide status of a body for a plan; efforts; statement",
    NO, NO, NO, OWN(""), NO, NO, NO, NO)
ACCESS_ROW(CAP_PLAN_SIGN, "sign off and publish statement, report",
    NO, OWN("chair, by one-time link"), NO, OWN("one person, or two accounts: setting"), NO, NO, NO, NO)
ACCESS_ROW(CAP_ROUTE_EDIT, "edit contact route of a partnership",
    NO, NO, NO, OWN(""), NO, NO, NO, ALL(""))
ACCESS_ROW(CAP_MESSAGE_READ, "read and answer messages sent to a partnership",
    NO, NO, NO, OWN(""), NO, NO, NO, NO)
ACCESS_ROW(CAP_DIRECTORY_EDIT, "addresses of partnerships, council areas, the map",
    NO, NO, NO, NO, NO, NO, NO, ALL(""))
ACCESS_ROW(CAP_RESOURCE_PROPOSE, "propose resources",
    NO, NO, ALL(""), ALL(""), NO, ALL(""), ALL(""), ALL(""))
ACCESS_ROW(CAP_RESOURCE_PUBLISH, "publish resources",
    NO, NO, NO, NO, NO, NO, NO, ALL(""))
ACCESS_ROW(CAP_NETWORK_READ, "network resources, agenda, papers, actions",
    NO, NO, NO, NO, NO, ALL(""), ALL(""), NO)
ACCESS_ROW(CAP_CLOSED_SESSION, "closed peer session",
    NO, NO, NO, NO, NO, OWN("current members, own list where there is one"), NO, NO)
ACCESS_ROW(CAP_UPDATE_WRITE, "write an update round, answer a question in advance",
    NO, NO, NO, NO, NO, NO, OWN("own organisation"), NO)
ACCESS_ROW(CAP_PEOPLE, "invite, end, change roles",
    NO, NO, OWN("lead: own body"), OWN("analysts, own area"), NO, NO, NO, ALL(""))
ACCESS_ROW(CAP_AUDIT_READ, "read the audit log",
    NO, NO, OWN("own entry's history"), OWN(""), NO, OWN("own sessions"), OWN("own sessions, never closed ones"), ALL("not closed sessions' content"))
ACCESS_ROW(CAP_SUBJECT_PREPARE, "prepare subject access, erasure, legal hold",
    NO, NO, NO, OWN(""), NO, NO, NO, ALL(""))
ACCESS_ROW(CAP_SUBJECT_DECIDE, "carry out subject access, erasure, legal hold",
    NO, NO, NO, NO, NO, NO, NO, ALL(""))
ACCESS_ROW(CAP_SETTINGS, "settings, jobs, backup; outbox without texts",
    NO, NO, NO, NO, NO, NO, NO, ALL(""))
/* clang-format on */
