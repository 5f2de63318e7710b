/*
 * staff_pages.mjs: the pages that need a sign-in, by who opens them, for the checks of every page (browser/
 * staff_pages.test.mjs). Paths with an object name one of the sample people's or Fife's; `prepare` of that test makes them.
 */
export const STAFF_PAGES = {
    /* whoever is signed in */
    account: [
        "/account", "/account/name", "/account/email", "/account/password", "/account/sessions",
        "/account/email/confirm/no-such-key", "/account/second-factor", "/account/second-factor/set-up",
        "/account/second-factor/codes", "/account/welcome", "/account/welcome/name", "/account/welcome/password",
    ],
    /* the coordinator of Fife */
    coordinator: [],
    /* an administrator */
    admin: [],
};
