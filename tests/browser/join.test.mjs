/*
 * Looking after the entry of one's own organisation, on a phone and without scripts: asked for by the mail of the own
 * domain, signed in, mended, a colleague invited, the lead handed over.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { press } from "../lib/flows.mjs";
import { acceptInvitation, fillJoin } from "../lib/join.mjs";
import { mailedLink } from "../lib/people.mjs";
import { startSite } from "../lib/program.mjs";
import { signInAll } from "../lib/staff_pages.mjs";

const WORKER = { name: "Sample worker", email: "worker@example.org" };
const COLLEAGUE = { name: "Sample colleague", email: "colleague@example.org" };

let site, browser;

before(async () => {
    site = await startSite({ clock: true, settings: { contact_mail: "desk@example.org", mail_from: "site@example.org", limit_posts: 1000 } });
    browser = await openChromium();
    await signInAll(site, browser); /* with a sample entry of the coordinator's */
});

after(async () => {
    await browser?.close();
    await site?.stop();
});

const heading = (page) => page.locator("h1").first().innerText();
const text = (page) => page.locator("main").innerText();
const follow = (page, name) => Promise.all([page.waitForNavigation(), page.locator("main").getByRole("link", { name }).first().click()]);

async function claim(page) {
    await fillJoin(page, WORKER, "Sample Fellowship");
    assert.equal(await heading(page), "Check your request");
    assert.match(await text(page), /Sample Fellowship[^]*worker@example.org/);
    site.clock.forward(30);
    await press(page, "Send request");
    assert.equal(await heading(page), "Request sent");
    assert.match(await text(page), /Open it within 7 days/);
    const link = await mailedLink(site, WORKER.email, "/body/join/confirm/");
    await page.goto(link);
    await press(page, "Yes, I am of Sample Fellowship");
    assert.equal(await heading(page), "Your request is approved");
    assert.ok(!page.url().includes(link.slice(-26)), "[S23] the address holds no key");
}

async function mend(page) {
    await page.goto("/body");
    assert.match(await text(page), /Three steps to begin/);
    await follow(page, "See and change it");
    await follow(page, /^Change ?: ?What you do/);
    await page.getByLabel("What it does").or(page.locator("#purposes")).first().fill("Sample walks and talks.");
    await press(page, "Save");
    assert.match(await text(page), /Your change is saved[^]*Sample walks and talks/);
    await follow(page, "Say so on your organisation’s page");
    await press(page, "This is right");
    assert.match(await text(page), /The next check is due on/);
}

async function invite(page) {
    await follow(page, "People who look after it: 1");
    await follow(page, "Invite a colleague");
    await page.getByLabel("Name", { exact: true }).fill(COLLEAGUE.name);
    await page.getByLabel("Email address").fill(COLLEAGUE.email);
    await press(page, "Send invitation");
    assert.match(await text(page), /The invitation is on its way[^]*Asked on/);
}

test("[2.6] [2.7] [8.2] a charity claims its entry from a phone without scripts, mends it, invites a colleague, hands over the lead", async () => {
    const own = await openWindow(browser, site.origin, { scripts: false, phone: true });
    const other = await openWindow(browser, site.origin, { scripts: false, phone: true });
    const { page } = own;
    await claim(page);
    await acceptInvitation(site, page, WORKER);
    assert.match(await text(page), /leading editor of the entry of Sample Fellowship/i);
    await mend(page);
    await invite(page);
    await acceptInvitation(site, other.page, COLLEAGUE);
    await other.page.goto("/body/people");
    assert.equal(await other.page.getByRole("link", { name: "Invite a colleague" }).count(), 0, "who does not lead invites nobody");
    await page.goto("/body/people");
    await follow(page, /^Hand over the lead/);
    await press(page, "Hand over the lead");
    assert.match(await text(page), /The lead is handed over/);
    assert.equal(await page.getByRole("link", { name: "Invite a colleague" }).count(), 0);
    await other.page.goto("/body/people");
    assert.match(await heading(other.page), /Sign in/, "[S19] the new lead signs in anew");
    const width = await page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth).catch(() => 0);
    assert.ok(width <= 0, "nothing is wider than the phone");
    assert.deepEqual(own.noticed(), []);
    await own.close();
    await other.close();
});
