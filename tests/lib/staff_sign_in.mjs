/*
 * staff_sign_in.mjs: one person of each kind, signed in, for tests of the pages that need a sign-in.
 */
import { openWindow } from "./browser.mjs";
import { press } from "./flows.mjs";
import { addEntry, joinByMail } from "./join.mjs";
import { becomeFirstAdmin, printedLink, setUpFactor, user } from "./people.mjs";

const PASSWORD = "seven green lanterns sing";
const PROVED_S = 901; /* after that it is asked again who one is */

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

/* Somebody with a password, whose new address waits until they have shown who they are. */
async function sendTooLate(site, page) {
    await accept(site, page, ["--role", "network_national"], { name: "Sample other member", email: "other@example.org" });
    await page.goto("/account/password");
    await page.getByLabel("New password").fill(PASSWORD);
    await press(page, "Save");
    await page.goto("/account/email");
    await page.getByLabel("New email address").fill("another@example.org");
    site.clock.forward(PROVED_S);
    await Promise.all([page.waitForNavigation(), page.locator("main form button[type=submit]").first().click()]);
}

async function enterPassword(page, person) {
    await page.goto("/sign-in");
    await page.getByLabel("Email address").fill(person.email);
    await page.getByLabel("Password", { exact: true }).fill(person.password);
    await press(page, "Sign in");
}

/* The cookies of each kind of person, signed in now: { again, admin, half, coordinator, account }. The site has a clock. */
export async function signInStaff(site, browser) {
    const admin = { name: "Sample administrator", email: "admin@example.org", password: PASSWORD };
    const coordinator = { name: "Sample coordinator", email: "coordinator@example.org", needs_factor: true };
    const member = { name: "Sample member", email: "member@example.org" };
    return {
        again: await cookiesOf(site, browser, (page) => sendTooLate(site, page)),
        admin: await cookiesOf(site, browser, (page) => becomeFirstAdmin(site, page, admin)),
        half: await cookiesOf(site, browser, (page) => enterPassword(page, admin)),
        coordinator: await cookiesOf(site, browser, (page) => accept(site, page, ["--role", "coordinator", "--partnership", "fife"], coordinator)),
        account: await cookiesOf(site, browser, (page) => accept(site, page, ["--role", "network_national"], member)),
    };
}

/* The same, with the editor of an organisation, which then stands in the register beside another one. */
export async function signInAll(site, browser) {
    const cookies = await signInStaff(site, browser);
    return { ...cookies, editor: await joinAs(site, browser, cookies.coordinator) };
}

/* An editor: the coordinator adds the entries of two organisations, and somebody of one comes to look after it. */
async function joinAs(site, browser, coordinator) {
    const window = await openWindow(browser, site.origin);
    await window.context.addCookies(coordinator);
    await addEntry(site, window.page, "Sample Fellowship", "www.example.org");
    await addEntry(site, window.page, "Sample Trust", "www.example.com");
    await window.close();
    return cookiesOf(site, browser, (page) => joinByMail(site, page, { name: "Sample editor", email: "editor@example.com" }, "Sample Trust"));
}
