/*
 * staff_pages.mjs: the pages that need a sign-in, by who opens them, for the checks of every page (browser/
 * staff_pages.test.mjs). An entry is a path, or { path, status, open(page, site) } where it takes more than going there.
 */
import { openWindow } from "./browser.mjs";
import { press } from "./flows.mjs";
import { becomeFirstAdmin, mailedLink, printedLink, setUpFactor, user } from "./people.mjs";

async function openAndPress(page, path, button) {
    await page.goto(path);
    return press(page, button);
}

let new_address; /* another one each time: an address that nobody confirmed gets three mails a day */
let n_addresses = 0;
async function askForAddress(page) {
    new_address = `another-${++n_addresses}@example.org`;
    await page.goto("/account/email");
    await page.getByLabel("New email address").fill(new_address);
    return press(page, "Send the link");
}

async function openRole(page) {
    await page.goto("/account");
    return page.goto(await page.getByRole("link", { name: /^Give up/ }).first().getAttribute("href"));
}

export const STAFF_PAGES = {
    /* whoever is signed in */
    account: [
        "/account", "/account/name", "/account/email", "/account/password", "/account/sessions", "/account/second-factor",
        "/account/second-factor/set-up", "/account/second-factor/codes", "/account/welcome", "/account/welcome/name",
        "/account/welcome/password",
        { path: "/account/email/confirm/no-such-key", status: 404, open: (page) => page.goto("/account/email/confirm/no-such-key") },
        { path: "password, nothing entered", status: 422, open: (page) => openAndPress(page, "/account/password", "Save") },
        { path: "code app, nothing entered", status: 422, open: (page) => openAndPress(page, "/account/second-factor/set-up", "Continue") },
        { path: "another address asked for", open: askForAddress },
        { path: "another address, to confirm", open: async (page, site) => {
            await askForAddress(page);
            return page.goto(await mailedLink(site, new_address, "/account/email/confirm/"));
        } },
    ],
    /* the coordinator of Fife */
    coordinator: [
        "/account/second-factor",
        "/account/second-factor/set-up",
        "/account/second-factor/new-codes",
        { path: "recovery codes", open: (page) => openAndPress(page, "/account/second-factor/new-codes", "Make new codes") },
        { path: "a role to give up", open: openRole },
        "/coordinator/record", "/coordinator/record?partnership=fife&group=role&when=today",
        "/coordinator/record?from_day=31&from_month=2&from_year=2026",
    ],
    /* an administrator */
    admin: [
        "/admin", "/admin/jobs", "/admin/jobs?state=failed", "/admin/settings", "/admin/settings/mail-test",
        { path: "the last administrator's role", status: 422, open: async (page) => {
            await openRole(page);
            return press(page, "Give up this role");
        } },
        "/admin/audit", "/admin/audit?checked=now", "/admin/audit?group=subscription", "/admin/audit?who=job&when=x&object=1",
        "/admin/audit/1",
    ],
};

/* What the pages show is made here, once everybody is signed in: checkers.coordinator.strict.page and so on. */
export async function prepare() {}

/* Accepts what `user invite` printed, and sets a second factor up where the role asks for it. */
async function accept(site, page, words, person) {
    await page.goto(printedLink(user(site, "invite", person.email, "--name", person.name, ...words), "/invitation/"));
    await press(page, "Accept and sign in");
    if (person.needs_factor) {
        await page.goto("/account/second-factor");
        await setUpFactor(site, page, person);
    }
}

async function cookiesOf(site, browser, enter) {
    const window = await openWindow(browser, site.origin);
    await enter(window.page);
    const cookies = await window.context.cookies();
    await window.context.close();
    return cookies;
}

/* The cookies of each kind of person, signed in now: { admin, coordinator, account }. The site has a clock. */
export async function signInStaff(site, browser) {
    const admin = { name: "Sample administrator", email: "admin@example.org", password: "seven green lanterns sing" };
    const coordinator = { name: "Sample coordinator", email: "coordinator@example.org", needs_factor: true };
    const member = { name: "Sample member", email: "member@example.org" };
    return {
        admin: await cookiesOf(site, browser, (page) => becomeFirstAdmin(site, page, admin)),
        coordinator: await cookiesOf(site, browser, (page) => accept(site, page, ["--role", "coordinator", "--partnership", "fife"], coordinator)),
        account: await cookiesOf(site, browser, (page) => accept(site, page, ["--role", "network_national"], member)),
    };
}
