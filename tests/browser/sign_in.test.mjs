/*
 * Signing in, in a real browser: password and code by keyboard alone, a mailed link and a new password without scripts, words
 * kept over a lost session, signing out; then the pages that only these ways lead to, by the rules of every page.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { press } from "../lib/flows.mjs";
import { checkPage, faultsOfHtml, openChecker } from "../lib/page_check.mjs";
import { becomeFirstAdmin, freshCode, mailedLink, mailsOf, printedLink, signIn, user } from "../lib/people.mjs";
import { startSite } from "../lib/program.mjs";

const person = { name: "Sample Administrator", email: "admin@example.org", password: "seven green lanterns sing" };
const ASK_AGAIN_S = 130; /* longer than the time within which a second link is not mailed */
let site, browser;

before(async () => {
    site = await startSite({
        clock: true, settings: { contact_mail: "desk@example.org", mail_from: "site@example.org", limit_pages: 100000, limit_posts: 100000 },
    });
    browser = await openChromium();
    const first = await openWindow(browser, site.origin);
    await becomeFirstAdmin(site, first.page, person);
    await first.close();
});

after(async () => {
    await browser?.close();
    await site?.stop();
});

const here = (page) => page.url().slice(site.origin.length);
const heading = (page) => page.locator("h1").innerText();
const cookies = async (window) => (await window.context.cookies()).map((cookie) => cookie.name).sort();

/* Chromium tells on its console what Clear-Site-Data did. */
const noticed = (window) => window.noticed().filter((line) => !/Clear-Site-Data/.test(line));

async function type(page, words, key) {
    await page.keyboard.type(words);
    if (key === "Enter")
        return (await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]))[0];
    return page.keyboard.press(key);
}

test("[7.6] [7.7] [8.2] [S15] [S17] (ASVS 6.3.3) password and code by keyboard alone, mistakes on the way, then signing out", async () => {
    const window = await openWindow(browser, site.origin);
    const { page } = window;
    await page.goto("/sign-in?next=%2Faccount%2Fsessions");
    await page.getByLabel("Email address").focus();
    await type(page, person.email, "Tab");
    assert.equal(await page.evaluate(() => document.activeElement.name), "password");
    const refused = await type(page, "not this one", "Enter");
    assert.equal(refused.status(), 422);
    assert.match(await page.title(), /^Error: Sign in/);
    assert.equal(await page.evaluate(() => document.activeElement.id), "error-summary");
    assert.match(await page.locator("#error-summary").innerText(), /Email or password is not right/);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter"); /* the summary's link */
    assert.equal(await page.evaluate(() => document.activeElement.id), "email");
    assert.equal(await page.getByLabel("Email address").inputValue(), person.email);
    await page.keyboard.press("Tab");
    await type(page, person.password, "Enter");
    assert.equal(here(page), "/sign-in/code?next=%2Faccount%2Fsessions");
    await page.getByLabel("6 digit code").focus();
    await type(page, "12345", "Enter");
    assert.match(await page.locator("#error-summary").innerText(), /Enter the 6 digit code/);
    await page.getByLabel("6 digit code").focus();
    await type(page, freshCode(site, person), "Enter");
    assert.equal(here(page), "/account/sessions");
    assert.match(await page.locator("main").innerText(), /Chrome on Linux/);
    assert.deepEqual(await cookies(window), ["cj", "cjd"]);
    await page.goto("/sign-out");
    await page.getByRole("button", { name: "Sign out" }).focus();
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.equal(await heading(page), "You are signed out");
    assert.deepEqual(await cookies(window), ["cjd"]);
    await page.goto("/account");
    assert.equal(here(page), "/sign-in?next=%2Faccount");
    assert.deepEqual(noticed(window), []);
    await window.close();
});

