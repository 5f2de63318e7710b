/*
 * A coordinator's work with an organisation, on a phone: a call is written down with its next step, which is then due; what
 * the organisation needs; two entries made one; the mailed link by which an entry is said to be right. Without scripts.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { press } from "../lib/flows.mjs";
import { mailsOf } from "../lib/people.mjs";
import { startSite, waitFor } from "../lib/program.mjs";
import { signInStaff } from "../lib/staff_pages.mjs";

let site, browser, cookies;

before(async () => {
    site = await startSite({ clock: true, settings: { contact_mail: "desk@example.org", mail_from: "site@example.org", limit_posts: 1000, limit_searches: 1000 } });
    browser = await openChromium();
    cookies = await signInStaff(site, browser);
});

after(async () => {
    await browser?.close();
    await site?.stop();
});

async function openPhone(who) {
    const window = await openWindow(browser, site.origin, { phone: true, scripts: false });
    if (who)
        await window.context.addCookies(cookies[who]);
    return window;
}

const follow = (page, name) => Promise.all([page.waitForNavigation(), page.getByRole("link", { name }).first().click()]);
const text = (page) => page.locator("main").innerText();
const choose = (page, words) => page.getByLabel(words, { exact: true }).press("Space");
const tooWide = (page) => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

async function add(page, name, web, email) {
    await page.goto("/coordinator/bodies/new");
    await page.getByLabel("Name of the organisation").fill(name);
    await page.getByLabel("Kind of organisation").selectOption("charity");
    await page.getByLabel(/^Website/).fill(web);
    await page.getByLabel(/^Public email address/).fill(email);
    await press(page, "Add organisation");
    if (!/has been added/.test(await text(page))) /* it looks like the other one */
        await press(page, "Add it anyway");
    await Promise.all([page.waitForNavigation(), page.getByRole("link", { name, exact: true }).first().click()]);
    return page.url();
}

async function setDate(page, question, day, month, year) {
    const group = page.getByRole("group", { name: question });
    await group.getByLabel("Day").fill(day);
    await group.getByLabel("Month").fill(month);
    await group.getByLabel("Year").fill(year);
}

async function logCall(page) {
    await choose(page, "Phone call");
    await choose(page, "They did");
    await page.getByLabel("What happened").fill("A volunteer asked how to take part.");
    await page.getByLabel(/^Next step/).fill("Send the draft plan");
    await setDate(page, "When is it due?", "1", "January", "2030");
    return press(page, "Save");
}

test("[2.11] [3.55] [P.7] a call is written down on a phone, its next step is due and done; a need is asked for and agreed", async () => {
    const { page, close } = await openPhone("coordinator");
    await add(page, "Sample Lighthouse", "https://lighthouse.example.org", "hello@lighthouse.example.org");
    await follow(page, "Write down a call, meeting or commitment");
    assert.equal(await tooWide(page), false, "[8.4] nothing to push sideways at 390 px");
    await press(page, "Save");
    assert.match(await page.title(), /^Error: /);
    await logCall(page);
    assert.match(await text(page), /The entry is saved/);
    await page.goto("/coordinator");
    await follow(page, "Due");
    assert.match(await text(page), /Send the draft plan[^]*1 Jan 2030[^]*Sample Lighthouse/);
    assert.equal(await tooWide(page), false);
    await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: /^Done.*Send the draft plan/ }).click()]);
    assert.match(await text(page), /Marked as done: Send the draft plan/);
    await follow(page, "Look at it, or take that back");
    await follow(page, "Sample Lighthouse");
    assert.match(await text(page), /Timeline[^]*A volunteer asked/);
    await follow(page, "Add what the organisation needs");
    await page.getByLabel("What does the organisation need to take part?").fill("A call instead of a form");
    await press(page, "Save");
    await follow(page, "A call instead of a form");
    await choose(page, "Agreed: we will do it");
    await page.getByLabel("What you offered, or why not").fill("We ring on Mondays.");
    await press(page, "Save");
    assert.match(await text(page), /Agreed[^]*We ring on Mondays/);
    await close();
});

test("[2.10] two entries are made one on a phone, field by field, with the trace on both", async () => {
    const { page, close } = await openPhone("coordinator");
    const one = await add(page, "Sample Kitchen Club", "https://kitchen.example.org", "hello@kitchen.example.org");
    const other = await add(page, "Sample Kitchen Clubs", "https://www.kitchen.example.org", "post@kitchen.example.org");
    await page.goto(one);
    await follow(page, "This is the same organisation as another entry");
    await follow(page, "Sample Kitchen Clubs");
    assert.match(await text(page), /Stays: Sample Kitchen Club\n[^]*Goes: Sample Kitchen Clubs/);
    assert.equal(await tooWide(page), false);
    await page.getByRole("group", { name: "Which public contact?" }).getByLabel("post@kitchen.example.org").press("Space");
    await page.getByLabel("Why are these one organisation?").fill("The same kitchen.");
    await press(page, "Merge these entries");
    assert.match(await text(page), /The entries are merged[^]*post@kitchen\.example\.org[^]*Merged into this entry[^]*The same kitchen/);
    await page.goto(other);
    assert.match(await text(page), /Merged into the other entry[^]*The same kitchen/);
    const moved = await page.goto("/bodies/sample-kitchen-clubs");
    assert.equal(new URL(moved.url()).pathname, "/bodies/sample-kitchen-club", "[2.10] the old address leads on");
    await close();
});

test("[2.8] a year later its mailbox is asked; the link says that the entry is right, on a phone, without an account", async () => {
    const { page, close } = await openPhone(null);
    site.clock.forward(366 * 86400);
    const mail = await waitFor("the question", () =>
        mailsOf(site).find((one) => one.headers.to.includes("hello@lighthouse.example.org") && /still right/.test(one.headers.subject)));
    const link = /\/bodies\/review\/[0-9a-z]{26}/.exec(mail.body)[0];
    await page.goto(link);
    assert.match(await text(page), /Sample Lighthouse/);
    assert.equal(await tooWide(page), false);
    site.clock.forward(30);
    await press(page, "This is right");
    assert.match(await text(page), /checked today/);
    const again = await page.goto(link);
    assert.equal(again.status(), 404);
    await close();
});
