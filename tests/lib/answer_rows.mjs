/*
 * answer_rows.mjs: rows of the route table that answer_pages.test.mjs walks over with sample content, and rows that no walk in
 * Chromium opens yet: what they answer stands in tests/core (test_own_response, test_read_back, test_invited, test_event,
 * test_response_desk, test_response_import, test_body_response, test_file). The second list is meant to become empty.
 */
export const ANSWERING = [
    "/consultations/:slug/respond/save", "/consultations/:slug/respond/check", "/consultations/:slug/respond/sent",
    "/consultations/:slug/respond/paste", "/consultations/:slug/respond/late", "/consultations/:slug/respond/:step", "/r/open", "/r/open/change", "/r/open/publish", "/r/open/withdraw",
    "/consultations/:slug/together", "/documents/:id",
];

export const NOT_IN_A_WALK = [
    "/documents/:id/file", "/consultations/:slug/preview/papers/:id/file", "/coordinator/consultations/:slug/preview/papers/:id/file", "/consultations/:slug/respond/:step/files", "/consultations/:slug/respond/:step/files/:code",
    "/r/open/files/:code", "/r/open/reply", "/consultations/:slug/decline",
    "/read-back/correct", "/read-back/:key", "/read-back",
    "/coordinator/responses/:ref/files/:code", "/coordinator/consultations/:slug/invitations",
    "/coordinator/consultations/:slug/invitations/new", "/coordinator/consultations/:slug/invitations/remind",
    "/coordinator/consultations/:slug/invitations/other", "/coordinator/events/:id/edit", "/coordinator/events/:id/cancel",
    "/coordinator/events/:id/held", "/coordinator/responses/logged", "/coordinator/consultations/:slug/imports",
    "/coordinator/consultations/:slug/imports/:id", "/coordinator/responses/:reference/read-back",
    "/coordinator/responses/:reference/alike", "/coordinator/responses/:reference/answers/:question",
    "/coordinator/responses/:reference/:action", "/coordinator/responses/:reference/redact", "/body/responses/:id/reuse", "/body/responses/:id/share",
];