test("[S14] (ASVS 6.2.6) a password can be shown, by script only, and is sent hidden", async () => {
    const window = await openWindow(browser, site.origin);
    const { page } = window;
    await page.goto("/sign-in");
    const field = page.getByLabel("Password", { exact: true });
    await field.fill("seen");
    await page.getByRole("button", { name: "Show password" }).click();
    assert.equal(await field.getAttribute("type"), "text");
    assert.equal(await page.locator("main [role=status]").textContent(), "Your password is shown");
    await page.getByRole("button", { name: "Hide password" }).click();
    assert.equal(await field.getAttribute("type"), "password");
    await window.close();
    const still = await openWindow(browser, site.origin, { scripts: false });
    await still.page.goto("/sign-in");
    assert.equal(await still.page.getByRole("button", { name: "Show password" }).count(), 0);
    await still.close();
});

test("[7.7] [8.2] [S18] (ASVS 6.4.1, 6.6.3) a mailed link without scripts, on a telephone; opening it alone does nothing", async () => {
    const window = await openWindow(browser, site.origin, { scripts: false, phone: true });
    const { page } = window;
    await page.goto("/sign-in?next=%2Faccount%2Fsessions");
    await Promise.all([page.waitForNavigation(), page.getByRole("link", { name: "Email me a link instead" }).click()]);
    await page.getByLabel("Email address").fill(person.email);
    site.clock.forward(ASK_AGAIN_S);
    await press(page, "Send me a link");
    assert.equal(await heading(page), "Check your email");
    const link = await mailedLink(site, person.email, "/sign-in/link/");
    for (let i = 0; i < 2; i++)
        assert.equal((await page.goto(link)).status(), 200);
    assert.deepEqual(await cookies(window), []);
    await press(page, "Sign in");
    assert.equal(here(page), "/sign-in/code?next=%2Faccount%2Fsessions", "the second factor is not skipped");
    await page.getByLabel("6 digit code").fill(freshCode(site, person));
    await press(page, "Continue");
    assert.equal(here(page), "/account/sessions");
    assert.equal((await page.goto(link)).status(), 410);
    assert.equal(await heading(page), "This link has been used");
    assert.deepEqual(noticed(window), []);
    await window.close();
});

test("[7.6] [S17] without the app: a recovery code, once", async () => {
    const window = await openWindow(browser, site.origin, { scripts: false });
    const { page } = window;
    await page.goto("/sign-in");
    await page.getByLabel("Email address").fill(person.email);
    await page.getByLabel("Password", { exact: true }).fill(person.password);
    await press(page, "Sign in");
    await Promise.all([page.waitForNavigation(), page.getByRole("link", { name: "I cannot use my app" }).click()]);
    await page.getByLabel("Recovery code").fill(person.recovery[0].toUpperCase());
    await press(page, "Continue");
    assert.ok(!here(page).startsWith("/sign-in"), here(page));
    await window.close();
});

test("[7.7] [8.2] [S14] [S18] (ASVS 6.4.3) a new password by mailed link, without scripts: poor ones refused, others signed out", async () => {
    const elsewhere = await openWindow(browser, site.origin);
    await signIn(site, elsewhere.page, person);
    const window = await openWindow(browser, site.origin, { scripts: false });
    const { page } = window;
    await page.goto("/sign-in");
    await Promise.all([page.waitForNavigation(), page.getByRole("link", { name: "I have forgotten my password" }).click()]);
    await page.getByLabel("Email address").fill(person.email);
    await press(page, "Send me a link");
    await page.goto(await mailedLink(site, person.email, "/reset/"));
    await page.getByLabel("New password").fill("Password1234");
    assert.equal((await press(page, "Change password")).status(), 422);
    assert.match(await page.locator("#error-summary").innerText(), /too easy to guess/);
    person.password = "nine blue otters swim";
    await page.getByLabel("New password").fill(person.password);
    await press(page, "Change password");
    assert.equal(await heading(page), "Your password is changed");
    assert.deepEqual(await cookies(window), [], "nobody is signed in by it");
    await elsewhere.page.goto("/account");
    assert.equal(here(elsewhere.page), "/sign-in?next=%2Faccount");
    await signIn(site, page, person);
    await page.goto("/account");
    assert.equal(here(page), "/account");
    const told = mailsOf(site).filter((mail) => /password/i.test(mail.headers.subject) && mail.headers.to.includes(person.email));
    assert.ok(told.some((mail) => /was changed/.test(mail.body)), "the person is told");
    await elsewhere.close();
    await window.close();
});

