/*
 * From the first administrator's link to a coordinator who works: the invitation goes over real SMTP, the invited person sets
 * a code app up, and what an administrator ends stops in the other's open window.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { press } from "../lib/flows.mjs";
import { startMailServer } from "../lib/mail.mjs";
import { becomeFirstAdmin, setUpFactor } from "../lib/people.mjs";
import { startSite, waitFor } from "../lib/program.mjs";

const THINKING_S = 5;
const ADMIN = { name: "Sample administrator", email: "admin@example.org", password: "seven green lanterns sing" };
const COORDINATOR = { name: "Sample coordinator", email: "coordinator@example.org" };
let mail, site, browser, desk, theirs;

before(async () => {
    mail = await startMailServer();
    site = await startSite({ clock: true, settings: { mail_from: "site@example.org", limit_posts: 1000, ...mail.settings } });
    browser = await openChromium();
    desk = await openWindow(browser, site.origin);
    theirs = await openWindow(browser, site.origin, { scripts: false, phone: true });
    await waitFor("the first administrator's link", () => site.server.said().includes("/first-admin/"));
    await becomeFirstAdmin(site, desk.page, ADMIN);
});

after(async () => {
    await browser?.close();
    await site?.stop();
    await mail?.stop();
});

const heading = (page) => page.locator("h1").innerText();
const says = async (page, words) => assert.match(await page.locator("main").innerText(), words);
const links = (to) => mail.taken().filter((m) => m.to.includes(to)).map((m) => /(\/invitation\/\S+)/.exec(m.body)?.[1]).filter(Boolean);

async function go(page, link) {
    await Promise.all([page.waitForNavigation(), page.getByRole("link", { name: link, exact: true }).first().click()]);
}

async function invite(page) {
    await page.goto("/admin/people");
    await go(page, "Invite somebody");
    await page.getByLabel("Name", { exact: true }).fill(COORDINATOR.name);
    await page.getByLabel("Email address").fill(COORDINATOR.email);
    await page.getByLabel("Coordinator", { exact: true }).press("Space");
    await page.getByLabel("For which partnership?").selectOption("fife");
    site.clock.forward(THINKING_S);
    await press(page, "Continue");
}

test("[7.8] an administrator invites a coordinator: form, check, a mail over SMTP", async () => {
    const { page } = desk;
    await invite(page);
    assert.equal(await heading(page), "Check the invitation");
    await says(page, /Coordinator, Fife/);
    await press(page, "Send invitation");
    assert.equal(await heading(page), "Invitation sent");
    await waitFor("the invitation", () => links(COORDINATOR.email).length === 1);
    const [taken] = mail.taken().filter((m) => m.to.includes(COORDINATOR.email));
    assert.match(taken.body, /Sample administrator asks you to join/);
    assert.doesNotMatch(taken.headers.subject, /Sample/);
});

test("[7.8] [S18] sent again: the page says what became of the mail, and the link before it opens nothing", async () => {
    const { page } = desk;
    await go(page, `See ${COORDINATOR.name}`);
    await waitFor("the mail's end", async () => {
        await page.reload();
        return /The email was sent/.test(await page.locator("main").innerText());
    });
    await press(page, "Send the invitation again");
    await says(page, /A new invitation is on its way/);
    await waitFor("the second invitation", () => links(COORDINATOR.email).length === 2);
    const [old] = links(COORDINATOR.email);
    assert.equal((await theirs.page.goto(old)).status(), 404);
});

test("[7.1] [7.6] [8.2] the invited person accepts on a phone without scripts, sets a code app up, and has the workspace", async () => {
    const { page } = theirs;
    await page.goto(links(COORDINATOR.email).at(-1));
    await says(page, /coordinator of/);
    await press(page, "Accept and sign in");
    await page.goto("/account/second-factor");
    await setUpFactor(site, page, COORDINATOR);
    assert.equal((await page.goto("/coordinator/team")).status(), 200);
    await says(page, /Sample coordinator \(you\)/);
    assert.equal((await page.goto("/admin/people")).status(), 404, "and nothing of the administrators'");
    assert.equal((await page.goto("/coordinator/team?partnership=angus")).status(), 404, "nor of Angus");
});

test("[7.2] a coordinator invites an analyst and ends them again, two steps", async () => {
    const { page } = theirs;
    await page.goto("/coordinator/team/invite");
    await page.getByLabel("Name", { exact: true }).fill("Sample analyst");
    await page.getByLabel("Email address").fill("analyst@example.org");
    site.clock.forward(THINKING_S);
    await press(page, "Continue");
    await press(page, "Send invitation");
    await page.goto("/coordinator/team");
    await Promise.all([page.waitForNavigation(), page.getByRole("link", { name: "End Analyst of Sample analyst" }).tap()]);
    assert.equal(await heading(page), "End a role of Sample analyst?");
    await press(page, "End role");
    await says(page, /The role has ended/);
    assert.equal(await page.getByText("Sample analyst", { exact: true }).count(), 0);
});

test("[7.1] [S13] [S19] (ASVS 7.4.2, 8.3.2) a role that an administrator ends stops in the other's open window", async () => {
    const { page } = desk;
    await page.goto("/admin/people");
    await go(page, COORDINATOR.name);
    await go(page, "End Coordinator, Fife");
    await press(page, "End role");
    await says(page, /has no role now/);
    await theirs.page.goto("/coordinator/team");
    assert.match(theirs.page.url(), /\/sign-in\?next=/);
});
