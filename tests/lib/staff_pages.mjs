/*
 * staff_pages.mjs: the pages that need a sign-in, by who opens them, for the checks of every page (browser/
 * staff_pages.test.mjs). An entry is a path, or { path, status, open(page, site) } where it takes more than going there.
 */
export const STAFF_PAGES = {
    /* whoever is signed in */
    account: [
        "/account", "/account/name", "/account/email", "/account/password", "/account/sessions",
        "/account/email/confirm/no-such-key", "/account/second-factor", "/account/second-factor/set-up",
        "/account/second-factor/codes", "/account/welcome", "/account/welcome/name", "/account/welcome/password",
    ],
    /* the coordinator of Fife */
    coordinator: [
        "/account/second-factor",
        "/account/second-factor/set-up",
        "/account/second-factor/new-codes",
        "/coordinator/record", "/coordinator/record?partnership=fife&group=role&when=today",
        "/coordinator/record?from_day=31&from_month=2&from_year=2026",
    ],
    /* an administrator */
    admin: [
        "/admin/audit", "/admin/audit?checked=now", "/admin/audit?group=subscription", "/admin/audit?who=job&when=x&object=1",
        "/admin/audit/1",
    ],
};

/* What the pages show is made here, once everybody is signed in: checkers.coordinator.strict.page and so on. */
export async function prepare() {}