for (const scripts of [true, false])
    test(`[S26] what was typed when the session had ended comes back after signing in, scripts ${scripts ? "on" : "off"}`, async () => {
        const window = await openWindow(browser, site.origin, { scripts });
        const { page } = window;
        await signIn(site, page, person);
        await page.goto("/account/name");
        const name = `Sample Administrator ${scripts ? "One" : "Two"}`;
        await page.getByLabel("Your name").fill(name);
        site.clock.forward(13 * 3600);
        const [answer] = await Promise.all([page.waitForNavigation(), page.locator("main form button[type=submit]").first().click()]);
        assert.equal(answer.status(), 403);
        assert.equal(await heading(page), "Sign in again");
        assert.match(await page.locator("main").innerText(), new RegExp(name));
        await Promise.all([page.waitForNavigation(), page.getByRole("link", { name: "Sign in and go on" }).click()]);
        await page.getByLabel("Email address").fill(person.email);
        await page.getByLabel("Password", { exact: true }).fill(person.password);
        await press(page, "Sign in");
        await page.getByLabel("6 digit code").fill(freshCode(site, person));
        await press(page, "Continue");
        assert.equal(await heading(page), "What you typed is still here");
        assert.match(await page.locator("main").innerText(), new RegExp(name));
        await press(page, "Send it now");
        await page.goto("/account");
        assert.match(await page.locator("main").innerText(), new RegExp(name));
        assert.deepEqual(window.noticed(), []);
        await window.close();
    });

test("[8.1] [8.4] [S20] [S22] the pages that mailed links open, and those that say what is wrong", async () => {
    const checker = await openChecker(browser, site);
    const window = await openWindow(browser, site.origin);
    const { page } = window;
    async function ask(address, beginning) {
        await page.goto(address);
        await page.getByLabel("Email address").fill(person.email);
        site.clock.forward(ASK_AGAIN_S);
        await press(page, "Send me a link");
        return mailedLink(site, person.email, beginning);
    }
    const link = await ask("/sign-in/link", "/sign-in/link/");
    const reset = await ask("/reset", "/reset/");
    const invited = printedLink(user(site, "invite", "coordinator@example.org", "--name", "Sample coordinator", "--role", "coordinator",
        "--partnership", "fife"), "/invitation/");
    const wrong = (at, fields, button, wait_s = 5) => async (p) => {
        await p.goto(at);
        for (const [label, words] of Object.entries(fields))
            await p.getByLabel(label, { exact: true }).fill(words);
        site.clock.forward(wait_s);
        return press(p, button);
    };
    const go = (at) => (p) => p.goto(at);
    const pages = [
        ["mailed link", go(link), 200],
        ["reset link", go(reset), 200],
        ["reset, poor password", wrong(reset, { "New password": "qwertyqwerty" }, "Change password"), 422],
        ["invitation", go(invited), 200],
        ["sign-in, nothing typed", wrong("/sign-in", {}, "Sign in"), 422],
        ["sign-in, wrong", wrong("/sign-in", { "Email address": person.email, "Password": "not this one" }, "Sign in", 70), 422],
        ["link, no address", wrong("/sign-in/link", { "Email address": "nobody" }, "Send me a link"), 422],
    ];
    for (const [name, open_page, status] of pages)
        await checkPage(checker, name, open_page, status).catch((fault) => assert.fail(`${name}: ${fault.message}`));
    assert.deepEqual(await faultsOfHtml(checker), []);
    await window.close();
});
