/*
 * A coordinator builds the questions of a consultation in a real browser, with scripts off: sections, types, routing, moving
 * by buttons.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openChromium, openWindow } from "../lib/browser.mjs";
import { press } from "../lib/flows.mjs";
import { startSite } from "../lib/program.mjs";
import { signInStaff } from "../lib/staff_pages.mjs";

let site, browser, cookies;

before(async () => {
    site = await startSite({ clock: true, settings: { contact_mail: "desk@example.org", mail_from: "site@example.org", limit_posts: 100000, limit_pages: 100000 } });
    browser = await openChromium();
    cookies = await signInStaff(site, browser);
});

after(async () => {
    await browser?.close();
    await site?.stop();
});

const LIST = "/coordinator/consultations";
const AT = `${LIST}/sample-draft-plan/questions`;
const follow = (page, name) => Promise.all([page.waitForNavigation(), page.locator("main").getByRole("link", { name }).first().click()]);
const text = (page) => page.locator("main").innerText();
/* The box itself lies under its label. */
const tick = (page, label) => page.getByLabel(label, { exact: true }).first().press("Space");

async function chooseType(page, label) {
    await follow(page, /^Add (a|your first) question/);
    await page.getByText(label, { exact: true }).click();
    await press(page, "Continue");
}

test("[3.5] a form with routing is built with scripts off, and moved by buttons", async () => {
    const { page, context } = await openWindow(browser, site.origin, { scripts: false });
    await context.addCookies(cookies.coordinator);
    await page.goto(`${LIST}/new`);
    await page.locator("#title").fill("Sample draft plan");
    await page.getByText("Draft plan", { exact: true }).click();
    await press(page, "Make the draft");
    await page.goto(AT);
    await follow(page, "Add your first question");
    await page.getByLabel("Name of the section").fill("What works");
    await press(page, "Save");
    await chooseType(page, "Choose one");
    await page.getByLabel("Question", { exact: true }).fill("Does the draft fit?");
    await page.getByLabel("Answers to choose from").fill("Yes\nNo");
    await press(page, "Save");
    await chooseType(page, "Long answer");
    await page.getByLabel("Question", { exact: true }).fill("What is missing?");
    await tick(page, "No");
    await press(page, "Save");
    assert.match(await text(page), /Asked only of those who chose No for “Question 1: Does the draft fit\?”/);
    await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: /^Move up Question 2/ }).click()]);
    assert.match(await text(page), /There is a problem[^]*so it must come later/, "a question does not come before the one it hangs on");
    await chooseType(page, "Short answer");
    await page.getByLabel("Question", { exact: true }).fill("Who are you?");
    await press(page, "Save");
    await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: /^Move up Question 3/ }).click()]);
    assert.match(await text(page), /Question 2: Who are you\?[^]*Question 3: What is missing\?/);
    await follow(page, /^Remove Question 2/);
    await press(page, "Remove question");
    assert.doesNotMatch(await text(page), /Who are you\?/);
});
